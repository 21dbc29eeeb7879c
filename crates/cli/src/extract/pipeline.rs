//! One thread reads, several analyse, the caller's writes: in the order of the input, at any number of threads.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use onrecord_document::Document;

use crate::failure::Failure;
use crate::fault;

/// What happens in a pipeline, told to the thread that writes.
pub(crate) enum Event<T> {
    /// What became of the next document.
    Result(Result<T, Failure>),
    /// Some time went by.
    Tick,
}

/// How documents are worked on.
pub(crate) struct Pipeline<T> {
    /// Documents at once.
    pub(crate) jobs: usize,
    /// Once set, no more is read, what is being worked on is finished, and the run ends.
    pub(crate) stop: Arc<AtomicBool>,
    /// The work. A panic in it is that document's failure.
    pub(crate) work: Arc<dyn Fn(Document) -> Result<T, Failure> + Send + Sync>,
}

/// No more text than this is in hand at once, except for a single document that is larger.
const MAX_BYTES: usize = 64 << 20;
/// Documents in hand for each that is worked on, so that a slow one doesn't hold up the others.
const READ_AHEAD: usize = 4;
/// The model's own frames are deep in unoptimised builds.
const STACK_BYTES: usize = 8 << 20;
const TICK: Duration = Duration::from_millis(100);

impl<T: Send + 'static> Pipeline<T> {
    /// Works on `documents` and tells `each` what became of them, in order.
    ///
    /// Threads that wait for input when the run ends early are left behind: no read can be called off.
    ///
    /// # Errors
    /// What `each` returns, which ends the run; what the system says if it gives no threads.
    pub(crate) fn run(
        &self,
        documents: impl Iterator<Item = Result<Document, Failure>> + Send + 'static,
        mut each: impl FnMut(Event<T>) -> io::Result<()>,
    ) -> io::Result<()> {
        let hand = Arc::new(Hand::default());
        let (work_sender, work) = unbounded();
        let (done_sender, done) = unbounded();
        for worker in 0..self.jobs {
            let (work, done, stop) = (work.clone(), done_sender.clone(), Arc::clone(&self.stop));
            let function = Arc::clone(&self.work);
            thread::Builder::new()
                .name(format!("analyse-{worker}"))
                .stack_size(STACK_BYTES)
                .spawn(move || analyse(&work, &done, &stop, &*function))?;
        }
        drop(done_sender);
        let (stop, bounds) = (Arc::clone(&self.stop), Arc::clone(&hand));
        let max_documents = self.jobs * READ_AHEAD;
        thread::Builder::new()
            .name("read".into())
            .stack_size(STACK_BYTES)
            .spawn(move || read(documents, &work_sender, &stop, &bounds, max_documents))?;

        let result = self.write(&done, &hand, &mut each);
        if result.is_err() {
            self.stop.store(true, Ordering::Relaxed);
        }
        result
    }

    fn write(
        &self,
        done: &Receiver<Numbered<Option<Result<T, Failure>>>>,
        hand: &Hand,
        each: &mut impl FnMut(Event<T>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        loop {
            match done.recv_timeout(TICK) {
                Ok(Numbered { number, bytes, item }) => {
                    waiting.insert(number, (bytes, item));
                }
                Err(RecvTimeoutError::Timeout) => each(Event::Tick)?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            while let Some((bytes, item)) = waiting.remove(&next) {
                if let Some(result) = item {
                    each(Event::Result(result))?;
                }
                hand.put_down(bytes);
                next += 1;
            }
            if self.stop.load(Ordering::Relaxed) && hand.is_empty() {
                return Ok(());
            }
        }
    }
}

/// Something and its place in the order of the input.
struct Numbered<I> {
    number: u64,
    bytes: usize,
    item: I,
}

fn read(
    documents: impl Iterator<Item = Result<Document, Failure>>,
    work: &Sender<Numbered<Result<Document, Failure>>>,
    stop: &AtomicBool,
    hand: &Hand,
    max_documents: usize,
) {
    for (number, item) in (0..).zip(documents) {
        let bytes = item.as_ref().map_or(0, size);
        if !hand.pick_up(bytes, max_documents, stop) || work.send(Numbered { number, bytes, item }).is_err() {
            return;
        }
    }
}

fn analyse<T>(
    work: &Receiver<Numbered<Result<Document, Failure>>>,
    done: &Sender<Numbered<Option<Result<T, Failure>>>>,
    stop: &AtomicBool,
    function: &(dyn Fn(Document) -> Result<T, Failure> + Send + Sync),
) {
    for Numbered { number, bytes, item } in work {
        let item = if stop.load(Ordering::Relaxed) {
            None
        } else {
            Some(item.and_then(|document| {
                let id = document.id.clone();
                catch_unwind(AssertUnwindSafe(|| function(document)))
                    .unwrap_or_else(|panic| Err(fault::failure(&id, panic.as_ref())))
            }))
        };
        if done.send(Numbered { number, bytes, item }).is_err() {
            return;
        }
    }
}

fn size(document: &Document) -> usize {
    document.text.len() + document.origin.as_read.as_ref().map_or(0, String::len)
}

/// Counts what is read and not yet written, and makes the reader wait while that is too much.
#[derive(Default)]
struct Hand {
    held: Mutex<Held>,
    less: Condvar,
}

#[derive(Default)]
struct Held {
    documents: usize,
    bytes: usize,
}

impl Hand {
    /// Waits until there is room. `false` if the run stops.
    fn pick_up(&self, bytes: usize, max_documents: usize, stop: &AtomicBool) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if stop.load(Ordering::Relaxed) {
                return false;
            }
            if held.documents == 0 || (held.documents < max_documents && held.bytes + bytes <= MAX_BYTES) {
                held.documents += 1;
                held.bytes += bytes;
                return true;
            }
            // A signal sets `stop` without waking anybody.
            held = self.less.wait_timeout(held, TICK).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn put_down(&self, bytes: usize) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.documents -= 1;
        held.bytes -= bytes;
        self.less.notify_one();
    }

    fn is_empty(&self) -> bool {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).documents == 0
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::time::Instant;

    use super::*;

    fn documents(count: usize) -> impl Iterator<Item = Result<Document, Failure>> + Send + 'static {
        (0..count).map(|n| Ok(Document::plain(n.to_string(), "x")))
    }

    fn pipeline<T>(
        jobs: usize,
        work: impl Fn(Document) -> Result<T, Failure> + Send + Sync + 'static,
    ) -> Pipeline<T> {
        Pipeline { jobs, stop: Arc::default(), work: Arc::new(work) }
    }

    fn results<T: Send + 'static>(
        pipeline: &Pipeline<T>,
        documents: impl Iterator<Item = Result<Document, Failure>> + Send + 'static,
    ) -> Vec<Result<T, Failure>> {
        let mut results = Vec::new();
        pipeline
            .run(documents, |event| {
                if let Event::Result(result) = event {
                    results.push(result);
                }
                Ok(())
            })
            .unwrap();
        results
    }

    #[test]
    fn the_order_is_that_of_the_input_at_any_number_of_threads() {
        for jobs in [1, 2, 8] {
            let pipeline = pipeline(jobs, |document: Document| {
                let number: u64 = document.id.parse().unwrap();
                thread::sleep(Duration::from_micros(number * 7919 % 500));
                Ok(number)
            });
            let numbers: Vec<u64> =
                results(&pipeline, documents(100)).into_iter().map(Result::unwrap).collect();
            assert_eq!(numbers, (0..100).collect::<Vec<_>>());
        }
    }

    #[test]
    fn failures_keep_their_place() {
        let input = vec![
            Ok(Document::plain("a", "")),
            Err(Failure::new("b: unreadable")),
            Ok(Document::plain("c", "")),
            Ok(Document::plain("d", "")),
        ];
        let pipeline = pipeline(2, |document: Document| {
            assert!(document.id != "c", "bad luck");
            Ok(document.id)
        });
        let results: Vec<String> = (results(&pipeline, input.into_iter()).into_iter())
            .map(|result| result.unwrap_or_else(|failure| failure.message))
            .collect();
        assert_eq!(results, ["a", "b: unreadable", "c: a fault in onrecord: bad luck", "d"]);
    }

    #[test]
    fn no_more_is_in_hand_than_is_worked_on_soon() {
        let read = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&read);
        let counted = documents(1000).inspect(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        let pipeline = pipeline(2, |_| Ok(()));
        let mut written = 0;
        let mut most = 0;
        pipeline
            .run(counted, |event| {
                if let Event::Result(_) = event {
                    most = most.max(read.load(Ordering::SeqCst) - written);
                    written += 1;
                }
                Ok(())
            })
            .unwrap();
        assert_eq!(written, 1000);
        // The one that the reader holds in front of the door counts too.
        assert!(most <= 2 * READ_AHEAD + 1, "{most}");
    }

    #[test]
    fn a_document_larger_than_the_bound_is_worked_on_alone() {
        let large = "x".repeat(MAX_BYTES + 1);
        let input =
            vec![Ok(Document::plain("a", "")), Ok(Document::plain("b", large)), Ok(Document::plain("c", ""))];
        let pipeline = pipeline(2, |document: Document| Ok(document.text.len()));
        let lengths: Vec<usize> =
            results(&pipeline, input.into_iter()).into_iter().map(Result::unwrap).collect();
        assert_eq!(lengths, [0, MAX_BYTES + 1, 0]);
    }

    #[test]
    fn stopping_ends_the_run_also_while_input_is_awaited() {
        let (never, blocked) = unbounded::<Result<Document, Failure>>();
        let pipeline = pipeline(2, |document: Document| Ok(document.id));
        let stop = Arc::clone(&pipeline.stop);
        let mut written = 0;
        let began = Instant::now();
        pipeline
            .run(documents(3).chain(blocked), |event| {
                if let Event::Result(_) = event {
                    written += 1;
                    stop.store(written == 3, Ordering::Relaxed);
                }
                Ok(())
            })
            .unwrap();
        assert_eq!(written, 3);
        assert!(began.elapsed() < Duration::from_secs(5));
        drop(never);
    }

    #[test]
    fn an_output_that_fails_ends_the_run() {
        let pipeline = pipeline(2, |_| Ok(()));
        let error = pipeline
            .run(documents(usize::MAX), |_| Err(io::Error::from(io::ErrorKind::BrokenPipe)))
            .unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
