use lsp_types::{
    CodeDescription, Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity, Location,
    NumberOrString, PublishDiagnosticsParams, Url,
};
use onrecord_check::{Diagnostic, Severity, rule};

use crate::article::Article;
use crate::client::Client;

/// The most findings that are shown of one text.
const MOST: usize = 1000;

/// What is found in an article, for the editor.
pub(crate) fn published(article: &Article, client: Client) -> PublishDiagnosticsParams {
    let found = article.findings.shown().iter().filter_map(|finding| shown(article, client, finding));
    PublishDiagnosticsParams {
        uri: article.uri.clone(),
        diagnostics: found.take(MOST).collect(),
        version: Some(article.version),
    }
}

/// A finding, for the editor; nothing where its place isn't in the editor's text.
pub(crate) fn shown(article: &Article, client: Client, finding: &Diagnostic) -> Option<Shown> {
    let mut message = finding.message.clone();
    let mut add = |line: &str| {
        if !line.is_empty() {
            message.push('\n');
            message.push_str(line);
        }
    };
    add(&finding.primary().text);
    let mut related = Vec::new();
    for label in finding.labels.iter().filter(|label| !label.primary) {
        let Some(range) = article.range(label.span) else { continue };
        let words = label.span.of(&article.document.text);
        let text = if label.text.is_empty() { words } else { &label.text };
        if client.related {
            let location = Location::new(article.uri.clone(), range);
            related.push(DiagnosticRelatedInformation { location, message: text.to_owned() });
        } else {
            add(&format!("line {}: {text}", range.start.line + 1));
        }
    }
    finding.notes.iter().for_each(|note| add(note));
    finding.help.iter().for_each(|help| add(help));
    let link = rule(finding.code).and_then(|rule| Url::parse(rule.sources.first()?.link).ok());
    Some(Shown {
        range: article.range(finding.primary().span)?,
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Suggestion => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(finding.code.to_owned())),
        code_description: link.map(|href| CodeDescription { href }),
        source: Some("onrecord".to_owned()),
        message,
        related_information: Some(related).filter(|related| !related.is_empty()),
        tags: None,
        data: None,
    })
}
