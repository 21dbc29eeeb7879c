use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use onrecord_document::Attribution;

use crate::Passage;
use crate::cases::{Case, cases};

/// What [`check`] does with an expectation that isn't met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Reports it.
    Compare,
    /// Writes what was found over it, unless it is a known miss. For review: what was found isn't right by being found.
    Update,
}

/// What came of a specification.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many cases there are.
    pub cases: usize,
    /// How many of them are marked as known misses.
    pub known_misses: usize,
    /// How many expectations were written anew; 0 but in [`Mode::Update`].
    pub updated: usize,
    /// Everything that isn't as stated: place, name, what was expected and what was found, in the notation.
    pub failures: Vec<String>,
}

/// Runs every case of every Markdown file in `folder`, in order of their names.
///
/// A case under a heading with `(known miss)` must fail, so that the list of misses stays true: one that passes is
/// reported.
///
/// # Errors
/// If the folder or a file can't be read, or in [`Mode::Update`] not written.
pub fn check(
    folder: &Path,
    mode: Mode,
    mut annotate: impl FnMut(&str) -> Vec<Attribution>,
) -> io::Result<Outcome> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    let mut outcome = Outcome::default();
    for file in files {
        let markdown = fs::read_to_string(&file)?;
        let cases = match cases(&markdown) {
            Ok(cases) => cases,
            Err(message) => {
                outcome.failures.push(format!("{}: {message}", file.display()));
                continue;
            }
        };
        let mut updated = markdown.clone();
        // From the last, so that an update leaves the places of those before it.
        let mut failures = Vec::new();
        for case in cases.iter().rev() {
            outcome.cases += 1;
            outcome.known_misses += usize::from(case.known_miss);
            match run(case, &mut annotate) {
                Err(Failure { found: Some(found), .. }) if mode == Mode::Update => {
                    updated.replace_range(case.at.clone(), &found);
                    outcome.updated += 1;
                }
                Err(failure) => {
                    failures.push(format!(
                        "{}:{}: {}\n{}",
                        file.display(),
                        case.line,
                        case.name,
                        failure.report
                    ));
                }
                Ok(()) => {}
            }
        }
        outcome.failures.extend(failures.into_iter().rev());
        if updated != markdown {
            fs::write(&file, updated)?;
        }
    }
    Ok(outcome)
}

struct Failure {
    report: String,
    /// The notation that would pass.
    found: Option<String>,
}

fn run(case: &Case<'_>, annotate: &mut impl FnMut(&str) -> Vec<Attribution>) -> Result<(), Failure> {
    let stated: Passage = case.notation.parse().map_err(|error: crate::NotationError| {
        let line = case.line + error.line;
        Failure { report: format!("line {line}: {}\n", error.message()), found: None }
    })?;
    let found = Passage::of(&stated.text, &annotate(&stated.text));
    match (stated.difference(&found), case.known_miss) {
        (None, false) | (Some(_), true) => Ok(()),
        (None, true) => {
            let report = "passes now; take `(known miss)` out of its heading\n".to_string();
            Err(Failure { report, found: None })
        }
        (Some(difference), false) => {
            let found = if stated.states_attributes() { found } else { found.without_attributes() };
            let mut report = format!("--- expected\n{stated}--- found\n{found}");
            let mut list = |what: &str, numbers: &[usize]| {
                if !numbers.is_empty() {
                    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
                    // Writing to a string doesn't fail.
                    let _ = writeln!(report, "--- {what}: {}", numbers.join(", "));
                }
            };
            list("expected but not found", &difference.missing);
            list("found but not expected", &difference.extra);
            Err(Failure { report, found: Some(found.to_string()) })
        }
    }
}

#[cfg(test)]
mod tests {
    use onrecord_document::{Act, DecidedBy, Evidence, Kind, Span};

    use super::*;

    /// Knows one sentence: a word, `said`, and the rest without its full stop.
    fn annotate(text: &str) -> Vec<Attribution> {
        let Some(cue) = text.find(" said ") else { return Vec::new() };
        vec![Attribution {
            kind: Kind::Indirect,
            act: Act::Speech,
            source: Some(Span::new(0, cue)),
            speaker: None,
            cue: Some(Span::new(cue + 1, cue + 5)),
            content: vec![Span::new(cue + 6, text.len() - 1)],
            parent: None,
            evidence: Evidence { decided_by: DecidedBy::Model, confidence: 1.0 },
        }]
    }

    fn folder(name: &str, markdown: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("onrecord-testing-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("one.md"), markdown).unwrap();
        folder
    }

    const RIGHT: &str =
        "# Right\n\n```text\nAda said no.\n^^^ source\n    ^^^^ cue\n         ^^ content\n```\n";
    const WRONG: &str = "# Wrong\n\n```text\nAda said no.\n^^^ source\n         ^^ content\n```\n";

    #[test]
    fn right_cases_pass() {
        let folder = folder("right", &format!("{RIGHT}\n# Silent\n\n```text\nNo.\n(nothing)\n```\n"));
        let outcome = check(&folder, Mode::Compare, annotate).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(outcome, Outcome { cases: 2, ..Outcome::default() });
    }

    #[test]
    fn all_failures_are_told_with_what_was_found() {
        let folder = folder("wrong", &format!("{WRONG}{RIGHT}```text\nBo said so.\n^^ sauce\n```\n"));
        let outcome = check(&folder, Mode::Compare, annotate).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        let file = folder.join("one.md");
        let first = format!(
            "{}:3: Wrong
--- expected
Ada said no.
^^^ source
         ^^ content
--- found
Ada said no.
^^^ source
    ^^^^ cue
         ^^ content
--- expected but not found: 1
--- found but not expected: 1
",
            file.display()
        );
        assert_eq!(outcome.failures.len(), 2);
        assert_eq!(outcome.failures[0], first);
        let second = format!(
            "{}:16: Right\nline 18: no label `sauce`; there are `content`, `source`, `cue`\n",
            file.display()
        );
        assert_eq!(outcome.failures[1], second);
    }

    #[test]
    fn a_known_miss_must_miss() {
        let marked = |case: &str| case.replacen('\n', " (known miss)\n", 1);
        let folder = folder("known", &(marked(WRONG) + &marked(RIGHT)));
        let outcome = check(&folder, Mode::Update, annotate).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!((outcome.cases, outcome.known_misses, outcome.updated), (2, 2, 0));
        assert_eq!(outcome.failures.len(), 1);
        assert!(outcome.failures[0].contains("Right (known miss)\npasses now"), "{:?}", outcome.failures);
    }

    #[test]
    fn only_an_update_writes() {
        let folder = folder("update", &format!("{WRONG}\nProse stays.\n\n{WRONG}"));
        let file = folder.join("one.md");
        let before = fs::read_to_string(&file).unwrap();
        check(&folder, Mode::Compare, annotate).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), before);
        let outcome = check(&folder, Mode::Update, annotate).unwrap();
        assert_eq!((outcome.updated, outcome.failures.len()), (2, 0));
        let after = fs::read_to_string(&file).unwrap();
        let right = RIGHT.replace("Right", "Wrong");
        assert_eq!(after, format!("{right}\nProse stays.\n\n{right}"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
