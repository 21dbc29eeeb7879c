use std::fs;

use onrecord_ingest::{Input, IssueKind, Options, inputs};

fn names(root: &std::path::Path, arguments: &[&str]) -> Vec<String> {
    let root = root.to_string_lossy();
    let arguments: Vec<String> =
        arguments.iter().map(|a| if *a == "-" { (*a).into() } else { format!("{root}/{a}") }).collect();
    let (inputs, issues) = inputs(&arguments);
    let name = |name: &str| name.trim_start_matches(&*root).trim_start_matches('/').to_owned();
    let inputs = inputs.iter().map(|input| name(input.name()));
    inputs
        .chain(issues.iter().map(|issue| format!("! {} ({})", name(&issue.to_string()), issue.kind.name())))
        .collect()
}

#[test]
fn files_folders_patterns_and_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("b/inner")).unwrap();
    fs::create_dir_all(root.join("void")).unwrap();
    for file in
        ["z.txt", "a[1].txt", "b/two.html", "b/one.txt", "b/inner/three.txt", "b/.hidden.txt", "b/.gitignore"]
    {
        fs::write(root.join(file), "*.txt").unwrap();
    }
    assert_eq!(
        names(root, &["z.txt", "b", "-"]),
        ["z.txt", "b/inner/three.txt", "b/one.txt", "b/two.html", "-"]
    );
    assert_eq!(names(root, &["*.txt"]), ["a[1].txt", "z.txt"]);
    assert_eq!(names(root, &["a[1].txt"]), ["a[1].txt"]);
    assert_eq!(names(root, &["**/*.txt"]), ["a[1].txt", "b/inner/three.txt", "b/one.txt", "z.txt"]);
    assert_eq!(
        names(root, &["nowhere.txt", "*.pdf", "void", "x[", "z.txt"]),
        [
            "z.txt",
            "! nowhere.txt: no such file or folder (not-found)",
            "! *.pdf: no file fits this pattern (not-found)",
            "! void: no files in this folder (empty)",
            "! x[: not a pattern: Pattern syntax error near position POS: invalid range pattern (not-found)",
        ]
        .map(|line| line.replace("POS", &(root.to_string_lossy().len() + 2).to_string()))
    );
}

#[test]
fn files_are_opened_and_measured() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "“No,” he said.").unwrap();
    let input = Input::file(&path);
    assert_eq!(input.bytes(), Some(18));
    let documents: Vec<_> = input.open(&Options::default()).unwrap().collect();
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].as_ref().unwrap().id, input.name());

    let kind = |input: Input| input.open(&Options::default()).unwrap_err().kind;
    assert_eq!(kind(Input::file(folder.path())), IssueKind::Unreadable);
    assert_eq!(kind(Input::file(folder.path().join("none"))), IssueKind::NotFound);
    assert_eq!((Input::stdin().name(), Input::stdin().bytes()), ("-", None));
}
