use crate::{EntityId, Span};

/// Index into [`crate::Annotations::attributions`].
pub type AttributionId = usize;

/// Someone is said to have said (written, thought, ...) something: PARC's attribution relation (Pareti 2012).
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// How the content is given.
    pub kind: Kind,
    /// What kind of act is reported.
    pub act: Act,
    /// The words that name who, where there are any.
    pub source: Option<Span>,
    /// Who that is, where it is known.
    pub speaker: Option<Speaker>,
    /// The words that show that it is said ("said:", "according to", a colon or dash beside a name); none in a
    /// caption signed with initials.
    pub cue: Option<Span>,
    /// What is said: at least one span, in order, disjoint.
    pub content: Vec<Span>,
    /// The attribution whose content this one stands in.
    pub parent: Option<AttributionId>,
    /// What decided, and how sure it is.
    pub evidence: Evidence,
}

/// Who is speaking, and how that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speaker {
    /// Who.
    pub entity: EntityId,
    /// The role or title printed here: "Labour leader", "a spokesman for".
    pub role: Option<Span>,
    /// What led to the entity.
    pub found_by: FoundBy,
    /// The earlier or later mention that it was led to, where the source itself is no name.
    pub antecedent: Option<Span>,
    /// Calibrated probability that this is who speaks, given that the attribution is right; from 0 to 1.
    pub confidence: f32,
}

/// What led from a source to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FoundBy {
    /// The source is or holds its name.
    Name,
    /// The source is a pronoun.
    Pronoun,
    /// The source describes it.
    Description,
    /// The source describes somebody of whom nothing else is known: the description stands for a name.
    DescriptionAlone,
    /// There is no source: it is the speaker of what is said before, or of the same words elsewhere.
    Context,
}

impl FoundBy {
    /// All of them, in order.
    pub const ALL: [FoundBy; 5] =
        [FoundBy::Name, FoundBy::Pronoun, FoundBy::Description, FoundBy::DescriptionAlone, FoundBy::Context];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            FoundBy::Name => "name",
            FoundBy::Pronoun => "pronoun",
            FoundBy::Description => "description",
            FoundBy::DescriptionAlone => "description-alone",
            FoundBy::Context => "context",
        }
    }
}

/// How a content is given, by the share of its words that stand inside quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// At least nine tenths of the words.
    Direct,
    /// Some.
    Mixed,
    /// None.
    Indirect,
}

impl Kind {
    /// All kinds, in order.
    pub const ALL: [Kind; 3] = [Kind::Direct, Kind::Mixed, Kind::Indirect];

    /// The name on the wire and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Direct => "direct",
            Kind::Mixed => "mixed",
            Kind::Indirect => "indirect",
        }
    }
}

/// What a source is reported to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Says, asks, agrees, announces.
    Speech,
    /// Writes, posts, reports in print.
    Writing,
    /// Thinks, believes, knows, expects.
    Thought,
    /// Fears, likes, is angry.
    Feeling,
    /// Plans, wants, vows.
    Intention,
    /// Sees, hears, finds out.
    Perception,
    /// Shows, as a poll, a study or a record does.
    Evidence,
    /// None of these.
    Other,
}

impl Act {
    /// All acts, in order.
    pub const ALL: [Act; 8] = [
        Act::Speech,
        Act::Writing,
        Act::Thought,
        Act::Feeling,
        Act::Intention,
        Act::Perception,
        Act::Evidence,
        Act::Other,
    ];

    /// The name on the wire and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Act::Speech => "speech",
            Act::Writing => "writing",
            Act::Thought => "thought",
            Act::Feeling => "feeling",
            Act::Intention => "intention",
            Act::Perception => "perception",
            Act::Evidence => "evidence",
            Act::Other => "other",
        }
    }
}

/// What decided, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// What found the attribution.
    pub decided_by: DecidedBy,
    /// Calibrated probability that content and source are right, from 0 to 1.
    pub confidence: f32,
}

/// What found an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecidedBy {
    /// The neural model.
    Model,
    /// The model, its content widened to the end of a quotation over several paragraphs.
    ModelAndMarks,
    /// A line `NAME: words` of a transcript.
    TranscriptLine,
    /// A quotation followed by a dash and a name, or by initials.
    Signature,
    /// A quotation that repeats one already attributed.
    Repetition,
    /// A quotation in the same paragraph run as one already attributed, with nobody else between.
    Continuation,
    /// A quotation without anybody to attribute it to.
    Unattributed,
}

impl DecidedBy {
    /// All of them, in order.
    pub const ALL: [DecidedBy; 7] = [
        DecidedBy::Model,
        DecidedBy::ModelAndMarks,
        DecidedBy::TranscriptLine,
        DecidedBy::Signature,
        DecidedBy::Repetition,
        DecidedBy::Continuation,
        DecidedBy::Unattributed,
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            DecidedBy::Model => "model",
            DecidedBy::ModelAndMarks => "model-and-marks",
            DecidedBy::TranscriptLine => "transcript-line",
            DecidedBy::Signature => "signature",
            DecidedBy::Repetition => "repetition",
            DecidedBy::Continuation => "continuation",
            DecidedBy::Unattributed => "unattributed",
        }
    }
}
