use serde::Deserialize;

use crate::Settings;
use crate::configuration::{ConfigurationError, Levels};
use crate::style::Style;

/// A house style, as data: a file in `profiles`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// The name on the command line, which is the file's.
    #[serde(skip)]
    pub name: &'static str,
    /// What it is, in a sentence.
    pub about: String,
    /// Where what it asks for stands.
    #[serde(default)]
    pub sources: Vec<String>,
    #[serde(default)]
    style: Style,
    #[serde(default)]
    levels: Levels,
}

impl Profile {
    /// The profile with this name.
    pub fn named(name: &str) -> Option<Profile> {
        let (name, text) = FILES.iter().find(|(file, _)| *file == name)?;
        // A test reads every file, so that none is left out.
        let profile: Profile = toml::from_str(text).ok()?;
        Some(Profile { name, ..profile })
    }

    /// The settings it stands for.
    ///
    /// # Errors
    /// If it sets the level of a rule that doesn't exist, which is a fault of the build.
    pub fn settings(&self) -> Result<Settings, ConfigurationError> {
        let mut settings = Settings { style: self.style.clone(), ..Settings::default() };
        self.levels.set(&mut settings)?;
        Ok(settings)
    }
}

/// Every profile, by name.
pub fn profiles() -> Vec<Profile> {
    FILES.iter().filter_map(|(name, _)| Profile::named(name)).collect()
}

/// Name and content of each file in `profiles`.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/profiles.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_can_be_read() {
        for (name, text) in FILES {
            let read: Result<Profile, _> = toml::from_str(text);
            assert!(read.is_ok(), "{name}: {read:?}");
            assert!(Profile::named(name).unwrap().settings().is_ok(), "{name}");
        }
        let names: Vec<&str> = profiles().iter().map(|profile| profile.name).collect();
        assert_eq!(names, ["ap", "bbc", "default", "guardian", "reuters"]);
    }
}
