use std::ops::Range;

/// What a name is the name of. The order is the network's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// One human being.
    Person,
    /// A body: party, company, court, paper.
    Organization,
    /// A country, a town, a building.
    Place,
    /// A people, or those of one creed or party: "Germans", "Republican".
    People,
    /// An event, a work, a product.
    Other,
}

const KINDS: [NameKind; 5] =
    [NameKind::Person, NameKind::Organization, NameKind::Place, NameKind::People, NameKind::Other];

/// Outside, then begin and inside of each [`NameKind`].
pub(crate) const LABELS: usize = 11;

/// Some words that are a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The words.
    pub words: Range<usize>,
    /// What it is the name of.
    pub kind: NameKind,
    /// Mean over its words of the probability of being in a name of this kind.
    pub probability: f32,
}

/// The likeliest names, given each word's logits: the best labelling in which a name begins before it goes on.
pub(crate) fn names<'s>(logits: impl Iterator<Item = Option<&'s [f32]>>) -> Vec<Name> {
    let mut best = [0f32; LABELS];
    let mut back: Vec<[u8; LABELS]> = Vec::new();
    let mut rows: Vec<[f32; LABELS]> = Vec::new();
    for logits in logits {
        let row = log_probabilities(logits);
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut from = [0u8; LABELS];
        for label in 0..LABELS {
            for (before, &reached) in best.iter().enumerate() {
                let goes_on = label != 0 && label % 2 == 0;
                let may = !goes_on || (!rows.is_empty() && (before == label || before + 1 == label));
                if may && reached > next[label] {
                    next[label] = reached;
                    from[label] = before as u8;
                }
            }
            next[label] += row[label];
        }
        best = next;
        back.push(from);
        rows.push(row);
    }
    let mut label = (0..LABELS).max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0);
    let mut labels = vec![0; rows.len()];
    for word in (0..rows.len()).rev() {
        labels[word] = label;
        label = usize::from(back[word][label]);
    }
    spans_of(&labels, &rows)
}

fn spans_of(labels: &[usize], rows: &[[f32; LABELS]]) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for (word, &label) in labels.iter().enumerate().filter(|&(_, &label)| label != 0) {
        let of_kind = [label - 1 + label % 2, label + label % 2].map(|l| rows[word][l].exp());
        let probability: f32 = of_kind.iter().sum();
        match found.last_mut() {
            Some(name) if label % 2 == 0 => {
                name.words.end = word + 1;
                name.probability += probability;
            }
            _ => found.push(Name { words: word..word + 1, kind: KINDS[(label - 1) / 2], probability }),
        }
    }
    for name in &mut found {
        name.probability /= name.words.len() as f32;
    }
    found
}

/// A word that no window shows is outside.
fn log_probabilities(logits: Option<&[f32]>) -> [f32; LABELS] {
    let Some(logits) = logits else {
        return std::array::from_fn(|label| if label == 0 { 0.0 } else { -1e4 });
    };
    let top = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let all = top + logits.iter().map(|v| (v - top).exp()).sum::<f32>().ln();
    std::array::from_fn(|label| logits[label] - all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_begins_before_it_goes_on() {
        let row = |label: usize, value: f32| {
            let mut row = [0f32; LABELS];
            row[label] = value;
            row
        };
        // I-person first, then I-person, O, B-place, B-place.
        let rows = [row(2, 4.0), row(2, 4.0), row(0, 4.0), row(5, 4.0), row(5, 4.0)];
        let found = names(rows.iter().map(|r| Some(r.as_slice())));
        let found: Vec<_> = found.iter().map(|n| (n.words.clone(), n.kind)).collect();
        assert_eq!(found, [(0..2, NameKind::Person), (3..4, NameKind::Place), (4..5, NameKind::Place)]);
        assert!(names([None, Some(rows[2].as_slice())].into_iter()).is_empty());
    }
}
