mod check;
mod compare;
mod extract;
mod reading;

use std::path::PathBuf;

use anstream::ColorChoice;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

pub(crate) use check::{CheckArguments, ExplainArguments, RulesArguments};
pub(crate) use compare::{DiffArguments, VerifyArguments};
pub(crate) use extract::{ExtractArguments, OutputFormat};
pub(crate) use reading::{FieldArguments, ReadingArguments};

use check::CHECK_HELP;
use compare::VERIFY_HELP;
use extract::{EXTRACT_LONG_HELP, EXTRACT_SHORT_HELP};

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

/// A format of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For reading
    Text,
    /// For programs
    Json,
}

fn color_parser() -> impl TypedValueParser<Value = ColorChoice> {
    PossibleValuesParser::new(["auto", "always", "never"]).map(|when| match when.as_str() {
        "always" => ColorChoice::Always,
        "never" => ColorChoice::Never,
        _ => ColorChoice::Auto,
    })
}

/// Reads one of `all` by its name on the wire.
fn named<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let names = PossibleValuesParser::new(all.iter().map(|value| PossibleValue::new(name(*value))));
    names.try_map(move |given| all.iter().copied().find(|value| name(*value) == given).ok_or("no such name"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_is_well_formed() {
        Arguments::command().debug_assert();
    }
}
