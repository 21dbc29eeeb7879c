use std::collections::{BTreeMap, BTreeSet};

use onrecord_document::{Form, FoundBy};

use super::{LOOKS_BACK, Link, NESTED, Settling};
use crate::Text;
use crate::cast::{Cast, Figure};
use crate::lexicon;

/// Words that it looks back over, and ahead.
const REACH: usize = 400;
/// Mentions of one figure that are looked through.
const MENTIONS: usize = 256;
/// Who is named inside a quotation is seldom whom the text outside goes on about.
const QUOTED_ELSEWHERE: f32 = 1.0;
/// Who is named in what another says, likewise.
const SAID_ELSEWHERE: f32 = 1.0;
/// Who has spoken already is likelier to be spoken of, most of all who spoke last.
const IS_SOURCE: f32 = 0.75;
const LATEST_SOURCE: f32 = 2.5;
/// A description may be of anybody, though.
const LATEST_DESCRIBED: f32 = 0.5;
/// Less with each sentence between.
const FADES: f32 = 0.5;
/// Who is named first in the sentence, or in the one before, is likelier too.
const IS_SUBJECT: f32 = 1.5;
/// Whom the text is about is likelier: times the logarithm of how often it mentions them, as far as is known.
const OFTEN_NAMED: f32 = 0.25;
/// A role printed with a name says more than the model sees of it.
const SAME_ROLE: f32 = 2.0;
/// A pronoun between may itself be mistaken.
const BY_PRONOUN: f32 = 0.5;
/// The model thinks it too improbable that who is described is named only afterwards.
const NAMED_AFTER: f32 = 1.0;

impl Settling<'_> {
    /// Whom the mention at `word` most likely is another mention of, among figures that fit.
    pub(super) fn likeliest_of(
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
                let latest = (LATEST_SOURCE - FADES * sentences as f32).max(0.0);
                score += if noun.is_none() { latest } else { LATEST_DESCRIBED * latest };
            }
            if noun.is_none() && sentences <= 1 && self.is_first(head) {
                score += IS_SUBJECT;
            }
            let named_so = |noun: &str| self.cast.figures[figure].parts.iter().any(|part| part == noun);
            if noun.is_some_and(|noun| self.has_role(figure, noun) || named_so(noun)) {
                score += SAME_ROLE;
            }
            if lexicon::pronoun(&self.text.lower(head)).is_some() {
                score -= BY_PRONOUN;
            }
            score += OFTEN_NAMED * (self.cast.figures[figure].mentions.len().max(1) as f32).ln();
            scores.push((head, figure, score));
        }
        self.surest(scores)
    }

    /// Whom the description at `word` most likely is of, among figures that fit and are named only after it.
    pub(super) fn likeliest_after(&self, word: usize, fits: impl Fn(usize, &Figure) -> bool) -> Option<Link> {
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
        let score = |head| self.text.encoding.link(word, head, lower == self.text.lower(head)) + NAMED_AFTER;
        self.surest(fitting.map(|(head, figure)| (head, figure, score(head))).collect())
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
    std::iter::once(word.trim_end_matches('.')).chain(long)
}
