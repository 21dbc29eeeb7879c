use std::collections::BTreeMap;

use onrecord_document::{Entity, EntityKind, Form, Mention, Span, Speaker};
use onrecord_encoder::NameKind;

use crate::lexicon::{self, Pronoun};
use crate::naming::Naming;
use crate::{Resolution, Text, roles};

/// Everyone and everything of whom the text speaks, in the making: figures, and which word heads a mention of which.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cast {
    pub(crate) figures: Vec<Figure>,
    /// Head word of a mention -> whom it mentions.
    heads: BTreeMap<usize, usize>,
    /// Each word of a name -> the name's index in `namings`.
    name_words: BTreeMap<usize, usize>,
    namings: Vec<Naming>,
    /// Figure of each naming.
    figure_of: Vec<usize>,
    /// Where each name of one part stands first.
    first_alone: BTreeMap<String, usize>,
    /// Heads of names that several bear, and who.
    unsure: BTreeMap<usize, Vec<usize>>,
}

/// An entity in the making.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) kind: EntityKind,
    /// The fullest name, or description, printed.
    pub(crate) name: String,
    /// The parts of the fullest name; none of a description.
    pub(crate) parts: Vec<String>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) roles: Vec<Span>,
    pub(crate) members: Vec<usize>,
    /// How often the page calls it "he" or "Mr", and "she" or "Mrs"; a little by its forename.
    pub(crate) called: [f32; 2],
    /// It is called by its forename alone, so that its bare surname is more likely another's.
    pub(crate) on_first_name_terms: bool,
    /// Some of its mentions are slips of the pen.
    pub(crate) misspelt: bool,
    /// It speaks, so that it is kept though it is only described.
    pub(crate) speaks: bool,
}

impl Figure {
    pub(crate) fn new(kind: EntityKind, name: String) -> Figure {
        Figure {
            kind,
            name,
            parts: Vec::new(),
            mentions: Vec::new(),
            roles: Vec::new(),
            members: Vec::new(),
            called: [0.0; 2],
            on_first_name_terms: false,
            misspelt: false,
            speaks: false,
        }
    }

    /// Whether the page calls it so that it can't be `pronoun`.
    pub(crate) fn contradicts(&self, pronoun: Pronoun) -> bool {
        let [he, she] = self.called;
        match pronoun {
            Pronoun::He => she >= FORENAME && she > 2.0 * he,
            Pronoun::She => he >= FORENAME && he > 2.0 * she,
            _ => false,
        }
    }

    pub(crate) fn call(&mut self, pronoun: Pronoun, weight: f32) {
        match pronoun {
            Pronoun::He => self.called[0] += weight,
            Pronoun::She => self.called[1] += weight,
            _ => {}
        }
    }
}

/// What a forename counts of one time that the page says "he" or "Mr".
const FORENAME: f32 = 0.7;

/// Puts the names of one together.
pub(crate) fn cast(text: Text<'_>, namings: &[Naming]) -> Cast {
    let mut cast = Cast { namings: namings.to_vec(), figure_of: vec![0; namings.len()], ..Cast::default() };
    for naming in namings.iter().filter(|naming| naming.parts.len() == 1) {
        cast.first_alone.entry(naming.key()).or_insert(naming.span.start);
    }
    let kinds = kinds(namings);
    let called = called(namings, &kinds);
    // The fullest first, so that short names find them; then in order of appearance.
    let mut order: Vec<usize> = (0..namings.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(namings[i].parts.len()), i));
    let mut known: BTreeMap<(NameKind, String), usize> = BTreeMap::new();
    let mut index = Index::default();
    for &i in &order {
        let naming = &namings[i];
        let kind = kinds[&naming.key()];
        let figure = match known.get(&(kind, naming.key())) {
            Some(&figure) if kind != NameKind::Person || naming.parts.len() > 1 => figure,
            _ => cast.figure_for(text, &index, i, kind, &called),
        };
        known.insert((kind, naming.key()), figure);
        cast.figure_of[i] = figure;
        if cast.figures[figure].mentions.is_empty() {
            index.add(figure, kind, &naming.parts);
            let forename =
                naming.parts.first().filter(|_| kind == NameKind::Person && naming.parts.len() > 1);
            if let Some(pronoun) = forename.and_then(|forename| lexicon::pronoun_of_forename(forename)) {
                cast.figures[figure].call(pronoun, FORENAME);
            }
        }
        let words = naming.span.of(text.text);
        let of = &mut cast.figures[figure];
        of.mentions.push(Mention { span: naming.span, form: Form::Name });
        if naming.parts.len() == of.parts.len() && is_shouted(&of.name) && !is_shouted(words) {
            of.name = words.to_owned();
        }
        for title in &naming.titles {
            if let Some(pronoun) = lexicon::pronoun_of_title(title) {
                of.call(pronoun, 1.0);
            }
        }
        let beside = roles::beside(text, naming);
        of.roles.extend(beside.into_iter().take(MOST_ROLES.saturating_sub(of.roles.len())));
        cast.heads.insert(naming.head, figure);
        for word in naming.words.clone() {
            cast.name_words.insert(word, i);
        }
    }
    cast
}

/// A text that prints a name with a different role each time is no text to remember them all of.
const MOST_ROLES: usize = 32;

/// What each name is a name of, by most of its places: in "Lee" a model may see a town once.
fn kinds(namings: &[Naming]) -> BTreeMap<String, NameKind> {
    let mut votes: BTreeMap<String, BTreeMap<NameKind, usize>> = BTreeMap::new();
    for naming in namings {
        *votes.entry(naming.key()).or_default().entry(naming.kind).or_default() += 1;
    }
    let likeliest = |votes: BTreeMap<NameKind, usize>| {
        votes.into_iter().max_by_key(|&(kind, votes)| (votes, std::cmp::Reverse(kind))).map(|(kind, _)| kind)
    };
    votes.into_iter().filter_map(|(key, votes)| Some((key, likeliest(votes)?))).collect()
}

/// What a bare surname is called by its titles wherever it has one: "Mr. Lee" tells of "Lee" too, where no "Mrs. Lee" is.
fn called(namings: &[Naming], kinds: &BTreeMap<String, NameKind>) -> BTreeMap<String, Pronoun> {
    let mut found: BTreeMap<String, Option<Pronoun>> = BTreeMap::new();
    for naming in namings.iter().filter(|n| n.parts.len() == 1 && kinds[&n.key()] == NameKind::Person) {
        for pronoun in naming.titles.iter().filter_map(|title| lexicon::pronoun_of_title(title)) {
            let known = found.entry(naming.key()).or_insert(Some(pronoun));
            *known = known.filter(|known| *known == pronoun);
        }
    }
    found.into_iter().filter_map(|(key, pronoun)| Some((key, pronoun?))).collect()
}

fn is_shouted(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() > 1 && !name.chars().any(char::is_lowercase)
}

/// Figures by the parts of their names by which a shorter name may find them.
#[derive(Default)]
struct Index {
    by_last: BTreeMap<String, Vec<usize>>,
    by_first: BTreeMap<String, Vec<usize>>,
    by_initials: BTreeMap<String, Vec<usize>>,
}

impl Index {
    fn add(&mut self, figure: usize, kind: NameKind, parts: &[String]) {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
        self.by_last.entry(last.clone()).or_default().push(figure);
        self.by_first.entry(first.clone()).or_default().push(figure);
        if kind == NameKind::Person {
            let initials = parts.iter().filter_map(|part| part.chars().next()).collect();
            self.by_initials.entry(initials).or_default().push(figure);
            return;
        }
        // A body's name may have been read with a word before it that isn't its own, and a small word may count.
        for small in [false, true] {
            let counts = |part: &&String| {
                small || !matches!(part.as_str(), "of" | "the" | "and" | "for" | "to" | "in" | "on")
            };
            let initials: Vec<char> =
                parts.iter().filter(counts).filter_map(|part| part.chars().next()).collect();
            for start in 0..initials.len().saturating_sub(1).min(4) {
                self.by_initials.entry(initials[start..].iter().collect()).or_default().push(figure);
            }
        }
    }

    fn find(map: &BTreeMap<String, Vec<usize>>, part: &str) -> Vec<usize> {
        map.get(part).cloned().unwrap_or_default()
    }
}

impl Cast {
    /// The figure whose name `part` heads: only if it is a name's head.
    pub(crate) fn named_at(&self, head: usize) -> Option<usize> {
        let naming = *self.name_words.get(&head)?;
        (self.namings[naming].head == head || self.namings[naming].words.end == head + 1)
            .then_some(self.figure_of[naming])
    }

    /// The name that begins with a word, and whose it is.
    pub(crate) fn naming_at(&self, word: usize) -> Option<(usize, &Naming)> {
        let naming = *self.name_words.get(&word)?;
        (self.namings[naming].words.start == word).then_some((self.figure_of[naming], &self.namings[naming]))
    }

    /// The name at one of these words, if there is one, and whose it is: the first.
    pub(crate) fn name_within(&self, words: std::ops::Range<usize>) -> Option<usize> {
        self.name_words.range(words).next().map(|(_, &naming)| self.figure_of[naming])
    }

    pub(crate) fn is_person(&self, figure: usize) -> bool {
        self.figures[figure].kind == EntityKind::Person
    }

    /// The heads of mentions before a word, nearest first, and whom they mention.
    pub(crate) fn heads_before(&self, word: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.heads.range(..word).rev().map(|(&head, &figure)| (head, figure))
    }

    /// How sure it is whose a name is: less where others bear it, or where it is probably a slip.
    pub(crate) fn certainty(&self, figure: usize, head: usize) -> f32 {
        let span = self.name_words.get(&head).map(|&naming| self.namings[naming].span);
        let slip = |m: &Mention| m.form == Form::Misspelling && Some(m.span) == span;
        if self.figures[figure].misspelt && self.figures[figure].mentions.iter().any(slip) {
            0.0
        } else if self.unsure.contains_key(&head) {
            0.4
        } else {
            1.0
        }
    }

    /// Those who bear the name that a word heads, where they are several.
    pub(crate) fn bearers(&self, head: usize) -> Vec<usize> {
        self.unsure.get(&head).filter(|of| of.len() > 1).cloned().unwrap_or_default()
    }

    /// Gives a name to another of those who bear it.
    pub(crate) fn reassign(&mut self, head: usize, to: usize) {
        let (Some(&naming), Some(from)) = (self.name_words.get(&head), self.headed_by(head)) else { return };
        let span = self.namings[naming].span;
        if from != to {
            self.figures[from].mentions.retain(|mention| mention.span != span);
            self.figures[to].mentions.push(Mention { span, form: Form::Name });
            self.heads.insert(head, to);
            self.figure_of[naming] = to;
        }
    }

    /// Whom a word heads a mention of, as far as that is settled.
    pub(crate) fn headed_by(&self, head: usize) -> Option<usize> {
        self.heads.get(&head).copied()
    }

    pub(crate) fn add(&mut self, figure: Figure) -> usize {
        self.figures.push(figure);
        self.figures.len() - 1
    }

    /// Remembers that a word heads a mention.
    pub(crate) fn mention(&mut self, figure: usize, head: usize, span: Span, form: Form) {
        self.heads.insert(head, figure);
        self.figures[figure].mentions.push(Mention { span, form });
    }

    /// Remembers that a word stands for a figure, which isn't yet mentioned by that.
    pub(crate) fn stand_for(&mut self, figure: usize, word: usize) {
        self.heads.insert(word, figure);
    }

    /// Everything of `from` becomes `to`'s; its names as slips where `misspelt`.
    pub(crate) fn join(&mut self, from: usize, to: usize, misspelt: bool) {
        let mentions = std::mem::take(&mut self.figures[from].mentions);
        let roles = std::mem::take(&mut self.figures[from].roles);
        let form = |form| if misspelt && form == Form::Name { Form::Misspelling } else { form };
        self.figures[to].mentions.extend(mentions.iter().map(|m| Mention { form: form(m.form), ..*m }));
        self.figures[to].roles.extend(roles);
        self.figures[to].misspelt |= misspelt;
        self.heads.values_mut().filter(|figure| **figure == from).for_each(|figure| *figure = to);
        self.figure_of.iter_mut().filter(|figure| **figure == from).for_each(|figure| *figure = to);
    }

    /// Whose a name is that isn't known word for word: an earlier figure's, or a new one's.
    fn figure_for(
        &mut self,
        text: Text<'_>,
        index: &Index,
        naming: usize,
        kind: NameKind,
        called: &BTreeMap<String, Pronoun>,
    ) -> usize {
        let of = self.namings[naming].clone();
        let found = match kind {
            NameKind::Person => self.person(index, &of, called),
            NameKind::Organization => self.organization(index, &of),
            NameKind::Place if of.parts.len() == 1 && is_shouted(of.span.of(text.text)) => {
                self.organization(index, &of)
            }
            NameKind::Place | NameKind::People | NameKind::Other => None,
        };
        if let Some(figure) = found {
            return figure;
        }
        if kind == NameKind::Person
            && let Some(family) = self.family(text, index, &of)
        {
            return self.add(family);
        }
        let mut figure = Figure::new(
            match kind {
                NameKind::Person => EntityKind::Person,
                NameKind::Organization => EntityKind::Organization,
                NameKind::Place => EntityKind::Place,
                NameKind::People => EntityKind::Group,
                NameKind::Other if is_quoted(text.text, of.span) => EntityKind::Work,
                NameKind::Other => EntityKind::Unknown,
            },
            of.span.of(text.text).to_owned(),
        );
        figure.parts.clone_from(&of.parts);
        self.add(figure)
    }

    fn person(
        &mut self,
        index: &Index,
        naming: &Naming,
        called: &BTreeMap<String, Pronoun>,
    ) -> Option<usize> {
        let parts = &naming.parts;
        let head = naming.head;
        let (first, last) = (parts.first()?, parts.last()?);
        let people = |figures: &[Figure], found: Vec<usize>| -> Vec<usize> {
            let fits = |&figure: &usize| {
                let figure = &figures[figure];
                let own = naming.titles.iter().find_map(|t| lexicon::pronoun_of_title(t));
                let title = own.or_else(|| called.get(&naming.key()).copied());
                figure.kind == EntityKind::Person && !title.is_some_and(|title| figure.contradicts(title))
            };
            found.into_iter().filter(fits).collect()
        };
        if parts.len() > 1 {
            let mut same = people(&self.figures, Index::find(&index.by_last, last));
            same.retain(|&figure| is_same_person(&self.figures[figure].parts, parts));
            return self.foremost(&same, naming);
        }
        let by_surname = people(&self.figures, Index::find(&index.by_last, last));
        if !by_surname.is_empty() {
            return self.foremost(&by_surname, naming);
        }
        let by_forename = people(&self.figures, Index::find(&index.by_first, first));
        if !by_forename.is_empty() {
            let found = self.foremost(&by_forename, naming)?;
            self.figures[found].on_first_name_terms = true;
            return Some(found);
        }
        let by_initials = people(&self.figures, Index::find(&index.by_initials, first));
        if (2..=4).contains(&first.len()) && by_initials.len() == 1 {
            self.unsure.insert(head, by_initials.clone());
            return by_initials.first().copied();
        }
        None
    }

    /// Of several of one surname the one who was introduced before it stood alone, and who isn't printed in full
    /// thereafter: whoever is needs to be told apart.
    fn foremost(&mut self, of: &[usize], naming: &Naming) -> Option<usize> {
        const LOOKED_AT: usize = 64;
        if of.len() < 2 {
            return of.first().copied();
        }
        self.unsure.insert(naming.head, of.to_vec());
        let alone_from = self.first_alone.get(&naming.key()).copied().unwrap_or(naming.span.start);
        let standing = |&figure: &usize| {
            let in_full = || {
                let mentions = self.figures[figure].mentions.iter().take(LOOKED_AT);
                mentions.filter(|m| m.span.len() > naming.span.len()).map(|m| m.span.start)
            };
            let first = in_full().min().unwrap_or(usize::MAX);
            let repeated = in_full().filter(|&start| start > alone_from).count();
            (first > alone_from, self.figures[figure].on_first_name_terms, repeated, first)
        };
        of.iter().copied().min_by_key(standing)
    }

    fn organization(&self, index: &Index, naming: &Naming) -> Option<usize> {
        let parts = &naming.parts;
        let first = parts.first()?;
        let bodies = |found: Vec<usize>| -> Vec<usize> {
            found.into_iter().filter(|&f| self.figures[f].kind == EntityKind::Organization).collect()
        };
        if parts.len() == 1 && (2..=6).contains(&first.len()) {
            // "the U.N." is a body, and its long name may have been read as a place's.
            let mut spelt_out = Index::find(&index.by_initials, first);
            spelt_out.retain(|&f| self.figures[f].kind != EntityKind::Person);
            spelt_out.dedup();
            if let [figure] = spelt_out[..] {
                return Some(figure);
            }
        }
        // "Labour" is "Labour Party"; "Post" is "Fenham Post" where there is but one.
        let longer = bodies(Index::find(&index.by_first, first));
        let by_beginning = longer.iter().copied().find(|&figure| {
            let other = &self.figures[figure].parts;
            other.starts_with(parts)
                && (other[parts.len()..].iter().all(|part| is_body_word(part))
                    || (parts.len() == 1 && longer.len() == 1))
        });
        let by_end = || {
            let ends = bodies(Index::find(&index.by_last, parts.last()?));
            let mut fitting = ends.into_iter().filter(|&f| self.figures[f].parts.ends_with(parts));
            fitting.next().filter(|_| fitting.next().is_none())
        };
        by_beginning.or_else(by_end)
    }

    /// "The Lees", several of one surname.
    fn family(&self, text: Text<'_>, index: &Index, naming: &Naming) -> Option<Figure> {
        let [name] = naming.parts.as_slice() else { return None };
        let surname = name.strip_suffix('s')?;
        let members = Index::find(&index.by_last, surname);
        let after_the = naming.words.start.checked_sub(1).is_some_and(|word| text.lower(word) == "the");
        if !after_the || members.is_empty() {
            return None;
        }
        let mut family = Figure::new(EntityKind::Group, naming.span.of(text.text).to_owned());
        family.parts.clone_from(&naming.parts);
        if members.len() > 1 {
            family.members = members;
        }
        Some(family)
    }

    /// The entities in order of their first mention, and the speakers among them. Who is described and neither speaks
    /// nor is mentioned twice is left out.
    pub(crate) fn finish(mut self, text: Text<'_>, mut speakers: Vec<Option<Speaker>>) -> Resolution {
        for speaker in speakers.iter().flatten() {
            self.figures[speaker.entity].speaks = true;
            for member in self.figures[speaker.entity].members.clone() {
                self.figures[member].speaks = true;
            }
        }
        let stays = |figure: &Figure| {
            !(figure.mentions.is_empty() && figure.members.is_empty())
                && (figure.speaks
                    || figure.mentions.len() > 1
                    || figure.mentions.iter().any(|m| m.form == Form::Name))
        };
        for figure in &mut self.figures {
            figure.mentions.sort_by_key(|m| (m.span.start, m.span.end));
            figure.mentions.dedup_by_key(|m| m.span);
            figure.roles.sort_by_key(|r| r.start);
            let mut seen: Vec<String> = Vec::new();
            figure.roles.retain(|role| {
                let words = role.of(text.text).to_lowercase();
                let new = !seen.contains(&words);
                seen.push(words);
                new
            });
        }
        let mut order: Vec<usize> = (0..self.figures.len()).filter(|&f| stays(&self.figures[f])).collect();
        let first = |figure: usize| {
            let of = &self.figures[figure];
            let members = of.members.iter().filter_map(|&m| self.figures[m].mentions.first());
            of.mentions
                .first()
                .or_else(|| members.min_by_key(|m| m.span.start))
                .map_or(usize::MAX, |m| m.span.start)
        };
        order.sort_by_key(|&figure| (first(figure), figure));
        let mut number = vec![None; self.figures.len()];
        for (id, &figure) in order.iter().enumerate() {
            number[figure] = Some(id);
        }
        for slot in &mut speakers {
            *slot = slot.and_then(|speaker| Some(Speaker { entity: number[speaker.entity]?, ..speaker }));
        }
        let entities = order
            .iter()
            .map(|&figure| {
                let of = &self.figures[figure];
                Entity {
                    name: of.name.clone(),
                    kind: of.kind,
                    members: of.members.iter().filter_map(|&m| number[m]).collect(),
                    mentions: of.mentions.clone(),
                    roles: of.roles.clone(),
                    identifiers: Vec::new(),
                }
            })
            .collect();
        Resolution { entities, speakers }
    }
}

/// Whether two names of two parts or more with one surname are one person's: their forenames are the same, or one is
/// the other's initial, or one has middle names that the other lacks.
fn is_same_person(a: &[String], b: &[String]) -> bool {
    let (a, b) = (&a[..a.len() - 1], &b[..b.len() - 1]);
    let (Some(first_a), Some(first_b)) = (a.first(), b.first()) else { return true };
    let initial =
        |short: &String, long: &String| short.chars().count() == 1 && long.starts_with(short.as_str());
    first_a == first_b
        || initial(first_a, first_b)
        || initial(first_b, first_a)
        || a.iter().all(|part| b.contains(part))
        || b.iter().all(|part| a.contains(part))
        || is_short_for(first_a, first_b)
        || is_short_for(first_b, first_a)
}

/// "Tim" for "Timothy", and the commonest that aren't cut from the front.
fn is_short_for(short: &str, long: &str) -> bool {
    const OTHERS: &[(&str, &str)] = &[
        ("bill", "william"),
        ("bob", "robert"),
        ("bobby", "robert"),
        ("dick", "richard"),
        ("rick", "richard"),
        ("jim", "james"),
        ("jimmy", "james"),
        ("mike", "michael"),
        ("ted", "edward"),
        ("ted", "theodore"),
        ("jack", "john"),
        ("peggy", "margaret"),
        ("liz", "elizabeth"),
        ("betty", "elizabeth"),
        ("beth", "elizabeth"),
        ("kate", "katherine"),
        ("kathy", "kathleen"),
        ("harry", "henry"),
        ("hank", "henry"),
        ("chuck", "charles"),
        ("charlie", "charles"),
        ("larry", "lawrence"),
        ("jerry", "gerald"),
        ("tony", "anthony"),
        ("dave", "david"),
        ("steve", "stephen"),
        ("steve", "steven"),
        ("joe", "joseph"),
        ("andy", "andrew"),
        ("jenny", "jennifer"),
    ];
    (short.len() >= 3 && long.starts_with(short)) || OTHERS.contains(&(short, long))
}

/// What a body's name may be printed without.
pub(crate) fn is_body_word(part: &str) -> bool {
    const WORDS: &[&str] = &[
        "party",
        "hq",
        "inc",
        "corp",
        "co",
        "ltd",
        "plc",
        "llc",
        "company",
        "corporation",
        "group",
        "council",
        "university",
        "foundation",
        "campaign",
        "news",
        "committee",
        "institute",
        "association",
        "agency",
        "department",
        "ministry",
        "newspaper",
        "magazine",
        "club",
        "fc",
        "united",
        "bank",
        "center",
        "centre",
        "times",
        "post",
        "network",
        "administration",
        "service",
        "commission",
        "bureau",
        "board",
        "union",
        "court",
        "fund",
        "office",
    ];
    WORDS.contains(&part)
}

fn is_quoted(text: &str, span: Span) -> bool {
    text[..span.start].ends_with(['“', '‘', '"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str) -> Vec<String> {
        name.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn one_person_or_two() {
        for (a, b, same) in [
            ("ann lee", "a lee", true),
            ("ann lee", "ann marie lee", true),
            ("tim kerr", "timothy kerr", true),
            ("bill kerr", "william kerr", true),
            ("ann lee", "bob lee", false),
            ("marie lee", "ann marie lee", true),
        ] {
            assert_eq!(is_same_person(&parts(a), &parts(b)), same, "{a} / {b}");
            assert_eq!(is_same_person(&parts(b), &parts(a)), same, "{b} / {a}");
        }
    }
}
