//! What is said in a text, each statement as its words.

use onrecord_compare::{Word, words};
use onrecord_document::{Attribution, DecidedBy, Kind, Span};

use crate::context::Context;
use crate::cues::is_speech;

/// The statements of a text.
#[derive(Debug, Default)]
pub(crate) struct Statements {
    /// In order of their first words.
    pub(crate) all: Vec<Statement>,
    /// Every quotation by itself, in order.
    pub(crate) quoted: Vec<Statement>,
}

/// An attribution's content, or a quotation that belongs to none.
#[derive(Debug)]
pub(crate) struct Statement {
    /// Index of the attribution.
    pub(crate) attribution: Option<usize>,
    /// The words that name who.
    pub(crate) source: Option<Span>,
    /// From the first word to the last.
    pub(crate) span: Span,
    /// How it is given.
    pub(crate) kind: Kind,
    /// Its words.
    pub(crate) words: Vec<Word>,
    /// It is a quotation that stands alone, as a pull quote or a caption does: nothing in its paragraph says who.
    pub(crate) alone: bool,
}

/// The most statements that are compared with each other; more is no article.
const MOST: usize = 2000;

impl Statements {
    pub(crate) fn find(context: &Context<'_>) -> Statements {
        let mut all: Vec<Statement> = Vec::new();
        for (index, attribution) in context.attributions().iter().enumerate().take(MOST) {
            let (Some(first), Some(last)) = (attribution.content.first(), attribution.content.last()) else {
                continue;
            };
            if attribution.parent.is_some() {
                continue;
            }
            let span = Span::new(first.start, last.end.max(first.end));
            all.push(Statement {
                attribution: Some(index),
                source: attribution.source,
                span,
                kind: attribution.kind,
                words: attribution.content.iter().flat_map(|part| words(context.text, *part)).collect(),
                alone: is_set_apart(context, attribution) || stands_alone(context, span),
            });
        }
        let mut quoted = Vec::new();
        for quotation in context.outer_quotations().take(MOST) {
            let speaks = |attribution: &&Attribution| attribution.parent.is_none();
            let attribution = context.said_in(quotation.inner).find(speaks);
            let statement = || Statement {
                attribution: None,
                source: attribution.and_then(|attribution| attribution.source),
                span: quotation.span,
                kind: Kind::Direct,
                words: words(context.text, quotation.inner),
                alone: attribution.is_some_and(|attribution| is_set_apart(context, attribution))
                    || stands_alone(context, quotation.span),
            };
            quoted.push(statement());
            if context.said_in(quotation.inner).next().is_none() {
                all.push(statement());
            }
        }
        all.sort_by_key(|statement| (statement.span, statement.attribution));
        Statements { all, quoted }
    }
}

/// Whether it is a pull quote, a signed caption or a post set into the text.
fn is_set_apart(context: &Context<'_>, attribution: &Attribution) -> bool {
    let decided = attribution.evidence.decided_by;
    matches!(decided, DecidedBy::Repetition | DecidedBy::Signature) || is_signed(context, attribution)
}

/// Whether it is a post set into the text: a dash and a name after it, or an account's name.
fn is_signed(context: &Context<'_>, attribution: &Attribution) -> bool {
    let of = |span: Option<Span>| span.map_or("", |span| span.of(context.text));
    matches!(of(attribution.cue), "—" | "–" | "-" | "--") || of(attribution.source).contains('@')
}

/// The most words of a signature.
const LONGEST_SIGNATURE: usize = 4;

/// Whether `span` is one quotation that is all of its paragraph, but for a few words of signature.
pub(crate) fn stands_alone(context: &Context<'_>, span: Span) -> bool {
    let paragraph = context.paragraph(span.start);
    let is_quotation = context
        .outer_quotations()
        .any(|quotation| quotation.span.contains(span) && quotation.span.start == paragraph.start);
    if !is_quotation || paragraph.end < span.end {
        return false;
    }
    let mut after = context.words(Span::new(span.end, paragraph.end));
    let words: Vec<&str> = after.by_ref().take(LONGEST_SIGNATURE).collect();
    after.next().is_none() && !words.iter().any(|word| is_speech(word))
}
