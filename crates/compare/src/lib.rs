//! The words of quotations laid against the words of other texts.
//!
//! [`verify`] looks for every quotation of an article in one or more sources and tells how it differs from what is written there;
//! [`diff`] tells which statements came, went or changed between two versions of an article. Both rest on [`words`], which takes a text as a
//! row of words whatever its punctuation, and [`align`], which lays two rows beside each other.

mod align;
mod diff;
mod locate;
mod meaning;
mod quoted;
mod speaker;
mod verify;
mod words;

pub use align::{Alignment, Difference, align};
pub use diff::{Change, Changed, diff};
pub use locate::{Found, SourceText};
pub use speaker::{same_speaker, speaker_name};
pub use verify::{Class, Origin, Verified, verify, verify_quote, verify_within};
pub use words::{Word, words};
