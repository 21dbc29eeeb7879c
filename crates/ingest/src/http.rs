use std::io::Read;

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use memchr::memmem;

use crate::issue::{IssueKind, Trouble};

/// The body of a response that is a page, as the server meant it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Page {
    pub html: bool,
    pub charset: Option<String>,
    pub body: Vec<u8>,
}

impl Page {
    pub fn plain(body: Vec<u8>) -> Page {
        Page { html: false, charset: None, body }
    }
}

/// Takes a page out of a recorded HTTP response; `None` if it is no page or the status isn't 200.
///
/// Crawlers often keep the headers of the transfer after undoing it, so chunks and compression are undone
/// only where the body bears them out.
pub(crate) fn page(response: &[u8], bound: usize) -> Result<Option<Page>, Trouble> {
    let (head, body) = split(response);
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split_ascii_whitespace().nth(1));
    if status != Some("200") {
        return Ok(None);
    }
    let (mut content_type, mut transfer, mut coding) = (String::new(), String::new(), String::new());
    for line in lines {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim().to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => content_type = value,
            "transfer-encoding" => transfer = value,
            "content-encoding" => coding = value,
            _ => {}
        }
    }
    let mut parts = content_type.split(';').map(str::trim);
    let html = match parts.next() {
        Some("text/html" | "application/xhtml+xml") => true,
        Some("text/plain") => false,
        _ => return Ok(None),
    };
    let charset =
        parts.find_map(|part| part.strip_prefix("charset=")).map(|c| c.trim_matches(['"', '\'']).to_owned());
    let joined = if transfer.contains("chunked") { join_chunks(body) } else { None };
    let body = decompress(joined.as_deref().unwrap_or(body), &coding, bound)?;
    if body.len() > bound {
        return Err(Trouble::too_large(bound));
    }
    Ok(Some(Page { html, charset, body }))
}

fn split(response: &[u8]) -> (&[u8], &[u8]) {
    let crlf = memmem::find(response, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = memmem::find(response, b"\n\n").map(|at| (at, at + 2));
    let (end, start) = crlf.into_iter().chain(lf).min().unwrap_or((response.len(), response.len()));
    (&response[..end], &response[start..])
}

/// Joins the chunks of a body, as far as they go; `None` if it doesn't come in chunks.
fn join_chunks(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    let mut rest = body;
    loop {
        let end = rest.iter().take(256).position(|b| *b == b'\n');
        let size = end.and_then(|end| std::str::from_utf8(&rest[..end]).ok());
        let size = size.and_then(|line| usize::from_str_radix(line.split(';').next()?.trim(), 16).ok());
        let (Some(end), Some(size)) = (end, size) else {
            return (!joined.is_empty()).then_some(joined);
        };
        rest = &rest[end + 1..];
        joined.extend_from_slice(&rest[..size.min(rest.len())]);
        if size == 0 || size >= rest.len() {
            return Some(joined);
        }
        rest = rest[size..].trim_ascii_start();
    }
}

fn decompress(body: &[u8], coding: &str, bound: usize) -> Result<Vec<u8>, Trouble> {
    let unpack = |mut reader: Box<dyn Read + '_>| {
        let mut unpacked = Vec::new();
        reader.by_ref().take(bound as u64 + 1).read_to_end(&mut unpacked).map(|_| unpacked)
    };
    let unpacked = match body {
        [0x1f, 0x8b, ..] => unpack(Box::new(MultiGzDecoder::new(body))),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => {
            zstd::stream::read::Decoder::with_buffer(body).and_then(|r| unpack(Box::new(r)))
        }
        _ if coding.contains("deflate") => {
            // Some servers send the bare stream. If it is neither, it has been unpacked already.
            let unpacked = unpack(Box::new(ZlibDecoder::new(body)));
            return Ok(unpacked
                .or_else(|_| unpack(Box::new(DeflateDecoder::new(body))))
                .unwrap_or_else(|_| body.to_vec()));
        }
        _ if coding.contains("br")
            && std::str::from_utf8(body).is_err()
            && !body.trim_ascii_start().starts_with(b"<") =>
        {
            let what = "the page is compressed with Brotli, which isn't read";
            return Err(Trouble::new(IssueKind::BadCompression, what));
        }
        _ => return Ok(body.to_vec()),
    };
    unpacked.map_err(|error| {
        Trouble::new(IssueKind::BadCompression, format!("the page's compression is damaged: {error}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gzip::gzip;

    fn body(header: &str, body: &[u8]) -> String {
        let response =
            [format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{header}\r\n").as_bytes(), body]
                .concat();
        String::from_utf8(page(&response, 100).unwrap().unwrap().body).unwrap()
    }

    #[test]
    fn transfers_are_undone() {
        assert_eq!(body("", b"words"), "words");
        assert_eq!(body("Transfer-Encoding: chunked\r\n", b"3\r\nwor\r\n2;x=1\r\nds\r\n0\r\n\r\n"), "words");
        assert_eq!(body("Content-Encoding: gzip\r\n", &gzip(b"words")), "words");
    }

    #[test]
    fn transfers_undone_already_are_left_alone() {
        assert_eq!(body("Transfer-Encoding: chunked\r\n", b"words, in plain"), "words, in plain");
        assert_eq!(body("Content-Encoding: gzip\r\n", b"words"), "words");
        assert_eq!(body("Content-Encoding: deflate\r\n", b"words"), "words");
        assert_eq!(body("Content-Encoding: br\r\n", b"words"), "words");
    }

    #[test]
    fn only_pages_are_taken() {
        let ask = |response: &str| page(response.as_bytes(), 100).unwrap().map(|p| (p.html, p.charset));
        let html = "HTTP/1.1 200 OK\nContent-Type: text/html; charset=\"Windows-1252\"\n\n<p>";
        assert_eq!(ask(html), Some((true, Some("windows-1252".into()))));
        assert_eq!(ask("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>"), None);
        assert_eq!(ask("HTTP/1.1 200\r\nContent-Type: image/png\r\n\r\n"), None);
        assert_eq!(ask(""), None);
    }

    #[test]
    fn bombs_are_bounded() {
        let bomb = gzip(&vec![b' '; 1 << 20]);
        let response = [&b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"[..], &bomb].concat();
        assert_eq!(page(&response, 1000).unwrap_err().kind, IssueKind::TooLarge);
    }
}
