use std::io;

use onrecord_document::Document;

use crate::DocumentRecord;

/// Writes records in one format, one document after another.
pub trait Writer {
    /// Writes what was found in a document. `record` must have been made of `document`, which gives the writers
    /// that mark the text that text.
    ///
    /// # Errors
    /// Whatever the output reports.
    fn write(&mut self, record: &DocumentRecord, document: &Document) -> io::Result<()>;

    /// Writes what must stand at the end, also where there was no document, and flushes. Call it once, last.
    ///
    /// # Errors
    /// Whatever the output reports.
    fn finish(&mut self) -> io::Result<()>;
}
