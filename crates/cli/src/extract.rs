//! `onrecord extract`.

mod destination;
mod filter;
mod pipeline;
mod progress;
mod reading;

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use onrecord_document::{Document, TokenKind};
use onrecord_engine::Engine;
use onrecord_ingest::{Fields, Input, Options};
use onrecord_record::DocumentRecord;

use crate::arguments::{ExtractArguments, FieldArguments};
use crate::exit::ExitStatus;
use crate::failure::Failure;
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
    let (inputs, missing) = find_inputs(arguments)?;
    let mut report = Report::default();
    missing.into_iter().for_each(|issue| report.failed(&issue.into()));
    if inputs.is_empty() {
        return Ok(ExitStatus::Failed);
    }
    let mut destination = destination::open(arguments, &inputs)?;
    let engine = Engine::new().map_err(|error| Failure::new(format!("can't start the engine: {error}")))?;

    let interrupted = Arc::new(AtomicBool::new(false));
    stop_when_interrupted(&interrupted)?;
    let read = Arc::new(AtomicU64::new(0));
    let total = inputs.iter().map(Input::bytes).sum::<Option<u64>>();
    let reading = Reading::new(inputs, options(arguments), Arc::clone(&read));
    let mut progress = Progress::new(!arguments.quiet && !destination.is_terminal, total, read);

    let filter = Filter::new(arguments);
    let with_text = arguments.with_text;
    let pipeline = Pipeline {
        jobs: arguments.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, usize::from),
        stop: Arc::clone(&interrupted),
        work: Arc::new(move |document| extract(&engine, &filter, with_text, document)),
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
    filter: &Filter,
    with_text: bool,
    document: Document,
) -> Result<Extracted, Failure> {
    let annotations =
        engine.annotate(&document).map_err(|error| Failure::new(format!("{}: {error}", document.id)))?;
    let words = annotations.segmentation.tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    let mut record = DocumentRecord::new(&document, &annotations, env!("CARGO_PKG_VERSION"));
    if with_text {
        record = record.with_text(&document);
    }
    record.attributions.retain(|attribution| filter.keeps(attribution));
    Ok(Extracted { document, record, words })
}

fn find_inputs(arguments: &ExtractArguments) -> Result<(Vec<Input>, Vec<onrecord_ingest::Issue>), Failure> {
    if !arguments.paths.is_empty() {
        return Ok(onrecord_ingest::inputs(&arguments.paths));
    }
    if io::stdin().is_terminal() {
        return Err(Failure::new("nothing to read: no PATH is given, and standard input is a terminal")
            .hint("onrecord extract article.txt, or: onrecord extract --help"));
    }
    Ok((vec![Input::stdin()], Vec::new()))
}

fn options(arguments: &ExtractArguments) -> Options {
    Options {
        format: arguments.input_format,
        fields: fields(&arguments.fields),
        max_document_bytes: arguments.max_document_size.get().saturating_mul(1 << 20),
    }
}

/// The usual names, after those that the user gives.
fn fields(given: &FieldArguments) -> Fields {
    let mut fields = Fields::default();
    for (names, name) in [
        (&mut fields.text, &given.text_field),
        (&mut fields.id, &given.id_field),
        (&mut fields.url, &given.url_field),
        (&mut fields.headline, &given.headline_field),
        (&mut fields.byline, &given.byline_field),
        (&mut fields.publisher, &given.publisher_field),
        (&mut fields.date, &given.date_field),
        (&mut fields.language, &given.language_field),
    ] {
        if let Some(name) = name {
            names.insert(0, name.clone());
        }
    }
    fields
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

fn note(text: &str) {
    // Nobody can be told if standard error is closed.
    let _ = writeln!(anstream::stderr(), "{text}");
}
