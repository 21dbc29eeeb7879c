use onrecord_compare::Class;
use onrecord_diagnostic::Severity;

use crate::pull::pulls;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "S03",
    name: "pull-quote-differs",
    severity: Severity::Warning,
    on_by_default: true,
    since: "0.2.0",
    what: "A pull quote or caption whose words are not those of the quotation it repeats.",
    why: "A pull quote is a quotation as much as any other, and the larger type makes its error the one that is seen.",
    bad: Example("
Quill wrote: “The wall will hold through the winter. Well, I am glad to stand with the men who built it.”
^^^^^ source 1
      ^^^^^^ cue 1
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 1
“The wall will stand through the winter.”
"),
    good: Example("
Quill wrote: “The wall will hold through the winter. Well, I am glad to stand with the men who built it.”
^^^^^ source 1
      ^^^^^^ cue 1
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 1
‘The wall will hold through the winter’
"),
    sources: &[Source { fact: "Reuters allows nothing but deletions in a quotation.", link: "https://handbook.reuters.com/index.php/Q" },],
    profile: "default",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for pull in pulls(context) {
        let class = pull.verified.class;
        if matches!(class, Class::AsSaid | Class::MarkedCut | Class::NotFound) {
            continue;
        }
        let text = context.text;
        let differences: Vec<String> = (pull.verified.differences.iter().filter(|difference| !difference.marked))
            .map(|difference| match (difference.said, difference.quoted) {
                (Some(said), Some(quoted)) => format!("“{}” became “{}”", said.of(text), quoted.of(text)),
                (Some(said), None) => format!("“{}” was left out", said.of(text)),
                (None, Some(quoted)) => format!("“{}” was put in", quoted.of(text)),
                (None, None) => String::new(),
            })
            .collect();
        let mut finding = RULE
            .finding(pull.span, "this pull quote differs from the quotation it repeats")
            .label("set apart here")
            .also(pull.original, "the quotation");
        if !differences.is_empty() {
            finding = finding.note(format!("The words differ: {}.", differences.join("; ")));
        }
        findings.add(finding.help("Give it the words of the quotation, or mark what is left out."));
    }
}
