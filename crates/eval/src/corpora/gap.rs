use std::path::Path;

use crate::Error;
use crate::text::{Range, read_file};

/// A text with a pronoun and two names, of which one or none is whom the pronoun means. Ranges are code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapExample {
    /// The example's name.
    pub name: String,
    /// The text.
    pub text: String,
    /// Where the pronoun stands.
    pub pronoun: Range,
    /// Whether it is masculine or feminine in grammar.
    pub gender: Gender,
    /// Where the two names stand, and whether the pronoun means them.
    pub candidates: [(Range, bool); 2],
}

/// The grammatical gender of a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// she, her, hers.
    Feminine,
    /// he, him, his.
    Masculine,
}

/// Reads a file of GAP: tab-separated, with a header.
///
/// # Errors
/// If the file can't be read or a line is malformed.
pub fn read_gap(path: &Path) -> Result<Vec<GapExample>, Error> {
    let mut examples = Vec::new();
    for (line, number) in read_file(path)?.lines().zip(1..).skip(1) {
        let malformed = |what: &str| Error::new(format_args!("{}:{number}", path.display()), what);
        let [name, text, pronoun, at, a, a_at, a_means, b, b_at, b_means, _] =
            line.split('\t').collect::<Vec<_>>()[..]
        else {
            return Err(malformed("expected eleven columns between tabs"));
        };
        let range = |words: &str, at: &str| {
            let start = at.parse::<usize>().map_err(|_| malformed("an offset is no number"))?;
            Ok((start, start + words.chars().count()))
        };
        let gender = match pronoun.to_lowercase().as_str() {
            "he" | "him" | "his" => Gender::Masculine,
            "she" | "her" | "hers" => Gender::Feminine,
            _ => return Err(malformed("the pronoun is neither masculine nor feminine")),
        };
        let means = |value: &str| value.eq_ignore_ascii_case("true");
        examples.push(GapExample {
            name: name.to_owned(),
            text: text.to_owned(),
            pronoun: range(pronoun, at)?,
            gender,
            candidates: [(range(a, a_at)?, means(a_means)), (range(b, b_at)?, means(b_means))],
        });
    }
    Ok(examples)
}
