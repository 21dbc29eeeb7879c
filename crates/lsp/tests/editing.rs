//! What an editor sees while an article is written in it.
#![allow(clippy::unwrap_used, reason = "tests")]

mod editor;

use std::time::Duration;

use editor::{Editor, URI, at, capabilities, listed, words};
use serde_json::{Value, json};

const LOACH: &str =
    "👩‍🚀 “Né” — the film-maker Ken Loach spoke on Friday.\nLater, Roach said that he was tired.\n";

#[test]
fn findings_show_the_other_place() {
    let mut editor = Editor::start();
    editor.open(LOACH);
    let found = editor.found();
    assert_eq!(listed(LOACH, &found), ["N01 Roach | Ken Loach"]);
    let finding = &found["diagnostics"][0];
    assert_eq!(finding["severity"], 1);
    assert_eq!(finding["source"], "onrecord");
    assert!(finding["codeDescription"]["href"].as_str().unwrap().starts_with("https://"));
    let message = finding["message"].as_str().unwrap();
    assert!(message.starts_with("“Roach” is probably “Loach”"), "{message}");
    editor.leave();
}

#[test]
fn an_editor_that_shows_no_other_places_is_told_in_words() {
    let mut editor = Editor::with("default", Duration::ZERO, json!({}));
    editor.open(LOACH);
    let found = editor.found();
    assert_eq!(found["diagnostics"][0]["relatedInformation"], Value::Null);
    let message = found["diagnostics"][0]["message"].as_str().unwrap();
    assert!(message.contains("\nline 1: "), "{message}");
    editor.leave();
}

#[test]
fn keystrokes_after_wide_characters_land_where_they_are_typed() {
    let mut editor = Editor::start();
    editor.open(LOACH);
    assert_eq!(listed(LOACH, &editor.found()).len(), 1);
    // The astronaut is five units of UTF-16, and each quotation mark one.
    let line = LOACH.lines().next().unwrap();
    let loach = line[..line.find("Loach").unwrap()].encode_utf16().count() as u32;
    editor.change(&[([0, loach, 0, loach + 1], "R"), ([0, 6, 0, 10], "“Non”")]);
    let text = LOACH.replace("Loach", "Roach").replace("“Né”", "“Non”");
    let found = editor.found();
    assert_eq!((listed(&text, &found), &found["version"]), (vec![], &json!(1)));

    editor.change(&[([0, 6, 0, 11], "“No, 😀 no"), ([1, 0, 1, 0], "😀")]);
    let text = text.replace("“Non”", "“No, 😀 no").replace("Later", "😀Later");
    assert_eq!(listed(&text, &editor.found()), ["Q01 “"]);
    editor.leave();
}

#[test]
fn typography_does_not_wait_for_the_engine() {
    let slow = Duration::from_secs(1);
    let mut editor = Editor::with("default", slow, capabilities());
    editor.open(LOACH);
    assert_eq!(listed(LOACH, &editor.told("textDocument/publishDiagnostics")), Vec::<String>::new());
    assert_eq!(listed(LOACH, &editor.told("textDocument/publishDiagnostics")), ["N01 Roach | Ken Loach"]);

    let begun = std::time::Instant::now();
    editor.change(&[([0, 0, 0, 0], "So “ this. ")]);
    let text = format!("So “ this. {LOACH}");
    let at_once = editor.told("textDocument/publishDiagnostics");
    assert!(begun.elapsed() < slow, "{:?}", begun.elapsed());
    let known = listed(&text, &at_once);
    assert!(known.contains(&"N01 Roach | Ken Loach".to_owned()), "carried over: {known:?}");
    assert!(known.iter().any(|finding| finding.starts_with("Q01 “")), "{known:?}");
    // What is typed into is left out until the engine has read it again.
    editor.change(&[([1, 8, 1, 8], "x")]);
    let known = listed(&text, &editor.told("textDocument/publishDiagnostics"));
    assert!(!known.iter().any(|finding| finding.starts_with("N01")), "{known:?}");
    editor.leave();
}

#[test]
fn line_ends_and_unseen_characters_keep_their_places() {
    let mut editor = Editor::start();
    let text = "\u{feff}The film-maker Ken Loach\u{ad} spoke.\r\n\u{200b}Later, Roach said that he was tired.\r\n“Open.\r\n";
    editor.open(text);
    assert_eq!(listed(text, &editor.found()), ["N01 Roach | Ken Loach", "Q01 “"]);
    editor.leave();
}

const SAID: &str = "😀 “We will appeal,” Mayor Ann Lee said.\nBo Orme left. “It held,” Bo Orme said.\n“Good,” Ann Lee said.\n";

#[test]
fn a_hover_tells_who_speaks_and_how_sure_that_is() {
    let mut editor = Editor::start();
    editor.open(SAID);
    let hover = editor.hover(0, 6);
    assert_eq!(words(SAID, &hover["range"]), "“We will appeal,”");
    assert_eq!(
        hover["contents"],
        json!({ "kind": "markdown", "value": "**Ann Lee**, Mayor  \ndirect speech, 97% sure  \nwho: name, 98% sure" })
    );
    assert_eq!(words(SAID, &editor.hover(1, 27)["range"]), "Bo Orme");
    assert_eq!(editor.hover(1, 3), Value::Null);
    assert_eq!(editor.hover(99, 99), Value::Null);
    editor.leave();

    let mut editor = Editor::with("default", Duration::ZERO, json!({}));
    editor.open(SAID);
    let plain = editor.hover(0, 6);
    assert_eq!(plain["contents"]["value"], "Ann Lee, Mayor\ndirect speech, 97% sure\nwho: name, 98% sure");
    editor.leave();
}

#[test]
fn the_outline_lists_statements_by_speaker() {
    let mut editor = Editor::start();
    editor.open(SAID);
    let outline = |symbols: &Value| -> Vec<String> {
        let mut lines = Vec::new();
        for speaker in symbols.as_array().unwrap() {
            lines.push(format!(
                "{} ({})",
                speaker["name"].as_str().unwrap(),
                speaker["detail"].as_str().unwrap()
            ));
            for statement in speaker["children"].as_array().unwrap() {
                lines.push(format!("  {}", statement["name"].as_str().unwrap()));
                assert_eq!(words(SAID, &statement["range"]), statement["name"].as_str().unwrap());
            }
        }
        lines
    };
    let symbols = editor.symbols();
    assert_eq!(
        outline(&symbols),
        [
            "Ann Lee (Mayor, 2 statements)",
            "  “We will appeal,”",
            "  “Good,”",
            "Bo Orme (1 statement)",
            "  “It held,”"
        ]
    );
    editor.leave();

    let mut editor = Editor::with("default", Duration::ZERO, json!({}));
    editor.open(SAID);
    let flat = editor.symbols();
    assert_eq!(flat[2]["containerName"], "Bo Orme");
    assert_eq!(words(SAID, &flat[2]["location"]["range"]), "“It held,”");
    editor.leave();
}

/// The text after the edits of an action.
fn after(text: &str, action: &Value) -> String {
    let changes = &action["edit"]["documentChanges"][0];
    assert_eq!(changes["textDocument"]["uri"], URI);
    let mut edits = changes["edits"].as_array().unwrap().clone();
    edits.sort_by_key(|edit| {
        let start = &edit["range"]["start"];
        std::cmp::Reverse((start["line"].as_u64(), start["character"].as_u64()))
    });
    let mut units: Vec<u16> = text.encode_utf16().collect();
    for edit in edits {
        let offset = |position: &Value| {
            let line = position["line"].as_u64().unwrap() as usize;
            let lines = text.split_inclusive('\n').take(line);
            lines.map(|line| line.encode_utf16().count()).sum::<usize>()
                + position["character"].as_u64().unwrap() as usize
        };
        let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        units.splice(range, edit["newText"].as_str().unwrap().encode_utf16());
    }
    String::from_utf16(&units).unwrap()
}

#[test]
fn safe_fixes_are_offered_and_right() {
    let mut editor = Editor::with("ap", Duration::ZERO, capabilities());
    let text = "😀 Quill called it “a good wall”, and left.\r\nOrme called it “bad”, and stayed.\r\n";
    editor.open(text);
    let found = editor.found();
    assert!(listed(text, &found).contains(&"Q09 ,".to_owned()), "{found}");
    let actions = editor.actions(0, None);
    let titles: Vec<&str> = actions.iter().map(|action| action["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Move the comma inside", "Mend all typography that can be mended safely"]);
    assert_eq!(actions[0]["diagnostics"][0]["code"], "Q09");
    assert_eq!(after(text, &actions[0]), text.replacen("”,", ",”", 1));
    assert_eq!(after(text, &actions[1]), text.replace("”,", ",”"));
    let all = editor.actions(0, Some("source.fixAll"));
    assert_eq!((all.len(), &all[0]["kind"]), (1, &json!("source.fixAll.onrecord")));
    assert_eq!(editor.actions(0, Some("refactor")), Vec::<Value>::new());
    editor.leave();
}

#[test]
fn a_fix_that_changes_words_is_not_offered() {
    let mut editor = Editor::start();
    editor.open(LOACH);
    assert_eq!(listed(LOACH, &editor.found()).len(), 1);
    assert_eq!(editor.actions(1, None), Vec::<Value>::new());
    editor.leave();
}

#[test]
fn a_page_is_read_without_its_markup() {
    let mut editor = Editor::start();
    let paragraph =
        "<p>It rained on the harbour for most of the day, and the boats stayed in until the evening.</p>\n";
    let text = format!(
        "<html><body><article>\n{}<p>The film-maker <b>Ken Loach</b> spoke on Friday.</p>\n{}<p>Later, Roach said that he was tired.</p>\n</article></body></html>\n",
        paragraph.repeat(4),
        paragraph.repeat(2)
    );
    editor.open_as(URI, "html", &text);
    assert_eq!(listed(&text, &editor.found()), ["N01 Roach | Ken Loach"]);
    editor.leave();
}

#[test]
fn a_closed_article_has_no_findings() {
    let mut editor = Editor::start();
    editor.open(LOACH);
    editor.found();
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(editor.told("textDocument/publishDiagnostics")["diagnostics"], json!([]));
    assert_eq!(editor.ask("textDocument/hover", at(0, 0)), Ok(Value::Null));
    editor.leave();
}
