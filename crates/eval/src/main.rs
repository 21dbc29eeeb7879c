//! `onrecord-eval`: scores onrecord on a gold corpus and keeps the committed table.

use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use onrecord_eval::{
    Corpus, Error, PredictedEntities, Predictions, Table, TaggedDocument, Tolerance, check, compare,
    read_conllpp2020, read_entities_jsonl, read_gap, read_gold, read_labels, read_predictions_jsonl,
    read_uner_pud, read_worldwide, report, report_speakers, rows, score, score_gap, score_names,
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
    /// Score who is speaking: by form and kind, and by confidence.
    ///
    /// Where predictions carry `index`, they answer that gold attribution (gold spans given); otherwise each gold one is
    /// answered by the prediction that covers most of it (from raw text).
    Speakers {
        #[command(flatten)]
        gold: Gold,
        /// Predictions: `onrecord extract --format jsonl`, or {"doc", "attributions"} a line.
        #[arg(long, value_name = "FILE")]
        predictions: PathBuf,
        #[command(flatten)]
        output: Output,
    },
    /// Score names: persons, organizations, places.
    Names {
        /// Which corpus.
        corpus: TaggedCorpus,
        #[command(flatten)]
        files: CorpusFiles,
    },
    /// Score what pronouns mean, on GAP.
    Gap {
        #[command(flatten)]
        files: CorpusFiles,
    },
    /// Write a corpus's texts as JSON Lines, for `onrecord extract`.
    Texts {
        /// Which corpus.
        corpus: AnyCorpus,
        /// Its folder.
        #[arg(long, value_name = "FOLDER")]
        data: PathBuf,
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

/// Where gold and predictions are.
#[derive(clap::Args)]
struct CorpusFiles {
    /// The corpus's folder.
    #[arg(long, value_name = "FOLDER")]
    data: PathBuf,
    /// What `onrecord extract --format jsonl` made of `onrecord-eval texts`.
    #[arg(long, value_name = "FILE")]
    predictions: PathBuf,
    #[command(flatten)]
    output: Output,
}

/// What becomes of a table besides being printed.
#[derive(clap::Args)]
struct Output {
    /// Write the table here, as tab-separated values.
    #[arg(long, value_name = "FILE")]
    table: Option<PathBuf>,
    /// Compare with this table, and fail if a figure fell.
    #[arg(long, value_name = "FILE")]
    check: Option<PathBuf>,
    /// How far a figure may fall, in points of percent.
    #[arg(long, value_name = "POINTS", default_value_t = 0.3)]
    tolerance: f64,
}

/// A corpus of names.
#[derive(Clone, Copy, clap::ValueEnum)]
enum TaggedCorpus {
    /// CoNLL++ 2020
    Conllpp2020,
    /// Worldwide Newswire, the articles kept apart
    Worldwide,
    /// Universal NER, Parallel UD
    UnerPud,
}

/// A corpus whose texts can be written.
#[derive(Clone, Copy, clap::ValueEnum)]
enum AnyCorpus {
    /// CoNLL++ 2020
    Conllpp2020,
    /// Worldwide Newswire, the articles kept apart
    Worldwide,
    /// Universal NER, Parallel UD
    UnerPud,
    /// GAP, test
    Gap,
}

impl TaggedCorpus {
    fn read(self, folder: &Path) -> Result<Vec<TaggedDocument>, Error> {
        match self {
            TaggedCorpus::Conllpp2020 => read_conllpp2020(folder),
            TaggedCorpus::Worldwide => read_worldwide(folder),
            TaggedCorpus::UnerPud => read_uner_pud(folder),
        }
    }
}

impl AnyCorpus {
    /// Names and texts.
    fn texts(self, folder: &Path) -> Result<Vec<(String, String)>, Error> {
        let tagged = |corpus: TaggedCorpus| -> Result<Vec<_>, Error> {
            Ok(corpus.read(folder)?.into_iter().map(|document| (document.name, document.text)).collect())
        };
        match self {
            AnyCorpus::Conllpp2020 => tagged(TaggedCorpus::Conllpp2020),
            AnyCorpus::Worldwide => tagged(TaggedCorpus::Worldwide),
            AnyCorpus::UnerPud => tagged(TaggedCorpus::UnerPud),
            AnyCorpus::Gap => Ok(read_gap(&folder.join(GAP_TEST))?
                .into_iter()
                .map(|example| (example.name, example.text))
                .collect()),
        }
    }
}

const GAP_TEST: &str = "gap-test.tsv";

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
        Command::Speakers { gold, predictions, output } => {
            let (corpus, [predictions]) = gold.read([&predictions])?;
            output.put(&report_speakers(&corpus, &predictions))
        }
        Command::Names { corpus, files } => {
            let documents = corpus.read(&files.data)?;
            let predicted = files.entities(documents.iter().map(|document| document.name.as_str()))?;
            files.output.put(&score_names(&documents, &predicted))
        }
        Command::Gap { files } => {
            let examples = read_gap(&files.data.join(GAP_TEST))?;
            let predicted = files.entities(examples.iter().map(|example| example.name.as_str()))?;
            files.output.put(&score_gap(&examples, &predicted))
        }
        Command::Texts { corpus, data } => {
            for (id, text) in corpus.texts(&data)? {
                print(&format!("{}\n", serde_json::json!({ "id": id, "text": text })))?;
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Compare { a, b, gold, changed } => {
            let (corpus, predictions) = gold.read([&a, &b])?;
            let [a, b] = predictions.map(|predictions| report(&score(&corpus, &predictions)));
            print(&compare(&a, &b, changed))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

impl CorpusFiles {
    /// The predicted entities. A document of the corpus without any is probably a mistake: it is mentioned.
    fn entities<'a>(&self, names: impl Iterator<Item = &'a str>) -> Result<PredictedEntities, Error> {
        let predicted = read_entities_jsonl(&self.predictions)?;
        let missing: Vec<&str> = names.filter(|name| !predicted.contains_key(*name)).collect();
        if let [first, ..] = missing[..] {
            let file = self.predictions.display();
            say(&format!(
                "warning: {file}: {} documents of the corpus are not there, the first {first}",
                missing.len()
            ));
        }
        Ok(predicted)
    }
}

impl Output {
    /// Prints, writes, compares.
    fn put(&self, computed: &Table) -> Result<ExitCode, Box<dyn std::error::Error>> {
        let committed = self.check.as_deref().map(read_table).transpose()?;
        print(&computed.to_aligned())?;
        if let Some(path) = &self.table {
            write(path, &computed.to_tsv())?;
        }
        let tolerance = Tolerance { total: self.tolerance, document: self.tolerance };
        let worse = committed.map_or_else(Vec::new, |committed| check(computed, &committed, tolerance));
        worse.iter().for_each(|line| say(line));
        Ok(ExitCode::from(u8::from(!worse.is_empty())))
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
