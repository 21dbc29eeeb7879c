use std::fmt;

use onrecord_people::names::Name;

/// What a person has decided about who is the same, kept in a plain file:
///
/// ```text
/// # Lines that begin with # are comments. Between the parts of a line stands a tab.
/// # An entity is written as its name, " @ ", and the id of an article that it is in.
///
/// # These are one:
/// join	Ann Lee @ monday.txt	A. Lee @ tuesday.txt
///
/// # The first is somebody else than the others, who are one:
/// split	Bo Marsh @ monday.txt	Bo Marsh @ friday.txt	Bo Marsh @ sunday.txt
/// ```
///
/// A join joins everything that either is the same as. A split takes only the entities it names, in the articles it names, and
/// is obeyed before the joins. A decision about an article that isn't there is kept for when it is.
#[allow(clippy::tabs_in_doc_comments, reason = "the fields of the file are apart by tabs")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    pub(crate) joins: Vec<Vec<Named>>,
    pub(crate) splits: Vec<Vec<Named>>,
}

/// An entity by its name in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: Name,
    pub(crate) document: String,
}

/// A file of decisions with a line that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionsError {
    place: String,
    message: String,
}

impl DecisionsError {
    /// The file and the line: `decisions.txt:7`.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        "a line is: join or split, a tab, `NAME @ ARTICLE`, a tab, `NAME @ ARTICLE`; or a comment that begins with #"
    }
}

impl fmt::Display for DecisionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for DecisionsError {}

impl Decisions {
    /// Reads a file of decisions; `place`, its name, is for errors.
    ///
    /// # Errors
    /// If a line is none.
    pub fn parse(place: &str, text: &str) -> Result<Decisions, DecisionsError> {
        let mut decisions = Decisions::default();
        for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let failed = |message: String| DecisionsError { place: format!("{place}:{number}"), message };
            let mut fields = line.split('\t').map(str::trim);
            let verb = fields.next().unwrap_or_default();
            let list = match verb {
                "join" => &mut decisions.joins,
                "split" => &mut decisions.splits,
                other => return Err(failed(format!("`{other}` is no decision"))),
            };
            let mut named = Vec::new();
            for field in fields.filter(|field| !field.is_empty()) {
                let entity = field.rsplit_once(" @ ").filter(|(name, _)| !Name::new(name).words().is_empty());
                let Some((name, document)) = entity else {
                    return Err(failed(format!("`{field}` names no entity of an article")));
                };
                named.push(Named { name: Name::new(name), document: document.trim().to_owned() });
            }
            if named.len() < 2 {
                return Err(failed(format!("{verb} needs two entities")));
            }
            list.push(named);
        }
        Ok(decisions)
    }

    /// Whether nothing is decided.
    pub fn is_empty(&self) -> bool {
        self.joins.is_empty() && self.splits.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read() {
        let text = "# who is who\n\njoin\tAnn Lee @ a.txt\tDr A. Lee @ b @ 2.txt\r\nsplit\tBo @ a\tBo @ b\n";
        let decisions = Decisions::parse("d.txt", text).unwrap();
        assert_eq!((decisions.joins.len(), decisions.splits.len()), (1, 1));
        assert_eq!(decisions.joins[0][1], Named { name: Name::new("A Lee @ b"), document: "2.txt".into() });
    }

    #[test]
    fn lines_that_are_none_are_named() {
        let error = |text: &str| Decisions::parse("d.txt", text).unwrap_err().to_string();
        assert_eq!(error("\nmarry\tA @ b\tC @ d"), "d.txt:2: `marry` is no decision");
        assert_eq!(error("join\tAnn Lee @ a.txt"), "d.txt:1: join needs two entities");
        assert_eq!(error("split\tAnn Lee\tBo @ b"), "d.txt:1: `Ann Lee` names no entity of an article");
    }
}
