//! onrecord's test notation, and specifications in Markdown that run.
//!
//! A [`Passage`] is a text and the attributions in it. It is written as lines of the text, each followed by lines of
//! carets that point at words of it and say what they are:
//!
//! ```
//! # fn main() -> Result<(), onrecord_testing::NotationError> {
//! use onrecord_testing::Passage;
//!
//! let notation = r#"
//! "We will appeal," Mayor Ann Lee said, "and we will win."
//! ^^^^^^^^^^^^^^^^^                     ^^^^^^^^^^^^^^^^^^ content
//!                   ^^^^^^^^^^^^^ source
//!                                ^^^^ cue
//! 1: direct speech
//! "#.trim_start();
//! let passage: Passage = notation.parse()?;
//! let source = passage.attributions[0].source[0];
//! assert_eq!(source.of(&passage.text), "Mayor Ann Lee");
//! assert_eq!(passage.to_string(), notation);
//! # Ok(())
//! # }
//! ```
//!
//! - **Columns** are Unicode code points of the line of text above. How wide a character is displayed doesn't matter.
//! - **Labels** are `content`, `source` and `cue`. Several attributions are told apart by numbers (`content 1`), and
//!   the same words may serve several (`source 1 2`). A single attribution needs no number; it is number 1.
//! - **Lines**: what goes on over a line break is labelled on each of its lines, but for white space at the break.
//!   Spans are compared line by line: whether a break belongs to them isn't stated, everything else is.
//! - **Absence is stated too**: an attribution without a `source` or a `cue` has none.
//! - **Attributes** follow the passage, each attribution's on a line: its kind, act and what decided, in any order. Only what
//!   is stated is compared.
//! - **No attribution** at all is stated by `(nothing)` after the passage.
//!
//! So no line of a text may begin with a caret (after any spaces) or with a number and a colon, or be `(nothing)`.
//!
//! A specification is a folder of Markdown files with prose, headings, and passages in blocks fenced as `text`;
//! [`check`] holds any engine against it. [`span_faults`] looks at annotations that no passage states.

mod cases;
mod notation;
mod passage;
mod render;
mod spans;
mod specification;

pub use notation::NotationError;
pub use passage::{Difference, Passage, Stated};
pub use spans::span_faults;
pub use specification::{Mode, Outcome, check};
