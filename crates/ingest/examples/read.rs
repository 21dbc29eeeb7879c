//! Reads everything under the arguments and tells how much there was, how long it took, and the most memory
//! used: `cargo run --release -p onrecord-ingest --example read -- news/`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::time::Instant;

use onrecord_ingest::{Options, inputs};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let start = Instant::now();
    let (inputs, issues) = inputs(&arguments);
    let (mut documents, mut bytes, mut bad) = (0u64, 0u64, issues.len());
    for issue in issues {
        eprintln!("{issue}");
    }
    for input in inputs {
        let records = match input.open(&Options::default()) {
            Ok(records) => records,
            Err(issue) => {
                bad += 1;
                eprintln!("{issue}");
                continue;
            }
        };
        for record in records {
            match record {
                Ok(document) => {
                    documents += 1;
                    bytes += document.text.len() as u64;
                    if documents.is_power_of_two() {
                        println!(
                            "{documents:>8} documents, {bytes:>11} bytes of text, peak memory {}",
                            peak()
                        );
                    }
                }
                Err(issue) => {
                    bad += 1;
                    eprintln!("{issue}");
                }
            }
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{documents:>8} documents, {bytes:>11} bytes of text, {bad} issues, {seconds:.1} s, peak memory {}",
        peak()
    );
}

/// The most memory this process has had resident, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}
