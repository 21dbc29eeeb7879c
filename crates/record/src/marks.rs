use onrecord_document::Span;

use crate::wire::{DocumentRecord, SpanRecord};

/// A stretch of the text on which the same attributions lie, or none: what a writer that marks the text prints
/// in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Bytes of the text as read; not empty.
    pub(crate) span: Span,
    /// What lies on it.
    pub(crate) marks: Vec<Mark>,
}

/// That a piece of the text plays a part in an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    /// Index into [`DocumentRecord::attributions`].
    pub(crate) attribution: usize,
    /// Which part.
    pub(crate) part: Part,
}

/// A part of an attribution. Those that should catch the eye come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Source,
    Cue,
    Content,
}

/// Cuts `text` at every boundary of a part of an attribution. Together the pieces are the text.
pub(crate) fn pieces(record: &DocumentRecord, text: &str) -> Vec<Piece> {
    let mut edges = Vec::new();
    for (attribution, of) in record.attributions.iter().enumerate() {
        let mut add = |part, span: &SpanRecord| {
            let mark = Mark { attribution, part };
            if span.start_byte < span.end_byte && span.end_byte <= text.len() {
                edges.push((span.start_byte, true, mark));
                edges.push((span.end_byte, false, mark));
            }
        };
        of.source.iter().for_each(|source| add(Part::Source, source));
        of.cue.iter().for_each(|cue| add(Part::Cue, cue));
        of.content.iter().for_each(|content| add(Part::Content, content));
    }
    edges.sort_unstable();

    let mut pieces = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    let mut start = 0;
    for (at, opens, mark) in edges {
        if start < at {
            pieces.push(Piece { span: Span::new(start, at), marks: marks.clone() });
            start = at;
        }
        if opens {
            marks.push(mark);
        } else if let Some(open) = marks.iter().position(|m| *m == mark) {
            marks.remove(open);
        }
    }
    if start < text.len() {
        pieces.push(Piece { span: Span::new(start, text.len()), marks: Vec::new() });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn pieces_are_the_text_and_know_what_lies_on_them() {
        let (document, annotations) = samples::nested();
        let record = DocumentRecord::new(&document, &annotations, "test");
        let text = document.as_read();
        let pieces = pieces(&record, text);
        assert_eq!(pieces.iter().map(|piece| piece.span.of(text)).collect::<String>(), text);
        let drawn: Vec<String> = (pieces.iter())
            .map(|piece| {
                let marks: Vec<String> =
                    piece.marks.iter().map(|mark| format!("{}{:?}", mark.attribution, mark.part)).collect();
                format!("{} [{}]", piece.span.of(text), marks.join(" "))
            })
            .collect();
        assert_eq!(
            drawn,
            [
                "Ana Brook [0Source]",
                "  []",
                "said [0Cue]",
                "  []",
                "Col Dray [0Content 1Source]",
                "  [0Content]",
                "thought [0Content 1Cue]",
                "  [0Content]",
                "it was over [0Content 1Content]",
                ". []",
            ]
        );
    }
}
