use onrecord_diagnostic::Severity;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "A05",
    name: "cue-not-speech",
    severity: Severity::Suggestion,
    on_by_default: true,
    since: "0.2.0",
    what: "A quotation attributed with a verb that is no way of speaking: smiled, laughed, shrugged.",
    why: "Nobody can smile a sentence.",
    bad: Example(
        "
“The wall will hold,” Quill smiled.
                      ^^^^^ source
                            ^^^^^^ cue
^^^^^^^^^^^^^^^^^^^^^ content
",
    ),
    good: Example(
        "
“The wall will hold,” Quill said, and smiled.
                      ^^^^^ source
                            ^^^^ cue
^^^^^^^^^^^^^^^^^^^^^ content
",
    ),
    sources: &[Source {
        fact: "The OUP reporting guide (Bender, verbs to avoid) lists verbs that aren't speech.",
        link: "https://learninglink.oup.com/",
    }],
    profile: "default",
    check,
};

/// Forms of the verbs, as they are printed.
const VERBS: &[&str] = &[
    "smiled", "smiles", "laughed", "laughs", "grinned", "grins", "shrugged", "shrugs", "nodded", "nods",
    "winked", "winced", "beamed", "chuckled", "giggled", "smirked", "frowned", "grimaced", "blushed",
    "gestured", "wept",
];

fn check(context: &Context<'_>, findings: &mut Findings) {
    for attribution in context.attributions() {
        let Some(cue) = attribution.cue else { continue };
        let words: Vec<&str> = context.words(cue).collect();
        let Some(verb) = words.iter().find(|word| VERBS.contains(&word.to_lowercase().as_str())) else {
            continue;
        };
        if attribution.kind != onrecord_document::Kind::Direct || words.len() > 1 {
            continue;
        }
        findings.add(
            RULE.finding(cue, format!("nobody can speak by having “{verb}”"))
                .help("Write “said”, and the rest after it."),
        );
    }
}
