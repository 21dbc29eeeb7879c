use std::collections::{BTreeMap, BTreeSet};

use onrecord_document::Kind;

use crate::source::source_right;
use crate::text::{Range, Text, Words};
use crate::{GoldDocument, Prediction};

/// What was right in one document: everything that the figures are made of.
pub(crate) struct Judgement {
    /// Gold attributions with a word in their content, in order.
    pub golds: Vec<JudgedGold>,
    /// Predictions with a word in their content, in order.
    pub predictions: Vec<JudgedPrediction>,
    /// Class of each contiguous piece of gold content.
    pub gold_segments: Vec<Kind>,
    /// Class of each contiguous piece of predicted content, and whether a gold one is the same.
    pub predicted_segments: Vec<(Kind, bool)>,
    /// Distinct spans of source, cue, content.
    pub spans: [Common; 3],
    /// Words of source, cue, content.
    pub tokens: [Common; 3],
}

pub(crate) struct JudgedGold {
    /// Index into the document's attributions.
    pub index: usize,
    pub kind: Kind,
    pub has_source: bool,
    /// A prediction has exactly its words.
    pub exact: bool,
    /// Share of its words that its predictions cover.
    pub cover: f64,
    /// At least half of its words are covered.
    pub found: bool,
    /// It is found and the source of `main` is right.
    pub right: bool,
    /// The predictions that belong to it: indexes into the document's predictions.
    pub given: Vec<usize>,
    /// Which of them covers most.
    pub main: Option<usize>,
}

pub(crate) struct JudgedPrediction {
    /// Index into the document's predictions.
    pub index: usize,
    pub kind: Kind,
    /// A gold attribution has exactly its words.
    pub exact: bool,
    /// It belongs to a gold attribution.
    pub has_gold: bool,
    /// Share of its words that stand in that gold attribution.
    pub share: f64,
    /// Half of its words do, that one is right, and so is its own source.
    pub right: bool,
}

/// Sizes of two sets and of what is in both.
#[derive(Clone, Copy)]
pub(crate) struct Common {
    pub gold: usize,
    pub predicted: usize,
    pub both: usize,
}

impl Common {
    fn new<T: Ord>(gold: &BTreeSet<T>, predicted: &BTreeSet<T>) -> Common {
        Common { gold: gold.len(), predicted: predicted.len(), both: gold.intersection(predicted).count() }
    }
}

/// One side's attribution and its words.
struct Side<'a> {
    index: usize,
    parts: [&'a [Range]; 3],
    words: Words,
    kind: Kind,
    segments: Vec<Words>,
}

const CONTENT: usize = 2;

impl<'a> Side<'a> {
    fn new(text: &Text, index: usize, parts: [&'a [Range]; 3]) -> Option<Side<'a>> {
        let words = text.words_in(parts[CONTENT]);
        let kind = text.kind(&words);
        let segments = text.segments(parts[CONTENT]);
        (!words.is_empty()).then_some(Side { index, parts, words, kind, segments })
    }

    fn common(&self, other: &Side) -> usize {
        self.words.intersection(&other.words).count()
    }
}

/// Compares a document's predictions with its gold attributions.
pub(crate) fn judge(document: &GoldDocument, predicted: &[Prediction]) -> Judgement {
    let text = &document.text;
    let golds: Vec<Side> = (document.attributions.iter().enumerate())
        .filter_map(|(index, a)| Side::new(text, index, [&a.source, &a.cue, &a.content]))
        .collect();
    let predictions: Vec<Side> = (predicted.iter().enumerate())
        .filter_map(|(index, p)| Side::new(text, index, [&p.source, &p.cue, &p.content]))
        .collect();

    let (exact_golds, exact_predictions) = match_exactly(&golds, &predictions);
    let homes: Vec<Option<usize>> = predictions.iter().map(|prediction| home(prediction, &golds)).collect();
    let names_source = |gold: &Side, prediction: &Side| {
        source_right(text, gold.parts[0], prediction.parts[0], predicted[prediction.index].speaker.as_deref())
    };

    let mut judged_golds = Vec::new();
    for (at, gold) in golds.iter().enumerate() {
        let given: Vec<&Side> =
            (predictions.iter().zip(&homes)).filter(|(_, home)| **home == Some(at)).map(|(p, _)| p).collect();
        let covered: Words =
            given.iter().flat_map(|prediction| prediction.words.intersection(&gold.words)).copied().collect();
        let cover = covered.len() as f64 / gold.words.len() as f64;
        let found = cover >= 0.5;
        let main = first_max(given.iter(), |prediction| prediction.common(gold)).copied();
        judged_golds.push(JudgedGold {
            index: gold.index,
            kind: gold.kind,
            has_source: !gold.parts[0].is_empty(),
            exact: exact_golds.contains(&at),
            cover,
            found,
            right: found && main.is_some_and(|main| names_source(gold, main)),
            given: given.iter().map(|prediction| prediction.index).collect(),
            main: main.map(|main| main.index),
        });
    }
    let mut judged_predictions = Vec::new();
    for (at, (prediction, home)) in predictions.iter().zip(&homes).enumerate() {
        let gold = home.map(|home| (&golds[home], judged_golds[home].right));
        let share =
            gold.map_or(0.0, |(gold, _)| prediction.common(gold) as f64 / prediction.words.len() as f64);
        judged_predictions.push(JudgedPrediction {
            index: prediction.index,
            kind: prediction.kind,
            exact: exact_predictions.contains(&at),
            has_gold: gold.is_some(),
            share,
            right: share >= 0.5 && gold.is_some_and(|(gold, right)| right && names_source(gold, prediction)),
        });
    }
    let (gold_segments, predicted_segments) = match_segments(text, &golds, &predictions);
    Judgement {
        golds: judged_golds,
        predictions: judged_predictions,
        gold_segments,
        predicted_segments,
        spans: [0, 1, CONTENT]
            .map(|part| Common::new(&pieces(text, &golds, part), &pieces(text, &predictions, part))),
        tokens: [0, 1, CONTENT]
            .map(|part| Common::new(&words(text, &golds, part), &words(text, &predictions, part))),
    }
}

/// Golds and predictions with the same words, one to one, as positions in the two lists.
fn match_exactly(golds: &[Side], predictions: &[Side]) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let mut free: BTreeMap<&Words, Vec<usize>> = BTreeMap::new();
    for (at, gold) in golds.iter().enumerate() {
        free.entry(&gold.words).or_default().push(at);
    }
    let taken = |(at, prediction): (usize, &Side)| Some((free.get_mut(&prediction.words)?.pop()?, at));
    predictions.iter().enumerate().filter_map(taken).unzip()
}

/// The same for contiguous pieces, of which only the classes matter.
fn match_segments(text: &Text, golds: &[Side], predictions: &[Side]) -> (Vec<Kind>, Vec<(Kind, bool)>) {
    let mut free: BTreeMap<&Words, usize> = BTreeMap::new();
    let mut kinds = Vec::new();
    for segment in golds.iter().flat_map(|gold| &gold.segments) {
        *free.entry(segment).or_default() += 1;
        kinds.push(text.kind(segment));
    }
    let mut judged = Vec::new();
    for segment in predictions.iter().flat_map(|prediction| &prediction.segments) {
        let left = free.get_mut(segment).filter(|left| **left > 0);
        judged.push((text.kind(segment), left.map(|left| *left -= 1).is_some()));
    }
    (kinds, judged)
}

/// The gold that a prediction shares most words with; of several the one with fewest words, then the first.
fn home(prediction: &Side, golds: &[Side]) -> Option<usize> {
    let fit = |at: &usize| (prediction.common(&golds[*at]), std::cmp::Reverse(golds[*at].words.len()));
    first_max(0..golds.len(), fit).filter(|&at| prediction.common(&golds[at]) > 0)
}

/// The first of the greatest, where `Iterator::max_by_key` takes the last.
fn first_max<T, K: Ord>(items: impl Iterator<Item = T>, key: impl Fn(&T) -> K) -> Option<T> {
    items
        .map(|item| (key(&item), item))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, item)| item)
}

/// Distinct contiguous spans of a part, each as its words.
fn pieces(text: &Text, sides: &[Side], part: usize) -> BTreeSet<Words> {
    let pieces = |side: &Side| match part {
        CONTENT => side.segments.clone(),
        _ => side.parts[part]
            .iter()
            .map(|&range| text.words_in(&[range]))
            .filter(|words| !words.is_empty())
            .collect(),
    };
    sides.iter().flat_map(pieces).collect()
}

fn words(text: &Text, sides: &[Side], part: usize) -> Words {
    sides.iter().flat_map(|side| text.words_in(side.parts[part])).collect()
}
