use std::collections::BTreeMap;

use crate::calibration::{Calibration, Outcome};
use crate::speakers::{JudgedSpeaker, SpeakerOutcome, judge_speakers};
use crate::{Block, Corpus, Predictions, Table};

/// How speakers are resolved, of the labelled gold attributions that were found: by the form of the source, by the kind
/// of the gold speaker, and by confidence.
///
/// - *right*, *wrong* and *unknown* as the reference scorer has them: a speaker that is given and isn't the gold one is
///   wrong, so `unknown` would have been the better answer wherever it is.
/// - *wrong-none*: the part of *wrong* where gold has nobody.
/// - block `speaker-confidence`: the attributions with a speaker, and whether they are right as often as they say.
pub fn report_speakers(corpus: &Corpus, predictions: &Predictions) -> Table {
    let judged: Vec<JudgedSpeaker> = corpus
        .documents
        .iter()
        .flat_map(|document| judge_speakers(document, predictions.of(&document.name)))
        .collect();
    let mut blocks = vec![
        counted("speaker", &judged, &FORMS, |speaker| &speaker.label.form),
        counted("speaker-kind", &judged, &KINDS, |speaker| &speaker.label.kind),
    ];
    let outcomes: Vec<Outcome> = judged
        .iter()
        .filter_map(|speaker| {
            let answer = speaker.answer?;
            answer.speaker.as_ref()?;
            Some(Outcome {
                confidence: answer.speaker_confidence?,
                right: speaker.outcome? == SpeakerOutcome::Right,
            })
        })
        .collect();
    if let Some(calibration) = Calibration::new(&outcomes) {
        blocks.push(crate::report::calibration("speaker-confidence", &calibration));
    }
    Table { blocks }
}

const FORMS: [&str; 4] = ["name", "description", "pronoun", "none"];
const KINDS: [&str; 6] = ["person", "organization", "group", "document", "other", "none"];

fn counted<'a>(
    name: &str,
    judged: &[JudgedSpeaker<'a>],
    rows: &[&str],
    of: fn(&JudgedSpeaker<'a>) -> &'a str,
) -> Block {
    #[derive(Default)]
    struct Counts([usize; 6]);
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    for speaker in judged {
        for row in ["all", of(speaker)] {
            let Counts([golds, found, right, wrong, unknown, wrong_none]) = counts.entry(row).or_default();
            *golds += 1;
            let Some(outcome) = speaker.outcome else { continue };
            *found += 1;
            *right += usize::from(outcome == SpeakerOutcome::Right);
            *wrong += usize::from(outcome == SpeakerOutcome::Wrong);
            *unknown += usize::from(outcome == SpeakerOutcome::Unknown);
            *wrong_none += usize::from(outcome == SpeakerOutcome::Wrong && speaker.label.speaker == "-");
        }
    }
    let mut block = Block::new(name, &["golds", "golds-found", "right", "wrong", "unknown", "wrong-none"]);
    for &row in std::iter::once(&"all").chain(rows) {
        let Some(Counts([golds, found, parts @ ..])) = counts.get(row) else { continue };
        let shares = parts.map(|part| 100.0 * part as f64 / (*found).max(1) as f64);
        block.rows.push((row.to_owned(), [&[*golds as f64, *found as f64][..], &shares].concat()));
    }
    block
}
