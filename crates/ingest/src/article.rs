use std::collections::BTreeMap;
use std::fmt;

use onrecord_document::{Document, Metadata};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::clean::clean;
use crate::dates;
use crate::issue::{IssueKind, Trouble};
use crate::options::Fields;

/// Reads an article from a JSON object. The document has an empty id if the data has none, and no origin but
/// the way back to the text's field.
pub(crate) fn from_json(json: &[u8], fields: &Fields) -> Result<Document, Trouble> {
    let json = match std::str::from_utf8(json) {
        Ok(json) => json.trim_start_matches('\u{feff}').trim(),
        Err(error) => {
            let at = error.valid_up_to();
            return Err(Trouble::new(
                IssueKind::BadEncoding,
                format!("byte {at} (0x{:02X}) isn't UTF-8", json[at]),
            )
            .hint("JSON is always UTF-8; convert it, for example with `iconv -t UTF-8`")
            .at(at as u64));
        }
    };
    if !json.starts_with('{') {
        let start: String = json.chars().take(20).collect();
        return Err(Trouble::new(
            IssueKind::BadJson,
            format!("no JSON object, which an article is: it begins `{start}`"),
        ));
    }
    let mut reader = serde_json::Deserializer::from_str(json);
    let values = Wanted(fields).deserialize(&mut reader).and_then(|values| reader.end().map(|()| values));
    let Values { found, others } = values.map_err(|error| {
        let message =
            if error.is_eof() { "the JSON ends too soon".to_owned() } else { format!("no JSON: {error}") };
        Trouble::new(IssueKind::BadJson, message)
    })?;
    let of = |names: &[String]| {
        let mut values = names.iter().filter_map(|name| found.get(name));
        values.find(|value| !value.trim().is_empty()).cloned()
    };
    let Some(text) = of(&fields.text) else {
        let named = fields.text.join("`, `");
        let mut trouble = Trouble::new(IssueKind::MissingText, format!("no text under any of `{named}`"));
        if !others.is_empty() {
            trouble = trouble
                .hint(format!("say which field holds the text; it also has `{}`", others.join("`, `")));
        }
        return Err(trouble);
    };
    let first = |names: &[String], fits: fn(&str) -> bool| {
        let mut values = names.iter().filter_map(|name| tidy(found.get(name)?));
        values.find(|value| fits(value))
    };
    let any = |_: &str| true;
    let byline = of(&fields.byline).and_then(|names| {
        let names: Vec<String> = names.lines().filter_map(tidy).collect();
        tidy(names.join(", "))
    });
    let metadata = Metadata {
        url: first(&fields.url, |value| value.contains("://")),
        headline: first(&fields.headline, any),
        byline,
        publisher: first(&fields.publisher, |value| !value.contains("://")),
        date_published: fields.date.iter().find_map(|name| dates::iso(found.get(name)?)),
        date_retrieved: None,
        language: first(&fields.language, any),
    };
    let cleaned = clean(text);
    if cleaned.text.trim().is_empty() {
        return Err(Trouble::new(IssueKind::MissingText, "the text holds nothing that can be seen"));
    }
    let mut document =
        Document { id: first(&fields.id, any).unwrap_or_default(), metadata, ..Document::default() };
    cleaned.put_in(&mut document);
    Ok(document)
}

/// A short text on one line, without what can't be seen; `None` if nothing is left.
pub(crate) fn tidy(text: impl AsRef<str>) -> Option<String> {
    let text = clean(text.as_ref().to_owned()).text;
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The wanted fields of an object as text. Nothing else is held, however large the object.
struct Wanted<'f>(&'f Fields);

struct Values {
    found: BTreeMap<String, String>,
    /// Some of the names that weren't wanted, for a hint.
    others: Vec<String>,
}

impl<'de> DeserializeSeed<'de> for Wanted<'_> {
    type Value = Values;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Values, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Values;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Values, A::Error> {
        let mut values = Values { found: BTreeMap::new(), others: Vec::new() };
        while let Some(name) = map.next_key::<String>()? {
            if self.0.name(&name) {
                let mut text = String::new();
                map.next_value_seed(Words(&mut text))?;
                values.found.entry(name).or_insert(text);
            } else {
                map.next_value::<IgnoredAny>()?;
                if values.others.len() < 8 && name.len() <= 40 {
                    values.others.push(name);
                }
            }
        }
        Ok(values)
    }
}

/// Any JSON value as text: a list's items on lines of their own, of an object its name.
struct Words<'t>(&'t mut String);

impl<'de> DeserializeSeed<'de> for Words<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Words<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        Ok(())
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Words(&mut *self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == "name" {
                map.next_value_seed(Words(&mut *self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Document, Trouble> {
        from_json(json.as_bytes(), &Fields::default())
    }

    #[test]
    fn names_of_several_collections_are_known() {
        let allsides = read(
            r#"{"id": "K7", "url": "http://gazette.example/1", "publisher": "Gazette", "date": "2016-02-10",
                "headline": "Dam  holds", "authors": "Ana Ruiz, Bo Lund", "topic": "floods", "text": "“It held,” she said."}"#,
        )
        .unwrap();
        assert_eq!(allsides.id, "K7");
        assert_eq!(allsides.text, "“It held,” she said.");
        let expected = Metadata {
            url: Some("http://gazette.example/1".into()),
            headline: Some("Dam holds".into()),
            byline: Some("Ana Ruiz, Bo Lund".into()),
            publisher: Some("Gazette".into()),
            date_published: Some("2016-02-10".into()),
            date_retrieved: None,
            language: None,
        };
        assert_eq!(allsides.metadata, expected);

        let newspaper = read(
            r#"{"title": "Dam holds", "authors": ["Ana Ruiz", "Bo Lund"], "publish_date": "2016-02-10 06:00:00",
                "source_domain": "gazette.example", "maintext": "It held.", "language": "en", "id": null,
                "source": "https://gazette.example/2", "fullness": 0.5}"#,
        )
        .unwrap();
        let expected = Metadata {
            url: Some("https://gazette.example/2".into()),
            headline: Some("Dam holds".into()),
            byline: Some("Ana Ruiz, Bo Lund".into()),
            publisher: Some("gazette.example".into()),
            date_published: Some("2016-02-10T06:00:00".into()),
            date_retrieved: None,
            language: Some("en".into()),
        };
        assert_eq!((newspaper.id.as_str(), newspaper.metadata), ("", expected));
    }

    #[test]
    fn values_of_many_shapes_are_text() {
        let document = read(
            r#"{"id": 12, "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"name": "Bo Lund"}],
                "text": ["One.", null, "Two\r\nThree."]}"#,
        )
        .unwrap();
        assert_eq!(document.id, "12");
        assert_eq!(document.metadata.byline.as_deref(), Some("Ana Ruiz, Bo Lund"));
        assert_eq!(document.text, "One.\nTwo\nThree.");
        assert_eq!(document.as_read(), "One.\nTwo\r\nThree.");
    }

    #[test]
    fn an_empty_field_gives_way_to_the_next() {
        assert_eq!(read(r#"{"text": " ", "maintext": "", "body": "Here."}"#).unwrap().text, "Here.");
    }

    #[track_caller]
    fn refused(json: &[u8], kind: IssueKind, message: &str, hint: Option<&str>) {
        let trouble = from_json(json, &Fields::default()).unwrap_err();
        assert_eq!((trouble.kind, trouble.message.as_str(), trouble.hint.as_deref()), (kind, message, hint));
    }

    #[test]
    fn refusals_say_what_is_wrong() {
        refused(br#"{"text": "cut "#, IssueKind::BadJson, "the JSON ends too soon", None);
        refused(br#"{"text": NaN}"#, IssueKind::BadJson, "no JSON: expected value at line 1 column 10", None);
        refused(
            b"[1, 2]",
            IssueKind::BadJson,
            "no JSON object, which an article is: it begins `[1, 2]`",
            None,
        );
        let utf8 = "JSON is always UTF-8; convert it, for example with `iconv -t UTF-8`";
        refused(b"{\"text\": \"\xe9\"}", IssueKind::BadEncoding, "byte 10 (0xE9) isn't UTF-8", Some(utf8));
        let trouble = read(r#"{"story": "Here.", "n": 1}"#).unwrap_err();
        assert_eq!(trouble.kind, IssueKind::MissingText);
        assert_eq!(trouble.hint.as_deref(), Some("say which field holds the text; it also has `story`, `n`"));
        assert_eq!(read(r#"{"text": "\u200b"}"#).unwrap_err().kind, IssueKind::MissingText);
        assert_eq!(read(&"{\"x\":".repeat(100_000)).unwrap_err().kind, IssueKind::BadJson);
    }
}
