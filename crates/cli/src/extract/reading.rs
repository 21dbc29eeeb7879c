use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::vec::IntoIter;

use onrecord_document::Document;
use onrecord_ingest::{Documents, Input, Options};

use crate::failure::Failure;
use crate::fault;

/// The documents of all inputs, one after another, opened when their turn comes.
pub(crate) struct Reading {
    inputs: IntoIter<Input>,
    options: Options,
    open: Option<(String, Documents)>,
    /// Bytes of the inputs that are finished.
    finished: u64,
    /// Bytes read so far, told to others.
    read: Arc<AtomicU64>,
}

impl Reading {
    pub(crate) fn new(inputs: Vec<Input>, options: Options, read: Arc<AtomicU64>) -> Reading {
        Reading { inputs: inputs.into_iter(), options, open: None, finished: 0, read }
    }
}

impl Iterator for Reading {
    type Item = Result<Document, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some((name, documents)) = &mut self.open else {
                let input = self.inputs.next()?;
                match input.open(&self.options) {
                    Ok(documents) => self.open = Some((input.name().to_owned(), documents)),
                    Err(issue) => return Some(Err(issue.into())),
                }
                continue;
            };
            // A fault in one reader must not lose the inputs after it.
            let next = catch_unwind(AssertUnwindSafe(|| documents.next()));
            let read = self.finished + documents.bytes_read();
            self.read.store(read, Ordering::Relaxed);
            match next {
                Ok(Some(item)) => return Some(item.map_err(Failure::from)),
                Ok(None) => {
                    self.finished = read;
                    self.open = None;
                }
                Err(panic) => {
                    let failure = fault::failure(name, panic.as_ref());
                    self.finished = read;
                    self.open = None;
                    return Some(Err(failure));
                }
            }
        }
    }
}
