use std::ops::Range;

use crate::words::Words;

/// What the network reads at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) ids: Vec<i32>,
    pub(crate) types: Vec<i32>,
    /// The words of the document that it shows.
    pub(crate) words: Range<usize>,
    /// Index into `ids` of each word's first piece.
    pub(crate) at: Vec<usize>,
}

/// Word pieces a window holds at most; the network was trained on this size.
pub(crate) const SIZE: usize = 256;
/// Words that a window shows on both sides of a word that it decides, where the document has them.
pub(crate) const CONTEXT: usize = 30;

const CLS: i32 = 101;
const SEP: i32 = 102;

/// Windows that together show every word, each but at the document's ends with [`CONTEXT`] words around it in
/// one of them. They begin at a paragraph where one is near.
pub(crate) fn windows(words: &Words, size: usize, context: usize) -> Vec<Window> {
    let mut out: Vec<Window> = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let window = window_from(words, start, size);
        if window.words.is_empty() {
            start += 1; // one word of more pieces than a window holds
            continue;
        }
        let shown = window.words.clone();
        out.push(window);
        if shown.end >= words.len() {
            break;
        }
        // Rare words are many pieces each: a window that shows few of them must still bring something new.
        start = (shown.end - (2 * context).min(shown.len() / 2)).max(shown.start + 1);
        let earliest = start.saturating_sub(context / 2).max(shown.start + 2);
        start = (earliest..=start).rev().find(|&i| words.begins_paragraph(i)).unwrap_or(start);
    }
    out
}

fn window_from(words: &Words, start: usize, size: usize) -> Window {
    let mut window = Window { ids: vec![CLS], types: vec![0], words: start..start, at: Vec::new() };
    for word in start..words.len() {
        let pieces = words.pieces(word);
        let apart = word > start && words.begins_paragraph(word);
        if window.ids.len() + usize::from(apart) + pieces.len() + 1 > size {
            break;
        }
        if apart {
            window.ids.push(SEP);
            window.types.push(0);
        }
        window.at.push(window.ids.len());
        window.ids.extend(pieces.iter().map(|&id| id as i32));
        window.types.resize(window.ids.len(), i32::from(words.token_type(word)));
        window.words.end = word + 1;
    }
    window.ids.push(SEP);
    window.types.push(0);
    window
}

/// For each word the window that shows most on its poorer side; a document's end is no edge.
pub(crate) fn deciding(windows: &[Window], words: usize) -> Vec<Option<usize>> {
    let mut out = vec![None; words];
    let mut best = vec![0; words];
    for (i, window) in windows.iter().enumerate() {
        for word in window.words.clone() {
            let left = if window.words.start == 0 { usize::MAX } else { word - window.words.start };
            let right = if window.words.end == words { usize::MAX } else { window.words.end - 1 - word };
            let room = left.min(right);
            if out[word].is_none() || room > best[word] {
                out[word] = Some(i);
                best[word] = room;
            }
        }
    }
    out
}
