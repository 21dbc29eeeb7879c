//! Cuts a paragraph into words, numbers and marks.

use onrecord_document::{Span, Token, TokenKind};

use crate::abbreviation::{self, Abbreviation};
use crate::mark::{self, Family, Mark, Word};
use crate::reading::Reading;

/// Appends the tokens of one paragraph. `marks` are its marks as they were read.
pub(crate) fn tokenize(text: &str, paragraph: Span, marks: &[(Mark, Reading)], tokens: &mut Vec<Token>) {
    let mut scanner = Scanner { text: &text[..paragraph.end], marks, at: paragraph.start };
    let first = tokens.len();
    while let Some(c) = scanner.peek() {
        if c.is_whitespace() {
            scanner.at += c.len_utf8();
            continue;
        }
        let start = scanner.at;
        let previous = tokens[first..].last().map_or("", |token| token.span.of(text));
        let kind = scanner.token(c, previous);
        tokens.push(Token { span: Span::new(start, scanner.at), kind });
    }
}

struct Scanner<'t> {
    /// To the paragraph's end.
    text: &'t str,
    /// Those not yet passed.
    marks: &'t [(Mark, Reading)],
    at: usize,
}

impl<'t> Scanner<'t> {
    /// Moves past the token that begins with `c` and follows the token `previous`.
    fn token(&mut self, c: char, previous: &str) -> TokenKind {
        if let Some((mark, reading)) = self.mark() {
            self.at = mark.span.end;
            let ignored = *reading == Reading::Ignore;
            return match mark.word {
                Word::Elision | Word::Year { .. } | Word::Beginning { like_sentence: false } if ignored => {
                    self.word(self.at);
                    TokenKind::Word
                }
                Word::Height | Word::Measure if ignored => TokenKind::Punctuation,
                _ => TokenKind::QuotationMark,
            };
        }
        if c.is_numeric() {
            return self.number();
        }
        // An apostrophe that is no mark here joins its `s` to what is no word: “Home”’s.
        if is_word(c) || mark::is_apostrophe(c) && self.after(c.len_utf8()).is_some_and(char::is_alphabetic) {
            let start = self.at;
            self.at += c.len_utf8();
            self.word(start);
            self.full_stop(start, previous);
            return TokenKind::Word;
        }
        self.at += c.len_utf8();
        match c {
            '.' | '…' => self.ellipsis(c),
            _ if !c.is_ascii() => self.symbol(c),
            _ => {}
        }
        TokenKind::Punctuation
    }

    /// Moves past the letters and digits of the word that began at `start`, and whatever joins them.
    fn word(&mut self, mut start: usize) {
        loop {
            while let Some(c) = self.peek().filter(|c| is_word(*c)) {
                self.at += c.len_utf8();
            }
            let Some(joint) = self.peek() else { return };
            let beyond = self.after(joint.len_utf8());
            let joins = match joint {
                '-' | '‐' | '‑' => beyond.is_some_and(is_word),
                '.' if beyond.is_some_and(is_word) => !self.runs_into_sentence(),
                // "D.C.-based", "U.S.’s"
                '.' => {
                    beyond.is_some_and(|c| c == '-' || self.is_inner_apostrophe(1, c))
                        && self.abbreviation(start).is_some()
                }
                c if mark::is_apostrophe(c) => match self.mark() {
                    None => beyond.is_some_and(is_word),
                    Some((mark, reading)) => {
                        *reading == Reading::Ignore && mark.family == Family::Single && ends_word(mark.word)
                    }
                },
                _ => false,
            };
            if !joins {
                return;
            }
            self.at += joint.len_utf8();
            if joint != '.' {
                start = self.at;
            }
        }
    }

    /// Takes the full stop of an abbreviation into the word that began at `start`.
    fn full_stop(&mut self, start: usize, previous: &str) {
        if self.peek() != Some('.') || self.after(1) == Some('.') {
            return;
        }
        let word = &self.text[start..self.at];
        let is_abbreviation = match self.abbreviation(start) {
            None => false,
            Some(Abbreviation::Numbered) => self.text[self.at + 1..]
                .trim_start_matches([' ', '\u{a0}'])
                .starts_with(|c: char| c.is_ascii_digit()),
            Some(Abbreviation::AfterComma) => previous == ",",
            // The paragraph's last full stop is its sentence's, and "I" is a word.
            Some(Abbreviation::Initial) => {
                self.after(1).is_some() && (word != "I" || previous.ends_with('.'))
            }
            Some(Abbreviation::Leads | Abbreviation::MayEnd) => true,
        };
        if is_abbreviation {
            self.at += 1;
        }
    }

    /// What the last part of the word is that began at `start` and a full stop follows.
    fn abbreviation(&self, start: usize) -> Option<Abbreviation> {
        let word = &self.text[start..self.at];
        abbreviation::find(word.rfind('-').map_or(word, |hyphen| &word[hyphen + 1..]))
    }

    /// Whether the full stop here ends a sentence whose space was lost: "end.He", but not "U.S" or "example.com".
    fn runs_into_sentence(&self) -> bool {
        let mut back = self.text[..self.at].chars().rev();
        back.next().is_some_and(char::is_lowercase)
            && back.next().is_some_and(char::is_alphabetic)
            && self.after(1).is_some_and(char::is_uppercase)
    }

    fn is_inner_apostrophe(&self, bytes: usize, c: char) -> bool {
        let next = self.after(bytes + c.len_utf8()).is_some_and(char::is_alphabetic);
        next && mark::is_apostrophe(c)
            && self.marks.first().is_none_or(|(mark, _)| mark.span.start != self.at + bytes)
    }

    /// Moves past a number with its separators, or a word that begins with digits: "21st", "12-year-old".
    fn number(&mut self) -> TokenKind {
        loop {
            while let Some(c) = self.peek().filter(|c| c.is_numeric()) {
                self.at += c.len_utf8();
            }
            match self.peek() {
                Some(joint @ (',' | '.' | '-' | '‐' | '‑'))
                    if self.after(joint.len_utf8()).is_some_and(char::is_numeric) =>
                {
                    self.at += joint.len_utf8();
                }
                Some(joint @ ('-' | '‐' | '‑')) if self.after(joint.len_utf8()).is_some_and(is_word) => {
                    break;
                }
                Some(c) if is_word(c) => break,
                _ => return TokenKind::Number,
            }
        }
        self.word(self.at);
        TokenKind::Word
    }

    fn ellipsis(&mut self, first: char) {
        if first == '…' || self.peek() == Some('.') {
            while let Some(c @ ('.' | '…')) = self.peek() {
                self.at += c.len_utf8();
            }
        }
    }

    /// Moves past what belongs to the same symbol: accents, skin tones, the other half of a flag.
    fn symbol(&mut self, first: char) {
        let is_flag = |c: char| ('\u{1f1e6}'..='\u{1f1ff}').contains(&c);
        if is_flag(first) && self.peek().is_some_and(is_flag) {
            self.at += first.len_utf8();
        }
        while let Some(c) = self.peek() {
            match c {
                '\u{300}'..='\u{36f}' | '\u{20e3}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' => {
                    self.at += c.len_utf8()
                }
                '\u{200d}' => {
                    self.at += c.len_utf8();
                    match self.peek() {
                        Some(joined)
                            if !joined.is_whitespace() && !joined.is_ascii() && self.mark().is_none() =>
                        {
                            self.at += joined.len_utf8();
                        }
                        _ => return,
                    }
                }
                _ => return,
            }
        }
    }

    /// The mark that stands here, if one does.
    fn mark(&mut self) -> Option<&'t (Mark, Reading)> {
        while self.marks.first().is_some_and(|(mark, _)| mark.span.start < self.at) {
            self.marks = &self.marks[1..];
        }
        self.marks.first().filter(|(mark, _)| mark.span.start == self.at)
    }

    fn peek(&self) -> Option<char> {
        self.after(0)
    }

    /// The character `bytes` on from here.
    fn after(&self, bytes: usize) -> Option<char> {
        match self.text.as_bytes().get(self.at + bytes) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            _ => self.text[self.at + bytes..].chars().next(),
        }
    }
}

/// Whether words are made of such characters: letters, digits, accents, soft hyphens.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '\u{ad}' | '\u{300}'..='\u{36f}')
}

/// Whether a mark that belongs to no quotation is the last letter's apostrophe.
fn ends_word(word: Word) -> bool {
    matches!(word, Word::Plural { .. } | Word::CutShort | Word::DroppedG)
}
