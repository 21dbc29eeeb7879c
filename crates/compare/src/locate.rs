//! Finds where in a text a row of words comes from, though words were changed, put in or left out.

use std::collections::HashMap;
use std::ops::Range;

use onrecord_document::Span;

use crate::{Word, words};

/// A text in which quotations are looked for.
#[derive(Debug)]
pub struct SourceText {
    words: Vec<Word>,
    /// Where each pair of words that follow one another begins.
    pairs: HashMap<(String, String), Vec<usize>>,
    /// Where each word stands.
    singles: HashMap<String, Vec<usize>>,
}

/// Where a row of words was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// For each word of the row, the source's word that stands for it.
    pub pairs: Vec<Option<usize>>,
    /// From the first of the source's words to one past the last.
    pub range: Range<usize>,
    /// Words that are the same.
    pub same: usize,
}

/// The longest row that is looked for at once.
pub(crate) const LONGEST: usize = 300;
/// Words of the source that may be left out within a row.
const WIDEST_GAP: usize = 250;
/// Places looked at for one pair of words: one that is more frequent says little.
const MOST_PLACES: usize = 64;
/// Stretches of the source that are looked at closely.
const STRETCHES: usize = 3;

impl SourceText {
    /// Reads a text, but for the words in `left_out`.
    pub fn new(text: &str, left_out: &[Span]) -> SourceText {
        let mut words = words(text, Span::new(0, text.len()));
        words.retain(|word| {
            !left_out.iter().any(|span| span.contains(word.span)) && !crate::meaning::is_filler(&word.form)
        });
        let mut pairs: HashMap<(String, String), Vec<usize>> = HashMap::new();
        let mut singles: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            singles.entry(word.form.clone()).or_default().push(at);
            if let Some(next) = words.get(at + 1) {
                pairs.entry((word.form.clone(), next.form.clone())).or_default().push(at);
            }
        }
        SourceText { words, pairs, singles }
    }

    /// Its words.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Finds where `row` comes from; `None` where less than half of it is there, or of a short row a word is missing.
    /// Of places that are equally good, the first at or after word `from` is taken, else the first.
    pub fn find(&self, row: &[Word], from: usize) -> Option<Found> {
        let row = &row[..row.len().min(LONGEST)];
        if row.is_empty() {
            return None;
        }
        let mut best: Option<Found> = None;
        for stretch in self.stretches(row) {
            let found = self.lay(row, stretch);
            let better = |best: &Found| {
                let worth = |found: &Found| (found.same, found.range.start >= from);
                worth(&found) > worth(best)
            };
            if best.as_ref().is_none_or(better) {
                best = Some(found);
            }
        }
        best.filter(|found| is_found(row.len(), found))
    }

    /// The stretches of the source that have most in common with the row, the best first.
    fn stretches(&self, row: &[Word]) -> Vec<Range<usize>> {
        // (place in the source, place in the row)
        let mut hits: Vec<(usize, usize)> = Vec::new();
        for at in 0..row.len().saturating_sub(1) {
            let key = (row[at].form.clone(), row[at + 1].form.clone());
            let places = self.pairs.get(&key).map_or(&[][..], Vec::as_slice);
            hits.extend(places.iter().take(MOST_PLACES).map(|place| (*place, at)));
        }
        if hits.is_empty() {
            for (at, word) in row.iter().enumerate() {
                let places = self.singles.get(&word.form).map_or(&[][..], Vec::as_slice);
                if places.len() <= MOST_PLACES {
                    hits.extend(places.iter().map(|place| (*place, at)));
                }
            }
        }
        hits.sort_unstable();
        let reach = row.len() + WIDEST_GAP;
        let mut stretches: Vec<(usize, Range<usize>)> = Vec::new();
        let mut end = 0;
        let mut counts = vec![0_u32; row.len()];
        let mut distinct = 0;
        for begin in 0..hits.len() {
            while end < hits.len() && hits[end].0 < hits[begin].0 + reach {
                distinct += usize::from(counts[hits[end].1] == 0);
                counts[hits[end].1] += 1;
                end += 1;
            }
            let first = hits[begin].0.saturating_sub(hits[begin].1 + 8);
            let last = (hits[end - 1].0 + row.len() - hits[end - 1].1 + 8).min(self.words.len());
            stretches.push((distinct, first..last));
            counts[hits[begin].1] -= 1;
            distinct -= usize::from(counts[hits[begin].1] == 0);
        }
        stretches.sort_by_key(|(distinct, range)| (std::cmp::Reverse(*distinct), range.len(), range.start));
        let mut chosen: Vec<Range<usize>> = Vec::new();
        for (_, range) in stretches {
            let known = chosen.iter().any(|other| other.start <= range.start && range.end <= other.end);
            if !known {
                chosen.push(range);
            }
            if chosen.len() == STRETCHES {
                break;
            }
        }
        chosen
    }

    /// Lays the row on the stretch of the source (Gotoh 1982): what is before and after it in the source costs nothing, a gap
    /// in the source costs to open and hardly to widen.
    fn lay(&self, row: &[Word], stretch: Range<usize>) -> Found {
        const SAME: i32 = 60;
        const CHANGED: i32 = -30;
        const PUT_IN: i32 = -30;
        const GAP: i32 = -40;
        const WIDEN: i32 = -1;
        let source = &self.words[stretch.clone()];
        let (rows, columns) = (row.len() + 1, source.len() + 1);
        let low = i32::MIN / 2;
        // Best score of the first i words of the row and the first j of the source; `gaps` those that end in a gap.
        let mut scores = vec![low; rows * columns];
        let mut gaps = vec![low; rows * columns];
        let mut steps = vec![Step::Start; rows * columns];
        let mut gap_opens = vec![true; rows * columns];
        scores[..columns].fill(0);
        for i in 1..rows {
            for j in 0..columns {
                let here = i * columns + j;
                let above = here - columns;
                let mut best = (scores[above] + PUT_IN, Step::PutIn);
                if j > 0 {
                    let same = row[i - 1].form == source[j - 1].form;
                    let (open, widen) = (scores[here - 1] + GAP, gaps[here - 1] + WIDEN);
                    gap_opens[here] = open >= widen;
                    gaps[here] = open.max(widen);
                    let step = if same { Step::Same } else { Step::Changed };
                    let diagonal = scores[above - 1] + if same { SAME } else { CHANGED };
                    best = best.max((diagonal, step));
                    best = best.max((gaps[here], Step::Gap));
                }
                (scores[here], steps[here]) = best;
            }
        }
        let last = (rows - 1) * columns;
        let end = (0..columns).max_by_key(|j| (scores[last + j], std::cmp::Reverse(*j))).unwrap_or(0);
        let mut pairs = vec![None; row.len()];
        let mut same = 0;
        let (mut i, mut j) = (rows - 1, end);
        while i > 0 {
            match steps[i * columns + j] {
                Step::Same | Step::Changed => {
                    same += usize::from(steps[i * columns + j] == Step::Same);
                    pairs[i - 1] = Some(stretch.start + j - 1);
                    (i, j) = (i - 1, j - 1);
                }
                Step::PutIn | Step::Start => i -= 1,
                Step::Gap => {
                    // To where it was opened.
                    while j > 0 && !gap_opens[i * columns + j] {
                        j -= 1;
                    }
                    j = j.saturating_sub(1);
                }
            }
        }
        let first = pairs.iter().flatten().next().copied().unwrap_or(stretch.start);
        let range = first..pairs.iter().flatten().next_back().map_or(first, |last| last + 1);
        Found { pairs, range, same }
    }
}

/// The last step to a cell. The order settles ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Start,
    PutIn,
    Gap,
    Changed,
    Same,
}

fn is_found(length: usize, found: &Found) -> bool {
    match length {
        1 | 2 => found.same == length && found.range.len() == length,
        3..=5 => found.same + 1 >= length && found.range.len() <= length + 2,
        _ => found.same * 2 >= length && found.same >= 4,
    }
}
