//! onrecord's public format, and the writers of it.
//!
//! The engine's own types carry no serialisation: [`DocumentRecord`] is what others may rely on, and this crate owns
//! it. It is named by its `format` field, [`Format`], and specified by a JSON Schema, [`SCHEMA`].
//!
//! # The format
//!
//! JSON Lines: one [`DocumentRecord`] a document, in the order of the input.
//!
//! ```json
//! {"format": "onrecord/1", "engine": "0.1.0",
//!  "document": {"id": "reports/marl.txt", "path": "reports/marl.txt"},
//!  "entities": [{
//!    "id": 0, "name": "Tessa Marl", "kind": "person", "members": [],
//!    "mentions": [{"start": 16, "end": 20, "start_byte": 16, "end_byte": 20, "text": "Marl", "form": "name"}],
//!    "roles": [], "identifiers": [{"scheme": "wikidata", "identifier": "Q0"}]}],
//!  "attributions": [{
//!    "id": 0, "kind": "direct", "act": "speech",
//!    "speaker": 0, "speaker_role": null, "speaker_confidence": 0.98, "found_by": "name",
//!    "speaker_reason": "name", "antecedent": null,
//!    "source": {"start": 16, "end": 20, "start_byte": 16, "end_byte": 20, "text": "Marl"},
//!    "cue": {"start": 21, "end": 25, "start_byte": 21, "end_byte": 25, "text": "said"},
//!    "content": [{"start": 0, "end": 14, "start_byte": 0, "end_byte": 14, "text": "\"I am leaving,"}],
//!    "parent": null, "confidence": 0.97, "decided_by": "model"}]}
//! ```
//!
//! `start` and `end` count Unicode code points, as Python strings, brat and W3C selectors do; `start_byte` and
//! `end_byte` count UTF-8 bytes. Both count in the text **as it was read**, before cleaning
//! ([`onrecord_document::Document::as_read`]), and `text` is what stands there. What the document doesn't have
//! (a date, an address) is absent; what an attribution doesn't have is `null`. A `speaker` of `null` says that it isn't
//! known who speaks; the `source`, if any, still has the words.
//!
//! # The writers
//!
//! Each is a [`Writer`] over any [`std::io::Write`]: [`JsonLines`], [`Json`], [`Csv`], [`Brat`] and [`BratFolder`],
//! [`Html`], [`Table`], [`Terminal`]. They stream: none holds more than the document in hand.

mod brat;
mod csv;
mod entity;
mod html;
mod json;
mod jsonl;
mod layout;
mod marks;
mod reason;
#[cfg(test)]
#[path = "../tests/samples/mod.rs"]
mod samples;
mod schema;
mod table;
mod terminal;
mod text;
mod vocabulary;
mod voices;
mod wire;
mod writer;

pub use brat::{Brat, BratFolder};
pub use csv::Csv;
pub use entity::{EntityRecord, IdentifierRecord, MentionRecord};
pub use html::Html;
pub use json::Json;
pub use jsonl::JsonLines;
pub use schema::SCHEMA;
pub use table::Table;
pub use terminal::Terminal;
pub use vocabulary::{Act, DecidedBy, EntityKind, Form, FoundBy, Kind};
pub use voices::By;
pub use wire::{AttributionRecord, DocumentDescription, DocumentRecord, Format, SpanRecord};
pub use writer::Writer;
