use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};
use onrecord_document::{Attribution, Span};
use onrecord_record::{AttributionRecord, DocumentRecord};

use crate::article::Article;
use crate::client::Client;
use crate::voice::Voice;

/// Who speaks in the words at a position, and how sure that is; of statements within others the innermost.
pub(crate) fn hover(article: &Article, client: Client, position: Position) -> Option<Hover> {
    let annotations = article.annotations()?;
    let at = article.offset(position);
    let here = annotations.attributions.iter().enumerate().filter_map(|(id, attribution)| {
        let places = parts(attribution).filter_map(|part| article.place(part));
        let place = places.filter(|place| place.range().contains(&at)).min_by_key(|place| place.len())?;
        Some((place, id))
    });
    let (place, id) = here.min_by_key(|(place, _)| place.len())?;
    let record = DocumentRecord::new(&article.document, annotations, "");
    let value = told(article, &record, id, client.markdown)?;
    let kind = if client.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value }),
        range: Some(article.lines.range(&article.text, place)),
    })
}

fn parts(attribution: &Attribution) -> impl Iterator<Item = Span> + '_ {
    attribution.content.iter().copied().chain(attribution.source).chain(attribution.cue)
}

fn told(article: &Article, record: &DocumentRecord, id: usize, markdown: bool) -> Option<String> {
    let annotations = article.annotations()?;
    let attribution: &AttributionRecord = record.attributions.get(id)?;
    let voice = Voice::of(&article.document, annotations, &annotations.attributions[id]);
    let plain = |text: &str| if markdown { escaped(text) } else { text.to_owned() };
    let name = plain(voice.title());
    let mut lines = vec![if markdown { format!("**{name}**") } else { name }];
    if let Some(role) = &voice.role {
        lines[0].push_str(&format!(", {}", plain(role)));
    }
    lines.push(format!(
        "{} {}, {} sure",
        attribution.kind.name(),
        attribution.act.name(),
        percent(attribution.confidence)
    ));
    if let (Some(reason), Some(sure)) = (&attribution.speaker_reason, attribution.speaker_confidence) {
        lines.push(format!("who: {}, {} sure", plain(reason), percent(sure)));
    }
    if let Some(parent) = attribution.parent.and_then(|id| annotations.attributions.get(id)) {
        let outer = Voice::of(&article.document, annotations, parent);
        lines.push(format!("within what {} says", plain(outer.name.as_deref().unwrap_or("somebody"))));
    }
    Some(lines.join(if markdown { "  \n" } else { "\n" }))
}

fn percent(probability: f64) -> String {
    format!("{:.0}%", probability * 100.0)
}

/// Markdown that shows the text as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_punctuation() && !matches!(character, '.' | ',' | '-' | '\'' | '"') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
