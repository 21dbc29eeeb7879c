use std::io;

use encoding_rs_io::DecodeReaderBytesBuilder;
use onrecord_document::Document;

use crate::article;
use crate::documents::named;
use crate::encoding::utf16_without_mark;
use crate::issue::{Issue, IssueKind, Trouble};
use crate::json_values::JsonValues;
use crate::options::Options;
use crate::source::{Piece, Source};

/// Reads JSON articles: one a line, or as the items of an array, or one object over many lines.
///
/// Lines are what resynchronises: a broken one costs itself. An array has no such marks, so there a value is
/// as long as its brackets say.
pub(crate) struct Jsonl {
    source: Source,
    layout: Layout,
    path: String,
    options: Options,
    record: usize,
    line: u64,
    buffer: Vec<u8>,
    done: bool,
}

enum Layout {
    Lines,
    Values(JsonValues),
}

impl Jsonl {
    /// # Errors
    /// If the start can't be read.
    pub fn new(source: Source, path: &str, options: &Options) -> io::Result<Jsonl> {
        let mut source = source;
        let marked = source.head().starts_with(b"\xff\xfe") || source.head().starts_with(b"\xfe\xff");
        let unmarked = utf16_without_mark(source.head());
        if marked || unmarked.is_some() {
            let decoder = DecodeReaderBytesBuilder::new().encoding(unmarked).bom_override(true).build(source);
            source = Source::plain(Box::new(decoder))?;
        }
        let layout = layout(source.head());
        let (path, options) = (path.to_owned(), options.clone());
        Ok(Jsonl { source, layout, path, options, record: 0, line: 0, buffer: Vec::new(), done: false })
    }

    /// Reads the next line that isn't blank, or the next value, into the buffer; returns where it begins.
    fn read(&mut self) -> io::Result<(Piece, u64, u64)> {
        let bound = self.options.max_document_bytes;
        match &mut self.layout {
            Layout::Values(values) => {
                let piece = values.read(&mut self.source, bound, &mut self.buffer)?;
                Ok((piece, values.line(), values.start()))
            }
            Layout::Lines => loop {
                let start = self.source.offset();
                let piece = self.source.read_line(bound, &mut self.buffer)?;
                self.line += 1;
                if piece != Piece::Whole || !blank(&self.buffer) {
                    return Ok((piece, self.line, start));
                }
            },
        }
    }

    fn place(&self, trouble: Trouble, line: u64, start: u64) -> Issue {
        let offset = start + trouble.offset.unwrap_or(0);
        Issue { record: self.number(), line: Some(line), offset: Some(offset), ..trouble.in_file(&self.path) }
    }

    /// The number of the record at hand; one object that is a file by itself needs none.
    fn number(&self) -> Option<usize> {
        let single = matches!(&self.layout, Layout::Values(values) if !values.array()) && self.record == 1;
        (!single).then_some(self.record)
    }
}

impl Iterator for Jsonl {
    type Item = Result<Document, Issue>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        self.buffer.clear();
        let (piece, line, start) = match self.read() {
            Ok(read) => read,
            Err(error) => {
                self.done = true;
                self.record += 1;
                let (line, start) = (self.line + 1, self.source.offset());
                return Some(Err(self.place(Trouble::reading(&error), line, start)));
            }
        };
        if piece == Piece::End {
            self.done = true;
            let empty = Trouble::new(IssueKind::Empty, "it holds no article");
            return (self.record == 0).then(|| Err(empty.in_file(&self.path)));
        }
        self.record += 1;
        let article = if piece == Piece::TooLong {
            Err(Trouble::too_large(self.options.max_document_bytes))
        } else {
            article::from_json(&self.buffer, &self.options.fields)
        };
        Some(
            article
                .map(|document| named(document, &self.path, self.number()))
                .map_err(|trouble| self.place(trouble, line, start)),
        )
    }
}

fn blank(line: &[u8]) -> bool {
    line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).iter().all(u8::is_ascii_whitespace)
}

/// An array if it opens as one; one object over many lines if the first line is no more than a beginning and
/// the next doesn't begin another.
fn layout(head: &[u8]) -> Layout {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if head.starts_with(b"[") {
        return Layout::Values(JsonValues::new(true));
    }
    let Some(end) = head.iter().position(|b| *b == b'\n') else { return Layout::Lines };
    let (first, next) = (&head[..end], head[end..].trim_ascii_start());
    let begins = serde_json::from_slice::<serde::de::IgnoredAny>(first).is_err_and(|error| error.is_eof());
    if begins && !next.starts_with(b"{") { Layout::Values(JsonValues::new(false)) } else { Layout::Lines }
}
