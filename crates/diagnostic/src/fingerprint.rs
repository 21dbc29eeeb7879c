use onrecord_document::Document;

use crate::Diagnostic;

/// What tells a diagnostic from the others of its document even after other parts of the text have changed: made of its code and the
/// words of its labels, not of where they stand. Two faults in the same words have the same fingerprint.
pub fn fingerprint(document: &Document, diagnostic: &Diagnostic) -> String {
    // FNV-1a: fixed for all time, which the standard library's hasher isn't.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for byte in bytes.iter().chain(&[0xff]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    add(diagnostic.code.as_bytes());
    for label in &diagnostic.labels {
        add(label.span.of(&document.text).as_bytes());
    }
    format!("{hash:016x}")
}
