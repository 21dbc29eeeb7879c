use std::collections::BTreeMap;

use onrecord_document::Identifier;
use serde::Deserialize;

use crate::dates::{Date, Period};
use crate::names::{Name, fold};
use crate::{Membership, Organization, People, PeopleError, PeopleErrorKind, Person, Words};

/// The scheme of a person's own `id`.
const SCHEME: &str = "popolo";

/// Reads Popolo JSON; see the crate's documentation.
pub(crate) fn read(place: &str, text: &str) -> Result<People, PeopleError> {
    let file: File = serde_json::from_str(text).map_err(|error| {
        let place = format!("{place}:{}:{}", error.line(), error.column());
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
        PeopleError::new(PeopleErrorKind::Malformed, place, format_args!("not Popolo JSON: {message}"))
            .hint("see https://www.popoloproject.com/specs/ for its form")
    })?;
    let dates = |place: &dyn Fn() -> String, start: &Option<String>, end: &Option<String>| {
        Ok(Period { start: date(place, start)?, end: date(place, end)? })
    };
    let mut periods = BTreeMap::new();
    for (at, event) in file.events.iter().enumerate() {
        let Some(id) = &event.id else { continue };
        periods.insert(
            id.as_str(),
            dates(&|| format!("{place}: events[{at}]"), &event.start_date, &event.end_date)?,
        );
    }
    let organizations: BTreeMap<&str, Vec<Words>> =
        file.organizations.iter().filter_map(|it| Some((it.id.as_deref()?, it.all_words()))).collect();
    let areas: BTreeMap<&str, &Item> =
        file.areas.iter().filter_map(|area| Some((area.id.as_deref()?, area))).collect();
    let posts: BTreeMap<&str, &Post> =
        file.posts.iter().filter_map(|post| Some((post.id.as_deref()?, post))).collect();

    let membership = |place: &dyn Fn() -> String, of: &MembershipItem| {
        let organization = |id: &Option<String>| id.as_deref().and_then(|id| organizations.get(id)).cloned();
        let post = of.post_id.as_deref().and_then(|id| posts.get(id));
        let area_id = of.area_id.as_deref().or(post.and_then(|post| post.area_id.as_deref()));
        let mut area = area_id.and_then(|id| areas.get(id)).map_or(Vec::new(), |area| area.all_words());
        area.extend(of.area.iter().flat_map(Item::all_words));
        let mut role = words(&of.role);
        role.extend(post.into_iter().flat_map(|post| [&post.role, &post.label]).flat_map(words));
        let term =
            of.legislative_period_id.as_deref().and_then(|id| periods.get(id)).copied().unwrap_or_default();
        let own: Period = dates(place, &of.start_date, &of.end_date)?;
        Ok(Membership {
            organization: organization(&of.organization_id).unwrap_or_default(),
            party: organization(&of.on_behalf_of_id).unwrap_or_default(),
            area,
            role,
            period: Period { start: own.start.or(term.start), end: own.end.or(term.end) },
        })
    };

    let mut persons: Vec<Person> = Vec::new();
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, item) in file.persons.iter().enumerate() {
        let here = || format!("{place}: persons[{at}]");
        let mut person = item.item.person();
        if person.names.is_empty() {
            return Err(PeopleError::new(PeopleErrorKind::Malformed, here(), "a person without a name")
                .hint("give it a `name`, or take it out"));
        }
        for of in &item.memberships {
            person.memberships.push(membership(&here, of)?);
        }
        if let Some(id) = &item.item.id {
            index.entry(id).or_insert(persons.len());
        }
        persons.push(person);
    }
    for (at, of) in file.memberships.iter().enumerate() {
        let Some(&person) = of.person_id.as_deref().and_then(|id| index.get(id)) else { continue };
        persons[person].memberships.push(membership(&|| format!("{place}: memberships[{at}]"), of)?);
    }
    let organizations = file
        .organizations
        .iter()
        .map(|item| Organization { names: item.all_names(), identifiers: item.all_identifiers() });
    Ok(People::new(persons, organizations.collect()))
}

fn date(place: &dyn Fn() -> String, text: &Option<String>) -> Result<Option<Date>, PeopleError> {
    match text.as_deref().map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => Date::parse(text).map(Some).ok_or_else(|| {
            PeopleError::new(PeopleErrorKind::Malformed, place(), format_args!("`{text}` is no date"))
                .hint("dates are written 2015, 2015-05 or 2015-05-07")
        }),
    }
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    persons: Vec<PersonItem>,
    #[serde(default)]
    organizations: Vec<Item>,
    #[serde(default)]
    memberships: Vec<MembershipItem>,
    #[serde(default)]
    posts: Vec<Post>,
    #[serde(default)]
    areas: Vec<Item>,
    #[serde(default)]
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct PersonItem {
    #[serde(flatten)]
    item: Item,
    #[serde(default)]
    memberships: Vec<MembershipItem>,
}

/// A person, an organization or an area: what they have in common.
#[derive(Deserialize)]
struct Item {
    id: Option<String>,
    name: Option<Text>,
    given_name: Option<Text>,
    family_name: Option<Text>,
    other_names: Option<Vec<OtherName>>,
    identifiers: Option<Vec<IdentifierItem>>,
}

#[derive(Deserialize)]
struct OtherName {
    name: Option<Text>,
}

#[derive(Deserialize)]
struct IdentifierItem {
    scheme: Option<String>,
    identifier: Option<String>,
}

#[derive(Deserialize)]
struct MembershipItem {
    person_id: Option<String>,
    organization_id: Option<String>,
    on_behalf_of_id: Option<String>,
    post_id: Option<String>,
    area_id: Option<String>,
    area: Option<Item>,
    role: Option<Text>,
    start_date: Option<String>,
    end_date: Option<String>,
    legislative_period_id: Option<String>,
}

#[derive(Deserialize)]
struct Post {
    id: Option<String>,
    label: Option<Text>,
    role: Option<Text>,
    area_id: Option<String>,
}

#[derive(Deserialize)]
struct Event {
    id: Option<String>,
    start_date: Option<String>,
    end_date: Option<String>,
}

/// A text, or one for each of several languages.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    One(String),
    ByLanguage(BTreeMap<String, Option<String>>),
}

impl Text {
    fn all(&self) -> Vec<&str> {
        match self {
            Text::One(text) => vec![text],
            Text::ByLanguage(texts) => texts.values().flatten().map(String::as_str).collect(),
        }
    }
}

fn words(text: &Option<Text>) -> Vec<Words> {
    text.iter().flat_map(Text::all).map(fold).filter(|words| !words.is_empty()).collect()
}

impl Item {
    fn person(&self) -> Person {
        let mut names = self.all_names();
        for given in self.given_name.iter().flat_map(Text::all) {
            let family = self.family_name.iter().flat_map(Text::all);
            names.extend(family.map(|family| Name::new(&format!("{given} {family}"))));
        }
        Person { names, identifiers: self.all_identifiers(), memberships: Vec::new() }
    }

    /// All texts that name it.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let others = self.other_names.iter().flatten().filter_map(|other| other.name.as_ref());
        self.name.iter().chain(others).flat_map(Text::all)
    }

    fn all_names(&self) -> Vec<Name> {
        self.texts().map(Name::new).filter(|name| !name.words().is_empty()).collect()
    }

    fn all_words(&self) -> Vec<Words> {
        self.texts().map(fold).filter(|words| !words.is_empty()).collect()
    }

    fn all_identifiers(&self) -> Vec<Identifier> {
        let own = self.id.iter().map(|id| (SCHEME.to_owned(), id.clone()));
        let others = self.identifiers.iter().flatten();
        let others = others.filter_map(|known| Some((known.scheme.clone()?, known.identifier.clone()?)));
        others.chain(own).map(|(scheme, identifier)| Identifier { scheme, identifier }).collect()
    }
}
