use std::fmt::Write as _;

use crate::check::{Better, better};
use crate::{Block, Table};

/// Two tables of the same corpus, figure by figure with their difference; then the `most` documents whose end to
/// end F1 changed most.
pub fn compare(a: &Table, b: &Table, most: usize) -> String {
    let mut lines = vec![["".to_owned(), "A".to_owned(), "B".to_owned(), "B-A".to_owned()]];
    for (block, ours) in a.blocks.iter().filter_map(|block| Some((block, b.block(&block.name)?))) {
        if block.name == "document" {
            continue;
        }
        for (row, cells) in &block.rows {
            for (column, &was) in block.columns.iter().zip(cells) {
                let Some(is) = ours.cell(row, column) else { continue };
                if matches!(better(&block.name, row, column), Better::Higher | Better::Lower) {
                    lines.push(line(format!("{} {row} {column}", block.name), was, is));
                }
            }
        }
    }
    let mut text = aligned(&lines);
    let changed = changed(a, b, most);
    if !changed.is_empty() {
        let _ = write!(text, "\ndocuments that changed most, e2e F1\n{}", aligned(&changed));
    }
    text
}

fn line(name: String, a: f64, b: f64) -> [String; 4] {
    // Of the printed figures, so that the columns add up; and no "-0.0".
    let tenths = |x: f64| (x * 10.0).round();
    let difference = (tenths(b) - tenths(a)) / 10.0;
    let difference = if difference == 0.0 { "=".to_owned() } else { format!("{difference:+.1}") };
    [name, format!("{a:.1}"), format!("{b:.1}"), difference]
}

fn changed(a: &Table, b: &Table, most: usize) -> Vec<[String; 4]> {
    let none = Block::default();
    let theirs = b.block("document").unwrap_or(&none);
    let rows = &a.block("document").unwrap_or(&none).rows;
    let f1 = |block: &Block, row: &str| block.cell(row, "e2e-f1");
    let ours = a.block("document").unwrap_or(&none);
    let mut documents: Vec<(&str, f64, f64)> =
        rows.iter().filter_map(|(row, _)| Some((row.as_str(), f1(ours, row)?, f1(theirs, row)?))).collect();
    documents.retain(|(_, a, b)| a != b);
    documents.sort_by(|x, y| (y.2 - y.1).abs().total_cmp(&(x.2 - x.1).abs()));
    documents.truncate(most);
    documents.into_iter().map(|(name, a, b)| line(name.to_owned(), a, b)).collect()
}

fn aligned(lines: &[[String; 4]]) -> String {
    let widest = lines.iter().map(|[name, ..]| name.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for [name, a, b, difference] in lines {
        let _ = writeln!(text, "{name:<widest$}  {a:>6}  {b:>6}  {difference:>6}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_side_by_side() {
        let table = |f1: f64, storm: f64| {
            let tsv = format!(
                "class\tgolds\te2e-f1\nall\t20\t{f1}\n\ndocument\te2e-f1\nharbour\t70.0\nstorm\t{storm}\nsnow\t{f1}\n"
            );
            Table::from_tsv(&tsv, "t").unwrap()
        };
        assert_eq!(
            compare(&table(60.0, 50.0), &table(61.5, 40.0), 10),
            "                       A       B     B-A\n\
             class all e2e-f1    60.0    61.5    +1.5\n\n\
             documents that changed most, e2e F1\n\
             storm    50.0    40.0   -10.0\n\
             snow     60.0    61.5    +1.5\n"
        );
        assert_eq!(
            compare(&table(60.0, 1.0), &table(60.0, 1.0), 10)
                .lines()
                .nth(1)
                .unwrap()
                .split_whitespace()
                .last(),
            Some("=")
        );
    }
}
