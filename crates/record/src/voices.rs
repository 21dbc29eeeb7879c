use crate::DocumentRecord;
use crate::text::one_line;

/// One of those who speak in a document, and what is theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Voice {
    /// The entity's name, or the source's words; `None` for statements without a source.
    pub(crate) name: Option<String>,
    /// Indexes into [`DocumentRecord::attributions`].
    pub(crate) statements: Vec<usize>,
    /// Words in the contents.
    pub(crate) words: usize,
}

/// Who speaks in a document: those with most words first, then in order of appearance.
pub(crate) fn voices(record: &DocumentRecord) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    for (at, attribution) in record.attributions.iter().enumerate() {
        let source = || attribution.source.as_ref().map(|source| one_line(&source.text));
        let name = record.speaker(attribution).map(one_line).or_else(source);
        let words =
            attribution.content.iter().map(|piece| piece.text.split_whitespace().count()).sum::<usize>();
        let folded = name.as_ref().map(|name| name.to_lowercase());
        match voices.iter_mut().find(|voice| voice.name.as_ref().map(|name| name.to_lowercase()) == folded) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn voices_gather_what_is_theirs() {
        let (document, annotations) = samples::report();
        let record = DocumentRecord::new(&document, &annotations, "test");
        let voices: Vec<(Option<String>, Vec<usize>)> =
            voices(&record).into_iter().map(|voice| (voice.name, voice.statements)).collect();
        assert_eq!(voices[0], (Some("Tessa Marl".into()), vec![0, 1, 2, 3, 4]));
        assert!(voices.contains(&(None, vec![8])));
        assert_eq!(voices.len(), 5);
    }
}
