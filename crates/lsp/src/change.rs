use lsp_types::TextDocumentContentChangeEvent;
use onrecord_check::{Diagnostic, Edit};
use onrecord_document::Span;

use crate::lines::{Columns, Lines};

/// Makes the editor's changes to a text, in order: each counts in the text that the one before it left.
pub(crate) fn apply(text: &mut String, changes: Vec<TextDocumentContentChangeEvent>, columns: Columns) {
    for change in changes {
        match change.range {
            Some(range) => {
                let span = Lines::new(text, columns).span(text, range);
                text.replace_range(span.range(), &change.text);
            }
            None => *text = change.text,
        }
    }
}

/// What lies between two versions of a text, as one replacement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// What was replaced, in the old text.
    old: Span,
    /// What stands there now, in the new text.
    new: Span,
}

impl Change {
    /// The smallest change of one stretch that makes `new` of `old`.
    pub(crate) fn between(old: &str, new: &str) -> Change {
        let same = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(a, b)| a == b).count();
        let start = old.floor_char_boundary(same(&mut old.bytes().zip(new.bytes())));
        let (old_rest, new_rest) = (&old.as_bytes()[start..], &new.as_bytes()[start..]);
        let after = same(&mut old_rest.iter().copied().rev().zip(new_rest.iter().copied().rev()));
        let end = old.ceil_char_boundary(old.len() - after);
        let after = old.len() - end;
        Change { old: Span::new(start, end), new: Span::new(start, new.len() - after) }
    }

    /// Where a span of the old text stands in the new one, or nothing if the change touches it.
    pub(crate) fn carry(self, span: Span) -> Option<Span> {
        if span.end < self.old.start || (span.end == self.old.start && !span.is_empty()) {
            return Some(span);
        }
        if span.start < self.old.end || (span.start == self.old.end && span.is_empty()) {
            return None;
        }
        let moved = |at: usize| at - self.old.end + self.new.end;
        Some(Span::new(moved(span.start), moved(span.end)))
    }

    /// A finding of the old text in the new one, or nothing if the change touches one of its places. A fix that it touches is dropped.
    pub(crate) fn carry_finding(self, mut finding: Diagnostic) -> Option<Diagnostic> {
        for label in &mut finding.labels {
            label.span = self.carry(label.span)?;
        }
        finding.fix = finding.fix.and_then(|mut fix| {
            let carried = |edit: Edit| Some(Edit { span: self.carry(edit.span)?, ..edit });
            fix.edits = fix.edits.into_iter().map(carried).collect::<Option<_>>()?;
            Some(fix)
        });
        Some(finding)
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range};

    use super::*;

    #[test]
    fn changes_count_in_what_the_one_before_left() {
        let mut text = String::from("😀 “Né” said\nsecond");
        let at = |line, from, to| Some(Range::new(Position::new(line, from), Position::new(line, to)));
        let change = |range, text: &str| TextDocumentContentChangeEvent {
            range,
            range_length: None,
            text: text.into(),
        };
        let changes =
            vec![change(at(0, 4, 6), "Non"), change(at(0, 9, 13), "says"), change(at(9, 0, 0), "!")];
        apply(&mut text, changes, Columns::Utf16);
        assert_eq!(text, "😀 “Non” says\nsecond!");
        apply(&mut text, vec![change(None, "all"), change(at(0, 0, 0), "not ")], Columns::Utf16);
        assert_eq!(text, "not all");
    }

    /// Each word of the old text that is carried, as it stands in the new one.
    fn carried(old: &str, new: &str) -> Vec<String> {
        let change = Change::between(old, new);
        let words = old.split(' ').map(|word| word.as_ptr() as usize - old.as_ptr() as usize);
        let spans = words.zip(old.split(' ')).map(|(at, word)| Span::new(at, at + word.len()));
        spans.filter_map(|span| change.carry(span)).map(|span| span.of(new).to_owned()).collect()
    }

    #[test]
    fn what_the_change_does_not_touch_is_carried() {
        assert_eq!(carried("“a” bé c", "“a” bè c"), ["“a”", "c"]);
        assert_eq!(carried("one two three", "one two and three"), ["one", "two", "three"]);
        assert_eq!(carried("one two six", "one six"), ["one", "six"]);
        assert_eq!(carried("one two three", "on two three"), ["two", "three"]);
        assert_eq!(carried("same same", "same same"), ["same", "same"]);
        assert_eq!(carried("a a a", ""), Vec::<String>::new());
    }

    #[test]
    fn characters_that_share_bytes_are_whole() {
        // U+2019 and U+201D differ in their last byte, é and ɩ share their last.
        for (old, new) in [("a’b", "a”b"), ("xéy", "xɩy"), ("éé", "é"), ("😀", "😁😀")] {
            let change = Change::between(old, new);
            let mut made = old.to_owned();
            made.replace_range(change.old.range(), change.new.of(new));
            assert_eq!(made, new);
        }
    }
}
