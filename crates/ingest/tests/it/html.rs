use crate::{read, span};
use onrecord_document::{BlockKind, Document, Metadata};
use onrecord_ingest::{IssueKind, Options, document_from_bytes, document_from_str};

const PAGE: &str = r##"<!DOCTYPE html>
<html lang="en-GB"><head><title>Dam holds after flood | The Harrow Gazette</title>
<meta property="og:site_name" content="The Harrow Gazette">
<link rel="canonical" href="https://gazette.example/dam">
<script>var text = "The old dam held on Tuesday";</script>
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "Organization", "@id": "#org", "name": "Harrow Gazette Ltd"},
  {"@type": ["NewsArticle"], "headline": "Dam holds after the &#8216;great&#8217; flood",
   "datePublished": "2016-02-10T08:30:00Z", "publisher": {"@id": "#org"},
   "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Person", "name": "Bo Lund"}]}]}</script>
</head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article>
<p>By Ana Ruiz, Bo Lund</p>
<figure><img src="dam.jpg"><figcaption>The dam. &ldquo;We slept badly,&rdquo; said one neighbour.</figcaption></figure>
<p>HARROW &mdash; The old dam held on Tuesday, and the mayor,
   <a href="/lee">Ann Lee</a>, thanked the crews who had worked through the night.</p>
<p>&quot;It held,&quot; she said. &#8220;We will not forget this <!-- ever --> night, <em>ever</em>,&#8221; she added, as the
   <b>water</b> began to fall, and the people of the lower town came back.</p>
<blockquote><p>“We had an hour,” the engineer wrote, “and we used all of it.”</p></blockquote>
<p>“The gates were opened at four,<br>“and closed at nine,” said Bo Lund, who runs the works.</p>
<h2>What comes next</h2>
<ul><li>The council meets on Friday, said its clerk.</li><li>Schools stay closed, the county said.</li></ul>
<p>The minister said <q>money will come</q>, but not when. &ldquo;A com&shy;pli&shy;cated <script>ad()</script>matter&rdquo;, she said.</p>
</article>
<footer>Copyright The Harrow Gazette</footer></body></html>"##;

fn page(html: &str) -> Document {
    document_from_str("page.html", html, &Options::default()).unwrap()
}

#[test]
fn the_main_text_has_a_line_for_each_paragraph() {
    let expected = "By Ana Ruiz, Bo Lund
The dam. “We slept badly,” said one neighbour.
HARROW — The old dam held on Tuesday, and the mayor, Ann Lee, thanked the crews who had worked through the night.
\"It held,\" she said. “We will not forget this night, ever,” she added, as the water began to fall, and the people of the lower town came back.
“We had an hour,” the engineer wrote, “and we used all of it.”
“The gates were opened at four,
“and closed at nine,” said Bo Lund, who runs the works.
What comes next
The council meets on Friday, said its clerk.
Schools stay closed, the county said.
The minister said “money will come”, but not when. “A complicated matter”, she said.";
    assert_eq!(page(PAGE).text, expected);
}

#[test]
fn blocks_are_named() {
    let document = page(PAGE);
    let blocks: Vec<_> =
        document.blocks.iter().map(|block| (block.kind, block.span.of(&document.text))).collect();
    let expected = [
        (BlockKind::Byline, "By Ana Ruiz, Bo Lund"),
        (BlockKind::Caption, "The dam. “We slept badly,” said one neighbour."),
        (BlockKind::BlockQuotation, "“We had an hour,” the engineer wrote, “and we used all of it.”"),
        (BlockKind::Headline, "What comes next"),
        (BlockKind::ListItem, "The council meets on Friday, said its clerk."),
        (BlockKind::ListItem, "Schools stay closed, the county said."),
    ];
    assert_eq!(blocks, expected);
}

#[test]
fn offsets_lead_back_to_the_page() {
    let document = page(PAGE);
    let raw = |words| document.to_raw(span(&document, words)).map(|span| span.of(PAGE));
    assert_eq!(raw("“We slept badly,” said"), Some("&ldquo;We slept badly,&rdquo; said"));
    assert_eq!(raw("\"It held,\""), Some("&quot;It held,&quot;"));
    assert_eq!(raw("The old dam held"), Some("The old dam held"));
    assert_eq!(
        document.to_raw(span(&document, "The old dam")).unwrap().start,
        PAGE.rfind("The old dam").unwrap()
    );
    assert_eq!(raw("mayor, Ann Lee, thanked"), Some("mayor,\n   <a href=\"/lee\">Ann Lee</a>, thanked"));
    assert_eq!(
        raw("“We will not forget this night, ever,”"),
        Some("&#8220;We will not forget this <!-- ever --> night, <em>ever</em>,&#8221;")
    );
    assert_eq!(raw("“and closed at nine,”"), Some("“and closed at nine,”"));
    assert_eq!(raw("money will come"), Some("money will come"));
    assert_eq!(
        raw("“A complicated matter”"),
        Some("&ldquo;A com&shy;pli&shy;cated <script>ad()</script>matter&rdquo;")
    );
}

#[test]
fn the_text_as_read_keeps_what_cleaning_drops() {
    let document = page(PAGE);
    let read = document.to_read(span(&document, "A complicated")).of(document.as_read());
    assert_eq!(read, "A com\u{ad}pli\u{ad}cated");
}

#[test]
fn json_ld_comes_first() {
    let expected = Metadata {
        url: Some("https://gazette.example/dam".into()),
        headline: Some("Dam holds after the ‘great’ flood".into()),
        byline: Some("Ana Ruiz, Bo Lund".into()),
        publisher: Some("Harrow Gazette Ltd".into()),
        date_published: Some("2016-02-10T08:30:00Z".into()),
        date_retrieved: None,
        language: Some("en-GB".into()),
    };
    assert_eq!(page(PAGE).metadata, expected);
}

#[test]
fn meta_elements_and_the_title_come_after() {
    let body = "<article><p>“It held,” the mayor said on Tuesday, and went home.</p></article>";
    let metadata =
        |head: &str| page(&format!("<html><head>{head}</head><body>{body}</body></html>")).metadata;
    let found = metadata(
        "<title>x</title><meta property='og:title' content='Dam &amp; town hold - Gazette'>\
         <meta property='og:site_name' content='Gazette'><meta name='author' content='By Ana Ruiz'>\
         <meta property='article:published_time' content='2016-02-10'><meta property='og:url' content='https://g.example/1'>\
         <meta property='og:locale' content='en_GB'><script type='application/ld+json'>{broken</script>",
    );
    let expected = Metadata {
        url: Some("https://g.example/1".into()),
        headline: Some("Dam & town hold".into()),
        byline: Some("Ana Ruiz".into()),
        publisher: Some("Gazette".into()),
        date_published: Some("2016-02-10".into()),
        date_retrieved: None,
        language: Some("en-GB".into()),
    };
    assert_eq!(found, expected);
    let title = metadata("<title>Dam holds after a long night of rain | Gazette</title>").headline;
    assert_eq!(title.as_deref(), Some("Dam holds after a long night of rain"));
}

#[test]
fn pages_in_other_encodings_are_read() {
    let words = b"<p>\x93It held,\x94 said the caf\xe9 owner on Tuesday.</p>";
    let page =
        [&b"<html><head><meta charset=windows-1252></head><body>"[..], words, b"</body></html>"].concat();
    let document = document_from_bytes("page.html", &page, &Options::default()).unwrap();
    assert_eq!(document.text, "“It held,” said the café owner on Tuesday.");
}

#[test]
fn one_bad_byte_does_not_cost_a_page() {
    let page =
        [b"<html><p>", "“It held,” she said. Déjà vu.".as_bytes(), b"</p><footer>\xff</footer></html>"]
            .concat();
    assert!(read("page.html", &page).starts_with("page.html = \"“It held,” she said. Déjà vu."));
}

#[test]
fn pages_without_an_article_are_told() {
    let none = "! page.html: no article is found in this page (no-main-text)\n";
    assert_eq!(read("page.html", b"<html><body><script>load()</script></body></html>"), none);
    assert_eq!(read("page.html", b"<html></html>"), none);
}

#[test]
fn drawings_are_not_deep() {
    let drawing = format!("<svg><g>{}</g></svg>", "<path d='M0 0'/>".repeat(2000));
    let words = "“It held,” said the mayor on Tuesday.";
    assert_eq!(page(&format!("<html><body>{drawing}<p>{words}</p></body></html>")).text, words);
    // The same slashes where they mean nothing.
    let deep = format!("<html><body><svg><div></div>{}", "<path/>".repeat(2000));
    assert_eq!(
        document_from_str("page.html", &deep, &Options::default()).unwrap_err().kind,
        IssueKind::TooLarge
    );
}
