use onrecord_document::{Closing, Quotation, Segmentation, Span, Token, TokenKind};

/// A clean text and its pieces.
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    pub(super) segmentation: &'a Segmentation,
}

impl<'a> Text<'a> {
    pub(super) fn of(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    pub(super) fn paragraphs(&self) -> &'a [Span] {
        &self.segmentation.paragraphs
    }

    /// Index of the paragraph that `at` lies in.
    pub(super) fn paragraph_at(&self, at: usize) -> Option<usize> {
        let index = self.paragraphs().partition_point(|paragraph| paragraph.end <= at);
        (self.paragraphs().get(index)?.start <= at).then_some(index)
    }

    /// The tokens that lie in `span`.
    pub(super) fn tokens(&self, span: Span) -> &'a [Token] {
        let tokens = &self.segmentation.tokens;
        let first = tokens.partition_point(|token| token.span.start < span.start);
        let last = tokens.partition_point(|token| token.span.end <= span.end);
        &tokens[first..last.max(first)]
    }

    /// How many words lie in `span`.
    pub(super) fn word_count(&self, span: Span) -> usize {
        self.tokens(span).iter().filter(|token| token.kind == TokenKind::Word).count()
    }

    /// Quotations that stand in no other, lie in one paragraph, are closed by a mark, and have at least `fewest` words.
    pub(super) fn quotations(&self, fewest: usize) -> Vec<&'a Quotation> {
        let all = self.segmentation.quotations.iter();
        let whole = all.filter(|quotation| {
            quotation.parent.is_none()
                && quotation.closing == Closing::Mark
                && !self.of(quotation.span).contains('\n')
                && self.word_count(quotation.inner) >= fewest
        });
        whole.collect()
    }
}
