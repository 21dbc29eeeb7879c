use std::collections::BTreeMap;

use onrecord_document::{EntityKind, Span};
use onrecord_encoder::NameKind;

use super::{Cast, Figure, is_shouted};
use crate::Text;
use crate::lexicon::{self, Pronoun};
use crate::naming::Naming;

impl Cast {
    /// Whose a name is that isn't known word for word: an earlier figure's, or a new one's.
    pub(super) fn figure_for(
        &mut self,
        text: Text<'_>,
        index: &Index,
        naming: usize,
        kind: NameKind,
        called: &BTreeMap<String, Pronoun>,
    ) -> usize {
        let of = self.namings[naming].clone();
        let found = match kind {
            NameKind::Person => self.person(index, &of, called),
            NameKind::Organization => {
                self.organization(index, &of).or_else(|| self.clipped(text, index, &of))
            }
            NameKind::Place if of.parts.len() == 1 && is_shouted(of.span.of(text.text)) => {
                self.organization(index, &of)
            }
            NameKind::Place | NameKind::People | NameKind::Other => None,
        };
        if let Some(figure) = found {
            return figure;
        }
        if kind == NameKind::Person
            && let Some(family) = self.family(text, index, &of)
        {
            return self.add(family);
        }
        let mut figure = Figure::new(
            match kind {
                NameKind::Person => EntityKind::Person,
                NameKind::Organization => EntityKind::Organization,
                NameKind::Place => EntityKind::Place,
                NameKind::People => EntityKind::Group,
                NameKind::Other if is_quoted(text.text, of.span) => EntityKind::Work,
                NameKind::Other => EntityKind::Unknown,
            },
            of.span.of(text.text).to_owned(),
        );
        figure.parts.clone_from(&of.parts);
        self.add(figure)
    }

    fn person(
        &mut self,
        index: &Index,
        naming: &Naming,
        called: &BTreeMap<String, Pronoun>,
    ) -> Option<usize> {
        let parts = &naming.parts;
        let head = naming.head;
        let (first, last) = (parts.first()?, parts.last()?);
        let people = |figures: &[Figure], found: Vec<usize>| -> Vec<usize> {
            let fits = |&figure: &usize| {
                let figure = &figures[figure];
                let own = naming.titles.iter().find_map(|t| lexicon::pronoun_of_title(t));
                let title = own.or_else(|| called.get(&naming.key()).copied());
                let suffixes = figure.suffix.as_ref().zip(naming.suffix.as_ref());
                figure.kind == EntityKind::Person
                    && !title.is_some_and(|title| figure.contradicts(title))
                    && suffixes.is_none_or(|(one, other)| one == other)
            };
            let mut found: Vec<usize> = found.into_iter().filter(fits).collect();
            // "The younger Lee", where a Lee Jr. is.
            let so_called =
                |&figure: &usize| naming.suffix.is_some() && figures[figure].suffix == naming.suffix;
            if found.iter().any(so_called) {
                found.retain(so_called);
            }
            found
        };
        let by_nickname = people(&self.figures, Index::find(&index.by_nickname, &parts.join(" ")));
        if parts.len() > 1 {
            let mut same = people(&self.figures, Index::find(&index.by_last, last));
            same.retain(|&figure| is_same_person(&self.figures[figure].parts, parts));
            return self.foremost(&same, naming).or(by_nickname.first().copied());
        }
        let mut by_surname = people(&self.figures, Index::find(&index.by_last, last));
        // "Mr. Lee", "Lee", "his wife, Ann Lee": she is another.
        by_surname.retain(|&f| !self.figures[f].is_relative || self.alone_before(f, naming) == 0);
        if !by_surname.is_empty() {
            return self.foremost(&by_surname, naming);
        }
        let by_forename = people(&self.figures, Index::find(&index.by_first, first));
        if !by_forename.is_empty() {
            let found = self.foremost(&by_forename, naming)?;
            self.figures[found].on_first_name_terms |= !naming.quoted;
            return Some(found);
        }
        if let [figure] = by_nickname[..] {
            return Some(figure);
        }
        // "Ms. Serrano" is "Ana María Serrano Vidal".
        if let [figure] = people(&self.figures, Index::find(&index.by_middle, first))[..] {
            return Some(figure);
        }
        let by_initials = people(&self.figures, Index::find(&index.by_initials, first));
        if (2..=4).contains(&first.len()) && by_initials.len() == 1 {
            self.unsure.insert(head, by_initials.clone());
            return by_initials.first().copied();
        }
        None
    }

    /// Of several of one surname the one who was introduced before it stood alone, and who isn't printed in full
    /// thereafter: whoever is needs to be told apart.
    fn foremost(&mut self, of: &[usize], naming: &Naming) -> Option<usize> {
        const LOOKED_AT: usize = 64;
        if of.len() < 2 {
            return of.first().copied();
        }
        self.unsure.insert(naming.head, of.to_vec());
        let in_full = |figure: usize| {
            let mentions = self.figures[figure].mentions.iter().take(LOOKED_AT);
            mentions.filter(|m| m.span.len() > naming.span.len()).map(|m| m.span.start)
        };
        // A headline has the surname before anybody is introduced.
        let introduced = of.iter().filter_map(|&figure| in_full(figure).min()).min().unwrap_or(0);
        let alone = self.alone.get(&naming.key()).map(Vec::as_slice).unwrap_or_default();
        let below = alone.partition_point(|&start| start < introduced);
        let alone_from = alone.get(below).copied().unwrap_or(naming.span.start);
        let standing = |&figure: &usize| {
            let in_full = || in_full(figure);
            let first = in_full().min().unwrap_or(usize::MAX);
            let repeated = in_full().filter(|&start| start > alone_from).count();
            (first > alone_from, self.figures[figure].on_first_name_terms, repeated, first)
        };
        of.iter().copied().min_by_key(standing)
    }

    fn organization(&self, index: &Index, naming: &Naming) -> Option<usize> {
        let parts = &naming.parts;
        let first = parts.first()?;
        let bodies = |found: Vec<usize>| -> Vec<usize> {
            found.into_iter().filter(|&f| self.figures[f].kind == EntityKind::Organization).collect()
        };
        if parts.len() == 1 && (2..=8).contains(&first.len()) {
            // "the U.N." is a body, and its long name may have been read as a place's.
            let mut spelt_out = Index::find(&index.by_initials, first);
            spelt_out.retain(|&f| self.figures[f].kind != EntityKind::Person);
            spelt_out.sort_unstable();
            spelt_out.dedup();
            // Of several the one who is spelt out before the acronym is used.
            let used = self.alone.get(&naming.key()).map_or(naming.span.start, |alone| alone[0]);
            if spelt_out.len() > 1 {
                spelt_out.retain(|&f| self.figures[f].in_full < used);
            }
            if let [figure] = spelt_out[..] {
                return Some(figure);
            }
        }
        // "Labour" is "Labour Party"; "Post" is "Fenham Post" where there is but one.
        let longer = bodies(Index::find(&index.by_first, first));
        let by_beginning = longer.iter().copied().find(|&figure| {
            let other = &self.figures[figure].parts;
            other.starts_with(parts)
                && (other[parts.len()..].iter().all(|part| lexicon::is_body_word(part))
                    // "Fenham Mutual", then "Fenham"; "Fenham", then "Fenham Mutual Park" is something else.
                    || (parts.len() == 1 && longer.len() == 1 && self.alone_before(figure, naming) == 0))
                // "Fenham 300" is what Fenham builds.
                && !other[parts.len()..].iter().any(|part| part.contains(|c: char| c.is_ascii_digit()))
        });
        let by_end = || {
            let ends = bodies(Index::find(&index.by_last, parts.last()?));
            let mut fitting = ends.into_iter().filter(|&f| self.figures[f].parts.ends_with(parts));
            fitting.next().filter(|_| fitting.next().is_none())
        };
        by_beginning.or_else(by_end)
    }

    /// The body whose name was clipped, word by word: "FenPost" of "Fenham Post", "the Fed" of "Federal Reserve".
    fn clipped(&self, text: Text<'_>, index: &Index, naming: &Naming) -> Option<usize> {
        const LEAST: usize = 2;
        const LOOKED_AT: usize = 64;
        let printed = naming.span.of(text.text);
        let starts: Vec<usize> =
            printed.char_indices().filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at).collect();
        let ends = starts.iter().copied().skip(1).chain(std::iter::once(printed.len()));
        let pieces: Vec<String> =
            starts.iter().copied().zip(ends).map(|(from, to)| printed[from..to].to_lowercase()).collect();
        let first = pieces.first().filter(|_| naming.parts.len() == 1 && starts[0] == 0)?;
        let is_clip = |&figure: &usize| {
            let of = &self.figures[figure];
            let clipped = || {
                let begins = |(part, piece): (&String, &String)| {
                    piece.len() >= LEAST && part.starts_with(piece.as_str())
                };
                pieces.len() == of.parts.len() && of.parts.iter().zip(&pieces).all(begins)
            };
            let conventional = || pieces.len() == 1 && lexicon::is_clip(first, &of.parts[0]);
            of.kind == EntityKind::Organization && of.parts.len() > 1 && (clipped() || conventional())
        };
        let mut found = index.beginning(first).take(LOOKED_AT).filter(is_clip);
        found.next().filter(|one| found.all(|other| other == *one))
    }

    /// How often a short name stands alone below the headline before a figure is printed in full.
    fn alone_before(&self, figure: usize, short: &Naming) -> usize {
        let Some(alone) = self.alone.get(&short.key()) else { return 0 };
        let first = self.figures[figure].in_full;
        let below = if first > self.headline { self.headline } else { 0 };
        let until = |place: usize| alone.partition_point(|&start| start < place);
        until(first) - until(below)
    }

    /// "The Lees", several of one surname.
    fn family(&self, text: Text<'_>, index: &Index, naming: &Naming) -> Option<Figure> {
        let [name] = naming.parts.as_slice() else { return None };
        let surname = name.strip_suffix('s')?;
        let members = Index::find(&index.by_last, surname);
        let after_the = naming.words.start.checked_sub(1).is_some_and(|word| text.lower(word) == "the");
        if !after_the || members.is_empty() {
            return None;
        }
        let mut family = Figure::new(EntityKind::Group, naming.span.of(text.text).to_owned());
        family.parts.clone_from(&naming.parts);
        if members.len() > 1 {
            family.members = members;
        }
        Some(family)
    }
}

/// Figures by the parts of their names by which a shorter name may find them.
#[derive(Default)]
pub(super) struct Index {
    by_last: BTreeMap<String, Vec<usize>>,
    by_first: BTreeMap<String, Vec<usize>>,
    by_initials: BTreeMap<String, Vec<usize>>,
    /// People by what stands between first and last.
    by_middle: BTreeMap<String, Vec<usize>>,
    by_nickname: BTreeMap<String, Vec<usize>>,
}

impl Index {
    pub(super) fn add(&mut self, figure: usize, kind: NameKind, parts: &[String]) {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
        self.by_last.entry(last.clone()).or_default().push(figure);
        self.by_first.entry(first.clone()).or_default().push(figure);
        if kind == NameKind::Person {
            let initials = parts.iter().filter_map(|part| part.chars().next()).collect();
            self.by_initials.entry(initials).or_default().push(figure);
            // A second forename alone is another's.
            let surname =
                |part: &&String| part.chars().count() > 1 && lexicon::pronoun_of_forename(part).is_none();
            for middle in parts.iter().skip(1).rev().skip(1).filter(surname) {
                self.by_middle.entry(middle.clone()).or_default().push(figure);
            }
            return;
        }
        // A body's name may have been read with a word before it that isn't its own, and a small word may count.
        for small in [false, true] {
            let counts = |part: &&String| {
                small || !matches!(part.as_str(), "of" | "the" | "and" | "for" | "to" | "in" | "on")
            };
            let initials: Vec<char> =
                parts.iter().filter(counts).filter_map(|part| part.chars().next()).collect();
            for start in 0..initials.len().saturating_sub(1).min(4) {
                self.by_initials.entry(initials[start..].iter().collect()).or_default().push(figure);
            }
        }
    }

    /// What somebody is called in quotation marks within the name, 'William "Big Bill" Orrin'.
    pub(super) fn add_nickname(&mut self, figure: usize, nickname: String) {
        self.by_nickname.entry(nickname).or_default().push(figure);
    }

    /// What a body's name is in brackets beside it, "Dray Airlines (DRA)".
    pub(super) fn add_acronym(&mut self, figure: usize, acronym: String) {
        let known = self.by_initials.entry(acronym).or_default();
        if known.last() != Some(&figure) {
            known.push(figure);
        }
    }

    /// Those the first part of whose names begins with these letters.
    fn beginning(&self, letters: &str) -> impl Iterator<Item = usize> {
        let from = self.by_first.range(letters.to_owned()..);
        from.take_while(move |(first, _)| first.starts_with(letters))
            .flat_map(|(_, figures)| figures.iter().copied())
    }

    fn find(map: &BTreeMap<String, Vec<usize>>, part: &str) -> Vec<usize> {
        map.get(part).cloned().unwrap_or_default()
    }
}

/// Whether two names of two parts or more with one surname are one person's: their forenames are the same, or one is
/// the other's initial, or one has middle names that the other lacks.
fn is_same_person(a: &[String], b: &[String]) -> bool {
    let (a, b) = (&a[..a.len() - 1], &b[..b.len() - 1]);
    let (Some(first_a), Some(first_b)) = (a.first(), b.first()) else { return true };
    let initial =
        |short: &String, long: &String| short.chars().count() == 1 && long.starts_with(short.as_str());
    first_a == first_b
        || initial(first_a, first_b)
        || initial(first_b, first_a)
        || a.iter().all(|part| b.contains(part))
        || b.iter().all(|part| a.contains(part))
        || is_short_for(first_a, first_b)
        || is_short_for(first_b, first_a)
}

/// "Tim" for "Timothy", and the commonest that aren't cut from the front.
fn is_short_for(short: &str, long: &str) -> bool {
    const OTHERS: &[(&str, &str)] = &[
        ("bill", "william"),
        ("bob", "robert"),
        ("bobby", "robert"),
        ("dick", "richard"),
        ("rick", "richard"),
        ("jim", "james"),
        ("jimmy", "james"),
        ("mike", "michael"),
        ("ted", "edward"),
        ("ted", "theodore"),
        ("jack", "john"),
        ("peggy", "margaret"),
        ("liz", "elizabeth"),
        ("betty", "elizabeth"),
        ("beth", "elizabeth"),
        ("kate", "katherine"),
        ("kathy", "kathleen"),
        ("harry", "henry"),
        ("hank", "henry"),
        ("chuck", "charles"),
        ("charlie", "charles"),
        ("larry", "lawrence"),
        ("jerry", "gerald"),
        ("tony", "anthony"),
        ("dave", "david"),
        ("steve", "stephen"),
        ("steve", "steven"),
        ("joe", "joseph"),
        ("andy", "andrew"),
        ("jenny", "jennifer"),
    ];
    (short.len() >= 3 && long.starts_with(short)) || OTHERS.contains(&(short, long))
}

fn is_quoted(text: &str, span: Span) -> bool {
    text[..span.start].ends_with(['“', '‘', '"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str) -> Vec<String> {
        name.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn one_person_or_two() {
        for (a, b, same) in [
            ("ann lee", "a lee", true),
            ("ann lee", "ann marie lee", true),
            ("tim kerr", "timothy kerr", true),
            ("bill kerr", "william kerr", true),
            ("ann lee", "bob lee", false),
            ("marie lee", "ann marie lee", true),
        ] {
            assert_eq!(is_same_person(&parts(a), &parts(b)), same, "{a} / {b}");
            assert_eq!(is_same_person(&parts(b), &parts(a)), same, "{b} / {a}");
        }
    }
}
