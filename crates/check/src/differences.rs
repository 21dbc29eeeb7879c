//! How the words of two statements differ, said in words.

use onrecord_compare::{Alignment, Word};
use onrecord_document::Span;

/// The most differences that are told one by one.
const MOST: usize = 6;

/// What differs, as a list for a note: `“the NEC” became “the board”; “today” is only in the first`.
pub(crate) fn told(text: &str, first: &[Word], second: &[Word], alignment: &Alignment) -> String {
    let told: Vec<String> = (alignment.differences.iter().take(MOST))
        .map(|difference| {
            let of = |words: &[Word]| shown(text, words);
            match (of(&first[difference.first.clone()]), of(&second[difference.second.clone()])) {
                (Some(a), Some(b)) => format!("“{a}” became “{b}”"),
                (Some(a), None) => format!("“{a}” is only in the first"),
                (None, Some(b)) => format!("“{b}” is only in the second"),
                (None, None) => String::new(),
            }
        })
        .collect();
    let more = alignment.differences.len().saturating_sub(MOST);
    match more {
        0 => told.join("; "),
        more => format!("{}; and {more} more", told.join("; ")),
    }
}

/// The span of some words, with the brackets around them.
pub(crate) fn span(text: &str, words: &[Word]) -> Option<Span> {
    let (first, last) = (words.first()?, words.last()?);
    let mut span = Span::new(first.span.start, last.span.end);
    if text[..span.start].ends_with('[') && text[span.end..].starts_with(']') {
        span = Span::new(span.start - 1, span.end + 1);
    }
    Some(span)
}

/// Words as they stand, without their middle where there are many.
fn shown(text: &str, words: &[Word]) -> Option<String> {
    let span = span(text, words)?;
    if words.len() <= 12 {
        return Some(span.of(text).replace('\n', " "));
    }
    let head = Span::new(span.start, words[5].span.end).of(text);
    let tail = Span::new(words[words.len() - 4].span.start, span.end).of(text);
    Some(format!("{head} […] {tail}").replace('\n', " "))
}
