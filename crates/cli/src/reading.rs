//! What the commands that read articles have in common.

use std::io::{self, IsTerminal};

use onrecord_document::{Annotations, Document};
use onrecord_engine::Engine;
use onrecord_ingest::{Fields, Input, Issue, Options};

use crate::arguments::{FieldArguments, ReadingArguments};
use crate::failure::Failure;

/// What there is to read: under `paths`, or without any, on standard input.
///
/// # Errors
/// If nothing is named and standard input is a terminal; `example` then says how to go on.
pub(crate) fn find_inputs(paths: &[String], example: &str) -> Result<(Vec<Input>, Vec<Issue>), Failure> {
    if !paths.is_empty() {
        return Ok(onrecord_ingest::inputs(paths));
    }
    if io::stdin().is_terminal() {
        return Err(
            Failure::new("nothing to read: no PATH is given, and standard input is a terminal").hint(example)
        );
    }
    Ok((vec![Input::stdin()], Vec::new()))
}

/// How to read, from the arguments.
pub(crate) fn options(arguments: &ReadingArguments) -> Options {
    Options {
        format: arguments.input_format,
        fields: usual_after(&arguments.fields),
        max_document_bytes: arguments.max_document_size.get().saturating_mul(1 << 20),
    }
}

/// The usual names of fields, after those that the user gives.
fn usual_after(given: &FieldArguments) -> Fields {
    let mut fields = Fields::default();
    for (names, name) in [
        (&mut fields.text, &given.text_field),
        (&mut fields.id, &given.id_field),
        (&mut fields.url, &given.url_field),
        (&mut fields.headline, &given.headline_field),
        (&mut fields.byline, &given.byline_field),
        (&mut fields.publisher, &given.publisher_field),
        (&mut fields.date, &given.date_field),
        (&mut fields.language, &given.language_field),
    ] {
        if let Some(name) = name {
            names.insert(0, name.clone());
        }
    }
    fields
}

/// Every document of a file, or of standard input where it is `-`.
///
/// # Errors
/// If it can't be read, or one of its documents can't.
pub(crate) fn documents(path: &str) -> Result<Vec<Document>, Failure> {
    let input = if path == "-" { Input::stdin() } else { Input::file(path) };
    let documents = input.open(&Options::default()).map_err(Failure::from)?;
    documents.map(|document| document.map_err(Failure::from)).collect()
}

/// A document and what the engine finds in it.
///
/// # Errors
/// If the engine can't be run.
pub(crate) fn annotated(engine: &Engine, document: Document) -> Result<(Document, Annotations), Failure> {
    let annotations =
        engine.annotate(&document).map_err(|error| Failure::new(format!("{}: {error}", document.id)))?;
    Ok((document, annotations))
}
