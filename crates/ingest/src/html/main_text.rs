use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use onrecord_document::BlockKind;

use super::page::{MAX_DEPTH, too_much};
use crate::article::tidy;
use crate::issue::{IssueKind, Trouble};

/// The main text of a page, a line for each paragraph.
#[derive(Debug, Default)]
pub(crate) struct Article {
    pub lines: Vec<Line>,
    /// The writers, where the library finds them in the text and takes them out.
    pub byline: Option<String>,
    /// The page's title, less the site's name.
    pub title: Option<String>,
}

/// A paragraph, heading, caption or item.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its words; white space collapsed, never blank.
    pub text: String,
    pub kind: BlockKind,
    /// Which bytes of `text` come from one text node each.
    pub nodes: Vec<Range<usize>>,
}

/// Texts shorter than this make the library look again with less strict rules, and take in menus. It is half
/// of the library's own, as news in brief is short.
const SHORT: usize = 250;

/// Finds the article in a page.
pub(crate) fn extract(html: &str) -> Result<Article, Trouble> {
    let tree = Document::from(html);
    if too_costly(tree.root()) {
        return Err(too_much());
    }
    // The library is old in its trade but the input is anybody's: should it fail, other pages go on.
    let found = catch_unwind(AssertUnwindSafe(|| {
        let config = Config { disable_json_ld: true, char_threshold: SHORT, ..Config::default() };
        let mut readability = Readability::with_document(tree, None, Some(config)).ok()?;
        let article = readability.parse().ok()?;
        let found = readability.doc.select_single("#readability-page-1");
        let lines = lines(found.nodes().first()?);
        Some(Article { lines, byline: article.byline.and_then(tidy), title: tidy(article.title) })
    }));
    let article = found.ok().flatten().ok_or_else(no_article)?;
    if article.lines.is_empty() { Err(no_article()) } else { Ok(article) }
}

pub(crate) fn no_article() -> Trouble {
    Trouble::new(IssueKind::NoMainText, "no article is found in this page")
        .hint("it may be a list of links, or be filled in by a script; save the text itself")
}

/// How much work writing a tree's texts may be, in bytes looked at: about a second.
const MAX_WORK: u64 = 50_000_000_000;

/// Whether a tree would keep the library too long. It writes the article as HTML, which we don't use, by
/// searching the whole rest of a text anew at each character that has to be escaped (html5ever 0.40).
fn too_costly(root: NodeRef) -> bool {
    let work = |text: &str| {
        let escaped = text.bytes().filter(|byte| matches!(byte, b'&' | 0xc2)).count();
        text.len() as u64 * escaped as u64 / 2
    };
    let (mut depth, mut deepest, mut total) = (0usize, 0, 0u64);
    walk(root, |step| {
        match step {
            Step::Enter(node) => {
                depth += 1;
                let texts = if node.is_text() { work(&node.text()) } else { 0 };
                let attributes: u64 = node.attrs().iter().map(|attribute| work(&attribute.value)).sum();
                total = total.saturating_add(texts).saturating_add(attributes);
            }
            Step::Leave(_) => depth -= 1,
        }
        deepest = deepest.max(depth);
        true
    });
    deepest > MAX_DEPTH || total > MAX_WORK
}

enum Step<'n, 'd> {
    Enter(&'n NodeRef<'d>),
    Leave(&'n NodeRef<'d>),
}

/// Visits a tree in order without recursion. `visit` says on entering whether to go within.
fn walk(root: NodeRef, mut visit: impl FnMut(Step) -> bool) {
    let mut node = root;
    loop {
        if visit(Step::Enter(&node))
            && let Some(child) = node.first_child()
        {
            node = child;
            continue;
        }
        loop {
            visit(Step::Leave(&node));
            if node.id == root.id {
                return;
            }
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            let Some(parent) = node.parent() else { return };
            node = parent;
        }
    }
}

fn lines(root: &NodeRef) -> Vec<Line> {
    let mut writer = Writer::default();
    let mut kinds = Vec::new();
    walk(*root, |step| match step {
        Step::Enter(node) if node.is_text() => {
            writer.write(&node.text());
            false
        }
        Step::Enter(node) => {
            let name = node.node_name().unwrap_or_default();
            if hidden(&name) {
                return false;
            }
            if breaks_line(&name) {
                writer.end_line(kinds.last());
            }
            kinds.extend(kind(&name));
            if &*name == "q" {
                writer.mark('“');
            }
            true
        }
        Step::Leave(node) => {
            let name = node.node_name().unwrap_or_default();
            if &*name == "q" {
                writer.mark('”');
            }
            if breaks_line(&name) {
                writer.end_line(kinds.last());
            }
            if kind(&name).is_some() && !hidden(&name) {
                kinds.pop();
            }
            true
        }
    });
    writer.end_line(kinds.last());
    writer.lines
}

#[derive(Default)]
struct Writer {
    lines: Vec<Line>,
    text: String,
    nodes: Vec<Range<usize>>,
    space: bool,
}

impl Writer {
    fn write(&mut self, text: &str) {
        let mut start = None;
        for character in text.chars() {
            if matches!(character, ' ' | '\n' | '\t' | '\r' | '\u{c}') {
                self.space = true;
                continue;
            }
            self.spend_space();
            start.get_or_insert(self.text.len());
            self.text.push(character);
        }
        if let Some(start) = start {
            self.nodes.push(start..self.text.len());
        }
    }

    /// A mark that a browser shows though it isn't in the page: those of a `q` element.
    fn mark(&mut self, mark: char) {
        if mark == '“' {
            self.spend_space();
        }
        self.text.push(mark);
    }

    fn spend_space(&mut self) {
        if std::mem::take(&mut self.space) && !self.text.is_empty() {
            self.text.push(' ');
        }
    }

    fn end_line(&mut self, kind: Option<&BlockKind>) {
        self.space = false;
        let (text, nodes) = (std::mem::take(&mut self.text), std::mem::take(&mut self.nodes));
        if !text.trim().is_empty() {
            let kind = kind.copied().unwrap_or(BlockKind::Paragraph);
            self.lines.push(Line { text, kind, nodes });
        }
    }
}

fn kind(name: &str) -> Option<BlockKind> {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Headline),
        "figcaption" | "caption" => Some(BlockKind::Caption),
        "blockquote" => Some(BlockKind::BlockQuotation),
        "li" => Some(BlockKind::ListItem),
        _ => None,
    }
}

fn hidden(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "iframe"
            | "object"
            | "video"
            | "audio"
            | "button"
            | "select"
            | "textarea"
            | "canvas"
    )
}

fn breaks_line(name: &str) -> bool {
    kind(name).is_some()
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "body"
                | "br"
                | "center"
                | "dd"
                | "details"
                | "dialog"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figure"
                | "footer"
                | "form"
                | "header"
                | "hr"
                | "html"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "section"
                | "summary"
                | "table"
                | "tbody"
                | "td"
                | "tfoot"
                | "th"
                | "thead"
                | "tr"
                | "ul"
        )
}
