use std::fs;

use onrecord_check::{Applicability, Diagnostic, Edit, Fix};
use onrecord_diagnostic::apply;
use onrecord_document::Document;

use crate::failure::Failure;

/// Does the fixes that are at least so safe in the document's file, takes what they settle out of `found`, and returns how many were done.
///
/// # Errors
/// If the file isn't plain text in UTF-8, or can't be written.
pub(super) fn apply_to_file(
    document: &Document,
    found: &mut Vec<Diagnostic>,
    least: Applicability,
) -> Result<usize, Failure> {
    let wanted = |finding: &Diagnostic| {
        finding.fix.as_ref().is_some_and(|fix| fix.applicability >= least && !fix.edits.is_empty())
    };
    if !found.iter().any(wanted) {
        return Ok(0);
    }
    let (Some(path), None) = (&document.origin.path, document.origin.record) else {
        return Err(Failure::new(format!("{}: only a file of its own can be fixed", document.id)));
    };
    // A page or a compressed file reads as another text than its bytes are.
    let text = document.as_read();
    if fs::read(path).ok().as_deref() != Some(text.as_bytes()) {
        return Err(Failure::new(format!("{path}: only plain text in UTF-8 can be fixed"))
            .hint("leave out --fix, and change it by hand"));
    }
    let fixes: Vec<Fix> = found
        .iter()
        .filter(|finding| wanted(finding))
        .filter_map(|finding| finding.fix.as_ref())
        .map(|fix| as_read(document, fix))
        .collect();
    let (changed, done) = apply(text, &fixes);
    fs::write(path, &changed)
        .map_err(|error| Failure::new(format!("{path}: can't write this file: {error}")))?;
    // One that overlaps another isn't done; it is found again in the next run.
    if done == fixes.len() {
        found.retain(|finding| !wanted(finding));
    }
    Ok(done)
}

/// The fix in bytes of the text as read.
fn as_read(document: &Document, fix: &Fix) -> Fix {
    let edits =
        fix.edits.iter().map(|edit| Edit { span: document.to_read(edit.span), text: edit.text.clone() });
    Fix { edits: edits.collect(), ..fix.clone() }
}
