use onrecord_document::Act;

/// What kind of act a cue reports: by the lemma of its words, then by what kind of source it has.
///
/// A lexicon and not a model, because the distinction is one of word meaning. A cue of no known word is speech,
/// as most are.
pub(crate) fn act_of(cue: &str, source: Option<&str>) -> Act {
    let cue = cue.to_lowercase();
    let source = source.map(str::to_lowercase).unwrap_or_default();
    let words: Vec<&str> = cue.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let has = |list: &[&str]| words.iter().any(|w| lemmas(w).iter().any(|l| list.contains(&l.as_str())));
    if words.is_empty() {
        return if is_text(&source) { Act::Writing } else { Act::Speech };
    }
    if has(WRITING) || (is_outlet(&source) && has(REPORTING)) {
        return Act::Writing;
    }
    if is_evidence(&source) && !has(THOUGHT) && !has(FEELING) {
        return Act::Evidence;
    }
    if is_text(&source) && has(&["say", "state", "read", "accord", "note"]) {
        return Act::Writing;
    }
    // What is plainly said is speech, whatever else the cue holds ("said he hoped").
    if has(SPEECH) {
        return Act::Speech;
    }
    for (act, list) in [
        (Act::Intention, INTENTION),
        (Act::Feeling, FEELING),
        (Act::Thought, THOUGHT),
        (Act::Perception, PERCEPTION),
        (Act::Evidence, EVIDENCE),
        (Act::Other, OTHER),
    ] {
        if has(list) {
            return act;
        }
    }
    Act::Speech
}

fn last_words(source: &str) -> impl Iterator<Item = &str> {
    source.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// Documents that show rather than say.
fn is_evidence(source: &str) -> bool {
    const NOUNS: &[&str] = &[
        "poll",
        "polls",
        "polling",
        "survey",
        "surveys",
        "study",
        "studies",
        "data",
        "figures",
        "statistics",
        "records",
        "record",
        "results",
        "result",
        "evidence",
        "analysis",
        "census",
        "research",
        "numbers",
        "filings",
        "average",
        "video",
        "footage",
        "documents",
        "emails",
        "tape",
        "recording",
        "transcript",
        "transcripts",
        "logs",
        "returns",
        "estimate",
        "estimates",
        "index",
        "tally",
        "findings",
        "photos",
        "images",
    ];
    last_words(source).any(|w| NOUNS.contains(&w))
}

/// Texts that somebody wrote.
fn is_text(source: &str) -> bool {
    const NOUNS: &[&str] = &[
        "report",
        "reports",
        "statement",
        "letter",
        "memo",
        "email",
        "tweet",
        "tweets",
        "article",
        "editorial",
        "book",
        "post",
        "website",
        "site",
        "ad",
        "release",
        "indictment",
        "complaint",
        "lawsuit",
        "document",
        "caption",
        "headline",
        "op",
        "column",
        "note",
        "petition",
        "affidavit",
        "filing",
        "brief",
        "blog",
        "paper",
        "story",
        "constitution",
        "bill",
        "order",
    ];
    last_words(source).any(|w| NOUNS.contains(&w))
}

fn is_outlet(source: &str) -> bool {
    const NOUNS: &[&str] = &[
        "times",
        "post",
        "journal",
        "reuters",
        "ap",
        "press",
        "politico",
        "bloomberg",
        "magazine",
        "newspaper",
        "herald",
        "guardian",
        "breitbart",
        "buzzfeed",
        "huffington",
        "daily",
        "tribune",
        "news",
        "gazette",
        "examiner",
        "globe",
        "telegraph",
        "mail",
        "outlet",
        "outlets",
        "media",
        "beast",
        "atlantic",
        "slate",
        "vox",
        "hill",
        "register",
        "sun",
        "independent",
        "wsj",
        "nyt",
        "wapo",
        "wikileaks",
    ];
    last_words(source).any(|w| NOUNS.contains(&w))
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

const SPEECH: &[&str] = &[
    "say",
    "tell",
    "ask",
    "add",
    "call",
    "argue",
    "announce",
    "declare",
    "respond",
    "reply",
    "explain",
    "claim",
    "insist",
    "warn",
    "urge",
    "accuse",
    "criticize",
    "criticise",
    "describe",
    "suggest",
    "speak",
    "talk",
    "state",
    "acknowledge",
    "admit",
    "deny",
    "denounce",
    "condemn",
    "praise",
    "promise",
    "vow",
    "pledge",
    "assert",
    "contend",
    "complain",
    "joke",
    "mention",
    "comment",
    "answer",
    "quote",
    "quip",
];

const WRITING: &[&str] = &[
    "write",
    "tweet",
    "retweet",
    "post",
    "publish",
    "blog",
    "email",
    "print",
    "editorialize",
    "text",
    "emailed",
    "headline",
    "title",
    "pen",
    "caption",
    "facebook",
    "twitter",
    "op",
];

const REPORTING: &[&str] =
    &["report", "say", "note", "describe", "call", "accord", "reveal", "cite", "state", "publish", "observe"];

const INTENTION: &[&str] = &[
    "plan",
    "want",
    "intend",
    "seek",
    "hope",
    "aim",
    "decide",
    "refuse",
    "decline",
    "expect to",
    "propose",
    "wish",
    "try",
    "willing",
    "unwilling",
    "eager",
    "ready",
    "prepare",
    "consider",
    "desire",
    "determine",
    "goal",
    "resolve",
    "opt",
    "choose",
    "contemplate",
    "mull",
    "attempt",
    "poised",
    "looking",
    "intention",
    "reluctant",
    "prefer",
    "need",
    "threaten",
];

const FEELING: &[&str] = &[
    "feel",
    "fear",
    "worry",
    "love",
    "hate",
    "like",
    "dislike",
    "enjoy",
    "regret",
    "angry",
    "upset",
    "concern",
    "concerned",
    "proud",
    "glad",
    "happy",
    "unhappy",
    "nervous",
    "frustrate",
    "alarm",
    "outrage",
    "thrill",
    "excite",
    "disappoint",
    "surprise",
    "shock",
    "afraid",
    "scared",
    "wary",
    "sorry",
    "thrilled",
    "anger",
    "resent",
    "anxious",
    "startle",
    "furious",
    "embarrass",
    "grateful",
    "dread",
    "hopeful",
    "admire",
    "favor",
    "favour",
    "sympathize",
    "revere",
];

const THOUGHT: &[&str] = &[
    "think",
    "believe",
    "know",
    "expect",
    "understand",
    "realize",
    "realise",
    "recognize",
    "recognise",
    "assume",
    "suspect",
    "doubt",
    "wonder",
    "remember",
    "forget",
    "consider",
    "view",
    "regard",
    "see",
    "agree",
    "disagree",
    "convince",
    "sure",
    "certain",
    "confident",
    "skeptical",
    "sceptical",
    "imagine",
    "conclude",
    "anticipate",
    "guess",
    "idea",
    "opinion",
    "belief",
    "mind",
    "deem",
    "perceive",
    "judge",
    "interpret",
    "envision",
    "aware",
    "unaware",
    "oppose",
    "support",
    "foresee",
    "consensus",
    "calculate",
    "speculate",
    "decision",
    "feel that",
    "assumption",
    "optimistic",
    "pessimistic",
    "sentiment",
    "favorable",
    "question",
    "trust",
];

const PERCEPTION: &[&str] = &[
    "hear", "watch", "notice", "observe", "witness", "learn", "discover", "spot", "see", "listen", "overhear",
];

const EVIDENCE: &[&str] = &[
    "show",
    "find",
    "indicate",
    "prove",
    "demonstrate",
    "reveal",
    "reflect",
    "appear",
    "seem",
    "evidence",
    "suggest",
    "illustrate",
];

const OTHER: &[&str] = &[
    "vote", "back", "reject", "approve", "pass", "rule", "order", "sign", "ban", "allow", "require",
    "prohibit", "mandate", "nominate", "elect", "appoint", "hire", "fire", "sue", "file", "campaign",
    "fight", "push", "charge", "convict", "act",
];

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
        ] {
            assert_eq!(act_of(cue, source), act, "{cue} {source:?}");
        }
    }
}
