use crate::context::Context;
use crate::rule::{Example, Findings, Rule, Source};
use crate::Severity;

pub(super) const RULE: Rule = Rule {
    code: "N01",
    name: "name-spelt-two-ways",
    severity: Severity::Error,
    on_by_default: true,
    since: "0.2.0",
    what: "One person or body whose name is spelt in two ways.",
    why: "A name spelt wrongly is the correction that papers print most. Two people whose names are alike are left alone where each has a \
          forename of their own.",
    bad: Example("\nThe film-maker Ken Loach spoke on Friday.\nLater Roach said that he was tired.\n"),
    good: Example("\nThe film-maker Ken Loach spoke on Friday.\nLater Loach said that he was tired.\n"),
    sources: &[Source {
        fact: "Reuters has the spelling of every name checked twice.",
        link: "https://handbook.reuters.com/index.php/The_Essentials_of_Reuters_sourcing",
    }],
    check,
};

fn check(_context: &Context<'_>, _findings: &mut Findings) {}
