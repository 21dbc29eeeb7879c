use std::collections::BTreeMap;

use onrecord_document::{
    Attribution, DecidedBy, EntityKind, Form, FoundBy, Kind, Segmentation, Span, Speaker,
};

use crate::cast::{Cast, Figure};
use crate::confidence::confidence;
use crate::lexicon::{self, Pronoun};
use crate::phrase::{self, Phrase};
use crate::{Options, Text};

/// Who speaks in each attribution. On the way every pronoun of the third person and every description of a person or a
/// body is settled, from left to right, since each may be what a later one refers to.
pub(crate) fn speakers(
    text: Text<'_>,
    segmentation: &Segmentation,
    attributions: &[Attribution],
    cast: &mut Cast,
    options: Options,
) -> Vec<Option<Speaker>> {
    let mut settling = Settling { text, segmentation, attributions, cast, options, links: BTreeMap::new(), alone: BTreeMap::new(), author: None };
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
    speakers
}

/// Mentions that a pronoun or a description looks back on.
const LOOKS_BACK: usize = 80;
/// Words that it looks back over.
const REACH: usize = 400;
/// "A and B and C …": sources within sources are read to this depth.
const DEEPEST: usize = 3;
/// A word that heads a mention with this probability is one.
const IS_MENTION: f32 = 0.5;
/// Who is named inside a quotation is seldom whom the text outside goes on about.
const QUOTED_ELSEWHERE: f32 = 1.0;
/// A role printed with a name says more than the model sees of it.
const SAME_ROLE: f32 = 2.0;

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
    /// Head word of a pronoun or a description -> what it was settled as.
    links: BTreeMap<usize, Link>,
    /// Descriptions of those of whom nothing else is known, by their words.
    alone: BTreeMap<String, usize>,
    author: Option<usize>,
}

/// What is to be settled at a word.
enum Item {
    Pronoun(Pronoun),
    Description { span: Span, definite: bool, source: bool },
}

impl Settling<'_> {
    fn run(&mut self) {
        let mut items: BTreeMap<usize, Item> = BTreeMap::new();
        for word in 0..self.text.len() {
            if let Some(item) = self.item_at(word) {
                items.insert(word, item);
            }
        }
        for attribution in self.attributions {
            let Some(source) = attribution.source else { continue };
            self.items_of(source, &mut items, 0);
        }
        for (word, item) in items {
            match item {
                Item::Pronoun(pronoun) => self.settle_pronoun(word, pronoun),
                Item::Description { span, definite, source } => self.settle_description(word, span, definite, source),
            }
        }
    }

    /// Descriptions that are sources replace what was seen at their heads: their words are known.
    fn items_of(&self, source: Span, items: &mut BTreeMap<usize, Item>, depth: usize) {
        match phrase::read(self.text, self.cast, source) {
            Phrase::Description { head, definite } => {
                items.insert(head, Item::Description { span: source, definite, source: true });
            }
            Phrase::Joint(parts) if depth < DEEPEST => {
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

    /// The words before a head that go with it, back to its article.
    fn noun_phrase(&self, head: usize) -> (Span, bool) {
        const LONGEST: usize = 6;
        for word in (head.saturating_sub(LONGEST)..head).rev() {
            let lower = self.text.lower(word);
            let span = || self.text.encoding.words().span_of(word..head + 1);
            match lower.as_str() {
                "the" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their" => return (span(), true),
                "a" | "an" | "another" | "some" | "one" => return (span(), false),
                _ if lexicon::is_after_head(&lower) || !lower.starts_with(char::is_alphanumeric) => break,
                _ => {}
            }
        }
        (self.text.span(head), false)
    }

    fn settle_pronoun(&mut self, word: usize, pronoun: Pronoun) {
        let fits = |figure: &Figure| match pronoun {
            Pronoun::He | Pronoun::She => {
                matches!(figure.kind, EntityKind::Person | EntityKind::Unknown) && !figure.contradicts(pronoun)
            }
            Pronoun::It => !matches!(figure.kind, EntityKind::Person | EntityKind::Group),
            _ => figure.kind != EntityKind::Person && figure.kind != EntityKind::Place,
        };
        let Some(link) = self.likeliest(word, fits, None) else { return };
        let link = Link { found_by: FoundBy::Pronoun, ..link };
        if link.probability >= self.options.least_link {
            self.cast.figures[link.figure].call(pronoun, link.probability);
            self.cast.mention(link.figure, word, self.text.span(word), Form::Pronoun);
        }
        self.links.insert(word, link);
    }

    fn settle_description(&mut self, head: usize, span: Span, definite: bool, source: bool) {
        let noun = self.text.lower(head);
        let plural = lexicon::is_plural(&noun);
        let kind = self.kind_of(head, &noun, plural);
        let key = without_article(span.of(self.text.text)).to_lowercase();
        if definite {
            let fits = |figure: &Figure| match kind {
                EntityKind::Person => figure.kind == EntityKind::Person,
                EntityKind::Group => matches!(figure.kind, EntityKind::Group | EntityKind::Organization),
                _ => figure.kind != EntityKind::Person,
            };
            let least = self.options.least_description;
            if let Some(link) = self.likeliest(head, fits, Some(&noun)).filter(|l| l.probability >= least) {
                self.cast.mention(link.figure, head, span, Form::Description);
                self.links.insert(head, Link { found_by: FoundBy::Description, ..link });
                return;
            }
        }
        // "A source", "another source" and "one official" are somebody else each time.
        let anew = !definite && !plural;
        let known = self.alone.get(&key).copied().filter(|_| !anew);
        let figure = known.unwrap_or_else(|| {
            let name = without_article(span.of(self.text.text)).trim_end_matches([',', ';', ':']).to_owned();
            self.cast.add(Figure::new(kind, name))
        });
        self.alone.insert(key, figure);
        self.cast.mention(figure, head, span, Form::Description);
        let found_by = FoundBy::DescriptionAlone;
        self.links.insert(head, Link { figure, antecedent: None, probability: if source { 1.0 } else { 0.5 }, found_by });
    }

    fn kind_of(&self, head: usize, noun: &str, plural: bool) -> EntityKind {
        let [person, body, place, _] = self.text.encoding.mention(head);
        if lexicon::is_document(noun) {
            EntityKind::Document
        } else if person >= body.max(place) {
            if plural { EntityKind::Group } else { EntityKind::Person }
        } else if body >= place {
            EntityKind::Organization
        } else {
            EntityKind::Place
        }
    }

    /// Whom the mention at `word` most likely is another mention of, among figures that fit.
    fn likeliest(&self, word: usize, fits: impl Fn(&Figure) -> bool, noun: Option<&str>) -> Option<Link> {
        let lower = self.text.lower(word);
        let inside = self.quotation_at(word);
        let mut scores: Vec<(usize, usize, f32)> = Vec::new();
        let mut best = 0f32; // the score of being nobody's
        let before = self.cast.heads_before(word).take(LOOKS_BACK).filter(|&(head, _)| word - head <= REACH);
        for (head, figure) in before {
            if !fits(&self.cast.figures[figure]) {
                continue;
            }
            let mut score = self.text.encoding.link(word, head, lower == self.text.lower(head));
            let quotation = self.quotation_at(head);
            if quotation.is_some() && quotation != inside {
                score -= QUOTED_ELSEWHERE;
            }
            if noun.is_some_and(|noun| self.has_role(figure, noun)) {
                score += SAME_ROLE;
            }
            best = best.max(score);
            scores.push((head, figure, score));
        }
        let all = (-best).exp() + scores.iter().map(|(_, _, score)| (score - best).exp()).sum::<f32>();
        let mut of: BTreeMap<usize, (f32, f32, usize)> = BTreeMap::new();
        for (head, figure, score) in scores {
            let probability = (score - best).exp() / all;
            let entry = of.entry(figure).or_insert((0.0, 0.0, head));
            entry.0 += probability;
            if probability > entry.1 {
                (entry.1, entry.2) = (probability, head);
            }
        }
        let (figure, (probability, _, head)) = of.into_iter().max_by(|a, b| a.1.0.total_cmp(&b.1.0))?;
        let antecedent = Some(self.text.span(head));
        Some(Link { figure, antecedent, probability, found_by: FoundBy::Pronoun })
    }

    fn has_role(&self, figure: usize, noun: &str) -> bool {
        let ends = |role: &Span| {
            role.of(self.text.text).to_lowercase().split(' ').any(|word| word.trim_end_matches('.') == noun || short_for(word, noun))
        };
        self.cast.figures[figure].roles.iter().any(ends)
    }

    /// The outermost quotation that a word stands in.
    fn quotation_at(&self, word: usize) -> Option<usize> {
        let at = self.text.span(word);
        let quotations = &self.segmentation.quotations;
        let mut index = quotations.partition_point(|q| q.span.start <= at.start).checked_sub(1)?;
        if quotations[index].span.end <= at.start {
            index = quotations[index].parent?;
        }
        while let Some(parent) = quotations[index].parent {
            index = parent;
        }
        (quotations[index].span.end > at.start).then_some(index)
    }

    fn speaker_of(&mut self, source: Span, speakers: &[Option<Speaker>], depth: usize) -> Option<Speaker> {
        let role = None;
        match phrase::read(self.text, self.cast, source) {
            Phrase::Name(figure) => Some(Speaker {
                entity: figure,
                role: self.role_in(source, figure),
                found_by: FoundBy::Name,
                antecedent: None,
                confidence: confidence(FoundBy::Name, 1.0),
            }),
            Phrase::Description { head, .. } => self.settled(head, source),
            Phrase::Pronoun(Pronoun::I | Pronoun::We, word) => self.first_person(word, speakers),
            Phrase::Pronoun(Pronoun::He | Pronoun::She | Pronoun::It | Pronoun::They, word) => self.settled(word, source),
            Phrase::Pronoun(Pronoun::Relative, word) => self.antecedent_of_clause(word),
            Phrase::Pronoun(Pronoun::You | Pronoun::Indefinite, _) | Phrase::Nothing => None,
            Phrase::Joint(parts) if depth < DEEPEST => {
                let found: Vec<Speaker> =
                    parts.into_iter().filter_map(|part| self.speaker_of(part, speakers, depth + 1)).collect();
                let sure = found.iter().map(|s| s.confidence).fold(1.0, f32::min);
                let mut members: Vec<usize> = found.iter().map(|s| s.entity).collect();
                members.dedup();
                let entity = match members[..] {
                    [] => return None,
                    [one] => one,
                    _ => self.joint(members),
                };
                Some(Speaker { entity, role, found_by: found[0].found_by, antecedent: None, confidence: sure })
            }
            Phrase::Joint(_) => None,
        }
    }

    /// The joint figure of these members: one, however often they speak together.
    fn joint(&mut self, members: Vec<usize>) -> usize {
        if let Some(known) = self.cast.figures.iter().rposition(|figure| figure.members == members) {
            return known;
        }
        let names: Vec<&str> = members.iter().map(|&m| self.cast.figures[m].name.as_str()).collect();
        let mut figure = Figure::new(EntityKind::Group, names.join(" & "));
        figure.members = members;
        self.cast.add(figure)
    }

    fn settled(&self, head: usize, source: Span) -> Option<Speaker> {
        let link = self.links.get(&head)?;
        let least = match link.found_by {
            FoundBy::Pronoun => self.options.least_link,
            _ => 0.0,
        };
        (link.probability >= least).then(|| Speaker {
            entity: link.figure,
            role: (link.found_by == FoundBy::Description).then_some(source),
            found_by: link.found_by,
            antecedent: link.antecedent,
            confidence: confidence(link.found_by, link.probability),
        })
    }

    /// "I" is whoever says the words that it stands in; outside all that is said, the writer.
    fn first_person(&mut self, word: usize, speakers: &[Option<Speaker>]) -> Option<Speaker> {
        let at = self.text.span(word);
        let holds = |attribution: &Attribution| attribution.content.iter().filter(|c| c.contains(at)).map(|c| c.len()).min();
        let around = (0..self.attributions.len())
            .filter_map(|i| holds(&self.attributions[i]).map(|len| (len, i)))
            .filter(|&(_, i)| self.attributions[i].source.is_none_or(|s| !s.contains(at)))
            .min();
        let found_by = FoundBy::Pronoun;
        if let Some((_, i)) = around {
            let said = speakers[i]?;
            let antecedent = self.attributions[i].source;
            return Some(Speaker { role: None, found_by, antecedent, confidence: confidence(found_by, 0.9), ..said });
        }
        if self.quotation_at(word).is_some() {
            return None;
        }
        let figure = match self.author {
            Some(figure) => figure,
            None => self.cast.add(Figure::new(EntityKind::Person, AUTHOR.to_owned())),
        };
        self.author = Some(figure);
        self.cast.mention(figure, word, at, Form::Pronoun);
        Some(Speaker { entity: figure, role: None, found_by, antecedent: None, confidence: confidence(found_by, 0.8) })
    }

    /// "Lee, who said": whoever is mentioned right before.
    fn antecedent_of_clause(&self, word: usize) -> Option<Speaker> {
        const NEAR: usize = 8;
        let (head, figure) = self.cast.heads_before(word).next().filter(|&(head, _)| word - head <= NEAR)?;
        let antecedent = Some(self.text.span(head));
        let found_by = FoundBy::Pronoun;
        Some(Speaker { entity: figure, role: None, found_by, antecedent, confidence: confidence(found_by, 0.8) })
    }

    /// The role that is printed in the source itself.
    fn role_in(&self, source: Span, figure: usize) -> Option<Span> {
        self.cast.figures[figure].roles.iter().copied().find(|role| source.contains(*role))
    }

    /// A quotation without a source that follows in its paragraph on one with a speaker goes on speaking.
    fn by_context(&self, i: usize, speakers: &[Option<Speaker>]) -> Option<Speaker> {
        let of = &self.attributions[i];
        let alone = of.cue.is_none() && of.kind == Kind::Direct;
        let goes_on = of.evidence.decided_by == DecidedBy::Continuation || alone;
        let before = i.checked_sub(1).filter(|_| goes_on)?;
        let between = Span::new(
            self.attributions[before].content.last()?.end.min(of.content[0].start),
            of.content[0].start,
        );
        let apart = between.of(self.text.text).contains('\n');
        let speaker = speakers[before]?;
        let found_by = FoundBy::Context;
        let antecedent = self.attributions[before].source;
        (!apart && self.attributions[before].kind == Kind::Direct).then(|| Speaker {
            role: None,
            found_by,
            antecedent,
            confidence: confidence(found_by, 0.5),
            ..speaker
        })
    }
}

/// What the writer is called who says "I".
const AUTHOR: &str = "the author";

fn without_article(words: &str) -> &str {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let article = matches!(first.to_lowercase().as_str(), "the" | "a" | "an");
    if article && !rest.trim().is_empty() { rest.trim_start() } else { words }
}

/// "sen." for "senator".
fn short_for(title: &str, noun: &str) -> bool {
    let stem = title.trim_end_matches('.');
    title.ends_with('.') && stem.len() >= 3 && noun.starts_with(stem)
}
