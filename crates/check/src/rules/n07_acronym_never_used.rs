use onrecord_diagnostic::Severity;

use crate::acronyms::acronyms;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "N07",
    name: "acronym-never-used",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "An acronym that is introduced in brackets and never used again.",
    why: "The reader learns it for nothing.",
    bad: Example(
        "
The Western Harbour Board (WHB) said no. It rained.
",
    ),
    good: Example(
        "
The Western Harbour Board (WHB) said no. The WHB left.
",
    ),
    sources: &[Source {
        fact: "The Guardian gives an abbreviation in brackets only if it is used again.",
        link: "https://www.theguardian.com/guardian-observer-style-guide-a",
    }],
    profile: "default",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (letters, acronym) in acronyms(context) {
        if let ([explained], [only]) = (acronym.explained.as_slice(), acronym.uses.as_slice())
            && explained.words.end < only.start
        {
            findings.add(
                RULE.finding(*only, format!("“{letters}” is introduced and never used"))
                    .help("Leave it out."),
            );
        }
    }
}
