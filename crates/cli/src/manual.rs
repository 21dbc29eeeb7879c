use clap::CommandFactory;

use crate::arguments::Arguments;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::schema::print;

/// Prints the manual in roff: the command's page and, after it, that of each part of it.
pub(crate) fn run() -> Result<ExitStatus, Failure> {
    let mut command = Arguments::command();
    command.build();
    let mut pages = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut pages)?;
    for part in command.get_subcommands().filter(|part| !part.is_hide_set() && part.get_name() != "help") {
        clap_mangen::Man::new(part.clone()).render(&mut pages)?;
    }
    print(&pages)
}
