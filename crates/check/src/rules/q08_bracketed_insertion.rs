use onrecord_diagnostic::Severity;
use onrecord_document::Span;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "Q08",
    name: "bracketed-insertion",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "Words in square brackets within a quotation.",
    why: "The reader wonders what was really said. A quotation that needs a name put in reads better as a paraphrase, or with the name before it. [sic] is left alone.",
    bad: Example(
        "
“[Marta Quill] built the wall in a year,” Lee said.
",
    ),
    good: Example(
        "
Of Marta Quill, Lee said: “She built the wall in a year.”
",
    ),
    sources: &[Source {
        fact: "The Kansas editing guide asks for no bracketed insertions, above all of a name for a pronoun.",
        link: "https://edit.dept.ku.edu/~edit/quotes",
    }],
    profile: "default",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for quotation in context.outer_quotations() {
        let inner = quotation.inner.of(context.text);
        for (at, _) in inner.match_indices('[') {
            let Some(length) = inner[at..].find(']') else { continue };
            let inside = &inner[at + 1..at + length];
            let is_words = inside.chars().any(char::is_alphabetic) && !inside.contains('[');
            // A capital for a small letter is no word put in.
            if is_words && !inside.eq_ignore_ascii_case("sic") && inside.chars().count() > 1 {
                let span = Span::new(quotation.inner.start + at, quotation.inner.start + at + length + 1);
                findings.add(
                    RULE.finding(span, format!("“{inside}” is put into the speaker's words"))
                        .help("Paraphrase, or name it before the quotation."),
                );
            }
        }
    }
}
