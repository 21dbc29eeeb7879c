//! What the weights of references are fitted to: each reference, and the mentions it was weighed among.

use onrecord_encoder::Encoder;
use onrecord_engine::{Document, Options};
use onrecord_entity::fitting::{EVIDENCE, references};

#[test]
fn a_pronoun_is_weighed_among_those_named_before_it() {
    let text = "Mayor Ann Lee met Jane Marr, a baker, in Fenham. “It held,” she said.";
    let document = Document::plain("1", text);
    let segmentation = onrecord_segment::segment(&document);
    let encoder = Encoder::new().unwrap();
    let encoding = encoder.encode(text).unwrap();
    let attributions =
        onrecord_attribution::attribute(&document, &segmentation, &encoding, Options::default());
    let found = references(&document, &segmentation, &encoding, &attributions);

    let she = found.iter().find(|reference| reference.head.of(text) == "she").unwrap();
    assert_eq!(she.sort, "he");
    let mut among: Vec<&str> = she.candidates.iter().map(|candidate| candidate.head.of(text)).collect();
    among.sort_unstable();
    assert_eq!(among, ["Lee", "Marr", "Mayor", "baker"]);
    let figure = |word: &str| she.candidates.iter().find(|c| c.head.of(text) == word).unwrap().figure;
    assert_eq!(figure("Mayor"), figure("Lee"));
    assert_ne!(figure("Marr"), figure("Lee"));
    let sentences = EVIDENCE.iter().position(|&name| name == "sentence").unwrap();
    for candidate in &she.candidates {
        assert_eq!(candidate.evidence.len(), EVIDENCE.len());
        assert_eq!(candidate.evidence[sentences], 1.0);
    }
}
