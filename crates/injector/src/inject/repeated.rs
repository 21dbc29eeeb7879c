//! A statement given again in other words.

use onrecord_document::{Quotation, Span, TokenKind};

use super::text::Text;
use super::wording::{is_weighty, other_word};
use super::{Draft, Edit, Place};
use crate::random::Random;

const FEWEST_QUOTED: usize = 10;
const LONGEST: usize = 90;
/// A reader would see a copy that stands closer than this many paragraphs.
const DISTANCE: usize = 2;
const VERBS: &[&str] = &["said", "says", "told", "added", "wrote", "tweeted"];

/// Puts a copy of a paragraph, with one to three words changed, after a later one.
pub(super) fn repeat(text: &Text<'_>, random: &mut Random) -> Option<Draft> {
    let paragraphs = text.paragraphs();
    let candidates: Vec<(usize, &Quotation)> = text
        .quotations(FEWEST_QUOTED)
        .into_iter()
        .filter_map(|quotation| Some((text.paragraph_at(quotation.span.start)?, quotation)))
        .filter(|(index, quotation)| {
            let outside = [
                Span::new(paragraphs[*index].start, quotation.span.start),
                Span::new(quotation.span.end, paragraphs[*index].end),
            ];
            let tells = outside
                .iter()
                .any(|part| text.tokens(*part).iter().any(|token| VERBS.contains(&text.of(token.span))));
            tells && text.word_count(paragraphs[*index]) <= LONGEST && index + DISTANCE < paragraphs.len()
        })
        .collect();
    let (index, quotation) = *random.pick(&candidates)?;
    let copy = reworded(text, paragraphs[index], quotation, random)?;
    let after = index + DISTANCE + random.below(paragraphs.len() - index - DISTANCE);
    let at = paragraphs[after].end;
    let gap = Span::new(paragraphs[index].end, paragraphs[index + 1].start);
    let edit = Edit { span: Span::new(at, at), words: format!("{}{copy}", text.of(gap)) };
    Some(Draft { edit, place: Place::Edit, other: Some(quotation.span) })
}

/// The paragraph with one to three small changes, at least one of which is inside the quotation if it is there to be made.
fn reworded(text: &Text<'_>, paragraph: Span, quotation: &Quotation, random: &mut Random) -> Option<String> {
    let mut edits: Vec<Edit> = Vec::new();
    for token in text.tokens(paragraph).iter().filter(|token| token.kind == TokenKind::Word) {
        let word = text.of(token.span);
        let quoted = quotation.inner.contains(token.span);
        let other = spokesperson(word)
            .or_else(|| contraction(word))
            .or_else(|| if quoted { bracketed(word) } else { None })
            .or_else(|| if is_weighty(word) { None } else { other_word(word) });
        if let Some(other) = other {
            edits.push(Edit { span: token.span, words: other.to_owned() });
        }
    }
    let wanted = 1 + random.below(3);
    let mut chosen: Vec<Edit> = random.shuffled(edits).into_iter().take(wanted).collect();
    if chosen.is_empty() {
        return None;
    }
    chosen.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut copy = text.of(paragraph).to_owned();
    for Edit { span, words } in chosen {
        copy.replace_range(span.start - paragraph.start..span.end - paragraph.start, &words);
    }
    Some(copy)
}

fn spokesperson(word: &str) -> Option<&'static str> {
    Some(match word {
        "spokesman" | "spokeswoman" => "spokesperson",
        "spokesperson" => "spokesman",
        "chairman" => "chair",
        _ => return None,
    })
}

fn contraction(word: &str) -> Option<&'static str> {
    let straight = word.replace('’', "'");
    const PAIRS: &[(&str, &str)] = &[
        ("it's", "it is"),
        ("It's", "It is"),
        ("don't", "do not"),
        ("can't", "cannot"),
        ("won't", "will not"),
        ("we're", "we are"),
        ("We're", "We are"),
        ("they're", "they are"),
        ("I'm", "I am"),
        ("isn't", "is not"),
        ("doesn't", "does not"),
        ("didn't", "did not"),
        ("we've", "we have"),
        ("We've", "We have"),
        ("that's", "that is"),
        ("That's", "That is"),
        ("I've", "I have"),
        ("you're", "you are"),
        ("we'll", "we will"),
        ("I'll", "I will"),
        ("he's", "he is"),
        ("there's", "there is"),
        ("cannot", "can't"),
    ];
    PAIRS.iter().find(|(short, _)| *short == straight).map(|(_, long)| *long)
}

/// What an editor puts in a pronoun's place.
fn bracketed(word: &str) -> Option<&'static str> {
    Some(match word {
        "it" => "[the plan]",
        "they" => "[the two sides]",
        "them" => "[the others]",
        "he" | "she" => "[the candidate]",
        _ => return None,
    })
}
