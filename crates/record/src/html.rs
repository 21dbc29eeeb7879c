mod words;

use std::fmt::{self, Display};
use std::io::{self, Write};

use onrecord_document::{BlockKind, Document, Span};

use crate::layout::{Paragraph, paragraphs};
use crate::marks::{Mark, Part, Piece, pieces};
use crate::text::one_line;
use crate::voices::{NOBODY, Voice, voice_of_each, voices};
use crate::{AttributionRecord, By, DocumentRecord, FoundBy, SpanRecord, Writer};
use words::{Escaped, counted, day, host};

/// One page that needs nothing else: each article with sources, cues and contents marked in the colour of the one who
/// speaks, and beside it a list of the statements; with several articles, an index.
///
/// Everything that comes from a document is escaped, and the page forbids itself to load anything.
#[derive(Debug)]
pub struct Html<W> {
    out: W,
    /// Title and number of statements of each article so far, for the index.
    index: Vec<(String, usize)>,
    by: By,
}

impl<W: Write> Html<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Html<W> {
        Html { out, index: Vec::new(), by: By::Text }
    }

    /// The same with its lists in another order.
    pub fn by(self, by: By) -> Html<W> {
        Html { by, ..self }
    }

    fn head(&mut self, title: &str) -> io::Result<()> {
        write!(
            self.out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{} – on the record</title>\n<style>\n{}</style>\n</head>\n<body>\n\
             <header class=\"top\"><p class=\"brand\">on the record</p>\
             <p class=\"legend\"><span class=\"source\">who</span> <span class=\"cue\">says</span> \
             <span class=\"content\">what</span></p></header>\n",
            Escaped(title),
            include_str!("html/page.css"),
        )
    }

    fn article(
        &mut self,
        number: usize,
        record: &DocumentRecord,
        document: &Document,
        title: &str,
    ) -> io::Result<()> {
        let text = document.as_read();
        let paragraphs = paragraphs(document);
        let pieces = pieces(record, text);
        writeln!(self.out, "<article id=\"d{number}\">\n<div class=\"story\">")?;
        let begins_with_title =
            paragraphs.first().is_some_and(|first| one_line(first.span.of(text)) == one_line(title));
        if !begins_with_title {
            writeln!(self.out, "<h1>{}</h1>", Escaped(title))?;
        }
        let voices = voices(record);
        let mut page = Page {
            out: &mut self.out,
            number,
            text,
            pieces: &pieces,
            opened: vec![false; record.attributions.len()],
            hues: hues(record, &voices),
        };
        let mut rest = paragraphs.as_slice();
        if let [headline, others @ ..] = rest
            && begins_with_title
        {
            page.paragraph("h1", headline)?;
            rest = others;
        }
        page.about(record, paragraphs.iter().any(|paragraph| paragraph.kind == BlockKind::Byline))?;
        rest.iter().try_for_each(|paragraph| page.paragraph(tag(paragraph.kind), paragraph))?;
        writeln!(self.out, "</div>")?;
        self.statements(number, record, &voices)?;
        writeln!(self.out, "</article>")
    }

    fn statements(&mut self, number: usize, record: &DocumentRecord, voices: &[Voice]) -> io::Result<()> {
        let count = record.attributions.len();
        writeln!(self.out, "<aside aria-label=\"Statements\">\n<h2>{}</h2>", counted(count, "statement"))?;
        let (first, rest) = voices.split_at(voices.len().min(VOICES_AT_FIRST));
        if !first.is_empty() {
            self.voices(first, 0, voices)?;
        }
        if !rest.is_empty() {
            writeln!(self.out, "<details><summary>{} more</summary>", rest.len())?;
            self.voices(rest, first.len(), voices)?;
            writeln!(self.out, "</details>")?;
        }
        let of_each = voice_of_each(record, voices);
        let hues = hues(record, voices);
        let lists: Vec<(Option<usize>, Vec<usize>)> = match self.by {
            By::Text => vec![(None, (0..count).collect())],
            By::Speaker => {
                voices.iter().enumerate().map(|(at, v)| (Some(at), v.statements.clone())).collect()
            }
        };
        for (voice, statements) in lists {
            if let Some(at) = voice {
                writeln!(self.out, "<h3 data-voice=\"{at}\">{}</h3>", Escaped(&voices[at].name))?;
            }
            writeln!(self.out, "<ol>")?;
            for at in statements {
                statement(&mut self.out, Id(number, at), of_each[at], hues[at], record)?;
            }
            writeln!(self.out, "</ol>")?;
        }
        writeln!(self.out, "</aside>")
    }

    fn voices(&mut self, some: &[Voice], from: usize, all: &[Voice]) -> io::Result<()> {
        let most = all.iter().map(|voice| voice.words).max().unwrap_or(0).max(1);
        writeln!(self.out, "<ul class=\"voices\">")?;
        for (at, voice) in (from..).zip(some) {
            let hue = voice.is_known.then(|| Hue::of(at));
            write!(
                self.out,
                "<li><button type=\"button\" data-voice=\"{at}\" aria-pressed=\"false\"><span class=\"name\">{}</span> ",
                Escaped(&voice.name)
            )?;
            writeln!(
                self.out,
                "<span class=\"sum\">{}, {}</span>",
                counted(voice.statements.len(), "statement"),
                counted(voice.words, "word"),
            )?;
            if let Some(role) = &voice.role {
                writeln!(self.out, "<span class=\"role\">{}</span>", Escaped(role))?;
            }
            let (class, hue) = (hue.map_or("", |_| " v"), hue.map_or(String::new(), |hue| format!(";{hue}")));
            let width = voice.words * 100 / most;
            writeln!(
                self.out,
                "<span class=\"bar{class}\" style=\"width:{width}%{hue}\"></span></button></li>"
            )?;
        }
        writeln!(self.out, "</ul>")
    }
}

fn statement(
    out: &mut impl Write,
    id: Id,
    voice: usize,
    hue: Option<Hue>,
    record: &DocumentRecord,
) -> io::Result<()> {
    let of = &record.attributions[id.1];
    let words = |span: &Option<SpanRecord>| span.as_ref().map(|span| one_line(&span.text));
    let (source, cue) = (words(&of.source), words(&of.cue));
    let name = record.speaker(of).map(one_line).or_else(|| source.clone());
    let hued = hue.map_or(String::new(), |hue| format!(" class=\"v\" style=\"{hue}\""));
    write!(
        out,
        "<li id=\"s{id}\" data-s=\"{id}\" data-voice=\"{voice}\"{hued}><a href=\"#t{id}\" data-n=\"{}\"><span class=\"who\"><b>{}</b>",
        id.1 + 1,
        Escaped(name.as_deref().unwrap_or(NOBODY))
    )?;
    if let Some(source) = source.filter(|source| Some(source) != name.as_ref()) {
        write!(out, " <span class=\"source\">{}</span>", Escaped(&source))?;
    }
    if let Some(cue) = cue {
        write!(out, " <span class=\"cue\">{}</span>", Escaped(&cue))?;
    }
    let percent = (of.confidence * 100.0).round();
    let unsure = if of.confidence < UNSURE { " unsure" } else { "" };
    write!(
        out,
        "</span><q>{}</q><span class=\"facts{unsure}\">{} · {} · <span title=\"Probability that content and \
         source are right\">{percent}% sure</span></span>",
        Escaped(&of.content_in_one()),
        of.act.name(),
        of.kind.name(),
    )?;
    found(out, of)?;
    writeln!(out, "</a></li>")
}

/// How the speaker was found, where that isn't plain.
fn found(out: &mut impl Write, of: &AttributionRecord) -> io::Result<()> {
    match (of.found_by, &of.speaker_reason) {
        (None, _) if of.source.is_some() => write!(out, "<span class=\"facts found\">not known who</span>"),
        (None | Some(FoundBy::Name), _) | (_, None) => Ok(()),
        (_, Some(reason)) => {
            let confidence = of.speaker_confidence.unwrap_or_default();
            let unsure = if confidence < UNSURE { " unsure" } else { "" };
            write!(
                out,
                "<span class=\"facts found{unsure}\">{} · <span title=\"Probability that this is who speaks\">{}% \
                 sure</span></span>",
                Escaped(reason),
                (confidence * 100.0).round(),
            )
        }
    }
}

/// A speaker's colour: an angle on the colour wheel, as a style that the page's own styles build on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hue(usize);

impl Hue {
    /// Steps of the golden angle keep the colours of any number of speakers apart.
    fn of(voice: usize) -> Hue {
        Hue((95 + voice * 1375 / 10) % 360)
    }
}

impl Display for Hue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "--h:{}", self.0)
    }
}

/// The hue of each attribution; none where it isn't known who speaks.
fn hues(record: &DocumentRecord, voices: &[Voice]) -> Vec<Option<Hue>> {
    voice_of_each(record, voices)
        .into_iter()
        .map(|voice| voices[voice].is_known.then(|| Hue::of(voice)))
        .collect()
}

/// So many of those who speak are listed at once, the others behind a click.
const VOICES_AT_FIRST: usize = 6;

/// Below this a reader is asked to look twice.
const UNSURE: f64 = 0.6;

impl<W: Write> Writer for Html<W> {
    fn write(&mut self, record: &DocumentRecord, document: &Document) -> io::Result<()> {
        let title = one_line(record.document.headline.as_ref().unwrap_or(&record.document.id));
        if self.index.is_empty() {
            self.head(&title)?;
        }
        self.index.push((title.clone(), record.attributions.len()));
        self.article(self.index.len(), record, document, &title)
    }

    /// The index goes to the top by style: when the first article is written nobody knows of the others.
    fn finish(&mut self) -> io::Result<()> {
        if self.index.is_empty() {
            self.head("No document")?;
            writeln!(self.out, "<p class=\"nothing\">No document.</p>")?;
        }
        if self.index.len() > 1 {
            let statements = self.index.iter().map(|(_, count)| count).sum();
            writeln!(
                self.out,
                "<nav aria-label=\"Articles\">\n<h2>{}, {}</h2>\n<ol>",
                counted(self.index.len(), "article"),
                counted(statements, "statement")
            )?;
            for (at, (title, count)) in self.index.iter().enumerate() {
                writeln!(
                    self.out,
                    "<li><a href=\"#d{}\">{}</a> <span>{count}</span></li>",
                    at + 1,
                    Escaped(title)
                )?;
            }
            writeln!(self.out, "</ol>\n</nav>")?;
        }
        write!(self.out, "<script>\n{}</script>\n</body>\n</html>\n", include_str!("html/page.js"))?;
        self.out.flush()
    }
}

/// One article's text as it is written.
struct Page<'a, W> {
    out: &'a mut W,
    number: usize,
    text: &'a str,
    pieces: &'a [Piece],
    /// Whether the place that the list links to has been written, by attribution.
    opened: Vec<bool>,
    /// The colour of each attribution.
    hues: Vec<Option<Hue>>,
}

impl<W: Write> Page<'_, W> {
    fn about(&mut self, record: &DocumentRecord, byline_follows: bool) -> io::Result<()> {
        let about = &record.document;
        write!(self.out, "<p class=\"about\">")?;
        for text in
            [&about.publisher, &about.byline.clone().filter(|_| !byline_follows)].into_iter().flatten()
        {
            write!(self.out, "<span>{}</span> ", Escaped(text))?;
        }
        if let Some(date) = &about.date_published {
            write!(
                self.out,
                "<span><time datetime=\"{}\">{}</time></span> ",
                Escaped(date),
                Escaped(&day(date))
            )?;
        }
        match about.url.as_deref().map(|url| (url, host(url))) {
            Some((url, Some(host))) => {
                let (url, host) = (Escaped(url), Escaped(host));
                write!(self.out, "<span><a href=\"{url}\" rel=\"noopener noreferrer\">{host}</a></span>")?;
            }
            _ if about.headline.is_some() => write!(self.out, "<span>{}</span>", Escaped(&about.id))?,
            // The id is the title already.
            _ => {}
        }
        writeln!(self.out, "</p>")
    }

    fn paragraph(&mut self, tag: &str, paragraph: &Paragraph) -> io::Result<()> {
        let (name, _) = tag.split_once(' ').unwrap_or((tag, ""));
        write!(self.out, "<{tag}>")?;
        for (span, marks) in paragraph.pieces(self.pieces) {
            self.piece(span, marks)?;
        }
        writeln!(self.out, "</{name}>")
    }

    fn piece(&mut self, span: Span, marks: &[Mark]) -> io::Result<()> {
        let words = Escaped(span.of(self.text));
        if marks.is_empty() {
            return write!(self.out, "{words}");
        }
        for mark in marks.iter().filter(|mark| mark.part == Part::Content) {
            if !std::mem::replace(&mut self.opened[mark.attribution], true) {
                let id = Id(self.number, mark.attribution);
                let number = mark.attribution + 1;
                // The digits are drawn by style, so that copied text is the article's.
                write!(self.out, "<a class=\"n\" id=\"t{id}\" href=\"#s{id}\" data-n=\"{number}\" ")?;
                write!(self.out, "aria-label=\"statement {number}\"></a>")?;
            }
        }
        let mut classes: Vec<&str> = Vec::new();
        for (part, class) in [(Part::Content, "content"), (Part::Cue, "cue"), (Part::Source, "source")] {
            match marks.iter().filter(|mark| mark.part == part).count() {
                0 => {}
                1 => classes.push(class),
                _ if part == Part::Content => classes.extend([class, "deep"]),
                _ => classes.push(class),
            }
        }
        let mut ids: Vec<String> =
            marks.iter().map(|mark| Id(self.number, mark.attribution).to_string()).collect();
        ids.dedup();
        // Of contents in contents, the inner one gives its colour; a source in a content, the source.
        let hue =
            marks.iter().rev().min_by_key(|mark| mark.part).and_then(|mark| self.hues[mark.attribution]);
        let hue = hue.map_or(String::new(), |hue| {
            classes.push("v");
            format!(" style=\"{hue}\"")
        });
        write!(
            self.out,
            "<span class=\"{}\" data-s=\"{}\"{hue}>{words}</span>",
            classes.join(" "),
            ids.join(" ")
        )
    }
}

fn tag(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "h2",
        BlockKind::Byline => "p class=\"byline\"",
        BlockKind::Paragraph => "p",
        BlockKind::BlockQuotation => "blockquote",
        BlockKind::Caption => "p class=\"caption\"",
        BlockKind::ListItem => "p class=\"item\"",
    }
}

/// Names a statement in the page: its document's number and its own, from 1.
struct Id(usize, usize);

impl Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0, self.1 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn page(samples: Vec<(Document, onrecord_document::Annotations)>) -> String {
        let mut out = Vec::new();
        let mut writer = Html::new(&mut out);
        for (document, annotations) in samples {
            writer.write(&DocumentRecord::new(&document, &annotations, "test"), &document).unwrap();
        }
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    fn body(page: &str) -> &str {
        page.split_once("</header>").unwrap().1.split_once("<script>").unwrap().0
    }

    #[test]
    fn an_article() {
        insta::assert_snapshot!(body(&page(vec![samples::report()])));
    }

    #[test]
    fn statements_stand_under_their_speakers() {
        let mut out = Vec::new();
        let (document, annotations) = samples::report();
        let mut writer = Html::new(&mut out).by(By::Speaker);
        writer.write(&DocumentRecord::new(&document, &annotations, "test"), &document).unwrap();
        writer.finish().unwrap();
        let page = String::from_utf8(out).unwrap();
        let list = page.split_once("<h3").unwrap().1;
        let order: Vec<&str> =
            list.split(" data-n=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(order[..5], ["1", "2", "3", "4", "5"]);
        assert_eq!(page.matches("<h3").count(), 5);
        let hue = Hue::of(0);
        assert!(
            page.contains(&format!("<span class=\"source v\" data-s=\"1-4\" style=\"{hue}\">She</span>")),
            "{page}"
        );
    }

    #[test]
    fn what_comes_from_a_document_is_escaped() {
        let (mut document, annotations) = samples::hostile();
        document.metadata.url = Some("javascript:alert(1)".into());
        document.metadata.headline = Some("</title><script>alert('x')</script>".into());
        let page = page(vec![(document, annotations)]);
        assert!(page.contains("&lt;/title&gt;&lt;script&gt;alert(&#39;x&#39;)"));
        assert_eq!(page.matches("<script>").count(), 1);
        assert!(!page.contains("<b>Zo") && page.contains("&lt;b&gt;Zoë &amp; co&lt;/b&gt;"));
        assert!(!page.contains("href=\"javascript"));
        assert!(!page.contains('\u{1b}'));
    }

    #[test]
    fn the_page_loads_nothing() {
        let page = page(vec![samples::report()]);
        for loader in ["src=", "@import", "url(", "<link", "<iframe", "fetch("] {
            assert!(!page.contains(loader), "{loader}");
        }
    }

    #[test]
    fn links_lead_somewhere_and_ids_are_unique() {
        let page = page(vec![samples::report(), samples::nested(), samples::report()]);
        let values = |name: &str| -> Vec<String> {
            page.split(&format!(" {name}=\""))
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().into())
                .collect()
        };
        let ids = values("id");
        let mut unique = ids.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(ids.len(), unique.len());
        let links: Vec<String> = values("href").into_iter().filter(|href| href.starts_with('#')).collect();
        assert_eq!(links.len(), 2 * (9 + 2 + 9) + 3);
        for link in links {
            assert!(ids.contains(&link[1..].to_owned()), "{link}");
        }
    }

    #[test]
    fn no_document_is_a_page() {
        let page = page(vec![]);
        assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
        assert!(page.contains("No document."));
    }
}
