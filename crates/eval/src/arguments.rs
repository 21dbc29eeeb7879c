use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};
use onrecord_eval::{
    ChainDocument, Error, TaggedDocument, read_conllpp2020, read_gap, read_meantime, read_newswcl50,
    read_ontogum, read_uner_pud, read_worldwide,
};

/// Score attributions, speakers and acts against a gold corpus.
///
/// Exit status: 0, or 1 if a figure fell (--check), or 2 if the input can't be scored.
#[derive(Parser)]
#[command(name = "onrecord-eval", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
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
    /// Score what means the same within a document, on the news and interviews of OntoGUM.
    Coreference {
        #[command(flatten)]
        files: CorpusFiles,
    },
    /// Score what means the same across documents.
    Clusters {
        /// Which corpus.
        corpus: ClusterCorpus,
        #[command(flatten)]
        files: CorpusFiles,
        /// What `onrecord who --format jsonl` made of the predictions.
        #[arg(long, value_name = "FILE")]
        register: PathBuf,
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
pub(crate) struct CorpusFiles {
    /// The corpus's folder.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) data: PathBuf,
    /// What `onrecord extract --format jsonl` made of `onrecord-eval texts`.
    #[arg(long, value_name = "FILE")]
    pub(crate) predictions: PathBuf,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// What becomes of a table besides being printed.
#[derive(clap::Args)]
pub(crate) struct Output {
    /// Write the table here, as tab-separated values.
    #[arg(long, value_name = "FILE")]
    pub(crate) table: Option<PathBuf>,
    /// Compare with this table, and fail if a figure fell.
    #[arg(long, value_name = "FILE")]
    pub(crate) check: Option<PathBuf>,
    /// How far a figure may fall, in points of percent.
    #[arg(long, value_name = "POINTS", default_value_t = 0.3)]
    pub(crate) tolerance: f64,
}

/// A corpus of names.
#[derive(Clone, Copy, clap::ValueEnum)]
pub(crate) enum TaggedCorpus {
    /// CoNLL++ 2020
    Conllpp2020,
    /// Worldwide Newswire, the articles kept apart
    Worldwide,
    /// Universal NER, Parallel UD
    UnerPud,
}

/// A corpus with entities across its documents.
#[derive(Clone, Copy, clap::ValueEnum)]
pub(crate) enum ClusterCorpus {
    /// MEANTIME
    Meantime,
    /// NewsWCL50
    Newswcl50,
}

impl ClusterCorpus {
    pub(crate) fn read(self, folder: &Path) -> Result<Vec<ChainDocument>, Error> {
        match self {
            ClusterCorpus::Meantime => read_meantime(folder),
            ClusterCorpus::Newswcl50 => read_newswcl50(folder),
        }
    }

    /// The rows of the table and the corpus's classes that each has.
    pub(crate) fn rows(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            ClusterCorpus::Meantime => &[
                ("person", &["PER"]),
                ("organization", &["ORG"]),
                ("both", &["PER", "ORG"]),
                ("place", &["LOC"]),
            ],
            ClusterCorpus::Newswcl50 => &[
                ("all", &["ACTOR", "COUNTRY", "GROUP", "MISC", "OBJECT", "EVENT", "ACTION"]),
                ("actor", &["ACTOR"]),
                ("country", &["COUNTRY"]),
                ("group", &["GROUP"]),
                ("actor, country, group", &["ACTOR", "COUNTRY", "GROUP"]),
            ],
        }
    }
}

/// A corpus whose texts can be written.
#[derive(Clone, Copy, clap::ValueEnum)]
pub(crate) enum AnyCorpus {
    /// CoNLL++ 2020
    Conllpp2020,
    /// Worldwide Newswire, the articles kept apart
    Worldwide,
    /// Universal NER, Parallel UD
    UnerPud,
    /// GAP, test
    Gap,
    /// OntoGUM, the news and interviews of dev and test
    Ontogum,
    /// MEANTIME
    Meantime,
    /// NewsWCL50
    Newswcl50,
}

impl TaggedCorpus {
    pub(crate) fn read(self, folder: &Path) -> Result<Vec<TaggedDocument>, Error> {
        match self {
            TaggedCorpus::Conllpp2020 => read_conllpp2020(folder),
            TaggedCorpus::Worldwide => read_worldwide(folder),
            TaggedCorpus::UnerPud => read_uner_pud(folder),
        }
    }
}

impl AnyCorpus {
    /// Names and texts.
    pub(crate) fn texts(self, folder: &Path) -> Result<Vec<(String, String)>, Error> {
        let tagged = |corpus: TaggedCorpus| -> Result<Vec<_>, Error> {
            Ok(corpus.read(folder)?.into_iter().map(|document| (document.name, document.text)).collect())
        };
        let chained = |documents: Vec<ChainDocument>| {
            let text = |document: ChainDocument| (document.name, document.tokens.text().to_owned());
            Ok(documents.into_iter().map(text).collect())
        };
        match self {
            AnyCorpus::Ontogum => chained(read_ontogum(folder)?),
            AnyCorpus::Meantime => chained(ClusterCorpus::Meantime.read(folder)?),
            AnyCorpus::Newswcl50 => chained(ClusterCorpus::Newswcl50.read(folder)?),
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

pub(crate) const GAP_TEST: &str = "gap-test.tsv";

#[derive(clap::Args)]
pub(crate) struct Gold {
    /// Folder with text/NAME.txt and attributions/NAME_0a1b.ann.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) corpus: PathBuf,
    /// Table with the speaker and act of each gold attribution.
    #[arg(long, value_name = "FILE")]
    pub(crate) speakers: Option<PathBuf>,
    /// Score only the first N documents by name.
    #[arg(long, value_name = "N")]
    pub(crate) documents: Option<usize>,
}
