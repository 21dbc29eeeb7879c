//! What the weights of `reference/weights.rs` are fitted to: every pronoun, description and shared name of a text, with those it was weighed
//! among. Not part of the analysis.

use std::cell::RefCell;

use onrecord_document::{Attribution, Document, Segmentation, Span};
use onrecord_encoder::Encoding;

use crate::reference::Evidence;
use crate::{Options, resolve_seen};

/// A mention that was to be linked, and the mentions that it was weighed among.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The word that heads it, in bytes of the text.
    pub head: Span,
    /// `he`, `they`, `name` or `description`: each sort has its own weights.
    pub sort: &'static str,
    /// Those that it could mean.
    pub candidates: Vec<Candidate>,
}

/// A mention that another could mean.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The word that heads it, in bytes of the text.
    pub head: Span,
    /// Whose it is: a number, the same for all of the reference's candidates that are the same.
    pub figure: usize,
    /// What speaks for it, in the order of [`EVIDENCE`].
    pub evidence: Vec<f32>,
}

/// The sorts of evidence.
pub const EVIDENCE: &[&str] = Evidence::NAMES;

/// Where references are noted as they are weighed.
pub(crate) type Notes = RefCell<Vec<Reference>>;

/// All references of a document, in the order in which they are settled.
pub fn references(
    document: &Document,
    segmentation: &Segmentation,
    encoding: &Encoding<'_>,
    attributions: &[Attribution],
) -> Vec<Reference> {
    let notes = Notes::default();
    resolve_seen(document, segmentation, encoding, attributions, Options::default(), Some(&notes));
    notes.into_inner()
}
