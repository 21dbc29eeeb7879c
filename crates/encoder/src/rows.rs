use crate::window::Window;
use crate::{EncoderError, Scores, links, names, roles};

/// What the network says of each word, window by window; of pieces inside words nothing is kept.
///
/// In a few long vectors, reserved at once: a vector for each window would lie between those that the network takes and
/// gives back for the next one, and keep their memory in pieces. A long text took three times as much.
pub(crate) struct Rows {
    /// The row at which each window's words begin.
    starts: Vec<usize>,
    anchor: Vec<f32>,
    pair: Vec<f32>,
    names: Vec<f32>,
    mention: Vec<f32>,
    link: Vec<f32>,
}

/// Numbers a word: of what may be mentioned.
pub(crate) const MENTION: usize = 5;

impl Rows {
    /// No rows yet, and room for those of all windows.
    pub(crate) fn with_room(windows: &[Window]) -> Rows {
        let rows: usize = windows.iter().map(|window| window.at.len()).sum();
        Rows {
            starts: Vec::with_capacity(windows.len()),
            anchor: Vec::with_capacity(rows),
            pair: Vec::with_capacity(rows * roles::WIDTH),
            names: Vec::with_capacity(rows * names::LABELS),
            mention: Vec::with_capacity(rows * MENTION),
            link: Vec::with_capacity(rows * links::WIDTH),
        }
    }

    /// Takes what is said of the next window's words.
    ///
    /// # Errors
    /// If there is too little of it.
    pub(crate) fn push(&mut self, window: &Window, scores: &Scores) -> Result<(), EncoderError> {
        self.starts.push(self.anchor.len());
        for (from, to, width) in [
            (&scores.anchor, &mut self.anchor, 1),
            (&scores.pair, &mut self.pair, roles::WIDTH),
            (&scores.names, &mut self.names, names::LABELS),
            (&scores.mention, &mut self.mention, MENTION),
            (&scores.link, &mut self.link, links::WIDTH),
        ] {
            for &piece in &window.at {
                let row = from.get(piece * width..(piece + 1) * width);
                to.extend(
                    row.ok_or_else(|| EncoderError::new("read the model's answer", "it is too short"))?,
                );
            }
        }
        Ok(())
    }

    pub(crate) fn anchor(&self, window: usize, word: usize) -> f32 {
        self.anchor[self.starts[window] + word]
    }

    /// The pairs' numbers of the first words of a window, as many as are asked for.
    pub(crate) fn pair(&self, window: usize, words: usize) -> &[f32] {
        &self.pair[self.starts[window] * roles::WIDTH..][..words * roles::WIDTH]
    }

    pub(crate) fn names(&self, window: usize, word: usize) -> &[f32] {
        &self.names[(self.starts[window] + word) * names::LABELS..][..names::LABELS]
    }

    pub(crate) fn mention(&self, window: usize, word: usize) -> &[f32] {
        &self.mention[(self.starts[window] + word) * MENTION..][..MENTION]
    }

    pub(crate) fn link(&self, window: usize, word: usize) -> &[f32] {
        &self.link[(self.starts[window] + word) * links::WIDTH..][..links::WIDTH]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A window of two words, the first in two pieces.
    fn window() -> Window {
        Window { ids: vec![0; 5], types: vec![0; 5], words: 0..2, at: vec![1, 3] }
    }

    fn scores(pieces: usize) -> Scores {
        let rows = |width: usize| (0..pieces * width).map(|i| (i / width) as f32).collect();
        Scores {
            anchor: rows(1),
            pair: rows(roles::WIDTH),
            names: rows(names::LABELS),
            mention: rows(MENTION),
            link: rows(links::WIDTH),
        }
    }

    #[test]
    fn a_word_has_the_row_of_its_first_piece() {
        let windows = [window(), window()];
        let mut rows = Rows::with_room(&windows);
        windows.iter().for_each(|window| rows.push(window, &scores(5)).unwrap());
        assert_eq!([rows.anchor(1, 0), rows.anchor(1, 1)], [1.0, 3.0]);
        assert_eq!(rows.mention(1, 1), [3.0; MENTION]);
        assert_eq!(rows.pair(1, 2).len(), 2 * roles::WIDTH);
        assert_eq!(rows.pair(1, 2)[roles::WIDTH], 3.0);
    }

    #[test]
    fn too_short_an_answer_is_an_error() {
        let mut rows = Rows::with_room(&[window()]);
        let error = rows.push(&window(), &scores(3)).unwrap_err();
        assert_eq!(error.to_string(), "cannot read the model's answer: it is too short");
    }
}
