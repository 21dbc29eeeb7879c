/// Index into [`crate::Annotations::entities`].
pub type EntityId = usize;

/// Someone who is named in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The fullest name printed, without titles.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// One human being.
    Person,
    /// A body: party, company, court, paper.
    Organization,
    /// Several people without a body.
    Group,
    /// A text that speaks: a poll, a report.
    Document,
    /// Not known.
    Unknown,
}

impl EntityKind {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Group => "group",
            EntityKind::Document => "document",
            EntityKind::Unknown => "unknown",
        }
    }
}
