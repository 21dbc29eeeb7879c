use onrecord_diagnostic::{Applicability, Edit, Fix, Severity};
use onrecord_document::Span;

use crate::style::Ellipsis;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "Q06",
    name: "ellipsis-form",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "An ellipsis that isn't set as the house sets it; without a house style, otherwise than most of the article's.",
    why: "Two ways of setting one mark look like two marks.",
    bad: Example(
        "
“We went … and then … we left,” Quill said. “So...we won.”
",
    ),
    good: Example(
        "
“We went … and then … we left,” Quill said. “So … we won.”
",
    ),
    sources: &[
        Source {
            fact: "Reuters has three stops with a space on each side.",
            link: "https://handbook.reuters.com/index.php/Q",
        },
        Source {
            fact: "AP treats an ellipsis as a word of three letters, with a space on each side (via editingmonks).",
            link: "https://editingmonks.blogspot.com/2010/08/ellipsis-aps-rules.html",
        },
    ],
    profile: "default",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let found = ellipses(context.text);
    let spaced = |ellipsis: &&Ellipses| ellipsis.before && ellipsis.after;
    let wanted = match context.style.ellipsis {
        Ellipsis::Spaced => Ellipsis::Spaced,
        Ellipsis::Closed => Ellipsis::Closed,
        Ellipsis::Consistent if found.iter().filter(spaced).count() * 2 > found.len() => Ellipsis::Spaced,
        Ellipsis::Consistent => Ellipsis::Closed,
    };
    for ellipsis in &found {
        let mut edits = Vec::new();
        let space = |at: usize, text: &str| Edit { span: Span::new(at, at), text: text.to_owned() };
        if wanted == Ellipsis::Spaced {
            // Beside a mark, a bracket or the line's end no space belongs.
            edits
                .extend((!ellipsis.before && !ellipsis.edge_before).then(|| space(ellipsis.span.start, " ")));
            edits.extend((!ellipsis.after && !ellipsis.edge_after).then(|| space(ellipsis.span.end, " ")));
        } else if ellipsis.before && !ellipsis.edge_before {
            edits.push(Edit {
                span: Span::new(ellipsis.span.start - 1, ellipsis.span.start),
                text: String::new(),
            });
        }
        if edits.is_empty() {
            continue;
        }
        let how = if wanted == Ellipsis::Spaced { "a space on each side" } else { "no space before it" };
        let message = format!("this ellipsis isn't set as the others: {how}");
        let fix = Fix { title: "Set the spaces".to_owned(), edits, applicability: Applicability::Safe };
        findings.add(RULE.finding(ellipsis.span, message).fix(fix));
    }
}

struct Ellipses {
    span: Span,
    /// A space stands before it, after it.
    before: bool,
    after: bool,
    /// A mark, a bracket or the line's end stands there.
    edge_before: bool,
    edge_after: bool,
}

fn ellipses(text: &str) -> Vec<Ellipses> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(['.', '…']).map(|offset| at + offset) {
        let glyph = if text[start..].starts_with('…') { '…' } else { '.' };
        let end = start + text[start..].chars().take_while(|c| *c == glyph).count() * glyph.len_utf8();
        at = end;
        let is_ellipsis = glyph == '…' || end - start == 3;
        let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
        // In square brackets it is set by itself.
        if !is_ellipsis || before == Some('[') {
            continue;
        }
        let edge =
            |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != ' ' && c != ',' && c != ';');
        found.push(Ellipses {
            span: Span::new(start, end),
            before: before == Some(' '),
            after: after == Some(' '),
            edge_before: edge(before),
            edge_after: edge(after),
        });
    }
    found
}
