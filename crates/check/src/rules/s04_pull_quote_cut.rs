use onrecord_compare::Class;
use onrecord_diagnostic::Severity;
use onrecord_document::Span;

use crate::pull::pulls;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "S04",
    name: "pull-quote-cut",
    severity: Severity::Warning,
    on_by_default: true,
    since: "0.2.0",
    what: "A pull quote or caption that breaks off within a sentence of the quotation it repeats.",
    why: "Cut in mid-sentence, words can come to mean something else, and a word or two of the next sentence left hanging is a slip of the scissors.",
    bad: Example("
Quill wrote: “The wall will hold through the winter. Well, I am glad to stand with the men who built it.”
^^^^^ source 1
      ^^^^^^ cue 1
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 1
‘The wall will hold through the winter. Well…’
"),
    good: Example("
Quill wrote: “The wall will hold through the winter. Well, I am glad to stand with the men who built it.”
^^^^^ source 1
      ^^^^^^ cue 1
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 1
‘The wall will hold through the winter’
"),
    sources: &[Source { fact: "The VCU guide, which follows AP, has no ellipsis at the start or end of a quotation.", link: "https://arts.vcu.edu/editorialstyleguide/q/quotations" },],
    profile: "default",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for pull in pulls(context) {
        if !matches!(pull.verified.class, Class::AsSaid | Class::MarkedCut) {
            continue;
        }
        let Some((_, found)) = pull.verified.found else { continue };
        // The words may also go on beyond the quotation that most of them stand in.
        let Some(rest) = context.text.get(found.end..pull.original.end) else { continue };
        let after = rest.trim_start_matches(['”', '’', '\'', '"', ')']);
        let ends_sentence = after.starts_with(['.', '!', '?', '…']);
        let goes_on = after.chars().any(char::is_alphanumeric);
        if ends_sentence || !goes_on {
            continue;
        }
        let end = context.sentence(found.end).end.clamp(found.end, pull.original.end);
        let gap = context.text[found.end..end].find(char::is_alphanumeric).unwrap_or(0);
        let next = Span::new(found.end + gap, end).trim(context.text);
        if next.is_empty() {
            continue;
        }
        // A heading is a few words of a sentence; a pull quote that is cut has a sentence before.
        let words = pull.span.of(context.text).trim_matches(|c: char| !c.is_alphanumeric());
        if !words.contains(". ") && !words.contains("? ") && !words.contains("! ") {
            continue;
        }
        findings.add(
            RULE.finding(pull.span, "this pull quote is cut within a sentence")
                .label("breaks off")
                .also(next, "the quotation goes on")
                .help("End it where a sentence ends, or let it run on."),
        );
    }
}
