use std::collections::BTreeSet;

use onrecord_compare::Word;
use onrecord_diagnostic::Severity;
use onrecord_document::Kind;

use crate::cues::is_small;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "S02",
    name: "quotation-repeats-paraphrase",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "A quotation that says again what the sentence before it has just paraphrased.",
    why: "The reader is told one thing twice by one speaker. Either is enough.",
    bad: Example(
        "
Quill said that the harbour wall would hold through the whole winter.
^^^^^ source 1
      ^^^^ cue 1
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 1
“The harbour wall will hold through the whole winter,” Quill said.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 2
                                                       ^^^^^ source 2
                                                             ^^^^ cue 2
",
    ),
    good: Example(
        "
Quill said that the harbour wall would hold through the whole winter.
^^^^^ source 1
      ^^^^ cue 1
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 1
“We had a good look at the stones below the water last week,” Quill said.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 2
                                                              ^^^^^ source 2
                                                                    ^^^^ cue 2
",
    ),
    sources: &[Source {
        fact: "The VCU guide, which follows AP, has no quotation repeat the paraphrase before it.",
        link: "https://arts.vcu.edu/editorialstyleguide/q/quotations",
    }],
    profile: "default",
    check,
};

/// A paraphrase with fewer words that carry meaning may be in any quotation.
const FEWEST_WORDS: usize = 5;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let statements = &context.statements().all;
    for pair in statements.windows(2) {
        let (before, quotation) = (&pair[0], &pair[1]);
        let is_pair = before.kind == Kind::Indirect && quotation.kind == Kind::Direct && !quotation.alone;
        let between = context.text.get(before.span.end..quotation.span.start);
        let near = between
            .is_some_and(|between| between.len() <= MOST_BETWEEN && between.matches('\n').count() <= 2);
        if !is_pair || !near {
            continue;
        }
        let (a, b) = (stems(&before.words), stems(&quotation.words));
        let shared = a.intersection(&b).count();
        if a.len() >= FEWEST_WORDS && shared * 10 >= a.len() * 8 {
            findings.add(
                RULE.finding(quotation.span, "this quotation repeats the paraphrase before it")
                    .label("says again")
                    .also(before.span, "what is said here already")
                    .help("Keep the paraphrase or the quotation."),
            );
        }
    }
}

/// The most bytes between the two.
const MOST_BETWEEN: usize = 120;

/// The words that carry meaning, without their endings.
fn stems(words: &[Word]) -> BTreeSet<String> {
    let meaning = words.iter().filter(|word| word.form.chars().count() > 3 && !is_small(&word.form));
    meaning.map(|word| stem(&word.form).to_owned()).collect()
}

fn stem(word: &str) -> &str {
    ["ing", "ed", "es", "s"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() > 3))
        .unwrap_or(word)
}
