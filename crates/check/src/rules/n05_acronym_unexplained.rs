use onrecord_diagnostic::Severity;

use crate::acronyms::acronyms;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "N05",
    name: "acronym-unexplained",
    severity: Severity::Warning,
    on_by_default: true,
    since: "0.2.0",
    what: "An acronym that is explained only after its first use, or only within somebody's words.",
    why: "A reader who doesn't know it stops at its first use. Those that every reader of news knows are left alone, and a house can name more.",
    bad: Example(
        "
Quill wrote to the WHB. It rained.
The Western Harbour Board (WHB) said no.
",
    ),
    good: Example(
        "
The Western Harbour Board (WHB) said no.
Quill wrote to the WHB.
",
    ),
    sources: &[Source {
        fact: "The Guardian gives the name in full first, and the abbreviation only where it is used again.",
        link: "https://www.theguardian.com/guardian-observer-style-guide-a",
    }],
    profile: "default",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (letters, acronym) in acronyms(context) {
        let (Some(first), Some(explained)) = (acronym.uses.first(), acronym.explained.first()) else {
            continue;
        };
        let spelt_out_before = acronym.in_full.iter().any(|words| words.end <= first.start);
        if spelt_out_before {
            continue;
        }
        let words = explained.words.of(context.text);
        if explained.acronym != *first {
            // "the Western Harbour Board, or WHB", a heading before the first sentence
            if context.paragraph(first.start) == context.paragraph(explained.words.start) {
                continue;
            }
            findings.add(
                RULE.finding(*first, format!("“{letters}” is used before it is explained"))
                    .label("used here")
                    .also(explained.words, "explained here")
                    .help(format!("Write “{words}” at the first use.")),
            );
            continue;
        }
        // The explanation is an editor's, in brackets within a quotation.
        let in_quotation = context
            .quotation_at(first.start)
            .is_some_and(|quotation| quotation.span.contains(explained.words));
        let in_brackets = context.text[..explained.words.start].ends_with('[');
        if let Some(again) = acronym.uses.get(1).filter(|_| in_quotation && in_brackets) {
            let finding = RULE
                .finding(*first, format!("“{letters}” is explained only within somebody's words"))
                .label("used here")
                .also(explained.words, "explained in brackets, which the speaker didn't say")
                .also(*again, "used again here");
            findings.add(finding.help(format!("Write “{words}” before the quotation.")));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::found;

    #[test]
    fn an_explanation_in_a_quotation_is_an_editors() {
        let text =
            "Lee said: “The WHB [Western Harbour Board] said no.” It did.\nLee said: “The WHB said no.”";
        assert_eq!(
            found("N05", text),
            ["WHB | Western Harbour Board | WHB: “WHB” is explained only within somebody's words"]
        );
        assert_eq!(
            found(
                "N05",
                "The Western Harbour Board met. “The WHB said no,” Lee said. The Western Harbour Board (WHB) left."
            ),
            [""; 0]
        );
    }
}
