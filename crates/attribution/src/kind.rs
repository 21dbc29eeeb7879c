use onrecord_document::{Kind, Segmentation, Span};

use crate::nearby::quotations_at;

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
    quotations_at(segmentation, span).any(|q| q.inner.contains(span))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str, content: &str) -> Kind {
        let start = text.find(content).unwrap();
        kind_of(text, &onrecord_segment::segment_text(text), &[Span::new(start, start + content.len())])
    }

    #[test]
    fn kinds_by_share_of_quoted_words() {
        assert_eq!(kind("“It held,” she said.", "“It held,”"), Kind::Direct);
        assert_eq!(kind("She said it “held” well.", "it “held” well"), Kind::Mixed);
        assert_eq!(kind("She “hopes” it held.", "it held"), Kind::Indirect);
    }

    #[test]
    fn a_long_quotation_is_quoted_to_its_end_after_a_nested_one() {
        let text = format!("“They ‘swore’ it. {}The wall fell,” she said.", "It held and held. ".repeat(300));
        assert_eq!(kind(&text, "The wall fell"), Kind::Direct);
    }
}
