use std::collections::BTreeMap;

use onrecord_document::{EntityKind, Form, Kind, Speaker};

use super::Settling;
use crate::cast::Figure;
use crate::lexicon::{self, Pronoun};
use crate::roles;

impl Settling<'_> {
    /// In another's mouth "I" mentions who speaks, and "we" the body that speaks, or that the speaker has the say in.
    pub(super) fn mention_first_persons(&mut self, speakers: &[Option<Speaker>]) {
        let mut bodies: BTreeMap<usize, Option<usize>> = BTreeMap::new();
        for word in 0..self.text.len() {
            let Some(pronoun @ (Pronoun::I | Pronoun::We)) = self.pronoun_at(word) else { continue };
            let Some(speaker) = self.mouth_of(word).and_then(|i| speakers[i]) else { continue };
            let figure = match (pronoun, self.cast.figures[speaker.entity].kind) {
                (Pronoun::I, EntityKind::Person) => Some(speaker.entity),
                (Pronoun::We, EntityKind::Organization | EntityKind::Group) => Some(speaker.entity),
                (Pronoun::We, EntityKind::Person) => {
                    *bodies.entry(speaker.entity).or_insert_with(|| self.body_of(speaker.entity))
                }
                _ => None,
            };
            if let Some(figure) = figure {
                self.cast.mention(figure, word, self.text.span(word), Form::Pronoun);
            }
        }
    }

    /// "Lee, who": a relative pronoun beside a name mentions whose it is.
    pub(super) fn mention_relatives(&mut self) {
        for word in 1..self.text.len() {
            let Some(Pronoun::Relative) = self.pronoun_at(word) else { continue };
            let lower = self.text.lower(word);
            let last = word - 1 - usize::from(word > 1 && self.text.word(word - 1) == ",");
            let name = self.cast.name_within(last..last + 1).filter(|_| !self.text.is_parted(last, word));
            let Some(figure) = name.filter(|_| lower != "that") else { continue };
            let is_person = matches!(self.cast.figures[figure].kind, EntityKind::Person | EntityKind::Group);
            if lower == "whose" || is_person == (lower != "which") {
                self.cast.mention(figure, word, self.text.span(word), Form::Pronoun);
            }
        }
    }

    /// The pronoun at a word that isn't settled yet. "US" and "WHO" are none, nor is what is part of a name; and "mine" is as
    /// often dug.
    fn pronoun_at(&self, word: usize) -> Option<Pronoun> {
        let printed = self.text.word(word);
        let shouted = printed.len() > 1 && !printed.contains(char::is_lowercase);
        let taken = || self.cast.headed_by(word).is_some() || self.cast.name_within(word..word + 1).is_some();
        let lower = printed.to_lowercase();
        lexicon::pronoun(&lower).filter(|_| !shouted && lower != "mine" && !taken())
    }

    /// The attribution that has a word as it was spoken: not in a paraphrase, nor in what is quoted within, nor in what a
    /// quotation paraphrases.
    fn mouth_of(&self, word: usize) -> Option<usize> {
        let i = self.content_at(word)?;
        let at = self.text.span(word).start;
        let quotations = &self.segmentation.quotations;
        let innermost = quotations[..quotations.partition_point(|q| q.span.start <= at)]
            .iter()
            .rev()
            .take(super::NESTED)
            .find(|q| q.span.end > at);
        let piece = self.attributions[i].content.iter().find(|piece| piece.start <= at && at < piece.end)?;
        match (self.attributions[i].kind, innermost) {
            (Kind::Indirect, _) | (Kind::Mixed, None) => None,
            (_, Some(within)) if within.parent.is_some() && piece.start < within.span.start => None,
            (_, Some(within)) if piece.start > within.inner.start => None,
            _ => Some(i),
        }
    }

    /// The one body named in a role of those who say "we" of it: "a Fenham Boats spokesman", "chief executive of Fenham Boats".
    pub(super) fn body_of(&self, figure: usize) -> Option<usize> {
        let mut bodies = self.cast.figures[figure].roles.iter().flat_map(|&role| {
            let head = roles::head(self.text, role).map(|head| self.text.lower(head));
            let speaks = head.is_some_and(|head| lexicon::speaks_for_a_body(&head));
            let holds = speaks && !roles::is_former(self.text, role);
            let words = self.text.encoding.words().overlapping(role);
            let words = self.owner_before(words.start).unwrap_or(words.start)..words.end;
            let mentioned = words.filter(move |_| holds).filter_map(|word| self.cast.headed_by(word));
            mentioned.filter(|&body| self.cast.figures[body].kind == EntityKind::Organization)
        });
        match bodies.next() {
            Some(first) => bodies.all(|body| body == first).then_some(first),
            None => self.body_told_of(figure),
        }
    }

    /// "Spokeswoman Ann Lee said": of the body that the text has told of most by then, if there is one.
    fn body_told_of(&self, figure: usize) -> Option<usize> {
        const LEAST: usize = 3;
        let mut roles = self.cast.figures[figure].roles.iter();
        let role = roles.find(|&&role| {
            let words = self.text.encoding.words().overlapping(role);
            let named = || words.clone().any(|word| self.cast.name_within(word..word + 1).is_some());
            lexicon::is_mouthpiece(&role.of(self.text.text).to_lowercase()) && !named()
        })?;
        let told = |of: &Figure| of.mentions.iter().filter(|mention| mention.span.start < role.start).count();
        let bodies =
            self.cast.figures.iter().enumerate().filter(|(_, of)| of.kind == EntityKind::Organization);
        let mut told: Vec<(usize, usize)> = bodies.map(|(number, of)| (told(of), number)).collect();
        told.sort_unstable_by(|a, b| b.cmp(a));
        match told[..] {
            [(most, body), ref others @ ..] if most >= LEAST => {
                others.first().is_none_or(|(second, _)| most > 2 * second).then_some(body)
            }
            _ => None,
        }
    }

    /// The owner of what begins at a word: "bank" of "the bank's chief executive".
    fn owner_before(&self, word: usize) -> Option<usize> {
        word.checked_sub(3).filter(|owner| self.text.is_possessive(owner + 2))
    }
}
