use std::fmt;

/// Input that can't be scored: says where, what, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    place: String,
    message: String,
}

impl Error {
    pub(crate) fn new(place: impl fmt::Display, message: impl fmt::Display) -> Error {
        Error { place: place.to_string(), message: message.to_string() }
    }

    /// The file, and the line where one is to blame: `predictions.jsonl:7`.
    pub fn place(&self) -> &str {
        &self.place
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for Error {}
