use onrecord_document::{EntityKind, Form, Kind, Speaker};

use super::Settling;
use crate::lexicon::{self, Pronoun};

impl Settling<'_> {
    /// In another's mouth "I" mentions who speaks, and "we" the body that speaks, or that the speaker has the say in.
    pub(super) fn mention_first_persons(&mut self, speakers: &[Option<Speaker>]) {
        for word in 0..self.text.len() {
            let pronoun = lexicon::pronoun(&self.text.lower(word));
            let Some(pronoun @ (Pronoun::I | Pronoun::We)) = pronoun else { continue };
            if self.cast.headed_by(word).is_some() {
                continue;
            }
            let Some(speaker) = self.mouth_of(word).and_then(|i| speakers[i]) else { continue };
            let figure = match (pronoun, self.cast.figures[speaker.entity].kind) {
                (Pronoun::I, EntityKind::Person) => Some(speaker.entity),
                (Pronoun::We, EntityKind::Organization | EntityKind::Group) => Some(speaker.entity),
                (Pronoun::We, EntityKind::Person) => self.body_of(speaker.entity),
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
            let lower = self.text.lower(word);
            if !matches!(lower.as_str(), "who" | "whom" | "whose" | "which")
                || self.cast.headed_by(word).is_some()
            {
                continue;
            }
            let last = word - 1 - usize::from(word > 1 && self.text.word(word - 1) == ",");
            let Some(figure) = self.cast.name_within(last..last + 1) else { continue };
            let is_person = matches!(self.cast.figures[figure].kind, EntityKind::Person | EntityKind::Group);
            if lower == "whose" || is_person == (lower != "which") {
                self.cast.mention(figure, word, self.text.span(word), Form::Pronoun);
            }
        }
    }

    /// The attribution that has a word as it was spoken: not in a paraphrase, nor in what is quoted within.
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
            _ => Some(i),
        }
    }

    /// The one body named in a role of those who say "we" of it: "a Fenham Boats spokesman", "chief executive of Fenham Boats".
    fn body_of(&self, figure: usize) -> Option<usize> {
        let words = self.text.encoding.words();
        let mut bodies = self.cast.figures[figure].roles.iter().flat_map(|&role| {
            let role = words.overlapping(role);
            let role = self.owner_before(role.start).unwrap_or(role.start)..role.end;
            let speaks = role.clone().any(|word| lexicon::speaks_for_a_body(&self.text.lower(word)));
            let was =
                role.clone().any(|word| matches!(self.text.lower(word).as_str(), "former" | "ex" | "then"));
            let mentioned = role.filter(move |_| speaks && !was).filter_map(|word| self.cast.headed_by(word));
            mentioned.filter(|&body| self.cast.figures[body].kind == EntityKind::Organization)
        });
        let first = bodies.next()?;
        bodies.all(|body| body == first).then_some(first)
    }

    /// The owner of what begins at a word: "bank" of "the bank's chief executive".
    fn owner_before(&self, word: usize) -> Option<usize> {
        let owner = word.checked_sub(3)?;
        (self.text.word(owner + 2) == "s" && matches!(self.text.word(owner + 1), "'" | "’")).then_some(owner)
    }
}
