//! The nouns of onrecord: plain values, no input or output, no serialisation.
//!
//! Every offset here is a [`Span`]: UTF-8 bytes of [`Document::text`]. Other units exist at the edges
//! only, under the names that [`Origin`] and [`CodePoints`] give them.

mod annotations;
mod attribution;
mod document;
mod entity;
mod origin;
mod segmentation;
mod span;

pub use annotations::Annotations;
pub use attribution::{Act, Attribution, AttributionId, DecidedBy, Evidence, FoundBy, Kind, Speaker};
pub use document::{Block, BlockKind, Document, Metadata};
pub use entity::{Entity, EntityId, EntityKind, Form, Identifier, Mention};
pub use origin::{Origin, Run};
pub use segmentation::{Closing, Quotation, QuotationId, Segmentation, Sentence, Token, TokenKind};
pub use span::{CodePoints, Span};
