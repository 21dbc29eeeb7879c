use std::io::{self, Write};

use onrecord_document::Document;

use crate::{DocumentRecord, Writer};

/// JSON Lines: one record a line.
#[derive(Debug)]
pub struct JsonLines<W>(W);

impl<W: Write> JsonLines<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> JsonLines<W> {
        JsonLines(out)
    }
}

impl<W: Write> Writer for JsonLines<W> {
    fn write(&mut self, record: &DocumentRecord, _: &Document) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, record)?;
        self.0.write_all(b"\n")?;
        // Whoever reads along, as at the other end of a pipe, has whole lines.
        self.0.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn a_record_is_a_line() {
        let mut out = Vec::new();
        let mut writer = JsonLines::new(&mut out);
        for (document, annotations) in [samples::nested(), samples::report()] {
            writer.write(&DocumentRecord::new(&document, &annotations, "test"), &document).unwrap();
        }
        writer.finish().unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out.matches('\n').count(), 2);
        let first = out.lines().next().unwrap();
        assert_eq!(
            first,
            concat!(
                r#"{"format":"onrecord/1","engine":"test","document":{"id":"nested"},"#,
                r#""entities":[{"id":0,"name":"Ana Brook","kind":"person","members":[],"#,
                r#""mentions":[{"start":0,"end":9,"start_byte":0,"end_byte":9,"text":"Ana Brook","form":"name"}],"#,
                r#""roles":[],"identifiers":[]},"#,
                r#"{"id":1,"name":"Col Dray","kind":"person","members":[],"#,
                r#""mentions":[{"start":15,"end":23,"start_byte":15,"end_byte":23,"text":"Col Dray","form":"name"}],"#,
                r#""roles":[],"identifiers":[]}],"#,
                r#""attributions":[{"id":0,"kind":"indirect","act":"speech","speaker":0,"speaker_role":null,"#,
                r#""speaker_confidence":0.9,"found_by":"name","speaker_reason":"name","antecedent":null,"#,
                r#""source":{"start":0,"end":9,"start_byte":0,"end_byte":9,"text":"Ana Brook"},"#,
                r#""cue":{"start":10,"end":14,"start_byte":10,"end_byte":14,"text":"said"},"#,
                r#""content":[{"start":15,"end":43,"start_byte":15,"end_byte":43,"text":"Col Dray thought it was over"}],"#,
                r#""parent":null,"confidence":0.912,"decided_by":"model"},"#,
                r#"{"id":1,"kind":"indirect","act":"thought","speaker":1,"speaker_role":null,"#,
                r#""speaker_confidence":0.9,"found_by":"name","speaker_reason":"name","antecedent":null,"#,
                r#""source":{"start":15,"end":23,"start_byte":15,"end_byte":23,"text":"Col Dray"},"#,
                r#""cue":{"start":24,"end":31,"start_byte":24,"end_byte":31,"text":"thought"},"#,
                r#""content":[{"start":32,"end":43,"start_byte":32,"end_byte":43,"text":"it was over"}],"#,
                r#""parent":0,"confidence":0.5,"decided_by":"model"}]}"#
            )
        );
    }
}
