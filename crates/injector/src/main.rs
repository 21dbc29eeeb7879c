//! `onrecord-inject`: puts faults into articles, and measures what `check` and `verify` see of them.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use onrecord_check::rules;
use onrecord_engine::Engine;
use onrecord_injector::{
    Article, Clean, Fault, Judgement, Reader, Sample, clean_table, inject, injected_table, judged_table,
    read, read_judgements, seed_of, seen, show,
};

/// Puts known faults into clean articles, and measures what `onrecord check` and `onrecord verify` make of them
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Prints articles with a fault in each, one JSON object a line, and where the fault is
    Texts {
        #[command(flatten)]
        sample: SampleArguments,
        /// The fault, by its name in the tables; all of them if none is named
        #[arg(long)]
        fault: Option<String>,
    },
    /// Looks for faults in articles with and without them, and prints or writes the tables
    Measure {
        #[command(flatten)]
        sample: SampleArguments,
        /// Runs the model as well, on every how many-th article of the sample; 0 for none
        #[arg(long, default_value_t = 1)]
        model_every: usize,
        /// Puts faults into every how many-th of those
        #[arg(long, default_value_t = 20)]
        model_faults_every: usize,
        /// Where the table of faults goes
        #[arg(long)]
        injected: Option<PathBuf>,
        /// Where the table of rules on clean copy goes
        #[arg(long)]
        clean: Option<PathBuf>,
        /// Findings judged by eye
        #[arg(long)]
        judged: Option<PathBuf>,
        /// Where the faults that were missed go
        #[arg(long)]
        missed: Option<PathBuf>,
    },
    /// Prints findings in clean articles with the words around them, to be judged
    Findings {
        #[command(flatten)]
        sample: SampleArguments,
        /// Reads with the model
        #[arg(long)]
        model: bool,
        /// The rules, by code; those on by default if none is named
        #[arg(long)]
        rule: Vec<String>,
        /// At most how many a rule, evenly spread
        #[arg(long, default_value_t = 50)]
        per_rule: usize,
    },
}

#[derive(Args)]
struct SampleArguments {
    /// The collection of articles
    articles: PathBuf,
    /// Takes every how many-th article
    #[arg(long, default_value_t = 18)]
    every: usize,
    /// At most how many articles
    #[arg(long, default_value_t = 2000)]
    most: usize,
}

impl SampleArguments {
    fn read(&self, reader: Reader<'_>) -> Result<Vec<Article>, Box<dyn Error>> {
        let documents = read(&self.articles, Sample { every: self.every, most: self.most })?;
        Ok(reader.annotate_all(&documents)?)
    }
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<(), Box<dyn Error>> {
    match command {
        Command::Texts { sample, fault } => texts(&sample, fault.as_deref()),
        Command::Measure { sample, model_every, model_faults_every, injected, clean, judged, missed } => {
            let judgements = judged.map(|path| judgements(&path)).transpose()?.unwrap_or_default();
            measure(&sample, [model_every, model_faults_every], &judgements, [injected, clean, missed])
        }
        Command::Findings { sample, model, rule, per_rule } => findings(&sample, model, &rule, per_rule),
    }
}

fn texts(sample: &SampleArguments, name: Option<&str>) -> Result<(), Box<dyn Error>> {
    let faults: Vec<Fault> =
        Fault::ALL.into_iter().filter(|fault| name.is_none_or(|name| name == fault.name())).collect();
    if faults.is_empty() {
        let names = Fault::ALL.map(Fault::name).join(", ");
        return Err(format!("there is no such fault; the faults are {names}").into());
    }
    for article in sample.read(Reader::Segmentation)? {
        let (id, text) = (&article.document.id, &article.document.text);
        for fault in &faults {
            let seed = seed_of(&format!("{id} {}", fault.name()));
            if let Some(injected) = inject(text, &article.annotations.segmentation, *fault, seed) {
                let span = injected.edit.span;
                let line = serde_json::json!({
                    "id": format!("{id} {}", fault.name()),
                    "fault": fault.name(),
                    "text": injected.text,
                    "place": [injected.place.start, injected.place.end],
                    "other": injected.other.map(|other| [other.start, other.end]),
                    "edit": { "start": span.start, "end": span.end, "gone": injected.gone, "words": injected.edit.words },
                });
                print(&format!("{line}\n"))?;
            }
        }
    }
    Ok(())
}

fn measure(
    sample: &SampleArguments,
    [model_every, model_faults_every]: [usize; 2],
    judgements: &[Judgement],
    [injected, clean, missed]: [Option<PathBuf>; 3],
) -> Result<(), Box<dyn Error>> {
    let engine = (model_every > 0).then(Engine::new).transpose()?;
    let whole = sample.read(Reader::Segmentation)?;
    // Whether anybody speaks is for the model to see.
    let without_model = Fault::ALL.into_iter().filter(|fault| *fault != Fault::SpeakerDropped).collect();
    let mut parts = vec![(Reader::Segmentation, without_model, whole)];
    if let Some(engine) = &engine {
        let reader = Reader::Engine(engine);
        let documents: Vec<_> =
            parts[0].2.iter().step_by(model_every).map(|article| article.document.clone()).collect();
        let some = reader.annotate_all(&documents)?;
        // Marks and quotations are the same with and without the model.
        let by_model = [Fault::SurnameMisspelt, Fault::StatementRepeated, Fault::SpeakerDropped];
        parts.push((reader, by_model.to_vec(), some));
    }
    let mut cleans = Vec::new();
    let mut all = Vec::new();
    for (reader, faults, articles) in &parts {
        let mut clean = Clean::new();
        articles.iter().for_each(|article| clean.add(article));
        cleans.push((*reader, clean));
        let every = if matches!(reader, Reader::Engine(_)) { model_faults_every.max(1) } else { 1 };
        let some: Vec<Article> = articles.iter().step_by(every).cloned().collect();
        all.push(faults.iter().map(|fault| seen(*fault, &some, *reader)).collect::<Result<Vec<_>, _>>()?);
    }
    if let Some(path) = missed {
        let mut lines = String::new();
        for seen in all.iter().flatten() {
            for (id, injected) in &seen.missed {
                let around = show_edit(injected);
                lines += &format!(
                    "{}\t{id}\t{}\t{}\t{around}\n",
                    seen.fault.name(),
                    injected.gone.replace('\n', "¶"),
                    injected.edit.words.replace('\n', "¶")
                );
            }
        }
        std::fs::write(path, lines)?;
    }
    let measured: Vec<_> =
        all.into_iter().zip(&cleans).map(|(seen, (reader, clean))| (*reader, seen, clean)).collect();
    put(injected.as_deref(), &injected_table(&measured, judgements))?;
    put(clean.as_deref(), &clean_table(&cleans, judgements))?;
    if !judgements.is_empty() {
        print(&judged_table(judgements))?;
    }
    Ok(())
}

/// The text around an edit.
fn show_edit(injected: &onrecord_injector::Injected) -> String {
    let (text, at) = (&injected.text, injected.edit.span.start);
    let before: Vec<char> = text[..at].chars().rev().take(80).collect();
    let after: String = text[at..].chars().take(120).collect();
    format!("{}⟦⟧{after}", before.into_iter().rev().collect::<String>()).replace(['\n', '\t'], "¶")
}

fn findings(
    sample: &SampleArguments,
    model: bool,
    wanted: &[String],
    per_rule: usize,
) -> Result<(), Box<dyn Error>> {
    let engine = model.then(Engine::new).transpose()?;
    let reader = engine.as_ref().map_or(Reader::Segmentation, Reader::Engine);
    let articles = sample.read(reader)?;
    let mut clean = Clean::new();
    articles.iter().for_each(|article| clean.add(article));
    let by_id: BTreeMap<&str, &Article> =
        articles.iter().map(|article| (article.document.id.as_str(), article)).collect();
    for rule in rules() {
        let is_wanted =
            if wanted.is_empty() { rule.on_by_default } else { wanted.iter().any(|code| code == rule.code) };
        let all = &clean.findings[rule.code];
        let count = all.len().min(per_rule);
        for index in (0..count).filter(|_| is_wanted) {
            let (id, finding) = &all[index * all.len() / count];
            print(&show(by_id[id.as_str()], finding).to_string())?;
        }
    }
    Ok(())
}

fn judgements(path: &Path) -> Result<Vec<Judgement>, Box<dyn Error>> {
    let tsv = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(read_judgements(&tsv).map_err(|error| format!("{}: {error}", path.display()))?)
}

fn put(path: Option<&Path>, table: &str) -> Result<(), Box<dyn Error>> {
    print(table)?;
    path.map_or(Ok(()), |path| {
        std::fs::write(path, table).map_err(|error| format!("{}: {error}", path.display()).into())
    })
}

fn print(text: &str) -> std::io::Result<()> {
    std::io::stdout().write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_are_sound() {
        super::Arguments::command().debug_assert();
    }
}
