use crate::lexicon::Pronoun;

/// A mention that is to be linked to an earlier one.
#[derive(Clone, Copy)]
pub(super) enum Anaphor<'n> {
    Pronoun(Pronoun),
    /// A name that several bear.
    Name,
    /// A description by its noun.
    Description(&'n str),
}

impl Anaphor<'_> {
    pub(super) fn weights(self) -> &'static Weights {
        match self {
            Anaphor::Pronoun(Pronoun::He | Pronoun::She) => &OF_HE,
            Anaphor::Pronoun(_) => &OF_THEY,
            Anaphor::Name => &OF_NAME,
            Anaphor::Description(_) => &OF_DESCRIPTION,
        }
    }
}

/// What speaks for a mention's being the one that is meant, beside the model's score of the two; weights of a sum that is on the
/// scale of logarithms of odds. Fitted, for each sort of anaphor, to the labels of PolNeAR train that the model hasn't
/// learned from (`training/README.md`).
pub(super) struct Weights {
    /// Of the model's score.
    pub(super) model: f32,
    /// Of any mention, against being nobody's.
    pub(super) any: f32,
    /// Besides, if a source is to be linked: it means somebody.
    pub(super) of_source: f32,
    /// After the anaphor.
    pub(super) after: f32,
    /// In another quotation.
    pub(super) quoted: f32,
    /// In what another says.
    pub(super) said: f32,
    /// The source of an attribution; the last one before this source; each sentence less between that and this, of five.
    pub(super) source: f32,
    pub(super) latest: f32,
    pub(super) latest_near: f32,
    /// The first of its sentence, in this one or the one before; besides, if in this one.
    pub(super) first: f32,
    pub(super) first_here: f32,
    /// A role printed with the name, or a part of it, is the noun of the description.
    pub(super) role: f32,
    /// A pronoun.
    pub(super) pronoun: f32,
    /// The logarithm of how often the text mentions them, as far as is known.
    pub(super) often: f32,
    /// Each sentence between, up to ten; none; a new paragraph.
    pub(super) sentence: f32,
    pub(super) here: f32,
    pub(super) paragraph: f32,
}

const OF_HE: Weights = Weights {
    model: 0.69,
    any: -0.11,
    of_source: 0.15,
    after: -1.97,
    quoted: -0.32,
    said: -0.14,
    source: -0.14,
    latest: 0.48,
    latest_near: 0.2,
    first: 0.22,
    first_here: -0.19,
    role: 0.0,
    pronoun: 0.13,
    often: 0.32,
    sentence: -0.12,
    here: 0.69,
    paragraph: -0.79,
};
const OF_THEY: Weights = Weights {
    model: 0.73,
    any: -0.95,
    of_source: 0.64,
    after: 0.0,
    quoted: 0.2,
    said: 0.11,
    source: 0.43,
    latest: -0.05,
    latest_near: 0.0,
    first: 0.54,
    first_here: -0.1,
    role: 0.0,
    pronoun: -0.34,
    often: 0.33,
    sentence: -0.12,
    here: 0.56,
    paragraph: -0.56,
};
const OF_NAME: Weights = Weights {
    model: 0.97,
    any: 0.13,
    of_source: -0.18,
    after: 0.0,
    quoted: 0.11,
    said: -0.17,
    source: 0.31,
    latest: 0.0,
    latest_near: 0.0,
    first: -0.22,
    first_here: -0.25,
    role: 0.0,
    pronoun: -0.19,
    often: 0.18,
    sentence: 0.01,
    here: -0.25,
    paragraph: 0.0,
};
const OF_DESCRIPTION: Weights = Weights {
    model: 0.86,
    any: -0.73,
    of_source: 0.24,
    after: 0.0,
    quoted: 0.56,
    said: 0.17,
    source: -0.03,
    latest: 0.36,
    latest_near: 0.1,
    first: 0.37,
    first_here: 0.05,
    role: 1.56,
    pronoun: -0.46,
    often: 0.26,
    sentence: 0.07,
    here: 0.02,
    paragraph: 0.19,
};
