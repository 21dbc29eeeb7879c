use crate::text::{Range, Text, words_of};

/// Whether a prediction names the gold source: its source touches the head word, or, where the head is a name,
/// its words or its speaker's name hold that name. Without a gold source, none must be predicted.
pub(crate) fn source_right(text: &Text, gold: &[Range], source: &[Range], speaker: Option<&str>) -> bool {
    let speaker = speaker.unwrap_or_default();
    let is_predicted = !source.is_empty() || !speaker.is_empty();
    let Some(&first) = gold.first() else { return !is_predicted };
    if !is_predicted {
        return false;
    }
    let Some(head) = head_word(text, first) else { return false };
    let (start, end) = text.words()[head];
    if source.iter().any(|range| range.0 < end && start < range.1) {
        return true;
    }
    let head = text.word(head);
    let head = without_possessive(&head);
    if !head.starts_with(char::is_uppercase) || PRONOUNS.contains(&head.to_lowercase().as_str()) {
        return false;
    }
    let said: Vec<char> = format!("{} {speaker}", text.join(source)).chars().collect();
    words_of(&said).into_iter().any(|(start, end)| {
        let word: String = said[start..end].iter().collect();
        without_possessive(&word).to_lowercase() == head.to_lowercase()
    })
}

/// The last word of the first noun phrase: before a comma, a bracket, a dash, or a word that leads on.
fn head_word(text: &Text, source: Range) -> Option<usize> {
    let words = text.words_in(&[source]);
    let mut head = *words.first()?;
    for &word in words.iter().skip(1) {
        let gap = text.characters(text.words()[word - 1].1, text.words()[word].0);
        let leads_on = LEADING_ON.contains(&text.word(word).to_lowercase().as_str());
        if leads_on || gap.iter().any(|c| matches!(c, ',' | '(' | '[' | ';' | ':' | '–' | '—')) {
            break;
        }
        head = word;
    }
    Some(head)
}

fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word)
}

const PRONOUNS: &[&str] = &[
    "i",
    "you",
    "he",
    "she",
    "it",
    "we",
    "they",
    "him",
    "her",
    "them",
    "us",
    "me",
    "who",
    "which",
    "that",
    "this",
    "these",
    "those",
    "one",
    "some",
    "others",
    "many",
    "most",
    "himself",
    "herself",
    "themselves",
];

/// Words that end the head of a noun phrase: "a spokesman for ...", "some who ...".
const LEADING_ON: &[&str] = &[
    "of",
    "for",
    "in",
    "at",
    "from",
    "with",
    "who",
    "which",
    "that",
    "to",
    "on",
    "by",
    "about",
    "as",
    "whose",
    "whom",
    "among",
    "near",
    "inside",
    "within",
    "including",
    "like",
    "between",
    "against",
    "under",
    "over",
    "familiar",
    "close",
    "said",
];

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "Mr Orme, a baker, said so. A spokesman for Orme's shop agreed; she left.";

    fn at(words: &str) -> Vec<Range> {
        let start = STORY.find(words).unwrap();
        vec![(start, start + words.len())]
    }

    fn right(gold: &str, source: &str, speaker: Option<&str>) -> bool {
        let of = |words: &str| if words.is_empty() { Vec::new() } else { at(words) };
        source_right(&Text::new(STORY), &of(gold), &of(source), speaker)
    }

    #[test]
    fn the_head_word_decides() {
        assert!(right("Mr Orme, a baker,", "Orme", None));
        assert!(!right("Mr Orme, a baker,", "baker", None));
        assert!(right("A spokesman for Orme's shop", "spokesman", None));
        assert!(!right("A spokesman for Orme's shop", "shop", None));
    }

    #[test]
    fn a_name_may_stand_elsewhere() {
        assert!(right("Mr Orme, a baker,", "", Some("Ida Orme")));
        assert!(right("Mr Orme, a baker,", "Orme's shop", None));
        assert!(!right("she", "", Some("she")));
        assert!(!right("A spokesman for Orme's shop", "", Some("the spokesman")));
    }

    #[test]
    fn no_source_wants_none() {
        assert!(right("", "", None));
        assert!(right("", "", Some("")));
        assert!(!right("", "", Some("Ida Orme")));
        assert!(!right("she", "", None));
    }
}
