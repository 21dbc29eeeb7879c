use crate::{Origin, Span};

/// One article, cleaned for analysis. Immutable: each stage returns a value beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What the input calls the document, or the path it was read from and the record's number there.
    /// Unique within one run.
    pub id: String,
    /// The text that every span counts in. Paragraphs end with `\n`; there is no `\r`, no control
    /// character but `\n` and `\t`, and no byte order mark.
    pub text: String,
    /// Parts of the text that are known to be something other than a paragraph, in order, disjoint.
    /// Empty for plain text.
    pub blocks: Vec<Block>,
    /// What is known about the article.
    pub metadata: Metadata,
    /// Where the text comes from, and the way back.
    pub origin: Origin,
}

/// What is known about an article; whatever the input doesn't tell is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Where it was published.
    pub url: Option<String>,
    /// Its headline, without the site's name.
    pub headline: Option<String>,
    /// Its writers, as printed.
    pub byline: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published: ISO 8601, a date or a date and time, as exact as the input has it.
    pub date_published: Option<String>,
    /// When it was fetched (WARC-Date): ISO 8601.
    pub date_retrieved: Option<String>,
    /// BCP 47 tag that the input states.
    pub language: Option<String>,
}

/// A part of a document's text and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a part of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The article's title, or a heading within.
    Headline,
    /// The line that names the writers.
    Byline,
    /// Running text.
    Paragraph,
    /// A quotation set apart: `blockquote`, an embedded post.
    BlockQuotation,
    /// The words under a picture.
    Caption,
    /// An item of a list.
    ListItem,
}

impl Document {
    /// A document of plain text that needs no cleaning and has no origin: for tests and for library users.
    pub fn plain(id: impl Into<String>, text: impl Into<String>) -> Document {
        Document { id: id.into(), text: text.into(), ..Document::default() }
    }
}
