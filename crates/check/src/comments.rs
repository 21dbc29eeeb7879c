use onrecord_document::{Document, Span};

/// Comments in the text that say what to leave alone: `<!-- onrecord: ignore N01, Q -->`, or without codes for every rule.
///
/// One that stands alone on its line is for the paragraph after it; any other is for its own. `ignore-file` is for the whole text.
#[derive(Debug, Default)]
pub(crate) struct Comments {
    /// Where each counts, and the codes or beginnings of codes; none is all.
    ignored: Vec<(Span, Vec<String>)>,
}

const OPENING: &str = "<!-- onrecord:";
const CLOSING: &str = "-->";

impl Comments {
    pub(crate) fn read(document: &Document, paragraphs: &[Span]) -> Comments {
        let text = &document.text;
        let mut ignored = Vec::new();
        for (at, _) in text.match_indices(OPENING) {
            let after = at + OPENING.len();
            let Some(length) = text[after..].find(['\n']).map_or(Some(text.len() - after), Some) else {
                continue;
            };
            let line = &text[after..after + length];
            let Some(inner) = line.find(CLOSING).map(|end| &line[..end]) else { continue };
            let mut words = inner.split([' ', ',', '\t']).filter(|word| !word.is_empty());
            let command = words.next();
            let codes: Vec<String> = words.map(str::to_ascii_uppercase).collect();
            let own = paragraphs.partition_point(|paragraph| paragraph.end <= at);
            let alone = paragraphs.get(own).is_some_and(|paragraph| {
                let rest = paragraph.of(text);
                rest.starts_with(OPENING)
                    && rest.find(CLOSING).is_some_and(|end| end + CLOSING.len() == rest.len())
            });
            let paragraph = paragraphs.get(if alone { own + 1 } else { own });
            match (command, paragraph) {
                (Some("ignore"), Some(paragraph)) => ignored.push((*paragraph, codes)),
                (Some("ignore-file"), _) => ignored.push((Span::new(0, text.len()), codes)),
                _ => {}
            }
        }
        Comments { ignored }
    }

    /// Whether a finding of the rule at `span` is to be left out.
    pub(crate) fn ignore(&self, code: &str, span: Span) -> bool {
        self.ignored.iter().any(|(place, codes)| {
            place.contains(span)
                && (codes.is_empty() || codes.iter().any(|wanted| code.starts_with(wanted.as_str())))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_count_for_their_paragraph_or_the_next() {
        let text = "One here.\n<!-- onrecord: ignore N01, Q -->\nTwo here.\nThree here. <!-- onrecord: ignore -->\nFour here.";
        let document = Document::plain("d", text);
        let segmentation = onrecord_segment::segment(&document);
        let comments = Comments::read(&document, &segmentation.paragraphs);
        let ignored = |word: &str, code: &str| {
            let at = text.find(word).unwrap();
            comments.ignore(code, Span::new(at, at + word.len()))
        };
        assert!(ignored("Two", "N01") && ignored("Two", "Q07") && !ignored("Two", "N02"));
        assert!(ignored("Three", "N02") && !ignored("Four", "N02") && !ignored("One", "N01"));
        let all = Document::plain("d", "<!-- onrecord: ignore-file A04 -->\nOne.\nTwo.");
        let comments = Comments::read(&all, &onrecord_segment::segment(&all).paragraphs);
        assert!(comments.ignore("A04", Span::new(40, 43)) && !comments.ignore("A05", Span::new(40, 43)));
    }
}
