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

fn check(context: &Context<'_>, findings: &mut Findings) {
    for attribution in context.attributions() {
        let Some(source) = attribution.source else { continue };
        let words: Vec<String> = context.words(source).map(str::to_lowercase).collect();
        let bare = words.iter().all(|word| BARE.contains(&word.as_str()));
        let names_source = words.iter().any(|word| HEADS.contains(&word.as_str()));
        let sentence = context.sentence(source.start).of(context.text).to_lowercase();
        let described_after = context.text[source.end..].trim_start_matches(',').trim_start();
        let described = [
            "in ",
            "at ",
            "from ",
            "with ",
            "close ",
            "familiar ",
            "who ",
            "near ",
            "inside ",
            "within ",
            "briefed",
            "told of",
        ];
        let goes_on = described.iter().any(|word| described_after.starts_with(word));
        let reason =
            ["anonym", "not be named", "not to be named", "not authori", "allowed to speak", "condition"];
        if bare && names_source && !goes_on && !reason.iter().any(|word| sentence.contains(word)) {
            let message =
                format!("nothing is said of who “{}” is, nor why they aren't named", source.of(context.text));
            findings.add(
                RULE.finding(source, message)
                    .help("Say how they know and why they aren't named, as closely as they allow."),
            );
        }
    }
}

const HEADS: &[&str] = &["source", "sources", "insider", "insiders"];
/// Words that describe nobody. "The source" is one who was described before.
const BARE: &[&str] = &[
    "a",
    "an",
    "one",
    "some",
    "several",
    "two",
    "three",
    "many",
    "other",
    "another",
    "source",
    "sources",
    "insider",
    "insiders",
    "anonymous",
    "unnamed",
];
