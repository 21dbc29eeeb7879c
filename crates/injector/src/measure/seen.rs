use onrecord_check::{Diagnostic, Settings, check};
use onrecord_compare::{Class, Origin, verify};
use onrecord_document::{Annotations, Document, Span};
use onrecord_engine::EngineError;

use crate::inject::{Fault, Injected, inject};
use crate::measure::clean::Clean;
use crate::measure::judged::{Judged, Judgement};
use crate::measure::read::{Article, Reader};
use crate::random::seed_of;

/// What was seen of one kind of fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The fault.
    pub fault: Fault,
    /// How many articles it was put into.
    pub injected: usize,
    /// In how many something was found at the fault.
    pub found: usize,
    /// In how many the finding points at the right place or, for `verify`, is of the right class.
    pub right: usize,
    /// `verify` only: quotations that weren't touched, and how many of them were found to differ.
    pub others: (usize, usize),
    /// The articles in which it was missed, or found at the wrong place.
    pub missed: Vec<(String, Injected)>,
}

/// Puts the fault into every article that has a place for it and isn't found faulty as it is, and looks for it.
///
/// # Errors
/// If the model can't be run.
pub fn seen(fault: Fault, articles: &[Article], reader: Reader<'_>) -> Result<Seen, EngineError> {
    let mut seen = Seen { fault, injected: 0, found: 0, right: 0, others: (0, 0), missed: Vec::new() };
    for article in articles {
        let Document { id, text, .. } = &article.document;
        if is_found_faulty(fault, article) {
            continue;
        }
        let seed = seed_of(&format!("{id} {}", fault.name()));
        let Some(injected) = inject(text, &article.annotations.segmentation, fault, seed) else { continue };
        let copy = Document::plain(id.clone(), injected.text.clone());
        let (found, right) = match expected_class(fault) {
            Some(class) => verified(&injected, class, &article.document, copy, &mut seen.others)?,
            None => checked(&injected, &reader.annotate(copy)?),
        };
        seen.injected += 1;
        seen.found += usize::from(found);
        seen.right += usize::from(right);
        if !(found && right) {
            seen.missed.push((id.clone(), injected));
        }
    }
    Ok(seen)
}

/// The rules of `check` that should see the fault; none if it is one for `verify`.
fn codes(fault: Fault) -> &'static [&'static str] {
    match fault {
        Fault::SurnameMisspelt => &["N01"],
        Fault::StatementRepeated => &["S01"],
        Fault::QuotationUnclosed | Fault::QuotationUnopened => &["Q01", "Q02"],
        Fault::SpeakerDropped => &["A01"],
        _ => &[],
    }
}

/// How `verify` should class the fault; `None` if it is one for `check`.
fn expected_class(fault: Fault) -> Option<Class> {
    Some(match fault {
        Fault::WordChanged => Class::WordsChanged,
        Fault::NumberChanged | Fault::NegationChanged => Class::MeaningChanged,
        Fault::CutUnmarked => Class::UnmarkedCut,
        Fault::CutMarked => Class::MarkedCut,
        _ => return None,
    })
}

fn is_found_faulty(fault: Fault, article: &Article) -> bool {
    !findings(fault, article).is_empty()
}

fn findings(fault: Fault, article: &Article) -> Vec<Diagnostic> {
    let codes: Vec<String> = codes(fault).iter().map(|code| (*code).to_owned()).collect();
    let mut settings = Settings::default();
    if codes.is_empty() || settings.only(&codes).is_err() {
        return Vec::new();
    }
    check(&article.document, &article.annotations, &settings)
}

/// Whether a finding is at the fault, and whether it points at the right place.
fn checked(injected: &Injected, article: &Article) -> (bool, bool) {
    let text = &article.document.text;
    let (mut found, mut right) = (false, false);
    for finding in findings(injected.fault, article) {
        let labels = |place: Span| finding.labels.iter().any(|label| label.span.overlaps(place));
        let primary = finding.primary().span;
        let (here, exactly) = match injected.fault {
            Fault::QuotationUnclosed | Fault::QuotationUnopened => {
                let paragraphs = &article.annotations.segmentation.paragraphs;
                let paragraph = paragraphs.iter().find(|paragraph| paragraph.contains(injected.place));
                (paragraph.is_some_and(|paragraph| labels(*paragraph)), primary == injected.place)
            }
            Fault::StatementRepeated => {
                let both = labels(injected.place) && injected.other.is_some_and(labels);
                (both, both && (primary.overlaps(injected.place)))
            }
            _ => (labels(injected.place), primary.overlaps(injected.place)),
        };
        debug_assert!(primary.end <= text.len());
        found |= here;
        right |= exactly;
    }
    (found || right, right)
}

/// Whether `verify` sees that the quotation differs from the clean article's words, and classes the difference as it should. The source is the
/// clean article as a transcript would have it: without quotation marks, with straight apostrophes.
fn verified(
    injected: &Injected,
    expected: Class,
    clean: &Document,
    copy: Document,
    others: &mut (usize, usize),
) -> Result<(bool, bool), EngineError> {
    let copy = Reader::Segmentation.annotate(copy)?;
    let transcript = Document::plain("transcript", transcript(&clean.text));
    let sources = [Origin { document: &transcript, annotations: None::<&Annotations> }];
    let (mut found, mut right) = (false, false);
    for verified in verify(&copy.document, &copy.annotations, &sources) {
        if verified.quotation.overlaps(injected.place) {
            found = verified.class != Class::AsSaid && verified.class != Class::NotFound;
            right = verified.class == expected;
        } else {
            others.0 += 1;
            others.1 += usize::from(verified.class > Class::MarkedCut);
        }
    }
    Ok((found, right))
}

fn transcript(text: &str) -> String {
    let plain = |c| match c {
        '“' | '”' | '"' => ' ',
        '‘' | '’' => '\'',
        other => other,
    };
    text.chars().map(plain).collect()
}

/// A row a fault. False alarms are those of the rules in clean copy: all findings, and the share of them that was judged false; for `verify`
/// they are quotations in the same articles that nobody touched.
pub fn injected_table(measured: &[(Reader<'_>, Vec<Seen>, &Clean)], judgements: &[Judgement]) -> String {
    let mut table = "fault\tseen-by\tread-with\tinjected\tfound\tfound-pct\tright-place\tright-pct\tfindings-per-100-clean\tfalse-per-100-clean\n".to_owned();
    for (reader, all, clean) in measured {
        for seen in all {
            let percent = |count: usize| format!("{:.1}", count as f64 * 100.0 / seen.injected.max(1) as f64);
            let (by, alarms, wrong) = if expected_class(seen.fault).is_some() {
                let alarms = seen.others.1 as f64 * 100.0 / seen.injected.max(1) as f64;
                ("verify".to_owned(), alarms, Some(alarms))
            } else {
                let alarms = codes(seen.fault).iter().map(|code| clean.per_hundred(code)).sum();
                (codes(seen.fault).join("+"), alarms, false_alarms(seen.fault, clean, judgements))
            };
            table += &format!(
                "{}\t{by}\t{}\t{}\t{}\t{}\t{}\t{}\t{alarms:.2}\t{}\n",
                seen.fault.name(),
                if by == "verify" { Reader::Segmentation.name() } else { reader.name() },
                seen.injected,
                seen.found,
                percent(seen.found),
                seen.right,
                percent(seen.right),
                wrong.map_or_else(|| "-".to_owned(), |wrong| format!("{wrong:.2}")),
            );
        }
    }
    table
}

/// False alarms of the fault's rules in a hundred clean articles, as far as they were judged.
fn false_alarms(fault: Fault, clean: &Clean, judgements: &[Judgement]) -> Option<f64> {
    let mut all = 0.0;
    for code in codes(fault) {
        let findings = clean.findings.get(code).map_or(&[][..], Vec::as_slice);
        if !findings.is_empty() {
            let precision = Judged::of(code, findings, judgements).precision()?;
            all += clean.per_hundred(code) * (1.0 - precision);
        }
    }
    Some(all)
}
