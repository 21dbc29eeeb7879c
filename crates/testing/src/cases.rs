//! Finds the cases in a Markdown file.

use std::ops::Range;

/// A passage of a specification, where it stands, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case<'t> {
    /// The headings it stands under, outermost first.
    pub(crate) name: String,
    /// The line of its fence, from 1.
    pub(crate) line: usize,
    pub(crate) notation: &'t str,
    /// Bytes of the notation in the file, the line breaks at its end included.
    pub(crate) at: Range<usize>,
    /// A heading says that the engine gets it wrong.
    pub(crate) known_miss: bool,
}

/// What a heading says when the engine gets the cases under it wrong.
const KNOWN_MISS: &str = "(known miss)";
const FENCE: &str = "```";

/// The blocks fenced as `text`, in order. Blocks fenced as anything else are prose.
pub(crate) fn cases(markdown: &str) -> Result<Vec<Case<'_>>, String> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    let mut headings: Vec<(usize, &str)> = Vec::new();
    let mut block: Option<(usize, bool, usize)> = None;
    let mut start = 0;
    for (line, words) in (1..).zip(markdown.split_inclusive('\n')) {
        let end = start + words.len();
        let words = words.trim_end();
        match block {
            Some((opened, is_case, from)) if words == FENCE => {
                if is_case {
                    let name: Vec<&str> = headings.iter().map(|(_, heading)| *heading).collect();
                    cases.push(Case {
                        name: name.join(" > "),
                        line: opened,
                        notation: &markdown[from..start],
                        at: from..start,
                        known_miss: name.iter().any(|heading| heading.contains(KNOWN_MISS)),
                    });
                }
                block = None;
            }
            Some(_) => {}
            None if words.starts_with(FENCE) => block = Some((line, &words[FENCE.len()..] == "text", end)),
            None => {
                let level = words.len() - words.trim_start_matches('#').len();
                if level > 0 && words[level..].starts_with(' ') {
                    headings.retain(|(outer, _)| *outer < level);
                    headings.push((level, words[level..].trim()));
                }
            }
        }
        start = end;
    }
    match block {
        Some((line, _, _)) => Err(format!("the fence opened in line {line} isn't closed")),
        None => Ok(cases),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_called_by_their_headings() {
        let markdown = "\
# Direct

Prose.

## After

```text
A
(nothing)
```

```rust
# not a heading
```

```text
B
```

## Known misses

### Odd (known miss)

```text
C
```

### Even

```text
D
```
";
        let cases = cases(markdown).unwrap();
        let told: Vec<(&str, usize, &str, bool)> =
            cases.iter().map(|c| (c.name.as_str(), c.line, c.notation, c.known_miss)).collect();
        assert_eq!(
            told,
            [
                ("Direct > After", 7, "A\n(nothing)\n", false),
                ("Direct > After", 16, "B\n", false),
                ("Direct > Known misses > Odd (known miss)", 24, "C\n", true),
                ("Direct > Known misses > Even", 30, "D\n", false),
            ]
        );
        for case in &cases {
            assert_eq!(&markdown[case.at.clone()], case.notation);
        }
    }

    #[test]
    fn a_fence_left_open_is_an_error() {
        assert_eq!(cases("#\n\n```text\nA\n").unwrap_err(), "the fence opened in line 3 isn't closed");
    }
}
