use lsp_server::{Connection, ErrorCode, Message, Request, RequestId, Response};
use lsp_types::notification::{Exit, Notification as _};
use lsp_types::request::{Initialize, RegisterCapability, Request as _};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability,
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, HoverProviderCapability,
    InitializeParams, InitializeResult, OneOf, Registration, RegistrationParams, SaveOptions,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
};

use crate::actions::FIX_ALL;
use crate::client::Client;

/// Waits for the editor to introduce itself, and answers; nothing if it goes away before.
pub(crate) fn hello(connection: &Connection) -> Option<Client> {
    loop {
        match connection.receiver.recv().ok()? {
            Message::Request(Request { id, method, params }) if method == Initialize::METHOD => {
                match serde_json::from_value::<InitializeParams>(params) {
                    Ok(params) => {
                        let client = Client::new(&params.capabilities);
                        let result = serde_json::to_value(abilities(client)).ok()?;
                        let response = Response { id, result: Some(result), error: None };
                        connection.sender.send(response.into()).ok()?;
                        return Some(client);
                    }
                    Err(error) => refuse(connection, id, ErrorCode::InvalidParams, &error.to_string())?,
                }
            }
            Message::Request(request) => {
                refuse(connection, request.id, ErrorCode::ServerNotInitialized, "`initialize` comes first")?;
            }
            Message::Notification(notification) if notification.method == Exit::METHOD => return None,
            Message::Notification(_) | Message::Response(_) => {}
        }
    }
}

fn refuse(connection: &Connection, id: RequestId, code: ErrorCode, message: &str) -> Option<()> {
    connection.sender.send(Response::new_err(id, code as i32, message.to_owned()).into()).ok()
}

fn abilities(client: Client) -> InitializeResult {
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(client.columns.kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
                    include_text: Some(false),
                })),
                ..TextDocumentSyncOptions::default()
            })),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL]),
                ..CodeActionOptions::default()
            })),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "onrecord".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

/// Asks the editor to tell when a configuration changes.
pub(crate) fn watch_configurations() -> Request {
    let watcher =
        FileSystemWatcher { glob_pattern: GlobPattern::String("**/onrecord.toml".into()), kind: None };
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
    let registration = Registration {
        id: "onrecord-configurations".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    };
    let id = RequestId::from("onrecord-configurations".to_owned());
    Request::new(
        id,
        RegisterCapability::METHOD.to_owned(),
        RegistrationParams { registrations: vec![registration] },
    )
}
