use onrecord_document::{BlockKind, Document, Span};

use crate::marks::{Mark, Piece};

/// A paragraph as a writer sets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// Bytes of the text as read; not empty, without white space at its ends.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: BlockKind,
}

/// The paragraphs of a document: those of the cleaned text, so that lines which a plain text file breaks are one
/// again, as they stand in the text as read.
pub(crate) fn paragraphs(document: &Document) -> Vec<Paragraph> {
    let as_read = document.as_read();
    let mut paragraphs = Vec::new();
    let mut start = 0;
    let mut written = 0;
    for line in document.text.split_inclusive('\n') {
        let clean = Span::new(start, start + line.len()).trim(&document.text);
        start += line.len();
        if clean.is_empty() {
            continue;
        }
        let read = document.to_read(clean);
        let from = as_read.floor_char_boundary(read.start).max(written);
        let to = as_read.floor_char_boundary(read.end);
        if from < to {
            let span = Span::new(from, to).trim(as_read);
            let block = document.blocks.partition_point(|block| block.span.end <= clean.start);
            let block = document.blocks.get(block).filter(|block| block.span.start < clean.end);
            paragraphs.push(Paragraph { span, kind: block.map_or(BlockKind::Paragraph, |block| block.kind) });
            written = to;
        }
    }
    paragraphs
}

impl Paragraph {
    /// The pieces of this paragraph, of all those of the text; both are in order.
    pub(crate) fn pieces<'p>(&self, pieces: &'p [Piece]) -> impl Iterator<Item = (Span, &'p [Mark])> {
        let first = pieces.partition_point(|piece| piece.span.end <= self.span.start);
        pieces[first..].iter().take_while(|piece| piece.span.start < self.span.end).map(|piece| {
            let start = piece.span.start.max(self.span.start);
            (Span::new(start, piece.span.end.min(self.span.end)), piece.marks.as_slice())
        })
    }
}

#[cfg(test)]
mod tests {
    use onrecord_document::{Origin, Run};

    use super::*;
    use crate::samples;

    #[test]
    fn lines_broken_in_the_file_are_one_paragraph() {
        let mut document = Document::plain("d", "One two\nthree");
        document.origin = Origin {
            as_read: Some("One\r\ntwo\r\n\r\nthree".into()),
            to_read: vec![
                Run { from: 0, to: 0, len: 3 },
                Run { from: 4, to: 5, len: 3 },
                Run { from: 8, to: 12, len: 5 },
            ],
            ..Origin::default()
        };
        let paragraphs: Vec<&str> =
            paragraphs(&document).iter().map(|paragraph| paragraph.span.of(document.as_read())).collect();
        assert_eq!(paragraphs, ["One\r\ntwo", "three"]);
    }

    #[test]
    fn blocks_say_what_a_paragraph_is() {
        let kinds: Vec<BlockKind> = paragraphs(&samples::report().0).iter().map(|p| p.kind).collect();
        assert_eq!(kinds[..3], [BlockKind::Headline, BlockKind::Byline, BlockKind::Paragraph]);
        assert_eq!(kinds[7], BlockKind::Caption);
    }
}
