use onrecord_document::{Annotations, Document, Span};

use crate::locate::SourceText;
use crate::quoted::Quoted;
use crate::speaker::{same_speaker, speaker_name};
use crate::words;

/// A text that quotations may come from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The text.
    pub document: &'a Document,
    /// Who says what in it, where that is known: then it is compared who speaks.
    pub annotations: Option<&'a Annotations>,
}

/// How a quotation differs from its source; ordered by how much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Word for word.
    AsSaid,
    /// Words are left out where an ellipsis, or put in where brackets say so; nothing else differs.
    MarkedCut,
    /// Words are left out and nothing says so.
    UnmarkedCut,
    /// Words are changed or put in.
    WordsChanged,
    /// The words are there, in another order.
    OrderChanged,
    /// It isn't in any source.
    NotFound,
    /// The source has somebody else say it.
    OtherSpeaker,
    /// A negation or a number is changed, lost or put in.
    MeaningChanged,
}

impl Class {
    /// All classes, in order.
    pub const ALL: [Class; 8] = [
        Class::AsSaid,
        Class::MarkedCut,
        Class::UnmarkedCut,
        Class::WordsChanged,
        Class::OrderChanged,
        Class::NotFound,
        Class::OtherSpeaker,
        Class::MeaningChanged,
    ];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Class::AsSaid => "as-said",
            Class::MarkedCut => "marked-cut",
            Class::UnmarkedCut => "unmarked-cut",
            Class::WordsChanged => "words-changed",
            Class::OrderChanged => "order-changed",
            Class::NotFound => "not-found",
            Class::OtherSpeaker => "other-speaker",
            Class::MeaningChanged => "negation-or-number-changed",
        }
    }
}

/// What became of one quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Verified {
    /// The quotation, with its marks, in the article.
    pub quotation: Span,
    /// How it differs from its source.
    pub class: Class,
    /// Which source it was found in, an index, and where.
    pub found: Option<(usize, Span)>,
    /// Where the words differ, in order of the quotation.
    pub differences: Vec<WordDifference>,
    /// Who says it in the article and in the source, where both are known.
    pub speakers: Option<(String, String)>,
}

/// Words of the quotation that stand where others, or none, stand in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordDifference {
    /// Where it is in the article: at the words, or at those that follow what was left out.
    pub at: usize,
    /// Words of the article; `None` where words were left out.
    pub quoted: Option<Span>,
    /// Words of the source; `None` where words were put in.
    pub said: Option<Span>,
    /// Whether an ellipsis or brackets say so.
    pub marked: bool,
}

/// Looks for every quotation of `article` that stands in no other in `sources`, and takes for each the source that it differs from least.
pub fn verify(article: &Document, annotations: &Annotations, sources: &[Origin<'_>]) -> Vec<Verified> {
    let texts: Vec<SourceText> = sources
        .iter()
        .map(|source| SourceText::new(&source.document.text, &speaker_labels(source)))
        .collect();
    let outer = annotations.segmentation.quotations.iter().filter(|quotation| quotation.parent.is_none());
    let quotations = outer.filter(|quotation| !words(&article.text, quotation.inner).is_empty());
    let verified = quotations.map(|quotation| {
        let speaker = (annotations.attributions.iter())
            .find(|attribution| attribution.content.iter().any(|part| part.overlaps(quotation.inner)))
            .and_then(|attribution| speaker_name(article, annotations, attribution));
        let mut verified = best(&article.text, quotation.inner, speaker, sources, &texts);
        verified.quotation = quotation.span;
        verified
    });
    verified.collect()
}

/// Looks for the words of `quote` in `sources`. Spans of the quotation count in `quote`.
pub fn verify_quote(quote: &str, sources: &[Origin<'_>]) -> Verified {
    let texts: Vec<SourceText> = sources
        .iter()
        .map(|source| SourceText::new(&source.document.text, &speaker_labels(source)))
        .collect();
    best(quote, Span::new(0, quote.len()), None, sources, &texts)
}

/// Looks for the words of `text` in `span` elsewhere in `text`, but for the words in `left_out`, as if it were a quotation of them.
pub fn verify_within(text: &str, span: Span, left_out: &[Span]) -> Verified {
    let source = SourceText::new(text, left_out);
    let found = Quoted::new(text, span).look_in(&source);
    found.map_or_else(|| not_found(span), |(_, verified)| verified)
}

fn not_found(span: Span) -> Verified {
    Verified { quotation: span, class: Class::NotFound, found: None, differences: Vec::new(), speakers: None }
}

fn best(
    text: &str,
    span: Span,
    speaker: Option<&str>,
    sources: &[Origin<'_>],
    texts: &[SourceText],
) -> Verified {
    let quoted = Quoted::new(text, span);
    let mut best: Option<(usize, Verified)> = None;
    for (index, (source, words)) in sources.iter().zip(texts).enumerate() {
        let Some((same, mut verified)) = quoted.look_in(words) else { continue };
        if let Some((source_index, _)) = &mut verified.found {
            *source_index = index;
        }
        compare_speakers(&mut verified, speaker, source);
        let better = |(best_same, best): &(usize, Verified)| {
            (same, std::cmp::Reverse(verified.class)) > (*best_same, std::cmp::Reverse(best.class))
        };
        if best.as_ref().is_none_or(better) {
            best = Some((same, verified));
        }
    }
    best.map_or_else(|| not_found(span), |(_, verified)| verified)
}

/// The names at the start of a transcript's lines: nobody speaks them.
fn speaker_labels(source: &Origin<'_>) -> Vec<Span> {
    let attributions = source.annotations.map_or(&[][..], |annotations| &annotations.attributions);
    let transcript = attributions.iter().filter(|attribution| {
        attribution.evidence.decided_by == onrecord_document::DecidedBy::TranscriptLine
    });
    transcript.filter_map(|attribution| attribution.source).collect()
}

fn compare_speakers(verified: &mut Verified, speaker: Option<&str>, source: &Origin<'_>) {
    let (Some(speaker), Some(annotations), Some((_, place))) = (speaker, source.annotations, verified.found)
    else {
        return;
    };
    let saying = annotations.attributions.iter().filter(|attribution| {
        attribution.content.iter().any(|part| part.overlaps(place))
            && attribution.content.iter().any(|part| part.range().contains(&place.start))
    });
    let Some(said_by) =
        saying.filter_map(|attribution| speaker_name(source.document, annotations, attribution)).next()
    else {
        return;
    };
    verified.speakers = Some((speaker.to_owned(), said_by.to_owned()));
    if same_speaker(speaker, said_by) == Some(false) && verified.class < Class::OtherSpeaker {
        verified.class = Class::OtherSpeaker;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "QUILL: Good morning. We will not leave the harbour before the wall is mended, and that, um, will take three years. \
        I have told the council so. They said that it was able to wait. I don't believe that anybody here thinks it can. Thank you.";

    fn shown(quote: &str) -> String {
        let document = Document::plain("said", SAID);
        let verified = verify_quote(quote, &[Origin { document: &document, annotations: None }]);
        let differences = verified.differences.iter().map(|difference| {
            let of =
                |span: Option<Span>, text: &str| span.map_or(String::new(), |span| span.of(text).to_owned());
            format!(" ({} -> {})", of(difference.said, SAID), of(difference.quoted, quote))
        });
        format!("{}{}", verified.class.name(), differences.collect::<String>())
    }

    #[test]
    fn quotations_are_classed_by_how_they_differ() {
        for (quote, expected) in [
            ("We will not leave the harbour before the wall is mended", "as-said"),
            ("“that will take 3 years.”", "as-said"),
            ("We will not leave the harbour … and that will take three years.", "marked-cut"),
            ("We will not leave … I have told the council so.", "marked-cut"),
            ("[The council] said that it was able to wait.", "marked-cut"),
            ("They said [on Friday] that [the council] was able to wait.", "marked-cut (it -> )"),
            ("We will not leave before the wall is mended", "unmarked-cut (the harbour -> )"),
            (
                "We will not leave the harbour before the wall is mended. I have told the council so.",
                "unmarked-cut (and that, um, will take three years -> )",
            ),
            ("We will not leave the port before the wall is mended", "words-changed (harbour -> port)"),
            ("We will surely not leave the harbour before the wall is mended", "words-changed ( -> surely)"),
            ("We will leave the harbour before the wall is mended", "negation-or-number-changed (not -> )"),
            ("that will take four years", "negation-or-number-changed (three -> four)"),
            ("They said that it was unable to wait", "negation-or-number-changed (able -> unable)"),
            ("I believe that anybody here thinks it can.", "negation-or-number-changed (don't -> )"),
            ("They said that it was able to wait. I have told the council so.", "order-changed"),
            (
                "We will not leave the wall before the harbour is mended",
                "order-changed (harbour -> wall) (wall -> harbour)",
            ),
            ("Nothing in this sentence was ever spoken by anybody there", "not-found"),
            ("good morning", "as-said"),
            ("good evening", "not-found"),
        ] {
            assert_eq!(shown(quote), expected, "{quote}");
        }
    }

    #[test]
    fn hostile_texts_end_in_time() {
        let text = "a b ".repeat(20_000);
        let document = Document::plain("d", text.as_str());
        let quote = "a b c ".repeat(400);
        let began = std::time::Instant::now();
        verify_quote(&quote, &[Origin { document: &document, annotations: None }]);
        assert!(began.elapsed().as_secs() < 5);
    }
}
