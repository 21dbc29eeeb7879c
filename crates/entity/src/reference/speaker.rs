use onrecord_document::{DecidedBy, EntityKind, Form, FoundBy, Kind, Span, Speaker};

use super::{DEEPEST, NESTED, Settling};
use crate::cast::Figure;
use crate::confidence::confidence;
use crate::lexicon::{self, Pronoun};
use crate::phrase::{self, Phrase};

impl Settling<'_> {
    pub(super) fn speaker_of(
        &mut self,
        source: Span,
        speakers: &[Option<Speaker>],
        depth: usize,
    ) -> Option<Speaker> {
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
            // Whoever reads, or anyone: like "one", not known by another name.
            Phrase::Pronoun(Pronoun::You, word) if self.quotation_at(word).is_none() => {
                self.settle_description(word, source, false, true);
                self.settled(word, source)
            }
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
    pub(super) fn joint(&mut self, members: Vec<usize>) -> usize {
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

    pub(super) fn settled(&self, head: usize, source: Span) -> Option<Speaker> {
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
    pub(super) fn first_person(&mut self, word: usize, speakers: &[Option<Speaker>]) -> Option<Speaker> {
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
        let signed = self.signed_by(word);
        let figure = match signed.or(self.author) {
            Some(figure) => figure,
            None => self.cast.add(Figure::new(EntityKind::Person, AUTHOR.to_owned())),
        };
        self.author = self.author.or(Some(figure).filter(|_| signed.is_none()));
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
    pub(super) fn antecedent_of_clause(&mut self, word: usize) -> Option<Speaker> {
        const NEAR: usize = 12;
        const MARKS: usize = 4;
        let is_word = |&w: &usize| self.text.word(w).starts_with(char::is_alphabetic);
        let mut word = word;
        let beside = loop {
            let beside = (word.saturating_sub(MARKS)..word).rev().find(is_word)?;
            if !matches!(self.text.lower(beside).as_str(), "and" | "but" | "or") {
                break beside;
            }
            word = self.clause_before(beside)?;
        };
        let pronoun = self.text.lower(word);
        let plural = self.has_plural_verb(word);
        let fits = |figure: usize| {
            let kind = self.cast.figures[figure].kind;
            let is_alive = matches!(kind, EntityKind::Person | EntityKind::Group);
            let agrees = !(plural && kind == EntityKind::Person);
            let of_any_kind = matches!(pronoun.as_str(), "that" | "whose");
            agrees && (of_any_kind || kind == EntityKind::Unknown || (pronoun != "which") == is_alive)
        };
        // "Democrats and Republicans, who have", "Lee and Marr, friends who"
        let described =
            self.comma_of_apposition(beside).filter(|_| lexicon::is_plural(&self.text.lower(beside)));
        let both = self.joined_before(beside).filter(|_| plural);
        if let Some(members) = both.or_else(|| self.joined_before(described? - 1)) {
            let figure = self.joint(members);
            return Some(self.said_by_clause(figure, beside));
        }
        let near: Vec<(usize, usize)> =
            self.cast.heads_before(word).take_while(|&(head, _)| word - head <= NEAR).collect();
        let found = near.into_iter().find(|&(_, figure)| fits(figure));
        // What a preposition brings along may stand between: "an aide at the bank who", "aides such as Lee who".
        let adjoins = |head: usize| {
            let parted = |w: usize| matches!(self.text.lower(w).as_str(), "," | "and" | ";" | "(");
            let next = self.text.lower(head + 1);
            head == beside
                || self.cast.name_within(beside..beside + 1).is_some()
                || ((lexicon::is_after_head(&next) || next == "such") && !(head + 1..beside).any(parted))
        };
        let noun = self.text.lower(beside);
        let told_of = |head: usize| self.described_by(head).filter(|&(_, figure)| fits(figure));
        let (head, figure) = match found {
            Some((head, _)) if let Some(named) = told_of(head) => named,
            Some((head, figure)) if adjoins(head) => (head, figure),
            _ if let Some(named) = told_of(beside) => named,
            other
                if lexicon::is_after_head(&noun)
                    || lexicon::pronoun(&noun).is_some_and(|p| p != Pronoun::Indefinite)
                    || noun.ends_with("ly")
                    || matches!(noun.as_str(), "here" | "there" | "today" | "yesterday" | "alike") =>
            {
                other?
            }
            // "a problem that tells us": nobody who is known, but what stands right before.
            _ => {
                let noun = self.before_example(beside).filter(|_| plural).unwrap_or(beside);
                self.settle_description(noun, self.noun_phrase(noun).0, false, true);
                (noun, self.links.get(&noun)?.figure)
            }
        };
        Some(self.said_by_clause(figure, head))
    }

    /// "Engineers such as Lee": of whom the name that ends at a word is an example.
    fn before_example(&self, name: usize) -> Option<usize> {
        let such = self.cast.start_of_name(self.text, name)?.checked_sub(2)?;
        let is_such = self.text.lower(such) == "such" && self.text.lower(such + 1) == "as";
        such.checked_sub(1).filter(|_| is_such)
    }

    fn said_by_clause(&self, entity: usize, head: usize) -> Speaker {
        let found_by = FoundBy::Pronoun;
        let antecedent = Some(self.text.span(head));
        Speaker { entity, role: None, found_by, antecedent, confidence: confidence(found_by, 0.8) }
    }

    /// Whether a clause says by its verb that it is of several: "who have", "who often say".
    fn has_plural_verb(&self, pronoun: usize) -> bool {
        let next = (pronoun + 1..self.text.len()).take(2).map(|word| self.text.lower(word));
        let verb =
            next.into_iter().find(|word| !word.ends_with("ly") && !matches!(word.as_str(), "also" | "often"));
        verb.is_some_and(|verb| {
            matches!(verb.as_str(), "are" | "have" | "were" | "say" | "want" | "think" | "believe")
        })
    }

    /// The two named around an "and", the second of whose names ends at a word.
    fn joined_before(&self, last: usize) -> Option<Vec<usize>> {
        let start = self.cast.start_of_name(self.text, last)?;
        let and = start.checked_sub(1).filter(|&and| and > 0 && self.text.lower(and) == "and")?;
        let other = self.cast.name_within(last..last + 1)?;
        let one = self.cast.name_within(and - 1..and)?;
        (one != other).then(|| vec![one, other])
    }

    /// The comma after a name that what ends at `noun` stands beside: "Lee, a lawyer from Fenham and a friend".
    fn comma_of_apposition(&self, noun: usize) -> Option<usize> {
        const LONGEST: usize = 14;
        let within = |word: &usize| {
            let lower = self.text.lower(*word);
            let verb =
                matches!(lower.as_str(), "is" | "was" | "are" | "were" | "has" | "had" | "said" | "says");
            let clause = matches!(lower.as_str(), "who" | "that" | "which");
            !verb
                && !clause
                && (lower.starts_with(char::is_alphanumeric) || matches!(lower.as_str(), "-" | "'" | "’"))
        };
        let first = (noun.saturating_sub(LONGEST)..=noun).rev().take_while(within).last()?;
        let comma = first.checked_sub(1).filter(|&comma| comma > 0 && self.text.word(comma) == ",")?;
        self.cast.name_within(comma - 1..comma).map(|_| comma)
    }

    /// "Lee, whom he appointed, and who said": the pronoun of the clause that the one after `and` is joined to.
    fn clause_before(&self, and: usize) -> Option<usize> {
        const NEAR: usize = 30;
        let sentence = self.sentence_of(and);
        let before = (and.saturating_sub(NEAR)..and).rev();
        let mut before = before.take_while(|&word| self.sentence_of(word) == sentence);
        before.find(|&word| {
            matches!(self.text.lower(word).as_str(), "who" | "whom" | "whose" | "which" | "that")
        })
    }

    /// Whom the noun phrase that ends at `noun` describes: "Lee, an aide who said", "Lee is an aide who said", "Lee is an aide,
    /// friend and neighbour who said".
    fn described_by(&self, noun: usize) -> Option<(usize, usize)> {
        let (phrase, _) = self.noun_phrase(noun);
        let first = self.text.encoding.words().overlapping(phrase).start;
        let between = first.checked_sub(1).filter(|&word| matches!(self.text.word(word), "," | "is" | "was"));
        let named = |between: usize| {
            let name = between.checked_sub(1)?;
            Some((name, self.cast.name_within(name..between)?))
        };
        let apposition = || {
            let comma = self.comma_of_apposition(noun)?;
            let article =
                matches!(self.text.lower(comma + 1).as_str(), "a" | "an" | "the" | "another" | "one");
            named(comma).filter(|_| article && !lexicon::is_plural(&self.text.lower(noun)))
        };
        between.and_then(named).or_else(apposition).or_else(|| {
            let copula = self.list_after_copula(noun)?;
            // "Lee often lies and is a liar, cheat and bully who".
            let joined = matches!(self.text.lower(copula.checked_sub(1)?).as_str(), "and" | "but");
            let sentence = self.sentence_of(copula);
            let mentions =
                self.cast.heads_before(copula).take_while(|&(head, _)| self.sentence_of(head) == sentence);
            named(copula).or_else(|| mentions.last().filter(|_| joined))
        })
    }

    /// The "is" before a list of what somebody is, without a verb or a preposition, that ends at `noun`.
    fn list_after_copula(&self, noun: usize) -> Option<usize> {
        const LONGEST: usize = 24;
        let is_copula = |&word: &usize| matches!(self.text.lower(word).as_str(), "is" | "was");
        let copula = (noun.saturating_sub(LONGEST)..noun).rev().find(is_copula)?;
        let mut between = copula + 1..noun;
        let article =
            between.next().is_some_and(|word| matches!(self.text.lower(word).as_str(), "a" | "an" | "the"));
        let is_listed = |word: usize| {
            let lower = self.text.lower(word);
            matches!(lower.as_str(), "," | "-")
                || (lower.starts_with(char::is_alphabetic) && !lexicon::is_after_head(&lower))
        };
        (article && between.all(is_listed)).then_some(copula)
    }

    /// The role that is printed in the source itself.
    pub(super) fn role_in(&self, source: Span, figure: usize) -> Option<Span> {
        self.cast.figures[figure].roles.iter().copied().find(|role| source.contains(*role))
    }

    /// "The aides say so but added": the subject of a verb goes on to the one that is joined to it.
    fn joined_verb(&self, i: usize, speakers: &[Option<Speaker>]) -> Option<Speaker> {
        const NEAR: usize = 8;
        let cue = self.attributions[i].cue?;
        let first = self.text.encoding.words().overlapping(cue).start;
        let adverb = |word: &usize| {
            let lower = self.text.lower(*word);
            lower.ends_with("ly") || matches!(lower.as_str(), "also" | "then" | "later")
        };
        let before = (0..first).rev().take(NEAR).find(|word| !adverb(word))?;
        if !matches!(self.text.lower(before).as_str(), "and" | "but" | "or") {
            return None;
        }
        let sentence = self.sentence_of(first);
        let is_before = |source: Span| {
            let word = self.text.encoding.words().overlapping(source).start;
            source.end <= cue.start && self.sentence_of(word) == sentence
        };
        let near = i.saturating_sub(NEAR)..(i + NEAR).min(speakers.len());
        let sources =
            self.attributions[near.clone()].iter().zip(&speakers[near]).filter_map(|(of, speaker)| {
                let source = of.source.filter(|&source| is_before(source))?;
                Some((source, (*speaker)?))
            });
        let (source, speaker) = sources.max_by_key(|(source, _)| source.start)?;
        let found_by = FoundBy::Context;
        Some(Speaker {
            role: None,
            found_by,
            antecedent: Some(source),
            confidence: confidence(found_by, 0.5),
            ..speaker
        })
    }

    /// A quotation without a source that follows in its paragraph on one with a speaker goes on speaking.
    pub(super) fn by_context(&self, i: usize, speakers: &[Option<Speaker>]) -> Option<Speaker> {
        let of = &self.attributions[i];
        if let Some(speaker) = self.joined_verb(i, speakers) {
            return Some(speaker);
        }
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
