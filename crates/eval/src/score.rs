use std::collections::BTreeMap;

use onrecord_document::Act;
use serde::Serialize;

use crate::calibration::{Calibration, Outcome};
use crate::figures::{ByClass, ContentFigures, Count, Prf, SourceFigures, percent};
use crate::judge::{Judgement, judge};
use crate::speakers::SpeakerTally;
use crate::{Corpus, GoldDocument, Prediction, Predictions, SpeakerFigures};

/// All figures for one set of predictions. Serialised, it is the reference scorer's report and more.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// How many documents were scored.
    pub docs: usize,
    /// How many words they have.
    pub words: usize,
    /// Contents, by class.
    pub content: ByClass<ContentFigures>,
    /// Sources, by class.
    pub attribution: ByClass<SourceFigures>,
    /// Contents found with the right source, by class.
    pub end2end: ByClass<Prf>,
    /// Distinct spans of each label.
    pub spans: LabelFigures,
    /// Words of each label.
    pub tokens: LabelFigures,
    /// Acts: `all`, then by gold act; empty without labels.
    pub acts: Vec<(&'static str, ActFigures)>,
    /// Speakers: `all`, then by the form of the source; empty without labels.
    pub speakers: Vec<(&'static str, SpeakerFigures)>,
    /// Whether the confidence means what it says; `None` where no prediction has one.
    pub calibration: Option<Calibration>,
    /// A row a document, in order.
    pub documents: Vec<DocumentFigures>,
}

/// The same figures for each label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct LabelFigures {
    /// Words that name who.
    pub source: Prf,
    /// Words that show that it is said.
    pub cue: Prf,
    /// What is said.
    pub content: Prf,
}

/// How often the act of a found attribution is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct ActFigures {
    /// Labelled gold attributions.
    pub golds: usize,
    /// Those found.
    pub found: usize,
    /// Of those, the ones whose prediction has the gold act. The prediction that covers most decides.
    pub right: usize,
}

/// One document's figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentFigures {
    /// Its name.
    pub name: String,
    /// Gold attributions found with the right source.
    pub golds_right: usize,
    /// Predictions of a gold attribution with the right source.
    pub predictions_right: usize,
    /// Contents found with the right source.
    pub end2end: Prf,
}

/// Scores predictions against a corpus. Documents without predictions count as ones where nothing was found.
pub fn score(corpus: &Corpus, predictions: &Predictions) -> Scores {
    let mut total = Tally::default();
    let mut acts = ActTally::default();
    let mut speakers = SpeakerTally::default();
    let mut outcomes = Vec::new();
    let mut documents = Vec::new();
    for document in &corpus.documents {
        let predicted = predictions.of(&document.name);
        let judgement = judge(document, predicted);
        total.add(&judgement);
        acts.add(document, predicted, &judgement);
        speakers.add(document, predicted);
        let outcome = |p: &crate::judge::JudgedPrediction| {
            Some(Outcome { confidence: predicted[p.index].confidence?, right: p.right })
        };
        outcomes.extend(judgement.predictions.iter().filter_map(outcome));
        documents.push(DocumentFigures::new(&document.name, &judgement));
    }
    Scores {
        docs: documents.len(),
        words: corpus.documents.iter().map(|document| document.text.words().len()).sum(),
        content: total.classes.map(|class| ContentFigures {
            exact: class.exact.figures(),
            segment: class.segment.figures(),
            overlap: class.overlap.figures(),
        }),
        attribution: total.classes.map(|class| SourceFigures {
            accuracy: percent(class.source_right, class.found_with_source),
            right: class.source_right,
            found_with_source: class.found_with_source,
            found: class.found,
            gold: class.end2end.gold,
        }),
        end2end: total.classes.map(|class| class.end2end.figures()),
        spans: label_figures(&total.spans),
        tokens: label_figures(&total.tokens),
        acts: acts.figures(),
        speakers: speakers.figures(),
        calibration: Calibration::new(&outcomes),
        documents,
    }
}

fn label_figures(counts: &[Count; 3]) -> LabelFigures {
    let [source, cue, content] = counts.each_ref().map(Count::figures);
    LabelFigures { source, cue, content }
}

impl DocumentFigures {
    fn new(name: &str, judgement: &Judgement) -> DocumentFigures {
        let mut count = Count::default();
        judgement.golds.iter().for_each(|gold| count.add_gold(gold.right));
        judgement.predictions.iter().for_each(|prediction| count.add_predicted(prediction.right));
        DocumentFigures {
            name: name.to_owned(),
            golds_right: count.gold_right as usize,
            predictions_right: count.predicted_right as usize,
            end2end: count.figures(),
        }
    }
}

#[derive(Default)]
struct Tally {
    classes: ByClass<ClassTally>,
    spans: [Count; 3],
    tokens: [Count; 3],
}

#[derive(Default)]
struct ClassTally {
    exact: Count,
    segment: Count,
    overlap: Count,
    end2end: Count,
    found: usize,
    found_with_source: usize,
    source_right: usize,
}

impl Tally {
    fn add(&mut self, judgement: &Judgement) {
        for gold in &judgement.golds {
            for class in self.classes.both(gold.kind) {
                class.exact.add_gold(gold.exact);
                class.overlap.add_gold(gold.cover);
                class.end2end.add_gold(gold.right);
                class.found += usize::from(gold.found);
                class.found_with_source += usize::from(gold.found && gold.has_source);
                class.source_right += usize::from(gold.right && gold.has_source);
            }
        }
        for prediction in &judgement.predictions {
            for class in self.classes.both(prediction.kind) {
                class.exact.add_predicted(prediction.exact);
                class.overlap.add_predicted(prediction.share);
                class.end2end.add_predicted(prediction.right);
            }
        }
        for &kind in &judgement.gold_segments {
            self.classes.both(kind).into_iter().for_each(|class| class.segment.gold += 1);
        }
        for &(kind, right) in &judgement.predicted_segments {
            for class in self.classes.both(kind) {
                class.segment.add_predicted(right);
                class.segment.gold_right += f64::from(right);
            }
        }
        for (count, common) in self.spans.iter_mut().zip(judgement.spans) {
            count.add_sets(common.gold, common.predicted, common.both);
        }
        for (count, common) in self.tokens.iter_mut().zip(judgement.tokens) {
            count.add_sets(common.gold, common.predicted, common.both);
        }
    }
}

/// Counts of labelled attributions, by gold act.
#[derive(Default)]
struct ActTally(BTreeMap<String, ActFigures>);

impl ActTally {
    fn add(&mut self, document: &GoldDocument, predicted: &[Prediction], judgement: &Judgement) {
        for gold in &judgement.golds {
            let Some(label) = &document.attributions[gold.index].label else { continue };
            let act = gold.main.and_then(|main| predicted[main].act.as_deref());
            let counts = self.0.entry(label.act.clone()).or_default();
            counts.golds += 1;
            counts.found += usize::from(gold.found);
            counts.right += usize::from(gold.found && act == Some(&label.act));
        }
    }

    fn figures(&self) -> Vec<(&'static str, ActFigures)> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let all = self.0.values().fold(ActFigures::default(), |a, b| ActFigures {
            golds: a.golds + b.golds,
            found: a.found + b.found,
            right: a.right + b.right,
        });
        let acts = Act::ALL.map(|act| (act.name(), self.0.get(act.name()).copied().unwrap_or_default()));
        std::iter::once(("all", all)).chain(acts).collect()
    }
}
