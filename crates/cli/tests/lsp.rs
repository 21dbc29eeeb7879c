//! `onrecord lsp` over its standard input and output, as an editor has it; the messages are written and read here by hand.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

struct Editor {
    server: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    folder: TempDir,
    version: u32,
}

impl Editor {
    fn start(arguments: &[&str]) -> Editor {
        let mut server = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .arg("lsp")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (to, from) = (server.stdin.take().unwrap(), BufReader::new(server.stdout.take().unwrap()));
        let folder = tempfile::tempdir().unwrap();
        let mut editor = Editor { server, to, from, folder, version: 0 };
        let capabilities =
            json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } });
        let hello = editor.ask(1, "initialize", json!({ "processId": null, "capabilities": capabilities }));
        assert_eq!(hello["capabilities"]["positionEncoding"], "utf-16");
        editor.tell("initialized", json!({}));
        editor
    }

    fn put(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    }

    fn raw(&mut self, bytes: &str) {
        self.to.write_all(bytes.as_bytes()).unwrap();
        self.to.flush().unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.put(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn next(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.from.read_line(&mut line).unwrap(), 0, "the server has gone");
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", stated)) => length = stated.parse().unwrap(),
                _ if line.trim_end().is_empty() => break,
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    fn ask(&mut self, id: u32, method: &str, params: Value) -> Value {
        self.put(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.next();
            if message["id"] == id {
                assert_eq!(message["error"], Value::Null);
                return message["result"].clone();
            }
        }
    }

    fn told(&mut self, method: &str) -> Value {
        loop {
            let message = self.next();
            if message["method"] == method {
                return message["params"].clone();
            }
        }
    }

    fn uri(&self) -> String {
        format!("file://{}/article.txt", self.folder.path().display())
    }

    fn open(&mut self, text: &str) {
        let document = json!({ "uri": self.uri(), "languageId": "plaintext", "version": 0, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn type_in(&mut self, line: usize, character: usize, text: &str) {
        self.version += 1;
        let place = json!({ "line": line, "character": character });
        let change = json!({ "range": { "start": place, "end": place }, "text": text });
        let document = json!({ "uri": self.uri(), "version": self.version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    }

    /// The findings for this version, at once and after the engine has read it.
    fn findings(&mut self) -> [Value; 2] {
        let mut next = || loop {
            let found = self.told("textDocument/publishDiagnostics");
            if found["version"] == self.version {
                return found["diagnostics"].clone();
            }
        };
        [next(), next()]
    }

    fn leave(mut self) {
        self.ask(99, "shutdown", Value::Null);
        self.tell("exit", Value::Null);
        assert_eq!(self.server.wait().unwrap().code(), Some(0));
    }
}

const ARTICLE: &str =
    "😀 “It will hold,” the film-maker Ken Loach said on Friday.\nLater, Loach said that he was tired.\n";

#[test]
fn an_editor_is_served() {
    let mut editor = Editor::start(&["--profile", "ap"]);
    editor.open(ARTICLE);
    let [_, found] = editor.findings();
    let codes = |found: &Value| -> Vec<String> {
        found.as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
    };
    assert!(!codes(&found).contains(&"N01".into()), "{found}");

    // What isn't a message is passed over.
    editor.raw("Content-Length: 9\r\n\r\n{\"jsonrpc");
    editor.raw("Content-Length: many\r\n\r\n");
    let complaint = editor.told("window/logMessage");
    assert!(complaint["message"].as_str().unwrap().contains("passed over"), "{complaint}");

    // One letter, after an emoji and quotation marks, makes the name another.
    let place = |text: &str, word: &str| {
        let before = &text[..text.find(word).unwrap()];
        let line = before.rsplit('\n').next().unwrap();
        json!({ "line": before.matches('\n').count(), "character": line.encode_utf16().count() })
    };
    let first = place(ARTICLE, "Loach said on");
    let end = json!({ "line": first["line"], "character": first["character"].as_u64().unwrap() + 1 });
    editor.version = 1;
    let change = json!({ "range": { "start": first, "end": end }, "text": "R" });
    let document = json!({ "uri": editor.uri(), "version": 1 });
    editor.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    let [_, found] = editor.findings();
    assert!(codes(&found).contains(&"N01".into()), "{found}");
    let finding = found.as_array().unwrap().iter().find(|it| it["code"] == "N01").unwrap();
    assert_eq!(finding["relatedInformation"][0]["location"]["uri"], editor.uri());

    let asked = json!({ "textDocument": { "uri": editor.uri() }, "position": { "line": 0, "character": 6 } });
    let hover = editor.ask(2, "textDocument/hover", asked);
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Ken Roach"), "{hover}");
    assert_eq!(hover["range"]["start"], json!({ "line": 0, "character": 3 }));
    let asked = json!({ "textDocument": { "uri": editor.uri() } });
    let outline = editor.ask(3, "textDocument/documentSymbol", asked);
    assert!(outline[0]["containerName"].as_str().unwrap().contains("Ken Roach"), "{outline}");
    editor.leave();
}

#[test]
fn the_nearest_configuration_counts_and_a_wrong_one_is_told() {
    let mut editor = Editor::start(&[]);
    let text = "Quill called it “a good wall”, and left.\n";
    fs::write(editor.folder.path().join("onrecord.toml"), "[check]\nprofile = \"ap\"\n").unwrap();
    editor.open(text);
    let [_, found] = editor.findings();
    assert!(found.to_string().contains("\"Q09\""), "{found}");
    fs::write(editor.folder.path().join("onrecord.toml"), "[check]\nprofile = \"gazette\"\n").unwrap();
    editor.tell("textDocument/didSave", json!({ "textDocument": { "uri": editor.uri() } }));
    let told = editor.told("window/showMessage");
    assert!(told["message"].as_str().unwrap().contains("onrecord.toml: "), "{told}");
    editor.leave();
}

#[test]
fn wrong_arguments_and_a_lost_editor_fail() {
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .arg("lsp")
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    };
    let output = run(&["--profile", "gazette"]);
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "));
    assert_eq!(run(&["--stdio"]).status.code(), Some(2), "the editor went away without a word");
}

/// Prints how long a keystroke takes: `cargo test --release -p onrecord --test lsp -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn how_long_a_keystroke_takes() {
    let article = include_str!("../../../examples/causeway.txt");
    let text = article.repeat(3);
    let lines: Vec<&str> = text.lines().collect();
    let mut editor = Editor::start(&[]);
    let begun = Instant::now();
    editor.open(&text);
    editor.findings();
    eprintln!("{} words, opened: {:?}", text.split_whitespace().count(), begun.elapsed());
    let (mut at_once, mut whole): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
    for (line, words) in lines.iter().enumerate().filter(|(_, words)| words.len() > 40) {
        for letter in ["x", "y", " ", "z"] {
            let begun = Instant::now();
            editor.type_in(line, words.chars().take(30).map(char::len_utf16).sum(), letter);
            let version = editor.version;
            for times in [&mut at_once, &mut whole] {
                while editor.told("textDocument/publishDiagnostics")["version"] != version {}
                times.push(begun.elapsed());
            }
        }
    }
    for (name, mut times) in [("at once", at_once), ("whole", whole)] {
        times.sort();
        let (median, most) = (times[times.len() / 2], times[times.len() * 95 / 100]);
        eprintln!("{name}: median {median:?}, 95 in 100 within {most:?}, of {}", times.len());
    }
    editor.leave();
}
