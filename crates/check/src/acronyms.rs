//! Acronyms, and where they are explained.

use std::collections::BTreeMap;

use onrecord_document::{Span, TokenKind};

use crate::context::Context;
use crate::lexicon::is_word;
use crate::names::without_possessive;

/// An acronym of the text.
#[derive(Debug, Default)]
pub(crate) struct Acronym {
    /// Where it stands, explanations included.
    pub(crate) uses: Vec<Span>,
    /// Where it is explained, with which words: `National Executive Committee (NEC)`, `NEC (National Executive Committee)`.
    pub(crate) explained: Vec<Explained>,
    /// Where the words stand that it is short for, without it.
    pub(crate) in_full: Vec<Span>,
}

/// An explanation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Explained {
    /// The acronym.
    pub(crate) acronym: Span,
    /// The words.
    pub(crate) words: Span,
}

/// Known to every reader of news, in either country; letters only.
const KNOWN: &[&str] = &[
    "US", "USA", "UK", "EU", "UN", "NATO", "BBC", "CNN", "ABC", "CBS", "NBC", "ITV", "FBI", "CIA", "NSA",
    "NASA", "NHS", "MP", "MPS", "MEP", "MSP", "TV", "DVD", "CD", "PC", "ID", "AM", "PM", "GOP", "DC", "NY",
    "LA", "NYC", "AIDS", "HIV", "DNA", "GDP", "CEO", "CFO", "VIP", "PR", "HQ", "IT", "AI", "OK", "FAQ",
    "PDF", "CCTV", "GPS", "USB", "SMS", "UFO", "IQ", "RAF", "IRA", "KGB", "PHD", "BA", "MA", "MBA", "MD",
    "RN", "JR", "SR", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "COVID", "IRS", "NRA",
    "NAACP", "OPEC", "UNESCO", "UNICEF", "IMF", "WHO", "WTO", "NFL", "NBA", "MLB", "NHL", "FIFA", "UEFA",
    "MSNBC", "HBO", "AP", "AFP", "PBS", "NPR", "ESPN", "LGBT", "LGBTQ", "ISIS", "ISIL", "IS", "PLO", "ANC",
    "USSR", "GI", "SUV", "ATM", "IPO", "NGO", "PTSD", "SOS", "SWAT", "TSA", "ICE", "EPA", "FEMA", "FDA",
    "CDC", "OPM", "JFK", "FDR", "LBJ", "AOC", "MAGA", "SNP", "DUP", "TUC", "PA", "BST", "GMT", "EST", "EDT",
    "PST", "ET", "PT", "BC", "AD", "NW", "SW", "NE", "SE", "PO", "RIP", "UAE", "ETA", "MOT", "GP", "GPS",
    "GCSE", "AA", "RAC", "RSPCA", "BMW", "IBM", "IKEA", "AT", "TNT", "CV", "DIY", "MRI", "ER", "ICU", "WMD",
    "POW", "KKK", "ACLU", "AFL", "CIO", "SEC", "DOJ", "FCC", "DEA", "ATF", "DHS", "HHS", "HUD", "GMO",
    "OECD", "FTSE", "VAT", "PPE", "PIN", "UKIP", "MI", "BP", "FC", "CO", "JP", "JD", "TD", "WWI", "WWII",
    "NAFTA", "TPP", "PAC", "OMG", "LOL", "CPAC", "DACA", "SCOTUS", "POTUS", "FLOTUS", "RNC", "DNC", "NYPD",
    "LAPD", "NYT", "WSJ", "USDA", "UCLA", "NYU", "MIT", "LSE", "CSPAN", "CNBC", "UPI", "TMZ", "USS", "HMS",
    "NIH", "AR", "AK", "IED", "MC", "DJ", "RBG",
];

/// The acronyms of the text that aren't known to everybody, in order of their letters.
pub(crate) fn acronyms(context: &Context<'_>) -> BTreeMap<String, Acronym> {
    let text = context.text;
    let mut found: BTreeMap<String, Acronym> = BTreeMap::new();
    for sentence in &context.segmentation().sentences {
        let tokens = &context.segmentation().tokens[sentence.tokens.clone()];
        let words: Vec<Span> =
            tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.span).collect();
        let shouted = words.iter().filter(|word| word.len() > 1 && is_upper(word.of(text))).count();
        // A headline or a name in a transcript.
        if shouted * 3 > words.len() {
            continue;
        }
        for word in words {
            let whole = without_possessive(word.of(text));
            let base = whole.strip_suffix('s').filter(|base| is_upper(base)).unwrap_or(whole);
            let count = base.chars().count();
            if !is_upper(base) || !(2..=6).contains(&count) || !base.chars().all(char::is_alphabetic) {
                continue;
            }
            let known =
                KNOWN.contains(&base) || context.style.known_acronyms.iter().any(|known| known == base);
            // A joined or shouted word is none.
            let joined = text[..word.start].ends_with(['-', '.', '&', '@', '#', '/'])
                || text[word.end..].starts_with(['&', '@', '/', '-']);
            if known || joined || (count > 3 && is_word(base)) {
                continue;
            }
            found
                .entry(base.to_owned())
                .or_default()
                .uses
                .push(Span::new(word.start, word.start + base.len()));
        }
    }
    let initials: Vec<(String, Span)> =
        context.names().names.iter().map(|name| (initials(text, name.span), name.span)).collect();
    for (letters, acronym) in &mut found {
        for place in &acronym.uses {
            acronym
                .explained
                .extend(explanation(text, letters, *place).map(|words| Explained { acronym: *place, words }));
        }
        let explained = &acronym.explained;
        acronym.in_full = (initials.iter())
            .filter(|(of, span)| of == letters && !explained.iter().any(|e| e.words.overlaps(*span)))
            .map(|(_, span)| *span)
            .collect();
    }
    found
}

fn is_upper(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1
        && word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
}

/// The first letters of the words with capitals.
fn initials(text: &str, span: Span) -> String {
    let words = span
        .of(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.starts_with(char::is_uppercase));
    words.filter_map(|word| word.chars().next()).collect()
}

/// The words that explain the acronym at `place`: those in brackets after it, or those that it stands in brackets after.
fn explanation(text: &str, letters: &str, place: Span) -> Option<Span> {
    let after = &text[place.end..];
    if let Some(inner) = after.strip_prefix(" (").or_else(|| after.strip_prefix(" [")) {
        let length = inner.find([')', ']'])?;
        let start = place.end + 2;
        return is_spelt_out(&inner[..length], letters).then(|| Span::new(start, start + length));
    }
    let before = text[..place.start].strip_suffix(['(', '['])?.trim_end();
    // As many words back as there are letters, and a few small ones.
    let mut start = before.len();
    for _ in 0..letters.chars().count() + 4 {
        let head = before[..start].trim_end();
        start = head
            .rfind(|c: char| c.is_whitespace())
            .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
        let words = &before[start..];
        if words.contains(['.', '“', '”', '\n']) {
            return None;
        }
        if is_spelt_out(words, letters) {
            return Some(Span::new(start, before.len()));
        }
        if start == 0 {
            return None;
        }
    }
    None
}

/// Whether the first letters of the words, small words left out or not, are `letters`.
fn is_spelt_out(words: &str, letters: &str) -> bool {
    let words: Vec<&str> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let of = |words: &mut dyn Iterator<Item = &&str>| -> String {
        words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    };
    let all = of(&mut words.iter());
    let long = of(&mut words
        .iter()
        .filter(|word| !matches!(**word, "of" | "the" | "and" | "for" | "in" | "on" | "to" | "a")));
    words.len() > 1 && (all == letters || long == letters)
}
