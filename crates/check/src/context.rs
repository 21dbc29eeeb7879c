use std::cell::OnceCell;

use onrecord_document::{
    Annotations, Attribution, Document, Quotation, Segmentation, Span, Token, TokenKind,
};

use crate::Settings;
use crate::names::Names;
use crate::speech::Statements;
use crate::style::Style;

/// What a rule looks at: the document, what the engine found, the house style, and what several rules work out alike.
pub(crate) struct Context<'a> {
    pub(crate) document: &'a Document,
    pub(crate) text: &'a str,
    pub(crate) annotations: &'a Annotations,
    pub(crate) style: &'a Style,
    names: OnceCell<Names>,
    statements: OnceCell<Statements>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        document: &'a Document,
        annotations: &'a Annotations,
        settings: &'a Settings,
    ) -> Context<'a> {
        let (names, statements) = (OnceCell::new(), OnceCell::new());
        Context { document, text: &document.text, annotations, style: &settings.style, names, statements }
    }

    pub(crate) fn segmentation(&self) -> &'a Segmentation {
        &self.annotations.segmentation
    }

    pub(crate) fn attributions(&self) -> &'a [Attribution] {
        &self.annotations.attributions
    }

    /// The names in the text.
    pub(crate) fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::find(self))
    }

    /// What is said in the text.
    pub(crate) fn statements(&self) -> &Statements {
        self.statements.get_or_init(|| Statements::find(self))
    }

    /// The tokens that begin in `span`.
    pub(crate) fn tokens(&self, span: Span) -> &'a [Token] {
        let tokens = &self.segmentation().tokens;
        let first = tokens.partition_point(|token| token.span.start < span.start);
        let last = tokens.partition_point(|token| token.span.start < span.end);
        &tokens[first..last.max(first)]
    }

    /// The words that begin in `span`, numbers included.
    pub(crate) fn words(&self, span: Span) -> impl Iterator<Item = &'a str> {
        let words = self
            .tokens(span)
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
        words.map(|token| token.span.of(self.text))
    }

    /// The paragraph that holds `at`, or the one before it.
    pub(crate) fn paragraph(&self, at: usize) -> Span {
        let paragraphs = &self.segmentation().paragraphs;
        let after = paragraphs.partition_point(|paragraph| paragraph.start <= at);
        after.checked_sub(1).map_or(Span::new(0, 0), |index| paragraphs[index])
    }

    /// The sentence that holds `at`, or the one before it.
    pub(crate) fn sentence(&self, at: usize) -> Span {
        let sentences = &self.segmentation().sentences;
        let after = sentences.partition_point(|sentence| sentence.span.start <= at);
        after.checked_sub(1).map_or(Span::new(0, 0), |index| sentences[index].span)
    }

    /// Quotations that stand in no other, in order.
    pub(crate) fn outer_quotations(&self) -> impl Iterator<Item = &'a Quotation> {
        self.segmentation().quotations.iter().filter(|quotation| quotation.parent.is_none())
    }

    /// The outermost quotation that has `at` between its marks.
    pub(crate) fn quotation_at(&self, at: usize) -> Option<&'a Quotation> {
        let quotations = &self.segmentation().quotations;
        let mut id = quotations.partition_point(|quotation| quotation.span.start <= at).checked_sub(1)?;
        while let Some(parent) = quotations[id].parent {
            id = parent;
        }
        Some(&quotations[id]).filter(|quotation| quotation.inner.range().contains(&at))
    }

    /// Attributions whose content overlaps `span`, in order.
    pub(crate) fn said_in(&self, span: Span) -> impl Iterator<Item = &'a Attribution> {
        self.attributions()
            .iter()
            .filter(move |attribution| attribution.content.iter().any(|part| part.overlaps(span)))
    }

    /// The part of the text before `at`, within its paragraph.
    pub(crate) fn before(&self, at: usize) -> &'a str {
        let paragraph = self.paragraph(at);
        &self.text[paragraph.start.min(at)..at]
    }

    /// The part of the text from `at` to the paragraph's end.
    pub(crate) fn after(&self, at: usize) -> &'a str {
        let paragraph = self.paragraph(at);
        &self.text[at..paragraph.end.max(at)]
    }
}
