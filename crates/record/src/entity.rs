use onrecord_document::Entity;
use schemars::JsonSchema;
use serde::Serialize;

use crate::SpanRecord;
use crate::vocabulary::{EntityKind, Form};
use crate::wire::Spans;

/// Someone or something that the document speaks of, under one name through the whole of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Entity")]
pub struct EntityRecord {
    /// What `speaker` and `members` refer to. Unique within the document, and only there.
    pub id: usize,
    /// The fullest name printed, without titles; the fullest description where no name is printed.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The `id`s of those of whom a joint source ("Lee and Moor") is made: at least two, or none.
    pub members: Vec<usize>,
    /// Where it is named, described or referred to, in order.
    pub mentions: Vec<MentionRecord>,
    /// Titles and roles printed beside its name, in order.
    pub roles: Vec<SpanRecord>,
    /// What others call it, where a list of known people was given.
    pub identifiers: Vec<IdentifierRecord>,
}

/// One naming of an entity: where it stands, and in what form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Mention")]
pub struct MentionRecord {
    /// The words: of a name without title or role, of a description whole.
    #[serde(flatten)]
    pub span: SpanRecord,
    /// In what form.
    pub form: Form,
}

/// What a list of known people calls an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Identifier")]
pub struct IdentifierRecord {
    /// Whose list: `wikidata`, `popolo`.
    pub scheme: String,
    /// The name in it: `Q217`.
    pub identifier: String,
}

impl EntityRecord {
    pub(crate) fn new(id: usize, entity: &Entity, spans: &Spans) -> EntityRecord {
        EntityRecord {
            id,
            name: entity.name.clone(),
            kind: entity.kind.into(),
            members: entity.members.clone(),
            mentions: (entity.mentions.iter())
                .map(|mention| MentionRecord { span: spans.span(mention.span), form: mention.form.into() })
                .collect(),
            roles: entity.roles.iter().map(|role| spans.span(*role)).collect(),
            identifiers: (entity.identifiers.iter())
                .map(|known| IdentifierRecord {
                    scheme: known.scheme.clone(),
                    identifier: known.identifier.clone(),
                })
                .collect(),
        }
    }
}
