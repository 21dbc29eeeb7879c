//! What doesn't bring the server down.
#![allow(clippy::unwrap_used, reason = "tests")]

mod editor;

use std::time::Duration;

use editor::{Editor, URI, at, capabilities, listed};
use lsp_server::{ErrorCode, RequestId, Response};
use onrecord_lsp::Abandoned;
use serde_json::{Value, json};

const OPEN: &str = "“It will hold, Marta Quill said.";

/// The server still does its work.
fn works(mut editor: Editor) {
    editor.open(OPEN);
    assert_eq!(listed(OPEN, &editor.found()), ["Q01 “"]);
    editor.leave();
}

#[test]
fn messages_that_make_no_sense_are_refused() {
    let mut editor = Editor::start();
    assert_eq!(editor.ask("textDocument/makeCoffee", json!({})), Err(ErrorCode::MethodNotFound as i32));
    assert_eq!(
        editor.ask("textDocument/hover", json!({ "position": "here" })),
        Err(ErrorCode::InvalidParams as i32)
    );
    assert_eq!(editor.ask("textDocument/hover", json!(null)), Err(ErrorCode::InvalidParams as i32));
    assert_eq!(editor.ask("initialize", json!({})), Err(ErrorCode::MethodNotFound as i32));
    editor.tell("textDocument/didOpen", json!([1, 2]));
    assert!(
        editor.told("window/logMessage")["message"].as_str().unwrap().starts_with("textDocument/didOpen")
    );
    editor.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": URI, "version": 1 }, "contentChanges": [] }),
    );
    assert!(editor.told("window/logMessage")["message"].as_str().unwrap().contains("isn't open"));
    editor.tell("$/setTrace", json!({ "value": "off" }));
    editor.connection.sender.send(Response::new_ok(RequestId::from(99), ()).into()).unwrap();
    works(editor);
}

#[test]
fn changes_beyond_the_text_are_made_at_its_end() {
    let mut editor = Editor::start();
    editor.open("One.");
    editor.change(&[([9, 9, 9, 9], "\nTwo."), ([1, 4, 0, 0], " “Three."), ([0, u32::MAX, u32::MAX, 0], "")]);
    editor.change(&[([0, 0, 99, 0], OPEN)]);
    assert_eq!(listed(OPEN, &editor.found()), ["Q01 “"]);
    editor.leave();
}

#[test]
fn nothing_is_answered_before_the_editor_introduces_itself() {
    let mut editor = Editor::silent("default", Duration::ZERO);
    editor.open("“Lost.");
    assert_eq!(editor.ask("textDocument/hover", at(0, 0)), Err(ErrorCode::ServerNotInitialized as i32));
    assert_eq!(editor.ask("initialize", json!([])), Err(ErrorCode::InvalidParams as i32));
    assert!(editor.ask("initialize", json!({ "capabilities": capabilities() })).is_ok());
    works(editor);
}

#[test]
fn an_editor_that_goes_away_is_noticed() {
    assert_eq!(Editor::silent("default", Duration::ZERO).vanish(), Err(Abandoned));
    assert_eq!(Editor::start().vanish(), Err(Abandoned));
    let editor = Editor::start();
    editor.tell("exit", Value::Null);
    assert_eq!(editor.vanish(), Err(Abandoned));
}

#[test]
fn a_fault_costs_its_article_alone() {
    let mut editor = Editor::start();
    editor.open_as("file:///desk/other.txt", "plaintext", "Do not panic.");
    assert!(editor.told("window/logMessage")["message"].as_str().unwrap().contains("a fault in onrecord"));
    editor.open_as("file:///desk/another.txt", "plaintext", "A broken engine.");
    assert_eq!(editor.told("window/logMessage")["message"], "the engine is broken");
    works(editor);
}

#[test]
fn what_cannot_be_read_is_told_once_and_left() {
    let mut editor = Editor::start();
    editor.open(&"“Long. ".repeat(100_000));
    assert!(editor.told("window/logMessage")["message"].as_str().unwrap().contains("is longer than"));
    assert_eq!(editor.found()["diagnostics"], json!([]));
    editor.open("\0\0\0\0");
    assert_eq!(editor.found()["diagnostics"], json!([]));
    editor.open(" \n");
    assert_eq!(editor.found()["diagnostics"], json!([]));
    works(editor);
}

#[test]
fn a_wrong_configuration_is_told_once() {
    let mut editor = Editor::start();
    let uri = "file:///misconfigured/article.txt";
    editor.open_as(uri, "plaintext", OPEN);
    assert!(editor.told("window/showMessage")["message"].as_str().unwrap().contains("gazette"));
    editor.tell("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    editor.tell("workspace/didChangeConfiguration", json!({ "settings": null }));
    works(editor);
}

#[test]
fn a_question_can_be_taken_back() {
    let mut editor = Editor::with("default", Duration::from_millis(300), capabilities());
    editor.open("“No,” Ann Lee said.");
    let id = editor.send("textDocument/hover", at(0, 1));
    editor.tell("$/cancelRequest", json!({ "id": 2 }));
    assert_eq!(editor.answer(&id), Err(ErrorCode::RequestCanceled as i32));
    assert_eq!(editor.hover(0, 1)["contents"]["kind"], "markdown");
    editor.leave();
}

#[test]
fn a_question_about_an_article_that_is_closed_is_answered() {
    let mut editor = Editor::with("default", Duration::from_millis(300), capabilities());
    editor.open("“No,” Ann Lee said.");
    let id = editor.send("textDocument/hover", at(0, 1));
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(editor.answer(&id), Ok(Value::Null));
    editor.leave();
}
