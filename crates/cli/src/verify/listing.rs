use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use onrecord_compare::{Class, Origin, Verified};
use onrecord_diagnostic::{Lines, place_of};
use onrecord_document::{Document, Span};
use serde_json::{Value, json};

const GOOD: Style = AnsiColor::Green.on_default();
const DOUBTFUL: Style = AnsiColor::Yellow.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();

/// A paragraph a quotation: its place and class, its words with what differs as `[-said-]{+quoted+}`, and where it was found.
pub(super) fn text(
    out: &mut impl Write,
    article: &Document,
    all: &[Verified],
    sources: &[Origin<'_>],
) -> io::Result<()> {
    let lines = Lines::new(article);
    for verified in all {
        let (start, _) = lines.of(verified.quotation);
        let style = match verified.class {
            Class::AsSaid | Class::MarkedCut => GOOD,
            Class::UnmarkedCut | Class::WordsChanged | Class::OrderChanged | Class::NotFound => DOUBTFUL,
            Class::OtherSpeaker | Class::MeaningChanged => BAD,
        };
        let class = verified.class.name();
        writeln!(out, "{}:{}:{}: {style}{class}{style:#}", place_of(article), start.line, start.column)?;
        writeln!(out, "    {}", marked(article, verified, sources))?;
        if let Some((source, span)) = verified.found {
            let document = sources[source].document;
            let (start, _) = Lines::new(document).of(span);
            writeln!(out, "    found at {}:{}:{}", place_of(document), start.line, start.column)?;
        }
        if let Some((here, there)) = &verified.speakers
            && verified.class == Class::OtherSpeaker
        {
            writeln!(out, "    said by {} here, and by {} there", one_line(here), one_line(there))?;
        }
    }
    Ok(())
}

/// An object a quotation, one a line.
pub(super) fn json(
    out: &mut impl Write,
    article: &Document,
    all: &[Verified],
    sources: &[Origin<'_>],
) -> io::Result<()> {
    let lines = Lines::new(article);
    for verified in all {
        let place = |document: &Document, lines: &Lines<'_>, span: Span| {
            let (start, end) = lines.of(span);
            json!({
                "filename": place_of(document),
                "location": { "row": start.line, "column": start.column },
                "end_location": { "row": end.line, "column": end.column },
                "text": span.of(&document.text),
            })
        };
        let found = verified.found.map(|(source, span)| {
            let document = sources[source].document;
            place(document, &Lines::new(document), span)
        });
        let differences: Vec<Value> = (verified.differences.iter())
            .map(|difference| {
                let said = difference.said.zip(verified.found).map(|(span, (source, _))| span.of(&sources[source].document.text));
                json!({ "said": said, "quoted": difference.quoted.map(|span| span.of(&article.text)), "marked": difference.marked })
            })
            .collect();
        let object = json!({
            "class": verified.class.name(),
            "quotation": place(article, &lines, verified.quotation),
            "found": found,
            "differences": differences,
            "speaker": verified.speakers.as_ref().map(|(here, _)| here),
            "speaker_in_source": verified.speakers.as_ref().map(|(_, there)| there),
        });
        writeln!(out, "{object}")?;
    }
    Ok(())
}

/// The quotation's words, with what differs.
fn marked(article: &Document, verified: &Verified, sources: &[Origin<'_>]) -> String {
    let mut text = String::new();
    let mut at = verified.quotation.start;
    let source = verified.found.map(|(source, _)| sources[source].document);
    for difference in &verified.differences {
        let place = difference.at.clamp(at, verified.quotation.end.max(at));
        text.push_str(&article.text[at..place]);
        at = place;
        if let Some(said) = difference.said.zip(source).map(|(span, document)| span.of(&document.text)) {
            text.push_str(&format!("[-{said}-]"));
        }
        match difference.quoted {
            Some(quoted) => {
                text.push_str(&format!("{{+{}+}}", quoted.of(&article.text)));
                at = quoted.end;
            }
            None => text.push(' '),
        }
    }
    text.push_str(&article.text[at..verified.quotation.end.max(at)]);
    one_line(&text)
}

/// Text that can't steer the terminal, on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect()
}
