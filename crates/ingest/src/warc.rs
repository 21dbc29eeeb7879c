use std::io::{self, Read};

use memchr::memmem;
use onrecord_document::Document;

use crate::documents::{self, named};
use crate::encoding::{self, Misfits};
use crate::html;
use crate::http;
use crate::issue::{Issue, IssueKind, Trouble};
use crate::options::Options;
use crate::source::{Piece, Source};

/// Reads pages from WARC 1.0 and 1.1: `response` records that are HTML or plain text with status 200, and
/// `conversion` records of plain text, as in WET files. Other records are passed over.
///
/// After a broken record it goes on where the next one begins.
pub(crate) struct Warc {
    source: Source,
    path: String,
    options: Options,
    record: usize,
    pages: usize,
    told: bool,
    /// After trouble that has been told: lines that begin no record are no further trouble.
    lost: bool,
    /// Where the last error of the reader was met, to stop when there is no getting past it.
    stuck_at: Option<u64>,
    done: bool,
}

/// A record's header.
#[derive(Debug, Default)]
struct Header {
    kind: String,
    id: String,
    target: String,
    date: String,
    content_type: String,
    length: Option<u64>,
}

/// What stands before the page in a response's block, at most.
const HTTP_HEADER: usize = 64 << 10;
const HEADER_LINE: usize = 64 << 10;
const HEADER_LINES: usize = 1000;

enum Failure {
    /// The reader failed.
    Read(io::Error),
    /// The record did.
    Record(Trouble),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Read(error)
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Failure {
        Failure::Record(trouble)
    }
}

impl Warc {
    pub fn new(source: Source, path: &str, options: &Options) -> Warc {
        Warc {
            source,
            path: path.to_owned(),
            options: options.clone(),
            record: 0,
            pages: 0,
            told: false,
            lost: false,
            stuck_at: None,
            done: false,
        }
    }

    /// Reads on to the next page; `None` at the end.
    fn next_page(&mut self) -> Result<Option<Document>, Failure> {
        while self.find_record()? {
            self.record += 1;
            self.lost = false;
            let header = self.read_header()?;
            let Some(length) = header.length else {
                self.lost = true;
                return Err(broken("its header has no Content-Length").into());
            };
            let response = header.kind == "response";
            let wanted =
                response || (header.kind == "conversion" && header.content_type.starts_with("text/plain"));
            if !wanted {
                self.skip(length)?;
                continue;
            }
            let bound =
                self.options.max_document_bytes.saturating_add(if response { HTTP_HEADER } else { 0 });
            if length > bound as u64 {
                self.skip(length)?;
                return Err(Trouble::too_large(self.options.max_document_bytes).into());
            }
            let block = self.read_block(length)?;
            let page = if response {
                http::page(&block, self.options.max_document_bytes)?
            } else {
                Some(http::Page::plain(block))
            };
            if let Some(page) = page {
                return Ok(Some(document(page, header)?));
            }
        }
        Ok(None)
    }

    /// Reads up to and with the line that begins a record; whether there is one.
    fn find_record(&mut self) -> Result<bool, Failure> {
        let mut line = Vec::new();
        loop {
            let offset = self.source.offset();
            if self.source.read_line(HEADER_LINE, &mut line)? == Piece::End {
                return Ok(false);
            }
            if is_beginning(&line) {
                return Ok(true);
            }
            if !self.lost && !line.iter().all(u8::is_ascii_whitespace) {
                self.lost = true;
                self.record += 1;
                return Err(broken("no record begins where one should").at(offset).into());
            }
        }
    }

    fn read_header(&mut self) -> Result<Header, Failure> {
        let mut header = Header::default();
        let mut line = Vec::new();
        for _ in 0..HEADER_LINES {
            match self.source.read_line(HEADER_LINE, &mut line)? {
                Piece::End => return Err(broken("it ends within its header").into()),
                Piece::TooLong => break,
                Piece::Whole => {}
            }
            if is_beginning(&line) {
                self.source.push_back(&line);
                return Err(broken("it ends within its header").into());
            }
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_end();
            if text.is_empty() {
                return Ok(header);
            }
            let Some((name, value)) = text.split_once(':') else {
                // Lines that go on with the value before them begin with a blank; we need none of those.
                if text.starts_with([' ', '\t']) {
                    continue;
                }
                break;
            };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => header.kind = value.to_ascii_lowercase(),
                "warc-record-id" => header.id = value.trim_matches(['<', '>']).to_owned(),
                "warc-target-uri" => header.target = value.trim_matches(['<', '>']).to_owned(),
                "warc-date" => header.date = value.to_owned(),
                "content-type" => header.content_type = value.to_ascii_lowercase(),
                "content-length" => header.length = value.parse().ok(),
                _ => {}
            }
        }
        self.lost = true;
        Err(broken("its header isn't one").into())
    }

    fn skip(&mut self, length: u64) -> Result<(), Failure> {
        if self.source.skip_bytes(length)? < length {
            return Err(cut().into());
        }
        Ok(())
    }

    /// Reads a record's block. If the next record begins within, the block was cut short when it was written:
    /// reading goes on at that next record.
    fn read_block(&mut self, length: u64) -> Result<Vec<u8>, Failure> {
        let mut block = Vec::new();
        self.source.by_ref().take(length).read_to_end(&mut block)?;
        let whole = block.len() as u64 == length;
        // What follows, far enough to see the beginning of a record of which a part was taken for the block.
        let mut after = Vec::new();
        if whole {
            self.source.by_ref().take(BEGINNING as u64).read_to_end(&mut after)?;
            if after.is_empty() || after.starts_with(b"\r\n") || after.starts_with(b"\n") {
                self.source.push_back(&after);
                return Ok(block);
            }
        }
        self.lost = true;
        block.extend_from_slice(&after);
        if let Some(at) = memmem::find_iter(&block, b"WARC/").find(|at| is_beginning(&block[*at..])) {
            self.source.push_back(&block[at..]);
            return Err(cut().into());
        }
        if whole {
            self.source.push_back(&after);
            return Err(broken("it goes on beyond its stated length").into());
        }
        Err(cut().into())
    }

    fn place(&self, trouble: Trouble) -> Issue {
        let offset = trouble.offset.or(Some(self.source.offset()));
        Issue { record: Some(self.record), offset, ..trouble.in_file(&self.path) }
    }
}

impl Iterator for Warc {
    type Item = Result<Document, Issue>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let page = match self.next_page() {
            Ok(Some(document)) => Ok(named(document, &self.path, Some(self.record))),
            Err(Failure::Record(trouble)) => Err(self.place(trouble)),
            Err(Failure::Read(error)) => {
                // A damaged gzip member ends; the next one begins a record. If nothing comes, give up.
                let at = self.source.offset();
                self.done = self.stuck_at == Some(at);
                (self.stuck_at, self.lost) = (Some(at), true);
                Err(self.place(Trouble::reading(&error)))
            }
            Ok(None) => {
                self.done = true;
                if self.pages > 0 || self.told {
                    return None;
                }
                let records = self.record;
                let message =
                    format!("none of its {records} records is a page: HTML or text, with status 200");
                Err(Trouble::new(IssueKind::Empty, message).in_file(&self.path))
            }
        };
        self.pages += usize::from(page.is_ok());
        self.told |= page.is_err();
        Some(page)
    }
}

/// The length of `WARC/1.0` and a line end.
const BEGINNING: usize = 10;

fn is_beginning(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WARC/")
        && bytes.get(5).is_some_and(u8::is_ascii_digit)
        && bytes.get(6) == Some(&b'.')
        && bytes.get(7).is_some_and(u8::is_ascii_digit)
        && matches!(bytes.get(8), Some(b'\r' | b'\n') | None)
}

fn broken(what: &str) -> Trouble {
    Trouble::new(IssueKind::TruncatedRecord, what)
}

fn cut() -> Trouble {
    broken("it ends before its stated length")
        .hint("the file was cut short, or written by a crawler that broke off")
}

fn document(page: http::Page, header: Header) -> Result<Document, Trouble> {
    let mut document = if page.html {
        html::read(&html::decode(page.body, page.charset.as_deref())?)?
    } else {
        documents::text(encoding::decode(page.body, page.charset.as_deref(), Misfits::Refuse)?)?
    };
    document.id = header.id;
    let known = |value: String| Some(value).filter(|value| !value.is_empty());
    document.metadata.url = document.metadata.url.or_else(|| known(header.target));
    document.metadata.date_retrieved = known(header.date);
    Ok(document)
}
