use onrecord_diagnostic::{Applicability, Edit, Fix, Severity};
use onrecord_document::{Closing, Kind, Span};

use crate::style::Punctuation;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "Q09",
    name: "punctuation-beside-mark",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "A comma or full stop on the wrong side of a closing quotation mark, for houses that ask for one side.",
    why: "American print has commas and stops inside; British print has them inside only where they belong to the words quoted. Without a house style nothing is found.",
    bad: Example(
        "
Quill called it “a good wall”, and left.
",
    ),
    good: Example(
        "
Quill called it “a good wall,” and left.
",
    ),
    sources: &[Source {
        fact: "AP has commas and full stops inside the marks (via writingexplained.org).",
        link: "https://writingexplained.org/ap-style/ap-style-quotes",
    }],
    profile: "ap",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let text = context.text;
    for quotation in context.outer_quotations().filter(|quotation| quotation.closing == Closing::Mark) {
        let mark = Span::new(quotation.inner.end, quotation.span.end);
        let after = text[mark.end..].chars().next().filter(|c| matches!(c, ',' | '.'));
        let inside = text[..mark.start].chars().next_back();
        match context.style.punctuation {
            Punctuation::Any => {}
            Punctuation::Inside => {
                let ends = inside.is_some_and(|c| matches!(c, ',' | '.' | '?' | '!' | '…'));
                if let Some(stop) = after.filter(|_| !ends && !text[mark.end + 1..].starts_with('.')) {
                    let moved = Edit {
                        span: Span::new(mark.start, mark.end + 1),
                        text: format!("{stop}{}", mark.of(text)),
                    };
                    findings.add(
                        RULE.finding(
                            Span::new(mark.end, mark.end + 1),
                            format!("this {} belongs inside the mark", name(stop)),
                        )
                        .fix(Fix {
                            title: format!("Move the {} inside", name(stop)),
                            edits: vec![moved],
                            applicability: Applicability::Safe,
                        }),
                    );
                }
            }
            Punctuation::Sense => {
                let fragment = text[quotation.inner.start..].starts_with(char::is_lowercase)
                    && context.words(quotation.inner).count() <= LONGEST_FRAGMENT;
                let spoken =
                    context.said_in(quotation.inner).any(|attribution| attribution.kind == Kind::Direct);
                if let Some(stop) = inside.filter(|c| matches!(c, ',' | '.') && fragment && !spoken) {
                    let at = mark.start - 1;
                    let moved =
                        Edit { span: Span::new(at, mark.end), text: format!("{}{stop}", mark.of(text)) };
                    findings.add(
                        RULE.finding(
                            Span::new(at, mark.start),
                            format!("this {} belongs outside the mark", name(stop)),
                        )
                        .fix(Fix {
                            title: format!("Move the {} outside", name(stop)),
                            edits: vec![moved],
                            applicability: Applicability::Safe,
                        }),
                    );
                }
            }
        }
    }
}

/// A fragment with more words may end with a stop of its own.
const LONGEST_FRAGMENT: usize = 6;

fn name(stop: char) -> &'static str {
    if stop == ',' { "comma" } else { "full stop" }
}
