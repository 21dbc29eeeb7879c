//! Every fault is really there, once, and everything else is as it was.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use onrecord_injector::{Fault, Injected, inject};
use onrecord_segment::segment_text;

const ARTICLE: &str = "The harbour wall at Port Ellery will be rebuilt, and Susan Quillan won the vote. It’s the last of three.\n\n\
    “It will stand for 40 years, and we are not going to ask the town for more money than it has,” a spokesman for the board said.\n\n\
    The work begins in the spring, when the herring are gone and the small boats can be moved to the other side of the bay.\n\n\
    Rain fell all day. “Nobody asked the people who live behind it what they want from us at all,” said Bo Ferris. The boats were out.\n\n\
    Quillan has led the board since the flood. Mr. Smith walked Quillan’s dog along the wall, which is old.\n\n\
    Later, Quillan left the room and “the long walk home” began. It snowed.\n";

fn injected(fault: Fault, seed: u64) -> Injected {
    inject(ARTICLE, &segment_text(ARTICLE), fault, seed)
        .unwrap_or_else(|| panic!("no place for {}", fault.name()))
}

#[test]
fn a_fault_is_one_edit_and_the_rest_is_byte_identical() {
    for fault in Fault::ALL {
        for seed in 0..40 {
            let injected = injected(fault, seed);
            assert_eq!(injected.undo(), ARTICLE, "{}", fault.name());
            assert_ne!(injected.text, ARTICLE, "{}", fault.name());
            assert!(!injected.place.is_empty() && injected.place.end <= injected.text.len());
            let (span, words) = (injected.edit.span, &injected.edit.words);
            assert_eq!(injected.text[..span.start], ARTICLE[..span.start]);
            assert_eq!(injected.text[span.start + words.len()..], ARTICLE[span.end..]);
            assert_eq!(injected, inject(ARTICLE, &segment_text(ARTICLE), fault, seed).unwrap());
        }
    }
}

#[test]
fn seeds_choose_places_and_manners() {
    for fault in [Fault::SurnameMisspelt, Fault::WordChanged, Fault::QuotationUnclosed, Fault::CutUnmarked] {
        let mut texts: Vec<String> = (0..40).map(|seed| injected(fault, seed).text).collect();
        texts.sort();
        texts.dedup();
        assert!(texts.len() > 2, "{}: {} texts", fault.name(), texts.len());
    }
}

#[test]
fn a_misspelt_surname_is_a_letter_from_the_name_and_stands_after_the_full_one() {
    for seed in 0..60 {
        let Injected { text, place, other, edit, .. } = injected(Fault::SurnameMisspelt, seed);
        let slip = place.of(&text);
        assert_eq!(other.unwrap().of(&text), "Susan Quillan");
        assert!(place.start > other.unwrap().end);
        assert_eq!(text.matches(slip).count(), 1, "{slip}");
        assert_eq!(text.matches("Quillan").count(), ARTICLE.matches("Quillan").count() - 1);
        let kept = slip.chars().zip("Quillan".chars()).take_while(|(a, b)| a == b).count();
        let tail = slip.chars().rev().zip("Quillan".chars().rev()).take_while(|(a, b)| a == b).count();
        assert!(kept + tail >= "Quillan".len() - 2, "{slip}");
        assert!((6..=8).contains(&slip.len()) && slip.starts_with(char::is_uppercase), "{slip}");
        assert_eq!(edit.span.len(), "Quillan".len());
    }
}

#[test]
fn someone_mentioned_twice_or_by_surname_first_is_left_alone() {
    for text in [
        "Susan Quillan won. Then Quillan left.",
        "Quillan won. Susan Quillan left. Quillan wept. Quillan slept.",
        "The Quillan Trust won. The Quillan Trust lost. A Quillan Trust.",
    ] {
        assert_eq!(inject(text, &segment_text(text), Fault::SurnameMisspelt, 1), None, "{text}");
    }
}

#[test]
fn a_mark_taken_out_leaves_its_partner_as_the_place() {
    for seed in 0..20 {
        let unclosed = injected(Fault::QuotationUnclosed, seed);
        assert_eq!((unclosed.place.of(&unclosed.text), unclosed.gone.as_str()), ("“", "”"));
        assert!(unclosed.place.start < unclosed.edit.span.start);
        let unopened = injected(Fault::QuotationUnopened, seed);
        assert_eq!((unopened.place.of(&unopened.text), unopened.gone.as_str()), ("”", "“"));
        assert!(unopened.place.start >= unopened.edit.span.start);
    }
}

#[test]
fn a_quotation_that_the_next_paragraph_goes_on_with_keeps_its_mark() {
    let text = "Lee said: “We will stay here.”\n“And we will fish.";
    assert_eq!(inject(text, &segment_text(text), Fault::QuotationUnclosed, 1), None);
}

#[test]
fn a_repeated_statement_stands_twice_and_differs() {
    for seed in 0..20 {
        let injected = injected(Fault::StatementRepeated, seed);
        let (copy, original) =
            (injected.place.of(&injected.text), injected.other.unwrap().of(&injected.text));
        assert!(injected.place.start > injected.other.unwrap().end);
        assert!(ARTICLE.contains(original) && original.starts_with('“'));
        assert!(!ARTICLE.contains(copy), "{copy}");
        assert_eq!(injected.text.matches(copy).count(), 1);
        assert!(injected.text.split("\n\n").any(|paragraph| paragraph.trim_end() == copy), "{copy}");
    }
}

#[test]
fn an_altered_quotation_is_the_place_and_holds_the_edit() {
    for fault in [
        Fault::WordChanged,
        Fault::NumberChanged,
        Fault::NegationChanged,
        Fault::CutUnmarked,
        Fault::CutMarked,
    ] {
        for seed in 0..30 {
            let injected = injected(fault, seed);
            let quotation = injected.place.of(&injected.text);
            assert!(quotation.starts_with('“') && quotation.ends_with('”'), "{quotation}");
            let end = injected.edit.span.start + injected.edit.words.len();
            assert!(
                injected.place.start < injected.edit.span.start && end < injected.place.end,
                "{quotation}"
            );
        }
    }
}

#[test]
fn alterations_do_what_their_name_says() {
    for seed in 0..30 {
        let number = injected(Fault::NumberChanged, seed);
        assert_eq!(number.gone, "40");
        assert!(
            number.edit.words.len() == 2 && number.edit.words.ends_with('0') && number.edit.words != "40"
        );
        let negation = injected(Fault::NegationChanged, seed);
        assert!(negation.gone.trim() == "not" || negation.edit.words.trim() == "not", "{negation:?}");
        let word = injected(Fault::WordChanged, seed);
        assert!(!word.gone.contains(' ') && !word.edit.words.contains(' ') && !word.edit.words.is_empty());
        let cut = injected(Fault::CutUnmarked, seed);
        assert!((3..=8).contains(&cut.gone.split_whitespace().count()) && cut.edit.words.is_empty());
        let marked = injected(Fault::CutMarked, seed);
        assert_eq!(marked.edit.words, "… ");
        for cut in [cut, marked] {
            assert!(!cut.gone.contains("not ") && !cut.gone.contains("Nobody"), "{}", cut.gone);
            assert!(!cut.text.contains("  "));
        }
    }
}

#[test]
fn a_dropped_speaker_leaves_a_sentence() {
    let injected = injected(Fault::SpeakerDropped, 1);
    assert_eq!(injected.gone, ",” said Bo Ferris.");
    assert_eq!(injected.edit.words, ".”");
    assert_eq!(
        injected.place.of(&injected.text),
        "“Nobody asked the people who live behind it what they want from us at all.”"
    );
    assert!(!injected.text.contains("Ferris"));
    for text in [
        "“It will stand for as long as we live here,” he said.",
        "Bo Ferris rose.\n“It will stand for as long as we live here,” Ferris said.",
        "“It will stand for as long as we live here,” Bo Ferris said. “Ferris may go.”",
    ] {
        assert_eq!(inject(text, &segment_text(text), Fault::SpeakerDropped, 1), None, "{text}");
    }
}
