//! Our figures are the reference scorer's, exactly.
//!
//! The corpus, the predictions and the speakers are invented. The folder `reference` holds what the reference
//! scorer (Python, of the same definitions) gave for them, run in this folder:
//!
//! ```text
//! python3 score.py --text corpus/text --gold corpus/attributions --pred predictions.jsonl \
//!     --json reference/score.json --rows reference/rows.jsonl
//! python3 score_speakers.py --text corpus/text --gold corpus/attributions --speakers speakers.tsv \
//!     --pred predictions.jsonl > reference/speakers.txt    # and of predictions-given.jsonl, speakers-given.txt
//! ```
//!
//! In the corpus: contents in pieces (also one whose second piece stands after its event), no source, two
//! sources, nested attributions, a content without a word, single quotes, an unclosed quotation over two
//! paragraphs, a closing mark that opens, `` '' `` marks, two annotators, a text nobody annotated, an emoji.

// Helpers of tests may panic as tests do.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use onrecord_eval::{
    Corpus, Scores, read_gold, read_labels, read_predictions_jsonl, report_speakers, rows, score,
};
use serde_json::Value;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(file(name)).unwrap()
}

fn corpus() -> Corpus {
    let mut corpus = read_gold(&file("corpus")).unwrap();
    corpus.label(&read_labels(&file("speakers.tsv")).unwrap()).unwrap();
    corpus
}

fn scores(predictions: &str) -> Scores {
    score(&corpus(), &read_predictions_jsonl(&file(predictions)).unwrap())
}

/// Every figure of the reference stands in ours; counts how many.
fn compare(reference: &Value, ours: &Value, place: &str) -> usize {
    match reference {
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| compare(value, &ours[name], &format!("{place}/{name}"))).sum()
        }
        figure => {
            assert_eq!(figure.as_f64().unwrap(), ours.as_f64().unwrap(), "{place}");
            1
        }
    }
}

#[test]
fn every_figure_is_the_references() {
    let reference: Value = serde_json::from_str(&text("reference/score.json")).unwrap();
    let ours = serde_json::to_value(scores("predictions.jsonl")).unwrap();
    assert_eq!(compare(&reference["predictions"], &ours, ""), 132);
}

#[test]
fn every_row_is_the_references() {
    let predictions = read_predictions_jsonl(&file("predictions.jsonl")).unwrap();
    let ours = rows(&corpus(), &predictions);
    let reference = text("reference/rows.jsonl");
    assert_eq!(ours.len(), reference.lines().count());
    for (ours, reference) in ours.iter().zip(reference.lines()) {
        let ours = serde_json::to_value(ours).unwrap();
        let Value::Object(reference) = serde_json::from_str(reference).unwrap() else { panic!() };
        for (field, value) in &reference {
            assert_eq!(&ours[field], value, "{field} of {ours}");
        }
    }
}

/// The reference's own lines.
fn speaker_lines(predictions: &str) -> String {
    let mut ours = String::new();
    for (form, figures) in scores(predictions).speakers {
        let [right, wrong, unknown] = [figures.right, figures.wrong, figures.unknown]
            .map(|count| 100.0 * count as f64 / figures.found.max(1) as f64);
        ours += &format!(
            "{form:12} of {:5} found: right {right:.1}%  wrong {wrong:.1}%  unknown {unknown:.1}%",
            figures.found
        );
        ours += &if form == "all" { format!("  (gold {})\n", figures.golds) } else { "\n".to_owned() };
    }
    ours
}

#[test]
fn every_speaker_is_the_references() {
    assert_eq!(speaker_lines("predictions.jsonl"), text("reference/speakers.txt"));
}

#[test]
fn speakers_of_given_spans_are_the_references() {
    assert_eq!(speaker_lines("predictions-given.jsonl"), text("reference/speakers-given.txt"));
}

/// The table has the same figures, and how sure the speakers are.
#[test]
fn the_table_of_speakers_agrees() {
    let predictions = read_predictions_jsonl(&file("predictions-given.jsonl")).unwrap();
    let table = report_speakers(&corpus(), &predictions);
    let all = scores("predictions-given.jsonl").speakers[0].1;
    let cell = |column| table.block("speaker").unwrap().cell("all", column).unwrap();
    assert_eq!((cell("golds"), cell("golds-found")), (all.golds as f64, all.found as f64));
    assert_eq!(cell("wrong"), 100.0 * all.wrong as f64 / all.found as f64);
    assert!(cell("wrong-none") > 0.0 && cell("wrong-none") < cell("wrong"));
    let kinds = &table.block("speaker-kind").unwrap().rows;
    assert_eq!(kinds[1..].iter().map(|(_, cells)| cells[0]).sum::<f64>(), all.golds as f64);
    assert!(table.block("speaker-confidence").is_none());
}

#[test]
fn onrecords_own_form_scores_the_same() {
    assert_eq!(scores("predictions-onrecord.jsonl"), scores("predictions.jsonl"));
}

/// The reference knows no acts: these are counted by hand.
#[test]
fn acts_of_found_golds() {
    let acts = scores("predictions.jsonl").acts;
    let act = |name: &str| {
        acts.iter().find(|(act, _)| *act == name).map(|(_, a)| (a.golds, a.found, a.right)).unwrap()
    };
    assert_eq!(act("feeling"), (2, 2, 1)); // fear is a feeling, hope was taken for an intention
    assert_eq!(act("thought"), (3, 2, 2)); // nothing covers "others doubt that"
    assert_eq!(act("other"), (0, 0, 0)); // its content has no word
    assert_eq!(acts[0].0, "all");
    assert_eq!(acts[1..].iter().map(|(_, figures)| figures.golds).sum::<usize>(), acts[0].1.golds);
}

#[test]
fn the_first_annotator_by_name_counts() {
    let corpus = corpus();
    let names: Vec<&str> = corpus.documents.iter().map(|document| document.name.as_str()).collect();
    assert_eq!(names, ["ferry-strike", "orchard-frost", "school-roof"]);
    assert_eq!(corpus.documents[0].attributions.len(), 8);
    let emoji = &corpus.documents[0].attributions[5];
    assert_eq!(corpus.documents[0].text.slice(emoji.content[0]), "“Our door is open 🚪,”");
}
