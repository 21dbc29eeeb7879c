//! Writes the test samples to standard output in one of the formats, to look at: `gallery html > page.html`.

use std::io::{self, Write};

use onrecord_record::{Brat, Csv, DocumentRecord, Html, Json, JsonLines, Table, Terminal, Writer};

#[path = "../tests/samples/mod.rs"]
mod samples;

fn main() -> io::Result<()> {
    let format = std::env::args().nth(1).unwrap_or_else(|| "terminal".into());
    let count = std::env::args().nth(2).and_then(|count| count.parse().ok()).unwrap_or(1);
    let out: Box<dyn Write> = Box::new(io::stdout().lock());
    let mut writer: Box<dyn Writer> = match format.as_str() {
        "brat" => Box::new(Brat::new(out)),
        "csv" => Box::new(Csv::new(out)),
        "html" => Box::new(Html::new(out)),
        "json" => Box::new(Json::new(out)),
        "jsonl" => Box::new(JsonLines::new(out)),
        "table" => Box::new(Table::new(out, 100)),
        "terminal" => Box::new(Terminal::new(out, 100)),
        other => return Err(io::Error::other(format!("no format {other}"))),
    };
    for (document, annotations) in
        [samples::report(), samples::nested(), samples::hostile()].into_iter().take(count)
    {
        writer.write(&DocumentRecord::new(&document, &annotations, "sample"), &document)?;
    }
    writer.finish()
}
