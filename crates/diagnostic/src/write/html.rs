use std::io::{self, Write};

use onrecord_document::{Document, Span};

use super::xml::Escaped;
use crate::{Diagnostic, Lines, Writer, place_of};

/// A page that needs nothing else: each text with the words in question marked, and beside it what is the matter.
#[derive(Debug)]
pub struct Html<W> {
    out: W,
    begun: bool,
}

impl<W: Write> Html<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Html<W> {
        Html { out, begun: false }
    }

    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        write!(
            self.out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>Findings – on the record</title>\n<style>\n{}</style>\n</head>\n<body>\n",
            include_str!("page.css")
        )
    }
}

impl<W: Write> Writer for Html<W> {
    fn write(&mut self, document: &Document, diagnostics: &[Diagnostic]) -> io::Result<()> {
        self.begin()?;
        let lines = Lines::new(document);
        writeln!(self.out, "<article>\n<h1>{}</h1>\n<div class=\"story\">", Escaped(&place_of(document)))?;
        let marks = marks(document, diagnostics);
        let text = document.as_read();
        let mut at = 0;
        for (span, n) in &marks {
            write!(self.out, "{}", Escaped(&text[at..span.start]))?;
            let severity = diagnostics[*n].severity.name();
            write!(
                self.out,
                "<mark class=\"{severity}\"><a href=\"#{}\">{}</a></mark>",
                id(document, *n),
                Escaped(span.of(text))
            )?;
            at = span.end;
        }
        writeln!(self.out, "{}</div>\n<ol>", Escaped(&text[at..]))?;
        for (n, diagnostic) in diagnostics.iter().enumerate() {
            let (start, _) = lines.of(diagnostic.primary().span);
            writeln!(
                self.out,
                "<li id=\"{}\" class=\"{}\"><p><b>{}</b> {} <small>{}:{}</small></p>",
                id(document, n),
                diagnostic.severity.name(),
                diagnostic.code,
                Escaped(&diagnostic.message),
                start.line,
                start.column,
            )?;
            for label in diagnostic.labels.iter().filter(|label| !label.text.is_empty()) {
                let words = label.span.of(&document.text);
                writeln!(self.out, "<p><q>{}</q> {}</p>", Escaped(words), Escaped(&label.text))?;
            }
            for line in diagnostic.notes.iter().chain(&diagnostic.help) {
                writeln!(self.out, "<p class=\"note\">{}</p>", Escaped(line))?;
            }
            writeln!(self.out, "</li>")?;
        }
        writeln!(self.out, "</ol>\n</article>")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.begin()?;
        writeln!(self.out, "</body>\n</html>")?;
        self.out.flush()
    }
}

/// Primary places in the text as read, in order; of two that overlap the first.
fn marks(document: &Document, diagnostics: &[Diagnostic]) -> Vec<(Span, usize)> {
    let mut marks: Vec<(Span, usize)> =
        diagnostics.iter().enumerate().map(|(n, d)| (document.to_read(d.primary().span), n)).collect();
    marks.sort_unstable();
    marks.dedup_by(|later, earlier| later.0.start < earlier.0.end);
    marks
}

/// What to call a finding within the page.
fn id(document: &Document, n: usize) -> String {
    let name: String = document.id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("{name}-{}", n + 1)
}
