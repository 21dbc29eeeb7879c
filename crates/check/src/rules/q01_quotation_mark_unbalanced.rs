use onrecord_document::Closing;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};
use crate::Severity;

pub(super) const RULE: Rule = Rule {
    code: "Q01",
    name: "quotation-mark-unbalanced",
    severity: Severity::Error,
    on_by_default: true,
    since: "0.2.0",
    what: "An opening quotation mark that nothing closes, or a closing mark that nothing opened.",
    why: "A reader can't tell where the speaker's words end and the reporter's begin, and takes one for the other. Apostrophes, feet and \
          inches are left alone, and so is a quotation that the next paragraph reopens.",
    bad: Example("\n“It will hold, Marta Quill said.\n"),
    good: Example("\n“It will hold,” Marta Quill said.\n"),
    sources: &[Source {
        fact: "The Kansas editing guide closes every quotation, and over paragraphs reopens each one and closes only the last.",
        link: "https://edit.dept.ku.edu/~edit/quotes.html",
    }],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for quotation in &context.segmentation().quotations {
        if quotation.closing == Closing::Paragraph {
            let mark = onrecord_document::Span::new(quotation.span.start, quotation.inner.start);
            findings.add(RULE.finding(mark, "this quotation is never closed").label("opened here"));
        }
    }
}
