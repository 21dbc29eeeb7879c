use std::collections::BTreeMap;

use onrecord_people::names::fold;

use crate::Register;
use crate::listing::Pair;
use crate::union::Union;

/// Who is the same among entities of one kind that are no persons: those of one name, and of an acronym of it.
pub(crate) fn resolve(register: &Register, block: &[usize], union: &mut Union, uncertain: &mut Vec<Pair>) {
    let mut first: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    // What each acronym stands for, where an article explains it.
    let mut meanings: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &at in block {
        let appearance = &register.appearances[at].appearance;
        let words = telling(fold(&appearance.name));
        for alias in appearance.aliases.iter().filter_map(|alias| acronym(alias)) {
            if initials(&words).contains(&alias) {
                meanings.entry(alias).or_default().push(at);
            }
        }
        let first = *first.entry(words).or_insert(at);
        union.join(first, at);
    }
    for (acronym, meanings) in meanings {
        let Some(&short) = first.get(std::slice::from_ref(&acronym)) else { continue };
        let mut roots: Vec<usize> = meanings.iter().map(|&at| union.find(at)).collect();
        roots.sort_unstable();
        roots.dedup();
        match roots[..] {
            [only] => {
                union.join(only, short);
            }
            _ => uncertain.extend(roots.iter().map(|&root| Pair {
                a: root,
                b: short,
                why: "an acronym of several names",
            })),
        }
    }
}

/// A name without the words that say only what it is.
fn telling(mut words: Vec<String>) -> Vec<String> {
    while words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|last| FORMS.contains(&last.as_str())) {
        words.pop();
    }
    words
}

const FORMS: &[&str] = &[
    "party",
    "inc",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "plc",
    "llc",
    "ag",
    "gmbh",
    "sa",
    "nv",
];

/// A name of capital letters as it is compared, "NEC" and "N.E.C.".
fn acronym(name: &str) -> Option<String> {
    let letters: String = name.chars().filter(|c| c.is_alphabetic()).collect();
    let count = letters.chars().count();
    ((2..=8).contains(&count) && letters.chars().all(char::is_uppercase)).then(|| letters.to_lowercase())
}

/// The initials of all words, and of those that aren't "of", "the", "and", "for".
fn initials(words: &[String]) -> [String; 2] {
    let of = |small: bool| {
        let words =
            words.iter().filter(|word| small || !["of", "the", "and", "for"].contains(&word.as_str()));
        words.filter_map(|word| word.chars().next()).collect()
    };
    [of(true), of(false)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_initials() {
        assert_eq!(acronym("N.E.C."), Some("nec".into()));
        assert_eq!((acronym("Nec"), acronym("A"), acronym("10")), (None, None, None));
        assert_eq!(initials(&fold("Board of Trade")), ["bot", "bt"]);
        assert_eq!(telling(fold("The Fenland Party")), ["fenland"]);
        assert_eq!(telling(fold("The Company")), ["company"]);
    }
}
