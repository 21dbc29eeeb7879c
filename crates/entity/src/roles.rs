use onrecord_document::Span;

use crate::naming::Naming;
use crate::{Text, lexicon};

/// The roles printed beside a name: "Labour leader" before it, "the county engineer" after it, "R-IN" in brackets.
pub(crate) fn beside(text: Text<'_>, naming: &Naming) -> Vec<Span> {
    [before(text, naming), after(text, naming)].into_iter().flatten().collect()
}

/// Words that a role before a name may hold at most.
const LONGEST: usize = 7;

/// Before a name a role ends in its noun, and reaches back over the words that go with it.
fn before(text: Text<'_>, naming: &Naming) -> Option<Span> {
    let start = naming.start_of_titles(text);
    let last = start.checked_sub(1)?;
    let noun = text.lower(last);
    let is_one = lexicon::is_role(&noun) || (noun.len() > 4 && lexicon::is_role(noun.trim_end_matches('s')));
    if !is_one {
        return titles(text, naming, start);
    }
    Some(text.encoding.words().span_of(reach_back(text, last)..last + 1))
}

/// The first of the words that go with the role, or with the title, at a word: "New" of "New Fenland Gov.".
fn reach_back(text: Text<'_>, last: usize) -> usize {
    let mut first = last;
    for _ in 1..LONGEST {
        let Some(word) = first.checked_sub(1) else { break };
        let printed = text.word(word);
        let lower = text.lower(word);
        let belongs = printed.starts_with(char::is_uppercase)
            || lexicon::is_role(&lower)
            || printed == "-"
            || matches!(
                lower.as_str(),
                "former"
                    | "then"
                    | "ex"
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
            );
        let joined = text.span(word).end + 1 >= text.span(first).start;
        // A capital after a full stop is only the beginning of a sentence; "The" is no part of a role.
        if !belongs || !joined || lexicon::is_beginner(&lower) {
            break;
        }
        first = word;
    }
    first
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
        .then(|| text.encoding.words().span_of(reach_back(text, start)..naming.words.start))
}

/// After a name and a comma, "the county engineer" up to the next mark; after a bracket, what it holds.
fn after(text: Text<'_>, naming: &Naming) -> Option<Span> {
    let mark = naming.words.end;
    if mark + 1 >= text.len() {
        return None;
    }
    let bracket = match text.word(mark) {
        "," => false,
        "(" => true,
        _ => return None,
    };
    let mut first = mark + 1;
    let limit = (first + 2 * LONGEST).min(text.len());
    let end = (first..limit).find(|&word| {
        matches!(text.word(word), "," | "." | ";" | ":" | ")" | "(" | "”" | "\"" | "–" | "—")
    })?;
    if bracket {
        let words = text.encoding.words().span_of(first..end.max(first + 1));
        let is_label =
            text.word(end) == ")" && words.of(text.text).chars().filter(|c| c.is_uppercase()).count() > 0;
        return (is_label && words.len() <= 24).then_some(words);
    }
    if matches!(text.lower(first).as_str(), "the" | "a" | "an") {
        first += 1;
    }
    let head =
        (first..end).find(|&word| lexicon::is_after_head(&text.lower(word))).unwrap_or(end).checked_sub(1)?;
    (head >= first && lexicon::is_role(&text.lower(head))).then(|| text.encoding.words().span_of(first..end))
}
