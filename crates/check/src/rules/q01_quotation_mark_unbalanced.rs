use onrecord_diagnostic::Severity;

use crate::marks::{OddKind, odd};

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "Q01",
    name: "quotation-mark-unbalanced",
    severity: Severity::Error,
    on_by_default: true,
    since: "0.2.0",
    what: "An opening quotation mark that nothing closes, or a closing mark that nothing opened.",
    why: "A reader can't tell where the speaker's words end and the reporter's begin, and takes one for the other. Apostrophes, feet and inches are left alone, and so is a quotation that the next paragraph reopens.",
    bad: Example(
        "
“It will hold, Marta Quill said.
",
    ),
    good: Example(
        "
“It will hold,” Marta Quill said.
",
    ),
    sources: &[Source {
        fact: "The Kansas editing guide closes every quotation, and over paragraphs reopens each one and closes only the last.",
        link: "https://edit.dept.ku.edu/~edit/quotes",
    }],
    profile: "default",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for odd in odd(context) {
        let glyph = odd.mark.of(context.text);
        match odd.kind {
            OddKind::Unclosed { next } => {
                let mut finding =
                    RULE.finding(odd.mark, "this quotation is never closed").label("opens here");
                if let Some(next) = next {
                    finding = finding.also(next, "the next one opens before it is closed");
                }
                findings.add(finding.help("Put the closing mark where the speaker's words end."));
            }
            OddKind::Unopened => findings.add(
                RULE.finding(odd.mark, format!("nothing opens what this mark ({glyph}) closes"))
                    .label("closes nothing")
                    .help("Put the opening mark where the speaker's words begin, or take this one out."),
            ),
            OddKind::NotReopened { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::found;

    #[test]
    fn it_points_at_the_mark_that_has_no_partner() {
        for (text, expected) in [
            ("“It held, Quill said. “We won,” Lee said.", vec!["“ | “: this quotation is never closed"]),
            ("It held,” Quill said. “We won,” Lee said.", vec!["”: nothing opens what this mark (”) closes"]),
            ("\"It held,\" Quill said. \"We won, Lee said.", vec!["\": this quotation is never closed"]),
            (
                "She has “real energy and “real wit.”\n“It held,” Quill said.",
                vec!["“: this quotation is never closed"],
            ),
            ("“It held,” Quill said. “We won,” Lee said.", vec![]),
            ("“He said “no” to me and “no” to her,” Quill said.\n“We won,” Lee said.", vec![]),
            ("He is 6'2\" and the ’90s were the workers’ own.", vec![]),
            ("“It held,” Quill said. “It rained.\n“It rained again,” she said.", vec![]),
        ] {
            assert_eq!(found("Q01", text), expected, "{text}");
        }
    }
}
