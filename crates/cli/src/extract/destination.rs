use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use anstream::stream::{AsLockedWrite, RawStream};
use onrecord_ingest::Input;
use onrecord_record::{Brat, BratFolder, By, Csv, Html, Json, JsonLines, Table, Terminal, Writer};

use crate::arguments::{ExtractArguments, OutputFormat};
use crate::failure::Failure;

/// Where records go, and in which format.
pub(super) struct Destination {
    pub(super) writer: Box<dyn Writer>,
    /// Whether it is the terminal, on which progress would be in the way.
    pub(super) is_terminal: bool,
    path: Option<PathBuf>,
}

impl Destination {
    /// What is wrong when it can't be written to.
    pub(super) fn failure(&self, error: &io::Error) -> Failure {
        match (&self.path, error.kind()) {
            (None, io::ErrorKind::Unsupported) => {
                Failure::new("brat keeps each document in files of its own")
                    .hint("name a folder for them: --format brat --output FOLDER")
            }
            (Some(_), io::ErrorKind::AlreadyExists) => Failure::new(error.to_string())
                .hint("it may be yours, so it is left alone; name another folder"),
            (Some(path), _) => Failure::new(format!("{}: can't write: {error}", path.display())),
            (None, _) => Failure::new(format!("standard output: can't write: {error}")),
        }
    }
}

/// Columns of a table or a list in a file, and where the terminal's width isn't known.
const FILE_WIDTH: usize = 100;

/// Opens what the arguments ask for.
///
/// # Errors
/// If it can't be written to, or is one of the inputs.
pub(super) fn open(arguments: &ExtractArguments, inputs: &[Input]) -> Result<Destination, Failure> {
    let path = arguments.output.as_deref().filter(|path| *path != Path::new("-"));
    let is_terminal = path.is_none() && io::stdout().is_terminal();
    let format = arguments.format.or_else(|| path.and_then(by_ending)).unwrap_or(if is_terminal {
        OutputFormat::Terminal
    } else {
        OutputFormat::Jsonl
    });
    let lists = matches!(format, OutputFormat::Terminal | OutputFormat::Table | OutputFormat::Html);
    if arguments.by != By::Text && !lists {
        return Err(Failure::new("--by orders a list for reading, and this format is for programs")
            .hint("use it with --format terminal, table or html"));
    }
    let writer = match path {
        Some(path) if format == OutputFormat::Brat => folder(path)?,
        Some(path) => write_to(file(path, inputs)?, format, arguments.by, FILE_WIDTH),
        None => write_to(io::stdout().lock(), format, arguments.by, terminal_width()),
    };
    Ok(Destination { writer, is_terminal, path: path.map(Path::to_owned) })
}

fn write_to<W>(out: W, format: OutputFormat, by: By, width: usize) -> Box<dyn Writer>
where
    W: Write + RawStream + AsLockedWrite + 'static,
{
    match format {
        OutputFormat::Terminal => {
            Box::new(Terminal::new(BufWriter::new(AutoStream::auto(out)), width).by(by))
        }
        OutputFormat::Jsonl => Box::new(JsonLines::new(BufWriter::new(out))),
        OutputFormat::Json => Box::new(Json::new(BufWriter::new(out))),
        OutputFormat::Csv => Box::new(Csv::new(BufWriter::new(out))),
        OutputFormat::Brat => Box::new(Brat::new(BufWriter::new(out))),
        OutputFormat::Html => Box::new(Html::new(BufWriter::new(out)).by(by)),
        OutputFormat::Table => Box::new(Table::new(BufWriter::new(out), width).by(by)),
    }
}

fn by_ending(path: &Path) -> Option<OutputFormat> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "jsonl" | "ndjson" => Some(OutputFormat::Jsonl),
        "json" => Some(OutputFormat::Json),
        "csv" => Some(OutputFormat::Csv),
        "html" | "htm" => Some(OutputFormat::Html),
        "txt" => Some(OutputFormat::Table),
        _ => None,
    }
}

fn folder(path: &Path) -> Result<Box<dyn Writer>, Failure> {
    if path.is_file() {
        let message = format!("{}: brat needs a folder, and this is a file", path.display());
        return Err(Failure::new(message).hint("name a folder, new or not: --output FOLDER"));
    }
    match BratFolder::create(path) {
        Ok(folder) => Ok(Box::new(folder)),
        Err(error) => Err(Failure::new(format!("{}: can't make this folder: {error}", path.display()))),
    }
}

fn file(path: &Path, inputs: &[Input]) -> Result<File, Failure> {
    let place = path.display();
    if path.is_dir() {
        return Err(Failure::new(format!("{place}: a folder, and this format is one file"))
            .hint(format!("name a file in it, such as {}", path.join("statements.csv").display())));
    }
    if let Ok(same) = fs::canonicalize(path)
        && inputs.iter().any(|input| fs::canonicalize(input.name()).is_ok_and(|input| input == same))
    {
        return Err(Failure::new(format!(
            "{place}: this is one of the inputs, and writing would destroy it"
        ))
        .hint("name another file with --output"));
    }
    File::create(path).map_err(|error| {
        let failure = Failure::new(format!("{place}: can't write this file: {error}"));
        match (error.kind(), path.parent()) {
            (io::ErrorKind::NotFound, Some(parent)) => {
                failure.hint(format!("make the folder first: mkdir -p {}", parent.display()))
            }
            _ => failure,
        }
    })
}

fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(FILE_WIDTH, |(width, _)| usize::from(width.0))
}
