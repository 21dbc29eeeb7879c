use std::collections::BTreeSet;
use std::sync::LazyLock;

use onrecord_document::Act;

/// What kind of act a cue reports: by the lemma of its words, by what kind of source it has, and by the medium that
/// stands in the words `around` it, those of its sentence that aren't said.
///
/// A lexicon (`acts.txt`) and not a model, because the distinction is one of word meaning. A cue of no known word is
/// speech, as most are.
pub(crate) fn act_of(cue: &str, source: Option<&str>, around: &str) -> Act {
    let cue = cue.to_lowercase();
    let source = source.map(str::to_lowercase).unwrap_or_default();
    let source = head(&source);
    let words: Vec<&str> = cue.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let has = |list: &str| words.iter().any(|word| lemmas(word).iter().any(|lemma| is_listed(list, lemma)));
    let is_text = is_listed("text-source", source) || is_listed("outlet-source", source);
    // "wrote", and what a paper or a memo says it says in writing.
    let by_text = words.first() != Some(&"according") && is_in_medium(around);
    if has("writing") || (is_text && (words.is_empty() || has("speech") || has("reporting"))) {
        return Act::Writing;
    }
    if is_listed("evidence-source", source) && !has("thought") && !has("feeling") {
        return Act::Evidence;
    }
    // What is plainly said is speech, whatever else the cue holds ("said he hoped"), unless it is said in a letter.
    if has("speech") {
        return if by_text { Act::Writing } else { Act::Speech };
    }
    const OTHERS: [Act; 6] =
        [Act::Intention, Act::Feeling, Act::Thought, Act::Perception, Act::Evidence, Act::Other];
    let default = if is_listed("text-source", source) || by_text { Act::Writing } else { Act::Speech };
    OTHERS.into_iter().find(|act| has(act.name())).unwrap_or(default)
}

/// Whether words tell of something written in which a thing is said: "in an email to reporters", "on Twitter".
fn is_in_medium(around: &str) -> bool {
    const NEAR: usize = 6;
    let around = around.to_lowercase();
    around.split([',', ';', '(', ')', '|']).any(|part| {
        let words: Vec<&str> = part.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        words.iter().enumerate().any(|(i, word)| {
            matches!(*word, "in" | "on" | "via" | "with" | "through" | "by")
                && words[i + 1..].iter().take(NEAR).any(|word| is_listed("medium", word))
        })
    })
}

/// (list, word), from lines `list: word word ...`.
static LEXICON: LazyLock<BTreeSet<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("acts.txt").lines().filter(|line| !line.starts_with('#'));
    let lists = lines.filter_map(|line| line.split_once(": "));
    lists.flat_map(|(list, words)| words.split(' ').map(move |word| (list, word))).collect()
});

fn is_listed(list: &str, word: &str) -> bool {
    LEXICON.contains(&(list, word))
}

/// The head of a noun phrase: the last word before a comma, a bracket, a preposition or a relative pronoun.
fn head(source: &str) -> &str {
    const AFTER_HEAD: &[&str] = &[
        "of", "for", "at", "in", "from", "on", "to", "by", "with", "who", "whose", "which", "that", "about",
        "released",
    ];
    let phrase = source.split([',', '(', '[', ';', ':']).next().unwrap_or("");
    let words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1);
    words.take_while(|w| !AFTER_HEAD.contains(w)).last().unwrap_or("")
}

/// The forms a word may be of: itself, and what it is without an inflectional ending.
fn lemmas(word: &str) -> Vec<String> {
    let irregular = match word {
        "said" => "say",
        "told" => "tell",
        "wrote" | "written" => "write",
        "spoke" | "spoken" => "speak",
        "thought" => "think",
        "knew" | "known" => "know",
        "felt" => "feel",
        "saw" | "seen" => "see",
        "heard" => "hear",
        "found" => "find",
        "meant" => "mean",
        "understood" => "understand",
        "forgot" | "forgotten" => "forget",
        "shown" => "show",
        "sought" => "seek",
        "swore" | "sworn" => "swear",
        "chose" | "chosen" => "choose",
        "held" => "hold",
        "laid" => "lay",
        "read" => "read",
        "learnt" => "learn",
        "foresaw" => "foresee",
        _ => "",
    };
    if !irregular.is_empty() {
        return vec![irregular.to_string()];
    }
    let mut out = vec![word.to_string()];
    for (ending, replacement) in [
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() >= 2) {
            out.push(format!("{stem}{replacement}"));
            let mut letters = stem.chars().rev();
            if ending.len() > 1 && letters.next() == letters.next() {
                out.push(stem[..stem.len() - 1].to_string()); // "planned"
            }
        }
    }
    out
}

/// Whether a cue says no more than that somebody goes on: "he added", "Lee continued".
pub(crate) fn goes_on(cue: &str) -> bool {
    const WORDS: &[&str] = &["add", "continue", "conclude", "note", "further", "also", "went"];
    cue.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|w| lemmas(w).iter().any(|l| WORDS.contains(&l.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_by_cue_and_source() {
        for (cue, source, act) in [
            ("said", Some("Mayor Ann Lee"), Act::Speech),
            ("told reporters", Some("she"), Act::Speech),
            ("wrote on Twitter", Some("He"), Act::Writing),
            ("believes", Some("the council"), Act::Thought),
            ("planned", Some("Lee"), Act::Intention),
            ("fears", Some("Lee"), Act::Feeling),
            ("according to", Some("a poll of 800 voters"), Act::Evidence),
            ("according to", Some("a spokesman"), Act::Speech),
            ("reported", Some("The Harbour Times"), Act::Writing),
            ("heard", Some("neighbours"), Act::Perception),
            (":", Some("LEE"), Act::Speech),
            ("said in an email", Some("the firm"), Act::Writing),
        ] {
            assert_eq!(act_of(cue, source, cue), act, "{cue} {source:?}");
        }
    }

    #[test]
    fn what_stands_around_a_cue_may_be_a_medium() {
        for (around, act) in [
            ("In an email to the paper, Lee said | on Monday", Act::Writing),
            ("Lee claimed victory in a tweet, saying: |", Act::Writing),
            ("Lee said | on Monday in Fenham, where letters are rare", Act::Speech),
            ("Lee said | of the article", Act::Speech),
        ] {
            assert_eq!(act_of("said", Some("Lee"), around), act, "{around}");
        }
    }
}
