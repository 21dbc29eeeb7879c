use std::collections::BTreeMap;
use std::io::{self, Write};

use onrecord_document::Document;
use serde_json::{Value, json};

use crate::{Diagnostic, Lines, Position, Severity, Writer, fingerprint, place_of};

/// A code quality report: one array, written at the end.
#[derive(Debug)]
pub struct Gitlab<W> {
    out: W,
    entries: Vec<Value>,
    /// How often a fingerprint was given, since GitLab wants them unique.
    given: BTreeMap<String, usize>,
}

impl<W: Write> Gitlab<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Gitlab<W> {
        Gitlab { out, entries: Vec::new(), given: BTreeMap::new() }
    }
}

impl<W: Write> Writer for Gitlab<W> {
    fn write(&mut self, document: &Document, diagnostics: &[Diagnostic]) -> io::Result<()> {
        let lines = Lines::new(document);
        let position = |position: Position| json!({ "line": position.line, "column": position.column });
        for diagnostic in diagnostics {
            let (start, end) = lines.of(diagnostic.primary().span);
            let path = place_of(document);
            let print = format!("{path}-{}", fingerprint(document, diagnostic));
            let times = self.given.entry(print.clone()).or_insert(0);
            *times += 1;
            let print = if *times == 1 { print } else { format!("{print}-{times}") };
            self.entries.push(json!({
                "check_name": diagnostic.code,
                "description": format!("{}: {}", diagnostic.code, diagnostic.message),
                "fingerprint": print,
                "severity": match diagnostic.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Suggestion => "info",
                },
                "location": {
                    "path": path,
                    "positions": { "begin": position(start), "end": position(end) },
                },
            }));
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut self.out, &self.entries)?;
        writeln!(self.out)?;
        self.out.flush()
    }
}
