use std::io::{self, Write};

use anstyle::Style;
use onrecord_register::{Entry, Listing, Uncertain};
use serde_json::{Value, json};

use super::arguments::{WhoArguments, WhoFormat};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Writes the list, or the pairs that are uncertain.
pub(super) fn show(out: &mut impl Write, arguments: &WhoArguments, listing: &Listing) -> io::Result<()> {
    match (arguments.uncertain, arguments.format) {
        (true, WhoFormat::Text) => listing.uncertain.iter().try_for_each(|pair| uncertain(out, pair)),
        (true, WhoFormat::Jsonl) => {
            listing.uncertain.iter().try_for_each(|pair| writeln!(out, "{}", uncertain_json(pair)))
        }
        (false, format) => {
            let mut entries: Vec<&Entry> =
                listing.entries.iter().filter(|entry| articles(entry) >= arguments.min_articles).collect();
            if format == WhoFormat::Text {
                entries.sort_by_key(|entry| std::cmp::Reverse(articles(entry)));
            }
            entries.into_iter().try_for_each(|one| match format {
                WhoFormat::Text => entry(out, one),
                WhoFormat::Jsonl => writeln!(out, "{}", entry_json(one)),
            })
        }
    }
}

fn articles(entry: &Entry) -> usize {
    let mut documents: Vec<&str> = entry.occurrences.iter().map(|it| it.document.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    documents.len()
}

fn entry(out: &mut impl Write, entry: &Entry) -> io::Result<()> {
    let count = articles(entry);
    let noun = if count == 1 { "article" } else { "articles" };
    write!(out, "{BOLD}{}{BOLD:#}  {}, {count} {noun}", line(&entry.name), entry.kind.name())?;
    for role in entry.roles.iter().take(2) {
        write!(out, ", {}", line(role))?;
    }
    let others: Vec<String> = entry
        .names
        .iter()
        .map(|(name, _)| line(name))
        .filter(|name| *name != line(&entry.name))
        .take(4)
        .collect();
    if !others.is_empty() {
        write!(out, "{DIM}, also {}{DIM:#}", others.join(", "))?;
    }
    for known in &entry.identifiers {
        write!(out, "{DIM}, {}:{}{DIM:#}", line(&known.scheme), line(&known.identifier))?;
    }
    writeln!(out, "  {DIM}{}{DIM:#}", entry.id)
}

/// A comment that says what is uncertain, and the line that would decide it, to be copied into a file of decisions.
fn uncertain(out: &mut impl Write, pair: &Uncertain) -> io::Result<()> {
    writeln!(out, "# {}, {}: {}", pair.a, pair.b, pair.why)?;
    write!(out, "# join")?;
    for it in &pair.occurrences {
        write!(out, "\t{} @ {}", line(&it.name), line(&it.document))?;
    }
    writeln!(out)
}

fn entry_json(entry: &Entry) -> Value {
    let names: Vec<Value> =
        entry.names.iter().map(|(name, count)| json!({ "name": name, "occurrences": count })).collect();
    let identifiers: Vec<Value> = (entry.identifiers.iter())
        .map(|known| json!({ "scheme": known.scheme, "identifier": known.identifier }))
        .collect();
    let occurrences: Vec<Value> = (entry.occurrences.iter())
        .map(|it| json!({ "document": it.document, "entity": it.entity, "name": it.name }))
        .collect();
    json!({ "id": entry.id, "name": entry.name, "kind": entry.kind.name(), "articles": articles(entry), "names": names,
        "roles": entry.roles, "identifiers": identifiers, "occurrences": occurrences })
}

fn uncertain_json(pair: &Uncertain) -> Value {
    let [a, b] = pair
        .occurrences
        .each_ref()
        .map(|it| json!({ "document": it.document, "entity": it.entity, "name": it.name }));
    json!({ "a": pair.a, "b": pair.b, "why": pair.why, "occurrences": [a, b] })
}

/// In one line, without what would steer a terminal.
fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use onrecord_register::{Appearance, Decisions, EntityKind, Register};

    use super::*;

    fn listing() -> Listing {
        let mut register = Register::new(Decisions::default());
        for (document, name, role) in [("a.txt", "Bo Marsh", "goalkeeper"), ("b.txt", "Bo Marsh", "minister")]
        {
            let mut marsh = Appearance::new(0, EntityKind::Person, name);
            marsh.roles.push(role.into());
            register.add(document, vec![marsh]);
        }
        for document in ["c.txt", "d.txt"] {
            let party = Appearance::new(0, EntityKind::Organization, "Fen\u{1b}land Party");
            register.add(document, vec![party]);
        }
        register.finish()
    }

    fn text(write: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        anstream::adapter::strip_bytes(&out).into_vec().into_iter().map(char::from).collect()
    }

    #[test]
    fn an_entry_is_a_line() {
        let listing = listing();
        let marsh = listing.entries.iter().find(|e| e.name == "Bo Marsh").unwrap();
        assert_eq!(
            text(|out| entry(out, marsh)),
            "Bo Marsh  person, 1 article, goalkeeper  person/bo-marsh\n"
        );
        let lines: Vec<String> = listing.entries.iter().map(|e| text(|out| entry(out, e))).collect();
        assert!(lines.iter().any(|line| line.contains("organization, 2 articles")), "{lines:?}");
        assert_eq!(entry_json(marsh)["occurrences"][0]["document"], "a.txt");
    }

    #[test]
    fn an_uncertain_pair_is_a_decision_to_uncomment() {
        let shown = text(|out| uncertain(out, &listing().uncertain[0]));
        assert_eq!(
            shown,
            "# person/bo-marsh, person/bo-marsh-2: the same name, other roles\n# join\tBo Marsh @ a.txt\tBo Marsh @ b.txt\n"
        );
        let decided: String = shown.lines().skip(1).map(|line| line.trim_start_matches("# ")).collect();
        assert!(!Decisions::parse("d", &decided).unwrap().is_empty());
    }
}
