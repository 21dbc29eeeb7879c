//! The words of a quotation altered or cut.

use onrecord_document::{Quotation, Span, Token, TokenKind};

use super::text::Text;
use super::wording::{is_weighty, other_number, other_word};
use super::{Draft, Edit, Place};
use crate::random::Random;

/// Fewer words are hard to recognise after a change.
const FEWEST_WORDS: usize = 8;
/// A cut leaves at least this many words on either side.
const LEFT: usize = 4;
const SHORTEST_CUT: usize = 3;
const LONGEST_CUT: usize = 8;

/// Changes one word that neither counts nor denies.
pub(super) fn word(text: &Text<'_>, random: &mut Random) -> Option<Draft> {
    let others: Vec<String> = plain_words(text, &text.segmentation.tokens);
    somewhere(text, random, |text, quotation, random| {
        let tokens =
            text.tokens(quotation.inner).iter().filter(|token| token.kind == TokenKind::Word).copied();
        for token in random.shuffled(tokens.collect()) {
            let word = text.of(token.span);
            if is_weighty(word) || word.chars().any(char::is_uppercase) {
                continue;
            }
            let other = other_word(word).map(str::to_owned).or_else(|| {
                let long = word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
                let unlike = |other: &&String| other[..3] != word[..3];
                long.then(|| random.pick(&others)).flatten().filter(unlike).cloned()
            });
            if let Some(words) = other {
                return Some(Edit { span: token.span, words });
            }
        }
        None
    })
}

/// Long words in small letters that neither count nor deny.
fn plain_words(text: &Text<'_>, tokens: &[Token]) -> Vec<String> {
    let words = tokens.iter().map(|token| text.of(token.span));
    let plain = words.filter(|word| {
        word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase()) && !is_weighty(word)
    });
    plain.map(str::to_owned).collect()
}

/// Changes a number: its last digit that isn't 0, or the number word.
pub(super) fn number(text: &Text<'_>, random: &mut Random) -> Option<Draft> {
    somewhere(text, random, |text, quotation, random| {
        let numbers = text.tokens(quotation.inner).iter().filter_map(|token| {
            let number = text.of(token.span);
            let words = match token.kind {
                TokenKind::Number => other_digits(number, random)?,
                TokenKind::Word => other_number(number)?.to_owned(),
                _ => return None,
            };
            Some(Edit { span: token.span, words })
        });
        let numbers: Vec<Edit> = numbers.collect();
        random.pick(&numbers).cloned()
    })
}

fn other_digits(number: &str, random: &mut Random) -> Option<String> {
    let at = number.rfind(|c: char| c.is_ascii_digit() && c != '0')?;
    let digit = number.as_bytes()[at] - b'0';
    let other = 1 + (digit + random.below(8) as u8) % 9;
    let mut changed = number.to_owned();
    changed.replace_range(at..=at, &other.to_string());
    (changed != number).then_some(changed)
}

/// Takes a negation out, or puts "not" in behind a verb that it can follow.
pub(super) fn negation(text: &Text<'_>, random: &mut Random) -> Option<Draft> {
    const VERBS: &[&str] = &[
        "is", "are", "was", "were", "am", "will", "would", "should", "could", "has", "have", "had", "can",
        "must", "may", "might",
    ];
    somewhere(text, random, |text, quotation, random| {
        let mut edits = Vec::new();
        for token in text.tokens(quotation.inner).iter().filter(|token| token.kind == TokenKind::Word) {
            let word = text.of(token.span);
            let after = text.text[token.span.end..].starts_with(' ');
            if word == "not" && after {
                edits.push(Edit {
                    span: Span::new(token.span.start, token.span.end + 1),
                    words: String::new(),
                });
            } else if let Some(words) = affirmed(word) {
                edits.push(Edit { span: token.span, words });
            } else if VERBS.contains(&word)
                && text.text[token.span.end..].starts_with(" ")
                && !text.text[token.span.end..].starts_with(" not ")
            {
                edits.push(Edit { span: Span::new(token.span.end, token.span.end), words: " not".into() });
            }
        }
        random.pick(&edits).cloned()
    })
}

/// "do" of "don't".
fn affirmed(word: &str) -> Option<String> {
    let straight = word.replace('’', "'");
    Some(match straight.as_str() {
        "can't" => "can".into(),
        "won't" => "will".into(),
        _ => straight
            .strip_suffix("n't")
            .filter(|verb| verb.bytes().all(|byte| byte.is_ascii_lowercase()))?
            .to_owned(),
    })
}

/// Leaves words out of the middle and puts `mark` in their place. Words that count or deny stay, since what becomes of them is another fault.
pub(super) fn cut(text: &Text<'_>, random: &mut Random, mark: &str) -> Option<Draft> {
    somewhere(text, random, |text, quotation, random| {
        let tokens = text.tokens(quotation.inner);
        let is_plain = |token: &Token| token.kind == TokenKind::Word && !is_weighty(text.of(token.span));
        let mut runs = Vec::new();
        for start in LEFT..tokens.len().saturating_sub(SHORTEST_CUT + LEFT) {
            let length = SHORTEST_CUT + random.below(LONGEST_CUT - SHORTEST_CUT + 1);
            let end = start + length;
            // Words alone, from one word to before another, with a space before them.
            let whole = end + LEFT <= tokens.len() && tokens[start - 1..=end].iter().all(is_plain);
            if whole && text.of(Span::new(tokens[start - 1].span.end, tokens[start].span.start)) == " " {
                let span = Span::new(tokens[start].span.start, tokens[end].span.start);
                // Were the words that follow the same as those cut, nobody could say which went.
                if text.of(tokens[start].span) != text.of(tokens[end].span)
                    && text.of(tokens[start - 1].span) != text.of(tokens[end - 1].span)
                {
                    runs.push(Edit { span, words: mark.to_owned() });
                }
            }
        }
        random.pick(&runs).cloned()
    })
}

/// Makes an edit in one quotation, in an order of chance.
fn somewhere(
    text: &Text<'_>,
    random: &mut Random,
    mut edit: impl FnMut(&Text<'_>, &Quotation, &mut Random) -> Option<Edit>,
) -> Option<Draft> {
    let quotations = random.shuffled(text.quotations(FEWEST_WORDS));
    quotations.into_iter().find_map(|quotation| {
        let edit = edit(text, quotation, random)?;
        Some(Draft { edit, place: Place::Clean(quotation.span), other: None })
    })
}
