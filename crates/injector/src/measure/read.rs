use std::path::Path;
use std::{panic, thread};

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

    /// Annotates documents on all processors, and returns them in order.
    ///
    /// # Errors
    /// If the model can't be run.
    pub fn annotate_all(self, documents: &[Document]) -> Result<Vec<Article>, EngineError> {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let size = documents.len().div_ceil(threads).max(1);
        let annotate = |part: &[Document]| -> Result<Vec<Article>, EngineError> {
            part.iter().map(|document| self.annotate(document.clone())).collect()
        };
        let parts: Vec<_> = thread::scope(|scope| {
            let threads: Vec<_> =
                documents.chunks(size).map(|part| scope.spawn(move || annotate(part))).collect();
            let join = |thread: thread::ScopedJoinHandle<'_, _>| {
                thread.join().unwrap_or_else(|fault| panic::resume_unwind(fault))
            };
            threads.into_iter().map(join).collect()
        });
        Ok(parts.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
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
