use std::num::NonZeroUsize;
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use onrecord_check::Severity;
use onrecord_diagnostic::Format as DiagnosticFormat;
use onrecord_ingest::Format as InputFormat;
use onrecord_record::{Act, By, Kind};

/// Read news and record who said what.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Begin with:  onrecord extract article.txt\nMore:        onrecord extract --help")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to colour what is for reading.
    ///
    /// `auto` colours on a terminal, and not where NO_COLOR is set.
    #[arg(long, value_name = "WHEN", global = true, hide_short_help = true)]
    #[arg(default_value = "auto", value_parser = color_parser(), help_heading = "Global options")]
    pub(crate) color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find who said what in news articles.
    ///
    /// Reads articles, and for each finds the statements in it: the words that name who is speaking (source), the
    /// words that show it is said (cue), and what is said (content), quoted or reported. Runs on this machine alone;
    /// nothing is downloaded or sent.
    #[command(after_help = EXTRACT_SHORT_HELP, after_long_help = EXTRACT_LONG_HELP)]
    Extract(Box<ExtractArguments>),

    /// Check drafts as a copy desk does: names, statements, quotations, attribution.
    ///
    /// Finds names spelt two ways, statements given twice, quotations left open, pull quotes that differ, and more; `onrecord rules` lists
    /// all of it. What it isn't sure of it leaves alone.
    #[command(after_help = CHECK_HELP)]
    Check(Box<CheckArguments>),

    /// Compare every quotation of an article with what was said.
    ///
    /// Looks for each quotation in the sources (a transcript, a press release, another article) and tells whether it is as said, cut, changed,
    /// somebody else's, or not there.
    #[command(after_help = VERIFY_HELP)]
    Verify(Box<VerifyArguments>),

    /// Show which statements came, went or changed between two versions of an article.
    Diff(DiffArguments),

    /// List the rules of `check`.
    Rules(RulesArguments),

    /// Explain a rule: what it finds, why, and who asks for it.
    #[command(after_help = "Example:\n  onrecord explain N01")]
    Explain(ExplainArguments),

    /// List who is in many articles, each once.
    ///
    /// The same person, organization or place gets one identifier through all articles, by name, role and company. Who may be the
    /// same but isn't surely stays apart: `--uncertain` lists them, and `--decisions` says who is.
    #[command(after_help = crate::who::WHO_HELP)]
    Who(Box<crate::who::WhoArguments>),

    /// Serve an editor: findings as one types, fixes, who speaks, an outline.
    ///
    /// Speaks the language server protocol on standard input and output; editors start it. The house style is that of the nearest onrecord.toml
    /// above each article.
    Lsp(LspArguments),

    /// Print the JSON Schema of what `extract` writes.
    Schema,

    /// Print completions for a shell.
    #[command(
        after_help = "Example:\n  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord"
    )]
    Completions {
        /// The shell.
        shell: Shell,
    },

    /// Print the manual in roff.
    #[command(hide = true)]
    Man,
}

const CHECK_HELP: &str = "\
Examples:
  onrecord check article.txt                          the findings, each with its places
  onrecord check drafts/ --profile guardian           a folder, by a house style
  onrecord check article.txt --output-format concise  a line a finding, for editors
  onrecord check news/ --write-baseline known.txt     accept what is there; later: --baseline known.txt

In a text, <!-- onrecord: ignore N01 --> leaves that rule out for its paragraph, or alone on a line for the next.
A file onrecord.toml, looked for from the article upwards, holds what the arguments say, in a table [check].

Exit status:
  0  nothing at level error
  1  something at level error
  2  usage, configuration, input or output
  3  some inputs failed and are named on standard error; the rest is checked";

const VERIFY_HELP: &str = "\
Examples:
  onrecord verify article.txt --source transcript.txt
  onrecord verify --quote \"We will not leave\" --in transcript.txt

Exit status:
  0  every quotation is as said, or differs in words alone
  1  a negation or number is changed, or somebody else said it
  2  usage, input or output";

const EXTRACT_SHORT_HELP: &str = "\
Examples:
  onrecord extract article.txt                  read it with what is said marked
  onrecord extract news/ -o statements.csv      a table of a folder's statements
  onrecord extract --help                       everything";

const EXTRACT_LONG_HELP: &str = "\
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

    /// Read every input in this format, instead of finding it from name and content.
    #[arg(long, value_name = "FORMAT", value_parser = input_format_parser(), help_heading = "Input")]
    pub(crate) input_format: Option<InputFormat>,

    #[command(flatten)]
    pub(crate) fields: FieldArguments,

    /// The largest document to read, in MiB.
    #[arg(long, value_name = "MIB", default_value = "16", hide_short_help = true, help_heading = "Input")]
    pub(crate) max_document_size: NonZeroUsize,

    /// How many documents to analyse at once [default: one a processor].
    ///
    /// What is written doesn't depend on it.
    #[arg(short, long, value_name = "N", help_heading = "Run")]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// Show no progress and no summary; errors are still shown.
    #[arg(short, long, help_heading = "Run")]
    pub(crate) quiet: bool,
}

#[derive(Args, Debug)]
pub(crate) struct CheckArguments {
    /// Files, folders or patterns to read; `-` is standard input.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<String>,

    /// The house style: ap, bbc, default, guardian, reuters.
    #[arg(long, value_name = "NAME", help_heading = "Rules")]
    pub(crate) profile: Option<String>,

    /// Run only these rules: codes, beginnings of codes, names, ALL.
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub(crate) select: Vec<String>,

    /// Run these rules as well.
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub(crate) extend_select: Vec<String>,

    /// Leave these rules out.
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub(crate) ignore: Vec<String>,

    /// Leave out what matters less: suggestion, warning, error.
    #[arg(long, value_name = "LEVEL", value_parser = named(&Severity::ALL, Severity::name), help_heading = "Rules")]
    pub(crate) min_level: Option<Severity>,

    /// This configuration, instead of the nearest onrecord.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Rules")]
    pub(crate) config: Option<PathBuf>,

    /// Read no configuration.
    #[arg(long, conflicts_with = "config", help_heading = "Rules")]
    pub(crate) isolated: bool,

    /// Leave out the findings in this file, which `--write-baseline` wrote.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Rules")]
    pub(crate) baseline: Option<PathBuf>,

    /// Write the findings to this file as known, and show none.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["baseline", "fix"], help_heading = "Rules")]
    pub(crate) write_baseline: Option<PathBuf>,

    /// How to show the findings.
    #[arg(long, value_name = "FORMAT", default_value = "full", value_parser = named(&DiagnosticFormat::ALL, DiagnosticFormat::name))]
    #[arg(help_heading = "Output")]
    pub(crate) output_format: DiagnosticFormat,

    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// Mend typography in the files: nothing that changes a word.
    #[arg(long, help_heading = "Output")]
    pub(crate) fix: bool,

    /// With `--fix`, also do what is only likely to be meant; never to a speaker's words.
    #[arg(long, requires = "fix", help_heading = "Output")]
    pub(crate) unsafe_fixes: bool,

    /// Exit with 0 whatever is found.
    #[arg(long, help_heading = "Output")]
    pub(crate) exit_zero: bool,

    /// Exit with 1 for warnings too.
    #[arg(long, help_heading = "Output")]
    pub(crate) error_on_warning: bool,

    /// Read every input in this format, instead of finding it from name and content.
    #[arg(long, value_name = "FORMAT", value_parser = input_format_parser(), hide_short_help = true, help_heading = "Input")]
    pub(crate) input_format: Option<InputFormat>,

    #[command(flatten)]
    pub(crate) fields: FieldArguments,

    /// The largest document to read, in MiB.
    #[arg(long, value_name = "MIB", default_value = "16", hide_short_help = true, help_heading = "Input")]
    pub(crate) max_document_size: NonZeroUsize,

    /// How many documents to check at once [default: one a processor].
    #[arg(short, long, value_name = "N", help_heading = "Run")]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// Show no summary; errors are still shown.
    #[arg(short, long, help_heading = "Run")]
    pub(crate) quiet: bool,
}

#[derive(Args, Debug)]
pub(crate) struct VerifyArguments {
    /// Articles whose quotations to look for; `-` is standard input.
    #[arg(value_name = "ARTICLE", value_hint = ValueHint::FilePath, required_unless_present = "quote", requires = "source")]
    pub(crate) articles: Vec<String>,

    /// A text in which they may have been said; may be given several times.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) source: Vec<String>,

    /// Look for these words instead.
    #[arg(long, value_name = "WORDS", conflicts_with = "articles", requires = "within")]
    pub(crate) quote: Option<String>,

    /// Where to look for the words of `--quote`.
    #[arg(long = "in", value_name = "FILE", value_hint = ValueHint::FilePath, requires = "quote")]
    pub(crate) within: Vec<String>,

    /// How to show them: text, or json with an object a line.
    #[arg(long, value_name = "FORMAT", default_value = "text", value_enum)]
    pub(crate) output_format: ListFormat,

    /// Exit with 0 whatever is found.
    #[arg(long)]
    pub(crate) exit_zero: bool,

    /// Exit with 1 for any quotation that isn't as said.
    #[arg(long)]
    pub(crate) error_on_warning: bool,
}

#[derive(Args, Debug)]
pub(crate) struct DiffArguments {
    /// The version before.
    #[arg(value_name = "OLD", value_hint = ValueHint::FilePath)]
    pub(crate) old: String,
    /// The version after.
    #[arg(value_name = "NEW", value_hint = ValueHint::FilePath)]
    pub(crate) new: String,
    /// How to show them: text, or json with an object a line.
    #[arg(long, value_name = "FORMAT", default_value = "text", value_enum)]
    pub(crate) output_format: ListFormat,
}

#[derive(Args, Debug)]
pub(crate) struct LspArguments {
    /// The house style: ap, bbc, default, guardian, reuters.
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,

    /// This configuration, instead of the nearest onrecord.toml.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) config: Option<PathBuf>,

    /// Read no configuration.
    #[arg(long, conflicts_with = "config")]
    pub(crate) isolated: bool,

    /// Some editors say how they speak; there is no other way.
    #[arg(long = "stdio", hide = true)]
    pub(crate) _stdio: bool,
}

#[derive(Args, Debug)]
pub(crate) struct RulesArguments {
    /// The profile whose levels to show.
    #[arg(long, value_name = "NAME", default_value = "default")]
    pub(crate) profile: String,
    /// How to show them.
    #[arg(long, value_name = "FORMAT", default_value = "text", value_enum)]
    pub(crate) output_format: ListFormat,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArguments {
    /// The rule's code or name.
    #[arg(value_name = "CODE")]
    pub(crate) code: String,
    /// How to show it.
    #[arg(long, value_name = "FORMAT", default_value = "text", value_enum)]
    pub(crate) output_format: ListFormat,
}

/// A format of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For reading
    Text,
    /// For programs
    Json,
}

/// Names of fields in JSON articles; each is tried before the usual ones.
#[derive(Args, Debug)]
#[command(next_help_heading = "Fields of JSON articles")]
pub(crate) struct FieldArguments {
    /// The field with an article's text, before the usual ones are tried.
    #[arg(long, value_name = "NAME")]
    pub(crate) text_field: Option<String>,
    /// The field with its id.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) id_field: Option<String>,
    /// The field with its address.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) url_field: Option<String>,
    /// The field with its headline.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) headline_field: Option<String>,
    /// The field with its writers.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) byline_field: Option<String>,
    /// The field with its publisher.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) publisher_field: Option<String>,
    /// The field with its date.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) date_field: Option<String>,
    /// The field with its language.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) language_field: Option<String>,
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

fn input_format_parser() -> impl TypedValueParser<Value = InputFormat> {
    let names = PossibleValuesParser::new(InputFormat::ALL.map(InputFormat::name));
    names.try_map(|name| name.parse::<InputFormat>())
}

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

/// Reads one of `all` by its name on the wire.
fn named<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let names = PossibleValuesParser::new(all.iter().map(|value| PossibleValue::new(name(*value))));
    names.try_map(move |given| all.iter().copied().find(|value| name(*value) == given).ok_or("no such name"))
}

fn color_parser() -> impl TypedValueParser<Value = ColorChoice> {
    PossibleValuesParser::new(["auto", "always", "never"]).map(|when| match when.as_str() {
        "always" => ColorChoice::Always,
        "never" => ColorChoice::Never,
        _ => ColorChoice::Auto,
    })
}

fn probability(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err("it must be a number from 0 to 1, such as 0.8".into()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_is_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn probabilities_are_bounded() {
        assert_eq!(probability("0.5"), Ok(0.5));
        for wrong in ["1.1", "-0.1", "NaN", "80%"] {
            assert!(probability(wrong).is_err(), "{wrong}");
        }
    }
}
