use crate::Span;

/// A text cut into paragraphs, sentences and tokens, and its quotation marks paired.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmentation {
    /// Stretches without a line break that hold more than white space, trimmed; in order, disjoint.
    pub paragraphs: Vec<Span>,
    /// In order, disjoint; none crosses a paragraph's end.
    pub sentences: Vec<Sentence>,
    /// Words, numbers, marks; in order, disjoint, together everything but white space.
    pub tokens: Vec<Token>,
    /// In order of their opening; nested ones follow the one they stand in.
    pub quotations: Vec<Quotation>,
}

/// A sentence and its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From the first token's start to the last one's end.
    pub span: Span,
    /// Indexes into [`Segmentation::tokens`].
    pub tokens: std::ops::Range<usize>,
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word: letters, with apostrophes, hyphens and full stops inside ("don't", "U.S.").
    Word,
    /// A number, with its separators ("1,200.50").
    Number,
    /// A quotation mark, not an apostrophe.
    QuotationMark,
    /// Any other mark or symbol.
    Punctuation,
}

/// Index into [`Segmentation::quotations`].
pub type QuotationId = usize;

/// Words between quotation marks: typography alone, whoever may be speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks, over all of its paragraphs.
    pub span: Span,
    /// Without the outer marks. Marks that reopen a paragraph stay inside.
    pub inner: Span,
    /// The quotation that this one stands in.
    pub parent: Option<QuotationId>,
    /// How it ends.
    pub closing: Closing,
}

/// How a quotation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// By its closing mark.
    Mark,
    /// By the end of a paragraph: no mark closes it and the next paragraph doesn't reopen it.
    Paragraph,
}
