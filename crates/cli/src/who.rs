//! `onrecord who`: entities across articles.

mod arguments;
mod records;
mod show;

use std::io::{self, BufWriter, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::thread;

use onrecord_engine::Engine;
use onrecord_ingest::Input;
use onrecord_register::{Decisions, Register};

use crate::exit::ExitStatus;
use crate::extract::pipeline::{Event, Pipeline};
use crate::extract::reading::Reading;
use crate::failure::Failure;
use crate::known::known_people;
use crate::reading::{find_inputs, options};
pub(crate) use arguments::{WHO_HELP, WhoArguments};
use records::Record;

/// Reads articles or records, and lists who is in them.
pub(crate) fn run(arguments: &WhoArguments) -> Result<ExitStatus, Failure> {
    let (inputs, missing) =
        find_inputs(&arguments.paths, "onrecord who records.jsonl, or: onrecord who --help")?;
    let mut failed = missing.len();
    missing.into_iter().for_each(|issue| Failure::from(issue).show());
    if inputs.is_empty() {
        return Ok(ExitStatus::Failed);
    }
    let people = known_people(&arguments.people)?;
    let mut register = Register::new(decisions(arguments)?);
    let mut articles = Vec::new();
    let mut read = 0;
    for input in inputs {
        match records::open(&input) {
            Some(lines) => {
                for record in lines {
                    match record {
                        Ok(Record { document, entities }) => {
                            register.add(&document, entities);
                            read += 1;
                        }
                        Err(failure) => {
                            failed += 1;
                            failure.show();
                        }
                    }
                }
            }
            None => articles.push(input),
        }
    }
    if !articles.is_empty() {
        let engine =
            Engine::new().map_err(|error| Failure::new(format!("can't start the engine: {error}")))?;
        let (analysed, wrong) = analyse(arguments, articles, engine, people, &mut register)?;
        read += analysed;
        failed += wrong;
    }
    let listing = register.finish();
    let mut out = BufWriter::new(anstream::stdout());
    let shown = show::show(&mut out, arguments, &listing).and_then(|()| out.flush());
    match shown {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ if failed == 0 => Ok(ExitStatus::Done),
        _ if read == 0 => Ok(ExitStatus::Failed),
        _ => Ok(ExitStatus::SomeFailed),
    }
}

/// Analyses articles and adds their entities, in the order of the input. Says how many could be read, and how many not.
fn analyse(
    arguments: &WhoArguments,
    articles: Vec<Input>,
    engine: Engine,
    people: onrecord_people::People,
    register: &mut Register,
) -> Result<(usize, usize), Failure> {
    let options = options(&arguments.reading);
    let reading = Reading::new(articles, options, Arc::new(AtomicU64::new(0)));
    let pipeline = Pipeline {
        jobs: arguments.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, usize::from),
        stop: Arc::default(),
        work: Arc::new(move |document| {
            let annotations = engine
                .annotate(&document)
                .map_err(|error| Failure::new(format!("{}: {error}", document.id)))?;
            let entities = people.identify(&document, &annotations);
            Ok(Record::new(&document, &entities))
        }),
    };
    let (mut read, mut failed) = (0, 0);
    pipeline.run(reading, |event| {
        match event {
            Event::Result(Ok(record)) => {
                register.add(&record.document, record.entities);
                read += 1;
            }
            Event::Result(Err(failure)) => {
                failed += 1;
                failure.show();
            }
            Event::Tick => {}
        }
        Ok(())
    })?;
    Ok((read, failed))
}

fn decisions(arguments: &WhoArguments) -> Result<Decisions, Failure> {
    let Some(path) = &arguments.decisions else { return Ok(Decisions::default()) };
    let place = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("{place}: can't read: {error}")))?;
    Decisions::parse(&place, &text).map_err(|error| Failure::new(error.to_string()).hint(error.remedy()))
}
