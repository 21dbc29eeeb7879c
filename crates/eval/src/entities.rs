use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::Error;
use crate::predictions::{document_name, range};
use crate::text::{Range, read_file};

/// Whom and what a system finds in a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PredictedEntity {
    /// Its id in the record.
    pub id: usize,
    /// person, organization, group, place, ... as [`onrecord_document::EntityKind::name`].
    pub kind: String,
    /// Where it is mentioned.
    pub mentions: Vec<PredictedMention>,
    /// The roles printed beside its names, in code points.
    pub roles: Vec<Range>,
}

/// One mention of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PredictedMention {
    /// Where, in code points.
    pub range: Range,
    /// name, misspelling, description, pronoun, as [`onrecord_document::Form::name`].
    pub form: String,
}

/// The entities of each document, by its name.
pub type PredictedEntities = BTreeMap<String, Vec<PredictedEntity>>;

/// Reads the entities of `onrecord extract --format jsonl`.
///
/// # Errors
/// If the file can't be read, a line isn't a record, or a document stands there twice.
pub fn read_entities_jsonl(path: &Path) -> Result<PredictedEntities, Error> {
    let mut documents = PredictedEntities::new();
    for (line, number) in read_file(path)?.lines().zip(1..) {
        if line.trim().is_empty() {
            continue;
        }
        let failed = |message: String| Error::new(format_args!("{}:{number}", path.display()), message);
        let value: Value = serde_json::from_str(line).map_err(|e| failed(format!("not JSON: {e}")))?;
        let name = document_name(&value).map_err(failed)?;
        let entities = entities(&value).map_err(failed)?;
        if documents.insert(name.clone(), entities).is_some() {
            return Err(failed(format!("document {name} stands here for the second time: merge its lines")));
        }
    }
    Ok(documents)
}

fn entities(record: &Value) -> Result<Vec<PredictedEntity>, String> {
    let list = record["entities"]
        .as_array()
        .ok_or("expected a list `entities`: is this onrecord's jsonl output?")?;
    let entity = |value: &Value| {
        let id = value["id"].as_u64().ok_or("an entity has no `id`")? as usize;
        let mention = |mention: &Value| {
            let range = range(mention).ok_or_else(|| format!("entity {id}: a mention has no offsets"))?;
            Ok(PredictedMention { range, form: mention["form"].as_str().unwrap_or_default().to_owned() })
        };
        let mentions =
            value["mentions"].as_array().into_iter().flatten().map(mention).collect::<Result<_, String>>()?;
        let role = |role: &Value| range(role).ok_or_else(|| format!("entity {id}: a role has no offsets"));
        let roles =
            value["roles"].as_array().into_iter().flatten().map(role).collect::<Result<_, String>>()?;
        Ok(PredictedEntity {
            id,
            kind: value["kind"].as_str().unwrap_or_default().to_owned(),
            mentions,
            roles,
        })
    };
    list.iter().map(entity).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_have_kinds_and_mentions() {
        let record = serde_json::json!({"document": {"id": "d"}, "entities": [
            {"id": 3, "name": "Ann Lee", "kind": "person", "mentions": [{"start": 1, "end": 8, "form": "name"}],
             "roles": [{"start": 10, "end": 15}]},
            {"id": 4, "name": "Kell", "kind": "place"},
        ]});
        let entities = entities(&record).unwrap();
        assert_eq!((entities[0].id, entities[0].kind.as_str()), (3, "person"));
        assert_eq!(entities[0].mentions, [PredictedMention { range: (1, 8), form: "name".into() }]);
        assert_eq!(entities[0].roles, [(10, 15)]);
        assert!(entities[1].mentions.is_empty() && entities[1].roles.is_empty());
        let broken = serde_json::json!({"entities": [{"id": 3, "mentions": [{"start": 1}]}]});
        assert_eq!(super::entities(&broken).unwrap_err(), "entity 3: a mention has no offsets");
    }
}
