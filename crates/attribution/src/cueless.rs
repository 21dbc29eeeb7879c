use onrecord_document::{DecidedBy, Quotation, Segmentation, Span};

use crate::Draft;
use crate::claims::Claims;
use crate::nearby::quotations_at;
use crate::phrases::Phrases;

/// Adds what needs no cue: lines of a transcript, signed quotations, quotations printed again, and quotations that
/// go on where the paragraph before left off.
pub(crate) fn add(text: &str, segmentation: &Segmentation, drafts: &mut Vec<Draft>) {
    add_transcript_lines(text, segmentation, drafts);
    add_comments(text, segmentation, drafts);
    add_signed(text, segmentation, drafts);
    add_repeated(text, segmentation, drafts);
    add_continued(text, segmentation, drafts);
}

/// `NAME: words`, where at least two lines of the document look so.
fn add_transcript_lines(text: &str, segmentation: &Segmentation, drafts: &mut Vec<Draft>) {
    let lines: Vec<(Span, Span, Span)> =
        segmentation.paragraphs.iter().filter_map(|&p| transcript_line(text, p)).collect();
    if lines.len() < 2 {
        return;
    }
    let claims = Claims::new(&lines.iter().map(|&(_, _, words)| words).collect::<Vec<_>>(), drafts);
    for (id, (name, colon, words)) in lines.into_iter().enumerate() {
        // "ANN LEE, HOST": by any of it.
        let by_name = |d: &Draft| d.source.is_some_and(|s| s.overlaps(Span::new(name.start, colon.start)));
        // What somebody is reported to say within the line contests nothing.
        let contests = |d: &Draft| d.source.is_some() && d.cue.is_none_or(|c| !words.contains(c));
        let mut claims = claims.of(id);
        let claim = claims.find(|&d| drafts[d].content_overlaps(words) && contests(&drafts[d]));
        match claim.map(|d| &mut drafts[d]) {
            // The model may have found the speaker, and only some of the words.
            Some(draft) if by_name(draft) => {
                draft.source = Some(name);
                draft.cue = Some(colon);
                draft.content.retain(|c| !c.overlaps(words));
                draft.content.push(words);
                draft.content.sort();
                draft.decided_by = DecidedBy::TranscriptLine;
            }
            Some(_) => {}
            None => drafts.push(Draft {
                source: Some(name),
                cue: Some(colon),
                content: vec![words],
                decided_by: DecidedBy::TranscriptLine,
                confidence: 0.8,
            }),
        }
    }
}

/// A speaker in capitals, a colon, and words: `MAYOR LEE: We will.`, `SEN. ANN LEE (D), FENHAM: We will.`
fn transcript_line(text: &str, paragraph: Span) -> Option<(Span, Span, Span)> {
    let line = paragraph.of(text);
    let quoted = line.len() - line.trim_start_matches(['“', '"', '\'', '‘']).len();
    let (line, paragraph) = (&line[quoted..], Span::new(paragraph.start + quoted, paragraph.end));
    let colon = line.find(':').filter(|&at| at <= 80)?;
    let (name, role) = line[..colon].split_at(line[..colon].find([',', '(']).unwrap_or(colon));
    let name = name.trim_end();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let is_name = letters >= 2
        && name.len() <= 40
        && !role.contains(char::is_lowercase)
        && name.starts_with(char::is_uppercase)
        && !name.contains(char::is_lowercase)
        && name.split_whitespace().count() <= 4
        && name.chars().all(|c| c.is_alphabetic() || " .’'-".contains(c));
    let words = Span::new(paragraph.start + colon + 1, paragraph.end).trim(text);
    (is_name && words.of(text).split_whitespace().count() >= 2).then(|| {
        let start = paragraph.start;
        (Span::new(start, start + name.len()), Span::new(start + colon, start + colon + 1), words)
    })
}

/// `“Words.” – Name`, where at least two paragraphs of the document are so: readers' comments. Whatever marks stand within, and wherever
/// the model ends them, each is what its signer says.
fn add_comments(text: &str, segmentation: &Segmentation, drafts: &mut Vec<Draft>) {
    let comments: Vec<(Span, Span, Span)> =
        segmentation.paragraphs.iter().filter_map(|&p| signed_comment(text, p)).collect();
    if comments.len() < 2 {
        return;
    }
    let claims = Claims::new(&comments.iter().map(|&(words, ..)| words).collect::<Vec<_>>(), drafts);
    for (id, (words, dash, name)) in comments.into_iter().enumerate() {
        for d in claims.of(id) {
            let draft = &mut drafts[d];
            if draft.source.is_some_and(|source| source.overlaps(name)) {
                draft.content.clear();
            } else if !draft.cue.is_some_and(|cue| words.contains(cue)) {
                draft.content.retain(|c| !c.overlaps(words));
            }
        }
        drafts.push(Draft {
            source: Some(name),
            cue: Some(dash),
            content: vec![words],
            decided_by: DecidedBy::Signature,
            confidence: 0.85,
        });
    }
    drafts.retain(|d| !d.content.is_empty());
}

/// Its words with their marks, the dash, the name.
fn signed_comment(text: &str, paragraph: Span) -> Option<(Span, Span, Span)> {
    const MARKS: [char; 6] = ['“', '”', '"', '‘', '’', '\''];
    let line = paragraph.of(text);
    if !line.starts_with(MARKS) {
        return None;
    }
    // A name may have a dash too.
    line.rmatch_indices(['–', '—', '―', '~', '-']).take(3).find_map(|(at, _)| {
        let words = Span::new(paragraph.start, paragraph.start + at).trim(text);
        let (dash, name) = dashed_name(text, Span::new(paragraph.start + at, paragraph.end))?;
        (words.len() > 2 && words.of(text).ends_with(MARKS)).then_some((words, dash?, name))
    })
}

/// A quotation that begins its paragraph and is followed by nothing but `– Name` or initials, in the same
/// paragraph or, after a dash, as the next one.
fn add_signed(text: &str, segmentation: &Segmentation, drafts: &mut Vec<Draft>) {
    let beginning: Vec<(usize, &Quotation)> = (segmentation.paragraphs.iter().enumerate())
        .filter_map(|(i, &paragraph)| Some((i, quotation_beginning(segmentation, paragraph)?)))
        .collect();
    let claims = Claims::new(&beginning.iter().map(|(_, q)| q.inner).collect::<Vec<_>>(), drafts);
    for (id, &(i, quotation)) in beginning.iter().enumerate() {
        let paragraph = segmentation.paragraphs[i];
        let Some(after) = text.get(quotation.span.end..paragraph.end) else { continue };
        let rest = Span::new(paragraph.end - after.len(), paragraph.end).trim(text);
        let signature = if rest.is_empty() {
            segmentation.paragraphs.get(i + 1).and_then(|&next| dashed_name(text, next))
        } else {
            dashed_name(text, rest).or_else(|| initials(text, rest).map(|name| (None, name)))
        };
        let Some((dash, signature)) = signature else { continue };
        // The empty ones are dropped at the end.
        for d in claims.of(id) {
            if drafts[d].source.is_none() && drafts[d].content_overlaps(quotation.inner) {
                drafts[d].content.clear();
            }
        }
        let claim = claims.of(id).find(|&d| drafts[d].content_overlaps(quotation.inner));
        match claim.map(|d| &mut drafts[d]) {
            Some(draft) if draft.source.is_some_and(|s| s.overlaps(signature)) => {}
            Some(draft) if draft.cue.is_some_and(|c| paragraph.contains(c)) => {}
            other => {
                if let Some(draft) = other {
                    draft.content.retain(|c| !c.overlaps(quotation.inner));
                }
                drafts.push(Draft {
                    source: Some(signature),
                    cue: dash,
                    content: vec![quotation.span],
                    decided_by: DecidedBy::Signature,
                    confidence: 0.85,
                });
            }
        }
    }
    drafts.retain(|d| !d.content.is_empty());
}

fn quotation_beginning(segmentation: &Segmentation, paragraph: Span) -> Option<&Quotation> {
    let at = segmentation.quotations.partition_point(|q| q.span.start < paragraph.start);
    segmentation.quotations.get(at).filter(|q| q.span.start == paragraph.start && q.span.end <= paragraph.end)
}

/// `– Ann Lee, mayor`: the dash, which is a cue as a colon is, and the name.
fn dashed_name(text: &str, span: Span) -> Option<(Option<Span>, Span)> {
    let rest = span.of(text);
    let name = rest.trim_start_matches(['–', '—', '-', '―', '~']).trim_start();
    let is_name = name.len() < rest.len()
        && name.starts_with(char::is_uppercase)
        && name.split_whitespace().count() <= 10
        && !name.contains(['“', '”', '"', '?', '!']);
    let start = span.end - name.len();
    is_name.then(|| {
        let dash = Span::new(span.start, start).trim(text);
        (Some(dash), Span::new(start, start + name.trim_end_matches(['.', ')']).len()))
    })
}

/// `KL`, `K.L.`
fn initials(text: &str, span: Span) -> Option<Span> {
    let word = span.of(text);
    let letters = word.chars().filter(|c| c.is_uppercase()).count();
    ((2..=4).contains(&letters) && word.chars().all(|c| c.is_uppercase() || c == '.')).then_some(span)
}

/// A quotation that nobody is given for, whose words are those of a quotation that somebody is given for.
fn add_repeated(text: &str, segmentation: &Segmentation, drafts: &mut Vec<Draft>) {
    const LEAST_WORDS: usize = 5;
    drafts.iter_mut().for_each(|draft| let_go_of_repeated(text, LEAST_WORDS, draft));
    let known: Vec<usize> = (0..drafts.len()).filter(|&d| drafts[d].source.is_some()).collect();
    let said: Vec<Vec<String>> = known
        .iter()
        .map(|&d| drafts[d].content.iter().flat_map(|c| words_of(c.of(text))).collect())
        .collect();
    let phrases = Phrases::new(&said);
    for quotation in free_quotations(segmentation, drafts) {
        let words: Vec<String> = words_of(quotation.inner.of(text)).collect();
        if words.len() < LEAST_WORDS || is_heading(quotation.inner.of(text)) {
            continue;
        }
        let mut originals = phrases.holding_most(&words).map(|i| &drafts[known[i]]);
        let original = originals.find(|d| !d.content_overlaps(quotation.span));
        if let Some((source, confidence)) = original.map(|d| (d.source, d.confidence)) {
            drafts.push(Draft {
                source,
                cue: None,
                content: vec![quotation.span],
                decided_by: DecidedBy::Repetition,
                confidence: confidence.min(0.8),
            });
        }
    }
}

/// The model may take a pull quote for more of what stands beside the cue.
fn let_go_of_repeated(text: &str, least_words: usize, draft: &mut Draft) {
    let Some(cue) = draft.cue else { return };
    let beside_cue = |c: &Span| {
        // No text is between two that overlap.
        let between = text.get(c.end.min(cue.end)..c.start.max(cue.start));
        between.is_none_or(|between| !between.contains('\n'))
    };
    let (beside, apart): (Vec<Span>, Vec<Span>) = draft.content.iter().partition(|c| beside_cue(c));
    let words = |c: &Span| words_of(c.of(text)).collect::<Vec<String>>();
    let apart: Vec<(Span, Vec<String>)> = apart.into_iter().map(|c| (c, words(&c))).collect();
    if apart.iter().all(|(_, words)| words.len() < least_words) {
        return;
    }
    let said: Vec<Vec<String>> = beside.iter().map(words).collect();
    let phrases = Phrases::new(&said);
    let repeats =
        |words: &[String]| words.len() >= least_words && phrases.holding_most(words).next().is_some();
    let repeated: Vec<Span> =
        apart.iter().filter(|(_, words)| repeats(words)).map(|&(content, _)| content).collect();
    draft.content.retain(|c| !repeated.contains(c));
}

/// Quotations of the outermost level that no content touches.
fn free_quotations(segmentation: &Segmentation, drafts: &[Draft]) -> Vec<Quotation> {
    let outermost: Vec<Quotation> =
        segmentation.quotations.iter().filter(|q| q.parent.is_none()).copied().collect();
    let claims = Claims::new(&outermost.iter().map(|q| q.inner).collect::<Vec<_>>(), drafts);
    let free = outermost.into_iter().enumerate().filter(|&(id, _)| claims.of(id).next().is_none());
    free.map(|(_, quotation)| quotation).collect()
}

/// `'Legend in the Coal Fields'`: a subhead's quotation, which nobody says a second time.
fn is_heading(words: &str) -> bool {
    const LONG: usize = 4;
    let words = || words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    words().filter(is_capital).count() > 2
        && words().filter(|word| word.chars().count() >= LONG).all(|word| is_capital(&word))
}

fn words_of(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

/// A paragraph that is one quotation, after one whose quotation somebody is given for: the same speaker goes on.
fn add_continued(text: &str, segmentation: &Segmentation, drafts: &mut Vec<Draft>) {
    let claims = Claims::new(&segmentation.paragraphs, drafts);
    // The draft added for the paragraph before.
    let mut added = None;
    for (id, pair) in segmentation.paragraphs.windows(2).enumerate() {
        let (before, paragraph) = (pair[0], pair[1]);
        let added_before = added.take();
        let Some(quotation) = quotation_beginning(segmentation, paragraph) else { continue };
        let alone = !text[quotation.span.end..paragraph.end].contains(char::is_alphanumeric);
        let heading = is_heading(quotation.inner.of(text));
        if !alone || heading || claims.of(id + 1).any(|d| drafts[d].content_overlaps(quotation.inner)) {
            continue;
        }
        let mut speakers = claims.of(id).chain(added_before);
        let (Some(first), None) = (speakers.next(), speakers.next()) else { continue };
        let first = &drafts[first];
        let quoted = quotations_at(segmentation, before)
            .any(|q| before.overlaps(q.span) && first.content_overlaps(q.inner));
        if quoted && first.source.is_some() {
            let draft = Draft {
                source: first.source,
                cue: None,
                content: vec![quotation.span],
                decided_by: DecidedBy::Continuation,
                confidence: 0.6 * first.confidence,
            };
            added = Some(drafts.len());
            drafts.push(draft);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `source | content`, a line each, of what is added to a text of which nothing is known.
    fn added(text: &str) -> String {
        let mut drafts = Vec::new();
        add(text, &onrecord_segment::segment_text(text), &mut drafts);
        let line =
            |d: &Draft| format!("{} | {}", d.source.map_or("-", |s| s.of(text)), d.content[0].of(text));
        drafts.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn signed_quotations() {
        assert_eq!(
            added("'We will row to school if we must…' DO"),
            "DO | 'We will row to school if we must…'"
        );
        assert_eq!(added("“It held.” – Marta Quill, engineer"), "Marta Quill, engineer | “It held.”");
        assert_eq!(added("“It held.”\n— Marta Quill\nThe sea rose."), "Marta Quill | “It held.”");
        assert_eq!(added("“It held,” the report found."), "");
        assert_eq!(added("“It held.”\nMarta Quill left."), "");
    }

    #[test]
    fn readers_comments_are_whole_whatever_the_model_takes_for_theirs() {
        let text = "Readers wrote:\n\"It can't hold.\"\n“I saw it,” said one. “No.” ― Bo Marr\n\
                    “It is ‘the wall of all walls’.” ― Jo-Ann Lee\n“Go!” ― Ida Orrin";
        let mut drafts = vec![
            draft(text, "Bo Marr", "―", &["\"It can't hold.\"", "“No.”"]),
            draft(text, "one", "said", &["“I saw it,”"]),
            draft(text, "Ida Orrin", "―", &["‘the wall of all walls’", "“Go!”"]),
        ];
        add(text, &onrecord_segment::segment_text(text), &mut drafts);
        let line = |d: &Draft| {
            let contents: Vec<&str> = d.content.iter().map(|c| c.of(text)).collect();
            format!("{} | {}", d.source.map_or("-", |s| s.of(text)), contents.join(" … "))
        };
        assert_eq!(
            drafts.iter().map(line).collect::<Vec<_>>(),
            [
                "one | “I saw it,”",
                "Bo Marr | “I saw it,” said one. “No.”",
                "Jo-Ann Lee | “It is ‘the wall of all walls’.”",
                "Ida Orrin | “Go!”",
            ]
        );
    }

    #[test]
    fn transcripts_need_two_lines() {
        let lines = "QUILL: Did it hold?\nORRIN: It did not.";
        assert_eq!(added(lines), "QUILL | Did it hold?\nORRIN | It did not.");
        assert_eq!(added("QUILL: Did it hold?\nThe sea rose."), "");
        assert_eq!(
            added("IDA QUILL, HOST: Did it hold?\nSEN. BO ORRIN (D), FENHAM: It did not."),
            "IDA QUILL | Did it hold?\nSEN. BO ORRIN | It did not."
        );
        assert_eq!(added("Note: it held.\nAlso: it leaked a bit."), "");
    }

    fn draft(text: &str, source: &str, cue: &str, content: &[&str]) -> Draft {
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        Draft {
            source: Some(span(source)),
            cue: Some(span(cue)),
            content: content.iter().map(|words| span(words)).collect(),
            decided_by: DecidedBy::Model,
            confidence: 0.9,
        }
    }

    #[test]
    fn a_transcript_line_is_taken_whole_whatever_is_reported_in_it() {
        let text = "QUILL: Did it hold? They say so.\nORRIN: It did not.";
        let mut drafts =
            vec![draft(text, "QUILL", ":", &["Did it hold"]), draft(text, "They", "say", &["so"])];
        add(text, &onrecord_segment::segment_text(text), &mut drafts);
        let contents: Vec<&str> = drafts.iter().map(|d| d.content[0].of(text)).collect();
        assert_eq!(contents, ["Did it hold? They say so.", "so", "It did not."]);
    }

    #[test]
    fn a_pull_quote_is_no_more_of_what_is_said() {
        let text = "“We will row there if we must”\n“We will row to school if we must,” Orrin said.\n\
                    ‘We will row to school’\n“And back again in the evening.”";
        let said = "“We will row to school if we must,”";
        let mut orrin = draft(text, "Orrin", "said", &[said, "‘We will row to school’", "“And back"]);
        let_go_of_repeated(text, 5, &mut orrin);
        let contents: Vec<&str> = orrin.content.iter().map(|c| c.of(text)).collect();
        assert_eq!(contents, [said, "“And back"]);
    }

    #[test]
    fn a_subhead_is_no_quotation_printed_again() {
        let text = "“He is a legend in the coal fields,” Orrin said.\n‘Legend in the Coal Fields.’\n‘Will Never Leave.’";
        let mut drafts = vec![draft(text, "Orrin", "said", &["“He is a legend in the coal fields,”"])];
        add(text, &onrecord_segment::segment_text(text), &mut drafts);
        assert_eq!(drafts.len(), 1);
    }

    #[test]
    fn a_quotation_printed_again_has_the_first_ones_source() {
        let text = "“We will row to school if we must,” Orrin said.\n‘We will row to school if we must’";
        let first = Draft {
            source: Some(Span::new(text.find("Orrin").unwrap(), text.find(" said").unwrap())),
            cue: None,
            content: vec![Span::new(0, text.find(" Orrin").unwrap())],
            decided_by: DecidedBy::Model,
            confidence: 0.9,
        };
        let mut drafts = vec![first];
        add(text, &onrecord_segment::segment_text(text), &mut drafts);
        assert_eq!(drafts.len(), 2);
        assert_eq!(drafts[1].decided_by, DecidedBy::Repetition);
        assert_eq!(drafts[1].source, drafts[0].source);
        assert_eq!(drafts[1].content[0].of(text), "‘We will row to school if we must’");
    }
}
