use onrecord_document::Span;

/// A word of a text, as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// What is compared: in small letters, with straight apostrophes, small numbers as digits.
    pub form: String,
    /// Whether it stands in square brackets, as what an editor puts into a quotation does.
    pub bracketed: bool,
    /// Whether an ellipsis stands between it and the word before it, or before it where it is the first.
    pub after_cut: bool,
    /// Whether a sentence ends between it and the word before it.
    pub after_stop: bool,
}

/// The words that lie in `span`: letters and digits, with apostrophes, stops and commas inside. A hyphen or dash parts words; marks are left out.
///
/// # Panics
/// If the span doesn't fit the text.
pub fn words(text: &str, span: Span) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut brackets = 0_usize;
    let (mut after_cut, mut after_stop) = (false, false);
    let mut chars = text[span.range()].char_indices().map(|(at, c)| (span.start + at, c)).peekable();
    while let Some((start, c)) = chars.next() {
        match c {
            '[' => brackets += 1,
            ']' => brackets = brackets.saturating_sub(1),
            '…' => after_cut = true,
            '.' => {
                // Three stops, with spaces between or not.
                let rest = &text[start..span.end];
                match ["...", ". . ."].into_iter().find(|ellipsis| rest.starts_with(ellipsis)) {
                    Some(ellipsis) => {
                        after_cut = true;
                        chars.nth(ellipsis.len() - 2);
                    }
                    None => after_stop = true,
                }
            }
            '?' | '!' | '\n' => after_stop = true,
            _ => {}
        }
        if !c.is_alphanumeric() {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, c)) = chars.peek().copied() {
            let joins = matches!(c, '\'' | '’' | '‘' | '.' | ',') && {
                let beyond = text[at + c.len_utf8()..span.end].chars().next();
                let before = text[..at].chars().next_back();
                match c {
                    ',' => {
                        beyond.is_some_and(|c| c.is_ascii_digit())
                            && before.is_some_and(|c| c.is_ascii_digit())
                    }
                    _ => beyond.is_some_and(char::is_alphanumeric),
                }
            };
            if !c.is_alphanumeric() && !joins {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let span = Span::new(start, end);
        words.push(Word { span, form: form(span.of(text)), bracketed: brackets > 0, after_cut, after_stop });
        (after_cut, after_stop) = (false, false);
    }
    words
}

fn form(word: &str) -> String {
    let lower: String =
        word.to_lowercase().chars().map(|c| if matches!(c, '’' | '‘') { '\'' } else { c }).collect();
    const NUMBERS: &[&str] = &[
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    // "One" is a pronoun as well.
    match NUMBERS.iter().position(|number| *number == lower) {
        Some(number) if number != 1 => number.to_string(),
        _ => lower.replace(',', ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        let words = words(text, Span::new(0, text.len()));
        let shown = words.iter().map(|word| {
            assert!(text.is_char_boundary(word.span.start) && text.is_char_boundary(word.span.end));
            let cut = if word.after_cut { "…" } else { "" };
            let stop = if word.after_stop { "." } else { "" };
            let (open, close) = if word.bracketed { ("[", "]") } else { ("", "") };
            format!("{cut}{stop}{open}{}{close}", word.form)
        });
        shown.collect()
    }

    #[test]
    fn words_are_compared_without_their_looks() {
        assert_eq!(forms("“Don’t! Né, ten—or 1,200.50.”"), ["don't", ".né", "10", "or", "1200.50"]);
        assert_eq!(
            forms("The NEC [National Body] ... met. . . . U.S. zero-hour"),
            ["the", "nec", "[national]", "[body]", "…met", "….u.s", ".0", "hour"]
        );
    }
}
