//! Words that say nearly the same, and words that an alteration of another kind keeps clear of.

/// Each may stand for the other in most sentences.
const PAIRS: &[(&str, &str)] = &[
    ("big", "large"),
    ("huge", "enormous"),
    ("want", "need"),
    ("think", "believe"),
    ("believe", "think"),
    ("people", "folks"),
    ("also", "too"),
    ("very", "extremely"),
    ("really", "truly"),
    ("important", "significant"),
    ("begin", "start"),
    ("start", "begin"),
    ("should", "must"),
    ("must", "should"),
    ("will", "would"),
    ("would", "will"),
    ("can", "could"),
    ("could", "can"),
    ("many", "several"),
    ("country", "nation"),
    ("nation", "country"),
    ("government", "administration"),
    ("clear", "plain"),
    ("great", "good"),
    ("good", "great"),
    ("bad", "terrible"),
    ("terrible", "awful"),
    ("right", "proper"),
    ("every", "each"),
    ("during", "throughout"),
    ("until", "till"),
    ("because", "since"),
    ("about", "around"),
    ("children", "kids"),
    ("kids", "children"),
    ("work", "labor"),
    ("help", "assist"),
    ("keep", "maintain"),
    ("problem", "issue"),
    ("issue", "problem"),
    ("make", "create"),
    ("show", "demonstrate"),
    ("this", "that"),
    ("that", "this"),
    ("these", "those"),
    ("those", "these"),
    ("there", "here"),
    ("here", "there"),
];

/// Another word in the place of `word` (in small letters).
pub(super) fn other_word(word: &str) -> Option<&'static str> {
    PAIRS.iter().find(|(a, _)| *a == word).map(|(_, b)| *b)
}

const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty",
    "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million",
    "billion", "trillion",
];

/// Another number word in the place of `word` (in small letters).
pub(super) fn other_number(word: &str) -> Option<&'static str> {
    let at = NUMBERS.iter().position(|number| *number == word)?;
    NUMBERS.get(at + 1).or_else(|| NUMBERS.get(at - 1)).copied()
}

/// Whether a change of this word (in small letters) could be more than a change of words: it counts, or says no.
pub(super) fn is_weighty(word: &str) -> bool {
    const MORE: &[&str] = &[
        "half",
        "twice",
        "double",
        "dozen",
        "dozens",
        "quarter",
        "hundreds",
        "thousands",
        "millions",
        "billions",
        "once",
        "first",
        "second",
        "third",
        "zero",
        "one",
        "not",
        "no",
        "never",
        "none",
        "nobody",
        "nothing",
        "nor",
        "neither",
        "nowhere",
        "without",
        "cannot",
        "hardly",
        "barely",
        "scarcely",
        "less",
        "more",
        "few",
        "against",
    ];
    let word = word.replace('’', "'");
    word.contains(|c: char| c.is_ascii_digit())
        || word.ends_with("n't")
        || NUMBERS.contains(&word.as_str())
        || MORE.contains(&word.as_str())
        || word.split('-').any(|part| NUMBERS.contains(&part))
        || ["un", "in", "im", "il", "ir", "dis", "non", "mis"]
            .iter()
            .any(|syllable| word.starts_with(syllable))
}
