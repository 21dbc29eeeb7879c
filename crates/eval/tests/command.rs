//! The command, from arguments to exit status.

// Helpers of tests may panic as tests do.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> (i32, String, String) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_onrecord-eval"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

/// Scores the invented corpus.
fn polnear(arguments: &[&str]) -> (i32, String, String) {
    let usual = ["polnear", "--corpus=corpus", "--predictions=predictions.jsonl", "--speakers=speakers.tsv"];
    run(&[&usual[..], arguments].concat())
}

fn scratch(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Scores with `--table`, edits the table, and scores again with `--check`.
fn check(name: &str, edit: impl Fn(&str) -> String, arguments: &[&str]) -> (i32, String) {
    let path = scratch(name);
    let (status, ..) = polnear(&[&format!("--table={}", path.display())]);
    assert_eq!(status, 0);
    let table = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, edit(&table)).unwrap();
    let (status, _, complaints) = polnear(&[&[&*format!("--check={}", path.display())], arguments].concat());
    (status, complaints)
}

#[test]
fn the_table_is_printed() {
    let (status, table, warnings) = polnear(&[]);
    assert_eq!((status, warnings.as_str()), (0, ""));
    let blocks: Vec<&str> = table.split("\n\n").filter_map(|block| block.split_whitespace().next()).collect();
    assert_eq!(blocks, ["class", "label", "act", "speaker", "confidence", "document"]);
    assert!(
        table.contains(
            "\nferry-strike       7            8            4                  5   62.5   57.1    59.7\n"
        ),
        "{table}"
    );
}

#[test]
fn an_unchanged_table_passes() {
    assert_eq!(check("same.tsv", str::to_owned, &[]), (0, String::new()));
    assert_eq!(check("same-part.tsv", str::to_owned, &["--documents=2"]), (0, String::new()));
}

#[test]
fn a_fall_fails() {
    let better = |table: &str| table.replace("\t62.5\t57.1\t59.7\n", "\t62.5\t57.1\t61.7\n");
    let fell = "document ferry-strike: e2e-f1 fell from 61.7 to 59.7\n";
    assert_eq!(check("fall.tsv", better, &[]), (1, fell.to_owned()));
    assert_eq!(check("fall-part.tsv", better, &["--documents=1"]), (1, fell.to_owned()));
    assert_eq!(check("tolerated.tsv", better, &["--tolerance=2"]), (0, String::new()));
    assert_eq!(check("tolerated-document.tsv", better, &["--document-tolerance=2"]), (0, String::new()));
}

#[test]
fn two_predictions_side_by_side() {
    let empty = scratch("empty.jsonl");
    std::fs::write(&empty, "").unwrap();
    let (status, report, _) =
        run(&["compare", empty.to_str().unwrap(), "predictions.jsonl", "--corpus=corpus", "--changed=1"]);
    assert_eq!(status, 0);
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = report.lines().map(words).collect();
    assert!(lines.contains(&"class all e2e-f1 0.0 59.7 +59.7".to_owned()), "{report}");
    assert_eq!(
        lines[lines.len() - 2..],
        ["documents that changed most, e2e F1", "orchard-frost 0.0 63.2 +63.2"]
    );
}

#[test]
fn bad_input_is_named() {
    let (status, output, error) = run(&["polnear", "--corpus=nowhere", "--predictions=predictions.jsonl"]);
    assert_eq!((status, output.as_str()), (2, ""));
    assert!(error.starts_with("error: nowhere/attributions: "), "{error}");
    let (status, _, error) = run(&["polnear", "--corpus=corpus", "--predictions=speakers.tsv"]);
    assert_eq!(status, 2);
    assert!(error.starts_with("error: speakers.tsv:1: not JSON"), "{error}");
}

#[test]
fn predictions_for_other_documents_are_mentioned() {
    let other = scratch("other.jsonl");
    std::fs::write(&other, r#"{"doc":"elsewhere","attributions":[]}"#).unwrap();
    let (status, _, warning) = run(&["polnear", "--corpus=corpus", "--predictions", other.to_str().unwrap()]);
    assert_eq!(status, 0);
    assert!(warning.ends_with("1 documents are not in the gold, the first elsewhere\n"), "{warning}");
}
