use std::path::PathBuf;
use std::sync::Arc;

use lsp_types::{Position, Range, Url};
use onrecord_check::{Diagnostic, Settings, check, rules};
use onrecord_document::{Annotations, Document, Span};
use onrecord_ingest::{Format, Options, document_from_str};

use crate::change::Change;
use crate::findings::Findings;
use crate::lines::{Columns, Lines};

/// The longest text that is read, in bytes: some 40,000 words, which the engine reads in half a minute.
pub(crate) const MOST: usize = 256 << 10;

/// An article that is open in the editor: its text, and what is known of it so far.
pub(crate) struct Article {
    pub(crate) uri: Url,
    /// The editor's number for this text.
    pub(crate) version: i32,
    /// The text as the editor has it.
    pub(crate) text: String,
    pub(crate) lines: Lines,
    settings: Settings,
    /// The same for what is told at once.
    at_once: Settings,
    format: Format,
    /// The text cleaned; shared with the thread that reads it.
    pub(crate) document: Arc<Document>,
    /// Bytes of `text` before the text as read: a byte order mark.
    before: usize,
    /// What is known of it without the engine.
    alone: Annotations,
    /// What the engine found in this very text.
    annotations: Option<Annotations>,
    pub(crate) findings: Findings,
    /// The text has been changed, and `document` is that of an earlier one.
    pub(crate) changed: bool,
    /// Why the text isn't read.
    pub(crate) unread: Option<String>,
    /// The number of its last change among those of all articles.
    pub(crate) touched: u64,
}

impl Article {
    pub(crate) fn new(uri: Url, language: &str, version: i32, text: String, columns: Columns) -> Article {
        let page = language.eq_ignore_ascii_case("html");
        Article {
            uri,
            version,
            lines: Lines::new(&text, columns),
            text,
            settings: Settings::default(),
            at_once: for_typography(Settings::default()),
            format: if page { Format::Html } else { Format::Text },
            document: Arc::default(),
            before: 0,
            alone: Annotations::default(),
            annotations: None,
            findings: Findings::default(),
            changed: true,
            unread: None,
            touched: 0,
        }
    }

    /// The file that it lies in, if it lies in one.
    pub(crate) fn path(&self) -> Option<PathBuf> {
        self.uri.to_file_path().ok()
    }

    /// To be called after each change of the text.
    pub(crate) fn count_lines(&mut self, columns: Columns) {
        self.lines = Lines::new(&self.text, columns);
    }

    /// Reads the changed text, and finds what is found without the engine. Annotations of the old text are dropped.
    pub(crate) fn refresh(&mut self) {
        self.changed = false;
        let read = if self.text.trim().is_empty() {
            Ok(Document::default())
        } else if self.text.len() > MOST {
            Err(format!("{} is longer than {} KiB: onrecord check reads it", self.uri, MOST >> 10))
        } else {
            let options = Options { format: Some(self.format), ..Options::default() };
            document_from_str(self.uri.as_str(), &self.text, &options).map_err(|issue| issue.to_string())
        };
        self.unread = read.as_ref().err().cloned();
        let document = read.unwrap_or_default();
        self.before = match self.format {
            Format::Text => self.text.len().saturating_sub(document.as_read().len()),
            _ => 0,
        };
        let change = Change::between(&self.document.text, &document.text);
        self.alone.segmentation = onrecord_segment::segment(&document);
        self.document = Arc::new(document);
        self.annotations = None;
        let at_once = self.at_once();
        self.findings.after(change, at_once);
    }

    /// Takes what the engine found in this text, and finds what there is to find.
    pub(crate) fn take(&mut self, annotations: Annotations) {
        self.annotations = Some(annotations);
        self.check();
    }

    /// Finds what there is to find by other settings.
    pub(crate) fn configure(&mut self, settings: Settings) {
        if self.settings != settings {
            self.at_once = for_typography(settings.clone());
            self.settings = settings;
            self.check();
        }
    }

    fn check(&mut self) {
        let at_once = self.at_once();
        match &self.annotations {
            Some(annotations) => {
                let all = check(&self.document, annotations, &self.settings);
                self.findings.read(at_once, all);
            }
            None => self.findings = Findings::of(at_once),
        }
    }

    fn at_once(&self) -> Vec<Diagnostic> {
        check(&self.document, &self.alone, &self.at_once)
    }

    /// Leaves the text alone until it is changed again.
    pub(crate) fn leave(&mut self, why: String) {
        (self.changed, self.unread) = (false, Some(why));
        (self.document, self.alone, self.annotations) = (Arc::default(), Annotations::default(), None);
        self.findings = Findings::default();
    }

    /// What the engine found in this text, if it has read it.
    pub(crate) fn annotations(&self) -> Option<&Annotations> {
        self.annotations.as_ref().filter(|_| !self.changed)
    }

    /// Whether there is something for the engine to read.
    pub(crate) fn wants_reading(&self) -> bool {
        self.annotations.is_none() && self.unread.is_none()
    }

    /// Whether places in it can be changed: what stands in a page is written in other characters there.
    pub(crate) fn can_be_fixed(&self) -> bool {
        self.format == Format::Text
    }

    /// Where words of the document stand in the editor's text, in bytes; nothing where that isn't known.
    pub(crate) fn place(&self, span: Span) -> Option<Span> {
        let span = match self.format {
            Format::Text => self.document.to_read(span),
            _ => self.document.to_raw(span)?,
        };
        let start = self.text.floor_char_boundary(span.start + self.before);
        let end = self.text.ceil_char_boundary((span.end + self.before).min(self.text.len()));
        (start <= end).then(|| Span::new(start, end))
    }

    /// The same, as the editor counts.
    pub(crate) fn range(&self, span: Span) -> Option<Range> {
        self.place(span).map(|span| self.lines.range(&self.text, span))
    }

    /// The byte of the editor's text at a position.
    pub(crate) fn offset(&self, position: Position) -> usize {
        self.lines.offset(&self.text, position)
    }
}

/// The settings without the rules that want to know who speaks.
fn for_typography(mut settings: Settings) -> Settings {
    for rule in rules().iter().filter(|rule| !rule.code.starts_with('Q')) {
        // It is a rule.
        let _ = settings.ignore(rule.code);
    }
    settings
}
