use onrecord_diagnostic::Severity;

use crate::speech::stands_alone;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "A01",
    name: "quotation-without-speaker",
    severity: Severity::Warning,
    on_by_default: false,
    since: "0.2.0",
    what: "A whole sentence in quotation marks that nobody is said to have spoken.",
    why: "The reader has to guess who speaks. Titles, slogans and quotations set apart are left alone.",
    bad: Example(
        "
The wall held. “We did not expect it to last through such a storm at all.” The boats are back.
",
    ),
    good: Example(
        "
The wall held. “We did not expect it to last through such a storm at all,” Quill said. The boats are back.
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content
                                                                           ^^^^^ source
                                                                                 ^^^^ cue
",
    ),
    sources: &[Source {
        fact: "Reuters wants the source of everything quoted to be plain.",
        link: "https://handbook.reuters.com/index.php/The_Essentials_of_Reuters_sourcing",
    }],
    profile: "default",
    check,
};

/// Shorter quotations may be a title or a slogan.
const FEWEST_WORDS: usize = 8;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for quotation in context.outer_quotations() {
        let inner = quotation.inner.of(context.text);
        let is_sentence =
            inner.starts_with(char::is_uppercase) && inner.trim_end().ends_with(['.', '!', '?', ',']);
        let attributed = context.said_in(quotation.inner).any(|attribution| attribution.source.is_some());
        if is_sentence
            && !attributed
            && context.words(quotation.inner).count() >= FEWEST_WORDS
            && !stands_alone(context, quotation.span)
        {
            findings.add(
                RULE.finding(quotation.span, "nobody is said to have spoken these words")
                    .help("Say who speaks, in the same sentence or the one before."),
            );
        }
    }
}
