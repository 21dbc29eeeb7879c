//! Two spellings that are probably one name.

use std::collections::BTreeMap;

use onrecord_document::{EntityKind, Span};

use super::sound::sound;
use super::{Name, Names, WordUse};
use crate::context::Context;
use crate::lexicon::{is_forename, is_proper, is_surname, is_word};

/// Two spellings of a word of a name.
#[derive(Debug)]
pub(crate) struct Pair {
    /// Where the unlikelier one stands.
    pub(crate) rare: Vec<Span>,
    /// Where the likelier one stands.
    pub(crate) likely: Vec<Span>,
    /// The fullest name with the likelier one.
    pub(crate) likely_full: Span,
    /// Why they are thought to be one name.
    pub(crate) reason: Reason,
}

/// Why two spellings are thought to be one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Somebody is introduced by one of them, and nobody by the other.
    Introduced,
    /// Both stand after the same forename.
    SameForename,
    /// Both stand before the same surname, and sound alike.
    SameSurname,
    /// Both stand in a longer name whose other words are the same.
    SameWords,
    /// One of them is no known word and much rarer.
    Rare,
}

/// The shortest spellings that are compared, in characters.
const SHORTEST: usize = 4;
/// Spellings of this length may differ in two letters.
const LONG: usize = 7;
/// No more pairs are looked at closely.
const MOST_PAIRS: usize = 2000;
/// A name that stands so often is surely known to the writer.
const WELL_KNOWN: usize = 3;

/// A spelling and how it is used.
struct Spelling<'a> {
    text: &'a str,
    length: usize,
    /// A bit for each letter that is in it.
    letters: u32,
    uses: &'a [WordUse],
}

/// Pairs in order of the unlikelier one's first place.
pub(crate) fn pairs(context: &Context<'_>) -> Vec<Pair> {
    let names = context.names();
    let spellings: Vec<Spelling<'_>> = (names.words.iter())
        .filter(|(word, _)| word.chars().count() >= SHORTEST && word.chars().any(char::is_lowercase))
        .map(|(word, uses)| Spelling {
            text: word,
            length: word.chars().count(),
            letters: letters(word),
            uses,
        })
        .collect();
    let near = |a: &Spelling<'_>, b: &Spelling<'_>| {
        let most = if a.length.min(b.length) >= LONG { 2 } else { 1 };
        a.length.abs_diff(b.length) <= most
            && (a.letters ^ b.letters).count_ones() <= 2 * most as u32
            && strsim::osa_distance(a.text, b.text) <= most
    };
    let mut candidates = Vec::new();
    for (at, a) in spellings.iter().enumerate() {
        candidates.extend(spellings[at + 1..].iter().filter(|b| near(a, b)).map(|b| (a, b)));
        if candidates.len() > MOST_PAIRS {
            break;
        }
    }
    let judge = Judge { context, names };
    let mut pairs: Vec<Pair> = candidates.into_iter().filter_map(|(a, b)| judge.judge(a, b)).collect();
    pairs.sort_by_key(|pair| (pair.rare[0], pair.likely[0]));
    // A slip near two names is told once.
    pairs.dedup_by(|later, earlier| later.rare[0] == earlier.rare[0]);
    pairs
}

fn letters(word: &str) -> u32 {
    word.chars().flat_map(char::to_lowercase).fold(0, |bits, c| bits | 1 << (u32::from(c) % 32))
}

struct Judge<'a> {
    context: &'a Context<'a>,
    names: &'a Names,
}

impl Judge<'_> {
    fn judge(&self, a: &Spelling<'_>, b: &Spelling<'_>) -> Option<Pair> {
        if are_one_word(a.text, b.text) {
            return None;
        }
        if let Some((rare, likely)) = self.same_company(a, b, 0) {
            return Some(self.pair(rare, likely, Reason::SameForename));
        }
        if let Some((rare, likely)) = self.same_company(a, b, 1) {
            return Some(self.pair(rare, likely, Reason::SameSurname));
        }
        if let Some((rare, likely)) = self.same_words(a, b) {
            return Some(self.pair(rare, likely, Reason::SameWords));
        }
        for (rare, likely) in [(a, b), (b, a)] {
            if self.introduced(likely) && !self.introduced(rare) && self.may_be_slip(rare, likely) {
                return Some(self.pair(rare, likely, Reason::Introduced));
            }
        }
        let (rare, likely) = if a.uses.len() < b.uses.len() { (a, b) } else { (b, a) };
        let unknown =
            |word: &str| !is_word(word) && !is_proper(word) && !is_forename(word) && !is_surname(word);
        let much_rarer = rare.uses.len() * 3 <= likely.uses.len();
        // A short one is a slip only if it stands once and the other is well known here.
        let is_slip = rare.uses.len() == 1 && likely.uses.len() >= WELL_KNOWN && self.in_company(likely);
        let is_rare = much_rarer
            && (rare.length > 5 || is_slip)
            && unknown(rare.text)
            && !self.in_company(rare)
            && !is_word(likely.text);
        is_rare.then(|| self.pair(rare, likely, Reason::Rare))
    }

    fn name(&self, place: &WordUse) -> &Name {
        &self.names.names[place.name]
    }

    /// Whether somebody is introduced under it: a forename stands before it.
    fn introduced(&self, spelling: &Spelling<'_>) -> bool {
        spelling.uses.iter().any(|place| {
            let name = self.name(place);
            place.at + 1 == name.words.len() && name.full_name(self.context.text).is_some()
        })
    }

    /// Whether it ever stands beside another word of a name.
    fn in_company(&self, spelling: &Spelling<'_>) -> bool {
        spelling.uses.iter().any(|place| self.name(place).words.len() > 1)
    }

    /// Whether a spelling that introduces nobody may be a slip for one that does: it always stands alone, and if it is a word or name that
    /// everybody knows, where only a person can.
    fn may_be_slip(&self, rare: &Spelling<'_>, likely: &Spelling<'_>) -> bool {
        let known = is_word(rare.text) || is_proper(rare.text) || is_forename(rare.text);
        let short = rare.length <= SHORTEST;
        let once = rare.uses.len() == 1 && likely.uses.len() >= WELL_KNOWN && !is_surname(rare.text);
        let like_person = rare.uses.iter().any(|place| self.is_person(place));
        if known && rare.uses.len() > 2 * likely.uses.len() {
            return false;
        }
        !self.in_company(rare) && !self.is_other_entity(rare) && (like_person || !known && (!short || once))
    }

    fn is_person(&self, place: &WordUse) -> bool {
        let name = self.name(place);
        let is_source = |source: Span| {
            source.contains(name.span) && source.start == name.span.start || source == name.span
        };
        // "of Florida claimed": a place ends the words before the verb.
        let place = self.context.before(name.span.start).trim_end();
        let place = [" of", " in", " from", " at", " near"].iter().any(|word| place.ends_with(word));
        (name.like_person && !place)
            || self.context.attributions().iter().any(|attribution| attribution.source.is_some_and(is_source))
    }

    /// Whether the engine knows it as a place, a work or a body.
    fn is_other_entity(&self, spelling: &Spelling<'_>) -> bool {
        let places: Vec<Span> = spelling.uses.iter().map(|place| self.name(place).words[place.at]).collect();
        self.context.annotations.entities.iter().any(|entity| {
            let other = matches!(entity.kind, EntityKind::Place | EntityKind::Work);
            other
                && entity
                    .mentions
                    .iter()
                    .any(|mention| places.iter().any(|place| mention.span.contains(*place)))
        })
    }

    /// Two surnames after the same forename (`side` 0), or two forenames before the same surname (`side` 1): the rarer, the likelier.
    fn same_company<'s, 't>(
        &self,
        a: &'s Spelling<'t>,
        b: &'s Spelling<'t>,
        side: usize,
    ) -> Option<(&'s Spelling<'t>, &'s Spelling<'t>)> {
        let text = self.context.text;
        let company = |spelling: &Spelling<'_>| -> Vec<&str> {
            let full = spelling.uses.iter().filter_map(|place| {
                let (forename, surname) = self.name(place).full_name(text)?;
                let word = self.name(place).words[place.at].of(text);
                match side {
                    0 => (surname == word).then_some(forename),
                    _ => (forename == word).then_some(surname),
                }
            });
            full.collect()
        };
        let (with_a, with_b) = (company(a), company(b));
        with_a.iter().find(|word| with_b.contains(word))?;
        if side == 1 && is_forename(a.text) && is_forename(b.text) && sound(a.text) != sound(b.text) {
            return None;
        }
        // Both well used and well known: two people of one family, or of one forename.
        let established = |spelling: &Spelling<'_>| {
            spelling.uses.len() > 1 && (is_surname(spelling.text) || is_forename(spelling.text))
        };
        if established(a) && established(b) {
            return None;
        }
        Some(rarer_first(a, b))
    }

    /// Names of several words that differ in this one alone.
    fn same_words<'s, 't>(
        &self,
        a: &'s Spelling<'t>,
        b: &'s Spelling<'t>,
    ) -> Option<(&'s Spelling<'t>, &'s Spelling<'t>)> {
        let text = self.context.text;
        let others = |spelling: &Spelling<'_>| {
            let mut others = BTreeMap::new();
            for place in spelling.uses {
                let name = self.name(place);
                if name.words.len() < 3 {
                    continue;
                }
                let words: Vec<&str> = name
                    .words
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != place.at)
                    .map(|(_, word)| word.of(text))
                    .collect();
                *others.entry((place.at, words)).or_insert(0) += 1;
            }
            others
        };
        let (with_a, with_b) = (others(a), others(b));
        with_a.keys().find(|key| with_b.contains_key(*key))?;
        let known = |word: &str| is_word(word) || is_proper(word);
        if known(a.text) && known(b.text) {
            return None;
        }
        Some(match (known(a.text), known(b.text)) {
            (true, false) => (b, a),
            (false, true) => (a, b),
            _ => rarer_first(a, b),
        })
    }

    fn pair(&self, rare: &Spelling<'_>, likely: &Spelling<'_>, reason: Reason) -> Pair {
        let place = |place: &WordUse| self.name(place).words[place.at];
        let full = likely
            .uses
            .iter()
            .map(|place| self.name(place))
            .max_by_key(|name| (name.words.len().min(3), std::cmp::Reverse(name.span.start)));
        let likely_places: Vec<Span> = likely.uses.iter().map(place).collect();
        Pair {
            rare: rare.uses.iter().map(place).collect(),
            likely_full: full.map_or(likely_places[0], |name| name.span),
            likely: likely_places,
            reason,
        }
    }
}

fn rarer_first<'s, 't>(a: &'s Spelling<'t>, b: &'s Spelling<'t>) -> (&'s Spelling<'t>, &'s Spelling<'t>) {
    if a.uses.len() <= b.uses.len() && !(a.uses.len() == b.uses.len() && a.uses[0].name < b.uses[0].name) {
        (a, b)
    } else {
        (b, a)
    }
}

/// Whether two words are one for all that matters here: but for marks, capitals, a party before it, or an ending.
pub(crate) fn are_one_word(a: &str, b: &str) -> bool {
    are_forms_of_one_word(without_party(a), without_party(b)) || plain(a) == plain(b)
}

/// `California` of `D-California`.
fn without_party(word: &str) -> &str {
    word.strip_prefix("R-").or_else(|| word.strip_prefix("D-")).unwrap_or(word)
}

/// What is compared where marks and capitals don't matter.
fn plain(word: &str) -> String {
    word.to_lowercase().replace(['’', '‘'], "'")
}

/// Whether both are forms of one word: a plural, a country and its people, a body and its followers.
fn are_forms_of_one_word(a: &str, b: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "", "s", "es", "an", "ans", "ian", "ians", "i", "is", "y", "ie", "ies", "er", "ers", "ic", "ics",
        "d", "ed", "ism", "ist", "ists", "ish", "ese",
    ];
    const FEWEST_SHARED: usize = 4;
    let shared = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let stems = (FEWEST_SHARED..=shared)
        .rev()
        .take(4)
        .filter(|stem| a.is_char_boundary(*stem) && b.is_char_boundary(*stem));
    stems.into_iter().any(|stem| {
        let (x, y) = (&a[stem..], &b[stem..]);
        let open = a[..stem].ends_with(['a', 'e', 'o']);
        let known = |ending: &str| ENDINGS.contains(&ending) || (matches!(ending, "n" | "ns") && open);
        // Two endings of one letter say little: Korean, Koreas; but Clinton, Clintos.
        let little = !x.is_empty() && !y.is_empty() && x.len() + y.len() == 2 && !a[..stem].ends_with('a');
        known(x) && known(y) && !little
    })
}
