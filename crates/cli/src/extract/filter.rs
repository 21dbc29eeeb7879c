use onrecord_record::{Act, AttributionRecord, Kind};

use crate::arguments::ExtractArguments;

/// Which attributions are written. The others' ids stay free, so that a `parent` says the same with any filter.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    kinds: Vec<Kind>,
    acts: Vec<Act>,
    min_confidence: f64,
}

impl Filter {
    pub(super) fn new(arguments: &ExtractArguments) -> Filter {
        Filter {
            kinds: arguments.kind.clone(),
            acts: arguments.act.clone(),
            min_confidence: arguments.min_confidence,
        }
    }

    /// Whether it is of one of the kinds and one of the acts, where any are named, and sure enough.
    pub(super) fn keeps(&self, attribution: &AttributionRecord) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&attribution.kind))
            && (self.acts.is_empty() || self.acts.contains(&attribution.act))
            && attribution.confidence >= self.min_confidence
    }
}

#[cfg(test)]
mod tests {
    use onrecord_record::DecidedBy;

    use super::*;

    fn attribution(kind: Kind, act: Act, confidence: f64) -> AttributionRecord {
        AttributionRecord {
            id: 0,
            kind,
            act,
            speaker: None,
            speaker_role: None,
            speaker_confidence: None,
            found_by: None,
            speaker_reason: None,
            antecedent: None,
            source: None,
            cue: None,
            content: Vec::new(),
            parent: None,
            confidence,
            decided_by: DecidedBy::Model,
        }
    }

    #[test]
    fn every_condition_must_hold() {
        let quoted = attribution(Kind::Mixed, Act::Speech, 0.8);
        let filter = |kinds: &[Kind], acts: &[Act], min_confidence| Filter {
            kinds: kinds.to_vec(),
            acts: acts.to_vec(),
            min_confidence,
        };
        assert!(filter(&[], &[], 0.0).keeps(&quoted));
        assert!(filter(&[Kind::Direct, Kind::Mixed], &[Act::Speech], 0.8).keeps(&quoted));
        assert!(!filter(&[Kind::Direct], &[], 0.0).keeps(&quoted));
        assert!(!filter(&[], &[Act::Writing, Act::Thought], 0.0).keeps(&quoted));
        assert!(!filter(&[], &[], 0.801).keeps(&quoted));
    }
}
