use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use onrecord_document::{BlockKind, Document};
use unicode_width::UnicodeWidthChar;

use crate::layout::paragraphs;
use crate::marks::{Part, pieces};
use crate::text::{is_hazard, one_line};
use crate::{AttributionRecord, DocumentRecord, Writer};

/// For reading on a terminal: the article with sources, cues and contents coloured, a list of them below.
///
/// Writes ANSI styles; who writes to something else strips them, as `anstream` does. A number in brackets after a
/// content leads to its place in the list also where there is no colour.
#[derive(Debug)]
pub struct Terminal<W> {
    out: W,
    width: usize,
    begun: bool,
}

const PLAIN: Style = Style::new();
const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();
const SOURCE: Style = AnsiColor::Blue.on_default().bold();
const CUE: Style = AnsiColor::Magenta.on_default().underline();
const CONTENT: Style = AnsiColor::Green.on_default();

impl<W: Write> Terminal<W> {
    /// Writes to `out`, lines of no more than `width` columns; text is set no wider than reads well.
    pub fn new(out: W, width: usize) -> Terminal<W> {
        Terminal { out, width: width.clamp(20, 96), begun: false }
    }

    fn article(&mut self, record: &DocumentRecord, document: &Document) -> io::Result<()> {
        let text = document.as_read();
        let pieces = pieces(record, text);
        let ends: Vec<Option<usize>> =
            record.attributions.iter().map(|a| a.content.last().map(|content| content.end_byte)).collect();
        for paragraph in paragraphs(document) {
            let base = match paragraph.kind {
                BlockKind::Headline => BOLD,
                BlockKind::Byline => DIM,
                _ => PLAIN,
            };
            let indent = if paragraph.kind == BlockKind::BlockQuotation { 4 } else { 0 };
            let mut flow = Flow::new(&mut self.out, self.width, indent);
            for (span, marks) in paragraph.pieces(&pieces) {
                flow.push(span.of(text), marks.iter().map(|mark| mark.part).min().map_or(base, style))?;
                for mark in marks.iter().filter(|mark| mark.part == Part::Content) {
                    if ends[mark.attribution] == Some(span.end) {
                        flow.push(&format!("[{}]", mark.attribution + 1), DIM)?;
                    }
                }
            }
            flow.finish()?;
            writeln!(self.out)?;
        }
        Ok(())
    }

    fn statement(
        &mut self,
        number: usize,
        record: &DocumentRecord,
        of: &AttributionRecord,
    ) -> io::Result<()> {
        let label = format!("{:>4} ", format!("[{number}]"));
        let mut flow = Flow::labelled(&mut self.out, self.width, &label)?;
        let source = of.source.as_ref().map(|source| one_line(&source.text));
        match (record.speaker(of).map(one_line), source) {
            (Some(name), Some(source)) if name != source => {
                flow.push(&name, SOURCE)?;
                flow.push(&format!(" ({source})"), PLAIN)?;
            }
            (Some(name), _) | (None, Some(name)) => flow.push(&name, SOURCE)?,
            (None, None) => flow.push("no source named", DIM)?,
        }
        if let Some(cue) = &of.cue {
            flow.push(" ", PLAIN)?;
            flow.push(&one_line(&cue.text), CUE)?;
        }
        let confidence = (of.confidence * 100.0).round();
        flow.push(&format!("  {}, {}, {confidence}%", of.act.name(), of.kind.name()), DIM)?;
        flow.finish()?;
        let mut flow = Flow::new(&mut self.out, self.width, label.len());
        flow.push(&of.content_in_one(), CONTENT)?;
        flow.finish()
    }
}

fn style(part: Part) -> Style {
    match part {
        Part::Source => SOURCE,
        Part::Cue => CUE,
        Part::Content => CONTENT,
    }
}

impl<W: Write> Writer for Terminal<W> {
    fn write(&mut self, record: &DocumentRecord, document: &Document) -> io::Result<()> {
        if self.begun {
            writeln!(self.out, "\n{DIM}{}{DIM:#}\n", "─".repeat(self.width))?;
        }
        self.begun = true;
        let id = one_line(&record.document.id);
        let about = [&record.document.publisher, &record.document.date_published, &record.document.url];
        let about: Vec<String> =
            std::iter::once(id).chain(about.into_iter().flatten().map(|text| one_line(text))).collect();
        let mut flow = Flow::new(&mut self.out, self.width, 0);
        flow.push(&about.join(" · "), DIM)?;
        flow.finish()?;
        writeln!(self.out)?;
        self.article(record, document)?;
        match record.attributions.len() {
            0 => writeln!(self.out, "{DIM}No statements.{DIM:#}")?,
            count => {
                let noun = if count == 1 { "statement" } else { "statements" };
                let mut flow = Flow::new(&mut self.out, self.width, 0);
                for (words, style) in [
                    (format!("{count} {noun}"), BOLD),
                    (" · ".into(), DIM),
                    ("source".into(), SOURCE),
                    (" ".into(), PLAIN),
                    ("cue".into(), CUE),
                    (" ".into(), PLAIN),
                    ("content".into(), CONTENT),
                ] {
                    flow.push(&words, style)?;
                }
                flow.finish()?;
            }
        }
        for (index, attribution) in record.attributions.iter().enumerate() {
            self.statement(index + 1, record, attribution)?;
        }
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Styled words, wrapped to a width. What is pushed without white space between is one word.
struct Flow<W> {
    out: W,
    width: usize,
    indent: usize,
    /// Columns used in this line.
    column: usize,
    word: Vec<(Style, String)>,
    word_width: usize,
    space: bool,
    /// The style that the terminal is in.
    style: Style,
}

impl<W: Write> Flow<W> {
    fn new(out: W, width: usize, indent: usize) -> Flow<W> {
        Flow { out, width, indent, column: 0, word: Vec::new(), word_width: 0, space: false, style: PLAIN }
    }

    /// A flow beside a label, which stands in the margin of its first line.
    fn labelled(mut out: W, width: usize, label: &str) -> io::Result<Flow<W>> {
        write!(out, "{DIM}{label}{DIM:#}")?;
        Ok(Flow { column: label.len(), ..Flow::new(out, width, label.len()) })
    }

    fn push(&mut self, text: &str, style: Style) -> io::Result<()> {
        for (index, word) in text.split(char::is_whitespace).enumerate() {
            if index > 0 {
                self.end_word()?;
                self.space = true;
            }
            let word: String = word.chars().filter(|c| !is_hazard(*c)).collect();
            if !word.is_empty() {
                self.word_width += word.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>();
                self.word.push((style, word));
            }
        }
        Ok(())
    }

    fn end_word(&mut self) -> io::Result<()> {
        let Some((first, _)) = self.word.first() else { return Ok(()) };
        let first = *first;
        if self.column > self.indent && self.column + usize::from(self.space) + self.word_width > self.width {
            self.change(PLAIN)?;
            writeln!(self.out)?;
            self.column = 0;
        }
        if self.column == 0 {
            write!(self.out, "{}", " ".repeat(self.indent))?;
            self.column = self.indent;
        } else if self.space && self.column > self.indent {
            if self.style != first {
                self.change(PLAIN)?;
            }
            write!(self.out, " ")?;
            self.column += 1;
        }
        for (style, part) in std::mem::take(&mut self.word) {
            self.change(style)?;
            write!(self.out, "{part}")?;
        }
        self.column += self.word_width;
        self.word_width = 0;
        self.space = false;
        Ok(())
    }

    fn change(&mut self, style: Style) -> io::Result<()> {
        if self.style != style {
            let old = std::mem::replace(&mut self.style, style);
            write!(self.out, "{old:#}{style}")?;
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.end_word()?;
        self.change(PLAIN)?;
        writeln!(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn terminal(width: usize) -> String {
        let mut out = Vec::new();
        let mut writer = Terminal::new(&mut out, width);
        for (document, annotations) in [samples::report(), samples::hostile()] {
            writer.write(&DocumentRecord::new(&document, &annotations, "test"), &document).unwrap();
        }
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    /// The text without its styles, which are all of the form `ESC [ ... m`.
    fn plain(text: &str) -> String {
        let mut parts = text.split('\u{1b}');
        let first = parts.next().unwrap().to_owned();
        parts.fold(first, |plain, part| plain + part.split_once('m').unwrap().1)
    }

    #[test]
    fn an_article_and_its_list() {
        insta::assert_snapshot!(plain(&terminal(80)));
    }

    #[test]
    fn sources_cues_and_contents_have_their_colours() {
        let text = terminal(96);
        assert!(
            text.contains(&format!("{SOURCE}She{SOURCE:#} {CUE}wrote on Chirrup{CUE:#}: {CONTENT}“After")),
            "{text}"
        );
        assert!(text.contains(&format!("{CONTENT}‘I am proud to stand beside them")));
    }

    #[test]
    fn lines_keep_to_the_width() {
        for width in [30, 50, 96] {
            let text = plain(&terminal(width));
            let of = |line: &str| line.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>();
            // The address is one word.
            let longest = text.lines().filter(|line| !line.contains("https")).map(of).max().unwrap();
            assert!(longest <= width, "{longest} > {width}\n{text}");
        }
    }

    #[test]
    fn the_input_cannot_steer_the_terminal() {
        assert!(!terminal(96).contains("\u{1b}[31m"));
    }
}
