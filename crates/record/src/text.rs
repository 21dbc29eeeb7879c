//! Text made fit for where it is printed.

use crate::AttributionRecord;

/// What stands between the pieces of a content that is printed in one.
const GAP: &str = " … ";

impl AttributionRecord {
    /// The content in one line, its pieces joined with ` … `.
    pub fn content_in_one(&self) -> String {
        self.content.iter().map(|piece| one_line(&piece.text)).collect::<Vec<_>>().join(GAP)
    }
}

/// White space, line breaks among it, to single spaces; other control characters dropped.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().filter(|c| !is_hazard(*c)));
    }
    line
}

/// A character that would steer a terminal or reorder what is shown: controls (of C0 and C1, so that no escape
/// sequence gets through), and the overrides and isolates of direction.
pub(crate) fn is_hazard(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_nothing_that_steers() {
        assert_eq!(one_line(" a\r\n\u{1b}[31mb\t\u{202e}c\u{0}\u{9b}"), "a [31mb c");
    }
}
