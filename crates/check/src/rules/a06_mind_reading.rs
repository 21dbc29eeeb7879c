use onrecord_diagnostic::Severity;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "A06",
    name: "mind-reading",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "What somebody thinks or feels, told as if the reporter could see it: hopes, feels, believes.",
    why: "A reporter knows what people say and not what they feel.",
    bad: Example(
        "
Quill hopes that the wall will hold.
^^^^^ source
      ^^^^^ cue
            ^^^^^^^^^^^^^^^^^^^^^^^ content
",
    ),
    good: Example(
        "
Quill said she hoped that the wall would hold.
^^^^^ source
      ^^^^ cue
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content
",
    ),
    sources: &[Source {
        fact: "The OUP reporting guide (Bender, verbs to avoid) has what people say and not what they feel.",
        link: "https://learninglink.oup.com/",
    }],
    profile: "default",
    check,
};

/// Forms of the verbs, as they are printed.
const VERBS: &[&str] = &[
    "hopes", "hoped", "feels", "felt", "believes", "believed", "thinks", "thought", "wants", "wanted",
    "fears", "feared", "worries", "worried",
];

fn check(context: &Context<'_>, findings: &mut Findings) {
    for attribution in context.attributions() {
        let Some(cue) = attribution.cue else { continue };
        let words: Vec<&str> = context.words(cue).collect();
        let Some(verb) = words.iter().find(|word| VERBS.contains(&word.to_lowercase().as_str())) else {
            continue;
        };
        if attribution.kind != onrecord_document::Kind::Indirect {
            continue;
        }
        findings.add(
            RULE.finding(cue, format!("a reporter can't see that somebody “{verb}”"))
                .help("Report what was said of it."),
        );
    }
}
