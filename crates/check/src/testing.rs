//! Texts in, findings out.

use onrecord_diagnostic::Diagnostic;
use onrecord_document::{Act, Annotations, Attribution, DecidedBy, Document, Evidence, Kind};
use onrecord_testing::Passage;

use crate::rule::rules;
use crate::{Settings, check, rule};

/// A text in the notation of `onrecord-testing`, or a plain one, as if the engine had found just what is stated.
pub(crate) fn annotated(notation: &str) -> (Document, Annotations) {
    let states = notation.lines().any(|line| line.trim_start().starts_with('^'));
    let notation = format!("{}\n{}", notation.trim_matches('\n'), if states { "" } else { "(nothing)\n" });
    let passage: Passage = notation.parse().unwrap_or_else(|error| panic!("{error}\n{notation}"));
    let document = Document::plain("a.txt", passage.text.as_str());
    let segmentation = onrecord_segment::segment(&document);
    let quoted =
        |at: usize| segmentation.quotations.iter().any(|quotation| quotation.span.range().contains(&at));
    let attributions = passage.attributions.iter().map(|stated| {
        let inside = stated.content.iter().filter(|part| quoted(part.start)).count();
        let kind = match inside {
            0 => Kind::Indirect,
            n if n == stated.content.len() => Kind::Direct,
            _ => Kind::Mixed,
        };
        Attribution {
            kind: stated.kind.unwrap_or(kind),
            act: stated.act.unwrap_or(Act::Speech),
            source: stated.source.first().copied(),
            speaker: None,
            cue: stated.cue.first().copied(),
            content: stated.content.clone(),
            parent: None,
            evidence: Evidence { decided_by: stated.decided_by.unwrap_or(DecidedBy::Model), confidence: 0.9 },
        }
    });
    let attributions = attributions.collect();
    (document, Annotations { segmentation, attributions, entities: Vec::new() })
}

/// What a rule finds in a text.
pub(crate) fn diagnostics(code: &str, notation: &str) -> (Document, Vec<Diagnostic>) {
    let mut settings = Settings::default();
    settings.only(&[code.to_owned()]).unwrap();
    diagnostics_with(&settings, notation)
}

pub(crate) fn diagnostics_with(settings: &Settings, notation: &str) -> (Document, Vec<Diagnostic>) {
    let (document, annotations) = annotated(notation);
    let found = check(&document, &annotations, settings);
    for label in found.iter().flat_map(|finding| &finding.labels) {
        assert!(!label.span.of(&document.text).is_empty());
    }
    (document, found)
}

/// What a rule finds in a text: for each finding the words at its places, the primary one first, and its headline.
pub(crate) fn found(code: &str, notation: &str) -> Vec<String> {
    let (document, found) = diagnostics(code, notation);
    shown(&document, &found)
}

pub(crate) fn shown(document: &Document, found: &[Diagnostic]) -> Vec<String> {
    let shown = found.iter().map(|finding| {
        let mut labels: Vec<_> = finding.labels.iter().collect();
        labels.sort_by_key(|label| (!label.primary, label.span));
        let words: Vec<&str> = labels.iter().map(|label| label.span.of(&document.text)).collect();
        format!("{}: {}", words.join(" | "), finding.message)
    });
    shown.collect()
}

#[test]
fn every_rule_finds_its_bad_example_and_not_its_good_one() {
    for this in rules() {
        let bad = diagnostics(this.code, this.bad.0).1;
        assert!(!bad.is_empty(), "{}: nothing found in\n{}", this.code, this.bad.text());
        let (document, good) = diagnostics(this.code, this.good.0);
        assert!(good.is_empty(), "{}: found {:?}", this.code, shown(&document, &good));
    }
}

#[test]
fn every_record_is_whole() {
    for this in rules() {
        let letters = this.code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        assert!(this.code.len() == 3 && letters && rule(this.name).is_some(), "{}", this.code);
        assert!(this.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", this.name);
        for sentence in [this.what, this.why] {
            assert!(sentence.ends_with('.') && !sentence.contains("  "), "{}: {sentence}", this.code);
        }
        for source in this.sources {
            assert!(source.link.starts_with("https://") && source.fact.ends_with('.'), "{}", this.code);
        }
        assert!(
            rules().iter().filter(|other| other.code == this.code || other.name == this.name).count() == 1
        );
    }
    let codes: Vec<&str> = rules().iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted(), "{codes:?}");
}
