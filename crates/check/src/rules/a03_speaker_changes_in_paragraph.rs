use onrecord_compare::{same_speaker, speaker_name};
use onrecord_diagnostic::Severity;
use onrecord_document::{Attribution, Kind};

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "A03",
    name: "speaker-changes-in-paragraph",
    severity: Severity::Suggestion,
    on_by_default: false,
    since: "0.2.0",
    what: "Two people quoted in one paragraph.",
    why: "A reader takes all the quotations of a paragraph for one speaker's.",
    bad: Example(
        "
“The wall will hold all winter,” Quill said. “It will be gone by March,” Ferris said.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 1
                                 ^^^^^ source 1
                                       ^^^^ cue 1
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 2
                                                                         ^^^^^^ source 2
                                                                                ^^^^ cue 2
",
    ),
    good: Example(
        "
“The wall will hold all winter,” Quill said.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 1
                                 ^^^^^ source 1
                                       ^^^^ cue 1
“It will be gone by March,” Ferris said.
^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 2
                            ^^^^^^ source 2
                                   ^^^^ cue 2
",
    ),
    sources: &[Source {
        fact: "Reuters doesn't run two speakers' quotations together (via aalep.eu).",
        link: "https://www.aalep.eu/essentials-sourcing-journalists",
    }],
    profile: "default",
    check,
};

/// Shorter quotations are part of a sentence about somebody.
const FEWEST_WORDS: usize = 4;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let direct: Vec<&Attribution> = (context.attributions().iter())
        .filter(|attribution| {
            attribution.kind == Kind::Direct
                && attribution.parent.is_none()
                && attribution.content.iter().map(|part| context.words(*part).count()).sum::<usize>()
                    >= FEWEST_WORDS
        })
        .collect();
    for pair in direct.windows(2) {
        let (Some(a), Some(b)) = (pair[0].content.last(), pair[1].content.first()) else { continue };
        if a.end > b.start || context.paragraph(a.start) != context.paragraph(b.start) {
            continue;
        }
        let name = |attribution: &Attribution| {
            speaker_name(context.document, context.annotations, attribution).map(str::to_owned)
        };
        let (Some(first), Some(second)) = (name(pair[0]), name(pair[1])) else { continue };
        if same_speaker(&first, &second) == Some(false) {
            findings.add(
                RULE.finding(*b, format!("a second person speaks in this paragraph: {second}"))
                    .label(format!("{second} speaks"))
                    .also(*a, format!("{first} speaks"))
                    .help("Begin a new paragraph."),
            );
        }
    }
}
