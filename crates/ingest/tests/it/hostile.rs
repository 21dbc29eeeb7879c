//! Whatever the bytes, reading ends, doesn't panic, and keeps its promises about texts and offsets.

use std::io::Cursor;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use crate::{gzip, read, zstd};
use onrecord_document::Document;
use onrecord_ingest::{Documents, Format, IssueKind, Options, document_from_bytes};
use proptest::prelude::*;

fn check(document: &Document) {
    assert!(!document.text.trim().is_empty());
    assert!(!document.text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
    for run in &document.origin.to_read {
        let read = &document.as_read()[run.to..run.to + run.len];
        assert_eq!(&document.text[run.from..run.from + run.len], read);
    }
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && !block.span.of(&document.text).is_empty());
        end = block.span.end;
    }
}

fn read_all(bytes: &[u8], format: Format) {
    let options = Options { format: Some(format), max_document_bytes: 4096, ..Options::default() };
    let Ok(documents) = Documents::from_reader("fuzz", Cursor::new(bytes.to_vec()), &options) else { return };
    for (count, document) in documents.enumerate() {
        assert!(count <= bytes.len() + 1, "reading doesn't end");
        if let Ok(document) = document {
            check(&document);
        }
    }
}

/// Bytes that look like the formats, so that more than the first check is met.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let words = prop::sample::select(vec![
        "WARC/1.0\r\n",
        "WARC-Type: response\r\n",
        "WARC-Type: conversion\r\nContent-Type: text/plain\r\n",
        "Content-Length: 12\r\n",
        "Content-Length: 60\r\n",
        "\r\n\r\n",
        "HTTP/1.1 200 OK\r\n",
        "Content-Type: text/html\r\n",
        "Transfer-Encoding: chunked\r\n",
        "5\r\n",
        "<html>",
        "<p>",
        "</p>",
        "<b>",
        "<div class=share>",
        "</div>",
        "<table><td>",
        "<li>",
        "<q>",
        "<br>",
        "&quot;",
        "&ldquo;",
        "&notit;",
        "&",
        "<!--",
        "<script type=application/ld+json>",
        "</script>",
        "{\"@type\": \"NewsArticle\"}",
        "{\"text\": \"",
        "\"}",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\\",
        ",",
        "\n",
        "\r",
        "“It held,” she said. ",
        "word ",
        "\u{feff}",
        "\u{ad}",
        "\u{200b}",
        "\0",
    ]);
    let word = prop_oneof![8 => words.prop_map(|word| word.as_bytes().to_vec()), 1 => prop::collection::vec(any::<u8>(), 0..8)];
    prop::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn reading_keeps_its_promises(bytes in bytes(), compression in 0..3) {
        let bytes = match compression { 0 => bytes, 1 => gzip(&bytes), _ => zstd(&bytes) };
        for format in Format::ALL {
            read_all(&bytes, format);
        }
    }

    #[test]
    fn damage_keeps_its_promises(bytes in bytes(), at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let mut damaged = [gzip(&bytes), gzip(&bytes)].concat();
        let at = at.index(damaged.len());
        damaged[at] = to;
        read_all(&damaged, Format::Warc);
        read_all(&damaged, Format::Jsonl);
    }
}

/// Time that this thread has had on a processor, where the system tells: a busy machine must not fail a test.
fn time_spent() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = spent.and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

#[test]
fn pages_made_to_be_slow_are_read_or_refused_in_time() {
    let many = |part: &str, bytes: usize| part.repeat(bytes / part.len());
    let mb = 2 << 20;
    for (name, page) in [
        ("deep", many("<div>", mb)),
        ("deep, with closing tags that match nothing", many("<div></x>", mb)),
        ("formatting", many("<b><p>", mb)),
        ("attributes", (0..100_000).map(|i| format!("<font a{i}>")).collect()),
        ("references", many("&amp;&ldquo;&x", mb)),
        ("open angle brackets", many("<", mb)),
        ("open comments", many("<!--", mb)),
        ("tables", many("<table><tr><td>x", mb)),
        ("paragraphs", many("<p>Word, word.", mb)),
        ("items", many("<li>Word, word.</li>", mb)),
        ("the same line", many("<p>a<i>b</i></p>", mb)),
        ("text", many("words and words, ", mb)),
        (
            "half as deep as allowed, with text",
            format!("{}{}", many("<div>words, ", 250 * 12), many("words and words, ", mb)),
        ),
    ] {
        let start = time_spent();
        let page = format!("<html><body>{page}");
        let read = document_from_bytes("page.html", page.as_bytes(), &Options::default());
        if let Err(issue) = read {
            assert!(matches!(issue.kind, IssueKind::TooLarge | IssueKind::NoMainText), "{name}: {issue}");
        }
        let took = time_spent() - start;
        println!("{name}: {took:?}");
        assert!(took < Duration::from_secs(6), "{name} took {took:?}");
    }
}

#[test]
fn a_bomb_costs_no_more_than_a_long_file() {
    let bomb = gzip(&vec![b'a'; 64 << 20]);
    assert!(bomb.len() < 1 << 20);
    let told = "longer than 16777216 bytes, the most for one document (too-large)\n";
    assert_eq!(read("a.txt", &bomb), format!("! a.txt: {told}"));
    assert_eq!(read("a.jsonl", &bomb), format!("! a.jsonl: record 1: {told}"));
}
