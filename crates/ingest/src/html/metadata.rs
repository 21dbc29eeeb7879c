use html5gum::{Token, Tokenizer};
use onrecord_document::Metadata;

use super::json_ld;
use super::page::Page;
use crate::article::tidy;
use crate::dates;

/// What a page says about its article: in JSON-LD, then OpenGraph, then other `meta` elements.
pub(crate) fn read(page: &Page) -> Metadata {
    let about = json_ld::read(&page.json_ld).unwrap_or_default();
    let meta = |names: &[&str], fits: fn(&str) -> bool| {
        names.iter().find_map(|wanted| {
            let mut values = page.meta.iter().filter(|(name, _)| name == wanted);
            values.find_map(|(_, value)| tidy(without_references(value)).filter(|value| fits(value)))
        })
    };
    let any = |_: &str| true;
    let address = |value: &str| value.starts_with("http://") || value.starts_with("https://");
    let no_address = |value: &str| !value.contains("://");

    let publisher = about.publisher.or_else(|| {
        meta(
            &["og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name"],
            no_address,
        )
    });
    let headline = about.headline.or_else(|| {
        meta(
            &[
                "og:title",
                "headline",
                "dc.title",
                "dcterms.title",
                "parsely-title",
                "sailthru.title",
                "twitter:title",
            ],
            any,
        )
    });
    let byline = about.byline.or_else(|| {
        let names = [
            "author",
            "article:author",
            "byl",
            "dc.creator",
            "dcterms.creator",
            "parsely-author",
            "sailthru.author",
        ];
        meta(&names, no_address)
    });
    let date = about.date.as_deref().and_then(dates::iso).or_else(|| {
        let names = [
            "article:published_time",
            "og:published_time",
            "og:article:published_time",
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "pubdate",
            "publishdate",
            "publish-date",
            "date",
        ];
        names.iter().find_map(|name| dates::iso(&meta(&[name], any)?))
    });
    let url = about.url.filter(|url| address(url));
    let url = url.or_else(|| page.canonical.as_deref().and_then(tidy).filter(|url| address(url)));
    let language = page.language.as_deref().and_then(tidy).or(about.language);
    Metadata {
        url: url.or_else(|| meta(&["og:url"], address)),
        headline: headline.map(|headline| without_site(headline, publisher.as_deref())),
        byline: byline.map(|byline| match byline.get(..3) {
            Some(by) if by.eq_ignore_ascii_case("by ") => byline[3..].to_owned(),
            _ => byline,
        }),
        publisher,
        date_published: date,
        date_retrieved: None,
        language: language
            .or_else(|| meta(&["og:locale", "content-language"], any))
            .map(|tag| tag.replace('_', "-")),
    }
}

/// "Dam holds | The Gazette" without the name of the Gazette.
fn without_site(headline: String, publisher: Option<&str>) -> String {
    let Some(start) = publisher.and_then(|site| headline.strip_suffix(site)) else { return headline };
    let start = start.trim_end();
    match start.strip_suffix(['|', '-', '–', '—', '·', '»']) {
        Some(start) if !start.trim().is_empty() => start.trim_end().to_owned(),
        _ => headline,
    }
}

/// A text with its character references (`&amp;`) resolved.
pub(super) fn without_references(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    // The tokenizer would read tags too, and these texts hold none.
    let mut plain = String::new();
    for (i, part) in text.split('<').enumerate() {
        if i > 0 {
            plain.push('<');
        }
        for token in Tokenizer::new(part) {
            let Ok(token) = token;
            if let Token::String(words) = token {
                plain.push_str(&String::from_utf8_lossy(&words));
            }
        }
    }
    plain
}
