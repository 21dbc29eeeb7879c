//! Scores attributions against a gold corpus in brat standoff (PolNeAR), and keeps the table that says how
//! well onrecord does.
//!
//! ```text
//! Corpus (text, gold)  ──┐
//!                        ├─ judge, a document at a time ─ Scores ─ Table ─ check, compare
//! Predictions          ──┘
//! ```
//!
//! Everything is counted in **words** of the text, so that punctuation and quotation marks never decide a
//! match. Offsets are Unicode code points, half-open, as in brat and on onrecord's wire.
//!
//! What the figures mean:
//!
//! - **content**: *exact*, the same set of words, one to one; *segment*, the same after cutting contents into
//!   their contiguous pieces; *overlap*, precision the mean share of a prediction's words that its gold
//!   has, recall the mean share of a gold's words that its predictions cover. A prediction belongs to the
//!   gold that it shares most words with.
//! - **class**: by the share of the content's words that stand inside quotation marks, *direct* from nine
//!   tenths, *mixed* any, *indirect* none. Recall runs over golds of the class, precision over predictions
//!   of the class, against every gold.
//! - **found**: a gold attribution of which at least half of the words are covered.
//! - **source right**: of found golds with a source, those where the prediction that covers most touches the
//!   head word of the source, or names it.
//! - **end to end** (e2e): a gold is right when found with the right source; a prediction is right when half
//!   of its words stand in its gold, that gold is right, and its own source is.
//! - **spans** and **tokens** of source, cue, content: precision and recall of distinct spans, and of words.
//! - **act**, **speaker**: of found golds, how many have the right act and the right [speaker](speaker_right).
//! - **names**, **gap**, **coreference**, **clusters**: see [`score_names`], [`score_gap`], [`score_coreference`] and
//!   [`score_clusters`].
//! - **confidence**: whether predictions made with confidence 0.8 are right eight times in ten.

mod calibration;
mod chains;
mod check;
mod clusters;
mod compare;
mod coreference;
mod corpora;
mod entities;
mod error;
mod figures;
mod gap;
mod gold;
mod judge;
mod labels;
mod names;
mod predictions;
mod quoted;
mod report;
mod rows;
mod score;
mod source;
mod speakers;
mod speakers_report;
mod table;
mod text;

pub use calibration::{Bin, Calibration};
pub use check::{Tolerance, check};
pub use clusters::{Register, read_register_jsonl, score_clusters};
pub use compare::compare;
pub use coreference::score_coreference;
pub use corpora::{
    ChainDocument, GapExample, Gender, GoldMention, TaggedDocument, Tokens, is_held_out, read_conllpp2020,
    read_gap, read_meantime, read_newswcl50, read_ontogum, read_uner_pud, read_worldwide,
};
pub use entities::{PredictedEntities, PredictedEntity, PredictedMention, read_entities_jsonl};
pub use error::Error;
pub use figures::{ByClass, ContentFigures, Prf, SourceFigures};
pub use gap::score_gap;
pub use gold::{Corpus, GoldAttribution, GoldDocument, read_gold};
pub use labels::{Label, Labels, read_labels};
pub use names::score_names;
pub use predictions::{Prediction, Predictions, parse_predictions, read_predictions_jsonl};
pub use quoted::quoted_ranges;
pub use report::report;
pub use rows::{Row, rows};
pub use score::{ActFigures, DocumentFigures, LabelFigures, Scores, score};
pub use speakers::{SpeakerFigures, speaker_right};
pub use speakers_report::report_speakers;
pub use table::{Block, Table};
pub use text::{Range, Text, Words};
