use crate::{Attribution, Entity, Segmentation};

/// Everything that the engine found in one document. Ids are indexes into these lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    /// Paragraphs, sentences, tokens, quotations.
    pub segmentation: Segmentation,
    /// Who said what, in order of the first content's start.
    pub attributions: Vec<Attribution>,
    /// Who and what is spoken of, in order of the first mention.
    pub entities: Vec<Entity>,
}
