use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueHint};
use onrecord_check::Severity;
use onrecord_diagnostic::Format as DiagnosticFormat;

use super::{ListFormat, ReadingArguments, named};

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

    #[command(flatten)]
    pub(crate) reading: ReadingArguments,

    /// How many documents to check at once [default: one a processor].
    #[arg(short, long, value_name = "N", help_heading = "Run")]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// Show no summary; errors are still shown.
    #[arg(short, long, help_heading = "Run")]
    pub(crate) quiet: bool,
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

pub(super) const CHECK_HELP: &str = "\
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
