//! The whole command: its status and both of its streams.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

const ARTICLE: &str = "“We will appeal,” Mayor Ann Lee said on Tuesday.\n\
    The council's chair, Bo Ferris, said that the bridge would stay closed until May.\n";

/// A folder with an article, and the command run in it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.put("lee.txt", ARTICLE);
        desk
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn get(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(arguments.split_whitespace()).current_dir(self.path());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
            command.env_remove(variable);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &str) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Status and both streams as text.
    fn shown(&self, arguments: &str) -> String {
        let output = self.run(arguments);
        format!(
            "status: {}\n----- stdout -----\n{}----- stderr -----\n{}",
            output.status.code().unwrap(),
            stdout(&output),
            stderr(&output)
        )
    }

    fn records(&self, arguments: &str) -> Vec<Value> {
        let output = self.run(arguments);
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// A file of as many articles, a JSON object each.
    fn put_articles(&self, name: &str, count: usize) {
        let articles: String = (0..count)
            .map(|n| {
                let text = format!(
                    "“We will build {n} bridges,” Mayor Ann Lee said. {}",
                    "It rained. ".repeat(n % 7)
                );
                format!("{}\n", serde_json::json!({ "id": format!("a{n}"), "text": text }))
            })
            .collect();
        self.put(name, articles);
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn help_teaches() {
    assert_snapshot!("no-arguments", Desk::new().shown(""));
    assert_snapshot!("extract-short-help", Desk::new().shown("extract -h"));
    assert_snapshot!("extract-long-help", Desk::new().shown("extract --help"));
}

#[test]
fn wrong_usage_says_what_is_right() {
    assert_snapshot!(Desk::new().shown("extract lee.txt --kind shouted"), @r"
    status: 2
    ----- stdout -----
    ----- stderr -----
    error: invalid value 'shouted' for '--kind <KIND>'
      [possible values: direct, mixed, indirect]

    For more information, try '--help'.
    ");
    assert_snapshot!(Desk::new().shown("extract lee.txt --min-confidence 80%"), @r"
    status: 2
    ----- stdout -----
    ----- stderr -----
    error: invalid value '80%' for '--min-confidence <P>': it must be a number from 0 to 1, such as 0.8

    For more information, try '--help'.
    ");
}

#[test]
fn nothing_to_read_is_a_failure() {
    assert_snapshot!(Desk::new().shown("extract nowhere.txt"), @r"
    status: 2
    ----- stdout -----
    ----- stderr -----
    error: nowhere.txt: no such file or folder
    ");
}

#[test]
fn some_failures_leave_the_others_written() {
    let desk = Desk::new();
    desk.put("bad.jsonl", "{\"text\": \"“No,” Cy Dunn said.\"}\n{\"text\": }\n{\"body_copy\": \"None.\"}\n");
    let output = desk.run("extract nowhere.txt bad.jsonl lee.txt");
    assert_eq!(output.status.code(), Some(3));
    let ids: Vec<Value> = (stdout(&output).lines())
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["document"]["id"].clone())
        .collect();
    assert_eq!(ids, ["bad.jsonl#1", "lee.txt"]);
    let stderr = stderr(&output);
    assert!(stderr.contains("error: nowhere.txt: no such file"), "{stderr}");
    assert!(stderr.contains("error: bad.jsonl: record 2: "), "{stderr}");
    assert!(stderr.contains("error: bad.jsonl: record 3: "), "{stderr}");
    assert!(stderr.contains("--text-field NAME"), "{stderr}");
    assert!(stderr.ends_with("2 documents written, 3 failed\n"), "{stderr}");
    assert!(!self::stderr(&desk.run("extract -q nowhere.txt lee.txt")).contains("written"));
}

#[test]
fn offsets_slice_the_text() {
    let desk = Desk::new();
    desk.put("né.txt", format!("\u{feff}Zoë\r\n{}", ARTICLE.replace('\n', "\r\n")));
    let records = desk.records("extract né.txt --with-text");
    let text: Vec<char> = records[0]["document"]["text"].as_str().unwrap().chars().collect();
    let attributions = records[0]["attributions"].as_array().unwrap();
    assert!(!attributions.is_empty());
    for attribution in attributions {
        let spans = attribution["content"].as_array().unwrap().iter();
        for span in spans.chain([&attribution["source"], &attribution["cue"]]).filter(|span| !span.is_null())
        {
            let at = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
            assert_eq!(
                text[at("start")..at("end")].iter().collect::<String>(),
                span["text"].as_str().unwrap()
            );
        }
    }
    assert!(desk.records("extract lee.txt")[0]["document"]["text"].is_null());
}

#[test]
fn a_statement_has_who_and_what() {
    let records = Desk::new().records("extract lee.txt");
    let lee = &records[0]["attributions"][0];
    assert_eq!(lee["source"]["text"], "Mayor Ann Lee");
    assert_eq!(lee["cue"]["text"], "said");
    assert_eq!(lee["content"][0]["text"], "“We will appeal,”");
    assert_eq!((&lee["kind"], &lee["act"]), (&"direct".into(), &"speech".into()));
}

#[test]
fn standard_input_is_read_where_no_path_is_given() {
    let desk = Desk::new();
    for arguments in ["extract", "extract -"] {
        let mut child = desk.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(ARTICLE.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        let record: Value = serde_json::from_str(&stdout(&output)).unwrap();
        assert_eq!(record["document"]["path"], "-");
    }
}

#[test]
fn every_format_is_written() {
    let desk = Desk::new();
    let out = |format: &str| {
        let output = desk.run(&format!("extract lee.txt --format {format}"));
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""), "{format}");
        stdout(&output)
    };
    assert_eq!(serde_json::from_str::<Value>(&out("jsonl")).unwrap()["format"], "onrecord/1");
    assert_eq!(serde_json::from_str::<Value>(&out("json")).unwrap()[0]["format"], "onrecord/1");
    assert!(out("csv").starts_with("document,url,date,"));
    assert!(out("brat").starts_with("T1\tSource "));
    assert!(out("html").starts_with("<!doctype html>"));
    assert!(out("table").starts_with("KIND "));
    assert!(out("terminal").contains("[1] Mayor Ann Lee said"));
}

#[test]
fn the_format_follows_the_name_of_the_output() {
    let desk = Desk::new();
    for (name, begin) in [("a.csv", "document,"), ("a.html", "<!doctype"), ("a.json", "[\n"), ("a.out", "{")]
    {
        let output = desk.run(&format!("extract lee.txt -o {name}"));
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(0), ""));
        assert!(desk.get(name).starts_with(begin), "{name}");
    }
    desk.run("extract lee.txt -o a.csv -f table");
    assert!(desk.get("a.csv").starts_with("KIND"));
}

#[test]
fn an_output_cannot_be_an_input_or_a_folder() {
    let desk = Desk::new();
    assert_snapshot!(desk.shown("extract lee.txt -o ./lee.txt -f csv"), @r"
    status: 2
    ----- stdout -----
    ----- stderr -----
    error: ./lee.txt: this is one of the inputs, and writing would destroy it
    hint: name another file with --output
    ");
    assert_eq!(desk.get("lee.txt"), ARTICLE);
    assert_snapshot!(desk.shown("extract lee.txt -o . -f csv"), @r"
    status: 2
    ----- stdout -----
    ----- stderr -----
    error: .: a folder, and this format is one file
    hint: name a file in it, such as ./statements.csv
    ");
    assert_snapshot!(desk.shown("extract lee.txt -o new/a.csv"), @r"
    status: 2
    ----- stdout -----
    ----- stderr -----
    error: new/a.csv: can't write this file: No such file or directory (os error 2)
    hint: make the folder first: mkdir -p new
    ");
}

#[test]
fn brat_has_a_folder_for_several_documents() {
    let desk = Desk::new();
    desk.put("two.txt", "“No,” Cy Dunn said.");
    assert_eq!(desk.run("extract lee.txt two.txt -f brat -o out").status.code(), Some(0));
    assert_eq!(desk.get("out/lee.txt"), ARTICLE);
    assert!(desk.get("out/two.ann").contains("\tSource "));
    assert!(desk.get("out/annotation.conf").contains("[events]"));
    let output = desk.run("extract lee.txt two.txt -f brat");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("hint: name a folder for them: --format brat --output FOLDER"));
}

#[test]
fn the_output_is_the_same_at_any_number_of_threads() {
    let desk = Desk::new();
    desk.put_articles("many.jsonl", 40);
    let one = stdout(&desk.run("extract many.jsonl -j 1"));
    assert_eq!(one.lines().count(), 40);
    assert_eq!(stdout(&desk.run("extract many.jsonl -j 4")), one);
}

#[test]
fn filters_leave_ids_as_they_are() {
    let desk = Desk::new();
    let all = desk.records("extract lee.txt");
    let indirect = desk.records("extract lee.txt --kind mixed,indirect --act speech");
    let expected: Vec<&Value> =
        all[0]["attributions"].as_array().unwrap().iter().filter(|a| a["kind"] == "indirect").collect();
    assert!(!expected.is_empty());
    assert_eq!(indirect[0]["attributions"].as_array().unwrap().iter().collect::<Vec<_>>(), expected);
    assert!(desk.records("extract lee.txt --act feeling")[0]["attributions"].as_array().unwrap().is_empty());
    assert!(
        desk.records("extract lee.txt --min-confidence 1")[0]["attributions"].as_array().unwrap().is_empty()
    );
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let desk = Desk::new();
    let escapes = |arguments: &str| stdout(&desk.run(arguments)).contains('\u{1b}');
    assert!(!escapes("extract lee.txt -f terminal"));
    assert!(escapes("extract lee.txt -f terminal --color always"));
    assert!(!escapes("extract lee.txt -f terminal --color never"));
}

#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    let desk = Desk::new();
    desk.put_articles("many.jsonl", 200);
    let mut child = desk.command("extract many.jsonl").spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    serde_json::from_str::<Value>(&line).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

#[cfg(unix)]
#[test]
fn an_interruption_keeps_what_is_complete() {
    let desk = Desk::new();
    let mut command = desk.command("extract --input-format jsonl -f json");
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    // More than fits in the pipe and in what is in hand: once it is taken in, some of it has been written.
    let padding = "x".repeat(4000);
    for _ in 0..80 {
        let article = serde_json::json!({ "text": "“No,” Cy Dunn said.", "padding": padding });
        writeln!(stdin, "{article}").unwrap();
    }
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let mut text = String::new();
    stdout.read_to_string(&mut text).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let written = serde_json::from_str::<Value>(&text).unwrap().as_array().unwrap().len();
    assert!(written > 0);
    assert_eq!(stderr(&output), format!("interrupted; {written} documents written\n"));
    drop(stdin);
}

#[test]
fn the_schema_and_the_completions_are_printed() {
    let desk = Desk::new();
    let schema: Value = serde_json::from_str(&stdout(&desk.run("schema"))).unwrap();
    assert_eq!(schema["title"], "onrecord/1");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(stdout(&desk.run(&format!("completions {shell}"))).contains("min-confidence"), "{shell}");
    }
    let manual = stdout(&desk.run("man"));
    assert!(manual.starts_with(".ie") && manual.contains("Exit status"));
}
