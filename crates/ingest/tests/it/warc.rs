use crate::{gzip, read, read_with};
use onrecord_ingest::{Documents, Options};
use std::io::Cursor;

fn record(kind: &str, id: u32, content_type: &str, block: &[u8]) -> Vec<u8> {
    let header = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:test:{id}>\r\nWARC-Date: 2016-08-26T12:0{id}:00Z\r\n\
         WARC-Target-URI: https://g.example/{id}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [header.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(id: u32, words: &str) -> Vec<u8> {
    let page =
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>{words}</p></body></html>");
    record("response", id, "application/http; msgtype=response", page.as_bytes())
}

fn warcinfo() -> Vec<u8> {
    record("warcinfo", 0, "application/warc-fields", b"software: test\r\n")
}

#[test]
fn pages_are_read_and_other_records_passed_over() {
    let gone = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone.</p>";
    let image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\0";
    let plain =
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\n\x93Plain,\x94 he said.";
    let records = [
        warcinfo(),
        record("request", 1, "application/http", b"GET / HTTP/1.1\r\n\r\n"),
        response(2, "“One,” she said."),
        record("response", 3, "application/http", gone),
        record("response", 4, "application/http", image),
        record("response", 5, "application/http", plain),
        record("conversion", 6, "text/plain", "“Wet,” they said.".as_bytes()),
    ];
    let expected = "urn:test:2 = \"“One,” she said.\"\nurn:test:5 = \"“Plain,” he said.\"\nurn:test:6 = \"“Wet,” they said.\"\n";
    assert_eq!(read("n.warc", &records.concat()), expected);
    let members = records.iter().map(|record| gzip(record)).collect::<Vec<_>>().concat();
    assert_eq!(read("n.warc.gz", &members), expected);
    assert_eq!(read("unnamed", &members), expected);
}

#[test]
fn a_page_keeps_what_the_record_says() {
    let bytes = [warcinfo(), response(2, "“One,” she said.")].concat();
    let mut documents = Documents::from_reader("n.warc", Cursor::new(bytes), &Options::default()).unwrap();
    let document = documents.next().unwrap().unwrap();
    assert_eq!(document.metadata.url.as_deref(), Some("https://g.example/2"));
    assert_eq!(document.metadata.date_retrieved.as_deref(), Some("2016-08-26T12:02:00Z"));
    assert_eq!((document.origin.path.as_deref(), document.origin.record), (Some("n.warc"), Some(2)));
}

#[test]
fn a_record_cut_short_costs_itself() {
    let cut = |record: Vec<u8>, by: usize| record[..record.len() - by].to_vec();
    let told = "! n.warc: record 2: it ends before its stated length (truncated-record)\n";
    let one = "urn:test:1 = \"One.\"\n";
    // In the middle of the file, where the next record begins too soon.
    let middle = [response(1, "One."), cut(response(2, "Two."), 20), response(3, "Three.")].concat();
    assert_eq!(read("n.warc", &middle), format!("{one}{told}urn:test:3 = \"Three.\"\n"));
    // At the end.
    let end = [response(1, "One."), cut(response(2, "Two."), 20)].concat();
    assert_eq!(read("n.warc", &end), format!("{one}{told}"));
    let header = [response(1, "One."), response(2, "Two.")[..60].to_vec()].concat();
    assert_eq!(
        read("n.warc", &header),
        format!("{one}! n.warc: record 2: it ends within its header (truncated-record)\n")
    );
    // The line ends after the last record don't matter.
    assert_eq!(read("n.warc", &cut(response(1, "One."), 4)), one);
}

#[test]
fn reading_goes_on_after_rubbish() {
    let long = String::from_utf8(response(2, "Two, and some more."))
        .unwrap()
        .replace("Content-Length: ", "Content-Length: 1\r\nX: ");
    let bytes = [
        &response(1, "One.")[..],
        b"\r\nrubbish\r\nmore rubbish\r\n",
        &response(3, "Three."),
        long.as_bytes(),
        &response(5, "Five."),
    ]
    .concat();
    assert_eq!(
        read("n.warc", &bytes),
        "urn:test:1 = \"One.\"\n\
         ! n.warc: record 2: no record begins where one should (truncated-record)\n\
         urn:test:3 = \"Three.\"\n\
         ! n.warc: record 4: it goes on beyond its stated length (truncated-record)\n\
         urn:test:5 = \"Five.\"\n"
    );
    let unmeasured = String::from_utf8(response(1, "One.")).unwrap().replace("Content-Length", "X");
    assert_eq!(
        read("n.warc", &[unmeasured.as_bytes(), &response(2, "Two.")].concat()),
        "! n.warc: record 1: its header has no Content-Length (truncated-record)\nurn:test:2 = \"Two.\"\n"
    );
}

#[test]
fn a_damaged_member_costs_itself() {
    let mut damaged = gzip(&response(2, "Two."));
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xff;
    damaged[middle + 1] ^= 0xff;
    let bytes = [gzip(&response(1, "One.")), damaged, gzip(&response(3, "Three."))].concat();
    let read = read("n.warc.gz", &bytes);
    let lines: Vec<&str> = read.lines().collect();
    assert_eq!((lines[0], lines[lines.len() - 1]), ("urn:test:1 = \"One.\"", "urn:test:3 = \"Three.\""));
    let told = lines.iter().filter(|line| line.contains("record 2: the compressed data is damaged")).count();
    assert_eq!(told, 1, "{read}");
}

#[test]
fn large_records_are_passed_over() {
    let options = Options { max_document_bytes: 200, ..Options::default() };
    let bytes =
        [response(1, &"long ".repeat(20_000)), response(2, &"long ".repeat(100)), response(3, "Three.")]
            .concat();
    let told = "longer than 200 bytes, the most for one document (too-large)";
    assert_eq!(
        read_with("n.warc", &bytes, &options),
        format!("! n.warc: record 1: {told}\n! n.warc: record 2: {told}\nurn:test:3 = \"Three.\"\n")
    );
    let endless = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\nshort", u64::MAX);
    assert_eq!(
        read("n.warc", endless.as_bytes()),
        "! n.warc: record 1: it ends before its stated length (truncated-record)\n"
    );
}

#[test]
fn a_file_without_pages_is_told() {
    let none = "! n.warc: none of its 1 records is a page: HTML or text, with status 200 (empty)\n";
    assert_eq!(read("n.warc", &warcinfo()), none);
}
