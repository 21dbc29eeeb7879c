use std::fmt;

/// What is wrong with one input or one record of it. Others are read all the same.
///
/// Displayed as `path: record 3: what is wrong`; the hint is for the caller to show apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The file, folder or pattern, or `-` for standard input.
    pub path: String,
    /// Number of the record in the file, from 1, when the file can hold several.
    pub record: Option<usize>,
    /// Number of the line where the record begins, from 1, for formats made of lines.
    pub line: Option<u64>,
    /// Where the trouble is, in bytes of the decompressed input from 0, where that is known.
    pub offset: Option<u64>,
    /// What kind of trouble it is.
    pub kind: IssueKind,
    /// What is wrong, in words, without the place.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Kinds of trouble in reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IssueKind {
    /// There is no such file or folder, or no file fits the pattern.
    NotFound,
    /// The system doesn't let us read it, or reading broke off.
    Unreadable,
    /// Not text: an image, an archive, a program.
    Binary,
    /// Nothing in it, or nothing but white space, or a WARC file without a page.
    Empty,
    /// Longer than [`crate::Options::max_document_bytes`], or nested too deep to be a real page.
    TooLarge,
    /// Bytes that aren't text in the encoding stated or found.
    BadEncoding,
    /// Not JSON, or JSON that isn't an object.
    BadJson,
    /// A JSON article without text under any of the names looked for.
    MissingText,
    /// A WARC record that ends before its stated length, or has no readable header.
    TruncatedRecord,
    /// Compressed data that is damaged, cut short, or compressed in a way we don't read.
    BadCompression,
    /// A page in which no article was found.
    NoMainText,
}

impl IssueKind {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            IssueKind::NotFound => "not-found",
            IssueKind::Unreadable => "unreadable",
            IssueKind::Binary => "binary",
            IssueKind::Empty => "empty",
            IssueKind::TooLarge => "too-large",
            IssueKind::BadEncoding => "bad-encoding",
            IssueKind::BadJson => "bad-json",
            IssueKind::MissingText => "missing-text",
            IssueKind::TruncatedRecord => "truncated-record",
            IssueKind::BadCompression => "bad-compression",
            IssueKind::NoMainText => "no-main-text",
        }
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.path)?;
        if let Some(record) = self.record {
            write!(f, "record {record}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Issue {}

/// An issue before it is known where it stands: what readers of a single document return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub kind: IssueKind,
    pub message: String,
    pub hint: Option<String>,
    pub offset: Option<u64>,
}

impl Trouble {
    pub fn new(kind: IssueKind, message: impl Into<String>) -> Trouble {
        Trouble { kind, message: message.into(), hint: None, offset: None }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Trouble {
        self.hint = Some(hint.into());
        self
    }

    pub fn at(mut self, offset: u64) -> Trouble {
        self.offset = Some(offset);
        self
    }

    pub fn in_file(self, path: &str) -> Issue {
        let Trouble { kind, message, hint, offset } = self;
        Issue { path: path.to_owned(), record: None, line: None, offset, kind, message, hint }
    }

    pub fn too_large(bound: usize) -> Trouble {
        Trouble::new(IssueKind::TooLarge, format!("longer than {bound} bytes, the most for one document"))
            .hint("raise the bound on a document's size, or split it")
    }

    /// From an error of a reader that decompresses as it reads.
    pub fn reading(error: &std::io::Error) -> Trouble {
        use std::io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
        match error.kind() {
            UnexpectedEof => Trouble::new(
                IssueKind::BadCompression,
                "the compressed data ends before its end: the file was cut short",
            )
            .hint("copy or download it again; what came before the cut was read"),
            InvalidData | InvalidInput | Other => {
                Trouble::new(IssueKind::BadCompression, format!("the compressed data is damaged: {error}"))
                    .hint("copy or download it again; what came before the damage was read")
            }
            _ => Trouble::new(IssueKind::Unreadable, format!("reading broke off: {error}")),
        }
    }
}
