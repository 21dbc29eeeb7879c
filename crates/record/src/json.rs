use std::io::{self, Write};

use onrecord_document::Document;

use crate::{DocumentRecord, Writer};

/// JSON: one array of records, indented, written as they come.
#[derive(Debug)]
pub struct Json<W> {
    out: W,
    begun: bool,
}

impl<W: Write> Json<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Json<W> {
        Json { out, begun: false }
    }
}

impl<W: Write> Writer for Json<W> {
    fn write(&mut self, record: &DocumentRecord, _: &Document) -> io::Result<()> {
        self.out.write_all(if self.begun { b",\n" } else { b"[\n" })?;
        self.begun = true;
        serde_json::to_writer_pretty(&mut self.out, record)?;
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn json(documents: usize) -> serde_json::Value {
        let mut out = Vec::new();
        let mut writer = Json::new(&mut out);
        for _ in 0..documents {
            let (document, annotations) = samples::report();
            writer.write(&DocumentRecord::new(&document, &annotations, "test"), &document).unwrap();
        }
        writer.finish().unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn any_number_of_documents_is_an_array() {
        for documents in 0..3 {
            assert_eq!(json(documents).as_array().unwrap().len(), documents);
        }
        assert_eq!(json(1)[0]["document"]["publisher"], "Fenland Echo");
    }
}
