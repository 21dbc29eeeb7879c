use std::io::{self, Write};

use onrecord_document::Document;

use crate::text::one_line;
use crate::{AttributionRecord, DocumentRecord, SpanRecord, Writer};

const HEADER: [&str; 26] = [
    "document",
    "url",
    "date",
    "attribution",
    "parent",
    "kind",
    "act",
    "speaker",
    "source",
    "source_start",
    "source_end",
    "cue",
    "cue_start",
    "cue_end",
    "content",
    "content_start",
    "content_end",
    "content_pieces",
    "confidence",
    "decided_by",
    "speaker_kind",
    "speaker_role",
    "speaker_confidence",
    "found_by",
    "speaker_reason",
    "speaker_identifiers",
];

/// Comma-separated values (RFC 4180, lines end with `\n`): a row an attribution, under a header.
///
/// Line breaks inside a cell become spaces. The pieces of a content are joined with ` … `; `content_start` and
/// `content_end` enclose all of them, `content_pieces` lists them, as in `16-40;52-60`. Offsets are code points.
/// `speaker_identifiers` lists what lists of known people call the speaker, as in `wikidata:Q217;popolo:person/42`.
/// Cells are the article's words unchanged: a spreadsheet may take one that begins with `=` for a formula.
pub struct Csv<W: Write> {
    out: ::csv::Writer<W>,
    begun: bool,
}

impl<W: Write> Csv<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Csv<W> {
        Csv { out: ::csv::Writer::from_writer(out), begun: false }
    }

    fn begin(&mut self) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            self.out.write_record(HEADER)?;
        }
        Ok(())
    }
}

impl<W: Write> Writer for Csv<W> {
    fn write(&mut self, record: &DocumentRecord, _: &Document) -> io::Result<()> {
        self.begin()?;
        for attribution in &record.attributions {
            self.out.write_record(row(record, attribution))?;
        }
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.begin()?;
        self.out.flush()
    }
}

fn row(record: &DocumentRecord, attribution: &AttributionRecord) -> [String; HEADER.len()] {
    let number = |number: Option<usize>| number.map(|n| n.to_string()).unwrap_or_default();
    let text = |text: Option<&str>| text.map(one_line).unwrap_or_default();
    let content = &attribution.content;
    let source = attribution.source.as_ref();
    let cue = attribution.cue.as_ref();
    let speaking = record.speaking(attribution);
    let identifiers = speaking.into_iter().flat_map(|entity| &entity.identifiers);
    let identifiers = identifiers.map(|known| one_line(&format!("{}:{}", known.scheme, known.identifier)));
    [
        record.document.id.clone(),
        text(record.document.url.as_deref()),
        text(record.document.date_published.as_deref()),
        attribution.id.to_string(),
        number(attribution.parent),
        attribution.kind.name().into(),
        attribution.act.name().into(),
        text(record.speaker(attribution)),
        text(source.map(|span| span.text.as_str())),
        number(source.map(|span| span.start)),
        number(source.map(|span| span.end)),
        text(cue.map(|span| span.text.as_str())),
        number(cue.map(|span| span.start)),
        number(cue.map(|span| span.end)),
        attribution.content_in_one(),
        number(content.first().map(|span| span.start)),
        number(content.last().map(|span| span.end)),
        content
            .iter()
            .map(|SpanRecord { start, end, .. }| format!("{start}-{end}"))
            .collect::<Vec<_>>()
            .join(";"),
        attribution.confidence.to_string(),
        attribution.decided_by.name().into(),
        speaking.map(|entity| entity.kind.name().to_owned()).unwrap_or_default(),
        text(attribution.speaker_role.as_ref().map(|span| span.text.as_str())),
        attribution.speaker_confidence.map(|confidence| confidence.to_string()).unwrap_or_default(),
        attribution.found_by.map(|found_by| found_by.name().to_owned()).unwrap_or_default(),
        attribution.speaker_reason.clone().unwrap_or_default(),
        identifiers.collect::<Vec<_>>().join(";"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn a_row_an_attribution() {
        let mut out = Vec::new();
        let mut writer = Csv::new(&mut out);
        for (document, annotations) in [samples::report(), samples::hostile()] {
            writer.write(&DocumentRecord::new(&document, &annotations, "test"), &document).unwrap();
        }
        writer.finish().unwrap();
        drop(writer);
        insta::assert_snapshot!(String::from_utf8(out).unwrap());
    }

    #[test]
    fn no_document_is_a_header() {
        let mut out = Vec::new();
        Csv::new(&mut out).finish().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), HEADER.join(",") + "\n");
    }
}
