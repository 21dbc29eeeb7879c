use std::collections::{BTreeMap, BTreeSet};

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
    let roles = roles_of(text, cast);
    let pieces = |i: usize| attributions[i].content.iter().map(move |c| (c.start, (c.end, i)));
    let mut settling = Settling {
        text,
        segmentation,
        attributions,
        cast,
        options,
        roles,
        sources: BTreeSet::new(),
        links: BTreeMap::new(),
        alone: BTreeMap::new(),
        by_noun: BTreeMap::new(),
        joint: BTreeMap::new(),
        contents: (0..attributions.len()).flat_map(pieces).collect(),
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
    speakers
}

/// Mentions that a pronoun or a description looks back on.
const LOOKS_BACK: usize = 80;
/// Of two who bear a name the one who is printed more is meant, unless the other is this likely.
const SURE_OF_NAMESAKE: f32 = 0.8;
/// Words that it looks back over.
const REACH: usize = 400;
/// Pieces of content that begin before a word are looked at for one that holds it.
const NESTED: usize = 16;
/// "A governor" where dozens are named is no longer looked for.
const MOST_BEARERS: usize = 40;
/// "A and B and C …": sources within sources are read to this depth.
const DEEPEST: usize = 3;
/// A word that heads a mention with this probability is one.
const IS_MENTION: f32 = 0.5;
/// Who is named inside a quotation is seldom whom the text outside goes on about.
const QUOTED_ELSEWHERE: f32 = 1.0;
/// Who is named in what another says, likewise.
const SAID_ELSEWHERE: f32 = 1.0;
/// Who has spoken already is likelier to be spoken of, most of all who spoke last.
const IS_SOURCE: f32 = 0.75;
const LATEST_SOURCE: f32 = 2.0;
/// Less with each sentence between.
const FADES: f32 = 0.5;
/// Who is named first in the sentence, or in the one before, is likelier too.
const IS_SUBJECT: f32 = 1.5;
/// A description that names somebody else must be this much surer to be taken for one who is named.
const OWN_DESCRIPTION: f32 = 0.3;
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
    author: Option<usize>,
}

/// What is to be settled at a word.
enum Item {
    Pronoun(Pronoun),
    /// A name that several bear.
    Name,
    /// An "and" between two names.
    And(usize, usize),
    Description {
        span: Span,
        definite: bool,
        source: bool,
    },
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
                    self.cast.stand_for(joint, word);
                }
                Item::Description { span, definite, source } => {
                    self.settle_description(word, span, definite, source)
                }
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

    /// The words before a head that go with it, back to its article.
    fn noun_phrase(&self, head: usize) -> (Span, bool) {
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

    fn settle_pronoun(&mut self, word: usize, pronoun: Pronoun) {
        let fits = |figure: &Figure| match pronoun {
            Pronoun::He | Pronoun::She => {
                matches!(figure.kind, EntityKind::Person | EntityKind::Unknown)
                    && !figure.contradicts(pronoun)
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

    /// Of several who bear a name the likeliest here; at first the one that `cast` took for it.
    fn settle_name(&mut self, head: usize) {
        let bearers = self.cast.bearers(head);
        let own = self.cast.headed_by(head);
        let fits = |number: usize, figure: &Figure| bearers.contains(&number) && !figure.on_first_name_terms;
        if let Some(link) = self
            .likeliest_of(head, fits, None)
            .filter(|link| Some(link.figure) != own && link.probability > SURE_OF_NAMESAKE)
        {
            self.cast.reassign(head, link.figure);
        }
    }

    fn settle_description(&mut self, head: usize, span: Span, definite: bool, source: bool) {
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
                        EntityKind::Group => {
                            matches!(figure.kind, EntityKind::Group | EntityKind::Organization)
                        }
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
    fn within(&self, span: Span, head: usize) -> Vec<usize> {
        let words = self.text.encoding.words().overlapping(span);
        let mentioned = |word: usize| {
            self.cast.name_within(word..word + 1).or_else(|| Some(self.links.get(&word)?.figure))
        };
        words.filter(|&word| word != head).filter_map(mentioned).collect()
    }

    /// The only person of the text whose printed role has a description's head and all its words in capitals.
    fn by_role(&self, span: Span, noun: &str) -> Option<usize> {
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
    fn described(&self, span: Span) -> (String, String) {
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
    fn the_two(&mut self, span: Span, noun: &str, plural: bool) -> Option<usize> {
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

    fn kind_of(&self, head: usize, noun: &str, plural: bool) -> EntityKind {
        let [person, body, place, other] = self.text.encoding.mention(head);
        if lexicon::is_document(noun) {
            EntityKind::Document
        } else if lexicon::is_body(noun) {
            EntityKind::Organization
        } else if lexicon::is_place(noun) {
            EntityKind::Place
        } else if other > person.max(body).max(place) && !lexicon::is_role(noun) {
            EntityKind::Unknown
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
        self.likeliest_of(word, |_, figure| fits(figure), noun)
    }

    fn likeliest_of(
        &self,
        word: usize,
        fits: impl Fn(usize, &Figure) -> bool,
        noun: Option<&str>,
    ) -> Option<Link> {
        let lower = self.text.lower(word);
        let inside = self.quotation_at(word);
        let said_here = self.content_at(word);
        let latest = self.sources.range(..word).next_back().filter(|_| self.sources.contains(&word)).copied();
        let sentence = self.sentence_of(word);
        let mut scores: Vec<(usize, usize, f32)> = Vec::new();
        let mut best = 0f32; // the score of being nobody's
        let before = self.cast.heads_before(word).take(LOOKS_BACK).filter(|&(head, _)| word - head <= REACH);
        for (head, figure) in before {
            if !fits(figure, &self.cast.figures[figure]) {
                continue;
            }
            let mut score = self.text.encoding.link(word, head, lower == self.text.lower(head));
            let quotation = self.quotation_at(head);
            if quotation.is_some() && quotation != inside {
                score -= QUOTED_ELSEWHERE;
            }
            let said = self.content_at(head);
            if said.is_some() && said != said_here {
                score -= SAID_ELSEWHERE;
            }
            if self.sources.contains(&head) {
                score += IS_SOURCE;
            }
            let sentences = sentence - self.sentence_of(head);
            if latest == Some(head) {
                score += (LATEST_SOURCE - FADES * sentences as f32).max(0.0);
            }
            if noun.is_none() && sentences <= 1 && self.is_first(head) {
                score += IS_SUBJECT;
            }
            let named_so = |noun: &str| self.cast.figures[figure].parts.iter().any(|part| part == noun);
            if noun.is_some_and(|noun| self.has_role(figure, noun) || named_so(noun)) {
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
        self.roles.get(noun).is_some_and(|figures| figures.contains(&figure))
    }

    fn sentence_of(&self, word: usize) -> usize {
        let at = self.text.span(word).start;
        self.segmentation.sentences.partition_point(|sentence| sentence.span.start <= at)
    }

    /// Whether a mention is the first of its sentence, as subjects are.
    fn is_first(&self, head: usize) -> bool {
        let before = self.cast.heads_before(head).next();
        before.is_none_or(|(other, _)| self.sentence_of(other) < self.sentence_of(head))
    }

    /// The attribution in whose content a word stands.
    fn content_at(&self, word: usize) -> Option<usize> {
        let at = self.text.span(word);
        let mut around = self.contents.range(..=at.start).rev().take(NESTED);
        around.find(|&(_, &(end, _))| end >= at.end).map(|(_, &(_, i))| i)
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
            Phrase::Name { figure, head } => Some(Speaker {
                entity: figure,
                role: self.role_in(source, figure),
                found_by: FoundBy::Name,
                antecedent: None,
                confidence: confidence(FoundBy::Name, self.cast.certainty(figure, head)),
            }),
            Phrase::Description { head, .. } => self.settled(head, source),
            Phrase::Pronoun(Pronoun::I | Pronoun::We, word) => self.first_person(word, speakers),
            Phrase::Pronoun(Pronoun::He | Pronoun::She | Pronoun::It | Pronoun::They, word) => {
                self.settled(word, source)
            }
            Phrase::Pronoun(Pronoun::Relative, word) => self.antecedent_of_clause(word),
            Phrase::Pronoun(Pronoun::You | Pronoun::Vague | Pronoun::Indefinite, _) | Phrase::Nothing => None,
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
                Some(Speaker {
                    entity,
                    role,
                    found_by: found[0].found_by,
                    antecedent: None,
                    confidence: sure,
                })
            }
            Phrase::Joint(_) => None,
        }
    }

    /// The joint figure of these members: one, however often they speak together.
    fn joint(&mut self, members: Vec<usize>) -> usize {
        let mut sorted = members.clone();
        sorted.sort_unstable();
        if let Some(&known) = self.joint.get(&sorted) {
            return known;
        }
        let names: Vec<&str> = members.iter().map(|&m| self.cast.figures[m].name.as_str()).collect();
        let mut figure = Figure::new(EntityKind::Group, names.join(" & "));
        figure.members = members;
        let figure = self.cast.add(figure);
        self.joint.insert(sorted, figure);
        figure
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
        let mut around = self.contents.range(..=at.start).rev().take(NESTED).filter(|&(_, &(end, i))| {
            end >= at.end && self.attributions[i].source.is_none_or(|source| !source.contains(at))
        });
        let found_by = FoundBy::Pronoun;
        if let Some((_, &(_, i))) = around.next() {
            let said = speakers[i]?;
            let antecedent = self.attributions[i].source;
            return Some(Speaker {
                role: None,
                found_by,
                antecedent,
                confidence: confidence(found_by, 0.9),
                ..said
            });
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
        Some(Speaker {
            entity: figure,
            role: None,
            found_by,
            antecedent: None,
            confidence: confidence(found_by, 0.8),
        })
    }

    /// "Lee, who said": whoever is mentioned right before.
    fn antecedent_of_clause(&mut self, word: usize) -> Option<Speaker> {
        const NEAR: usize = 8;
        let alive = self.text.lower(word) != "which";
        let fits = |figure: usize| {
            let kind = self.cast.figures[figure].kind;
            let is_alive = matches!(kind, EntityKind::Person | EntityKind::Group | EntityKind::Unknown);
            self.text.lower(word) == "that" || alive == is_alive
        };
        let near = self.cast.heads_before(word).take_while(|&(head, _)| word - head <= NEAR);
        let found = near.into_iter().find(|&(_, figure)| fits(figure));
        let beside = (word.saturating_sub(2)..word)
            .rev()
            .find(|&w| self.text.word(w).starts_with(char::is_alphabetic))?;
        let (head, figure) = match found {
            Some((head, figure)) if head == beside || self.cast.name_within(beside..beside + 1).is_some() => {
                (head, figure)
            }
            other => {
                // "a problem that tells us": nobody who is known, but what stands right before.
                let noun = self.text.lower(beside);
                if lexicon::is_after_head(&noun) || lexicon::pronoun(&noun).is_some() || noun.ends_with("ly")
                {
                    other?
                } else {
                    self.settle_description(beside, self.noun_phrase(beside).0, false, true);
                    (beside, self.links.get(&beside)?.figure)
                }
            }
        };
        let antecedent = Some(self.text.span(head));
        let found_by = FoundBy::Pronoun;
        Some(Speaker {
            entity: figure,
            role: None,
            found_by,
            antecedent,
            confidence: confidence(found_by, 0.8),
        })
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

/// A word of a role, and what it is short for.
fn nouns(word: &str) -> impl Iterator<Item = &str> {
    let long = match word {
        "sen." => Some("senator"),
        "rep." => Some("representative"),
        "gov." => Some("governor"),
        "gen." => Some("general"),
        "prof." => Some("professor"),
        "dr." => Some("doctor"),
        _ => None,
    };
    std::iter::once(word.trim_end_matches('.')).chain(long)
}

/// Whose printed roles hold a word, by the word.
fn roles_of(text: Text<'_>, cast: &Cast) -> BTreeMap<String, BTreeSet<usize>> {
    let mut roles: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (number, figure) in cast.figures.iter().enumerate() {
        for role in &figure.roles {
            for word in role.of(text.text).to_lowercase().split(' ') {
                for noun in nouns(word) {
                    roles.entry(noun.to_owned()).or_default().insert(number);
                }
            }
        }
    }
    roles
}
