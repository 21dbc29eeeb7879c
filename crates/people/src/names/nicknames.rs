use std::collections::HashMap;
use std::sync::LazyLock;

/// Whether one given name is a short form of the other.
pub(super) fn are_variants(a: &str, b: &str) -> bool {
    let is_short = |short: &str, name: &str| FORMS.get(short).is_some_and(|names| names.contains(&name));
    is_short(a, b) || is_short(b, a)
}

/// For each short form the names that it is short for.
static FORMS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut forms: HashMap<&str, Vec<&str>> = HashMap::new();
    for line in include_str!("../../data/nicknames.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let Some(name) = words.next() else { continue };
        words.for_each(|short| forms.entry(short).or_default().push(name));
    }
    forms
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_known_both_ways() {
        assert!(are_variants("bill", "william") && are_variants("william", "bill"));
        assert!(are_variants("bob", "robert") && !are_variants("bill", "robert"));
        assert!(!are_variants("william", "robert") && !are_variants("x", "y"));
    }
}
