use clap::{Args, ValueHint};

use super::ListFormat;

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

pub(super) const VERIFY_HELP: &str = "\
Examples:
  onrecord verify article.txt --source transcript.txt
  onrecord verify --quote \"We will not leave\" --in transcript.txt

Exit status:
  0  every quotation is as said, or differs in words alone
  1  a negation or number is changed, or somebody else said it
  2  usage, input or output";
