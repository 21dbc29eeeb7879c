use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::text::{Words, is_word_character};
use crate::{GoldDocument, Label, Prediction};

/// How speakers are resolved, of the labelled gold attributions that were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct SpeakerFigures {
    /// Labelled gold attributions.
    pub golds: usize,
    /// Those of which a prediction covers at least half.
    pub found: usize,
    /// Of the found, those with the right speaker.
    pub right: usize,
    /// Those with another speaker.
    pub wrong: usize,
    /// Those without a speaker although gold has one.
    pub unknown: usize,
}

/// Whether a predicted speaker is the gold one.
///
/// Titles and articles aside, the words must be the same; for a person or an organization one may be a shorter
/// form of the other with the same last word, unless another speaker of the article (`others`) ends in that
/// word too; for anything else half of the words must agree. `A & B` needs both. Gold `-` wants none.
pub fn speaker_right(predicted: Option<&str>, gold: &str, kind: &str, others: &BTreeSet<&str>) -> bool {
    let predicted = predicted.unwrap_or_default();
    if gold == "-" || predicted.is_empty() {
        return gold == "-" && predicted.is_empty();
    }
    let golds: Vec<&str> = gold.split(" & ").collect();
    let parts = split_joint(predicted);
    if golds.len() == 1 {
        return is_same(predicted, gold, kind, others);
    }
    let kind = if kind == "group" { "person" } else { kind };
    let is_named = |gold: &&str| parts.iter().any(|part| is_same(part, gold, kind, others));
    parts.len() == golds.len() && golds.iter().all(is_named)
}

fn is_same(predicted: &str, gold: &str, kind: &str, others: &BTreeSet<&str>) -> bool {
    let (p, g) = (name_words(predicted), name_words(gold));
    let (Some(p_last), Some(g_last)) = (p.last(), g.last()) else { return false };
    if p == g {
        return true;
    }
    let (p_set, g_set): (BTreeSet<_>, BTreeSet<_>) = (p.iter().collect(), g.iter().collect());
    if matches!(kind, "person" | "organization") {
        let (short, short_set, long_set) =
            if p.len() <= g.len() { (&p, &p_set, &g_set) } else { (&g, &g_set, &p_set) };
        let is_ambiguous =
            || others.iter().any(|other| *other != gold && name_words(other).last() == Some(g_last));
        return short_set.is_subset(long_set)
            && (p_last == g_last || kind == "organization")
            && (short.len() > 1 || !is_ambiguous());
    }
    let both = 2 * p_set.intersection(&g_set).count();
    both >= p_set.len().max(g_set.len())
        || (both > 0 && p_last == g_last && both >= p_set.len().min(g_set.len()))
}

/// The words of a name in lower case, without titles unless there is nothing else.
fn name_words(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let split = |name: &str| -> Vec<String> {
        name.split(|c| !is_word_character(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let mut words = split(&lower.replace("’s", "").replace("'s", ""));
    words.retain(|word| !TITLES.contains(&word.as_str()));
    if words.is_empty() { split(&lower) } else { words }
}

/// `A & B` and `A and B`, where B starts with a capital letter.
fn split_joint(name: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(next) = name[at..].find(' ') {
        let blank = at + next;
        let rest = &name[blank..];
        let length = if rest.starts_with(" & ") {
            3
        } else if rest.strip_prefix(" and ").is_some_and(|b| b.starts_with(|c: char| c.is_ascii_uppercase()))
        {
            5
        } else {
            at = blank + 1;
            continue;
        };
        parts.push(&name[start..blank]);
        start = blank + length;
        at = start;
    }
    parts.push(&name[start..]);
    parts
}

const TITLES: &[&str] = &[
    "the",
    "a",
    "an",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "dame",
    "lord",
    "lady",
    "sen",
    "senator",
    "rep",
    "representative",
    "gov",
    "governor",
    "president",
    "prof",
    "professor",
    "gen",
    "judge",
    "justice",
    "secretary",
    "republican",
    "democratic",
    "democrat",
];

const FORMS: [&str; 4] = ["name", "description", "pronoun", "none"];

/// Counts of labelled attributions, by the form of the source.
#[derive(Default)]
pub(crate) struct SpeakerTally(BTreeMap<String, SpeakerFigures>);

impl SpeakerTally {
    pub fn add(&mut self, document: &GoldDocument, predicted: &[Prediction]) {
        for answer in judge_speakers(document, predicted) {
            let counts = self.0.entry(answer.label.form.clone()).or_default();
            counts.golds += 1;
            let Some(outcome) = answer.outcome else { continue };
            counts.found += 1;
            *match outcome {
                SpeakerOutcome::Right => &mut counts.right,
                SpeakerOutcome::Wrong => &mut counts.wrong,
                SpeakerOutcome::Unknown => &mut counts.unknown,
            } += 1;
        }
    }

    pub fn figures(&self) -> Vec<(&'static str, SpeakerFigures)> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let all = self.0.values().fold(SpeakerFigures::default(), |a, b| SpeakerFigures {
            golds: a.golds + b.golds,
            found: a.found + b.found,
            right: a.right + b.right,
            wrong: a.wrong + b.wrong,
            unknown: a.unknown + b.unknown,
        });
        let forms = FORMS.map(|form| (form, self.0.get(form).copied().unwrap_or_default()));
        std::iter::once(("all", all)).chain(forms).collect()
    }
}

/// What came of a labelled gold attribution's speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpeakerOutcome {
    Right,
    /// A speaker was given, and it isn't the gold one.
    Wrong,
    /// None was given although gold has one.
    Unknown,
}

/// A labelled gold attribution and what answers it.
pub(crate) struct JudgedSpeaker<'a> {
    pub label: &'a Label,
    /// The prediction that answers; `None` where nothing found the attribution, as is `outcome`.
    pub answer: Option<&'a Prediction>,
    pub outcome: Option<SpeakerOutcome>,
}

/// Judges the speakers of a document's labelled attributions.
pub(crate) fn judge_speakers<'a>(
    document: &'a GoldDocument,
    predicted: &'a [Prediction],
) -> Vec<JudgedSpeaker<'a>> {
    let labels = document.attributions.iter().filter_map(|attribution| attribution.label.as_ref());
    let others: BTreeSet<&str> = labels.map(|label| label.speaker.as_str()).collect();
    let answers = answers(document, predicted);
    let judged = |(index, label): (usize, &'a Label)| {
        let answer = answers.get(&index).map(|&answer| &predicted[answer]);
        let outcome = answer.map(|answer| {
            let speaker = answer.speaker.as_deref().filter(|speaker| !speaker.is_empty());
            match speaker_right(speaker, &label.speaker, &label.kind, &others) {
                true => SpeakerOutcome::Right,
                false if speaker.is_none() => SpeakerOutcome::Unknown,
                false => SpeakerOutcome::Wrong,
            }
        });
        JudgedSpeaker { label, answer, outcome }
    };
    let labelled = document.attributions.iter().enumerate();
    labelled
        .filter_map(|(index, attribution)| Some((index, attribution.label.as_ref()?)))
        .map(judged)
        .collect()
}

/// Which prediction answers each gold attribution: the one that says so, where any does (gold spans given), or
/// else the one that covers most of its content, if that is at least half.
fn answers(document: &GoldDocument, predicted: &[Prediction]) -> BTreeMap<usize, usize> {
    let by_index = predicted.iter().enumerate().filter_map(|(at, prediction)| Some((prediction.index?, at)));
    let given: BTreeMap<usize, usize> = by_index.collect();
    if !given.is_empty() {
        return given;
    }
    let words: Vec<Words> =
        predicted.iter().map(|prediction| document.text.words_in(&prediction.content)).collect();
    let mut answers = BTreeMap::new();
    for (index, attribution) in document.attributions.iter().enumerate() {
        let gold = document.text.words_in(&attribution.content_before_event);
        let mut best = None;
        for (at, words) in words.iter().enumerate() {
            let common = gold.intersection(words).count();
            if common > 0 && 2 * common >= gold.len() && best.is_none_or(|(most, _)| common > most) {
                best = Some((common, at));
            }
        }
        answers.extend(best.map(|(_, at)| (index, at)));
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right(predicted: &str, gold: &str, kind: &str, others: &[&str]) -> bool {
        speaker_right(
            Some(predicted).filter(|p| !p.is_empty()),
            gold,
            kind,
            &others.iter().copied().collect(),
        )
    }

    #[test]
    fn persons_and_organizations_may_be_shortened() {
        assert!(right("Mrs. Lee", "Ann Lee", "person", &["Ann Lee", "Bo Orme"]));
        assert!(!right("Lee", "Ann Lee", "person", &["Ann Lee", "Tom Lee"]));
        assert!(!right("Ann", "Ann Lee", "person", &["Ann Lee"]));
        assert!(right("Harbour Board", "Kell Harbour Board", "organization", &[]));
        assert!(right("Harbour", "Harbour Board", "organization", &[]));
        assert!(!right("The President", "Ann Lee", "person", &[]));
    }

    #[test]
    fn descriptions_agree_by_half() {
        assert!(right("two fishermen", "fishermen", "group", &[]));
        assert!(right("a retired pilot", "the pilot", "other", &[]));
        assert!(!right("the pilot", "the harbour master", "other", &[]));
    }

    #[test]
    fn joint_speakers_are_all_needed() {
        assert!(right("Tom Orme and Ann Lee", "Ann Lee & Tom Orme", "group", &[]));
        assert!(!right("Ann Lee", "Ann Lee & Tom Orme", "group", &[]));
        assert_eq!(split_joint("Rod and reel & Son and Co"), ["Rod and reel", "Son", "Co"]);
    }

    #[test]
    fn nobody_wants_nobody() {
        assert!(right("", "-", "none", &[]));
        assert!(!right("Ann Lee", "-", "none", &[]));
        assert!(!right("", "Ann Lee", "person", &[]));
    }
}
