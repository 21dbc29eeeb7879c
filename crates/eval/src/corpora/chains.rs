use super::Tokens;

/// A document in which whatever means the same thing has the same chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChainDocument {
    /// Unique in its corpus.
    pub name: String,
    /// The documents that share chains with it have the same topic.
    pub topic: String,
    /// Its text.
    pub tokens: Tokens,
    /// The head of each token in its sentence's tree, itself for a root; empty where the corpus has no trees.
    pub heads: Vec<usize>,
    /// The mentions, in order of their start, longer ones first.
    pub mentions: Vec<GoldMention>,
}

/// Words that mean something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GoldMention {
    /// First and last token.
    pub tokens: (usize, usize),
    /// The word that carries it.
    pub head: usize,
    /// What it means: a name of the corpus.
    pub chain: String,
    /// Which of the corpus's classes that is.
    pub class: String,
}

impl ChainDocument {
    /// The word that carries a stretch of tokens: the first whose head stands outside of it, or without a tree the last one
    /// before a comma, a bracket or a word that begins a supplement ("of", "who").
    pub fn head_of(&self, (first, last): (usize, usize)) -> usize {
        if !self.heads.is_empty() {
            let outside = |token: &usize| {
                let head = self.heads[*token];
                head == *token || !(first..=last).contains(&head)
            };
            return (first..=last).find(outside).unwrap_or(last);
        }
        let ends = |token: &usize| ENDS.contains(&self.word(*token).to_lowercase().as_str());
        let end = (first + 1..=last).find(ends).unwrap_or(last + 1);
        end - 1
    }

    /// A token as it is printed.
    pub fn word(&self, token: usize) -> String {
        let (start, end) = self.tokens.ranges()[token];
        self.tokens.text().chars().skip(start).take(end - start).collect()
    }
}

const ENDS: &[&str] = &[
    ",", "(", "[", ";", ":", "–", "—", "--", "'s", "’s", "of", "for", "in", "at", "from", "with", "who",
    "which", "that", "to", "on", "by", "about", "as", "whose", "among", "near", "between", "against",
    "under", "over",
];

/// Reads the brackets of one column of CoNLL files as they come, token by token.
#[derive(Default)]
pub(super) struct Brackets {
    open: Vec<(String, usize)>,
    /// First token, last token, chain.
    pub(super) closed: Vec<(usize, usize, String)>,
}

impl Brackets {
    pub(super) fn open(&mut self, chain: &str, token: usize) {
        self.open.push((chain.to_owned(), token));
    }

    /// Closes the chain's last open bracket; one that was never opened is left out.
    pub(super) fn close(&mut self, chain: &str, token: usize) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == chain) {
            let (chain, start) = self.open.remove(at);
            self.closed.push((start, token, chain));
        }
    }

    /// `(a| b)| (c)`: parts between bars.
    pub(super) fn parts(&mut self, column: &str, token: usize) {
        for part in column.split('|').map(str::trim) {
            let chain = part.trim_start_matches('(').trim_end_matches(')');
            if part.starts_with('(') {
                self.open(chain, token);
            }
            if part.ends_with(')') {
                self.close(chain, token);
            }
        }
    }

    /// `(5(1)`, `3)2)`: numbers run together.
    pub(super) fn numbers(&mut self, column: &str, token: usize) {
        let mut rest = column;
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let opens = rest[..start].ends_with('(');
            rest = &rest[start..];
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let chain = &rest[..digits];
            rest = &rest[digits..];
            if opens {
                self.open(chain, token);
            }
            if rest.starts_with(')') {
                self.close(chain, token);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_nest() {
        let mut brackets = Brackets::default();
        for (token, column) in ["(5(1)", "5)", "(2", "(3", "3)2)", "_"].iter().enumerate() {
            brackets.numbers(column, token);
        }
        brackets.closed.sort();
        let closed = |first, last, chain: &str| (first, last, chain.to_owned());
        assert_eq!(
            brackets.closed,
            [closed(0, 0, "1"), closed(0, 1, "5"), closed(2, 4, "2"), closed(3, 4, "3")]
        );

        let mut brackets = Brackets::default();
        for (token, column) in ["(a_X| (a_X| (b_Y)", "-", "a_X)", "a_X)| z)"].iter().enumerate() {
            brackets.parts(column, token);
        }
        assert_eq!(brackets.closed, [closed(0, 0, "b_Y"), closed(0, 2, "a_X"), closed(0, 3, "a_X")]);
    }

    #[test]
    fn the_head_carries_the_words() {
        let mut document = ChainDocument::default();
        for token in "Bo Ferris , mayor of Kell".split(' ') {
            document.tokens.push(token);
        }
        assert_eq!(document.word(document.head_of((0, 5))), "Ferris");
        assert_eq!(document.word(document.head_of((3, 5))), "mayor");
        document.heads = vec![0, 0, 3, 0, 5, 3];
        assert_eq!(document.word(document.head_of((0, 5))), "Bo");
        assert_eq!(document.word(document.head_of((4, 5))), "Kell");
    }
}
