use onrecord_document::Kind;
use serde::Serialize;

/// Sums behind one pair of precision and recall. Floating point, because shares are summed as well.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub predicted_right: f64,
    pub predicted: usize,
    pub gold_right: f64,
    pub gold: usize,
}

impl Count {
    pub fn add_predicted(&mut self, right: impl Into<f64>) {
        self.predicted += 1;
        self.predicted_right += right.into();
    }

    pub fn add_gold(&mut self, right: impl Into<f64>) {
        self.gold += 1;
        self.gold_right += right.into();
    }

    /// Adds sets of which `both` items are in common.
    pub fn add_sets(&mut self, gold: usize, predicted: usize, both: usize) {
        self.gold += gold;
        self.predicted += predicted;
        self.gold_right += both as f64;
        self.predicted_right += both as f64;
    }

    pub fn figures(&self) -> Prf {
        let share = |right: f64, of: usize| if of == 0 { 0.0 } else { right / of as f64 };
        let p = share(self.predicted_right, self.predicted);
        let r = share(self.gold_right, self.gold);
        let f1 = if p + r > 0.0 { 200.0 * p * r / (p + r) } else { 0.0 };
        Prf {
            p: round(100.0 * p, 2),
            r: round(100.0 * r, 2),
            f1: round(f1, 2),
            n_pred: self.predicted,
            n_gold: self.gold,
        }
    }
}

impl std::ops::Add for Count {
    type Output = Count;

    fn add(self, other: Count) -> Count {
        Count {
            predicted_right: self.predicted_right + other.predicted_right,
            predicted: self.predicted + other.predicted,
            gold_right: self.gold_right + other.gold_right,
            gold: self.gold + other.gold,
        }
    }
}

/// `right` of `of`, in percent with two decimals; 0 of nothing.
pub(crate) fn percent(right: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { round(100.0 * right as f64 / of as f64, 2) }
}

/// Rounds the exact value, ties to even, as Python's `round` does: `(x * 100).round() / 100` would not.
pub(crate) fn round(value: f64, decimals: usize) -> f64 {
    format!("{value:.decimals$}").parse().unwrap_or(value)
}

/// Precision, recall and their harmonic mean, in percent with two decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Prf {
    /// Precision.
    pub p: f64,
    /// Recall.
    pub r: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// How many were predicted.
    pub n_pred: usize,
    /// How many there are.
    pub n_gold: usize,
}

/// How contents are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct ContentFigures {
    /// The same words.
    pub exact: Prf,
    /// The same words, piece by piece.
    pub segment: Prf,
    /// Mean shares of words in common.
    pub overlap: Prf,
}

/// How often the source of a found attribution is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct SourceFigures {
    /// `right` of `found_with_source`, in percent.
    pub accuracy: f64,
    /// Found gold attributions with the right source.
    pub right: usize,
    /// Found gold attributions that have a source.
    pub found_with_source: usize,
    /// Found gold attributions.
    pub found: usize,
    /// Gold attributions.
    pub gold: usize,
}

/// The same figures for all attributions and for each class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct ByClass<T> {
    /// All.
    pub all: T,
    /// Those in quotation marks.
    pub direct: T,
    /// Those partly in quotation marks.
    pub mixed: T,
    /// Those without.
    pub indirect: T,
}

impl<T> ByClass<T> {
    /// The figures with the names of their classes, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &T)> {
        [("all", &self.all), ("direct", &self.direct), ("mixed", &self.mixed), ("indirect", &self.indirect)]
            .into_iter()
    }

    /// What counts an attribution of this class: the class and the whole.
    pub(crate) fn both(&mut self, kind: Kind) -> [&mut T; 2] {
        let class = match kind {
            Kind::Direct => &mut self.direct,
            Kind::Mixed => &mut self.mixed,
            Kind::Indirect => &mut self.indirect,
        };
        [&mut self.all, class]
    }

    pub(crate) fn map<U>(&self, f: impl Fn(&T) -> U) -> ByClass<U> {
        ByClass {
            all: f(&self.all),
            direct: f(&self.direct),
            mixed: f(&self.mixed),
            indirect: f(&self.indirect),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_pythons() {
        assert_eq!([0.125, 3.125, 0.375, 2.675].map(|x| round(x, 2)), [0.12, 3.12, 0.38, 2.67]);
        assert_eq!(round(0.0625, 3), 0.062);
    }

    #[test]
    fn nothing_found_of_nothing_is_zero() {
        assert_eq!(Count::default().figures(), Prf::default());
        assert_eq!(percent(0, 0), 0.0);
    }
}
