mod description;
mod letters;
mod likelihood;
mod other_pronouns;
mod pair;
mod speaker;
mod weights;

use std::collections::{BTreeMap, BTreeSet};

use onrecord_document::{Attribution, EntityKind, Form, FoundBy, Kind, Segmentation, Span, Speaker};

use crate::cast::{Cast, Figure};
use crate::fitting::Notes;
use crate::lexicon::{self, Pronoun};
use crate::phrase::{self, Phrase};
use crate::{IS_MENTION, Options, Text, roles};

use letters::Signature;
use likelihood::roles_of;
use weights::Anaphor;
pub(crate) use weights::Evidence;

/// Who speaks in each attribution. On the way every pronoun of the third person and every description of a person or a
/// body is settled, from left to right, since each may be what a later one refers to.
pub(crate) fn speakers(
    text: Text<'_>,
    segmentation: &Segmentation,
    attributions: &[Attribution],
    cast: &mut Cast,
    options: Options,
    notes: Option<&Notes>,
) -> Vec<Option<Speaker>> {
    let roles = roles_of(text, cast);
    let signatures = letters::signatures(text, segmentation, cast);
    let pieces = |i: usize| attributions[i].content.iter().map(move |c| (c.start, (c.end, i)));
    let mut settling = Settling {
        text,
        segmentation,
        attributions,
        cast,
        options,
        notes,
        roles,
        sources: BTreeSet::new(),
        links: BTreeMap::new(),
        alone: BTreeMap::new(),
        by_noun: BTreeMap::new(),
        joint: BTreeMap::new(),
        contents: (0..attributions.len()).flat_map(pieces).collect(),
        relations: BTreeMap::new(),
        signatures,
        author: None,
    };
    settling.run();
    let mut speakers = vec![None; attributions.len()];
    // Whoever speaks in what another says is settled after the other: "I" is the other.
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&i| attributions[i].content.first().map(|c| (c.start, std::cmp::Reverse(c.end))));
    for i in order {
        speakers[i] = match attributions[i].source {
            Some(source) => settling.speaker_of(source, &speakers, 0),
            None => settling.by_context(i, &speakers),
        };
    }
    settling.mention_first_persons(&speakers);
    settling.mention_relatives();
    speakers
}

/// Mentions that a pronoun or a description looks back on.
const LOOKS_BACK: usize = 80;
/// Pieces of content that begin before a word are looked at for one that holds it.
const NESTED: usize = 16;
/// "A and B and C …": sources within sources are read to this depth.
const DEEPEST: usize = 3;
/// Among so many figures somebody of a surname is looked for.
const MOST_PEOPLE: usize = 1000;
/// Of two who bear a name the one who is printed more is meant, unless the other is this likely.
const SURE_OF_NAMESAKE: f32 = 0.8;

/// A figure, the mention that led to it, and the probability that it is meant.
#[derive(Clone, Copy, Debug)]
struct Link {
    figure: usize,
    antecedent: Option<Span>,
    probability: f32,
    found_by: FoundBy,
}

struct Settling<'t> {
    text: Text<'t>,
    segmentation: &'t Segmentation,
    attributions: &'t [Attribution],
    cast: &'t mut Cast,
    options: Options,
    notes: Option<&'t Notes>,
    /// Heads of the sources.
    sources: BTreeSet<usize>,
    /// Whose printed roles hold a word.
    roles: BTreeMap<String, BTreeSet<usize>>,
    /// Head word of a pronoun or a description -> what it was settled as.
    links: BTreeMap<usize, Link>,
    /// Descriptions of those of whom nothing else is known, by their words.
    alone: BTreeMap<String, usize>,
    /// The last of these by each head.
    by_noun: BTreeMap<String, usize>,
    /// Those who speak together, by their numbers in order.
    joint: BTreeMap<Vec<usize>, usize>,
    /// Every piece that is said, by its start: its end, and the attribution.
    contents: BTreeMap<usize, (usize, usize)>,
    /// Who is what to whom, by the roles printed: whose, and the noun.
    relations: BTreeMap<(usize, String), BTreeSet<usize>>,
    /// Who signed the letters, on a page of letters.
    signatures: Vec<Signature>,
    author: Option<usize>,
}

/// What is to be settled at a word.
enum Item {
    Pronoun(Pronoun),
    /// A name that several bear.
    Name,
    /// An "and" between two names.
    And(usize, usize),
    /// Where a source ends that joins several.
    Joint {
        and: usize,
        parts: Vec<Span>,
    },
    Description {
        span: Span,
        definite: bool,
        source: bool,
    },
}

impl Settling<'_> {
    fn run(&mut self) {
        self.settle_roles();
        self.settle_namesakes();
        let mut items: BTreeMap<usize, Item> = BTreeMap::new();
        for word in 0..self.text.len() {
            if let Some(item) = self.item_at(word) {
                items.insert(word, item);
            }
        }
        for attribution in self.attributions {
            let Some(source) = attribution.source else { continue };
            self.items_of(source, &mut items, 0);
            let head = match phrase::read(self.text, self.cast, source) {
                Phrase::Pronoun(_, head) | Phrase::Name { head, .. } | Phrase::Description { head, .. } => {
                    head
                }
                _ => continue,
            };
            self.sources.insert(head);
        }
        for (word, item) in items {
            match item {
                Item::Pronoun(pronoun) => self.settle_pronoun(word, pronoun),
                Item::Name => self.settle_name(word),
                Item::And(one, other) => {
                    let joint = self.joint(vec![one, other]);
                    match self.cast.span_around(word) {
                        Some(span) => self.cast.mention(joint, word, span, Form::Description),
                        None => self.cast.stand_for(joint, word),
                    }
                }
                Item::Joint { and, parts } => self.settle_joint(and, &parts),
                Item::Description { span, definite, source } => {
                    self.settle_description(word, span, definite, source)
                }
            }
        }
    }

    /// The head of a role beside a name stands for the name's bearer, who is that to whomever the role names.
    fn settle_roles(&mut self) {
        let mut heads = Vec::new();
        let mut relations = Vec::new();
        for (number, figure) in self.cast.figures.iter().enumerate() {
            for &role in &figure.roles {
                let Some(head) = roles::head(self.text, role) else { continue };
                heads.push((head, number));
                if roles::is_former(self.text, role) || roles::is_minor(self.text, role) {
                    continue;
                }
                let words = self.text.encoding.words().overlapping(role).filter(|&word| word != head);
                let owners = words.filter_map(|word| self.cast.name_within(word..word + 1));
                let noun = lexicon::relation(self.text.lower(head));
                let own = owners.filter(|&owner| self.can_own(owner));
                relations.extend(own.map(|owner| ((owner, noun.clone()), number)));
            }
        }
        for (relation, figure) in relations {
            self.relations.entry(relation).or_default().insert(figure);
        }
        for (head, figure) in heads {
            if self.cast.headed_by(head).is_none() {
                self.cast.stand_for(figure, head);
            }
        }
    }

    /// Whether the relation to it tells who somebody is: a party has many nominees, and a country many ministers.
    fn can_own(&self, figure: usize) -> bool {
        matches!(self.cast.figures[figure].kind, EntityKind::Person | EntityKind::Organization)
    }

    /// Descriptions that are sources replace what was seen at their heads: their words are known.
    fn items_of(&self, source: Span, items: &mut BTreeMap<usize, Item>, depth: usize) {
        match phrase::read(self.text, self.cast, source) {
            Phrase::Description { head, definite } => {
                items.insert(head, Item::Description { span: source, definite, source: true });
            }
            Phrase::Joint(parts) if depth < DEEPEST => {
                let mut words = self.text.encoding.words().overlapping(source);
                let last = words.end - 1;
                if let Some(and) = words.rfind(|&word| self.text.lower(word) == "and") {
                    items.entry(last).or_insert(Item::Joint { and, parts: parts.clone() });
                }
                parts.into_iter().for_each(|part| self.items_of(part, items, depth + 1));
            }
            _ => {}
        }
    }

    fn item_at(&self, word: usize) -> Option<Item> {
        let lower = self.text.lower(word);
        if let Some(pronoun) = lexicon::pronoun(&lower) {
            let third = matches!(pronoun, Pronoun::He | Pronoun::She | Pronoun::It | Pronoun::They);
            return third.then_some(Item::Pronoun(pronoun));
        }
        if !self.cast.bearers(word).is_empty() {
            return Some(Item::Name);
        }
        if lower == "and" {
            return self.named_around(word).map(|(one, other)| Item::And(one, other));
        }
        if self.cast.headed_by(word).is_some() || !lower.starts_with(char::is_alphabetic) {
            return None;
        }
        let [person, body, ..] = self.text.encoding.mention(word);
        if person + body < IS_MENTION || self.cast.name_within(word..word + 1).is_some() {
            return None;
        }
        let (span, definite) = self.noun_phrase(word);
        Some(Item::Description { span, definite, source: false })
    }

    /// The two who are named right before and right after an "and", so that "they" can be both.
    fn named_around(&self, and: usize) -> Option<(usize, usize)> {
        let one = self.cast.name_within(and.checked_sub(1)?..and)?;
        let (other, naming) =
            (and + 1..(and + 6).min(self.text.len())).find_map(|word| self.cast.naming_at(word))?;
        let beside = naming.start_of_titles(self.text) <= and + 1;
        let alike = self.cast.figures[one].kind == self.cast.figures[other].kind;
        (beside && alike && one != other).then_some((one, other))
    }

    fn settle_pronoun(&mut self, word: usize, pronoun: Pronoun) {
        let own = self.who_says(word);
        let fits = |number: usize, figure: &Figure| match pronoun {
            Pronoun::He | Pronoun::She => {
                matches!(figure.kind, EntityKind::Person | EntityKind::Unknown)
                    && !figure.is_printed_against(pronoun)
                    && own != Some(number)
            }
            Pronoun::It => !matches!(figure.kind, EntityKind::Person | EntityKind::Group),
            _ => figure.kind != EntityKind::Person && figure.kind != EntityKind::Place,
        };
        let Some(link) = self.likeliest_of(word, fits, Anaphor::Pronoun(pronoun)) else { return };
        let link = Link { found_by: FoundBy::Pronoun, ..link };
        if link.probability >= self.options.least_link {
            self.cast.figures[link.figure].refer(pronoun, link.probability);
            self.cast.mention(link.figure, word, self.text.span(word), Form::Pronoun);
        }
        self.links.insert(word, link);
    }

    /// "Ann Lee and her deputy, Bo Marr": "they" and "the two" can be both from here on.
    fn settle_joint(&mut self, and: usize, parts: &[Span]) {
        let figure = |part: &Span| match phrase::read(self.text, self.cast, *part) {
            Phrase::Name { figure, .. } => Some(figure),
            Phrase::Pronoun(_, head) | Phrase::Description { head, .. } => {
                self.links.get(&head).map(|link| link.figure)
            }
            Phrase::Joint(_) | Phrase::Nothing => None,
        };
        let members: Option<Vec<usize>> = parts.iter().map(figure).collect();
        if let Some(members) = members.filter(|_| self.cast.headed_by(and).is_none()) {
            let joint = self.joint(members);
            self.cast.stand_for(joint, and);
        }
    }

    /// Who is named as the source of the very words that a word stands in: to themselves they are "I".
    fn who_says(&self, word: usize) -> Option<usize> {
        let of = &self.attributions[self.content_at(word)?];
        let source = of.source.filter(|_| of.kind == Kind::Direct)?;
        match phrase::read(self.text, self.cast, source) {
            Phrase::Name { figure, .. } => Some(figure),
            Phrase::Pronoun(_, head) | Phrase::Description { head, .. } => {
                Some(self.links.get(&head)?.figure)
            }
            _ => None,
        }
    }

    /// Of several who bear a name the likeliest here; at first the one that `cast` took for it.
    fn settle_name(&mut self, head: usize) {
        let bearers = self.cast.bearers(head);
        let own = self.cast.headed_by(head);
        let fits = |number: usize, figure: &Figure| bearers.contains(&number) && !figure.on_first_name_terms;
        let likeliest = self.likeliest_of(head, fits, Anaphor::Name);
        if let Some(link) =
            likeliest.filter(|link| Some(link.figure) != own && link.probability > SURE_OF_NAMESAKE)
        {
            self.cast.reassign(head, link.figure);
        }
    }

    /// "Lee said he would" is no Mrs. Lee, where a Mr. Lee is.
    fn settle_namesakes(&mut self) {
        for of in self.attributions {
            let Some(source) = of.source else { continue };
            let Phrase::Name { figure, head } = phrase::read(self.text, self.cast, source) else { continue };
            let Some(pronoun) = self.begins_with(of.content.first().copied(), source) else { continue };
            let contradicts = self.cast.is_person(figure) && self.cast.figures[figure].contradicts(pronoun);
            if !contradicts || self.cast.has_title(head) {
                continue;
            }
            let surname = self.text.lower(head);
            let agrees = |&other: &usize| {
                let other = &self.cast.figures[other];
                other.kind == EntityKind::Person
                    && other.parts.last() == Some(&surname)
                    && !other.contradicts(pronoun)
                    && !other.is_relative
            };
            let mut agreeing = (0..self.cast.figures.len()).take(MOST_PEOPLE).filter(agrees);
            if let (Some(one), None) = (agreeing.next(), agreeing.next()) {
                self.cast.reassign(head, one);
                self.cast.is_sure_of(head);
            }
        }
    }

    /// The pronoun that a statement begins with, after its source: "that he".
    fn begins_with(&self, content: Option<Span>, source: Span) -> Option<Pronoun> {
        let content = content.filter(|content| content.start > source.end)?;
        let mut words = self.text.encoding.words().overlapping(content).map(|word| self.text.lower(word));
        let first = words.find(|word| word != "that")?;
        lexicon::pronoun(&first).filter(|pronoun| matches!(pronoun, Pronoun::He | Pronoun::She))
    }
}
