//! What a caller may ask for.

use onrecord_engine::{Document, Engine, Kind, Options};

#[test]
#[allow(clippy::unwrap_used, reason = "a test without a model fails")]
fn least_confidence_is_asked_of_paraphrases_alone() {
    let document = Document::plain("1", "“It held,” Mayor Ann Lee said. She said that the wall was safe.");
    let kinds = |least_confidence: f32| -> Vec<Kind> {
        let options = Options { least_confidence, ..Options::default() };
        let engine = Engine::new().unwrap().with_options(options);
        engine.annotate(&document).unwrap().attributions.iter().map(|attribution| attribution.kind).collect()
    };
    assert_eq!(kinds(0.0), [Kind::Direct, Kind::Indirect]);
    assert_eq!(kinds(1.1), [Kind::Direct]);
}
