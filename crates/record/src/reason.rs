use onrecord_document::{Attribution, FoundBy, Segmentation, Span, Speaker};

/// How a speaker was found, for a reader: "pronoun, two sentences back".
pub(crate) fn reason(attribution: &Attribution, speaker: &Speaker, segmentation: &Segmentation) -> String {
    let what = match speaker.found_by {
        FoundBy::Name => "name",
        FoundBy::Pronoun => "pronoun",
        FoundBy::Description => "description",
        FoundBy::DescriptionAlone => "description, nobody named",
        FoundBy::Context => "no source, from context",
    };
    let here = attribution.source.or(attribution.cue).or(attribution.content.first().copied());
    match (here, speaker.antecedent) {
        (Some(here), Some(antecedent)) if speaker.found_by != FoundBy::DescriptionAlone => {
            match distance(segmentation, here, antecedent) {
                Some(distance) => format!("{what}, {}", in_words(distance)),
                None => what.to_owned(),
            }
        }
        _ => what.to_owned(),
    }
}

/// How many sentences later `to` stands than `from`; negative where it stands before.
fn distance(segmentation: &Segmentation, from: Span, to: Span) -> Option<isize> {
    let sentence = |span: Span| {
        let after = segmentation.sentences.partition_point(|sentence| sentence.span.start <= span.start);
        after.checked_sub(1).map(|index| index as isize)
    };
    Some(sentence(to)? - sentence(from)?)
}

fn in_words(distance: isize) -> String {
    const NUMBERS: [&str; 11] =
        ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let count = distance.unsigned_abs();
    let number = NUMBERS.get(count).map_or_else(|| count.to_string(), |&number| number.to_owned());
    let noun = if count == 1 { "sentence" } else { "sentences" };
    match distance {
        0 => "same sentence".to_owned(),
        ..0 => format!("{number} {noun} back"),
        _ => format!("{number} {noun} on"),
    }
}

#[cfg(test)]
mod tests {
    use onrecord_document::{Act, DecidedBy, Evidence, Kind, Sentence};

    use super::*;

    /// Reads a text of sentences that end with a full stop; `source` and `antecedent` are words of it.
    fn told(text: &str, source: &str, antecedent: Option<&str>, found_by: FoundBy) -> String {
        let find = |words: &str| {
            let at = text.find(words).unwrap();
            Span::new(at, at + words.len())
        };
        let mut start = 0;
        let sentences = text.split_inclusive(". ").map(|sentence| {
            let span = Span::new(start, start + sentence.len()).trim(text);
            start += sentence.len();
            Sentence { span, tokens: 0..0 }
        });
        let segmentation = Segmentation { sentences: sentences.collect(), ..Segmentation::default() };
        let speaker =
            Speaker { entity: 0, role: None, found_by, antecedent: antecedent.map(find), confidence: 1.0 };
        let attribution = Attribution {
            kind: Kind::Indirect,
            act: Act::Speech,
            source: Some(find(source)),
            speaker: Some(speaker),
            cue: None,
            content: vec![find(source)],
            parent: None,
            evidence: Evidence { decided_by: DecidedBy::Model, confidence: 1.0 },
        };
        reason(&attribution, &speaker, &segmentation)
    }

    #[test]
    fn distances_are_told_in_sentences() {
        let text = "Ann Lee sang. It rained. She said no. The mayor left. Bo Orme came.";
        assert_eq!(told(text, "She", Some("Ann Lee"), FoundBy::Pronoun), "pronoun, two sentences back");
        assert_eq!(told(text, "It", Some("Ann Lee"), FoundBy::Pronoun), "pronoun, one sentence back");
        assert_eq!(
            told(text, "The mayor", Some("Bo Orme"), FoundBy::Description),
            "description, one sentence on"
        );
        assert_eq!(
            told(text, "sang", Some("Ann Lee"), FoundBy::Context),
            "no source, from context, same sentence"
        );
        assert_eq!(told(text, "Ann Lee", None, FoundBy::Name), "name");
        assert_eq!(told(text, "The mayor", None, FoundBy::DescriptionAlone), "description, nobody named");
        let far = format!("Ann Lee sang. {}She left.", "So it went. ".repeat(14));
        assert_eq!(told(&far, "She", Some("Ann Lee"), FoundBy::Pronoun), "pronoun, 15 sentences back");
    }
}
