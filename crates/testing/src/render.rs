//! Writes the notation; [`crate`] describes it.

use std::fmt;

use onrecord_document::Span;

use crate::notation::Label;
use crate::{Passage, Stated};

impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut start = 0;
        for line in self.text.split('\n') {
            writeln!(f, "{line}")?;
            for pointer in pointers(&self.attributions, Span::new(start, start + line.len())) {
                self.write_pointer(f, &pointer, line, start)?;
            }
            start += line.len() + 1;
        }
        if self.attributions.is_empty() {
            writeln!(f, "(nothing)")?;
        }
        self.attributions.iter().try_for_each(|stated| write_attributes(f, stated))
    }
}

/// A line of carets.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Pointer {
    spans: Vec<Span>,
    label: Label,
    numbers: Vec<usize>,
}

/// The lines of carets below a line of text: words that serve the same attributions as the same label share one.
fn pointers(attributions: &[Stated], line: Span) -> Vec<Pointer> {
    let mut labelled: Vec<(Label, Span, usize)> = Vec::new();
    for stated in attributions {
        for label in Label::ALL {
            let here = stated.labelled(label).iter().filter(|&&span| line.contains(span));
            labelled.extend(here.map(|&span| (label, span, stated.number)));
        }
    }
    labelled.sort();
    let mut pointers: Vec<Pointer> = Vec::new();
    for words in labelled.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let (label, span, _) = words[0];
        let numbers: Vec<usize> = words.iter().map(|(_, _, number)| *number).collect();
        // Spans that touch can't share a line of carets, which would read as one.
        let fits = |p: &&mut Pointer| {
            (p.label, &p.numbers) == (label, &numbers) && p.spans.last().is_some_and(|s| s.end < span.start)
        };
        match pointers.iter_mut().find(fits) {
            Some(pointer) => pointer.spans.push(span),
            None => pointers.push(Pointer { spans: vec![span], label, numbers }),
        }
    }
    pointers.sort();
    pointers
}

impl Passage {
    fn write_pointer(
        &self,
        f: &mut fmt::Formatter<'_>,
        pointer: &Pointer,
        line: &str,
        start: usize,
    ) -> fmt::Result {
        let mut column = 0;
        for span in &pointer.spans {
            let before = line[..span.start - start].chars().count();
            let carets = span.of(&self.text).chars().count();
            write!(f, "{:width$}{:^>carets$}", "", "", width = before - column)?;
            column = before + carets;
        }
        write!(f, " {}", pointer.label.name())?;
        if self.attributions.len() > 1 || self.attributions.iter().any(|s| s.number != 1) {
            pointer.numbers.iter().try_for_each(|number| write!(f, " {number}"))?;
        }
        writeln!(f)
    }
}

fn write_attributes(f: &mut fmt::Formatter<'_>, stated: &Stated) -> fmt::Result {
    let names =
        [stated.kind.map(|k| k.name()), stated.act.map(|a| a.name()), stated.decided_by.map(|d| d.name())];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    if names.is_empty() { Ok(()) } else { writeln!(f, "{}: {}", stated.number, names.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_the_same() {
        for notation in [
            "Nobody spoke.\n(nothing)\n",
            "\"No,\" Ann Lee said.\n^^^^^ content\n      ^^^^^^^ source\n              ^^^^ cue\n",
            "“A,” he said, “b.\n^^^^          ^^^ content\n     ^^ source\n        ^^^^ cue\n\n“C.”\n^^^^ content\n1: direct\n",
            "A b c\n^ source 1 2\n  ^ content 2\n    ^ content 1\n1: mixed thought\n2: signature\n",
            "👩‍👩‍👦 𝄞株: e\u{301} 🙂\n      ^^ source\n        ^ cue\n          ^^^^ content\n",
        ] {
            let passage: Passage = notation.parse().unwrap();
            assert_eq!(passage.to_string(), notation);
        }
    }

    #[test]
    fn spans_that_touch_or_cross_stay_apart() {
        let content = [(0, 2), (2, 4), (1, 3)].map(|(a, b)| Span::new(a, b)).to_vec();
        let mut stated = Stated { number: 1, content, ..Stated::default() };
        stated.content.sort();
        let passage = Passage { text: "abcd".into(), attributions: vec![stated] };
        assert_eq!(passage.to_string(), "abcd\n^^ content\n ^^ content\n  ^^ content\n");
        assert_eq!(passage.to_string().parse::<Passage>().unwrap(), passage);
    }

    #[test]
    fn annotations_become_notation() {
        use onrecord_document::{Act, Attribution, DecidedBy, Evidence, Kind};
        let text = "Ünal wrote: “Ja.\n“Nein.”";
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let found = Attribution {
            kind: Kind::Direct,
            act: Act::Writing,
            source: Some(at("Ünal")),
            speaker: None,
            cue: Some(at("wrote")),
            content: vec![at("“Ja.\n“Nein.”")],
            parent: None,
            evidence: Evidence { decided_by: DecidedBy::ModelAndMarks, confidence: 0.5 },
        };
        let expected = "\
Ünal wrote: “Ja.
^^^^ source
     ^^^^^ cue
            ^^^^ content
“Nein.”
^^^^^^^ content
1: direct writing model-and-marks
";
        assert_eq!(Passage::of(text, &[found]).to_string(), expected);
    }
}
