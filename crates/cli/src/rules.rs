//! `onrecord rules` and `onrecord explain`.

use std::fmt::Write;

use onrecord_check::{Profile, Rule, Settings, profiles, rule, rules};
use serde_json::{Value, json};

use crate::arguments::{ExplainArguments, ListFormat, RulesArguments};
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::schema::print;

/// Lists the rules with their levels in a profile.
pub(crate) fn run(arguments: &RulesArguments) -> Result<ExitStatus, Failure> {
    let settings = Settings::of_profile(&arguments.profile).map_err(|error| {
        let failure = Failure::new(error.to_string());
        Failure { hint: error.hint_text().map(str::to_owned), ..failure }
    })?;
    let mut out = String::new();
    match arguments.output_format {
        ListFormat::Json => {
            let all: Vec<Value> = rules().iter().map(|rule| object(rule, &settings)).collect();
            let _ = writeln!(out, "{:#}", Value::from(all));
        }
        ListFormat::Text => {
            let width = rules().iter().map(|rule| rule.name.len()).max().unwrap_or(0);
            for rule in rules() {
                let _ = writeln!(
                    out,
                    "{}  {:width$}  {:10}  {}",
                    rule.code,
                    rule.name,
                    level(rule, &settings),
                    rule.what
                );
            }
        }
    }
    print(out.as_bytes())
}

/// Prints a rule's whole record.
pub(crate) fn explain(arguments: &ExplainArguments) -> Result<ExitStatus, Failure> {
    let Some(rule) = rule(&arguments.code) else {
        return Err(
            Failure::new(format!("there is no rule `{}`", arguments.code)).hint("onrecord rules lists them")
        );
    };
    if arguments.output_format == ListFormat::Json {
        return print(format!("{:#}\n", object(rule, &Settings::default())).as_bytes());
    }
    let mut out = String::new();
    let _ = writeln!(out, "# {} {}\n\n{}\n\n## Why\n\n{}\n", rule.code, rule.name, rule.what, rule.why);
    for (heading, example) in [("Found", rule.bad), ("Left alone", rule.good)] {
        let _ = writeln!(out, "## {heading}\n\n    {}\n", example.text().replace('\n', "\n    "));
    }
    if !rule.sources.is_empty() {
        out.push_str("## Who asks for it\n\n");
        for source in rule.sources {
            let _ = writeln!(out, "- {} <{}>", source.fact, source.link);
        }
        out.push('\n');
    }
    let default = if rule.on_by_default { "on by default" } else { "off by default" };
    let _ = writeln!(out, "Level {}, {default}; since {}.", rule.severity.name(), rule.since);
    let levels: Vec<String> = (profiles().iter())
        .filter_map(|profile: &Profile| Some((profile.name, profile.settings().ok()?)))
        .map(|(name, settings)| format!("{name} {}", level(rule, &settings)))
        .collect();
    let _ = writeln!(out, "In the profiles: {}.", levels.join(", "));
    print(out.as_bytes())
}

fn level(rule: &Rule, settings: &Settings) -> &'static str {
    settings.severity(rule).map_or("off", |severity| severity.name())
}

fn object(rule: &Rule, settings: &Settings) -> Value {
    let sources: Vec<Value> =
        rule.sources.iter().map(|source| json!({ "fact": source.fact, "link": source.link })).collect();
    json!({
        "code": rule.code,
        "name": rule.name,
        "level": level(rule, settings),
        "severity": rule.severity.name(),
        "on_by_default": rule.on_by_default,
        "since": rule.since,
        "what": rule.what,
        "why": rule.why,
        "bad": rule.bad.text(),
        "good": rule.good.text(),
        "sources": sources,
    })
}
