use onrecord_document::Span;
use onrecord_encoder::NameKind;

use crate::naming::Naming;
use crate::{Text, lexicon};

/// The roles printed beside a name: "Labour leader" before it, "the county engineer" after it, "R-IN" in brackets.
pub(crate) fn beside(text: Text<'_>, naming: &Naming) -> Vec<Span> {
    [before(text, naming), after(text, naming)].into_iter().flatten().collect()
}

/// The word that heads a role: "mayor" of "former mayor of Kell"; none of "R-IN".
pub(crate) fn head(text: Text<'_>, role: Span) -> Option<usize> {
    let mut words = text.encoding.words().overlapping(role);
    let after = words.clone().skip(1).find(|&word| lexicon::is_after_head(&text.lower(word)));
    words.end = after.unwrap_or(words.end);
    words.next_back().filter(|&head| {
        let noun = text.lower(head);
        lexicon::is_role(&noun)
            || lexicon::is_title(&noun)
            || lexicon::is_body(&noun)
            || lexicon::is_relation(&noun)
    })
}

/// Whether a role is held no more: "former mayor".
pub(crate) fn is_former(text: Text<'_>, role: Span) -> bool {
    has_one_of(text, role, &["former", "ex", "then", "late"])
}

/// Whether a role is held only in part: "vice president".
pub(crate) fn is_minor(text: Text<'_>, role: Span) -> bool {
    has_one_of(text, role, &["vice", "deputy", "acting", "assistant", "co"])
}

fn has_one_of(text: Text<'_>, role: Span, words: &[&str]) -> bool {
    text.encoding.words().overlapping(role).any(|word| words.contains(&text.lower(word).as_str()))
}

/// Words that a role before a name may hold at most.
const LONGEST: usize = 7;

/// Before a name a role ends in its noun, and reaches back over the words that go with it: "county engineer Bo Marrick",
/// "the board's chief executive, Bo Marrick", "President of the Fenland Guild Bo Marrick".
fn before(text: Text<'_>, naming: &Naming) -> Option<Span> {
    let start = naming.start_of_titles(text);
    noun_before(text, naming, start).or_else(|| titles(text, naming, start))
}

fn noun_before(text: Text<'_>, naming: &Naming, start: usize) -> Option<Span> {
    let last = start.checked_sub(1).filter(|&last| !text.is_parted(last, start))?;
    let comma = text.word(last) == "," && is_set_off(text, naming);
    let last = if comma { last.checked_sub(1)? } else { last };
    let noun = match naming.kind {
        kind if is_noun(text, kind, last) => last,
        NameKind::Person => noun_of(text, last)?,
        _ => return None,
    };
    let first = reach_back(text, naming.kind, noun);
    (!comma || !is_predicate(text, first)).then(|| text.encoding.words().span_of(first..last + 1))
}

/// Whether what begins at a word is said of somebody before it: "When Lee was the council leader, Marsh …".
fn is_predicate(text: Text<'_>, first: usize) -> bool {
    const LINKS: &[&str] = &[
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "being",
        "as",
        "became",
        "become",
        "becoming",
        "named",
        "elected",
        "appointed",
        "made",
        "remained",
    ];
    let before = (0..first).rev().take(LONGEST).map(|word| text.lower(word));
    let mut ends = before.filter_map(|word| {
        let is_link = LINKS.contains(&word.as_str());
        let is_end = matches!(word.as_str(), "by" | "and" | "but" | "when") || lexicon::is_after_head(&word);
        (is_link || is_end || !word.starts_with(char::is_alphabetic)).then_some(is_link)
    });
    ends.next().unwrap_or(false)
}

/// Whether a word is what somebody, or a body, of this kind may be. The Air Force isn't a force by the name of Air.
fn is_noun(text: Text<'_>, kind: NameKind, word: usize) -> bool {
    let noun = text.lower(word);
    match kind {
        NameKind::Organization => {
            noun == text.word(word) && (lexicon::is_body(&noun) || lexicon::is_relation(&noun))
        }
        _ => lexicon::is_role(&noun) || (noun.len() > 4 && lexicon::is_role(noun.trim_end_matches('s'))),
    }
}

/// Whether a name stands between two commas, or ends its sentence after one.
fn is_set_off(text: Text<'_>, naming: &Naming) -> bool {
    let next = naming.words.end;
    next >= text.len() || matches!(text.word(next), "," | "." | ")" | ";" | "(")
}

/// The noun of "president of the Fenland Guild" and "attorney for Ann Lee", where the name after the preposition ends at a word.
fn noun_of(text: Text<'_>, last: usize) -> Option<usize> {
    let begins = |word: usize| text.word(word).starts_with(char::is_uppercase);
    let before = |word: &usize| {
        begins(*word) || matches!(text.word(*word), "the" | "and" | "of" | "for" | "staff" | "state")
    };
    let preposition = (0..last)
        .rev()
        .take(LONGEST)
        .take_while(|word| before(word) && !text.is_parted(*word, word + 1))
        .find(|&word| matches!(text.word(word), "of" | "for"))?;
    let noun = preposition.checked_sub(1)?;
    let named = begins(last) || matches!(text.word(last), "staff" | "state");
    (named && is_noun(text, NameKind::Person, noun)).then_some(noun)
}

/// The first of the words that go with the role, or with the title, at a word: "New" of "New Fenland Gov.".
fn reach_back(text: Text<'_>, kind: NameKind, last: usize) -> usize {
    let joined = |word: usize, next: usize| {
        text.span(word).end + 1 >= text.span(next).start && !text.is_parted(word, next)
    };
    let mut first = last;
    for _ in 1..LONGEST {
        let Some(word) = first.checked_sub(1) else { break };
        let printed = text.word(word);
        let lower = text.lower(word);
        let owner = first
            .checked_sub(3)
            .filter(|&owner| text.is_possessive(word) && text.word(owner).starts_with(char::is_uppercase));
        if let Some(owner) = owner
            && joined(word, first)
            && !lexicon::is_beginner(&text.lower(owner))
        {
            first = owner;
            continue;
        }
        let belongs = printed.starts_with(char::is_uppercase)
            || is_noun(text, kind, word)
            || printed == "-"
            || (lower == "and" && word > 0 && is_noun(text, kind, word - 1))
            || listed_before(&lower);
        // A capital after a full stop is only the beginning of a sentence; "The" is no part of a role.
        if !belongs || !joined(word, first) || lexicon::is_beginner(&lower) {
            break;
        }
        first = word;
    }
    first
}

/// Words that stand before the noun of a role, in small letters.
fn listed_before(word: &str) -> bool {
    matches!(
        word,
        "former"
            | "then"
            | "ex"
            | "co"
            | "vice"
            | "deputy"
            | "acting"
            | "senior"
            | "presidential"
            | "campaign"
            | "party"
            | "prime"
            | "chief"
            | "police"
            | "foreign"
            | "national"
            | "local"
            | "veteran"
            | "communications"
            | "press"
            | "state"
            | "aircraft"
            | "car"
            | "auto"
            | "automobile"
            | "electronics"
            | "flag"
            | "flagship"
            | "parent"
            | "news"
            | "oil"
            | "energy"
            | "drug"
            | "software"
            | "computer"
            | "research"
            | "think"
    )
}

/// Titles that are offices: "Gov.", "President"; courtesy is none.
fn titles(text: Text<'_>, naming: &Naming, start: usize) -> Option<Span> {
    let office = |title: &String| {
        !matches!(
            title.as_str(),
            "mr" | "mrs"
                | "ms"
                | "miss"
                | "mx"
                | "dr"
                | "sir"
                | "dame"
                | "lord"
                | "lady"
                | "first"
                | "hon"
                | "honorable"
                | "honourable"
        )
    };
    (naming.titles.iter().any(office) && start < naming.words.start)
        .then(|| text.encoding.words().span_of(reach_back(text, naming.kind, start)..naming.words.start))
}

/// After a name and a comma, "the county engineer" up to the next mark; after a bracket, what it holds.
fn after(text: Text<'_>, naming: &Naming) -> Option<Span> {
    let mark = naming.words.end;
    if mark + 1 >= text.len() {
        return None;
    }
    let bracket = match text.word(mark) {
        "," => false,
        // What a body has in brackets is its acronym.
        "(" if naming.kind != NameKind::Organization => true,
        _ => return None,
    };
    let mut first = mark + 1;
    let limit = (first + 2 * LONGEST).min(text.len());
    let end = (first..limit).find(|&word| ends_role(text, word))?;
    if bracket {
        let words = text.encoding.words().span_of(first..end.max(first + 1));
        let is_label =
            text.word(end) == ")" && words.of(text.text).chars().filter(|c| c.is_uppercase()).count() > 0;
        return (is_label && words.len() <= 24).then_some(words);
    }
    let owned = (first + 1..end).any(|word| text.is_possessive(word));
    match text.lower(first).as_str() {
        "the" | "a" | "an" | "his" | "her" | "its" | "their" => first += 1,
        "and" | "or" | "but" => return None,
        _ if naming.kind == NameKind::Organization && !owned => return None,
        _ => {}
    }
    let head =
        (first..end).find(|&word| lexicon::is_after_head(&text.lower(word))).unwrap_or(end).checked_sub(1)?;
    (head >= first && is_noun(text, naming.kind, head)).then(|| text.encoding.words().span_of(first..end))
}

/// Whether a role after a name has ended before a word: with a mark that isn't an abbreviation's, with a clause, or where it says
/// what is said.
fn ends_role(text: Text<'_>, word: usize) -> bool {
    match text.lower(word).as_str() {
        "." => {
            let last = text.lower(word - 1);
            last.chars().count() > 1 && !lexicon::is_title(&last)
        }
        "," | ";" | ":" | ")" | "(" | "”" | "\"" | "–" | "—" => true,
        "who" | "whom" | "whose" | "which" | "that" | "said" | "says" | "told" => true,
        _ => false,
    }
}
