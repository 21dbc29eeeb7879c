/// The probability that content and source are right, from what the network gives: a logistic regression fitted
/// to PolNeAR dev; the confidence rows of `eval/polnear-dev.tsv` show how reliable it is.
pub(crate) fn confidence(anchor: f32, spans: f32) -> f32 {
    let logit = |p: f32| {
        let p = p.clamp(1e-4, 1.0 - 1e-4);
        (p / (1.0 - p)).ln()
    };
    let z = BIAS + ANCHOR * logit(anchor) + SPANS * logit(spans);
    1.0 / (1.0 + (-z).exp())
}

const BIAS: f32 = -0.58;
const ANCHOR: f32 = 0.446;
const SPANS: f32 = 0.446;
