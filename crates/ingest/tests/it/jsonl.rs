use crate::{read, read_with, span, zstd};
use onrecord_ingest::{Documents, Fields, IssueKind, Options, document_from_str};
use std::io::Cursor;

#[test]
fn each_line_is_an_article() {
    let lines = "{\"id\": \"k1\", \"text\": \"One.\"}\r\n\n{\"text\": \"Two.\"}\n{\"id\": 3, \"maintext\": \"Three.\"}";
    let expected = "k1 = \"One.\"\nn.jsonl#2 = \"Two.\"\n3 = \"Three.\"\n";
    assert_eq!(read("n.jsonl", lines.as_bytes()), expected);
    assert_eq!(read("n.jsonl", &zstd(lines.as_bytes())), expected);
    assert_eq!(read("n.jsonl", format!("\u{feff}{lines}").as_bytes()), expected);
    let utf16: Vec<u8> = lines.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read("n.jsonl", &[&[0xfe, 0xff], &utf16[..]].concat()), expected);
    assert_eq!(read("n.jsonl", &utf16), expected);
}

#[test]
fn an_array_and_a_single_object_are_read_too() {
    let array = "[{\"text\": \"One, ] } \\\"two\\\".\"},\n 7, {\"text\": \"Three.\", \"x\": [{}, []]}\n]\n";
    assert_eq!(
        read("n", array.as_bytes()),
        "n#1 = \"One, ] } \\\"two\\\".\"\n\
         ! n: record 2: no JSON object, which an article is: it begins `7` (bad-json)\n\
         n#3 = \"Three.\"\n"
    );
    assert_eq!(read("n.json", b"[]"), "! n.json: it holds no article (empty)\n");
    assert_eq!(read("n.json", b"{\n  \"id\": \"k1\",\n  \"text\": \"One.\"\n}\n"), "k1 = \"One.\"\n");
    assert_eq!(read("n.json", b"{\n  \"text\": \"One.\"\n}\n"), "n.json = \"One.\"\n");
}

#[test]
fn a_broken_line_costs_itself() {
    let lines =
        b"{\"text\": \"One.\"\n{\"text\": \"\xe9\"}\n{\"body\": \"\"}\nwords\n{\"text\": \"Five.\"}\n";
    assert_eq!(
        read("n.jsonl", lines),
        "! n.jsonl: record 1: the JSON ends too soon (bad-json)\n\
         ! n.jsonl: record 2: byte 10 (0xE9) isn't UTF-8 (bad-encoding)\n\
         ! n.jsonl: record 3: no text under any of `text`, `maintext`, `plaintext`, `articleBody`, `article_text`, \
         `article`, `content`, `body`, `raw_text` (missing-text)\n\
         ! n.jsonl: record 4: no JSON object, which an article is: it begins `words` (bad-json)\n\
         n.jsonl#5 = \"Five.\"\n"
    );
}

#[test]
fn issues_say_where() {
    let lines = b"{\"text\": \"One.\"}\n\n{\"text\": \"\xe9\"}\n";
    let mut documents = Documents::from_reader("n.jsonl", Cursor::new(lines), &Options::default()).unwrap();
    assert_eq!(documents.next().unwrap().unwrap().origin.record, Some(1));
    let issue = documents.next().unwrap().unwrap_err();
    assert_eq!((issue.record, issue.line, issue.kind), (Some(2), Some(3), IssueKind::BadEncoding));
    assert_eq!(lines[issue.offset.unwrap() as usize], 0xe9);
    assert!(documents.next().is_none());
    assert_eq!(documents.bytes_read(), lines.len() as u64);
}

#[test]
fn a_long_line_is_passed_over() {
    let options = Options { max_document_bytes: 30, ..Options::default() };
    let long = "x".repeat(1 << 20);
    let lines = format!("{{\"text\": \"{long}\"}}\n{{\"text\": \"Two.\"}}\n{{\"text\": \"{long}");
    let expected = "! n: record 1: longer than 30 bytes, the most for one document (too-large)\n\
                    n#2 = \"Two.\"\n\
                    ! n: record 3: longer than 30 bytes, the most for one document (too-large)\n";
    assert_eq!(read_with("n", lines.as_bytes(), &options), expected);
    let array = format!("[{{\"text\": \"{long}\"}}, {{\"text\": \"Two.\"}}, {{\"text\": \"{long}");
    assert_eq!(read_with("n", array.as_bytes(), &options), expected);
}

#[test]
fn what_came_before_a_cut_is_read() {
    let line =
        |i: u32| format!("{{\"text\": \"Line {i} of many, number {}.\"}}\n", i.wrapping_mul(2_654_435_761));
    let whole = zstd((0..20_000).map(line).collect::<String>().as_bytes());
    let read = read("n.jsonl", &whole[..whole.len() / 2]);
    let lines: Vec<&str> = read.lines().collect();
    assert!(lines.len() > 100 && lines[99].starts_with("n.jsonl#100 = \"Line 99 of many"), "{}", lines.len());
    assert!(lines[lines.len() - 1].ends_with("the file was cut short (bad-compression)"));
}

#[test]
fn fields_are_named_by_options() {
    let fields = Fields { text: vec!["story".into()], headline: vec!["head".into()], ..Fields::default() };
    let options = Options { fields, ..Options::default() };
    let article = "{\"text\": \"No.\", \"story\": \"Yes.\", \"head\": \"Why\"}";
    let document = document_from_str("n.json", article, &options).unwrap();
    assert_eq!((document.text.as_str(), document.metadata.headline.as_deref()), ("Yes.", Some("Why")));
}

#[test]
fn offsets_lead_back_into_the_field() {
    let article = "{\"text\": \"“One,”\\r\\nsaid \\ud83d\\ude00 Lee.\"}";
    let document = document_from_str("n.jsonl", article, &Options::default()).unwrap();
    assert_eq!(document.text, "“One,”\nsaid 😀 Lee.");
    assert_eq!(document.to_read(span(&document, "”\nsaid 😀")).of(document.as_read()), "”\r\nsaid 😀");
}
