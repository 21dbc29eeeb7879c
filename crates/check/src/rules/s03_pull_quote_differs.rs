use onrecord_compare::Class;
use onrecord_diagnostic::Severity;

use crate::pull::{Pull, pulls};

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "S03",
    name: "pull-quote-differs",
    severity: Severity::Warning,
    on_by_default: false,
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
        if !is_same(context, &pull) {
            continue;
        }
        let differences: Vec<String> =
            (pull.verified.differences.iter().filter(|difference| !difference.marked))
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

/// At least so many of a pull quote's words are the quotation's, in percent; below that it is likely another one about the same thing.
const SAME: usize = 75;

/// Whether it is the same quotation: most words are, and none of those left out are the reporter's.
fn is_same(context: &Context<'_>, pull: &Pull) -> bool {
    let differences = pull.verified.differences.iter().filter(|difference| !difference.marked);
    let quoted = differences.clone().filter_map(|difference| difference.quoted);
    let changed: usize = quoted.map(|words| context.words(words).count()).sum();
    let all = context.words(pull.span).count();
    let said_within =
        differences.filter_map(|difference| difference.said).all(|said| pull.original.contains(said));
    let is_heading = !pull.span.of(context.text).contains(char::is_lowercase);
    said_within && !is_heading && (all - changed.min(all)) * 100 >= all * SAME
}
