use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use onrecord_document::{BlockKind, Document};
use unicode_width::UnicodeWidthChar;

use crate::layout::paragraphs;
use crate::marks::{Part, pieces};
use crate::text::{is_hazard, one_line};
use crate::voices::{Voice, voice_of_each, voices};
use crate::{AttributionRecord, By, DocumentRecord, FoundBy, Writer};

/// For reading on a terminal: the article with sources bold, cues underlined and contents, all in the colour of the one
/// who speaks; a list of them below.
///
/// Writes ANSI styles; who writes to something else strips them, as `anstream` does. A number in brackets after a
/// content leads to its place in the list also where there is no colour.
#[derive(Debug)]
pub struct Terminal<W> {
    out: W,
    width: usize,
    begun: bool,
    by: By,
}

const PLAIN: Style = Style::new();
const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();
/// The colours of those who speak, who says most first. With more speakers than colours they are used again.
const COLORS: [AnsiColor; 10] = [
    AnsiColor::Green,
    AnsiColor::Cyan,
    AnsiColor::Yellow,
    AnsiColor::Blue,
    AnsiColor::Magenta,
    AnsiColor::BrightGreen,
    AnsiColor::BrightCyan,
    AnsiColor::BrightYellow,
    AnsiColor::BrightBlue,
    AnsiColor::BrightMagenta,
];
/// What is said by somebody who isn't known has no colour.
const NO_COLOR: Style = Style::new().italic();

impl<W: Write> Terminal<W> {
    /// Writes to `out`, lines of no more than `width` columns; text is set no wider than reads well.
    pub fn new(out: W, width: usize) -> Terminal<W> {
        Terminal { out, width: width.clamp(20, 96), begun: false, by: By::Text }
    }

    /// The same with its list in another order.
    pub fn by(self, by: By) -> Terminal<W> {
        Terminal { by, ..self }
    }

    fn article(&mut self, record: &DocumentRecord, document: &Document, colors: &[Style]) -> io::Result<()> {
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
                // Of contents in contents, the inner one shows.
                let mark = marks.iter().rev().min_by_key(|mark| mark.part);
                let style = mark.map_or(base, |mark| style(mark.part, colors[mark.attribution]));
                flow.push(span.of(text), style)?;
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

    fn list(&mut self, record: &DocumentRecord, voices: &[Voice], colors: &[Style]) -> io::Result<()> {
        if self.by == By::Text {
            return (0..record.attributions.len()).try_for_each(|at| self.statement(at, record, colors[at]));
        }
        for voice in voices {
            let color = voice.statements.first().map_or(PLAIN, |&at| colors[at]);
            let mut flow = Flow::new(&mut self.out, self.width, 0);
            flow.push(&voice.name, color.bold())?;
            if let Some(role) = &voice.role {
                flow.push(&format!(", {role}"), PLAIN)?;
            }
            let statements = if voice.statements.len() == 1 { "statement" } else { "statements" };
            flow.push(&format!("  {} {statements}", voice.statements.len()), DIM)?;
            flow.finish()?;
            voice.statements.iter().try_for_each(|&at| self.statement(at, record, colors[at]))?;
        }
        Ok(())
    }

    fn statement(&mut self, at: usize, record: &DocumentRecord, color: Style) -> io::Result<()> {
        let of = &record.attributions[at];
        let label = format!("{:>4} ", format!("[{}]", at + 1));
        let mut flow = Flow::labelled(&mut self.out, self.width, &label)?;
        let source = of.source.as_ref().map(|source| one_line(&source.text));
        match (record.speaker(of).map(one_line), source) {
            (Some(name), Some(source)) if name != source => {
                flow.push(&name, style(Part::Source, color))?;
                flow.push(&format!(" ({source})"), PLAIN)?;
            }
            (Some(name), _) | (None, Some(name)) => flow.push(&name, style(Part::Source, color))?,
            (None, None) => flow.push("no source named", DIM)?,
        }
        if let Some(cue) = &of.cue {
            flow.push(" ", PLAIN)?;
            flow.push(&one_line(&cue.text), style(Part::Cue, color))?;
        }
        let confidence = (of.confidence * 100.0).round();
        flow.push(&format!("  {}, {}, {confidence}%", of.act.name(), of.kind.name()), DIM)?;
        if let Some(how) = how(of) {
            flow.push(&format!(" · {how}"), DIM)?;
        }
        flow.finish()?;
        let mut flow = Flow::new(&mut self.out, self.width, label.len());
        flow.push(&of.content_in_one(), style(Part::Content, color))?;
        flow.finish()
    }
}

/// How the speaker was found, where that isn't plain, and how sure that is.
fn how(attribution: &AttributionRecord) -> Option<String> {
    let sure = (attribution.speaker_confidence.unwrap_or_default() * 100.0).round();
    match (attribution.found_by, &attribution.speaker_reason) {
        (None, _) => attribution.source.is_some().then(|| "not known who".to_owned()),
        (Some(FoundBy::Name), _) | (_, None) => None,
        (_, Some(reason)) => Some(format!("{reason}, {sure}%")),
    }
}

fn style(part: Part, color: Style) -> Style {
    match part {
        Part::Source => color.bold(),
        Part::Cue => color.underline(),
        Part::Content => color,
    }
}

/// The colour of each attribution: its voice's.
fn colors(record: &DocumentRecord, voices: &[Voice]) -> Vec<Style> {
    let mut next = COLORS.iter().cycle();
    let of_voices: Vec<Style> =
        voices
            .iter()
            .map(|voice| {
                if voice.is_known { next.next().map_or(PLAIN, |color| color.on_default()) } else { NO_COLOR }
            })
            .collect();
    voice_of_each(record, voices).into_iter().map(|voice| of_voices[voice]).collect()
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
        let voices = voices(record);
        let colors = colors(record, &voices);
        self.article(record, document, &colors)?;
        match record.attributions.len() {
            0 => writeln!(self.out, "{DIM}No statements.{DIM:#}")?,
            count => {
                let noun = if count == 1 { "statement" } else { "statements" };
                let mut flow = Flow::new(&mut self.out, self.width, 0);
                for (words, style) in [
                    (format!("{count} {noun}"), BOLD),
                    (" · ".into(), DIM),
                    ("source".into(), style(Part::Source, PLAIN)),
                    (" ".into(), PLAIN),
                    ("cue".into(), style(Part::Cue, PLAIN)),
                    (" content, each speaker in one colour".into(), PLAIN),
                ] {
                    flow.push(&words, style)?;
                }
                flow.finish()?;
            }
        }
        self.list(record, &voices, &colors)?;
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
        terminal_by(width, By::Text)
    }

    fn terminal_by(width: usize, by: By) -> String {
        let mut out = Vec::new();
        let mut writer = Terminal::new(&mut out, width).by(by);
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
    fn a_list_by_speaker() {
        let text = plain(&terminal_by(80, By::Speaker));
        insta::assert_snapshot!(
            text.split_once("each speaker in one colour\n").unwrap().1.split_once("\n──").unwrap().0
        );
    }

    #[test]
    fn each_speaker_has_a_colour() {
        let text = terminal(96);
        let marl = COLORS[0].on_default();
        let (source, cue) = (marl.bold(), marl.underline());
        assert!(
            text.contains(&format!("{source}She{source:#} {cue}wrote on Chirrup{cue:#}: {marl}“After")),
            "{text}"
        );
        assert!(text.contains(&format!("{marl}‘I am proud to stand beside them")));
        let other = COLORS[1].on_default();
        assert!(text.contains(&format!("{other}“Letters are welcome,”")), "{text}");
        assert!(text.contains(&format!("{NO_COLOR}that an appeal")), "{text}");
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
