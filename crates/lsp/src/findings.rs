use std::collections::BTreeSet;

use onrecord_check::Diagnostic;
use onrecord_document::Span;

use crate::change::Change;

/// What is found in a text while it is being written.
///
/// Rules of typography answer at once. What the engine's reading adds to that, and what it takes back, is known a moment later; until
/// then both are carried over from the last reading, but for what a change touches.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    shown: Vec<Diagnostic>,
    added: Vec<Diagnostic>,
    taken_back: Vec<Diagnostic>,
}

impl Findings {
    /// Those that are found without the engine.
    pub(crate) fn of(at_once: Vec<Diagnostic>) -> Findings {
        Findings { shown: at_once, ..Findings::default() }
    }

    /// What to show, in order of place.
    pub(crate) fn shown(&self) -> &[Diagnostic] {
        &self.shown
    }

    /// The text has changed; `at_once` is what is found in the new one without the engine.
    pub(crate) fn after(&mut self, change: Change, at_once: Vec<Diagnostic>) {
        let carry = |findings: &mut Vec<Diagnostic>| {
            *findings =
                std::mem::take(findings).into_iter().filter_map(|it| change.carry_finding(it)).collect();
        };
        carry(&mut self.added);
        carry(&mut self.taken_back);
        let taken_back = places(&self.taken_back);
        self.shown = at_once;
        self.shown.retain(|finding| !taken_back.contains(&place(finding)));
        let there = places(&self.shown);
        let added = self.added.iter().filter(|finding| !there.contains(&place(finding)));
        self.shown.extend(added.cloned().collect::<Vec<_>>());
        self.shown.sort_by_key(place);
    }

    /// The engine has read the text: `all` is found with it, `at_once` without.
    pub(crate) fn read(&mut self, at_once: Vec<Diagnostic>, all: Vec<Diagnostic>) {
        let (before, after) = (places(&at_once), places(&all));
        self.added = all.iter().filter(|finding| !before.contains(&place(finding))).cloned().collect();
        self.taken_back = at_once;
        self.taken_back.retain(|finding| !after.contains(&place(finding)));
        self.shown = all;
    }
}

/// Findings of one rule at one place are the same.
type Place = (Span, &'static str);

fn place(finding: &Diagnostic) -> Place {
    (finding.primary().span, finding.code)
}

fn places(findings: &[Diagnostic]) -> BTreeSet<Place> {
    findings.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use onrecord_check::Severity;

    use super::*;

    fn find(text: &str, code: &'static str, words: &str) -> Diagnostic {
        let at = text.find(words).unwrap();
        Diagnostic::new(code, "a-rule", Severity::Warning, "it is so", Span::new(at, at + words.len()))
    }

    fn shown(findings: &Findings, text: &str) -> Vec<String> {
        findings.shown().iter().map(|it| format!("{} {}", it.code, it.primary().span.of(text))).collect()
    }

    #[test]
    fn what_the_engine_knew_is_kept_until_it_knows_better() {
        let old = "Loach left. “No” he said. Roach.";
        let mut findings = Findings::default();
        findings.read(
            vec![find(old, "Q01", "“"), find(old, "N01", "Loach")],
            vec![find(old, "N01", "Loach"), find(old, "A01", "“No”"), find(old, "N09", "Roach")],
        );
        assert_eq!(shown(&findings, old), ["N01 Loach", "A01 “No”", "N09 Roach"]);

        let new = "Loach left. “No” he said. So Roach.";
        let at_once = vec![find(new, "Q01", "“"), find(new, "N01", "Loach"), find(new, "Q07", "So")];
        findings.after(Change::between(old, new), at_once);
        assert_eq!(shown(&findings, new), ["N01 Loach", "A01 “No”", "Q07 So", "N09 Roach"]);

        let newer = "Loach left. “Nope” he said. So Roach.";
        findings.after(Change::between(new, newer), Vec::new());
        assert_eq!(shown(&findings, newer), ["N09 Roach"]);
    }
}
