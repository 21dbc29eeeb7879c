use std::io::{self, Write};

use onrecord_document::Document;
use serde_json::{Value, json};

use super::{RuleInfo, link_of};
use crate::{Diagnostic, Label, Lines, Position, Writer, place_of};

/// An array of objects, in ruff's shape, with `level`, `labels`, `notes` and `help` besides.
#[derive(Debug)]
pub struct Json<W> {
    out: W,
    rules: Vec<RuleInfo>,
    any: bool,
}

impl<W: Write> Json<W> {
    /// Writes to `out`.
    pub fn new(out: W, rules: Vec<RuleInfo>) -> Json<W> {
        Json { out, rules, any: false }
    }
}

impl<W: Write> Writer for Json<W> {
    fn write(&mut self, document: &Document, diagnostics: &[Diagnostic]) -> io::Result<()> {
        let lines = Lines::new(document);
        for diagnostic in diagnostics {
            self.out.write_all(if self.any { b",\n" } else { b"[\n" })?;
            self.any = true;
            let object = serde_json::to_string_pretty(&object(document, &lines, &self.rules, diagnostic))?;
            write!(self.out, "  {}", object.replace('\n', "\n  "))?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(if self.any { b"\n]\n" } else { b"[]\n" })?;
        self.out.flush()
    }
}

/// The same objects, one a line.
#[derive(Debug)]
pub struct JsonLines<W> {
    out: W,
    rules: Vec<RuleInfo>,
}

impl<W: Write> JsonLines<W> {
    /// Writes to `out`.
    pub fn new(out: W, rules: Vec<RuleInfo>) -> JsonLines<W> {
        JsonLines { out, rules }
    }
}

impl<W: Write> Writer for JsonLines<W> {
    fn write(&mut self, document: &Document, diagnostics: &[Diagnostic]) -> io::Result<()> {
        let lines = Lines::new(document);
        for diagnostic in diagnostics {
            writeln!(self.out, "{}", object(document, &lines, &self.rules, diagnostic))?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn object(document: &Document, lines: &Lines<'_>, rules: &[RuleInfo], diagnostic: &Diagnostic) -> Value {
    let (start, end) = lines.of(diagnostic.primary().span);
    let fix = diagnostic.fix.as_ref().map(|fix| {
        let edits: Vec<Value> = (fix.edits.iter())
            .map(|edit| {
                let (start, end) = lines.of(edit.span);
                json!({ "content": edit.text, "location": position(start), "end_location": position(end) })
            })
            .collect();
        json!({ "applicability": fix.applicability.name(), "message": fix.title, "edits": edits })
    });
    let label = |label: &Label| {
        let (start, end) = lines.of(label.span);
        json!({
            "location": position(start),
            "end_location": position(end),
            "text": label.span.of(&document.text),
            "message": label.text,
            "primary": label.primary,
        })
    };
    json!({
        "code": diagnostic.code,
        "name": diagnostic.name,
        "level": diagnostic.severity.name(),
        "message": diagnostic.message,
        "filename": place_of(document),
        "location": position(start),
        "end_location": position(end),
        "labels": diagnostic.labels.iter().map(label).collect::<Vec<_>>(),
        "notes": diagnostic.notes,
        "help": diagnostic.help,
        "fix": fix,
        "url": link_of(rules, diagnostic.code),
        "fingerprint": crate::fingerprint(document, diagnostic),
    })
}

fn position(position: Position) -> Value {
    json!({ "row": position.line, "column": position.column })
}
