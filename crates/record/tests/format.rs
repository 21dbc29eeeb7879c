//! The public format as somebody else reads it: with types of their own that refuse what they don't know, and with
//! the committed JSON Schema.

#![allow(clippy::unwrap_used)]

use onrecord_document::{Annotations, Document};
use onrecord_record::{DocumentRecord, JsonLines, Writer};
use serde::Deserialize;

mod samples;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    format: String,
    engine: String,
    document: About,
    entities: Vec<Someone>,
    attributions: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct About {
    id: String,
    path: Option<String>,
    record: Option<usize>,
    url: Option<String>,
    headline: Option<String>,
    byline: Option<String>,
    publisher: Option<String>,
    date_published: Option<String>,
    date_retrieved: Option<String>,
    language: Option<String>,
    text: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Someone {
    id: usize,
    name: String,
    kind: String,
    members: Vec<usize>,
    mentions: Vec<Named>,
    roles: Vec<Piece>,
    identifiers: Vec<Known>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    start: usize,
    end: usize,
    start_byte: usize,
    end_byte: usize,
    text: String,
    form: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    scheme: String,
    identifier: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Said {
    id: usize,
    kind: String,
    act: String,
    speaker: Option<usize>,
    speaker_role: Option<Piece>,
    speaker_confidence: Option<f64>,
    found_by: Option<String>,
    speaker_reason: Option<String>,
    antecedent: Option<Piece>,
    source: Option<Piece>,
    cue: Option<Piece>,
    content: Vec<Piece>,
    parent: Option<usize>,
    confidence: f64,
    decided_by: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Piece {
    start: usize,
    end: usize,
    start_byte: usize,
    end_byte: usize,
    text: String,
}

fn all() -> [(Document, Annotations); 3] {
    [samples::report(), samples::nested(), samples::hostile()]
}

fn line((document, annotations): &(Document, Annotations), with_text: bool) -> String {
    let mut record = DocumentRecord::new(document, annotations, "1.2.3");
    if with_text {
        record = record.with_text(document);
    }
    let mut out = Vec::new();
    let mut writer = JsonLines::new(&mut out);
    writer.write(&record, document).unwrap();
    writer.finish().unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_reader_that_knows_only_the_format_reads_it() {
    let read: Line = serde_json::from_str(&line(&samples::report(), false)).unwrap();
    assert_eq!((read.format.as_str(), read.engine.as_str()), ("onrecord/1", "1.2.3"));
    assert_eq!(read.document.publisher.as_deref(), Some("Fenland Echo"));
    assert_eq!(read.document.text, None);
    let tweet = &read.attributions[3];
    assert_eq!((tweet.kind.as_str(), tweet.act.as_str()), ("direct", "writing"));
    assert_eq!(tweet.decided_by, "model-and-marks");
    assert_eq!(read.entities[tweet.speaker.unwrap()].name, "Tessa Marl");
    assert_eq!(tweet.source.as_ref().unwrap().text, "She");
    assert_eq!(tweet.speaker_reason.as_deref(), Some("pronoun, two sentences back"));
    assert_eq!((tweet.found_by.as_deref(), tweet.speaker_confidence), (Some("pronoun"), Some(0.9)));
    assert_eq!(tweet.antecedent.as_ref().unwrap().text, "Tessa Marl");
    assert_eq!(read.attributions[0].speaker_role.as_ref().unwrap().text, "Novelist");
    let marl = &read.entities[0];
    let forms: Vec<(&str, &str)> = marl.mentions.iter().map(|m| (m.text.as_str(), m.form.as_str())).collect();
    assert_eq!(forms[..3], [("Tessa Marl", "name"), ("The 71-year-old", "description"), ("She", "pronoun")]);
    assert_eq!((marl.roles[0].text.as_str(), marl.members.len()), ("Novelist", 0));
    assert_eq!(
        (marl.identifiers[0].scheme.as_str(), marl.identifiers[0].identifier.as_str()),
        ("popolo", "person/marl")
    );
    let caption = &read.attributions[4];
    assert!(caption.cue.is_none());
    assert_eq!(read.attributions[5].content.len(), 2);
    assert_eq!(read.attributions[7].parent, Some(6));
    assert!(read.attributions[8].source.is_none() && read.attributions[8].speaker.is_none());
}

#[test]
fn offsets_slice_the_text_as_read_in_both_units() {
    for sample in all() {
        let read: Line = serde_json::from_str(&line(&sample, true)).unwrap();
        let text = read.document.text.unwrap();
        assert_eq!(text, sample.0.as_read());
        let characters: Vec<char> = text.chars().collect();
        let mentions = read.entities.iter().flat_map(|entity| &entity.mentions).map(|m| {
            let Named { start, end, start_byte, end_byte, .. } = *m;
            Piece { start, end, start_byte, end_byte, text: m.text.clone() }
        });
        let mut pieces: Vec<Piece> = mentions.collect();
        pieces.extend(read.entities.into_iter().flat_map(|entity| entity.roles));
        for said in read.attributions {
            let single = [said.source, said.cue, said.speaker_role, said.antecedent];
            pieces.extend(single.into_iter().flatten().chain(said.content));
        }
        for piece in pieces {
            assert_eq!(characters[piece.start..piece.end].iter().collect::<String>(), piece.text);
            assert_eq!(text[piece.start_byte..piece.end_byte], piece.text);
            assert!(!piece.text.is_empty());
        }
    }
}

#[test]
fn offsets_count_what_cleaning_dropped() {
    let read: Line = serde_json::from_str(&line(&samples::hostile(), false)).unwrap();
    let content = &read.attributions[0].content[0];
    assert_eq!(content.text, "“One\u{1b}[31m\r\n“two”");
    let source = read.attributions[0].source.as_ref().unwrap();
    assert_eq!((source.start, source.start_byte), (1, 3));
    assert_eq!(read.attributions[0].confidence, 0.0);
}

#[test]
fn records_keep_to_the_committed_schema() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/onrecord-1.schema.json");
    let schema: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for sample in all() {
        for with_text in [false, true] {
            let record = serde_json::from_str(&line(&sample, with_text)).unwrap();
            let errors: Vec<String> = validator.iter_errors(&record).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:?}");
        }
    }
    let mut record: serde_json::Value = serde_json::from_str(&line(&samples::nested(), false)).unwrap();
    record["attributions"][0]["kind"] = "shouted".into();
    assert!(!validator.is_valid(&record));
    record["attributions"][0]["kind"] = "direct".into();
    assert!(validator.is_valid(&record));
    record["attributions"][0]["content"] = serde_json::json!([]);
    assert!(!validator.is_valid(&record));
}

#[test]
fn a_document_whose_map_is_wrong_gives_no_panic() {
    let mut document = Document::plain("d", "“Ja”, said Åse Lid.");
    document.origin.as_read = Some("“Ja”".into());
    let mut annotations = samples::nested().1;
    annotations.attributions.truncate(1);
    let record = DocumentRecord::new(&document, &annotations, "1.2.3");
    assert_eq!(record.attributions[0].content[0].text, "");
}
