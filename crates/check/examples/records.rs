//! Development only.
#![allow(clippy::all)]
use onrecord_check::*;
use onrecord_diagnostic::*;
use onrecord_document::*;
use std::io::BufRead;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut settings = Settings::default();
    if args.len() > 2 && !args[2].is_empty() {
        let v: Vec<String> = args[2].split(',').map(String::from).collect();
        settings.only(&v).unwrap();
    }
    let full = args.len() > 3;
    let mut out: Box<dyn Writer> = if full {
        Format::Full.writer(
            std::io::stdout(),
            onrecord_diagnostic::Style { color: false, width: 110 },
            vec![],
        )
    } else {
        Format::Concise.writer(
            std::io::stdout(),
            onrecord_diagnostic::Style { color: false, width: 110 },
            vec![],
        )
    };
    let mut words = 0;
    let mut n = 0;
    let mut time = std::time::Duration::ZERO;
    let mut counts = std::collections::BTreeMap::new();
    for line in std::io::BufReader::new(std::fs::File::open(&args[1]).unwrap()).lines() {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = v["document"]["text"].as_str().unwrap_or("").to_string();
        let document = Document::plain(v["document"]["id"].as_str().unwrap(), text);
        let sp = |s: &serde_json::Value| -> Option<Span> {
            Some(Span::new(s["start_byte"].as_u64()? as usize, s["end_byte"].as_u64()? as usize))
        };
        let attributions = v["attributions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|a| Attribution {
                kind: Kind::ALL.into_iter().find(|k| k.name() == a["kind"]).unwrap(),
                act: Act::ALL.into_iter().find(|k| k.name() == a["act"]).unwrap(),
                source: sp(&a["source"]),
                speaker: None,
                cue: sp(&a["cue"]),
                content: a["content"].as_array().unwrap().iter().filter_map(|c| sp(c)).collect(),
                parent: a["parent"].as_u64().map(|x| x as usize),
                evidence: Evidence {
                    decided_by: DecidedBy::ALL.into_iter().find(|k| k.name() == a["decided_by"]).unwrap(),
                    confidence: 0.9,
                },
            })
            .collect();
        let t = std::time::Instant::now();
        let segmentation = onrecord_segment::segment(&document);
        words += segmentation.tokens.iter().filter(|t| t.kind == TokenKind::Word).count();
        n += 1;
        let a = Annotations { segmentation, attributions, entities: vec![] };
        let found = check(&document, &a, &settings);
        time += t.elapsed();
        for f in &found {
            *counts.entry(f.code).or_insert(0) += 1;
        }
        out.write(&document, &found).unwrap();
    }
    out.finish().unwrap();
    eprintln!("{n} documents {words} words {time:?} {counts:?}");
}
