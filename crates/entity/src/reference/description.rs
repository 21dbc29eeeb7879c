use onrecord_document::{EntityKind, Form, FoundBy, Span};

use super::likelihood::nouns;
use super::weights::Anaphor;
use super::{Link, Settling};
use crate::cast::Figure;
use crate::lexicon::{self, Pronoun};

/// "A governor" where dozens are named is no longer looked for.
const MOST_BEARERS: usize = 40;
/// A description that names somebody else must be this much surer to be taken for one who is named.
const OWN_DESCRIPTION: f32 = 0.3;
/// How sure it is who is described as what the text calls somebody who is named.
const RELATED: f32 = 0.8;
/// Sentences, the headline among them, in which who is only described may be named further on.
const LEAD: usize = 3;
/// From this probability on a description is taken for one who is named after it.
const LEAST_AFTER: f32 = 0.4;

/// Those of whom a body has one, or a party one for each seat.
const OFFICES: [&str; 18] = [
    "boss",
    "candidate",
    "ceo",
    "chair",
    "chairman",
    "chairwoman",
    "chief",
    "commissioner",
    "director",
    "general",
    "head",
    "leader",
    "manager",
    "minister",
    "nominee",
    "president",
    "secretary",
    "secretary-general",
];

/// What begins a clause after a noun.
const RELATIVE: [&str; 4] = [" who", " which", " that", " whose"];

/// A description of a person or a body, and what is seen of it at once.
struct Description {
    head: usize,
    span: Span,
    /// The head in small letters.
    noun: String,
    /// The pronoun of those who are called so.
    pronoun: Option<Pronoun>,
    kind: EntityKind,
    source: bool,
    /// Who is mentioned inside it: "Lee’s wife" isn't Lee.
    inside: Vec<usize>,
}

impl Description {
    fn fits(&self, number: usize, figure: &Figure) -> bool {
        let contradicts = || self.pronoun.is_some_and(|pronoun| figure.contradicts(pronoun));
        let alike = match self.kind {
            EntityKind::Person => figure.kind == EntityKind::Person,
            EntityKind::Group => figure.kind == EntityKind::Group,
            EntityKind::Organization => {
                matches!(figure.kind, EntityKind::Organization | EntityKind::Place)
                    && !lexicon::are_unlike_bodies(&self.noun, &figure.name)
            }
            EntityKind::Place => figure.kind == EntityKind::Place,
            EntityKind::Document => {
                let told_apart =
                    || figure.parts.is_empty() && !lexicon::are_one_document(&self.noun, &figure.name);
                matches!(figure.kind, EntityKind::Document | EntityKind::Work | EntityKind::Unknown)
                    && !told_apart()
            }
            _ => !matches!(figure.kind, EntityKind::Person | EntityKind::Place),
        };
        alike && !self.inside.contains(&number) && !contradicts()
    }
}

impl Settling<'_> {
    /// The words before a head that go with it, back to its article.
    pub(super) fn noun_phrase(&self, head: usize) -> (Span, bool) {
        const LONGEST: usize = 6;
        let plural = self.text.lower(head).ends_with('s');
        for word in (head.saturating_sub(LONGEST)..head).rev() {
            let lower = self.text.lower(word);
            let span = || self.text.encoding.words().span_of(word..head + 1);
            match lower.as_str() {
                "the" | "this" | "these" | "those" | "his" | "her" | "its" | "their" => {
                    return (span(), true);
                }
                "a" | "an" | "another" | "some" | "one" | "any" | "no" | "every" => return (span(), false),
                "that" if !plural => return (span(), true), // "data that suggest moderate voters"
                _ if lexicon::is_after_head(&lower) || !lower.starts_with(char::is_alphanumeric) => break,
                _ => {}
            }
        }
        (self.text.span(head), false)
    }

    pub(super) fn settle_description(&mut self, head: usize, span: Span, definite: bool, source: bool) {
        let noun = self.text.lower(head);
        let first = self.text.lower(self.text.encoding.words().overlapping(span).start);
        let plural = lexicon::is_plural(&noun) || first == "neither";
        let kind = self.kind_of(head, &noun, plural);
        self.settle_whose(span);
        let (key, name) = self.described(span);
        let found_by = FoundBy::Description;
        if let Some(figure) = self.the_two(span, &noun, plural) {
            self.cast.mention(figure, head, span, Form::Description);
            self.links.insert(head, Link { figure, antecedent: None, probability: 0.7, found_by });
            return;
        }
        if let Some(figure) = self.beside_name(span, kind).filter(|_| source) {
            self.cast.mention(figure, head, span, Form::Description);
            self.links.insert(head, Link { figure, antecedent: None, probability: RELATED, found_by });
            return;
        }
        let inside = self.within(span, head);
        let pronoun = lexicon::pronoun_of_noun(&noun);
        let description = Description { head, span, noun, pronoun, kind, source, inside };
        let anew = !self.alone.contains_key(&key);
        let before = if definite { self.named_before(&description, anew) } else { None };
        let link = match before {
            None if anew && (source || self.cast.is_in_headline(self.text.span(head))) => {
                self.named_after(&description)
            }
            before => before,
        };
        if let Some(link) = link {
            self.cast.mention(link.figure, head, span, Form::Description);
            self.links.insert(head, Link { found_by, ..link });
            return;
        }
        let Description { noun, pronoun, .. } = description;
        // "A source", "another source" and "one official" are somebody else each time.
        let known = self.alone.get(&key).copied().filter(|_| definite || plural);
        let figure = known.unwrap_or_else(|| self.cast.add(Figure::new(kind, name.clone())));
        if is_campaign(&noun) && noun == "campaign" && !self.cast.figures[figure].name.ends_with("campaign") {
            self.cast.figures[figure].name = name;
        }
        if let Some(pronoun) = pronoun.filter(|_| kind != EntityKind::Group) {
            self.cast.figures[figure].call(pronoun, 1.0);
        }
        self.alone.insert(key, figure);
        self.by_noun.insert(noun, figure);
        self.cast.mention(figure, head, span, Form::Description);
        let found_by = FoundBy::DescriptionAlone;
        self.links.insert(
            head,
            Link { figure, antecedent: None, probability: if source { 1.0 } else { 0.5 }, found_by },
        );
    }

    /// "Lee, whose campaign": hers.
    fn settle_whose(&mut self, span: Span) {
        let first = self.text.encoding.words().overlapping(span).start;
        if self.text.lower(first) == "whose"
            && let Some(owner) = self.antecedent_of_clause(first)
        {
            let (figure, antecedent) = (owner.entity, owner.antecedent);
            let link = Link { figure, antecedent, probability: RELATED, found_by: FoundBy::Pronoun };
            self.links.insert(first, link);
        }
    }

    /// "Ann Lee, a lawyer who": the one named right before a description that a clause follows.
    fn beside_name(&self, span: Span, kind: EntityKind) -> Option<usize> {
        let words = self.text.encoding.words().overlapping(span);
        let first = self.text.lower(words.start);
        let comma = words.start.checked_sub(1).filter(|&word| self.text.word(word) == ",")?;
        let name = comma.checked_sub(1)?;
        let figure = self.cast.name_within(name..comma)?;
        let follows = |word: &str| words.end < self.text.len() && self.text.lower(words.end) == word;
        let goes_on = ["who", "that", "which", "whose", "to"].into_iter().any(follows);
        let within = words
            .clone()
            .skip(1)
            .any(|word| matches!(self.text.lower(word).as_str(), "who" | "that" | "which"));
        let is_one = matches!(first.as_str(), "a" | "an" | "the" | "another" | "one");
        (is_one && (goes_on || within) && self.cast.figures[figure].kind == kind).then_some(figure)
    }

    /// Who was spoken of before and is meant by a definite description; `anew` if it is the first in these words.
    fn named_before(&self, of: &Description, anew: bool) -> Option<Link> {
        // "the Lee campaign" is no body but one that has Lee in its name.
        let first = self.text.encoding.words().overlapping(of.span).start;
        let naming = |word: &usize| self.cast.name_within(*word..word + 1).is_some();
        let owners: Vec<String> = if of.kind == EntityKind::Organization {
            (first..of.head).filter(naming).map(|word| self.text.lower(word)).collect()
        } else {
            Vec::new()
        };
        let fits = |number: usize, figure: &Figure| {
            let members = figure.members.iter().map(|&member| &self.cast.figures[member]);
            of.fits(number, figure)
                && !of
                    .pronoun
                    .is_some_and(|pronoun| members.clone().any(|member| member.contradicts(pronoun)))
                && (owners.is_empty() || figure.parts.iter().any(|part| owners.contains(part)))
        };
        if let Some(figure) = self.by_relation(of).or_else(|| self.body_of_owner(of)) {
            let found_by = FoundBy::Description;
            return Some(Link { figure, antecedent: None, probability: RELATED, found_by });
        }
        let least = |figure: usize| {
            let own = self.is_own(of) || self.is_of_a_body(of) && !self.has_the_role(figure, &of.noun);
            self.options.least_description + if own { OWN_DESCRIPTION } else { 0.0 }
        };
        let linked = self
            .likeliest_of(of.head, fits, Anaphor::Description(&of.noun))
            .filter(|l| l.probability >= least(l.figure));
        let found_by = FoundBy::Description;
        let likely = |figure| Link { figure, antecedent: None, probability: least(figure), found_by };
        let by_role =
            || self.by_role(of.span, &of.noun).filter(|_| of.source && of.kind == EntityKind::Person);
        let same = || self.same_noun(of).filter(|_| of.source && anew && of.inside.is_empty());
        linked.or_else(|| by_role().or_else(same).map(likely))
    }

    /// The last who was only described by this noun; "the 2009 report" is the last document that such a noun fits, "a 2009 study", and of
    /// which nothing else is said.
    fn same_noun(&self, of: &Description) -> Option<usize> {
        let words = self.text.encoding.words().overlapping(of.span);
        // "This article" is this one, and "the Post" a name.
        let the =
            self.text.lower(words.start) == "the" && self.text.word(of.head).starts_with(char::is_lowercase);
        let others = words.skip(1).filter(|&word| word != of.head);
        let others: Vec<String> = others.map(|word| self.text.lower(word)).collect();
        let last =
            |&figure: &usize| self.cast.figures[figure].mentions.last().map(|mention| mention.span.start);
        let has_others = |figure: &usize| {
            let name = self.cast.figures[*figure].name.to_lowercase();
            others.iter().all(|other| name.split(' ').any(|word| word == other))
        };
        let alike = || {
            let alike = self.by_noun.iter().filter(|(noun, _)| lexicon::are_alike(&of.noun, noun));
            alike.map(|(_, &figure)| figure).filter(has_others).max_by_key(last).filter(|_| the)
        };
        self.by_noun.get(&of.noun).copied().or_else(alike)
    }

    /// The one whom the text calls that of the same owner: "Lee’s lawyer" is "an attorney for Lee, Bo Marsh".
    fn by_relation(&self, of: &Description) -> Option<usize> {
        let noun = lexicon::relation(of.noun.clone());
        let sure = |link: &&Link| link.probability >= self.options.least_link;
        let owner = |word: usize| {
            let named = self.cast.name_within(word..word + 1);
            named.or_else(|| self.links.get(&word).filter(sure).map(|link| link.figure))
        };
        let words = self.text.encoding.words().overlapping(of.span).filter(|&word| word != of.head);
        let related = words.filter_map(owner).filter_map(|owner| self.relations.get(&(owner, noun.clone())));
        let mut found =
            related.flatten().copied().filter(|&number| of.fits(number, &self.cast.figures[number]));
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }

    /// "Her bank" is the one that she is the head of.
    fn body_of_owner(&self, of: &Description) -> Option<usize> {
        let first = self.text.encoding.words().overlapping(of.span).start;
        let his = matches!(self.text.lower(first).as_str(), "his" | "her");
        let sure = |link: &&Link| link.probability >= self.options.least_link;
        let owner = self.links.get(&first).filter(sure)?.figure;
        let is_one = of.kind == EntityKind::Organization && first + 1 == of.head && !is_campaign(&of.noun);
        self.body_of(owner).filter(|_| his && is_one)
    }

    /// Who is described here and named further on: "A former minister said" above the line that names her.
    fn named_after(&self, of: &Description) -> Option<Link> {
        let first = self.text.lower(self.text.encoding.words().overlapping(of.span).start);
        let may_be = match of.kind {
            EntityKind::Person => !matches!(first.as_str(), "my" | "our" | "one" | "another"),
            EntityKind::Organization => true,
            _ => false,
        };
        if !may_be || self.sentence_of(of.head) > LEAD {
            return None;
        }
        let words = self.content_words(of.span);
        let shares = |figure: usize| {
            let figure = &self.cast.figures[figure];
            let roles = || {
                let words = figure.roles.iter().flat_map(|role| role.of(self.text.text).split(' '));
                words.map(|word| stem(&word.to_lowercase())).collect::<Vec<_>>()
            };
            match figure.kind {
                EntityKind::Organization => figure.parts.iter().any(|part| words.contains(&stem(part))),
                _ => roles().iter().any(|word| words.contains(word)),
            }
        };
        // "A Fenham panel" isn't Fenham, and only a body with Fenham in its name.
        let may_own = |number: usize| of.inside.is_empty() || of.kind == EntityKind::Person || shares(number);
        let fits = |number: usize, figure: &Figure| {
            figure.kind == of.kind && of.fits(number, figure) && may_own(number)
        };
        self.likeliest_after(of.head, fits, shares).filter(|link| link.probability >= LEAST_AFTER)
    }

    /// The words of a description that say something, without their endings.
    fn content_words(&self, span: Span) -> Vec<String> {
        const LEAST: usize = 4;
        let words = self.text.encoding.words().overlapping(span).map(|word| self.text.lower(word));
        words.filter(|word| word.len() >= LEAST).map(|word| stem(&word)).collect()
    }

    /// Whether a description says by itself whom it means: "Lee’s doctor", "the head of the board"; "the Fenland Party
    /// candidate" doesn't.
    fn is_own(&self, of: &Description) -> bool {
        let owns = |word: usize| word != of.head && matches!(self.text.word(word), "'" | "’" | "of" | "for");
        !of.inside.is_empty()
            && (of.kind != EntityKind::Person
                || of.inside.iter().any(|&figure| self.cast.is_person(figure))
                || self.text.encoding.words().overlapping(of.span).any(owns))
    }

    /// "The Dray Party candidate" is one whom the text calls a candidate.
    fn is_of_a_body(&self, of: &Description) -> bool {
        let is_body = |&figure: &usize| {
            let figure = &self.cast.figures[figure];
            figure.kind == EntityKind::Organization && !figure.parts.is_empty()
        };
        of.kind == EntityKind::Person && OFFICES.contains(&of.noun.as_str()) && of.inside.iter().any(is_body)
    }

    /// Who is mentioned inside a description.
    pub(super) fn within(&self, span: Span, head: usize) -> Vec<usize> {
        let words = self.text.encoding.words().overlapping(span);
        let mentioned = |word: usize| {
            self.cast.name_within(word..word + 1).or_else(|| Some(self.links.get(&word)?.figure))
        };
        words.filter(|&word| word != head).filter_map(mentioned).collect()
    }

    /// The only person of the text whose printed role has a description's head and all its words in capitals.
    pub(super) fn by_role(&self, span: Span, noun: &str) -> Option<usize> {
        let capitals =
            span.of(self.text.text).split(' ').skip(1).filter(|w| w.starts_with(char::is_uppercase));
        let capitals: Vec<String> = capitals.take(6).map(str::to_lowercase).collect();
        let fits = |role: &Span| {
            let role = role.of(self.text.text).to_lowercase();
            let mut words = role.split(' ');
            words.any(|word| nouns(word).any(|n| n == noun))
                && capitals.iter().all(|c| role.contains(c.as_str()))
        };
        let bearers = self.roles.get(noun)?.iter().copied().take(MOST_BEARERS);
        let people = bearers.filter(|&number| self.cast.figures[number].kind == EntityKind::Person);
        let mut found = people.filter(|&number| self.cast.figures[number].roles.iter().any(fits));
        found.next().filter(|_| found.next().is_none())
    }

    /// A description as it is told from others, and as it is printed: up to a comma, without article, and with
    /// the owner's name for "his", so that "her campaign" and "the Lee campaign" are one. A clause tells nobody from others.
    pub(super) fn described(&self, span: Span) -> (String, String) {
        const LONGEST: usize = 13;
        let mut words = self.text.encoding.words().overlapping(span);
        let ends = |word: &usize| self.ends_description(*word);
        let clause =
            |word: &usize| RELATIVE.iter().any(|relative| self.text.lower(*word) == relative.trim_start());
        let printed = words.start..words.clone().skip(1).find(ends).unwrap_or(words.end);
        words.end = printed.clone().skip(1).find(clause).unwrap_or(printed.end);
        // A long one is cut where something is joined to it.
        let joint = |word: &usize| {
            matches!(
                self.text.lower(*word).as_str(),
                "and" | "but" | "or" | "after" | "as" | "because" | "before" | "since" | "when" | "while"
            )
        };
        let printed = if printed.len() > LONGEST {
            let cut = (words.end..printed.start + LONGEST).rev().find(joint);
            printed.start..cut.unwrap_or(words.end)
        } else {
            printed
        };
        let whole = self.text.encoding.words().span_of(printed).of(self.text.text);
        let whole = RELATIVE.iter().fold(whole, |whole, word| whole.strip_suffix(word).unwrap_or(whole));
        let name = without_article(whole).trim_end_matches(['\'', '’', ' ']);
        let mut name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let first = self.text.lower(words.start);
        let owned = matches!(first.as_str(), "his" | "her" | "its" | "their" | "whose");
        let owner =
            self.links.get(&words.start).filter(|link| owned && link.probability >= self.options.least_link);
        if let (Some(owner), Some((_, rest))) = (owner, whole.split_once(' ')) {
            let owner = &self.cast.figures[owner.figure];
            let mark =
                if owner.kind == EntityKind::Group && owner.name.ends_with('s') { "’" } else { "’s" };
            name = format!("{}{mark} {rest}", owner.name);
        }
        let mut key = String::new();
        let mut before = None;
        for word in words {
            let lower = self.text.lower(word);
            let figure = self
                .cast
                .name_within(word..word + 1)
                .or_else(|| self.links.get(&word).map(|link| link.figure));
            match figure {
                Some(figure) if before == Some(figure) => {}
                Some(figure) => key.push_str(&format!("#{figure} ")),
                None if matches!(lower.as_str(), "the" | "a" | "an" | "'" | "’" | "s" | ".") => {}
                None if lexicon::is_title(&lower)
                    && word + 1 < self.text.len()
                    && self.text.word(word + 1) == "." => {}
                None if key.starts_with('#') && is_campaign(&lower) => key.push_str("campaign "),
                None => key.push_str(&format!("{lower} ")),
            }
            before = figure;
        }
        (owner_first(key), name)
    }

    /// A comma, but not in a number; a dash, a bracket.
    fn ends_description(&self, word: usize) -> bool {
        let span = self.text.span(word);
        let spaced =
            self.text.text[..span.start].ends_with(' ') && self.text.text[span.end..].starts_with(' ');
        match self.text.word(word) {
            "," => !self.text.text[span.end..].starts_with(|next: char| next.is_ascii_digit()),
            // "A study being released today" is a study.
            "being" => word > 0 && lexicon::is_document(&self.text.lower(word - 1)),
            "-" => spaced,
            ";" | ":" | "(" | "–" | "—" | "―" => true,
            _ => false,
        }
    }

    /// "The 85-year-old lifelong socialist": what has an age and is no body is a person, and with "the" one who was named.
    pub(super) fn has_age(&self, head: usize) -> bool {
        const NEAR: usize = 6;
        let before = head.saturating_sub(NEAR)..head;
        before.clone().any(|word| self.text.lower(word) == "old")
            && before.clone().any(|word| self.text.lower(word) == "year")
    }

    pub(super) fn kind_of(&self, head: usize, noun: &str, plural: bool) -> EntityKind {
        let [person, body, place, other] = self.text.encoding.mention(head);
        // "Both groups" aren't one body that is named.
        // Nor is "a small group of contributors" a body.
        let of_people = noun == "group" && head + 1 < self.text.len() && self.text.lower(head + 1) == "of";
        let body_or_bodies = if plural || of_people { EntityKind::Group } else { EntityKind::Organization };
        if lexicon::is_document(noun) {
            EntityKind::Document
        } else if lexicon::is_body(noun) {
            body_or_bodies
        } else if lexicon::is_place(noun) {
            EntityKind::Place
        } else if other > person.max(body).max(place) && !lexicon::is_role(noun) {
            EntityKind::Unknown
        } else if person >= body.max(place) || self.has_age(head) {
            if plural { EntityKind::Group } else { EntityKind::Person }
        } else if body >= place {
            body_or_bodies
        } else {
            EntityKind::Place
        }
    }
}

/// "Advisers to #1" are "#1 advisers".
fn owner_first(key: String) -> String {
    match key.trim_end().split(' ').collect::<Vec<_>>()[..] {
        [noun, "to" | "of" | "for", owner] if owner.starts_with('#') && !noun.starts_with('#') => {
            format!("{owner} {noun} ")
        }
        _ => key,
    }
}

fn stem(word: &str) -> String {
    word.trim_end_matches('s').to_owned()
}

/// Whether those who work for a candidate are called so.
fn is_campaign(noun: &str) -> bool {
    matches!(noun, "campaign" | "team" | "camp")
}

fn without_article(words: &str) -> &str {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let article = matches!(first.to_lowercase().as_str(), "the" | "a" | "an");
    if article && !rest.trim().is_empty() { rest.trim_start() } else { words }
}
