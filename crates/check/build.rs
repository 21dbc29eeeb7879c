//! Registers rules and profiles by their being there: a rule is a file in `src/rules`, a profile one in `profiles`.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let home = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let mut code = String::new();
    let rules = files(&home.join("src/rules"), "rs")?;
    for path in &rules {
        let _ = writeln!(code, "#[path = {path:?}]\nmod {};", stem(path));
    }
    let names: Vec<String> = rules.iter().map(|path| format!("&{}::RULE", stem(path))).collect();
    let _ = writeln!(
        code,
        "/// Every rule, by the name of its file.\npub(super) static ALL: &[&Rule] = &[{}];",
        names.join(", ")
    );
    fs::write(out.join("rules.rs"), code)?;

    let profiles = files(&home.join("profiles"), "toml")?;
    let entries: Vec<String> =
        profiles.iter().map(|path| format!("({:?}, include_str!({path:?}))", stem(path))).collect();
    fs::write(out.join("profiles.rs"), format!("&[{}]", entries.join(", ")))
}

/// The files of a folder with an ending, by name.
fn files(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == ending) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
}
