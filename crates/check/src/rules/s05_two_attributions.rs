use onrecord_diagnostic::Severity;
use onrecord_document::{Closing, Span};

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "S05",
    name: "two-attributions",
    severity: Severity::Warning,
    on_by_default: true,
    since: "0.2.0",
    what: "One quotation with two attributions, one before it and one after.",
    why: "It is what an edit leaves behind that moved the speaker and forgot to take them away.",
    bad: Example(
        "
Quill said: “The wall will hold,” she said.
",
    ),
    good: Example(
        "
Quill said: “The wall will hold.” She left.
",
    ),
    sources: &[Source {
        fact: "The Kansas editing guide gives a quotation one attribution.",
        link: "https://edit.dept.ku.edu/~edit/quotes",
    }],
    profile: "default",
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let text = context.text;
    for quotation in context.outer_quotations().filter(|quotation| quotation.closing == Closing::Mark) {
        let before = context.before(quotation.span.start).trim_end();
        let Some(head) = before.strip_suffix([':', ',']) else { continue };
        let Some((verb_at, verb)) = last_word(head) else { continue };
        let after = context.after(quotation.span.end);
        if !is_plain_speech(verb) || !ends_like_speech(quotation.inner.of(text)) {
            continue;
        }
        let Some(end) = attribution_end(after) else { continue };
        let paragraph = context.paragraph(quotation.span.start);
        let first = Span::new(paragraph.start + verb_at, paragraph.start + verb_at + verb.len());
        let second = Span::new(quotation.span.end, quotation.span.end + end).trim(text);
        findings.add(
            RULE.finding(second, "this quotation has two attributions")
                .label("and again after it")
                .also(first, "attributed before it")
                .help("Keep one of them."),
        );
    }
}

fn last_word(text: &str) -> Option<(usize, &str)> {
    let start = text
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    Some((start, &text[start..])).filter(|(_, word)| !word.is_empty())
}

fn ends_like_speech(inner: &str) -> bool {
    inner.trim_end().ends_with([',', '?', '!'])
}

/// How far the words after a quotation are no more than who says it: `she said.`, `said Quill.`
fn attribution_end(after: &str) -> Option<usize> {
    let end = after.find(['.', ';'])?;
    let words: Vec<&str> = after[..end].split_whitespace().collect();
    let plain = words.iter().all(|word| word.chars().all(char::is_alphabetic));
    let is_pair = match words.as_slice() {
        [who, verb] => is_plain_speech(verb) && is_who(who) || is_plain_speech(who) && is_who(verb),
        [first, name, verb] => is_plain_speech(verb) && is_who(first) && is_who(name),
        _ => false,
    };
    (plain && is_pair).then_some(end)
}

fn is_plain_speech(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "added"
            | "told"
            | "replied"
            | "asked"
            | "wrote"
            | "explained"
            | "continued"
            | "insisted"
    )
}

fn is_who(word: &str) -> bool {
    matches!(word, "he" | "she" | "they" | "it") || word.starts_with(char::is_uppercase)
}
