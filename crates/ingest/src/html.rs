//! Pages: the main text, what the page says about itself, and the way back to its bytes.

mod alignment;
mod json_ld;
mod main_text;
mod metadata;
mod page;

use onrecord_document::{Block, BlockKind, Document, Span};

use crate::clean::{clean, follow};
use crate::encoding::{self, Misfits};
use crate::issue::Trouble;

/// Decodes a page. `charset` is what the server declared; what the page declares comes after it.
pub(crate) fn decode(bytes: Vec<u8>, charset: Option<&str>) -> Result<String, Trouble> {
    let own = page::charset(&bytes);
    encoding::decode(bytes, charset.or(own.as_deref()), Misfits::ReplaceFew)
}

/// Reads an article from a decoded page.
pub(crate) fn read(html: &str) -> Result<Document, Trouble> {
    let page = page::scan(html)?;
    let main_text::Article { lines: paragraphs, byline, title } = main_text::extract(html)?;
    let mut metadata = metadata::read(&page);
    metadata.byline = metadata.byline.or(byline);
    metadata.headline = metadata.headline.or(title);

    let mut as_read = String::new();
    let mut lines = Vec::new();
    for line in &paragraphs {
        if !as_read.is_empty() {
            as_read.push('\n');
        }
        lines.push(Span::new(as_read.len(), as_read.len() + line.text.len()));
        as_read.push_str(&line.text);
    }
    let to_page = alignment::align(&page, &paragraphs, &lines);
    let cleaned = clean(as_read);
    if cleaned.text.trim().is_empty() {
        return Err(main_text::no_article());
    }

    let mut document = Document { metadata, ..Document::default() };
    document.origin.to_raw = follow(&cleaned.runs, to_page);
    document.blocks = blocks(&paragraphs, &lines, &cleaned.runs, document.metadata.byline.as_deref());
    cleaned.put_in(&mut document);
    document.blocks.retain(|block| !block.span.is_empty());
    Ok(document)
}

/// The lines that are no plain paragraphs, as spans of the cleaned text.
fn blocks(
    paragraphs: &[main_text::Line],
    lines: &[Span],
    cleaning: &[onrecord_document::Run],
    byline: Option<&str>,
) -> Vec<Block> {
    let cleaned = |offset: usize| match cleaning.partition_point(|run| run.to <= offset) {
        _ if cleaning.is_empty() => offset,
        0 => 0,
        n => cleaning[n - 1].from + (offset - cleaning[n - 1].to).min(cleaning[n - 1].len),
    };
    let kind = |line: &main_text::Line| {
        let words = line.text.trim();
        let name = words.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(words, |_| &words[3..]);
        if byline == Some(name) { BlockKind::Byline } else { line.kind }
    };
    let lines = paragraphs.iter().map(kind).zip(lines);
    lines
        .filter(|(kind, _)| *kind != BlockKind::Paragraph)
        .map(|(kind, line)| Block { span: Span::new(cleaned(line.start), cleaned(line.end)), kind })
        .collect()
}
