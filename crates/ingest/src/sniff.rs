use crate::encoding::utf16_without_mark;
use crate::issue::{IssueKind, Trouble};
use crate::options::Format;

/// The format that a file's name tells, less the endings of compression.
pub(crate) fn by_name(name: &str) -> Option<Format> {
    let name = name.to_ascii_lowercase();
    let name = [".gz", ".zst", ".zstd"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    let (_, ending) = name.rsplit_once('.')?;
    match ending {
        "txt" | "text" | "md" | "markdown" => Some(Format::Text),
        "html" | "htm" | "xhtml" | "shtml" => Some(Format::Html),
        "jsonl" | "ndjson" | "json" => Some(Format::Jsonl),
        "warc" | "wet" => Some(Format::Warc),
        _ => None,
    }
}

/// The format that the first bytes tell; text if they look like nothing else.
pub(crate) fn by_content(head: &[u8]) -> Format {
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with("WARC/1.") || head.starts_with("WARC/0.") {
        Format::Warc
    } else if looks_like_json(head) {
        Format::Jsonl
    } else if looks_like_html(head) {
        Format::Html
    } else {
        Format::Text
    }
}

fn looks_like_json(head: &str) -> bool {
    if let Some(rest) = head.strip_prefix('[') {
        rest.trim_start().starts_with('{')
    } else {
        head.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
    }
}

pub(crate) fn looks_like_html(head: &str) -> bool {
    const TAGS: [&str; 12] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<article",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<meta",
        "<title",
        "<main",
    ];
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if !head.starts_with('<') {
        return false;
    }
    let head = head.to_ascii_lowercase();
    TAGS.iter().any(|tag| head.contains(tag))
}

/// Says what a file is that holds no text we could read, with the way to text where there is one.
pub(crate) fn binary(head: &[u8]) -> Option<Trouble> {
    let known: [(&[u8], &str, &str); 10] = [
        (b"%PDF-", "a PDF file", "extract its text first, for example with `pdftotext`"),
        (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save it as plain text"),
        (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text"),
        (b"BZh", "compressed with bzip2", "decompress it first, with `bunzip2`"),
        (b"\xfd7zXZ", "compressed with xz", "decompress it first, with `unxz`"),
        (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
        (b"\x89PNG", "an image", ""),
        (b"\xff\xd8\xff", "an image", ""),
        (b"GIF8", "an image", ""),
        (b"\x7fELF", "a program", ""),
    ];
    let trouble = |what: &str, hint: &str| {
        let trouble = Trouble::new(IssueKind::Binary, format!("not a text but {what}"));
        Some(if hint.is_empty() { trouble } else { trouble.hint(hint) })
    };
    if let Some((_, what, hint)) = known.iter().find(|(magic, _, _)| head.starts_with(magic)) {
        return trouble(what, hint);
    }
    if head.get(257..262) == Some(b"ustar") {
        return trouble("a tar archive", "unpack it, and give the folder");
    }
    let utf16 =
        head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || utf16_without_mark(head).is_some();
    (head.contains(&0) && !utf16).then(crate::encoding::binary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_under_any_compression() {
        assert_eq!(by_name("a/b.jsonl.zst"), Some(Format::Jsonl));
        assert_eq!(by_name("CC-NEWS-20160826.WARC.GZ"), Some(Format::Warc));
        assert_eq!(by_name("page.htm"), Some(Format::Html));
        assert_eq!(by_name("notes.md"), Some(Format::Text));
        assert_eq!(by_name("x.tar.gz"), None);
        assert_eq!(by_name("-"), None);
    }

    #[test]
    fn content_tells_where_the_name_does_not() {
        assert_eq!(by_content(b"\n <!-- x --><!DOCTYPE HTML><p>"), Format::Html);
        assert_eq!(by_content(b"<b>bold</b> words"), Format::Text);
        assert_eq!(by_content("\u{feff}{ \"id\": 1}".as_bytes()), Format::Jsonl);
        assert_eq!(by_content(b"[\n {\"id\": 1}]"), Format::Jsonl);
        assert_eq!(by_content(b"[Applause] {sic} he said"), Format::Text);
        assert_eq!(by_content(b"WARC/1.1\r\n"), Format::Warc);
        assert_eq!(by_content(b"WARCs are files."), Format::Text);
    }

    #[test]
    fn binaries_are_named() {
        assert_eq!(binary(b"%PDF-1.7").unwrap().message, "not a text but a PDF file");
        assert!(binary(b"\xff\xfeN\0o\0").is_none());
        assert!(binary(b"a\0b\0\0\0").is_some());
        assert!(binary("Words, “quoted”.".as_bytes()).is_none());
    }
}
