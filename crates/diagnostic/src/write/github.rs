use std::io::{self, Write};

use onrecord_document::Document;

use super::concise;
use crate::{Diagnostic, Lines, Severity, Writer, place_of};

/// Workflow commands, which GitHub Actions shows beside the lines of a change.
#[derive(Debug)]
pub struct Github<W> {
    out: W,
}

impl<W: Write> Github<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Github<W> {
        Github { out }
    }
}

impl<W: Write> Writer for Github<W> {
    fn write(&mut self, document: &Document, diagnostics: &[Diagnostic]) -> io::Result<()> {
        let lines = Lines::new(document);
        for diagnostic in diagnostics {
            let (start, end) = lines.of(diagnostic.primary().span);
            let command = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Suggestion => "notice",
            };
            let file = property(&place_of(document));
            let (line, column, code) = (start.line, start.column, diagnostic.code);
            write!(self.out, "::{command} title=onrecord ({code}),file={file},line={line},col={column}")?;
            write!(self.out, ",endLine={}", end.line)?;
            // The interface takes an end column only within one line.
            if start.line == end.line {
                write!(self.out, ",endColumn={}", end.column)?;
            }
            writeln!(self.out, "::{}", data(&concise::line(document, &lines, diagnostic)))?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
