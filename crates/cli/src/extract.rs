//! `onrecord extract`.

mod destination;
mod filter;
pub(crate) mod pipeline;
mod progress;
pub(crate) mod reading;

use std::collections::HashSet;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use onrecord_document::{Annotations, Document, TokenKind};
use onrecord_engine::Engine;
use onrecord_ingest::Input;
use onrecord_people::People;
use onrecord_record::DocumentRecord;

use crate::arguments::ExtractArguments;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::known::known_people;
use crate::reading::{find_inputs, options};
use filter::Filter;
use pipeline::{Event, Pipeline};
use progress::Progress;
use reading::Reading;

/// What the workers make of a document.
struct Extracted {
    document: Document,
    record: DocumentRecord,
    words: usize,
}

/// Reads, analyses and writes. Failures of single inputs are shown as they come and don't stop the others.
pub(crate) fn run(arguments: &ExtractArguments) -> Result<ExitStatus, Failure> {
    let (inputs, missing) =
        find_inputs(&arguments.paths, "onrecord extract article.txt, or: onrecord extract --help")?;
    let mut report = Report::default();
    missing.into_iter().for_each(|issue| report.failed(&issue.into()));
    if inputs.is_empty() {
        return Ok(ExitStatus::Failed);
    }
    let people = known_people(&arguments.people)?;
    let mut destination = destination::open(arguments, &inputs)?;
    let engine = Engine::new().map_err(|error| Failure::new(format!("can't start the engine: {error}")))?;

    let interrupted = Arc::new(AtomicBool::new(false));
    stop_when_interrupted(&interrupted)?;
    let read = Arc::new(AtomicU64::new(0));
    let total = inputs.iter().map(Input::bytes).sum::<Option<u64>>();
    let reading = Reading::new(inputs, options(&arguments.reading), Arc::clone(&read));
    let mut progress = Progress::new(!arguments.quiet && !destination.is_terminal, total, read);

    let filter = Filter::new(arguments);
    let with_text = arguments.with_text;
    let pipeline = Pipeline {
        jobs: arguments.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, usize::from),
        stop: Arc::clone(&interrupted),
        work: Arc::new(move |document| extract(&engine, &people, &filter, with_text, document)),
    };
    let written = pipeline.run(reading, |event| {
        match event {
            Event::Result(Ok(extracted)) => {
                destination.writer.write(&extracted.record, &extracted.document)?;
                report.written += 1;
                progress.add(extracted.words);
            }
            Event::Result(Err(failure)) => progress.suspend(|| report.failed(&failure)),
            Event::Tick => {}
        }
        progress.tick();
        Ok(())
    });
    let written = written.and_then(|()| destination.writer.finish());
    progress.finish();
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(ExitStatus::Done),
        Err(error) => return Err(destination.failure(&error)),
        Ok(()) => {}
    }
    Ok(report.finish(interrupted.load(Ordering::Relaxed), arguments.quiet))
}

fn extract(
    engine: &Engine,
    people: &People,
    filter: &Filter,
    with_text: bool,
    document: Document,
) -> Result<Extracted, Failure> {
    let annotations =
        engine.annotate(&document).map_err(|error| Failure::new(format!("{}: {error}", document.id)))?;
    let annotations = Annotations { entities: people.identify(&document, &annotations), ..annotations };
    let words = annotations.segmentation.tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    let mut record = DocumentRecord::new(&document, &annotations, env!("CARGO_PKG_VERSION"));
    if with_text {
        record = record.with_text(&document);
    }
    record.attributions.retain(|attribution| filter.keeps(attribution));
    Ok(Extracted { document, record, words })
}

/// The first interruption stops the reading, and what is in hand is finished; the second ends the process.
fn stop_when_interrupted(interrupted: &Arc<AtomicBool>) -> Result<(), Failure> {
    let interrupted = Arc::clone(interrupted);
    ctrlc::set_handler(move || {
        if interrupted.swap(true, Ordering::Relaxed) {
            #[expect(
                clippy::exit,
                reason = "whoever interrupts twice doesn't want to wait for what is in hand"
            )]
            std::process::exit(ExitStatus::Interrupted.code().into());
        }
    })
    .map_err(|error| Failure::new(format!("can't listen for interruptions: {error}")))
}

/// What became of the inputs.
#[derive(Default)]
struct Report {
    written: u64,
    failed: u64,
    hints: HashSet<String>,
}

impl Report {
    /// Shows a failure; its hint only the first time, since a thousand records fail for one reason.
    fn failed(&mut self, failure: &Failure) {
        self.failed += 1;
        let hint = failure.hint.clone().filter(|hint| self.hints.insert(hint.clone()));
        Failure { message: failure.message.clone(), hint }.show();
    }

    fn finish(&self, interrupted: bool, quiet: bool) -> ExitStatus {
        let Report { written, failed, .. } = self;
        let documents = if *written == 1 { "1 document".into() } else { format!("{written} documents") };
        if interrupted {
            if !quiet {
                note(&format!("interrupted; {documents} written"));
            }
            return ExitStatus::Interrupted;
        }
        match (written, failed) {
            (_, 0) => ExitStatus::Done,
            (0, _) => ExitStatus::Failed,
            _ => {
                if !quiet {
                    note(&format!("{documents} written, {failed} failed"));
                }
                ExitStatus::SomeFailed
            }
        }
    }
}

/// Says something on standard error.
pub(crate) fn note(text: &str) {
    // Nobody can be told if standard error is closed.
    let _ = writeln!(anstream::stderr(), "{text}");
}
