//! `onrecord-eval`: scores onrecord on a gold corpus and keeps the committed table.

mod arguments;

use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use onrecord_eval::{
    Corpus, Error, PredictedEntities, Predictions, Table, Tolerance, check, compare, read_entities_jsonl,
    read_gap, read_gold, read_labels, read_ontogum, read_predictions_jsonl, read_register_jsonl, report,
    report_speakers, rows, score, score_clusters, score_coreference, score_gap, score_names,
};

use arguments::{Arguments, Command, CorpusFiles, GAP_TEST, Gold, Output};

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
        Command::Coreference { files } => {
            let documents = read_ontogum(&files.data)?;
            let predicted = files.entities(documents.iter().map(|document| document.name.as_str()))?;
            files.output.put(&score_coreference(&documents, &predicted))
        }
        Command::Clusters { corpus, files, register } => {
            let documents = corpus.read(&files.data)?;
            let predicted = files.entities(documents.iter().map(|document| document.name.as_str()))?;
            let register = read_register_jsonl(&register)?;
            files.output.put(&score_clusters(&documents, &predicted, &register, corpus.rows()))
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
