//! Names of bodies and places, as they are compared.

use onrecord_document::EntityKind;
use onrecord_people::names::fold;

/// A name's words, folded, without article. Letters that stand alone are one word ("U.S."), and what everybody shortens is
/// short ("United States"). Of a body also without what says only of what form it is: "Fenland" of "The Fenland Party".
pub(crate) fn words(printed: &str, kind: EntityKind) -> Vec<String> {
    let mut words = shortened(letters_together(fold(printed)));
    while words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    if kind != EntityKind::Organization {
        return words;
    }
    // "the River Workers union": in small letters it is no part of the name.
    if words.len() > 1 && printed.ends_with(" union") {
        words.pop();
    }
    while let [rest @ .., last] = words.as_slice()
        && !rest.is_empty()
        && FORMS.contains(&last.as_str())
    {
        words.pop();
    }
    words
}

/// How one name of a body may be short for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Short {
    /// Letters of the long name, in its order: "BRT" for "Board of River Trade".
    Acronym,
    /// The beginning ("Fenham" for "Fenham Boats"), or all but the state ("Air Force" for "US Air Force").
    Part,
}

/// How an alias as it is printed is short for a name, if it is.
pub(crate) fn short(alias: &str, long: &[String], kind: EntityKind) -> Option<(Short, Vec<String>)> {
    let words = words(alias, kind);
    let generic = || words.iter().all(|word| GENERIC.contains(&word.as_str()));
    let begins = || long.starts_with(&words) && !generic();
    let ends = || STATES.contains(&long[0].as_str()) && long[1..] == words;
    if !words.is_empty() && words.len() < long.len() && (begins() || ends()) {
        return Some((Short::Part, words));
    }
    let letters = acronym(alias).filter(|letters| is_acronym(letters, long))?;
    Some((Short::Acronym, vec![letters]))
}

/// Whether two names are spelt a little differently: "Defence" and "Defense", "Motor" and "Motors". Spellings don't differ in
/// first letters and in numbers.
pub(crate) fn are_alike(a: &[String], b: &[String]) -> bool {
    const LENGTHS: std::ops::RangeInclusive<usize> = 5..=40;
    let is_word =
        |word: &str| LENGTHS.contains(&word.chars().count()) && word.chars().all(char::is_alphabetic);
    let like = |a: &String, b: &String| {
        a == b
            || (is_word(a)
                && is_word(b)
                && a.chars().next() == b.chars().next()
                && strsim::osa_distance(a, b) == 1)
    };
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| like(a, b))
}

fn letters_together(words: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut letters = false;
    for word in words {
        let letter = word.chars().count() == 1 && word.starts_with(char::is_alphabetic);
        match out.last_mut() {
            Some(last) if letter && letters => last.push_str(&word),
            _ => out.push(word),
        }
        letters = letter;
    }
    out
}

fn shortened(words: Vec<String>) -> Vec<String> {
    for (long, short) in SHORTENED {
        let count = long.split(' ').count();
        if words.len() >= count && long.split(' ').eq(words[..count].iter().map(String::as_str)) {
            return std::iter::once((*short).to_owned()).chain(words[count..].iter().cloned()).collect();
        }
    }
    words
}

/// A name of capital letters as it is compared, "NEC" and "N.E.C.".
fn acronym(name: &str) -> Option<String> {
    let letters: String = name.chars().filter(|c| c.is_alphabetic()).collect();
    let count = letters.chars().count();
    ((2..=8).contains(&count) && letters.chars().all(char::is_uppercase)).then(|| fold(&letters).concat())
}

/// Whether letters are those of a name in its order, the first of them its first (Schwartz and Hearst 2003).
fn is_acronym(letters: &str, long: &[String]) -> bool {
    let whole: String = long.concat();
    let mut rest = whole.chars();
    long.len() > 1
        && whole.chars().next() == letters.chars().next()
        && letters.chars().all(|letter| rest.any(|c| c == letter))
}

/// Legal forms, and what a body is besides its name.
const FORMS: &[&str] = &[
    "party",
    "group",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "plc",
    "llc",
    "llp",
    "lp",
    "ag",
    "gmbh",
    "sa",
    "se",
    "spa",
    "nv",
];

/// Words with which names begin that aren't yet names.
const GENERIC: &[&str] = &[
    "agency",
    "american",
    "association",
    "bank",
    "board",
    "british",
    "bureau",
    "center",
    "centre",
    "church",
    "city",
    "college",
    "commission",
    "committee",
    "council",
    "county",
    "court",
    "department",
    "european",
    "federal",
    "federation",
    "first",
    "general",
    "house",
    "institute",
    "international",
    "ministry",
    "national",
    "new",
    "of",
    "office",
    "royal",
    "school",
    "society",
    "state",
    "supreme",
    "union",
    "united",
    "university",
    "world",
];

/// States that stand before the names of their bodies.
const STATES: &[&str] = &[
    "us",
    "uk",
    "american",
    "australian",
    "british",
    "canadian",
    "chinese",
    "french",
    "german",
    "indian",
    "irish",
    "israeli",
    "italian",
    "japanese",
    "russian",
    "spanish",
];

const SHORTENED: &[(&str, &str)] = &[
    ("united states of america", "us"),
    ("united states", "us"),
    ("usa", "us"),
    ("united kingdom", "uk"),
    ("united nations", "un"),
    ("european union", "eu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: EntityKind = EntityKind::Organization;

    fn short_of(alias: &str, long: &str) -> Option<(Short, String)> {
        short(alias, &words(long, BODY), BODY).map(|(how, words)| (how, words.join(" ")))
    }

    #[test]
    fn names_without_their_forms() {
        for (printed, compared) in [
            ("The Fenland Party", "fenland"),
            ("Fenham Boats Co.", "fenham boats"),
            ("Fenham N.V.", "fenham"),
            ("The Company", "company"),
            ("Union of Bargemen", "union of bargemen"),
            ("Fenland Football Union", "fenland football union"),
            ("United River Workers union", "united river workers"),
            ("U.S. Navy", "us navy"),
            ("United States Navy", "us navy"),
        ] {
            assert_eq!(words(printed, BODY).join(" "), compared, "{printed}");
        }
        assert_eq!(words("Kell Spa", EntityKind::Place), ["kell", "spa"]);
    }

    #[test]
    fn short_names() {
        assert_eq!(short_of("N.E.C.", "National Executive Committee"), Some((Short::Acronym, "nec".into())));
        assert_eq!(short_of("DRA", "Dray Airlines"), Some((Short::Acronym, "dra".into())));
        assert_eq!(short_of("ÖVR", "Östliche Vereinigte Reeder"), Some((Short::Acronym, "ovr".into())));
        assert_eq!(short_of("Fenham", "Fenham Boats Inc."), Some((Short::Part, "fenham".into())));
        assert_eq!(short_of("FBC", "FBC News"), Some((Short::Part, "fbc".into())));
        assert_eq!(short_of("the Navy", "United States Navy"), Some((Short::Part, "navy".into())));
        for (alias, long) in [
            ("Fenham", "Fenham"),
            ("NEC", "Council of Kell"),
            ("Bank", "Bank of Kell"),
            ("Boats", "Fenham Boats"),
            ("10", "Ten"),
        ] {
            assert_eq!(short_of(alias, long), None, "{alias} / {long}");
        }
    }

    #[test]
    fn spelt_a_little_differently() {
        let alike = |a: &str, b: &str| are_alike(&words(a, BODY), &words(b, BODY));
        assert!(alike("Kell Defence Works", "Kell Defense Works"));
        assert!(alike("Fenham Motor Co", "Fenham Motors"));
        assert!(!alike("Bank of Marrow", "Bank of Harrow") && !alike("Local 12345", "Local 12346"));
        assert!(!alike("Kell FC", "Keli FC") && !alike("Kell Boats", "Kell Boats Club"));
    }
}
