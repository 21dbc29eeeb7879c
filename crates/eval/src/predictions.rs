use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::text::{Range, read_file};
use crate::{Corpus, Error};

/// One predicted attribution. Ranges are code points of the text as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prediction {
    /// The words that name who.
    pub source: Vec<Range>,
    /// The words that show that it is said.
    pub cue: Vec<Range>,
    /// What is said.
    pub content: Vec<Range>,
    /// Who that is, by name.
    pub speaker: Option<String>,
    /// What kind of act is reported, as [`onrecord_document::Act::name`].
    pub act: Option<String>,
    /// How the content is given, as the system sees it. The scores go by the text instead.
    pub kind: Option<String>,
    /// Probability that content and source are right, from 0 to 1.
    pub confidence: Option<f32>,
    /// Probability that the speaker is right, from 0 to 1.
    pub speaker_confidence: Option<f32>,
    /// The gold attribution that it answers, where speakers are resolved for gold spans.
    pub index: Option<usize>,
}

/// The predictions of a system.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Predictions {
    /// By document name. A document without an entry counts as one without predictions.
    pub documents: BTreeMap<String, Vec<Prediction>>,
}

impl Predictions {
    /// The predictions for a document.
    pub fn of(&self, document: &str) -> &[Prediction] {
        self.documents.get(document).map_or(&[], Vec::as_slice)
    }

    /// Documents with predictions that the corpus doesn't have, by name.
    pub fn unknown_to(&self, corpus: &Corpus) -> Vec<&str> {
        let is_known = |name: &str| corpus.documents.iter().any(|document| document.name == name);
        self.documents.keys().map(String::as_str).filter(|name| !is_known(name)).collect()
    }
}

/// Reads predictions from a file; see [`parse_predictions`].
///
/// # Errors
/// If the file can't be read, or as [`parse_predictions`].
pub fn read_predictions_jsonl(path: &Path) -> Result<Predictions, Error> {
    parse_predictions(&read_file(path)?, &path.display().to_string())
}

/// Reads one JSON object a document and line, in either form:
///
/// - onrecord's own, `onrecord extract --format jsonl`: `document`, `entities`, `attributions`. The document's
///   name is its path's file name without the extension, or its id if the file held several records; a
///   speaker's id becomes the entity's name.
/// - the reference scorer's, `{"doc": NAME, "attributions": [{"source": [s, e], "cue": [s, e],
///   "content": [[s, e], ...], "speaker": NAME}]}`. Each part may be null, one range, or a list of ranges.
///
/// Fields that don't matter here are ignored. `place` names the input in errors.
///
/// # Errors
/// If a line isn't of either form, an entity is missing, or a document stands there twice.
pub fn parse_predictions(jsonl: &str, place: &str) -> Result<Predictions, Error> {
    let mut predictions = Predictions::default();
    for (line, number) in jsonl.lines().zip(1..) {
        if line.trim().is_empty() {
            continue;
        }
        let failed = |message: String| Error::new(format_args!("{place}:{number}"), message);
        let value: Value = serde_json::from_str(line).map_err(|e| failed(format!("not JSON: {e}")))?;
        let (name, attributions) = document(&value).map_err(failed)?;
        if predictions.documents.insert(name.clone(), attributions).is_some() {
            return Err(failed(format!("document {name} stands here for the second time: merge its lines")));
        }
    }
    Ok(predictions)
}

type Parsed<T> = Result<T, String>;

/// What a line's document is called.
pub(crate) fn document_name(value: &Value) -> Parsed<String> {
    match (&value["doc"], &value["document"]) {
        (Value::String(name), _) => Ok(name.strip_suffix(".txt").unwrap_or(name).to_owned()),
        (_, Value::Object(document)) => {
            let text = |field| document.get(field).and_then(Value::as_str);
            let stem = |path| Path::new(path).file_stem().and_then(|stem| stem.to_str());
            // Of a file with several records, only the id tells one document from another.
            let from_path = text("path").filter(|_| !document.contains_key("record")).and_then(stem);
            Ok(from_path.or(text("id")).ok_or("`document` has neither `path` nor `id`")?.to_owned())
        }
        _ => Err("expected an object with `document` or `doc`: is this onrecord's jsonl output?".into()),
    }
}

fn document(value: &Value) -> Parsed<(String, Vec<Prediction>)> {
    let name = document_name(value)?;
    let entities = entity_names(value)?;
    let Value::Array(attributions) = &value["attributions"] else {
        return Err("expected a list `attributions`".into());
    };
    let is_ours = value["doc"].is_null();
    let one = |(index, value)| {
        let entities = is_ours.then_some(&entities);
        prediction(value, entities).map_err(|message| format!("attribution {index} of {name}: {message}"))
    };
    let attributions = attributions.iter().enumerate().map(one).collect::<Parsed<_>>()?;
    Ok((name, attributions))
}

/// Names by id. A joint speaker is called by its members' names, as the gold labels call it.
fn entity_names(record: &Value) -> Parsed<BTreeMap<String, String>> {
    let mut names = BTreeMap::new();
    for entity in record["entities"].as_array().into_iter().flatten() {
        names.insert(
            entity["id"].to_string(),
            entity["name"].as_str().ok_or("an entity has no `name`")?.to_owned(),
        );
    }
    let single = names.clone();
    for entity in record["entities"].as_array().into_iter().flatten() {
        let members = entity["members"].as_array().into_iter().flatten();
        let members: Vec<&str> =
            members.filter_map(|id| Some(single.get(&id.to_string())?.as_str())).collect();
        if members.len() > 1 {
            names.insert(entity["id"].to_string(), members.join(" & "));
        }
    }
    Ok(names)
}

/// `entities`: names by id, where `speaker` is an id.
fn prediction(value: &Value, entities: Option<&BTreeMap<String, String>>) -> Parsed<Prediction> {
    if !value.is_object() {
        return Err("expected an object".into());
    }
    let text = |field: &str| value[field].as_str().map(str::to_owned);
    let speaker = match (&value["speaker"], entities) {
        (Value::Null, _) => None,
        (id, Some(entities)) => {
            let name = entities.get(&id.to_string());
            Some(name.ok_or_else(|| format!("no entity has the id of the speaker, {id}"))?.clone())
        }
        (_, None) => text("speaker"),
    };
    let confidence = |field: &str| match value[field].as_f64() {
        Some(confidence) if !(0.0..=1.0).contains(&confidence) => {
            Err(format!("`{field}` must lie between 0 and 1"))
        }
        confidence => Ok(confidence.map(|confidence| confidence as f32)),
    };
    Ok(Prediction {
        source: ranges(&value["source"], "source")?,
        cue: ranges(&value["cue"], "cue")?,
        content: ranges(&value["content"], "content")?,
        speaker,
        act: text("act"),
        kind: text("kind"),
        confidence: confidence("confidence")?,
        speaker_confidence: confidence("speaker_confidence")?,
        index: value["index"].as_u64().map(|index| index as usize),
    })
}

/// `null`, `[s, e]`, `{"start": s, "end": e}`, or a list of the latter two. Empty ranges are left out.
fn ranges(value: &Value, part: &str) -> Parsed<Vec<Range>> {
    let ranges = match value {
        Value::Null => Some(Vec::new()),
        Value::Array(list) if !list.first().is_some_and(Value::is_number) => list.iter().map(range).collect(),
        one => range(one).map(|range| vec![range]),
    };
    let mut ranges: Vec<Range> =
        ranges.ok_or_else(|| format!("`{part}` must be offsets from 0, not {value}"))?;
    ranges.retain(|(start, end)| start < end);
    Ok(ranges)
}

pub(crate) fn range(value: &Value) -> Option<Range> {
    let offset = |value: &Value| value.as_u64().map(|offset| offset as usize);
    match value {
        Value::Array(pair) if pair.len() == 2 => Some((offset(&pair[0])?, offset(&pair[1])?)),
        Value::Object(span) => Some((offset(span.get("start")?)?, offset(span.get("end")?)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(jsonl: &str) -> String {
        parse_predictions(jsonl, "p.jsonl").unwrap_err().to_string()
    }

    #[test]
    fn reads_the_reference_form() {
        let predictions = parse_predictions(
            r#"{"doc":"a.txt","attributions":[{"source":[1,3],"cue":null,"content":[[5,9],[9,9]],"speaker":"Ann Lee"}]}"#,
            "p.jsonl",
        )
        .unwrap();
        let [prediction] = predictions.of("a") else { panic!() };
        assert_eq!((&prediction.source[..], prediction.cue.len()), (&[(1, 3)][..], 0));
        assert_eq!(prediction.content, [(5, 9)]);
        assert_eq!(prediction.speaker.as_deref(), Some("Ann Lee"));
        assert_eq!(predictions.of("b"), []);
    }

    #[test]
    fn reads_onrecords_form() {
        let predictions = parse_predictions(
            r#"{"format":"onrecord/1","document":{"id":"x","path":"in/storm.v2.txt"},"entities":[{"id":3,"name":"Ann Lee"}],
               "attributions":[{"source":{"start":1,"end":3,"text":"she"},"cue":null,"content":[{"start":5,"end":9}],
               "kind":"direct","act":"speech","speaker":3,"confidence":0.5}]}"#
                .replace('\n', " ")
                .as_str(),
            "p.jsonl",
        )
        .unwrap();
        let [prediction] = predictions.of("storm.v2") else { panic!() };
        assert_eq!((&prediction.source[..], &prediction.content[..]), (&[(1, 3)][..], &[(5, 9)][..]));
        assert_eq!(prediction.speaker.as_deref(), Some("Ann Lee"));
        assert_eq!((prediction.act.as_deref(), prediction.confidence), (Some("speech"), Some(0.5)));
        let several = r#"{"document":{"id":"all.jsonl#2","path":"all.jsonl","record":2},"attributions":[]}"#;
        assert!(parse_predictions(several, "p").unwrap().documents.contains_key("all.jsonl#2"));
    }

    #[test]
    fn a_joint_speaker_is_its_members() {
        let record = r#"{"document":{"id":"x"},"entities":[{"id":0,"name":"Ann Lee"},{"id":1,"name":"Bo Orme"},
            {"id":2,"name":"Lee and Orme","members":[0,1]}],
            "attributions":[{"content":[],"speaker":2,"speaker_confidence":0.25}]}"#;
        let predictions = parse_predictions(&record.replace('\n', " "), "p").unwrap();
        assert_eq!(predictions.of("x")[0].speaker.as_deref(), Some("Ann Lee & Bo Orme"));
        assert_eq!(predictions.of("x")[0].speaker_confidence, Some(0.25));
    }

    #[test]
    fn errors_name_the_place_and_the_remedy() {
        assert!(error("\n{").starts_with("p.jsonl:2: not JSON"));
        assert!(error("{}").contains("`document` or `doc`"));
        assert_eq!(
            error(r#"{"doc":"a","attributions":[{"content":[[-1,4]]}]}"#),
            "p.jsonl:1: attribution 0 of a: `content` must be offsets from 0, not [[-1,4]]"
        );
        let unknown = r#"{"document":{"path":"a.txt"},"attributions":[{"content":[],"speaker":7}]}"#;
        assert!(error(unknown).contains("no entity has the id of the speaker, 7"));
        let twice = r#"{"doc":"a","attributions":[]}"#;
        assert!(error(&format!("{twice}\n{twice}")).starts_with("p.jsonl:2: document a stands here"));
    }
}
