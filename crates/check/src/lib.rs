//! The copy desk's rules: a draft read as a careful sub-editor reads it.
//!
//! [`check`] runs the rules that the [`Settings`] ask for over a document and what the engine found in it. A rule is one file in
//! `src/rules`, which holds its whole record and is registered by being there; [`rules`] lists them.
//!
//! ```
//! use onrecord_check::{Settings, check};
//! use onrecord_document::{Annotations, Document};
//!
//! let document = Document::plain("1", "“It will hold, Marta Quill said.");
//! let segmentation = onrecord_segment::segment(&document);
//! let annotations = Annotations { segmentation, ..Annotations::default() };
//! let found = check(&document, &annotations, &Settings::default());
//! assert_eq!(found[0].code, "Q01");
//! assert_eq!(found[0].primary().span.of(&document.text), "“");
//! ```
//!
//! Accuracy goes before volume: a desk drops a checker that cries wolf. A rule that isn't right four times in five is off unless
//! somebody asks for it.

mod baseline;
mod check;
mod comments;
mod configuration;
mod context;
mod cues;
mod lexicon;
mod names;
mod profile;
mod rule;
mod settings;
mod speech;
mod style;
#[cfg(test)]
mod testing;

pub use baseline::Baseline;
pub use check::check;
pub use configuration::ConfigurationError;
pub use onrecord_diagnostic::{Applicability, Diagnostic, Edit, Fix, Label, RuleInfo, Severity};
pub use profile::{Profile, profiles};
pub use rule::{Example, Rule, Source, rule, rule_infos, rules};
pub use settings::{Settings, UnknownRule};
pub use style::{Ellipsis, Marks, Punctuation, Style};
