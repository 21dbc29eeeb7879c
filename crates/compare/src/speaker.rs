use onrecord_document::{Annotations, Attribution, Document, Form};

/// What a speaker is called: the name of the entity that it leads to, else the words of the source.
pub fn speaker_name<'a>(
    document: &'a Document,
    annotations: &'a Annotations,
    attribution: &Attribution,
) -> Option<&'a str> {
    let entity = attribution.speaker.and_then(|speaker| annotations.entities.get(speaker.entity));
    let named = entity.filter(|entity| entity.mentions.iter().any(|mention| mention.form == Form::Name));
    match named {
        Some(entity) => Some(entity.name.as_str()),
        None => attribution.source.map(|source| source.of(&document.text)),
    }
}

/// Whether two names may be one speaker's: `None` where that can't be told, as of a pronoun or a description.
pub fn same_speaker(a: &str, b: &str) -> Option<bool> {
    let (a, b) = (surname(a)?, surname(b)?);
    Some(a == b)
}

/// The last word with a capital of the first name in it, in small letters: `MARTA QUILL`, `Mayor Marta Quill`, `Quill, of the council`.
fn surname(name: &str) -> Option<String> {
    const NO_NAMES: &[&str] = &[
        "he", "she", "they", "it", "we", "i", "you", "who", "the", "a", "an", "this", "that", "some", "his",
        "her", "their", "its", "one", "both", "another", "many",
    ];
    let head = name.split([',', '(', ':', ';']).next()?.split(" of ").next()?;
    let mut words = head
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '’' | '\''))
        .filter(|word| !word.is_empty());
    let first = words.clone().next()?;
    if NO_NAMES.contains(&first.to_lowercase().as_str()) {
        return None;
    }
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let last = words.rfind(capital)?;
    let last = last.trim_end_matches("’s").trim_end_matches("'s");
    Some(last.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_last_word() {
        assert_eq!(same_speaker("Mayor Marta Quill", "QUILL"), Some(true));
        assert_eq!(same_speaker("Marta Quill, of the council", "Bo Ferris"), Some(false));
        assert_eq!(same_speaker("she", "Bo Ferris"), None);
        assert_eq!(same_speaker("the mayor", "Bo Ferris"), None);
    }
}
