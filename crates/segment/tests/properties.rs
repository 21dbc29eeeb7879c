//! What holds for every text.

use std::time::{Duration, Instant};

use onrecord_document::{Closing, Segmentation, Span};
use onrecord_segment::{inside, segment_text};
use proptest::prelude::*;

const MARKS: [&str; 16] = ["“", "”", "„", "‟", "\"", "«", "»", "‹", "›", "``", "''", "‘", "’", "'", "‚", "`"];

/// Texts with many marks, words that matter to them, and anything else.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(MARKS.to_vec()).prop_map(str::to_owned),
        3 => prop::sample::select(vec![" ", "\n", ".", ",", "?", "…", "...", "—", "(", "]", "\u{a0}"]).prop_map(str::to_owned),
        3 => prop::sample::select(vec!["workers", "U.S.", "Mr.", "he", "We", "tis", "90s", "6", "n", "é", "👍🏽", "don’t"]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn holds(text: &str) {
    let Segmentation { paragraphs, sentences, tokens, quotations } = segment_text(text);
    let mut at = 0;
    for token in &tokens {
        assert!(text[at..token.span.start].chars().all(char::is_whitespace));
        assert!(!token.span.of(text).contains(char::is_whitespace) && !token.span.is_empty());
        at = token.span.end;
    }
    assert!(text[at..].chars().all(char::is_whitespace));
    let within = |span: Span| paragraphs.iter().any(|paragraph| paragraph.contains(span));
    let mut next = 0;
    for sentence in &sentences {
        assert_eq!(sentence.tokens.start, next);
        next = sentence.tokens.end;
        assert_eq!(sentence.span, tokens[sentence.tokens.start].span.cover(tokens[next - 1].span));
        assert!(within(sentence.span));
    }
    assert_eq!(next, tokens.len());
    for (id, quotation) in quotations.iter().enumerate() {
        assert!(quotation.span.contains(quotation.inner) && quotation.span.start < quotation.inner.start);
        assert!(text.is_char_boundary(quotation.inner.start) && text.is_char_boundary(quotation.inner.end));
        assert_eq!(quotation.inner.end < quotation.span.end, quotation.closing == Closing::Mark);
        assert!(quotations[..id].iter().all(|earlier| earlier.span.start < quotation.span.start));
        let innermost = (0..id).rev().find(|outer| quotations[*outer].inner.contains(quotation.span));
        assert_eq!(quotation.parent, innermost);
        let overlaps = quotations[..id]
            .iter()
            .any(|o| o.span.overlaps(quotation.span) && !o.inner.contains(quotation.span));
        assert!(!overlaps);
    }
    for at in 0..=text.len() {
        let innermost = (0..quotations.len()).rev().find(|id| quotations[*id].inner.range().contains(&at));
        assert_eq!(inside(&quotations, at), innermost);
    }
}

/// The texts of the quotations that stand in `part`.
fn quotations_in<'t>(text: &'t str, part: &str) -> Vec<&'t str> {
    let start = text.find(part).expect("a part of the text");
    let part = Span::new(start, start + part.len());
    segment_text(text).quotations.iter().filter(|q| part.overlaps(q.span)).map(|q| q.span.of(text)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_a_sound_segmentation(text in texts()) {
        holds(&text);
    }

    #[test]
    fn any_characters_have_a_sound_segmentation(text in any::<String>()) {
        holds(&text);
    }

    /// No quotation reaches into a paragraph that doesn't begin with a mark, or out of one that closes its own.
    #[test]
    fn neighbours_leave_a_paragraph_alone(before in texts(), after in texts()) {
        let fixed = "The mayor said ‘no’ and “the workers’ rights,” then \"left.\"";
        let text = format!("{before}\n{fixed}\nThe end of it.\n{after}");
        let found = segment_text(&text);
        let start = before.len() + 1;
        let spans: Vec<_> = found.quotations.iter().filter(|q| (start..start + fixed.len()).contains(&q.span.start)).collect();
        let texts: Vec<_> = spans.iter().map(|q| q.span.of(&text)).collect();
        prop_assert_eq!(texts, vec!["‘no’", "“the workers’ rights,”", "\"left.\""]);
        prop_assert!(found.quotations.iter().all(|q| q.span.end < start || q.span.start >= start));
    }
}

#[test]
fn no_mark_spoils_another_paragraph_run() {
    let before = "“We lost,” Ann Lee said. ‘Badly,’ she added.\n“Never again.\n“We go on,” she said.";
    let sample = "The mayor, 52, said: “I don’t ‘know’ it.” He left in the ’90s.";
    let after = "The town’s “harbour” is shut.\n“It is,” he said. \"Yes.\"";
    let whole = |sample: &str| format!("{before}\n{sample}\n{after}");
    let undisturbed = whole(sample);
    let expected = [quotations_in(&undisturbed, before), quotations_in(&undisturbed, after)];
    assert_eq!(expected.iter().map(Vec::len).sum::<usize>(), 6);
    for mark in MARKS {
        // A mark at the very start may reopen what the paragraph before left open, but there is nothing.
        for (at, _) in sample.char_indices().chain([(sample.len(), ' ')]) {
            let text = whole(&format!("{}{mark}{}", &sample[..at], &sample[at..]));
            let found = [quotations_in(&text, before), quotations_in(&text, after)];
            assert_eq!(found, expected, "{mark} at {at}");
        }
    }
}

#[test]
fn no_mark_spoils_more_than_the_paragraph_that_it_runs_on_to() {
    // Every paragraph begins with a mark, so one left open runs on; the next closing mark ends it.
    let before = "“We go on,” Ann Lee said.\n“Do we?” asked Bo Roe.";
    let sample = "“I said ‘no’ to it,” she said. “Twice.”";
    let next = "“So did I,” he said. “And I will again.”";
    let after = "“Good,” said Cy Poe.\n“Very good.”";
    let whole = |sample: &str| format!("{before}\n{sample}\n{next}\n{after}");
    let undisturbed = whole(sample);
    let expected = [quotations_in(&undisturbed, before), quotations_in(&undisturbed, after)];
    for mark in MARKS {
        for (at, _) in sample.char_indices().chain([(sample.len(), ' ')]) {
            let text = whole(&format!("{}{mark}{}", &sample[..at], &sample[at..]));
            let found = [quotations_in(&text, before), quotations_in(&text, after)];
            assert_eq!(found, expected, "{mark} at {at}");
        }
    }
}

#[test]
fn time_grows_with_length_only() {
    let million = |piece: &str| piece.repeat(1_000_000 / piece.len());
    let pieces = [
        "'",
        "“",
        "‘“",
        "' “ ",
        "a' ",
        " 'a",
        "\"",
        "``",
        "6'2\" ",
        "a.",
        "a.-",
        "…",
        "\n“",
        "word ",
        "’s ",
        ". ",
        "5",
        "“a.” ",
    ];
    for piece in pieces {
        let text = million(piece);
        let start = Instant::now();
        let segmentation = segment_text(&text);
        let took = start.elapsed();
        assert!(!segmentation.tokens.is_empty());
        assert!(took < Duration::from_secs(5), "{piece:?} took {took:?}");
    }
}
