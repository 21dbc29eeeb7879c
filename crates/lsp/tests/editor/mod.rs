//! An editor for tests, at the other end of a connection.
#![allow(clippy::unwrap_used, dead_code, reason = "tests")]

use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use onrecord_document::{
    Act, Annotations, Attribution, DecidedBy, Document, Entity, EntityKind, Evidence, Form, FoundBy, Kind,
    Mention, Span, Speaker,
};
use onrecord_lsp::{Abandoned, Host, Settings, serve};
use serde_json::{Value, json};

/// What takes the engine's place: whoever stands between a quotation and "said" has spoken it.
pub(crate) struct Desk {
    pub(crate) profile: &'static str,
    /// How long the engine takes.
    pub(crate) slowly: Duration,
}

impl Host for Desk {
    fn annotate(&self, document: &Document) -> Result<Annotations, String> {
        thread::sleep(self.slowly);
        assert!(!document.text.contains("panic"), "as asked");
        if document.text.contains("broken engine") {
            return Err("the engine is broken".into());
        }
        Ok(read(document))
    }

    fn settings(&self, path: Option<&Path>) -> Result<Settings, String> {
        if path.is_some_and(|path| path.ends_with("misconfigured/article.txt")) {
            return Err("misconfigured/onrecord.toml: there is no profile `gazette`".into());
        }
        Settings::of_profile(self.profile).map_err(|error| error.to_string())
    }
}

fn read(document: &Document) -> Annotations {
    let text = &document.text;
    let segmentation = onrecord_segment::segment(document);
    let mut entities: Vec<Entity> = Vec::new();
    let mut attributions = Vec::new();
    for quotation in segmentation.quotations.iter().filter(|quotation| quotation.parent.is_none()) {
        let after = &text[quotation.span.end..];
        let Some(said) = after.find(" said").filter(|said| !after[..*said].contains(['.', '\n'])) else {
            continue;
        };
        let source = Span::new(quotation.span.end, quotation.span.end + said).trim(text);
        let name = source.of(text).trim_start_matches("Mayor ");
        let place = entities.iter().position(|entity| entity.name == name).unwrap_or(entities.len());
        let mention = Mention { span: Span::new(source.end - name.len(), source.end), form: Form::Name };
        let role = Span::new(source.start, source.end - name.len()).trim(text);
        if place == entities.len() {
            entities.push(Entity {
                name: name.to_owned(),
                kind: EntityKind::Person,
                members: Vec::new(),
                mentions: Vec::new(),
                roles: Some(role).filter(|role| !role.is_empty()).into_iter().collect(),
                identifiers: Vec::new(),
            });
        }
        entities[place].mentions.push(mention);
        attributions.push(Attribution {
            kind: Kind::Direct,
            act: Act::Speech,
            source: Some(source),
            speaker: Some(Speaker {
                entity: place,
                role: None,
                found_by: FoundBy::Name,
                antecedent: None,
                confidence: 0.98,
            }),
            cue: Some(Span::new(source.end + 1, source.end + 5)),
            content: vec![quotation.span],
            parent: None,
            evidence: Evidence { decided_by: DecidedBy::Model, confidence: 0.97 },
        });
    }
    Annotations { segmentation, attributions, entities }
}

/// Where the article lies.
pub(crate) const URI: &str = "file:///desk/article.txt";

/// The editor's end.
pub(crate) struct Editor {
    pub(crate) connection: Connection,
    server: JoinHandle<Result<(), Abandoned>>,
    requests: i32,
    version: i32,
    /// What came while something else was waited for.
    aside: Vec<Notification>,
}

impl Editor {
    /// An editor that shows everything and counts in UTF-16.
    pub(crate) fn start() -> Editor {
        Editor::with("default", Duration::ZERO, capabilities())
    }

    pub(crate) fn with(profile: &'static str, slowly: Duration, capabilities: Value) -> Editor {
        let mut editor = Editor::silent(profile, slowly);
        let result = editor.ask("initialize", json!({ "capabilities": capabilities })).unwrap();
        assert_eq!(result["serverInfo"]["name"], "onrecord");
        editor.tell("initialized", json!({}));
        editor
    }

    /// An editor that hasn't introduced itself.
    pub(crate) fn silent(profile: &'static str, slowly: Duration) -> Editor {
        let (ours, theirs) = Connection::memory();
        let server = thread::spawn(move || serve(&theirs, Arc::new(Desk { profile, slowly })));
        Editor { connection: ours, server, requests: 0, version: 0, aside: Vec::new() }
    }

    pub(crate) fn tell(&self, method: &str, params: Value) {
        self.connection.sender.send(Notification { method: method.into(), params }.into()).unwrap();
    }

    pub(crate) fn send(&mut self, method: &str, params: Value) -> RequestId {
        self.requests += 1;
        let id = RequestId::from(self.requests);
        self.connection
            .sender
            .send(Request { id: id.clone(), method: method.into(), params }.into())
            .unwrap();
        id
    }

    /// The answer, or the error's code.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Result<Value, i32> {
        let id = self.send(method, params);
        self.answer(&id)
    }

    pub(crate) fn answer(&mut self, id: &RequestId) -> Result<Value, i32> {
        loop {
            match self.next() {
                Message::Response(Response { id: of, result, error }) => {
                    assert_eq!(of, *id);
                    return error.map_or_else(|| Ok(result.unwrap_or_default()), |error| Err(error.code));
                }
                Message::Notification(notification) => self.aside.push(notification),
                Message::Request(request) => self.allow(request),
            }
        }
    }

    fn allow(&self, request: Request) {
        self.connection.sender.send(Response::new_ok(request.id, ()).into()).unwrap();
    }

    fn next(&self) -> Message {
        self.connection.receiver.recv_timeout(Duration::from_secs(60)).expect("the server answers")
    }

    /// The next notification with this method.
    pub(crate) fn told(&mut self, method: &str) -> Value {
        if let Some(at) = self.aside.iter().position(|it| it.method == method) {
            return self.aside.remove(at).params;
        }
        loop {
            match self.next() {
                Message::Notification(it) if it.method == method => return it.params,
                Message::Notification(it) => self.aside.push(it),
                Message::Request(request) => self.allow(request),
                Message::Response(response) => panic!("{response:?}"),
            }
        }
    }

    pub(crate) fn open(&mut self, text: &str) {
        self.open_as(URI, "plaintext", text);
    }

    pub(crate) fn open_as(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": 0, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Changes the article; each change is from line and column to line and column, and the new text.
    pub(crate) fn change(&mut self, changes: &[([u32; 4], &str)]) {
        let changes = changes.iter().map(|([line, from, end_line, to], text)| {
            let range = json!({ "start": { "line": line, "character": from }, "end": { "line": end_line, "character": to } });
            json!({ "range": range, "text": text })
        });
        self.version += 1;
        let document = json!({ "uri": URI, "version": self.version });
        let changes: Vec<Value> = changes.collect();
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// What is found once the engine has read the text: an outline is asked for, which waits for that.
    pub(crate) fn found(&mut self) -> Value {
        self.symbols();
        let mut last = Value::Null;
        self.aside.retain(|it| {
            let found = it.method == "textDocument/publishDiagnostics";
            if found {
                last = it.params.clone();
            }
            !found
        });
        last
    }

    pub(crate) fn symbols(&mut self) -> Value {
        self.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": URI } })).unwrap()
    }

    pub(crate) fn hover(&mut self, line: u32, character: u32) -> Value {
        self.ask("textDocument/hover", at(line, character)).unwrap()
    }

    /// Titles and edits of what can be done on a line.
    pub(crate) fn actions(&mut self, line: u32, only: Option<&str>) -> Vec<Value> {
        let range =
            json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 9999 } });
        let mut context = json!({ "diagnostics": [] });
        if let Some(only) = only {
            context["only"] = json!([only]);
        }
        let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
        self.ask("textDocument/codeAction", params).unwrap().as_array().unwrap().clone()
    }

    /// Says goodbye.
    pub(crate) fn leave(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Ok(Value::Null));
        let late = self.ask("textDocument/hover", at(0, 0));
        assert_eq!(late, Err(ErrorCode::InvalidRequest as i32));
        self.tell("exit", Value::Null);
        assert_eq!(self.server.join().unwrap(), Ok(()));
    }

    /// Goes away.
    pub(crate) fn vanish(self) -> Result<(), Abandoned> {
        drop(self.connection);
        self.server.join().unwrap()
    }
}

pub(crate) fn at(line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } })
}

/// What an editor that shows everything says of itself.
pub(crate) fn capabilities() -> Value {
    json!({
        "textDocument": {
            "publishDiagnostics": { "relatedInformation": true },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        },
        "workspace": {
            "workspaceEdit": { "documentChanges": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
        },
    })
}

/// The words of a range, as an editor that counts in UTF-16 sees them.
pub(crate) fn words(text: &str, range: &Value) -> String {
    let offset = |position: &Value| {
        let line = position["line"].as_u64().unwrap() as usize;
        let before: usize =
            text.split_inclusive('\n').take(line).map(|line| line.encode_utf16().count()).sum();
        before + position["character"].as_u64().unwrap() as usize
    };
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[offset(&range["start"])..offset(&range["end"])]).unwrap()
}

/// Codes and words of the findings, with the words of their other places.
pub(crate) fn listed(text: &str, found: &Value) -> Vec<String> {
    let findings = found["diagnostics"].as_array().unwrap().iter().map(|finding| {
        let related = finding["relatedInformation"].as_array().cloned().unwrap_or_default();
        let mut places = vec![words(text, &finding["range"])];
        places.extend(related.iter().map(|place| words(text, &place["location"]["range"])));
        format!("{} {}", finding["code"].as_str().unwrap(), places.join(" | "))
    });
    findings.collect()
}
