use std::collections::BTreeMap;

use onrecord_compare::{Word, align, words};
use onrecord_diagnostic::{Diagnostic, Severity};
use onrecord_document::Span;

use crate::context::Context;
use crate::differences;
use crate::marks::is_single;
use crate::rule::{Example, Findings, Rule};
use crate::speech::Statement;

pub(super) const RULE: Rule = Rule {
    code: "S01",
    name: "statement-given-twice",
    severity: Severity::Warning,
    on_by_default: true,
    since: "0.2.0",
    what: "The same quotation given twice, word for word or nearly.",
    why: "It is what is left when two versions of a report are run together, and the second copy often differs in a word or in who is said to \
          have spoken. Pull quotes and captions are left alone: they are meant to repeat. Only quotations are compared: what is reported in \
          the writer's words comes back in headlines, teasers and summaries on purpose.",
    bad: Example(
        "
A council spokesman said: “We are not going to talk about single cases, as the board has said before.”
^^^^^^^^^^^^^^^^^^^ source 1
                    ^^^^^ cue 1
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 1
A spokesperson for the council said: “We are not going to talk about single cases, as it has said before.”
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ source 2
                               ^^^^^ cue 2
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 2
",
    ),
    good: Example(
        "
A council spokesman said: “We are not going to talk about single cases, as the board has said before.”
^^^^^^^^^^^^^^^^^^^ source 1
                    ^^^^^ cue 1
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 1
A spokesperson for the harbour said: “We open at nine in the morning and close when the last boat is in.”
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ source 2
                               ^^^^^ cue 2
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content 2
",
    ),
    sources: &[],
    profile: "default",
    check,
};

/// Shorter statements may well be alike.
const FEWEST_WORDS: usize = 8;
/// Shorter ones are the same statement only if their sentences are alike too.
const FEWEST_WORDS_ALONE: usize = 12;
/// From here on two statements are one.
const LIKENESS: f64 = 0.72;
/// Or where the shorter is nearly all within the longer and isn't much shorter.
const CONTAINMENT: f64 = 0.9;
/// Triples of words that stand in more statements than this tell nothing.
const MOST_HOLDERS: usize = 40;
/// Labels on differing words.
const MOST_LABELS: usize = 4;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let statements: Vec<&Statement> = context
        .statements()
        .quoted
        .iter()
        .filter(|statement| !statement.alone && statement.words.len() >= FEWEST_WORDS)
        .collect();
    let mut told = vec![false; statements.len()];
    for ((a, b), shared) in shared_triples(&statements) {
        let (first, second) = (statements[a], statements[b]);
        if told[b]
            || shared * 4 < first.words.len().min(second.words.len())
            || first.span.overlaps(second.span)
        {
            continue;
        }
        // What an editor put in brackets tells nothing of what was said.
        let alignment = align(&spoken(first), &spoken(second));
        let contained = alignment.containment() >= CONTAINMENT && alignment.likeness() >= 0.6;
        if (alignment.likeness() >= LIKENESS || contained) && !is_meant(context, first, second) {
            told[b] = true;
            findings.add(finding(context, first, second));
        }
    }
}

/// Whether a statement is given again on purpose, by a caption, a heading, a teaser or an embedded post, or is one of a row that are alike.
fn is_meant(context: &Context<'_>, first: &Statement, second: &Statement) -> bool {
    const SET_APART: &[&str] = &[
        "Hide Caption",
        "AP Photo",
        "Getty Images",
        " via AP)",
        "pic.twitter.com",
        "/t.co/",
        "(@",
        "Photos:",
        "Story highlights",
    ];
    let text = context.text;
    let paragraphs = [first, second].map(|statement| context.paragraph(statement.span.start));
    let marks = [first, second].map(|statement| {
        let quotation = context.quotation_at(statement.span.start + (statement.span.len() / 2));
        quotation
            .and_then(|quotation| quotation.span.of(text).chars().next())
            .map(|mark| is_single(mark.encode_utf8(&mut [0; 4])))
    });
    let set_apart = |paragraph: &Span| {
        let words = paragraph.of(text);
        let bare = words.trim_end_matches(['”', '’', '"', '\'', ')', ']']);
        !bare.ends_with(['.', '!', '?', '…', ',', ':', ';'])
            || SET_APART.iter().any(|sign| words.contains(sign))
    };
    // A quotation with a dash and a name after it, or at the very top of the article.
    let signed = |statement: &Statement| {
        let after = text[statement.span.end..].trim_start_matches(['”', '’', '"', '\'']).trim_start();
        after.starts_with(['-', '–', '—'])
            || context.segmentation().paragraphs.first().is_some_and(|first| {
                first.start == context.paragraph(statement.span.start).start
                    && text[first.start..].starts_with(['“', '‘', '"', '\''])
            })
    };
    let one_exchange = paragraphs[0] == paragraphs[1];
    let other_marks = matches!(marks, [Some(a), Some(b)] if a != b);
    // Few words may be alike by chance.
    let slight = first.words.len().min(second.words.len()) < FEWEST_WORDS_ALONE;
    one_exchange
        || other_marks
        || paragraphs.iter().any(set_apart)
        || [first, second].into_iter().any(signed)
        || (slight && !sentences_are_alike(context, first, second))
}

fn sentences_are_alike(context: &Context<'_>, first: &Statement, second: &Statement) -> bool {
    let [a, b] = [first, second].map(|statement| {
        let sentence = context
            .sentence(statement.span.start)
            .cover(context.sentence(statement.span.end.saturating_sub(1)));
        words(context.text, sentence)
    });
    align(&a, &b).likeness() >= LIKENESS
}

fn spoken(statement: &Statement) -> Vec<Word> {
    statement.words.iter().filter(|word| !word.bracketed).cloned().collect()
}

/// How many triples of words each pair of statements shares, in order of the pairs.
fn shared_triples(statements: &[&Statement]) -> BTreeMap<(usize, usize), usize> {
    let mut holders: BTreeMap<[&str; 3], Vec<usize>> = BTreeMap::new();
    for (index, statement) in statements.iter().enumerate() {
        for triple in statement.words.windows(3) {
            let holders = holders.entry([&triple[0].form, &triple[1].form, &triple[2].form]).or_default();
            if holders.last() != Some(&index) {
                holders.push(index);
            }
        }
    }
    let mut shared = BTreeMap::new();
    for holders in holders.values().filter(|holders| holders.len() <= MOST_HOLDERS) {
        for (at, a) in holders.iter().enumerate() {
            for b in &holders[at + 1..] {
                *shared.entry((*a, *b)).or_insert(0) += 1;
            }
        }
    }
    shared
}

fn finding(context: &Context<'_>, first: &Statement, second: &Statement) -> Diagnostic {
    let text = context.text;
    let alignment = align(&first.words, &second.words);
    let same = alignment.differences.is_empty();
    let message = if same {
        "this statement is given twice, word for word"
    } else {
        "this statement is given twice, with other words in it"
    };
    let mut finding =
        RULE.finding(second.span, message).label("given again here").also(first.span, "given here first");
    for difference in alignment.differences.iter().take(MOST_LABELS) {
        for (words, label) in [
            (&first.words[difference.first.clone()], "only in the first"),
            (&second.words[difference.second.clone()], "only in the second"),
        ] {
            let changed = !difference.first.is_empty() && !difference.second.is_empty();
            if let Some(span) = differences::span(text, words) {
                finding = finding.also(span, if changed { "differs" } else { label });
            }
        }
    }
    if !same {
        finding = finding.note(format!(
            "The words differ: {}.",
            differences::told(text, &first.words, &second.words, &alignment)
        ));
    }
    if let (Some(a), Some(b)) = (first.source, second.source)
        && !a.of(text).eq_ignore_ascii_case(b.of(text))
    {
        finding = finding.also(a, "said to speak here").also(b, "said to speak here").note(format!(
            "So does who says it: “{}”, then “{}”.",
            a.of(text),
            b.of(text)
        ));
    }
    finding.help("Keep the one that the record bears out.")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{diagnostics, found};

    #[test]
    fn what_differs_is_told_word_by_word() {
        let notes = diagnostics("S01", RULE.bad.0).1.remove(0).notes;
        assert_eq!(
            notes,
            [
                "The words differ: “the board” became “it”.",
                "So does who says it: “A council spokesman”, then “A spokesperson for the council”."
            ]
        );
    }

    #[test]
    fn quotations_that_belong_to_nobody_are_compared_too() {
        let text = "Orrin rowed home.\n“The wall held all night and nobody in the town was hurt by it,” it said. So it did.\n\
                    Then: “The wall held all night and nobody in the town was hurt by it.”";
        assert_eq!(
            found("S01", text),
            [
                "“The wall held all night and nobody in the town was hurt by it.” | “The wall held all night and nobody in the town was \
              hurt by it,”: this statement is given twice, word for word"
            ]
        );
    }

    #[test]
    fn pull_quotes_may_repeat() {
        let text = "“The wall held all night and nobody was hurt,” it said.\n“The wall held all night and nobody was hurt.”";
        assert_eq!(found("S01", text), [""; 0]);
    }
}
