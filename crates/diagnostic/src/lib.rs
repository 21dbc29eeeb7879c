//! Findings about a text, and how they are shown.
//!
//! A [`Diagnostic`] points at words of a [`Document`](onrecord_document::Document) and says what is the matter with them. A [`Writer`] shows the
//! diagnostics of one document after another in one format; [`Format::writer`] makes it. Names and shapes of the formats are ruff's,
//! so that what reads ruff's output reads ours.
//!
//! Spans are bytes of `Document::text`. What is printed counts lines and columns, both from 1, in the text as it was read; a
//! column is a Unicode code point.

mod diagnostic;
mod excerpt;
mod fingerprint;
mod fix;
mod place;
mod write;

pub use diagnostic::{Diagnostic, Label, Severity};
pub use fingerprint::fingerprint;
pub use fix::{Applicability, Edit, Fix, apply};
pub use place::{Lines, Position, place_of};
pub use write::{
    Concise, Format, Full, Github, Gitlab, Html, Json, JsonLines, Junit, Rdjson, RuleInfo, Sarif, Style,
    Writer,
};
