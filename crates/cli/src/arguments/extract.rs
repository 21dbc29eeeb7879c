use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::TypedValueParser;
use clap::{Args, ValueEnum, ValueHint};
use onrecord_record::{Act, By, Kind};

use super::{ReadingArguments, named};

#[derive(Args, Debug)]
pub(crate) struct ExtractArguments {
    /// Files, folders or patterns to read; `-` is standard input.
    ///
    /// Plain text, HTML, JSON and JSON Lines, WARC and WET, also compressed with gzip or zstd. Without a PATH,
    /// standard input is read.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<String>,

    /// How to write what is found.
    ///
    /// The default is `terminal` on a terminal, what the ending of --output says, and otherwise `jsonl`.
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<OutputFormat>,

    /// Write to this file, or for brat to this folder, instead of standard output.
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath, help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// Put the text that offsets count in into jsonl and json.
    #[arg(long, help_heading = "Output")]
    pub(crate) with_text: bool,

    /// In which order to list statements: on the terminal, in tables and in html.
    #[arg(long, value_name = "ORDER", default_value = "text", hide_default_value = true, value_parser = by_parser())]
    #[arg(help_heading = "Output")]
    pub(crate) by: By,

    /// A list of known people, Popolo JSON or CSV, by which speakers get identifiers; may be given several times.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub(crate) people: Vec<PathBuf>,

    /// Only statements given in these ways.
    ///
    /// By the share of the words inside quotation marks: `direct` at least nine tenths, `mixed` some, `indirect` none.
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kind_parser(), help_heading = "Filters")]
    pub(crate) kind: Vec<Kind>,

    /// Only statements reported by these acts.
    #[arg(long, value_name = "ACT", value_delimiter = ',', value_parser = act_parser(), help_heading = "Filters")]
    pub(crate) act: Vec<Act>,

    /// Only statements at least this sure, from 0 to 1.
    #[arg(long, value_name = "P", default_value = "0", hide_default_value = true, value_parser = probability)]
    #[arg(help_heading = "Filters")]
    pub(crate) min_confidence: f64,

    #[command(flatten)]
    pub(crate) reading: ReadingArguments,

    /// How many documents to analyse at once [default: one a processor].
    ///
    /// What is written doesn't depend on it.
    #[arg(short, long, value_name = "N", help_heading = "Run")]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// Show no progress and no summary; errors are still shown.
    #[arg(short, long, help_heading = "Run")]
    pub(crate) quiet: bool,
}

/// A format that `extract` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// The article in colour, a list below
    Terminal,
    /// A JSON object a document, one a line
    Jsonl,
    /// An array of the same objects, indented
    Json,
    /// A row a statement
    Csv,
    /// Standoff annotations for the brat annotation tool
    Brat,
    /// One page for a browser
    Html,
    /// Aligned columns
    Table,
}

pub(super) const EXTRACT_SHORT_HELP: &str = "\
Examples:
  onrecord extract article.txt                  read it with what is said marked
  onrecord extract news/ -o statements.csv      a table of a folder's statements
  onrecord extract --help                       everything";

pub(super) const EXTRACT_LONG_HELP: &str = "\
Examples:
  onrecord extract article.txt
      On a terminal: the article with sources, cues and contents coloured, and a list below.

  onrecord extract news/ -o statements.csv
      Every file in a folder, a row a statement. The format follows the name's ending.

  onrecord extract 'crawl/*.warc.gz' --format jsonl > records.jsonl
      Crawled pages, a JSON object a page. `onrecord schema` specifies the object.

  onrecord extract articles.jsonl --text-field body --id-field guid -o page.html
      Articles kept as JSON, on one page to look at in a browser.

  curl -s https://example.org/story | onrecord extract --kind direct,mixed --min-confidence 0.8
      Standard input, and only sure statements with words in quotation marks.

  onrecord extract speeches/*.txt --format brat --output annotated/
      A folder to open in brat.

Offsets in jsonl, json, csv and brat count Unicode code points of the text as it was read;
in a page, of its main text without markup. `--with-text` adds that text.

Exit status:
  0    done
  2    nothing done: usage, configuration, input or output
  3    some inputs failed and are named on standard error; the rest is written
  130  interrupted; what was complete is written";

fn by_parser() -> impl TypedValueParser<Value = By> {
    let by = |order| if order == By::Speaker { "speaker" } else { "text" };
    named(&[By::Text, By::Speaker], by)
}

fn kind_parser() -> impl TypedValueParser<Value = Kind> {
    named(Kind::ALL, Kind::name)
}

fn act_parser() -> impl TypedValueParser<Value = Act> {
    named(Act::ALL, Act::name)
}

fn probability(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err("it must be a number from 0 to 1, such as 0.8".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_bounded() {
        assert_eq!(probability("0.5"), Ok(0.5));
        for wrong in ["1.1", "-0.1", "NaN", "80%"] {
            assert!(probability(wrong).is_err(), "{wrong}");
        }
    }
}
