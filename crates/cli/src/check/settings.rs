use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::path::{Path, PathBuf};

use onrecord_check::{ConfigurationError, Settings};
use onrecord_document::Document;
use onrecord_ingest::Input;

use crate::arguments::CheckArguments;
use crate::failure::Failure;

/// The name of the file that is looked for.
const NAME: &str = "onrecord.toml";

/// The settings for each input: those of the nearest `onrecord.toml` above it, changed by the arguments.
pub(super) struct Configured {
    /// By the folder that an input lies in.
    by_folder: BTreeMap<PathBuf, Settings>,
    /// For what lies in no folder.
    otherwise: Settings,
}

impl Configured {
    /// Reads every file that is asked for.
    ///
    /// # Errors
    /// If one can't be read or followed, or an argument names no rule.
    pub(super) fn read(arguments: &CheckArguments, inputs: &[Input]) -> Result<Configured, Failure> {
        let mut read: BTreeMap<Option<PathBuf>, Settings> = BTreeMap::new();
        let mut settings = |file: Option<PathBuf>| -> Result<Settings, Failure> {
            if let Some(known) = read.get(&file) {
                return Ok(known.clone());
            }
            let settings = with_arguments(arguments, file.as_deref())?;
            read.insert(file, settings.clone());
            Ok(settings)
        };
        let here = std::env::current_dir().unwrap_or_default();
        let otherwise = settings(file_for(arguments, &here))?;
        let mut by_folder = BTreeMap::new();
        for folder in inputs.iter().map(|input| folder_of(input.name())) {
            if let Entry::Vacant(unknown) = by_folder.entry(folder) {
                let absolute = here.join(unknown.key());
                unknown.insert(settings(file_for(arguments, &absolute))?);
            }
        }
        Ok(Configured { by_folder, otherwise })
    }

    /// The settings for a document.
    pub(super) fn of(&self, document: &Document) -> &Settings {
        let folder = document.origin.path.as_deref().map(folder_of);
        folder.and_then(|folder| self.by_folder.get(&folder)).unwrap_or(&self.otherwise)
    }
}

fn folder_of(name: &str) -> PathBuf {
    Path::new(name).parent().map(Path::to_owned).unwrap_or_default()
}

/// The file that counts for a folder: the one that is named, or the nearest from there upwards.
fn file_for(arguments: &CheckArguments, folder: &Path) -> Option<PathBuf> {
    if arguments.isolated {
        return None;
    }
    let nearest = || folder.ancestors().map(|folder| folder.join(NAME)).find(|file| file.is_file());
    arguments.config.clone().or_else(nearest)
}

fn with_arguments(arguments: &CheckArguments, file: Option<&Path>) -> Result<Settings, Failure> {
    let text = match file {
        Some(file) => fs::read_to_string(file).map_err(|error| {
            Failure::new(format!("{}: can't read this configuration: {error}", file.display()))
        })?,
        None => String::new(),
    };
    let settings = Settings::from_toml(&text, arguments.profile.as_deref()).map_err(|error| {
        let failure = failure(&error);
        match file {
            Some(file) => Failure { message: format!("{}: {}", file.display(), failure.message), ..failure },
            None => failure,
        }
    })?;
    changed(settings, arguments).map_err(|error| failure(&error))
}

/// The settings with what the arguments say on top.
fn changed(mut settings: Settings, arguments: &CheckArguments) -> Result<Settings, ConfigurationError> {
    if !arguments.select.is_empty() {
        settings.only(&arguments.select)?;
    }
    arguments.extend_select.iter().try_for_each(|selector| settings.select(selector))?;
    arguments.ignore.iter().try_for_each(|selector| settings.ignore(selector))?;
    settings.min_level = arguments.min_level.unwrap_or(settings.min_level);
    Ok(settings)
}

fn failure(error: &ConfigurationError) -> Failure {
    let failure = Failure::new(error.to_string());
    match error.hint_text() {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
