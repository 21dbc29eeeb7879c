use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use crate::issue::{IssueKind, Trouble};

/// What one pass over a page's tokens tells, without building its tree.
#[derive(Debug, Default)]
pub(crate) struct Page<'h> {
    /// The page's bytes.
    pub html: &'h str,
    /// Where text stands between the tags, scripts and styles apart: in order, disjoint.
    pub texts: Vec<(usize, usize)>,
    /// `meta` elements: the name, property or itemprop in lower case, and the content.
    pub meta: Vec<(String, String)>,
    /// What the `application/ld+json` scripts hold.
    pub json_ld: Vec<String>,
    /// The `title` element.
    pub title: Option<String>,
    /// The `link` to the page's own address.
    pub canonical: Option<String>,
    /// The language of the `html` element.
    pub language: Option<String>,
}

/// How deep elements may nest. Browsers stop at 512; trees grow slow, and their readers' stacks full, beyond.
pub(crate) const MAX_DEPTH: usize = 512;
/// How many elements a page may have; long articles with their menus have some thousands.
const MAX_ELEMENTS: usize = 200_000;
const MAX_JSON_LD: usize = 1 << 20;

/// Reads the tokens of a page.
///
/// # Errors
/// If it nests so deep, or has so many elements, that building its tree would take too long.
pub(crate) fn scan(html: &str) -> Result<Page<'_>, Trouble> {
    let mut page = Page { html, ..Page::default() };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    // The element whose text isn't the page's, while within it.
    let mut within: Option<Within> = None;
    let mut open: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    let (mut depth, mut elements) = (0, 0);
    let mut drawing = false;
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                elements += 1;
                drawing = &**tag.name == b"svg" || (drawing && draws(&tag.name));
                if !(closes_itself(&tag.name) || drawing && tag.self_closing) {
                    *open.entry(tag.name.to_vec()).or_default() += 1;
                    depth += 1;
                }
                if depth > MAX_DEPTH || elements > MAX_ELEMENTS {
                    return Err(too_much());
                }
                page.take(&tag);
                within = Within::new(&tag);
            }
            Token::EndTag(tag) => {
                within = None;
                drawing &= draws(&tag.name);
                if let Some(count) = open.get_mut(&**tag.name).filter(|count| **count > 0) {
                    *count -= 1;
                    depth -= 1;
                }
            }
            Token::String(text) => {
                let value = || String::from_utf8_lossy(&text.value).into_owned();
                match within {
                    Some(Within::JsonLd) if text.value.len() <= MAX_JSON_LD => page.json_ld.push(value()),
                    Some(Within::Title) if page.title.is_none() => page.title = Some(value()),
                    Some(_) => {}
                    None => page.texts.push((text.span.start, text.span.end)),
                }
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    Ok(page)
}

pub(crate) fn too_much() -> Trouble {
    let message = format!(
        "its elements nest deeper than {MAX_DEPTH}, are more than {MAX_ELEMENTS}, or hold endless references"
    );
    Trouble::new(IssueKind::TooLarge, message).hint("no article is built like this; leave the page out")
}

/// Elements that have no end tag, or may leave it out: these don't nest in themselves.
fn closes_itself(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 33] = [
        b"area",
        b"base",
        b"basefont",
        b"bgsound",
        b"body",
        b"br",
        b"col",
        b"colgroup",
        b"dd",
        b"dt",
        b"embed",
        b"frame",
        b"head",
        b"hr",
        b"html",
        b"image",
        b"img",
        b"input",
        b"keygen",
        b"li",
        b"link",
        b"meta",
        b"option",
        b"p",
        b"param",
        b"source",
        b"tbody",
        b"td",
        b"tfoot",
        b"th",
        b"thead",
        b"tr",
        b"track",
    ];
    NAMES.contains(&name) || name == b"wbr"
}

/// Elements of a drawing, where `<path/>` is complete in itself. Anywhere else the slash means nothing, so
/// whatever could end the drawing must be missing from this list.
fn draws(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 17] = [
        b"circle",
        b"clippath",
        b"defs",
        b"ellipse",
        b"g",
        b"line",
        b"lineargradient",
        b"marker",
        b"path",
        b"polygon",
        b"polyline",
        b"radialgradient",
        b"rect",
        b"stop",
        b"text",
        b"tspan",
        b"use",
    ];
    NAMES.contains(&name)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    JsonLd,
    Title,
    Other,
}

impl Within {
    fn new(tag: &StartTag<usize>) -> Option<Within> {
        match &**tag.name {
            b"script" => {
                let json_ld = attribute(tag, "type")
                    .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json"));
                Some(if json_ld { Within::JsonLd } else { Within::Other })
            }
            b"title" => Some(Within::Title),
            b"style" | b"textarea" | b"iframe" => Some(Within::Other),
            _ => None,
        }
    }
}

impl Page<'_> {
    fn take(&mut self, tag: &StartTag<usize>) {
        match &**tag.name {
            b"html" if self.language.is_none() => self.language = attribute(tag, "lang"),
            b"link"
                if self.canonical.is_none()
                    && attribute(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
            {
                self.canonical = attribute(tag, "href");
            }
            b"meta" => {
                let Some(content) = attribute(tag, "content") else { return };
                for key in ["property", "name", "itemprop"] {
                    if let Some(name) = attribute(tag, key) {
                        self.meta.push((name.trim().to_lowercase(), content.clone()));
                    }
                }
            }
            b"time" => {
                let published = attribute(tag, "itemprop").is_some_and(|p| p == "datePublished")
                    || attribute(tag, "pubdate").is_some();
                if let Some(date) = attribute(tag, "datetime").filter(|_| published) {
                    self.meta.push(("datepublished".into(), date));
                }
            }
            _ => {}
        }
    }
}

fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}

/// The encoding that a page or XML declares in its first bytes.
pub(crate) fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|word| {
        head.match_indices(word).find_map(|(at, word)| {
            let value = head[at + word.len()..].trim_start().strip_prefix('=')?;
            let value = value.trim_start().trim_start_matches(['"', '\'']);
            let end = value
                .find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c))
                .unwrap_or(value.len());
            let name = &value[..end];
            // A page that says so in ASCII letters can't be UTF-16.
            (!name.is_empty() && !name.starts_with("utf-16")).then(|| name.to_owned())
        })
    })
}
