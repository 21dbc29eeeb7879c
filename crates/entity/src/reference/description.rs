use onrecord_document::{EntityKind, Form, FoundBy, Span};

use super::likelihood::nouns;
use super::{LOOKS_BACK, Link, Settling};
use crate::cast::Figure;
use crate::lexicon;

/// "A governor" where dozens are named is no longer looked for.
const MOST_BEARERS: usize = 40;
/// A description that names somebody else must be this much surer to be taken for one who is named.
const OWN_DESCRIPTION: f32 = 0.3;

impl Settling<'_> {
    /// The words before a head that go with it, back to its article.
    pub(super) fn noun_phrase(&self, head: usize) -> (Span, bool) {
        const LONGEST: usize = 6;
        for word in (head.saturating_sub(LONGEST)..head).rev() {
            let lower = self.text.lower(word);
            let span = || self.text.encoding.words().span_of(word..head + 1);
            match lower.as_str() {
                "the" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their" => {
                    return (span(), true);
                }
                "a" | "an" | "another" | "some" | "one" | "any" | "no" | "every" => return (span(), false),
                _ if lexicon::is_after_head(&lower) || !lower.starts_with(char::is_alphanumeric) => break,
                _ => {}
            }
        }
        (self.text.span(head), false)
    }

    pub(super) fn settle_description(&mut self, head: usize, span: Span, definite: bool, source: bool) {
        let noun = self.text.lower(head);
        let plural = lexicon::is_plural(&noun);
        let kind = self.kind_of(head, &noun, plural);
        let (key, name) = self.described(span);
        if source && let Some(figure) = self.the_two(span, &noun, plural) {
            self.links.insert(
                head,
                Link { figure, antecedent: None, probability: 0.7, found_by: FoundBy::Description },
            );
            return;
        }
        if definite {
            let inside = self.within(span, head);
            let fits = |number: usize, figure: &Figure| {
                !inside.contains(&number)
                    && match kind {
                        EntityKind::Person => figure.kind == EntityKind::Person,
                        EntityKind::Group => figure.kind == EntityKind::Group,
                        EntityKind::Organization => {
                            matches!(figure.kind, EntityKind::Organization | EntityKind::Place)
                        }
                        EntityKind::Place => figure.kind == EntityKind::Place,
                        _ => !matches!(figure.kind, EntityKind::Person | EntityKind::Place),
                    }
            };
            // "Lee’s doctor" and "the head of the board" say by themselves whom they mean.
            let least =
                self.options.least_description + if inside.is_empty() { 0.0 } else { OWN_DESCRIPTION };
            let linked = self.likeliest_of(head, fits, Some(&noun)).filter(|l| l.probability >= least);
            let same =
                || self.by_noun.get(&noun).filter(|_| source && !self.alone.contains_key(&key)).copied();
            let by_role = || self.by_role(span, &noun).filter(|_| source && kind == EntityKind::Person);
            let likely = |figure| Link {
                figure,
                antecedent: None,
                probability: least,
                found_by: FoundBy::Description,
            };
            if let Some(link) = linked.or_else(|| by_role().map(likely)).or_else(|| same().map(likely)) {
                self.cast.mention(link.figure, head, span, Form::Description);
                self.links.insert(head, Link { found_by: FoundBy::Description, ..link });
                return;
            }
        } else if source && kind == EntityKind::Person {
            // "A former minister said" above the line that names her.
            let later = |figure: &usize| {
                let first = self.cast.figures[*figure].mentions.iter().map(|m| m.span.start).min();
                first.is_some_and(|start| start > span.start)
            };
            let telling =
                span.of(self.text.text).split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase));
            if let Some(figure) = self.by_role(span, &noun).filter(|_| telling).filter(later) {
                self.cast.mention(figure, head, span, Form::Description);
                let probability = self.options.least_description;
                self.links.insert(
                    head,
                    Link { figure, antecedent: None, probability, found_by: FoundBy::Description },
                );
                return;
            }
        }
        // "A source", "another source" and "one official" are somebody else each time.
        let anew = !definite && !plural;
        let known = self.alone.get(&key).copied().filter(|_| !anew);
        let figure = known.unwrap_or_else(|| self.cast.add(Figure::new(kind, name)));
        self.alone.insert(key, figure);
        self.by_noun.insert(noun, figure);
        self.cast.mention(figure, head, span, Form::Description);
        let found_by = FoundBy::DescriptionAlone;
        self.links.insert(
            head,
            Link { figure, antecedent: None, probability: if source { 1.0 } else { 0.5 }, found_by },
        );
    }

    /// Who is mentioned inside a description: "Lee’s wife" isn't Lee.
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

    /// A description as it is told from others, and as it is printed: up to a comma or a clause, without article, and with
    /// the owner's name for "his", so that "her campaign" and "the Lee campaign" are one.
    pub(super) fn described(&self, span: Span) -> (String, String) {
        let mut words = self.text.encoding.words().overlapping(span);
        let ends = |word: &usize| {
            matches!(
                self.text.lower(*word).as_str(),
                "," | "who" | "which" | "that" | ";" | ":" | "(" | "whose"
            )
        };
        words.end = words.clone().skip(1).find(ends).unwrap_or(words.end);
        let whole = self.text.encoding.words().span_of(words.clone()).of(self.text.text);
        let mut name = without_article(whole).trim_end_matches(['\'', '’', ' ']).to_owned();
        let first = self.text.lower(words.start);
        let owned = matches!(first.as_str(), "his" | "her" | "its" | "their");
        let owner =
            self.links.get(&words.start).filter(|link| owned && link.probability >= self.options.least_link);
        if let (Some(owner), Some((_, rest))) = (owner, whole.split_once(' ')) {
            name = format!("{}’s {rest}", self.cast.figures[owner.figure].name);
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
                None if matches!(lower.as_str(), "the" | "a" | "an" | "'" | "’" | "s") => {}
                None => key.push_str(&format!("{lower} ")),
            }
            before = figure;
        }
        (key, name)
    }

    /// "The two men", "both candidates": the two who were named last.
    pub(super) fn the_two(&mut self, span: Span, noun: &str, plural: bool) -> Option<usize> {
        let words = self.text.encoding.words().overlapping(span);
        let known = matches!(self.text.lower(words.start).as_str(), "the" | "both" | "these" | "those");
        let counted = known && words.clone().take(3).any(|word| lexicon::is_two(&self.text.lower(word)));
        if !counted || !plural || words.len() > 4 {
            return None;
        }
        let places = matches!(noun, "countries" | "nations" | "states" | "governments" | "cities");
        let fits = |figure: &Figure| match figure.kind {
            EntityKind::Person => !places && !figure.parts.is_empty(),
            EntityKind::Place => places,
            _ => false,
        };
        let mut two: Vec<usize> = Vec::new();
        for (_, figure) in self.cast.heads_before(words.start).take(LOOKS_BACK) {
            if fits(&self.cast.figures[figure]) && !two.contains(&figure) {
                two.push(figure);
            }
            if two.len() == 2 {
                break;
            }
        }
        two.sort_unstable();
        (two.len() == 2).then(|| self.joint(two))
    }

    pub(super) fn kind_of(&self, head: usize, noun: &str, plural: bool) -> EntityKind {
        let [person, body, place, other] = self.text.encoding.mention(head);
        // "Both groups" aren't one body that is named.
        let body_or_bodies = if plural { EntityKind::Group } else { EntityKind::Organization };
        if lexicon::is_document(noun) {
            EntityKind::Document
        } else if lexicon::is_body(noun) {
            body_or_bodies
        } else if lexicon::is_place(noun) {
            EntityKind::Place
        } else if other > person.max(body).max(place) && !lexicon::is_role(noun) {
            EntityKind::Unknown
        } else if person >= body.max(place) {
            if plural { EntityKind::Group } else { EntityKind::Person }
        } else if body >= place {
            body_or_bodies
        } else {
            EntityKind::Place
        }
    }
}

fn without_article(words: &str) -> &str {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let article = matches!(first.to_lowercase().as_str(), "the" | "a" | "an");
    if article && !rest.trim().is_empty() { rest.trim_start() } else { words }
}
