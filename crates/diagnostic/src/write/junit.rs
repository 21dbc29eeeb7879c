use std::fmt::Write as _;
use std::io::{self, Write};

use onrecord_document::Document;

use super::xml::Escaped;
use crate::{Diagnostic, Lines, Writer, place_of};

/// A JUnit report: a suite a document, a failed case a diagnostic; a document without any has one case that passed.
#[derive(Debug)]
pub struct Junit<W> {
    out: W,
    suites: String,
    failures: usize,
    tests: usize,
}

impl<W: Write> Junit<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Junit<W> {
        Junit { out, suites: String::new(), failures: 0, tests: 0 }
    }
}

impl<W: Write> Writer for Junit<W> {
    fn write(&mut self, document: &Document, diagnostics: &[Diagnostic]) -> io::Result<()> {
        let lines = Lines::new(document);
        let place = place_of(document);
        let path = Escaped(&place);
        let (tests, failures) = (diagnostics.len().max(1), diagnostics.len());
        self.tests += tests;
        self.failures += failures;
        let suites = &mut self.suites;
        let head =
            format!("name=\"{path}\" tests=\"{tests}\" disabled=\"0\" errors=\"0\" failures=\"{failures}\"");
        let mut put = |text: String| {
            suites.push_str(&text);
            suites.push('\n');
        };
        put(format!("    <testsuite {head} package=\"org.onrecord\">"));
        if diagnostics.is_empty() {
            put(format!("        <testcase name=\"No findings\" classname=\"{path}\"/>"));
        }
        for diagnostic in diagnostics {
            let (start, _) = lines.of(diagnostic.primary().span);
            let (line, column) = (start.line, start.column);
            let message = Escaped(&diagnostic.message);
            let mut case = String::new();
            let _ = write!(
                case,
                "        <testcase name=\"org.onrecord.{}\" classname=\"{path}\" line=\"{line}\" column=\"{column}\">\n            \
                 <failure message=\"{message}\" type=\"{}\">line {line}, col {column}, {message}</failure>\n        </testcase>",
                diagnostic.code,
                diagnostic.severity.name(),
            );
            put(case);
        }
        put("    </testsuite>".to_owned());
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let (tests, failures) = (self.tests, self.failures);
        writeln!(self.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(
            self.out,
            "<testsuites name=\"onrecord\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
        )?;
        write!(self.out, "{}</testsuites>\n", self.suites)?;
        self.out.flush()
    }
}
