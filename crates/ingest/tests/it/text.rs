use crate::{gzip, read, read_with, span, zstd};
use onrecord_ingest::{Format, Options, document_from_bytes, document_from_str};

#[test]
fn a_text_is_a_document_under_any_compression() {
    let expected = "a.txt = \"“No,” she said.\\nThen she left.\"\n";
    let text = "“No,” she said.\r\nThen she left.".as_bytes();
    assert_eq!(read("a.txt", text), expected);
    assert_eq!(read("a.txt", &gzip(text)), expected);
    assert_eq!(read("a.txt", &zstd(text)), expected);
    let (first, second) = text.split_at(9);
    assert_eq!(read("a.txt", &[gzip(first), gzip(second)].concat()), expected);
    assert_eq!(read("a.txt", &[zstd(first), zstd(second)].concat()), expected);
}

#[test]
fn the_text_keeps_its_way_back() {
    let read = "\u{feff}“We won\u{ad}’t,”\r\nsaid\u{200b} Lee.";
    let document = document_from_str("a.txt", read, &Options::default()).unwrap();
    assert_eq!(document.text, "“We won’t,”\nsaid Lee.");
    // The mark at the start belongs to the encoding, not to the text.
    assert_eq!(document.as_read(), read.trim_start_matches('\u{feff}'));
    let back = |words| document.to_read(span(&document, words)).of(document.as_read());
    assert_eq!(back("“We won’t,”"), "“We won\u{ad}’t,”");
    assert_eq!(back("said Lee"), "said\u{200b} Lee");
    assert_eq!(back("said"), "said");
}

#[test]
fn other_encodings_are_read() {
    let latin = b"\x93We won\x92t go,\x94 the caf\xe9 owner said. \x93It isn\x92t far.\x94";
    let expected = "a.txt = \"“We won’t go,” the café owner said. “It isn’t far.”\"\n";
    assert_eq!(read("a.txt", latin), expected);
    let utf16: Vec<u8> = "\u{feff}“No,” he said.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read("a.txt", &utf16), "a.txt = \"“No,” he said.\"\n");
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(read("a.txt", b""), "! a.txt: it is empty (empty)\n");
    assert_eq!(read("a.txt", b" \r\n\t"), "! a.txt: nothing in it but white space (empty)\n");
    assert_eq!(read("a", b"%PDF-1.4 ..."), "! a: not a text but a PDF file (binary)\n");
    let nul = "! a.txt: not a text: it holds the control bytes of a binary file (binary)\n";
    assert_eq!(read("a.txt", b"words\0words"), nul);
    let late = [&[b'a'; 10_000][..], b"\0"].concat();
    assert_eq!(read("a.txt", &late), nul);
    let cut = "é".repeat(50).into_bytes();
    assert_eq!(read("a.txt", &cut[..99]), "! a.txt: byte 98 (0xC3) isn't UTF-8 (bad-encoding)\n");
}

#[test]
fn a_long_text_is_refused_without_being_held() {
    let options = Options { max_document_bytes: 10, ..Options::default() };
    assert_eq!(read_with("a.txt", b"0123456789", &options), "a.txt = \"0123456789\"\n");
    let refused = "! a.txt: longer than 10 bytes, the most for one document (too-large)\n";
    assert_eq!(read_with("a.txt", b"0123456789+", &options), refused);
    assert_eq!(read_with("a.txt", &gzip(&vec![b'a'; 1 << 20]), &options), refused);
    assert_eq!(
        document_from_str("a.txt", "0123456789+", &options).unwrap_err().to_string() + " (too-large)\n",
        refused[2..]
    );
}

#[test]
fn damaged_compression_is_told() {
    let cut = "! a.txt: the compressed data ends before its end: the file was cut short (bad-compression)\n";
    let text = "Words, words, words. ".repeat(1000);
    for whole in [gzip(text.as_bytes()), zstd(text.as_bytes())] {
        assert_eq!(read("a.txt", &whole[..whole.len() - 5]), cut);
    }
    let mut damaged = gzip(text.as_bytes());
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0x55;
    let told = read("a.txt", &damaged);
    assert!(told.starts_with("! a.txt: the compressed data is damaged: "), "{told}");
}

#[test]
fn bytes_in_memory_are_text_or_a_page() {
    let read = |text: &str| document_from_bytes("-", text.as_bytes(), &Options::default()).unwrap().text;
    assert_eq!(read("{sic} he wrote"), "{sic} he wrote");
    assert_eq!(read("<html><p>Words of a page.</p></html>"), "Words of a page.");
    let text = Options { format: Some(Format::Text), ..Options::default() };
    assert_eq!(document_from_str("-", "<p>Tag</p>", &text).unwrap().text, "<p>Tag</p>");
}
