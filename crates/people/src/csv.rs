use std::collections::BTreeMap;

use onrecord_document::Identifier;
use serde::Deserialize;

use crate::dates::{Date, Period};
use crate::names::{Name, fold};
use crate::{Membership, People, PeopleError, PeopleErrorKind, Person, Words};

/// The scheme of the column `id`.
const SCHEME: &str = "list";

#[derive(Deserialize)]
struct Row {
    name: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    other_names: String,
    #[serde(default)]
    wikidata: String,
    #[serde(default)]
    organization: String,
    #[serde(default)]
    party: String,
    #[serde(default)]
    area: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    start_date: String,
    #[serde(default)]
    end_date: String,
}

/// Reads CSV; see the crate's documentation.
pub(crate) fn read(place: &str, text: &str) -> Result<People, PeopleError> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let malformed = |line: u64, message: &dyn std::fmt::Display| {
        PeopleError::new(PeopleErrorKind::Malformed, format_args!("{place}:{line}"), message)
    };
    let header = reader.headers().map_err(|error| malformed(1, &error))?;
    if !header.iter().any(|column| column == "name") {
        return Err(
            malformed(1, &"no column `name`").hint("begin with a header: id,name,party,start_date,end_date")
        );
    }
    let mut persons: Vec<Person> = Vec::new();
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    let header = header.clone();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            malformed(line, &"a row with more or fewer cells than the header")
                .hint("put quotation marks around a cell with a comma in it")
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let row: Row = record.deserialize(Some(&header)).map_err(|error| malformed(line, &error))?;
        if Name::new(&row.name).words().is_empty() {
            return Err(malformed(line, &"a person without a name").hint("give it a `name`, or take it out"));
        }
        let date = |text: &str| match text {
            "" => Ok(None),
            text => Date::parse(text).map(Some).ok_or_else(|| {
                malformed(line, &format_args!("`{text}` is no date"))
                    .hint("dates are written 2015, 2015-05 or 2015-05-07")
            }),
        };
        let period = Period { start: date(&row.start_date)?, end: date(&row.end_date)? };
        let key = if row.id.is_empty() { row.name.clone() } else { row.id.clone() };
        let at = *index.entry(key).or_insert(persons.len());
        if at == persons.len() {
            persons.push(Person::default());
        }
        add(&mut persons[at], &row, period);
    }
    Ok(People::new(persons, Vec::new()))
}

fn add(person: &mut Person, row: &Row, period: Period) {
    person.names.push(Name::new(&row.name));
    person.names.extend(row.other_names.split(';').map(Name::new));
    let id = if row.id.is_empty() { &row.name } else { &row.id };
    for (scheme, identifier) in [(SCHEME, id), ("wikidata", &row.wikidata)] {
        if !identifier.is_empty() {
            person.identifiers.push(Identifier { scheme: scheme.to_owned(), identifier: identifier.clone() });
        }
    }
    let words = |text: &str| -> Vec<Words> {
        Some(fold(text)).filter(|words| !words.is_empty()).into_iter().collect()
    };
    person.memberships.push(Membership {
        organization: words(&row.organization),
        party: words(&row.party),
        area: words(&row.area),
        role: words(&row.role),
        period,
    });
}
