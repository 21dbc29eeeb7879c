use onrecord_document::{Annotations, Attribution, Document, Span};

use crate::speaker::{same_speaker, speaker_name};
use crate::{Alignment, Word, align, words};

/// A version of an article and what was found in it.
type Version<'a> = (&'a Document, &'a Annotations);

/// A statement that differs between two versions of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// How.
    pub change: Change,
    /// Index of the attribution in the old version; `None` if it came.
    pub old: Option<usize>,
    /// Index of the attribution in the new version; `None` if it went.
    pub new: Option<usize>,
    /// Where the words of the two differ, as spans of the old and of the new text.
    pub differences: Vec<(Option<Span>, Option<Span>)>,
}

/// How a statement changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It is in the new version alone.
    Came,
    /// It is in the old version alone.
    Went,
    /// Its words changed.
    Words,
    /// Somebody else says it.
    Speaker,
    /// Its words changed and somebody else says it.
    WordsAndSpeaker,
}

impl Change {
    /// All of them.
    pub const ALL: [Change; 5] =
        [Change::Came, Change::Went, Change::Words, Change::Speaker, Change::WordsAndSpeaker];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Change::Came => "came",
            Change::Went => "went",
            Change::Words => "words",
            Change::Speaker => "speaker",
            Change::WordsAndSpeaker => "words-and-speaker",
        }
    }
}

/// Statements with less in common aren't versions of each other.
const LEAST_LIKENESS: f64 = 0.5;

/// The most statements of either version that are compared, which bounds the time.
const MOST: usize = 2000;

/// What became of the statements of an article between two versions: in the order of the new version, what went after what it followed.
pub fn diff(old: Version<'_>, new: Version<'_>) -> Vec<Changed> {
    let (before, after) = (contents(old), contents(new));
    let mut candidates: Vec<(f64, usize, usize, Alignment)> = Vec::new();
    for (i, a) in before.iter().enumerate() {
        for (j, b) in after.iter().enumerate().filter(|(_, b)| share_enough(a, b)) {
            let alignment = align(&a.words, &b.words);
            if alignment.likeness() >= LEAST_LIKENESS {
                candidates.push((alignment.likeness(), i, j, alignment));
            }
        }
    }
    // The likest first; of equals those that stand at like places.
    candidates.sort_by(|a, b| {
        b.0.total_cmp(&a.0).then((a.1.abs_diff(a.2), a.1, a.2).cmp(&(b.1.abs_diff(b.2), b.1, b.2)))
    });
    let mut partner = vec![None; before.len()];
    let mut taken = vec![false; after.len()];
    for (_, i, j, alignment) in candidates {
        if partner[i].is_none() && !taken[j] {
            partner[i] = Some((j, alignment));
            taken[j] = true;
        }
    }
    let mut changes: Vec<((usize, usize), Changed)> = Vec::new();
    let mut place = 0;
    for (i, partner) in partner.iter().enumerate() {
        match partner {
            None => changes.push((
                (place, i + 1),
                Changed { change: Change::Went, old: Some(i), new: None, differences: Vec::new() },
            )),
            Some((j, alignment)) => {
                place = *j;
                let speaker = differ(old, new, i, *j);
                let differences = spans(&before[i].words, &after[*j].words, alignment);
                let change = match (differences.is_empty(), speaker) {
                    (true, false) => continue,
                    (true, true) => Change::Speaker,
                    (false, false) => Change::Words,
                    (false, true) => Change::WordsAndSpeaker,
                };
                changes.push(((*j, 0), Changed { change, old: Some(i), new: Some(*j), differences }));
            }
        }
    }
    for (j, _) in taken.iter().enumerate().filter(|(_, taken)| !**taken) {
        changes.push((
            (j, 0),
            Changed { change: Change::Came, old: None, new: Some(j), differences: Vec::new() },
        ));
    }
    changes.sort_by_key(|(place, _)| *place);
    changes.into_iter().map(|(_, change)| change).collect()
}

struct Content {
    words: Vec<Word>,
    forms: std::collections::BTreeSet<String>,
}

fn contents((document, annotations): Version<'_>) -> Vec<Content> {
    let content = |attribution: &Attribution| {
        let words: Vec<Word> =
            attribution.content.iter().flat_map(|part| words(&document.text, *part)).collect();
        let forms = words.iter().map(|word| word.form.clone()).collect();
        Content { words, forms }
    };
    annotations.attributions.iter().take(MOST).map(content).collect()
}

/// Whether they have enough words in common to be laid beside each other.
fn share_enough(a: &Content, b: &Content) -> bool {
    let shared = a.forms.intersection(&b.forms).count();
    shared * 3 >= a.forms.len().min(b.forms.len())
}

/// Whether the statements have different speakers: by their names, or else by the words that name them.
fn differ(old: Version<'_>, new: Version<'_>, i: usize, j: usize) -> bool {
    let (a, b) = (&old.1.attributions[i], &new.1.attributions[j]);
    match (speaker_name(old.0, old.1, a), speaker_name(new.0, new.1, b)) {
        (None, None) => false,
        (Some(a), Some(b)) => match same_speaker(a, b) {
            Some(same) => !same,
            // A pronoun or a description for a name is no other speaker, as far as can be told.
            None => false,
        },
        _ => true,
    }
}

fn spans(a: &[Word], b: &[Word], alignment: &Alignment) -> Vec<(Option<Span>, Option<Span>)> {
    let of = |words: &[Word]| Some(Span::new(words.first()?.span.start, words.last()?.span.end));
    alignment.differences.iter().map(|d| (of(&a[d.first.clone()]), of(&b[d.second.clone()]))).collect()
}

#[cfg(test)]
mod tests {
    use onrecord_document::{Act, DecidedBy, Evidence, Kind};

    use super::*;

    /// A line a statement: who, a colon, what.
    fn version(lines: &str) -> (Document, Annotations) {
        let document = Document::plain("d", lines);
        let mut at = 0;
        let attributions = lines.lines().map(|line| {
            let colon = line.find(": ").unwrap();
            let (start, end) = (at, at + line.len());
            at = end + 1;
            Attribution {
                kind: Kind::Direct,
                act: Act::Speech,
                source: Some(Span::new(start, start + colon)),
                speaker: None,
                cue: None,
                content: vec![Span::new(start + colon + 2, end)],
                parent: None,
                evidence: Evidence { decided_by: DecidedBy::Model, confidence: 1.0 },
            }
        });
        let attributions = attributions.collect();
        (document, Annotations { attributions, ..Annotations::default() })
    }

    #[test]
    fn statements_come_go_and_change() {
        let old = version(
            "Quill: The wall will hold all year.\nLee: We have no more to say.\nFerris: It rained for a week and a day.",
        );
        let new = version(
            "Bo Quill: The wall will hold all week.\nMoor: It rained for a week and a day.\nLee: Nobody asked us whether we knew.",
        );
        let changes = diff((&old.0, &old.1), (&new.0, &new.1));
        let shown = changes.iter().map(|change| {
            let differences = change.differences.iter().map(|(a, b)| {
                format!(" {} -> {}", a.map_or("", |a| a.of(&old.0.text)), b.map_or("", |b| b.of(&new.0.text)))
            });
            format!(
                "{} {:?} {:?}{}",
                change.change.name(),
                change.old,
                change.new,
                differences.collect::<String>()
            )
        });
        let shown: Vec<String> = shown.collect();
        assert_eq!(
            shown,
            [
                "words Some(0) Some(0) year -> week",
                "went Some(1) None",
                "speaker Some(2) Some(1)",
                "came None Some(2)",
            ]
        );
        assert_eq!(diff((&old.0, &old.1), (&old.0, &old.1)), []);
    }
}
