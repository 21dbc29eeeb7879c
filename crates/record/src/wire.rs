use onrecord_document::{Annotations, Attribution, CodePoints, Document, Segmentation, Span};
use schemars::JsonSchema;
use serde::Serialize;

use crate::entity::EntityRecord;
use crate::reason::reason;
use crate::vocabulary::{Act, DecidedBy, FoundBy, Kind};

/// What onrecord found in one document: one line of JSON Lines.
///
/// Offsets are counted in the document's text as it was read: a plain text file from its first character, the value
/// of a JSON text field, the main text of a page without its markup.
///
/// Within `onrecord/1` fields may be added, never removed or changed: a reader ignores those it doesn't know.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DocumentRecord {
    /// The name and version of this format.
    pub format: Format,
    /// The version of the engine that made the record.
    pub engine: String,
    /// The document.
    pub document: DocumentDescription,
    /// Who is named in it.
    pub entities: Vec<EntityRecord>,
    /// Who is said to have said what, in order of the contents' start.
    pub attributions: Vec<AttributionRecord>,
}

/// The name and version of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub enum Format {
    /// The first version.
    #[serde(rename = "onrecord/1")]
    Onrecord1,
}

/// A document and where it comes from. What the input doesn't tell is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Document")]
pub struct DocumentDescription {
    /// What the input calls the document, or its path. Unique within one run.
    pub id: String,
    /// The file that it was read from; `-` for standard input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Number of the record in that file, from 1, where a file holds several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<usize>,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// Its writers, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When it was published: ISO 8601, a date or a date and time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    /// When it was fetched: ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_retrieved: Option<String>,
    /// Its language as the input states it: a BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The text that offsets count in, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Someone is said to have said, written or thought something.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Attribution")]
pub struct AttributionRecord {
    /// What `parent` refers to. Unique within the document; stays the same when a filter leaves others out.
    pub id: usize,
    /// How the content is given.
    pub kind: Kind,
    /// What kind of act is reported.
    pub act: Act,
    /// The `id` of the entity that is speaking; `null` where that isn't known.
    pub speaker: Option<usize>,
    /// The role or title of the speaker that is printed here.
    pub speaker_role: Option<SpanRecord>,
    /// Probability that this is who speaks, given that the attribution is right, from 0 to 1, to three places.
    #[schemars(range(min = 0, max = 1))]
    pub speaker_confidence: Option<f64>,
    /// What led to the speaker.
    pub found_by: Option<FoundBy>,
    /// The same for a reader, with the distance: "pronoun, two sentences back".
    pub speaker_reason: Option<String>,
    /// The mention of the speaker that the source was led to, or the role beside it, where the source itself is no name.
    pub antecedent: Option<SpanRecord>,
    /// The words that name who, where there are any.
    pub source: Option<SpanRecord>,
    /// The words that show that it is said, where there are any.
    pub cue: Option<SpanRecord>,
    /// What is said, in one or more pieces: in order, disjoint.
    #[schemars(length(min = 1))]
    pub content: Vec<SpanRecord>,
    /// The attribution whose content this one stands in.
    pub parent: Option<usize>,
    /// Probability that content and source are right, from 0 to 1, to three places.
    #[schemars(range(min = 0, max = 1))]
    pub confidence: f64,
    /// What found the attribution.
    pub decided_by: DecidedBy,
}

/// A piece of the text, from `start` up to but without `end`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Span")]
pub struct SpanRecord {
    /// The first character, in Unicode code points.
    pub start: usize,
    /// One past the last character, in Unicode code points.
    pub end: usize,
    /// The first byte, in UTF-8.
    pub start_byte: usize,
    /// One past the last byte, in UTF-8.
    pub end_byte: usize,
    /// What stands there.
    pub text: String,
}

impl DocumentRecord {
    /// The record of what `engine`, a version, found in a document.
    pub fn new(document: &Document, annotations: &Annotations, engine: impl Into<String>) -> DocumentRecord {
        let spans = Spans { document, points: CodePoints::new(document.as_read()) };
        DocumentRecord {
            format: Format::Onrecord1,
            engine: engine.into(),
            document: describe(document),
            entities: (annotations.entities.iter().enumerate())
                .map(|(id, entity)| EntityRecord::new(id, entity, &spans))
                .collect(),
            attributions: (annotations.attributions.iter().enumerate())
                .map(|(id, attribution)| spans.attribution(id, attribution, &annotations.segmentation))
                .collect(),
        }
    }

    /// The same record with the text that its offsets count in, so that they can be checked.
    pub fn with_text(mut self, document: &Document) -> DocumentRecord {
        self.document.text = Some(document.as_read().to_owned());
        self
    }

    /// The name of the one to whom `attribution` is attributed, where it is known.
    pub fn speaker(&self, attribution: &AttributionRecord) -> Option<&str> {
        self.speaking(attribution).map(|entity| entity.name.as_str())
    }

    /// The one to whom `attribution` is attributed, where it is known.
    pub fn speaking(&self, attribution: &AttributionRecord) -> Option<&EntityRecord> {
        let id = attribution.speaker?;
        // Ids are positions, unless a library user has taken entities out.
        let at_id = self.entities.get(id).filter(|entity| entity.id == id);
        at_id.or_else(|| self.entities.iter().find(|entity| entity.id == id))
    }
}

impl SpanRecord {
    /// The span in bytes of the text as read.
    pub fn bytes(&self) -> Span {
        Span { start: self.start_byte, end: self.end_byte }
    }
}

fn describe(document: &Document) -> DocumentDescription {
    let metadata = document.metadata.clone();
    DocumentDescription {
        id: document.id.clone(),
        path: document.origin.path.clone(),
        record: document.origin.record,
        url: metadata.url,
        headline: metadata.headline,
        byline: metadata.byline,
        publisher: metadata.publisher,
        date_published: metadata.date_published,
        date_retrieved: metadata.date_retrieved,
        language: metadata.language,
        text: None,
    }
}

/// Makes spans of the text as read from spans of the cleaned text.
pub(crate) struct Spans<'d> {
    document: &'d Document,
    points: CodePoints<'d>,
}

impl Spans<'_> {
    fn attribution(
        &self,
        id: usize,
        attribution: &Attribution,
        segmentation: &Segmentation,
    ) -> AttributionRecord {
        let speaker = attribution.speaker.as_ref();
        AttributionRecord {
            id,
            kind: attribution.kind.into(),
            act: attribution.act.into(),
            speaker: speaker.map(|speaker| speaker.entity),
            speaker_role: speaker.and_then(|speaker| speaker.role).map(|role| self.span(role)),
            speaker_confidence: speaker.map(|speaker| round(speaker.confidence)),
            found_by: speaker.map(|speaker| speaker.found_by.into()),
            speaker_reason: speaker.map(|speaker| reason(attribution, speaker, segmentation)),
            antecedent: speaker.and_then(|speaker| speaker.antecedent).map(|words| self.span(words)),
            source: attribution.source.map(|source| self.span(source)),
            cue: attribution.cue.map(|cue| self.span(cue)),
            content: attribution.content.iter().map(|content| self.span(*content)).collect(),
            parent: attribution.parent,
            confidence: round(attribution.evidence.confidence),
            decided_by: attribution.evidence.decided_by.into(),
        }
    }

    pub(crate) fn span(&self, span: Span) -> SpanRecord {
        let text = self.document.as_read();
        let bytes = self.document.to_read(span);
        // A library user's document may map its text badly; that must not bring down a run.
        let start_byte = text.floor_char_boundary(bytes.start);
        let end_byte = text.ceil_char_boundary(bytes.end).max(start_byte);
        let (start, end) = self.points.of(Span::new(start_byte, end_byte));
        SpanRecord { start, end, start_byte, end_byte, text: text[start_byte..end_byte].to_owned() }
    }
}

/// To three places: more would promise what no calibration keeps.
fn round(confidence: f32) -> f64 {
    if confidence.is_nan() { 0.0 } else { (f64::from(confidence.clamp(0.0, 1.0)) * 1000.0).round() / 1000.0 }
}
