use std::io::{self, Write};

use onrecord_document::Document;

use crate::text::one_line;
use crate::{AttributionRecord, By, DocumentRecord, Writer};

const HEADER: [&str; 6] = ["KIND", "ACT", "SPEAKER", "CUE", "CONTENT", "CONF"];
const GAP: usize = 2;

/// Aligned plain columns, a row an attribution, wrapped to a width; each document under its id. A source without the
/// speaker's name stands in brackets after it, and alone where it isn't known who speaks.
#[derive(Debug)]
pub struct Table<W> {
    out: W,
    widths: [usize; HEADER.len()],
    begun: bool,
    by: By,
}

impl<W: Write> Table<W> {
    /// Writes to `out`, lines of no more than `width` columns as a terminal counts them. Below 66 columns the
    /// lines get longer than that.
    pub fn new(out: W, width: usize) -> Table<W> {
        let [kind, act, confidence] = [8, 10, 4];
        let free = width.saturating_sub(kind + act + confidence + GAP * (HEADER.len() - 1));
        let source = (free * 24 / 100).clamp(10, 30);
        let cue = (free * 16 / 100).clamp(8, 20);
        let content = free.saturating_sub(source + cue).max(16);
        Table { out, widths: [kind, act, source, cue, content, confidence], begun: false, by: By::Text }
    }

    /// The same with its rows in another order.
    pub fn by(self, by: By) -> Table<W> {
        Table { by, ..self }
    }

    fn begin(&mut self) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            self.row(&HEADER.map(str::to_owned))?;
        }
        Ok(())
    }

    fn row(&mut self, cells: &[String; HEADER.len()]) -> io::Result<()> {
        let cells: Vec<Vec<String>> = (cells.iter().zip(self.widths))
            .map(|(cell, width)| {
                textwrap::wrap(cell, width).into_iter().map(|line| line.into_owned()).collect()
            })
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = String::new();
            for (lines, width) in cells.iter().zip(self.widths) {
                let words = lines.get(at).map_or("", String::as_str);
                line.push_str(words);
                let room = width.saturating_sub(textwrap::core::display_width(words));
                line.extend(std::iter::repeat_n(' ', room + GAP));
            }
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

impl<W: Write> Writer for Table<W> {
    fn write(&mut self, record: &DocumentRecord, _: &Document) -> io::Result<()> {
        self.begin()?;
        writeln!(self.out, "\n{}", one_line(&record.document.id))?;
        for at in self.by.order(record) {
            self.row(&cells(record, &record.attributions[at]))?;
        }
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.begin()?;
        self.out.flush()
    }
}

/// Who speaks, and the source's words where they are others.
fn speaker(record: &DocumentRecord, attribution: &AttributionRecord) -> String {
    let source = attribution.source.as_ref().map(|source| one_line(&source.text));
    match (record.speaker(attribution).map(one_line), source) {
        (Some(name), Some(source)) if source.contains(&name) => source,
        (Some(name), Some(source)) => format!("{name} ({source})"),
        (Some(name), None) => name,
        (None, Some(source)) => format!("({source})"),
        (None, None) => "-".to_owned(),
    }
}

fn cells(record: &DocumentRecord, attribution: &AttributionRecord) -> [String; HEADER.len()] {
    let words =
        |span: &Option<_>| span.as_ref().map_or("-".into(), |s: &crate::SpanRecord| one_line(&s.text));
    [
        attribution.kind.name().into(),
        attribution.act.name().into(),
        speaker(record, attribution),
        words(&attribution.cue),
        attribution.content_in_one(),
        format!("{:.2}", attribution.confidence),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn table(width: usize) -> String {
        let mut out = Vec::new();
        let mut writer = Table::new(&mut out, width);
        for (document, annotations) in [samples::report(), samples::hostile()] {
            writer.write(&DocumentRecord::new(&document, &annotations, "test"), &document).unwrap();
        }
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_are_aligned() {
        insta::assert_snapshot!(table(100));
    }

    #[test]
    fn lines_keep_to_the_width() {
        for width in [66, 80, 100, 200] {
            let longest = table(width).lines().map(textwrap::core::display_width).max().unwrap();
            assert!(longest <= width, "{longest} > {width}");
        }
    }
}
