use onrecord_diagnostic::Severity;

use crate::acronyms::acronyms;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "N06",
    name: "acronym-explained-twice",
    severity: Severity::Suggestion,
    on_by_default: true,
    since: "0.2.0",
    what: "An acronym that is explained a second time.",
    why: "It is what moving paragraphs leaves behind, and the reader wonders whether it is another body.",
    bad: Example(
        "
The Western Harbour Board (WHB) said no.
Lee wrote to the Western Harbour Board (WHB) again.
",
    ),
    good: Example(
        "
The Western Harbour Board (WHB) said no.
Lee wrote to the WHB again.
",
    ),
    sources: &[Source {
        fact: "The Guardian gives the name in full first, and the abbreviation after that.",
        link: "https://www.theguardian.com/guardian-observer-style-guide-a",
    }],
    profile: "default",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (letters, acronym) in acronyms(context) {
        if let [first, second, ..] = acronym.explained.as_slice() {
            findings.add(
                RULE.finding(
                    second.words.cover(second.acronym),
                    format!("“{letters}” is explained a second time"),
                )
                .label("again here")
                .also(first.words.cover(first.acronym), "explained here")
                .help(format!("Write “{letters}” alone.")),
            );
        }
    }
}
