use onrecord_document::{Entity, Form, Speaker};

use super::{Cast, Figure};
use crate::{Resolution, Text};

impl Cast {
    /// The entities in order of their first mention, and the speakers among them. Who is described and neither speaks
    /// nor is mentioned twice is left out.
    pub(crate) fn finish(mut self, text: Text<'_>, mut speakers: Vec<Option<Speaker>>) -> Resolution {
        for speaker in speakers.iter().flatten() {
            self.figures[speaker.entity].speaks = true;
            for member in self.figures[speaker.entity].members.clone() {
                self.figures[member].speaks = true;
            }
        }
        let stays = |figure: &Figure| {
            !(figure.mentions.is_empty() && figure.members.is_empty())
                && (figure.speaks
                    || figure.mentions.len() > 1
                    || figure.mentions.iter().any(|m| m.form == Form::Name))
        };
        for figure in &mut self.figures {
            figure.mentions.sort_by_key(|m| (m.span.start, m.span.end));
            figure.mentions.dedup_by_key(|m| m.span);
            figure.roles.sort_by_key(|r| r.start);
            let mut seen: Vec<String> = Vec::new();
            figure.roles.retain(|role| {
                let words = role.of(text.text).to_lowercase();
                let new = !seen.contains(&words);
                seen.push(words);
                new
            });
        }
        let mut order: Vec<usize> = (0..self.figures.len()).filter(|&f| stays(&self.figures[f])).collect();
        let first = |figure: usize| {
            let of = &self.figures[figure];
            let members = of.members.iter().filter_map(|&m| self.figures[m].mentions.first());
            of.mentions
                .first()
                .or_else(|| members.min_by_key(|m| m.span.start))
                .map_or(usize::MAX, |m| m.span.start)
        };
        order.sort_by_key(|&figure| (first(figure), figure));
        let mut number = vec![None; self.figures.len()];
        for (id, &figure) in order.iter().enumerate() {
            number[figure] = Some(id);
        }
        for slot in &mut speakers {
            *slot = slot.and_then(|speaker| Some(Speaker { entity: number[speaker.entity]?, ..speaker }));
        }
        let entities = order
            .iter()
            .map(|&figure| {
                let of = &self.figures[figure];
                Entity {
                    name: of.name.clone(),
                    kind: of.kind,
                    members: of.members.iter().filter_map(|&m| number[m]).collect(),
                    mentions: of.mentions.clone(),
                    roles: of.roles.clone(),
                    identifiers: Vec::new(),
                }
            })
            .collect();
        Resolution { entities, speakers }
    }
}
