use std::io::{self, Write};

use onrecord_document::Document;

use crate::{Applicability, Diagnostic, Lines, Writer, place_of};

/// A line each: `article.txt:3:5: N01 “Quell” is probably “Quill”: one name spelt two ways`, with `[*]` before the words where `--fix` can settle it.
#[derive(Debug)]
pub struct Concise<W> {
    out: W,
}

impl<W: Write> Concise<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Concise<W> {
        Concise { out }
    }
}

impl<W: Write> Writer for Concise<W> {
    fn write(&mut self, document: &Document, diagnostics: &[Diagnostic]) -> io::Result<()> {
        let lines = Lines::new(document);
        diagnostics
            .iter()
            .try_for_each(|diagnostic| writeln!(self.out, "{}", line(document, &lines, diagnostic)))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The line of a diagnostic, without its end.
pub(super) fn line(document: &Document, lines: &Lines<'_>, diagnostic: &Diagnostic) -> String {
    let (start, _) = lines.of(diagnostic.primary().span);
    let fixable = diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe);
    let mark = if fixable { "[*] " } else { "" };
    let Diagnostic { code, message, .. } = diagnostic;
    let line = format!("{}:{}:{}: {code} {mark}{message}", place_of(document), start.line, start.column);
    line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
