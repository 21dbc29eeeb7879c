use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender, unbounded};
use lsp_types::Url;
use onrecord_document::{Annotations, Document};

use crate::Host;

/// The thread on which the engine reads, one text at a time. It isn't waited for at the end.
pub(crate) struct Reader {
    texts: Sender<Text>,
    /// What is found in each text, in the order in which they were given.
    pub(crate) read: Receiver<Read>,
    busy: bool,
}

struct Text {
    uri: Url,
    document: Arc<Document>,
}

/// What the engine found in a text.
pub(crate) struct Read {
    pub(crate) uri: Url,
    /// The text that was given.
    pub(crate) document: Arc<Document>,
    pub(crate) found: Result<Annotations, String>,
}

impl Reader {
    pub(crate) fn new(host: Arc<impl Host>) -> Reader {
        let (texts, to_read) = unbounded::<Text>();
        let (done, read) = unbounded();
        thread::spawn(move || {
            for Text { uri, document } in to_read {
                let annotate = AssertUnwindSafe(|| host.annotate(&document));
                let fault =
                    |_| Err(format!("{uri}: a fault in onrecord; please report it together with the text"));
                let found = catch_unwind(annotate).unwrap_or_else(fault);
                if done.send(Read { uri, document, found }).is_err() {
                    return;
                }
            }
        });
        Reader { texts, read, busy: false }
    }

    /// Whether it can take a text now; otherwise the text would be old when it is read.
    pub(crate) fn is_free(&self) -> bool {
        !self.busy
    }

    pub(crate) fn give(&mut self, uri: Url, document: Arc<Document>) {
        self.busy = self.texts.send(Text { uri, document }).is_ok();
    }

    /// To be called for each of [`Reader::read`].
    pub(crate) fn done(&mut self) {
        self.busy = false;
    }
}
