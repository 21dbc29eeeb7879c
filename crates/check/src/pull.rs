//! Quotations set apart that repeat one in the text.

use onrecord_compare::{Verified, verify_within};
use onrecord_document::Span;

use crate::context::Context;
use crate::speech::stands_alone;

/// A quotation set apart, and what it repeats.
pub(crate) struct Pull {
    /// The quotation set apart, with its marks.
    pub(crate) span: Span,
    /// The quotation that it repeats, with its marks.
    pub(crate) original: Span,
    /// How they differ.
    pub(crate) verified: Verified,
}

/// Shorter ones repeat anything.
const FEWEST_WORDS: usize = 5;
/// The most quotations that are looked for.
const MOST: usize = 40;

/// The quotations set apart that repeat a longer one, or an earlier one as long.
pub(crate) fn pulls(context: &Context<'_>) -> Vec<Pull> {
    let candidates = context.outer_quotations().filter(|quotation| {
        stands_alone(context, quotation.span)
            && context.words(quotation.inner).count() >= FEWEST_WORDS
            && !quotation.span.of(context.text).contains('\n')
            && !is_heading(context, quotation.inner)
    });
    let candidates: Vec<Span> = candidates.map(|quotation| quotation.span).take(MOST).collect();
    let mut pulls = Vec::new();
    for (at, span) in candidates.iter().enumerate() {
        // What is set apart later is no original, and neither is what is said outside quotation marks.
        let left_out: Vec<Span> =
            candidates.iter().enumerate().filter(|(other, _)| *other >= at).map(|(_, span)| *span).collect();
        let verified = verify_within(context.text, *span, &left_out);
        let Some((_, found)) = verified.found else { continue };
        let Some(original) = context.quotation_at(found.start) else { continue };
        if original.span.contains(found) || original.span.overlaps(found) {
            pulls.push(Pull { span: *span, original: original.span, verified });
        }
    }
    pulls
}

/// Whether most of its words have capitals.
fn is_heading(context: &Context<'_>, span: Span) -> bool {
    let (mut all, mut capital) = (0, 0);
    for word in context.words(span) {
        all += 1;
        capital += usize::from(word.starts_with(char::is_uppercase));
    }
    capital * 3 > all * 2
}
