//! Quotation marks taken out.

use onrecord_document::{Quotation, Span};

use super::text::Text;
use super::{Draft, Edit, Place};
use crate::random::Random;

/// Shorter ones are titles and words of no speaker.
const FEWEST_WORDS: usize = 2;

/// Takes out a closing mark. A quotation that the next paragraph seems to go on with is left alone: without its mark it is sound.
pub(super) fn unclose(text: &Text<'_>, random: &mut Random) -> Option<Draft> {
    let candidates: Vec<&Quotation> =
        candidates(text).into_iter().filter(|quotation| !goes_on(text, quotation)).collect();
    let quotation = random.pick(&candidates)?;
    let mark = Span::new(quotation.inner.end, quotation.span.end);
    Some(Draft {
        edit: Edit { span: mark, words: String::new() },
        place: Place::Clean(Span::new(quotation.span.start, quotation.inner.start)),
        other: None,
    })
}

/// Takes out an opening mark.
pub(super) fn unopen(text: &Text<'_>, random: &mut Random) -> Option<Draft> {
    let candidates = candidates(text);
    let quotation = random.pick(&candidates)?;
    let mark = Span::new(quotation.span.start, quotation.inner.start);
    Some(Draft {
        edit: Edit { span: mark, words: String::new() },
        place: Place::Clean(Span::new(quotation.inner.end, quotation.span.end)),
        other: None,
    })
}

/// Quotations in the marks, single or double, that the article has for most: others stand in headlines, or are apostrophes.
fn candidates<'a>(text: &Text<'a>) -> Vec<&'a Quotation> {
    let is_single = |quotation: &Quotation| text.of(quotation.span).starts_with(['\'', '‘', '’', '‚', '‹']);
    let all = text.quotations(FEWEST_WORDS);
    let single = all.iter().filter(|quotation| is_single(quotation)).count();
    let mostly_single = single * 2 > all.len();
    all.into_iter().filter(|quotation| is_single(quotation) == mostly_single).collect()
}

fn goes_on(text: &Text<'_>, quotation: &Quotation) -> bool {
    let Some(index) = text.paragraph_at(quotation.span.start) else { return true };
    let others_follow = text.segmentation.quotations.iter().any(|other| {
        other.span.start >= quotation.span.end && other.span.start < text.paragraphs()[index].end
    });
    let next = text.paragraphs().get(index + 1);
    !others_follow && next.is_some_and(|next| text.of(*next).starts_with(['“', '"', '‘', '\'', '«', '„']))
}
