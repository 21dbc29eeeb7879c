use crate::text::Range;

/// Tokens as a text, and where each stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    text: String,
    length: usize,
    ranges: Vec<Range>,
    open: Vec<char>,
    /// Directed marks (“ and ``) that are open.
    quoted: usize,
    /// Sentences that ended within a quotation since the line began.
    sentences: usize,
    glue: bool,
    last: Option<char>,
}

impl Tokens {
    /// Adds a token as a paper would print it: a blank before it unless a mark or the rest of a contraction
    /// ("n't", "’s") stands there. A straight mark (`"`) opens and closes in turn.
    pub fn push(&mut self, token: &str) {
        let glued = self.glue || self.length == 0 || self.last == Some('\n') || self.joins_left(token);
        self.glue = self.joins_right(token);
        match token {
            "“" | "``" => self.quoted += 1,
            "”" | "''" => self.quoted = self.quoted.saturating_sub(1),
            _ => {}
        }
        self.put(token, !glued);
    }

    /// Adds a token after a blank or, as the corpus says, right after the one before.
    pub fn push_spaced(&mut self, token: &str, blank: bool) {
        self.put(token, blank && self.length > 0 && self.last != Some('\n'));
    }

    /// Glues the next token to the one before, whatever they are.
    pub fn glue_next(&mut self) {
        self.glue = true;
    }

    /// Begins a new line: what follows is another sentence or paragraph. Quotation marks still open are forgotten.
    pub fn end_line(&mut self) {
        if self.length > 0 && self.last != Some('\n') {
            self.text.push('\n');
            self.length += 1;
            self.last = Some('\n');
        }
        self.open.clear();
        (self.quoted, self.sentences) = (0, 0);
        self.glue = false;
    }

    /// Ends a sentence: with the line, unless a quotation goes on in the next one. One that is never closed ends all the same.
    pub fn end_sentence(&mut self) {
        const MOST: usize = 8;
        self.sentences += 1;
        if (self.quoted == 0 && !self.open.contains(&'"')) || self.sentences > MOST {
            self.end_line();
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where each token stands, in code points.
    pub fn ranges(&self) -> &[Range] {
        &self.ranges
    }

    /// The range of tokens `first..=last`.
    pub fn cover(&self, first: usize, last: usize) -> Range {
        (self.ranges[first].0, self.ranges[last].1)
    }

    /// The first and last token that a range of the text touches.
    pub fn touched(&self, range: Range) -> Option<(usize, usize)> {
        let first = self.ranges.partition_point(|token| token.1 <= range.0);
        let end = self.ranges.partition_point(|token| token.0 < range.1);
        (first < end).then(|| (first, end - 1))
    }

    fn put(&mut self, token: &str, blank: bool) {
        if blank {
            self.text.push(' ');
            self.length += 1;
        }
        let start = self.length;
        self.text.push_str(token);
        self.length += token.chars().count();
        self.last = token.chars().last().or(self.last);
        self.ranges.push((start, self.length));
    }

    fn joins_left(&self, token: &str) -> bool {
        const CLOSING: &[&str] =
            &[",", ".", ";", ":", "!", "?", "%", ")", "]", "}", "”", "''", "…", "...", "/"];
        const CONTRACTED: &[&str] = &["s", "re", "ve", "ll", "d", "m", "t"];
        let lower = token.to_lowercase();
        let rest = lower.strip_prefix(['\'', '’']);
        CLOSING.contains(&token)
            || lower == "n't"
            || lower == "n’t"
            || rest.is_some_and(|rest| CONTRACTED.contains(&rest))
            || (matches!(token, "\"" | "'" | "’")
                && (token == "’" || self.open.contains(&token.chars().next().unwrap_or('"'))))
    }

    fn joins_right(&mut self, token: &str) -> bool {
        match token {
            "(" | "[" | "{" | "“" | "‘" | "``" | "$" | "£" | "€" | "#" | "/" => true,
            "\"" | "'" => {
                let mark = if token == "'" { '\'' } else { '"' };
                let opens = !self.open.contains(&mark);
                if opens {
                    self.open.push(mark);
                } else {
                    self.open.retain(|&open| open != mark);
                }
                opens
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(tokens: &str) -> String {
        let mut text = Tokens::default();
        for line in tokens.split('|') {
            line.split_whitespace().for_each(|token| text.push(token));
            text.end_line();
        }
        for &(start, end) in text.ranges() {
            let word: String = text.text().chars().skip(start).take(end - start).collect();
            assert!(tokens.split([' ', '|']).any(|token| token == word), "{word}");
        }
        text.text().to_owned()
    }

    #[test]
    fn tokens_are_printed_as_papers_print() {
        assert_eq!(
            joined("Lee 's plan , worth $ 5 ( or 6 % ) , is n't dead ."),
            "Lee's plan, worth $5 (or 6%), isn't dead.\n"
        );
        assert_eq!(
            joined("“ No , ” Lee said | She \" did n't \" know ."),
            "“No,” Lee said\nShe \"didn't\" know.\n"
        );
    }

    #[test]
    fn a_quotation_goes_on_over_sentences() {
        let mut text = Tokens::default();
        for line in ["“ No .", "Never ! ”", "Lee went .", "“ Bo"] {
            line.split_whitespace().for_each(|token| text.push(token));
            text.end_sentence();
        }
        assert_eq!(text.text(), "“No. Never!”\nLee went.\n“Bo");
        (0..20).for_each(|_| text.end_sentence());
        assert!(text.text().ends_with("Bo\n"));
    }

    #[test]
    fn ranges_find_their_tokens() {
        let mut tokens = Tokens::default();
        ["Zoë", "’s", "plan"].iter().for_each(|token| tokens.push(token));
        assert_eq!(tokens.text(), "Zoë’s plan");
        assert_eq!(tokens.ranges(), [(0, 3), (3, 5), (6, 10)]);
        assert_eq!((tokens.touched((4, 7)), tokens.touched((5, 6))), (Some((1, 2)), None));
        assert_eq!(tokens.cover(0, 1), (0, 5));
    }
}
