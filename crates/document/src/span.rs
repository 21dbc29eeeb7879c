use std::fmt;

/// A piece of a text: UTF-8 bytes `start..end`, half-open.
///
/// In a value made by onrecord `start <= end`, and both lie on character boundaries of the text that the
/// span was made for, so `&text[span.range()]` doesn't panic. Spans order by start, then by end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    ///
    /// # Panics
    /// If `start > end`.
    #[inline]
    pub fn new(start: usize, end: usize) -> Span {
        assert!(start <= end, "a span must not end before it starts: {start}..{end}");
        Span { start, end }
    }

    /// The span as a range, to slice with.
    #[inline]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    /// The text of this span.
    ///
    /// # Panics
    /// If the span was made for another text and doesn't fit this one.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing is in it.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies in this span, ends included.
    #[inline]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[inline]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that contains both.
    #[inline]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// This span less the white space at its ends.
    pub fn trim(self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        Span { start, end: start + inner.trim().len() }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// Translates byte offsets of one text to Unicode code points, which is what W3C selectors, brat and
/// Python strings count.
///
/// ```
/// use onrecord_document::{CodePoints, Span};
/// let text = "“Né”, he said";
/// let points = CodePoints::new(text);
/// assert_eq!(points.of(Span::new(0, "“Né”".len())), (0, 4));
/// ```
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `i * STEP`, rounded down to a character boundary; empty for ASCII.
    before: Vec<usize>,
}

const STEP: usize = 256;

impl<'t> CodePoints<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str) -> CodePoints<'t> {
        let mut before = Vec::new();
        if !text.is_ascii() {
            before.reserve(text.len() / STEP + 1);
            let mut count = 0;
            for (i, byte) in text.bytes().enumerate() {
                if i % STEP == 0 {
                    before.push(count);
                }
                count += usize::from(!is_continuation(byte));
            }
        }
        CodePoints { text, before }
    }

    /// The number of code points before byte `offset`.
    ///
    /// # Panics
    /// If `offset` lies beyond the text.
    pub fn at(&self, offset: usize) -> usize {
        if self.before.is_empty() {
            assert!(offset <= self.text.len());
            return offset;
        }
        let block = (offset / STEP).min(self.before.len() - 1);
        let rest = &self.text.as_bytes()[block * STEP..offset];
        self.before[block] + rest.iter().filter(|b| !is_continuation(**b)).count()
    }

    /// A byte span as code points, half-open.
    pub fn of(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting() {
        let text = "aé“𝄞” ".repeat(200);
        let points = CodePoints::new(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(offset), count);
        }
        assert_eq!(points.at(text.len()), text.chars().count());
    }

    #[test]
    fn trim_keeps_characters_whole() {
        let text = " \u{a0}“No”\n";
        assert_eq!(Span::new(0, text.len()).trim(text).of(text), "“No”");
        assert_eq!(Span::new(0, 3).trim(text).of(text), "");
    }
}
