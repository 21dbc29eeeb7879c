//! Who speaks in the attributions that a corpus gives, so that resolution is measured alone:
//! `cargo run --release --example speakers -- data/polnear/dev > predictions.jsonl`, to be scored by
//! `onrecord-eval speakers`.

use std::path::Path;

use onrecord_engine::{Act, Attribution, DecidedBy, Document, Engine, Evidence, Span};
use onrecord_eval::{GoldAttribution, Range, read_gold};
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: speakers FOLDER (with text/ and attributions/)")?;
    let engine = Engine::new()?;
    for gold in read_gold(Path::new(&folder))?.documents {
        let text: String = gold.text.slice((0, usize::MAX));
        let document = Document::plain(&gold.name, text);
        let given: Vec<(usize, &GoldAttribution)> =
            gold.attributions.iter().enumerate().filter(|(_, a)| !a.content.is_empty()).collect();
        let bytes: Vec<usize> =
            document.text.char_indices().map(|(at, _)| at).chain([document.text.len()]).collect();
        let spans = |ranges: &[Range]| -> Vec<Span> {
            let mut spans: Vec<Span> =
                ranges.iter().map(|&(start, end)| Span::new(bytes[start], bytes[end])).collect();
            spans.sort_by_key(|s| s.start);
            spans
        };
        let attributions = given
            .iter()
            .map(|(_, attribution)| Attribution {
                kind: gold.text.kind(&gold.text.words_in(&attribution.content)),
                act: Act::Other,
                source: spans(&attribution.source).into_iter().max_by_key(|s| s.len()),
                speaker: None,
                cue: spans(&attribution.cue).first().copied(),
                content: spans(&attribution.content),
                parent: None,
                evidence: Evidence { decided_by: DecidedBy::Model, confidence: 1.0 },
            })
            .collect();
        let annotations = engine.resolve(&document, attributions)?;
        let attributions: Vec<_> = given
            .iter()
            .zip(&annotations.attributions)
            .map(|((index, attribution), found)| {
                json!({
                    "index": index, "source": attribution.source, "cue": attribution.cue,
                    "content": attribution.content,
                    "speaker": found.speaker.map(|s| &annotations.entities[s.entity].name),
                    "speaker_confidence": found.speaker.map(|s| s.confidence),
                    "found_by": found.speaker.map(|s| s.found_by.name()),
                })
            })
            .collect();
        #[allow(clippy::print_stdout, reason = "an example prints")]
        {
            println!("{}", json!({ "doc": gold.name, "attributions": attributions }));
        }
    }
    Ok(())
}
