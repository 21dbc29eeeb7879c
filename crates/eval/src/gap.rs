use crate::corpora::{GapExample, Gender};
use crate::figures::Count;
use crate::text::Range;
use crate::{Block, PredictedEntities, PredictedEntity, Table};

/// Scores pronouns as GAP's own scorer does: each of an example's two names counts, and is taken to be meant if the
/// entity of the pronoun has a mention by name that overlaps it. `bias` is the feminine F1 over the masculine one, times 100.
pub fn score_gap(examples: &[GapExample], predicted: &PredictedEntities) -> Table {
    let mut counts = [Count::default(); 2];
    let mut resolved = [0usize; 2];
    let mut sizes = [0usize; 2];
    for example in examples {
        let gender = usize::from(example.gender == Gender::Feminine);
        let entities = predicted.get(&example.name).map_or(&[][..], Vec::as_slice);
        let entity =
            entities.iter().find(|entity| mentions(entity, example.pronoun, |form| form == "pronoun"));
        sizes[gender] += 1;
        resolved[gender] += usize::from(entity.is_some());
        for &(name, is_meant) in &example.candidates {
            let taken = entity.is_some_and(|entity| mentions(entity, name, |form| form != "pronoun"));
            let both = usize::from(taken && is_meant);
            counts[gender].add_sets(usize::from(is_meant), usize::from(taken), both);
        }
    }
    let [masculine, feminine] = counts;
    let mut block = Block::new("gap", &["golds", "predictions", "resolved", "p", "r", "f1"]);
    let mut row = |name: &str, count: Count, resolved: usize, of: usize| {
        let figures = count.figures();
        let share = 100.0 * resolved as f64 / of.max(1) as f64;
        let cells =
            vec![figures.n_gold as f64, figures.n_pred as f64, share, figures.p, figures.r, figures.f1];
        block.rows.push((name.to_owned(), cells));
        figures.f1
    };
    row("overall", masculine + feminine, resolved.iter().sum(), sizes.iter().sum());
    let m = row("masculine", masculine, resolved[0], sizes[0]);
    let f = row("feminine", feminine, resolved[1], sizes[1]);
    let mut bias = Block::new("gap-bias", &["feminine-over-masculine"]);
    bias.rows.push(("bias".to_owned(), vec![if m > 0.0 { 100.0 * f / m } else { 0.0 }]));
    Table { blocks: vec![block, bias] }
}

fn mentions(entity: &PredictedEntity, at: Range, form: impl Fn(&str) -> bool) -> bool {
    entity
        .mentions
        .iter()
        .any(|mention| mention.range.0 < at.1 && at.0 < mention.range.1 && form(&mention.form))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PredictedMention;

    fn example(name: &str, gender: Gender, a: bool, b: bool) -> GapExample {
        GapExample {
            name: name.into(),
            text: String::new(),
            pronoun: (20, 22),
            gender,
            candidates: [((0, 3), a), ((5, 8), b)],
        }
    }

    fn answer(name: &str, ranges: &[Range]) -> (String, Vec<PredictedEntity>) {
        let mentions = ranges
            .iter()
            .map(|&range| PredictedMention {
                range,
                form: if range.0 >= 20 { "pronoun" } else { "name" }.into(),
            })
            .collect();
        (name.to_owned(), vec![PredictedEntity { id: 0, kind: "person".into(), mentions, roles: Vec::new() }])
    }

    #[test]
    fn each_name_counts_once() {
        let examples = [
            example("right", Gender::Masculine, true, false),
            example("wrong", Gender::Masculine, false, true),
            example("silent", Gender::Feminine, false, false),
            example("missing", Gender::Feminine, true, false),
            example("fine", Gender::Feminine, false, true),
        ];
        let predicted = PredictedEntities::from([
            answer("right", &[(0, 3), (20, 22)]),
            answer("wrong", &[(1, 2), (20, 22)]),
            answer("silent", &[(0, 3)]),
            answer("fine", &[(4, 9), (20, 22)]),
        ]);
        let table = score_gap(&examples, &predicted);
        let cells = |row: &str| table.blocks[0].rows.iter().find(|(name, _)| name == row).unwrap().1.clone();
        // Masculine: one true positive, one false positive, one false negative.
        assert_eq!(cells("masculine"), [2.0, 2.0, 100.0, 50.0, 50.0, 50.0]);
        assert_eq!(cells("feminine")[3..], [100.0, 50.0, 66.67]);
        assert_eq!(cells("overall")[3..], [66.67, 50.0, 57.14]);
        assert_eq!(table.block("gap-bias").unwrap().rows[0].1[0].round(), 133.0);
    }
}
