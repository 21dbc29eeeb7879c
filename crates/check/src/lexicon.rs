//! Which words are ordinary, and which are names that everybody knows. What the lists are is in `data/README.md`.

/// Whether it is an ordinary English word, in any case.
pub(crate) fn is_word(word: &str) -> bool {
    holds(include_str!("../data/words.txt"), &word.to_lowercase())
}

/// Whether it is written with a capital in English: a place, a people, a well-known name.
pub(crate) fn is_proper(word: &str) -> bool {
    holds(include_str!("../data/proper.txt"), word)
}

/// Whether it is a common forename.
pub(crate) fn is_forename(word: &str) -> bool {
    holds(include_str!("../data/forenames.txt"), word)
}

/// Whether it is a common surname.
pub(crate) fn is_surname(word: &str) -> bool {
    holds(include_str!("../data/surnames.txt"), word)
}

/// Whether `lines`, in order of their bytes, hold `word`. Takes the logarithm of their number and no time at the start.
fn holds(lines: &str, word: &str) -> bool {
    let (mut low, mut high) = (0, lines.len());
    while low < high {
        let middle = floor_char_boundary(lines, low + (high - low) / 2);
        let start = lines[..middle].rfind('\n').map_or(0, |at| at + 1);
        let end = lines[start..].find('\n').map_or(lines.len(), |at| start + at);
        match lines[start..end].cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

fn floor_char_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_list_is_found_and_no_other() {
        for list in [include_str!("../data/words.txt"), include_str!("../data/proper.txt")] {
            assert!(list.lines().is_sorted());
            assert!(list.lines().all(|word| holds(list, word)));
        }
        assert!(is_word("Quotation") && is_proper("Iraq") && is_forename("Marta") && is_surname("Ferris"));
        assert!(!is_word("xyzzyx") && !is_word("") && !is_proper("Quilx"));
    }
}
