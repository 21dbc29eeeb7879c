use onrecord_diagnostic::Severity;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "A04",
    name: "loaded-cue",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "A verb of saying that takes sides: claimed, admitted, insisted.",
    why: "It tells the reader what to think of what is said: that it is doubtful, that it was hidden, that nobody believes it.",
    bad: Example(
        "
Quill claimed that the wall would hold.
^^^^^ source
      ^^^^^^^ cue
              ^^^^^^^^^^^^^^^^^^^^^^^^ content
",
    ),
    good: Example(
        "
Quill said that the wall would hold.
^^^^^ source
      ^^^^ cue
           ^^^^^^^^^^^^^^^^^^^^^^^^ content
",
    ),
    sources: &[
        Source {
            fact: "The OUP reporting guide (Bender, verbs to avoid) lists verbs that take sides.",
            link: "https://learninglink.oup.com/",
        },
        Source {
            fact: "The Kent style guide warns against them.",
            link: "https://www.centreforjournalism.org/",
        },
    ],
    profile: "default",
    check,
};

/// Forms of the verbs, as they are printed.
const VERBS: &[&str] = &[
    "claimed",
    "claims",
    "claim",
    "admitted",
    "admits",
    "admit",
    "insisted",
    "insists",
    "insist",
    "conceded",
    "concedes",
    "boasted",
    "boasts",
    "confessed",
    "confesses",
    "alleged",
    "alleges",
    "maintained",
    "maintains",
    "ranted",
    "whined",
    "blasted",
    "slammed",
    "fumed",
    "raged",
];

fn check(context: &Context<'_>, findings: &mut Findings) {
    for attribution in context.attributions() {
        let Some(cue) = attribution.cue else { continue };
        let words: Vec<&str> = context.words(cue).collect();
        let Some(verb) = words.iter().find(|word| VERBS.contains(&word.to_lowercase().as_str())) else {
            continue;
        };

        findings.add(RULE.finding(cue, format!("“{verb}” takes sides")).help("“Said” takes none."));
    }
}
