//! `onrecord diff`.

use std::fmt::Write as _;

use onrecord_compare::{Changed, diff};
use onrecord_diagnostic::{Lines, place_of};
use onrecord_document::{Annotations, Document, Span};
use onrecord_engine::Engine;
use serde_json::{Value, json};

use crate::arguments::{DiffArguments, ListFormat};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::reading::{annotated, documents};
use crate::schema::print;

/// Prints what became of the statements between two versions of an article.
pub(crate) fn run(arguments: &DiffArguments) -> Result<ExitStatus, Failure> {
    let engine = Engine::new().map_err(|error| Failure::new(format!("can't start the engine: {error}")))?;
    let version = |path: &str| -> Result<(Document, Annotations), Failure> {
        let first = documents(path)?.into_iter().next();
        annotated(&engine, first.ok_or_else(|| Failure::new(format!("{path}: there is no article in it")))?)
    };
    let (old, new) = (version(&arguments.old)?, version(&arguments.new)?);
    let mut out = String::new();
    for change in diff((&old.0, &old.1), (&new.0, &new.1)) {
        let shown = match arguments.output_format {
            ListFormat::Text => text(&change, &old, &new),
            ListFormat::Json => format!("{}\n", object(&change, &old, &new)),
        };
        out.push_str(&shown);
    }
    print(out.as_bytes())
}

type Version = (Document, Annotations);

/// A statement in a version: where, who, what.
fn side(version: &Version, index: usize) -> (String, String, String) {
    let (document, annotations) = version;
    let attribution = &annotations.attributions[index];
    let first = attribution.content.first().copied().unwrap_or(Span::new(0, 0));
    let (start, _) = Lines::new(document).of(first);
    let place = format!("{}:{}:{}", place_of(document), start.line, start.column);
    let who = attribution.source.map_or("nobody named", |source| source.of(&document.text));
    let what: Vec<&str> = attribution.content.iter().map(|part| part.of(&document.text)).collect();
    (place, one_line(who), one_line(&what.join(" ")))
}

fn text(change: &Changed, old: &Version, new: &Version) -> String {
    let mut text = String::new();
    let last = change.new.map(|index| side(new, index));
    let first = change.old.map(|index| side(old, index));
    let Some((place, ..)) = last.as_ref().or(first.as_ref()) else { return text };
    let _ = writeln!(text, "{place}: {}", change.change.name());
    for (mark, side) in [('-', &first), ('+', &last)] {
        if let Some((_, who, what)) = side {
            let _ = writeln!(text, "  {mark} {who}: {what}");
        }
    }
    for (before, after) in &change.differences {
        let of = |span: &Option<Span>, document: &Document| {
            span.map_or(String::new(), |span| one_line(span.of(&document.text)))
        };
        let _ = writeln!(text, "    [-{}-] {{+{}+}}", of(before, &old.0), of(after, &new.0));
    }
    text
}

fn object(change: &Changed, old: &Version, new: &Version) -> Value {
    let shown = |version: &Version, index: Option<usize>| {
        index.map(|index| {
            let (place, who, what) = side(version, index);
            json!({ "place": place, "source": who, "content": what })
        })
    };
    let differences: Vec<Value> = (change.differences.iter())
        .map(|(before, after)| {
            json!({ "old": before.map(|span| span.of(&old.0.text)), "new": after.map(|span| span.of(&new.0.text)) })
        })
        .collect();
    json!({ "change": change.change.name(), "old": shown(old, change.old), "new": shown(new, change.new), "differences": differences })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect()
}
