use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use onrecord_diagnostic::{Format, Style, Writer};

use crate::arguments::CheckArguments;
use crate::failure::Failure;

/// Where findings go.
pub(super) struct Destination {
    pub(super) writer: Box<dyn Writer>,
    /// What to call it.
    pub(super) name: String,
    /// Whether people read it as it comes.
    pub(super) for_people: bool,
}

/// Opens what the arguments ask for.
///
/// # Errors
/// If it can't be written to.
pub(super) fn open(arguments: &CheckArguments) -> Result<Destination, Failure> {
    let format = arguments.output_format;
    let for_people = matches!(format, Format::Full | Format::Concise);
    let rules = onrecord_check::rule_infos();
    match arguments.output.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => {
            let place = path.display().to_string();
            let file = File::create(path)
                .map_err(|error| Failure::new(format!("{place}: can't write this file: {error}")))?;
            let writer = format.writer(BufWriter::new(file), Style { color: false, width: WIDTH }, rules);
            Ok(Destination { writer, name: place, for_people })
        }
        None => {
            let color = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
            let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
            let style = Style { color, width };
            let writer = format.writer(BufWriter::new(io::stdout()), style, rules);
            Ok(Destination { writer, name: "standard output".to_owned(), for_people })
        }
    }
}

/// Characters to a line in a file, and where the terminal's width isn't known.
const WIDTH: usize = 100;
