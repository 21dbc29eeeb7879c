//! Quotation marks that have no partner.

use onrecord_document::{Closing, Span, TokenKind};

use crate::context::Context;

/// A mark without a partner.
#[derive(Debug)]
pub(crate) struct Odd {
    /// The mark.
    pub(crate) mark: Span,
    pub(crate) kind: OddKind,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum OddKind {
    /// It opens and nothing closes it. `next` is the mark that opens before it is closed, where there is one.
    Unclosed { next: Option<Span> },
    /// It opens, nothing closes it, and the next paragraph ends what it began: `end` is that closing mark.
    NotReopened { end: Span },
    /// It closes and nothing opened it.
    Unopened,
}

/// Marks without a partner, in order. Single marks count only where the article's quotations have them: elsewhere an odd one is most
/// likely an apostrophe.
pub(crate) fn odd(context: &Context<'_>) -> Vec<Odd> {
    let text = context.text;
    let quotations = &context.segmentation().quotations;
    let singles = quotations.iter().filter(|q| {
        q.parent.is_none() && q.closing == Closing::Mark && is_single(mark_of(q.span, q.inner).of(text))
    });
    let counts_single = singles.count() >= FEWEST_SINGLES;
    let counts = |mark: Span| counts_single || !is_single(mark.of(text));
    let mut odd = Vec::new();
    for quotation in quotations {
        let mark = mark_of(quotation.span, quotation.inner);
        if !counts(mark) {
            continue;
        }
        let next = opening_within(context, mark, quotation.inner);
        if quotation.closing == Closing::Paragraph || (quotation.parent.is_none() && next.is_some()) {
            odd.push(Odd { mark, kind: OddKind::Unclosed { next } });
        }
    }
    for mark in strays(context).into_iter().filter(|mark| counts(*mark)) {
        if opens(mark.of(text)) {
            odd.push(Odd { mark, kind: OddKind::Unclosed { next: None } });
            continue;
        }
        let paragraph = context.paragraph(mark.start);
        let unclosed = odd.iter_mut().rfind(|odd| odd.mark.start < paragraph.start);
        match unclosed {
            Some(odd)
                if is_next_paragraph(context, odd.mark, paragraph)
                    && matches!(odd.kind, OddKind::Unclosed { next: None }) =>
            {
                odd.kind = OddKind::NotReopened { end: mark };
            }
            _ => odd.push(Odd { mark, kind: OddKind::Unopened }),
        }
    }
    for odd in &mut odd {
        if odd.mark.of(text) == "\""
            && !matches!(odd.kind, OddKind::NotReopened { .. })
            && let Some(closer) = straight(context, odd.mark)
        {
            *odd = closer;
        }
    }
    odd.sort_by_key(|odd| odd.mark);
    odd.dedup_by_key(|odd| odd.mark);
    odd
}

/// The one straight mark without a partner in the paragraph of `mark`, where the spaces beside the marks tell; the pairing, which goes from
/// mark to mark, may lose its step at it and trip over a later one.
fn straight(context: &Context<'_>, mark: Span) -> Option<Odd> {
    let text = context.text;
    let paragraph = context.paragraph(mark.start);
    let marks = context
        .tokens(paragraph)
        .iter()
        .filter(|token| token.kind == TokenKind::QuotationMark && token.span.of(text) == "\"");
    let mut faults = Vec::new();
    let mut open: Option<Span> = None;
    for mark in marks.map(|token| token.span) {
        let before = text[paragraph.start..mark.start].chars().next_back();
        let after = text[mark.end..paragraph.end].chars().next();
        let space_before = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–'));
        let space_after = after
            .is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ']' | ',' | '.' | ';' | ':' | '—' | '–'));
        let begins = if space_before == space_after { open.is_none() } else { space_before };
        match (begins, open.take()) {
            (true, earlier) => {
                faults.extend(
                    earlier
                        .map(|earlier| Odd { mark: earlier, kind: OddKind::Unclosed { next: Some(mark) } }),
                );
                open = Some(mark);
            }
            (false, None) => faults.push(Odd { mark, kind: OddKind::Unopened }),
            (false, Some(_)) => {}
        }
    }
    faults.extend(open.map(|mark| Odd { mark, kind: OddKind::Unclosed { next: None } }));
    if faults.len() == 1 { faults.pop() } else { None }
}

/// Whether the glyph can only open.
fn opens(glyph: &str) -> bool {
    matches!(glyph, "“" | "‘" | "„" | "‚" | "‟" | "‛" | "«")
}

/// With fewer quotations in single marks an article isn't taken to use them.
const FEWEST_SINGLES: usize = 3;

fn mark_of(span: Span, inner: Span) -> Span {
    Span::new(span.start, inner.start)
}

pub(crate) fn is_single(mark: &str) -> bool {
    matches!(mark, "'" | "‘" | "’" | "‚" | "‛" | "`" | "′" | "‹" | "›")
}

/// A mark of the same glyph as `mark` that opens within `inner`, though not at the start of a paragraph: what it stands in was to end before.
fn opening_within(context: &Context<'_>, mark: Span, inner: Span) -> Option<Span> {
    let text = context.text;
    let glyph = mark.of(text);
    // A straight mark looks the same when it closes.
    if !matches!(glyph, "“" | "‘" | "«" | "„") {
        return None;
    }
    let tokens = context
        .tokens(inner)
        .iter()
        .filter(|token| token.kind == TokenKind::QuotationMark && token.span.of(text) == glyph);
    // One that opens a quotation of its own is nested, if oddly.
    let nested = |span: &Span| {
        context.segmentation().quotations.iter().any(|quotation| quotation.span.start == span.start)
    };
    tokens
        .map(|token| token.span)
        .find(|span| context.paragraph(span.start).start != span.start && !nested(span))
}

/// Marks that the pairing left over: they neither open, close nor reopen a quotation.
fn strays(context: &Context<'_>) -> Vec<Span> {
    let text = context.text;
    let segmentation = context.segmentation();
    let mut used = std::collections::BTreeSet::new();
    for quotation in &segmentation.quotations {
        used.insert(quotation.span.start);
        if quotation.closing == Closing::Mark {
            used.insert(quotation.inner.end);
        }
    }
    let marks = segmentation
        .tokens
        .iter()
        .filter(|token| token.kind == TokenKind::QuotationMark)
        .map(|token| token.span);
    let strays = marks.filter(|mark| {
        let within = context.quotation_at(mark.start).is_some();
        let reopens = within && (opens(mark.of(text)) || context.paragraph(mark.start).start == mark.start);
        !used.contains(&mark.start) && !reopens
    });
    strays.collect()
}

fn is_next_paragraph(context: &Context<'_>, mark: Span, paragraph: Span) -> bool {
    let paragraphs = &context.segmentation().paragraphs;
    let own = context.paragraph(mark.start);
    let index = paragraphs.partition_point(|p| p.start < own.start);
    paragraphs.get(index + 1) == Some(&paragraph)
}
