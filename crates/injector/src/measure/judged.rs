use std::collections::BTreeSet;
use std::fmt;

use onrecord_check::{Diagnostic, rules};

/// What somebody who read a finding made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// A desk would want to know.
    True,
    /// A false alarm.
    False,
    /// It can't be told from the article.
    Unclear,
}

/// A finding, judged by eye.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The article's id.
    pub article: String,
    /// The rule's code.
    pub rule: String,
    /// Where the finding begins, in bytes of the article's text.
    pub offset: usize,
    /// What was made of it.
    pub verdict: Verdict,
    /// Why, in a few words that quote nothing of the article but a name.
    pub reason: String,
}

/// A line of judgements can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgementError {
    /// From 1.
    pub line: usize,
    message: &'static str,
}

impl fmt::Display for JudgementError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for JudgementError {}

/// Reads judgements: a header, then lines of article, rule, offset, verdict and reason, tabs between.
///
/// # Errors
/// At the first line that isn't so.
pub fn read_judgements(tsv: &str) -> Result<Vec<Judgement>, JudgementError> {
    let mut judgements = Vec::new();
    for (index, line) in tsv.lines().enumerate().skip(1) {
        let error = |message| JudgementError { line: index + 1, message };
        let [article, rule, offset, verdict, reason] =
            line.split('\t').collect::<Vec<_>>().try_into().map_err(|_| error("five columns are wanted"))?;
        judgements.push(Judgement {
            article: article.to_owned(),
            rule: rule.to_owned(),
            offset: offset.parse().map_err(|_| error("the offset is no number"))?,
            verdict: match verdict {
                "true" => Verdict::True,
                "false" => Verdict::False,
                "unclear" => Verdict::Unclear,
                _ => return Err(error("a verdict is true, false or unclear")),
            },
            reason: reason.to_owned(),
        });
    }
    Ok(judgements)
}

/// How many of a rule's findings were judged, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Judged {
    pub(crate) right: usize,
    pub(crate) wrong: usize,
    pub(crate) unclear: usize,
}

impl Judged {
    /// Of the findings that the rule makes now: what it no longer finds doesn't count.
    pub(crate) fn of(rule: &str, findings: &[(String, Diagnostic)], judgements: &[Judgement]) -> Judged {
        let found: BTreeSet<(&str, usize)> = findings
            .iter()
            .map(|(article, finding)| (article.as_str(), finding.primary().span.start))
            .collect();
        let still = judgements.iter().filter(|judgement| {
            judgement.rule == rule && found.contains(&(judgement.article.as_str(), judgement.offset))
        });
        Judged::count(still)
    }

    fn count<'a>(judgements: impl Iterator<Item = &'a Judgement>) -> Judged {
        let mut judged = Judged::default();
        for judgement in judgements {
            match judgement.verdict {
                Verdict::True => judged.right += 1,
                Verdict::False => judged.wrong += 1,
                Verdict::Unclear => judged.unclear += 1,
            }
        }
        judged
    }

    /// Right ones of those that could be told, from 0 to 1; `None` where none could.
    pub(crate) fn precision(self) -> Option<f64> {
        let told = self.right + self.wrong;
        (told > 0).then(|| self.right as f64 / told as f64)
    }
}

/// A row a rule that was judged: all judgements, whether or not the rule still makes the finding.
pub fn judged_table(judgements: &[Judgement]) -> String {
    let mut table = "rule\ttrue\tfalse\tunclear\tprecision\n".to_owned();
    for rule in rules() {
        let judged = Judged::count(judgements.iter().filter(|judgement| judgement.rule == rule.code));
        if let Some(precision) = judged.precision() {
            let Judged { right, wrong, unclear } = judged;
            table += &format!("{}\t{right}\t{wrong}\t{unclear}\t{:.0}\n", rule.code, precision * 100.0);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_check::Severity;
    use onrecord_document::Span;

    const TSV: &str = "article\trule\toffset\tverdict\treason\na\tN01\t5\ttrue\ttwo spellings\na\tN01\t9\tfalse\ttwo people\nb\tN01\t9\tunclear\t-\n";

    #[test]
    fn only_what_is_still_found_counts() {
        let judgements = read_judgements(TSV).unwrap();
        assert_eq!(judgements[1].reason, "two people");
        let finding = |at| Diagnostic::new("N01", "name", Severity::Error, "", Span::new(at, at + 1));
        let judged = |ids: &[(&str, usize)]| {
            let findings: Vec<_> = ids.iter().map(|(id, at)| ((*id).to_owned(), finding(*at))).collect();
            Judged::of("N01", &findings, &judgements)
        };
        assert_eq!(judged(&[("a", 5), ("a", 9), ("b", 9)]).precision(), Some(0.5));
        assert_eq!(judged(&[("a", 5), ("b", 5)]).precision(), Some(1.0));
        assert_eq!(judged(&[("b", 9)]).precision(), None);
        assert!(judged_table(&judgements).contains("N01\t1\t1\t1\t50"));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        for (line, message) in [
            ("a\tN01\t5\ttrue", "line 2: five columns are wanted"),
            ("a\tN01\tx\ttrue\t", "line 2: the offset is no number"),
            ("a\tN01\t5\tyes\t", "line 2: a verdict is true, false or unclear"),
        ] {
            assert_eq!(read_judgements(&format!("header\n{line}\n")).unwrap_err().to_string(), message);
        }
    }
}
