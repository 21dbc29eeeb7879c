use crate::calibration::Calibration;
use crate::{Block, Prf, Scores, Table};

/// The table of some scores. Blocks `act`, `speaker` and `confidence` are there only where there is
/// something to score them by.
pub fn report(scores: &Scores) -> Table {
    let blocks = [
        classes(scores),
        labels(scores),
        acts(scores),
        speakers(scores),
        confidence(scores),
        documents(scores),
    ];
    Table { blocks: blocks.into_iter().filter(|block| !block.rows.is_empty()).collect() }
}

fn classes(scores: &Scores) -> Block {
    let mut block = Block::new(
        "class",
        &[
            "golds",
            "predictions",
            "exact-p",
            "exact-r",
            "exact-f1",
            "segment-p",
            "segment-r",
            "segment-f1",
            "overlap-p",
            "overlap-r",
            "overlap-f1",
            "found",
            "source-right",
            "e2e-p",
            "e2e-r",
            "e2e-f1",
        ],
    );
    let parts = scores.content.iter().zip(scores.attribution.iter()).zip(scores.end2end.iter());
    for (((class, content), (_, source)), (_, e2e)) in parts {
        let mut cells = vec![e2e.n_gold as f64, e2e.n_pred as f64];
        cells.extend([content.exact, content.segment, content.overlap].iter().flat_map(prf));
        cells.extend([100.0 * source.found as f64 / source.gold.max(1) as f64, source.accuracy]);
        cells.extend(prf(e2e));
        block.rows.push((class.to_owned(), cells));
    }
    block
}

fn prf(figures: &Prf) -> [f64; 3] {
    [figures.p, figures.r, figures.f1]
}

fn labels(scores: &Scores) -> Block {
    let mut block = Block::new("label", &["golds", "predictions", "p", "r", "f1"]);
    for (unit, figures) in [("spans", scores.spans), ("tokens", scores.tokens)] {
        for (label, figures) in
            [("source", figures.source), ("cue", figures.cue), ("content", figures.content)]
        {
            let counts = [figures.n_gold as f64, figures.n_pred as f64];
            block.rows.push((format!("{label} {unit}"), [&counts[..], &prf(&figures)].concat()));
        }
    }
    block
}

fn acts(scores: &Scores) -> Block {
    let mut block = Block::new("act", &["golds", "golds-found", "right"]);
    for (act, figures) in &scores.acts {
        let cells = [counts([figures.golds, figures.found]), shares([figures.right], figures.found)];
        block.rows.push(((*act).to_owned(), cells.concat()));
    }
    block
}

fn speakers(scores: &Scores) -> Block {
    let mut block = Block::new("speaker", &["golds", "golds-found", "right", "wrong", "unknown"]);
    for (form, figures) in &scores.speakers {
        let outcomes = shares([figures.right, figures.wrong, figures.unknown], figures.found);
        let cells = [counts([figures.golds, figures.found]), outcomes];
        block.rows.push(((*form).to_owned(), cells.concat()));
    }
    block
}

fn counts<const N: usize>(counts: [usize; N]) -> Vec<f64> {
    counts.map(|count| count as f64).to_vec()
}

/// In percent, not rounded yet: rounding twice would move a figure.
fn shares<const N: usize>(parts: [usize; N], whole: usize) -> Vec<f64> {
    parts.map(|part| 100.0 * part as f64 / whole.max(1) as f64).to_vec()
}

fn confidence(scores: &Scores) -> Block {
    scores.calibration.as_ref().map_or_else(Block::default, |found| calibration("confidence", found))
}

/// A row a bin, with the distance of its confidence from what came of it; then the expected calibration error.
pub(crate) fn calibration(name: &str, calibration: &Calibration) -> Block {
    let mut block = Block::new(name, &["predictions", "mean", "right", "error"]);
    let mut sums = [0.0, 0.0];
    for bin in &calibration.bins {
        let cells = [bin.mean_confidence, bin.right, (bin.mean_confidence - bin.right).abs()];
        block.rows.push((
            format!("{}-{}%", bin.from, bin.from + 10),
            [&[bin.predictions as f64], &cells[..]].concat(),
        ));
        sums[0] += bin.mean_confidence * bin.predictions as f64;
        sums[1] += bin.right * bin.predictions as f64;
    }
    let all = calibration.predictions as f64;
    block.rows.push(("all".to_owned(), vec![all, sums[0] / all, sums[1] / all, calibration.error]));
    block
}

fn documents(scores: &Scores) -> Block {
    let columns = ["golds", "predictions", "golds-right", "predictions-right", "e2e-p", "e2e-r", "e2e-f1"];
    let mut block = Block::new("document", &columns);
    for document in &scores.documents {
        let e2e = &document.end2end;
        let counts =
            [e2e.n_gold, e2e.n_pred, document.golds_right, document.predictions_right].map(|n| n as f64);
        block.rows.push((document.name.clone(), [&counts[..], &prf(e2e)].concat()));
    }
    block
}
