use onrecord_document::{Document, Run};

/// A text cleaned for analysis, and its way back.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Cleaned {
    pub text: String,
    /// `None` where nothing had to be cleaned.
    pub as_read: Option<String>,
    /// From `text` to `as_read`: equal bytes, in order.
    pub runs: Vec<Run>,
}

impl Cleaned {
    /// Makes it the text of a document, with the way back.
    pub fn put_in(self, document: &mut Document) {
        document.text = self.text;
        document.origin.as_read = self.as_read;
        document.origin.to_read = self.runs;
    }
}

/// Drops what a reader doesn't see and matching would stumble over, and makes every line end a `\n`.
///
/// No-break spaces and typographic marks stay: they are seen, and the stages that compare words know them.
pub(crate) fn clean(read: String) -> Cleaned {
    let Some((first, _)) = read.char_indices().find(|(_, c)| unseen(*c)) else {
        return Cleaned { text: read, ..Cleaned::default() };
    };
    let mut text = String::with_capacity(read.len());
    let mut runs = Vec::new();
    let mut copied = 0;
    let mut copy = |text: &mut String, upto: usize, after: usize| {
        if copied < upto {
            runs.push(Run { from: text.len(), to: copied, len: upto - copied });
            text.push_str(&read[copied..upto]);
        }
        copied = after;
    };
    for (at, character) in read[first..].char_indices().map(|(i, c)| (first + i, c)) {
        if !unseen(character) {
            continue;
        }
        let after = at + character.len_utf8();
        copy(&mut text, at, after);
        if character == '\r' && !read[after..].starts_with('\n') {
            // A lone carriage return ends a line too; the `\n` put for it is in no run.
            text.push('\n');
        }
    }
    copy(&mut text, read.len(), read.len());
    debug_assert!(runs.iter().all(|r| text[r.from..r.from + r.len] == read[r.to..r.to + r.len]));
    Cleaned { text, as_read: Some(read), runs }
}

fn unseen(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        // Soft hyphen, zero width space, word joiner, byte order mark.
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => true,
        _ => character.is_control(),
    }
}

/// From the cleaned text on over the text as read to a third text, given as runs from the text as read.
///
/// Cut at the ends of the cleaning's runs, so that each result stays within one run of each list.
pub(crate) fn follow(cleaning: &[Run], onward: Vec<Run>) -> Vec<Run> {
    if cleaning.is_empty() {
        return onward;
    }
    let mut result = Vec::new();
    for run in onward {
        let first = cleaning.partition_point(|c| c.to + c.len <= run.from);
        for kept in cleaning[first..].iter().take_while(|c| c.to < run.from + run.len) {
            let start = kept.to.max(run.from);
            let end = (kept.to + kept.len).min(run.from + run.len);
            result.push(Run {
                from: kept.from + (start - kept.to),
                to: run.to + (start - run.from),
                len: end - start,
            });
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn clean_text_stays_as_it_is() {
        let text = "“No,”\u{a0}she said.\n\n\tThen…";
        assert_eq!(clean(text.into()), Cleaned { text: text.into(), as_read: None, runs: vec![] });
    }

    #[test]
    fn unseen_characters_go_and_line_ends_agree() {
        let cleaned = clean("\u{feff}One\r\ntwo\rth\u{ad}ree\u{200b}\u{0}\u{2060}\r\r\nfour\u{85}".into());
        assert_eq!(cleaned.text, "One\ntwo\nthree\n\nfour");
    }

    #[test]
    fn runs_compose() {
        let cleaned = clean("ab\rcd\u{ad}ef".into());
        assert_eq!(cleaned.text, "ab\ncdef");
        let onward = vec![Run { from: 0, to: 100, len: 2 }, Run { from: 4, to: 200, len: 4 }];
        assert_eq!(
            follow(&cleaned.runs, onward),
            vec![
                Run { from: 0, to: 100, len: 2 },
                Run { from: 4, to: 200, len: 1 },
                Run { from: 5, to: 203, len: 1 }
            ]
        );
    }

    proptest! {
        #[test]
        fn every_run_is_a_copy(read in "[a-z \n\r\t\u{ad}\u{feff}\u{200b}\u{0}é“]{0,80}") {
            let cleaned = clean(read.clone());
            let left = cleaned.text.chars().any(|c| c != '\n' && c != '\t' && (c.is_control() || c == '\u{feff}'));
            prop_assert!(!left, "something unseen is left");
            let Some(as_read) = &cleaned.as_read else {
                prop_assert_eq!(&cleaned.text, &read);
                return Ok(());
            };
            prop_assert_eq!(as_read, &read);
            let (mut from, mut to) = (0, 0);
            for run in &cleaned.runs {
                prop_assert!(run.from >= from && run.to >= to && run.len > 0);
                prop_assert_eq!(&cleaned.text[run.from..run.from + run.len], &as_read[run.to..run.to + run.len]);
                (from, to) = (run.from + run.len, run.to + run.len);
            }
            // Whatever is in no run is the line end of a lone carriage return.
            let copied: usize = cleaned.runs.iter().map(|r| r.len).sum();
            let lone = read.matches('\r').count() - read.matches("\r\n").count();
            prop_assert_eq!(cleaned.text.len(), copied + lone);
        }
    }
}
