//! The engine's specification: the Markdown files in `spec/`, in the notation of `onrecord-testing`.
//!
//! `ONRECORD_UPDATE=1 cargo test --release -p onrecord-engine` writes what the engine finds over expectations that
//! aren't met. The difference is then to be read word by word: what the engine finds isn't right by being found.

// One program for all tests of the engine: each links the model and its runtime.
#[path = "spec/options.rs"]
mod options;
#[path = "spec/pages.rs"]
mod pages;
#[path = "spec/spans.rs"]
mod spans;
#[path = "spec/threads.rs"]
mod threads;

use std::path::Path;

use onrecord_engine::{Document, Engine};
use onrecord_testing::{Mode, check, span_faults};

#[test]
fn the_specification_holds() {
    let engine = Engine::new().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let update = std::env::var_os("ONRECORD_UPDATE").is_some_and(|value| value == "1");
    let mode = if update { Mode::Update } else { Mode::Compare };
    let outcome = check(&folder, mode, |text| {
        let annotations = engine.annotate(&Document::plain("spec", text)).unwrap();
        assert_eq!(span_faults(text, &annotations), [""; 0], "{text}");
        annotations.attributions
    })
    .unwrap();
    let (failures, cases) = (&outcome.failures, outcome.cases);
    assert!(failures.is_empty(), "{} of {cases} cases fail\n\n{}", failures.len(), failures.join("\n"));
    assert!(cases >= 60, "only {cases} cases were found");
}
