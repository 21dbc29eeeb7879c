use std::collections::BTreeSet;

use onrecord_document::{Annotations, Document, Entity, EntityKind, Form, Identifier};

use crate::dates::Date;
use crate::names::{Likeness, Name, fold};
use crate::{Membership, People, Person, Words};

impl People {
    /// The entities of a document, with the identifiers of those who are recognised.
    ///
    /// A **person** is recognised by name, and by what is printed beside the name (roles, descriptions) or elsewhere in the
    /// article that is true of a membership: its role, party, area, organization. A membership that doesn't hold on the
    /// article's date proves nothing; without a date, every one may hold.
    ///
    /// - A full name, or one with a short form of the given name, is enough if nobody else on the list has it.
    /// - Initials with a surname, or a name of one word, need a role, a party, an area or an organization beside them; a
    ///   surname alone needs more than a role.
    /// - Of several with the name, the one for whom most is printed is taken; where two can't be told apart, neither is.
    ///
    /// An **organization** is recognised by one of its names, if no other has it.
    pub fn identify(&self, document: &Document, annotations: &Annotations) -> Vec<Entity> {
        let date = document.metadata.date_published.as_deref().and_then(Date::parse);
        let around = around(annotations);
        let identify = |(id, entity): (usize, &Entity)| {
            let found = match entity.kind {
                EntityKind::Person => {
                    let printed =
                        Printed { beside: beside(document, annotations, id), around: &around, date };
                    self.person(&names(document, entity), &printed)
                }
                EntityKind::Organization => self.organization(&Name::new(&entity.name)),
                _ => Vec::new(),
            };
            let all: BTreeSet<Identifier> = entity.identifiers.iter().cloned().chain(found).collect();
            Entity { identifiers: all.into_iter().collect(), ..entity.clone() }
        };
        annotations.entities.iter().enumerate().map(identify).collect()
    }

    fn person(&self, names: &[Name], printed: &Printed) -> Vec<Identifier> {
        let lasts: BTreeSet<&str> = names.iter().filter_map(Name::last).collect();
        let indexes: BTreeSet<usize> =
            lasts.iter().filter_map(|last| self.by_last_word.get(*last)).flatten().copied().collect();
        let mut candidates: Vec<Candidate> = Vec::new();
        for person in indexes.into_iter().map(|at| &self.persons[at]) {
            let pairs =
                names.iter().flat_map(|name| person.names.iter().map(move |known| name.likeness(known)));
            let Some(likeness) = pairs.flatten().max() else { continue };
            let proof =
                person.memberships.iter().map(|membership| printed.proof(membership)).max().unwrap_or(0);
            candidates.push(Candidate { person, likeness, proof });
        }
        let Some(best) = candidates.iter().max_by_key(|candidate| (candidate.likeness, candidate.proof))
        else {
            return Vec::new();
        };
        let is_single = names.iter().all(|name| name.words().len() < 2);
        let needed = match best.likeness {
            Likeness::Surname => SURNAME_NEEDS,
            Likeness::Initial => INITIAL_NEEDS,
            _ if is_single => INITIAL_NEEDS,
            _ => 0,
        };
        // Whoever has the name as well, or has it in another form and more to show for it.
        let rivals = |other: &&Candidate| {
            !std::ptr::eq(*other, best)
                && !is_same(other.person, best.person)
                && ((other.likeness == best.likeness && other.proof >= best.proof)
                    || (other.likeness > Likeness::Initial && other.proof > best.proof))
        };
        if best.proof < needed || candidates.iter().any(|other| rivals(&other)) {
            return Vec::new();
        }
        let same = candidates.iter().filter(|other| is_same(other.person, best.person));
        same.flat_map(|other| other.person.identifiers.iter().cloned()).collect()
    }

    fn organization(&self, name: &Name) -> Vec<Identifier> {
        match self.by_name.get(name).map(Vec::as_slice) {
            Some([only]) => self.organizations[*only].identifiers.clone(),
            _ => Vec::new(),
        }
    }
}

/// Somebody on the list who has the name.
struct Candidate<'p> {
    person: &'p Person,
    likeness: Likeness,
    proof: u32,
}

/// What must be printed for initials, and for a surname.
const INITIAL_NEEDS: u32 = ROLE;
const SURNAME_NEEDS: u32 = BESIDE;

/// What is proved by a party, area or organization beside the name, by a role, and by a name elsewhere in the article.
const BESIDE: u32 = 3;
const ROLE: u32 = 2;
const AROUND: u32 = 1;

/// Whether two entries of joined lists are one person: they have an identifier in common that isn't a list's own number.
fn is_same(a: &Person, b: &Person) -> bool {
    std::ptr::eq(a, b)
        || a.identifiers.iter().any(|known| {
            !matches!(known.scheme.as_str(), "popolo" | "list") && b.identifiers.binary_search(known).is_ok()
        })
}

/// What the article says that may be true of a membership.
struct Printed<'a> {
    /// Roles and descriptions of the entity.
    beside: Vec<Words>,
    /// Names of the article's organizations, places and groups.
    around: &'a BTreeSet<Words>,
    date: Option<Date>,
}

impl Printed<'_> {
    fn proof(&self, membership: &Membership) -> u32 {
        if !membership.period.may_hold(self.date) {
            return 0;
        }
        let named = |names: &[Words]| {
            if names.iter().any(|name| self.is_beside(telling(name))) {
                BESIDE
            } else if names
                .iter()
                .any(|name| self.around.contains(name) || self.around.contains(telling(name)))
            {
                AROUND
            } else {
                0
            }
        };
        let role = membership.role.iter().any(|role| {
            self.is_beside(role)
                || (is_seat(role) && SEATS.iter().any(|seat| self.is_beside(&[(*seat).to_owned()])))
        });
        named(&membership.party)
            + named(&membership.area)
            + named(&membership.organization)
            + if role { ROLE } else { 0 }
    }

    /// Whether these words stand together in a role or description; endings don't count ("Democrat", "Democratic").
    fn is_beside(&self, words: &[String]) -> bool {
        !words.is_empty()
            && self.beside.iter().any(|text| {
                text.windows(words.len()).any(|window| window.iter().zip(words).all(|(a, b)| is_like(a, b)))
            })
    }
}

/// A name without the words that every party or constituency has.
fn telling(name: &[String]) -> &[String] {
    const COMMON: [&str; 6] = ["party", "constituency", "co", "const", "borough", "the"];
    let common = |word: &String| COMMON.contains(&word.as_str());
    let start = name.iter().position(|word| !common(word)).unwrap_or(0);
    let end = name.iter().rposition(|word| !common(word)).map_or(name.len(), |last| last + 1);
    &name[start..end]
}

fn is_like(a: &str, b: &str) -> bool {
    const STEM: usize = 6;
    a == b
        || (a.len().abs_diff(b.len()) <= 3
            && a.len().min(b.len()) >= STEM
            && a.as_bytes()[..STEM] == b.as_bytes()[..STEM])
}

/// Whether a role is a seat in a parliament, which articles call otherwise.
fn is_seat(role: &[String]) -> bool {
    role.iter().any(|word| word == "member" || SEATS.contains(&word.as_str()))
}

const SEATS: &[&str] = &[
    "mp",
    "mps",
    "msp",
    "td",
    "mep",
    "mla",
    "senator",
    "sen",
    "congressman",
    "congresswoman",
    "rep",
    "representative",
    "lawmaker",
    "legislator",
    "backbencher",
    "parliamentarian",
    "deputy",
    "member",
];

/// The entity's name, and the other forms of it with more than a surname.
fn names(document: &Document, entity: &Entity) -> Vec<Name> {
    const MOST: usize = 20;
    let mentions = entity.mentions.iter().filter(|mention| mention.form == Form::Name);
    let mentions = mentions
        .map(|mention| Name::new(mention.span.of(&document.text)))
        .filter(|name| name.words().len() > 1);
    let all: BTreeSet<Name> = std::iter::once(Name::new(&entity.name)).chain(mentions.take(MOST)).collect();
    all.into_iter().filter(|name| !name.words().is_empty()).collect()
}

fn beside(document: &Document, annotations: &Annotations, id: usize) -> Vec<Words> {
    const MOST: usize = 100;
    let entity = &annotations.entities[id];
    let descriptions = entity.mentions.iter().filter(|mention| mention.form == Form::Description);
    let spans = entity.roles.iter().copied().chain(descriptions.map(|mention| mention.span));
    spans.take(MOST).map(|span| fold(span.of(&document.text))).collect()
}

fn around(annotations: &Annotations) -> BTreeSet<Words> {
    let told = |kind| matches!(kind, EntityKind::Organization | EntityKind::Place | EntityKind::Group);
    let entities = annotations.entities.iter().filter(|entity| told(entity.kind));
    let names = entities.map(|entity| fold(&entity.name)).filter(|words| !words.is_empty());
    names.flat_map(|words| [telling(&words).to_vec(), words]).collect()
}

#[cfg(test)]
mod tests {
    use onrecord_document::{Mention, Span};

    use super::*;

    const LIST: &str = "id,name,other_names,wikidata,role,party,area,start_date,end_date\n\
        1,Ann Lee,,Q1,MP,Fenland Party,Kell North,2031-05-01,\n\
        2,Thomas Orme,,Q2,MP,Harbour Party,Dray,2021-05-01,2031-04-30\n\
        3,Bo Marsh,,,MP,Fenland Party,Odd Hill,2021-05-01,2026-04-30\n\
        4,Bo Marsh,,,MP,Harbour Party,Odd Hill,2031-05-01,\n\
        5,Zoë Núñez-Lær,Zoe Lær,,mayor,,Kell,2031-05-01,\n\
        6,Cy Lee,,,MP,Harbour Party,Kell South,2031-05-01,\n";

    /// An article in which each line is `role | name`, and of each name what it is called in the list.
    fn found(list: &People, date: &str, lines: &[&str]) -> Vec<String> {
        let mut document = Document::plain("d", lines.join("\n"));
        document.metadata.date_published = Some(date.to_owned()).filter(|date| !date.is_empty());
        let mut start = 0;
        let mut entities = Vec::new();
        for line in lines {
            let (role, name) = line.split_once(" | ").unwrap();
            let role = Span::new(start, start + role.len());
            let at = start + line.len() - name.len();
            entities.push(Entity {
                name: name.to_owned(),
                kind: EntityKind::Person,
                members: Vec::new(),
                mentions: vec![Mention { span: Span::new(at, at + name.len()), form: Form::Name }],
                roles: vec![role],
                identifiers: Vec::new(),
            });
            start += line.len() + 1;
        }
        let annotations = Annotations { entities, ..Annotations::default() };
        let identified = list.identify(&document, &annotations);
        let own = |entity: &Entity| {
            entity.identifiers.iter().find(|i| i.scheme == "list").map(|i| i.identifier.clone())
        };
        identified.iter().map(|entity| own(entity).unwrap_or_else(|| "-".into())).collect()
    }

    fn list() -> People {
        People::read("list.csv", LIST.as_bytes()).unwrap()
    }

    #[test]
    fn a_full_name_is_enough_if_nobody_shares_it() {
        assert_eq!(
            found(&list(), "", &["Dr | Ann Lee", "x | Tom Orme", "x | Zoe Nunez-Laer", "x | Tom Lee"]),
            ["1", "2", "5", "-"]
        );
        assert_eq!(found(&list(), "", &["the novelist | Bo Marsh"]), ["-"]);
    }

    #[test]
    fn what_is_printed_tells_namesakes_apart_on_its_day() {
        let line = ["Fenland MP | Bo Marsh"];
        assert_eq!(found(&list(), "2025-01-01", &line), ["3"]);
        // On this day the Fenland member is one no more, and the other is of another party but a member all the same.
        assert_eq!(found(&list(), "2031-06-01", &line), ["4"]);
        assert_eq!(found(&list(), "", &line), ["3"]);
        assert_eq!(found(&list(), "", &["MP for Odd Hill | Bo Marsh"]), ["-"]);
    }

    #[test]
    fn a_surname_needs_more() {
        assert_eq!(found(&list(), "2032", &["x | Lee", "MP | Lee", "the Fenland MP | Lee"]), ["-", "-", "1"]);
        assert_eq!(found(&list(), "2032", &["x | A. Lee", "MP | A. Lee"]), ["-", "1"]);
        assert_eq!(found(&list(), "2030", &["the Fenland MP | Lee"]), ["-"]);
    }

    #[test]
    fn lists_that_share_an_identifier_are_one() {
        let other = "id,name,wikidata\nx7,Ann Lee,Q1\n";
        let both = list().and(People::read("other.csv", other.as_bytes()).unwrap());
        let document = Document::plain("d", "Ann Lee");
        let entity = Entity {
            name: "Ann Lee".into(),
            kind: EntityKind::Person,
            members: Vec::new(),
            mentions: Vec::new(),
            roles: Vec::new(),
            identifiers: Vec::new(),
        };
        let annotations = Annotations { entities: vec![entity], ..Annotations::default() };
        let shown: Vec<String> = both.identify(&document, &annotations)[0]
            .identifiers
            .iter()
            .map(|i| format!("{}:{}", i.scheme, i.identifier))
            .collect();
        assert_eq!(shown, ["list:1", "list:x7", "wikidata:Q1"]);
        assert!(annotations.entities[0].identifiers.is_empty());
    }
}
