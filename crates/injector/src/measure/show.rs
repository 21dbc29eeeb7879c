use std::fmt;

use onrecord_check::Diagnostic;
use onrecord_document::Span;

use crate::measure::read::Article;

/// A finding with the words around it, to be read by eye.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The article's id.
    pub article: String,
    /// The rule's code.
    pub rule: &'static str,
    /// Where the finding begins, in bytes of the article's text.
    pub offset: usize,
    /// What the rule says.
    pub message: String,
    /// The words around each place, the place between ⟦ and ⟧.
    pub places: Vec<String>,
}

/// Characters on either side of a place.
const AROUND: usize = 110;
/// Longer places are shown by their ends.
const LONGEST: usize = 300;
const MOST_PLACES: usize = 3;

/// Shows a finding.
pub fn show(article: &Article, finding: &Diagnostic) -> Shown {
    let text = &article.document.text;
    let primary = finding.primary();
    let others = finding.labels.iter().filter(|label| !label.primary);
    let spans = std::iter::once(primary).chain(others).take(MOST_PLACES).map(|label| label.span);
    Shown {
        article: article.document.id.clone(),
        rule: finding.code,
        offset: primary.span.start,
        message: finding.message.clone(),
        places: spans.map(|span| around(text, span)).collect(),
    }
}

fn around(text: &str, span: Span) -> String {
    let before: Vec<char> = text[..span.start].chars().rev().take(AROUND).collect();
    let after: String = text[span.end..].chars().take(AROUND).collect();
    let words: Vec<char> = span.of(text).chars().collect();
    let shown: String = if words.len() > LONGEST {
        let (first, last) = (&words[..LONGEST / 2], &words[words.len() - LONGEST / 2..]);
        first.iter().chain(&[' ', '[', '…', ']', ' ']).chain(last).collect()
    } else {
        words.into_iter().collect()
    };
    let before: String = before.into_iter().rev().collect();
    format!("{before}⟦{shown}⟧{after}").replace('\n', "¶")
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\t{}\t{}\t{}", self.article, self.rule, self.offset, self.message)?;
        self.places.iter().try_for_each(|place| writeln!(f, "    {place}"))
    }
}
