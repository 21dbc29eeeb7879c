use std::collections::{BTreeMap, BTreeSet, HashMap};

use onrecord_people::names::{Likeness, Name};

use crate::Register;
use crate::bridges::{Company, join_by_company, most_in_common, sets};
use crate::listing::Pair;
use crate::union::Union;

/// Of a surname so many different names are compared with each other; those beyond stay apart.
const MOST_NAMES: usize = 500;
/// Of those with one name so many sets are compared with each other; the others, smaller, stay apart.
const MOST_SETS: usize = 50;
/// Of a set so many role words are kept.
const MOST_ROLES: usize = 200;
/// So many are listed whom one may be.
const MOST_CANDIDATES: usize = 3;

/// Who is the same among the people of one surname.
pub(crate) fn resolve(
    register: &Register,
    rare: &[bool],
    block: &[usize],
    union: &mut Union,
    uncertain: &mut Vec<Pair>,
) {
    let company: BTreeMap<usize, Company> =
        block.iter().map(|&at| (at, Company::of(register, rare, at))).collect();
    let mut names: BTreeMap<&Name, Vec<usize>> = BTreeMap::new();
    for &at in block {
        names.entry(&register.appearances[at].name).or_default().push(at);
    }
    let (full, short): (Vec<_>, Vec<_>) = names.iter().partition(|(name, _)| is_full(name));
    for (_, members) in &full {
        same_name(members, &company, union, uncertain);
    }
    let full: Vec<(&Name, &Vec<usize>)> = full.into_iter().map(|(name, members)| (*name, members)).collect();
    other_forms(&full, &company, union, uncertain);
    let all: Vec<usize> = full.iter().flat_map(|(_, members)| members.iter().copied()).collect();
    for (name, members) in short {
        short_names(register, name, members, &all, &company, union, uncertain);
    }
}

/// Whether a name has a given name that isn't an initial.
fn is_full(name: &Name) -> bool {
    let [given, _, ..] = name.words() else { return false };
    given.chars().count() > 1
}

/// Those of one full name: one person, unless their roles have nothing in common.
fn same_name(
    members: &[usize],
    company: &BTreeMap<usize, Company>,
    union: &mut Union,
    uncertain: &mut Vec<Pair>,
) {
    let sets = join_by_company(members, company, union);
    let mut cores: Vec<(usize, BTreeSet<&str>)> = Vec::new();
    for set in sets {
        let roles: BTreeSet<&str> =
            set.iter().flat_map(|at| &company[at].roles).map(String::as_str).take(MOST_ROLES).collect();
        let fits = |(core, theirs): &&(usize, BTreeSet<&str>), union: &mut Union| {
            (roles.is_empty() || theirs.is_empty() || !roles.is_disjoint(theirs))
                && !union.are_different(*core, set[0])
        };
        let possible: Vec<usize> =
            cores.iter().filter(|core| fits(core, union)).map(|(core, _)| *core).collect();
        match possible[..] {
            [only] => {
                union.join(only, set[0]);
                if let Some((_, theirs)) = cores.iter_mut().find(|(core, _)| *core == only) {
                    theirs.extend(roles);
                }
            }
            _ => {
                let others = if possible.is_empty() {
                    cores.iter().map(|(core, _)| *core).collect()
                } else {
                    possible
                };
                let why =
                    if roles.is_empty() { "several have this name" } else { "the same name, other roles" };
                uncertain.extend(others.iter().take(MOST_CANDIDATES).map(|&other| Pair {
                    a: other,
                    b: set[0],
                    why,
                }));
                if cores.len() < MOST_SETS {
                    cores.push((set[0], roles));
                }
            }
        }
    }
}

/// Full names of which one may be a form of the other: "Bill Lee" and "William Lee", "Ann B. Lee" and "Ann Lee".
fn other_forms(
    full: &[(&Name, &Vec<usize>)],
    company: &BTreeMap<usize, Company>,
    union: &mut Union,
    uncertain: &mut Vec<Pair>,
) {
    let full = &full[..full.len().min(MOST_NAMES)];
    for (at, (name, members)) in full.iter().enumerate() {
        for (other, theirs) in &full[at + 1..] {
            if !matches!(
                name.likeness(other),
                Some(Likeness::Shorter | Likeness::Nickname | Likeness::Surname)
            ) {
                continue;
            }
            let (few, many) =
                if members.len() <= theirs.len() { (members, theirs) } else { (theirs, members) };
            for set in sets(few, union).iter().take(MOST_SETS) {
                let ours = set.iter().map(|at| &company[at]);
                let theirs = many.iter().map(|at| (*at, &company[at]));
                match most_in_common(ours, theirs, union) {
                    Some(common) if union.join(common, set[0]) => {}
                    _ => {
                        uncertain.push(Pair { a: many[0], b: set[0], why: "names that may be forms of one" })
                    }
                }
            }
        }
    }
}

/// Surnames and initials: each appearance by itself, since "Lee" is another one in another article.
fn short_names(
    register: &Register,
    name: &Name,
    members: &[usize],
    full: &[usize],
    company: &BTreeMap<usize, Company>,
    union: &mut Union,
    uncertain: &mut Vec<Pair>,
) {
    let may_be = |other: &&usize| register.appearances[**other].name.likeness(name).is_some();
    let candidates: Vec<usize> = full.iter().filter(may_be).copied().collect();
    let by_feature = index(&candidates, company);
    let likely: Vec<usize> =
        sets(&candidates, union).iter().take(MOST_CANDIDATES).map(|set| set[0]).collect();
    // Of an article in which both stand, they are two.
    let mut beside: HashMap<usize, Vec<usize>> = HashMap::new();
    for &other in &candidates {
        beside.entry(register.appearances[other].document).or_default().push(other);
    }
    for &at in members {
        let beside = beside.get(&register.appearances[at].document).into_iter().flatten();
        let others: BTreeSet<usize> = beside.map(|&other| union.find(other)).collect();
        let mut common: BTreeMap<usize, usize> = BTreeMap::new();
        let mut counted: BTreeSet<(usize, u32)> = BTreeSet::new();
        for feature in &company[&at].names {
            for &other in by_feature.get(feature).into_iter().flatten() {
                let root = union.find(other);
                if !others.contains(&root) && counted.insert((root, *feature)) {
                    *common.entry(root).or_default() += 1;
                }
            }
        }
        let most = common.values().copied().max().unwrap_or(0);
        let best: Vec<usize> =
            common.iter().filter(|(_, count)| **count == most).map(|(root, _)| *root).collect();
        match best[..] {
            [only] if union.join(only, at) => {}
            [] => {
                let why = "nothing but a short name in common";
                uncertain.extend(likely.iter().map(|&other| Pair { a: other, b: at, why }));
            }
            _ => uncertain.extend(best.iter().take(MOST_CANDIDATES).map(|&other| Pair {
                a: other,
                b: at,
                why: "a short name that several have",
            })),
        }
    }
}

/// For each rare name, one of each set in whose articles it stands.
fn index(members: &[usize], company: &BTreeMap<usize, Company>) -> HashMap<u32, Vec<usize>> {
    const MOST: usize = 20;
    let mut index: HashMap<u32, Vec<usize>> = HashMap::new();
    for &at in members {
        for &name in &company[&at].names {
            let there = index.entry(name).or_default();
            if there.len() < MOST {
                there.push(at);
            }
        }
    }
    index
}
