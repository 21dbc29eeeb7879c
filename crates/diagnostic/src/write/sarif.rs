use std::io::{self, Write};

use onrecord_document::{Document, Span};
use serde_json::{Value, json};

use super::RuleInfo;
use crate::{Diagnostic, Lines, Severity, Writer, fingerprint, place_of};

/// SARIF 2.1.0: one log with one run, written at the end.
#[derive(Debug)]
pub struct Sarif<W> {
    out: W,
    rules: Vec<RuleInfo>,
    results: Vec<Value>,
}

impl<W: Write> Sarif<W> {
    /// Writes to `out`.
    pub fn new(out: W, rules: Vec<RuleInfo>) -> Sarif<W> {
        Sarif { out, rules, results: Vec::new() }
    }
}

impl<W: Write> Writer for Sarif<W> {
    fn write(&mut self, document: &Document, diagnostics: &[Diagnostic]) -> io::Result<()> {
        let lines = Lines::new(document);
        let uri = uri(&place_of(document));
        let region = |span: Span| {
            let (start, end) = lines.of(span);
            json!({
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            })
        };
        let location = |span| json!({ "physicalLocation": { "artifactLocation": { "uri": uri }, "region": region(span) } });
        for diagnostic in diagnostics {
            let related =
                diagnostic.labels.iter().filter(|label| !label.primary).enumerate().map(|(id, label)| {
                    let mut place = location(label.span);
                    place["id"] = id.into();
                    place["message"] = json!({ "text": label.text });
                    place
                });
            let mut result = json!({
                "ruleId": diagnostic.code,
                "level": level(diagnostic.severity),
                "message": { "text": diagnostic.message },
                "locations": [location(diagnostic.primary().span)],
                "relatedLocations": related.collect::<Vec<_>>(),
                "partialFingerprints": { "onrecord/v1": fingerprint(document, diagnostic) },
            });
            if let Some(index) = self.rules.iter().position(|rule| rule.code == diagnostic.code) {
                result["ruleIndex"] = index.into();
            }
            if let Some(fix) = &diagnostic.fix {
                let replacements: Vec<Value> = (fix.edits.iter())
                    .map(|edit| json!({ "deletedRegion": region(edit.span), "insertedContent": { "text": edit.text } }))
                    .collect();
                result["fixes"] = json!([{
                    "description": { "text": fix.title },
                    "artifactChanges": [{ "artifactLocation": { "uri": uri }, "replacements": replacements }],
                }]);
            }
            self.results.push(result);
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let rules: Vec<Value> = (self.rules.iter())
            .map(|rule| {
                let mut value = json!({
                    "id": rule.code,
                    "name": rule.name,
                    "shortDescription": { "text": rule.what },
                    "fullDescription": { "text": rule.why },
                    "help": { "text": rule.why },
                    "defaultConfiguration": { "level": level(rule.severity) },
                });
                if let Some(link) = rule.link {
                    value["helpUri"] = link.into();
                }
                value
            })
            .collect();
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "onrecord",
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                } },
                "columnKind": "unicodeCodePoints",
                "results": self.results,
            }],
        });
        serde_json::to_writer_pretty(&mut self.out, &log)?;
        writeln!(self.out)?;
        self.out.flush()
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "note",
    }
}

/// A path as a URI reference (RFC 3986): what isn't unreserved or a slash is escaped.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    if uri.starts_with('/') { format!("file://{uri}") } else { uri }
}
