mod finish;
mod names;

use std::collections::BTreeMap;

use onrecord_document::{EntityKind, Form, Mention, Span};
use onrecord_encoder::NameKind;

use crate::lexicon::{self, Pronoun};
use crate::naming::{self, Naming};
use crate::{Text, roles};

use names::Index;

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
    /// Where each name of one part stands, in order.
    alone: BTreeMap<String, Vec<usize>>,
    /// Where the first line ends, which may be a headline.
    headline: usize,
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
    /// How often it is printed with "Mr", and with "Mrs"; a little by its forename.
    pub(crate) called: [f32; 2],
    /// How many "he", and how many "she", are likely it.
    pub(crate) meant_by: [f32; 2],
    /// It is called by its forename alone, so that its bare surname is more likely another's.
    pub(crate) on_first_name_terms: bool,
    /// What tells it from others of its name: "jr".
    pub(crate) suffix: Option<String>,
    /// Where its name of several parts stands first.
    pub(crate) in_full: usize,
    /// It is introduced as another's relative, "his wife, Ann Lee".
    pub(crate) is_relative: bool,
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
            meant_by: [0.0; 2],
            on_first_name_terms: false,
            suffix: None,
            in_full: 0,
            is_relative: false,
            misspelt: false,
            speaks: false,
        }
    }

    /// Whether the page calls it so, and refers to it so, that it can't be `pronoun`.
    pub(crate) fn contradicts(&self, pronoun: Pronoun) -> bool {
        tells_against(pronoun, [self.called[0] + self.meant_by[0], self.called[1] + self.meant_by[1]])
    }

    /// Whether it can't be `pronoun` by its titles and its forename alone.
    pub(crate) fn is_printed_against(&self, pronoun: Pronoun) -> bool {
        tells_against(pronoun, self.called)
    }

    /// The logarithm of the odds that it is `pronoun` by what has been linked to it; 0 if nothing tells against it. Links can be
    /// wrong, so that one must not shut out all that follow.
    pub(crate) fn agreement(&self, pronoun: Pronoun) -> f32 {
        const ANY: f32 = 0.1;
        let [he, she] = self.meant_by.map(|meant| meant + ANY);
        match pronoun {
            Pronoun::He => (he / she).ln().min(0.0),
            Pronoun::She => (she / he).ln().min(0.0),
            _ => 0.0,
        }
    }

    pub(crate) fn call(&mut self, pronoun: Pronoun, weight: f32) {
        count(&mut self.called, pronoun, weight);
    }

    pub(crate) fn refer(&mut self, pronoun: Pronoun, probability: f32) {
        count(&mut self.meant_by, pronoun, probability);
    }
}

fn tells_against(pronoun: Pronoun, [he, she]: [f32; 2]) -> bool {
    match pronoun {
        Pronoun::He => she >= FORENAME && she > 2.0 * he,
        Pronoun::She => he >= FORENAME && he > 2.0 * she,
        _ => false,
    }
}

fn count([he, she]: &mut [f32; 2], pronoun: Pronoun, weight: f32) {
    match pronoun {
        Pronoun::He => *he += weight,
        Pronoun::She => *she += weight,
        _ => {}
    }
}

/// What a forename counts of one time that the page says "he" or "Mr".
const FORENAME: f32 = 0.7;

/// Puts the names of one together.
pub(crate) fn cast(text: Text<'_>, namings: &[Naming]) -> Cast {
    let mut cast = Cast { namings: namings.to_vec(), figure_of: vec![0; namings.len()], ..Cast::default() };
    cast.headline = text.text.find('\n').unwrap_or(0);
    for naming in namings.iter().filter(|naming| naming.parts.len() == 1) {
        cast.alone.entry(naming.key()).or_default().push(naming.span.start);
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
            if let Some(nickname) = naming::nickname(text, naming) {
                index.add_nickname(figure, nickname);
            }
            cast.figures[figure].is_relative = naming.is_a_relatives(text);
            cast.figures[figure].in_full = naming.span.start;
            let forename =
                naming.parts.first().filter(|_| kind == NameKind::Person && naming.parts.len() > 1);
            if let Some(pronoun) = forename.and_then(|forename| lexicon::pronoun_of_forename(forename)) {
                cast.figures[figure].call(pronoun, FORENAME);
            }
        }
        if kind == NameKind::Organization
            && let Some(acronym) = naming::acronym_beside(text, naming)
        {
            index.add_acronym(figure, text.lower(acronym));
        }
        let words = naming.span.of(text.text);
        let of = &mut cast.figures[figure];
        if naming.has_printed_suffix(text) {
            of.suffix.clone_from(&naming.suffix);
        }
        if naming.parts.len() > 1 {
            of.in_full = of.in_full.min(naming.span.start);
        }
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
    cast.take_full_names(text);
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

impl Cast {
    /// Who is printed by surname alone, and in full within another name: "Mr. Lee" by "Ann Lee Day".
    fn take_full_names(&mut self, text: Text<'_>) {
        let mut found: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
        for naming in self.namings.iter().filter(|n| n.kind != NameKind::Person && n.parts.len() > 2) {
            if lexicon::pronoun_of_forename(&naming.parts[0]).is_some() {
                let words = naming.span.of(text.text).split(' ');
                let name = words
                    .skip_while(|word| word.eq_ignore_ascii_case("the"))
                    .take(2)
                    .collect::<Vec<_>>()
                    .join(" ");
                found.entry(naming.parts[1].clone()).or_insert((name, naming.parts[..2].to_vec()));
            }
        }
        for figure in self.figures.iter_mut().filter(|f| f.kind == EntityKind::Person && f.parts.len() == 1) {
            let of = figure.parts.first().and_then(|surname| found.get(surname));
            let forename = |parts: &[String]| lexicon::pronoun_of_forename(&parts[0]);
            if let Some((name, parts)) =
                of.filter(|(_, parts)| !forename(parts).is_some_and(|p| figure.contradicts(p)))
            {
                (figure.name, figure.parts) = (name.clone(), parts.clone());
            }
        }
    }

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

    /// Whether words stand in the first line, above others.
    pub(crate) fn is_in_headline(&self, span: Span) -> bool {
        span.end <= self.headline
    }

    /// From the name that ends before a word to the one that begins after it.
    pub(crate) fn span_around(&self, and: usize) -> Option<Span> {
        let one = &self.namings[*self.name_words.get(&and.checked_sub(1)?)?];
        let (_, &other) = self.name_words.range(and + 1..).next()?;
        Some(one.span.cover(self.namings[other].span))
    }

    /// The name at one of these words, if there is one, and whose it is: the first.
    pub(crate) fn name_within(&self, words: std::ops::Range<usize>) -> Option<usize> {
        self.name_words.range(words).next().map(|(_, &naming)| self.figure_of[naming])
    }

    /// Where the name begins that a word is part of, with its titles.
    pub(crate) fn start_of_name(&self, text: Text<'_>, word: usize) -> Option<usize> {
        self.name_words.get(&word).map(|&naming| self.namings[naming].start_of_titles(text))
    }

    pub(crate) fn is_person(&self, figure: usize) -> bool {
        self.figures[figure].kind == EntityKind::Person
    }

    /// The heads of mentions before a word, nearest first, and whom they mention.
    pub(crate) fn heads_before(&self, word: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.heads.range(..word).rev().map(|(&head, &figure)| (head, figure))
    }

    /// The heads of mentions after a word, nearest first, and whom they mention.
    pub(crate) fn heads_after(&self, word: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.heads.range(word + 1..).map(|(&head, &figure)| (head, figure))
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

    /// Whether a word in small letters is a part of anybody's name: "King" of "Ann King".
    pub(crate) fn is_part_of_a_name(&self, word: &str) -> bool {
        const LOOKED_AT: usize = 1000;
        let of_figure = |figure: &Figure| figure.parts.iter().any(|part| part == word);
        self.alone.contains_key(word) || self.figures.iter().take(LOOKED_AT).any(of_figure)
    }

    /// Whether a title stands before the name that a word heads.
    pub(crate) fn has_title(&self, head: usize) -> bool {
        self.name_words.get(&head).is_some_and(|&naming| !self.namings[naming].titles.is_empty())
    }

    /// Whose the name is that a word heads is known, though several bear it.
    pub(crate) fn is_sure_of(&mut self, head: usize) {
        self.unsure.remove(&head);
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
}
