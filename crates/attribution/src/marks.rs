use onrecord_document::{DecidedBy, Quotation, Segmentation, Span};

use crate::Draft;

/// Brings the model's contents and the quotation marks together: a content that holds most of a quotation holds
/// all of it, over all of its paragraphs, with its marks; one that only touches a mark lets it go.
pub(crate) fn reconcile(text: &str, segmentation: &Segmentation, drafts: &mut Vec<Draft>) {
    for draft in drafts.iter_mut() {
        for span in &mut draft.content {
            *span = span.trim(text);
        }
        for quotation in segmentation.quotations.iter().filter(|q| q.parent.is_none()) {
            take_whole(text, segmentation, quotation, draft);
        }
        with_marks(text, segmentation, draft);
        merge(draft);
    }
    split_paragraph_continuations(text, segmentation, drafts);
}

fn take_whole(text: &str, segmentation: &Segmentation, quotation: &Quotation, draft: &mut Draft) {
    if !draft.content_overlaps(quotation.inner) {
        return;
    }
    let paragraphs = paragraphs_of(segmentation, quotation.span);
    let outside = |span: Option<Span>| span.is_none_or(|s| !s.overlaps(quotation.inner));
    if paragraphs.len() < 2 || !outside(draft.cue) || !outside(draft.source) {
        return;
    }
    // Over paragraphs: what the model's window ended before, the marks tell.
    let first = Span::new(quotation.inner.start, quotation.inner.end.min(paragraphs[0].end));
    let covered: usize = draft.content.iter().map(|c| shared(*c, first)).sum();
    if 2 * covered >= first.len() {
        let rest = Span::new(quotation.inner.start, quotation.inner.end).trim(text);
        if !draft.content.iter().any(|c| c.contains(rest)) {
            draft.content.push(rest);
            draft.decided_by = DecidedBy::ModelAndMarks;
        }
    }
}

/// A content that ends just inside a mark takes it in, if it holds the other mark of the pair or the whole inside.
fn with_marks(text: &str, segmentation: &Segmentation, draft: &mut Draft) {
    for span in &mut draft.content {
        for quotation in &segmentation.quotations {
            if quotation.span.start > span.end {
                break;
            }
            if quotation.span.end < span.start {
                continue;
            }
            let inner = quotation.inner.trim(text);
            let from = Span::new(quotation.span.start, inner.start);
            let to = Span::new(inner.end, quotation.span.end);
            let begins = span.start <= inner.start && span.end > inner.start;
            let ends = span.end >= trim_marks(text, inner).end && span.start < inner.end;
            if begins && ends {
                span.start = span.start.min(from.start);
                span.end = span.end.max(to.end);
            }
        }
    }
}

fn trim_marks(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let kept = inner.trim_end_matches(|c: char| !c.is_alphanumeric());
    Span::new(span.start, span.start + kept.len())
}

/// In order, joined where they touch, empty ones dropped.
fn merge(draft: &mut Draft) {
    draft.content.retain(|s| !s.is_empty());
    draft.content.sort();
    let mut out: Vec<Span> = Vec::with_capacity(draft.content.len());
    for span in draft.content.drain(..) {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    draft.content = out;
}

/// Two drafts never share a content piece of which one is a whole quotation over paragraphs: the surer keeps it.
fn split_paragraph_continuations(_text: &str, _segmentation: &Segmentation, drafts: &mut Vec<Draft>) {
    let whole: Vec<(usize, Span)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, d)| d.decided_by == DecidedBy::ModelAndMarks)
        .flat_map(|(i, d)| d.content.iter().map(move |&c| (i, c)))
        .collect();
    let mut number = 0;
    drafts.retain(|draft| {
        let i = number;
        number += 1;
        !whole.iter().any(|&(j, span)| {
            j != i && draft.cue.is_none() && draft.content.iter().all(|&c| span.contains(c))
        })
    });
}

fn paragraphs_of(segmentation: &Segmentation, span: Span) -> &[Span] {
    let first = segmentation.paragraphs.partition_point(|p| p.end <= span.start);
    let last = segmentation.paragraphs.partition_point(|p| p.start < span.end);
    &segmentation.paragraphs[first..last.max(first)]
}

pub(crate) fn shared(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
