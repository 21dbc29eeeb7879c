//! Entities across articles: the same one in many has one identifier.
//!
//! ```
//! use onrecord_register::{Appearance, Decisions, EntityKind, Register};
//!
//! let lee = |entity| Appearance::new(entity, EntityKind::Person, "Ann Lee");
//! let mut register = Register::new(Decisions::default());
//! register.add("monday", vec![lee(0)]);
//! register.add("tuesday", vec![lee(3)]);
//! let listing = register.finish();
//! assert_eq!(listing.entries[0].id, "person/ann-lee");
//! assert_eq!(listing.entries[0].occurrences.len(), 2);
//! ```
//!
//! # Who is the same
//!
//! Entities are compared only with others of their kind whose name ends in the same word (people), or that have the same
//! name or short name (all others); so an archive takes time in proportion to its length.
//!
//! - **An identifier in common** (of a list of known people) joins; two different ones of one scheme keep apart.
//! - **People with one full name** are the same if something else of their articles is the same: somebody or something else
//!   named in both that isn't named everywhere ([`EVERYWHERE`]), or a word of their roles. Without that they are still the same
//!   unless both have roles that have nothing in common, or there are several whom they could be.
//! - **A name that may be short for another** (initials, a short form, a surname alone) is joined to the one person whose
//!   articles have most in common with its own; never without anything in common.
//! - **Organizations, places, groups, works and documents** are the same by name ("Fenland Party" is "Fenland"); by an acronym
//!   that is explained in some article and means one thing only; or by a short name that some article uses for the long one
//!   ("Fenham" for "Fenham Boats"), if their articles have something else in common. So are two long names of one short one that
//!   are spelt a little differently ("Defence", "Defense").
//! - **Those who speak together** ("Lee and Marsh") are the same if each of them is.
//!
//! What stays apart though it may be the same is listed in [`Listing::uncertain`]. What a person decides ([`Decisions`])
//! overrules all of this.
//!
//! # Identifiers
//!
//! An entry's [`id`](Entry::id) is its kind and the name it is first given in full, `person/ann-lee`; the second of that name is
//! `person/ann-lee-2`. Articles that are added at the end change no identifier of earlier ones, unless they show that two
//! entries are one.

mod body;
mod bridges;
mod decisions;
mod features;
mod listing;
mod others;
mod persons;
mod union;

use std::collections::{BTreeMap, HashMap};

pub use decisions::{Decisions, DecisionsError};
pub use listing::{Entry, Listing, Occurrence, Uncertain};
pub use onrecord_document::{EntityKind, Identifier};

use features::Features;
use onrecord_people::names::Name;
use union::Union;

/// A name that stands in more than so many articles and in more than a fiftieth of all proves nothing by being in two.
pub const EVERYWHERE: usize = 50;

/// An entity of one article, as the register needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// Its id in the article.
    pub entity: usize,
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name printed.
    pub name: String,
    /// The other names that it is mentioned by.
    pub aliases: Vec<String>,
    /// Roles and titles printed beside the name.
    pub roles: Vec<String>,
    /// What lists of known people call it.
    pub identifiers: Vec<Identifier>,
    /// Of several who speak together: their ids in the article.
    pub members: Vec<usize>,
}

impl Appearance {
    /// An entity of which nothing but the name is known.
    pub fn new(entity: usize, kind: EntityKind, name: impl Into<String>) -> Appearance {
        Appearance {
            entity,
            kind,
            name: name.into(),
            aliases: Vec::new(),
            roles: Vec::new(),
            identifiers: Vec::new(),
            members: Vec::new(),
        }
    }
}

/// Takes articles one after another, and says in the end who is the same.
#[derive(Debug)]
pub struct Register {
    decisions: Decisions,
    documents: Vec<String>,
    appearances: Vec<Kept>,
    features: Features,
}

/// An appearance as it is kept.
#[derive(Debug)]
struct Kept {
    document: usize,
    appearance: Appearance,
    name: Name,
}

impl Register {
    /// An empty register that obeys these decisions.
    pub fn new(decisions: Decisions) -> Register {
        Register { decisions, documents: Vec::new(), appearances: Vec::new(), features: Features::default() }
    }

    /// Adds an article and its entities; those without a name are left out. Articles of one id are one article.
    pub fn add(&mut self, document: &str, entities: Vec<Appearance>) {
        let at = self.documents.len();
        self.documents.push(document.to_owned());
        let named = entities.into_iter().map(|appearance| (Name::new(&appearance.name), appearance));
        let named: Vec<(Name, Appearance)> = named.filter(|(name, _)| !name.words().is_empty()).collect();
        let single = named.iter().filter(|(_, appearance)| appearance.members.is_empty());
        self.features.add(single.map(|(name, appearance)| (appearance.kind, name)));
        for (name, appearance) in named {
            self.appearances.push(Kept { document: at, appearance, name });
        }
    }

    /// Who is the same.
    pub fn finish(self) -> Listing {
        let mut union = Union::new(self.appearances.len());
        let mut uncertain = Vec::new();
        self.join_identified(&mut union);

        let mut surnames: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut others: BTreeMap<EntityKind, Vec<usize>> = BTreeMap::new();
        let single =
            self.appearances.iter().enumerate().filter(|(_, kept)| kept.appearance.members.is_empty());
        for (at, kept) in single {
            match (kept.appearance.kind, kept.name.last()) {
                (EntityKind::Person, Some(last)) => surnames.entry(last).or_default().push(at),
                (kind, _) => others.entry(kind).or_default().push(at),
            }
        }
        let rare = self.features.rare();
        for block in surnames.values() {
            persons::resolve(&self, &rare, block, &mut union, &mut uncertain);
        }
        for block in others.values() {
            others::resolve(&self, &rare, block, &mut union, &mut uncertain);
        }
        self.decide(&mut union);
        self.join_together(&mut union);
        listing::list(&self, &mut union, uncertain)
    }

    /// Joins whoever has an identifier in common, and forbids to join those with different ones of a scheme.
    fn join_identified(&self, union: &mut Union) {
        let mut first: BTreeMap<&Identifier, usize> = BTreeMap::new();
        for (at, kept) in self.appearances.iter().enumerate() {
            for identifier in &kept.appearance.identifiers {
                union.mark(at, identifier);
                let first = *first.entry(identifier).or_insert(at);
                union.join(first, at);
            }
        }
    }

    /// Joins those who speak together with the same ones elsewhere.
    fn join_together(&self, union: &mut Union) {
        let groups: Vec<usize> = (0..self.appearances.len())
            .filter(|&at| !self.appearances[at].appearance.members.is_empty())
            .collect();
        if groups.is_empty() {
            return;
        }
        let place = |(at, kept): (usize, &Kept)| ((kept.document, kept.appearance.entity), at);
        let places: HashMap<(usize, usize), usize> = self.appearances.iter().enumerate().map(place).collect();
        let mut first: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        for at in groups {
            let group = &self.appearances[at];
            let members = group.appearance.members.iter();
            let members = members.map(|&member| places.get(&(group.document, member)).copied());
            // Whoever is one of them without a name is nobody whom another article could mean.
            let Some(members) = members.collect::<Option<Vec<usize>>>() else { continue };
            let mut members: Vec<usize> = members.into_iter().map(|member| union.find(member)).collect();
            members.sort_unstable();
            members.dedup();
            let first = *first.entry(members).or_insert(at);
            union.join(first, at);
        }
    }

    /// Obeys the decisions: first those that split, then those that join.
    fn decide(&self, union: &mut Union) {
        if self.decisions.is_empty() {
            return;
        }
        let mut index: HashMap<(&str, &Name), usize> = HashMap::new();
        for (at, kept) in self.appearances.iter().enumerate() {
            index.entry((&self.documents[kept.document], &kept.name)).or_insert(at);
        }
        let find = |named: &decisions::Named| index.get(&(named.document.as_str(), &named.name)).copied();
        let apart =
            |split: &Vec<decisions::Named>| split.iter().skip(1).filter_map(find).collect::<Vec<usize>>();
        let splits: Vec<Vec<usize>> = self.decisions.splits.iter().map(apart).collect();
        let splits: Vec<Vec<usize>> = splits.into_iter().filter(|split| !split.is_empty()).collect();
        if !splits.is_empty() {
            union.take_out(&splits);
        }
        for join in &self.decisions.joins {
            let together: Vec<usize> = join.iter().filter_map(find).collect();
            for pair in together.windows(2) {
                union.force(pair[0], pair[1]);
            }
        }
    }
}
