use std::collections::BTreeSet;

use onrecord_document::{Annotations, Document, Span};

use crate::locate::{Found, LONGEST, SourceText};
use crate::meaning::{is_filler, is_negation, is_number, is_opposite};
use crate::speaker::{same_speaker, speaker_name};
use crate::{Word, words};

/// A text that quotations may come from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The text.
    pub document: &'a Document,
    /// Who says what in it, where that is known: then it is compared who speaks.
    pub annotations: Option<&'a Annotations>,
}

/// The most words that an insertion in brackets stands for.
const MOST_FOR_BRACKETS: usize = 8;

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
    best.map_or(
        Verified {
            quotation: span,
            class: Class::NotFound,
            found: None,
            differences: Vec::new(),
            speakers: None,
        },
        |(_, verified)| verified,
    )
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

/// A quotation as rows of words between its ellipses.
struct Quoted {
    span: Span,
    /// Without what stands in brackets and without sounds between words.
    words: Vec<Word>,
    /// Words before which something stands in brackets.
    bracketed: BTreeSet<usize>,
    /// Where rows begin.
    rows: Vec<usize>,
}

impl Quoted {
    fn new(text: &str, span: Span) -> Quoted {
        let mut quoted = Quoted { span, words: Vec::new(), bracketed: BTreeSet::new(), rows: vec![0] };
        let mut cut = false;
        for word in words(text, span) {
            cut |= word.after_cut;
            if word.bracketed {
                quoted.bracketed.insert(quoted.words.len());
            } else if !is_filler(&word.form) {
                let at = quoted.words.len();
                let row = quoted.rows.last().copied().unwrap_or(0);
                if at > row && (cut || at - row >= LONGEST) {
                    quoted.rows.push(at);
                }
                cut = false;
                quoted.words.push(word);
            }
        }
        quoted
    }

    /// The number of words that are the same, and how the quotation differs.
    fn look_in(&self, source: &SourceText) -> Option<(usize, Verified)> {
        let ends = self.rows.iter().skip(1).copied().chain([self.words.len()]);
        let mut pieces: Vec<(usize, Found)> = Vec::new();
        for (start, end) in self.rows.iter().copied().zip(ends) {
            let from = pieces.last().map_or(0, |(_, found)| found.range.end);
            self.find(source, start..end, from, &mut pieces);
        }
        let (_, first) = pieces.first()?;
        let place = pieces.iter().fold(first.range.clone(), |all, (_, found)| {
            all.start.min(found.range.start)..all.end.max(found.range.end)
        });
        let said = source.words();
        let place = Span::new(said[place.start].span.start, said[place.end - 1].span.end);
        let same: usize = pieces.iter().map(|(_, found)| found.same).sum();
        if same * 2 < self.words.len() {
            return None;
        }
        let mut differences: Vec<Differing> = Vec::new();
        let mut covered = 0;
        for (start, found) in &pieces {
            differences.extend((covered < *start).then(|| Differing {
                quoted: covered..*start,
                said: 0..0,
                marked: false,
            }));
            self.differences(*start, found, said, &mut differences);
            covered = start + found.pairs.len();
        }
        let rest = covered..self.words.len();
        differences.extend((!rest.is_empty()).then_some(Differing {
            quoted: rest,
            said: 0..0,
            marked: false,
        }));
        let mut class =
            differences.iter().map(|difference| self.class(difference, said)).max().unwrap_or(Class::AsSaid);
        if self.is_reordered(&pieces, &differences, said) {
            class = Class::OrderChanged;
        } else if class == Class::AsSaid {
            class = self.class_of_gaps(&pieces);
        }
        let differences = differences.into_iter().map(|difference| {
            let of = |words: &[Word]| {
                let (first, last) = (words.first()?, words.last()?);
                Some(Span::new(first.span.start, last.span.end))
            };
            WordDifference {
                quoted: of(&self.words[difference.quoted]),
                said: of(&said[difference.said]),
                marked: difference.marked,
            }
        });
        let differences = differences.collect();
        Some((
            same,
            Verified { quotation: self.span, class, found: Some((0, place)), differences, speakers: None },
        ))
    }

    /// Adds where a row is found: whole, or sentence by sentence where that fits better, as when sentences changed places.
    fn find(
        &self,
        source: &SourceText,
        row: std::ops::Range<usize>,
        from: usize,
        pieces: &mut Vec<(usize, Found)>,
    ) {
        let whole = source.find(&self.words[row.clone()], from);
        let fits = whole.as_ref().is_some_and(|found| found.same * 20 >= row.len() * 17);
        let mut parts = Vec::new();
        if !fits {
            let mut start = row.start;
            let mut from = from;
            for end in row.start + 1..=row.end {
                if end == row.end || self.words[end].after_stop {
                    if let Some(found) = source.find(&self.words[start..end], from) {
                        from = found.range.end;
                        parts.push((start, found));
                    }
                    start = end;
                }
            }
        }
        let same: usize = parts.iter().map(|(_, found)| found.same).sum();
        match whole {
            Some(whole) if whole.same + 2 >= same => pieces.push((row.start, whole)),
            _ => pieces.extend(parts),
        }
    }

    /// Adds where the words of a piece differ from the source's.
    fn differences(&self, start: usize, found: &Found, said: &[Word], differences: &mut Vec<Differing>) {
        // The first word of the source that isn't accounted for.
        let mut next = found.range.start;
        let mut open: Option<Differing> = None;
        for (at, pair) in found.pairs.iter().enumerate() {
            let here = start + at;
            let same = pair.filter(|place| said[*place].form == self.words[here].form);
            let (quoted, beyond) = match (same, *pair) {
                (Some(place), _) => (here, place),
                (None, Some(place)) => (here + 1, place + 1),
                (None, None) => (here + 1, next),
            };
            if quoted > here || beyond > next {
                let open =
                    open.get_or_insert(Differing { quoted: here..here, said: next..next, marked: false });
                open.quoted.end = quoted;
                open.said.end = beyond;
            }
            next = beyond;
            if same.is_some() {
                next += 1;
                differences.extend(open.take().map(|done| self.marked(done)));
            }
        }
        differences.extend(open.map(|done| self.marked(done)));
    }

    /// Words left out where brackets stand for them are left out visibly.
    fn marked(&self, difference: Differing) -> Differing {
        let marked = difference.quoted.is_empty() && self.bracketed.contains(&difference.quoted.start);
        Differing { marked: marked && difference.said.len() <= MOST_FOR_BRACKETS, ..difference }
    }

    fn class(&self, difference: &Differing, said: &[Word]) -> Class {
        let quoted = &self.words[difference.quoted.clone()];
        let source = &said[difference.said.clone()];
        if difference.marked {
            return Class::MarkedCut;
        }
        let forms = |words: &[Word], is: fn(&str) -> bool| -> Vec<String> {
            words.iter().filter(|word| is(&word.form)).map(|word| word.form.clone()).collect()
        };
        // In a longer cut a negation may go with what it denies.
        let near = !quoted.is_empty() || source.len() <= 3;
        let negations = (forms(quoted, is_negation).len(), forms(source, is_negation).len());
        let opposite = quoted.iter().any(|a| source.iter().any(|b| is_opposite(&a.form, &b.form)));
        if near
            && (negations.0 % 2 != negations.1 % 2
                || opposite
                || forms(quoted, is_number) != forms(source, is_number))
        {
            return Class::MeaningChanged;
        }
        if quoted.is_empty() { Class::UnmarkedCut } else { Class::WordsChanged }
    }

    /// Whether pieces stand in another order than in the source, or words have changed places.
    fn is_reordered(&self, pieces: &[(usize, Found)], differences: &[Differing], said: &[Word]) -> bool {
        if pieces.windows(2).any(|pair| pair[1].1.range.start < pair[0].1.range.start) {
            return true;
        }
        let mut quoted: Vec<&str> = differences
            .iter()
            .flat_map(|d| &self.words[d.quoted.clone()])
            .map(|word| word.form.as_str())
            .collect();
        let mut source: Vec<&str> =
            differences.iter().flat_map(|d| &said[d.said.clone()]).map(|word| word.form.as_str()).collect();
        quoted.sort_unstable();
        source.sort_unstable();
        !quoted.is_empty() && quoted == source
    }

    /// Rows between ellipses are cut visibly where words lie between them; sentences of one row are not.
    fn class_of_gaps(&self, pieces: &[(usize, Found)]) -> Class {
        let mut class = Class::AsSaid;
        if !self.bracketed.is_empty() {
            class = Class::MarkedCut;
        }
        for pair in pieces.windows(2) {
            if pair[1].1.range.start > pair[0].1.range.end {
                let marked = self.rows.contains(&pair[1].0) || self.bracketed.contains(&pair[1].0);
                class = class.max(if marked { Class::MarkedCut } else { Class::UnmarkedCut });
            }
        }
        class
    }
}

/// As [`WordDifference`], in words.
struct Differing {
    quoted: std::ops::Range<usize>,
    said: std::ops::Range<usize>,
    marked: bool,
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
