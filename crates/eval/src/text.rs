use std::collections::BTreeSet;
use std::path::Path;

use onrecord_document::Kind;
use unicode_general_category::{GeneralCategory, get_general_category};

use crate::{Error, quoted_ranges};

/// A piece of a text: Unicode code points `start..end`, half-open.
pub type Range = (usize, usize);

/// Indexes of words of a [`Text`].
pub type Words = BTreeSet<usize>;

/// A text, its words, and which of them stand inside quotation marks.
#[derive(Clone, Debug)]
pub struct Text {
    characters: Vec<char>,
    words: Vec<Range>,
    quoted: Words,
}

impl Text {
    /// Finds the words and the quotations of a text.
    pub fn new(text: &str) -> Text {
        let characters: Vec<char> = text.chars().collect();
        let words = words_of(&characters);
        let mut text = Text { characters, words, quoted: Words::new() };
        text.quoted = text.words_in(&quoted_ranges(&text.characters));
        text
    }

    /// Reads a UTF-8 file. Line breaks of every kind become `\n`, since brat counts them so.
    ///
    /// # Errors
    /// If the file can't be read or isn't UTF-8.
    pub fn read(path: &Path) -> Result<Text, Error> {
        let text = read_file(path)?;
        Ok(Text::new(&text.replace("\r\n", "\n").replace('\r', "\n")))
    }

    /// Where the words stand, in order. A word is letters and digits, with single apostrophes, full stops and
    /// hyphens inside.
    pub fn words(&self) -> &[Range] {
        &self.words
    }

    /// The words that overlap any of the ranges.
    pub fn words_in(&self, ranges: &[Range]) -> Words {
        let mut found = Words::new();
        for &(start, end) in ranges {
            let first = self.words.partition_point(|word| word.1 <= start);
            let overlapping = self.words[first..].iter().take_while(|word| word.0 < end);
            found.extend((first..).zip(overlapping).map(|(index, _)| index));
        }
        found
    }

    /// How these words are given: directly, indirectly, or part of them.
    pub fn kind(&self, words: &Words) -> Kind {
        let quoted = words.intersection(&self.quoted).count();
        if quoted == 0 {
            Kind::Indirect
        } else if quoted as f64 / words.len() as f64 >= 0.9 {
            Kind::Direct
        } else {
            Kind::Mixed
        }
    }

    /// The characters of a range, cut to the text.
    pub fn slice(&self, (start, end): Range) -> String {
        self.characters(start, end).iter().collect()
    }

    /// The pieces of a text in several ranges, joined with a blank.
    pub(crate) fn join(&self, ranges: &[Range]) -> String {
        ranges.iter().map(|&range| self.slice(range)).collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn word(&self, index: usize) -> String {
        self.slice(self.words[index])
    }

    pub(crate) fn characters(&self, start: usize, end: usize) -> &[char] {
        let end = end.min(self.characters.len());
        &self.characters[start.min(end)..end]
    }

    /// Ranges without a word between them made one, each as its words; those without words left out.
    pub(crate) fn segments(&self, ranges: &[Range]) -> Vec<Words> {
        let mut sorted = ranges.to_vec();
        sorted.sort_unstable();
        let mut joined: Vec<Range> = Vec::new();
        for (start, end) in sorted {
            match joined.last_mut() {
                Some(last) if !self.characters(last.1, start).iter().any(|&c| is_word_character(c)) => {
                    last.1 = end;
                }
                _ => joined.push((start, end)),
            }
        }
        joined.into_iter().map(|range| self.words_in(&[range])).filter(|words| !words.is_empty()).collect()
    }
}

/// The words of some characters.
pub(crate) fn words_of(characters: &[char]) -> Vec<Range> {
    let is_word = |at: usize| characters.get(at).is_some_and(|&c| is_word_character(c));
    let mut words = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let start = at;
        while is_word(at)
            || (at > start && matches!(characters[at..], ['’' | '\'' | '.' | '-', ..]) && is_word(at + 1))
        {
            at += 1;
        }
        if at > start {
            words.push((start, at));
        } else {
            at += 1;
        }
    }
    words
}

/// Letters, numbers of all kinds, and the underscore; not marks, unlike `char::is_alphanumeric`. It is what
/// Python's `\w` matches, which the reference scorer counts by.
pub(crate) fn is_word_character(c: char) -> bool {
    use GeneralCategory::{LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, UppercaseLetter};
    c == '_'
        || c.is_numeric()
        || matches!(
            get_general_category(c),
            UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter
        )
}

pub(crate) fn read_file(path: &Path) -> Result<String, Error> {
    let bytes = std::fs::read(path).map_err(|e| Error::new(path.display(), e))?;
    String::from_utf8(bytes).map_err(|e| {
        Error::new(
            path.display(),
            format!("not UTF-8 at byte {}: convert the file", e.utf8_error().valid_up_to()),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let text = Text::new(text);
        text.words().iter().map(|&word| text.slice(word)).collect()
    }

    #[test]
    fn words_keep_single_marks_inside() {
        assert_eq!(
            words("Don’t the U.S. and co-op's 1.5m... end--no"),
            ["Don’t", "the", "U.S", "and", "co-op's", "1.5m", "end", "no"]
        );
        assert_eq!(words("'tis x_y ½ “née”"), ["tis", "x_y", "½", "née"]);
        // A combining mark is no word character, a circled letter neither.
        assert_eq!(words("e\u{301}a Ⓐb"), ["e", "a", "b"]);
    }

    #[test]
    fn words_in_a_range_are_those_it_touches() {
        let text = Text::new("one two three");
        assert_eq!(text.words_in(&[(2, 5)]), Words::from([0, 1]));
        assert_eq!(text.words_in(&[(3, 4)]), Words::new());
        assert_eq!(text.words_in(&[(8, 999), (0, 1)]), Words::from([0, 2]));
    }

    #[test]
    fn segments_join_over_punctuation_only() {
        let text = Text::new("One, two; and three");
        let segments = text.segments(&[(14, 19), (5, 8), (0, 3)]);
        assert_eq!(segments, [Words::from([0, 1]), Words::from([3])]);
    }
}
