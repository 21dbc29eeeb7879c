//! What each reading of a mark costs: the less likely, the more. Hundredths of a unit; about 5 units make a
//! reading an error of the writer's (a stray mark, a quotation that nothing closes).

use crate::mark::{Family, Lean, Mark, Side, Word};

/// A quotation that is open at its paragraph's end and that the next paragraph doesn't reopen.
pub(crate) const UNCLOSED: u32 = 450;
/// A quotation that is open at its paragraph's end and that the next paragraph reopens.
pub(crate) const REOPENED: u32 = 30;
/// A quotation directly inside one of the same family.
pub(crate) const NESTED_IN_OWN_FAMILY: u32 = 480;
/// A mark that reopens its quotation within a paragraph, where a paragraph break was lost.
pub(crate) const REOPENS_WITHIN: u32 = 250;

/// A closing mark that changed places with the one that it touches: `,"'` for `,'"`.
pub(crate) const SWAPPED: u32 = 240;

/// A mark that contradicts its glyph: `”so”`, `“so“`.
const AGAINST_GLYPH: u32 = 200;
/// A mark that belongs to no quotation.
const STRAY: u32 = 500;

/// The mark opens a quotation.
pub(crate) fn opening(mark: &Mark) -> u32 {
    let before = match mark.before {
        Side::Edge | Side::OpenBracket | Side::Dash => 0,
        Side::Ellipsis => 50,
        Side::Symbol => 100,
        Side::Stop => 150,
        Side::CloseBracket => 200,
        Side::Letter | Side::Digit => 300,
    };
    let after = match mark.after {
        Side::Letter | Side::Digit | Side::Symbol | Side::OpenBracket | Side::Ellipsis => 0,
        Side::Dash => 50,
        Side::Edge if mark.before == Side::Edge => 100,
        Side::Edge => 400,
        Side::Stop | Side::CloseBracket => 300,
    };
    let glyph = match mark.lean {
        // Such a mark opens only what it touches.
        Lean::Close if mark.after == Side::Edge => STRAY,
        Lean::Close => AGAINST_GLYPH,
        Lean::Open | Lean::Neither => 0,
    };
    let word = match mark.word {
        Word::Height => STRAY,
        Word::Elision => 200,
        Word::Year { capital_follows: false } => 100,
        _ => 0,
    };
    before + after + glyph + word + if mark.family == Family::Single { 30 } else { 0 }
}

/// The mark closes a quotation.
pub(crate) fn closing(mark: &Mark) -> u32 {
    let before = match mark.before {
        Side::Letter | Side::Digit | Side::Stop | Side::Ellipsis | Side::CloseBracket | Side::Symbol => 0,
        Side::Dash => 30,
        Side::Edge if matches!(mark.after, Side::Edge | Side::Stop | Side::CloseBracket) => 100,
        Side::Edge => 300,
        Side::OpenBracket => 400,
    };
    let after = match mark.after {
        Side::Edge | Side::Stop | Side::CloseBracket | Side::Dash | Side::Ellipsis => 0,
        Side::OpenBracket => 50,
        Side::Symbol => 100,
        Side::Letter | Side::Digit => 200,
    };
    let glyph = if mark.lean == Lean::Open { AGAINST_GLYPH } else { 0 };
    let word = match mark.word {
        Word::Height => 200,
        Word::Plural { small_follows: true } => 80,
        _ => 0,
    };
    before + after + glyph + word
}

/// The mark closes a quotation of another family: `“So,’ he said.`
pub(crate) fn closing_another(mark: &Mark) -> u32 {
    let plainly = matches!(mark.before, Side::Stop | Side::Ellipsis) && mark.after == Side::Edge;
    closing(mark) + if plainly { 350 } else { 500 }
}

/// The mark belongs to no quotation: an apostrophe, a measure, or a slip.
pub(crate) fn ignoring(mark: &Mark) -> u32 {
    match mark.word {
        Word::Height => 0,
        Word::Measure if mark.lean == Lean::Neither => 100,
        Word::Measure => 300,
        Word::Plural { .. } => 30,
        Word::CutShort => 50,
        Word::DroppedG => 100,
        Word::Ending => 450,
        Word::Elision => 30,
        Word::Year { capital_follows: false } => 10,
        Word::Year { capital_follows: true } => 100,
        Word::Beginning { like_sentence: true } => 600,
        Word::Beginning { like_sentence: false } if mark.lean == Lean::Open => STRAY,
        Word::Beginning { like_sentence: false } => 300,
        Word::None => STRAY,
    }
}
