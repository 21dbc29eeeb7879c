use lsp_types::{ClientCapabilities, MarkupKind};

use crate::lines::Columns;

/// What the editor can do, as far as it matters here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Client {
    pub(crate) columns: Columns,
    /// Shows the other places of a finding.
    pub(crate) related: bool,
    /// Shows Markdown in a hover.
    pub(crate) markdown: bool,
    /// Shows symbols within symbols.
    pub(crate) nested_symbols: bool,
    /// Takes edits of a numbered version of a text.
    pub(crate) versioned_edits: bool,
    /// Can be asked to tell of changed files.
    pub(crate) watches_files: bool,
}

impl Client {
    pub(crate) fn new(capabilities: &ClientCapabilities) -> Client {
        let text = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let general = capabilities.general.as_ref();
        let hover = text.and_then(|it| it.hover.as_ref()?.content_format.as_ref());
        let flag = |flag: Option<bool>| flag.unwrap_or(false);
        Client {
            columns: Columns::agreed(general.and_then(|it| it.position_encodings.as_ref())),
            related: flag(text.and_then(|it| it.publish_diagnostics.as_ref()?.related_information)),
            markdown: hover.is_some_and(|kinds| kinds.contains(&MarkupKind::Markdown)),
            nested_symbols: flag(
                text.and_then(|it| it.document_symbol.as_ref()?.hierarchical_document_symbol_support),
            ),
            versioned_edits: flag(workspace.and_then(|it| it.workspace_edit.as_ref()?.document_changes)),
            watches_files: flag(
                workspace.and_then(|it| it.did_change_watched_files.as_ref()?.dynamic_registration),
            ),
        }
    }
}
