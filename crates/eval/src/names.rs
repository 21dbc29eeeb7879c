use std::collections::{BTreeMap, BTreeSet};

use crate::corpora::TaggedDocument;
use crate::figures::Count;
use crate::text::Range;
use crate::{Block, PredictedEntities, Table};

/// A class of names and what it is compared with.
struct Class {
    /// The row of the table.
    name: &'static str,
    /// The corpus's classes.
    gold: &'static [&'static str],
    /// The kinds of entity that mean the same.
    kinds: &'static [&'static str],
    /// Whether it is one of the three that all corpora have and that the aims are for.
    compared: bool,
}

/// The classes of the corpora and ours. Dates and sums of money are no names, and are left out on both sides.
const CLASSES: &[Class] = &[
    Class { name: "person", gold: &["PER", "Person"], kinds: &["person"], compared: true },
    Class { name: "organization", gold: &["ORG", "Organization"], kinds: &["organization"], compared: true },
    Class { name: "place", gold: &["LOC", "Location", "Facility"], kinds: &["place"], compared: true },
    Class { name: "group", gold: &["NORP"], kinds: &["group"], compared: false },
    Class {
        name: "other",
        gold: &["MISC", "Misc", "Product"],
        kinds: &["work", "document"],
        compared: false,
    },
];

/// Scores names: spans must be the same, and of the same class.
///
/// A predicted name is a mention by name (or by a slip for it). Rows: each class of the corpus; `compared`, persons,
/// organizations and places together; `every`, all names of the corpus together, so that a class that onrecord doesn't
/// look for counts as missed. A predicted name of a class that the corpus doesn't have is left out: a `group` in CoNLL,
/// where "Republicans" is MISC.
pub fn score_names(documents: &[TaggedDocument], predicted: &PredictedEntities) -> Table {
    let present: BTreeSet<&str> =
        documents.iter().flat_map(|d| d.names.iter().map(|(_, class)| class.as_str())).collect();
    let classes: Vec<&Class> =
        CLASSES.iter().filter(|class| class.gold.iter().any(|gold| present.contains(gold))).collect();
    let mut counts = vec![Count::default(); classes.len()];
    for document in documents {
        let entities = predicted.get(&document.name).map_or(&[][..], Vec::as_slice);
        let mut found: BTreeMap<&str, BTreeSet<Range>> = BTreeMap::new();
        for entity in entities {
            let names = entity
                .mentions
                .iter()
                .filter(|mention| matches!(mention.form.as_str(), "name" | "misspelling"));
            found.entry(entity.kind.as_str()).or_default().extend(names.map(|mention| mention.range));
        }
        for (class, count) in classes.iter().zip(&mut counts) {
            let gold: BTreeSet<Range> = document
                .names
                .iter()
                .filter(|(_, c)| class.gold.contains(&c.as_str()))
                .map(|(range, _)| *range)
                .collect();
            let ours: BTreeSet<Range> =
                class.kinds.iter().filter_map(|kind| found.get(kind)).flatten().copied().collect();
            count.add_sets(gold.len(), ours.len(), gold.intersection(&ours).count());
        }
    }
    let mut block = Block::new("names", &["golds", "predictions", "p", "r", "f1"]);
    let mut row = |name: &str, count: &Count| {
        let figures = count.figures();
        block.rows.push((
            name.to_owned(),
            vec![figures.n_gold as f64, figures.n_pred as f64, figures.p, figures.r, figures.f1],
        ));
    };
    for (class, count) in classes.iter().zip(&counts) {
        row(class.name, count);
    }
    let sum = |keep: &dyn Fn(&Class) -> bool| {
        let kept = classes.iter().zip(&counts).filter(|(class, _)| keep(class));
        kept.fold(Count::default(), |sum, (_, count)| sum + *count)
    };
    row("compared", &sum(&|class| class.compared));
    row("every", &sum(&|_| true));
    Table { blocks: vec![block] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PredictedEntity, PredictedMention};

    #[test]
    fn spans_and_classes_must_agree() {
        let name = |start, end, class: &str| ((start, end), class.to_owned());
        let documents = [TaggedDocument {
            name: "d".into(),
            text: String::new(),
            names: vec![
                name(0, 3, "PER"),
                name(5, 8, "PER"),
                name(9, 12, "LOC"),
                name(20, 23, "MISC"),
                name(30, 33, "ORG"),
            ],
        }];
        let entity = |kind: &str, ranges: &[(Range, &str)]| PredictedEntity {
            id: 0,
            kind: kind.into(),
            mentions: ranges
                .iter()
                .map(|&(range, form)| PredictedMention { range, form: form.into() })
                .collect(),
            roles: Vec::new(),
        };
        let predicted = PredictedEntities::from([(
            "d".to_owned(),
            vec![
                entity("person", &[((0, 3), "name"), ((9, 12), "name"), ((13, 15), "pronoun")]),
                entity("organization", &[((30, 33), "misspelling"), ((40, 41), "description")]),
                entity("group", &[((20, 23), "name")]),
            ],
        )]);
        let table = score_names(&documents, &predicted);
        let cells = |row: &str| table.blocks[0].rows.iter().find(|(name, _)| name == row).unwrap().1.clone();
        assert_eq!(cells("person"), [2.0, 2.0, 50.0, 50.0, 50.0]);
        assert_eq!(cells("organization"), [1.0, 1.0, 100.0, 100.0, 100.0]);
        assert_eq!(cells("place"), [1.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(cells("compared"), [4.0, 3.0, 66.67, 50.0, 57.14]);
        assert_eq!(cells("every"), [5.0, 3.0, 66.67, 40.0, 50.0]);
        assert!(table.blocks[0].rows.iter().all(|(name, _)| name != "group"));
    }
}
