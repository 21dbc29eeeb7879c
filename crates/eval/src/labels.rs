use std::collections::BTreeMap;
use std::path::Path;

use crate::text::{Text, read_file};
use crate::{Corpus, Error};

/// Who speaks in a gold attribution, and what the act is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The fullest name or description printed; joint speakers joined with ` & `; `-` where nobody is named.
    pub speaker: String,
    /// person, group, organization, document, other, none.
    pub kind: String,
    /// How the source is printed: name, description, pronoun, none.
    pub form: String,
    /// speech, writing, thought, ... as [`onrecord_document::Act::name`].
    pub act: String,
}

/// Labels by document, then by index of the attribution.
pub type Labels = BTreeMap<String, BTreeMap<usize, Label>>;

/// Reads a table of labels: document, index, speaker, kind, form and act, between tabs; `#` starts a comment.
///
/// # Errors
/// If the file can't be read or a line is malformed.
pub fn read_labels(path: &Path) -> Result<Labels, Error> {
    let mut labels = Labels::new();
    for (line, number) in read_file(path)?.lines().zip(1..) {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let place = format!("{}:{number}", path.display());
        let [document, index, speaker, kind, form, act] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(Error::new(place, "expected six fields: document, index, speaker, kind, form, act"));
        };
        let index = index.parse().map_err(|_| Error::new(&place, format!("`{index}` is no index")))?;
        let [speaker, kind, form, act] = [speaker, kind, form, act].map(str::to_owned);
        labels.entry(document.to_owned()).or_default().insert(index, Label { speaker, kind, form, act });
    }
    Ok(labels)
}

impl Corpus {
    /// Gives the attributions their labels; labels of other documents are ignored. A speaker given by its place, `@12-30` in code
    /// points, becomes the words that stand there.
    ///
    /// # Errors
    /// If an index is beyond a document's attributions, or a place beyond its text: then the labels were made for others.
    pub fn label(&mut self, labels: &Labels) -> Result<(), Error> {
        for document in &mut self.documents {
            let count = document.attributions.len();
            for (&index, label) in labels.get(&document.name).into_iter().flatten() {
                let Some(attribution) = document.attributions.get_mut(index) else {
                    let message =
                        format!("label {index} of {count} attributions: labels of other annotations?");
                    return Err(Error::new(&document.name, message));
                };
                let speaker = printed(&label.speaker, &document.text).ok_or_else(|| {
                    Error::new(
                        &document.name,
                        format!("no such place: {}: labels of another text?", label.speaker),
                    )
                })?;
                attribution.label = Some(Label { speaker, ..label.clone() });
            }
        }
        Ok(())
    }
}

/// A speaker with the words that stand where it says instead of the places; `None` if there are none. "@annlee" is a name.
fn printed(speaker: &str, text: &Text) -> Option<String> {
    let place = |part: &str| {
        let (start, end) = part.strip_prefix('@')?.split_once('-')?;
        Some((start.parse::<usize>().ok()?, end.parse::<usize>().ok()?))
    };
    let part = |part: &str| match place(part) {
        None => Some(part.to_owned()),
        Some((start, end)) => {
            let words = (start <= end).then(|| text.slice((start, end)));
            words.filter(|words| words.chars().count() == end - start)
        }
    };
    let parts: Option<Vec<String>> = speaker.split(" & ").map(part).collect();
    Some(parts?.join(" & "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_what_stands_there() {
        let text = Text::new("“Né,” said Ann Lee and Bo.");
        for (speaker, expected) in [
            ("@11-18 & @23-25", Some("Ann Lee & Bo")),
            ("AUTHOR", Some("AUTHOR")),
            ("@20-40", None),
            ("@annlee", Some("@annlee")),
        ] {
            assert_eq!(printed(speaker, &text).as_deref(), expected, "{speaker}");
        }
    }
}
