use std::collections::BTreeMap;
use std::fmt;

use onrecord_diagnostic::Severity;

use crate::rule::{Rule, rules};
use crate::style::Style;

/// Which rules run, how much their findings matter, and the house style that they go by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// By code; `None` is off. A rule that isn't here is as its record says.
    pub(crate) levels: BTreeMap<&'static str, Option<Severity>>,
    /// The house style.
    pub style: Style,
    /// Findings that matter less aren't wanted.
    pub min_level: Severity,
}

impl Default for Settings {
    /// Those of the neutral profile.
    fn default() -> Settings {
        Settings { levels: BTreeMap::new(), style: Style::default(), min_level: Severity::Suggestion }
    }
}

impl Settings {
    /// How much findings of `rule` matter, or `None` if it doesn't run.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        let default = rule.on_by_default.then_some(rule.severity);
        self.levels.get(rule.code).copied().unwrap_or(default).filter(|severity| *severity >= self.min_level)
    }

    /// Sets the level of the rules that `selector` means (a code, the beginning of one, a name, `ALL`); `None` is off.
    ///
    /// # Errors
    /// If it means none.
    pub fn set(&mut self, selector: &str, level: Option<Severity>) -> Result<(), UnknownRule> {
        self.change(selector, |_| level)
    }

    /// Turns on the rules that `selector` means, each at the level that it has or had before it was turned off.
    ///
    /// # Errors
    /// If it means none.
    pub fn select(&mut self, selector: &str) -> Result<(), UnknownRule> {
        let levels = self.levels.clone();
        self.change(selector, |rule| Some(levels.get(rule.code).copied().flatten().unwrap_or(rule.severity)))
    }

    /// Turns off the rules that `selector` means.
    ///
    /// # Errors
    /// If it means none.
    pub fn ignore(&mut self, selector: &str) -> Result<(), UnknownRule> {
        self.set(selector, None)
    }

    /// Turns off all rules but those that the selectors mean, which are turned on.
    ///
    /// # Errors
    /// If one of them means none.
    pub fn only(&mut self, selectors: &[String]) -> Result<(), UnknownRule> {
        let before = self.clone();
        self.set("ALL", None)?;
        for selector in selectors {
            self.change(selector, |rule| {
                Some(before.levels.get(rule.code).copied().flatten().unwrap_or(rule.severity))
            })?;
        }
        Ok(())
    }

    fn change(
        &mut self,
        selector: &str,
        level: impl Fn(&Rule) -> Option<Severity>,
    ) -> Result<(), UnknownRule> {
        let mut meant = rules().iter().filter(|rule| rule.is_meant_by(selector)).peekable();
        if meant.peek().is_none() {
            return Err(UnknownRule(selector.to_owned()));
        }
        for rule in meant {
            self.levels.insert(rule.code, level(rule));
        }
        Ok(())
    }
}

/// A selector that means no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule(pub String);

impl fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no rule `{}`", self.0)
    }
}

impl std::error::Error for UnknownRule {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::rule;

    #[test]
    fn selectors_are_codes_names_and_beginnings() {
        let mut settings = Settings::default();
        let of = |settings: &Settings, code: &str| settings.severity(rule(code).unwrap());
        settings.ignore("Q").unwrap();
        assert_eq!(of(&settings, "Q01"), None);
        assert!(of(&settings, "N01").is_some());
        settings.select("quotation-mark-unbalanced").unwrap();
        assert_eq!(of(&settings, "Q01"), Some(rule("Q01").unwrap().severity));
        settings.set("n01", Some(Severity::Suggestion)).unwrap();
        assert_eq!(of(&settings, "N01"), Some(Severity::Suggestion));
        settings.min_level = Severity::Warning;
        assert_eq!(of(&settings, "N01"), None);
        settings.only(&["N01".into()]).unwrap();
        assert_eq!(of(&settings, "Q01"), None);
        assert_eq!(settings.ignore("X9"), Err(UnknownRule("X9".into())));
        assert_eq!(settings.ignore(""), Err(UnknownRule(String::new())));
    }
}
