//! What is said in a text, each statement as its words.

use crate::context::Context;

/// The statements of a text.
#[derive(Debug, Default)]
pub(crate) struct Statements {}

impl Statements {
    pub(crate) fn find(_context: &Context<'_>) -> Statements {
        Statements {}
    }
}
