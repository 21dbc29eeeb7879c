//! Look-ups in a segmentation by place, in the logarithm of its size.

use onrecord_document::{Quotation, Segmentation, Span};

/// The paragraphs that share a byte with a span.
pub(crate) fn paragraphs_of(segmentation: &Segmentation, span: Span) -> &[Span] {
    let first = segmentation.paragraphs.partition_point(|p| p.end <= span.start);
    let last = segmentation.paragraphs.partition_point(|p| p.start < span.end);
    &segmentation.paragraphs[first..last.max(first)]
}

/// The quotations, nested ones too, that share a byte with a span or touch it, in order of their opening.
pub(crate) fn quotations_at(segmentation: &Segmentation, span: Span) -> impl Iterator<Item = &Quotation> {
    let quotations = &segmentation.quotations;
    let first = quotations.partition_point(|q| q.span.start < span.start);
    // What opened before and reaches here is the last one that opened before, or one that it stands in.
    let mut around = Vec::new();
    let mut id = first.checked_sub(1);
    while let Some(this) = id {
        around.extend(Some(&quotations[this]).filter(|q| q.span.end >= span.start));
        id = quotations[this].parent;
    }
    around.into_iter().rev().chain(quotations[first..].iter().take_while(move |q| q.span.start <= span.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_found_as_by_looking_through_all() {
        let text = "“They ‘swore’ it ‘held’.” So «did» they.\n“And “this\n“runs ‘on’ to here,” she said. “Yes.”“No.”";
        let segmentation = onrecord_segment::segment_text(text);
        assert!(segmentation.quotations.len() > 7);
        for start in (0..text.len()).filter(|&at| text.is_char_boundary(at)) {
            for end in (start..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                let span = Span::new(start, end);
                let all = segmentation.quotations.iter();
                let expected: Vec<_> = all.filter(|q| q.span.start <= end && start <= q.span.end).collect();
                assert_eq!(quotations_at(&segmentation, span).collect::<Vec<_>>(), expected, "{span:?}");
            }
        }
    }
}
