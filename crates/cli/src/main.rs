//! The command `onrecord`: reads news and records who said what.

mod arguments;
mod check;
mod completions;
mod diff;
mod exit;
mod extract;
mod failure;
mod fault;
mod known;
mod lsp;
mod manual;
mod reading;
mod rules;
mod schema;
mod verify;
mod who;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use exit::ExitStatus;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    fault::catch();
    arguments.color.write_global();
    let result = match arguments.command {
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Explain(arguments) => rules::explain(&arguments),
        Command::Who(arguments) => who::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Schema => schema::run(),
        Command::Completions { shell } => completions::run(shell),
        Command::Man => manual::run(),
    };
    let status = result.unwrap_or_else(|failure| {
        failure.show();
        ExitStatus::Failed
    });
    status.into()
}
