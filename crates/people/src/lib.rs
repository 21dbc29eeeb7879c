//! Lists of known people, and which of them an article speaks of.
//!
//! ```
//! # fn main() -> Result<(), onrecord_people::PeopleError> {
//! use onrecord_people::People;
//!
//! let list = "id,name,party,start_date\n42,Ann Lee,Fenland Party,2031-05-01\n";
//! let people = People::read("members.csv", list.as_bytes())?;
//! assert_eq!(people.len(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! # What is read
//!
//! **Popolo** as JSON: an object with `persons` (`id`, `name`, `other_names`, `given_name`, `family_name`, `identifiers`),
//! `organizations` (`id`, `name`, `other_names`, `identifiers`), `memberships` (`person_id`, `organization_id`,
//! `on_behalf_of_id`, `post_id`, `area_id`, `role`, `start_date`, `end_date`, `legislative_period_id`), `posts`
//! (`id`, `label`, `role`, `area_id`), `areas` (`id`, `name`) and `events` (`id`, `start_date`, `end_date`). A person may
//! hold its own `memberships`. Other fields are ignored, and so is a reference to what isn't there. A name may be a text, or
//! an object of texts by language (`{"lang:en": "Ann Lee"}`).
//!
//! **CSV** with a header, in any order; several rows of one `id` are one person with several memberships:
//!
//! | column | what |
//! |---|---|
//! | `name` | the person's name; the only one that must be there |
//! | `id` | what the list calls the person; without it, the name |
//! | `other_names` | more names, with `;` between |
//! | `wikidata` | the person's item there, as `Q42` |
//! | `organization`, `party`, `area`, `role` | of one membership: "House of Commons", "Labour", "Islington North", "MP" |
//! | `start_date`, `end_date` | when it began and ended: `2015`, `2015-05` or `2015-05-07` |
//!
//! # How people are recognised
//!
//! See [`People::identify`].

mod csv;
mod dates;
mod error;
mod identify;
pub mod names;
mod popolo;

use std::collections::BTreeMap;

use onrecord_document::Identifier;

pub use error::{PeopleError, PeopleErrorKind};

use dates::Period;
use names::Name;

/// A list may not be larger than this, in bytes.
pub const MAX_BYTES: usize = 256 << 20;
/// A list may not have more people than this.
pub const MAX_PERSONS: usize = 1_000_000;
/// Of a person's names so many are kept.
const MAX_NAMES: usize = 100;

/// People and organizations that somebody else has made a list of.
#[derive(Clone, Debug, Default)]
pub struct People {
    persons: Vec<Person>,
    organizations: Vec<Organization>,
    /// Indexes of persons by the last word of each of their names.
    by_last_word: BTreeMap<String, Vec<usize>>,
    /// Indexes of organizations by each of their names.
    by_name: BTreeMap<Name, Vec<usize>>,
}

#[derive(Clone, Debug, Default)]
struct Person {
    names: Vec<Name>,
    identifiers: Vec<Identifier>,
    memberships: Vec<Membership>,
}

#[derive(Clone, Debug, Default)]
struct Organization {
    names: Vec<Name>,
    identifiers: Vec<Identifier>,
}

/// What a person is, somewhere and for a time: each part by all of its names, in folded words.
#[derive(Clone, Debug, Default)]
struct Membership {
    organization: Vec<Words>,
    party: Vec<Words>,
    area: Vec<Words>,
    role: Vec<Words>,
    period: Period,
}

/// What [`names::fold`] makes of a text.
type Words = Vec<String>;

impl People {
    /// Reads a list, JSON if it begins with `{` and otherwise CSV. `place`, the file's name, is for errors.
    ///
    /// # Errors
    /// If it is neither, has nobody, or is too large.
    pub fn read(place: &str, bytes: &[u8]) -> Result<People, PeopleError> {
        let too_large = |message: String| PeopleError::new(PeopleErrorKind::TooLarge, place, message);
        if bytes.len() > MAX_BYTES {
            return Err(too_large(format!(
                "{} MiB, and a list may have {}",
                bytes.len() >> 20,
                MAX_BYTES >> 20
            ))
            .hint("keep the people of the articles' time and country"));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            PeopleError::new(PeopleErrorKind::Malformed, format_args!("{place}:{line}"), "not UTF-8")
                .hint("save the list as UTF-8")
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let people = if text.trim_start().starts_with('{') {
            popolo::read(place, text)?
        } else {
            csv::read(place, text)?
        };
        if people.persons.is_empty() && people.organizations.is_empty() {
            return Err(PeopleError::new(PeopleErrorKind::Empty, place, "nobody is in this list")
                .hint("Popolo JSON has them in `persons`, CSV a row each under a header with `name`"));
        }
        if people.persons.len() > MAX_PERSONS {
            let count = people.persons.len();
            return Err(too_large(format!("{count} people, and a list may have {MAX_PERSONS}"))
                .hint("keep the people of the articles' time and country"));
        }
        Ok(people)
    }

    /// Both lists together. Whoever is in both is in the result twice, and can be told apart only by evidence, unless the
    /// lists share an identifier.
    pub fn and(self, other: People) -> People {
        let persons = self.persons.into_iter().chain(other.persons).collect();
        let organizations = self.organizations.into_iter().chain(other.organizations).collect();
        People::new(persons, organizations)
    }

    /// How many people there are.
    pub fn len(&self) -> usize {
        self.persons.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty()
    }

    fn new(persons: Vec<Person>, organizations: Vec<Organization>) -> People {
        let mut people = People { persons, organizations, ..People::default() };
        for (at, person) in people.persons.iter_mut().enumerate() {
            person.names.retain(|name| !name.words().is_empty());
            person.names.sort();
            person.names.dedup();
            person.names.truncate(MAX_NAMES);
            person.identifiers.sort();
            person.identifiers.dedup();
            for last in person.names.iter().filter_map(Name::last) {
                let index = people.by_last_word.entry(last.to_owned()).or_default();
                if index.last() != Some(&at) {
                    index.push(at);
                }
            }
        }
        for (at, organization) in people.organizations.iter_mut().enumerate() {
            organization.names.retain(|name| !name.words().is_empty());
            organization.identifiers.sort();
            organization.identifiers.dedup();
            for name in &organization.names {
                let index = people.by_name.entry(name.clone()).or_default();
                if index.last() != Some(&at) {
                    index.push(at);
                }
            }
        }
        people
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(place: &str, text: &str) -> String {
        let error = People::read(place, text.as_bytes()).unwrap_err();
        format!("{error} ({})", error.remedy().unwrap_or_default())
    }

    #[test]
    fn popolo_is_read() {
        let list = r#"{
            "persons": [
                {"id": "p1", "name": {"lang:en": "Ann Lee", "lang:cy": "Anwen Lee", "lang:fr": null}, "gender": "female",
                 "identifiers": [{"scheme": "wikidata", "identifier": "Q1"}],
                 "other_names": [{"name": "A. B. Lee", "note": "initials"}]},
                {"id": "p2", "name": "Bo Orme", "given_name": "Robert", "family_name": "Orme",
                 "memberships": [{"role": "Mayor", "area": {"name": "Kell"}, "start_date": "2030"}]}
            ],
            "organizations": [{"id": "o1", "name": "Fenland Party", "identifiers": [{"scheme": "wikidata", "identifier": "Q9"}]}],
            "events": [{"id": "term/1", "start_date": "2026-05-01", "end_date": "2031-04-30"}],
            "areas": [{"id": "a1", "name": "Kell North"}],
            "posts": [{"id": "post1", "label": "MP for Kell North", "area_id": "a1"}],
            "memberships": [
                {"person_id": "p1", "on_behalf_of_id": "o1", "post_id": "post1", "legislative_period_id": "term/1"},
                {"person_id": "gone", "organization_id": "o1"}
            ]}"#;
        let people = People::read("p.json", list.as_bytes()).unwrap();
        assert_eq!((people.len(), people.organizations.len()), (2, 1));
        let lee = &people.persons[0];
        let names: Vec<String> = lee.names.iter().map(|name| name.words().join(" ")).collect();
        assert_eq!(names, ["a b lee", "ann lee", "anwen lee"]);
        assert_eq!(lee.identifiers[1], Identifier { scheme: "wikidata".into(), identifier: "Q1".into() });
        let membership = &lee.memberships[0];
        assert_eq!(membership.party[0].join(" "), "fenland party");
        assert_eq!(
            (membership.area[0].join(" "), membership.role[0].join(" ")),
            ("kell north".into(), "mp for kell north".into())
        );
        assert!(membership.period.may_hold(dates::Date::parse("2028")));
        assert!(!membership.period.may_hold(dates::Date::parse("2031-05-01")));
        assert_eq!(people.persons[1].memberships[0].area[0], ["kell"]);
        assert!(people.persons[1].names.contains(&Name::new("Robert Orme")));
    }

    #[test]
    fn rows_of_one_id_are_one_person() {
        let people = People::read(
            "p.csv",
            "\u{feff}name,id,party\n Ann Lee ,1,Fenland\n\"Lee, Ann\",1,Harbour\nBo,,\n".as_bytes(),
        )
        .unwrap();
        assert_eq!(people.len(), 2);
        assert_eq!(people.persons[0].memberships.len(), 2);
        assert_eq!(people.persons[1].identifiers[0].identifier, "Bo");
    }

    #[test]
    fn errors_name_the_place_and_the_remedy() {
        assert_eq!(
            error("p.csv", "id,party\n1,Fenland\n"),
            "p.csv:1: no column `name` (begin with a header: id,name,party,start_date,end_date)"
        );
        assert_eq!(
            error("p.csv", "name,start_date\nAnn Lee,soon\n"),
            "p.csv:2: `soon` is no date (dates are written 2015, 2015-05 or 2015-05-07)"
        );
        assert!(
            error("p.csv", "name,id\nAnn Lee,1\nBo,2,3\n")
                .starts_with("p.csv:3: a row with more or fewer cells")
        );
        assert!(error("p.json", "{\n\"persons\": [{\"name\": 3}]}").starts_with("p.json:2:"));
        assert!(
            error("p.json", "{\"persons\": [{\"id\": \"1\"}]}")
                .starts_with("p.json: persons[0]: a person without a name")
        );
        assert!(error("p.json", "{\"people\": []}").starts_with("p.json: nobody is in this list"));
        let broken = People::read("p.csv", b"name\nAnn\n\xff").unwrap_err();
        assert_eq!((broken.place(), broken.kind()), ("p.csv:3", PeopleErrorKind::Malformed));
    }
}
