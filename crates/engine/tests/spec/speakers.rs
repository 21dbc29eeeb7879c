//! Who speaks: the Markdown files in `speakers/`. A text, and below it a line for each attribution:
//! the source, an arrow, who that is, and in brackets what led there.

use std::fmt::Write as _;
use std::path::Path;

use onrecord_engine::{Annotations, Document, Engine};

#[test]
fn speakers_are_who_they_are_said_to_be() {
    let engine = Engine::new().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/speakers");
    let update = std::env::var_os("ONRECORD_UPDATE").is_some_and(|value| value == "1");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let (mut cases, mut failures) = (0, String::new());
    for path in paths {
        let page = std::fs::read_to_string(&path).unwrap();
        let mut updated = page.clone();
        for block in page.split("```text\n").skip(1) {
            let (text, rest) = block.split_once("```").unwrap();
            let (_, expected) = rest.split_once("```speakers\n").unwrap();
            let expected = expected.split("```").next().unwrap();
            let text = text.trim_end_matches('\n');
            let annotations = engine.annotate(&Document::plain("spec", text)).unwrap();
            let found = lines(text, &annotations);
            cases += 1;
            if found != expected {
                write!(failures, "{}\n{text}\nexpected\n{expected}found\n{found}\n", path.display()).unwrap();
                let (before, after) = updated.split_once(&block.to_string()).unwrap();
                let new =
                    block.replacen(&format!("```speakers\n{expected}"), &format!("```speakers\n{found}"), 1);
                updated = format!("{before}{new}{after}");
            }
        }
        if update {
            std::fs::write(&path, updated).unwrap();
        }
    }
    assert!(failures.is_empty() || update, "{failures}");
    assert!(cases > 20, "only {cases} cases were found");
}

#[allow(clippy::unwrap_used, reason = "a string takes what is written to it")]
fn lines(text: &str, annotations: &Annotations) -> String {
    let mut lines = String::new();
    for attribution in &annotations.attributions {
        let source = attribution.source.map_or("-", |source| source.of(text));
        match attribution.speaker {
            Some(speaker) => {
                let entity = &annotations.entities[speaker.entity];
                let how = speaker.found_by.name();
                writeln!(lines, "{source} -> {} ({}, {how})", entity.name, entity.kind.name()).unwrap();
            }
            None => writeln!(lines, "{source} -> unknown").unwrap(),
        }
    }
    lines
}
