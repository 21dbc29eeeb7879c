use std::collections::BTreeMap;

use lsp_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind};
use onrecord_document::{AttributionId, Span};

use crate::article::Article;
use crate::client::Client;
use crate::voice::{Voice, one_line};

/// The longest name of a statement, in characters.
const LONGEST: usize = 80;

/// Those who speak, in order of their first words, and under each what they say.
pub(crate) fn symbols(article: &Article, client: Client) -> DocumentSymbolResponse {
    let speakers: Vec<DocumentSymbol> =
        voices(article).iter().filter_map(|(voice, said)| speaker(article, voice, said)).collect();
    if client.nested_symbols { speakers.into() } else { flat(article, speakers).into() }
}

/// Statements by voice: those of one entity, or with the same words for their source, are one voice's.
fn voices(article: &Article) -> Vec<(Voice, Vec<AttributionId>)> {
    let Some(annotations) = article.annotations() else { return Vec::new() };
    let mut voices: Vec<(Voice, Vec<AttributionId>)> = Vec::new();
    let mut known = BTreeMap::new();
    for (id, attribution) in annotations.attributions.iter().enumerate() {
        let voice = Voice::of(&article.document, annotations, attribution);
        let name = voice.name.as_deref().filter(|_| voice.entity.is_none()).map(str::to_lowercase);
        let place = *known.entry((voice.entity, name)).or_insert(voices.len());
        if place == voices.len() {
            voices.push((voice, Vec::new()));
        }
        voices[place].1.push(id);
    }
    voices
}

fn speaker(article: &Article, voice: &Voice, said: &[AttributionId]) -> Option<DocumentSymbol> {
    let children: Vec<DocumentSymbol> = said.iter().filter_map(|id| statement(article, *id)).collect();
    let first = children.first()?;
    // A symbol must hold those within it.
    let start = children.iter().map(|child| child.range.start).min()?;
    let end = children.iter().map(|child| child.range.end).max()?;
    let count = match children.len() {
        1 => "1 statement".to_owned(),
        count => format!("{count} statements"),
    };
    let detail = voice.role.as_ref().map_or(count.clone(), |role| format!("{role}, {count}"));
    let mut range = first.range;
    (range.start, range.end) = (start, end);
    let selection_range = first.selection_range;
    Some(symbol(
        voice.title().to_owned(),
        Some(detail),
        SymbolKind::NAMESPACE,
        range,
        selection_range,
        children,
    ))
}

fn statement(article: &Article, id: AttributionId) -> Option<DocumentSymbol> {
    let attribution = article.annotations()?.attributions.get(id)?;
    let places: Vec<Span> = attribution.content.iter().filter_map(|part| article.place(*part)).collect();
    let first = *places.first()?;
    let whole = places.iter().fold(first, |whole, place| whole.cover(*place));
    let words: Vec<String> =
        attribution.content.iter().map(|part| one_line(part.of(&article.document.text))).collect();
    let mut name = words.join(" … ");
    if let Some((cut, _)) = name.char_indices().nth(LONGEST) {
        name.truncate(cut);
        name.push('…');
    }
    let range = |place| article.lines.range(&article.text, place);
    let kind = attribution.kind.name().to_owned();
    Some(symbol(name, Some(kind), SymbolKind::STRING, range(whole), range(first), Vec::new()))
}

fn symbol(
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    range: lsp_types::Range,
    selection_range: lsp_types::Range,
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    #[allow(deprecated, reason = "the field must be given")]
    DocumentSymbol {
        name,
        detail,
        kind,
        tags: None,
        deprecated: None,
        range,
        selection_range,
        children: Some(children).filter(|children| !children.is_empty()),
    }
}

/// The same without nesting, for editors that show none.
fn flat(article: &Article, speakers: Vec<DocumentSymbol>) -> Vec<SymbolInformation> {
    let mut all = Vec::new();
    for speaker in speakers {
        for statement in speaker.children.into_iter().flatten() {
            #[allow(deprecated, reason = "the field must be given")]
            all.push(SymbolInformation {
                name: statement.name,
                kind: statement.kind,
                tags: None,
                deprecated: None,
                location: Location::new(article.uri.clone(), statement.range),
                container_name: Some(speaker.name.clone()),
            });
        }
    }
    all
}
