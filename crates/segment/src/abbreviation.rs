//! Abbreviations that end with a full stop, and whether a sentence may end with them.

/// What a word's full stop means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// More must follow: "Mr.", "Sen.", "e.g."
    Leads,
    /// More may follow, or a sentence may end: "Inc.", "U.S.", "p.m."
    MayEnd,
    /// One letter: an initial.
    Initial,
    /// Only before a number: "No. 10"
    Numbered,
    /// Only after a comma, as states and companies' forms are printed: "Springfield, Ill."
    AfterComma,
}

/// What the word is with a full stop after it; `None` if the full stop ends a sentence.
///
/// The word comes without its last full stop.
pub(crate) fn find(word: &str) -> Option<Abbreviation> {
    if word.len() > LONGEST {
        return None;
    }
    // Initials and "U.S", "a.m", "e.g": single letters between full stops.
    let is_letter = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    if word.split('.').all(is_letter) {
        return match word {
            "e.g" | "i.e" | "v" => Some(Abbreviation::Leads),
            "p" => Some(Abbreviation::Numbered),
            _ if word.contains('.') => Some(Abbreviation::MayEnd),
            _ => word.chars().all(char::is_uppercase).then_some(Abbreviation::Initial),
        };
    }
    let listed = |list: &[&str]| list.binary_search(&word).is_ok();
    if listed(LEADS) {
        Some(Abbreviation::Leads)
    } else if listed(MAY_END) {
        Some(Abbreviation::MayEnd)
    } else if listed(NUMBERED) {
        Some(Abbreviation::Numbered)
    } else if listed(AFTER_COMMA) {
        Some(Abbreviation::AfterComma)
    } else {
        None
    }
}

/// Whether a word with a capital, after an abbreviation that may end a sentence, begins a new one: it is
/// rarely part of a name.
pub(crate) fn starts_sentence(word: &str) -> bool {
    STARTERS.binary_search(&word).is_ok()
}

/// The length of the longest abbreviation, in bytes.
const LONGEST: usize = 16;

// All lists are sorted, for binary search; a test sees to it.

const LEADS: &[&str] = &[
    "Adm", "Asst", "Atty", "Brig", "Capt", "Cdr", "Cmdr", "Col", "Cpl", "Cpt", "Det", "Dr", "Drs", "Fr",
    "Ft", "Gen", "Gens", "Gov", "Govs", "Hon", "Insp", "Lt", "Maj", "Messrs", "Mlle", "Mme", "Mr", "Mrs",
    "Ms", "Mt", "Mx", "Pres", "Prof", "Profs", "Pvt", "Rep", "Reps", "Rev", "Sen", "Sens", "Sgt", "St",
    "Ste", "Supt", "approx", "cf", "vs",
];

const MAY_END: &[&str] = &[
    "Apr", "Assn", "Aug", "Ave", "Blvd", "Bros", "Co", "Corp", "Cos", "Dec", "Dept", "Est", "Feb", "Inc",
    "Jan", "Jr", "Jul", "Jun", "LLC", "Ltd", "Mar", "Nov", "Oct", "Ph.D", "PhD", "Rd", "Sept", "Sr", "Univ",
    "al", "etc",
];

const NUMBERED: &[&str] = &["Art", "Ch", "Fig", "No", "Nos", "Sec", "Vol", "pp"];

const AFTER_COMMA: &[&str] = &[
    "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La",
    "Mass", "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ont", "Ore", "Pa", "Que",
    "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo",
];

const STARTERS: &[&str] = &[
    "A",
    "About",
    "According",
    "After",
    "All",
    "Also",
    "Although",
    "Among",
    "An",
    "And",
    "Any",
    "As",
    "Asked",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "During",
    "Each",
    "Earlier",
    "Even",
    "Every",
    "Few",
    "For",
    "From",
    "Has",
    "Have",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "Is",
    "It",
    "Its",
    "Just",
    "Last",
    "Later",
    "Let",
    "Many",
    "Maybe",
    "Meanwhile",
    "More",
    "Most",
    "My",
    "Neither",
    "No",
    "Nobody",
    "Nor",
    "Not",
    "Nothing",
    "Now",
    "Of",
    "On",
    "Once",
    "Only",
    "Or",
    "Our",
    "Perhaps",
    "Several",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Through",
    "Thus",
    "To",
    "Under",
    "Unlike",
    "Until",
    "We",
    "Were",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Why",
    "Will",
    "With",
    "Without",
    "Yet",
    "You",
    "Your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_short() {
        for list in [LEADS, MAY_END, NUMBERED, AFTER_COMMA, STARTERS] {
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
            assert!(list.iter().all(|word| word.len() <= LONGEST));
        }
    }

    #[test]
    fn words_and_what_their_full_stop_means() {
        assert_eq!(find("Mr"), Some(Abbreviation::Leads));
        assert_eq!(find("U.S"), Some(Abbreviation::MayEnd));
        assert_eq!(find("J"), Some(Abbreviation::Initial));
        assert_eq!(find("No"), Some(Abbreviation::Numbered));
        assert_eq!(find("Ill"), Some(Abbreviation::AfterComma));
        assert_eq!(find("ill"), None);
        assert_eq!(find("x"), None);
        assert_eq!(find("end"), None);
    }
}
