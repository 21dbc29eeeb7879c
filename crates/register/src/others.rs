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
    let mut called: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    // What each short name stands for, where an article has both.
    let mut meant: BTreeMap<(Short, Vec<String>), Vec<usize>> = BTreeMap::new();
    for &at in block {
        let appearance = &register.appearances[at].appearance;
        let words = body::words(&appearance.name);
        let short: BTreeSet<_> =
            appearance.aliases.iter().filter_map(|alias| body::short(alias, &words)).collect();
        short.into_iter().for_each(|short| meant.entry(short).or_default().push(at));
        let same = called.entry(words).or_default();
        union.join(same.first().copied().unwrap_or(at), at);
        same.push(at);
    }
    let company = |of: &[usize]| -> BTreeMap<usize, Company> {
        of.iter().take(MOST_ARTICLES).map(|&at| (at, Company::of(register, rare, at))).collect()
    };
    for ((how, short), meant) in &meant {
        let candidates = join_alike(register, meant, union);
        let Some(same) = called.get(short) else { continue };
        let likeliest = match (how, &candidates[..]) {
            (Short::Acronym, [only]) => Some(*only),
            (Short::Acronym, _) => None,
            (Short::Part, _) => {
                let (ours, theirs) = (company(same), company(meant));
                let theirs = theirs.iter().map(|(&at, company)| (at, company));
                let likeliest = most_in_common(ours.values(), theirs, union);
                likeliest.filter(|&likeliest| {
                    let meant: Vec<usize> =
                        meant.iter().copied().filter(|&at| union.find(at) == likeliest).collect();
                    let long = body::words(&register.appearances[meant[0]].appearance.name);
                    are_seldom_apart(register, same, &called[&long], meant.len())
                })
            }
        };
        let why = match how {
            Short::Acronym => "an acronym of several names",
            Short::Part => "a short name with nothing else in common",
        };
        if !likeliest.is_some_and(|likeliest| union.join(likeliest, same[0])) {
            let apart = candidates.iter().take(MOST_CANDIDATES);
            uncertain.extend(apart.map(|&candidate| Pair { a: candidate, b: same[0], why }));
        }
    }
}

/// Whether fewer articles have the short name beside the long one, as two, than have it for the long one.
fn are_seldom_apart(register: &Register, short: &[usize], long: &[usize], meant: usize) -> bool {
    let document = |&at: &usize| register.appearances[at].document;
    let with_long: BTreeSet<usize> = long.iter().map(document).collect();
    short.iter().map(document).filter(|at| with_long.contains(at)).count() < meant
}

/// Joins those of one short name whose long ones are spelt a little differently; gives one of each set that is left.
fn join_alike(register: &Register, meant: &[usize], union: &mut Union) -> Vec<usize> {
    let firsts = |union: &mut Union| -> Vec<usize> { sets(meant, union).iter().map(|set| set[0]).collect() };
    let candidates = firsts(union);
    let words: Vec<Vec<String>> = candidates
        .iter()
        .take(MOST_CANDIDATES)
        .map(|&at| body::words(&register.appearances[at].appearance.name))
        .collect();
    for (i, a) in words.iter().enumerate() {
        for (j, b) in words.iter().enumerate().skip(i + 1) {
            if body::are_alike(a, b) {
                union.join(candidates[i], candidates[j]);
            }
        }
    }
    firsts(union)
}
