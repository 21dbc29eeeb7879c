use onrecord_document::{Kind, Segmentation, Span};

/// Direct where at least nine tenths of the words stand inside quotation marks, mixed where some do.
pub(crate) fn kind_of(text: &str, segmentation: &Segmentation, content: &[Span]) -> Kind {
    let mut words = 0;
    let mut inside = 0;
    for span in content {
        let first = segmentation.tokens.partition_point(|t| t.span.end <= span.start);
        for token in segmentation.tokens[first..].iter().take_while(|t| t.span.start < span.end) {
            if token.span.of(text).contains(|c: char| c.is_alphanumeric()) {
                words += 1;
                inside += usize::from(is_quoted(segmentation, token.span));
            }
        }
    }
    if words > 0 && inside * 10 >= words * 9 {
        Kind::Direct
    } else if inside > 0 {
        Kind::Mixed
    } else {
        Kind::Indirect
    }
}

fn is_quoted(segmentation: &Segmentation, span: Span) -> bool {
    let upto = segmentation.quotations.partition_point(|q| q.inner.start <= span.start);
    // Nested quotations follow the one they stand in, so the outermost may lie some way back.
    segmentation.quotations[..upto]
        .iter()
        .rev()
        .take_while(|q| q.inner.end >= span.end || q.parent.is_some() || q.span.end + 2_000 > span.start)
        .any(|q| q.inner.contains(span))
}
