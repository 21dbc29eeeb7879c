use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use onrecord_document::{Attribution, DecidedBy, Segmentation, Span};
use onrecord_encoder::{Name, NameKind};

use crate::phrase::head_of;
use crate::{Text, lexicon};

/// A name at one place in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Naming {
    /// The name, without title and without "'s".
    pub(crate) span: Span,
    /// Its words.
    pub(crate) words: Range<usize>,
    /// The word that stands for it in links.
    pub(crate) head: usize,
    /// What it is the name of, as the model reads it here.
    pub(crate) kind: NameKind,
    /// Its parts as names are compared: small letters, no full stops, neither title nor "Jr".
    pub(crate) parts: Vec<String>,
    /// The titles before it, in small letters, without full stops.
    pub(crate) titles: Vec<String>,
    /// "jr", "sr", "iii": what tells those of one name apart.
    pub(crate) suffix: Option<String>,
    /// It stands in a quotation: how others speak of somebody isn't how the text does.
    pub(crate) quoted: bool,
}

impl Naming {
    /// The word before the name and its titles, in small letters.
    pub(crate) fn word_before(&self, text: Text<'_>) -> Option<String> {
        self.start_of_titles(text).checked_sub(1).map(|word| text.lower(word))
    }

    /// The first word of the titles before the name, or of the name.
    pub(crate) fn start_of_titles(&self, text: Text<'_>) -> usize {
        let mut start = self.words.start;
        let mut left = self.titles.len();
        while start > 0 && left > 0 {
            start -= 1;
            left -= usize::from(text.word(start) != ".");
        }
        start
    }

    /// Whether the name is introduced as that of somebody's relative: "his wife, Ann Lee", "first lady Ann Lee". In capitals it is a
    /// title: "Father Lee".
    pub(crate) fn is_a_relatives(&self, text: Text<'_>) -> bool {
        let mut before =
            (0..self.start_of_titles(text)).rev().map(|word| text.word(word)).filter(|word| *word != ",");
        let titled = |title: &str| self.titles.iter().any(|own| own == title);
        match before.next() {
            _ if titled("first") && titled("lady") => true,
            Some("lady") => before.next() == Some("first"),
            Some(word) => lexicon::is_relative(word),
            None => false,
        }
    }

    /// Whether the suffix stands in the name, and isn't read off "the younger".
    pub(crate) fn has_printed_suffix(&self, text: Text<'_>) -> bool {
        let last = self.span.of(text.text).rsplit(' ').next().map(plain);
        self.suffix.is_some() && self.suffix == last
    }

    /// All parts in one string.
    pub(crate) fn key(&self) -> String {
        match &self.suffix {
            Some(suffix) => format!("{} {suffix}", self.parts.join(" ")),
            None => self.parts.join(" "),
        }
    }
}

/// All names of a text in order: those that the model finds, and those that signed or introduced a quotation.
pub(crate) fn find(text: Text<'_>, segmentation: &Segmentation, attributions: &[Attribution]) -> Vec<Naming> {
    let mut names: Vec<Name> = text.encoding.names();
    names.retain(|name| name.probability > 0.4);
    let names = names.into_iter().flat_map(|name| parted(text, segmentation, name)).collect();
    let mut namings: Vec<Naming> =
        joined(text, names).into_iter().filter_map(|name| naming(text, name.words, name.kind)).collect();
    // The model may have read only a part of a name that labels a line in capitals.
    let labels = |span: Span| {
        !span.of(text.text).contains(char::is_lowercase) && text.text[span.end..].starts_with(':')
    };
    let mut taken: BTreeSet<usize> = namings.iter().flat_map(|n| n.words.clone()).collect();
    let mut labelled: BTreeSet<usize> = BTreeSet::new();
    let mut introduced = Vec::new();
    let in_full = namings.iter().filter(|n| n.kind == NameKind::Person && n.parts.len() > 1);
    let surnames: BTreeSet<String> = in_full.filter_map(|n| n.parts.last().cloned()).collect();
    for attribution in attributions {
        let introduces =
            matches!(attribution.evidence.decided_by, DecidedBy::TranscriptLine | DecidedBy::Signature);
        let Some(span) = attribution.source.filter(|&span| introduces || labels(span)) else { continue };
        let words = text.encoding.words().overlapping(span);
        let known = !labels(span) && words.clone().any(|word| taken.contains(&word));
        if known || labelled.contains(&words.start) || !span.of(text.text).starts_with(char::is_uppercase) {
            continue;
        }
        let titled = || {
            let one = words.clone().find(|&word| surnames.contains(&text.lower(word)))?;
            Some(bare_surname(text, one))
        };
        if let Some(name) = naming(text, words.clone(), NameKind::Person).or_else(titled) {
            labelled.extend(words.clone());
            taken.extend(words);
            introduced.push(name);
        }
    }
    namings.retain(|naming| !naming.words.clone().any(|word| labelled.contains(&word)));
    namings.extend(introduced);
    add_missed(text, &mut namings);
    namings.sort_by_key(|n| n.words.start);
    let mut quotations =
        segmentation.quotations.iter().filter(|q| q.parent.is_none()).map(|q| q.span).peekable();
    for naming in &mut namings {
        while quotations.next_if(|quotation| quotation.end <= naming.span.start).is_some() {}
        naming.quoted = quotations.peek().is_some_and(|quotation| quotation.start <= naming.span.start);
    }
    namings
}

/// A name that is read over the end of a sentence is two: "his wife, Ann Lee. Lee said".
fn parted(text: Text<'_>, segmentation: &Segmentation, name: Name) -> Vec<Name> {
    let mut out = Vec::new();
    // "Ann Lee Ann Lee", as a heading and what follows it.
    let half = name.words.start + name.words.len() / 2;
    let printed = |words: Range<usize>| text.encoding.words().span_of(words).of(text.text);
    if name.words.len() > 2 && printed(name.words.start..half) == printed(half..name.words.end) {
        let (first, second) = (name.words.start..half, half..name.words.end);
        return [first, second].into_iter().map(|words| Name { words, ..name.clone() }).collect();
    }
    let mut words = name.words.clone();
    while !words.is_empty() {
        let first = text.span(words.start).start;
        let next = segmentation.sentences.partition_point(|sentence| sentence.span.start <= first);
        let end = segmentation.sentences.get(next).map_or(usize::MAX, |sentence| sentence.span.start);
        let cut = words.clone().find(|&word| text.span(word).start >= end).unwrap_or(words.end);
        let is_mark = |word: &usize| cut < words.end && !text.word(*word).contains(char::is_alphanumeric);
        let marks = (words.start..cut).rev().take_while(is_mark).count();
        if words.start < cut - marks {
            out.push(Name { words: words.start..cut - marks, ..name.clone() });
        }
        words.start = cut;
    }
    out
}

/// Two names of people with nothing but a space between are one; a body's takes the words along by which bodies are
/// called.
fn joined(text: Text<'_>, names: Vec<Name>) -> Vec<Name> {
    let beside =
        |a: usize, b: usize| b < text.len() && &text.text[text.span(a).end..text.span(b).start] == " ";
    let printed = |name: &Name| text.encoding.words().span_of(name.words.clone()).of(text.text);
    // "Robert “Bob” Lee" may be read in two, or in three.
    let opening = |mark: &str| matches!(mark, "\"" | "“" | "‘" | "'");
    let closing = |mark: &str| matches!(mark, "\"" | "”" | "’" | "'");
    let nickname = |last: &Name, next: &Name| {
        let gap = &text.text[text.span(last.words.end - 1).end..text.span(next.words.start).start];
        // `J.R. "Bud" Lee`
        let gap = gap.strip_prefix('.').unwrap_or(gap);
        let closes_after = (next.words.start + 1..=next.words.end).take_while(|&w| w < text.len());
        match (gap.strip_prefix(' '), gap.strip_suffix(' ')) {
            (Some(""), _) => opening(text.word(next.words.start)),
            (Some(mark), _) if opening(mark) => closes_after.into_iter().any(|w| closing(text.word(w))),
            (_, Some(mark)) if closing(mark) => last.words.clone().any(|w| opening(text.word(w))),
            _ => false,
        }
    };
    let mut out: Vec<Name> = Vec::with_capacity(names.len());
    for mut name in names {
        if name.kind == NameKind::Person
            && name.words.clone().any(|w| closing(text.word(w)))
            && name.words.start.checked_sub(1).is_some_and(|w| opening(text.word(w)))
        {
            name.words.start = start_before_nickname(text, name.words.start - 1);
        }
        while name.kind == NameKind::Organization
            && beside(name.words.end - 1, name.words.end)
            && text.word(name.words.end).starts_with(char::is_uppercase)
            && lexicon::is_body_word(&text.lower(name.words.end))
        {
            name.words.end += 1;
        }
        match out.last_mut() {
            Some(last) if last.words.end > name.words.start => {
                last.words.end = last.words.end.max(name.words.end)
            }
            Some(last)
                if (last.kind, name.kind) == (NameKind::Person, NameKind::Person)
                    && printed(last) != printed(&name)
                    && (beside(last.words.end - 1, name.words.start) || nickname(last, &name)) =>
            {
                last.words.end = name.words.end;
            }
            _ => out.push(name),
        }
    }
    out
}

/// Where a name begins of which only the nickname on was read, which opens at a word: `Robert C. "Bob" Lee`.
fn start_before_nickname(text: Text<'_>, opening: usize) -> usize {
    let belongs = |&word: &usize| {
        let printed = text.word(word);
        let initial = printed == "." && word > 0 && text.word(word - 1).chars().count() == 1;
        initial
            || (is_name_like(printed) && !lexicon::is_title(&printed.to_lowercase()))
            || printed.len() == 1 && printed.starts_with(char::is_uppercase)
    };
    let before =
        (0..opening).rev().take(4).take_while(belongs).filter(|word| !text.is_parted(*word, opening));
    before.last().unwrap_or(opening + 1)
}

/// What the model found in one place and missed in another: the acronym in brackets beside its long name, and further
/// on; the surname of one who is introduced in full.
fn add_missed<'t>(text: Text<'t>, namings: &mut Vec<Naming>) {
    let mut known: BTreeMap<&'t str, NameKind> = BTreeMap::new();
    for naming in namings.iter().filter(|n| n.parts.len() > 1) {
        if naming.kind == NameKind::Person {
            let last = (naming.words.start + 1..naming.words.end).rev().map(|word| text.word(word));
            let surname = last
                .into_iter()
                .find(|word| word.chars().count() > 3 && word.starts_with(char::is_uppercase));
            known.extend(surname.map(|surname| (surname, naming.kind)));
        } else {
            known.extend(acronym_beside(text, naming).map(|word| (text.word(word), naming.kind)));
        }
    }
    // A model may take an acronym for a person's name; what stands beside its long name is the body's.
    for naming in namings.iter_mut().filter(|n| n.parts.len() == 1) {
        if let Some(&kind) = known.get(naming.span.of(text.text)).filter(|kind| **kind != NameKind::Person) {
            naming.kind = kind;
        }
    }
    companies_by_their_first_word(namings);
    let taken: BTreeSet<usize> = namings.iter().flat_map(|n| n.words.clone()).collect();
    let missed = (0..text.len()).filter(|word| !taken.contains(word)).filter_map(|word| {
        let kind = *known.get(text.word(word))?;
        // "Lee Street" isn't Lee's, as far as is known.
        let alone = |other: Option<usize>| {
            !other.filter(|&o| o < text.len()).is_some_and(|o| is_name_like(text.word(o)))
        };
        (alone(Some(word + 1)) && (alone(word.checked_sub(1)) || follows_title(text, word))).then(|| {
            let the = word > 0 && text.lower(word - 1) == "the";
            let titled = || (kind == NameKind::Person && !the).then(|| bare_surname(text, word));
            naming(text, word..word + 1, kind).or_else(titled)
        })?
    });
    let missed: Vec<Naming> = missed.collect();
    namings.extend(missed);
}

/// The surname of somebody who is named in full elsewhere, though it is a title too: "King".
fn bare_surname(text: Text<'_>, word: usize) -> Naming {
    Naming {
        span: text.span(word),
        words: word..word + 1,
        head: word,
        kind: NameKind::Person,
        parts: vec![text.lower(word)],
        titles: Vec::new(),
        suffix: None,
        quoted: false,
    }
}

/// "Orrin" is the company "Orrin Foods", if nobody bears the name: a model may take it for a surname.
fn companies_by_their_first_word(namings: &mut [Naming]) {
    let of = |kind: NameKind| namings.iter().filter(move |n| n.kind == kind && n.parts.len() > 1);
    let is_company = |n: &&Naming| n.parts[1..].iter().all(|part| lexicon::is_company_word(part));
    let mut companies: BTreeSet<String> =
        of(NameKind::Organization).filter(is_company).map(|n| n.parts[0].clone()).collect();
    let titled = namings.iter().filter(|n| n.kind == NameKind::Person && !n.titles.is_empty());
    let people: BTreeSet<&String> = of(NameKind::Person).chain(titled).flat_map(|n| &n.parts).collect();
    companies.retain(|first| !people.contains(first));
    for naming in namings.iter_mut().filter(|n| n.parts.len() == 1 && n.kind == NameKind::Person) {
        if companies.contains(&naming.parts[0]) {
            naming.kind = NameKind::Organization;
        }
    }
}

/// The nickname in quotation marks within somebody's name, in small letters.
pub(crate) fn nickname(text: Text<'_>, naming: &Naming) -> Option<String> {
    const MARKS: [char; 6] = ['"', '“', '”', '‘', '’', '\''];
    let name = naming.span.of(text.text);
    let opening = name.find(MARKS).filter(|&at| at == 0 || name[..at].ends_with(' '))?;
    let inside = name[opening..].trim_start_matches(MARKS);
    let closing = inside.find(MARKS).filter(|_| naming.kind == NameKind::Person)?;
    let parts: Vec<String> =
        inside[..closing].split(' ').map(plain).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn is_name_like(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some_and(char::is_lowercase)
}

fn follows_title(text: Text<'_>, word: usize) -> bool {
    !titles_before(text.text, text.span(word).start).is_empty() || text.word(word.saturating_sub(1)).len() < 4
}

/// The acronym in brackets or after an "or" beside a body's long name, or the one before it if the name is in brackets.
pub(crate) fn acronym_beside(text: Text<'_>, naming: &Naming) -> Option<usize> {
    let bracket = |word: usize| matches!(text.word(word), "(" | "[");
    let after = Some(naming.words.end).filter(|&w| w + 2 < text.len() && bracket(w)).map(|w| w + 1);
    let before = naming.words.start.checked_sub(2).filter(|&w| bracket(w + 1));
    // "the Fenham People's Party, or FPP,"
    let or = || {
        let or = naming.words.end
            + usize::from(naming.words.end < text.len() && text.word(naming.words.end) == ",");
        let the = usize::from(or + 1 < text.len() && text.lower(or + 1) == "the");
        (or + 1 + the < text.len() && text.lower(or) == "or").then_some(or + 1 + the)
    };
    [after, before, or()].into_iter().flatten().find(|&word| {
        let short = text.word(word);
        let letters =
            (2..=8).contains(&short.len()) && short.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
        letters
            && naming
                .parts
                .iter()
                .any(|part| short.to_lowercase().starts_with(part.chars().next().unwrap_or(' ')))
    })
}

/// Reads a name's parts; `None` where nothing is left of it but a title.
fn naming(text: Text<'_>, words: Range<usize>, kind: NameKind) -> Option<Naming> {
    let whole = text.encoding.words().span_of(words.clone());
    let line = whole.of(text.text).split('\n').next().unwrap_or_default();
    let mut span = Span::new(whole.start, whole.start + without_possessive(line).trim_end().len());
    let mut titles = Vec::new();
    if kind == NameKind::Person {
        titles = titles_before(text.text, span.start);
        while let Some((first, rest)) = span.of(text.text).split_once(' ')
            && lexicon::is_title(&first.to_lowercase())
        {
            titles.push(plain(first));
            span.start = span.end - rest.trim_start().len();
        }
        // "Backbencher Ann Lee": no name of three parts begins with what its bearer does.
        if let Some((first, rest)) = span.of(text.text).split_once(' ')
            && rest.contains(' ')
            && lexicon::is_role(&first.to_lowercase())
        {
            span.start = span.end - rest.trim_start().len();
        }
    }
    // "nonpartisan Commission": a small word is seldom part of a body's name.
    if kind == NameKind::Organization
        && let Some((first, rest)) = span.of(text.text).split_once(' ')
        && first.len() > 4
        && first.chars().all(char::is_lowercase)
        && rest.starts_with(char::is_uppercase)
    {
        span.start = span.end - rest.len();
    }
    // "Ann Lee Ann Marie Lee", as a page that lost its marks has it: all of it stands for her.
    let mut junk = 0;
    if kind == NameKind::Person
        && let Some((first, rest)) = span.of(text.text).split_once(' ')
        && let Some(again) = rest.find(&format!(" {first} "))
    {
        junk = span.end;
        span.end = span.start + first.len() + 1 + again;
    }
    // "12.31 Labour", in a live report
    if let Some((first, rest)) = span.of(text.text).split_once(' ')
        && first.starts_with(|c: char| c.is_ascii_digit())
        && first.contains(['.', ':'])
        && rest.starts_with(char::is_alphabetic)
    {
        span.start = span.end - rest.len();
    }
    // "Fenham Inc. today", "the Board for": nor does it end with one of these.
    while let Some((rest, last)) = span.of(text.text).rsplit_once(' ')
        && lexicon::is_no_ending(last)
    {
        span.end = span.start + rest.trim_end().len();
    }
    if kind == NameKind::Person {
        // "Ann Lee QC", "Ann Lee, MD"
        while let Some((rest, last)) = span.of(text.text).rsplit_once(' ')
            && rest.contains(' ')
            && lexicon::is_letters_after_a_name(last)
        {
            span.end = span.start + rest.trim_end_matches([',', ' ']).len();
        }
    }
    let mut parts: Vec<String> =
        span.of(text.text).split([' ', '\u{a0}']).map(plain).filter(|part| !part.is_empty()).collect();
    let mut suffix = None;
    if kind == NameKind::Person {
        while parts.len() > 1 && parts.last().is_some_and(|part| lexicon::is_suffix(part)) {
            suffix = parts.pop();
        }
        let shortened = suffix.as_deref().is_some_and(|suffix| matches!(suffix, "jr" | "sr"));
        if shortened && text.text[span.end..].starts_with('.') {
            span.end += 1;
        }
        if suffix.is_none() && parts.len() == 1 {
            suffix = elder_or_younger(text, span);
        }
    } else if parts.len() > 1 && parts[0] == "the" {
        parts.remove(0);
    }
    let words = text.encoding.words().overlapping(Span::new(span.start, span.end.max(junk)));
    if words.is_empty() || parts.is_empty() || !parts.iter().any(|p| p.contains(char::is_alphanumeric)) {
        return None;
    }
    if kind == NameKind::Person && parts.len() == 1 && lexicon::is_title(&parts[0]) && titles.is_empty() {
        return None;
    }
    // "R-Fenham"
    if lexicon::is_party_label(span.of(text.text)) {
        return None;
    }
    let lower: Vec<String> = words.clone().map(|word| text.lower(word)).collect();
    let head = words.start + head_of(&lower);
    Some(Naming { span, words, head, kind, parts, titles, suffix, quoted: false })
}

/// "The younger Lee" is the one who is called "Lee Jr."
fn elder_or_younger(text: Text<'_>, name: Span) -> Option<String> {
    let before = text.text[..name.start].strip_suffix(' ')?;
    match before.rsplit([' ', '\n']).next()? {
        "elder" | "older" => Some("sr".to_owned()),
        "younger" => Some("jr".to_owned()),
        _ => None,
    }
}

/// A word as names are compared: small letters, without marks at its ends and full stops.
fn plain(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = word.to_lowercase().replace(['.', '’', '\''], "");
    lower.strip_suffix("’s").map_or(lower.clone(), str::to_owned)
}

fn without_possessive(name: &str) -> &str {
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    name.trim_end_matches(['\'', '’', ',', ';', ':'])
}

/// The titles that stand right before a place: "Sen." of "Sen. Lee".
fn titles_before(text: &str, place: usize) -> Vec<String> {
    let mut titles = Vec::new();
    let mut before = &text[..place];
    while let Some(word) = before.strip_suffix(' ').and_then(|b| b.rsplit([' ', '\n', '“', '"', '(']).next())
    {
        if !lexicon::is_title(&word.to_lowercase()) || !word.starts_with(char::is_uppercase) {
            break;
        }
        before = &before[..before.len() - 1 - word.len()];
        titles.insert(0, plain(word));
    }
    titles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stand_before_names() {
        let text = "said Gov. Sir Ann";
        assert_eq!(titles_before(text, text.find("Ann").unwrap()), ["gov", "sir"]);
        assert!(titles_before("the president Ann", 14).is_empty());
        assert_eq!(plain("O’Hara’s"), "oharas");
        assert_eq!(without_possessive("Lee’s"), "Lee");
    }
}
