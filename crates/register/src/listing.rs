use std::collections::{BTreeMap, BTreeSet};

use onrecord_document::{EntityKind, Identifier};
use onrecord_people::names::fold;

use crate::union::Union;
use crate::{Kept, Register};

/// Who is in a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Each once, in order of the first appearance.
    pub entries: Vec<Entry>,
    /// Pairs that stay apart though they may be one, in order.
    pub uncertain: Vec<Uncertain>,
}

/// One entity, in all the articles it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its identifier: `person/ann-lee`. See the crate's documentation for how long it stays.
    pub id: String,
    /// The name that it has in most articles, the fullest of them where several have it as often.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// All names, by how many articles have them, the most frequent first.
    pub names: Vec<(String, usize)>,
    /// Roles printed, the most frequent first.
    pub roles: Vec<String>,
    /// What lists of known people call it.
    pub identifiers: Vec<Identifier>,
    /// Where it appears, in order.
    pub occurrences: Vec<Occurrence>,
}

/// An entity of an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The article's id.
    pub document: String,
    /// The entity's id in it.
    pub entity: usize,
    /// Its name there: with the article what [`crate::Decisions`] call it.
    pub name: String,
}

/// Two entries that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncertain {
    /// The [`id`](Entry::id) of one.
    pub a: String,
    /// That of the other.
    pub b: String,
    /// An appearance of each.
    pub occurrences: [Occurrence; 2],
    /// What makes it uncertain.
    pub why: &'static str,
}

/// The same, by appearances.
pub(crate) struct Pair {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) why: &'static str,
}

/// An identifier has no more words of the name than these.
const LONGEST_ID: usize = 12;
/// Of an entry so many roles are listed.
const MOST_ROLES: usize = 20;

pub(crate) fn list(register: &Register, union: &mut Union, uncertain: Vec<Pair>) -> Listing {
    let mut place: BTreeMap<usize, usize> = BTreeMap::new();
    let mut members: Vec<Vec<usize>> = Vec::new();
    for at in 0..register.appearances.len() {
        let root = union.find(at);
        let next = members.len();
        let place = *place.entry(root).or_insert(next);
        if place == next {
            members.push(Vec::new());
        }
        members[place].push(at);
    }
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let entries: Vec<Entry> = members
        .iter()
        .map(|members| {
            let members: Vec<&Kept> = members.iter().map(|&at| &register.appearances[at]).collect();
            let base = slug(&members);
            let count = used.entry(base.clone()).or_default();
            *count += 1;
            entry(register, &members, if *count == 1 { base } else { format!("{base}-{count}") })
        })
        .collect();
    let mut seen = BTreeSet::new();
    let mut pairs = Vec::new();
    for Pair { a, b, why } in uncertain {
        let (first, second) = (place[&union.find(a)], place[&union.find(b)]);
        if first != second && seen.insert((first.min(second), first.max(second))) {
            let (a, b) = if first < second { (a, b) } else { (b, a) };
            pairs.push(((first.min(second), first.max(second)), (a, b, why)));
        }
    }
    pairs.sort_by_key(|(places, _)| *places);
    let uncertain = pairs.into_iter().map(|((first, second), (a, b, why))| Uncertain {
        a: entries[first].id.clone(),
        b: entries[second].id.clone(),
        occurrences: [a, b].map(|at| occurrence(register, &register.appearances[at])),
        why,
    });
    let uncertain = uncertain.collect();
    Listing { entries, uncertain }
}

/// Kind and name, as the entry first has it in full.
fn slug(members: &[&Kept]) -> String {
    let kind = members.first().map_or(EntityKind::Unknown, |kept| kept.appearance.kind);
    // "General" is no title of General Motors.
    let words = |kept: &Kept| match kind {
        EntityKind::Person => kept.name.words().to_vec(),
        _ => {
            let folded = fold(&kept.appearance.name);
            let article = usize::from(folded.len() > 1 && folded[0] == "the");
            folded.into_iter().skip(article).take(LONGEST_ID).collect()
        }
    };
    let first = members.iter().find(|kept| words(kept).len() > 1).or(members.first());
    let name = first.map_or(String::new(), |kept| words(kept).join("-"));
    format!("{}/{name}", kind.name())
}

fn entry(register: &Register, members: &[&Kept], id: String) -> Entry {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let mut roles: BTreeMap<&str, usize> = BTreeMap::new();
    let mut identifiers = BTreeSet::new();
    for kept in members {
        *names.entry(&kept.appearance.name).or_default() += 1;
        kept.appearance.roles.iter().for_each(|role| *roles.entry(role).or_default() += 1);
        identifiers.extend(kept.appearance.identifiers.iter().cloned());
    }
    let mut names: Vec<(&str, usize)> = names.into_iter().collect();
    names.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), std::cmp::Reverse(name.len())));
    let mut roles: Vec<(&str, usize)> = roles.into_iter().collect();
    roles.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Entry {
        id,
        name: names.first().map_or(String::new(), |(name, _)| (*name).to_owned()),
        kind: members.first().map_or(EntityKind::Unknown, |kept| kept.appearance.kind),
        names: names.into_iter().map(|(name, count)| (name.to_owned(), count)).collect(),
        roles: roles.into_iter().take(MOST_ROLES).map(|(role, _)| role.to_owned()).collect(),
        identifiers: identifiers.into_iter().collect(),
        occurrences: members.iter().map(|kept| occurrence(register, kept)).collect(),
    }
}

fn occurrence(register: &Register, kept: &Kept) -> Occurrence {
    Occurrence {
        document: register.documents[kept.document].clone(),
        entity: kept.appearance.entity,
        name: kept.appearance.name.clone(),
    }
}
