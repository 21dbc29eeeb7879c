use std::process::ExitCode;

/// How the command ends. The help text and the manual say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExitStatus {
    /// Everything was done, or whoever read the output had enough.
    Done,
    /// Something was found that mustn't be published.
    Findings,
    /// Nothing could be done: usage, configuration, input or output. Also clap's own status.
    Failed,
    /// Some inputs failed; what was found in the others is written.
    SomeFailed,
    /// Interrupted; what was complete is written.
    Interrupted,
}

impl ExitStatus {
    /// The number that the shell sees; 1 for findings, as linters have it.
    pub(crate) fn code(self) -> u8 {
        match self {
            ExitStatus::Done => 0,
            ExitStatus::Findings => 1,
            ExitStatus::Failed => 2,
            ExitStatus::SomeFailed => 3,
            ExitStatus::Interrupted => 130,
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> ExitCode {
        ExitCode::from(status.code())
    }
}
