use std::str::FromStr;

/// How to read: the format, the names of fields, the bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The format of every input; `None` finds it from each name, or else from the content.
    pub format: Option<Format>,
    /// Under which names JSON articles keep what is known about them.
    pub fields: Fields,
    /// The longest document read, in bytes of its own format: of a whole text file or page, of one JSON
    /// value, of one WARC record, after decompression. What is longer is an issue and isn't held in memory.
    pub max_document_bytes: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options { format: None, fields: Fields::default(), max_document_bytes: 16 << 20 }
    }
}

/// A format of news on disk, apart from its compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// One article as plain text, or Markdown taken as it stands.
    Text,
    /// One page.
    Html,
    /// JSON objects, an article each: one a line, in an array, or a single one.
    Jsonl,
    /// WARC 1.0 and 1.1: pages as crawled, or the texts extracted from them (WET).
    Warc,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 4] = [Format::Text, Format::Html, Format::Jsonl, Format::Warc];

    /// The name that [`Format::from_str`] reads.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Html => "html",
            Format::Jsonl => "jsonl",
            Format::Warc => "warc",
        }
    }
}

impl FromStr for Format {
    type Err = String;

    /// # Errors
    /// A sentence naming the formats, if this isn't one.
    fn from_str(name: &str) -> Result<Format, String> {
        Format::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| {
            let names = Format::ALL.map(Format::name).join(", ");
            format!("there is no format `{name}`; the formats are {names}")
        })
    }
}

/// The names under which JSON articles keep their parts. The first name that is present and not empty wins.
///
/// The defaults fit AllSides, news-please, newspaper4k, trafilatura, Fundus and CC-News.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The article's text; a list is taken as its paragraphs.
    pub text: Vec<String>,
    /// What the data calls the article.
    pub id: Vec<String>,
    /// Where it was published; a value without `://` is passed over.
    pub url: Vec<String>,
    /// Its headline.
    pub headline: Vec<String>,
    /// Its writers; the names of a list are joined with ", ".
    pub byline: Vec<String>,
    /// Who published it; a value with `://` is passed over.
    pub publisher: Vec<String>,
    /// When it was published; a value that is no date is passed over.
    pub date: Vec<String>,
    /// Its language, a BCP 47 tag.
    pub language: Vec<String>,
}

impl Default for Fields {
    fn default() -> Fields {
        let names = |list: &str| list.split(' ').map(str::to_owned).collect();
        Fields {
            text: names("text maintext plaintext articleBody article_text article content body raw_text"),
            id: names("id _id article_id uuid"),
            url: names("url canonical_link link source source_url"),
            headline: names("headline title"),
            byline: names("byline authors author"),
            publisher: names(
                "publisher sitename site_name source-hostname source_domain hostname domain publication outlet source",
            ),
            date: names(
                "date date_published datePublished publish_date date_publish publishing_date published published_at \
                 publication_date pub_date",
            ),
            language: names("language lang"),
        }
    }
}

impl Fields {
    /// Whether any part is kept under this name.
    pub(crate) fn name(&self, name: &str) -> bool {
        [
            &self.text,
            &self.id,
            &self.url,
            &self.headline,
            &self.byline,
            &self.publisher,
            &self.date,
            &self.language,
        ]
        .into_iter()
        .any(|names| names.iter().any(|n| n == name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_read_back_from_their_names() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        assert_eq!(
            "pdf".parse::<Format>(),
            Err("there is no format `pdf`; the formats are text, html, jsonl, warc".into())
        );
    }
}
