use std::collections::HashMap;

use onrecord_document::EntityKind;
use onrecord_people::names::Name;

use crate::EVERYWHERE;

/// Whom and what each article names, by number.
#[derive(Debug, Default)]
pub(crate) struct Features {
    numbers: HashMap<(bool, Name), u32>,
    /// In how many articles each is named.
    articles: Vec<u32>,
    /// Of each article, in order.
    pub(crate) of_documents: Vec<Vec<u32>>,
}

/// Of an article so many names are kept.
const MOST: usize = 200;

impl Features {
    /// Adds an article. A person by surname alone is nobody in particular.
    pub(crate) fn add<'a>(&mut self, named: impl Iterator<Item = (EntityKind, &'a Name)>) {
        let mut features = Vec::new();
        for (kind, name) in named.take(MOST) {
            let is_person = kind == EntityKind::Person;
            if is_person && name.words().len() < 2 {
                continue;
            }
            let next = self.articles.len() as u32;
            let number = *self.numbers.entry((is_person, name.clone())).or_insert(next);
            if number == next {
                self.articles.push(0);
            }
            features.push(number);
        }
        features.sort_unstable();
        features.dedup();
        features.iter().for_each(|&number| self.articles[number as usize] += 1);
        self.of_documents.push(features);
    }

    /// The number of an entity's own name, which proves nothing about it.
    pub(crate) fn own(&self, kind: EntityKind, name: &Name) -> Option<u32> {
        self.numbers.get(&(kind == EntityKind::Person, name.clone())).copied()
    }

    /// Which of them aren't named everywhere.
    pub(crate) fn rare(&self) -> Vec<bool> {
        let most = EVERYWHERE.max(self.of_documents.len() / 50);
        self.articles.iter().map(|&count| count as usize <= most).collect()
    }
}
