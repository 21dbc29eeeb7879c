//! onrecord's order: from a document to its annotations, in one function. This is the library's boundary.
//!
//! ```
//! # fn main() -> Result<(), onrecord_engine::EngineError> {
//! use onrecord_engine::{Document, Engine};
//!
//! let engine = Engine::new()?;
//! let document = Document::plain("1", "“We will appeal,” Mayor Ann Lee said on Tuesday.");
//! let annotations = engine.annotate(&document)?;
//! let lee = &annotations.attributions[0];
//! assert_eq!(lee.source.unwrap().of(&document.text), "Mayor Ann Lee");
//! # Ok(())
//! # }
//! ```

use std::fmt;

use onrecord_encoder::{Encoder, EncoderError, Encoding};

pub use onrecord_attribution::Options;
pub use onrecord_document::*;

/// The whole analysis, its model loaded once; shared between threads by reference.
pub struct Engine {
    encoder: Encoder,
    options: Options,
}

impl Engine {
    /// The engine with the model inside this library and the default options.
    ///
    /// # Errors
    /// If the model can't be loaded, which is a fault of the build.
    pub fn new() -> Result<Engine, EngineError> {
        Ok(Engine::with_encoder(Encoder::new()?))
    }

    /// The engine with another encoder.
    pub fn with_encoder(encoder: Encoder) -> Engine {
        Engine { encoder, options: Options::default() }
    }

    /// The same engine with other options.
    pub fn with_options(self, options: Options) -> Engine {
        Engine { options, ..self }
    }

    /// Analyses one document, on the calling thread. The same document gives the same annotations, at any number of
    /// threads.
    ///
    /// # Errors
    /// If the model can't be run.
    pub fn annotate(&self, document: &Document) -> Result<Annotations, EngineError> {
        let segmentation = onrecord_segment::segment(document);
        let encoding = self.encoder.encode(&document.text)?;
        let attributions = onrecord_attribution::attribute(document, &segmentation, &encoding, self.options);
        Ok(self.with_speakers(document, segmentation, &encoding, attributions))
    }

    /// Finds out who speaks in attributions that others have found: people, or another system.
    ///
    /// # Errors
    /// If the model can't be run.
    pub fn resolve(
        &self,
        document: &Document,
        attributions: Vec<Attribution>,
    ) -> Result<Annotations, EngineError> {
        let segmentation = onrecord_segment::segment(document);
        let encoding = self.encoder.encode(&document.text)?;
        Ok(self.with_speakers(document, segmentation, &encoding, attributions))
    }

    fn with_speakers(
        &self,
        document: &Document,
        segmentation: Segmentation,
        encoding: &Encoding<'_>,
        mut attributions: Vec<Attribution>,
    ) -> Annotations {
        let options = onrecord_entity::Options::default();
        let found = onrecord_entity::resolve(document, &segmentation, encoding, &attributions, options);
        for (attribution, speaker) in attributions.iter_mut().zip(found.speakers) {
            attribution.speaker = speaker;
        }
        Annotations { segmentation, attributions, entities: found.entities }
    }
}

/// The analysis can't be done.
#[derive(Debug)]
pub struct EngineError(EncoderError);

impl From<EncoderError> for EngineError {
    fn from(error: EncoderError) -> EngineError {
        EngineError(error)
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for EngineError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}
