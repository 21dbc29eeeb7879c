use onrecord_document::{DecidedBy, Quotation, Segmentation, Span};

use crate::Draft;
use crate::claims::Claims;
use crate::nearby::{paragraphs_of, quotations_at};

/// Brings the model's contents and the quotation marks together: who says part of a quotation says all of it, over
/// all of its paragraphs, with its marks; and a quotation that follows in the same paragraph is by the same speaker.
pub(crate) fn reconcile(text: &str, segmentation: &Segmentation, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut() {
        for span in &mut draft.content {
            *span = span.trim(text);
        }
    }
    let outermost: Vec<Quotation> =
        segmentation.quotations.iter().filter(|q| q.parent.is_none()).copied().collect();
    let inners: Vec<Span> = outermost.iter().map(|q| q.inner).collect();
    // Outermost quotations are disjoint, so that what is given of one changes nobody's claim to another.
    let claims = Claims::new(&inners, drafts);
    for (id, quotation) in outermost.iter().enumerate() {
        take_whole(text, segmentation, quotation, claims.of(id), drafts);
    }
    append_following(text, segmentation, &outermost, &claims, drafts);
    reach_quotation(text, segmentation, &outermost, &claims, drafts);
    for draft in drafts.iter_mut() {
        stay_in_paragraph(segmentation, draft);
        with_marks(text, segmentation, draft);
        merge(draft);
    }
}

/// Gives the whole of a quotation to the one draft that has a good part of it.
fn take_whole(
    text: &str,
    segmentation: &Segmentation,
    quotation: &Quotation,
    mut claims: impl Iterator<Item = usize>,
    drafts: &mut [Draft],
) {
    let (Some(draft), None) = (claims.next(), claims.next()) else { return };
    let draft = &mut drafts[draft];
    let outside = |span: Option<Span>| span.is_none_or(|s| !s.overlaps(quotation.inner));
    if !outside(draft.cue) || !outside(draft.source.filter(|_| draft.cue.is_some())) {
        return;
    }
    let paragraphs = paragraphs_of(segmentation, quotation.span);
    let first = Span::new(
        quotation.inner.start,
        quotation.inner.end.min(paragraphs.first().map_or(0, |p| p.end)).max(quotation.inner.start),
    );
    let held: usize = draft.content.iter().map(|c| shared(*c, first)).sum();
    let whole = quotation.inner.trim(text);
    if 4 * held >= first.len() && !draft.content.iter().any(|c| c.contains(whole)) {
        draft.content.push(whole);
        if paragraphs.len() > 1 {
            draft.decided_by = DecidedBy::ModelAndMarks;
        }
    }
}

/// `"It's over," she said. "In my head."`: the second quotation, which the model may have let go, is hers too if
/// nobody else claims it and nothing stands between it and the end of the sentence with the cue.
fn append_following(
    text: &str,
    segmentation: &Segmentation,
    outermost: &[Quotation],
    claims: &Claims,
    drafts: &mut [Draft],
) {
    const LEAST_WORDS: usize = 3;
    let mut cues: Vec<(Span, usize)> =
        drafts.iter().enumerate().filter_map(|(i, d)| Some((d.cue?, i))).collect();
    cues.sort_unstable();
    for (id, quotation) in outermost.iter().enumerate() {
        let words = quotation.inner.of(text).split_whitespace().count();
        if words < LEAST_WORDS {
            continue;
        }
        let sentence = segmentation.sentences.partition_point(|s| s.span.start < quotation.span.start);
        let begins_sentence =
            segmentation.sentences.get(sentence).is_some_and(|s| s.span.start == quotation.span.start);
        let Some(before) = sentence.checked_sub(1).map(|i| segmentation.sentences[i].span) else { continue };
        if !begins_sentence || text[before.end..quotation.span.start].contains('\n') {
            continue;
        }
        let speaks = |d: &Draft| d.cue.is_some_and(|c| before.contains(c));
        if claims.of(id).any(|d| !speaks(&drafts[d])) {
            continue;
        }
        let first = cues.partition_point(|(cue, _)| cue.start < before.start);
        let within = cues[first..].iter().take_while(|(cue, _)| cue.start < before.end);
        let speakers: Vec<usize> =
            within.filter(|(cue, _)| before.contains(*cue)).map(|&(_, draft)| draft).collect();
        let is_free = claims.of(id).next().is_none();
        let Some(draft) =
            goes_on(segmentation, drafts, before, &speakers, is_free && is_sentence(text, quotation))
        else {
            continue;
        };
        let draft = &mut drafts[draft];
        if draft.content.iter().all(|c| c.end <= quotation.span.start || quotation.span.contains(*c)) {
            let whole = quotation.inner.trim(text);
            if whole.of(text).contains('\n') && !draft.content.iter().any(|c| c.contains(whole)) {
                draft.decided_by = DecidedBy::ModelAndMarks;
            }
            draft.content.push(whole);
        }
    }
}

/// Which of those with a cue in a sentence goes on in the quotation after it: the only one, if part of what is said was quoted
/// already. A sentence in quotation marks that nobody else claims goes on with whatever was said last: `Lee called it a lie. "It never
/// happened."`
fn goes_on(
    segmentation: &Segmentation,
    drafts: &[Draft],
    before: Span,
    speakers: &[usize],
    is_sentence: bool,
) -> Option<usize> {
    const LOOKED_AT: usize = 16;
    if is_sentence {
        let last = speakers[speakers.len().saturating_sub(LOOKED_AT)..].iter().rev();
        let inner = |d: usize| {
            let cue = drafts[d].cue;
            let mut others = last.clone().filter(|&&other| other != d);
            others.any(|&other| cue.is_some_and(|cue| drafts[other].content_overlaps(cue)))
        };
        return last.clone().copied().find(|&d| !inner(d) && drafts[d].source.is_some());
    }
    let &[draft] = speakers else { return None };
    let quoted = quotations_at(segmentation, before)
        .any(|q| before.overlaps(q.span) && drafts[draft].content_overlaps(q.inner));
    quoted.then_some(draft)
}

/// Whether a quotation is one sentence or more: a capital to begin with, and a full stop inside.
fn is_sentence(text: &str, quotation: &Quotation) -> bool {
    let words = quotation.inner.trim(text).of(text);
    words.starts_with(char::is_uppercase) && words.ends_with(['.', '!', '?', '…'])
}

/// `She called the man, a lawyer from Fenham, “a little desperate there”`: what is said goes on to a quotation further on in the
/// sentence, which nobody else claims.
fn reach_quotation(
    text: &str,
    segmentation: &Segmentation,
    outermost: &[Quotation],
    claims: &Claims,
    drafts: &mut [Draft],
) {
    const LEAST_WORDS: usize = 5;
    let mut ends: Vec<(Span, usize)> = drafts
        .iter()
        .enumerate()
        .filter_map(|(i, d)| {
            Some((*d.content.last().filter(|c| d.cue.is_some_and(|cue| cue.end <= c.start))?, i))
        })
        .collect();
    ends.sort_unstable_by_key(|&(content, i)| (content.end, i));
    for (id, quotation) in outermost.iter().enumerate() {
        let words = quotation.inner.of(text).split_whitespace().count();
        if words < LEAST_WORDS || claims.of(id).next().is_some() {
            continue;
        }
        let next = segmentation.sentences.partition_point(|s| s.span.start <= quotation.span.start);
        let Some(sentence) = next.checked_sub(1).map(|i| segmentation.sentences[i].span) else { continue };
        let last = ends.partition_point(|(content, _)| content.end <= quotation.span.start);
        let Some(&(content, draft)) = last.checked_sub(1).map(|i| &ends[i]) else { continue };
        if content.start < sentence.start || drafts[draft].content.last() != Some(&content) {
            continue;
        }
        drafts[draft].content.push(Span::new(content.end, quotation.inner.trim(text).end));
    }
}

/// Words outside quotation marks are reported within the paragraph of their cue: a headline and the first paragraph are
/// not one content.
fn stay_in_paragraph(segmentation: &Segmentation, draft: &mut Draft) {
    let Some(cue) = draft.cue else { return };
    let own = paragraphs_of(segmentation, cue);
    let here = |span: &Span| own.iter().any(|p| p.overlaps(*span));
    if draft.content.iter().any(here) {
        let quoted = |span: Span| quotations_at(segmentation, span).any(|q| q.span.overlaps(span));
        draft.content.retain(|span| here(span) || quoted(*span));
    }
}

/// A content that ends just inside a mark takes it in, if it holds the other mark of the pair or the whole inside.
fn with_marks(text: &str, segmentation: &Segmentation, draft: &mut Draft) {
    for span in &mut draft.content {
        for quotation in quotations_at(segmentation, *span) {
            let inner = quotation.inner.trim(text);
            let from = Span::new(quotation.span.start, inner.start);
            let to = Span::new(inner.end, quotation.span.end);
            let begins = span.start <= inner.start && span.end > inner.start;
            if begins && span.start < inner.end && span.end >= trim_marks(text, inner).end {
                span.start = span.start.min(from.start);
                span.end = span.end.max(to.end);
            }
        }
    }
}

fn trim_marks(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let kept = inner.trim_end_matches(|c: char| !c.is_alphanumeric());
    Span::new(span.start, span.start + kept.len())
}

/// Wrongly paired marks can make a quotation of more than what is said.
pub(crate) fn clear_of_source_and_cue(text: &str, draft: &mut Draft) {
    for other in [draft.source, draft.cue].into_iter().flatten() {
        if draft.content_overlaps(other) {
            let around = |span: &Span| {
                let before = Span::new(span.start, span.end.min(other.start).max(span.start));
                let after = Span::new(span.start.max(other.end).min(span.end), span.end);
                if span.overlaps(other) { [before, after] } else { [*span, Span::new(span.end, span.end)] }
            };
            draft.content = draft.content.iter().flat_map(around).map(|span| span.trim(text)).collect();
            draft.content.retain(|span| span.of(text).contains(|c: char| c.is_alphanumeric()));
        }
    }
}

/// In order, joined where they touch, empty ones dropped.
fn merge(draft: &mut Draft) {
    draft.content.retain(|s| !s.is_empty());
    draft.content.sort();
    let mut out: Vec<Span> = Vec::with_capacity(draft.content.len());
    for span in draft.content.drain(..) {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    draft.content = out;
}

pub(crate) fn shared(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The content, pieces joined by ` + `, after reconciling one draft with the given source, cue and content.
    fn reconciled(text: &str, source: &str, cue: &str, content: &str) -> String {
        reconciled_pieces(text, source, cue, &[content])
    }

    fn reconciled_pieces(text: &str, source: &str, cue: &str, content: &[&str]) -> String {
        let [content] = reconciled_drafts(text, [(source, cue, content)]);
        content
    }

    /// The same of several drafts; a source may be empty.
    fn reconciled_drafts<const N: usize>(text: &str, drafts: [(&str, &str, &[&str]); N]) -> [String; N] {
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let mut drafts = drafts.map(|(source, cue, content)| Draft {
            source: Some(source).filter(|source| !source.is_empty()).map(span),
            cue: Some(span(cue)),
            content: content.iter().map(|words| span(words)).collect(),
            decided_by: DecidedBy::Model,
            confidence: 0.9,
        });
        reconcile(text, &onrecord_segment::segment_text(text), &mut drafts);
        drafts.map(|draft| draft.content.iter().map(|c| c.of(text)).collect::<Vec<_>>().join(" + "))
    }

    #[test]
    fn who_says_part_of_a_quotation_says_all_of_it() {
        let text = "He wrote: “One wall.\n“Two walls.\n“Three walls.”\nThe sea rose.";
        assert_eq!(reconciled(text, "He", "wrote", "One wall"), "“One wall.\n“Two walls.\n“Three walls.”");
        let text = "“One wall. Two walls,” he said.";
        assert_eq!(reconciled(text, "he", "said", "One wall"), "“One wall. Two walls,”");
    }

    #[test]
    fn a_quotation_after_the_cue_goes_on() {
        let text = "“It is over,” she said. “In my head, anyway.” The sea rose.";
        assert_eq!(reconciled(text, "she", "said", "It is over"), "“It is over,” + “In my head, anyway.”");
        // Over paragraphs, of which the model may have any.
        let text = "“It is over,” she said. “In my head.\n“And in my hands.”";
        let whole = "“It is over,” + “In my head.\n“And in my hands.”";
        assert_eq!(reconciled(text, "she", "said", "It is over"), whole);
        assert_eq!(reconciled_pieces(text, "she", "said", &["It is over", "in my hands"]), whole);
        let text = "“It is over,” she said. The sea rose. “In my head, anyway.”";
        assert_eq!(reconciled(text, "she", "said", "It is over"), "“It is over,”");
    }

    #[test]
    fn a_statement_goes_on_in_the_sentence_that_is_quoted_after_it() {
        let text = "She called it a farce. “It never held.” The sea rose.";
        assert_eq!(reconciled(text, "She", "called", "it a farce"), "it a farce + “It never held.”");
        // Not in the title of a work, nor further down.
        let text = "She called it a farce. “The Wall” has opened.";
        assert_eq!(reconciled(text, "She", "called", "it a farce"), "it a farce");
        let text = "She called it a farce.\n“It never held.”";
        assert_eq!(reconciled(text, "She", "called", "it a farce"), "it a farce");
    }

    #[test]
    fn a_statement_reaches_a_quotation_in_its_sentence() {
        let text = "She called him, a man of Fenham, “a little desperate there today” on Friday.";
        let whole = "him, a man of Fenham, “a little desperate there today”";
        assert_eq!(reconciled(text, "She", "called", "him, a man of Fenham"), whole);
        let text = "She called him a man of “The Wall” on Friday.";
        assert_eq!(reconciled(text, "She", "called", "him a man"), "him a man");
    }

    #[test]
    fn of_several_the_outermost_goes_on_in_a_quoted_sentence() {
        // Marr's words are part of hers.
        let text = "She said that Marr called it a farce. “It never held.” The sea rose.";
        let [she, marr] = reconciled_drafts(
            text,
            [("She", "said", &["that Marr called it a farce"]), ("Marr", "called", &["it a farce"])],
        );
        assert_eq!(she, "that Marr called it a farce + “It never held.”");
        assert_eq!(marr, "it a farce");
        // Side by side, whoever speaks last goes on, unless it isn't known who that is.
        let text = "She said it held, and Marr called it a farce. “It never held.” The sea rose.";
        let she = ("She", "said", &["it held"][..]);
        let [one, other] = reconciled_drafts(text, [she, ("Marr", "called", &["it a farce"])]);
        assert_eq!((one.as_str(), other.as_str()), ("it held", "it a farce + “It never held.”"));
        let [one, other] = reconciled_drafts(text, [she, ("", "called", &["it a farce"])]);
        assert_eq!((one.as_str(), other.as_str()), ("it held + “It never held.”", "it a farce"));
        // Of a quotation that both have words of each keeps its own.
        let text = "She said it held, and Marr called it a farce. “It never stood. It fell.”";
        let [one, other] = reconciled_drafts(
            text,
            [("She", "said", &["it held", "It never stood"]), ("Marr", "called", &["it a farce", "It fell"])],
        );
        assert_eq!((one.as_str(), other.as_str()), ("it held + It never stood", "it a farce + It fell"));
    }

    #[test]
    fn a_statement_does_not_go_on_in_a_long_title_or_half_a_sentence() {
        for quotation in ["“The Last Wall of Fenham”", "“the last wall of Fenham.”"] {
            let text = format!("She called it a farce. {quotation} The sea rose.");
            assert_eq!(reconciled(&text, "She", "called", "it a farce"), "it a farce", "{quotation}");
        }
    }

    #[test]
    fn a_statement_reaches_one_quotation_that_is_nobodys_in_its_own_sentence() {
        let text = "She called him a man of “no wall and no dyke” or “a small town by the sea” on Friday.";
        assert_eq!(reconciled(text, "She", "called", "him a man"), "him a man of “no wall and no dyke”");
        let text = "She called him a man. The play “A Man of Fenham Who Stayed” has opened.";
        assert_eq!(reconciled(text, "She", "called", "him a man"), "him a man");
        let text = "A man, she said, of “no wall and no dyke” on Friday.";
        assert_eq!(reconciled(text, "she", "said", "A man"), "A man");
        let text = "She called him a man of what Marr called “no wall and no dyke at all”.";
        let [she, marr] = reconciled_drafts(
            text,
            [("She", "called", &["him a man"]), ("Marr", "Marr called", &["no wall and no dyke at all"])],
        );
        assert_eq!((she.as_str(), marr.as_str()), ("him a man", "“no wall and no dyke at all”"));
    }

    #[test]
    fn a_headline_is_not_one_with_the_paragraph_below() {
        let text = "Wall to fall, council says\nThe wall will fall in May, it is feared.";
        let mut drafts = [Draft {
            source: None,
            cue: Some(Span::new(22, 26)),
            content: vec![Span::new(0, 12), Span::new(27, 52)],
            decided_by: DecidedBy::Model,
            confidence: 0.9,
        }];
        reconcile(text, &onrecord_segment::segment_text(text), &mut drafts);
        assert_eq!(drafts[0].content, [Span::new(0, 12)]);
    }

    #[test]
    fn a_content_over_its_source_and_cue_is_cut_around_them() {
        let text = "“It is over, she said, and done.”";
        let span =
            |from: &str, to: &str| Span::new(text.find(from).unwrap(), text.find(to).unwrap() + to.len());
        let mut draft = Draft {
            source: Some(span("she", "she")),
            cue: Some(span("said", "said")),
            content: vec![span("“", "”")],
            decided_by: DecidedBy::Model,
            confidence: 0.9,
        };
        clear_of_source_and_cue(text, &mut draft);
        let content: Vec<&str> = draft.content.iter().map(|c| c.of(text)).collect();
        assert_eq!(content, ["“It is over,", ", and done.”"]);
    }

    #[test]
    fn scare_quotes_stay_in_their_paraphrase() {
        let text = "She said there was a “purge” and a “hunt” in the club.";
        let content = "there was a “purge” and a “hunt” in the club";
        assert_eq!(reconciled(text, "She", "said", content), content);
    }
}
