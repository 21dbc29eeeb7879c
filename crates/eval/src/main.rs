//! `onrecord-eval`: scores onrecord on a gold corpus and keeps the committed table.

use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use onrecord_eval::{
    Corpus, Error, Predictions, Table, Tolerance, check, compare, read_gold, read_labels,
    read_predictions_jsonl, report, rows, score,
};

/// Score attributions, speakers and acts against a gold corpus.
///
/// Exit status: 0, or 1 if a figure fell (--check), or 2 if the input can't be scored.
#[derive(Parser)]
#[command(name = "onrecord-eval", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Score one set of predictions.
    Polnear {
        #[command(flatten)]
        gold: Gold,
        /// Predictions: `onrecord extract --format jsonl`, or {"doc", "attributions"} a line.
        #[arg(long, value_name = "FILE")]
        predictions: PathBuf,
        /// Write the table here, as tab-separated values.
        #[arg(long, value_name = "FILE")]
        table: Option<PathBuf>,
        /// Write all figures here, with two decimals.
        #[arg(long, value_name = "FILE")]
        json: Option<PathBuf>,
        /// Write a JSON line here for each gold attribution and each spurious prediction.
        #[arg(long, value_name = "FILE")]
        rows: Option<PathBuf>,
        /// Compare with this table, and fail if a figure fell. On a part of the documents, their rows are compared.
        #[arg(long, value_name = "FILE")]
        check: Option<PathBuf>,
        /// How far a figure may fall, in points of percent.
        #[arg(long, value_name = "POINTS", default_value_t = 0.3)]
        tolerance: f64,
        /// How far a figure of a single document may fall; without it, as far as any.
        #[arg(long, value_name = "POINTS")]
        document_tolerance: Option<f64>,
    },
    /// Show two sets of predictions side by side.
    Compare {
        /// The predictions before.
        a: PathBuf,
        /// The predictions after.
        b: PathBuf,
        #[command(flatten)]
        gold: Gold,
        /// How many of the documents that changed most to list.
        #[arg(long, value_name = "N", default_value_t = 10)]
        changed: usize,
    },
}

#[derive(clap::Args)]
struct Gold {
    /// Folder with text/NAME.txt and attributions/NAME_0a1b.ann.
    #[arg(long, value_name = "FOLDER")]
    corpus: PathBuf,
    /// Table with the speaker and act of each gold attribution.
    #[arg(long, value_name = "FILE")]
    speakers: Option<PathBuf>,
    /// Score only the first N documents by name.
    #[arg(long, value_name = "N")]
    documents: Option<usize>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    run(arguments.command).unwrap_or_else(|error| {
        say(&format!("error: {error}"));
        ExitCode::from(2)
    })
}

fn run(command: Command) -> Result<ExitCode, Box<dyn std::error::Error>> {
    match command {
        Command::Polnear {
            gold,
            predictions,
            table,
            json,
            rows: row_file,
            check: committed,
            tolerance,
            document_tolerance,
        } => {
            let committed = committed.map(|path| read_table(&path)).transpose()?;
            let (corpus, [predictions]) = gold.read([&predictions])?;
            let scores = score(&corpus, &predictions);
            let computed = report(&scores);
            print(&computed.to_aligned())?;
            if let Some(path) = table {
                write(&path, &computed.to_tsv())?;
            }
            if let Some(path) = json {
                write(&path, &(serde_json::to_string_pretty(&scores)? + "\n"))?;
            }
            if let Some(path) = row_file {
                let mut lines = String::new();
                for row in rows(&corpus, &predictions) {
                    lines += &(serde_json::to_string(&row)? + "\n");
                }
                write(&path, &lines)?;
            }
            let Some(committed) = committed else { return Ok(ExitCode::SUCCESS) };
            let tolerance = Tolerance { total: tolerance, document: document_tolerance.unwrap_or(tolerance) };
            let worse = check(&computed, &committed, tolerance);
            worse.iter().for_each(|line| say(line));
            Ok(ExitCode::from(u8::from(!worse.is_empty())))
        }
        Command::Compare { a, b, gold, changed } => {
            let (corpus, predictions) = gold.read([&a, &b])?;
            let [a, b] = predictions.map(|predictions| report(&score(&corpus, &predictions)));
            print(&compare(&a, &b, changed))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

impl Gold {
    fn read<const N: usize>(&self, files: [&Path; N]) -> Result<(Corpus, [Predictions; N]), Error> {
        let mut corpus = read_gold(&self.corpus)?;
        if let Some(speakers) = &self.speakers {
            corpus.label(&read_labels(speakers)?)?;
        }
        let mut all = [const { None }; N];
        for (slot, file) in all.iter_mut().zip(files) {
            let predictions = read_predictions_jsonl(file)?;
            let unknown = predictions.unknown_to(&corpus);
            if let [first, ..] = unknown[..] {
                let file = file.display();
                say(&format!(
                    "warning: {file}: {} documents are not in the gold, the first {first}",
                    unknown.len()
                ));
            }
            *slot = Some(predictions);
        }
        corpus.documents.truncate(self.documents.unwrap_or(usize::MAX));
        Ok((corpus, all.map(Option::unwrap_or_default)))
    }
}

fn read_table(path: &Path) -> Result<Table, Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(Table::from_tsv(&text, &path.display().to_string())?)
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

/// A reader that has seen enough, such as `head`, is no failure.
fn print(text: &str) -> std::io::Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(e) if e.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Whoever closed standard error doesn't want to know.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
