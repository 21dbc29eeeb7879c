use std::fmt;

/// A list of people that can't be read: says where, what, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleError {
    kind: PeopleErrorKind,
    place: String,
    message: String,
    hint: Option<&'static str>,
}

/// What is wrong with a list of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PeopleErrorKind {
    /// It is neither JSON nor CSV as this crate documents them.
    Malformed,
    /// It has nobody.
    Empty,
    /// It is larger than [`crate::MAX_BYTES`], or has more people than [`crate::MAX_PERSONS`].
    TooLarge,
}

impl PeopleError {
    pub(crate) fn new(
        kind: PeopleErrorKind,
        place: impl fmt::Display,
        message: impl fmt::Display,
    ) -> PeopleError {
        PeopleError { kind, place: place.to_string(), message: message.to_string(), hint: None }
    }

    pub(crate) fn hint(self, hint: &'static str) -> PeopleError {
        PeopleError { hint: Some(hint), ..self }
    }

    /// What is wrong.
    pub fn kind(&self) -> PeopleErrorKind {
        self.kind
    }

    /// The list's name, and the line or the element where one is to blame: `mps.csv:7`, `mps.json: persons[3]`.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What to do about it.
    pub fn remedy(&self) -> Option<&str> {
        self.hint
    }
}

impl fmt::Display for PeopleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for PeopleError {}
