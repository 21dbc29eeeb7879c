use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::Word;

/// Two rows of words laid beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment {
    /// Words that are in both, in order.
    pub same: usize,
    /// Where they differ, in order.
    pub differences: Vec<Difference>,
    /// Words in both rows together.
    total: usize,
    shorter: usize,
}

/// Words of one row that stand where other words, or none, stand in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Indexes into the first row; may be empty.
    pub first: Range<usize>,
    /// Indexes into the second row; may be empty.
    pub second: Range<usize>,
}

impl Alignment {
    /// The share of words that are in both, from 0 to 1.
    pub fn likeness(&self) -> f64 {
        if self.total == 0 { 0.0 } else { 2.0 * self.same as f64 / self.total as f64 }
    }

    /// The share of the shorter row's words that are in the longer, from 0 to 1.
    pub fn containment(&self) -> f64 {
        if self.shorter == 0 { 0.0 } else { self.same as f64 / self.shorter as f64 }
    }
}

/// The most words of either row that are laid beside each other, which bounds the time; those after them are left out.
const LONGEST: usize = 4000;

/// Lays two rows of words beside each other so that as many as can be are in both.
pub fn align(first: &[Word], second: &[Word]) -> Alignment {
    let forms = |words: &[Word]| -> Vec<String> {
        words.iter().take(LONGEST).map(|word| word.form.clone()).collect()
    };
    let (a, b) = (forms(first), forms(second));
    let mut alignment = Alignment {
        same: 0,
        differences: Vec::new(),
        total: a.len() + b.len(),
        shorter: a.len().min(b.len()),
    };
    for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
        if op.tag() == DiffTag::Equal {
            alignment.same += op.old_range().len();
            continue;
        }
        let (first, second) = (op.old_range(), op.new_range());
        match alignment.differences.last_mut() {
            // What goes and what comes at one place is one difference.
            Some(last) if last.first.end == first.start && last.second.end == second.start => {
                last.first.end = first.end;
                last.second.end = second.end;
            }
            _ => alignment.differences.push(Difference { first, second }),
        }
    }
    alignment
}

#[cfg(test)]
mod tests {
    use onrecord_document::Span;

    use super::*;
    use crate::words;

    #[test]
    fn differences_are_where_words_differ() {
        let (a, b) = ("The NEC [National Body] took a vote today.", "The NEC took the vote, today");
        let all = |text: &str| words(text, Span::new(0, text.len()));
        let (first, second) = (all(a), all(b));
        let alignment = align(&first, &second);
        let of = |text: &str, words: &[Word]| {
            words.iter().map(|word| word.span.of(text).to_owned()).collect::<Vec<_>>().join(" ")
        };
        let shown: Vec<(String, String)> = (alignment.differences.iter())
            .map(|d| (of(a, &first[d.first.clone()]), of(b, &second[d.second.clone()])))
            .collect();
        assert_eq!(shown, [("National Body".into(), String::new()), ("a".into(), "the".into())]);
        assert_eq!(alignment.same, 5);
        assert!(alignment.containment() > 0.8 && alignment.likeness() > 0.7);
        assert_eq!(align(&[], &[]).likeness(), 0.0);
    }
}
