//! Rust and Python agree, on cases that `training/onrecord_training/parity.py` wrote.

use serde_json::Value;

use crate::{Encoder, NameKind, Role, window};

fn cases() -> Vec<Value> {
    serde_json::from_str(include_str!("../tests/parity.json")).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

#[test]
fn words_pieces_and_types_are_the_references() {
    let encoder = Encoder::new().unwrap();
    for case in cases() {
        let text = case["text"].as_str().unwrap();
        let words = encoder.words(text);
        let list = |name: &str| numbers(&case[name]).into_iter().map(|v| v as usize).collect::<Vec<_>>();
        let ours: Vec<_> = (0..words.len()).map(|w| words.span(w)).collect();
        assert_eq!(ours.iter().map(|s| s.start).collect::<Vec<_>>(), list("start"), "{text}");
        assert_eq!(ours.iter().map(|s| s.end).collect::<Vec<_>>(), list("end"), "{text}");
        let pieces: Vec<Vec<u64>> = serde_json::from_value(case["pieces"].clone()).unwrap();
        for (word, pieces) in pieces.iter().enumerate() {
            let ours: Vec<u64> = words.pieces(word).iter().map(|&p| u64::from(p)).collect();
            assert_eq!(&ours, pieces, "{}", words.span(word).of(text));
        }
        let types: Vec<usize> = (0..words.len()).map(|w| usize::from(words.token_type(w))).collect();
        assert_eq!(types, list("kind"), "{text}");
    }
}

/// The digests are those that `parity.py --corpus` prints.
#[test]
fn polnear_is_cut_as_the_reference_cuts_it() {
    use sha2::{Digest, Sha256};
    use std::fmt::Write;

    let data = std::env::var("DATA")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").into());
    let encoder = Encoder::new().unwrap();
    for (split, expected) in [("train", TRAIN), ("dev", DEV)] {
        let folder = std::path::Path::new(&data).join("data/polnear").join(split).join("text");
        let Ok(entries) = std::fs::read_dir(&folder) else {
            println!("skipped: no corpus at {}", folder.display());
            continue;
        };
        let mut paths: Vec<_> = entries
            .map(|e| e.unwrap().path())
            .filter(|p| p.extension().is_some_and(|e| e == "txt"))
            .collect();
        paths.sort();
        let mut hash = Sha256::new();
        for path in paths {
            // As Python reads a text file.
            let text = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n").replace('\r', "\n");
            let words = encoder.words(&text);
            let mut cut = String::new();
            for word in 0..words.len() {
                let (span, kind) = (words.span(word), words.token_type(word));
                writeln!(cut, "{} {} {kind} {:?}", span.start, span.end, words.pieces(word)).unwrap();
            }
            hash.update(cut);
        }
        let found: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, expected, "{split}");
    }
}

const TRAIN: &str = "c06d5416dfc59c804426d61d4e93d0c7cec5900bfff2de8b9f1c7f08f9cc57a5";
const DEV: &str = "f72a3f3dfec7847335714355222735754f676e048f64b7f81006a112b3b28ab7";

#[test]
fn scores_are_the_references() {
    let encoder = Encoder::new().unwrap();
    let mut compared = 0;
    for case in cases().iter().filter(|c| c.get("anchor").is_some()) {
        let text = case["text"].as_str().unwrap();
        let encoding = encoder.encode(text).unwrap();
        let sigmoid = |v: &f64| 1.0 / (1.0 + (-v).exp());
        let float: Vec<f64> = numbers(&case["anchor"]).iter().map(sigmoid).collect();
        let int8: Vec<f64> = numbers(&case["anchor_int8"]).iter().map(sigmoid).collect();
        for word in 0..encoding.words().len() {
            let ours = f64::from(encoding.anchor_probability(word));
            let name = encoding.words().span(word).of(text);
            // onnxruntime and rten round the activations differently: on odd texts one of them may be nearer to float32.
            let nearest = (ours - int8[word]).abs().min((ours - float[word]).abs());
            assert!(nearest < 0.08, "{name}: {ours}, onnxruntime {}", int8[word]);
            assert!((ours - float[word]).abs() < 0.2, "{name}: {ours}, PyTorch {}", float[word]);
            compared += 1;
        }
        for link in case["links"].as_array().unwrap() {
            let [anaphor, other, score] = numbers(link)[..] else { panic!("{link}") };
            let ours = f64::from(encoding.link(anaphor as usize, other as usize, false));
            // onnxruntime and rten round the activations differently.
            assert!((ours - score).abs() < 0.5, "{text}: {anaphor} {other}: {ours}, {score}");
        }
        let names: Vec<String> = serde_json::from_value(case["names"].clone()).unwrap();
        let mut ours = vec!["O".to_owned(); names.len()];
        for name in encoding.names() {
            for word in name.words.clone() {
                let kind = match name.kind {
                    NameKind::Person => "person",
                    NameKind::Organization => "organization",
                    NameKind::Place => "place",
                    NameKind::People => "people",
                    NameKind::Other => "other",
                };
                ours[word] = format!("{}-{kind}", if word == name.words.start { "B" } else { "I" });
            }
        }
        // The best labelling need not be that of each word's best label.
        let same = ours.iter().zip(&names).filter(|(a, b)| a == b).count();
        assert!(same * 20 >= names.len() * 19, "{text}\nours      {ours:?}\nreference {names:?}");
        let kinds: Vec<String> = serde_json::from_value(case["mentions"].clone()).unwrap();
        let heads = (0..kinds.len()).filter(|&word| {
            let kinds_of = encoding.mention(word);
            let none = 1.0 - kinds_of.iter().sum::<f32>();
            kinds_of.iter().any(|&kind| kind > none) == (kinds[word] != "none")
        });
        assert!(heads.count() * 20 >= kinds.len() * 18, "{text}: {kinds:?}");
        for (anchor, tags) in case["frames"].as_object().unwrap() {
            let frame = encoding.frame(anchor.parse().unwrap(), &[]);
            let mut ours = vec!["O".to_string(); encoding.words().len()];
            for (role, words) in &frame.spans {
                let name = match role {
                    Role::Source => "source",
                    Role::Cue => "cue",
                    Role::Content => "content",
                };
                for word in words.clone() {
                    ours[word] = format!("{}-{name}", if word == words.start { "B" } else { "I" });
                }
            }
            let tags: Vec<String> = serde_json::from_value(tags.clone()).unwrap();
            let same = ours.iter().zip(&tags).filter(|(a, b)| a == b).count();
            // int8 may move an edge by a word.
            assert!(same + 2 >= tags.len(), "{text}\nours      {ours:?}\nreference {tags:?}");
        }
    }
    assert!(compared > 100, "only {compared} words compared");
}

#[test]
fn every_word_but_at_the_ends_has_context() {
    let encoder = Encoder::new().unwrap();
    let text = "The quick brown fox said that it would not jump over the lazy dog again.\n".repeat(60);
    let words = encoder.words(&text);
    let windows = window::windows(&words, window::SIZE, window::CONTEXT);
    assert!(windows.len() > 2);
    for (word, decided) in window::deciding(&windows, words.len()).into_iter().enumerate() {
        let shown = &windows[decided.unwrap()].words;
        assert!(shown.start == 0 || word - shown.start >= window::CONTEXT - 1, "word {word} in {shown:?}");
        assert!(shown.end == words.len() || shown.end - word >= window::CONTEXT, "word {word} in {shown:?}");
    }
    assert!(windows.iter().all(|w| w.ids.len() <= window::SIZE && w.ids.len() == w.types.len()));
}
