//! `check`, `verify`, `diff`, `rules` and `explain`: status and streams.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const ARTICLE: &str = "The ferryman Tom Orrin rowed out at dawn on Monday.\n\
    “The wall held all night,” Orrin said.\n\
    Later, Arrin said he was tired.\n";

/// A folder, and the command run in it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.put("orrin.txt", ARTICLE);
        desk
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
            command.env_remove(variable);
        }
        command.args(arguments).current_dir(self.path()).stdin(Stdio::null()).output().unwrap()
    }

    /// Status, standard output and standard error.
    fn shown(&self, arguments: &str) -> (i32, String, String) {
        let output = self.run(&arguments.split_whitespace().collect::<Vec<_>>());
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }
}

#[test]
fn a_finding_points_at_both_places() {
    let (status, out, summary) = Desk::new().shown("check orrin.txt --select N01");
    assert_eq!(
        out,
        "\
error[N01]: “Arrin” is probably “Orrin”: one name spelt two ways
 --> orrin.txt:3:8
  |
3 | Later, Arrin said he was tired.
  |        ^^^^^ so spelt here
  |
 ::: orrin.txt:1:14
  |
1 | The ferryman Tom Orrin rowed out at dawn on Monday.
  |              --------- but here and at one more place
  |
  = note: “Tom Orrin” is given in full; nobody called “Arrin” is.
  = help: Look the name up, then write it one way; if they are two people, give “Arrin” a forename.
  = help: Write “Orrin” for “Arrin” (`--fix --unsafe-fixes` does it)

"
    );
    assert_eq!((status, summary.as_str()), (1, "1 error in 1 document\n"));
}

#[test]
fn the_status_says_how_bad_it_is() {
    let desk = Desk::new();
    desk.put("clean.txt", "The ferryman Tom Orrin rowed out at dawn on Monday.\n");
    assert_eq!(desk.shown("check clean.txt").0, 0);
    assert_eq!(desk.shown("check orrin.txt").0, 1);
    assert_eq!(desk.shown("check orrin.txt --exit-zero").0, 0);
    assert_eq!(desk.shown("check orrin.txt --ignore N01").0, 0);
    assert_eq!(desk.shown("check nowhere.txt").0, 2);
    assert_eq!(desk.shown("check nowhere.txt clean.txt").0, 3);
    let (status, _, error) = desk.shown("check orrin.txt --select N99");
    assert_eq!(
        (status, error.as_str()),
        (2, "error: there is no rule `N99`\nhint: `onrecord rules` lists them\n")
    );
}

#[test]
fn every_format_is_written() {
    let desk = Desk::new();
    let out = |format: &str| desk.shown(&format!("check orrin.txt --select N01 --output-format {format}")).1;
    let headline = "“Arrin” is probably “Orrin”: one name spelt two ways";
    assert_eq!(out("concise"), format!("orrin.txt:3:8: N01 {headline}\n"));
    assert_eq!(
        out("github"),
        format!(
            "::error title=onrecord (N01),file=orrin.txt,line=3,col=8,endLine=3,endColumn=13::orrin.txt:3:8: N01 {headline}\n"
        )
    );
    let json = |format: &str| -> Value { serde_json::from_str(&out(format)).unwrap() };
    assert_eq!(json("json")[0]["location"], serde_json::json!({ "row": 3, "column": 8 }));
    assert_eq!(json("json")[0]["labels"][1]["text"], "Tom Orrin");
    assert_eq!(json("json-lines")["code"], "N01");
    assert_eq!(json("gitlab")[0]["location"]["positions"]["begin"]["line"], 3);
    assert_eq!(json("rdjson")["diagnostics"][0]["location"]["range"]["end"]["column"], 13);
    let run = &json("sarif")["runs"][0];
    assert_eq!(run["results"][0]["ruleId"], "N01");
    let index = usize::try_from(run["results"][0]["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "N01");
    assert!(
        out("junit")
            .contains("<testcase name=\"org.onrecord.N01\" classname=\"orrin.txt\" line=\"3\" column=\"8\">")
    );
    assert!(out("html").contains("<mark class=\"error\">"));
}

#[test]
fn configuration_is_found_upwards() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path().join("drafts/today")).unwrap();
    desk.put("drafts/today/orrin.txt", ARTICLE);
    desk.put("drafts/onrecord.toml", "[check.levels]\nN01 = \"warning\"\n");
    assert_eq!(desk.shown("check drafts/today/orrin.txt").0, 0);
    assert_eq!(desk.shown("check drafts/today/orrin.txt --error-on-warning").0, 1);
    assert_eq!(desk.shown("check drafts/today/orrin.txt --isolated").0, 1);
    desk.put("drafts/onrecord.toml", "[check]\nprofil = \"bbc\"\n");
    let (status, _, error) = desk.shown("check drafts/today/orrin.txt");
    assert_eq!(status, 2);
    assert!(error.contains("drafts/onrecord.toml: ") && error.contains("unknown field `profil`"), "{error}");
}

#[test]
fn what_is_known_or_ignored_is_not_shown() {
    let desk = Desk::new();
    assert_eq!(desk.shown("check orrin.txt --write-baseline known.txt").0, 0);
    assert_eq!(desk.shown("check orrin.txt --baseline known.txt").0, 0);
    desk.put("orrin.txt", &format!("It rained.\n{ARTICLE}"));
    assert_eq!(desk.shown("check orrin.txt --baseline known.txt").0, 0);
    desk.put("orrin.txt", &ARTICLE.replace("Later", "<!-- onrecord: ignore N01 --> Later"));
    assert_eq!(desk.shown("check orrin.txt").0, 0);
}

#[test]
fn fixes_mend_typography_and_no_word() {
    let desk = Desk::new();
    desk.put("wall.txt", "Quill called it “a good wall”, and Bo Lee left.\nTom Orrin said no.\n");
    let (status, ..) = desk.shown("check wall.txt --profile ap --fix");
    let text = fs::read_to_string(desk.path().join("wall.txt")).unwrap();
    assert_eq!(text, "Quill called it “a good wall,” and Bo Lee left.\nTom Orrin said no.\n");
    assert_eq!(status, 0);
}

#[test]
fn quotations_are_verified_against_their_source() {
    let desk = Desk::new();
    desk.put(
        "said.txt",
        "ORRIN: The wall did not hold all night. We were afraid.\nQUILL: It was a bad week.\n",
    );
    let quote = |words: &str| {
        let output = desk.run(&["verify", "--quote", words, "--in", "said.txt"]);
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(
        quote("The wall did not hold all night"),
        (
            0,
            "quotation:1:1: as-said\n    The wall did not hold all night\n    found at said.txt:1:8\n".into()
        )
    );
    let (status, out) = quote("The wall did hold all night");
    assert_eq!(status, 1);
    assert!(out.contains("negation-or-number-changed\n    The wall did [-not-] hold all night\n"), "{out}");
    let (status, out, _) = desk.shown("verify orrin.txt --source said.txt --output-format json");
    let first: Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!((status, first["class"].as_str()), (1, Some("negation-or-number-changed")));
}

#[test]
fn versions_are_compared_statement_by_statement() {
    let desk = Desk::new();
    desk.put("new.txt", &ARTICLE.replace("all night", "all week"));
    let (status, out, _) = desk.shown("diff orrin.txt new.txt");
    assert_eq!(status, 0);
    assert!(out.contains("new.txt:2:1: words\n") && out.contains("[-night-] {+week+}"), "{out}");
    assert_eq!(desk.shown("diff orrin.txt orrin.txt").1, "");
}

#[test]
fn rules_are_listed_and_explained() {
    let desk = Desk::new();
    let (_, list, _) = desk.shown("rules");
    assert!(
        list.lines().any(|line| line.starts_with("N01  name-spelt-two-ways") && line.contains("  error ")),
        "{list}"
    );
    let (status, text, _) = desk.shown("explain n01");
    assert_eq!(status, 0);
    assert!(text.starts_with("# N01 name-spelt-two-ways\n") && text.contains("on by default"), "{text}");
    assert_eq!(desk.shown("explain N99").0, 2);
}
