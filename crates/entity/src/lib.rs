//! Who is speaking: from the words that stand for a source to a person, a body, a group or a document, with one name
//! through the whole text; or to nobody, where it isn't clear.
//!
//! [`resolve`] goes in this order: `naming` finds names and reads their parts, `cast` puts the names of one together,
//! `phrase` says of what form a source is, and `reference` settles pronouns and descriptions by the encoder's links
//! between the heads of mentions (word-level coreference, Dobrovolskii 2021), from left to right, such that what is
//! settled helps with what follows. A wrong name is worse than none: below [`Options::least_link`] nobody is named.
//!
//! Nobody's gender, origin or politics is guessed. That "he" and "she" are two people is read off the page.

mod cast;
mod confidence;
pub mod fitting;
mod lexicon;
mod naming;
mod phrase;
mod reference;
mod roles;
mod spelling;

use onrecord_document::{Attribution, Document, Entity, Segmentation, Speaker};
use onrecord_encoder::Encoding;

/// A word that heads a mention with this probability is one.
const IS_MENTION: f32 = 0.5;

/// What must be sure for a pronoun or a description to get a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Probability from which a pronoun is taken for an entity.
    pub least_link: f32,
    /// Probability from which a description is taken for an entity that is named.
    pub least_description: f32,
}

impl Default for Options {
    fn default() -> Options {
        Options { least_link: 0.35, least_description: 0.4 }
    }
}

/// Who is in a document, and who of them speaks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// Who and what is spoken of, in order of the first mention.
    pub entities: Vec<Entity>,
    /// For each attribution who speaks, where that is known.
    pub speakers: Vec<Option<Speaker>>,
}

/// Finds out who speaks in each of the attributions.
pub fn resolve(
    document: &Document,
    segmentation: &Segmentation,
    encoding: &Encoding<'_>,
    attributions: &[Attribution],
    options: Options,
) -> Resolution {
    resolve_seen(document, segmentation, encoding, attributions, options, None)
}

/// The same; what each reference was weighed among goes to `notes`, where there are any.
fn resolve_seen(
    document: &Document,
    segmentation: &Segmentation,
    encoding: &Encoding<'_>,
    attributions: &[Attribution],
    options: Options,
    notes: Option<&fitting::Notes>,
) -> Resolution {
    let text = Text { text: &document.text, encoding };
    let namings = naming::find(text, segmentation, attributions);
    let mut cast = cast::cast(text, &namings);
    spelling::join_misspelt(&mut cast);
    let speakers = reference::speakers(text, segmentation, attributions, &mut cast, options, notes);
    cast.finish(text, speakers)
}

/// A document's words, as the encoder cuts them.
#[derive(Clone, Copy)]
pub(crate) struct Text<'t> {
    pub(crate) text: &'t str,
    pub(crate) encoding: &'t Encoding<'t>,
}

impl<'t> Text<'t> {
    pub(crate) fn len(self) -> usize {
        self.encoding.words().len()
    }

    pub(crate) fn span(self, word: usize) -> onrecord_document::Span {
        self.encoding.words().span(word)
    }

    /// A word as it is printed.
    pub(crate) fn word(self, word: usize) -> &'t str {
        self.span(word).of(self.text)
    }

    /// Whether a word is the "s" of a possessive, "Lee's".
    pub(crate) fn is_possessive(self, word: usize) -> bool {
        word > 0 && self.word(word) == "s" && matches!(self.word(word - 1), "'" | "’")
    }

    /// Whether a line ends between two words.
    pub(crate) fn is_parted(self, word: usize, next: usize) -> bool {
        self.text[self.span(word).end..self.span(next).start].contains('\n')
    }

    /// A word in small letters.
    pub(crate) fn lower(self, word: usize) -> String {
        self.word(word).to_lowercase()
    }
}
