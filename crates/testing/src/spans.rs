use onrecord_document::{Annotations, Span};

/// What is wrong with the spans of annotations, in words; empty if nothing is. Tests of offsets call it on texts for
/// which nobody states the right answer.
///
/// Every span must slice the text and hold something; those of an attribution must begin and end with words or marks,
/// its contents must be in order and disjoint, its source, cue and contents must not overlap, and attributions must be
/// in order of their first content; entities must have a name and mentions in order, and speakers be among them.
pub fn span_faults(text: &str, annotations: &Annotations) -> Vec<String> {
    let mut faults = Vec::new();
    let mut slices = |what: &str, span: Span| match text.get(span.range()) {
        Some("") => faults.push(format!("{what} {span:?} is empty")),
        Some(words) if words.trim() != words => {
            faults.push(format!("{what} {span:?} has white space at an end: {words:?}"));
        }
        Some(_) => {}
        None => faults.push(format!("{what} {span:?} doesn't slice the text")),
    };
    let segmentation = &annotations.segmentation;
    segmentation.paragraphs.iter().for_each(|&span| slices("paragraph", span));
    segmentation.sentences.iter().for_each(|sentence| slices("sentence", sentence.span));
    segmentation.tokens.iter().for_each(|token| slices("token", token.span));
    segmentation.quotations.iter().for_each(|quotation| slices("quotation", quotation.span));
    for attribution in &annotations.attributions {
        attribution.source.iter().for_each(|source| slices("source", *source));
        attribution.cue.iter().for_each(|&cue| slices("cue", cue));
        attribution.content.iter().for_each(|&content| slices("content", content));
        let speaker = attribution.speaker.iter();
        speaker.flat_map(|s| s.role.into_iter().chain(s.antecedent)).for_each(|span| slices("speaker", span));
    }
    for entity in &annotations.entities {
        entity.mentions.iter().for_each(|mention| slices("mention", mention.span));
        entity.roles.iter().for_each(|&role| slices("role", role));
    }
    for (i, attribution) in annotations.attributions.iter().enumerate() {
        if attribution.content.is_empty() {
            faults.push(format!("attribution {i} has no content"));
        }
        let mut spans: Vec<Span> = attribution.content.clone();
        if !spans.is_sorted() {
            faults.push(format!("contents of attribution {i} are out of order: {spans:?}"));
        }
        spans.extend(attribution.source);
        spans.extend(attribution.cue);
        spans.sort();
        if let Some(pair) = spans.windows(2).find(|pair| pair[0].overlaps(pair[1])) {
            faults.push(format!("spans of attribution {i} overlap: {pair:?}"));
        }
        if attribution.parent.is_some_and(|parent| parent == i || parent >= annotations.attributions.len()) {
            faults.push(format!("attribution {i} stands in {:?}", attribution.parent));
        }
    }
    for (i, entity) in annotations.entities.iter().enumerate() {
        if entity.name.trim().is_empty() || (entity.mentions.is_empty() && entity.members.len() < 2) {
            faults.push(format!("entity {i} has no name or no mention: {entity:?}"));
        }
        if !entity.mentions.is_sorted_by_key(|mention| mention.span) {
            faults.push(format!("mentions of entity {i} are out of order"));
        }
        if entity.members.iter().any(|&member| member == i || member >= annotations.entities.len()) {
            faults.push(format!("entity {i} is made of {:?}", entity.members));
        }
    }
    if annotations.attributions.iter().flat_map(|a| a.speaker).any(|s| s.entity >= annotations.entities.len())
    {
        faults.push("a speaker is no entity".into());
    }
    if !annotations.attributions.is_sorted_by_key(|attribution| attribution.content.first().copied()) {
        faults.push("attributions are out of order".into());
    }
    faults
}

#[cfg(test)]
mod tests {
    use onrecord_document::{Act, Attribution, DecidedBy, Evidence, Kind};

    use super::*;

    const TEXT: &str = "“Né,” Ann said.";

    fn attribution() -> Attribution {
        Attribution {
            kind: Kind::Direct,
            act: Act::Speech,
            source: Some(Span::new(11, 14)),
            speaker: None,
            cue: Some(Span::new(15, 19)),
            content: vec![Span::new(0, 10)],
            parent: None,
            evidence: Evidence { decided_by: DecidedBy::Model, confidence: 1.0 },
        }
    }

    fn faults(change: impl Fn(&mut Attribution)) -> Vec<String> {
        let mut changed = attribution();
        change(&mut changed);
        span_faults(TEXT, &Annotations { attributions: vec![changed], ..Annotations::default() })
    }

    #[test]
    fn good_spans_have_no_fault() {
        assert_eq!(faults(|_| {}), [""; 0]);
    }

    #[test]
    fn each_fault_is_told() {
        let one = |found: Vec<String>, expected: &str| {
            assert!(found.iter().any(|fault| fault.contains(expected)), "{expected}: {found:?}");
        };
        one(faults(|a| a.cue = Some(Span::new(15, 99))), "cue 15..99 doesn't slice");
        one(faults(|a| a.content = vec![Span::new(5, 10)]), "content 5..10 doesn't slice");
        one(faults(|a| a.cue = Some(Span::new(14, 19))), "has white space at an end");
        one(faults(|a| a.cue = Some(Span::new(15, 15))), "is empty");
        one(faults(|a| a.content.clear()), "has no content");
        one(faults(|a| a.content = vec![Span::new(3, 6), Span::new(0, 3)]), "out of order");
        one(faults(|a| a.content = vec![Span::new(0, 6), Span::new(3, 10)]), "overlap");
        one(faults(|a| a.cue = Some(Span::new(11, 19))), "overlap");
        one(faults(|a| a.parent = Some(0)), "stands in");
    }

    #[test]
    fn attributions_in_disorder_are_told() {
        let mut annotations =
            Annotations { attributions: vec![attribution(), attribution()], ..Annotations::default() };
        annotations.attributions[0].content = vec![Span::new(3, 6)];
        assert_eq!(span_faults(TEXT, &annotations), ["attributions are out of order"]);
    }
}
