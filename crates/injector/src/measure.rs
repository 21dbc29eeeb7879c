//! What `check` and `verify` make of clean copy and of copy with a fault in it.

mod clean;
mod judged;
mod read;
mod seen;
mod show;

pub use clean::{Clean, clean_table};
pub use judged::{Judgement, JudgementError, Verdict, judged_table, read_judgements};
pub use read::{Article, Reader, Sample, read};
pub use seen::{Seen, injected_table, seen};
pub use show::{Shown, show};
