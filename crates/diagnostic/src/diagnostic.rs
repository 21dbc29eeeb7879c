use onrecord_document::Span;

use crate::Fix;

/// Something about a text that somebody should look at.
///
/// The headline stands alone; the labels point as narrowly as they can; notes and help explain. Words are for an editor: no term
/// that a newsroom doesn't use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's code: `N01`.
    pub code: &'static str,
    /// The rule's name: `name-spelt-two-ways`.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is the matter, in one line that needs nothing beside it.
    pub message: String,
    /// The places: at least one, exactly one of them primary.
    pub labels: Vec<Label>,
    /// Why it was found and why it matters, a sentence or two each.
    pub notes: Vec<String>,
    /// What could be done.
    pub help: Vec<String>,
    /// What could be changed, where that is known.
    pub fix: Option<Fix>,
}

/// A place, and what is to be seen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The words, in bytes of the document's text; not empty.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
    /// Whether it is the place that the diagnostic is about.
    pub primary: bool,
}

/// How much a diagnostic matters; ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A matter of taste, or of a second look.
    Suggestion,
    /// Likely a fault.
    Warning,
    /// A fault that must not be published.
    Error,
}

impl Severity {
    /// All of them, the least first.
    pub const ALL: [Severity; 3] = [Severity::Suggestion, Severity::Warning, Severity::Error];

    /// The name in output and configuration.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Suggestion => "suggestion",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl Diagnostic {
    /// A diagnostic that points at `span`.
    pub fn new(
        code: &'static str,
        name: &'static str,
        severity: Severity,
        message: impl Into<String>,
        span: Span,
    ) -> Diagnostic {
        Diagnostic {
            code,
            name,
            severity,
            message: message.into(),
            labels: vec![Label { span, text: String::new(), primary: true }],
            notes: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// The place that it is about.
    pub fn primary(&self) -> &Label {
        self.labels.iter().find(|label| label.primary).unwrap_or(&self.labels[0])
    }

    /// Says what is to be seen at the primary place.
    pub fn label(mut self, text: impl Into<String>) -> Diagnostic {
        if let Some(label) = self.labels.iter_mut().find(|label| label.primary) {
            label.text = text.into();
        }
        self
    }

    /// Adds another place.
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, text: text.into(), primary: false });
        self
    }

    /// Adds a note.
    pub fn note(mut self, note: impl Into<String>) -> Diagnostic {
        self.notes.push(note.into());
        self
    }

    /// Adds what could be done.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help.push(help.into());
        self
    }

    /// Adds a fix.
    pub fn fix(self, fix: Fix) -> Diagnostic {
        Diagnostic { fix: Some(fix), ..self }
    }
}
