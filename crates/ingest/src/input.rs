use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::documents::Documents;
use crate::issue::{Issue, IssueKind, Trouble};
use crate::options::Options;

/// A place to read documents from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    place: Place,
    name: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    File(PathBuf),
    Stdin,
}

impl Input {
    /// A file.
    pub fn file(path: impl Into<PathBuf>) -> Input {
        let path = path.into();
        Input { name: path.to_string_lossy().into_owned(), place: Place::File(path) }
    }

    /// Standard input, named `-`.
    pub fn stdin() -> Input {
        Input { name: "-".into(), place: Place::Stdin }
    }

    /// The path, or `-` for standard input.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes a file has as it lies there, compressed as it may be; `None` if that isn't known.
    pub fn bytes(&self) -> Option<u64> {
        match &self.place {
            Place::File(path) => path.metadata().ok().filter(|m| m.is_file()).map(|m| m.len()),
            Place::Stdin => None,
        }
    }

    /// Opens it and finds its compression and format.
    ///
    /// # Errors
    /// An issue if it can't be opened, is empty, or isn't text.
    pub fn open(&self, options: &Options) -> Result<Documents, Issue> {
        match &self.place {
            Place::Stdin => Documents::from_reader(&self.name, io::stdin(), options),
            Place::File(path) => {
                if path.is_dir() {
                    let trouble = Trouble::new(IssueKind::Unreadable, "a folder, not a file");
                    return Err(trouble.in_file(&self.name));
                }
                let file = File::open(path).map_err(|error| cannot_open(&self.name, &error))?;
                Documents::from_reader(&self.name, file, options)
            }
        }
    }
}

/// Finds what there is to read under the arguments of a command: files, folders with all that is in them,
/// patterns such as `news/**/*.html`, and `-` for standard input.
///
/// Files come in the order of the arguments, and by name within a folder. Hidden files in folders are passed
/// over. What isn't there is an issue.
pub fn inputs(arguments: &[String]) -> (Vec<Input>, Vec<Issue>) {
    let (mut inputs, mut issues) = (Vec::new(), Vec::new());
    for argument in arguments {
        let path = Path::new(argument);
        if argument == "-" {
            inputs.push(Input::stdin());
        } else if path.is_dir() {
            let before = inputs.len() + issues.len();
            walk(path, &mut inputs, &mut issues);
            if inputs.len() + issues.len() == before {
                issues.push(Trouble::new(IssueKind::Empty, "no files in this folder").in_file(argument));
            }
        } else if path.exists() {
            inputs.push(Input::file(path));
        } else if argument.contains(['*', '?', '[']) {
            expand(argument, &mut inputs, &mut issues);
        } else {
            issues.push(match path.symlink_metadata() {
                Ok(_) => Trouble::new(IssueKind::NotFound, "a link to nowhere").in_file(argument),
                Err(error) => cannot_open(argument, &error),
            });
        }
    }
    (inputs, issues)
}

fn walk(folder: &Path, inputs: &mut Vec<Input>, issues: &mut Vec<Issue>) {
    // Only hidden files are passed over: what a project keeps out of version control may well be its news.
    let files = WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .sort_by_file_name(|a, b| a.cmp(b))
        .build();
    for entry in files {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
            Ok(entry) => inputs.push(Input::file(entry.into_path())),
            Err(error) => {
                let message = format!("a folder or file that can't be reached: {error}");
                issues.push(Trouble::new(IssueKind::Unreadable, message).in_file(&folder.to_string_lossy()));
            }
        }
    }
}

fn expand(pattern: &str, inputs: &mut Vec<Input>, issues: &mut Vec<Issue>) {
    let options = glob::MatchOptions {
        require_literal_separator: true,
        require_literal_leading_dot: true,
        ..glob::MatchOptions::new()
    };
    let before = inputs.len() + issues.len();
    match glob::glob_with(pattern, options) {
        Ok(paths) => {
            for path in paths {
                match path {
                    Ok(path) if path.is_dir() => walk(&path, inputs, issues),
                    Ok(path) => inputs.push(Input::file(path)),
                    Err(error) => issues.push(cannot_open(&error.path().to_string_lossy(), error.error())),
                }
            }
            if inputs.len() + issues.len() == before {
                issues.push(Trouble::new(IssueKind::NotFound, "no file fits this pattern").in_file(pattern));
            }
        }
        Err(error) => {
            issues
                .push(Trouble::new(IssueKind::NotFound, format!("not a pattern: {error}")).in_file(pattern));
        }
    }
}

fn cannot_open(path: &str, error: &io::Error) -> Issue {
    let trouble = if error.kind() == io::ErrorKind::NotFound {
        Trouble::new(IssueKind::NotFound, "no such file or folder")
    } else {
        Trouble::new(IssueKind::Unreadable, format!("it can't be read: {error}"))
    };
    trouble.in_file(path)
}
