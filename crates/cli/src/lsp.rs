//! `onrecord lsp`.

use std::fs;
use std::io::{self, BufReader, BufWriter};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::thread;

use onrecord_check::Settings;
use onrecord_document::{Annotations, Document};
use onrecord_encoder::Encoder;
use onrecord_engine::Engine;
use onrecord_lsp::Host;

use crate::arguments::LspArguments;
use crate::exit::ExitStatus;
use crate::failure::Failure;

/// Windows of text whose scores are kept: those of the articles that somebody is at work on, some 8,000 words, in 32 MB.
const WINDOWS: usize = 64;

/// Serves an editor on standard input and output until it says goodbye.
pub(crate) fn run(arguments: &LspArguments) -> Result<ExitStatus, Failure> {
    let desk = Desk {
        engine: OnceLock::new(),
        profile: arguments.profile.clone(),
        config: arguments.config.clone(),
        isolated: arguments.isolated,
    };
    // A wrong argument is told before an editor waits for an answer.
    desk.settings(None).map_err(Failure::new)?;
    let (connection, writer) = onrecord_lsp::over(BufReader::new(io::stdin()), BufWriter::new(io::stdout()));
    let served = onrecord_lsp::serve(&connection, Arc::new(desk));
    drop(connection);
    if served.is_ok() {
        // The last answers are still to be written.
        let _ = writer.join();
    }
    served.map(|()| ExitStatus::Done).map_err(|error| Failure::new(error.to_string()))
}

/// The engine, which is started when the first text is read, and the settings.
struct Desk {
    engine: OnceLock<Result<Engine, String>>,
    profile: Option<String>,
    config: Option<PathBuf>,
    isolated: bool,
}

impl Host for Desk {
    fn annotate(&self, document: &Document) -> Result<Annotations, String> {
        let start = || -> Result<Engine, String> {
            let encoder = Encoder::new().map_err(|error| format!("can't start the engine: {error}"))?;
            let threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
            Ok(Engine::with_encoder(encoder.with_cache(WINDOWS).with_threads(threads)))
        };
        let engine = self.engine.get_or_init(start).as_ref().map_err(String::clone)?;
        engine.annotate(document).map_err(|error| format!("{}: {error}", document.id))
    }

    fn settings(&self, path: Option<&Path>) -> Result<Settings, String> {
        let nearest = || {
            let folders = path.into_iter().flat_map(Path::ancestors).skip(1);
            folders.map(|folder| folder.join("onrecord.toml")).find(|file| file.is_file())
        };
        let file = if self.isolated { None } else { self.config.clone().or_else(nearest) };
        let place = file.as_ref().map_or(String::new(), |file| format!("{}: ", file.display()));
        let text = file.map_or(Ok(String::new()), fs::read_to_string);
        let text = text.map_err(|error| format!("{place}can't read this configuration: {error}"))?;
        Settings::from_toml(&text, self.profile.as_deref()).map_err(|error| {
            let hint = error.hint_text().map_or(String::new(), |hint| format!("; {hint}"));
            format!("{place}{error}{hint}")
        })
    }
}
