//! Who speaks and who is mentioned: the Markdown files in `speakers/` and `entities/`. A text, and below it a block that says
//! what is found in it.
//!
//! - `speakers`: a line for each attribution: the source, an arrow, who that is, and in brackets what led there.
//! - `entities`: a line for each entity: its name, in brackets its kind and the roles printed beside the name, and after a colon
//!   every place that mentions it.

use std::fmt::Write as _;
use std::path::Path;

use onrecord_engine::{Annotations, Document, Engine};

#[test]
fn speakers_are_who_they_are_said_to_be() {
    hold("speakers", speakers, 20);
}

#[test]
fn entities_are_mentioned_where_they_are_said_to_be() {
    hold("entities", entities, 5);
}

/// A real report with a quotation over paragraphs, captions, "both the latter two groups" and a surname that changes. It can't be
/// shipped: `DATA` (default `../shared`) says where it is.
#[test]
#[allow(clippy::unwrap_used, reason = "a test that can't read its input fails")]
fn the_sample_report_has_all_its_speakers() {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let data = std::env::var_os("DATA").map_or(default, Into::into);
    let path = data.join("articles/report-loach.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: no {} (set DATA to the folder that holds articles/)", path.display());
        return;
    };
    let annotations = Engine::new().unwrap().annotate(&Document::plain("report", text)).unwrap();
    let speaker =
        |a: &onrecord_engine::Attribution| annotations.entities[a.speaker.unwrap().entity].name.clone();
    let speakers: Vec<String> = annotations.attributions.iter().map(speaker).collect();
    let loach = "Ken Loach";
    let groups = "Labour in Exile Network & Labour Against the Witchhunt";
    let spokesman = ["Labour spokesman", "Labour spokesperson"];
    let expected = [&[loach; 6][..], &[groups; 2], &spokesman[..1], &[loach; 3], &spokesman[1..]].concat();
    assert_eq!(speakers, expected);
}

/// Compares each block of the pages in a folder, which has the folder's name, with what is found in the text above it.
#[allow(clippy::unwrap_used, reason = "a test that can't read its pages fails")]
fn hold(name: &str, found_in: fn(&str, &Annotations) -> String, at_least: usize) {
    let engine = Engine::new().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let fence = format!("```{name}\n");
    let update = std::env::var_os("ONRECORD_UPDATE").is_some_and(|value| value == "1");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let (mut cases, mut failures) = (0, String::new());
    for path in paths {
        let page = std::fs::read_to_string(&path).unwrap();
        let mut updated = page.clone();
        for block in page.split("```text\n").skip(1) {
            let (text, rest) = block.split_once("```").unwrap();
            let (_, expected) = rest.split_once(&fence).unwrap();
            let expected = expected.split("```").next().unwrap();
            let text = text.trim_end_matches('\n');
            let annotations = engine.annotate(&Document::plain("spec", text)).unwrap();
            let found = found_in(text, &annotations);
            cases += 1;
            if found != expected {
                write!(failures, "{}\n{text}\nexpected\n{expected}found\n{found}\n", path.display()).unwrap();
                let (before, after) = updated.split_once(&block.to_string()).unwrap();
                let new = block.replacen(&format!("{fence}{expected}"), &format!("{fence}{found}"), 1);
                updated = format!("{before}{new}{after}");
            }
        }
        if update {
            std::fs::write(&path, updated).unwrap();
        }
    }
    assert!(failures.is_empty() || update, "{failures}");
    assert!(cases >= at_least, "only {cases} cases were found");
}

#[allow(clippy::unwrap_used, reason = "a string takes what is written to it")]
fn speakers(text: &str, annotations: &Annotations) -> String {
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

fn entities(text: &str, annotations: &Annotations) -> String {
    let of = |entity: &onrecord_engine::Entity| {
        let roles = entity.roles.iter().map(|role| format!("; {}", role.of(text))).collect::<String>();
        let mentions: Vec<&str> = entity.mentions.iter().map(|mention| mention.span.of(text)).collect();
        format!("{} ({}{roles}): {}\n", entity.name, entity.kind.name(), mentions.join(", "))
    };
    annotations.entities.iter().map(of).collect()
}
