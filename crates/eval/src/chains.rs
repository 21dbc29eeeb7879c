//! How well two ways of putting mentions together agree: MUC, B-cubed and CEAF, as the CoNLL-2012 scorer defines them.

use std::collections::{BTreeMap, BTreeSet};

/// Mentions put together in sets, none in two of them.
pub(crate) type Clusters<M> = Vec<BTreeSet<M>>;

/// Numerators and denominators of a precision and a recall, which are summed over documents before they are divided.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Agreement {
    pub precision: (f64, f64),
    pub recall: (f64, f64),
}

impl Agreement {
    /// Precision, recall and F1, in percent.
    pub fn figures(&self) -> [f64; 3] {
        let share = |(part, whole): (f64, f64)| if whole > 0.0 { 100.0 * part / whole } else { 0.0 };
        let (p, r) = (share(self.precision), share(self.recall));
        [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
    }
}

impl std::ops::AddAssign for Agreement {
    fn add_assign(&mut self, other: Agreement) {
        let sum = |a: (f64, f64), b: (f64, f64)| (a.0 + b.0, a.1 + b.1);
        self.precision = sum(self.precision, other.precision);
        self.recall = sum(self.recall, other.recall);
    }
}

/// Mentions that both have.
pub(crate) fn mentions<M: Ord>(key: &Clusters<M>, response: &Clusters<M>) -> Agreement {
    let (key, response): (BTreeSet<&M>, BTreeSet<&M>) =
        (key.iter().flatten().collect(), response.iter().flatten().collect());
    let both = key.intersection(&response).count() as f64;
    Agreement { precision: (both, response.len() as f64), recall: (both, key.len() as f64) }
}

/// MUC (Vilain et al. 1995): the links that are missing, set by set.
pub(crate) fn muc<M: Ord>(key: &Clusters<M>, response: &Clusters<M>) -> Agreement {
    fn links<M: Ord>(of: &Clusters<M>, other: &Clusters<M>) -> (f64, f64) {
        let place = places(other);
        of.iter().fold((0.0, 0.0), |(right, all), cluster| {
            let parts: BTreeSet<usize> =
                cluster.iter().filter_map(|mention| place.get(mention).copied()).collect();
            let alone = cluster.iter().filter(|mention| !place.contains_key(*mention)).count();
            let size = cluster.len();
            (right + (size - parts.len() - alone) as f64, all + size.saturating_sub(1) as f64)
        })
    }
    Agreement { precision: links(response, key), recall: links(key, response) }
}

/// B-cubed (Bagga and Baldwin 1998): for each mention, the share of its set that is with it in the other, too.
pub(crate) fn b_cubed<M: Ord>(key: &Clusters<M>, response: &Clusters<M>) -> Agreement {
    fn shares<M: Ord>(of: &Clusters<M>, other: &Clusters<M>) -> (f64, f64) {
        let place = places(other);
        of.iter().fold((0.0, 0.0), |(right, all), cluster| {
            let mut common: BTreeMap<usize, f64> = BTreeMap::new();
            for at in cluster.iter().filter_map(|mention| place.get(mention)) {
                *common.entry(*at).or_default() += 1.0;
            }
            let size = cluster.len() as f64;
            (right + common.values().map(|n| n * n / size).sum::<f64>(), all + size)
        })
    }
    Agreement { precision: shares(response, key), recall: shares(key, response) }
}

/// CEAF with phi 4 (Luo 2005): sets are paired one to one so that they have most in common.
pub(crate) fn ceaf<M: Ord>(key: &Clusters<M>, response: &Clusters<M>) -> Agreement {
    let place = places(response);
    let mut likeness = vec![vec![0.0; response.len()]; key.len()];
    for (row, cluster) in likeness.iter_mut().zip(key) {
        for &at in cluster.iter().filter_map(|mention| place.get(mention)) {
            row[at] += 2.0 / (cluster.len() + response[at].len()) as f64;
        }
    }
    let best = best_pairing(&likeness);
    Agreement { precision: (best, response.len() as f64), recall: (best, key.len() as f64) }
}

fn places<M: Ord>(clusters: &Clusters<M>) -> BTreeMap<&M, usize> {
    clusters
        .iter()
        .enumerate()
        .flat_map(|(at, cluster)| cluster.iter().map(move |mention| (mention, at)))
        .collect()
}

/// The largest sum of one-to-one pairs of rows and columns: the Hungarian method (Kuhn 1955), cubic in the size.
fn best_pairing(gain: &[Vec<f64>]) -> f64 {
    let size = gain.len().max(gain.first().map_or(0, Vec::len));
    let cost =
        |row: usize, column: usize| -gain.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0.0);
    // Rows and columns from 1; 0 stands for none.
    let (mut of_row, mut of_column) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let mut row_of = vec![0; size + 1];
    for row in 1..=size {
        row_of[0] = row;
        let mut column = 0;
        let mut slack = vec![f64::INFINITY; size + 1];
        let mut from = vec![0; size + 1];
        let mut done = vec![false; size + 1];
        while row_of[column] != 0 {
            done[column] = true;
            let (here, mut least, mut next) = (row_of[column], f64::INFINITY, 0);
            for other in 1..=size {
                if done[other] {
                    continue;
                }
                let reduced = cost(here - 1, other - 1) - of_row[here] - of_column[other];
                if reduced < slack[other] {
                    slack[other] = reduced;
                    from[other] = column;
                }
                if slack[other] < least {
                    least = slack[other];
                    next = other;
                }
            }
            for other in 0..=size {
                if done[other] {
                    of_row[row_of[other]] += least;
                    of_column[other] -= least;
                } else {
                    slack[other] -= least;
                }
            }
            column = next;
        }
        while column != 0 {
            let before = from[column];
            row_of[column] = row_of[before];
            column = before;
        }
    }
    (1..=size).map(|column| -cost(row_of[column] - 1, column - 1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clusters(text: &str) -> Clusters<char> {
        text.split(' ')
            .filter(|cluster| !cluster.is_empty())
            .map(|cluster| cluster.chars().collect())
            .collect()
    }

    fn figures(
        metric: fn(&Clusters<char>, &Clusters<char>) -> Agreement,
        key: &str,
        response: &str,
    ) -> [f64; 3] {
        metric(&clusters(key), &clusters(response)).figures().map(|figure| (figure * 100.0).round() / 100.0)
    }

    /// Luo's example (2005): the key is one set of five, one of two and one of five.
    const KEY: &str = "12345 67 89ABC";

    #[test]
    fn muc_counts_links() {
        // One wrong link of ten is given; all nine that are right are there.
        assert_eq!(figures(muc, KEY, "12345 6789ABC"), [90.0, 100.0, 94.74]);
        assert_eq!(figures(muc, KEY, "1234567 89ABC"), [90.0, 100.0, 94.74]);
        assert_eq!(figures(muc, "abc de", "ab de f"), [100.0, 66.67, 80.0]);
        assert_eq!(figures(muc, "a b", "a b"), [0.0, 0.0, 0.0]);
    }

    #[test]
    fn b_cubed_counts_mentions() {
        // Precision: five are all right, of seven two have 2/7 and five 5/7: (5 + 4/7 + 25/7) / 12.
        assert_eq!(figures(b_cubed, KEY, "12345 6789ABC"), [76.19, 100.0, 86.49]);
        assert_eq!(figures(b_cubed, "abc", "ab c"), [100.0, 55.56, 71.43]);
        // A mention that the key doesn't have is wrong; one that the response doesn't have isn't found.
        assert_eq!(figures(b_cubed, "ab c", "abx"), [44.44, 66.67, 53.33]);
    }

    #[test]
    fn ceaf_pairs_sets() {
        // 12345 with itself gives 1, 89ABC with 6789ABC 2*5/12.
        assert_eq!(figures(ceaf, KEY, "12345 6789ABC"), [91.67, 61.11, 73.33]);
        assert_eq!(figures(ceaf, "", "ab"), [0.0, 0.0, 0.0]);
    }

    #[test]
    fn the_best_pairing_is_the_best() {
        // Every pairing of the columns, for a matrix where taking the largest first is wrong.
        let gain = [vec![0.9, 0.8, 0.1], vec![0.8, 0.1, 0.2], vec![0.3, 0.2, 0.15]];
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        let best =
            orders.iter().map(|o| (0..3).map(|row| gain[row][o[row]]).sum::<f64>()).fold(0.0, f64::max);
        assert!((best_pairing(&gain) - best).abs() < 1e-9);
        assert!((best_pairing(&[vec![0.2, 0.7]]) - 0.7).abs() < 1e-9);
        assert!((best_pairing(&[vec![0.2], vec![0.7]]) - 0.7).abs() < 1e-9);
    }

    #[test]
    fn documents_are_summed_before_they_are_divided() {
        let mut sum = b_cubed(&clusters("ab"), &clusters("ab"));
        sum += b_cubed(&clusters("cdef"), &clusters("cd ef"));
        assert_eq!(sum.recall, (4.0, 6.0));
        assert_eq!(sum.precision, (6.0, 6.0));
    }
}
