use onrecord_diagnostic::Severity;
use onrecord_document::Span;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "N03",
    name: "surname-shared",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "A surname alone, where two people of the article bear it.",
    why: "The reader can't tell which of them is meant.",
    bad: Example(
        "
Marta Quill met her brother Bo Ferris and Tom Quill. Later Quill said no.
",
    ),
    good: Example(
        "
Marta Quill met her brother Bo Ferris and Tom Quill. Later Tom Quill said no.
",
    ),
    sources: &[Source {
        fact: "AP gives full names where two people share a surname (via writingexplained.org).",
        link: "https://writingexplained.org/ap-style/ap-style-names",
    }],
    profile: "default",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let names = context.names();
    let text = context.text;
    for (word, uses) in &names.words {
        // (forename, where it stands)
        let mut bearers: Vec<(&str, Span)> = Vec::new();
        for place in uses {
            let name = &names.names[place.name];
            if let Some((forename, last)) = name.full_name(text)
                && last == word
                && !bearers.iter().any(|(known, _)| *known == forename)
            {
                bearers.push((forename, name.span));
            }
        }
        let [(_, a), (_, b), ..] = bearers.as_slice() else { continue };
        let both = a.end.max(b.end);
        let alone = uses
            .iter()
            .map(|place| &names.names[place.name])
            .find(|name| name.words.len() == 1 && !name.titled && name.like_person && name.span.start > both);
        if let Some(alone) = alone {
            findings.add(
                RULE.finding(alone.span, format!("which “{word}” is meant can't be told"))
                    .label("surname alone")
                    .also(*a, "one of them")
                    .also(*b, "the other")
                    .help("Give the forename as well."),
            );
        }
    }
}
