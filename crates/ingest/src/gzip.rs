use std::io::{self, BufRead, Chain, Cursor, Read};

use flate2::bufread::GzDecoder;

/// Decompresses gzip files of any number of members, and goes on with the next member after a damaged one.
///
/// A WARC file has a member for each record, so damage costs one record. `MultiGzDecoder` would stop there.
pub(crate) struct GzipMembers<R> {
    state: State<R>,
}

enum State<R> {
    Member(Box<GzDecoder<Chain<Cursor<[u8; 3]>, R>>>),
    Between(R),
    Done,
}

const MAGIC: [u8; 3] = [0x1f, 0x8b, 0x08];

impl<R: BufRead> GzipMembers<R> {
    pub fn new(reader: R) -> GzipMembers<R> {
        GzipMembers { state: State::Between(reader) }
    }
}

impl<R: BufRead> Read for GzipMembers<R> {
    /// After an error, reading on yields what the next member holds, or the end.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Between(mut reader) => {
                    let (found, rubbish) = find_member(&mut reader)?;
                    if found {
                        let member = Cursor::new(MAGIC).chain(reader);
                        self.state = State::Member(Box::new(GzDecoder::new(member)));
                    }
                    if rubbish {
                        return Err(io::Error::new(io::ErrorKind::InvalidData, "bytes that aren't gzip"));
                    }
                }
                State::Member(mut member) => match member.read(buffer) {
                    Ok(0) => self.state = State::Between(member.into_inner().into_inner().1),
                    Ok(count) => {
                        self.state = State::Member(member);
                        return Ok(count);
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                        self.state = State::Member(member);
                        return Err(error);
                    }
                    Err(error) => {
                        self.state = State::Between(member.into_inner().into_inner().1);
                        return Err(error);
                    }
                },
            }
        }
    }
}

/// Passes the next member's first three bytes. Returns whether there is one, and whether anything but zeros,
/// which pad tapes, came before it.
fn find_member(reader: &mut impl BufRead) -> io::Result<(bool, bool)> {
    let mut matched = 0;
    let mut rubbish = false;
    loop {
        let buffer = match reader.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            return Ok((false, rubbish || matched > 0));
        }
        let length = buffer.len();
        for (i, byte) in buffer.iter().enumerate() {
            if *byte == MAGIC[matched] {
                matched += 1;
                if matched == MAGIC.len() {
                    reader.consume(i + 1);
                    return Ok((true, rubbish));
                }
            } else {
                rubbish |= matched > 0 || *byte != 0;
                matched = usize::from(*byte == MAGIC[0]);
            }
        }
        reader.consume(length);
    }
}

#[cfg(test)]
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything read, with `!` where an error was met.
    fn read_all(bytes: &[u8]) -> String {
        let mut reader = GzipMembers::new(bytes);
        let mut all = String::new();
        for _ in 0..100 {
            let mut buffer = [0; 5];
            match reader.read(&mut buffer) {
                Ok(0) => return all,
                Ok(n) => all.push_str(std::str::from_utf8(&buffer[..n]).unwrap()),
                Err(_) => all.push('!'),
            }
        }
        panic!("reading doesn't end: {all}")
    }

    #[test]
    fn members_follow_one_another() {
        let bytes = [gzip(b"first, "), gzip(b""), gzip(b"second"), vec![0; 20]].concat();
        assert_eq!(read_all(&bytes), "first, second");
    }

    #[test]
    fn a_damaged_member_costs_no_other() {
        let mut damaged = gzip(b"never seen again");
        damaged[12] ^= 0xff;
        let bytes = [gzip(b"first"), damaged, gzip(b"third")].concat();
        let read = read_all(&bytes);
        assert!(read.starts_with("first") && read.ends_with("third") && read.contains('!'), "{read}");
    }

    #[test]
    fn a_cut_and_rubbish_are_told() {
        let whole = gzip(b"some words");
        assert!(read_all(&whole[..whole.len() - 3]).ends_with('!'));
        assert_eq!(read_all(&[&whole[..], b"rubbish"].concat()), "some words!");
    }
}
