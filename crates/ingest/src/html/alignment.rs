use html5gum::{Token, Tokenizer};
use memchr::memmem;
use onrecord_document::{Run, Span};

use super::main_text::Line;
use super::page::Page;

/// Finds the lines of the main text in the page: runs from the lines, joined at `spans`, to the page's bytes.
///
/// The library that finds the main text keeps no offsets, so its text is looked up in the page's own: line by
/// line, and where something was taken out within a line, node by node. What isn't found is in no run.
///
/// A character written as a reference (`&ldquo;`) has two runs, one at the first byte of the reference and one
/// at its last, so that a span that begins or ends there takes all of it. White space may differ in kind.
pub(crate) fn align(page: &Page, lines: &[Line], spans: &[Span]) -> Vec<Run> {
    let text = PageText::new(page);
    let mut runs = Runs::default();
    let mut cursor = 0;
    let mut misses = 0;
    for (line, span) in lines.iter().zip(spans) {
        if let Some(at) = text.find(&line.text, cursor) {
            text.copy(at, span.start, line.text.len(), &mut runs);
            cursor = at + line.text.len();
            continue;
        }
        for node in &line.nodes {
            // Each miss searches all that is left: enough of them, and the page isn't what we think.
            if misses == MAX_MISSES {
                return runs.0;
            }
            match text.find(&line.text[node.clone()], cursor) {
                Some(at) => {
                    text.copy(at, span.start + node.start, node.len(), &mut runs);
                    cursor = at + node.len();
                }
                None => misses += 1,
            }
        }
    }
    runs.0
}

const MAX_MISSES: usize = 256;
const MAX_TRIES: usize = 64;

/// The text between a page's tags, white space collapsed, with the bytes each part comes from.
#[derive(Default)]
struct PageText {
    text: String,
    parts: Vec<Part>,
    /// Where texts between tags begin and end: a line of the article can begin and end only there.
    starts: Vec<usize>,
    ends: Vec<usize>,
}

/// `len` bytes at `from` in the collapsed text come from `start..end` of the page: copied, if that is as long.
#[derive(Clone, Copy)]
struct Part {
    from: usize,
    len: usize,
    start: usize,
    end: usize,
}

impl PageText {
    fn new(page: &Page) -> PageText {
        let mut text = PageText::default();
        for &(start, end) in &page.texts {
            let Some(raw) = page.html.get(start..end) else { continue };
            let mut begun = false;
            let mut at = 0;
            while let Some(character) = raw[at..].chars().next() {
                let length = character.len_utf8();
                if matches!(character, ' ' | '\n' | '\t' | '\r' | '\u{c}') {
                    if !text.text.is_empty() && !text.text.ends_with(' ') {
                        text.push(" ", start + at, start + at + 1);
                    }
                    at += length;
                    continue;
                }
                if !std::mem::replace(&mut begun, true) {
                    text.starts.push(text.text.len());
                }
                match reference(&raw[at..]) {
                    Some((value, length)) => {
                        text.push(&value, start + at, start + at + length);
                        at += length;
                    }
                    None => {
                        text.push(&raw[at..at + length], start + at, start + at + length);
                        at += length;
                    }
                }
            }
            if begun {
                text.ends.push(text.text.trim_end_matches(' ').len());
            }
        }
        text
    }

    fn push(&mut self, value: &str, start: usize, end: usize) {
        let from = self.text.len();
        self.text.push_str(value);
        let copied = value.len() == end - start;
        if let Some(last) = self.parts.last_mut()
            && copied
            && last.end == start
            && last.len == last.end - last.start
        {
            last.len += value.len();
            last.end = end;
        } else {
            self.parts.push(Part { from, len: value.len(), start, end });
        }
    }

    /// Where `words` stand at or after `cursor`, as the whole of one or more texts between tags.
    fn find(&self, words: &str, cursor: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(cursor..)?;
        memmem::find_iter(rest, words).take(MAX_TRIES).map(|at| cursor + at).find(|at| {
            self.starts.binary_search(at).is_ok() && self.ends.binary_search(&(at + words.len())).is_ok()
        })
    }

    /// Adds the runs of `len` bytes at `at`, which stand at `from` in the main text.
    fn copy(&self, at: usize, from: usize, len: usize, runs: &mut Runs) {
        let first = self.parts.partition_point(|part| part.from + part.len <= at);
        for part in self.parts[first..].iter().take_while(|part| part.from < at + len) {
            if part.len == part.end - part.start {
                let skipped = at.saturating_sub(part.from);
                let end = (part.from + part.len).min(at + len);
                let start = part.from + skipped;
                runs.push(Run { from: from + (start - at), to: part.start + skipped, len: end - start });
            } else if part.from >= at {
                let from = from + (part.from - at);
                runs.0.push(Run { from, to: part.start, len: 1 });
                runs.0.push(Run { from: from + part.len - 1, to: part.end - 1, len: 1 });
            }
        }
    }
}

#[derive(Default)]
struct Runs(Vec<Run>);

impl Runs {
    fn push(&mut self, run: Run) {
        match self.0.last_mut() {
            Some(last) if last.from + last.len == run.from && last.to + last.len == run.to => {
                last.len += run.len
            }
            _ => self.0.push(run),
        }
    }
}

/// The character reference that a text begins with: its value and its length in the text.
fn reference(text: &str) -> Option<(String, usize)> {
    // The longest name has 33 bytes with its marks.
    const LONGEST: usize = 40;
    let name = text.strip_prefix('&')?;
    let name = &name.as_bytes()[..name.len().min(LONGEST)];
    let end = name.iter().position(|b| !b.is_ascii_alphanumeric() && *b != b'#').unwrap_or(name.len());
    let end = 1 + end + usize::from(name.get(end) == Some(&b';'));
    let written = &text[..end];
    let mut value = String::new();
    for token in Tokenizer::new(written) {
        let Ok(token) = token;
        if let Token::String(part) = token {
            value.push_str(&String::from_utf8_lossy(&part));
        }
    }
    // `&notit;` stands for `¬it;`: what both end with was no part of the reference.
    let after = written.bytes().rev().zip(value.bytes().rev()).take_while(|(a, b)| a == b).count();
    if after >= value.len() {
        return None;
    }
    value.truncate(value.len() - after);
    Some((value, written.len() - after))
}
