use std::fmt::Write as _;

use crate::Error;

/// Scores as text: blocks of rows, each with its own columns. Written as tab-separated values it is the table
/// that is kept under version control; one line a row, so that a change shows where it happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// In order; a name stands once.
    pub blocks: Vec<Block>,
}

/// Rows with the same columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// What its rows are: class, document, ...
    pub name: String,
    /// The names of the columns after the first.
    pub columns: Vec<String>,
    /// Name and cells; as many cells as columns.
    pub rows: Vec<(String, Vec<f64>)>,
}

/// Columns that count; the others are in percent.
const COUNTS: &[&str] = &["golds", "predictions", "golds-found", "golds-right", "predictions-right"];

impl Block {
    pub(crate) fn new(name: &str, columns: &[&str]) -> Block {
        Block { name: name.into(), columns: columns.iter().map(|&c| c.into()).collect(), rows: Vec::new() }
    }

    /// The cell of a row and column.
    pub fn cell(&self, row: &str, column: &str) -> Option<f64> {
        let column = self.columns.iter().position(|c| c == column)?;
        let (_, cells) = self.rows.iter().find(|(name, _)| name == row)?;
        cells.get(column).copied()
    }
}

/// A cell's text: a count, or percent with one decimal.
pub(crate) fn cell_text(column: &str, value: f64) -> String {
    if COUNTS.contains(&column) { format!("{value:.0}") } else { format!("{value:.1}") }
}

impl Table {
    /// The block of this name.
    pub fn block(&self, name: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.name == name)
    }

    /// Cells as they are written, without the decimals that a file doesn't keep.
    pub(crate) fn rounded(&self) -> Table {
        let mut table = self.clone();
        for block in &mut table.blocks {
            for (_, cells) in &mut block.rows {
                for (cell, column) in cells.iter_mut().zip(&block.columns) {
                    *cell = cell_text(column, *cell).parse().unwrap_or(*cell);
                }
            }
        }
        table
    }

    /// Blocks of tab-separated values, each under its header, with an empty line between them.
    pub fn to_tsv(&self) -> String {
        self.lay_out(|cells, _| cells.join("\t"))
    }

    /// The same with aligned columns, to look at.
    pub fn to_aligned(&self) -> String {
        self.lay_out(|cells, widths| {
            let mut line = String::new();
            for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
                let _ =
                    if at == 0 { write!(line, "{cell:<width$}") } else { write!(line, "  {cell:>width$}") };
            }
            line.truncate(line.trim_end().len());
            line
        })
    }

    fn lay_out(&self, line: impl Fn(&[String], &[usize]) -> String) -> String {
        let mut text = String::new();
        for (at, block) in self.blocks.iter().enumerate() {
            let mut lines = vec![[&[block.name.clone()][..], &block.columns].concat()];
            for (name, cells) in &block.rows {
                let cells = cells.iter().zip(&block.columns).map(|(cell, column)| cell_text(column, *cell));
                lines.push(std::iter::once(name.clone()).chain(cells).collect());
            }
            let widest =
                |column: usize| lines.iter().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
            let widths: Vec<usize> = (0..=block.columns.len()).map(widest).collect();
            if at > 0 {
                text.push('\n');
            }
            for cells in &lines {
                text.push_str(&line(cells, &widths));
                text.push('\n');
            }
        }
        text
    }

    /// Reads what [`Table::to_tsv`] writes. `place` names the input in errors.
    ///
    /// # Errors
    /// If a row has not as many cells as its block has columns, or a cell is no number.
    pub fn from_tsv(tsv: &str, place: &str) -> Result<Table, Error> {
        let mut table = Table::default();
        let mut is_header = true;
        for (line, number) in tsv.lines().zip(1..) {
            if line.trim().is_empty() {
                is_header = true;
                continue;
            }
            let mut fields = line.split('\t');
            let name = fields.next().unwrap_or_default().to_owned();
            if is_header {
                let columns = fields.map(str::to_owned).collect();
                table.blocks.push(Block { name, columns, rows: Vec::new() });
                is_header = false;
                continue;
            }
            let Some(block) = table.blocks.last_mut() else { continue };
            let failed = |message| Error::new(format_args!("{place}:{number}"), message);
            let cells: Vec<f64> = fields
                .map(|cell| cell.parse().map_err(|_| failed(format!("`{cell}` is no number"))))
                .collect::<Result<_, _>>()?;
            if cells.len() != block.columns.len() {
                let message =
                    format!("{} cells for {} columns: make the table anew", cells.len(), block.columns.len());
                return Err(failed(message));
            }
            block.rows.push((name, cells));
        }
        Ok(table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut classes = Block::new("class", &["golds", "e2e-f1"]);
        classes.rows.push(("all".into(), vec![12.0, 50.25]));
        let mut documents = Block::new("document", &["golds"]);
        documents.rows.push(("storm".into(), vec![12.0]));
        Table { blocks: vec![classes, documents] }
    }

    #[test]
    fn written_and_read_again() {
        let tsv = table().to_tsv();
        assert_eq!(tsv, "class\tgolds\te2e-f1\nall\t12\t50.2\n\ndocument\tgolds\nstorm\t12\n");
        assert_eq!(Table::from_tsv(&tsv, "t.tsv").unwrap(), table().rounded());
        assert_eq!(
            table().to_aligned(),
            "class  golds  e2e-f1\nall       12    50.2\n\ndocument  golds\nstorm        12\n"
        );
    }

    #[test]
    fn malformed_tables_are_named() {
        let error = |tsv| Table::from_tsv(tsv, "t.tsv").unwrap_err().to_string();
        assert_eq!(error("class\tgolds\nall\tmany\n"), "t.tsv:2: `many` is no number");
        assert_eq!(error("class\tgolds\nall\n"), "t.tsv:2: 0 cells for 1 columns: make the table anew");
    }
}
