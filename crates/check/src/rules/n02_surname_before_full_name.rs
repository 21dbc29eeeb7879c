use onrecord_diagnostic::Severity;

use crate::lexicon::{is_forename, is_word};

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "N02",
    name: "surname-before-full-name",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "Somebody called by surname alone before their full name is given.",
    why: "The reader meets a stranger. It happens when paragraphs change places. A surname with a title (President, Mr) is left alone.",
    bad: Example(
        "
Ferris said no.
The mayor, Marta Ferris, had the wall built.
",
    ),
    good: Example(
        "
The mayor, Marta Ferris, had the wall built.
Ferris said no.
",
    ),
    sources: &[Source {
        fact: "AP has the full name at the first mention and the surname after it (via writingexplained.org).",
        link: "https://writingexplained.org/ap-style/ap-style-names",
    }],
    profile: "default",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let names = context.names();
    let text = context.text;
    for (word, uses) in &names.words {
        let full = uses
            .iter()
            .map(|place| &names.names[place.name])
            .find(|name| name.full_name(text).is_some_and(|(_, last)| last == word));
        let Some(full) = full else { continue };
        let Some(first) = uses.first().map(|place| &names.names[place.name]) else { continue };
        let alone = first.words.len() == 1 && !first.titled && first.like_person;
        if alone && first.span.end < full.span.start && !is_forename(word) && !is_word(word) {
            findings.add(
                RULE.finding(
                    first.span,
                    format!("“{word}” is called by surname before the full name is given"),
                )
                .label("first mention")
                .also(full.span, "the full name comes here")
                .help("Give the full name first."),
            );
        }
    }
}
