use onrecord_diagnostic::Severity;
use onrecord_document::{Closing, Span};

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "Q07",
    name: "ellipsis-at-edge",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "An ellipsis at the start or the end of a quotation.",
    why: "Every quotation leaves out what was said before and after it; there is no need to say so.",
    bad: Example(
        "
“…The wall will hold,” Quill said.
",
    ),
    good: Example(
        "
“The wall … will hold,” Quill said.
",
    ),
    sources: &[Source {
        fact: "The VCU guide, which follows AP, has no ellipsis at the start or end of a quotation.",
        link: "https://arts.vcu.edu/editorialstyleguide/q/quotations",
    }],
    profile: "ap",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for quotation in context.outer_quotations().filter(|quotation| quotation.closing == Closing::Mark) {
        let inner = quotation.inner.trim(context.text);
        let words = inner.of(context.text);
        for (found, span) in ["…", "...", ". . ."].into_iter().flat_map(|ellipsis| {
            let start = words
                .starts_with(ellipsis)
                .then(|| ("start", Span::new(inner.start, inner.start + ellipsis.len())));
            let end =
                words.ends_with(ellipsis).then(|| ("end", Span::new(inner.end - ellipsis.len(), inner.end)));
            [start, end].into_iter().flatten()
        }) {
            findings.add(
                RULE.finding(span, format!("this quotation has an ellipsis at its {found}"))
                    .help("Leave the ellipsis out."),
            );
        }
    }
}
