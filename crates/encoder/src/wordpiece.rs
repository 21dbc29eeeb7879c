use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// The vocabulary of BERT's uncased WordPiece (Devlin et al. 2019), and the cutting of text by it.
///
/// Gives the same pieces as Hugging Face's `tokenizers` with `BertNormalizer` (lower case, accents stripped)
/// and `BertPreTokenizer`; the tests compare with cases that were made there.
pub(crate) struct WordPiece {
    begin: FxHashMap<&'static str, u32>,
    inside: FxHashMap<&'static str, u32>,
}

/// A word as cut: bytes of the text, and where its pieces lie in the list they were pushed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) pieces: std::ops::Range<usize>,
}

const UNKNOWN: u32 = 100;
/// Longer words are unknown, as in the reference.
const LONGEST: usize = 100;

impl WordPiece {
    /// Reads a vocabulary, a piece a line.
    pub(crate) fn new(vocabulary: &'static str) -> WordPiece {
        let mut begin = FxHashMap::with_capacity_and_hasher(32_000, Default::default());
        let mut inside = FxHashMap::with_capacity_and_hasher(8_000, Default::default());
        for (id, piece) in (0u32..).zip(vocabulary.lines()) {
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => inside.insert(rest, id),
                _ => begin.insert(piece, id),
            };
        }
        WordPiece { begin, inside }
    }

    /// Cuts `text` into words, each a run of letters and digits or one mark; their piece ids go to `pieces`.
    /// Offsets count from `base`.
    pub(crate) fn cut(&self, text: &str, base: usize, pieces: &mut Vec<u32>, words: &mut Vec<Cut>) {
        let mut word = String::new();
        let mut place = (0, 0);
        let finish = |word: &mut String,
                      place: (usize, usize),
                      pieces: &mut Vec<u32>,
                      words: &mut Vec<Cut>| {
            if !word.is_empty() {
                let first = pieces.len();
                self.pieces_of(word, pieces);
                words.push(Cut { start: base + place.0, end: base + place.1, pieces: first..pieces.len() });
                word.clear();
            }
        };
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            match class(c) {
                Class::Space => finish(&mut word, place, pieces, words),
                Class::Dropped => {}
                Class::Mark => {
                    finish(&mut word, place, pieces, words);
                    normalize(c, &mut word);
                    finish(&mut word, (at, end), pieces, words);
                }
                Class::Letter => {
                    let before = word.len();
                    if c.is_ascii() {
                        word.push(c.to_ascii_lowercase());
                    } else {
                        normalize(c, &mut word);
                    }
                    if word.len() > before {
                        place = if before == 0 { (at, end) } else { (place.0, end) };
                    }
                }
            }
        }
        finish(&mut word, place, pieces, words);
    }

    /// Greedy longest match first.
    fn pieces_of(&self, word: &str, out: &mut Vec<u32>) {
        if let Some(&id) = self.begin.get(word) {
            out.push(id);
            return;
        }
        let first = out.len();
        if word.chars().count() > LONGEST {
            out.push(UNKNOWN);
            return;
        }
        let mut start = 0;
        while start < word.len() {
            let table = if start == 0 { &self.begin } else { &self.inside };
            let mut end = word.len();
            let found = loop {
                if end == start {
                    break None;
                }
                if word.is_char_boundary(end)
                    && let Some(&id) = table.get(&word[start..end])
                {
                    break Some(id);
                }
                end -= 1;
            };
            let Some(id) = found else {
                out.truncate(first);
                out.push(UNKNOWN);
                return;
            };
            out.push(id);
            start = end;
        }
    }
}

enum Class {
    Space,
    /// Control and format characters.
    Dropped,
    /// A word of its own: punctuation, symbols of ASCII, ideographs.
    Mark,
    Letter,
}

fn class(c: char) -> Class {
    if c.is_ascii_alphanumeric() {
        return Class::Letter;
    }
    if c.is_ascii() {
        return match c {
            '\t' | '\n' | '\r' | ' ' => Class::Space,
            c if c.is_ascii_punctuation() => Class::Mark,
            _ => Class::Dropped,
        };
    }
    if c.is_alphabetic() && (c as u32) < 0x3400 {
        return Class::Letter;
    }
    if c == '\u{fffd}' || c.general_category_group() == GeneralCategoryGroup::Other {
        return Class::Dropped;
    }
    if c.is_whitespace() {
        return Class::Space;
    }
    if c.general_category_group() == GeneralCategoryGroup::Punctuation || is_ideograph(c) {
        return Class::Mark;
    }
    Class::Letter
}

/// Decomposed, without accents, in lower case.
fn normalize(c: char, out: &mut String) {
    for part in std::iter::once(c).nfd() {
        if part.general_category() != GeneralCategory::NonspacingMark {
            out.extend(part.to_lowercase());
        }
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c as u32,
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F | 0x2B740..=0x2B81F
        | 0x2B920..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}
