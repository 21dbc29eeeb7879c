use onrecord_diagnostic::Severity;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "A07",
    name: "anonymous-source",
    severity: Severity::Warning,
    on_by_default: true,
    since: "0.2.0",
    what: "A source with no name, no description, and no reason given for having neither.",
    why: "A reader can't weigh what “a source” says without knowing how they know it and why they aren't named.",
    bad: Example(
        "
A source said that the wall would fall.
^^^^^^^^ source
         ^^^^ cue
              ^^^^^^^^^^^^^^^^^^^^^^^^ content
",
    ),
    good: Example(
        "
A source in the harbour office, who was not allowed to speak in public, said that the wall would fall.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ source
                                                                        ^^^^ cue
                                                                             ^^^^^^^^^^^^^^^^^^^^^^^^ content
",
    ),
    sources: &[
        Source {
            fact: "AP has an anonymous source described as fully as can be, with the reason for it (2004).",
            link: "https://anonymoussources.org/?p=37",
        },
        Source {
            fact: "The Guardian asks for the same.",
            link: "https://www.theguardian.com/commentisfree/2014/sep/07",
        },
    ],
    profile: "default",
    check,
};

/// One finding an article, at the first of them: where sources are described at any place, or a reason is given, the others are theirs.
fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut bare = None;
    for attribution in context.attributions() {
        let Some(source) = attribution.source else { continue };
        let words: Vec<String> = context.words(source).map(str::to_lowercase).collect();
        if !words.iter().any(|word| HEADS.contains(&word.as_str())) {
            continue;
        }
        if !words.iter().all(|word| BARE.contains(&word.as_str())) {
            return;
        }
        if !told_another(context, source.end)
            && !is_in_capitals(context.sentence(source.start).of(context.text))
        {
            bare = bare.or(Some(source));
        }
    }
    let Some(source) = bare.filter(|_| !is_explained(context)) else { return };
    let message =
        format!("nothing is said of who “{}” is, nor why they aren't named", source.of(context.text));
    findings.add(
        RULE.finding(source, message)
            .help("Say how they know and why they aren't named, as closely as they allow."),
    );
}

/// "Sources told The Fenham Echo": the paper answers for them.
fn told_another(context: &Context<'_>, source_end: usize) -> bool {
    let after = context.after(source_end).trim_start();
    ["told ", "tell ", "tells "].iter().filter_map(|cue| after.strip_prefix(cue)).any(|listener| {
        let listener = listener.trim_start_matches("the ");
        listener.starts_with(char::is_uppercase)
            || ["outlet", "paper", "newspaper"].iter().any(|it| listener.starts_with(it))
    })
}

/// A heading, which has no room to describe anybody.
fn is_in_capitals(sentence: &str) -> bool {
    !sentence.contains(char::is_lowercase)
}

/// Whether the article says of any source how they know, or why they aren't named.
fn is_explained(context: &Context<'_>) -> bool {
    let tokens = &context.segmentation().tokens;
    let words: Vec<&str> = (tokens.iter().map(|token| token.span.of(context.text)))
        .filter(|word| word.starts_with(char::is_alphanumeric))
        .collect();
    let is = |list: &[&str], word: &str| list.contains(&word.to_lowercase().as_str());
    words.iter().enumerate().any(|(at, word)| {
        let described = || words.get(at + 1).is_some_and(|next| is(DESCRIBES, next));
        let of_a_kind = || at > 0 && is(KINDS, words[at - 1]);
        // "people familiar with the matter" may be the same as "a source" further down.
        is(REASONS, word)
            || (is(HEADS, word) && (described() || of_a_kind()))
            || is(&["familiar", "briefed"], word)
    })
}

const HEADS: &[&str] = &["source", "sources"];
/// Words that describe nobody. "The source" is one who was described before.
const BARE: &[&str] =
    &["a", "an", "one", "some", "several", "two", "three", "many", "other", "another", "source", "sources"];
/// Words after "sources" that begin a description.
const DESCRIBES: &[&str] = &[
    "in", "at", "from", "with", "within", "inside", "close", "near", "familiar", "briefed", "who", "whose",
    "involved", "speaking", "directly", "privy",
];
/// Words before "sources" that say where they are.
const KINDS: &[&str] = &[
    "administration",
    "agency",
    "army",
    "business",
    "campaign",
    "city",
    "company",
    "congressional",
    "council",
    "court",
    "defence",
    "defense",
    "diplomatic",
    "democratic",
    "enforcement",
    "federal",
    "government",
    "house",
    "industry",
    "intelligence",
    "justice",
    "military",
    "ministry",
    "official",
    "palace",
    "party",
    "pentagon",
    "police",
    "political",
    "republican",
    "security",
    "senate",
    "senior",
    "state",
    "union",
];
/// Words that give the reason.
const REASONS: &[&str] = &["anonymity", "anonymously", "unauthorised", "unauthorized"];

#[cfg(test)]
mod tests {
    use crate::testing::found;

    const SAID: &str = "A source said that the wall would fall.
^^^^^^^^ source
         ^^^^ cue
              ^^^^^^^^^^^^^^^^^^^^^^^^ content
";

    #[test]
    fn sources_described_at_any_place_are_described() {
        let at_once = |before: &str| found("A07", &format!("{before}\n{SAID}"));
        assert_eq!(at_once("The boats went out.").len(), 1);
        for before in [
            "Two sources in the harbour office met on Friday.",
            "Harbour police sources met on Friday.",
            "Quill asked for anonymity.",
            "People familiar with the plans met on Friday.",
        ] {
            assert_eq!(at_once(before), [""; 0], "{before}");
        }
    }

    #[test]
    fn a_paper_answers_for_those_who_told_it() {
        let text = "A source told The Fenham Echo that the wall would fall.
^^^^^^^^ source
         ^^^^ cue
                              ^^^^^^^^^^^^^^^^^^^^^^^^ content
";
        assert_eq!(found("A07", text), [""; 0]);
    }
}
