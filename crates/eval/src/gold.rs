use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::labels::Label;
use crate::text::{Range, Text, read_file};

/// The annotated documents, by name.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// In the order of their files' names.
    pub documents: Vec<GoldDocument>,
}

/// A document and its attributions.
#[derive(Clone, Debug)]
pub struct GoldDocument {
    /// Name of the text's file without `.txt`.
    pub name: String,
    /// What was annotated.
    pub text: Text,
    /// In the order of the events in the file. One whose content holds no word isn't scored, but keeps its index.
    pub attributions: Vec<GoldAttribution>,
}

/// One annotated attribution. Each part may be in several pieces, in the file's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldAttribution {
    /// The words that name who; none for 6% of them.
    pub source: Vec<Range>,
    /// The words that show that it is said.
    pub cue: Vec<Range>,
    /// What is said.
    pub content: Vec<Range>,
    /// Who speaks and what the act is, where [`Corpus::label`] was called.
    pub label: Option<Label>,
    /// The pieces of the content that the file has before the event. The reference scorer of speakers goes by these;
    /// pieces stand after it in 3 of PolNeAR dev's 2,193 attributions.
    pub(crate) content_before_event: Vec<Range>,
}

/// Reads `text/*.txt` and `attributions/<name>_<annotator>.ann` of a folder. Of several annotators the first by
/// name counts; texts without annotations are left out, and so are annotations without a text.
///
/// # Errors
/// If a folder or file can't be read, or an annotation is malformed.
pub fn read_gold(folder: &Path) -> Result<Corpus, Error> {
    let mut annotations: BTreeMap<String, PathBuf> = BTreeMap::new();
    for (stem, path) in list(&folder.join("attributions"), ".ann")? {
        annotations.entry(without_annotator(&stem).to_owned()).or_insert(path);
    }
    let mut documents = Vec::new();
    for (name, path) in list(&folder.join("text"), ".txt")? {
        let Some(annotation) = annotations.get(&name) else { continue };
        let attributions = parse_standoff(&read_file(annotation)?, &annotation.display().to_string())?;
        documents.push(GoldDocument { name, text: Text::read(&path)?, attributions });
    }
    if documents.is_empty() {
        return Err(Error::new(
            folder.display(),
            "no annotated documents: give a folder that holds text/NAME.txt and attributions/NAME_0a1b.ann",
        ));
    }
    Ok(Corpus { documents })
}

/// The files of a folder with this extension: name without it, and path; in the order of the full names.
fn list(folder: &Path, extension: &str) -> Result<Vec<(String, PathBuf)>, Error> {
    let failed = |e| Error::new(folder.display(), e);
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        names.extend(entry.map_err(failed)?.file_name().into_string().ok());
    }
    names.sort_unstable();
    let stems = names.iter().filter_map(|name| Some((name.strip_suffix(extension)?, folder.join(name))));
    Ok(stems.map(|(stem, path)| (stem.to_owned(), path)).collect())
}

/// `storm_0a1b` is `storm`, as annotator 0a1b saw it.
fn without_annotator(stem: &str) -> &str {
    let is_annotator = |s: &str| s.len() == 4 && s.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
    match stem.rsplit_once('_') {
        Some((name, annotator)) if is_annotator(annotator) => name,
        _ => stem,
    }
}

/// Reads brat standoff: `T` lines with spans, `E` lines that join them to attributions. `Content2`, `Source2` are
/// joined with their first part.
fn parse_standoff(standoff: &str, place: &str) -> Result<Vec<GoldAttribution>, Error> {
    let mut spans: BTreeMap<&str, (usize, Vec<Range>)> = BTreeMap::new();
    let mut events = Vec::new();
    for (line, number) in lines(standoff).zip(1..) {
        // The text field of a span may hold line breaks: what is neither T nor E is the rest of one.
        let mut fields = line.split('\t');
        let (Some(id), Some(body)) = (fields.next(), fields.next()) else { continue };
        if is_id(id, 'T') {
            let ranges = parse_ranges(body).ok_or_else(|| {
                let message = format!("`{body}` is no label with offsets; expected `Content 4 7;12 16`");
                Error::new(format_args!("{place}:{number}"), message)
            })?;
            spans.insert(id, (number, ranges));
        } else if is_id(id, 'E') {
            events.push((number, body));
        }
    }
    let attribution = |(number, event): (usize, &str)| {
        let mut attribution = GoldAttribution::default();
        for part in event.split_whitespace() {
            let (role, span) = part.split_once(':').unwrap_or((part, ""));
            let Some((span_number, span)) = spans.get(span) else { continue };
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => attribution.source.extend(span),
                "Cue" => attribution.cue.extend(span),
                "Content" => {
                    attribution.content.extend(span);
                    if *span_number < number {
                        attribution.content_before_event.extend(span);
                    }
                }
                _ => {}
            }
        }
        attribution
    };
    Ok(events.into_iter().map(attribution).collect())
}

fn is_id(field: &str, letter: char) -> bool {
    field.strip_prefix(letter).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// `Content 4 7;12 16`
fn parse_ranges(body: &str) -> Option<Vec<Range>> {
    let (_, ranges) = body.split_once(' ')?;
    let range = |piece: &str| {
        let (start, end) = piece.trim().split_once(char::is_whitespace)?;
        Some((start.parse().ok()?, end.trim().parse().ok()?))
    };
    ranges.split(';').map(range).collect()
}

/// Lines as Python splits them, since the reference scorer does: a text field may hold a U+2028.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    const BREAKS: &[char] =
        &['\n', '\r', '\x0b', '\x0c', '\x1c', '\x1d', '\x1e', '\u{85}', '\u{2028}', '\u{2029}'];
    text.split(BREAKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standoff_joins_the_parts_of_an_attribution() {
        let standoff = "T1\tContent 4 7;12 16\tone two\nthe rest\nT2\tSource 0 3\tAnn\n\
                        E1\tContent:T1 Source:T2 Content2:T3\nT3\tContent 20 22\tx\nE2\tContent:T3 Cue:T9\n";
        let attributions = parse_standoff(standoff, "a.ann").unwrap();
        assert_eq!(attributions.len(), 2);
        assert_eq!(attributions[0].source, [(0, 3)]);
        assert_eq!(attributions[0].content, [(4, 7), (12, 16), (20, 22)]);
        assert_eq!(attributions[0].content_before_event, [(4, 7), (12, 16)]);
        assert_eq!((attributions[1].content.len(), attributions[1].cue.len()), (1, 0));
    }

    #[test]
    fn a_malformed_span_is_named() {
        let error = parse_standoff("T1\tSource 0 3\tAnn\nT2\tContent four 7\tx\n", "a.ann").unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.ann:2: `Content four 7` is no label with offsets; expected `Content 4 7;12 16`"
        );
    }

    #[test]
    fn annotators_are_four_hexadecimal_digits() {
        assert_eq!(without_annotator("storm_hits_coast_0a1b"), "storm_hits_coast");
        assert_eq!(without_annotator("storm_coast"), "storm_coast");
    }
}
