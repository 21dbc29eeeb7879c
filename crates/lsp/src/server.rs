use std::collections::BTreeMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crossbeam_channel::select;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification as notified;
use lsp_types::notification::Notification as _;
use lsp_types::{
    CancelParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, MessageType, NumberOrString, PublishDiagnosticsParams, ShowMessageParams, Url,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Host;
use crate::article::Article;
use crate::change;
use crate::client::Client;
use crate::hello::{hello, watch_configurations};
use crate::publish::published;
use crate::questions::{Asked, Question};
use crate::reader::{Read, Reader};
use crate::transport::log;

/// Serves one editor until it says `exit` or closes its end of the connection.
///
/// What can't be understood is answered with an error, or, where it isn't a request, told to the editor's log; it ends nothing.
///
/// # Errors
/// If the editor goes away without a `shutdown` before.
pub fn serve<H: Host>(connection: &Connection, host: Arc<H>) -> Result<(), Abandoned> {
    let client = hello(connection).ok_or(Abandoned)?;
    let mut server = Server {
        connection,
        client,
        reader: Reader::new(Arc::clone(&host)),
        host,
        open: BTreeMap::new(),
        waiting: Vec::new(),
        complaint: String::new(),
        changes: 0,
        shut_down: false,
        gone: false,
    };
    while !server.gone {
        select! {
            recv(connection.receiver) -> message => match message {
                Ok(message) => server.take(message),
                Err(_) => server.gone = true,
            },
            recv(server.reader.read) -> read => if let Ok(read) = read { server.take_read(read) },
        }
        // Several keystrokes may have come while the last was answered: only the text after all of them matters.
        while !server.gone
            && let Ok(message) = connection.receiver.try_recv()
        {
            server.take(message);
        }
        server.catch_up();
    }
    if server.shut_down { Ok(()) } else { Err(Abandoned) }
}

/// The editor went away without asking to shut down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abandoned;

impl fmt::Display for Abandoned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the editor went away without asking to shut down")
    }
}

impl std::error::Error for Abandoned {}

struct Server<'c, H> {
    connection: &'c Connection,
    host: Arc<H>,
    client: Client,
    reader: Reader,
    open: BTreeMap<Url, Article>,
    /// Questions that need what the engine is about to find, in the order in which they came.
    waiting: Vec<Question>,
    /// What was wrong with the configuration when it was last read; it is told once.
    complaint: String,
    /// How many changes there were so far, to know the latest.
    changes: u64,
    shut_down: bool,
    gone: bool,
}

impl<H: Host> Server<'_, H> {
    fn take(&mut self, message: Message) {
        match message {
            Message::Request(request) => self.take_request(request),
            Message::Notification(notification) => self.take_notification(notification),
            // To the one request of ours; if the editor refuses, configurations are read when a text is saved.
            Message::Response(_) => {}
        }
    }

    fn take_request(&mut self, request: Request) {
        let id = request.id.clone();
        let refused = |code: ErrorCode, why: String| Response::new_err(id, code as i32, why);
        if self.shut_down {
            self.send(refused(ErrorCode::InvalidRequest, "the server is shut down".to_owned()));
            return;
        }
        if request.method == "shutdown" {
            self.shut_down = true;
            self.send(Response::new_ok(request.id, ()));
            return;
        }
        match Asked::read(&request.method, request.params) {
            None => {
                self.send(refused(
                    ErrorCode::MethodNotFound,
                    format!("there is no method {}", request.method),
                ));
            }
            Some(Err(error)) => self.send(refused(ErrorCode::InvalidParams, error.to_string())),
            Some(Ok(asked)) => self.waiting.push(Question { id: request.id, asked }),
        }
        self.catch_up();
    }

    fn take_notification(&mut self, Notification { method, params }: Notification) {
        match method.as_str() {
            notified::Initialized::METHOD if self.client.watches_files => self.send(watch_configurations()),
            notified::Exit::METHOD => self.gone = true,
            notified::DidOpenTextDocument::METHOD => self.read_and(&method, params, Self::opened),
            notified::DidChangeTextDocument::METHOD => self.read_and(&method, params, Self::changed),
            notified::DidSaveTextDocument::METHOD => {
                self.read_and(&method, params, |server, saved: DidSaveTextDocumentParams| {
                    server.configure(&saved.text_document.uri);
                });
            }
            notified::DidCloseTextDocument::METHOD => self.read_and(&method, params, Self::closed),
            notified::DidChangeWatchedFiles::METHOD | notified::DidChangeConfiguration::METHOD => {
                let all: Vec<Url> = self.open.keys().cloned().collect();
                all.iter().for_each(|uri| self.configure(uri));
            }
            notified::Cancel::METHOD => self.read_and(&method, params, Self::cancelled),
            _ => {}
        }
    }

    fn read_and<P: DeserializeOwned>(
        &mut self,
        method: &str,
        params: serde_json::Value,
        then: impl FnOnce(&mut Self, P),
    ) {
        match serde_json::from_value(params) {
            Ok(params) => then(self, params),
            Err(error) => {
                self.send(log(MessageType::ERROR, &format!("{method} can't be understood: {error}")))
            }
        }
    }

    fn opened(&mut self, DidOpenTextDocumentParams { text_document: it }: DidOpenTextDocumentParams) {
        self.changes += 1;
        let mut article =
            Article::new(it.uri.clone(), &it.language_id, it.version, it.text, self.client.columns);
        article.touched = self.changes;
        self.open.insert(it.uri.clone(), article);
        self.configure(&it.uri);
    }

    fn changed(&mut self, change: DidChangeTextDocumentParams) {
        let uri = change.text_document.uri;
        let Some(article) = self.open.get_mut(&uri) else {
            self.send(log(MessageType::ERROR, &format!("{uri} has changed but isn't open")));
            return;
        };
        self.changes += 1;
        article.touched = self.changes;
        article.version = change.text_document.version;
        article.changed = true;
        change::apply(&mut article.text, change.content_changes, self.client.columns);
        article.count_lines(self.client.columns);
    }

    fn closed(&mut self, closed: DidCloseTextDocumentParams) {
        let uri = closed.text_document.uri;
        if self.open.remove(&uri).is_some() {
            self.publish(PublishDiagnosticsParams { uri, diagnostics: Vec::new(), version: None });
        }
    }

    fn cancelled(&mut self, CancelParams { id }: CancelParams) {
        let id = match id {
            NumberOrString::Number(id) => id.into(),
            NumberOrString::String(id) => id.into(),
        };
        if let Some(at) = self.waiting.iter().position(|question| question.id == id) {
            let question = self.waiting.remove(at);
            let code = ErrorCode::RequestCanceled as i32;
            self.send(Response::new_err(question.id, code, "cancelled".to_owned()));
        }
    }

    /// Reads the settings for an article again.
    fn configure(&mut self, uri: &Url) {
        let Some(article) = self.open.get_mut(uri) else { return };
        match self.host.settings(article.path().as_deref()) {
            Ok(settings) => {
                let is_read = !article.changed;
                guarded(article, |article| article.configure(settings));
                let shown = published(article, self.client);
                self.complaint.clear();
                if is_read {
                    self.publish(shown);
                }
            }
            Err(complaint) => {
                if self.complaint != complaint {
                    let message = ShowMessageParams { typ: MessageType::ERROR, message: complaint.clone() };
                    self.notify::<notified::ShowMessage>(message);
                }
                self.complaint = complaint;
            }
        }
    }

    /// Takes what the engine found, if it is still the text that it read.
    fn take_read(&mut self, Read { uri, document, found }: Read) {
        self.reader.done();
        let Some(article) = self.open.get_mut(&uri) else { return };
        if article.changed || !Arc::ptr_eq(&article.document, &document) {
            return;
        }
        match found {
            Ok(annotations) => {
                guarded(article, |article| article.take(annotations));
                let shown = published(article, self.client);
                self.publish(shown);
            }
            Err(error) => {
                article.unread = Some(error.clone());
                self.send(log(MessageType::ERROR, &error));
            }
        }
    }

    /// Shows what can be told at once of texts that have changed, gives the latest to the engine, and answers what can be answered.
    fn catch_up(&mut self) {
        let mut messages: Vec<Message> = Vec::new();
        for article in self.open.values_mut().filter(|article| article.changed) {
            let before = article.unread.take();
            guarded(article, Article::refresh);
            if let Some(why) = article.unread.as_ref().filter(|why| Some(*why) != before.as_ref()) {
                messages.push(log(MessageType::WARNING, why).into());
            }
            let method = notified::PublishDiagnostics::METHOD.to_owned();
            messages.push(Notification::new(method, published(article, self.client)).into());
        }
        let latest = self.open.values().filter(|article| article.wants_reading());
        if self.reader.is_free()
            && let Some(article) = latest.max_by_key(|article| article.touched)
        {
            self.reader.give(article.uri.clone(), Arc::clone(&article.document));
        }
        let questions = std::mem::take(&mut self.waiting);
        for question in questions {
            match question.answer(self.open.get(question.asked.uri()), self.client) {
                Some(answer) => messages.push(answer.into()),
                None => self.waiting.push(question),
            }
        }
        messages.into_iter().for_each(|message| self.send(message));
    }

    fn publish(&mut self, found: PublishDiagnosticsParams) {
        self.notify::<notified::PublishDiagnostics>(found);
    }

    fn notify<N: notified::Notification<Params: Serialize>>(&mut self, params: N::Params) {
        self.send(Notification::new(N::METHOD.to_owned(), params));
    }

    fn send(&mut self, message: impl Into<Message>) {
        self.gone |= self.connection.sender.send(message.into()).is_err();
    }
}

/// Does something with an article; a panic, which is a fault of ours, leaves that article alone and no other.
fn guarded(article: &mut Article, act: impl FnOnce(&mut Article)) {
    if catch_unwind(AssertUnwindSafe(|| act(article))).is_err() {
        article
            .leave(format!("{}: a fault in onrecord; please report it together with the text", article.uri));
    }
}
