use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use onrecord_ingest::{Issue, IssueKind};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// Something that went wrong: shown as `error: …`, and below it what to do, as `hint: …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// What is wrong, beginning with the place.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) hint: Option<String>,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), hint: None }
    }

    pub(crate) fn hint(self, hint: impl Into<String>) -> Failure {
        Failure { hint: Some(hint.into()), ..self }
    }

    /// Writes it to standard error. Nobody can be told if that is closed.
    pub(crate) fn show(&self) {
        let mut out = anstream::stderr().lock();
        let _ = writeln!(out, "{ERROR}error{ERROR:#}: {}", printable(&self.message));
        if let Some(hint) = &self.hint {
            let _ = writeln!(out, "{HINT}hint{HINT:#}: {}", printable(hint));
        }
    }
}

impl From<Issue> for Failure {
    fn from(issue: Issue) -> Failure {
        // The library knows no options; the command does.
        let option = match issue.kind {
            IssueKind::MissingText => Some("`--text-field NAME` names it"),
            IssueKind::TooLarge => Some("`--max-document-size MIB` sets the bound"),
            _ => None,
        };
        let hint = match (&issue.hint, option) {
            (Some(hint), Some(option)) => Some(format!("{hint}; {option}")),
            (hint, option) => hint.clone().or(option.map(str::to_owned)),
        };
        Failure { message: issue.to_string(), hint }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::new(format!("can't write the output: {error}"))
    }
}

/// File names and messages that quote the input must not steer the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_cannot_steer_the_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\nc"), "a\u{fffd}[2Jb\nc");
    }
}
