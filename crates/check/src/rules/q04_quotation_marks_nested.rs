use onrecord_diagnostic::Severity;
use onrecord_document::{BlockKind, Quotation, Span};

use crate::marks::is_single;
use crate::speech::stands_alone;
use crate::style::Marks;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "Q04",
    name: "quotation-marks-nested",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "Quotation marks of the wrong kind for where they stand: single ones outside, or those of the outer quotation again inside it.",
    why: "The kind of mark tells who is quoted by whom. Headlines, where many houses have single marks, are left alone, and so are quotations set apart.",
    bad: Example(
        "
“He told me “no” twice,” Quill said, and Lee called it ‘a bad joke from a bad man’ later.
",
    ),
    good: Example(
        "
“He told me ‘no’ twice,” Quill said, and Lee called it “a bad joke from a bad man” later.
",
    ),
    sources: &[
        Source {
            fact: "The BBC has double marks outside and single ones inside, and single ones in headlines.",
            link: "https://www.bbc.co.uk/academy/en/articles/art20130702112133588",
        },
        Source {
            fact: "Reuters has double marks outside and single ones inside.",
            link: "https://handbook.reuters.com/index.php/Q",
        },
    ],
    profile: "default",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let text = context.text;
    let quotations = &context.segmentation().quotations;
    let kind = |quotation: &Quotation| is_single(&text[quotation.span.start..quotation.inner.start]);
    let outer = || context.outer_quotations();
    let single_outside = match context.style.quotation_marks {
        Marks::Double => false,
        Marks::Single => true,
        Marks::Consistent => outer().filter(|quotation| kind(quotation)).count() * 2 > outer().count(),
    };
    for quotation in quotations {
        let mark = Span::new(quotation.span.start, quotation.inner.start);
        let Some(parent) = quotation.parent else {
            if kind(quotation) != single_outside
                && !stands_alone(context, quotation.span)
                && !is_headline(context, mark)
            {
                let (wrong, right) = if single_outside { ("double", "single") } else { ("single", "double") };
                findings.add(
                    RULE.finding(mark, format!("this quotation has {wrong} marks, and stands in no other"))
                        .label(format!("{right} marks are for this")),
                );
            }
            continue;
        };
        if kind(quotation) == kind(&quotations[parent]) {
            let outer = Span::new(quotations[parent].span.start, quotations[parent].inner.start);
            findings.add(
                RULE.finding(mark, "this quotation has the marks of the one that it stands in")
                    .label("the same marks")
                    .also(outer, "the outer quotation"),
            );
        }
    }
}

fn is_headline(context: &Context<'_>, mark: Span) -> bool {
    let blocks = context.document.blocks.iter();
    blocks
        .filter(|block| matches!(block.kind, BlockKind::Headline | BlockKind::Caption))
        .any(|block| block.span.contains(mark))
        || (context.paragraph(mark.start).start == 0
            && !context.paragraph(0).of(context.text).ends_with(['.', '”', '"', '?', '!']))
}
