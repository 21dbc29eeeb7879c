use onrecord_diagnostic::{Diagnostic, RuleInfo, Severity};
use onrecord_document::Span;

use crate::context::Context;

/// A rule of the copy desk: its whole record, and how it is checked.
#[derive(Debug)]
pub struct Rule {
    /// A letter for its kind (N names, S statements, Q quotations, A attribution) and two digits.
    pub code: &'static str,
    /// Its name, which says what is wrong: `name-spelt-two-ways`.
    pub name: &'static str,
    /// How much its findings matter, unless a profile or the user says otherwise.
    pub severity: Severity,
    /// Whether it is on unless a profile or the user says otherwise.
    pub on_by_default: bool,
    /// The version that it came with.
    pub since: &'static str,
    /// What it finds, in a sentence.
    pub what: &'static str,
    /// Why that matters, and what the rule leaves alone.
    pub why: &'static str,
    /// What it finds something in.
    pub bad: Example,
    /// What it finds nothing in.
    pub good: Example,
    /// Who asks for it: none where it is common sense.
    pub sources: &'static [Source],
    /// Adds its findings.
    pub(crate) check: fn(&Context<'_>, &mut Findings),
}

/// A text, as an example.
///
/// Lines of carets below a line say what the engine finds there, in the notation of the project's tests; readers are shown
/// [`Example::text`].
#[derive(Clone, Copy, Debug)]
pub struct Example(pub &'static str);

impl Example {
    /// The text alone.
    pub fn text(&self) -> String {
        let is_text = |line: &&str| {
            let numbered = line.split_once(": ").is_some_and(|(number, _)| number.parse::<usize>().is_ok());
            !line.trim_start().starts_with('^') && *line != "(nothing)" && !numbered
        };
        self.0.trim_matches('\n').lines().filter(is_text).collect::<Vec<_>>().join("\n")
    }
}

/// What a style guide asks for: the fact in our words, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// What is asked for, beginning with who asks.
    pub fact: &'static str,
    /// The address.
    pub link: &'static str,
}

/// What rules found so far.
#[derive(Debug, Default)]
pub(crate) struct Findings(pub(crate) Vec<Diagnostic>);

impl Findings {
    pub(crate) fn add(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }
}

impl Rule {
    /// A finding of this rule at `span`.
    pub(crate) fn finding(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.name, self.severity, message, span)
    }

    /// Whether `selector` means this rule: its code, its name, the beginning of its code, or `ALL`.
    pub(crate) fn is_meant_by(&self, selector: &str) -> bool {
        let upper = selector.to_ascii_uppercase();
        upper == "ALL" || (!upper.is_empty() && self.code.starts_with(&upper)) || self.name == selector
    }

    /// What a report says of it.
    pub fn info(&self) -> RuleInfo {
        let link = self.sources.first().map(|source| source.link);
        RuleInfo {
            code: self.code,
            name: self.name,
            what: self.what,
            why: self.why,
            link,
            severity: self.severity,
        }
    }
}

/// Every rule, in order of its code.
pub fn rules() -> &'static [&'static Rule] {
    ALL
}

/// The rule with this code or name, in any case.
pub fn rule(code: &str) -> Option<&'static Rule> {
    ALL.iter()
        .copied()
        .find(|rule| rule.code.eq_ignore_ascii_case(code) || rule.name.eq_ignore_ascii_case(code))
}

/// What reports say of every rule.
pub fn rule_infos() -> Vec<RuleInfo> {
    ALL.iter().map(|rule| rule.info()).collect()
}

mod all {
    #![doc = "The files of `src/rules`; `build.rs` lists them."]
    use super::Rule;
    include!(concat!(env!("OUT_DIR"), "/rules.rs"));
}
use all::ALL;
