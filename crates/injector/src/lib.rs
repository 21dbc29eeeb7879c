//! Puts known faults into clean articles and says where, so that it can be measured what `check` and `verify` see.
//!
//! ```
//! use onrecord_injector::{Fault, inject};
//! let text = "Susan Quill spoke. “We won,” Quill said. Then Quill left.";
//! let segmentation = onrecord_segment::segment_text(text);
//! let injected = inject(text, &segmentation, Fault::QuotationUnclosed, 7).expect("there is a quotation");
//! assert_eq!(injected.text, "Susan Quill spoke. “We won, Quill said. Then Quill left.");
//! assert_eq!(injected.place.of(&injected.text), "“");
//! assert_eq!(injected.undo(), text);
//! ```
//!
//! A fault is one [`Edit`]; all other bytes stay as they are. Nothing here knows the rules: names and statements are found by plain
//! means of its own, so that a rule isn't measured against itself. The same text and seed give the same fault.

mod inject;
mod measure;
mod random;

pub use inject::{Edit, Fault, Injected, inject};
pub use measure::{
    Article, Clean, Judgement, JudgementError, Reader, Sample, Seen, Shown, Verdict, clean_table,
    injected_table, judged_table, read, read_judgements, seen, show,
};
pub use random::{Random, seed_of};
