use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use onrecord_document::{CodePoints, Document, Span};

use crate::text::{is_hazard, one_line};
use crate::{Act, AttributionRecord, DocumentRecord, Kind, SpanRecord, Writer};

/// brat's standoff annotations of one document, in the layout of the PolNeAR corpus: source, cue and content as
/// text-bound annotations, and an event `Attribution` that joins them.
///
/// The event's trigger is the cue, or the content where there is no cue. Offsets are code points of the text as
/// read. brat doesn't let an annotation cross a line, so what does is cut there into pieces.
#[derive(Debug)]
pub struct Brat<W> {
    out: W,
    documents: usize,
}

impl<W: Write> Brat<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Brat<W> {
        Brat { out, documents: 0 }
    }
}

impl<W: Write> Writer for Brat<W> {
    /// # Errors
    /// [`io::ErrorKind::Unsupported`] for a second document: brat keeps each in a file of its own, see
    /// [`BratFolder`].
    fn write(&mut self, record: &DocumentRecord, document: &Document) -> io::Result<()> {
        self.documents += 1;
        if self.documents > 1 {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "brat keeps one document a file"));
        }
        Standoff::new(&mut self.out, document.as_read()).write(record)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A folder that brat opens: for each document its text and its annotations, and what configures brat for them.
#[derive(Debug)]
pub struct BratFolder {
    folder: PathBuf,
    used: HashSet<String>,
}

impl BratFolder {
    /// Makes the folder, if it isn't there, and the configuration in it, unless it has one.
    ///
    /// # Errors
    /// What the file system reports.
    pub fn create(folder: impl Into<PathBuf>) -> io::Result<BratFolder> {
        let folder = folder.into();
        fs::create_dir_all(&folder)?;
        for (name, text) in [("annotation.conf", annotation_conf()), ("visual.conf", VISUAL_CONF.into())] {
            let path = folder.join(name);
            if !path.exists() {
                fs::write(path, text)?;
            }
        }
        Ok(BratFolder { folder, used: HashSet::new() })
    }

    /// A name for a document's files that brat accepts and that no other has, also where capitals don't count.
    fn name(&mut self, id: &str) -> String {
        let path = Path::new(id);
        let known = path
            .extension()
            .is_some_and(|e| ["txt", "html", "htm"].iter().any(|k| e.eq_ignore_ascii_case(k)));
        let stem = if known { path.with_extension("").to_string_lossy().into_owned() } else { id.to_owned() };
        let safe = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' };
        let base: String = stem.trim_start_matches(['.', '/']).chars().map(safe).take(120).collect();
        let base = if base.is_empty() { "document".to_owned() } else { base };
        let mut name = base.clone();
        let mut number = 2;
        while !self.used.insert(name.to_ascii_lowercase()) {
            name = format!("{base}-{number}");
            number += 1;
        }
        name
    }
}

impl Writer for BratFolder {
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] if the folder holds another text of that name: it may be the user's own.
    fn write(&mut self, record: &DocumentRecord, document: &Document) -> io::Result<()> {
        let name = self.name(&record.document.id);
        let text_path = self.folder.join(format!("{name}.txt"));
        let text = text_for_brat(document.as_read());
        match fs::read(&text_path) {
            Ok(there) if there != text.as_bytes() => {
                let message = format!("{} exists and holds another text", text_path.display());
                return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
            }
            Ok(_) => {}
            Err(_) => fs::write(&text_path, &text)?,
        }
        let mut out = io::BufWriter::new(fs::File::create(self.folder.join(format!("{name}.ann")))?);
        Standoff::new(&mut out, document.as_read()).write(record)?;
        out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The text, code point for code point, without what brat would read as other than it is: its universal line ends
/// would shift every offset after a `\r\n`, and a control character may end a line of annotations.
fn text_for_brat(text: &str) -> String {
    let mut characters = text.chars().peekable();
    let mut result = String::with_capacity(text.len());
    while let Some(character) = characters.next() {
        result.push(match character {
            '\n' => '\n',
            '\r' if characters.peek() != Some(&'\n') => '\n',
            '\u{2028}' | '\u{2029}' => ' ',
            c if is_hazard(c) => ' ',
            c => c,
        });
    }
    result
}

/// The annotations of one document as they are written.
struct Standoff<'t, W> {
    out: W,
    text: &'t str,
    points: CodePoints<'t>,
    bounds: usize,
    events: usize,
    attributes: usize,
}

impl<'t, W: Write> Standoff<'t, W> {
    fn new(out: W, text: &'t str) -> Standoff<'t, W> {
        Standoff { out, text, points: CodePoints::new(text), bounds: 0, events: 0, attributes: 0 }
    }

    fn write(&mut self, record: &DocumentRecord) -> io::Result<()> {
        record.attributions.iter().try_for_each(|attribution| self.attribution(record, attribution))
    }

    fn attribution(&mut self, record: &DocumentRecord, attribution: &AttributionRecord) -> io::Result<()> {
        let source = self.bound("Source", attribution.source.as_slice())?;
        let cue = self.bound("Cue", attribution.cue.as_slice())?;
        let Some(content) = self.bound("Content", &attribution.content)? else { return Ok(()) };
        let trigger = if cue.is_some() { attribution.cue.as_slice() } else { &attribution.content };
        let Some(trigger) = self.bound("Attribution", trigger)? else { return Ok(()) };

        self.events += 1;
        let event = self.events;
        write!(self.out, "E{event}\tAttribution:T{trigger} Content:T{content}")?;
        if let Some(cue) = cue {
            write!(self.out, " Cue:T{cue}")?;
        }
        if let Some(source) = source {
            write!(self.out, " Source:T{source}")?;
        }
        writeln!(self.out)?;
        for (name, value) in [("Kind", attribution.kind.name()), ("Act", attribution.act.name())] {
            self.attributes += 1;
            writeln!(self.out, "A{}\t{name} E{event} {value}", self.attributes)?;
        }
        let speaker = record.speaker(attribution).map_or(String::new(), |name| {
            let reason = attribution.speaker_reason.as_deref().unwrap_or_default();
            let sure = attribution.speaker_confidence.unwrap_or_default();
            format!("{} ({reason}; {sure}), ", one_line(name))
        });
        writeln!(
            self.out,
            "#{event}\tAnnotatorNotes E{event}\t{speaker}confidence {}",
            attribution.confidence
        )
    }

    /// Writes a text-bound annotation and returns its number, unless nothing can be seen of it.
    fn bound(&mut self, name: &str, spans: &[SpanRecord]) -> io::Result<Option<usize>> {
        let pieces: Vec<Span> = spans.iter().flat_map(|span| lines(self.text, span.bytes())).collect();
        if pieces.is_empty() {
            return Ok(None);
        }
        self.bounds += 1;
        write!(self.out, "T{}\t{name}", self.bounds)?;
        for (i, piece) in pieces.iter().enumerate() {
            let (start, end) = self.points.of(*piece);
            write!(self.out, "{}{start} {end}", if i == 0 { ' ' } else { ';' })?;
        }
        let words: Vec<String> = pieces.iter().map(|piece| text_for_brat(piece.of(self.text))).collect();
        writeln!(self.out, "\t{}", words.join(" "))?;
        Ok(Some(self.bounds))
    }
}

/// The parts of a span that lie on one line each, less what is invisible at their ends.
fn lines(text: &str, span: Span) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = span.start;
    for line in span.of(text).split_inclusive(['\n', '\r']) {
        let blank = |c: char| c.is_whitespace() || is_hazard(c);
        let from = start + (line.len() - line.trim_start_matches(blank).len());
        let to = from + line.trim_matches(blank).len();
        if from < to {
            lines.push(Span::new(from, to));
        }
        start += line.len();
    }
    lines
}

fn annotation_conf() -> String {
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    let acts: Vec<&str> = Act::ALL.iter().map(|act| act.name()).collect();
    format!(
        "[entities]\nSource\nCue\nContent\n\n[relations]\n\n[events]\n\
         Attribution\tContent:Content, Cue?:Cue, Source?:Source\n\n\
         [attributes]\nKind\tArg:<EVENT>, Value:{}\nAct\tArg:<EVENT>, Value:{}\n",
        kinds.join("|"),
        acts.join("|")
    )
}

const VISUAL_CONF: &str = "[labels]\nAttribution | Attribution | Attr\n\n[drawing]\n\
    Source\tbgColor:#bcd9f7, borderColor:darken\n\
    Cue\tbgColor:#f9cdb6, borderColor:darken\n\
    Content\tbgColor:#fbe9a0, borderColor:darken\n\
    Attribution\tbgColor:#dddddd, borderColor:darken\n\
    SPAN_DEFAULT\tfgColor:black, bgColor:white, borderColor:darken\n\
    ARC_DEFAULT\tcolor:black, arrowHead:triangle-5\n\
    ATTRIBUTE_DEFAULT\tglyph:*\n";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn standoff((document, annotations): (Document, onrecord_document::Annotations)) -> (String, String) {
        let mut out = Vec::new();
        let mut writer = Brat::new(&mut out);
        writer.write(&DocumentRecord::new(&document, &annotations, "test"), &document).unwrap();
        writer.finish().unwrap();
        (String::from_utf8(out).unwrap(), text_for_brat(document.as_read()))
    }

    #[test]
    fn the_layout_is_that_of_polnear() {
        insta::assert_snapshot!(standoff(samples::report()).0);
    }

    /// What brat's own reader checks: the text after the offsets is the text there, pieces joined by one space.
    #[test]
    fn offsets_give_the_words_beside_them() {
        for sample in [samples::report(), samples::nested(), samples::hostile()] {
            let (annotations, text) = standoff(sample);
            let text: Vec<char> = text.chars().collect();
            let mut checked = 0;
            for line in annotations.lines().filter(|line| line.starts_with('T')) {
                let [_, place, words] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
                let (_, offsets) = place.split_once(' ').unwrap();
                let pieces: Vec<String> = (offsets.split(';'))
                    .map(|piece| {
                        let (start, end) = piece.split_once(' ').unwrap();
                        text[start.parse().unwrap()..end.parse().unwrap()].iter().collect()
                    })
                    .collect();
                assert_eq!(pieces.join(" "), words);
                assert!(!words.contains(['\n', '\r']));
                checked += 1;
            }
            assert!(checked >= 4);
        }
    }

    #[test]
    fn a_second_document_needs_a_folder() {
        let (document, annotations) = samples::nested();
        let record = DocumentRecord::new(&document, &annotations, "test");
        let mut writer = Brat::new(Vec::new());
        writer.write(&record, &document).unwrap();
        assert_eq!(writer.write(&record, &document).unwrap_err().kind(), io::ErrorKind::Unsupported);
    }

    #[test]
    fn a_folder_keeps_documents_and_strangers_apart() {
        let folder = std::env::temp_dir().join(format!("onrecord-brat-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let (mut document, annotations) = samples::nested();
        document.id = "../a b/Ärger.txt".into();
        let record = DocumentRecord::new(&document, &annotations, "test");
        let mut writer = BratFolder::create(&folder).unwrap();
        writer.write(&record, &document).unwrap();
        writer.write(&record, &document).unwrap();
        writer.finish().unwrap();
        let mut names: Vec<String> =
            fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(
            names,
            [
                "a_b__rger-2.ann",
                "a_b__rger-2.txt",
                "a_b__rger.ann",
                "a_b__rger.txt",
                "annotation.conf",
                "visual.conf"
            ]
        );
        let text = folder.join("a_b__rger.txt");
        assert_eq!(fs::read_to_string(&text).unwrap(), document.text);

        BratFolder::create(&folder).unwrap().write(&record, &document).unwrap();
        fs::write(&text, "Somebody's own notes.").unwrap();
        let error = BratFolder::create(&folder).unwrap().write(&record, &document).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&text).unwrap(), "Somebody's own notes.");
        fs::remove_dir_all(&folder).unwrap();
    }
}
