//! What each pronoun, description and shared name of texts was weighed among, for fitting the weights of that:
//! `cargo run --release --example references < texts.jsonl > references.jsonl`, with `{"id", "text"}` a line. The first line of what it
//! writes names the evidence; places are in bytes.

use std::io::BufRead as _;

use onrecord_encoder::Encoder;
use onrecord_engine::{Document, Options};
use onrecord_entity::fitting::{EVIDENCE, references};
use serde_json::{Value, json};

#[allow(clippy::print_stdout, reason = "an example prints")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let encoder = Encoder::new()?;
    println!("{}", json!({ "evidence": EVIDENCE }));
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let field = |name: &str| line[name].as_str().ok_or(format!("a line has no {name}"));
        let document = Document::plain(field("id")?, field("text")?);
        let segmentation = onrecord_segment::segment(&document);
        let encoding = encoder.encode(&document.text)?;
        let attributions =
            onrecord_attribution::attribute(&document, &segmentation, &encoding, Options::default());
        for reference in references(&document, &segmentation, &encoding, &attributions) {
            let candidates = reference
                .candidates
                .iter()
                .map(|candidate| json!([candidate.head.start, candidate.figure, candidate.evidence]));
            let candidates: Vec<Value> = candidates.collect();
            let head = reference.head.start;
            let line =
                json!({ "id": field("id")?, "head": head, "sort": reference.sort, "candidates": candidates });
            println!("{line}");
        }
    }
    Ok(())
}
