use std::collections::BTreeMap;

use crate::text::one_line;
use crate::{AttributionRecord, DocumentRecord};

/// In which order a list has the statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// As they stand in the text.
    #[default]
    Text,
    /// Under those who make them: who has most words first.
    Speaker,
}

impl By {
    /// Indexes into [`DocumentRecord::attributions`] in this order.
    pub(crate) fn order(self, record: &DocumentRecord) -> Vec<usize> {
        match self {
            By::Text => (0..record.attributions.len()).collect(),
            By::Speaker => voices(record).into_iter().flat_map(|voice| voice.statements).collect(),
        }
    }
}

/// One of those who speak in a document, and what is theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Voice {
    /// The entity's name, or the source's words, or what stands for those who aren't known.
    pub(crate) name: String,
    /// Whether anybody in particular is meant: then the voice has a colour of its own.
    pub(crate) is_known: bool,
    /// The first role printed beside the name.
    pub(crate) role: Option<String>,
    /// Indexes into [`DocumentRecord::attributions`].
    pub(crate) statements: Vec<usize>,
    /// Words in the contents.
    pub(crate) words: usize,
    key: Key,
}

/// What makes two statements one voice's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Entity(usize),
    Words(String),
}

/// Who speaks in a document: those with most words first, then in order of appearance.
pub(crate) fn voices(record: &DocumentRecord) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    let mut index: BTreeMap<Key, usize> = BTreeMap::new();
    for (at, attribution) in record.attributions.iter().enumerate() {
        let voice = voice(record, attribution);
        let place = *index.entry(voice.key.clone()).or_insert(voices.len());
        if place == voices.len() {
            voices.push(voice);
        }
        voices[place].statements.push(at);
        voices[place].words +=
            attribution.content.iter().map(|piece| piece.text.split_whitespace().count()).sum::<usize>();
    }
    voices.sort_by_key(|voice| std::cmp::Reverse(voice.words));
    voices
}

/// For each attribution, the place of its voice among those of the document.
pub(crate) fn voice_of_each(record: &DocumentRecord, voices: &[Voice]) -> Vec<usize> {
    let mut of_each = vec![0; record.attributions.len()];
    for (place, voice) in voices.iter().enumerate() {
        voice.statements.iter().for_each(|&at| of_each[at] = place);
    }
    of_each
}

fn voice(record: &DocumentRecord, attribution: &AttributionRecord) -> Voice {
    let speaking = record.speaking(attribution);
    let (name, is_known) = match (speaking, &attribution.source) {
        (Some(entity), _) => (one_line(&entity.name), true),
        (None, Some(source)) if is_pronoun(&source.text) => (UNKNOWN.to_owned(), false),
        (None, Some(source)) => (one_line(&source.text), true),
        (None, None) => (NOBODY.to_owned(), false),
    };
    let key = speaking.map_or_else(|| Key::Words(name.to_lowercase()), |entity| Key::Entity(entity.id));
    let role = speaking.and_then(|entity| entity.roles.first()).map(|role| one_line(&role.text));
    Voice { name, is_known, role, statements: Vec::new(), words: 0, key }
}

/// Heads statements without a source.
pub(crate) const NOBODY: &str = "Nobody named";
/// Heads statements whose source is a pronoun that isn't settled: it may be a different "he" each time.
const UNKNOWN: &str = "Not known who";

fn is_pronoun(words: &str) -> bool {
    const PRONOUNS: [&str; 12] =
        ["he", "her", "him", "his", "i", "it", "she", "they", "this", "we", "who", "you"];
    PRONOUNS.iter().any(|pronoun| words.eq_ignore_ascii_case(pronoun))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn voices_gather_what_is_theirs() {
        let (document, mut annotations) = samples::report();
        let voices_of = |annotations: &onrecord_document::Annotations| -> Vec<(String, Vec<usize>)> {
            let record = DocumentRecord::new(&document, annotations, "test");
            voices(&record).into_iter().map(|voice| (voice.name, voice.statements)).collect()
        };
        let voices = voices_of(&annotations);
        assert_eq!(voices[0], ("Tessa Marl".into(), vec![0, 1, 2, 3, 4]));
        assert!(voices.contains(&(NOBODY.into(), vec![8])));
        assert_eq!(voices.len(), 5);

        for attribution in &mut annotations.attributions {
            attribution.speaker = None;
        }
        let voices = voices_of(&annotations);
        assert!(voices.contains(&("The 71-year-old".into(), vec![1, 2])));
        assert!(voices.contains(&(UNKNOWN.into(), vec![3])));
    }
}
