use std::collections::{BTreeMap, BTreeSet};

use crate::Register;
use crate::body::{self, Short};
use crate::bridges::{Company, most_in_common, sets};
use crate::listing::Pair;
use crate::union::Union;

/// Of those who may be meant by a short name so many are compared.
const MOST_CANDIDATES: usize = 20;
/// Of the articles of one name so many are looked at for what they have in common with others'.
const MOST_ARTICLES: usize = 200;

/// Who is the same among entities of one kind that are no persons: those of one name, and of a name that some article has
/// as short for another.
pub(crate) fn resolve(
    register: &Register,
    rare: &[bool],
    block: &[usize],
    union: &mut Union,
    uncertain: &mut Vec<Pair>,
) {
    let mut all = Block { register, rare, called: BTreeMap::new(), meant: BTreeMap::new() };
    for &at in block {
        let appearance = &register.appearances[at].appearance;
        let words = all.words(at);
        let short = appearance.aliases.iter().filter_map(|alias| body::short(alias, &words, appearance.kind));
        for short in short.collect::<BTreeSet<_>>() {
            all.meant.entry(short).or_default().push(at);
        }
        let same = all.called.entry(words).or_default();
        union.join(same.first().copied().unwrap_or(at), at);
        same.push(at);
    }
    for (short, meant) in &all.meant {
        all.join_alike(meant, union, uncertain);
        all.join_short(short, meant, union, uncertain);
    }
}

/// The entities of one kind.
struct Block<'r> {
    register: &'r Register,
    rare: &'r [bool],
    /// Those of each name.
    called: BTreeMap<Vec<String>, Vec<usize>>,
    /// Those whom each short name stands for, where an article has both.
    meant: BTreeMap<(Short, Vec<String>), Vec<usize>>,
}

impl Block<'_> {
    fn words(&self, at: usize) -> Vec<String> {
        let appearance = &self.register.appearances[at].appearance;
        body::words(&appearance.name, appearance.kind)
    }

    fn company(&self, of: &[usize]) -> Vec<(usize, Company)> {
        of.iter().take(MOST_ARTICLES).map(|&at| (at, Company::of(self.register, self.rare, at))).collect()
    }

    /// Which set of `theirs` has most in common with `ours`.
    fn nearest(&self, ours: &[usize], theirs: &[usize], union: &mut Union) -> Option<usize> {
        let (ours, theirs) = (self.company(ours), self.company(theirs));
        let theirs = theirs.iter().map(|(at, company)| (*at, company));
        most_in_common(ours.iter().map(|(_, company)| company), theirs, union)
    }

    /// Joins those of one short name whose long ones are spelt a little differently, if they have something in common.
    fn join_alike(&self, meant: &[usize], union: &mut Union, uncertain: &mut Vec<Pair>) {
        let sets: Vec<Vec<usize>> = sets(meant, union).into_iter().take(MOST_CANDIDATES).collect();
        let words: Vec<Vec<String>> = sets.iter().map(|set| self.words(set[0])).collect();
        for (i, a) in sets.iter().enumerate() {
            for (j, b) in sets.iter().enumerate().skip(i + 1) {
                if !body::are_alike(&words[i], &words[j]) {
                    continue;
                }
                if self.nearest(a, b, union).is_none() || !union.join(a[0], b[0]) {
                    uncertain.push(Pair { a: a[0], b: b[0], why: "names that may be spellings of one" });
                }
            }
        }
    }

    /// Joins those who are called by a short name only to whom it stands for.
    fn join_short(
        &self,
        (how, short): &(Short, Vec<String>),
        meant: &[usize],
        union: &mut Union,
        uncertain: &mut Vec<Pair>,
    ) {
        let Some(same) = self.called.get(short) else { return };
        let candidates: Vec<usize> = sets(meant, union).iter().map(|set| set[0]).collect();
        let (likeliest, why) = match (how, &candidates[..]) {
            (Short::Acronym, [only]) => (Some(*only), ""),
            (Short::Acronym, _) => (None, "an acronym of several names"),
            (Short::Part, _) => {
                let nearest = self.nearest(same, meant, union);
                let seldom_apart = nearest.filter(|&root| self.are_seldom_apart(same, root, meant, union));
                (seldom_apart, "a short name that may be another's")
            }
        };
        if !likeliest.is_some_and(|likeliest| union.join(likeliest, same[0])) {
            let apart = candidates.iter().take(MOST_CANDIDATES);
            uncertain.extend(apart.map(|&candidate| Pair { a: candidate, b: same[0], why }));
        }
    }

    /// Whether fewer articles have the short name beside the long one, as two, than have it for the long one.
    fn are_seldom_apart(&self, short: &[usize], root: usize, meant: &[usize], union: &mut Union) -> bool {
        let meant: Vec<usize> = meant.iter().copied().filter(|&at| union.find(at) == root).collect();
        let document = |&at: &usize| self.register.appearances[at].document;
        let long = meant.first().and_then(|&at| self.called.get(&self.words(at)));
        let with_long: BTreeSet<usize> = long.into_iter().flatten().map(document).collect();
        short.iter().map(document).filter(|at| with_long.contains(at)).count() < meant.len()
    }
}
