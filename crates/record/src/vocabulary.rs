use onrecord_document as inner;
use schemars::JsonSchema;
use serde::Serialize;

/// An enumeration on the wire, its variants' names there, and the inner one that it is made from.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $text)] $variant,)*
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// The name on the wire.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }
        }

        impl From<inner::$name> for $name {
            fn from(value: inner::$name) -> $name {
                match value { $(inner::$name::$variant => $name::$variant),* }
            }
        }
    };
}

vocabulary! {
    /// How a content is given, by the share of its words inside quotation marks.
    Kind {
        /// At least nine tenths of the words.
        Direct = "direct",
        /// Some.
        Mixed = "mixed",
        /// None.
        Indirect = "indirect",
    }
}

vocabulary! {
    /// What a source is reported to do.
    Act {
        /// Says, asks, agrees, announces.
        Speech = "speech",
        /// Writes, posts, reports in print.
        Writing = "writing",
        /// Thinks, believes, knows, expects.
        Thought = "thought",
        /// Fears, likes, is angry.
        Feeling = "feeling",
        /// Plans, wants, vows.
        Intention = "intention",
        /// Sees, hears, finds out.
        Perception = "perception",
        /// Shows, as a poll, a study or a record does.
        Evidence = "evidence",
        /// None of these.
        Other = "other",
    }
}

vocabulary! {
    /// What found an attribution.
    DecidedBy {
        /// The neural model.
        Model = "model",
        /// The model, its content widened to the end of a quotation over several paragraphs.
        ModelAndMarks = "model-and-marks",
        /// A line `NAME: words` of a transcript.
        TranscriptLine = "transcript-line",
        /// A quotation followed by a dash and a name, or by initials.
        Signature = "signature",
        /// A quotation that repeats one already attributed.
        Repetition = "repetition",
        /// A quotation that goes on from one already attributed, with nobody else between.
        Continuation = "continuation",
        /// A quotation without anybody to attribute it to.
        Unattributed = "unattributed",
    }
}

vocabulary! {
    /// What an entity is.
    EntityKind {
        /// One human being.
        Person = "person",
        /// A body: party, company, court, paper.
        Organization = "organization",
        /// Several people without a body.
        Group = "group",
        /// A country, a town, a building.
        Place = "place",
        /// A film, a book, a song: it has a title and doesn't speak.
        Work = "work",
        /// A text that speaks: a poll, a report.
        Document = "document",
        /// Not known.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// In what form an entity is mentioned.
    Form {
        /// By name, whole or in part, or by initials or an acronym.
        Name = "name",
        /// By what is probably a slip for its name.
        Misspelling = "misspelling",
        /// By a description: "the 85-year-old", "a spokesman".
        Description = "description",
        /// By a pronoun.
        Pronoun = "pronoun",
    }
}

vocabulary! {
    /// What led from a source to the one who speaks.
    FoundBy {
        /// The source is or holds its name.
        Name = "name",
        /// The source is a pronoun.
        Pronoun = "pronoun",
        /// The source describes it.
        Description = "description",
        /// The source describes somebody of whom nothing else is known: the description stands for a name.
        DescriptionAlone = "description-alone",
        /// There is no source: it is the speaker of what is said before, or of the same words elsewhere.
        Context = "context",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_on_the_wire_are_those_of_the_command_line() {
        for kind in inner::Kind::ALL {
            assert_eq!(Kind::from(kind).name(), kind.name());
        }
        for act in inner::Act::ALL {
            assert_eq!(Act::from(act).name(), act.name());
        }
        for decided_by in [inner::DecidedBy::ModelAndMarks, inner::DecidedBy::TranscriptLine] {
            assert_eq!(DecidedBy::from(decided_by).name(), decided_by.name());
        }
        for kind in inner::EntityKind::ALL {
            assert_eq!(EntityKind::from(kind).name(), kind.name());
        }
        for form in inner::Form::ALL {
            assert_eq!(Form::from(form).name(), form.name());
        }
        for found_by in inner::FoundBy::ALL {
            assert_eq!(FoundBy::from(found_by).name(), found_by.name());
        }
    }

    #[test]
    fn serialisation_uses_the_names() {
        for act in Act::ALL {
            assert_eq!(serde_json::to_value(act).unwrap(), act.name());
        }
    }
}
