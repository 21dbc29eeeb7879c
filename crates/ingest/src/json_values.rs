use std::io::{self, BufRead};

use crate::source::{Piece, Source};

/// Cuts a stream into JSON values by their brackets, without holding more than the value at hand.
pub(crate) struct JsonValues {
    array: bool,
    opened: bool,
    line: u64,
    newlines: u64,
    start: u64,
}

impl JsonValues {
    /// The items of an array, or else one value after another.
    pub fn new(array: bool) -> JsonValues {
        JsonValues { array, opened: false, line: 1, newlines: 0, start: 0 }
    }

    pub fn array(&self) -> bool {
        self.array
    }

    /// The line where the last value read begins, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Where the last value read begins, in bytes.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// Reads the next value; of one longer than `bound` the rest is passed over.
    pub fn read(&mut self, source: &mut Source, bound: usize, value: &mut Vec<u8>) -> io::Result<Piece> {
        value.clear();
        let mut scan = Scan::default();
        let mut begun = false;
        let mut length = 0usize;
        loop {
            let offset = source.offset();
            let buffer = match source.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if buffer.is_empty() {
                return Ok(if !begun { Piece::End } else { fits(length, bound) });
            }
            let mut taken = 0;
            let mut complete = false;
            for (i, byte) in buffer.iter().enumerate() {
                taken = i + 1;
                self.newlines += u64::from(*byte == b'\n');
                if !begun {
                    let between = byte.is_ascii_whitespace() || matches!(byte, 0xef | 0xbb | 0xbf);
                    if between || (self.array && matches!(byte, b',' | b']')) {
                        continue;
                    }
                    if self.array && !self.opened {
                        self.opened = true;
                        continue;
                    }
                    begun = true;
                    self.line = self.newlines + 1;
                    self.start = offset + i as u64;
                }
                if self.array && scan.depth == 0 && !scan.in_string && matches!(byte, b',' | b']') {
                    complete = true;
                    break;
                }
                length += 1;
                if length <= bound {
                    value.push(*byte);
                }
                if scan.ends(*byte) {
                    complete = true;
                    break;
                }
            }
            source.consume(taken);
            if complete {
                return Ok(fits(length, bound));
            }
        }
    }
}

fn fits(length: usize, bound: usize) -> Piece {
    if length > bound { Piece::TooLong } else { Piece::Whole }
}

#[derive(Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Takes a byte; whether it closes the value.
    fn ends(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}
