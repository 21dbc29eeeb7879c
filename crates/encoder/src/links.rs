use safetensors::SafeTensors;

use crate::EncoderError;
use crate::roles::{BUCKETS, bucket, tensor};

/// Width of each of the four vectors that a word has.
pub(crate) const LINK: usize = 64;
/// Numbers a word that the network gives for links.
pub(crate) const WIDTH: usize = 4 * LINK;

/// The link head: how likely two words head mentions of the same. `training/onrecord_training/model.py` is its
/// reference.
pub(crate) struct Links {
    distance: Vec<f32>,
    same_word: Vec<f32>,
    output: Vec<f32>,
    output_bias: f32,
}

impl Links {
    pub(crate) fn load(bytes: &[u8]) -> Result<Links, EncoderError> {
        let file =
            SafeTensors::deserialize(bytes).map_err(|e| EncoderError::new("read the link weights", e))?;
        Ok(Links {
            distance: tensor(&file, "distance.weight", BUCKETS * LINK)?,
            same_word: tensor(&file, "same_word.weight", 2 * LINK)?,
            output: tensor(&file, "output.weight", LINK)?,
            output_bias: tensor(&file, "output.bias", 1)?[0],
        })
    }

    /// Score of the anaphor's being the same as the other, on a scale where "the same as none" scores 0.
    ///
    /// `anaphor` and `other` are the network's numbers of the two words, `distance` the words from the first to the
    /// second, below 0 when it stands before.
    pub(crate) fn score(&self, anaphor: &[f32], other: &[f32], distance: isize, same_word: bool) -> f32 {
        // query | key | left | right
        let (query, left) = (&anaphor[..LINK], &anaphor[2 * LINK..3 * LINK]);
        let (key, right) = (&other[LINK..2 * LINK], &other[3 * LINK..]);
        let distance = &self.distance[bucket(distance) * LINK..][..LINK];
        let same_word = &self.same_word[usize::from(same_word) * LINK..][..LINK];
        let mut score = self.output_bias;
        for h in 0..LINK {
            let y = query[h] + key[h] + left[h] * right[h] + distance[h] + same_word[h];
            score += y.max(0.0) * self.output[h];
        }
        score
    }
}
