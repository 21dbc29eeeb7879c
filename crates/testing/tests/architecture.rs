//! `ARCHITECTURE.md` and the code agree: what it names is there, and every crate is named.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

#[test]
fn the_architecture_page_names_what_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = std::fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    // Names in backticks: every other piece between backticks, the fenced picture left out.
    let prose: String = page.split("```").step_by(2).collect();
    let paths: Vec<&str> = prose.split('`').skip(1).step_by(2).filter(|name| name.contains('/')).collect();
    assert!(paths.len() > 10, "found only {paths:?}");
    for path in paths.iter().filter(|path| **path != "onrecord/1") {
        assert!(root.join(path).exists(), "ARCHITECTURE.md names {path}, which isn't there");
    }
    for entry in std::fs::read_dir(root.join("crates")).unwrap() {
        let name = format!("crates/{}", entry.unwrap().file_name().to_string_lossy());
        assert!(paths.contains(&name.as_str()), "ARCHITECTURE.md doesn't name {name}");
    }
}
