use onrecord_diagnostic::{Applicability, Edit, Fix, Severity};
use onrecord_document::{Closing, Span};

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "Q03",
    name: "quotation-closed-too-early",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "A quotation that is closed at the end of a paragraph though the same speaker goes on in the next.",
    why: "A closing mark tells the reader that the speaker is done, so that the next paragraph's words seem to be somebody else's.",
    bad: Example(
        "
Quill said: “The wall held all night.”
^^^^^ source
      ^^^^^ cue
            ^^^^^^^^^^^^^^^^^^^^^^^^^^ content
“It will hold tomorrow as well,” she said.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content
",
    ),
    good: Example(
        "
Quill said: “The wall held all night.
^^^^^ source
      ^^^^^ cue
            ^^^^^^^^^^^^^^^^^^^^^^^^^ content
“It will hold tomorrow as well.”
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content
",
    ),
    sources: &[Source {
        fact: "The Kansas editing guide closes a quotation over paragraphs only at its end.",
        link: "https://edit.dept.ku.edu/~edit/quotes",
    }],
    profile: "default",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let text = context.text;
    let outer: Vec<_> =
        context.outer_quotations().filter(|quotation| quotation.closing == Closing::Mark).collect();
    for pair in outer.windows(2) {
        let (first, second) = (pair[0], pair[1]);
        let between = &text[first.span.end..second.span.start];
        let next_paragraph = between.contains('\n') && between.trim().is_empty();
        let of_one = context
            .said_in(first.inner)
            .any(|attribution| attribution.content.iter().any(|part| part.overlaps(second.inner)));
        if next_paragraph && of_one {
            let mark = Span::new(first.inner.end, first.span.end);
            findings.add(
                RULE.finding(mark, "this quotation is closed, and its speaker goes on in the next paragraph")
                    .label("closed here")
                    .also(Span::new(second.span.start, second.inner.start), "goes on here")
                    .fix(Fix {
                        title: "Leave the quotation open".to_owned(),
                        edits: vec![Edit { span: mark, text: String::new() }],
                        applicability: Applicability::Unsafe,
                    }),
            );
        }
    }
}
