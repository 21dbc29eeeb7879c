use std::io::{self, Write};

use onrecord_document::Document;
use serde_json::{Value, json};

use super::{RuleInfo, link_of};
use crate::{Diagnostic, Lines, Severity, Writer, place_of};

/// The diagnostics of reviewdog: one object, written at the end.
#[derive(Debug)]
pub struct Rdjson<W> {
    out: W,
    rules: Vec<RuleInfo>,
    entries: Vec<Value>,
}

impl<W: Write> Rdjson<W> {
    /// Writes to `out`.
    pub fn new(out: W, rules: Vec<RuleInfo>) -> Rdjson<W> {
        Rdjson { out, rules, entries: Vec::new() }
    }
}

impl<W: Write> Writer for Rdjson<W> {
    fn write(&mut self, document: &Document, diagnostics: &[Diagnostic]) -> io::Result<()> {
        let lines = Lines::new(document);
        let range = |span| {
            let (start, end) = lines.of(span);
            json!({
                "start": { "line": start.line, "column": start.column },
                "end": { "line": end.line, "column": end.column },
            })
        };
        for diagnostic in diagnostics {
            let location = |span| json!({ "path": place_of(document), "range": range(span) });
            let mut code = json!({ "value": diagnostic.code });
            if let Some(link) = link_of(&self.rules, diagnostic.code) {
                code["url"] = link.into();
            }
            let others = diagnostic.labels.iter().filter(|label| !label.primary);
            let related: Vec<Value> = others
                .map(|label| json!({ "message": label.text, "location": location(label.span) }))
                .collect();
            let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
            let suggestions: Vec<Value> =
                edits.map(|edit| json!({ "range": range(edit.span), "text": edit.text })).collect();
            self.entries.push(json!({
                "code": code,
                "message": diagnostic.message,
                "severity": match diagnostic.severity {
                    Severity::Error => "ERROR",
                    Severity::Warning => "WARNING",
                    Severity::Suggestion => "INFO",
                },
                "location": location(diagnostic.primary().span),
                "related_locations": related,
                "suggestions": suggestions,
            }));
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let report = json!({
            "source": { "name": "onrecord", "url": env!("CARGO_PKG_REPOSITORY") },
            "severity": "WARNING",
            "diagnostics": self.entries,
        });
        serde_json::to_writer_pretty(&mut self.out, &report)?;
        writeln!(self.out)?;
        self.out.flush()
    }
}
