//! Reads news: plain text, HTML, JSON articles and WARC, compressed or not, into [`Document`]s.
//!
//! ```
//! use onrecord_ingest::{Options, document_from_str};
//! let page = "<html><title>Dam holds</title><article><p>&ldquo;It held,&rdquo; the mayor said.</p></article>";
//! let document = document_from_str("page.html", page, &Options::default())?;
//! assert_eq!(document.text, "“It held,” the mayor said.");
//! # Ok::<(), onrecord_ingest::Issue>(())
//! ```
//!
//! [`inputs`] finds what there is to read, [`Input::open`] finds its compression and format, and the
//! [`Documents`] it returns are read one at a time, so that memory doesn't grow with the input. Whatever can't
//! be read is an [`Issue`] in its place among the documents; the others are unharmed.
//!
//! # Text and offsets
//!
//! A document's text is cleaned: line ends become `\n`; control characters, byte order marks, zero-width
//! characters and soft hyphens go. [`Origin`](onrecord_document::Origin) keeps the text as read and the way
//! back to it, and for a page the way back to the bytes of the page (decoded to UTF-8, where it was in another
//! encoding).
//!
//! # Main text
//!
//! `dom_smoothie` 0.19 finds the main text of pages. We weighed it against `trafilatura` 0.6 in November 2026 on a
//! page of direct, nested and broken-up quotations: both kept every quotation whole, but trafilatura lost the
//! caption with the words spoken in it, its text ran the paragraphs together and put spaces before the commas
//! after inline elements (`ever ,”`), and it needs twice as many crates (103 against 52). dom_smoothie leaves
//! the article as a tree, where headings, captions and block quotations can be told apart, and whose text
//! nodes are stretches of the page, so that offsets lead back.
//!
//! # Bounds
//!
//! [`Options::max_document_bytes`] bounds a document after decompression, which also defuses archives made to
//! swell; pages are bounded in depth and in elements as well. A longer line or record is passed over as it
//! streams by.

mod article;
mod clean;
mod dates;
mod documents;
mod encoding;
mod gzip;
mod html;
mod http;
mod input;
mod issue;
mod json_values;
mod jsonl;
mod options;
mod sniff;
mod source;
mod warc;

pub use documents::{Documents, document_from_bytes, document_from_str};
pub use input::{Input, inputs};
pub use issue::{Issue, IssueKind};
pub use onrecord_document::Document;
pub use options::{Fields, Format, Options};
