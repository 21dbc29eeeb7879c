use onrecord_diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity};
use onrecord_document::{EntityKind, Form, Span};

use crate::context::Context;
use crate::lexicon::{is_forename, is_proper, is_word};
use crate::names::Name;
use crate::names::likeness::{Pair, Reason, are_one_word, pairs};
use crate::rule::{Example, Findings, Rule, Source};

pub(super) const RULE: Rule = Rule {
    code: "N01",
    name: "name-spelt-two-ways",
    severity: Severity::Error,
    on_by_default: true,
    since: "0.2.0",
    what: "One person or body whose name is spelt in two ways.",
    why: "A name spelt wrongly is the correction that papers print most, and each spelling looks right where it stands. Two people whose \
          names are alike are left alone where each has a forename of their own.",
    bad: Example("\nThe film-maker Ken Quill spoke on Friday.\nLater, Quell said that he was tired.\n"),
    good: Example("\nThe film-maker Ken Quill spoke on Friday.\nLater, Quill said that he was tired.\n"),
    sources: &[Source {
        fact: "Reuters has the spelling of every name checked twice.",
        link: "https://handbook.reuters.com/index.php/The_Essentials_of_Reuters_sourcing",
    }],
    profile: "default",
    check,
};

/// The most places shown of either spelling.
const PLACES: usize = 3;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let found = pairs(context);
    for pair in &found {
        findings.add(finding(context, pair));
    }
    misspelt_mentions(context, &found, findings);
}

fn finding(context: &Context<'_>, pair: &Pair) -> Diagnostic {
    let text = context.text;
    let (rare, likely) = (pair.rare[0].of(text), pair.likely[0].of(text));
    let full = pair.likely_full.of(text);
    let message = format!("“{rare}” is probably “{likely}”: one name spelt two ways");
    let mut finding = RULE.finding(pair.rare[0], message).label(places("so spelt here", pair.rare.len()));
    for other in pair.rare.iter().skip(1).take(PLACES - 1) {
        finding = finding.also(*other, "and here");
    }
    finding = finding.also(pair.likely_full, places("but here", pair.likely.len()));
    let why = match pair.reason {
        Reason::Introduced => format!("“{full}” is given in full; nobody called “{rare}” is."),
        Reason::SameForename => {
            format!("Both have the same forename; “{likely}” stands {}.", times(pair.likely.len()))
        }
        Reason::SameSurname => format!(
            "Both have the same surname and sound alike; “{likely}” stands {}.",
            times(pair.likely.len())
        ),
        Reason::SameWords => "All the other words of the two names are the same.".to_owned(),
        Reason::Rare => {
            format!("“{likely}” stands {}, “{rare}” {}.", times(pair.likely.len()), times(pair.rare.len()))
        }
    };
    let quoted = pair.rare.iter().any(|place| context.quotation_at(place.start).is_some());
    let edits = pair.rare.iter().map(|span| Edit { span: *span, text: likely.to_owned() }).collect();
    finding
        .note(why)
        .help(format!(
            "Look the name up, then write it one way; if they are two people, give “{rare}” a forename."
        ))
        .fix(Fix {
            title: format!("Write “{likely}” for “{rare}”"),
            edits,
            applicability: if quoted { Applicability::DisplayOnly } else { Applicability::Unsafe },
        })
}

/// What the resolver takes for a slip, and the comparison of words doesn't.
fn misspelt_mentions(context: &Context<'_>, found: &[Pair], findings: &mut Findings) {
    for entity in &context.annotations.entities {
        if !matches!(entity.kind, EntityKind::Person | EntityKind::Organization) {
            continue;
        }
        let of_form = |form| {
            entity.mentions.iter().filter(move |mention| mention.form == form).map(|mention| mention.span)
        };
        let known =
            |slip: &Span| found.iter().any(|pair| pair.rare.iter().any(|place| place.overlaps(*slip)));
        let Some(slip) = of_form(Form::Misspelling).find(|slip| !known(slip)) else { continue };
        let rare = slip.of(context.text);
        // The resolver also takes Osama for Obama: what is a name or a word of its own, or part of a longer name, is for the comparison
        // to judge. What has no capital is an address.
        let in_longer = |name: &Name| name.span.contains(slip) && name.span != slip;
        if is_word(rare)
            || is_proper(rare)
            || is_forename(rare)
            || rare.chars().all(char::is_uppercase)
            || !rare.starts_with(char::is_uppercase)
            || context.names().names.iter().any(in_longer)
        {
            continue;
        }
        let same = of_form(Form::Misspelling).filter(|other| other.of(context.text) == rare);
        // The part of the name that the slip is for, where that is told from the rest by a space.
        let likely: Vec<Span> =
            of_form(Form::Name).filter_map(|name| part_like(context, name, slip)).collect();
        let Some(likely_full) =
            of_form(Form::Name).max_by_key(|name| (name.len(), std::cmp::Reverse(name.start)))
        else {
            continue;
        };
        // `Rourke` of `O’Rourke`, and an account that ends with the name, are no slips.
        let holds = |part: &Span| {
            let part = part.of(context.text);
            let (longer, shorter) = if part.len() > rare.len() { (part, rare) } else { (rare, part) };
            longer.starts_with(shorter)
                || longer.ends_with(shorter)
                || are_one_word(part.trim_end_matches('.'), rare.trim_end_matches('.'))
        };
        if likely.is_empty() || likely.iter().any(holds) {
            continue;
        }
        let pair = Pair { rare: same.collect(), likely, likely_full, reason: Reason::Introduced };
        findings.add(finding(context, &pair));
    }
}

/// The words of a name that are as many as the slip's and most like them.
fn part_like(context: &Context<'_>, name: Span, slip: Span) -> Option<Span> {
    let words: Vec<Span> = context
        .tokens(name)
        .iter()
        .map(|token| Span::new(token.span.start, token.span.end.min(name.end)))
        .collect();
    let count = context.tokens(slip).len().max(1);
    let parts = words.windows(count).map(|part| part[0].cover(part[count - 1]));
    parts.min_by_key(|part| strsim::osa_distance(part.of(context.text), slip.of(context.text)))
}

fn places(what: &str, count: usize) -> String {
    match count {
        1 => what.to_owned(),
        2 => format!("{what} and at one more place"),
        _ => format!("{what} and at {} more places", count - 1),
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::found;

    #[test]
    fn a_surname_that_nobody_bears_is_a_slip_for_one_that_somebody_does() {
        for (text, expected) in [
            (
                "Marta Quill spoke. Then Bo Ferris rose. When it rained, Quell said no.",
                "Quell | Marta Quill: “Quell” is probably “Quill”: one name spelt two ways",
            ),
            (
                "Sir Ken Quill spoke. He met Quell, who made films. Quell was glad.",
                "Quell | Ken Quill | Quell: “Quell” is probably “Quill”: one name spelt two ways",
            ),
            (
                "Bo Verstraeten spoke. “No,” said Mr Verstaeten’s lawyer.",
                "Verstaeten | Bo Verstraeten: “Verstaeten” is probably “Verstraeten”: one name spelt two ways",
            ),
        ] {
            assert_eq!(found("N01", text), [expected]);
        }
    }

    #[test]
    fn people_with_forenames_of_their_own_are_two() {
        for text in [
            "Marta Quill met Bo Quell. Quill laughed, and Quell wept.",
            "The America that Ann Lee knows is no American dream. The Lees left.",
            "Tim Moore won. More said so. Moores said no.",
            "Paul Ryan flew to Iran, and to Bryant Park.",
        ] {
            assert_eq!(found("N01", text), [""; 0], "{text}");
        }
    }

    #[test]
    fn bodies_and_forenames_are_compared_too() {
        assert_eq!(
            found(
                "N01",
                "The Royal Harbour Board met. It rained. The Royal Harbuor Board left. The Royal Harbour Board won."
            ),
            ["Harbuor | Royal Harbour Board: “Harbuor” is probably “Harbour”: one name spelt two ways"]
        );
        assert_eq!(
            found("N01", "Hillary Quill came. We met Hilary Quill. Then Hillary Quill left."),
            ["Hilary | Hillary Quill: “Hilary” is probably “Hillary”: one name spelt two ways"]
        );
        assert_eq!(found("N01", "Jim Quill came with his brother Tim Quill. Jim Quill left."), [""; 0]);
    }
}
