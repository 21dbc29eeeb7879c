//! Groups the tokens of a paragraph into sentences.

use onrecord_document::{Sentence, Span, Token, TokenKind};

use crate::abbreviation::{self, Abbreviation};
use crate::mark::{Lean, Mark};
use crate::reading::Reading;

/// Appends the sentences of the paragraph whose tokens are those from `first` on. `marks` are its marks as they were
/// read.
pub(crate) fn split(
    text: &str,
    first: usize,
    tokens: &[Token],
    marks: &[(Mark, Reading)],
    sentences: &mut Vec<Sentence>,
) {
    let mut cutter = Cutter { text, tokens, marks };
    let mut start = first;
    let mut at = first;
    while at < tokens.len() {
        let Some(ending) = cutter.ending(start, at) else {
            at += 1;
            continue;
        };
        at = cutter.past_closers(at + 1);
        if at < tokens.len() && cutter.begins_sentence(ending, at) {
            sentences.push(sentence(tokens, start..at));
            start = at;
        }
    }
    if start < tokens.len() {
        sentences.push(sentence(tokens, start..tokens.len()));
    }
}

fn sentence(tokens: &[Token], range: std::ops::Range<usize>) -> Sentence {
    Sentence {
        span: Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end),
        tokens: range,
    }
}

/// How a sentence may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    FullStop,
    /// `?` or `!`
    Question,
    Ellipsis,
    Abbreviation(Abbreviation),
}

struct Cutter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Those not yet passed.
    marks: &'a [(Mark, Reading)],
}

impl<'a> Cutter<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// How the sentence from `start` would end with the token `at`, if it could.
    fn ending(&self, start: usize, at: usize) -> Option<Ending> {
        let word = self.word(at);
        match self.tokens[at].kind {
            TokenKind::Punctuation => match word {
                // The number of a list's item.
                "." if at == start + 1 && self.tokens[start].kind == TokenKind::Number => None,
                "." => Some(Ending::FullStop),
                "?" | "!" => Some(Ending::Question),
                _ => word.starts_with(['.', '…']).then_some(Ending::Ellipsis),
            },
            TokenKind::Word => {
                let word = word.strip_suffix('.')?;
                let last = word.rfind('-').map_or(word, |hyphen| &word[hyphen + 1..]);
                abbreviation::find(last).map(Ending::Abbreviation)
            }
            _ => None,
        }
    }

    /// The token after the closing marks and brackets, and further stops, that belong to what ends before `at`.
    fn past_closers(&mut self, mut at: usize) -> usize {
        while let Some(token) = self.tokens.get(at) {
            let touches = self.tokens[at - 1].span.end == token.span.start;
            let closes = match token.kind {
                TokenKind::QuotationMark => self.closes(*token, touches),
                TokenKind::Punctuation => {
                    let word = self.word(at);
                    touches
                        && (matches!(word, ")" | "]" | "}" | "." | "!" | "?") || word.starts_with(['.', '…']))
                }
                _ => false,
            };
            if !closes {
                break;
            }
            at += 1;
        }
        at
    }

    fn closes(&mut self, token: Token, touches: bool) -> bool {
        while self.marks.first().is_some_and(|(mark, _)| mark.span.start < token.span.start) {
            self.marks = &self.marks[1..];
        }
        self.marks.first().is_some_and(|(mark, reading)| match reading {
            Reading::Close => true,
            Reading::Ignore => touches && mark.lean != Lean::Open,
            Reading::Open | Reading::Reopen => false,
        })
    }

    /// Whether a sentence begins with the token `at`, after such an ending and its closers.
    fn begins_sentence(&self, ending: Ending, at: usize) -> bool {
        let before = self.tokens[at - 1];
        let after_closer = before.kind == TokenKind::QuotationMark;
        let opens = self.tokens[at].kind == TokenKind::QuotationMark;
        let touches = before.span.end == self.tokens[at].span.start;
        if touches && !(after_closer || ending == Ending::FullStop) {
            return false;
        }
        // The first word, past opening marks and brackets.
        let skipped =
            self.tokens[at..].iter().take(4).take_while(|token| is_opener(token, self.text)).count();
        let word = self.word(at + skipped);
        let first = word.chars().next().unwrap_or(' ');
        match ending {
            Ending::Abbreviation(Abbreviation::Leads | Abbreviation::Numbered) => false,
            Ending::Abbreviation(Abbreviation::Initial) => !opens && abbreviation::starts_sentence(word),
            Ending::Abbreviation(_) if opens => first.is_uppercase(),
            Ending::Abbreviation(_) => abbreviation::starts_sentence(word),
            _ if matches!(first, ',' | ';' | ':' | '-' | '–' | '—' | '―') => false,
            Ending::FullStop => opens || !first.is_lowercase(),
            Ending::Question if after_closer => !first.is_lowercase() && (opens || !self.says(at)),
            Ending::Question => opens || !first.is_lowercase(),
            Ending::Ellipsis => !first.is_lowercase() && word.split(['\'', '’']).next() != Some("I"),
        }
    }

    /// Whether a name and a verb of speech stand at `at`: “Why?” Mr. Lee asked.
    fn says(&self, at: usize) -> bool {
        let is_name = |at: &usize| self.word(*at).starts_with(char::is_uppercase);
        let names = (at..at + 5).take_while(is_name).count();
        names > 0 && SAYS.binary_search(&self.word(at + names)).is_ok()
    }
}

fn is_opener(token: &Token, text: &str) -> bool {
    token.kind == TokenKind::QuotationMark || matches!(token.span.of(text), "(" | "[" | "{" | "¿" | "¡")
}

/// Sorted, for binary search.
const SAYS: &[&str] = &[
    "added",
    "answered",
    "asked",
    "asks",
    "cried",
    "demanded",
    "exclaimed",
    "joked",
    "mused",
    "quipped",
    "recalled",
    "replied",
    "said",
    "says",
    "shouted",
    "told",
    "tweeted",
    "wondered",
    "wrote",
    "yelled",
];

#[cfg(test)]
mod tests {
    #[test]
    fn verbs_are_sorted() {
        assert!(super::SAYS.is_sorted_by(|a, b| a < b));
    }
}
