use safetensors::SafeTensors;

use crate::EncoderError;

/// What a word is to the cue that an anchor stands for. The order is the network's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It names who is speaking.
    Source,
    /// It shows that something is said.
    Cue,
    /// It is said.
    Content,
}

/// Labels: outside, then begin and inside of each [`Role`].
const LABELS: usize = 7;
/// A score of each label.
pub(crate) type Labels = [f32; LABELS];
/// The labels of [`Role::Content`].
pub(crate) const CONTENT: [usize; 2] = [5, 6];
/// Begin of a [`Role::Source`]. The network is shy of it: without a little help it leaves out more sources than it
/// invents. Chosen on PolNeAR dev.
const SOURCE_BEGINS: usize = 1;
const SOURCE_BIAS: f32 = 0.9;
/// Width of each of the four vectors that a word has.
const HIDDEN: usize = 128;
/// Numbers a word that the network gives for pairs.
pub(crate) const WIDTH: usize = 4 * HIDDEN;
const KERNEL: usize = 7;
pub(crate) const BUCKETS: usize = 64;

/// The second half of the model: given an anchor, the role of every word of its window, decided by a
/// linear-chain conditional random field. `training/onrecord_training/model.py` is its reference.
pub(crate) struct Roles {
    distance: Vec<f32>,
    /// `[KERNEL][HIDDEN]`, transposed for the inner loop.
    kernel: Vec<f32>,
    kernel_bias: Vec<f32>,
    /// `[HIDDEN][LABELS]`, transposed likewise.
    output: Vec<f32>,
    output_bias: Vec<f32>,
    transitions: Vec<f32>,
    first: Vec<f32>,
    /// The exponentials of `transitions`, by label before, and of `first`.
    transition_odds: [[f64; LABELS]; LABELS],
    first_odds: [f64; LABELS],
}

/// The spans that belong to one anchor, as words of the window, and how likely just these are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Decoded {
    pub(crate) spans: Vec<(Role, std::ops::Range<usize>)>,
    /// Logarithm of the probability of the whole labelling.
    pub(crate) log_probability: f32,
    /// Probability of each word to be content.
    pub(crate) content: Vec<f32>,
}

impl Roles {
    pub(crate) fn load(bytes: &[u8]) -> Result<Roles, EncoderError> {
        let file =
            SafeTensors::deserialize(bytes).map_err(|e| EncoderError::new("read the role weights", e))?;
        let tensor = |name: &str, len: usize| tensor(&file, name, len);
        let transitions = tensor("transitions", LABELS * LABELS)?;
        let first = tensor("first", LABELS)?;
        let odds = |score: f32| f64::from(score).exp();
        Ok(Roles {
            transition_odds: std::array::from_fn(|k| {
                std::array::from_fn(|l| odds(transitions[k * LABELS + l]))
            }),
            first_odds: std::array::from_fn(|l| odds(first[l])),
            distance: tensor("distance", BUCKETS * HIDDEN)?,
            kernel: transposed(&tensor("convolution.weight", HIDDEN * KERNEL)?, HIDDEN),
            kernel_bias: tensor("convolution.bias", HIDDEN)?,
            output: transposed(&tensor("output.weight", LABELS * HIDDEN)?, LABELS),
            output_bias: tensor("output.bias", LABELS)?,
            transitions,
            first,
        })
    }

    /// Scores of each label for each word of a window, `[words][LABELS]`.
    ///
    /// `pair` holds the network's numbers of the window's words, [`WIDTH`] of each.
    pub(crate) fn scores(&self, pair: &[f32], anchor: usize) -> Vec<Labels> {
        let words = pair.len() / WIDTH;
        let features = |word: usize| -> (&[f32], &[f32]) {
            // query | key | left | right
            pair[word * WIDTH..(word + 1) * WIDTH].split_at(2 * HIDDEN)
        };
        let (front, back) = features(anchor);
        let (query, left) = (&front[..HIDDEN], &back[..HIDDEN]);
        let mut y = vec![0f32; words * HIDDEN];
        for (word, row) in y.chunks_exact_mut(HIDDEN).enumerate() {
            let (front, back) = features(word);
            let (key, right) = (&front[HIDDEN..], &back[HIDDEN..]);
            let distance = &self.distance[bucket(word as isize - anchor as isize) * HIDDEN..][..HIDDEN];
            for h in 0..HIDDEN {
                row[h] = (query[h] + key[h] + left[h] * right[h] + distance[h]).max(0.0);
            }
        }
        let mut out = Vec::with_capacity(words);
        let mut sum = [0f32; HIDDEN];
        for word in 0..words {
            sum.copy_from_slice(&self.kernel_bias);
            for k in 0..KERNEL {
                let Some(other) = (word + k).checked_sub(KERNEL / 2).filter(|&o| o < words) else {
                    continue;
                };
                let (row, weight) = (&y[other * HIDDEN..][..HIDDEN], &self.kernel[k * HIDDEN..][..HIDDEN]);
                for h in 0..HIDDEN {
                    sum[h] += row[h] * weight[h];
                }
            }
            let row = &y[word * HIDDEN..][..HIDDEN];
            let mut labels: [f32; LABELS] = std::array::from_fn(|l| self.output_bias[l]);
            for h in 0..HIDDEN {
                let value = row[h] + sum[h].max(0.0);
                let weight = &self.output[h * LABELS..][..LABELS];
                for (label, w) in labels.iter_mut().zip(weight) {
                    *label += value * w;
                }
            }
            labels[SOURCE_BEGINS] += SOURCE_BIAS;
            out.push(labels);
        }
        out
    }

    /// The best labelling (Viterbi), its probability, and for each word that of being content (forward-backward).
    pub(crate) fn decode(&self, scores: &[Labels]) -> Decoded {
        let Some(initial) = scores.first() else {
            return Decoded { spans: Vec::new(), log_probability: 0.0, content: Vec::new() };
        };
        let mut best: [f32; LABELS] = std::array::from_fn(|l| initial[l] + self.first[l]);
        let mut back = Vec::with_capacity(scores.len());
        for row in &scores[1..] {
            let mut from = [0u8; LABELS];
            let mut next = [0f32; LABELS];
            for l in 0..LABELS {
                let mut top = f32::NEG_INFINITY;
                for (k, before) in best.iter().enumerate() {
                    let reached = before + self.transitions[k * LABELS + l];
                    if reached > top {
                        top = reached;
                        from[l] = k as u8;
                    }
                }
                next[l] = top + row[l];
            }
            best = next;
            back.push(from);
        }
        let mut label = (0..LABELS).max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0);
        let score = best[label];
        let mut labels = vec![label];
        for from in back.iter().rev() {
            label = usize::from(from[label]);
            labels.push(label);
        }
        labels.reverse();
        let (content, all) = self.marginals(scores);
        Decoded { spans: spans_of(&labels), log_probability: (f64::from(score) - all) as f32, content }
    }

    /// Each word's probability of being content, and the logarithm of the sum over all labellings: forward-backward, each word's
    /// numbers scaled to a sum of one (Rabiner 1989, V.A), which takes no logarithms but one a word.
    fn marginals(&self, scores: &[[f32; LABELS]]) -> (Vec<f32>, f64) {
        let mut all = 0.0;
        let mut scales = Vec::with_capacity(scores.len());
        let mut emitted = Vec::with_capacity(scores.len());
        let mut alphas: Vec<[f64; LABELS]> = Vec::with_capacity(scores.len());
        for row in scores {
            let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let emits: [f64; LABELS] = row.map(|score| f64::from(score - top).exp());
            let mut alpha: [f64; LABELS] = match alphas.last() {
                None => self.first_odds,
                Some(before) => {
                    let mut sum = [0.0; LABELS];
                    for (from, odds) in before.iter().zip(&self.transition_odds) {
                        for (sum, odds) in sum.iter_mut().zip(odds) {
                            *sum += from * odds;
                        }
                    }
                    sum
                }
            };
            alpha.iter_mut().zip(&emits).for_each(|(alpha, emits)| *alpha *= emits);
            let scale: f64 = alpha.iter().sum();
            alpha.iter_mut().for_each(|alpha| *alpha /= scale);
            all += f64::from(top) + scale.ln();
            scales.push(scale);
            emitted.push(emits);
            alphas.push(alpha);
        }
        let mut content = vec![0f32; scores.len()];
        let mut beta = [1f64; LABELS];
        for word in (0..scores.len()).rev() {
            content[word] = CONTENT.iter().map(|&l| alphas[word][l] * beta[l]).sum::<f64>() as f32;
            let ahead: [f64; LABELS] = std::array::from_fn(|l| emitted[word][l] * beta[l] / scales[word]);
            beta = self
                .transition_odds
                .map(|odds| odds.iter().zip(&ahead).map(|(odds, ahead)| odds * ahead).sum());
        }
        (content, all)
    }
}

/// The numbers of one tensor of a weights file.
pub(crate) fn tensor(file: &SafeTensors<'_>, name: &str, len: usize) -> Result<Vec<f32>, EncoderError> {
    let view = file.tensor(name).map_err(|e| EncoderError::new("find a weight", e))?;
    let values: Vec<f32> = view.data().as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
    if values.len() != len {
        let found = format!("{name} holds {} numbers, not {len}", values.len());
        return Err(EncoderError::new("read the weights", found));
    }
    Ok(values)
}

fn spans_of(labels: &[usize]) -> Vec<(Role, std::ops::Range<usize>)> {
    let mut spans: Vec<(Role, std::ops::Range<usize>)> = Vec::new();
    let mut before = 0;
    for (word, &label) in labels.iter().enumerate() {
        let role = match label {
            0 => None,
            1 | 2 => Some(Role::Source),
            3 | 4 => Some(Role::Cue),
            _ => Some(Role::Content),
        };
        if let Some(role) = role {
            match spans.last_mut() {
                Some((_, range)) if label % 2 == 0 && before != 0 => range.end = word + 1,
                _ => spans.push((role, word..word + 1)),
            }
        }
        before = label;
    }
    spans
}

/// Distance in words to one of 64: exact to 15, then by logarithm to 255; the other half is for words before.
pub(crate) fn bucket(distance: isize) -> usize {
    let size = distance.unsigned_abs();
    let index = if size < 16 { size } else { (16 + ((size as f32 / 16.0).log2() * 3.75) as usize).min(31) };
    if distance < 0 { index + 32 } else { index }
}

fn transposed(rows: &[f32], count: usize) -> Vec<f32> {
    let width = rows.len() / count;
    (0..rows.len()).map(|i| rows[(i % count) * width + i / count]).collect()
}
