use onrecord_diagnostic::Severity;
use onrecord_document::{Kind, Span};

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "A02",
    name: "speaker-named-late",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "A speaker who is first named after two or more quoted sentences.",
    why: "The reader hears a voice and doesn't know whose.",
    bad: Example("
“We did not expect it to last. It was a storm such as nobody has seen. The stones moved. We ran,” said Marta Quill.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content
                                                                                                       ^^^^^^^^^^^ source
                                                                                                  ^^^^ cue
"),
    good: Example("
“We did not expect it to last,” said Marta Quill. “It was a storm such as nobody has seen. The stones moved.”
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content
                                     ^^^^^^^^^^^ source
                                ^^^^ cue
"),
    sources: &[Source { fact: "The Guardian (2004) has the speaker named after the first sentence.", link: "https://anyotherbusiness.blogspot.com/2004/09/" },Source { fact: "Reuters wants the source early (via aalep.eu).", link: "https://www.aalep.eu/essentials-sourcing-journalists" },],
    profile: "default",
    check,
};

/// Quoted sentences before the speaker is named, from here on.
const MOST_SENTENCES: usize = 2;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (index, attribution) in context.attributions().iter().enumerate() {
        let (Some(source), Some(first)) = (attribution.source, attribution.content.first()) else { continue };
        if attribution.kind != Kind::Direct || source.start < first.start || attribution.parent.is_some() {
            continue;
        }
        // Who went on from the paragraph before is known already.
        let goes_on = index > 0
            && context.attributions()[index - 1].content.iter().any(|part| {
                context.paragraph(part.end) == context.paragraph(first.start)
                    || is_paragraph_before(context, part.end, first.start)
            });
        let until = Span::new(first.start, source.start);
        let sentences =
            context.segmentation().sentences.iter().filter(|sentence| until.contains(sentence.span)).count();
        if sentences >= MOST_SENTENCES && !goes_on {
            findings.add(
                RULE.finding(source, format!("who speaks is told only after {sentences} whole sentences"))
                    .label("told here")
                    .also(
                        Span::new(first.start, source.start.min(context.paragraph(first.start).end))
                            .trim(context.text),
                        "spoken here",
                    )
                    .help("Name the speaker after the first sentence, or before it."),
            );
        }
    }
}

fn is_paragraph_before(context: &Context<'_>, a: usize, b: usize) -> bool {
    let gap = context.text.get(a..b);
    gap.is_some_and(|gap| {
        gap.matches('\n').count() <= 2 && gap.chars().filter(|c| c.is_alphanumeric()).count() < 40
    })
}
