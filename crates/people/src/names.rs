//! Names as they are compared: folded, without honorifics and suffixes.

mod nicknames;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use nicknames::are_variants;

/// A name's words, folded, as they are compared.
///
/// Case, diacritics, apostrophes and full stops don't count; hyphens separate words ("Rees-Mogg" is "Rees Mogg").
/// Honorifics before the name and suffixes after it are left out, unless nothing else is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Vec<String>);

/// How like each other two names of persons are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// One is the other's last words: "Lee" for "Ann Lee".
    Surname,
    /// The same surname, and a given name that may be the same: "A. Lee" for "Ann Lee".
    Initial,
    /// The same surname, and a given name that is a form of the other: "Tony Moor" for "Anthony Moor".
    Nickname,
    /// The same surname and first given name, one with more between: "Ann B. Lee" for "Ann Lee".
    Shorter,
    /// The same words.
    Same,
}

/// Words of a name beyond these aren't compared, since no name has as many.
const MAX_WORDS: usize = 12;

impl Name {
    /// Reads a name as it is printed.
    pub fn new(printed: &str) -> Name {
        let all: Vec<String> = fold(printed).into_iter().take(MAX_WORDS).collect();
        let mut words = all.as_slice();
        while let [first, rest @ ..] = words
            && !rest.is_empty()
            && HONORIFICS.contains(&first.as_str())
        {
            words = rest;
        }
        while let [rest @ .., last] = words
            && !rest.is_empty()
            && SUFFIXES.contains(&last.as_str())
        {
            words = rest;
        }
        if words.len() == all.len() { Name(all) } else { Name(words.to_vec()) }
    }

    /// The words, in order.
    pub fn words(&self) -> &[String] {
        &self.0
    }

    /// The last word: what names are looked up by. `None` if the name has no letter.
    pub fn last(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }

    /// How like this name another person's name is; `None` if they can't be the same person's.
    pub fn likeness(&self, other: &Name) -> Option<Likeness> {
        let (a, b) = (&self.0[..], &other.0[..]);
        if a.is_empty() || b.is_empty() {
            return None;
        }
        if a == b {
            return Some(Likeness::Same);
        }
        let common = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
        if common == 0 {
            return None;
        }
        match (&a[..a.len() - common], &b[..b.len() - common]) {
            ([], _) | (_, []) => Some(Likeness::Surname),
            (a, b) => given(a, b),
        }
    }
}

/// Compares what stands before the surname.
fn given(a: &[String], b: &[String]) -> Option<Likeness> {
    let likeness = if a[0] == b[0] {
        Likeness::Shorter
    } else if is_initial(&a[0], &b[0]) || are_initials(&a[0], b) || are_initials(&b[0], a) {
        Likeness::Initial
    } else if are_variants(&a[0], &b[0]) {
        Likeness::Nickname
    } else {
        return None;
    };
    let middles_agree = a[1..].iter().zip(&b[1..]).all(|(a, b)| a == b || is_initial(a, b));
    (middles_agree || likeness == Likeness::Initial).then_some(likeness)
}

/// Whether one is the first letter of the other.
fn is_initial(a: &str, b: &str) -> bool {
    let single = |word: &str| word.chars().count() == 1;
    (single(a) && b.starts_with(a)) || (single(b) && a.starts_with(b))
}

/// "jk" for "joanne kathleen".
fn are_initials(letters: &str, names: &[String]) -> bool {
    letters.chars().count() == names.len()
        && names.len() > 1
        && letters.chars().zip(names).all(|(letter, name)| name.starts_with(letter))
}

/// The words of a text in lower case, without diacritics, apostrophes and marks.
pub fn fold(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for character in text.nfkd() {
        match character {
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => {}
            c if is_combining_mark(c) => {}
            c if c.is_alphanumeric() => match base(c) {
                Some(letters) => word.push_str(letters),
                None => word.extend(c.to_lowercase()),
            },
            _ if !word.is_empty() => words.push(std::mem::take(&mut word)),
            _ => {}
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Letters that Unicode doesn't decompose, as they are printed without them.
fn base(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

const HONORIFICS: &[&str] = &[
    "the",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "baroness",
    "baron",
    "rt",
    "hon",
    "honourable",
    "honorable",
    "right",
    "rev",
    "reverend",
    "fr",
    "father",
    "sister",
    "brother",
    "sheikh",
    "sheik",
    "sen",
    "senator",
    "rep",
    "representative",
    "congressman",
    "congresswoman",
    "gov",
    "governor",
    "president",
    "vice",
    "minister",
    "prime",
    "secretary",
    "councillor",
    "cllr",
    "mayor",
    "judge",
    "justice",
    "gen",
    "general",
    "col",
    "colonel",
    "lt",
    "lieutenant",
    "maj",
    "major",
    "capt",
    "captain",
    "sgt",
    "sergeant",
    "adm",
    "admiral",
    "ambassador",
    "chancellor",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "cardinal",
    "archbishop",
    "bishop",
    "imam",
    "rabbi",
    "sr",
    "señor",
];

const SUFFIXES: &[&str] = &[
    "jr", "junior", "sr", "senior", "ii", "iii", "iv", "mp", "msp", "ms", "td", "mep", "am", "mla", "qc",
    "kc", "obe", "cbe", "mbe", "phd", "md", "esq", "frs",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> Option<Likeness> {
        let (a, b) = (Name::new(a), Name::new(b));
        assert_eq!(a.likeness(&b), b.likeness(&a));
        a.likeness(&b)
    }

    #[test]
    fn honorifics_suffixes_and_marks_do_not_count() {
        let words = |name: &str| Name::new(name).0.join(" ");
        assert_eq!(words("The Rt. Hon. Sir Zoë O’Lær-Søn MP"), "zoe olaer son");
        assert_eq!(words("Sen. JUAN NÚÑEZ Jr."), "juan nunez");
        assert_eq!(words("Mr."), "mr");
        assert_eq!(words("ﬁlip Łęcki"), "filip lecki");
        assert_eq!(words("—"), "");
    }

    #[test]
    fn names_are_compared_from_their_ends() {
        assert_eq!(likeness("Dame Ann Lee", "ann lee"), Some(Likeness::Same));
        assert_eq!(likeness("Ann Lee", "Ann Bea Lee"), Some(Likeness::Shorter));
        assert_eq!(likeness("Ann Dunn Lee", "Ann Lee"), Some(Likeness::Shorter));
        assert_eq!(likeness("Tony Moor", "Anthony Moor"), Some(Likeness::Nickname));
        assert_eq!(likeness("A. Lee", "Ann Lee"), Some(Likeness::Initial));
        assert_eq!(likeness("J.K. Orme", "Joan Kay Orme"), Some(Likeness::Initial));
        assert_eq!(likeness("JK Orme", "Joan Kay Orme"), Some(Likeness::Initial));
        assert_eq!(likeness("de Vane", "Bill de Vane"), Some(Likeness::Surname));
        assert_eq!(likeness("Lee", "Ann Lee"), Some(Likeness::Surname));
    }

    #[test]
    fn others_are_not_alike() {
        assert_eq!(likeness("Ann Lee", "Tom Lee"), None);
        assert_eq!(likeness("Ann", "Ann Lee"), None);
        assert_eq!(likeness("Ann B. Lee", "Ann Cay Lee"), None);
        assert_eq!(likeness("Ann Lee", "Ann Moor"), None);
        assert_eq!(likeness("", "Ann Lee"), None);
    }
}
