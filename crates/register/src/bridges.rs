use std::collections::{BTreeMap, BTreeSet, HashMap};

use onrecord_people::names::fold;

use crate::Register;
use crate::union::Union;

/// What an appearance's article may have in common with another's.
pub(crate) struct Company {
    /// Rare names in the article, without the entity's own.
    pub(crate) names: Vec<u32>,
    /// Words of the roles that say something.
    pub(crate) roles: Vec<String>,
}

impl Company {
    pub(crate) fn of(register: &Register, rare: &[bool], at: usize) -> Company {
        let kept = &register.appearances[at];
        let own = register.features.own(kept.appearance.kind, &kept.name);
        let names = register.features.of_documents[kept.document].iter().copied();
        let names = names.filter(|&number| rare[number as usize] && Some(number) != own).collect();
        let mut roles: Vec<String> = kept.appearance.roles.iter().flat_map(|role| fold(role)).collect();
        roles.retain(|word| word.chars().count() > 2 && !EMPTY.contains(&word.as_str()));
        roles.sort_unstable();
        roles.dedup();
        roles.truncate(20);
        Company { names, roles }
    }
}

/// Words of roles that say nothing about whose they are.
const EMPTY: &[&str] = &[
    "the", "and", "for", "former", "ex", "late", "then", "old", "year", "mrs", "miss", "sir", "dame", "lord",
    "lady", "who", "his", "her", "their", "one", "two", "new", "chief", "senior", "deputy", "vice", "said",
    "from", "with",
];

/// Joins those of one name whose articles have something in common; gives the sets that are left, the largest first.
pub(crate) fn join_by_company(
    members: &[usize],
    company: &BTreeMap<usize, Company>,
    union: &mut Union,
) -> Vec<Vec<usize>> {
    let mut by_name: HashMap<u32, usize> = HashMap::new();
    let mut by_role: HashMap<&str, usize> = HashMap::new();
    for &at in members {
        for &name in &company[&at].names {
            let other = *by_name.entry(name).or_insert(at);
            union.join(other, at);
        }
        for role in &company[&at].roles {
            let other = *by_role.entry(role).or_insert(at);
            union.join(other, at);
        }
    }
    sets(members, union)
}

/// The sets that some are in: the largest first, then the one that appears first.
pub(crate) fn sets(members: &[usize], union: &mut Union) -> Vec<Vec<usize>> {
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &at in members {
        sets.entry(union.find(at)).or_default().push(at);
    }
    let mut sets: Vec<Vec<usize>> = sets.into_values().collect();
    sets.sort_by_key(|set| (std::cmp::Reverse(set.len()), set[0]));
    sets
}

/// The root of the set among `others` whose articles have most names in common with `ours`; none if several have as many.
pub(crate) fn most_in_common<'c>(
    ours: impl Iterator<Item = &'c Company>,
    others: impl Iterator<Item = (usize, &'c Company)>,
    union: &mut Union,
) -> Option<usize> {
    let ours: BTreeSet<u32> = ours.flat_map(|company| company.names.iter().copied()).collect();
    let mut common: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
    for (other, company) in others {
        let names: Vec<u32> = company.names.iter().copied().filter(|name| ours.contains(name)).collect();
        if !names.is_empty() {
            common.entry(union.find(other)).or_default().extend(names);
        }
    }
    let most = common.values().map(BTreeSet::len).max()?;
    let mut nearest = common.into_iter().filter(|(_, names)| names.len() == most);
    let (root, _) = nearest.next()?;
    nearest.next().is_none().then_some(root)
}
