use std::ops::Range;

use onrecord_document::{EntityKind, Span};

use crate::cast::Cast;
use crate::lexicon::{self, Pronoun};
use crate::naming::Naming;
use crate::{IS_MENTION, Text};

/// Of what form the words are that stand for a source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Phrase {
    /// One pronoun, at a word.
    Pronoun(Pronoun, usize),
    /// The name of a figure of the cast, with whatever stands around it; the word that heads it.
    Name { figure: usize, head: usize },
    /// Several, joined by "and".
    Joint(Vec<Span>),
    /// A noun phrase, its head at a word.
    Description { head: usize, definite: bool },
    /// Nothing that could be anyone.
    Nothing,
}

/// Reads the words of a source.
pub(crate) fn read(text: Text<'_>, cast: &Cast, source: Span) -> Phrase {
    let Headed { words, lower, head } = Headed::of(text, source);
    let Some(first) = lower.first() else { return Phrase::Nothing };
    if !lower.iter().any(|word| word.contains(char::is_alphanumeric)) {
        return Phrase::Nothing;
    }
    if lower.len() > 2 && lower.ends_with(&["of".to_owned(), "whom".to_owned()]) {
        return Phrase::Pronoun(Pronoun::Relative, words.start);
    }
    if let ("let", "s") = (first.as_str(), lower[lower.len() - 1].as_str()) {
        return Phrase::Pronoun(Pronoun::We, words.end - 1);
    }
    if let Some(found) = lexicon::pronoun(first)
        && stands_alone(&lower)
    {
        return match apposition(text, cast, words.clone(), head) {
            Some((figure, head)) => Phrase::Name { figure, head },
            None if found == Pronoun::Indefinite => {
                Phrase::Description { head: words.start, definite: false }
            }
            None => Phrase::Pronoun(found, words.start),
        };
    }
    let parts = conjuncts(text, words.clone());
    if parts.len() > 1 {
        if let Some(parts) = with_others(text, cast, &parts, head) {
            return Phrase::Joint(parts);
        }
        if is_joint(text, cast, &parts, head) {
            return Phrase::Joint(parts);
        }
    }
    if let Some(parts) = headline_pair(text, cast, words.clone()) {
        return Phrase::Joint(parts);
    }
    // "Ann Lee QC"
    let letters = head > words.start && lexicon::is_letters_after_a_name(text.word(head));
    let head = if letters && cast.named_at(head - 1).is_some() { head - 1 } else { head };
    if let Some(figure) = cast.named_at(head) {
        if cast.figures[figure].kind == EntityKind::Group && is_part_of_a_people(&lower, head - words.start) {
            return Phrase::Description { head, definite: DEFINITE.contains(&first.as_str()) };
        }
        return Phrase::Name { figure, head };
    }
    if let Some((figure, head)) = body_by_its_sort(text, cast, words.clone(), head) {
        return Phrase::Name { figure, head };
    }
    if let Some(named) = named_after_plural(text, cast, words.clone(), head) {
        return Phrase::Joint(named);
    }
    if let Some((figure, head)) = apposition(text, cast, words.clone(), head) {
        return Phrase::Name { figure, head };
    }
    let second = lower.get(1).is_some_and(|second| first == "all" && DEFINITE.contains(&second.as_str()));
    // "The lawyer and former mayor" is headed by the lawyer.
    let head = if is_of_two_roles(text, cast, &parts) { Headed::of(text, parts[0]).head } else { head };
    // "Labour said": one word in a capital that is no role may be a name that nobody knows.
    let is_name =
        || lower.len() == 1 && text.word(head).starts_with(char::is_uppercase) && !is_known_noun(first);
    let known = !is_name() || cast.is_part_of_a_name(first);
    Phrase::Description { head, definite: second || known && is_definite(first, &text.lower(head)) }
}

/// Whether a noun phrase means somebody who is known. One in the singular without an article is: headlines leave out
/// "the".
pub(crate) fn is_definite(first: &str, head: &str) -> bool {
    DEFINITE.contains(&first) || (!INDEFINITE.contains(&first) && !lexicon::is_plural(head))
}

fn is_known_noun(noun: &str) -> bool {
    lexicon::is_role(noun) || lexicon::is_body(noun) || lexicon::is_document(noun) || lexicon::is_place(noun)
}

const DEFINITE: [&str; 13] =
    ["the", "this", "that", "these", "those", "his", "her", "its", "their", "my", "our", "your", "both"];
const INDEFINITE: [&str; 16] = [
    "a", "an", "one", "another", "some", "any", "every", "each", "no", "many", "several", "most", "all",
    "other", "at", "more",
];

/// "Lee, Marr spar", "Lee, others vow", as headlines join two.
fn headline_pair(text: Text<'_>, cast: &Cast, words: Range<usize>) -> Option<Vec<Span>> {
    let mut commas = words.clone().filter(|&word| text.word(word) == ",");
    let comma = commas.next().filter(|_| commas.next().is_none())?;
    let whole = text.encoding.words().span_of(words.clone());
    let person = |part: Range<usize>| {
        let (figure, naming) = cast.naming_at(part.start)?;
        (naming.words.end == part.end && cast.is_person(figure)).then_some(())
    };
    person(words.start..comma)?;
    let others = comma + 2 == words.end && text.lower(comma + 1) == "others";
    (cast.is_in_headline(whole) && (others || person(comma + 1..words.end).is_some())).then(|| {
        vec![
            text.encoding.words().span_of(words.start..comma),
            text.encoding.words().span_of(comma + 1..words.end),
        ]
    })
}

/// Whether a phrase that the name of a people heads means some of them: "another Fenlander who prays here", "Fenlanders in the
/// capital". "The Dutch" are all.
fn is_part_of_a_people(lower: &[String], head: usize) -> bool {
    let one =
        |word: &String| matches!(word.as_str(), "this" | "a" | "an" | "another" | "every" | "each" | "one");
    if lexicon::is_plural(&lower[head]) {
        let next = lower.get(head + 1);
        return next
            .is_some_and(|word| lexicon::is_after_head(word) && word.starts_with(char::is_alphabetic));
    }
    lower[..head].iter().take(3).any(one)
}

/// "The Dray Air company": the body whose name stands before what it is.
fn body_by_its_sort(text: Text<'_>, cast: &Cast, words: Range<usize>, head: usize) -> Option<(usize, usize)> {
    const SORTS: &[&str] = &[
        "airline",
        "alliance",
        "brand",
        "chain",
        "channel",
        "company",
        "magazine",
        "movement",
        "network",
        "newspaper",
        "website",
    ];
    let sort = text.lower(head);
    // "The Fenham newspaper chain"
    let second = |word: &usize| words.contains(word) && SORTS.contains(&text.lower(*word).as_str());
    let first = head.checked_sub(1).filter(second).unwrap_or(head);
    let last = first.checked_sub(1).filter(|last| words.contains(last) && SORTS.contains(&sort.as_str()))?;
    let figure = cast.name_within(last..first)?;
    (cast.figures[figure].kind == EntityKind::Organization).then_some((figure, last))
}

/// "Two friends, Ann Lee and Bo Marr": whom the names after a plural name.
fn named_after_plural(text: Text<'_>, cast: &Cast, words: Range<usize>, head: usize) -> Option<Vec<Span>> {
    // "The two women injured, Ann Lee and Bo Marr"
    let ends_in_participle = text.lower(head).ends_with("ed") && head > words.start;
    let head = if ends_in_participle { head - 1 } else { head };
    let noun = text.lower(head);
    let plural = noun != "and" && lexicon::is_plural(&noun);
    let parts = |word: &usize| matches!(text.word(*word), "," | "-" | "–" | "—");
    // "Two members of the council from Fenham, Ann Lee and Bo Marr".
    let relative =
        |word: &usize| matches!(text.lower(*word).as_str(), "who" | "whom" | "whose" | "which" | "that");
    let mut mark = (head + 1..words.end).take_while(|word| !relative(word)).find(parts).filter(|_| plural)?;
    while mark + 1 < words.end && parts(&(mark + 1)) {
        mark += 1;
    }
    let named = conjuncts(text, mark + 1..words.end);
    let person = |part: &Span| begins_with_name(text, cast, *part);
    (named.len() > 1 && named.iter().all(person)).then_some(named)
}

/// "Ann Lee, head of the board, and other engineers", "Ann Lee, Bo Marr and others": who is named, and the others.
fn with_others(text: Text<'_>, cast: &Cast, parts: &[Span], head: usize) -> Option<Vec<Span>> {
    let (last, named) = parts.split_last()?;
    let first = text.lower(text.encoding.words().overlapping(*last).start);
    if !matches!(first.as_str(), "other" | "others")
        || text.lower(head) == "and"
        || !begins_with_name(text, cast, parts[0])
    {
        return None;
    }
    if named.iter().all(|part| begins_with_name(text, cast, *part)) {
        return Some(parts.to_vec());
    }
    Some(vec![named[0].cover(named[named.len() - 1]), *last])
}

/// Whether the parts of "A, B and C" speak together: the phrase is headed by its "and" and names somebody, or its first
/// and its last part each begin with a name, whatever else stands beside ("Ann Lee of Fenham and Bo Marr"). Not two roles of
/// one: "former prosecutor and Fenham Mayor Ann Lee".
fn is_joint(text: Text<'_>, cast: &Cast, parts: &[Span], head: usize) -> bool {
    let single =
        |part: &Span| matches!(read_single(text, cast, *part), Phrase::Name { .. } | Phrase::Pronoun(..));
    if text.lower(head) != "and" {
        return parts.iter().all(|part| begins_with_name(text, cast, *part)) || is_list(text, cast, parts);
    }
    if is_of_two_roles(text, cast, parts) {
        return false;
    }
    let is_mention = |part: &Span| {
        let head = Headed::of(text, *part).head;
        text.encoding.mention(head).iter().sum::<f32>() > IS_MENTION
    };
    parts.iter().any(single)
        || parts.iter().all(|part| is_mention(part) || single(part))
        || parts[1..].iter().all(|part| begins_definite(text, *part))
}

/// "The family, protesters and clergymen": several, none of whom is named, and not what one is.
fn is_list(text: Text<'_>, cast: &Cast, parts: &[Span]) -> bool {
    let is_plural = |part: &Span| lexicon::is_plural(&text.lower(Headed::of(text, *part).head));
    parts.len() > 2
        && !begins_with_name(text, cast, parts[0])
        && parts[1..].iter().all(|part| is_plural(part) || begins_definite(text, *part))
}

fn begins_definite(text: Text<'_>, part: Span) -> bool {
    Headed::of(text, part).lower.first().is_some_and(|first| DEFINITE.contains(&first.as_str()))
}

/// Whether two parts are what one is: "former prosecutor and Fenham Mayor Ann Lee", "the lawyer and former mayor"; not "the
/// mother and daughter".
fn is_of_two_roles(text: Text<'_>, cast: &Cast, parts: &[Span]) -> bool {
    let &[one, other] = parts else { return false };
    let bare = Headed::of(text, other).words;
    let is_bare_name = cast.naming_at(bare.start).is_some_and(|(_, naming)| naming.words.end == bare.end);
    if has_only_role(text, cast, one) && !is_bare_name {
        return true;
    }
    let Headed { lower, head, .. } = Headed::of(text, one);
    let the = lower.first().is_some_and(|first| matches!(first.as_str(), "the" | "a" | "an"));
    let noun = text.lower(head);
    let is_role = lexicon::is_role(&noun) && !lexicon::is_relative(&noun) && cast.named_at(head).is_none();
    the && is_role && has_only_role(text, cast, other)
}

/// Whether a phrase is a role without an article or a name: "former prosecutor".
fn has_only_role(text: Text<'_>, cast: &Cast, part: Span) -> bool {
    let Headed { words, lower, head } = Headed::of(text, part);
    let is_bare = lower
        .first()
        .is_some_and(|first| !DEFINITE.contains(&first.as_str()) && !INDEFINITE.contains(&first.as_str()));
    let named = words
        .clone()
        .any(|word| cast.naming_at(word).is_some_and(|(_, naming)| naming.words.contains(&head)));
    is_bare && !named && head + 1 == words.end && lexicon::is_role(&text.lower(head))
}

/// Whether a phrase is headed by a name that nothing but its titles stands before.
fn begins_with_name(text: Text<'_>, cast: &Cast, part: Span) -> bool {
    let Headed { words, head, .. } = Headed::of(text, part);
    let mut named = words.clone().filter_map(|word| cast.naming_at(word));
    named.find(|(_, naming)| naming.words.contains(&head)).is_some_and(|(_, naming)| {
        let before = words.start..naming.start_of_titles(text).max(words.start);
        !before.clone().any(|word| lexicon::is_after_head(&text.lower(word)))
    })
}

/// Reads a part of which it is known that nothing is joined in it.
fn read_single(text: Text<'_>, cast: &Cast, part: Span) -> Phrase {
    let Headed { words, lower, head } = Headed::of(text, part);
    match (cast.named_at(head), lower.first().and_then(|first| lexicon::pronoun(first))) {
        (Some(figure), _) => Phrase::Name { figure, head },
        (None, Some(pronoun)) if lower.len() == 1 => Phrase::Pronoun(pronoun, words.start),
        _ => Phrase::Nothing,
    }
}

/// The words of a noun phrase, and the one that heads it.
struct Headed {
    words: Range<usize>,
    /// In small letters.
    lower: Vec<String>,
    head: usize,
}

impl Headed {
    fn of(text: Text<'_>, phrase: Span) -> Headed {
        let mut words = text.encoding.words().overlapping(phrase);
        let mut lower: Vec<String> = words.clone().map(|word| text.lower(word)).collect();
        // "Lee herself"
        if lower.len() > 1 && lower.last().is_some_and(|last| last.ends_with("self") || last == "themselves")
        {
            lower.pop();
            words.end -= 1;
        }
        let head = words.start + head_of(&lower);
        Headed { words, lower, head }
    }
}

/// A pronoun is the whole source, or has nothing after it but a clause: "he", "they all", "those who left".
fn stands_alone(lower: &[String]) -> bool {
    const POSSESSIVE: [&str; 7] = ["his", "her", "its", "their", "my", "our", "your"];
    const DETERMINER: [&str; 12] =
        ["this", "that", "these", "those", "some", "many", "few", "most", "all", "both", "one", "which"];
    let Some(second) = lower.get(1) else { return true };
    if POSSESSIVE.contains(&lower[0].as_str()) || DETERMINER.contains(&lower[0].as_str()) {
        return matches!(second.as_str(), "," | "who" | "of") && lower[0] != "that";
    }
    matches!(
        second.as_str(),
        "," | "himself" | "herself" | "themselves" | "all" | "both" | "also" | "further" | "’" | "'" | "who"
    )
}

/// Index of the head among the words of a noun phrase, in small letters: the last word before a preposition, a
/// relative clause or a comma; "and" where two are joined. `head_of` in `training/onrecord_training/coreference.py` is
/// its twin.
pub(crate) fn head_of(lower: &[String]) -> usize {
    let alphanumeric = |word: &String| word.starts_with(char::is_alphanumeric);
    let dash = |i: usize| lower[i] == "-" && lower.get(i + 1).is_some_and(|next| next == "-");
    let digit = |word: &String| word.starts_with(|c: char| c.is_ascii_digit());
    // "43,000 voters"
    let in_number = |i: usize| lower[i] == "," && digit(&lower[i - 1]) && lower.get(i + 1).is_some_and(digit);
    let ends = |&i: &usize| (lexicon::is_after_head(&lower[i]) && !in_number(i)) || dash(i);
    let mut end = (1..lower.len()).find(ends).unwrap_or(lower.len());
    while end > 1 && !alphanumeric(&lower[end - 1]) {
        end -= 1;
    }
    if end > 1 && lower[end - 1] == "s" && matches!(lower[end - 2].as_str(), "'" | "’") {
        end = (end - 2).max(1);
    }
    if let Some(and) = (1..end.saturating_sub(1)).find(|&i| lower[i] == "and") {
        return and;
    }
    end.saturating_sub(1)
}

/// The parts of "A, B and C", what stands in brackets aside; one part where there is no "and". Examples aren't parts: "many,
/// including A and B".
fn conjuncts(text: Text<'_>, mut words: Range<usize>) -> Vec<Span> {
    let is_example = |&word: &usize| matches!(text.lower(word).as_str(), "including" | "notably");
    words.end = words.clone().find(is_example).unwrap_or(words.end);
    // "Neither Lee nor Marr"
    let neither = text.lower(words.start) == "neither";
    words.start += usize::from(neither && words.len() > 1);
    let mut parts = Vec::new();
    let (mut start, mut depth, mut joined) = (words.start, 0usize, false);
    for word in words.clone().chain(std::iter::once(words.end)) {
        let lower = if word == words.end { ",".to_owned() } else { text.lower(word) };
        match lower.as_str() {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let and = matches!(lower.as_str(), "and" | "&") || lower == "nor" && neither;
        if word == words.end || (depth == 0 && (and || lower == ",")) {
            // "A and B, the two of them": what follows the last describes; "A and B, and C" goes on.
            let goes_on = word + 1 < words.end && text.lower(word + 1) == "and";
            if joined && !and && !goes_on && word != words.end {
                parts.push(text.encoding.words().span_of(start..word));
                return parts;
            }
            joined |= and;
            let part = start..word;
            if !part.is_empty()
                && !lexicon::is_party_label(text.encoding.words().span_of(part.clone()).of(text.text))
            {
                parts.push(text.encoding.words().span_of(part));
            }
            start = word + 1;
        }
    }
    if joined { parts } else { vec![text.encoding.words().span_of(words)] }
}

/// The name beside a description: "a former aide, Ann Lee," and "Mayor of Fenham Ann Lee"; "another airline, Dray Air".
fn apposition(text: Text<'_>, cast: &Cast, words: Range<usize>, head: usize) -> Option<(usize, usize)> {
    let noun = text.lower(head);
    let is_body = lexicon::is_body(&noun) || lexicon::is_relation(&noun);
    // "A member who backs Ann Lee", "friends of her rival, Ann Lee": somebody else.
    let relative =
        |word: usize| matches!(text.lower(word).as_str(), "who" | "whom" | "whose" | "which" | "that");
    let several = noun != "and" && lexicon::is_plural(&noun);
    let (figure, naming) =
        (head + 1..words.end).filter_map(|word| cast.naming_at(word)).find(|(figure, naming)| {
            let Some(before) = naming.word_before(text) else { return false };
            let after_comma = naming.start_of_titles(text) > head && begins_apposition(text, head, naming);
            // "Mayor of Fenham Ann Lee", but not "a panel of reporters led by Fenham's Ann Lee".
            let belongs = |word: usize| {
                let printed = text.word(word);
                !printed.starts_with(char::is_lowercase)
                    || matches!(printed, "of" | "for" | "the")
                    || lexicon::is_role(printed)
            };
            let runs_on = before.starts_with(char::is_alphanumeric)
                && !lexicon::is_after_head(&before)
                && (head + 1..naming.start_of_titles(text)).all(belongs);
            let is_last = naming.words.end >= words.end;
            naming.words.start > head
                && !several
                && !(head + 1..naming.words.start).any(relative)
                && match cast.figures[*figure].kind {
                    EntityKind::Person => after_comma || (is_last && runs_on),
                    EntityKind::Organization => is_body && after_comma,
                    _ => false,
                }
        })?;
    Some((figure, naming.head))
}

/// Whether nothing stands between a comma after the head and a name but the name's role: ", Fenham Gov. Ann Lee".
fn begins_apposition(text: Text<'_>, head: usize, naming: &Naming) -> bool {
    (head + 1..naming.start_of_titles(text))
        .rev()
        .take(8)
        .find_map(|word| match text.word(word) {
            "," | "-" | "–" | "—" => Some(true),
            other => {
                let belongs = other.starts_with(char::is_uppercase)
                    || matches!(other, "." | "state" | "former" | "retired")
                    || lexicon::is_role(&other.to_lowercase());
                (!belongs).then_some(false)
            }
        })
        .unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_as_the_training_finds_them() {
        for (phrase, head) in [
            ("the 85 - year - old lifelong socialist", "socialist"),
            ("tomas reyes , the county engineer", "reyes"),
            ("a spokesman for the campaign", "spokesman"),
            ("lee ' s campaign", "campaign"),
            ("the council ' s", "council"),
            ("lee and moor", "and"),
            ("almost 43 , 000 voters in fenham", "voters"),
            ("he", "he"),
            ("university of fenham", "university"),
        ] {
            let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
            assert_eq!(words[head_of(&words)], head, "{phrase}");
        }
    }
}
