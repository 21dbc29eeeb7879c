use crate::Range;
use crate::text::is_word_character;

/// Ranges inside quotation marks, without the marks, paragraph by paragraph (a paragraph ends at `\n`). A mark
/// that nothing closes runs to the end of its paragraph.
///
/// This is the gold corpus's idea of a quotation, kept apart from onrecord's own on purpose: the classes of
/// the score must not move when the engine learns to pair marks better.
pub fn quoted_ranges(text: &[char]) -> Vec<Range> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for paragraph in text.split(|&c| c == '\n') {
        double_quotations(paragraph, start, &mut ranges);
        single_quotations(paragraph, start, &mut ranges);
        start += paragraph.len() + 1;
    }
    ranges
}

/// Between “ ”, " and their likes, `` and ''.
fn double_quotations(paragraph: &[char], base: usize, ranges: &mut Vec<Range>) {
    let mut open = None;
    let mut at = 0;
    while at < paragraph.len() {
        let length = match paragraph[at..] {
            ['“' | '”' | '"' | '„' | '‟', ..] => 1,
            ['`', '`', ..] | ['\'', '\'', ..] => 2,
            _ => {
                at += 1;
                continue;
            }
        };
        let mark = paragraph[at];
        match open {
            Some(start) if !matches!(mark, '“' | '„' | '`') => {
                ranges.push((start, base + at));
                open = None;
            }
            // Some outlets open with ”.
            None if mark != '”' || stands_before_a_quotation(&paragraph[..at]) => {
                open = Some(base + at + length)
            }
            _ => {}
        }
        at += length;
    }
    if let Some(start) = open {
        ranges.push((start, base + paragraph.len()));
    }
}

fn stands_before_a_quotation(before: &[char]) -> bool {
    before.iter().all(|c| matches!(c, ' ' | '\t')) || before.last().is_some_and(|&c| is_space(c))
}

/// White space as Python has it: the four information separators count.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// Between ‘ ’ or ' ', at most 300 characters, outside of the ranges found so far.
fn single_quotations(paragraph: &[char], base: usize, ranges: &mut Vec<Range>) {
    let mut at = 0;
    while at < paragraph.len() {
        let Some(end) = single_quotation_end(paragraph, at) else {
            at += 1;
            continue;
        };
        let range = (base + at, base + end);
        if !ranges.iter().any(|&(start, end)| start < range.1 && range.0 < end) {
            ranges.push((range.0 + 1, range.1 - 1));
        }
        at = end;
    }
}

/// One past the mark that closes the quotation opening at `open`. An apostrophe between two word characters
/// doesn't close, and nothing opens after a word character.
fn single_quotation_end(paragraph: &[char], open: usize) -> Option<usize> {
    const LONGEST: usize = 300;
    let is_word = |at: usize| paragraph.get(at).is_some_and(|&c| is_word_character(c));
    let opens = matches!(paragraph[open], '‘' | '\'')
        && !(open > 0 && (is_word(open - 1) || matches!(paragraph[open - 1], '’' | '\'')))
        && (is_word(open + 1) || matches!(paragraph.get(open + 1), Some('[' | '$')));
    if !opens {
        return None;
    }
    for at in open + 2..paragraph.len().min(open + LONGEST + 2) {
        let before = paragraph[at - 1];
        let mark = paragraph[at];
        let may_close = is_word(at - 1) || matches!(before, '.' | ',' | '!' | '?' | '…' | ']');
        if matches!(mark, '\'' | '’') && may_close && !is_word(at + 1) {
            return Some(at + 1);
        }
        let inside = match mark {
            '‘' => false,
            '\'' => is_word(at - 1) && is_word(at + 1),
            _ => true,
        };
        if !inside {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(text: &str) -> Vec<String> {
        let characters: Vec<char> = text.chars().collect();
        quoted_ranges(&characters)
            .iter()
            .map(|&(start, end)| characters[start..end].iter().collect())
            .collect()
    }

    #[test]
    fn double_marks() {
        assert_eq!(inside("She said “one” and \"two\"."), ["one", "two"]);
        assert_eq!(inside("``Dull, isn't it,'' he said."), ["Dull, isn't it,"]);
        assert_eq!(inside("''It isn't dull,'' he said."), ["It isn't dull,"]);
        assert_eq!(inside("He said: “one.\n“two.”"), ["one.", "two."]);
        assert_eq!(inside("” … what we saw,” he said."), [" … what we saw,"]);
        assert_eq!(inside("He lost” and left."), Vec::<String>::new());
    }

    #[test]
    fn single_marks() {
        assert_eq!(inside("the pickers' choice and the dogs' dinner"), Vec::<String>::new());
        assert_eq!(inside("Orla 'quite right' in saying"), ["quite right"]);
        assert_eq!(inside("called it ‘a farmer’s dream’, then '[sic]'"), ["a farmer’s dream", "[sic]"]);
        assert_eq!(inside("“the ‘inner’ one” and 'outer'"), ["the ‘inner’ one", "outer"]);
        assert_eq!(inside(&format!("'{}' x", "a".repeat(300))).len(), 1);
        assert_eq!(inside(&format!("'{}' x", "a".repeat(301))).len(), 0);
    }
}
