mod concise;
mod full;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod rdjson;
mod sarif;
mod xml;

use std::io::{self, Write};

use onrecord_document::Document;

use crate::{Diagnostic, Severity};

pub use concise::Concise;
pub use full::{Full, Style};
pub use github::Github;
pub use gitlab::Gitlab;
pub use html::Html;
pub use json::{Json, JsonLines};
pub use junit::Junit;
pub use rdjson::Rdjson;
pub use sarif::Sarif;

/// Shows diagnostics in one format, one document after another.
pub trait Writer {
    /// Shows those of a document, whose spans must count in its text.
    ///
    /// # Errors
    /// Whatever the output reports.
    fn write(&mut self, document: &Document, diagnostics: &[Diagnostic]) -> io::Result<()>;

    /// Writes what must stand at the end, also where there was no document, and flushes. Call it once, last.
    ///
    /// # Errors
    /// Whatever the output reports.
    fn finish(&mut self) -> io::Result<()>;
}

/// What the formats that describe rules need to know about one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it finds, in a sentence.
    pub what: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// Where more is to be read.
    pub link: Option<&'static str>,
    /// How much it matters unless a diagnostic says otherwise.
    pub severity: Severity,
}

/// A format for diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The words in question with what is to be seen at each place.
    Full,
    /// A line each.
    Concise,
    /// An array of objects.
    Json,
    /// An object a line.
    JsonLines,
    /// Workflow commands of GitHub Actions.
    Github,
    /// A code quality report of GitLab.
    Gitlab,
    /// A JUnit report in XML.
    Junit,
    /// SARIF 2.1.0.
    Sarif,
    /// The diagnostics of reviewdog.
    Rdjson,
    /// A page for a browser.
    Html,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 10] = [
        Format::Full,
        Format::Concise,
        Format::Json,
        Format::JsonLines,
        Format::Github,
        Format::Gitlab,
        Format::Junit,
        Format::Sarif,
        Format::Rdjson,
        Format::Html,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Full => "full",
            Format::Concise => "concise",
            Format::Json => "json",
            Format::JsonLines => "json-lines",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
            Format::Junit => "junit",
            Format::Sarif => "sarif",
            Format::Rdjson => "rdjson",
            Format::Html => "html",
        }
    }

    /// What writes this format to `out`. `style` is for [`Format::Full`]; `rules` are those that a report describes.
    pub fn writer<W: Write + 'static>(self, out: W, style: Style, rules: Vec<RuleInfo>) -> Box<dyn Writer> {
        match self {
            Format::Full => Box::new(Full::new(out, style)),
            Format::Concise => Box::new(Concise::new(out)),
            Format::Json => Box::new(Json::new(out, rules)),
            Format::JsonLines => Box::new(JsonLines::new(out, rules)),
            Format::Github => Box::new(Github::new(out)),
            Format::Gitlab => Box::new(Gitlab::new(out)),
            Format::Junit => Box::new(Junit::new(out)),
            Format::Sarif => Box::new(Sarif::new(out, rules)),
            Format::Rdjson => Box::new(Rdjson::new(out, rules)),
            Format::Html => Box::new(Html::new(out)),
        }
    }
}

/// The link of a rule, where it has one.
fn link_of(rules: &[RuleInfo], code: &str) -> Option<&'static str> {
    rules.iter().find(|rule| rule.code == code).and_then(|rule| rule.link)
}
