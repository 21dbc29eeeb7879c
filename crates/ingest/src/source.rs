use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use memchr::memchr;

use crate::gzip::GzipMembers;

/// Decompressed bytes of one input, with a look at what comes next and a count of what has gone.
pub(crate) struct Source {
    /// Bytes to give before any more are read.
    ahead: Vec<u8>,
    at: usize,
    /// Trouble met while looking ahead, to tell when its place is reached.
    error: Option<io::Error>,
    rest: BufReader<Box<dyn Read + Send>>,
    offset: u64,
}

/// How much a look ahead sees: enough to tell the format.
pub(crate) const HEAD: usize = 4096;

const BUFFER: usize = 64 << 10;

impl Source {
    /// Decompresses by the first bytes, whatever the name says, and looks ahead.
    ///
    /// # Errors
    /// If not even the first byte can be read.
    pub fn open(raw: impl Read + Send + 'static) -> io::Result<Source> {
        let mut raw = raw;
        let mut magic = Vec::new();
        raw.by_ref().take(4).read_to_end(&mut magic)?;
        let raw = BufReader::with_capacity(BUFFER, Cursor::new(magic.clone()).chain(raw));
        let plain: Box<dyn Read + Send> = match magic[..] {
            [0x1f, 0x8b, ..] => Box::new(GzipMembers::new(raw)),
            // A frame, or one of the frames that zstd skips.
            [0x28, 0xb5, 0x2f, 0xfd] | [0x50..=0x5f, 0x2a, 0x4d, 0x18] => {
                Box::new(zstd::stream::read::Decoder::with_buffer(raw)?)
            }
            _ => Box::new(raw),
        };
        Source::plain(plain)
    }

    /// Takes bytes as they are, and looks ahead.
    pub fn plain(reader: Box<dyn Read + Send>) -> io::Result<Source> {
        let mut source = Source {
            ahead: Vec::new(),
            at: 0,
            error: None,
            rest: BufReader::with_capacity(BUFFER, reader),
            offset: 0,
        };
        let mut head = Vec::with_capacity(HEAD);
        if let Err(error) = source.rest.by_ref().take(HEAD as u64).read_to_end(&mut head) {
            if head.is_empty() {
                return Err(error);
            }
            source.error = Some(error);
        }
        source.ahead = head;
        Ok(source)
    }

    /// The first [`HEAD`] bytes, or all if there are fewer, as long as nothing has been read.
    pub fn head(&self) -> &[u8] {
        &self.ahead[self.at..]
    }

    /// How many bytes have been read.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Gives back the last bytes read, to be read again.
    pub fn push_back(&mut self, bytes: &[u8]) {
        self.offset -= bytes.len() as u64;
        let mut ahead = bytes.to_vec();
        ahead.extend_from_slice(&self.ahead[self.at..]);
        (self.ahead, self.at) = (ahead, 0);
    }

    /// Reads a line into `line`, with its end. Of a line longer than `bound` the rest is passed over.
    pub fn read_line(&mut self, bound: usize, line: &mut Vec<u8>) -> io::Result<Piece> {
        line.clear();
        let mut length = 0u64;
        loop {
            let buffer = match self.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = memchr(b'\n', buffer).map(|i| i + 1);
            let taken = end.unwrap_or(buffer.len());
            length += taken as u64;
            let room = bound.saturating_add(1).saturating_sub(line.len());
            line.extend_from_slice(&buffer[..taken.min(room)]);
            let last = end.is_some() || taken == 0;
            self.consume(taken);
            if last {
                return Ok(match length {
                    0 => Piece::End,
                    n if n > bound as u64 + 1 || (n > bound as u64 && end.is_none()) => Piece::TooLong,
                    _ => Piece::Whole,
                });
            }
        }
    }

    /// Passes over up to `count` bytes; returns how many there were.
    pub fn skip_bytes(&mut self, count: u64) -> io::Result<u64> {
        io::copy(&mut self.by_ref().take(count), &mut io::sink())
    }
}

/// What reading the next line or value came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// There is no more.
    End,
    /// It was read.
    Whole,
    /// It is over the bound and was passed over.
    TooLong,
}

impl BufRead for Source {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.ahead.len() {
            return Ok(&self.ahead[self.at..]);
        }
        match self.error.take() {
            Some(error) => Err(error),
            None => self.rest.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        self.offset += amount as u64;
        if self.at < self.ahead.len() {
            self.at += amount;
            if self.at >= self.ahead.len() {
                (self.ahead, self.at) = (Vec::new(), 0);
            }
        } else {
            self.rest.consume(amount);
        }
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

/// Counts the bytes that pass, for whoever holds the other end.
pub(crate) struct Counting<R> {
    pub reader: R,
    pub count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(bytes: &[u8]) -> Source {
        Source::open(Cursor::new(bytes.to_vec())).unwrap()
    }

    #[test]
    fn long_lines_are_passed_over_and_counted() {
        let mut source = source(b"1234\n12345\r\n\nend");
        let mut line = Vec::new();
        assert_eq!(source.read_line(4, &mut line).unwrap(), Piece::Whole);
        assert_eq!(line, b"1234\n");
        assert_eq!(source.read_line(4, &mut line).unwrap(), Piece::TooLong);
        assert_eq!(source.offset(), 12);
        assert_eq!(source.read_line(4, &mut line).unwrap(), Piece::Whole);
        assert_eq!(line, b"\n");
        assert_eq!(source.read_line(4, &mut line).unwrap(), Piece::Whole);
        assert_eq!(line, b"end");
        assert_eq!(source.read_line(4, &mut line).unwrap(), Piece::End);
    }

    #[test]
    fn what_is_pushed_back_is_read_again() {
        let mut source = source(b"one two three");
        let mut word = [0; 7];
        source.read_exact(&mut word).unwrap();
        source.push_back(b"two");
        assert_eq!(source.offset(), 4);
        let mut rest = String::new();
        source.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "two three");
    }
}
