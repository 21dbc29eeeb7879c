use onrecord_document::Span;

/// A change that would settle a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a command to oneself: "Close the gap".
    pub title: String,
    /// What is replaced by what: in order, disjoint.
    pub edits: Vec<Edit>,
    /// How safe it is.
    pub applicability: Applicability,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes of the document's text; empty to insert.
    pub span: Span,
    /// What comes in its place.
    pub text: String,
}

/// How safe a fix is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// To be shown only: somebody must decide. An edit to the words of a quotation is never more.
    DisplayOnly,
    /// Likely what is meant; a look at each is due.
    Unsafe,
    /// It can't change what the text says.
    Safe,
}

impl Applicability {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Applicability::DisplayOnly => "display-only",
            Applicability::Unsafe => "unsafe",
            Applicability::Safe => "safe",
        }
    }
}

/// The text with `fixes` done, and how many were: in order of their first edit, a fix that overlaps one already taken is left out.
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (String, usize) {
    let mut fixes: Vec<&Fix> = fixes.into_iter().filter(|fix| !fix.edits.is_empty()).collect();
    fixes.sort_by_key(|fix| (fix.edits[0].span, fix.edits.len()));
    let mut out = String::with_capacity(text.len());
    let (mut at, mut done) = (0, 0);
    for fix in fixes {
        let start = fix.edits[0].span.start;
        // An insertion at the place where the last fix ended might be the same insertion again.
        if start < at || (done > 0 && start == at && fix.edits[0].span.is_empty()) {
            continue;
        }
        for edit in &fix.edits {
            out.push_str(&text[at..edit.span.start]);
            out.push_str(&edit.text);
            at = edit.span.end;
        }
        done += 1;
    }
    out.push_str(&text[at..]);
    (out, done)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        let edits = edits
            .iter()
            .map(|(start, end, text)| Edit { span: Span::new(*start, *end), text: (*text).into() });
        Fix { title: "Change it".into(), edits: edits.collect(), applicability: Applicability::Safe }
    }

    #[test]
    fn fixes_that_overlap_are_not_both_done() {
        let fixes = [fix(&[(8, 9, "!")]), fix(&[(0, 3, "…"), (4, 6, "He")]), fix(&[(2, 5, "x")])];
        assert_eq!(apply("... he s. ", &fixes), ("… He s! ".into(), 2));
        assert_eq!(apply("as it was", &[]), ("as it was".into(), 0));
    }
}
