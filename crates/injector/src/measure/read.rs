use std::path::Path;

use onrecord_document::{Annotations, Document, TokenKind};
use onrecord_engine::{Engine, EngineError};
use onrecord_ingest::{Input, Issue, Options};

/// Which articles of a collection are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Every how many-th: the first, and then those that are a multiple further on. At least 1.
    pub every: usize,
    /// At most how many.
    pub most: usize,
}

/// An article and what was found in it.
#[derive(Clone, Debug)]
pub struct Article {
    /// The article.
    pub document: Document,
    /// What was found.
    pub annotations: Annotations,
}

impl Article {
    /// How many words it has, numbers included.
    pub fn words(&self) -> usize {
        let tokens = self.annotations.segmentation.tokens.iter();
        tokens.filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number)).count()
    }
}

/// What annotates articles.
#[derive(Clone, Copy)]
pub enum Reader<'a> {
    /// Paragraphs, sentences, tokens and quotations alone: quick, and enough for most rules.
    Segmentation,
    /// The whole engine, with its model.
    Engine(&'a Engine),
}

impl Reader<'_> {
    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Reader::Segmentation => "segmentation",
            Reader::Engine(_) => "engine",
        }
    }

    /// Annotates a document.
    ///
    /// # Errors
    /// If the model can't be run.
    pub fn annotate(self, document: Document) -> Result<Article, EngineError> {
        let annotations = match self {
            Reader::Segmentation => {
                Annotations { segmentation: onrecord_segment::segment(&document), ..Annotations::default() }
            }
            Reader::Engine(engine) => engine.annotate(&document)?,
        };
        Ok(Article { document, annotations })
    }
}

/// The documents of a collection that belong to the sample, in order. What can't be read is passed over, but counts as one.
///
/// # Errors
/// If the collection can't be opened.
pub fn read(collection: &Path, sample: Sample) -> Result<Vec<Document>, Issue> {
    let records = Input::file(collection).open(&Options::default())?;
    Ok(records.step_by(sample.every.max(1)).take(sample.most).flatten().collect())
}
