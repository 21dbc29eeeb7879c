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
    pub(super) fn weights(self) -> &'static Evidence {
        match self {
            Anaphor::Pronoun(Pronoun::He | Pronoun::She) => &OF_HE,
            Anaphor::Pronoun(_) => &OF_THEY,
            Anaphor::Name => &OF_NAME,
            Anaphor::Description(_) => &OF_DESCRIPTION,
        }
    }

    /// What the weights are called in `training/`.
    pub(super) fn sort(self) -> &'static str {
        match self {
            Anaphor::Pronoun(Pronoun::He | Pronoun::She) => "he",
            Anaphor::Pronoun(_) => "they",
            Anaphor::Name => "name",
            Anaphor::Description(_) => "description",
        }
    }
}

/// Declares [`Evidence`] by its fields.
macro_rules! evidence {
    ($($(#[$documentation:meta])* $name:ident,)*) => {
        /// What speaks for a mention's being the one that is meant; a value of each sort, or the weight of each.
        #[derive(Clone, Copy, Debug, Default)]
        pub(crate) struct Evidence {
            $($(#[$documentation])* pub(super) $name: f32,)*
        }

        impl Evidence {
            /// What the values are called, in order.
            pub(crate) const NAMES: &[&str] = &[$(stringify!($name),)*];

            /// The sum of all values, weighted.
            pub(super) fn weighted(&self, weights: &Evidence) -> f32 {
                0.0 $(+ self.$name * weights.$name)*
            }

            /// The values in order.
            pub(super) fn values(&self) -> Vec<f32> {
                vec![$(self.$name,)*]
            }
        }
    };
}

evidence! {
    /// The model's score of the two.
    model,
    /// 1: any mention, against being nobody's.
    any,
    /// A source is to be linked: it means somebody.
    of_source,
    /// After the anaphor.
    after,
    /// In another quotation.
    quoted,
    /// In what another says.
    said,
    /// The source of an attribution.
    source,
    /// The last one before this source.
    latest,
    /// Of the latter, each sentence less between that and this, of five.
    latest_near,
    /// The first of its sentence, in this one or the one before.
    first,
    /// Besides, if in this one.
    first_here,
    /// A role printed with the name, or a part of it, is the noun of the description.
    role,
    /// A pronoun.
    pronoun,
    /// The logarithm of how often the text mentions them, as far as is known.
    often,
    /// Each sentence between, up to ten.
    sentence,
    /// No sentence between.
    here,
    /// In another paragraph.
    paragraph,
    /// What "he" and "she" before this tell of whose mention it is.
    agreement,
}

// Weights of a sum that is on the scale of logarithms of odds. Fitted, for each sort of anaphor, to labels that the model hasn't
// learned from (`training/fit-references`).

const OF_HE: Evidence = Evidence {
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
    agreement: 1.0,
};
const OF_THEY: Evidence = Evidence {
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
    agreement: 0.0,
};
const OF_NAME: Evidence = Evidence {
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
    agreement: 0.0,
};
const OF_DESCRIPTION: Evidence = Evidence {
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
    agreement: 0.0,
};
