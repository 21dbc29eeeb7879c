use onrecord_document::{CodePoints, Document, Span};

/// A place in a text as read, as people and editors count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The Unicode code point in the line, from 1.
    pub column: usize,
}

/// Finds lines and columns in the text that a document was read from.
#[derive(Debug)]
pub struct Lines<'d> {
    document: &'d Document,
    /// Where lines start, in bytes of the text as read.
    starts: Vec<usize>,
    points: CodePoints<'d>,
}

impl<'d> Lines<'d> {
    /// Reads the text once.
    pub fn new(document: &'d Document) -> Lines<'d> {
        let text = document.as_read();
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Lines { document, starts, points: CodePoints::new(text) }
    }

    /// Where a span of the document's text starts and ends (one past the last character) in the text as read.
    pub fn of(&self, span: Span) -> (Position, Position) {
        let span = self.document.to_read(span);
        (self.at(span.start), self.at(span.end))
    }

    fn at(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        Position { line, column: self.points.at(offset) - self.points.at(self.starts[line - 1]) + 1 }
    }
}

/// What to call the document in a list of places: its path; of a file that holds several, path and record.
pub fn place_of(document: &Document) -> String {
    match (&document.origin.path, document.origin.record) {
        (Some(path), None) => path.clone(),
        (Some(path), Some(_)) if !document.id.starts_with(path.as_str()) => format!("{path}#{}", document.id),
        _ => document.id.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_of_the_text_as_read() {
        let mut document = Document::plain("d", "“Né”\nhe said");
        let (start, end) = Lines::new(&document).of(Span::new(13, 17));
        assert_eq!((start, end), (Position { line: 2, column: 4 }, Position { line: 2, column: 8 }));
        document.origin.as_read = Some("“Né”\r\n he said".into());
        document.origin.to_read = vec![
            onrecord_document::Run { from: 0, to: 0, len: 9 },
            onrecord_document::Run { from: 9, to: 10, len: 1 },
            onrecord_document::Run { from: 10, to: 12, len: 7 },
        ];
        let (start, _) = Lines::new(&document).of(Span::new(13, 17));
        assert_eq!(start, Position { line: 2, column: 5 });
    }
}
