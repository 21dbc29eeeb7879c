//! onrecord in the editor: what `check` finds, shown as one types, over the language server protocol.
//!
//! [`serve`] speaks with one editor over a `lsp_server::Connection` until the editor says goodbye. [`over`] makes a connection of two
//! streams; tests use `Connection::memory()`. No file is touched here and no model is known: whoever serves gives a [`Host`] for both.
//!
//! # What is answered when
//!
//! Texts are kept as the editor changes them, piece by piece. After a change, rules of typography answer at once; what the
//! others found is carried over from before the change, but for what it touches. On a thread of its own the engine reads the
//! text anew, always the latest one, and what it finds is shown when it is done. A hover or an outline that is asked for in the
//! meantime is answered then.

mod actions;
mod article;
mod change;
mod client;
mod findings;
mod hello;
mod hover;
mod lines;
mod publish;
mod questions;
mod reader;
mod server;
mod symbols;
mod transport;
mod voice;

use std::path::Path;

pub use onrecord_check::Settings;
pub use onrecord_document::{Annotations, Document};
pub use server::{Abandoned, serve};
pub use transport::over;

/// What the server asks of whoever runs it.
pub trait Host: Send + Sync + 'static {
    /// What the engine finds in a document. Called on a thread of its own, for one document at a time.
    ///
    /// # Errors
    /// A sentence that says why the engine can't be run.
    fn annotate(&self, document: &Document) -> Result<Annotations, String>;

    /// The settings for an article, which lies at `path` or in no file.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the configuration.
    fn settings(&self, path: Option<&Path>) -> Result<Settings, String>;
}
