use std::collections::BTreeSet;

use onrecord_diagnostic::Severity;
use onrecord_document::Span;

use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "N04",
    name: "title-disagrees",
    severity: Severity::Warning,
    on_by_default: true,
    since: "0.2.0",
    what: "One person with two titles or ages that can't both be right.",
    why: "One of them is wrong. Titles that go together, and what somebody formerly was, are left alone.",
    bad: Example(
        "
Sen. Marta Quill spoke first.
Later Rep. Marta Quill left.
",
    ),
    good: Example(
        "
Sen. Marta Quill spoke first.
Later Sen. Marta Quill left.
",
    ),
    sources: &[Source {
        fact: "Reuters has every name and title checked twice.",
        link: "https://handbook.reuters.com/index.php/The_Essentials_of_Reuters_sourcing",
    }],
    profile: "default",
    check,
};

/// Titles of which nobody has two at a time. Those of one kind are on one line.
const EXCLUSIVE: &[&[&str]] = &[
    &["Sen.", "Sen", "Senator"],
    &["Rep.", "Rep", "Representative", "Congressman", "Congresswoman"],
    &["Gov.", "Gov", "Governor"],
    &["Mayor"],
    &["Mr", "Mr."],
    &["Mrs", "Mrs.", "Ms", "Ms.", "Miss"],
];
/// Offices come before this in the list, courtesy titles after it.
const OFFICES: usize = 4;

fn check(context: &Context<'_>, findings: &mut Findings) {
    titles(context, findings);
    ages(context, findings);
}

fn titles(context: &Context<'_>, findings: &mut Findings) {
    let names = context.names();
    let text = context.text;
    for (word, uses) in &names.words {
        let bearers: BTreeSet<&str> = (uses.iter())
            .filter_map(|place| names.names[place.name].full_name(text))
            .filter(|(_, last)| last == word)
            .map(|(forename, _)| forename)
            .collect();
        if bearers.len() > 1 {
            continue;
        }
        let mut seen: Vec<(usize, Span)> = Vec::new();
        for place in uses {
            let name = &names.names[place.name];
            // A courtesy title may be a husband's or a sister's.
            let full = name.full_name(text).is_some() && bearers.len() == 1;
            let Some((kind, title)) = title_before(context, name.span) else { continue };
            if place.at + 1 != name.words.len() || !full {
                continue;
            }
            let clash =
                seen.iter().find(|(other, _)| *other != kind && (*other < OFFICES) == (kind < OFFICES));
            if let Some((_, first)) = clash {
                let (a, b) = (first.of(text), title.of(text));
                findings.add(
                    RULE.finding(title, format!("“{word}” has two titles: “{a}” and “{b}”"))
                        .label("this title")
                        .also(*first, "but here this one")
                        .help("Look it up; if one is past, write “former”."),
                );
                break;
            }
            seen.push((kind, title));
        }
    }
}

/// The exclusive title that stands before a name, unless the person formerly had it.
fn title_before(context: &Context<'_>, name: Span) -> Option<(usize, Span)> {
    let before = context.before(name.start).trim_end();
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = &before[start..];
    let kind = EXCLUSIVE.iter().position(|words| words.contains(&word))?;
    let former = before[..start].trim_end().to_lowercase();
    let past = ["former", "then", "ex", "late", "then-", "ex-"].iter().any(|word| former.ends_with(word));
    let at = context.paragraph(name.start).start + start;
    (!past).then(|| (kind, Span::new(at, at + word.len())))
}

/// `Marta Quill, 34,` and `Quill, 36,`
fn ages(context: &Context<'_>, findings: &mut Findings) {
    let names = context.names();
    let text = context.text;
    let mut seen: Vec<(&str, u32, Span)> = Vec::new();
    for name in names.names.iter().filter(|name| name.words.len() > 1) {
        let Some(after) = text[name.span.end..].strip_prefix(", ") else { continue };
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        let ends = after[digits.len()..].starts_with([',', '.']);
        let Ok(age) = digits.parse::<u32>() else { continue };
        if !ends || !(10..=110).contains(&age) {
            continue;
        }
        let at = name.span.end + 2;
        let span = Span::new(at, at + digits.len());
        let whole = name.span.of(text);
        match seen.iter().find(|(known, ..)| *known == whole) {
            Some((_, other, first)) if *other != age => findings.add(
                RULE.finding(span, format!("“{whole}” has two ages: {other} and {age}"))
                    .label("this age")
                    .also(*first, "but here this one")
                    .help("Look it up."),
            ),
            Some(_) => {}
            None => seen.push((whole, age, span)),
        }
    }
}
