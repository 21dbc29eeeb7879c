//! A quotation laid against a source, and the class that follows from what differs.

use std::collections::BTreeSet;
use std::ops::Range;

use onrecord_document::Span;

use crate::locate::{Found, LONGEST, SourceText};
use crate::meaning::{is_filler, is_negation, is_number, is_opposite};
use crate::verify::{Class, Verified, WordDifference};
use crate::{Word, words};

/// The most words that an insertion in brackets stands for.
const MOST_FOR_BRACKETS: usize = 8;

/// A quotation as rows of words between its ellipses.
pub(crate) struct Quoted {
    span: Span,
    /// Without what stands in brackets and without sounds between words.
    words: Vec<Word>,
    /// Words before which something stands in brackets.
    bracketed: BTreeSet<usize>,
    /// Where rows begin.
    rows: Vec<usize>,
}

impl Quoted {
    pub(crate) fn new(text: &str, span: Span) -> Quoted {
        let mut quoted = Quoted { span, words: Vec::new(), bracketed: BTreeSet::new(), rows: vec![0] };
        let mut cut = false;
        for word in words(text, span) {
            cut |= word.after_cut;
            if word.bracketed {
                quoted.bracketed.insert(quoted.words.len());
            } else if !is_filler(&word.form) {
                let at = quoted.words.len();
                let row = quoted.rows.last().copied().unwrap_or(0);
                if at > row && (cut || at - row >= LONGEST) {
                    quoted.rows.push(at);
                }
                cut = false;
                quoted.words.push(word);
            }
        }
        quoted
    }

    /// The number of words that are the same, and how the quotation differs.
    pub(crate) fn look_in(&self, source: &SourceText) -> Option<(usize, Verified)> {
        let ends = self.rows.iter().skip(1).copied().chain([self.words.len()]);
        let mut pieces: Vec<(usize, Found)> = Vec::new();
        for (start, end) in self.rows.iter().copied().zip(ends) {
            let from = pieces.last().map_or(0, |(_, found)| found.range.end);
            self.find(source, start..end, from, &mut pieces);
        }
        let (_, first) = pieces.first()?;
        let place = pieces.iter().fold(first.range.clone(), |all, (_, found)| {
            all.start.min(found.range.start)..all.end.max(found.range.end)
        });
        let said = source.words();
        let place = Span::new(said[place.start].span.start, said[place.end - 1].span.end);
        let same: usize = pieces.iter().map(|(_, found)| found.same).sum();
        if same * 2 < self.words.len() {
            return None;
        }
        let mut differences: Vec<Differing> = Vec::new();
        let mut covered = 0;
        for (start, found) in &pieces {
            differences.extend(missing(covered..*start));
            self.differences(*start, found, said, &mut differences);
            covered = start + found.pairs.len();
        }
        differences.extend(missing(covered..self.words.len()));
        let mut class =
            differences.iter().map(|difference| self.class(difference, said)).max().unwrap_or(Class::AsSaid);
        if self.is_reordered(&pieces, &differences, said) {
            class = Class::OrderChanged;
        } else if class == Class::AsSaid {
            class = self.class_of_gaps(&pieces);
        }
        let differences = differences.into_iter().map(|difference| {
            let of = |words: &[Word]| {
                let (first, last) = (words.first()?, words.last()?);
                Some(Span::new(first.span.start, last.span.end))
            };
            WordDifference {
                at: self.words.get(difference.quoted.start).map_or(self.span.end, |word| word.span.start),
                quoted: of(&self.words[difference.quoted]),
                said: of(&said[difference.said]),
                marked: difference.marked,
            }
        });
        let differences = differences.collect();
        Some((
            same,
            Verified { quotation: self.span, class, found: Some((0, place)), differences, speakers: None },
        ))
    }

    /// Adds where a row is found: whole, or sentence by sentence where that fits better, as when sentences changed places.
    fn find(&self, source: &SourceText, row: Range<usize>, from: usize, pieces: &mut Vec<(usize, Found)>) {
        let whole = source.find(&self.words[row.clone()], from);
        let fits = whole.as_ref().is_some_and(|found| found.same * 20 >= row.len() * 17);
        let mut parts = Vec::new();
        if !fits {
            let mut start = row.start;
            let mut from = from;
            for end in row.start + 1..=row.end {
                if end == row.end || self.words[end].after_stop {
                    if let Some(found) = source.find(&self.words[start..end], from) {
                        from = found.range.end;
                        parts.push((start, found));
                    }
                    start = end;
                }
            }
        }
        let same: usize = parts.iter().map(|(_, found)| found.same).sum();
        match whole {
            Some(whole) if whole.same + 2 >= same => pieces.push((row.start, whole)),
            _ => pieces.extend(parts),
        }
    }

    /// Adds where the words of a piece differ from the source's.
    fn differences(&self, start: usize, found: &Found, said: &[Word], differences: &mut Vec<Differing>) {
        // The first word of the source that isn't accounted for.
        let mut next = found.range.start;
        let mut open: Option<Differing> = None;
        for (at, pair) in found.pairs.iter().enumerate() {
            let here = start + at;
            let same = pair.filter(|place| said[*place].form == self.words[here].form);
            let (quoted, beyond) = match (same, *pair) {
                (Some(place), _) => (here, place),
                (None, Some(place)) => (here + 1, place + 1),
                (None, None) => (here + 1, next),
            };
            if quoted > here || beyond > next {
                let open =
                    open.get_or_insert(Differing { quoted: here..here, said: next..next, marked: false });
                open.quoted.end = quoted;
                open.said.end = beyond;
            }
            next = beyond;
            if same.is_some() {
                next += 1;
                differences.extend(open.take().map(|done| self.marked(done)));
            }
        }
        differences.extend(open.map(|done| self.marked(done)));
    }

    /// Words left out where brackets stand for them are left out visibly.
    fn marked(&self, difference: Differing) -> Differing {
        let marked = difference.quoted.is_empty() && self.bracketed.contains(&difference.quoted.start);
        Differing { marked: marked && difference.said.len() <= MOST_FOR_BRACKETS, ..difference }
    }

    fn class(&self, difference: &Differing, said: &[Word]) -> Class {
        let quoted = &self.words[difference.quoted.clone()];
        let source = &said[difference.said.clone()];
        if difference.marked {
            return Class::MarkedCut;
        }
        let forms = |words: &[Word], is: fn(&str) -> bool| -> Vec<String> {
            words.iter().filter(|word| is(&word.form)).map(|word| word.form.clone()).collect()
        };
        // In a longer cut a negation may go with what it denies.
        let near = !quoted.is_empty() || source.len() <= 3;
        let negations = (forms(quoted, is_negation).len(), forms(source, is_negation).len());
        let opposite = quoted.iter().any(|a| source.iter().any(|b| is_opposite(&a.form, &b.form)));
        if near
            && (negations.0 % 2 != negations.1 % 2
                || opposite
                || forms(quoted, is_number) != forms(source, is_number))
        {
            return Class::MeaningChanged;
        }
        if quoted.is_empty() { Class::UnmarkedCut } else { Class::WordsChanged }
    }

    /// Whether pieces stand in another order than in the source, or words have changed places.
    fn is_reordered(&self, pieces: &[(usize, Found)], differences: &[Differing], said: &[Word]) -> bool {
        if pieces.windows(2).any(|pair| pair[1].1.range.start < pair[0].1.range.start) {
            return true;
        }
        let mut quoted: Vec<&str> = differences
            .iter()
            .flat_map(|d| &self.words[d.quoted.clone()])
            .map(|word| word.form.as_str())
            .collect();
        let mut source: Vec<&str> =
            differences.iter().flat_map(|d| &said[d.said.clone()]).map(|word| word.form.as_str()).collect();
        quoted.sort_unstable();
        source.sort_unstable();
        !quoted.is_empty() && quoted == source
    }

    /// Rows between ellipses are cut visibly where words lie between them; sentences of one row are not.
    fn class_of_gaps(&self, pieces: &[(usize, Found)]) -> Class {
        let mut class = Class::AsSaid;
        if !self.bracketed.is_empty() {
            class = Class::MarkedCut;
        }
        for pair in pieces.windows(2) {
            if pair[1].1.range.start > pair[0].1.range.end {
                let marked = self.rows.contains(&pair[1].0) || self.bracketed.contains(&pair[1].0);
                class = class.max(if marked { Class::MarkedCut } else { Class::UnmarkedCut });
            }
        }
        class
    }
}

/// As [`WordDifference`], in words.
struct Differing {
    quoted: Range<usize>,
    said: Range<usize>,
    marked: bool,
}

/// Words of the quotation that are nowhere in the source.
fn missing(quoted: Range<usize>) -> Option<Differing> {
    let any = !quoted.is_empty();
    any.then_some(Differing { quoted, said: 0..0, marked: false })
}
