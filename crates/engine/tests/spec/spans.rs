//! Whatever the text, every span of the annotations slices it.

use onrecord_engine::{Document, Engine};
use onrecord_testing::span_faults;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const PIECES: &[&str] = &[
    "We will appeal",
    "Mayor Ann Lee said",
    "said Tomas Reyes, the engineer",
    "according to the report",
    "he added",
    "she told reporters that the dam was safe",
    "Élodie Ünal wrote",
    "MAYOR LEE: We open at nine.",
    "it is “over”",
    "don't",
    "the ’90s",
    "KL",
    "– Ann Brandt",
    "小林さんは言った",
    "👩\u{200d}👩\u{200d}👦",
    "e\u{301}te\u{301}",
    "\u{200f}שלום",
    "\u{a0}",
    "\u{2028}",
    "\u{fffd}",
    "…",
    ".",
    ",",
    ":",
    "?",
    "!",
    "\"",
    "'",
    "“",
    "”",
    "‘",
    "’",
    "''",
    "«",
    "»",
    "„",
    "(",
    ")",
    "—",
    " ",
    " ",
    " ",
    " ",
    " ",
    "\t",
    "\n",
    "\n",
    "\n\n",
];

#[test]
fn spans_slice_any_text() {
    let engine = Engine::new().unwrap();
    // Few cases, since the model runs for each; the same ones every time.
    let config = Config { cases: 48, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let pieces = proptest::collection::vec(proptest::sample::select(PIECES), 0..60);
    runner
        .run(&pieces, |pieces| {
            let text = pieces.concat();
            let annotations = engine.annotate(&Document::plain("mix", text.as_str())).unwrap();
            prop_assert_eq!(span_faults(&text, &annotations), [""; 0], "{:?}", text);
            Ok(())
        })
        .unwrap();
}

#[test]
fn spans_slice_texts_that_once_failed() {
    let engine = Engine::new().unwrap();
    for text in [
        // The cue, a colon, stands between pieces of the content, and then within a quotation.
        "MAYOR LEE: We open at nine.We will appealWe will appealWe will appealWe will appeal– Ann Brandtaccording \
         to the reportit is “over”according to the reportKL We will appealhe added‘don'taccording to the \
         report小林さんは言った\nit is “over”:''(he added\u{200f}שלוםsaid Tomas Reyes, the engineer",
        // The source stands within a quotation that isn't closed.
        "said Tomas Reyes, the engineer\n)»)it is “over”»don't…”\n'said Tomas Reyes, the engineer\u{200f}שלום\"said \
         Tomas Reyes, the engineer\u{a0}don't”小林さんは言った\"\n👩\u{200d}👩\u{200d}👦KL!it is “over”)KL",
    ] {
        let annotations = engine.annotate(&Document::plain("mix", text)).unwrap();
        assert_eq!(span_faults(text, &annotations), [""; 0], "{text}");
    }
}
