use std::ops::Range;

use onrecord_document::Span;

use crate::cast::Cast;
use crate::lexicon::{self, Pronoun};
use crate::{Text, naming};

/// Of what form the words are that stand for a source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Phrase {
    /// One pronoun, at a word.
    Pronoun(Pronoun, usize),
    /// The name of a figure of the cast, with whatever stands around it.
    Name(usize),
    /// Several, joined by "and".
    Joint(Vec<Span>),
    /// A noun phrase, its head at a word.
    Description { head: usize, definite: bool },
    /// Nothing that could be anyone.
    Nothing,
}

/// Reads the words of a source.
pub(crate) fn read(text: Text<'_>, cast: &Cast, source: Span) -> Phrase {
    let words = text.encoding.words().overlapping(source);
    let lower: Vec<String> = words.clone().map(|word| text.lower(word)).collect();
    let Some(first) = lower.first() else { return Phrase::Nothing };
    if !lower.iter().any(|word| word.contains(char::is_alphanumeric)) {
        return Phrase::Nothing;
    }
    if let Some(found) = lexicon::pronoun(first)
        && stands_alone(&lower)
    {
        return Phrase::Pronoun(found, words.start);
    }
    let head = words.start + head_of(&lower);
    if text.lower(head) == "and" {
        let parts = conjuncts(text, words.clone());
        if parts.iter().any(|&part| !matches!(read(text, cast, part), Phrase::Description { .. } | Phrase::Nothing)) {
            return Phrase::Joint(parts);
        }
    }
    if let Some(figure) = cast.named_at(head) {
        return Phrase::Name(figure);
    }
    if let Some(figure) = apposition(text, cast, words.clone(), head) {
        return Phrase::Name(figure);
    }
    let definite = matches!(
        first.as_str(),
        "the" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their" | "my" | "our" | "your"
    );
    Phrase::Description { head, definite }
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
    matches!(second.as_str(), "," | "himself" | "herself" | "themselves" | "all" | "both" | "also" | "’" | "'" | "who")
}

/// Index of the head among the words of a noun phrase, in small letters: the last word before a preposition, a
/// relative clause or a comma; "and" where two are joined. `head_of` in `training/onrecord_training/coreference.py` is
/// its twin.
pub(crate) fn head_of(lower: &[String]) -> usize {
    let alphanumeric = |word: &String| word.starts_with(char::is_alphanumeric);
    let mut end = (1..lower.len()).find(|&i| lexicon::is_after_head(&lower[i])).unwrap_or(lower.len());
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

/// The parts of "A, B and C".
fn conjuncts(text: Text<'_>, words: Range<usize>) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = words.start;
    for word in words.clone().chain(std::iter::once(words.end)) {
        let cut = word == words.end || matches!(text.lower(word).as_str(), "and" | "," | "&");
        if cut {
            if start < word {
                parts.push(text.encoding.words().span_of(start..word));
            }
            start = word + 1;
        }
    }
    parts
}

/// The name beside a description: "a former aide, Ann Lee," and "Mayor of Fenham Ann Lee".
fn apposition(text: Text<'_>, cast: &Cast, words: Range<usize>, head: usize) -> Option<usize> {
    (head + 1..words.end).filter_map(|word| cast.naming_at(word).map(|n| (word, n))).find_map(|(_, (figure, naming))| {
        let is_person = cast.is_person(figure);
        let before = naming::Naming::word_before(naming, text)?;
        let after_comma = before == "," && naming.start_of_titles(text) > head;
        let last = naming.words.end >= words.end;
        let runs_on = before.starts_with(char::is_alphanumeric) && !lexicon::is_after_head(&before) && before != "and";
        (is_person && naming.words.start > head && (after_comma || (last && runs_on))).then_some(figure)
    })
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
            ("he", "he"),
            ("university of fenham", "university"),
        ] {
            let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
            assert_eq!(words[head_of(&words)], head, "{phrase}");
        }
    }
}
