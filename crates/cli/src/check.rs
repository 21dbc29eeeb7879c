//! `onrecord check`.

mod destination;
mod fixes;
mod settings;

use std::fs;
use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::thread;

use onrecord_check::{Applicability, Baseline, Diagnostic, Severity, check};
use onrecord_document::Document;
use onrecord_engine::Engine;

use crate::arguments::CheckArguments;
use crate::exit::ExitStatus;
use crate::extract::note;
use crate::extract::pipeline::{Event, Pipeline};
use crate::extract::reading::Reading;
use crate::failure::Failure;
use crate::reading::{find_inputs, options};
use settings::Configured;

/// Reads, checks, shows. Failures of single inputs are shown as they come and don't stop the others.
pub(crate) fn run(arguments: &CheckArguments) -> Result<ExitStatus, Failure> {
    let (inputs, missing) =
        find_inputs(&arguments.paths, "onrecord check article.txt, or: onrecord check --help")?;
    let mut failed = missing.len();
    missing.into_iter().for_each(|issue| Failure::from(issue).show());
    if inputs.is_empty() {
        return Ok(ExitStatus::Failed);
    }
    let configured = Configured::read(arguments, &inputs)?;
    let known = read_baseline(arguments)?;
    let mut destination = destination::open(arguments)?;
    let engine = Engine::new().map_err(|error| Failure::new(format!("can't start the engine: {error}")))?;

    let reading = Reading::new(inputs, options(&arguments.reading), Arc::new(AtomicU64::new(0)));
    let pipeline = Pipeline {
        jobs: arguments.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, usize::from),
        stop: Arc::default(),
        work: Arc::new(move |document: Document| {
            let annotations = engine
                .annotate(&document)
                .map_err(|error| Failure::new(format!("{}: {error}", document.id)))?;
            let found = check(&document, &annotations, configured.of(&document));
            Ok((document, found))
        }),
    };
    let mut report = Report::default();
    let mut baseline = Baseline::default();
    let shown = pipeline.run(reading, |event| {
        match event {
            Event::Result(Ok((document, mut found))) => {
                report.documents += 1;
                if arguments.write_baseline.is_some() {
                    baseline.add(&document, &found);
                    return Ok(());
                }
                known.retain_new(&document, &mut found);
                if arguments.fix {
                    match fixes::apply_to_file(&document, &mut found, least(arguments)) {
                        Ok(fixed) => report.fixed += fixed,
                        Err(failure) => {
                            failed += 1;
                            failure.show();
                        }
                    }
                }
                report.add(&found);
                destination.writer.write(&document, &found)?;
            }
            Event::Result(Err(failure)) => {
                failed += 1;
                failure.show();
            }
            Event::Tick => {}
        }
        Ok(())
    });
    match shown.and_then(|()| destination.writer.finish()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        Err(error) => return Err(Failure::new(format!("{}: can't write: {error}", destination.name))),
        Ok(()) => {}
    }
    if let Some(path) = &arguments.write_baseline {
        fs::write(path, baseline.text())
            .map_err(|error| Failure::new(format!("{}: can't write this file: {error}", path.display())))?;
    }
    if !arguments.quiet
        && destination.for_people
        && report.documents > 0
        && arguments.write_baseline.is_none()
    {
        report.show();
    }
    Ok(match (failed, report.documents) {
        (0, _) => report.status(arguments),
        (_, 0) => ExitStatus::Failed,
        _ => ExitStatus::SomeFailed,
    })
}

/// How safe a fix must be to be done.
fn least(arguments: &CheckArguments) -> Applicability {
    if arguments.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe }
}

fn read_baseline(arguments: &CheckArguments) -> Result<Baseline, Failure> {
    let Some(path) = &arguments.baseline else { return Ok(Baseline::default()) };
    let place = path.display();
    let text = fs::read_to_string(path).map_err(|error| {
        Failure::new(format!("{place}: can't read this baseline: {error}"))
            .hint(format!("onrecord check --write-baseline {place} … makes it"))
    })?;
    Baseline::read(&text)
        .map_err(|line| Failure::new(format!("{place}: line {line}: this isn't a line of a baseline")))
}

/// What was found, by how much it matters.
#[derive(Default)]
struct Report {
    documents: usize,
    fixed: usize,
    errors: usize,
    warnings: usize,
    suggestions: usize,
}

impl Report {
    fn add(&mut self, found: &[Diagnostic]) {
        let count = |severity| found.iter().filter(|finding| finding.severity == severity).count();
        self.errors += count(Severity::Error);
        self.warnings += count(Severity::Warning);
        self.suggestions += count(Severity::Suggestion);
    }

    fn show(&self) {
        let counted = |count: usize, what: &str| match count {
            1 => format!("1 {what}"),
            _ => format!("{count} {what}s"),
        };
        let all = self.errors + self.warnings + self.suggestions;
        let fixed = if self.fixed > 0 { format!("; {} fixed", self.fixed) } else { String::new() };
        if all == 0 {
            note(&format!("nothing found in {}{fixed}", counted(self.documents, "document")));
            return;
        }
        let parts = [(self.errors, "error"), (self.warnings, "warning"), (self.suggestions, "suggestion")];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| counted(count, what))
            .collect();
        note(&format!("{} in {}{fixed}", parts.join(", "), counted(self.documents, "document")));
    }

    fn status(&self, arguments: &CheckArguments) -> ExitStatus {
        let bad = self.errors > 0 || (arguments.error_on_warning && self.warnings > 0);
        if bad && !arguments.exit_zero { ExitStatus::Findings } else { ExitStatus::Done }
    }
}
