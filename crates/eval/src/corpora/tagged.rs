use std::path::Path;

use super::{Tokens, files};
use crate::Error;
use crate::text::{Range, read_file};

/// A document whose names are tagged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaggedDocument {
    /// Unique in its corpus.
    pub name: String,
    /// What onrecord is given.
    pub text: String,
    /// The names, in order: where, in code points, and of which of the corpus's classes.
    pub names: Vec<(Range, String)>,
}

/// CoNLL++ 2020: Reuters news of 2020 with the guide of 2003 (`conllpp.txt`). A sentence is a line of the text.
///
/// # Errors
/// If the file can't be read or a line has not four columns.
pub fn read_conllpp2020(folder: &Path) -> Result<Vec<TaggedDocument>, Error> {
    let path = folder.join("conllpp.txt");
    let mut documents = Vec::new();
    let mut reading = Reading::default();
    for (line, number) in read_file(&path)?.lines().zip(1..) {
        let fields: Vec<&str> = line.split(' ').collect();
        match fields[..] {
            ["-DOCSTART-", ..] => {
                documents.extend(reading.finish(format!("conllpp2020-{}", documents.len() + 1)))
            }
            [token, _, _, tag] => reading.token(token, tag),
            _ if line.trim().is_empty() => reading.end_sentence(),
            _ => {
                let place = format!("{}:{number}", path.display());
                return Err(Error::new(place, "expected token, start, end and tag between blanks"));
            }
        }
    }
    documents.extend(reading.finish(format!("conllpp2020-{}", documents.len() + 1)));
    Ok(documents)
}

/// The articles of Worldwide Newswire that nothing is trained on: those whose file name's FNV-1a hash (64 bits, of its
/// UTF-8 bytes with the extension) is divisible by ten. A sentence is a line of the text.
///
/// # Errors
/// If the folder or a file can't be read.
pub fn read_worldwide(folder: &Path) -> Result<Vec<TaggedDocument>, Error> {
    let mut documents = Vec::new();
    for (name, path) in files(folder, ".txt.tsv")? {
        if !is_held_out(&name) {
            continue;
        }
        let mut reading = Reading::default();
        let file = read_file(&path)?;
        let lines: Vec<(&str, &str)> = file.lines().map(tagged).collect();
        for (at, &(token, tag)) in lines.iter().enumerate() {
            let next = lines.get(at + 1).map_or("", |next| next.0);
            match token {
                "" => reading.end_sentence(),
                "-" => reading.inner_mark(token, tag),
                "’" | "'" if ["s", "t", "re", "ve", "ll", "d", "m"].contains(&next) => {
                    reading.inner_mark(token, tag)
                }
                _ => reading.token(token, tag),
            }
        }
        documents.extend(reading.finish(name));
    }
    Ok(documents)
}

/// A line's token and tag. Three lines of the corpus have blanks for tabs; of nested names it gives the outer one first.
fn tagged(line: &str) -> (&str, &str) {
    let mut fields = line.split('\t');
    match (fields.next().unwrap_or_default(), fields.next()) {
        (token, Some(tag)) if !tag.trim().is_empty() => (token.trim(), tag.trim()),
        _ => line
            .split_once(char::is_whitespace)
            .map_or((line.trim(), "O"), |(token, tag)| (token, tag.trim())),
    }
}

/// Universal NER's Parallel UD, whose sentences are printed as they were written; a sentence is a line of the text.
///
/// # Errors
/// If the file can't be read, or a token doesn't stand in its sentence.
pub fn read_uner_pud(folder: &Path) -> Result<Vec<TaggedDocument>, Error> {
    let path = folder.join("en_pud-ud-test.iob2");
    let mut documents = Vec::new();
    let mut reading = Reading::default();
    let (mut name, mut sentence) = (String::new(), String::new());
    for (line, number) in read_file(&path)?.lines().zip(1..) {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            documents.extend(reading.finish(std::mem::replace(&mut name, id.trim().to_owned())));
        } else if let Some(text) = line.strip_prefix("# text = ") {
            reading.end_sentence();
            text.clone_into(&mut sentence);
        } else if let [_, token, tag, ..] = line.split('\t').collect::<Vec<_>>()[..] {
            let rest = sentence.trim_start();
            let blank = rest.len() < sentence.len();
            let Some(after) = rest.strip_prefix(token) else {
                let message = format!("the sentence has not the token `{token}` here");
                return Err(Error::new(format_args!("{}:{number}", path.display()), message));
            };
            reading.spaced(token, tag, blank);
            sentence = after.to_owned();
        }
    }
    documents.extend(reading.finish(name));
    Ok(documents)
}

/// Whether a file of Worldwide Newswire is kept apart for testing.
pub fn is_held_out(file_name: &str) -> bool {
    fnv1a(file_name.as_bytes()).is_multiple_of(10)
}

/// Fowler, Noll and Vo's hash 1a, 64 bits.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A document as its tokens come in, tagged `B-PER`, `I-PER`, `O` (either scheme of IOB).
#[derive(Default)]
struct Reading {
    tokens: Tokens,
    names: Vec<(usize, usize, String)>,
    /// Whether the token before is in the last name.
    inside: bool,
}

impl Reading {
    fn token(&mut self, token: &str, tag: &str) {
        self.tokens.push(token);
        self.tag(tag);
    }

    fn spaced(&mut self, token: &str, tag: &str, blank: bool) {
        self.tokens.push_spaced(token, blank);
        self.tag(tag);
    }

    /// A mark that the corpus cuts words at ("sub - Saharan", "Lee ’ s").
    fn inner_mark(&mut self, token: &str, tag: &str) {
        self.tokens.glue_next();
        self.token(token, tag);
        self.tokens.glue_next();
    }

    fn tag(&mut self, tag: &str) {
        let at = self.tokens.ranges().len() - 1;
        let Some((position, class)) = tag.split_once('-') else {
            self.inside = false;
            return;
        };
        match self.names.last_mut() {
            Some((_, last, before)) if self.inside && position != "B" && before == class => *last = at,
            _ => self.names.push((at, at, class.to_owned())),
        }
        self.inside = true;
    }

    fn end_sentence(&mut self) {
        self.tokens.end_line();
        self.inside = false;
    }

    /// The document, unless it is empty; another begins.
    fn finish(&mut self, name: String) -> Option<TaggedDocument> {
        let Reading { tokens, names, .. } = std::mem::take(self);
        let names =
            names.into_iter().map(|(first, last, class)| (tokens.cover(first, last), class)).collect();
        (!tokens.text().is_empty()).then(|| TaggedDocument { name, text: tokens.text().to_owned(), names })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(reading: &mut Reading) -> Vec<String> {
        let document = reading.finish("d".into()).unwrap();
        let slice = |(start, end)| document.text.chars().skip(start).take(end - start).collect::<String>();
        document.names.iter().map(|(range, class)| format!("{class} {}", slice(*range))).collect()
    }

    #[test]
    fn both_schemes_of_tags_are_read() {
        let mut reading = Reading::default();
        for (token, tag) in [
            ("Ann", "I-PER"),
            ("Lee", "I-PER"),
            ("Bo", "B-PER"),
            ("Kell", "I-LOC"),
            (".", "O"),
            ("Ko", "I-LOC"),
        ] {
            reading.token(token, tag);
        }
        reading.end_sentence();
        reading.token("Dunn", "I-LOC");
        assert_eq!(named(&mut reading), ["PER Ann Lee", "PER Bo", "LOC Kell", "LOC Ko", "LOC Dunn"]);
    }

    #[test]
    fn cut_words_are_joined() {
        let mut reading = Reading::default();
        reading.token("Ann", "B-PER");
        reading.inner_mark("-", "I-PER");
        reading.token("Lee", "I-PER");
        reading.inner_mark("’", "O");
        reading.token("s", "O");
        reading.token("plan", "O");
        assert_eq!(reading.tokens.text(), "Ann-Lee’s plan");
        assert_eq!(named(&mut reading), ["PER Ann-Lee"]);
    }

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
        assert!((0..1000).filter(|n| is_held_out(&format!("paper_{n}.txt.tsv"))).count().abs_diff(100) < 40);
    }
}
