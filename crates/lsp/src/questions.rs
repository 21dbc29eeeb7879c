use lsp_server::{RequestId, Response};
use lsp_types::request::{CodeActionRequest, DocumentSymbolRequest, HoverRequest, Request as _};
use lsp_types::{CodeActionParams, DocumentSymbolParams, HoverParams, Url};
use serde_json::{Value, from_value, to_value};

use crate::actions::actions;
use crate::article::Article;
use crate::client::Client;
use crate::hover::hover;
use crate::symbols::symbols;

/// What the editor wants to know of an article.
pub(crate) struct Question {
    pub(crate) id: RequestId,
    pub(crate) asked: Asked,
}

pub(crate) enum Asked {
    Hover(HoverParams),
    Symbols(DocumentSymbolParams),
    Actions(Box<CodeActionParams>),
}

impl Asked {
    /// Reads a question; nothing if there is no such question.
    pub(crate) fn read(method: &str, params: Value) -> Option<Result<Asked, serde_json::Error>> {
        match method {
            HoverRequest::METHOD => Some(from_value(params).map(Asked::Hover)),
            DocumentSymbolRequest::METHOD => Some(from_value(params).map(Asked::Symbols)),
            CodeActionRequest::METHOD => Some(from_value(params).map(Box::new).map(Asked::Actions)),
            _ => None,
        }
    }

    pub(crate) fn uri(&self) -> &Url {
        match self {
            Asked::Hover(params) => &params.text_document_position_params.text_document.uri,
            Asked::Symbols(params) => &params.text_document.uri,
            Asked::Actions(params) => &params.text_document.uri,
        }
    }

    /// Whether the answer needs what the engine finds. Fixes need only what is shown.
    fn needs_reading(&self) -> bool {
        !matches!(self, Asked::Actions(_))
    }
}

impl Question {
    /// The answer, or nothing as long as the engine reads. Of an article that isn't open nothing is known.
    pub(crate) fn answer(&self, article: Option<&Article>, client: Client) -> Option<Response> {
        if article.is_some_and(|it| it.changed || (self.asked.needs_reading() && it.wants_reading())) {
            return None;
        }
        let result = article.and_then(|article| match &self.asked {
            Asked::Hover(params) => {
                to_value(hover(article, client, params.text_document_position_params.position)).ok()
            }
            Asked::Symbols(_) => to_value(symbols(article, client)).ok(),
            Asked::Actions(params) => to_value(actions(article, client, params)).ok(),
        });
        Some(Response { id: self.id.clone(), result: Some(result.unwrap_or(Value::Null)), error: None })
    }
}
