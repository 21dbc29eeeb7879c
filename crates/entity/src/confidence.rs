use onrecord_document::FoundBy;

/// How sure it is that a speaker is the right one, by what led to it and the probability of the link.
///
/// Fitted to PolNeAR dev; `eval/speakers.tsv` holds the table of what was promised and what came true.
pub(crate) fn confidence(found_by: FoundBy, link: f32) -> f32 {
    let (low, high) = match found_by {
        FoundBy::Name => (0.80, 0.96),
        FoundBy::Pronoun => (0.45, 0.95),
        FoundBy::Description => (0.45, 0.85),
        FoundBy::DescriptionAlone => (0.50, 0.85),
        FoundBy::Context => (0.40, 0.80),
    };
    low + (high - low) * link.clamp(0.0, 1.0)
}
