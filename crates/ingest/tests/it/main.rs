//! Text in, text out, for each format and for each way that reading can go wrong.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod hostile;
mod html;
mod inputs;
mod jsonl;
mod text;
mod warc;

use std::io::{Cursor, Write};

use onrecord_document::{Document, Span};
use onrecord_ingest::{Documents, Issue, Options};

/// Everything read from bytes under a name: texts with their ids, and issues, a line each.
fn read(name: &str, bytes: &[u8]) -> String {
    read_with(name, bytes, &Options::default())
}

fn read_with(name: &str, bytes: &[u8], options: &Options) -> String {
    let line = |document: Result<Document, Issue>| match document {
        Ok(document) => format!("{} = {:?}\n", document.id, document.text),
        Err(issue) => format!("! {} ({})\n", issue, issue.kind.name()),
    };
    match Documents::from_reader(name, Cursor::new(bytes.to_vec()), options) {
        Ok(documents) => documents.map(line).collect(),
        Err(issue) => line(Err(issue)),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::stream::encode_all(bytes, 1).unwrap()
}

/// The span of words in a document's text.
#[track_caller]
fn span(document: &Document, words: &str) -> Span {
    let at = document.text.find(words).unwrap_or_else(|| panic!("`{words}` isn't in {:?}", document.text));
    Span::new(at, at + words.len())
}
