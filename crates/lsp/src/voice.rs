use onrecord_document::{Annotations, Attribution, Document, Entity};

/// Who speaks in an attribution, as far as that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Voice {
    /// The entity's name, or the words that name the source.
    pub(crate) name: Option<String>,
    /// The role or title printed beside it.
    pub(crate) role: Option<String>,
    /// The entity, where it is known who that is.
    pub(crate) entity: Option<usize>,
}

impl Voice {
    pub(crate) fn of(document: &Document, annotations: &Annotations, attribution: &Attribution) -> Voice {
        let text = &document.text;
        let entity = attribution.speaker.map(|speaker| speaker.entity);
        let known: Option<&Entity> = entity.and_then(|id| annotations.entities.get(id));
        let words = attribution.source.map(|source| one_line(source.of(text)));
        let role = attribution.speaker.and_then(|speaker| speaker.role);
        let role = role.or_else(|| known?.roles.first().copied());
        Voice {
            name: known.map(|entity| one_line(&entity.name)).or(words).filter(|name| !name.is_empty()),
            role: role.map(|role| one_line(role.of(text))),
            entity: entity.filter(|_| known.is_some()),
        }
    }

    /// The name, or that there is none.
    pub(crate) fn title(&self) -> &str {
        self.name.as_deref().unwrap_or("Speaker not found")
    }
}

/// White space to single spaces, controls dropped.
pub(crate) fn one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().filter(|c| !c.is_control()).collect()
}
