//! onrecord's core: who is said to have said what.
//!
//! [`attribute`] takes what the encoder read, and what the marks on the page say, and returns attributions in the
//! sense of PARC and PolNeAR (Pareti 2012; Newell et al. 2018): cue, content, and source where there is one.
//! Three files, in this order: `frames` asks the model, `marks` brings its spans and the quotation marks together,
//! `cueless` finds what needs no cue: transcripts, signed captions, quotations printed again.

mod act;
mod calibration;
mod claims;
mod cueless;
mod frames;
#[cfg(test)]
mod hostile;
mod kind;
mod marks;
mod nearby;
mod phrases;

use onrecord_document::{Act, Attribution, DecidedBy, Document, Evidence, Kind, Segmentation, Span};
use onrecord_encoder::Encoding;

use claims::Claims;

/// What the model must be sure of to report an attribution; see [`attribute`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Probability from which a word counts as the anchor of a cue, at least [`onrecord_encoder::LEAST_ANCHOR`]. Chosen on PolNeAR
    /// dev for the best F1.
    pub least_anchor: f32,
    /// Confidence from which an indirect attribution is reported: below, two in three are wrong. What stands in quotation
    /// marks is reported all the same.
    pub least_confidence: f32,
}

impl Default for Options {
    fn default() -> Options {
        Options { least_anchor: 0.45, least_confidence: 0.27 }
    }
}

/// Finds the attributions of a document, in order of their first content, none with an empty content.
///
/// Every span lies in `document.text` on character boundaries. The source, the cue and the contents of one attribution
/// are disjoint, and its contents are in order.
pub fn attribute(
    document: &Document,
    segmentation: &Segmentation,
    encoding: &Encoding<'_>,
    options: Options,
) -> Vec<Attribution> {
    let text = &document.text;
    let mut drafts = frames::drafts(text, encoding, options.least_anchor);
    drafts.retain(|draft| {
        draft.confidence >= options.least_confidence
            || kind::kind_of(text, segmentation, &draft.content) != Kind::Indirect
    });
    settled(text, segmentation, drafts)
}

/// The attributions that the model's drafts come to.
fn settled(text: &str, segmentation: &Segmentation, mut drafts: Vec<Draft>) -> Vec<Attribution> {
    marks::reconcile(text, segmentation, &mut drafts);
    cueless::add(text, segmentation, &mut drafts);
    for draft in &mut drafts {
        draft.source = draft.source.map(|source| without_time(text, source));
        marks::clear_of_source_and_cue(text, draft);
    }
    drafts.retain(|d| !d.content.is_empty());
    drafts.sort_by_key(|d| (d.content[0], d.cue.map(|c| c.start)));
    let parents = parents(&drafts);
    let mut attributions: Vec<Attribution> = drafts
        .into_iter()
        .zip(parents)
        .map(|(draft, parent)| Attribution {
            kind: kind::kind_of(text, segmentation, &draft.content),
            act: act::act_of(
                draft.cue.map_or("", |c| c.of(text)),
                draft.source.map(|s| s.of(text)),
                &unsaid_around(text, segmentation, &draft),
            ),
            source: draft.source,
            speaker: None,
            cue: draft.cue,
            content: draft.content,
            parent,
            evidence: Evidence { decided_by: draft.decided_by, confidence: draft.confidence },
        })
        .collect();
    // Who wrote, and adds something, writes on.
    for i in 1..attributions.len() {
        if attributions[i - 1].act == Act::Writing
            && attributions[i].cue.is_some_and(|c| act::goes_on(c.of(text)))
        {
            attributions[i].act = Act::Writing;
        }
    }
    attributions
}

/// A source without the time of day that a live report has before each entry: "12.31 The minister".
fn without_time(text: &str, source: Span) -> Span {
    let begins_line = text[..source.start].ends_with('\n') || source.start == 0;
    let is_time = |word: &str| {
        let clock = word.trim_end_matches(['a', 'p', 'm']);
        let (hours, minutes) = clock.split_once(['.', ':']).unwrap_or_default();
        let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        (1..=2).contains(&hours.len()) && minutes.len() == 2 && digits(hours) && digits(minutes)
    };
    match source.of(text).split_once([' ', '\u{a0}']) {
        Some((first, rest)) if begins_line && is_time(first) && !rest.trim().is_empty() => {
            Span::new(source.end - rest.len(), source.end).trim(text)
        }
        _ => source,
    }
}

/// The words of the cue's sentence that aren't content, with a bar for each piece that is.
fn unsaid_around(text: &str, segmentation: &Segmentation, draft: &Draft) -> String {
    const NEAR: usize = 400;
    let Some(cue) = draft.cue else { return String::new() };
    let next = segmentation.sentences.partition_point(|sentence| sentence.span.end <= cue.start);
    let Some(sentence) = segmentation.sentences.get(next).map(|sentence| sentence.span) else {
        return String::new();
    };
    let sentence = Span::new(
        sentence.start.max(text.floor_char_boundary(cue.start.saturating_sub(NEAR))),
        sentence.end.min(text.ceil_char_boundary(cue.end.saturating_add(NEAR))),
    );
    let mut around = String::new();
    let mut at = sentence.start;
    for content in draft.content.iter().filter(|content| content.overlaps(sentence)) {
        if at < content.start {
            around.push_str(&text[at..content.start]);
        }
        around.push('|');
        at = at.max(content.end);
    }
    if at < sentence.end {
        around.push_str(&text[at..sentence.end]);
    }
    around
}

/// An attribution in the making.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    pub(crate) source: Option<Span>,
    pub(crate) cue: Option<Span>,
    pub(crate) content: Vec<Span>,
    pub(crate) decided_by: DecidedBy,
    pub(crate) confidence: f32,
}

impl Draft {
    /// Whether a content span shares a byte with `span`.
    pub(crate) fn content_overlaps(&self, span: Span) -> bool {
        self.content.iter().any(|c| c.overlaps(span))
    }
}

/// For each attribution the smallest other whose content holds its cue and all of its content.
fn parents(drafts: &[Draft]) -> Vec<Option<usize>> {
    // Whose content holds a cue has a claim to the cue's first byte.
    let mut starts: Vec<Span> =
        drafts.iter().filter_map(|d| d.cue).map(|cue| Span::new(cue.start, cue.start + 1)).collect();
    starts.sort_unstable();
    starts.dedup();
    let claims = Claims::new(&starts, drafts);
    let lengths: Vec<usize> = drafts.iter().map(|d| d.content.iter().map(|c| c.len()).sum()).collect();
    let parent_of = |(i, inner): (usize, &Draft)| {
        let cue = inner.cue?;
        let outer = claims.of(starts.partition_point(|s| s.start < cue.start)).filter(|&j| {
            let within = |s: Span| drafts[j].content.iter().any(|c| c.contains(s));
            j != i
                && within(cue)
                && inner.content.iter().all(|&c| within(c) && !drafts[j].content.contains(&c))
        });
        outer.min_by_key(|&j| lengths[j])
    };
    drafts.iter().enumerate().map(parent_of).collect()
}
