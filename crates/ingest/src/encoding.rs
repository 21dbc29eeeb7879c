use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::issue::{IssueKind, Trouble};

/// What to do with bytes that don't fit the encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misfits {
    /// They are trouble: an offset into such a text couldn't be trusted.
    Refuse,
    /// A few become U+FFFD, as in browsers: a page with one bad byte in its footer is still a page.
    ReplaceFew,
}

/// Decodes a whole document to Unicode, without a byte order mark.
///
/// A byte order mark decides; then UTF-8, if the bytes are; then the encoding that was declared, if they fit
/// it; then the likeliest one.
pub(crate) fn decode(bytes: Vec<u8>, declared: Option<&str>, misfits: Misfits) -> Result<String, Trouble> {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return decode_as(encoding, &bytes[length..], misfits);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return not_binary(text),
        Err(error) => error.into_bytes(),
    };
    if let Some(found) = utf16_without_mark(&bytes) {
        return decode_as(found, &bytes, misfits);
    }
    if bytes.contains(&0) || mostly_controls(&bytes) {
        return Err(binary());
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if declared.is_some_and(|e| e != UTF_8) || !nearly_utf8(&bytes) {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
        detector.feed(&bytes, true);
        let guess = detector.guess(None, Utf8Detection::Deny);
        for encoding in declared.filter(|e| *e != UTF_8).into_iter().chain([guess]) {
            if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(&bytes) {
                return not_binary(text.into_owned());
            }
        }
        return decode_as(guess, &bytes, misfits);
    }
    decode_as(UTF_8, &bytes, misfits)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], misfits: Misfits) -> Result<String, Trouble> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if damaged {
        let few = text.matches('\u{fffd}').count() <= 1 + text.len() / 1000;
        if misfits == Misfits::Refuse || !few {
            return Err(misfit(encoding, bytes));
        }
    }
    not_binary(text.into_owned())
}

fn misfit(encoding: &'static Encoding, bytes: &[u8]) -> Trouble {
    let name = encoding.name();
    let trouble = match std::str::from_utf8(bytes) {
        Err(error) if encoding == UTF_8 => {
            let at = error.valid_up_to();
            Trouble::new(IssueKind::BadEncoding, format!("byte {at} (0x{:02X}) isn't UTF-8", bytes[at]))
                .at(at as u64)
        }
        _ => Trouble::new(
            IssueKind::BadEncoding,
            format!("not UTF-8, nor any other encoding we know; nearest is {name}"),
        ),
    };
    trouble.hint("convert it to UTF-8, for example with `iconv -t UTF-8`")
}

/// A text without NUL and without many controls, or trouble.
fn not_binary(text: String) -> Result<String, Trouble> {
    if text.contains('\0') || mostly_controls(text.as_bytes()) { Err(binary()) } else { Ok(text) }
}

pub(crate) fn binary() -> Trouble {
    Trouble::new(IssueKind::Binary, "not a text: it holds the control bytes of a binary file")
}

fn mostly_controls(bytes: &[u8]) -> bool {
    let controls =
        bytes.iter().filter(|b| **b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    controls * 10 > bytes.len()
}

/// Whether some of it can only be UTF-8: more characters beyond ASCII fit than bytes misfit.
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut fit, mut misfit) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        fit += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        misfit += usize::from(!chunk.invalid().is_empty());
    }
    fit > misfit
}

/// UTF-16 of mostly Latin text, which has a NUL in every other byte.
pub(crate) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let (mut even, mut odd) = (0, 0);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let pairs = head.len() / 2;
    if pairs < 2 {
        None
    } else if odd * 10 > pairs * 7 && even == 0 {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 7 && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], declared: Option<&str>, expected: &str) {
        assert_eq!(decode(bytes.to_vec(), declared, Misfits::Refuse).as_deref(), Ok(expected));
    }

    #[test]
    fn the_mark_decides() {
        check("\u{feff}“Né”".as_bytes(), Some("windows-1252"), "“Né”");
        check(b"\xff\xfeN\0\xe9\0", None, "Né");
        check(b"\xfe\xff\0N\0\xe9", None, "Né");
    }

    #[test]
    fn utf8_comes_before_what_is_declared() {
        check("“Né”".as_bytes(), Some("iso-8859-1"), "“Né”");
    }

    #[test]
    fn what_is_declared_comes_before_a_guess() {
        check(b"\x93N\xe9\x94, il dit", Some("windows-1252"), "“Né”, il dit");
        check(b"\xd0\xd2\xc9\xd7\xc5\xd4", Some("koi8-r"), "привет");
    }

    #[test]
    fn a_guess_finds_common_encodings() {
        check(
            b"\x93We won\x92t go,\x94 the mayor\x92s caf\xe9 owner said.",
            None,
            "“We won’t go,” the mayor’s café owner said.",
        );
        check(b"N\0o\0 \0w\0a\0y\0\xe9\0", None, "No wayé");
    }

    #[test]
    fn a_few_bad_bytes_in_utf8_are_no_other_encoding() {
        let bytes = [&"Née, dit-elle à l’été. ".repeat(20).into_bytes()[..], b"\xff end"].concat();
        let trouble = decode(bytes.clone(), None, Misfits::Refuse).unwrap_err();
        assert_eq!(trouble.kind, IssueKind::BadEncoding);
        assert_eq!(trouble.offset, Some(bytes.len() as u64 - 5));
        assert!(decode(bytes, None, Misfits::ReplaceFew).unwrap().ends_with("\u{fffd} end"));
    }

    #[test]
    fn binaries_are_told_from_texts() {
        for bytes in [&b"\x7fELF\x02\x01\x01\0\0\0\xff"[..], b"plain\0text", b"\x01\x02\x03\x04 a"] {
            assert_eq!(decode(bytes.to_vec(), None, Misfits::Refuse).unwrap_err().kind, IssueKind::Binary);
        }
    }
}
