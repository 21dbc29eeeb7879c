use onrecord_diagnostic::{Applicability, Edit, Fix, Severity};
use onrecord_document::Span;

use crate::marks::{OddKind, odd};

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "Q02",
    name: "quotation-not-reopened",
    severity: Severity::Warning,
    on_by_default: true,
    since: "0.2.0",
    what: "A quotation over several paragraphs that isn't opened again in one of them.",
    why: "Without a mark at its start a paragraph reads as the reporter's own words.",
    bad: Example(
        "
Quill said: “The wall held all night.
It will hold tomorrow.”
",
    ),
    good: Example(
        "
Quill said: “The wall held all night.
“It will hold tomorrow.”
",
    ),
    sources: &[Source {
        fact: "The VCU guide opens each paragraph of a quotation and closes the last.",
        link: "https://arts.vcu.edu/editorialstyleguide/q/quotations",
    }],
    profile: "default",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for odd in odd(context) {
        let OddKind::NotReopened { end } = odd.kind else { continue };
        let mark = odd.mark.of(context.text);
        let start = context.paragraph(end.start).start;
        let first = context.tokens(Span::new(start, end.start)).first().map_or(end, |token| token.span);
        findings.add(
            RULE.finding(first, "this paragraph goes on with a quotation that it doesn't reopen")
                .label("no mark before it")
                .also(odd.mark, "opens here")
                .also(end, "closes here")
                .fix(Fix {
                    title: "Reopen the quotation".to_owned(),
                    edits: vec![Edit { span: Span::new(start, start), text: mark.to_owned() }],
                    applicability: Applicability::Unsafe,
                }),
        );
    }
}
