//! Words whose loss or change turns what is said into something else.

const NEGATIONS: &[&str] = &[
    "not", "no", "never", "none", "nobody", "nothing", "nor", "neither", "nowhere", "without", "cannot",
    "hardly", "barely", "scarcely", "isnt", "dont", "wont", "cant",
];

const NUMBER_WORDS: &[&str] = &[
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "half",
    "twice",
    "double",
    "dozen",
    "dozens",
    "quarter",
];

/// Whether it says no.
pub(crate) fn is_negation(form: &str) -> bool {
    NEGATIONS.contains(&form) || form.ends_with("n't")
}

/// Whether it is a number, in digits or in letters.
pub(crate) fn is_number(form: &str) -> bool {
    form.contains(|c: char| c.is_ascii_digit()) || NUMBER_WORDS.contains(&form)
}

/// Whether one word is the other with a syllable that denies it: able, unable; legal, illegal.
pub(crate) fn is_opposite(a: &str, b: &str) -> bool {
    let denies = |short: &str, long: &str| {
        short.len() > 3
            && ["un", "in", "im", "il", "ir", "dis", "non", "mis"]
                .iter()
                .any(|syllable| long.strip_prefix(syllable) == Some(short))
    };
    denies(a, b) || denies(b, a)
}

/// Whether it is a sound between words, which no reporter need write.
pub(crate) fn is_filler(form: &str) -> bool {
    matches!(form, "um" | "uh" | "er" | "erm" | "ah" | "eh" | "hmm" | "mm")
}
