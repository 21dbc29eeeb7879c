//! A letter changed in one mention of a surname.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_document::{Span, Token, TokenKind};

use super::text::Text;
use super::{Draft, Edit, Place};
use crate::random::Random;

/// Of the person, the full name among them.
const FEWEST_MENTIONS: usize = 3;
const SHORTEST: usize = 4;

/// Forenames common enough that a word with a capital after one is a surname.
const FORENAMES: &str = "Aaron Adam Alan Albert Alex Alexander Alexandria Alice Amanda Amy Andrew Angela Ann Anna Anne Anthony Antonio Arthur \
    Barack Barbara Barry Ben Benjamin Bernie Beto Betsy Bill Bob Boris Brad Brandon Brett Brian Bruce Carl Carlos Carly Carol Caroline Catherine \
    Charles Charlie Chris Christian Christine Christopher Chuck Claire Cory Craig Cynthia Dan Daniel David Deborah Debbie Dennis Diane Dick Don \
    Donald Donna Doug Douglas Earl Ed Eddie Edward Elena Elizabeth Emily Emma Eric Ernest Eugene Evan Frank Fred Gary George Gerald Gina Glenn \
    Gordon Greg Hannah Harold Harry Heather Helen Henry Hillary Howard Hugh Ian Jack Jacob James Jamie Jane Janet Jared Jason Jay Jeb Jeff Jeffrey \
    Jennifer Jeremy Jerry Jesse Jessica Jill Jim Jimmy Joan Joe Joel John Jon Jonathan Jose Joseph Josh Joshua Juan Judith Judy Julia Julian Julie \
    Justin Kamala Karen Karl Kate Katherine Kathleen Kathy Katie Keith Kelly Ken Kenneth Kevin Kim Kirsten Kyle Larry Laura Lauren Lawrence Lee \
    Leon Leonard Linda Lindsey Lisa Lloyd Louis Luis Lynn Marco Margaret Maria Marie Mario Mark Martha Martin Mary Matt Matthew Max Melissa Michael \
    Michelle Miguel Mike Mitch Mitt Nancy Natalie Nathan Neil Newt Nicholas Nick Nikki Olivia Oscar Pamela Patricia Patrick Paul Pete Peter Phil \
    Philip Rachel Ralph Rand Randy Raymond Rebecca Rex Richard Rick Rob Robert Roger Ron Ronald Roy Rudy Russell Ruth Ryan Sally Sam Samuel Sandra \
    Sara Sarah Scott Sean Sharon Shaun Sherrod Simon Sophie Stacey Stephen Steve Steven Stuart Susan Ted Terry Theresa Thomas Tim Timothy Todd \
    Tom Tony Tracy Trey Tulsi Vernon Victor Victoria Vincent Vladimir Walter Warren Wayne Wendy William";

/// What may stand before a surname alone.
const TITLES: &[&str] = &[
    "Mr",
    "Mr.",
    "Mrs",
    "Mrs.",
    "Ms",
    "Ms.",
    "Miss",
    "Dr",
    "Dr.",
    "Sen.",
    "Rep.",
    "Gov.",
    "President",
    "Senator",
    "Governor",
    "Secretary",
    "Sir",
    "Lord",
    "Judge",
    "Justice",
    "Prof.",
    "Professor",
    "Gen.",
    "General",
    "Mayor",
    "Minister",
    "Speaker",
    "Chairman",
    "Congressman",
    "Congresswoman",
    "Representative",
    "Attorney",
    "Director",
];

pub(super) fn misspell(text: &Text<'_>, random: &mut Random) -> Option<Draft> {
    let people: Vec<Person> = people(text).into_values().filter(|person| !person.alone.is_empty()).collect();
    let known: BTreeSet<&str> =
        text.segmentation.tokens.iter().map(|token| bare(text.of(token.span))).collect();
    for person in random.shuffled(people) {
        for mention in random.shuffled(person.alone) {
            for _ in 0..8 {
                let Some(slip) = slip(text.of(mention), random) else { continue };
                if !known.contains(slip.as_str()) {
                    let edit = Edit { span: mention, words: slip };
                    return Some(Draft { edit, place: Place::Edit, other: Some(person.full) });
                }
            }
        }
    }
    None
}

struct Person {
    /// Where the person is named in full for the first time.
    full: Span,
    /// Later mentions by surname alone.
    alone: Vec<Span>,
}

/// People by surname.
fn people<'a>(text: &Text<'a>) -> BTreeMap<&'a str, Person> {
    let forenames: BTreeSet<&str> = FORENAMES.split_whitespace().collect();
    let tokens = &text.segmentation.tokens;
    let adjoining = |at: usize| at > 0 && text.text[tokens[at - 1].span.end..tokens[at].span.start] == *" ";
    let is_name =
        |token: &Token| token.kind == TokenKind::Word && text.of(token.span).starts_with(char::is_uppercase);
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    let mut people: BTreeMap<&str, Person> = BTreeMap::new();
    for (at, token) in tokens.iter().enumerate() {
        let name = bare(text.of(token.span));
        if !is_name(token) || name.chars().count() < SHORTEST || !is_plain_name(name) {
            continue;
        }
        *uses.entry(name).or_default() += 1;
        let before = adjoining(at).then(|| text.of(tokens[at - 1].span));
        let after = tokens.get(at + 1).filter(|after| adjoining(at + 1) && is_name(after));
        let span = Span::new(token.span.start, token.span.start + name.len());
        let whole = name.len() == token.span.len()
            || text.of(token.span).ends_with("'s")
            || text.of(token.span).ends_with("’s");
        match before {
            Some(forename)
                if forenames.contains(forename) && !forenames.contains(name) && after.is_none()
                // It is named in full first, or else by its surname.
                && uses[name] == 1 =>
            {
                let full = Span::new(tokens[at - 1].span.start, span.end);
                people.insert(name, Person { full, alone: Vec::new() });
            }
            // The first word of a sentence, such as "But", is left out with forenames.
            Some(word) if word.starts_with(char::is_uppercase) && !TITLES.contains(&word) => {}
            _ if after.is_none() && whole => {
                if let Some(person) = people.get_mut(name) {
                    person.alone.push(span);
                }
            }
            _ => {}
        }
    }
    people.retain(|name, _| uses[name] >= FEWEST_MENTIONS);
    people
}

/// A word without its possessive ending.
fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Letters of the alphabet without accents, not all of them capitals.
fn is_plain_name(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphabetic()) && name.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// The name with one letter changed: half of the time another letter, else one dropped, doubled or swapped.
fn slip(name: &str, random: &mut Random) -> Option<String> {
    let mut letters: Vec<char> = name.chars().collect();
    let last = letters.len() - 1;
    match random.below(6) {
        0..=2 => {
            let at = random.below(letters.len());
            letters[at] = other_letter(letters[at], random)?;
        }
        3 => {
            // An ending dropped makes another form of the word.
            let at = 1 + random.below(last.checked_sub(1)?);
            if letters.len() > SHORTEST {
                letters.remove(at);
            }
        }
        4 => {
            let at = 1 + random.below(last.checked_sub(1)?);
            letters.insert(at, letters[at]);
        }
        _ => {
            let at = 1 + random.below(last.checked_sub(1)?);
            letters.swap(at, at + 1);
        }
    }
    let slip: String = letters.into_iter().collect();
    (slip != name).then_some(slip)
}

/// A vowel for a vowel, a consonant for a consonant, in the same case.
fn other_letter(letter: char, random: &mut Random) -> Option<char> {
    let vowels: &[char] = &['a', 'e', 'i', 'o', 'u'];
    let consonants: &[char] =
        &['b', 'c', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'w'];
    let small = letter.to_ascii_lowercase();
    let other = *random.pick(if vowels.contains(&small) { vowels } else { consonants })?;
    (other != small).then(|| if letter.is_ascii_uppercase() { other.to_ascii_uppercase() } else { other })
}
