use std::collections::{BTreeMap, BTreeSet};

use onrecord_document::{Form, FoundBy};

use super::weights::{Anaphor, Evidence};
use super::{LOOKS_BACK, Link, NESTED, Settling};
use crate::Text;
use crate::cast::{Cast, Figure};
use crate::fitting::{Candidate, Reference};
use crate::lexicon::{self, Pronoun};

/// Words that it looks back over, and ahead.
const REACH: usize = 400;
/// Mentions of one figure that are looked through.
const MENTIONS: usize = 256;
/// "The 85-year-old" is always somebody who was named: so it is in all 15 places where PolNeAR train's articles have one.
const KNOWN_BY_AGE: f32 = 5.0;
/// The model thinks it too improbable that whom the first lines describe is named only afterwards.
const NAMED_AFTER: f32 = 1.0;
/// Besides, if the name or the role has a word of the description.
const SHARED_AFTER: f32 = 2.0;

impl Settling<'_> {
    /// Whom the mention at `word` most likely is another mention of, among figures that fit.
    pub(super) fn likeliest_of(
        &self,
        word: usize,
        fits: impl Fn(usize, &Figure) -> bool,
        anaphor: Anaphor<'_>,
    ) -> Option<Link> {
        let weights = anaphor.weights();
        let lower = self.text.lower(word);
        let inside = self.quotation_at(word);
        let said_here = self.content_at(word);
        let latest = self.sources.range(..word).next_back().filter(|_| self.sources.contains(&word)).copied();
        let sentence = self.sentence_of(word);
        let paragraph = self.paragraph_of(word);
        let aged = matches!(anaphor, Anaphor::Description(_)) && self.has_age(word);
        let mut scores: Vec<(usize, usize, f32)> = Vec::new();
        let mut candidates = Vec::new();
        let before = self.cast.heads_before(word).take(LOOKS_BACK).filter(|&(head, _)| word - head <= REACH);
        // "Before her election, Lee said": a person may be named only afterwards, in the sentence.
        let named_next = |&(head, _): &(usize, usize)| self.sentence_of(head) == sentence;
        let after = self.cast.heads_after(word).take(LOOKS_BACK).take_while(named_next);
        let of_person = matches!(anaphor, Anaphor::Pronoun(Pronoun::He | Pronoun::She));
        let after = after.filter(|&(head, _)| of_person && self.cast.name_within(head..head + 1).is_some());
        for (head, figure) in before.chain(after) {
            if !fits(figure, &self.cast.figures[figure]) {
                continue;
            }
            let of = &self.cast.figures[figure];
            let quotation = self.quotation_at(head);
            let said = self.content_at(head);
            let sentences = sentence.saturating_sub(self.sentence_of(head)) as f32;
            let here = sentences == 0.0;
            let first = sentences <= 1.0 && self.is_first(head);
            let is_latest = latest == Some(head);
            let role = match anaphor {
                Anaphor::Description(noun) => {
                    self.has_role(figure, noun) || of.parts.iter().any(|part| part == noun)
                }
                _ => false,
            };
            let holds = |holds: bool| if holds { 1.0 } else { 0.0 };
            let evidence = Evidence {
                model: self.text.encoding.link(word, head, lower == self.text.lower(head)),
                any: 1.0,
                of_source: holds(self.sources.contains(&word)),
                after: holds(head > word),
                quoted: holds(quotation.is_some() && quotation != inside),
                said: holds(said.is_some() && said != said_here),
                source: holds(self.sources.contains(&head)),
                latest: holds(is_latest),
                latest_near: holds(is_latest) * (5.0 - sentences).max(0.0),
                first: holds(first),
                first_here: holds(first && here),
                role: holds(role),
                pronoun: holds(lexicon::pronoun(&self.text.lower(head)).is_some()),
                often: (of.mentions.len().max(1) as f32).ln(),
                sentence: sentences.min(10.0),
                here: holds(here),
                paragraph: holds(self.paragraph_of(head) != paragraph),
                agreement: match anaphor {
                    Anaphor::Pronoun(pronoun) => of.agreement(pronoun),
                    _ => 0.0,
                },
            };
            let score = evidence.weighted(weights) + if aged { KNOWN_BY_AGE } else { 0.0 };
            scores.push((head, figure, score));
            if self.notes.is_some() {
                candidates.push(Candidate {
                    head: self.text.span(head),
                    figure,
                    evidence: evidence.values(),
                });
            }
        }
        if let Some(notes) = self.notes {
            let reference = Reference { head: self.text.span(word), sort: anaphor.sort(), candidates };
            notes.borrow_mut().push(reference);
        }
        self.surest(scores)
    }

    /// Whom the description at `word` most likely is of, among figures that fit and are named only after it.
    pub(super) fn likeliest_after(
        &self,
        word: usize,
        fits: impl Fn(usize, &Figure) -> bool,
        shares: impl Fn(usize) -> bool,
    ) -> Option<Link> {
        let lower = self.text.lower(word);
        let start = self.text.span(word).start;
        let named_before = |figure: &Figure| {
            let mut mentions = figure.mentions.iter().take(MENTIONS);
            mentions.any(|mention| mention.form == Form::Name && mention.span.start < start)
        };
        let after =
            self.cast.heads_after(word).take(LOOKS_BACK).take_while(|&(head, _)| head - word <= REACH);
        let fitting = after.filter(|&(_, figure)| {
            fits(figure, &self.cast.figures[figure]) && !named_before(&self.cast.figures[figure])
        });
        let score = |head, figure| {
            let shared = if shares(figure) { SHARED_AFTER } else { 0.0 };
            self.text.encoding.link(word, head, lower == self.text.lower(head)) + NAMED_AFTER + shared
        };
        self.surest(fitting.map(|(head, figure)| (head, figure, score(head, figure))).collect())
    }

    /// The figure with the highest probability over all its mentions, by (head, figure, score) of each; being nobody's
    /// scores 0.
    fn surest(&self, scores: Vec<(usize, usize, f32)>) -> Option<Link> {
        let best = scores.iter().map(|&(_, _, score)| score).fold(0.0, f32::max);
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

    pub(super) fn has_role(&self, figure: usize, noun: &str) -> bool {
        self.roles.get(noun).is_some_and(|figures| figures.contains(&figure))
    }

    fn paragraph_of(&self, word: usize) -> usize {
        let at = self.text.span(word).start;
        self.segmentation.paragraphs.partition_point(|paragraph| paragraph.start <= at)
    }

    pub(super) fn sentence_of(&self, word: usize) -> usize {
        let at = self.text.span(word).start;
        self.segmentation.sentences.partition_point(|sentence| sentence.span.start <= at)
    }

    /// Whether a mention is the first of its sentence, as subjects are.
    pub(super) fn is_first(&self, head: usize) -> bool {
        let before = self.cast.heads_before(head).next();
        before.is_none_or(|(other, _)| self.sentence_of(other) < self.sentence_of(head))
    }

    /// The attribution in whose content a word stands.
    pub(super) fn content_at(&self, word: usize) -> Option<usize> {
        let at = self.text.span(word);
        let mut around = self.contents.range(..=at.start).rev().take(NESTED);
        around.find(|&(_, &(end, _))| end >= at.end).map(|(_, &(_, i))| i)
    }

    /// The outermost quotation that a word stands in.
    pub(super) fn quotation_at(&self, word: usize) -> Option<usize> {
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
}

/// Whose printed roles hold a word, by the word.
pub(super) fn roles_of(text: Text<'_>, cast: &Cast) -> BTreeMap<String, BTreeSet<usize>> {
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

/// A word of a role, and what it is short for.
pub(super) fn nouns(word: &str) -> impl Iterator<Item = &str> {
    let long = match word {
        "sen." => Some("senator"),
        "rep." => Some("representative"),
        "gov." => Some("governor"),
        "gen." => Some("general"),
        "prof." => Some("professor"),
        "dr." => Some("doctor"),
        _ => None,
    };
    // "Senators Lee and Marr"
    let one = word.strip_suffix('s').filter(|one| lexicon::is_role(one));
    std::iter::once(word.trim_end_matches('.')).chain(long).chain(one)
}
