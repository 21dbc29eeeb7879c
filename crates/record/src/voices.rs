use crate::DocumentRecord;
use crate::text::one_line;

/// One of those who speak in a document, and what is theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Voice {
    /// The entity's name, or the source's words, or what stands for those who aren't known.
    pub(crate) name: String,
    /// Indexes into [`DocumentRecord::attributions`].
    pub(crate) statements: Vec<usize>,
    /// Words in the contents.
    pub(crate) words: usize,
}

/// Who speaks in a document: those with most words first, then in order of appearance.
pub(crate) fn voices(record: &DocumentRecord) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    for (at, attribution) in record.attributions.iter().enumerate() {
        let name = match (record.speaker(attribution), &attribution.source) {
            (Some(name), _) => one_line(name),
            (None, Some(source)) if is_pronoun(&source.text) => UNKNOWN.to_owned(),
            (None, Some(source)) => one_line(&source.text),
            (None, None) => NOBODY.to_owned(),
        };
        let words =
            attribution.content.iter().map(|piece| piece.text.split_whitespace().count()).sum::<usize>();
        match voices.iter_mut().find(|voice| voice.name.to_lowercase() == name.to_lowercase()) {
            Some(voice) => {
                voice.statements.push(at);
                voice.words += words;
            }
            None => voices.push(Voice { name, statements: vec![at], words }),
        }
    }
    voices.sort_by_key(|voice| std::cmp::Reverse(voice.words));
    voices
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
