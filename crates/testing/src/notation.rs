//! Reads the notation; [`crate`] describes it.

use std::fmt;
use std::str::FromStr;

use onrecord_document::{Act, DecidedBy, Kind, Span};

use crate::{Passage, Stated};

impl FromStr for Passage {
    type Err = NotationError;

    fn from_str(notation: &str) -> Result<Passage, NotationError> {
        let mut reader = Reader::default();
        for (number, line) in (1..).zip(notation.lines()) {
            reader.line(line).map_err(|message| NotationError { line: number, message })?;
        }
        let line = notation.lines().count();
        reader.finish().map_err(|message| NotationError { line, message })
    }
}

/// A passage that isn't well written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotationError {
    /// The line of the notation, from 1.
    pub line: usize,
    message: String,
}

impl NotationError {
    /// What is wrong and how to mend it, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for NotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for NotationError {}

/// What a line of carets says of the words above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Label {
    Content,
    Source,
    Cue,
}

impl Label {
    pub(crate) const ALL: [Label; 3] = [Label::Content, Label::Source, Label::Cue];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Label::Content => "content",
            Label::Source => "source",
            Label::Cue => "cue",
        }
    }
}

impl Stated {
    pub(crate) fn labelled(&self, label: Label) -> &[Span] {
        match label {
            Label::Content => &self.content,
            Label::Source => &self.source,
            Label::Cue => &self.cue,
        }
    }

    fn labelled_mut(&mut self, label: Label) -> &mut Vec<Span> {
        match label {
            Label::Content => &mut self.content,
            Label::Source => &mut self.source,
            Label::Cue => &mut self.cue,
        }
    }
}

#[derive(Default)]
struct Reader {
    text: String,
    /// Where the last line of the text starts, once there is one.
    last_line: Option<usize>,
    attributions: Vec<Stated>,
    /// Whether labels have numbers, once there is one.
    numbered: Option<bool>,
    nothing: bool,
    in_attributes: bool,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if line.trim_start().starts_with('^') {
            return self.carets(line);
        }
        if line.trim() == "(nothing)" {
            self.nothing = true;
            return Ok(());
        }
        if let Some((number, words)) = line.split_once(':')
            && let Ok(number) = number.parse()
        {
            self.in_attributes = true;
            return self.attributes(number, words);
        }
        if (self.in_attributes || self.nothing) && !line.trim().is_empty() {
            return Err("text after the attributes or `(nothing)`; those end a passage".into());
        }
        if self.last_line.is_some() {
            self.text.push('\n');
        }
        self.last_line = Some(self.text.len());
        self.text.push_str(line);
        Ok(())
    }

    fn carets(&mut self, line: &str) -> Result<(), String> {
        let start = self.last_line.ok_or("carets before the first line of text; they go below it")?;
        let (carets, label) = line.split_at(line.rfind('^').map_or(0, |last| last + 1));
        let (label, numbers) = self.label(label.trim())?;
        let above = &self.text[start..];
        let spans = runs(carets)?
            .into_iter()
            .map(|(from, to)| {
                let points = above.chars().count();
                let byte = |column| above.char_indices().map(|(at, _)| at).chain([above.len()]).nth(column);
                let span = byte(from).zip(byte(to));
                span.map(|(from, to)| Span::new(start + from, start + to)).ok_or_else(|| {
                    format!("carets in columns {from} to {to}, but the line above has {points} characters")
                })
            })
            .collect::<Result<Vec<Span>, String>>()?;
        for number in numbers {
            let at = self.attributions.partition_point(|s| s.number < number);
            if self.attributions.get(at).is_none_or(|s| s.number != number) {
                self.attributions.insert(at, Stated { number, ..Stated::default() });
            }
            let labelled = self.attributions[at].labelled_mut(label);
            labelled.extend(&spans);
            labelled.sort();
        }
        Ok(())
    }

    fn label(&mut self, words: &str) -> Result<(Label, Vec<usize>), String> {
        let mut words = words.split_whitespace();
        let name =
            words.next().ok_or("carets without a label; write `content`, `source` or `cue` after them")?;
        let label = Label::ALL.into_iter().find(|label| label.name() == name);
        let label =
            label.ok_or_else(|| format!("no label `{name}`; there are `content`, `source`, `cue`"))?;
        let number = |word: &str| {
            word.parse().ok().filter(|&n| n > 0).ok_or_else(|| format!("`{word}` is no number from 1"))
        };
        let mut numbers = words.map(number).collect::<Result<Vec<usize>, String>>()?;
        if *self.numbered.get_or_insert(!numbers.is_empty()) == numbers.is_empty() {
            return Err("some labels have numbers and some have none; number all".into());
        }
        if numbers.is_empty() {
            numbers.push(1);
        }
        Ok((label, numbers))
    }

    fn attributes(&mut self, number: usize, words: &str) -> Result<(), String> {
        let stated = self.attributions.iter_mut().find(|s| s.number == number);
        let stated = stated.ok_or_else(|| format!("attributes of {number}, which no carets show"))?;
        for word in words.split_whitespace() {
            let twice = if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == word) {
                stated.kind.replace(kind).is_some()
            } else if let Some(act) = Act::ALL.into_iter().find(|act| act.name() == word) {
                stated.act.replace(act).is_some()
            } else if let Some(by) = DecidedBy::ALL.into_iter().find(|by| by.name() == word) {
                stated.decided_by.replace(by).is_some()
            } else {
                return Err(format!("`{word}` is no kind, no act and nothing that decides"));
            };
            if twice {
                return Err(format!("`{word}` after another of its sort; state one kind, act and decider"));
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<Passage, String> {
        if self.text.trim().is_empty() {
            return Err("no text".into());
        }
        if self.nothing != self.attributions.is_empty() {
            return Err("state attributions by carets, or `(nothing)`: one of the two".into());
        }
        if let Some(stated) = self.attributions.iter().find(|s| s.content.is_empty()) {
            return Err(format!("attribution {} has no content", stated.number));
        }
        Ok(Passage { text: self.text.trim_end().to_string(), attributions: self.attributions })
    }
}

/// Runs of carets, as columns, half-open.
fn runs(carets: &str) -> Result<Vec<(usize, usize)>, String> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (column, c) in carets.chars().enumerate() {
        match (c, runs.last_mut()) {
            ('^', Some(last)) if last.1 == column => last.1 += 1,
            ('^', _) => runs.push((column, column + 1)),
            (' ', _) => {}
            _ => return Err(format!("`{c}` between carets; only spaces may stand there")),
        }
    }
    Ok(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelled(notation: &str) -> Vec<String> {
        let passage: Passage = notation.parse().unwrap();
        let mut out = Vec::new();
        for stated in &passage.attributions {
            for label in Label::ALL {
                let words = stated.labelled(label).iter().map(|span| span.of(&passage.text));
                out.extend(words.map(|words| format!("{} {}: {words}", label.name(), stated.number)));
            }
        }
        out
    }

    fn error(notation: &str) -> String {
        notation.parse::<Passage>().unwrap_err().to_string()
    }

    #[test]
    fn carets_point_at_words() {
        let notation = "\"No,\" Ann Lee said.\n^^^^^ content\n      ^^^^^^^ source\n              ^^^^ cue";
        assert_eq!(labelled(notation), ["content 1: \"No,\"", "source 1: Ann Lee", "cue 1: said"]);
    }

    #[test]
    fn columns_are_code_points() {
        // A family emoji is five code points, 𝄞 and 株 one each, the accent on e a point of its own.
        let notation =
            "👩‍👩‍👦 𝄞株 e\u{301}te\u{301} ok\n      ^^ source\n         ^^^^^ cue\n               ^^ content";
        assert_eq!(labelled(notation), ["content 1: ok", "source 1: 𝄞株", "cue 1: e\u{301}te\u{301}"]);
        let tab = "A\tsaid so.\n  ^^^^ cue\n       ^^ content";
        assert_eq!(labelled(tab), ["content 1: so", "cue 1: said"]);
    }

    #[test]
    fn one_label_may_stand_in_pieces_and_on_several_lines() {
        let notation = "“A,” he said, “b.\n^^^^          ^^^ content\n\n“C.”\n^^^^ content";
        assert_eq!(labelled(notation), ["content 1: “A,”", "content 1: “b.", "content 1: “C.”"]);
    }

    #[test]
    fn numbers_tell_attributions_apart_and_words_may_serve_several() {
        let notation = "A b c\n^ source 1 2\n  ^ content 2\n    ^ content 1";
        assert_eq!(labelled(notation), ["content 1: c", "source 1: A", "content 2: b", "source 2: A"]);
    }

    #[test]
    fn blank_lines_at_the_end_are_not_text() {
        let passage: Passage = "A said so.\n       ^^ content\n\n1: indirect\n".parse().unwrap();
        assert_eq!(passage.text, "A said so.");
        assert_eq!(passage.attributions[0].kind, Some(Kind::Indirect));
    }

    #[test]
    fn what_is_not_well_written_is_an_error_that_names_the_line() {
        for (notation, expected) in [
            ("^ content\nA", "line 1: carets before the first line"),
            ("A\n ^ content", "line 2: carets in columns 1 to 2, but the line above has 1 characters"),
            ("A\n^", "line 2: carets without a label"),
            ("A\n^ speaker", "line 2: no label `speaker`"),
            ("A\n^ content x", "line 2: `x` is no number"),
            ("A\n^ content 0", "line 2: `0` is no number"),
            ("A\n^x^ content", "line 2: `x` between carets"),
            ("A\n^ content 1\n^ source", "line 3: some labels have numbers"),
            ("A\n^ source", "line 2: attribution 1 has no content"),
            ("A\n^ content\n2: direct", "line 3: attributes of 2"),
            ("A\n^ content\n1: direkt", "line 3: `direkt` is no kind"),
            ("A\n^ content\n1: direct mixed", "line 3: `mixed` after another"),
            ("A\n^ content\n1: direct\nB", "line 4: text after"),
            ("A\n(nothing)\nB", "line 3: text after"),
            ("A", "line 1: state attributions by carets, or `(nothing)`"),
            ("A\n^ content\n(nothing)", "line 3: state attributions by carets, or `(nothing)`"),
            ("\n(nothing)", "line 2: no text"),
        ] {
            let found = error(notation);
            assert!(found.starts_with(expected), "{notation}\n{found}");
        }
    }
}
