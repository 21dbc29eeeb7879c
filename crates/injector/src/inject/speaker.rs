//! The speaker of a direct quotation taken out.

use onrecord_document::{Quotation, Span, TokenKind};

use super::text::Text;
use super::{Draft, Edit, Place};
use crate::random::Random;

const FEWEST_WORDS: usize = 8;
const VERBS: &[&str] = &["said", "says", "told", "added", "wrote", "asked", "tweeted"];

/// Turns `“…,” said Lee.` into `“….”`, where the paragraph and the one before name nobody else's words and don't name the speaker again.
pub(super) fn drop(text: &Text<'_>, random: &mut Random) -> Option<Draft> {
    let candidates: Vec<(&Quotation, Span)> = text
        .quotations(FEWEST_WORDS)
        .into_iter()
        .filter_map(|quotation| Some((quotation, clause(text, quotation)?)))
        .collect();
    let (quotation, clause) = *random.pick(&candidates)?;
    let comma = Span::new(quotation.inner.end - 1, quotation.inner.end);
    let mark = text.of(Span::new(quotation.inner.end, quotation.span.end));
    let edit = Edit { span: Span::new(comma.start, clause.end), words: format!(".{mark}") };
    let place = Place::Clean(Span::new(quotation.span.start, clause.end));
    Some(Draft { edit, place, other: None })
}

/// The words from the closing mark to the full stop, where they are a speaker and a verb and nothing else tells who speaks.
fn clause(text: &Text<'_>, quotation: &Quotation) -> Option<Span> {
    if !text.of(quotation.inner).ends_with(',') {
        return None;
    }
    let index = text.paragraph_at(quotation.span.start)?;
    let paragraph = text.paragraphs()[index];
    let rest = text.of(Span::new(quotation.span.end, paragraph.end));
    let stop = rest.find(". ").or_else(|| rest.strip_suffix('.').map(str::len))?;
    let clause = Span::new(quotation.span.end, quotation.span.end + stop + 1);
    let words: Vec<&str> = text
        .tokens(clause)
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| text.of(token.span))
        .collect();
    let name = match words.as_slice() {
        [verb, name @ ..] if VERBS.contains(verb) => name,
        [name @ .., verb] if VERBS.contains(verb) => name,
        _ => return None,
    };
    let is_name =
        !name.is_empty() && name.len() <= 4 && name.iter().all(|word| word.starts_with(char::is_uppercase));
    let surname = name.last()?.trim_end_matches("’s").trim_end_matches("'s");
    let pronoun = matches!(surname, "He" | "She" | "They" | "I");
    let around = Span::new(text.paragraphs()[index.saturating_sub(1)].start, paragraph.end);
    let elsewhere = text.of(Span::new(around.start, quotation.span.start)).contains(surname)
        || text.of(Span::new(clause.end, around.end)).contains(surname);
    let quotes = text
        .segmentation
        .quotations
        .iter()
        .filter(|other| other.parent.is_none() && around.overlaps(other.span))
        .count();
    (is_name && !pronoun && !elsewhere && quotes == 1).then_some(clause)
}
