use std::collections::BTreeMap;

use crate::roles::{self, Roles};
use crate::window::Window;
use crate::{EncoderError, LEAST_ANCHOR, Scores, links, names, probability};

/// What the network says of each word of a text, in the window that decides the word; of pieces inside words, and of
/// the same words in other windows, nothing is kept.
///
/// In a few long vectors: a vector for each window would lie between those that the network takes and
/// gives back for the next one, and keep their memory in pieces. A long text took three times as much. What the role head
/// reads in pairs is larger than all else together: it reads it at once, for the words that may anchor a cue.
pub(crate) struct Rows {
    deciding: Vec<Option<usize>>,
    anchor: Vec<f32>,
    names: Vec<f32>,
    mention: Vec<f32>,
    link: Vec<f32>,
    /// What each word of a window is to an anchor, in scores of labels; where in it each anchor's words begin.
    labels: Vec<roles::Labels>,
    frames: BTreeMap<usize, usize>,
    pushed: usize,
}

/// Numbers a word: of what may be mentioned.
pub(crate) const MENTION: usize = 5;

impl Rows {
    /// Nothing yet, and room for what is said of all words, by the window that decides each.
    pub(crate) fn with_room(deciding: Vec<Option<usize>>) -> Rows {
        let words = deciding.len();
        Rows {
            deciding,
            anchor: vec![f32::NEG_INFINITY; words],
            names: vec![0.0; words * names::LABELS],
            mention: vec![0.0; words * MENTION],
            link: vec![0.0; words * links::WIDTH],
            labels: Vec::new(),
            frames: BTreeMap::new(),
            pushed: 0,
        }
    }

    /// Takes what is said of the next window's words.
    ///
    /// # Errors
    /// If there is too little of it.
    pub(crate) fn push(
        &mut self,
        window: &Window,
        scores: &Scores,
        roles: &Roles,
    ) -> Result<(), EncoderError> {
        let too_short = || EncoderError::new("read the model's answer", "it is too short");
        let row = |of: &[f32], piece: usize, width: usize| -> Result<std::ops::Range<usize>, EncoderError> {
            let row = piece * width..(piece + 1) * width;
            if row.end <= of.len() { Ok(row) } else { Err(too_short()) }
        };
        let mut anchors = Vec::new();
        for (word, &piece) in window.words.clone().zip(&window.at) {
            if self.deciding[word] != Some(self.pushed) {
                continue;
            }
            for (from, to, width) in [
                (&scores.anchor, &mut self.anchor, 1),
                (&scores.names, &mut self.names, names::LABELS),
                (&scores.mention, &mut self.mention, MENTION),
                (&scores.link, &mut self.link, links::WIDTH),
            ] {
                to[word * width..(word + 1) * width].copy_from_slice(&from[row(from, piece, width)?]);
            }
            if probability(self.anchor[word]) >= LEAST_ANCHOR {
                anchors.push(word);
            }
        }
        self.pushed += 1;
        if anchors.is_empty() {
            return Ok(());
        }
        let mut pair = Vec::with_capacity(window.at.len() * roles::WIDTH);
        for &piece in &window.at {
            pair.extend_from_slice(&scores.pair[row(&scores.pair, piece, roles::WIDTH)?]);
        }
        for anchor in anchors {
            self.frames.insert(anchor, self.labels.len());
            self.labels.extend(roles.scores(&pair, anchor - window.words.start));
        }
        Ok(())
    }

    /// The window that decides a word.
    pub(crate) fn deciding(&self, word: usize) -> Option<usize> {
        self.deciding[word]
    }

    pub(crate) fn anchor(&self, word: usize) -> f32 {
        self.anchor[word]
    }

    /// What each of so many words of its window is to an anchor; `None` if the word isn't likely one.
    pub(crate) fn labels(&self, anchor: usize, words: usize) -> Option<&[roles::Labels]> {
        self.frames.get(&anchor).map(|&start| &self.labels[start..start + words])
    }

    pub(crate) fn names(&self, word: usize) -> Option<&[f32]> {
        self.of(&self.names, word, names::LABELS)
    }

    pub(crate) fn mention(&self, word: usize) -> Option<&[f32]> {
        self.of(&self.mention, word, MENTION)
    }

    pub(crate) fn link(&self, word: usize) -> Option<&[f32]> {
        self.of(&self.link, word, links::WIDTH)
    }

    fn of<'r>(&'r self, rows: &'r [f32], word: usize, width: usize) -> Option<&'r [f32]> {
        self.deciding[word].map(|_| &rows[word * width..(word + 1) * width])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A window of two words, the first in two pieces.
    fn window(words: std::ops::Range<usize>) -> Window {
        Window { ids: vec![0; 5], types: vec![0; 5], words, at: vec![1, 3] }
    }

    /// Each piece's numbers are its number plus `more`.
    fn scores(pieces: usize, more: f32) -> Scores {
        let rows = |width: usize| (0..pieces * width).map(|i| (i / width) as f32 + more).collect();
        Scores {
            anchor: rows(1),
            pair: rows(roles::WIDTH),
            names: rows(names::LABELS),
            mention: rows(MENTION),
            link: rows(links::WIDTH),
        }
    }

    fn roles() -> Roles {
        Roles::load(crate::ROLES).unwrap()
    }

    #[test]
    fn a_word_has_what_its_first_piece_has_in_the_window_that_decides() {
        let mut rows = Rows::with_room(vec![Some(0), Some(1), Some(1), None]);
        rows.push(&window(0..2), &scores(5, 0.0), &roles()).unwrap();
        rows.push(&window(1..3), &scores(5, 10.0), &roles()).unwrap();
        assert_eq!([rows.anchor(0), rows.anchor(1), rows.anchor(2)], [1.0, 11.0, 13.0]);
        assert_eq!(rows.mention(1), Some(&[11.0; MENTION][..]));
        assert_eq!(rows.link(2).unwrap(), [13.0; links::WIDTH]);
        assert_eq!((rows.names(3), probability(rows.anchor(3))), (None, 0.0));
    }

    #[test]
    fn only_a_likely_anchor_has_labels() {
        let mut rows = Rows::with_room(vec![Some(0), Some(0)]);
        let mut scores = scores(5, 0.0);
        scores.anchor[1] = -9.0;
        rows.push(&window(0..2), &scores, &roles()).unwrap();
        assert_eq!(rows.labels(0, 2), None);
        assert_eq!(rows.labels(1, 2).unwrap().len(), 2);
    }

    #[test]
    fn too_short_an_answer_is_an_error() {
        let mut rows = Rows::with_room(vec![Some(0); 2]);
        let error = rows.push(&window(0..2), &scores(3, 0.0), &roles()).unwrap_err();
        assert_eq!(error.to_string(), "cannot read the model's answer: it is too short");
    }
}
