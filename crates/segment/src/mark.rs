//! Finds the marks of a paragraph that may be quotation marks, with what stands beside them.

use onrecord_document::Span;

/// A mark that may open or close a quotation. Apostrophes with a letter or digit on either side are not
/// among the marks.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) family: Family,
    pub(crate) lean: Lean,
    /// What stands before it and any marks that touch it.
    pub(crate) before: Side,
    /// What stands after it and any marks that touch it.
    pub(crate) after: Side,
    /// A sentence ends before it.
    pub(crate) starts_sentence: bool,
    /// The families of the marks that touch it, before and after.
    pub(crate) touches: [Option<Family>; 2],
    pub(crate) word: Word,
}

/// Marks that can close one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Double,
    Single,
    Guillemet,
    SingleGuillemet,
}

/// What the glyph alone says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lean {
    Open,
    Close,
    Neither,
}

/// What stands beside a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// White space, or the paragraph's end.
    Edge,
    Letter,
    Digit,
    /// `. , ; : ! ?`
    Stop,
    Ellipsis,
    OpenBracket,
    CloseBracket,
    Dash,
    Symbol,
}

/// What the word that touches a mark says about it: whether it may be an apostrophe, or a sign for feet or inches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// No word touches it, or the mark is no apostrophe.
    None,
    /// `6′2″`: certainly a measure.
    Height,
    /// A number before it, space or punctuation after: feet, inches, or a closing mark.
    Measure,
    /// A word in s before it; whether white space and a small letter follow.
    Plural { small_follows: bool },
    /// A word that is often cut short (`ol’`, `o’`).
    CutShort,
    /// A word in `-in’`.
    DroppedG,
    /// Any other word before it.
    Ending,
    /// A word that is often cut at its start (`’tis`, `’em`), or a decade (`’90s`).
    Elision,
    /// Two digits after it: a year (`’08`), or a quotation that begins with them, likelier when a capital follows.
    Year { capital_follows: bool },
    /// Any other word after it; whether it starts like a sentence: capital, and at the paragraph's start or after punctuation.
    Beginning { like_sentence: bool },
}

/// The marks of one paragraph, in order.
pub(crate) fn find(text: &str, paragraph: Span) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let words = Neighbours { text: paragraph.of(text), offset: paragraph.start };
    let bytes = text.as_bytes();
    let mut at = paragraph.start;
    while at < paragraph.end {
        // Only these bytes begin a mark, and most text has none of them for long stretches.
        if !matches!(bytes[at], b'"' | b'\'' | b'`' | 0xC2 | 0xE2) {
            at += 1;
            continue;
        }
        let Some((glyph, len)) = glyph(&bytes[at..paragraph.end]) else {
            at += 1;
            continue;
        };
        let same = |next: &&[u8]| *next == &bytes[at..at + len];
        let repeats = if glyph.doubles {
            bytes[at + len..paragraph.end].chunks_exact(len).take_while(same).count()
        } else {
            0
        };
        let run = 1 + repeats;
        let end = at + run * len;
        if run == 1 && glyph.family == Family::Single && words.inside_word(at, end) {
            at = end;
            continue;
        }
        // Two single marks that touch are one double mark; an odd one stands inside the double ones.
        let pairs = run / 2;
        let odd_first = run % 2 == 1 && words.before(at) != Side::Edge;
        let mut push = |from: usize, to: usize, family, lean| {
            marks.push(Mark {
                span: Span::new(from, to),
                family,
                lean,
                before: Side::Edge,
                after: Side::Edge,
                starts_sentence: false,
                touches: [None, None],
                word: Word::None,
            });
        };
        let mut from = at;
        if odd_first {
            push(from, from + len, glyph.family, glyph.lean);
            from += len;
        }
        for _ in 0..pairs {
            push(from, from + 2 * len, Family::Double, glyph.lean);
            from += 2 * len;
        }
        if from < end {
            push(from, end, glyph.family, glyph.lean);
        }
        at = end;
    }
    look_around(&mut marks, &words);
    marks
}

/// Fills in what stands beside each mark. Marks that touch share their surroundings, so that `“‘` both
/// stand before a word; passing it along keeps this linear.
fn look_around(marks: &mut [Mark], words: &Neighbours<'_>) {
    for i in 0..marks.len() {
        let start = marks[i].span.start;
        let touched = i.checked_sub(1).map(|i| &marks[i]).filter(|touched| touched.span.end == start);
        let (before, starts_sentence) = match touched {
            Some(touched) => (touched.before, touched.starts_sentence),
            None => (words.before(start), words.sentence_ends_before(start)),
        };
        let family = touched.map(|touched| touched.family);
        (marks[i].before, marks[i].starts_sentence, marks[i].touches[0]) = (before, starts_sentence, family);
    }
    for i in (0..marks.len()).rev() {
        let end = marks[i].span.end;
        let touched = marks.get(i + 1).filter(|touched| touched.span.start == end);
        let after = touched.map_or_else(|| words.after(end), |touched| touched.after);
        let family = touched.map(|touched| touched.family);
        (marks[i].after, marks[i].touches[1]) = (after, family);
        marks[i].word = words.word(&marks[i]);
    }
}

struct Glyph {
    family: Family,
    lean: Lean,
    /// Whether two of them stand for a double mark.
    doubles: bool,
}

/// The mark that the bytes begin with, and its length.
fn glyph(bytes: &[u8]) -> Option<(Glyph, usize)> {
    use Family::*;
    use Lean::*;
    let (family, lean, doubles, len) = match bytes {
        [b'"', ..] => (Double, Neither, false, 1),
        [b'\'', ..] => (Single, Neither, true, 1),
        [b'`', ..] => (Single, Open, true, 1),
        [0xC2, 0xAB, ..] => (Guillemet, Open, false, 2),
        [0xC2, 0xBB, ..] => (Guillemet, Close, false, 2),
        [0xE2, 0x80, third, ..] => match third {
            0x98 => (Single, Open, true, 3),                // ‘
            0x99 => (Single, Close, true, 3),               // ’
            0x9A | 0x9B => (Single, Open, true, 3),         // ‚ ‛
            0x9C | 0x9E | 0x9F => (Double, Open, false, 3), // “ „ ‟
            0x9D => (Double, Close, false, 3),              // ”
            0xB2 => (Single, Neither, true, 3),             // ′
            0xB3 => (Double, Neither, false, 3),            // ″
            0xB9 => (SingleGuillemet, Open, false, 3),      // ‹
            0xBA => (SingleGuillemet, Close, false, 3),     // ›
            _ => return None,
        },
        _ => return None,
    };
    Some((Glyph { family, lean, doubles }, len))
}

/// Whether the character is one that can stand for an apostrophe.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '‛' | '`' | '′')
}

/// Looks about in one paragraph. Every look is bounded, so that finding marks stays linear.
struct Neighbours<'t> {
    text: &'t str,
    offset: usize,
}

/// The longest word looked at beside an apostrophe, in characters.
const LONGEST: usize = 8;

impl<'t> Neighbours<'t> {
    fn head(&self, at: usize) -> &'t str {
        &self.text[..at - self.offset]
    }

    fn tail(&self, at: usize) -> &'t str {
        &self.text[at - self.offset..]
    }

    fn before(&self, at: usize) -> Side {
        let mut back = self.head(at).chars().rev();
        side(back.next(), back.next())
    }

    fn after(&self, at: usize) -> Side {
        let mut on = self.tail(at).chars();
        side(on.next(), on.next())
    }

    /// Whether the mark from `from` to `to` joins a word: letters or digits on both sides, or a genitive's `’s`
    /// after anything ("U.S.’s", "“Home”’s").
    fn inside_word(&self, from: usize, to: usize) -> bool {
        let Some(before) = self.head(from).chars().next_back() else { return false };
        let mut on = self.tail(to).chars();
        let Some(after) = on.next() else { return false };
        let mut genitive =
            || after == 's' && !before.is_whitespace() && !on.next().is_some_and(char::is_alphanumeric);
        after.is_alphanumeric() && (before.is_alphanumeric() || genitive())
    }

    fn sentence_ends_before(&self, at: usize) -> bool {
        let mut back = self
            .head(at)
            .chars()
            .rev()
            .take(LONGEST)
            .skip_while(|c| c.is_whitespace() || matches!(c, ')' | ']'));
        back.next().is_some_and(|c| matches!(c, '.' | '!' | '?' | '…'))
    }

    fn word(&self, mark: &Mark) -> Word {
        let head = self.head(mark.span.start);
        let last = head.chars().next_back();
        if last.is_some_and(|c| c.is_ascii_digit()) && mark.lean != Lean::Open {
            let feet = head.chars().rev().take(LONGEST).find(|c| !c.is_ascii_digit() && *c != '.');
            if mark.family == Family::Double && feet.is_some_and(is_apostrophe) && self.is_height(head) {
                return Word::Height;
            }
            return Word::Measure;
        }
        if mark.family != Family::Single {
            return Word::None;
        }
        if let Some(last) = last.filter(|c| c.is_alphanumeric()) {
            return self.ending(last, head, self.tail(mark.span.end));
        }
        self.beginning(mark)
    }

    /// Whether the digits that end `head` follow feet: `6'2`.
    fn is_height(&self, head: &str) -> bool {
        let feet = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        feet.trim_end_matches(is_apostrophe).ends_with(|c: char| c.is_ascii_digit())
    }

    fn ending(&self, last: char, head: &str, tail: &str) -> Word {
        if matches!(last, 's' | 'S' | 'z' | 'x') {
            let mut on = tail.chars();
            let small_follows = on.next() == Some(' ') && on.next().is_some_and(char::is_lowercase);
            return Word::Plural { small_follows };
        }
        let mut word: Vec<char> =
            head.chars().rev().take(LONGEST).take_while(|c| c.is_alphanumeric()).collect();
        word.reverse();
        let word: String = word.into_iter().collect::<String>().to_lowercase();
        match word.as_str() {
            "o" | "ol" | "n" | "an" | "th" | "wi" | "mo" | "po" | "lil" | "li" | "fo" => Word::CutShort,
            _ if word.len() > 3 && word.ends_with("in") => Word::DroppedG,
            _ => Word::Ending,
        }
    }

    fn beginning(&self, mark: &Mark) -> Word {
        let tail = self.tail(mark.span.end);
        let word: String = tail.chars().take(LONGEST).take_while(|c| c.is_alphanumeric()).collect();
        let Some(first) = word.chars().next() else { return Word::None };
        match word.to_lowercase().as_str() {
            "tis" | "twas" | "twill" | "twere" | "em" | "til" | "till" | "cause" | "cos" | "coz" | "cuz"
            | "bout" | "round" | "n" | "neath" | "gainst" | "nother" | "nuff" | "cept" | "scuse"
            | "fraid" | "ere" | "hood" | "sup" | "ello" | "merica" | "frisco" | "tude" | "burbs" | "nam" => {
                Word::Elision
            }
            number
                if number.len() == 3
                    && number.ends_with('s')
                    && number[..2].bytes().all(|b| b.is_ascii_digit()) =>
            {
                Word::Elision
            }
            number if number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit()) => {
                let mut on = tail[2..].chars();
                Word::Year {
                    capital_follows: on.next() == Some(' ') && on.next().is_some_and(char::is_uppercase),
                }
            }
            _ => {
                let introduced = self.head(mark.span.start).trim_end_matches([' ', '"', '“']);
                let introduced = introduced
                    .chars()
                    .next_back()
                    .is_none_or(|c| matches!(c, '.' | ',' | ':' | '!' | '?' | ';' | '—' | '–'));
                Word::Beginning { like_sentence: introduced && first.is_uppercase() }
            }
        }
    }
}

/// What a neighbour is, with the one beyond it to know an ellipsis.
fn side(c: Option<char>, beyond: Option<char>) -> Side {
    match c {
        None => Side::Edge,
        Some('.') if beyond == Some('.') => Side::Ellipsis,
        Some('…') => Side::Ellipsis,
        Some('.' | ',' | ';' | ':' | '!' | '?') => Side::Stop,
        Some('(' | '[' | '{' | '<' | '¿' | '¡') => Side::OpenBracket,
        Some(')' | ']' | '}' | '>') => Side::CloseBracket,
        Some('-' | '‐' | '‑' | '–' | '—' | '―' | '−' | '/' | '|' | '•') => Side::Dash,
        Some('\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}') => Side::Edge,
        Some(c) if c.is_whitespace() => Side::Edge,
        Some(c) if c.is_alphabetic() => Side::Letter,
        Some(c) if c.is_numeric() => Side::Digit,
        Some(_) => Side::Symbol,
    }
}
