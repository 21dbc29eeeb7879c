use std::collections::BTreeMap;
use std::fmt;

use onrecord_diagnostic::Severity;
use serde::Deserialize;

use crate::Settings;
use crate::profile::{Profile, profiles};
use crate::rule::rules;
use crate::settings::UnknownRule;

/// `onrecord.toml`. Other commands may have tables of their own beside `check`.
#[derive(Debug, Default, Deserialize)]
struct File {
    #[serde(default)]
    check: Check,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Check {
    profile: Option<String>,
    select: Vec<String>,
    ignore: Vec<String>,
    min_level: Option<Level>,
    levels: Levels,
    style: toml::Table,
}

/// Levels by rule, as written in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Levels(BTreeMap<String, Level>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Off,
    Suggestion,
    Warning,
    Error,
}

impl Level {
    fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Suggestion => Some(Severity::Suggestion),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

impl Levels {
    pub(crate) fn set(&self, settings: &mut Settings) -> Result<(), ConfigurationError> {
        self.0.iter().try_for_each(|(selector, level)| Ok(settings.set(selector, level.severity())?))
    }
}

impl Settings {
    /// The settings that a file `onrecord.toml` with this text asks for: first those of its profile, or of `profile` where that is given
    /// instead, then its own.
    ///
    /// # Errors
    /// If it isn't TOML, has a key of no meaning, or names a rule or profile that doesn't exist.
    pub fn from_toml(text: &str, profile: Option<&str>) -> Result<Settings, ConfigurationError> {
        let File { check } =
            toml::from_str(text).map_err(|error| ConfigurationError::new(error.to_string().trim_end()))?;
        let name = profile.or(check.profile.as_deref()).unwrap_or("default");
        let mut settings = Settings::of_profile(name)?;
        if !check.style.is_empty() {
            settings.style = settings.style.with(&check.style)?;
        }
        check.levels.set(&mut settings)?;
        check.select.iter().try_for_each(|selector| settings.select(selector))?;
        check.ignore.iter().try_for_each(|selector| settings.ignore(selector))?;
        settings.min_level = check.min_level.and_then(Level::severity).unwrap_or(settings.min_level);
        Ok(settings)
    }

    /// The settings of a profile.
    ///
    /// # Errors
    /// If there is none of this name.
    pub fn of_profile(name: &str) -> Result<Settings, ConfigurationError> {
        match Profile::named(name) {
            Some(profile) => profile.settings(),
            None => {
                let names: Vec<&str> = profiles().iter().map(|profile| profile.name).collect();
                Err(ConfigurationError::new(&format!("there is no profile `{name}`"))
                    .hint(format!("there are: {}", names.join(", "))))
            }
        }
    }
}

impl crate::Style {
    /// This style with the keys that `changes` has.
    fn with(&self, changes: &toml::Table) -> Result<crate::Style, ConfigurationError> {
        let changed: crate::Style = changes
            .clone()
            .try_into()
            .map_err(|error: toml::de::Error| ConfigurationError::new(error.to_string().trim_end()))?;
        let has = |key: &str| changes.contains_key(key);
        Ok(crate::Style {
            quotation_marks: if has("quotation-marks") {
                changed.quotation_marks
            } else {
                self.quotation_marks
            },
            punctuation: if has("punctuation") { changed.punctuation } else { self.punctuation },
            ellipsis: if has("ellipsis") { changed.ellipsis } else { self.ellipsis },
            known_acronyms: if has("known-acronyms") {
                changed.known_acronyms
            } else {
                self.known_acronyms.clone()
            },
        })
    }
}

/// A configuration that can't be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigurationError {
    message: String,
    hint: Option<String>,
}

impl ConfigurationError {
    fn new(message: &str) -> ConfigurationError {
        ConfigurationError { message: message.to_owned(), hint: None }
    }

    fn hint(self, hint: String) -> ConfigurationError {
        ConfigurationError { hint: Some(hint), ..self }
    }

    /// What to do about it.
    pub fn hint_text(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl From<UnknownRule> for ConfigurationError {
    fn from(error: UnknownRule) -> ConfigurationError {
        let near = |rule: &&&crate::Rule| strsim::damerau_levenshtein(rule.name, &error.0) <= 3;
        let hint = match rules().iter().find(near) {
            Some(rule) => format!("`{}` is {}; `onrecord rules` lists them", rule.name, rule.code),
            None => "`onrecord rules` lists them".to_owned(),
        };
        ConfigurationError::new(&error.to_string()).hint(hint)
    }
}

impl fmt::Display for ConfigurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConfigurationError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Marks;

    #[test]
    fn a_file_changes_its_profile() {
        let text = "[check]\nprofile = \"guardian\"\nignore = [\"Q\"]\nmin-level = \"warning\"\n\
                    [check.levels]\nN01 = \"error\"\n[check.style]\nquotation-marks = \"single\"\n[extract]\nany = 1";
        let settings = Settings::from_toml(text, None).unwrap();
        assert_eq!(settings.severity(crate::rule("N01").unwrap()), Some(Severity::Error));
        assert_eq!(settings.severity(crate::rule("Q01").unwrap()), None);
        assert_eq!(settings.style.quotation_marks, Marks::Single);
        assert_eq!(settings.style.punctuation, Settings::of_profile("guardian").unwrap().style.punctuation);
    }

    #[test]
    fn errors_name_the_place_and_the_remedy() {
        let error = |text: &str| {
            let error = Settings::from_toml(text, None).unwrap_err();
            format!("{error} | {}", error.hint_text().unwrap_or(""))
        };
        assert_eq!(
            error("[check]\nprofile = \"times\""),
            "there is no profile `times` | there are: ap, bbc, default, guardian, reuters"
        );
        assert_eq!(
            error("[check]\nignore = [\"Z9\"]"),
            "there is no rule `Z9` | `onrecord rules` lists them"
        );
        assert!(error("[check]\nprofil = \"bbc\"").contains("unknown field `profil`"));
        assert!(error("[check.style]\nellipsis = \"long\"").contains("unknown variant `long`"));
        assert!(error("[check]\nignore = [\"name-spelt-to-ways\"]").contains("`name-spelt-two-ways` is N01"));
    }
}
