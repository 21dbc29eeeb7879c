use std::io::{self, Write};

use crate::exit::ExitStatus;
use crate::failure::Failure;

/// Prints the JSON Schema of the records that `extract` writes.
pub(crate) fn run() -> Result<ExitStatus, Failure> {
    print(onrecord_record::SCHEMA.as_bytes())
}

/// Writes to standard output; that its reader has had enough is no failure.
pub(crate) fn print(bytes: &[u8]) -> Result<ExitStatus, Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitStatus::Done),
    }
}
