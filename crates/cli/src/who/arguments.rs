use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use crate::arguments::ReadingArguments;

pub(crate) const WHO_HELP: &str = "\
Examples:
  onrecord who news/                                    everybody in a folder of articles
  onrecord extract archive.jsonl.zst -o records.jsonl
  onrecord who records.jsonl --min-articles 5           the same of records, which takes seconds
  onrecord who records.jsonl --uncertain                pairs that may be one, as lines for --decisions
  onrecord who records.jsonl --decisions decided.txt    with what you have decided

A file of decisions has a line for each, with tabs between its parts; # begins a comment:
  join   Ann Lee @ monday.txt   A. Lee @ tuesday.txt      these are one
  split  Bo Marsh @ monday.txt  Bo Marsh @ friday.txt     the second is somebody else";

#[derive(Args, Debug)]
pub(crate) struct WhoArguments {
    /// Articles, or records that `extract` wrote as jsonl; files, folders or patterns.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<String>,

    /// List the pairs that stay apart though they may be one.
    #[arg(long)]
    pub(crate) uncertain: bool,

    /// Obey what this file says about who is the same.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) decisions: Option<PathBuf>,

    /// A list of known people, Popolo JSON or CSV, by which articles' speakers get identifiers; may be given several times.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) people: Vec<PathBuf>,

    /// Only who is in at least so many articles.
    #[arg(long, value_name = "N", default_value = "1")]
    pub(crate) min_articles: usize,

    /// How to list them: text for reading, jsonl with an object each.
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: WhoFormat,

    #[command(flatten)]
    pub(crate) reading: ReadingArguments,

    /// How many articles to analyse at once [default: one a processor].
    #[arg(short, long, value_name = "N", help_heading = "Run")]
    pub(crate) jobs: Option<NonZeroUsize>,
}

/// A format of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WhoFormat {
    /// For reading
    Text,
    /// An object a line
    Jsonl,
}
