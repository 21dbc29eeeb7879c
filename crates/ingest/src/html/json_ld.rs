use serde_json::Value;

use crate::article::tidy;

/// What the JSON-LD of a page says of its article: schema.org's `NewsArticle` and its kin.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    pub headline: Option<String>,
    pub byline: Option<String>,
    pub publisher: Option<String>,
    pub date: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
}

/// Reads the first article among a page's scripts.
pub(crate) fn read(scripts: &[String]) -> Option<About> {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let article = values.iter().find_map(|value| find(value, 0, &is_article))?;
    let resolve = |value: &Value| -> Value {
        let Some(id) = value.get("@id").filter(|_| value.get("name").is_none()) else { return value.clone() };
        let same = |other: &Value| other.get("@id") == Some(id) && other.get("name").is_some();
        values.iter().find_map(|value| find(value, 0, &same)).unwrap_or(value).clone()
    };
    let names = |field: &str| {
        let value = article.get(field)?;
        let names: Vec<String> = match value {
            Value::Array(list) => list.iter().filter_map(|item| name(&resolve(item))).collect(),
            one => name(&resolve(one)).into_iter().collect(),
        };
        tidy(names.join(", "))
    };
    let url = article.get("url").or_else(|| article.get("mainEntityOfPage"));
    let url = url.and_then(|url| url.as_str().or_else(|| url.get("@id")?.as_str()));
    Some(About {
        headline: words(article.get("headline")).or_else(|| words(article.get("name"))),
        byline: names("author").or_else(|| names("creator")),
        publisher: names("publisher"),
        date: words(article.get("datePublished")),
        url: url.and_then(tidy),
        language: words(article.get("inLanguage")),
    })
}

fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let script = script
        .trim_start_matches("//")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("]]>")
        .trim_end_matches("//");
    serde_json::from_str(script).ok().or_else(|| {
        // Many pages break lines within strings, which JSON forbids.
        serde_json::from_str(&script.replace(|c: char| c.is_control(), " ")).ok()
    })
}

/// Looks for an object through lists, graphs and the main entity of a page.
fn find<'v>(value: &'v Value, depth: usize, fits: &impl Fn(&Value) -> bool) -> Option<&'v Value> {
    if depth > 4 {
        return None;
    }
    match value {
        Value::Array(list) => list.iter().find_map(|item| find(item, depth + 1, fits)),
        Value::Object(_) if fits(value) => Some(value),
        Value::Object(map) => ["@graph", "mainEntity", "author", "publisher"]
            .iter()
            .find_map(|field| find(map.get(*field)?, depth + 1, fits)),
        _ => None,
    }
}

fn is_article(value: &Value) -> bool {
    let fits = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
        })
    };
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(fits),
        Some(kind) => fits(kind),
        None => false,
    }
}

fn name(value: &Value) -> Option<String> {
    words(Some(value.get("name").unwrap_or(value))).filter(|name| !name.contains("://"))
}

/// A string, or the first of a list. Pages often write references in it as if it were HTML.
fn words(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => tidy(super::metadata::without_references(text)),
        Value::Array(list) => words(list.first().filter(|first| !first.is_array())),
        object => words(object.get("name").filter(|name| name.is_string())),
    }
}
