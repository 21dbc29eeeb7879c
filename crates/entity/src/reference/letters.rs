use onrecord_document::{EntityKind, Form, Segmentation, Span};

use super::Settling;
use crate::Text;
use crate::cast::{Cast, Figure};

/// A letter, with its signature, is at most this many paragraphs from a word in it.
const LONGEST: usize = 12;
/// A text with fewer signatures is no page of letters: the one name that stands alone may be a byline.
const FEWEST: usize = 2;

/// A paragraph that is nothing but a person's name, or a handle.
pub(super) struct Signature {
    paragraph: usize,
    span: Span,
    /// Whose name it is; none of a handle.
    figure: Option<usize>,
}

/// The signatures on a page of letters or of posts, in order; none of another text.
pub(super) fn signatures(text: Text<'_>, segmentation: &Segmentation, cast: &Cast) -> Vec<Signature> {
    let signature = |(number, &paragraph): (usize, &Span)| {
        let (span, figure) = signature(text, cast, paragraph)?;
        Some(Signature { paragraph: number, span, figure })
    };
    let found: Vec<_> = segmentation.paragraphs.iter().enumerate().filter_map(signature).collect();
    if found.len() < FEWEST { Vec::new() } else { found }
}

fn signature(text: Text<'_>, cast: &Cast, paragraph: Span) -> Option<(Span, Option<usize>)> {
    const DASHES: [char; 4] = ['-', '–', '—', ' '];
    let printed = paragraph.of(text.text);
    let end = paragraph.start + printed.trim_end_matches('.').len();
    let span = Span::new(paragraph.start + printed.len() - printed.trim_start_matches(DASHES).len(), end);
    if let Some(rest) = printed.strip_prefix('@') {
        return (!rest.is_empty() && !rest.contains(char::is_whitespace)).then_some((span, None));
    }
    let first = text.encoding.words().overlapping(span).start;
    let (figure, naming) = cast.naming_at(first)?;
    (cast.is_person(figure) && naming.span == span && naming.parts.len() > 1).then_some((span, Some(figure)))
}

impl Settling<'_> {
    /// Who signed the letter that a word stands in.
    pub(super) fn signed_by(&mut self, word: usize) -> Option<usize> {
        let at = self.text.span(word).start;
        let own = self.segmentation.paragraphs.partition_point(|paragraph| paragraph.end <= at);
        let next = self.signatures.partition_point(|signature| signature.paragraph <= own);
        let signature = self.signatures.get(next).filter(|s| s.paragraph <= own + LONGEST)?;
        let span = signature.span;
        let head = self.text.encoding.words().overlapping(span).next_back()?;
        let known = signature.figure.or_else(|| self.cast.headed_by(head));
        Some(known.unwrap_or_else(|| {
            let handle = Figure::new(EntityKind::Person, span.of(self.text.text).to_owned());
            let figure = self.cast.add(handle);
            self.cast.mention(figure, head, span, Form::Name);
            figure
        }))
    }
}
