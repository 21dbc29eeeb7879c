mod altered;
mod marks;
mod repeated;
mod speaker;
mod surname;
mod text;
mod wording;

use onrecord_document::{Segmentation, Span};

use crate::random::Random;
use text::Text;

/// A fault that is put into a clean article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// One letter changed, dropped, doubled or swapped in one mention of the surname of a person who is named in full before it and is mentioned
    /// at least three times.
    SurnameMisspelt,
    /// A paragraph with a quotation and its speaker given again further down, one to three words changed.
    StatementRepeated,
    /// A closing mark taken out.
    QuotationUnclosed,
    /// An opening mark taken out.
    QuotationUnopened,
    /// The speaker and the verb of a direct quotation taken out, where nothing near says who speaks.
    SpeakerDropped,
    /// One word of a quotation changed.
    WordChanged,
    /// A number in a quotation changed.
    NumberChanged,
    /// A negation put into a quotation or taken out.
    NegationChanged,
    /// Three to eight words left out of the middle of a quotation, and nothing says so.
    CutUnmarked,
    /// The same, with an ellipsis in their place: no fault, but `verify` should know it for what it is.
    CutMarked,
}

impl Fault {
    /// All faults, in order.
    pub const ALL: [Fault; 10] = [
        Fault::SurnameMisspelt,
        Fault::StatementRepeated,
        Fault::QuotationUnclosed,
        Fault::QuotationUnopened,
        Fault::SpeakerDropped,
        Fault::WordChanged,
        Fault::NumberChanged,
        Fault::NegationChanged,
        Fault::CutUnmarked,
        Fault::CutMarked,
    ];

    /// The name in tables and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Fault::SurnameMisspelt => "surname-misspelt",
            Fault::StatementRepeated => "statement-repeated",
            Fault::QuotationUnclosed => "quotation-unclosed",
            Fault::QuotationUnopened => "quotation-unopened",
            Fault::SpeakerDropped => "speaker-dropped",
            Fault::WordChanged => "word-changed",
            Fault::NumberChanged => "number-changed",
            Fault::NegationChanged => "negation-changed",
            Fault::CutUnmarked => "cut-unmarked",
            Fault::CutMarked => "cut-marked",
        }
    }
}

/// Words put in the place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes, in bytes of the clean text; empty where words are put in.
    pub span: Span,
    /// What comes; empty where words are taken out.
    pub words: String,
}

/// A text with one fault in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Injected {
    /// Which.
    pub fault: Fault,
    /// The text with the fault.
    pub text: String,
    /// What was done to the clean text.
    pub edit: Edit,
    /// What went.
    pub gone: String,
    /// Where the fault is to be seen, in bytes of the text with the fault: the misspelt name, the second statement, the mark that has no
    /// partner, the quotation that is altered or lacks a speaker. Not empty.
    pub place: Span,
    /// The other place that it disagrees with, in bytes of the text with the fault: another mention of the name, the first statement.
    pub other: Option<Span>,
}

impl Injected {
    /// The clean text again.
    pub fn undo(&self) -> String {
        let mut text = self.text.clone();
        text.replace_range(self.edit.span.start..self.edit.span.start + self.edit.words.len(), &self.gone);
        text
    }
}

/// Puts a fault into `text`, at a place and in a manner that `seed` decides; `None` where the text has no place for it.
/// `segmentation` must be of `text`.
pub fn inject(text: &str, segmentation: &Segmentation, fault: Fault, seed: u64) -> Option<Injected> {
    let text = Text { text, segmentation };
    let mut random = Random::new(seed);
    let draft = match fault {
        Fault::SurnameMisspelt => surname::misspell(&text, &mut random),
        Fault::StatementRepeated => repeated::repeat(&text, &mut random),
        Fault::QuotationUnclosed => marks::unclose(&text, &mut random),
        Fault::QuotationUnopened => marks::unopen(&text, &mut random),
        Fault::SpeakerDropped => speaker::drop(&text, &mut random),
        Fault::WordChanged => altered::word(&text, &mut random),
        Fault::NumberChanged => altered::number(&text, &mut random),
        Fault::NegationChanged => altered::negation(&text, &mut random),
        Fault::CutUnmarked => altered::cut(&text, &mut random, ""),
        Fault::CutMarked => altered::cut(&text, &mut random, "… "),
    };
    draft.map(|draft| draft.apply(text.text, fault))
}

/// What is to be done, all places in bytes of the clean text.
struct Draft {
    edit: Edit,
    /// Where the fault is to be seen.
    place: Place,
    other: Option<Span>,
}

enum Place {
    /// The words put in.
    Edit,
    /// A place that the edit lies in, before or after.
    Clean(Span),
}

impl Draft {
    fn apply(self, clean: &str, fault: Fault) -> Injected {
        let Edit { span, words } = &self.edit;
        let mut text = clean.to_owned();
        text.replace_range(span.range(), words);
        // A place's start stays where an edit begins, and its end where an edit ends.
        let start = |at: usize| if at > span.start { at + words.len() - span.len() } else { at };
        let end = |at: usize| if at >= span.end { at + words.len() - span.len() } else { at };
        let moved = |place: Span| {
            let ends_before = place.end <= span.start;
            Span::new(start(place.start), if ends_before { place.end } else { end(place.end) })
        };
        let place = match self.place {
            Place::Edit => {
                let all = Span::new(span.start, span.start + words.len());
                all.trim(&text)
            }
            Place::Clean(place) => moved(place),
        };
        let gone = span.of(clean).to_owned();
        let other = self.other.map(moved);
        Injected { fault, text, gone, place, other, edit: self.edit }
    }
}
