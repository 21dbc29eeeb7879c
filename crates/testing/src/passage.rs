use onrecord_document::{Act, Attribution, DecidedBy, Kind, Span};

/// A text and the attributions that are stated of it, or were found in it. Its notation is read by [`str::parse`] and
/// written by [`ToString`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Lines joined by `\n`.
    pub text: String,
    /// In order of their numbers.
    pub attributions: Vec<Stated>,
}

/// An attribution as the notation has it. Every span lies within a line and is in bytes of [`Passage::text`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// What tells it from others of the same passage.
    pub number: usize,
    /// What is said; in order.
    pub content: Vec<Span>,
    /// Who says it; empty for nobody.
    pub source: Vec<Span>,
    /// What shows that it is said; may be empty.
    pub cue: Vec<Span>,
    /// How the content is given.
    pub kind: Option<Kind>,
    /// What is reported to be done.
    pub act: Option<Act>,
    /// What found it.
    pub decided_by: Option<DecidedBy>,
}

/// How what was found differs from what was stated, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Stated, but not found so.
    pub missing: Vec<usize>,
    /// Found, but not stated so.
    pub extra: Vec<usize>,
}

impl Passage {
    /// What was found in a text, with all attributes; numbered from 1 in the order given.
    ///
    /// # Panics
    /// If a span doesn't fit the text.
    pub fn of(text: &str, attributions: &[Attribution]) -> Passage {
        let stated = |(number, found)| Stated::of(text, number, found);
        Passage { text: text.to_string(), attributions: (1..).zip(attributions).map(stated).collect() }
    }

    /// The same passage, its attributes not stated.
    pub fn without_attributes(mut self) -> Passage {
        for stated in &mut self.attributions {
            (stated.kind, stated.act, stated.decided_by) = (None, None, None);
        }
        self
    }

    /// Whether any attribute is stated.
    pub fn states_attributes(&self) -> bool {
        self.attributions.iter().any(|s| s.kind.is_some() || s.act.is_some() || s.decided_by.is_some())
    }

    /// Compares what was `found` with what is stated here: the same spans, and the attributes that are stated. Order
    /// and numbers don't matter. `None` if nothing differs.
    pub fn difference(&self, found: &Passage) -> Option<Difference> {
        let mut extra: Vec<&Stated> = found.attributions.iter().collect();
        let mut missing = Vec::new();
        for stated in &self.attributions {
            match extra.iter().position(|found| stated.holds_of(found)) {
                Some(at) => drop(extra.remove(at)),
                None => missing.push(stated.number),
            }
        }
        let difference = Difference { missing, extra: extra.iter().map(|s| s.number).collect() };
        (difference != Difference::default()).then_some(difference)
    }
}

impl Stated {
    fn of(text: &str, number: usize, found: &Attribution) -> Stated {
        let lines = |spans: &[Span]| {
            let mut lines: Vec<Span> = spans.iter().flat_map(|&span| by_line(text, span)).collect();
            lines.sort();
            lines
        };
        Stated {
            number,
            content: lines(&found.content),
            source: lines(found.source.as_slice()),
            cue: lines(found.cue.as_slice()),
            kind: Some(found.kind),
            act: Some(found.act),
            decided_by: Some(found.evidence.decided_by),
        }
    }

    fn holds_of(&self, found: &Stated) -> bool {
        self.content == found.content
            && self.source == found.source
            && self.cue == found.cue
            && (self.kind.is_none() || self.kind == found.kind)
            && (self.act.is_none() || self.act == found.act)
            && (self.decided_by.is_none() || self.decided_by == found.decided_by)
    }
}

/// A span's part in each line, without the white space at the line breaks. White space at the span's own ends stays:
/// it is a fault that a test should see.
fn by_line(text: &str, span: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = span.start;
    for line in span.of(text).split('\n') {
        let (first, last) = (start == span.start, start + line.len() == span.end);
        let kept = if first { line } else { line.trim_start() };
        let from = start + line.len() - kept.len();
        let kept = if last { kept } else { kept.trim_end() };
        if !kept.is_empty() {
            parts.push(Span::new(from, from + kept.len()));
        }
        start += line.len() + 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(notation: &str) -> Passage {
        notation.parse().unwrap()
    }

    #[test]
    fn spans_are_cut_at_line_breaks() {
        let text = "“One. \n\n\t“Two.” ";
        let parts: Vec<&str> =
            by_line(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(parts, ["“One.", "“Two.” "]);
    }

    #[test]
    fn numbers_and_order_make_no_difference() {
        let stated = passage("A said so.\n^ source 1\n  ^^^^ cue 1\n       ^^ content 1 2\n");
        let mut found = stated.clone();
        found.attributions.reverse();
        found.attributions[0].number = 7;
        assert_eq!(stated.difference(&found), None);
    }

    #[test]
    fn every_role_is_compared() {
        let stated = passage("A said so.\n^ source\n  ^^^^ cue\n       ^^ content\n");
        for other in [
            "A said so.\n  ^^^^ cue\n       ^^ content\n",
            "A said so.\n^ source\n       ^^ content\n",
            "A said so.\n^ source\n  ^^^^ cue\n       ^^^ content\n",
        ] {
            let difference = stated.difference(&passage(other)).unwrap();
            assert_eq!(difference, Difference { missing: vec![1], extra: vec![1] }, "{other}");
        }
        let nothing = passage("A said so.\n(nothing)\n");
        assert_eq!(nothing.difference(&stated).unwrap().extra, [1]);
        assert_eq!(stated.difference(&nothing).unwrap().missing, [1]);
    }

    #[test]
    fn an_attribution_found_twice_is_one_too_many() {
        let stated = passage("A said so.\n^ source\n       ^^ content\n");
        let mut found = stated.clone();
        found.attributions.push(Stated { number: 2, ..found.attributions[0].clone() });
        assert_eq!(stated.difference(&found).unwrap().extra, [2]);
    }

    #[test]
    fn only_stated_attributes_are_compared() {
        let found = passage("A said so.\n^ source\n       ^^ content\n1: indirect speech model\n");
        assert_eq!(found.clone().without_attributes().difference(&found), None);
        let stated =
            |attribute: &str| passage(&format!("A said so.\n^ source\n       ^^ content\n1: {attribute}\n"));
        for (right, wrong) in [("indirect", "direct"), ("speech", "thought"), ("model", "signature")] {
            assert_eq!(stated(right).difference(&found), None);
            assert!(stated(wrong).difference(&found).is_some(), "{wrong}");
        }
    }
}
