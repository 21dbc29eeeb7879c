use clap::CommandFactory;
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::schema::print;

/// Prints what completes the command's arguments in a shell.
pub(crate) fn run(shell: Shell) -> Result<ExitStatus, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "onrecord", &mut script);
    print(&script)
}
