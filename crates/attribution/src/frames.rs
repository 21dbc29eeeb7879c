use std::collections::BTreeSet;

use onrecord_document::{DecidedBy, Span};
use onrecord_encoder::{Encoding, Frame, Role};

use crate::{Draft, calibration};

/// The model's attributions: a frame for each word that anchors a cue, such that no word is said twice.
pub(crate) fn drafts(text: &str, encoding: &Encoding<'_>, least_anchor: f32) -> Vec<Draft> {
    let mut frames: Vec<Frame> = (0..encoding.words().len())
        .filter(|&word| encoding.anchor_probability(word) >= least_anchor)
        .map(|word| encoding.frame(word, &[]))
        .collect();
    drop_second_anchors(&mut frames);
    settle_contested_words(encoding, &mut frames);
    frames
        .iter()
        .filter(|frame| frame.words(Role::Content).next().is_some())
        .map(|frame| draft_of(text, encoding, frame))
        .collect()
}

/// One cue may have two anchors ("has" and "said"): the likelier stays.
fn drop_second_anchors(frames: &mut Vec<Frame>) {
    let mut by_probability: Vec<usize> = (0..frames.len()).collect();
    by_probability.sort_by(|&a, &b| {
        frames[b].anchor_probability.total_cmp(&frames[a].anchor_probability).then(a.cmp(&b))
    });
    let mut cue_words = BTreeSet::new();
    let mut kept = vec![false; frames.len()];
    for i in by_probability {
        let words = || frames[i].words(Role::Cue).flatten().chain([frames[i].anchor]);
        kept[i] = !words().any(|word| cue_words.contains(&word));
        if kept[i] {
            cue_words.extend(words());
        }
    }
    let mut kept = kept.into_iter();
    frames.retain(|_| kept.next() == Some(true));
}

/// Each frame was decoded for itself, so that two can claim the same words: in `"A," Lee said, adding: "B."` both cues
/// may want both quotations. A contested word goes to the frame that is surer of it, and those that lost words are
/// decoded again without them. An attribution nested in another's content contests nothing.
fn settle_contested_words(encoding: &Encoding<'_>, frames: &mut [Frame]) {
    let mut lost: Vec<Vec<usize>> = vec![Vec::new(); frames.len()];
    for i in 0..frames.len() {
        let end = frames[i].words(Role::Content).last().map_or(0, |words| words.end);
        for j in (i + 1..frames.len()).take_while(|&j| frames[j].shown().start < end) {
            if nested(&frames[i], &frames[j]) || nested(&frames[j], &frames[i]) {
                continue;
            }
            for word in shared_words(&frames[i], &frames[j]) {
                let claim = |k: usize| frames[k].anchor_probability * frames[k].content_probability(word);
                lost[if claim(i) >= claim(j) { j } else { i }].push(word);
            }
        }
    }
    for (frame, words) in frames.iter_mut().zip(&mut lost) {
        if !words.is_empty() {
            words.sort_unstable();
            words.dedup();
            *frame = encoding.frame(frame.anchor, words);
        }
    }
}

fn nested(outer: &Frame, inner: &Frame) -> bool {
    outer.words(Role::Content).any(|words| words.contains(&inner.anchor))
}

fn shared_words(a: &Frame, b: &Frame) -> Vec<usize> {
    let shared =
        |x: std::ops::Range<usize>, y: std::ops::Range<usize>| x.start.max(y.start)..x.end.min(y.end);
    a.words(Role::Content)
        .flat_map(|x| b.words(Role::Content).flat_map(move |y| shared(x.clone(), y)))
        .collect()
}

fn draft_of(text: &str, encoding: &Encoding<'_>, frame: &Frame) -> Draft {
    let of = |role: Role| frame.words(role).map(|words| encoding.words().span_of(words));
    let cue = longest(of(Role::Cue));
    Draft {
        source: longest(of(Role::Source)).map(|span| without_comma(text, with_antecedent(text, span))),
        cue,
        content: joined(text, cue, of(Role::Content).map(|span| without_comma(text, span))),
        decided_by: DecidedBy::Model,
        confidence: calibration::confidence(frame.anchor_probability, frame.spans_probability),
    }
}

/// In PolNeAR a source or a cue is one span but for one in two thousand.
fn longest(spans: impl Iterator<Item = Span>) -> Option<Span> {
    spans.max_by_key(|s| (s.len(), std::cmp::Reverse(s.start)))
}

fn without_comma(text: &str, span: Span) -> Span {
    Span::new(span.start, span.start + span.of(text).trim_end_matches([',', ';', ' ']).len())
}

/// In "Lee, who chairs the board, said" the model may name the relative clause alone as the source. Its head goes with
/// it: the words in capitals before the comma.
fn with_antecedent(text: &str, source: Span) -> Span {
    const LEAST_WORDS: usize = 3; // "who" alone, before its cue, is a source as it stands
    let words = source.of(text);
    let is_clause = ["who ", "which ", "whose "].iter().any(|w| words.starts_with(w));
    if !is_clause || words.split_whitespace().count() < LEAST_WORDS {
        return source;
    }
    let before = text[..source.start].trim_end().trim_end_matches(',');
    let is_name = |word: &&str| word.starts_with(char::is_uppercase) && !word.ends_with([',', '.', ';', ':']);
    let name: usize = before.rsplit(' ').take_while(is_name).map(|word| word.len() + 1).sum();
    if name == 0 { source } else { Span::new(before.len() + 1 - name, source.end) }
}

/// Pieces with nothing but white space and marks between them are one, unless a mark is the cue.
fn joined(text: &str, cue: Option<Span>, spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        let goes_on = |last: &Span| {
            let between = Span::new(last.end, span.start);
            !between.of(text).contains(|c: char| c.is_alphanumeric() || c == '\n')
                && cue.is_none_or(|cue| !cue.overlaps(between))
        };
        match out.last_mut() {
            Some(last) if goes_on(last) => last.end = span.end,
            _ => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_beside_each_other_are_one_but_for_the_cue() {
        let text = "No – never: so";
        let pieces = [Span::new(0, 2), Span::new(7, 12), Span::new(14, 16)];
        let joined = |cue| joined(text, cue, pieces.into_iter());
        assert_eq!(joined(None), [Span::new(0, 16)]);
        assert_eq!(joined(Some(Span::new(12, 13))), [Span::new(0, 12), Span::new(14, 16)]);
    }

    #[test]
    fn a_relative_clause_takes_its_head_along() {
        for (text, source, expected) in [
            (
                "When Lee led, Marta Quill, who built the wall, hit out",
                "who built the wall,",
                "Marta Quill, who built the wall,",
            ),
            ("people, who say no", "who", "who"),
            ("the firm, which owns the ship, said", "which owns the ship,", "which owns the ship,"),
        ] {
            let start = text.find(source).unwrap();
            let found = with_antecedent(text, Span::new(start, start + source.len()));
            assert_eq!(found.of(text), expected);
        }
    }
}
