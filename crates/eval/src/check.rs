use crate::Table;
use crate::figures::Count;
use crate::table::{Block, cell_text};

/// How far a figure may fall, in points of percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tolerance {
    /// A figure over several documents.
    pub total: f64,
    /// A figure of one document, where a single attribution weighs several points.
    pub document: f64,
}

/// Compares figures with committed ones: a line for each that is worse by more than the tolerance, or that can't be
/// compared. Empty if all is well.
///
/// Both may be of different numbers of documents: then only the rows of the documents that were computed are
/// compared, and end to end what these make together.
pub fn check(computed: &Table, committed: &Table, tolerance: Tolerance) -> Vec<String> {
    let computed = computed.rounded();
    let none = Block::default();
    let documents = |table: &'_ Table| table.block(DOCUMENT).unwrap_or(&none).clone();
    let (ours, theirs) = (documents(&computed), documents(committed));
    let mut worse = block_worse(&ours, &theirs, tolerance.document);
    if ours.rows.len() < theirs.rows.len() {
        worse.extend(block_worse(&together(&ours, &ours), &together(&theirs, &ours), tolerance.total));
        return worse;
    }
    for theirs in committed.blocks.iter().filter(|block| block.name != DOCUMENT) {
        match computed.block(&theirs.name) {
            Some(ours) => {
                worse.extend(block_worse(ours, theirs, tolerance.total));
                let missing =
                    theirs.rows.iter().filter(|(row, _)| ours.rows.iter().all(|(name, _)| name != row));
                worse.extend(
                    missing.map(|(row, _)| format!("{} {row}: committed, but not computed", theirs.name)),
                );
            }
            None => {
                worse.push(format!("{}: committed, but not computed; is an option missing?", theirs.name))
            }
        }
    }
    worse
}

const DOCUMENT: &str = "document";

fn block_worse(ours: &Block, theirs: &Block, tolerance: f64) -> Vec<String> {
    let mut worse = Vec::new();
    for (row, cells) in &ours.rows {
        for (column, &now) in ours.columns.iter().zip(cells) {
            let better = better(&ours.name, row, column);
            let Some(before) = theirs.cell(row, column) else {
                worse.push(format!("{} {row}: computed, but not in the committed table", ours.name));
                break;
            };
            // Room for what binary fractions do to differences of one decimal.
            let allowed = tolerance + 1e-6;
            let verb = match better {
                Better::Higher if now < before - allowed => "fell",
                Better::Lower if now > before + allowed => "rose",
                Better::Same if now != before => "changed",
                _ => continue,
            };
            let (before, now) = (cell_text(column, before), cell_text(column, now));
            worse.push(format!("{} {row}: {column} {verb} from {before} to {now}", ours.name));
        }
    }
    worse
}

/// Which way a figure should go.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Better {
    Higher,
    Lower,
    /// A property of the corpus: if it changes, the tables don't compare.
    Same,
    /// Neither way is better.
    Either,
}

pub(crate) fn better(block: &str, row: &str, column: &str) -> Better {
    match (block, row, column) {
        ("confidence", "all", "error") => Better::Lower,
        ("confidence", ..) => Better::Either,
        (.., "golds") => Better::Same,
        (.., "predictions" | "golds-found" | "golds-right" | "predictions-right" | "wrong" | "unknown") => {
            Better::Either
        }
        _ => Better::Higher,
    }
}

/// End to end figures of the documents that `part` names, taken together.
fn together(documents: &Block, part: &Block) -> Block {
    let mut count = Count::default();
    for (row, _) in &part.rows {
        let cell = |column| documents.cell(row, column).unwrap_or(0.0);
        count.gold += cell("golds") as usize;
        count.predicted += cell("predictions") as usize;
        count.gold_right += cell("golds-right");
        count.predicted_right += cell("predictions-right");
    }
    let figures = count.figures();
    let mut block = Block::new("documents", &["e2e-p", "e2e-r", "e2e-f1"]);
    block.rows.push((format!("together ({})", part.rows.len()), vec![figures.p, figures.r, figures.f1]));
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMITTED: &str = "class\tgolds\tpredictions\te2e-f1\nall\t20\t20\t60.0\n\n\
        confidence\tpredictions\terror\n0-10%\t4\t3.0\nall\t20\t2.0\n\n\
        document\tgolds\tpredictions\tgolds-right\tpredictions-right\te2e-f1\na\t10\t10\t8\t8\t80.0\nb\t10\t10\t4\t4\t40.0\n";

    fn worse(computed: &str) -> Vec<String> {
        let table = |tsv| Table::from_tsv(tsv, "t").unwrap();
        check(&table(computed), &table(COMMITTED), Tolerance { total: 0.3, document: 5.0 })
    }

    #[test]
    fn only_falls_beyond_the_tolerance_are_reported() {
        assert_eq!(worse(COMMITTED), Vec::<String>::new());
        assert_eq!(worse(&COMMITTED.replace("60.0", "59.7").replace("80.0", "75.0")), Vec::<String>::new());
        assert_eq!(worse(&COMMITTED.replace("60.0", "70.0").replace("3.0", "9.0")), Vec::<String>::new());
        assert_eq!(worse(&COMMITTED.replace("60.0", "59.6")), ["class all: e2e-f1 fell from 60.0 to 59.6"]);
        assert_eq!(worse(&COMMITTED.replace("2.0", "2.4")), ["confidence all: error rose from 2.0 to 2.4"]);
        assert_eq!(
            worse(&COMMITTED.replace("all\t20\t20", "all\t21\t20")),
            ["class all: golds changed from 20 to 21"]
        );
    }

    #[test]
    fn a_part_is_compared_by_document() {
        let part = |right| {
            format!(
                "class\te2e-f1\nall\t1.0\n\n\
                 document\tgolds\tpredictions\tgolds-right\tpredictions-right\te2e-f1\na\t10\t10\t{right}\t{right}\t{right}0.0\n"
            )
        };
        assert_eq!(worse(&part(8)), Vec::<String>::new());
        assert_eq!(
            worse(&part(7)),
            [
                "document a: e2e-f1 fell from 80.0 to 70.0",
                "documents together (1): e2e-p fell from 80.0 to 70.0",
                "documents together (1): e2e-r fell from 80.0 to 70.0",
                "documents together (1): e2e-f1 fell from 80.0 to 70.0",
            ]
        );
    }

    #[test]
    fn what_cannot_be_compared_is_reported() {
        let without = &COMMITTED[..COMMITTED.find("confidence").unwrap()];
        let documents = &COMMITTED[COMMITTED.find("document").unwrap()..];
        assert_eq!(
            worse(&format!("{without}{documents}")),
            ["confidence: committed, but not computed; is an option missing?"]
        );
        assert_eq!(
            worse(&COMMITTED.replace("\nb\t", "\nc\t"))[0],
            "document c: computed, but not in the committed table"
        );
    }
}
