use onrecord_document::Span;

use crate::features::{letter_case, quoted};
use crate::wordpiece::{Cut, WordPiece};

/// A document as the encoder reads it: words, a run of letters and digits or one mark each.
#[derive(Clone, Debug, Default)]
pub struct Words {
    cuts: Vec<Cut>,
    pieces: Vec<u32>,
    /// Token type of each word: 2 * letter case + inside quotation marks.
    types: Vec<u8>,
    /// Number of each word's paragraph.
    paragraphs: Vec<u32>,
}

impl Words {
    pub(crate) fn new(text: &str, wordpiece: &WordPiece) -> Words {
        let mut words = Words::default();
        let mut start = 0;
        for (number, line) in (0u32..).zip(text.split('\n')) {
            let first = words.cuts.len();
            wordpiece.cut(line, start, &mut words.pieces, &mut words.cuts);
            let quotations = quoted(line);
            let mut quotations = quotations.iter().peekable();
            for cut in &words.cuts[first..] {
                let at = cut.start - start;
                while quotations.next_if(|q| q.end <= at).is_some() {}
                let inside = quotations.peek().is_some_and(|q| q.start <= at);
                words.types.push(2 * letter_case(&text[cut.start..cut.end]) + u8::from(inside));
            }
            words.paragraphs.resize(words.cuts.len(), number);
            start += line.len() + 1;
        }
        words
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.cuts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.cuts.is_empty()
    }

    /// Where a word stands in the text.
    ///
    /// # Panics
    /// If there is no such word.
    pub fn span(&self, word: usize) -> Span {
        Span::new(self.cuts[word].start, self.cuts[word].end)
    }

    /// Where a run of words stands in the text.
    ///
    /// # Panics
    /// If the range is empty or reaches beyond the last word.
    pub fn span_of(&self, words: std::ops::Range<usize>) -> Span {
        self.span(words.start).cover(self.span(words.end - 1))
    }

    /// The words that overlap a span.
    pub fn overlapping(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.cuts.partition_point(|c| c.end <= span.start);
        first..self.cuts.partition_point(|c| c.start < span.end).max(first)
    }

    pub(crate) fn pieces(&self, word: usize) -> &[u32] {
        &self.pieces[self.cuts[word].pieces.clone()]
    }

    pub(crate) fn token_type(&self, word: usize) -> u8 {
        self.types[word]
    }

    /// Whether a paragraph begins with this word (never with the first of all).
    pub(crate) fn begins_paragraph(&self, word: usize) -> bool {
        word > 0 && self.paragraphs[word] != self.paragraphs[word - 1]
    }
}
