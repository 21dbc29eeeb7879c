use crate::{Document, Span};

/// Where a document's text comes from, and the way back from cleaned text to the text as read.
///
/// The text **as read** is the input decoded to Unicode, before cleaning: the whole of a plain text file, a
/// JSON field's value, the main text of a page without its markup. Offsets that onrecord prints refer to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file, or `-` for standard input; `None` for a document that a library user made.
    pub path: Option<String>,
    /// Number of the record in that file, from 1, when a file holds several.
    pub record: Option<usize>,
    /// The text as read, or `None` where cleaning changed nothing.
    pub as_read: Option<String>,
    /// From the cleaned text to the text as read, in order; empty where cleaning changed nothing.
    pub to_read: Vec<Run>,
    /// From the cleaned text to bytes of the raw page or record, for markup; in order. Empty where unknown.
    pub to_raw: Vec<Run>,
}

/// A stretch of text copied unchanged: `len` bytes at `from` in the cleaned text stand at `to` in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Offset in the cleaned text, in bytes.
    pub from: usize,
    /// Offset in the other text, in bytes.
    pub to: usize,
    /// Length in bytes, the same in both.
    pub len: usize,
}

impl Document {
    /// The text that printed offsets refer to; see [`Origin`].
    pub fn as_read(&self) -> &str {
        self.origin.as_read.as_deref().unwrap_or(&self.text)
    }

    /// Where a span of the cleaned text stands in the text as read, in bytes. What cleaning dropped within
    /// the span is inside the result; what it dropped around the span is not.
    pub fn to_read(&self, span: Span) -> Span {
        if self.origin.as_read.is_none() { span } else { follow(&self.origin.to_read, span).unwrap_or(span) }
    }

    /// Where a span of the cleaned text stands in the raw bytes of the page or record, if that is known.
    pub fn to_raw(&self, span: Span) -> Option<Span> {
        follow(&self.origin.to_raw, span)
    }
}

fn follow(runs: &[Run], span: Span) -> Option<Span> {
    if span.is_empty() {
        let run = runs[..runs.partition_point(|r| r.from <= span.start)].last()?;
        let at = run.to + (span.start - run.from).min(run.len);
        return Some(Span::new(at, at));
    }
    let first = &runs[runs.partition_point(|r| r.from + r.len <= span.start)..];
    let start = first.first().map(|r| r.to + span.start.saturating_sub(r.from))?;
    let last = runs[..runs.partition_point(|r| r.from < span.end)].last()?;
    let end = last.to + (span.end - last.from).min(last.len);
    (start <= end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_find_their_way_back_over_dropped_characters() {
        let read = "One\r\n\u{feff}two\r\nthree";
        let mut document = Document::plain("d", "One\ntwo\nthree");
        document.origin.as_read = Some(read.into());
        document.origin.to_read = vec![
            Run { from: 0, to: 0, len: 3 },
            Run { from: 3, to: 4, len: 1 },
            Run { from: 4, to: 8, len: 3 },
            Run { from: 7, to: 12, len: 6 },
        ];
        let back = |words: &str| {
            let at = document.text.find(words).unwrap();
            document.to_read(Span::new(at, at + words.len())).of(read)
        };
        assert_eq!(back("One"), "One");
        assert_eq!(back("two"), "two");
        assert_eq!(back("two\nthree"), "two\r\nthree");
        assert_eq!(back("hree"), "hree");
    }
}
