//! In the cases for sentences `‖` stands between two; in those for tokens `·` stands between two that touch.

use onrecord_document::TokenKind;
use onrecord_segment::segment_text;

fn check_sentences(cases: &[&str]) {
    for expected in cases {
        let text = expected.replace('‖', "");
        let segmentation = segment_text(&text);
        let mut found = text.clone();
        for pair in segmentation.sentences.windows(2).rev() {
            if !text[pair[0].span.end..pair[1].span.start].contains('\n') {
                found.insert(pair[0].span.end, '‖');
            }
        }
        assert_eq!(&found, expected);
    }
}

fn check_tokens(cases: &[&str]) {
    for expected in cases {
        let text = expected.replace('·', "");
        let segmentation = segment_text(&text);
        let mut found = text.clone();
        for pair in segmentation.tokens.windows(2).rev() {
            if pair[0].span.end == pair[1].span.start {
                found.insert(pair[0].span.end, '·');
            }
        }
        assert_eq!(&found, expected);
    }
}

#[test]
fn sentences_end_with_stops_and_closing_marks() {
    check_sentences(&[
        "The harbour is shut.‖ The ferry waits.",
        "“This is the end.”‖ He left.‖ “Good.”‖ “Bye.”",
        "\"This is the end.\"‖ He left.‖ \"Good.\"‖ \"Bye.\"",
        "“We lost.‖ We go on,” she said.‖ “Always.”",
        "“Why?” he asked.‖ “Never!” she said.‖ “Why?”‖ He left.",
        "“Why?” Mr. Lee asked.‖ “Why?” Ann Lee said.",
        "(He left.)‖ She stayed (why?) and sang.‖ “(Yes.)”‖ No.",
        "She wrote: “I go.”‖ “You stay.”",
        "What?!‖ No…‖ He left… and came back.‖ Well... I see.",
        "It ended.‖He left.‖ “It ended.”‖“Good.”",
        "The end\nThe beginning.‖ The middle",
        "1. The harbour.‖ The ferry.",
        "He said no.‖ 12 others agreed. – A dash. – Another",
    ]);
}

#[test]
fn abbreviations_and_numbers_end_no_sentence() {
    check_sentences(&[
        "Mr. Lee met Dr. Roe, Sen. Poe and J. R. Smith at 5 p.m. Monday.‖ They ate.",
        "He lives in the U.S.‖ He works in the U.K. Treasury.",
        "It closed at 5 p.m.‖ The crowd left.",
        "The firm, Roe Inc.‖ It fell 2.5 percent to $1,200.50.‖ No. 10 was silent.‖ He said no.‖ Then yes.",
        "She is from Springfield, Ill., and he is ill.‖ Robert F. Kennedy is not.",
        "It came on Jan. 5, i.e. on a Monday.‖ St. Mary’s rang.",
        "See example.com for more.‖ Write to the then-Sen. Poe.",
    ]);
}

#[test]
fn words_and_marks() {
    check_tokens(&[
        "I don’t know O’Neill·, then-Labour·.",
        "“·I don't·,·” he said·.",
        "The workers’ rights·: ’tis the ’90s·, rock ’n’ roll·.",
        "The ‘·workers·’ met·.",
        "Mr. Lee of the U.S. Senate paid $·1,200.50·, or 5·%·.",
        "Well·... yes·… no·?·!",
        "A 12-year-old in the 21st row·, 2016-17·.",
        "``·No·,·'' he said·, `·no·.·'",
        "He is 6·'·2·\" tall·, @·ann_lee·!",
        "A D.C.-based plan for the U.S.’s end·.",
        "It ended·.·He left·. See example.com·.",
        "Go 👍🏽·👩‍🚒·🇫🇷·! Cafe\u{301}s",
        "“·Home·”·’s end",
    ]);
}

#[test]
fn kinds_of_tokens() {
    use TokenKind::{Number, Punctuation, QuotationMark, Word};
    let text = "“Mr. Lee’s 5\" pipe,” 1,200 of ’em, 21st.";
    let segmentation = segment_text(text);
    let found: Vec<_> = segmentation.tokens.iter().map(|token| (token.span.of(text), token.kind)).collect();
    assert_eq!(
        found,
        [
            ("“", QuotationMark),
            ("Mr.", Word),
            ("Lee’s", Word),
            ("5", Number),
            ("\"", Punctuation),
            ("pipe", Word),
            (",", Punctuation),
            ("”", QuotationMark),
            ("1,200", Number),
            ("of", Word),
            ("’em", Word),
            (",", Punctuation),
            ("21st", Word),
            (".", Punctuation),
        ]
    );
}

#[test]
fn paragraphs_are_trimmed_lines() {
    let text = "\n  One. \n\n\u{a0}\nTwo.\u{3000}\t\nThree";
    let paragraphs = segment_text(text).paragraphs;
    assert_eq!(
        paragraphs.iter().map(|paragraph| paragraph.of(text)).collect::<Vec<_>>(),
        ["One.", "Two.", "Three"]
    );
}
