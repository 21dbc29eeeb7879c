use std::collections::BTreeMap;
use std::fmt::Write;

use onrecord_diagnostic::{Diagnostic, fingerprint, place_of};
use onrecord_document::Document;

/// Findings that are known and accepted: `check` shows what came since.
///
/// Kept as text, a line a finding: times, fingerprint, code and place, with tabs between; in order, so that changes show well. What is
/// counted is words and not lines, so that a finding stays known when the text around it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// By place, code and fingerprint.
    times: BTreeMap<(String, String, String), usize>,
}

impl Baseline {
    /// Reads what [`Baseline::text`] wrote.
    ///
    /// # Errors
    /// The number of the first line that isn't such a line.
    pub fn read(text: &str) -> Result<Baseline, usize> {
        let mut baseline = Baseline::default();
        for (n, line) in
            text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        {
            let mut fields = line.splitn(4, '\t');
            let times = fields.next().and_then(|times| times.parse::<usize>().ok());
            let (Some(times), Some(print), Some(code), Some(place)) =
                (times, fields.next(), fields.next(), fields.next())
            else {
                return Err(n + 1);
            };
            *baseline.times.entry((place.into(), code.into(), print.into())).or_insert(0) += times;
        }
        Ok(baseline)
    }

    /// Takes up the findings of a document.
    pub fn add(&mut self, document: &Document, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            *self.times.entry(key(document, diagnostic)).or_insert(0) += 1;
        }
    }

    /// Leaves those that aren't known: of findings in the same words as many as there are more than before.
    pub fn retain_new(&self, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
        let mut seen: BTreeMap<(String, String, String), usize> = BTreeMap::new();
        diagnostics.retain(|diagnostic| {
            let key = key(document, diagnostic);
            let known = self.times.get(&key).copied().unwrap_or(0);
            let seen = seen.entry(key).or_insert(0);
            *seen += 1;
            *seen > known
        });
    }

    /// As text, to be kept.
    pub fn text(&self) -> String {
        let mut text =
            "# onrecord's baseline: findings that are known. `onrecord check --write-baseline` writes it.\n"
                .to_owned();
        for ((place, code, print), times) in &self.times {
            let _ = writeln!(text, "{times}\t{print}\t{code}\t{place}");
        }
        text
    }
}

fn key(document: &Document, diagnostic: &Diagnostic) -> (String, String, String) {
    let place: String = place_of(document).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    (place, diagnostic.code.to_owned(), fingerprint(document, diagnostic))
}

#[cfg(test)]
mod tests {
    use onrecord_diagnostic::Severity;
    use onrecord_document::Span;

    use super::*;

    #[test]
    fn what_is_known_stays_known_when_text_comes_before_it() {
        let finding = |text: &str, word: &str| {
            let at = text.rfind(word).unwrap();
            Diagnostic::new("N01", "name", Severity::Error, "x", Span::new(at, at + word.len()))
        };
        let old = Document::plain("a.txt", "Arrin said so.");
        let mut baseline = Baseline::default();
        baseline.add(&old, &[finding(&old.text, "Arrin")]);
        let baseline = Baseline::read(&baseline.text()).unwrap();
        let new = Document::plain("a.txt", "It rained.\nArrin said so. Quell didn’t. Arrin was sorry.");
        let mut found =
            vec![finding(&new.text, "Arrin"), finding(&new.text, "Quell"), finding(&new.text, "Arrin")];
        baseline.retain_new(&new, &mut found);
        let left: Vec<&str> = found.iter().map(|d| d.primary().span.of(&new.text)).collect();
        assert_eq!(left, ["Quell", "Arrin"]);
        assert_eq!(Baseline::read("# ok\n1\tabc\n"), Err(2));
    }
}
