//! Cuts a text into paragraphs, sentences and tokens, and pairs its quotation marks.
//!
//! ```
//! let text = "“We won’t go,” Ann Lee said.";
//! let segmentation = onrecord_segment::segment_text(text);
//! assert_eq!(segmentation.quotations[0].inner.of(text), "We won’t go,");
//! ```
//!
//! Nothing here knows what the words mean, or fails: any text has a segmentation, found in time linear in its length.

mod abbreviation;
mod cost;
mod mark;
mod quotation;
mod reading;
mod sentence;
mod token;

use onrecord_document::{BlockKind, Document, Segmentation, Span};

pub use quotation::inside;

/// Segments a document's text. A quotation that is open at a paragraph's end goes on in the next paragraph only if
/// both are blocks of the same kind.
pub fn segment(document: &Document) -> Segmentation {
    let kind = |paragraph: Span| {
        let after = document.blocks.partition_point(|block| block.span.end <= paragraph.start);
        let block = document.blocks.get(after).filter(|block| block.span.start <= paragraph.start);
        block.map_or(BlockKind::Paragraph, |block| block.kind)
    };
    segment_blocks(&document.text, |a, b| kind(a) == kind(b))
}

/// Segments plain text, whose paragraphs end with `\n`.
pub fn segment_text(text: &str) -> Segmentation {
    segment_blocks(text, |_, _| true)
}

fn segment_blocks(text: &str, runs_on: impl Fn(Span, Span) -> bool) -> Segmentation {
    let paragraphs = paragraphs(text);
    let paired = quotation::pair(text, &paragraphs, runs_on);
    let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
    let mut marks = paired.marks.as_slice();
    for paragraph in &paragraphs {
        let (here, rest) = marks.split_at(marks.partition_point(|(mark, _)| mark.span.start < paragraph.end));
        marks = rest;
        let first = tokens.len();
        token::tokenize(text, *paragraph, here, &mut tokens);
        sentence::split(text, first, &tokens, here, &mut sentences);
    }
    Segmentation { paragraphs, sentences, tokens, quotations: paired.quotations }
}

/// Stretches without `\n` that hold more than white space, trimmed.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let paragraph = Span::new(start, start + line.len()).trim(text);
        if !paragraph.is_empty() {
            paragraphs.push(paragraph);
        }
        start += line.len() + 1;
    }
    paragraphs
}
