use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::EncoderError;
use crate::network::{Network, Scores};

/// A network that remembers what it said of the windows that it read last, for a text that is read again after each change: only
/// windows that the change reaches are run anew. What it says is the same.
pub(crate) struct CachingNetwork {
    network: Box<dyn Network>,
    /// The last ones read first. They are looked through one by one: a window takes the network a thousand times as long.
    kept: Mutex<VecDeque<Kept>>,
    most: usize,
}

struct Kept {
    ids: Vec<i32>,
    types: Vec<i32>,
    scores: Scores,
}

impl CachingNetwork {
    /// Remembers up to `most` windows.
    pub(crate) fn new(network: Box<dyn Network>, most: usize) -> CachingNetwork {
        CachingNetwork { network, kept: Mutex::default(), most }
    }

    fn known(&self, ids: &[i32], types: &[i32]) -> Option<Scores> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|window| window.ids == ids && window.types == types)?;
        let window = kept.remove(at)?;
        let scores = window.scores.clone();
        kept.push_front(window);
        Some(scores)
    }
}

impl Network for CachingNetwork {
    fn score(&self, ids: &[i32], types: &[i32]) -> Result<Scores, EncoderError> {
        if let Some(scores) = self.known(ids, types) {
            return Ok(scores);
        }
        let scores = self.network.score(ids, types)?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front(Kept { ids: ids.to_vec(), types: types.to_vec(), scores: scores.clone() });
        kept.truncate(self.most);
        Ok(scores)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Says the sum of the ids, and counts how often it is asked.
    struct Counting(Arc<AtomicUsize>);

    impl Network for Counting {
        fn score(&self, ids: &[i32], types: &[i32]) -> Result<Scores, EncoderError> {
            self.0.fetch_add(1, Ordering::Relaxed);
            let sum = ids.iter().chain(types).sum::<i32>() as f32;
            let none = Vec::new;
            Ok(Scores { anchor: vec![sum], pair: none(), names: none(), mention: none(), link: none() })
        }
    }

    #[test]
    fn only_windows_that_changed_are_run() {
        let runs = Arc::new(AtomicUsize::new(0));
        let network = CachingNetwork::new(Box::new(Counting(Arc::clone(&runs))), 2);
        let ask = |ids: [i32; 2], types: [i32; 2]| {
            let before = runs.load(Ordering::Relaxed);
            let said = network.score(&ids, &types).unwrap().anchor[0];
            (said, runs.load(Ordering::Relaxed) - before)
        };
        assert_eq!(ask([1, 2], [0, 0]), (3.0, 1));
        assert_eq!(ask([1, 2], [0, 0]), (3.0, 0));
        assert_eq!(ask([1, 2], [0, 1]), (4.0, 1), "another type is another window");
        assert_eq!(ask([1, 2], [0, 0]), (3.0, 0));
        assert_eq!(ask([5, 5], [0, 0]), (10.0, 1));
        assert_eq!(ask([1, 2], [0, 0]), (3.0, 0), "the last used are kept");
        assert_eq!(ask([1, 2], [0, 1]), (4.0, 1), "the one used longest ago is not");
    }
}
