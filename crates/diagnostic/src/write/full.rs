use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Message, Renderer, Snippet};
use onrecord_document::Document;

use crate::excerpt::Excerpt;
use crate::{Applicability, Diagnostic, Lines, Severity, Writer, place_of};

/// How [`Full`] looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// With ANSI colours.
    pub color: bool,
    /// Characters to a line.
    pub width: usize,
}

/// For people: the headline, the words in question and those that disagree with them underlined, why, and what to do.
#[derive(Debug)]
pub struct Full<W> {
    out: W,
    style: Style,
}

impl<W: Write> Full<W> {
    /// Writes to `out`.
    pub fn new(out: W, style: Style) -> Full<W> {
        Full { out, style }
    }
}

/// Stands for the place until the snippet is drawn: the excerpt's columns aren't the line's.
const PLACE: &str = "\u{f8ff}";

impl<W: Write> Writer for Full<W> {
    fn write(&mut self, document: &Document, diagnostics: &[Diagnostic]) -> io::Result<()> {
        let lines = Lines::new(document);
        let path = place_of(document);
        for diagnostic in diagnostics {
            writeln!(self.out, "{}\n", self.draw(document, &lines, &path, diagnostic))?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W> Full<W> {
    fn draw(&self, document: &Document, lines: &Lines<'_>, path: &str, diagnostic: &Diagnostic) -> String {
        let shown = shown_lines(document, lines, diagnostic);
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Suggestion => Level::INFO.with_name("suggestion"),
        };
        let mut group = level
            .primary_title(printable(&diagnostic.message))
            .id(diagnostic.code)
            .elements(Vec::<Message<'_>>::new());
        let mut places = Vec::with_capacity(shown.len());
        for line in &shown {
            let stretches: Vec<Range<usize>> = line.labels.iter().map(|(range, _)| range.clone()).collect();
            let excerpt = Excerpt::new(line.text, &stretches, self.style.width.saturating_sub(8).max(40));
            let text = printable(&excerpt.text);
            let annotations = excerpt.stretches.iter().zip(&line.labels).map(|(range, (_, label))| {
                let kind = if label.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
                let words = printable(&label.text);
                kind.span(range.clone()).label((!words.is_empty()).then_some(words))
            });
            let annotations: Vec<_> = annotations.collect();
            group = group
                .element(Snippet::source(text).path(PLACE).line_start(line.number).annotations(annotations));
            places.push(format!("{}:{}:{}", printable(path), line.number, line.column));
        }
        group = group.elements(diagnostic.notes.iter().map(|note| Level::NOTE.message(printable(note))));
        group = group.elements(diagnostic.help.iter().map(|help| Level::HELP.message(printable(help))));
        if let Some(fix) = &diagnostic.fix {
            let how = match fix.applicability {
                Applicability::Safe => "`--fix` does it",
                Applicability::Unsafe => "`--fix --unsafe-fixes` does it",
                Applicability::DisplayOnly => "for you to decide",
            };
            group = group.element(Level::HELP.message(format!("{} ({how})", printable(&fix.title))));
        }
        let renderer = if self.style.color { Renderer::styled() } else { Renderer::plain() };
        // Excerpts are cut to the width already; the renderer's own cutting knows no words.
        let renderer = renderer.term_width(2 * self.style.width.max(40)).decor_style(DecorStyle::Ascii);
        put_places(&renderer.render(&[group]), &places)
    }
}

/// A line of the text as read and the labels on it, in bytes of the line.
struct ShownLine<'d> {
    number: usize,
    /// Of the first label.
    column: usize,
    text: &'d str,
    labels: Vec<(Range<usize>, &'d crate::Label)>,
}

/// The lines with labels, the primary one's first. A label over several lines is shown on its first.
fn shown_lines<'d>(
    document: &'d Document,
    lines: &Lines<'_>,
    diagnostic: &'d Diagnostic,
) -> Vec<ShownLine<'d>> {
    let text = document.as_read();
    let mut labels: Vec<_> = diagnostic.labels.iter().collect();
    labels.sort_by_key(|label| (!label.primary, label.span));
    let mut shown: Vec<ShownLine<'_>> = Vec::new();
    for label in labels {
        let (start, _) = lines.of(label.span);
        let span = document.to_read(label.span);
        let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[span.start..].find('\n').map_or(text.len(), |at| span.start + at);
        let line = text[line_start..line_end].trim_end();
        let end = (span.end - line_start).min(line.len());
        let range = (span.start - line_start).min(end)..end;
        match shown.iter_mut().find(|line| line.number == start.line) {
            Some(line) => line.labels.push((range, label)),
            None => {
                let labels = vec![(range, label)];
                shown.push(ShownLine { number: start.line, column: start.column, text: line, labels });
            }
        }
    }
    shown
}

/// Puts the places where the marks for them and their line and column stand.
fn put_places(drawn: &str, places: &[String]) -> String {
    let mut parts = drawn.split(PLACE);
    let mut out = parts.next().unwrap_or("").to_owned();
    for (n, part) in parts.enumerate() {
        if let Some(place) = places.get(n) {
            out.push_str(place);
        }
        out.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    out
}

/// The text must not steer the terminal, nor stand for a place. Keeps every character's length.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c == '\u{f8ff}' {
                '\u{fffd}'
            } else if c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use onrecord_document::Span;

    use super::*;

    #[test]
    fn places_are_of_the_line_and_not_of_the_excerpt() {
        let text = "Marta Quill rowed out at dawn.\nThe wall that had been finished in spring held through the storm of the \
                    week before, Quell said on the quay, and nobody had thought that it would.";
        let at = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
        let diagnostic = Diagnostic::new(
            "N01",
            "name-spelt-two-ways",
            Severity::Warning,
            "Quell is probably Quill",
            at("Quell"),
        )
        .label("only here")
        .also(at("Marta Quill"), "here")
        .note("A name spelt wrongly is the commonest correction.")
        .help("Write `Quill`.");
        let mut out = Vec::new();
        let mut document = Document::plain("wall.txt", text);
        document.origin.path = Some("wall.txt".into());
        let mut full = Full::new(&mut out, Style { color: false, width: 60 });
        full.write(&document, &[diagnostic]).unwrap();
        full.finish().unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "\
warning[N01]: Quell is probably Quill
 --> wall.txt:2:86
  |
2 | […] of the week before, Quell said on the quay, and […]
  |                         ^^^^^ only here
  |
 ::: wall.txt:1:1
  |
1 | Marta Quill rowed out at dawn.
  | ----------- here
  |
  = note: A name spelt wrongly is the commonest correction.
  = help: Write `Quill`.

"
        );
    }
}
