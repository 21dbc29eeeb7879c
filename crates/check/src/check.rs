use onrecord_diagnostic::{Applicability, Diagnostic, Fix};
use onrecord_document::{Annotations, Document};

use crate::Settings;
use crate::comments::Comments;
use crate::context::Context;
use crate::rule::{Findings, rules};

/// Runs the rules that `settings` ask for. `annotations` must be of `document`; those of the segmentation alone will do, and then rules
/// that need to know who speaks find nothing.
///
/// Findings come in the order of their primary places, then of their codes. What a comment in the text says to ignore is left out.
pub fn check(document: &Document, annotations: &Annotations, settings: &Settings) -> Vec<Diagnostic> {
    let context = Context::new(document, annotations, settings);
    let comments = Comments::read(document, &annotations.segmentation.paragraphs);
    let mut all = Vec::new();
    for rule in rules() {
        let Some(severity) = settings.severity(rule) else { continue };
        let mut findings = Findings::default();
        (rule.check)(&context, &mut findings);
        all.extend(findings.0.into_iter().map(|finding| {
            let fix = finding.fix.map(|fix| bounded(&context, fix));
            Diagnostic { severity, fix, ..finding }
        }));
    }
    all.retain(|finding| !comments.ignore(finding.code, finding.primary().span));
    all.sort_by(|a, b| (a.primary().span, a.code).cmp(&(b.primary().span, b.code)));
    all
}

/// The fix as safe as it may be: one that changes words is never safe, and one that changes a speaker's words is for somebody to decide.
fn bounded(context: &Context<'_>, fix: Fix) -> Fix {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let changes_words =
        |edit: &&onrecord_diagnostic::Edit| letters(edit.span.of(context.text)) != letters(&edit.text);
    let in_quotation = |edit: &onrecord_diagnostic::Edit| context.quotation_at(edit.span.start).is_some();
    let mut most = Applicability::Safe;
    for edit in fix.edits.iter().filter(changes_words) {
        most = most.min(if in_quotation(edit) { Applicability::DisplayOnly } else { Applicability::Unsafe });
    }
    Fix { applicability: fix.applicability.min(most), ..fix }
}
