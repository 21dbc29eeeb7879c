//! Pairs quotation marks, over the paragraphs of a run where quotations reopen.

use onrecord_document::{Closing, Quotation, QuotationId, Span};

use crate::cost;
use crate::mark::{self, Family, Mark};
use crate::reading::{self, Reading, Stack};

/// The most paragraphs that one quotation reaches over.
pub(crate) const LONGEST_RUN: usize = 60;

/// Quotations, and what each mark that might be one turned out to do.
pub(crate) struct Paired {
    pub(crate) quotations: Vec<Quotation>,
    pub(crate) marks: Vec<(Mark, Reading)>,
}

/// Pairs the marks of all paragraphs. `runs_on(a, b)` tells whether a quotation may reach from paragraph `a` to the
/// one after it, `b`.
///
/// Paragraphs are read one after the other. What one hands to the next is only which quotations the next one reopens,
/// so a paragraph that doesn't begin with a mark is read the same whatever stands before it.
pub(crate) fn pair(text: &str, paragraphs: &[Span], runs_on: impl Fn(Span, Span) -> bool) -> Paired {
    let mut paired = Paired { quotations: Vec::new(), marks: Vec::new() };
    let mut open: Vec<QuotationId> = Vec::new();
    let mut carried = Stack::EMPTY;
    let mut run = 1;
    let mut next_marks = paragraphs.first().map_or_else(Vec::new, |first| mark::find(text, *first));
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let marks = next_marks;
        let next = paragraphs.get(i + 1);
        next_marks = next.map_or_else(Vec::new, |next| mark::find(text, *next));
        let reopenings = match next {
            Some(next) if run < LONGEST_RUN && runs_on(*paragraph, *next) => reopenings(&next_marks, *next),
            _ => Vec::new(),
        };
        let reopen = carried.depth();
        let (rest, stack) = reading::read(&marks[reopen..], carried, &reopenings);
        let readings = std::iter::repeat_n(Reading::Reopen, reopen).chain(rest);
        for (mark, reading) in marks.into_iter().zip(readings) {
            match reading {
                Reading::Open => {
                    open.push(paired.quotations.len());
                    paired.quotations.push(opened(&mark, *paragraph, &open));
                }
                Reading::Close => {
                    if let Some(id) = open.pop() {
                        close(&mut paired.quotations[id], mark.span, Closing::Mark);
                    }
                }
                Reading::Reopen | Reading::Ignore => {}
            }
            paired.marks.push((mark, reading));
        }
        let kept = stack.reopened_by(&reopenings);
        carried = stack.outermost(kept);
        for id in open.drain(kept..) {
            close(&mut paired.quotations[id], Span::new(paragraph.end, paragraph.end), Closing::Paragraph);
        }
        run = if kept == 0 { 1 } else { run + 1 };
    }
    paired
}

fn opened(mark: &Mark, paragraph: Span, open: &[QuotationId]) -> Quotation {
    Quotation {
        span: Span::new(mark.span.start, paragraph.end),
        inner: Span::new(mark.span.end, paragraph.end),
        parent: open.len().checked_sub(2).map(|outer| open[outer]),
        closing: Closing::Paragraph,
    }
}

fn close(quotation: &mut Quotation, at: Span, closing: Closing) {
    quotation.span.end = at.end;
    quotation.inner.end = at.start;
    quotation.closing = closing;
}

/// The families of the marks that a paragraph begins with, where they may reopen a quotation.
fn reopenings(marks: &[Mark], paragraph: Span) -> Vec<Family> {
    let mut at = paragraph.start;
    let mut families = Vec::new();
    for mark in marks {
        // French paragraphs reopen with either guillemet, and a space.
        let is_guillemet = matches!(mark.family, Family::Guillemet | Family::SingleGuillemet);
        let reopens = is_guillemet || cost::opening(mark) <= cost::REOPENS_WITHIN;
        if !reopens || mark.span.start != at {
            break;
        }
        families.push(mark.family);
        at = mark.span.end;
    }
    families
}

/// The innermost quotation that has the byte `at` between its marks. Takes the logarithm of the number of
/// quotations.
///
/// `quotations` are those of one [`onrecord_document::Segmentation`].
pub fn inside(quotations: &[Quotation], at: usize) -> Option<QuotationId> {
    // Whatever holds `at` is the last one opened before it, or one that this stands in.
    let mut id = quotations.partition_point(|quotation| quotation.span.start <= at).checked_sub(1);
    while let Some(this) = id {
        if quotations[this].inner.range().contains(&at) {
            return id;
        }
        id = quotations[this].parent;
    }
    None
}
