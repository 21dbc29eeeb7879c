//! Quotation marks paired, from the common to the odd. In each case `⟦…⟧` stands around a quotation with its marks,
//! and `⟦…⌋` around one that ends with its paragraph because nothing closes it.

use onrecord_document::{Closing, Document};
use onrecord_segment::{inside, segment, segment_text};

/// Segments the text without the brackets, puts brackets around what was found, and compares.
fn check(cases: &[&str]) {
    for expected in cases {
        let text = expected.replace(['⟦', '⟧', '⌋'], "");
        assert_eq!(&bracketed(&text), expected);
    }
}

fn bracketed(text: &str) -> String {
    let quotations = segment_text(text).quotations;
    let mut out = String::new();
    for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
        // Inner ones close first; they were opened later.
        for quotation in quotations.iter().rev().filter(|quotation| quotation.span.end == at) {
            out.push(if quotation.closing == Closing::Mark { '⟧' } else { '⌋' });
        }
        quotations.iter().filter(|quotation| quotation.span.start == at).for_each(|_| out.push('⟦'));
        out.extend((at < text.len()).then_some(c));
    }
    out
}

#[test]
fn one_kind_of_mark() {
    check(&[
        "⟦“We will appeal,”⟧ Mayor Ann Lee said.",
        "⟦\"We will appeal,\"⟧ Mayor Ann Lee said.",
        "⟦“We will,”⟧ she said. ⟦“Soon.”⟧ Then she left.",
        "⟦\"We will,\"⟧ she said. ⟦\"Soon.\"⟧ Then she left.",
        "⟦``We will,''⟧ she said. ⟦``Soon.''⟧",
        "⟦''We will,''⟧ she said, ⟦''and soon.''⟧",
        "⟦‘‘We will,’’⟧ she said.",
        "⟦‘We will,’⟧ she said. ⟦‘Soon.’⟧",
        "⟦'We will,'⟧ she said. ⟦'Soon.'⟧",
        "⟦`We will,'⟧ she said.",
        "⟦«We will»⟧, she said. ⟦« Soon »⟧, she said.",
        "⟦»We will«⟧, she said. ⟦›Soon‹⟧.",
        "⟦„We will“⟧, she said. ⟦‚Soon‘⟧, she said.",
    ]);
}

#[test]
fn mixed_and_wrong_marks() {
    check(&[
        "The ⟦”harbour”⟧ plan and the ⟦“ferry“⟧ plan.",
        "The ⟦“harbour\"⟧ plan and the ⟦\"ferry”⟧ plan.",
        "⟦“We will,''⟧ she said. ⟦``Soon,”⟧ she added.",
        "⟦“We lost, ”⟧he said. ⟦“Badly.”⟧",
        "⟦\" We lost \"⟧ he said.",
        "He said:⟦“We lost.”⟧He left.",
        "He said,⟦\"We lost.\"⟧",
        "⟦“We lost,’⟧ he said. ⟦“Badly.”⟧",
        "⟦“He told me, ⟦‘Go.”⟧’⟧ she said.",
        "⟦“We lost.″⟧ He left.",
    ]);
}

#[test]
fn nested() {
    check(&[
        "⟦“He told me ⟦‘never again’⟧ and left,”⟧ she said.",
        "⟦‘He told me ⟦“never again”⟧ and left,’⟧ she said.",
        "⟦\"He told me ⟦'never again'⟧ and left,\"⟧ she said.",
        "⟦“He told me, ⟦‘Never again.’⟧”⟧",
        "⟦“⟦‘Never again,’⟧ he told me,”⟧ she said.",
        "⟦“He told me, ⟦‘Never again.’⟧ ”⟧",
        "⟦``He told me, ⟦`Never again.'⟧''⟧",
        "⟦“He said ⟦“no”⟧ to me,”⟧ she said.",
        "⟦\"He said ⟦\"no\"⟧ to me,\"⟧ she said.",
        "⟦“She said, ⟦‘He calls it ⟦“art.”⟧’⟧”⟧",
    ]);
}

#[test]
fn apostrophes() {
    check(&[
        "⟦“I don’t know O’Neill’s plan,”⟧ she said.",
        "⟦'I don't know O'Neill's plan,'⟧ she said.",
        "The workers’ rights and the owners' duties.",
        "⟦‘The workers’ rights are at risk,’⟧ he said.",
        "⟦'The workers' rights are at risk,'⟧ he said.",
        "The ⟦‘workers’⟧ met the ⟦‘bosses’⟧ at noon.",
        "The so-called ⟦‘friends’⟧ of the harbour.",
        "’Tis the ’90s again, rock ’n’ roll and all of ’em.",
        "'Tis the '90s again, rock 'n' roll and all of 'em.",
        "⟦‘’Tis the ’90s again,’⟧ she said.",
        "Goin’ home to ol’ Joe, the bosses’ friend.",
        "In ’08 the voters’ mood turned.",
        "A report by ⟦'60 Minutes'⟧ was cited.",
        "The U.S.’s plan and ⟦“Home”⟧’s end.",
        "Since 'merica won.",
    ]);
}

#[test]
fn feet_inches_and_minutes() {
    check(&[
        "He is 6'2\" and she is 5’10” tall.",
        "⟦\"He is 6'2\",\"⟧ she said.",
        "A 5\" pipe burst.",
        "⟦\"The 5\" pipe burst,\"⟧ she said.",
        "⟦“In 2016”⟧ was its title.",
    ]);
}

#[test]
fn brackets_dashes_and_stops() {
    check(&[
        "The plan (⟦“a joke”⟧) failed — ⟦“badly”⟧ — and anti-⟦\"ferry\"⟧ posters went up.",
        "⟦\"[We] lost …\"⟧ he wrote. ⟦“…and badly”⟧.",
        "⟦\"Yes\"⟧/⟦\"no\"⟧ and ⟦\"We—\"⟧ he began. ⟦\"—lost.\"⟧",
        "⟦“We lost”⟧: that was all. ⟦“Why?”⟧; nobody knew.",
    ]);
}

#[test]
fn over_paragraphs() {
    check(&[
        "⟦“We lost. It was hard.\n“But we go on.\n“We always do,”⟧ she said. ⟦“Always.”⟧",
        "⟦“We lost.\n\n\n“But we go on,”⟧ she said.",
        "⟦\"We lost.\n\"But we go on,\"⟧ she said.",
        "⟦‘We lost the voters’ trust.\n‘But we’ll go on,’⟧ she said.",
        "⟦'We lost.\n'But we'll go on,'⟧ she said.",
        "⟦``We lost.\n``But we go on,''⟧ she said.",
        "⟦« We lost.\n» But we go on »⟧, she said.",
        "She said: ⟦“I told them ⟦‘no.\n“‘And I meant it.’⟧”⟧",
        "⟦“He said ⟦‘no’⟧ to me.\n“And ⟦‘never,’⟧ too.”⟧",
        "⟦“We lost.”⟧\n⟦“But we go on.”⟧\n⟦“Always.”⟧",
        "⟦“We lost,”⟧ she said. ⟦“It was hard.\n“But we go on.”⟧",
    ]);
}

#[test]
fn a_lost_paragraph_break() {
    check(&[
        "⟦“We lost. “But we go on. “We always do,”⟧ she said. ⟦“Always.”⟧",
        "⟦\"We lost. \"But we go on,\"⟧ she said. The end.",
    ]);
}

#[test]
fn never_closed_and_stray() {
    check(&[
        "⟦“We lost. It was hard.⌋\nThe ⟦“harbour”⟧ is shut.",
        "She said ⟦\"we lost.⌋\nThe harbour is shut.",
        "⟦‘We lost, she said.⌋\nThe harbour is shut.",
        "We lost,” she said. The end.\n⟦“But we go on.”⟧",
        "We lost,\" she said. ⟦\"But we go on.\"⟧",
        "⟦“We lost.\n“But we go on.⌋\nThe harbour is shut.",
        "⟦“We lost, and the ‘mayor knows it,”⟧ she said.",
        "A mark alone: ” and a text.\n⟦“Yes.”⟧",
        "",
        "”",
    ]);
}

#[test]
fn a_run_ends_after_sixty_paragraphs() {
    let text = vec!["“And so on."; 61].join("\n");
    let quotations = segment_text(&text).quotations;
    assert_eq!(quotations.len(), 2);
    assert_eq!(quotations[1].span.of(&text), "“And so on.");
}

#[test]
fn inner_text_leaves_out_the_outer_marks_only() {
    let text = "She said: “We lost.\n“But we go ‘on’,” and left. ``Yes''";
    let quotations = segment_text(text).quotations;
    let inner: Vec<_> =
        quotations.iter().map(|quotation| (quotation.inner.of(text), quotation.parent)).collect();
    assert_eq!(inner, [("We lost.\n“But we go ‘on’,", None), ("on", Some(0)), ("Yes", None)]);
}

#[test]
fn the_innermost_quotation_at_a_place() {
    let text = "a “b ‘c’ d ‘e’ f” g “h” i";
    let quotations = segment_text(text).quotations;
    let at = |c: char| inside(&quotations, text.find(c).unwrap()).map(|id| quotations[id].inner.of(text));
    assert_eq!("abcdefghi‘“".chars().map(at).collect::<Vec<_>>(), {
        let outer = Some("b ‘c’ d ‘e’ f");
        [None, outer, Some("c"), outer, Some("e"), outer, None, Some("h"), None, outer, None]
    });
    assert_eq!(inside(&[], 0), None);
}

#[test]
fn a_run_stays_in_blocks_of_one_kind() {
    use onrecord_document::{Block, BlockKind, Span};
    let text = "“A town without a ferry\n“We lost,” she said.";
    let mut document = Document::plain("d", text);
    let spans = |document: &Document| {
        segment(document).quotations.iter().map(|q| q.span.of(text).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(spans(&document), ["“A town without a ferry\n“We lost,”"]);
    let headline = text.find('\n').unwrap();
    document.blocks = vec![
        Block { span: Span::new(0, headline), kind: BlockKind::Headline },
        Block { span: Span::new(headline + 1, text.len()), kind: BlockKind::Paragraph },
    ];
    assert_eq!(spans(&document), ["“A town without a ferry", "“We lost,”"]);
}
