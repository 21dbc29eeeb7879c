//! Names, as capital letters show them.

pub(crate) mod likeness;
mod sound;

use std::collections::BTreeMap;

use onrecord_document::{Span, TokenKind};

use crate::context::Context;
use crate::cues::{is_speech, is_title, is_title_anywhere};
use crate::lexicon::{is_forename, is_word};

/// The names in a text.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// In order of the text.
    pub(crate) names: Vec<Name>,
    /// The words of names, without possessive endings, and where they stand.
    pub(crate) words: BTreeMap<String, Vec<WordUse>>,
}

/// Words with capitals that stand together: `Ivor Quill`, `National Executive Committee`, `Bo van der Ferris`.
#[derive(Debug)]
pub(crate) struct Name {
    /// Without a possessive ending.
    pub(crate) span: Span,
    /// Its words with capitals, titles left out.
    pub(crate) words: Vec<Span>,
    /// A title stands before it.
    pub(crate) titled: bool,
    /// It stands where a person would: a title before it or a verb of speech beside it.
    pub(crate) like_person: bool,
}

/// Where a word of a name stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordUse {
    /// Index into [`Names::names`].
    pub(crate) name: usize,
    /// Which of its words.
    pub(crate) at: usize,
}

/// No more different words are compared: a text with more is no article.
const MOST_WORDS: usize = 3000;

impl Names {
    pub(crate) fn find(context: &Context<'_>) -> Names {
        let text = context.text;
        let segmentation = context.segmentation();
        let mut found = Vec::new();
        for sentence in &segmentation.sentences {
            let tokens = &segmentation.tokens[sentence.tokens.clone()];
            if is_heading(text, tokens) {
                continue;
            }
            in_sentence(text, tokens, &mut found);
        }
        // An ordinary word at a sentence's start is a name only if it has its capital within a sentence too.
        let inside: std::collections::BTreeSet<String> = (found.iter())
            .filter(|(_, initial)| !initial)
            .flat_map(|(name, _)| name.words.iter().map(|word| word.of(text).to_owned()))
            .collect();
        let mut names = Names::default();
        for (mut name, initial) in found {
            if initial {
                let first = name.words[0].of(text);
                if is_word(first) && !inside.contains(first) && !(name.words.len() > 1 && is_forename(first))
                {
                    name.words.remove(0);
                    let Some(first) = name.words.first() else { continue };
                    name.span.start = first.start;
                }
            }
            let number = names.names.len();
            for (at, word) in name.words.iter().enumerate() {
                if names.words.len() < MOST_WORDS || names.words.contains_key(word.of(text)) {
                    names
                        .words
                        .entry(word.of(text).to_owned())
                        .or_default()
                        .push(WordUse { name: number, at });
                }
            }
            names.names.push(name);
        }
        names
    }
}

/// Whether nearly all longer words have capitals, as in a headline.
fn is_heading(text: &str, tokens: &[onrecord_document::Token]) -> bool {
    let long = tokens.iter().filter(|token| token.kind == TokenKind::Word && token.span.len() > 3);
    let (mut all, mut capital) = (0, 0);
    for token in long {
        all += 1;
        capital += usize::from(token.span.of(text).starts_with(char::is_uppercase));
    }
    let ends_like_sentence =
        tokens.last().is_some_and(|token| matches!(token.span.of(text), "." | "”" | "\"" | "…"));
    all >= 4 && capital * 10 >= all * 8 && !ends_like_sentence
}

/// Small words within names.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "del", "della", "du", "la", "le", "el", "al", "bin", "ibn", "van", "von", "der", "den",
    "ter", "dos", "y",
];

/// The names of a sentence, each with whether it begins the sentence or what follows a colon or an opening mark.
fn in_sentence(text: &str, tokens: &[onrecord_document::Token], found: &mut Vec<(Name, bool)>) {
    let word = |at: usize| {
        tokens.get(at).filter(|token| token.kind == TokenKind::Word).map(|token| token.span.of(text))
    };
    let mut at = 0;
    let mut fresh = true;
    while at < tokens.len() {
        let Some(first) = word(at) else {
            fresh |= tokens[at].kind == TokenKind::QuotationMark
                || matches!(tokens[at].span.of(text), ":" | "•" | "-" | "–" | "—");
            at += 1;
            continue;
        };
        // A handle or a hashtag is spelt as its owner likes.
        let handle = at > 0
            && matches!(tokens[at - 1].span.of(text), "@" | "#")
            && tokens[at - 1].span.end == tokens[at].span.start;
        if !has_capital(first) || handle {
            fresh = false;
            at += 1;
            continue;
        }
        let begin = at;
        let mut words = Vec::new();
        let mut titled = false;
        let mut end = at;
        while let Some(next) = word(at) {
            let joined = at == begin
                || text[tokens[at - 1].span.end..tokens[at].span.start]
                    .chars()
                    .all(|c| c == ' ' || c == '\u{a0}');
            if !joined {
                break;
            }
            if has_capital(next) {
                let base = without_possessive(next);
                let span = Span::new(tokens[at].span.start, tokens[at].span.start + base.len());
                let capital_follows = word(at + 1).is_some_and(has_capital);
                if is_title(base) && (words.is_empty() || (capital_follows && is_title_anywhere(base))) {
                    titled = true;
                    words.clear();
                } else {
                    words.push(span);
                }
                at += 1;
                end = at;
                if base.len() < next.len() {
                    break;
                }
            } else if PARTICLES.contains(&next) && !words.is_empty() {
                at += 1;
            } else {
                break;
            }
        }
        at = end;
        let initial = fresh;
        fresh = false;
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let before = begin.checked_sub(1).and_then(word);
        let after = word(at);
        // "Quill, who made films", "Quill, 85, was tired"
        let comma = tokens.get(at).is_some_and(|token| token.span.of(text) == ",");
        let described = tokens.get(at + 1).filter(|_| comma).is_some_and(|token| {
            let next = token.span.of(text);
            matches!(next, "who" | "whose") || (token.kind == TokenKind::Number && next.len() == 2)
        });
        let like_person =
            titled || described || before.is_some_and(is_speech) || after.is_some_and(is_speech);
        let span = Span::new(first.start, last.end);
        found.push((Name { span, words, titled, like_person }, initial && !titled));
    }
}

fn has_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word != "I" && !is_contraction(word)
}

/// `You're`, `I've`: a pronoun and a verb.
fn is_contraction(word: &str) -> bool {
    let ending = word.rfind(['\'', '’', '‘']).map(|at| word[at..].trim_start_matches(['\'', '’', '‘']));
    ending.is_some_and(|ending| matches!(ending, "re" | "ve" | "ll" | "d" | "m" | "t"))
}

/// The word without `’s` or the apostrophe after a plural.
pub(crate) fn without_possessive(word: &str) -> &str {
    for ending in ["’s", "'s", "’S", "'S", "‘s", "’", "'", "‘"] {
        if let Some(base) = word.strip_suffix(ending) {
            return base;
        }
    }
    word
}

impl Name {
    /// Forename and surname, where it looks like a person's full name: from its last forename that isn't its last word.
    pub(crate) fn full_name<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let last = self.words.len().checked_sub(1)?;
        let first = (0..last).rev().find(|at| is_forename(self.words[*at].of(text)))?;
        Some((self.words[first].of(text), self.words[last].of(text)))
    }
}
