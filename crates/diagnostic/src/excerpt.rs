use std::ops::Range;

/// What is left of a line when all but some stretches and their surroundings is cut out, so that a paragraph of a thousand words can be
/// shown on a terminal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    pub(crate) text: String,
    /// Where the stretches are in `text`, in the order given.
    pub(crate) stretches: Vec<Range<usize>>,
}

/// Stands for what is cut out, as in print.
const CUT: &str = "[…]";

impl Excerpt {
    /// An excerpt of `line` with `stretches` (byte ranges of it, on character boundaries, in any order) in about `width` characters.
    /// A stretch that is too long for that loses its middle.
    pub(crate) fn new(line: &str, stretches: &[Range<usize>], width: usize) -> Excerpt {
        if line.chars().nth(width).is_none() {
            return Excerpt { text: line.to_owned(), stretches: stretches.to_vec() };
        }
        let share = (width / stretches.len().max(1)).max(24);
        let mut kept: Vec<Range<usize>> =
            stretches.iter().flat_map(|stretch| keep(line, stretch, share)).collect();
        kept.sort_by_key(|range| (range.start, range.end));
        kept.dedup_by(|later, earlier| {
            let near = later.start <= earlier.end + 2 * CUT.len();
            if near {
                earlier.end = earlier.end.max(later.end);
            }
            near
        });
        let mut text = String::new();
        // For each kept range, where it begins in `text`.
        let mut places = Vec::with_capacity(kept.len());
        for range in &kept {
            match (range.start, text.is_empty()) {
                (0, _) => {}
                (_, true) => text.push_str(&format!("{CUT} ")),
                _ => text.push_str(&format!(" {CUT} ")),
            }
            places.push(text.len());
            text.push_str(&line[range.clone()]);
        }
        if kept.last().is_some_and(|last| last.end < line.len()) {
            text.push_str(&format!(" {CUT}"));
        }
        let moved = |at: usize| {
            let range = kept.partition_point(|range| range.end < at).min(kept.len() - 1);
            places[range] + at.clamp(kept[range].start, kept[range].end) - kept[range].start
        };
        let stretches = stretches.iter().map(|stretch| moved(stretch.start)..moved(stretch.end)).collect();
        Excerpt { text, stretches }
    }
}

/// The parts of `line` to keep for a stretch: with words around it, or without its middle.
fn keep(line: &str, stretch: &Range<usize>, share: usize) -> Vec<Range<usize>> {
    let length = line[stretch.clone()].chars().count();
    if length <= share {
        let around = (share - length) / 2;
        return vec![back(line, stretch.start, around)..forth(line, stretch.end, around)];
    }
    let half = share / 2;
    let head = back(line, stretch.start, half / 4)..forth(line, stretch.start, half).min(stretch.end);
    let tail = back(line, stretch.end, half).max(head.end)..forth(line, stretch.end, half / 4);
    vec![head, tail]
}

/// At most `count` characters before `at`, to the start of a word.
fn back(line: &str, at: usize, count: usize) -> usize {
    let mut start = at;
    let mut word = at;
    for (n, (i, c)) in line[..at].char_indices().rev().enumerate() {
        if n == count {
            return word;
        }
        start = i;
        if c.is_whitespace() {
            word = i + c.len_utf8();
        }
    }
    start
}

/// At most `count` characters after `at`, to the end of a word.
fn forth(line: &str, at: usize, count: usize) -> usize {
    let mut word = at;
    for (n, (i, c)) in line[at..].char_indices().enumerate() {
        if n == count {
            return word;
        }
        if c.is_whitespace() {
            word = at + i;
        }
    }
    line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(line: &str, words: &[&str], width: usize) -> (String, Vec<String>) {
        let stretches: Vec<_> =
            words.iter().map(|w| line.find(w).map(|at| at..at + w.len()).unwrap()).collect();
        let excerpt = Excerpt::new(line, &stretches, width);
        let found = excerpt.stretches.iter().map(|range| excerpt.text[range.clone()].to_owned()).collect();
        (excerpt.text, found)
    }

    #[test]
    fn short_lines_are_whole() {
        assert_eq!(
            excerpt("Ann Lee said so.", &["Lee"], 80),
            ("Ann Lee said so.".into(), vec!["Lee".into()])
        );
    }

    #[test]
    fn long_lines_keep_what_is_near() {
        let line = "The harbour wall that was finished in spring held through the storm, Quill said, and he “né” would not hear \
                    of any more repairs until the next council had met, voted and found the money for all of it.";
        let (text, found) = excerpt(line, &["Quill", "“né”"], 60);
        assert_eq!(text, "[…] the storm, Quill said, and he “né” would not […]");
        assert_eq!(found, ["Quill", "“né”"]);
        let (text, found) = excerpt(line, &["money", "harbour"], 60);
        assert_eq!(text, "The harbour wall that […] found the money for all of […]");
        assert_eq!(found, ["money", "harbour"]);
    }

    #[test]
    fn long_stretches_lose_their_middle() {
        let line = "Quill said: “It held all night and all day and nobody in the harbour lost so much as a rope or an oar.”";
        let (text, found) = excerpt(
            line,
            &["“It held all night and all day and nobody in the harbour lost so much as a rope or an oar.”"],
            60,
        );
        assert_eq!(text, "[…] said: “It held all night and all […] so much as a rope or an oar.”");
        assert!(found[0].starts_with("“It held") && found[0].ends_with("oar.”"));
    }
}
