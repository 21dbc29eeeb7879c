use crate::Span;

/// Index into [`crate::Annotations::entities`].
pub type EntityId = usize;

/// Someone or something that a document speaks of, under one name through the whole of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The fullest name printed, without titles; the fullest description where no name is printed.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Those of whom a joint source ("Lee and Moor") is made: at least two, or none.
    pub members: Vec<EntityId>,
    /// Where it is named, described or referred to: in order, at least one but for a joint source.
    pub mentions: Vec<Mention>,
    /// Titles and roles printed beside its name ("Labour leader"), in order.
    pub roles: Vec<Span>,
    /// What others call it, where a list of known people was given.
    pub identifiers: Vec<Identifier>,
}

/// One naming of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words: of a name without title or role, of a description whole.
    pub span: Span,
    /// In what form.
    pub form: Form,
}

/// In what form an entity is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// By name, whole or in part, or by initials or an acronym.
    Name,
    /// By what is probably a slip for its name.
    Misspelling,
    /// By a description: "the 85-year-old", "a spokesman".
    Description,
    /// By a pronoun.
    Pronoun,
}

impl Form {
    /// All forms, in order.
    pub const ALL: [Form; 4] = [Form::Name, Form::Misspelling, Form::Description, Form::Pronoun];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Form::Name => "name",
            Form::Misspelling => "misspelling",
            Form::Description => "description",
            Form::Pronoun => "pronoun",
        }
    }
}

/// What a list of known people calls an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identifier {
    /// Whose list: "wikidata", "popolo".
    pub scheme: String,
    /// The name in it: "Q217", "person/42".
    pub identifier: String,
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
    /// A country, a town, a building.
    Place,
    /// A film, a book, a song: it has a title and doesn't speak.
    Work,
    /// A text that speaks: a poll, a report.
    Document,
    /// Not known.
    Unknown,
}

impl EntityKind {
    /// All kinds, in order.
    pub const ALL: [EntityKind; 7] = [
        EntityKind::Person,
        EntityKind::Organization,
        EntityKind::Group,
        EntityKind::Place,
        EntityKind::Work,
        EntityKind::Document,
        EntityKind::Unknown,
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Group => "group",
            EntityKind::Place => "place",
            EntityKind::Work => "work",
            EntityKind::Document => "document",
            EntityKind::Unknown => "unknown",
        }
    }
}
