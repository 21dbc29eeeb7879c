//! What must hold of everything that is read, whatever the bytes. Run a target with
//! `cargo +nightly fuzz run warc`.

use std::io::Cursor;

use onrecord_document::{CodePoints, Document, Span};
use onrecord_ingest::{Documents, Format, Options};

/// Reads all documents in some bytes and checks them.
pub fn read(bytes: &[u8], format: Format) {
    let options = Options { format: Some(format), max_document_bytes: 64 << 10, ..Options::default() };
    let Ok(documents) = Documents::from_reader("fuzz", Cursor::new(bytes.to_vec()), &options) else { return };
    for document in documents.flatten() {
        check(&document);
    }
}

fn check(document: &Document) {
    assert!(!document.id.is_empty());
    assert!(!document.text.trim().is_empty());
    assert!(!document.text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
    let (mut from, mut to) = (0, 0);
    for run in &document.origin.to_read {
        assert!(run.from >= from && run.to >= to);
        (from, to) = (run.from + run.len, run.to + run.len);
        assert_eq!(document.text[run.from..from], document.as_read()[run.to..to]);
    }
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && !block.span.of(&document.text).is_empty());
        end = block.span.end;
    }
    assert!(document.origin.to_raw.windows(2).all(|pair| pair[0].from <= pair[1].from));
    // Every span has its place in the text as read.
    let points = CodePoints::new(document.as_read());
    for (start, character) in document.text.char_indices().take(1000) {
        points.of(document.to_read(Span::new(start, start + character.len_utf8())));
    }
}
