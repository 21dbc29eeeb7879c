use serde::Serialize;

use crate::figures::round;

/// Whether predictions made with a confidence are right as often as it says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// How many predictions have a confidence.
    pub predictions: usize,
    /// The mean distance between confidence and share right over the bins, weighted by their predictions: the
    /// expected calibration error, in points of percent.
    pub error: f64,
    /// Ten bins of equal width, from 0 to 1.
    pub bins: Vec<Bin>,
}

/// Predictions with a confidence from `from` up to the next bin's; 1 is in the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bin {
    /// Lower bound, in percent.
    pub from: u8,
    /// How many predictions.
    pub predictions: usize,
    /// Their mean confidence, in percent.
    pub mean_confidence: f64,
    /// The share of them that are right end to end, in percent.
    pub right: f64,
}

/// A prediction's confidence and what came of it.
pub(crate) struct Outcome {
    pub confidence: f32,
    pub right: bool,
}

const BINS: usize = 10;

impl Calibration {
    pub(crate) fn new(outcomes: &[Outcome]) -> Option<Calibration> {
        let mut sums = [(0usize, 0.0f64, 0.0f64); BINS];
        for outcome in outcomes {
            // In f32, so that 0.7 falls into the bin that starts there.
            let bin = ((outcome.confidence * BINS as f32) as usize).min(BINS - 1);
            sums[bin].0 += 1;
            sums[bin].1 += f64::from(outcome.confidence);
            sums[bin].2 += f64::from(outcome.right);
        }
        let distance: f64 = sums.iter().map(|(_, confidence, right)| (confidence - right).abs()).sum();
        let bin = |(at, (predictions, confidence, right)): (usize, (usize, f64, f64))| {
            let mean =
                |sum: f64| if predictions == 0 { 0.0 } else { round(100.0 * sum / predictions as f64, 2) };
            let from = (at * 100 / BINS) as u8;
            Bin { from, predictions, mean_confidence: mean(confidence), right: mean(right) }
        };
        (!outcomes.is_empty()).then(|| Calibration {
            predictions: outcomes.len(),
            error: round(100.0 * distance / outcomes.len() as f64, 2),
            bins: sums.into_iter().enumerate().map(bin).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_weighted_by_bin() {
        let outcomes = [(0.7, true), (0.74, true), (0.76, false), (1.0, true)]
            .map(|(confidence, right)| Outcome { confidence, right });
        let calibration = Calibration::new(&outcomes).unwrap();
        let seven = calibration.bins[7];
        assert_eq!(
            (seven.from, seven.predictions, seven.mean_confidence, seven.right),
            (70, 3, 73.33, 66.67)
        );
        assert_eq!((calibration.bins[9].predictions, calibration.bins[0].predictions), (1, 0));
        assert_eq!(calibration.error, 5.0); // (|2.2 - 2| + |1 - 1|) / 4
        assert_eq!(Calibration::new(&[]), None);
    }
}
