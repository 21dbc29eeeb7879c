use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use onrecord_document::Document;

use crate::clean::clean;
use crate::encoding::{self, Misfits};
use crate::html;
use crate::issue::{Issue, IssueKind, Trouble};
use crate::jsonl::Jsonl;
use crate::options::{Format, Options};
use crate::sniff;
use crate::source::{Counting, Source};
use crate::warc::Warc;

/// The documents of one input, read one at a time.
///
/// A record that can't be read is an [`Issue`] in its place, and the ones after it follow. Memory holds one
/// record at a time, however long the input.
pub struct Documents {
    records: Box<dyn Iterator<Item = Result<Document, Issue>> + Send>,
    read: Arc<AtomicU64>,
}

impl Documents {
    /// Reads documents from anything; `name` stands for its path.
    ///
    /// # Errors
    /// An issue if it is empty, binary, or can't be read from the start.
    pub fn from_reader(
        name: &str,
        reader: impl Read + Send + 'static,
        options: &Options,
    ) -> Result<Documents, Issue> {
        let read = Arc::new(AtomicU64::new(0));
        let source = Source::open(Counting { reader, count: Arc::clone(&read) });
        let records = source
            .map_err(|error| Trouble::reading(&error))
            .and_then(|source| records(source, name, options));
        records.map(|records| Documents { records, read }).map_err(|trouble| trouble.in_file(name))
    }

    /// How many bytes have been read so far of the raw input, compressed as it may be. For progress.
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

impl Iterator for Documents {
    type Item = Result<Document, Issue>;

    fn next(&mut self) -> Option<Self::Item> {
        self.records.next()
    }
}

impl std::fmt::Debug for Documents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Documents").field("bytes_read", &self.bytes_read()).finish_non_exhaustive()
    }
}

type Records = Box<dyn Iterator<Item = Result<Document, Issue>> + Send>;

fn records(source: Source, name: &str, options: &Options) -> Result<Records, Trouble> {
    if source.head().is_empty() {
        return Err(Trouble::new(IssueKind::Empty, "it is empty"));
    }
    let format =
        options.format.or_else(|| sniff::by_name(name)).unwrap_or_else(|| sniff::by_content(source.head()));
    // A WARC file holds pictures beside its pages.
    if let Some(trouble) = sniff::binary(source.head()).filter(|_| format != Format::Warc) {
        return Err(trouble);
    }
    Ok(match format {
        Format::Jsonl => {
            Box::new(Jsonl::new(source, name, options).map_err(|error| Trouble::reading(&error))?)
        }
        Format::Warc => Box::new(Warc::new(source, name, options)),
        Format::Text | Format::Html => {
            let (name, options) = (name.to_owned(), options.clone());
            Box::new(std::iter::once_with(move || {
                let bytes = read_whole(source, options.max_document_bytes);
                bytes.and_then(|bytes| whole(&name, bytes, format)).map_err(|trouble| trouble.in_file(&name))
            }))
        }
    })
}

fn read_whole(source: Source, bound: usize) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let read = source.take((bound as u64).saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| Trouble::reading(&error))?;
    if bytes.len() > bound { Err(Trouble::too_large(bound)) } else { Ok(bytes) }
}

fn whole(name: &str, bytes: Vec<u8>, format: Format) -> Result<Document, Trouble> {
    let document = if format == Format::Html {
        html::read(&html::decode(bytes, None)?)?
    } else {
        text(encoding::decode(bytes, None, Misfits::Refuse)?)?
    };
    Ok(named(document, name, None))
}

/// A document of decoded plain text.
pub(crate) fn text(read: String) -> Result<Document, Trouble> {
    let cleaned = clean(read);
    if cleaned.text.trim().is_empty() {
        return Err(Trouble::new(IssueKind::Empty, "nothing in it but white space"));
    }
    let mut document = Document::default();
    cleaned.put_in(&mut document);
    Ok(document)
}

/// Says where a document was read, and names it after that place if the data doesn't name it.
pub(crate) fn named(mut document: Document, path: &str, record: Option<usize>) -> Document {
    if document.id.is_empty() {
        document.id = match record {
            Some(record) => format!("{path}#{record}"),
            None => path.to_owned(),
        };
    }
    document.origin.path = Some(path.to_owned());
    document.origin.record = record;
    document
}

/// Reads one document from bytes in memory: plain text or a page, as the options say, or else the name, or
/// else the bytes. For other formats, the first document in them; see [`Documents::from_reader`] for all.
///
/// # Errors
/// An issue that says why it isn't a document.
pub fn document_from_bytes(name: &str, bytes: &[u8], options: &Options) -> Result<Document, Issue> {
    let place = |trouble: Trouble| trouble.in_file(name);
    if bytes.is_empty() {
        return Err(place(Trouble::new(IssueKind::Empty, "it is empty")));
    }
    let format = options.format.or_else(|| sniff::by_name(name)).unwrap_or_else(|| {
        if sniff::by_content(&bytes[..bytes.len().min(crate::source::HEAD)]) == Format::Html {
            Format::Html
        } else {
            Format::Text
        }
    });
    if matches!(format, Format::Jsonl | Format::Warc) {
        let bytes = std::io::Cursor::new(bytes.to_vec());
        let options = Options { format: Some(format), ..options.clone() };
        let empty = || Err(place(Trouble::new(IssueKind::Empty, "it holds no article")));
        return Documents::from_reader(name, bytes, &options)?.next().unwrap_or_else(empty);
    }
    if bytes.len() > options.max_document_bytes {
        return Err(place(Trouble::too_large(options.max_document_bytes)));
    }
    if let Some(trouble) = sniff::binary(bytes) {
        return Err(place(trouble));
    }
    whole(name, bytes.to_vec(), format).map_err(place)
}

/// Reads one document from a string; see [`document_from_bytes`].
///
/// # Errors
/// An issue that says why it isn't a document.
pub fn document_from_str(name: &str, text: &str, options: &Options) -> Result<Document, Issue> {
    document_from_bytes(name, text.as_bytes(), options)
}
