use onrecord_diagnostic::Diagnostic;
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
        all.extend(findings.0.into_iter().map(|finding| Diagnostic { severity, ..finding }));
    }
    all.retain(|finding| !comments.ignore(finding.code, finding.primary().span));
    all.sort_by(|a, b| (a.primary().span, a.code).cmp(&(b.primary().span, b.code)));
    all
}
