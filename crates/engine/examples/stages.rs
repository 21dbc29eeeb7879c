//! Times each stage on one thread: `cargo run --release --example stages -- FOLDER`, a folder of text files.

use std::time::{Duration, Instant};

use onrecord_attribution::{Options, attribute};
use onrecord_document::Document;
use onrecord_encoder::Encoder;
use onrecord_segment::segment;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: stages FOLDER (of text files)")?;
    let mut paths: Vec<_> =
        std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let documents: Vec<Document> = paths
        .iter()
        .map(|p| Ok(Document::plain(p.display().to_string(), std::fs::read_to_string(p)?)))
        .collect::<Result<_, std::io::Error>>()?;

    let begin = Instant::now();
    let encoder = Encoder::new()?;
    let load = begin.elapsed();
    let [mut segmenting, mut cutting, mut encoding, mut attributing, mut resolving] = [Duration::ZERO; 5];
    let mut found = 0;
    for document in &documents {
        let begin = Instant::now();
        let segmentation = segment(document);
        segmenting += begin.elapsed();
        let begin = Instant::now();
        encoder.words(&document.text);
        cutting += begin.elapsed();
        let begin = Instant::now();
        let read = encoder.encode(&document.text)?;
        encoding += begin.elapsed();
        let begin = Instant::now();
        let attributions = attribute(document, &segmentation, &read, Options::default());
        attributing += begin.elapsed();
        found += attributions.len();
        let begin = Instant::now();
        let options = onrecord_entity::Options::default();
        onrecord_entity::resolve(document, &segmentation, &read, &attributions, options);
        resolving += begin.elapsed();
    }
    encoding -= cutting; // encoding cuts the words too
    let words: usize = documents.iter().map(|d| d.text.split_whitespace().count()).sum();
    let total = segmenting + cutting + encoding + attributing + resolving;
    #[allow(clippy::print_stdout, reason = "an example prints")]
    {
        println!(
            "documents {}  words {words}  attributions {found}  load {:.0} ms",
            documents.len(),
            load.as_secs_f64() * 1e3
        );
        println!("{:<24}{:>10}{:>9}{:>14}", "stage", "seconds", "share", "words/second");
        for (name, time) in [
            ("segment", segmenting),
            ("words and pieces", cutting),
            ("network", encoding),
            ("roles and attributions", attributing),
            ("entities and speakers", resolving),
            ("all, one thread", total),
        ] {
            let seconds = time.as_secs_f64();
            println!(
                "{name:<24}{seconds:>10.3}{:>8.1}%{:>14.0}",
                100.0 * seconds / total.as_secs_f64(),
                words as f64 / seconds
            );
        }
    }
    Ok(())
}
