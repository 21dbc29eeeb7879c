use onrecord_document::FoundBy;

/// How sure it is that a speaker is the right one, by what led to it and the probability of the link (of a name: how sure
/// it is whose it is).
///
/// Pronouns and descriptions fitted to labelled articles of PolNeAR train, the others to PolNeAR dev, with the sources given;
/// `eval/speakers-given.tsv` says what was promised and what came true.
pub(crate) fn confidence(found_by: FoundBy, link: f32) -> f32 {
    let points: &[(f32, f32)] = match found_by {
        FoundBy::Name => &[(0.0, 0.6), (0.4, 0.68), (1.0, 0.98)],
        FoundBy::Pronoun => &[(0.35, 0.45), (0.55, 0.6), (0.75, 0.8), (0.85, 0.9), (0.95, 0.95), (1.0, 0.99)],
        FoundBy::Description => {
            &[(0.4, 0.5), (0.6, 0.6), (0.75, 0.7), (0.85, 0.82), (0.95, 0.92), (1.0, 0.97)]
        }
        FoundBy::DescriptionAlone => &[(0.5, 0.5), (1.0, 0.8)],
        FoundBy::Context => &[(0.0, 0.4), (1.0, 0.8)],
    };
    let after = points.partition_point(|point| point.0 <= link);
    match (after.checked_sub(1).map(|before| points[before]), points.get(after)) {
        (Some(before), Some(after)) => {
            before.1 + (after.1 - before.1) * (link - before.0) / (after.0 - before.0)
        }
        (Some(only), None) => only.1,
        (None, only) => only.map_or(0.0, |point| point.1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_the_points_it_is_a_line() {
        for (link, expected) in [(0.0, 0.45), (0.55, 0.6), (0.65, 0.7), (1.0, 0.99), (2.0, 0.99)] {
            assert!((confidence(FoundBy::Pronoun, link) - expected).abs() < 1e-6, "{link}");
        }
    }
}
