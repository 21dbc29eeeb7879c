//! The neural model: words in, scores of attribution roles out.
//!
//! This is the only crate that knows tensors or weight files. An [`Encoder`] reads a text once, in overlapping
//! windows, and returns an [`Encoding`], which answers two questions without running the network again: how likely
//! does a cue stand at this word, and given that it does, which words are its source, its cue and its content.
//!
//! The network is MiniLM-L6 (Wang et al. 2020) with two heads, in int8, 24 MB, inside the binary; `training/` in
//! the repository makes it. Offsets are bytes of the text.

mod caching;
mod features;
mod links;
mod names;
mod network;
#[cfg(test)]
mod parity;
mod roles;
mod rows;
mod window;
mod wordpiece;
mod words;

use std::fmt;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub use names::{Name, NameKind};
pub use network::{Network, RtenNetwork, Scores};
pub use roles::Role;
pub use words::Words;

use links::Links;
use roles::Roles;
use rows::Rows;
use window::Window;
use wordpiece::WordPiece;

/// The model and the vocabulary, loaded once and shared between threads.
pub struct Encoder {
    wordpiece: WordPiece,
    network: Box<dyn Network>,
    roles: Roles,
    links: Links,
    window_size: usize,
    window_context: usize,
    threads: NonZeroUsize,
}

static MODEL: &[u8] = include_bytes!("../model/encoder.onnx");
static ROLES: &[u8] = include_bytes!("../model/roles.safetensors");
static LINKS: &[u8] = include_bytes!("../model/links.safetensors");
static VOCABULARY: &str = include_str!("../model/vocab.txt");

impl Encoder {
    /// The encoder with the model that is inside this library.
    ///
    /// # Errors
    /// If the model can't be loaded, which is a fault of the build.
    pub fn new() -> Result<Encoder, EncoderError> {
        Encoder::with_weights(Box::new(RtenNetwork::load(MODEL)?), ROLES, LINKS)
    }

    /// The encoder with another engine or other weights: what runs the network, and the weights of the heads that
    /// look at pairs of words, in safetensors, as `training/` writes them.
    ///
    /// # Errors
    /// If those weights can't be read.
    pub fn with_weights(
        network: Box<dyn Network>,
        roles: &[u8],
        links: &[u8],
    ) -> Result<Encoder, EncoderError> {
        Ok(Encoder {
            wordpiece: WordPiece::new(VOCABULARY),
            network,
            roles: Roles::load(roles)?,
            links: Links::load(links)?,
            window_size: window::SIZE,
            window_context: window::CONTEXT,
            threads: NonZeroUsize::MIN,
        })
    }

    /// The same encoder with other windows: of `size` word pieces, at most 512, that show `context` words on both
    /// sides of each word. More context costs time, since windows overlap by twice as much.
    ///
    /// # Panics
    /// If `size` isn't from 64 to 512 or `context` is over a sixth of it, which would leave windows little that is new.
    pub fn with_windows(self, size: usize, context: usize) -> Encoder {
        assert!(
            (64..=512).contains(&size) && context <= size / 6,
            "windows of {size} pieces, {context} words of context"
        );
        Encoder { window_size: size, window_context: context, ..self }
    }

    /// The same encoder, which remembers the scores of the last `windows` windows, half a MB each: a text that is read again after a small
    /// change then costs what the change reaches.
    pub fn with_cache(self, windows: usize) -> Encoder {
        Encoder { network: Box::new(caching::CachingNetwork::new(self.network, windows)), ..self }
    }

    /// The same encoder, which reads up to `threads` windows of a text at a time, for one text that somebody waits for; where there are many
    /// texts, a thread for each does better. The scores are the same.
    pub fn with_threads(self, threads: NonZeroUsize) -> Encoder {
        Encoder { threads, ..self }
    }

    /// A text's words, without running the network.
    pub fn words(&self, text: &str) -> Words {
        Words::new(text, &self.wordpiece)
    }

    /// Reads a text.
    ///
    /// # Errors
    /// If the engine can't run the model.
    pub fn encode(&self, text: &str) -> Result<Encoding<'_>, EncoderError> {
        let words = self.words(text);
        let windows = window::windows(&words, self.window_size, self.window_context);
        let rows = self.rows(&windows, words.len())?;
        let windows = windows.into_iter().map(|window| window.words).collect();
        Ok(Encoding { words, windows, rows, roles: &self.roles, links: &self.links })
    }

    fn rows(&self, windows: &[Window], words: usize) -> Result<Rows, EncoderError> {
        let mut rows = Rows::with_room(window::deciding(windows, words));
        // The scores of so many windows lie in memory at a time.
        let ahead = if self.threads.get() == 1 { 1 } else { 4 * self.threads.get() };
        for batch in windows.chunks(ahead) {
            for (window, scores) in batch.iter().zip(self.score(batch)) {
                rows.push(window, &scores?, &self.roles)?;
            }
        }
        Ok(rows)
    }

    fn score(&self, windows: &[Window]) -> Vec<Result<Scores, EncoderError>> {
        let score = |window: &Window| self.network.score(&window.ids, &window.types);
        let threads = self.threads.get().min(windows.len());
        if threads <= 1 {
            return windows.iter().map(score).collect();
        }
        let next = AtomicUsize::new(0);
        let scores: Vec<_> = windows.iter().map(|_| OnceLock::new()).collect();
        let work = || {
            while let Some((window, slot)) = {
                let i = next.fetch_add(1, Ordering::Relaxed);
                windows.get(i).zip(scores.get(i))
            } {
                slot.get_or_init(|| score(window));
            }
        };
        thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
        let scores = windows.iter().zip(scores);
        scores.map(|(window, slot)| slot.into_inner().unwrap_or_else(|| score(window))).collect()
    }
}

/// A text as the network saw it.
pub struct Encoding<'e> {
    words: Words,
    /// The words of each window.
    windows: Vec<Range<usize>>,
    rows: Rows,
    roles: &'e Roles,
    links: &'e Links,
}

/// A word that anchors a cue with less probability has no [`Frame`].
pub const LEAST_ANCHOR: f32 = 0.3;

/// The probability that a logit stands for.
fn probability(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

/// Like the transitions that the network may not make.
const FORBIDDEN: f32 = -1e4;

/// The roles that one anchor gives to the words around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// The word that anchors the cue.
    pub anchor: usize,
    /// Probability that it does.
    pub anchor_probability: f32,
    /// Probability of just these spans, given the anchor.
    pub spans_probability: f32,
    /// Role and words, in order, disjoint, none empty.
    pub spans: Vec<(Role, Range<usize>)>,
    first: usize,
    content: Vec<f32>,
}

impl Frame {
    /// Probability that `word` is content, given the anchor; 0 for a word that the anchor's window doesn't show.
    pub fn content_probability(&self, word: usize) -> f32 {
        word.checked_sub(self.first).and_then(|w| self.content.get(w)).copied().unwrap_or(0.0)
    }

    /// The words that the anchor's window shows, which all of the frame's words are among. A later anchor's begin no
    /// earlier and end no earlier.
    pub fn shown(&self) -> Range<usize> {
        self.first..self.first + self.content.len()
    }

    /// The words of one role.
    pub fn words(&self, role: Role) -> impl Iterator<Item = Range<usize>> + '_ {
        self.spans.iter().filter(move |(r, _)| *r == role).map(|(_, words)| words.clone())
    }
}

impl Encoding<'_> {
    /// The text's words.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Probability that `word` anchors a cue, from 0 to 1.
    ///
    /// # Panics
    /// If there is no such word.
    pub fn anchor_probability(&self, word: usize) -> f32 {
        probability(self.rows.anchor(word))
    }

    /// The roles that `word` gives to the words of its window if it anchors a cue, none of the words in `not_content`
    /// (in order) being content. None of a word that anchors one with less probability than [`LEAST_ANCHOR`].
    ///
    /// # Panics
    /// If there is no such word.
    pub fn frame(&self, word: usize, not_content: &[usize]) -> Frame {
        let words = self.rows.deciding(word).map_or(0..0, |window| self.windows[window].clone());
        let Some(labels) = self.rows.labels(word, words.len()) else {
            return Frame { anchor: word, ..Frame::default() };
        };
        let mut labels = labels.to_vec();
        let first = words.start;
        for &taken in not_content.iter().filter(|w| words.contains(w)) {
            for label in roles::CONTENT {
                labels[taken - first][label] = FORBIDDEN;
            }
        }
        let decoded = self.roles.decode(&labels);
        Frame {
            anchor: word,
            anchor_probability: self.anchor_probability(word),
            spans_probability: decoded.log_probability.exp(),
            spans: decoded
                .spans
                .into_iter()
                .map(|(role, r)| (role, first + r.start..first + r.end))
                .collect(),
            first,
            content: decoded.content,
        }
    }

    /// The names in the text, in order.
    pub fn names(&self) -> Vec<Name> {
        names::names((0..self.words.len()).map(|word| self.rows.names(word)))
    }

    /// Probabilities that `word` heads a mention of a person, a body, a place, anything else, in this order.
    ///
    /// # Panics
    /// If there is no such word.
    pub fn mention(&self, word: usize) -> [f32; 4] {
        let Some(row) = self.rows.mention(word) else { return [0.0; 4] };
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let all: f32 = row.iter().map(|v| (v - top).exp()).sum();
        std::array::from_fn(|kind| (row[kind + 1] - top).exp() / all)
    }

    /// Score of two mentions' being of the same, by their head words, on a scale where "the same as no other" scores 0.
    /// `same_word`: the heads are the same, letter case aside.
    ///
    /// # Panics
    /// If there are no such words.
    pub fn link(&self, anaphor: usize, other: usize, same_word: bool) -> f32 {
        let (Some(a), Some(b)) = (self.rows.link(anaphor), self.rows.link(other)) else { return FORBIDDEN };
        self.links.score(a, b, other as isize - anaphor as isize, same_word)
    }
}

/// The model can't be loaded or run.
#[derive(Debug)]
pub struct EncoderError {
    doing: &'static str,
    cause: String,
}

impl EncoderError {
    pub(crate) fn new(doing: &'static str, cause: impl fmt::Display) -> EncoderError {
        EncoderError { doing, cause: cause.to_string() }
    }
}

impl fmt::Display for EncoderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {}: {}", self.doing, self.cause)
    }
}

impl std::error::Error for EncoderError {}
