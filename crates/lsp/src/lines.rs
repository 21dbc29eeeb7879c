use lsp_types::{Position, PositionEncodingKind, Range};
use onrecord_document::Span;

/// In what an editor counts the columns of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Columns {
    /// UTF-16 code units, which every editor can.
    Utf16,
    /// Bytes, where the editor prefers them.
    Utf8,
}

impl Columns {
    /// The kind that the editor prefers among those it offers.
    pub(crate) fn agreed(offered: Option<&Vec<PositionEncodingKind>>) -> Columns {
        let known = offered.into_iter().flatten().find_map(|kind| match kind.as_str() {
            "utf-16" => Some(Columns::Utf16),
            "utf-8" => Some(Columns::Utf8),
            _ => None,
        });
        known.unwrap_or(Columns::Utf16)
    }

    /// The name in the protocol.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Columns::Utf16 => PositionEncodingKind::UTF16,
            Columns::Utf8 => PositionEncodingKind::UTF8,
        }
    }

    fn of(self, text: &str) -> usize {
        match self {
            Columns::Utf16 => text.chars().map(char::len_utf16).sum(),
            Columns::Utf8 => text.len(),
        }
    }
}

/// Where the lines of a text start, to translate between the editor's positions and bytes.
///
/// Lines end with `\n`, `\r\n` or `\r`. A position beyond a line's end means its end, one beyond the last line the text's end, and one
/// within a character its start.
#[derive(Clone, Debug)]
pub(crate) struct Lines {
    starts: Vec<usize>,
    columns: Columns,
}

impl Lines {
    /// Reads the text once.
    pub(crate) fn new(text: &str, columns: Columns) -> Lines {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|&(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        Lines { starts: std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect(), columns }
    }

    /// The byte at a position; `text` is the one that was read.
    pub(crate) fn offset(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.starts.get(line) else { return text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let mut left = position.character as usize;
        for (at, character) in text[start..end].char_indices() {
            let units = match self.columns {
                Columns::Utf16 => character.len_utf16(),
                Columns::Utf8 => character.len_utf8(),
            };
            if units > left || matches!(character, '\r' | '\n') {
                return start + at;
            }
            left -= units;
        }
        end
    }

    /// The bytes of a range; a range that ends before it starts is empty.
    pub(crate) fn span(&self, text: &str, range: Range) -> Span {
        let start = self.offset(text, range.start);
        Span::new(start, self.offset(text, range.end).max(start))
    }

    /// The position of a byte at a character's start.
    pub(crate) fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let column = self.columns.of(&text[self.starts[line]..offset]);
        Position::new(line as u32, column as u32)
    }

    /// The range of a span.
    pub(crate) fn range(&self, text: &str, span: Span) -> Range {
        Range::new(self.position(text, span.start), self.position(text, span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“Né” 👩‍🚀 said\r\nline two\rline 😀 three\n";

    #[test]
    fn positions_and_bytes_agree() {
        for columns in [Columns::Utf16, Columns::Utf8] {
            let lines = Lines::new(TEXT, columns);
            for (at, character) in TEXT.char_indices() {
                // The `\n` of `\r\n` has no position of its own.
                if character != '\n' || at + 1 == TEXT.len() {
                    assert_eq!(lines.offset(TEXT, lines.position(TEXT, at)), at, "{columns:?} {at}");
                }
            }
            assert_eq!(lines.position(TEXT, TEXT.len()), Position::new(3, 0));
        }
    }

    #[test]
    fn columns_are_counted_as_agreed() {
        let at = TEXT.find(" three").unwrap();
        assert_eq!(Lines::new(TEXT, Columns::Utf16).position(TEXT, at), Position::new(2, 7));
        assert_eq!(Lines::new(TEXT, Columns::Utf8).position(TEXT, at), Position::new(2, 9));
    }

    #[test]
    fn positions_that_are_nowhere_are_near() {
        let lines = Lines::new(TEXT, Columns::Utf16);
        assert_eq!(lines.offset(TEXT, Position::new(0, 99)), TEXT.find('\r').unwrap());
        assert_eq!(lines.offset(TEXT, Position::new(1, u32::MAX)), TEXT.find("\rline").unwrap());
        assert_eq!(lines.offset(TEXT, Position::new(2, 6)), TEXT.find('😀').unwrap());
        assert_eq!(lines.offset(TEXT, Position::new(u32::MAX, 0)), TEXT.len());
        let backwards = Range::new(Position::new(1, 0), Position::new(0, 0));
        assert!(lines.span(TEXT, backwards).is_empty());
        assert_eq!(Lines::new("", Columns::Utf8).offset("", Position::new(0, 5)), 0);
    }

    #[test]
    fn the_editor_chooses_the_columns() {
        let kinds =
            |names: &[&'static str]| names.iter().map(|name| PositionEncodingKind::new(name)).collect();
        assert_eq!(Columns::agreed(None), Columns::Utf16);
        assert_eq!(Columns::agreed(Some(&kinds(&["utf-32", "utf-8", "utf-16"]))), Columns::Utf8);
        assert_eq!(Columns::agreed(Some(&kinds(&["utf-32"]))), Columns::Utf16);
    }
}
