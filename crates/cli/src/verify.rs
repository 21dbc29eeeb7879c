//! `onrecord verify`.

mod listing;

use std::io::{self, BufWriter, Write};

use onrecord_compare::{Class, Origin, Verified, verify, verify_quote};
use onrecord_document::{Annotations, Document};
use onrecord_engine::Engine;

use crate::arguments::{ListFormat, VerifyArguments};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::reading::{annotated, documents};

/// Looks for quotations in their sources, and lists how they differ.
pub(crate) fn run(arguments: &VerifyArguments) -> Result<ExitStatus, Failure> {
    let engine = Engine::new().map_err(|error| Failure::new(format!("can't start the engine: {error}")))?;
    let mut sources: Vec<(Document, Annotations)> = Vec::new();
    for path in arguments.source.iter().chain(&arguments.within) {
        for document in documents(path)? {
            sources.push(annotated(&engine, document)?);
        }
    }
    let origins: Vec<Origin<'_>> = sources
        .iter()
        .map(|(document, annotations)| Origin { document, annotations: Some(annotations) })
        .collect();
    let mut worst = Class::AsSaid;
    let mut out = BufWriter::new(anstream::AutoStream::auto(io::stdout().lock()));
    let mut show = |article: &Document, all: &[Verified]| -> Result<(), Failure> {
        worst = all.iter().map(|verified| verified.class).max().unwrap_or(Class::AsSaid).max(worst);
        let written = match arguments.output_format {
            ListFormat::Text => listing::text(&mut out, article, all, &origins),
            ListFormat::Json => listing::json(&mut out, article, all, &origins),
        };
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
            _ => Ok(()),
        }
    };
    if let Some(quote) = &arguments.quote {
        let quoted = Document::plain("quotation", quote.as_str());
        show(&quoted, &[verify_quote(quote, &origins)])?;
    }
    for path in &arguments.articles {
        for document in documents(path)? {
            let (article, annotations) = annotated(&engine, document)?;
            show(&article, &verify(&article, &annotations, &origins))?;
        }
    }
    match out.flush() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error.into()),
        _ => {}
    }
    let bad = worst >= Class::OtherSpeaker || (arguments.error_on_warning && worst >= Class::UnmarkedCut);
    Ok(if bad && !arguments.exit_zero { ExitStatus::Findings } else { ExitStatus::Done })
}
