use onrecord_document::{EntityKind, Span};

use super::{LOOKS_BACK, Settling};
use crate::cast::Figure;
use crate::lexicon;

/// What those who stand for an office are called, of whom one word is as good as another.
const CANDIDATES: [&str; 6] = ["candidate", "contender", "hopeful", "nominee", "rival", "runner"];

impl Settling<'_> {
    /// "The two men", "both companies", "both", "neither company", "each": two who are joined right before, or the two who were named
    /// most and last; of a role two who have it, or one and somebody named in the same sentence.
    pub(super) fn the_two(&mut self, span: Span, noun: &str, plural: bool) -> Option<usize> {
        let words = self.text.encoding.words().overlapping(span);
        let first = self.text.lower(words.start);
        let known = matches!(first.as_str(), "the" | "both" | "these" | "those");
        let counted = known && words.clone().take(3).any(|word| lexicon::is_two(&self.text.lower(word)));
        let both = counted && (plural || lexicon::is_two(noun)) && words.len() <= 5;
        let apart = matches!(first.as_str(), "each" | "neither") && words.len() <= 2;
        // Sides are countries, parties or people.
        let sides = matches!(noun, "side" | "sides" | "camp" | "camps");
        if !both && !apart || sides {
            return self.all_of_role(span, noun, &first);
        }
        let bare = lexicon::is_two(noun) || noun == first;
        let places = matches!(noun, "countries" | "nations" | "states" | "governments" | "cities");
        let bodies = lexicon::are_bodies(noun) || lexicon::is_body(noun);
        let pronoun = lexicon::pronoun_of_noun(noun);
        let agrees = |figure: &Figure| !pronoun.is_some_and(|pronoun| figure.contradicts(pronoun));
        let fits = |figure: &Figure| match figure.kind {
            EntityKind::Person => !places && !bodies && !figure.parts.is_empty() && agrees(figure),
            EntityKind::Organization => bodies && !places && !figure.parts.is_empty(),
            EntityKind::Place => places,
            _ => false,
        };
        if let Some(pair) = self.joined_lately(words.start, |figure| bare || fits(figure)) {
            return Some(pair);
        }
        let role = noun.strip_suffix('s').filter(|role| lexicon::is_role(role));
        let has_role = |figure: usize| role.is_some_and(|role| self.has_the_role(figure, role));
        let sentence = self.sentence_of(words.start);
        let mut named: Vec<(usize, f32)> = Vec::new();
        for (head, figure) in self.cast.heads_before(words.start).take(LOOKS_BACK) {
            if !fits(&self.cast.figures[figure]) || self.is_beside_the_point(head) {
                continue;
            }
            let weight = 1.0 / (1 + sentence - self.sentence_of(head)) as f32;
            match named.iter_mut().find(|(other, _)| *other == figure) {
                Some((_, sum)) => *sum += weight,
                None => named.push((figure, weight)),
            }
        }
        let mut two: Vec<usize> = match role {
            Some(_) => {
                let one = named.iter().find(|&&(figure, _)| has_role(figure))?.0;
                let others = || named.iter().map(|&(figure, _)| figure).filter(|&figure| figure != one);
                let other = others().find(|&figure| has_role(figure));
                vec![
                    one,
                    other.or_else(|| others().find(|&other| self.stand_together(one, other, words.start)))?,
                ]
            }
            None => {
                named.sort_by(|a, b| b.1.total_cmp(&a.1));
                named.into_iter().take(2).map(|(figure, _)| figure).collect()
            }
        };
        if two.len() < 2 {
            return None;
        }
        two.sort_unstable();
        Some(self.joint(two))
    }

    /// "The senators", after two who are joined right before, one of whom at least is one.
    fn all_of_role(&mut self, span: Span, noun: &str, first: &str) -> Option<usize> {
        let words = self.text.encoding.words().overlapping(span);
        let role = noun.strip_suffix('s').filter(|role| lexicon::is_role(role))?;
        let plain = first == "the" && words.len() == 2;
        let pair =
            self.joined_lately(words.start, |figure| figure.kind == EntityKind::Person).filter(|_| plain)?;
        self.cast.figures[pair].members.iter().any(|&member| self.has_the_role(member, role)).then_some(pair)
    }

    /// Whether a role is printed with somebody, in this word or one that is as good.
    pub(super) fn has_the_role(&self, figure: usize, role: &str) -> bool {
        let alike: &[&str] = if CANDIDATES.contains(&role) { &CANDIDATES } else { &[role] };
        alike.iter().any(|role| self.has_role(figure, role))
    }

    /// The last two who stand together in this sentence or the two before.
    fn joined_lately(&self, word: usize, fits: impl Fn(&Figure) -> bool) -> Option<usize> {
        let sentence = self.sentence_of(word);
        let near = |&(head, _): &(usize, usize)| self.sentence_of(head) + 2 >= sentence;
        let pair = |&figure: &usize| {
            let members = &self.cast.figures[figure].members;
            members.len() == 2 && members.iter().all(|&member| fits(&self.cast.figures[member]))
        };
        self.cast.heads_before(word).take(LOOKS_BACK).take_while(near).map(|(_, figure)| figure).find(pair)
    }

    /// Whether some sentence before a word mentions both.
    fn stand_together(&self, one: usize, other: usize, word: usize) -> bool {
        let sentences = |of: usize| {
            let heads =
                self.cast.heads_before(word).take(LOOKS_BACK).filter(move |&(_, figure)| figure == of);
            heads.map(|(head, _)| self.sentence_of(head)).collect::<Vec<_>>()
        };
        let there = sentences(other);
        sentences(one).iter().any(|sentence| there.contains(sentence))
    }

    /// "The Lee administration", "anti-Lee": named only in what something else is called.
    fn is_beside_the_point(&self, head: usize) -> bool {
        let is = |word: usize, holds: &dyn Fn(&str) -> bool| {
            word < self.text.len() && holds(&self.text.lower(word))
        };
        head > 0 && self.text.word(head - 1) == "-" || is(head + 1, &|next| lexicon::is_body(next))
    }
}
