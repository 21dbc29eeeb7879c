use onrecord_diagnostic::Severity;
use onrecord_document::Closing;

use crate::lexicon::is_word;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "Q05",
    name: "orphaned-quotation",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "One or two ordinary words in quotation marks.",
    why: "Marks around ordinary words say nothing that the words don't, and read as a sneer. Rare words, names and titles are left alone.",
    bad: Example(
        "
Quill was “very pleased” with the wall.
",
    ),
    good: Example(
        "
Quill was “gobsmacked” by the wall.
",
    ),
    sources: &[
        Source {
            fact: "The Guardian asks for no quotation marks around one or two ordinary words.",
            link: "https://www.theguardian.com/media/mind-your-language/2014/oct/14",
        },
        Source {
            fact: "AP asks for whole quotations rather than fragments (via writingexplained.org).",
            link: "https://writingexplained.org/ap-style/ap-style-quotes",
        },
    ],
    profile: "guardian",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for quotation in context.outer_quotations().filter(|quotation| quotation.closing == Closing::Mark) {
        let words: Vec<&str> = context.words(quotation.inner).collect();
        let ordinary = |word: &&str| {
            word.starts_with(char::is_lowercase) && is_word(word) && word.len() <= LONGEST_ORDINARY
        };
        let inner = quotation.inner.of(context.text);
        let is_answer = inner.ends_with([',', '.', '?', '!']);
        if matches!(words.len(), 1 | 2) && words.iter().all(ordinary) && !is_answer {
            let message = format!(
                "“{inner}” is {} in quotation marks",
                if words.len() == 1 { "one ordinary word" } else { "two ordinary words" }
            );
            findings.add(RULE.finding(quotation.span, message).help("Take the marks off, or quote more."));
        }
    }
}

/// Longer words are seldom ordinary, in bytes.
const LONGEST_ORDINARY: usize = 8;
