use std::collections::BTreeMap;

use onrecord_document::Identifier;

/// Sets that are joined (union-find), of which some may not be.
#[derive(Debug)]
pub(crate) struct Union {
    parent: Vec<usize>,
    size: Vec<usize>,
    /// What lists of known people call the one in a set, by scheme; of each set at its root.
    marks: BTreeMap<usize, BTreeMap<String, String>>,
}

impl Union {
    pub(crate) fn new(count: usize) -> Union {
        Union { parent: (0..count).collect(), size: vec![1; count], marks: BTreeMap::new() }
    }

    /// The set of an element, as one of its elements.
    pub(crate) fn find(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// Notes what a list calls an element.
    pub(crate) fn mark(&mut self, at: usize, identifier: &Identifier) {
        let root = self.find(at);
        let marks = self.marks.entry(root).or_default();
        marks.entry(identifier.scheme.clone()).or_insert_with(|| identifier.identifier.clone());
    }

    /// Whether a list has the two as different ones.
    pub(crate) fn are_different(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        let (Some(a), Some(b)) = (self.marks.get(&a), self.marks.get(&b)) else { return false };
        let same = a.iter().any(|(scheme, identifier)| b.get(scheme) == Some(identifier));
        !same && a.iter().any(|(scheme, identifier)| b.get(scheme).is_some_and(|other| other != identifier))
    }

    /// Joins two sets, unless they are different.
    pub(crate) fn join(&mut self, a: usize, b: usize) -> bool {
        if self.are_different(a, b) {
            return false;
        }
        self.force(a, b);
        true
    }

    /// Joins two sets whatever they are.
    pub(crate) fn force(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return;
        }
        let (large, small) = if self.size[a] >= self.size[b] { (a, b) } else { (b, a) };
        self.parent[small] = large;
        self.size[large] += self.size[small];
        if let Some(marks) = self.marks.remove(&small) {
            let all = self.marks.entry(large).or_default();
            marks.into_iter().for_each(|(scheme, identifier)| {
                all.entry(scheme).or_insert(identifier);
            });
        }
    }

    /// Puts these elements into a set of their own.
    pub(crate) fn take_out(&mut self, apart: &[usize]) {
        let Some(&first) = apart.first() else { return };
        let roots: Vec<usize> = (0..self.parent.len()).map(|at| self.find(at)).collect();
        let mut head: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, root) in roots.iter().enumerate() {
            // What stays hangs from the first that stays, so that nothing hangs from what goes.
            self.parent[at] = if apart.contains(&at) { first } else { *head.entry(*root).or_insert(at) };
        }
        self.size = vec![1; self.parent.len()];
        self.marks.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_ones_are_not_joined() {
        let mut union = Union::new(4);
        let known = |identifier: &str| Identifier { scheme: "list".into(), identifier: identifier.into() };
        union.mark(0, &known("a"));
        union.mark(1, &known("b"));
        assert!(union.join(0, 2) && !union.join(1, 2) && union.join(1, 3));
        assert!(union.are_different(2, 3));
        union.force(2, 3);
        assert_eq!(union.find(0), union.find(1));
    }

    #[test]
    fn what_is_taken_out_is_together() {
        let mut union = Union::new(5);
        [1, 2, 3, 4].iter().for_each(|&at| union.force(0, at));
        union.take_out(&[0, 3]);
        assert_eq!(union.find(0), union.find(3));
        assert_eq!((union.find(1), union.find(2)), (union.find(4), union.find(4)));
        assert_ne!(union.find(0), union.find(1));
    }
}
