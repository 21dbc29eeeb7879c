use std::collections::HashMap;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, WorkspaceEdit,
};
use onrecord_check::{Applicability, Diagnostic, Fix};

use crate::article::Article;
use crate::client::Client;
use crate::publish::shown;

/// The kind of the action that makes every safe fix; editors can ask for it when a text is saved.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.onrecord");

/// What can be done about the findings in a range. Only safe fixes are offered: none changes what anybody says.
pub(crate) fn actions(
    article: &Article,
    client: Client,
    asked: &CodeActionParams,
) -> Vec<CodeActionOrCommand> {
    if !article.can_be_fixed() {
        return Vec::new();
    }
    let wanted = |kind: &CodeActionKind| {
        let within = |only: &CodeActionKind| {
            let rest = kind.as_str().strip_prefix(only.as_str());
            only.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        asked.context.only.as_ref().is_none_or(|only| only.iter().any(within))
    };
    let mut actions = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        let here = safe(article).filter(|(finding, _)| {
            article
                .range(finding.primary().span)
                .is_some_and(|range| range.start <= asked.range.end && asked.range.start <= range.end)
        });
        actions.extend(here.filter_map(|(finding, fix)| {
            Some(CodeAction {
                title: fix.title.clone(),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: shown(article, client, finding).map(|shown| vec![shown]),
                edit: Some(workspace_edit(article, client, edits(article, fix)?)),
                is_preferred: Some(true),
                ..CodeAction::default()
            })
        }));
    }
    if wanted(&FIX_ALL) {
        let all = all_edits(article);
        if !all.is_empty() {
            actions.push(CodeAction {
                title: "Mend all typography that can be mended safely".to_owned(),
                kind: Some(FIX_ALL),
                edit: Some(workspace_edit(article, client, all)),
                ..CodeAction::default()
            });
        }
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

fn safe(article: &Article) -> impl Iterator<Item = (&Diagnostic, &Fix)> {
    let with_fix =
        article.findings.shown().iter().filter_map(|finding| Some((finding, finding.fix.as_ref()?)));
    with_fix.filter(|(_, fix)| fix.applicability == Applicability::Safe && !fix.edits.is_empty())
}

/// The edits of every safe fix, in order, as [`onrecord_diagnostic::apply`] makes them: of those that overlap, the first.
fn all_edits(article: &Article) -> Vec<TextEdit> {
    let mut fixes: Vec<&Fix> = safe(article).map(|(_, fix)| fix).collect();
    fixes.sort_by_key(|fix| (fix.edits[0].span, fix.edits.len()));
    let (mut all, mut end) = (Vec::new(), None);
    for fix in fixes {
        let span = fix.edits[0].span;
        if end.is_some_and(|end| span.start < end || (span.start == end && span.is_empty())) {
            continue;
        }
        let Some(edits) = edits(article, fix) else { continue };
        all.extend(edits);
        end = fix.edits.last().map(|edit| edit.span.end);
    }
    all
}

fn edits(article: &Article, fix: &Fix) -> Option<Vec<TextEdit>> {
    let edit =
        |edit: &onrecord_check::Edit| Some(TextEdit::new(article.range(edit.span)?, edit.text.clone()));
    fix.edits.iter().map(edit).collect()
}

fn workspace_edit(article: &Article, client: Client, edits: Vec<TextEdit>) -> WorkspaceEdit {
    let uri = article.uri.clone();
    if !client.versioned_edits {
        return WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..WorkspaceEdit::default() };
    }
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: Some(article.version) };
    let edits = edits.into_iter().map(OneOf::Left).collect();
    let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}
