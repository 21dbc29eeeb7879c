use serde::Serialize;

use crate::figures::round;
use crate::judge::judge;
use crate::text::Text;
use crate::{Corpus, GoldAttribution, Prediction, Predictions};

/// What became of one gold attribution, or a prediction that belongs to none: for error analysis. Serialised, it
/// has the reference scorer's fields and more.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Row {
    /// A gold attribution.
    Gold {
        /// The document's name.
        doc: String,
        /// The class of the content.
        kind: &'static str,
        /// The share of the content's words that is covered.
        cover: f64,
        /// Whether a prediction has exactly its words.
        exact: bool,
        /// Whether it is found with the right source; `None` where there is no source.
        source_right: Option<bool>,
        /// What is said.
        content: String,
        /// The words that show it.
        cue: String,
        /// The words that name who.
        source: String,
        /// Source, cue and content of the predictions that belong to it.
        pred: Vec<[String; 3]>,
        /// The index of the attribution in the document.
        index: usize,
        /// Its act, where there are labels.
        act: Option<String>,
        /// Its speaker, where there are labels.
        speaker: Option<String>,
        /// The act of the prediction that covers most.
        pred_act: Option<String>,
        /// Its speaker.
        pred_speaker: Option<String>,
        /// Its confidence.
        confidence: Option<f32>,
    },
    /// A prediction that shares no word with any gold attribution.
    Spurious {
        /// The document's name.
        doc: String,
        /// The class of the content.
        kind: &'static str,
        /// Source, cue and content.
        spurious: [String; 3],
        /// Its confidence.
        confidence: Option<f32>,
    },
}

/// A row for each gold attribution and each spurious prediction, a document after the other.
pub fn rows(corpus: &Corpus, predictions: &Predictions) -> Vec<Row> {
    let mut rows = Vec::new();
    for document in &corpus.documents {
        let (text, predicted) = (&document.text, predictions.of(&document.name));
        let judgement = judge(document, predicted);
        for gold in judgement.golds {
            let GoldAttribution { source, cue, content, label, .. } = &document.attributions[gold.index];
            let main = gold.main.map(|main| &predicted[main]);
            rows.push(Row::Gold {
                doc: document.name.clone(),
                kind: gold.kind.name(),
                cover: round(gold.cover, 3),
                exact: gold.exact,
                source_right: gold.has_source.then_some(gold.right),
                content: text.join(content),
                cue: text.join(cue),
                source: text.join(source),
                pred: gold.given.iter().map(|&given| parts(text, &predicted[given])).collect(),
                index: gold.index,
                act: label.as_ref().map(|label| label.act.clone()),
                speaker: label.as_ref().map(|label| label.speaker.clone()),
                pred_act: main.and_then(|main| main.act.clone()),
                pred_speaker: main.and_then(|main| main.speaker.clone()),
                confidence: main.and_then(|main| main.confidence),
            });
        }
        for prediction in judgement.predictions.iter().filter(|prediction| !prediction.has_gold) {
            rows.push(Row::Spurious {
                doc: document.name.clone(),
                kind: prediction.kind.name(),
                spurious: parts(text, &predicted[prediction.index]),
                confidence: predicted[prediction.index].confidence,
            });
        }
    }
    rows
}

fn parts(text: &Text, prediction: &Prediction) -> [String; 3] {
    [&prediction.source, &prediction.cue, &prediction.content].map(|part| text.join(part))
}
