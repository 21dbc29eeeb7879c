//! Lists that parliaments' watchers publish, where they are at hand: `DATA=../shared cargo test`. Without DATA nothing is tested.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use onrecord_document::{Annotations, Document, Entity, EntityKind, Form, Mention, Span};
use onrecord_people::People;

fn list(file: &str) -> Option<People> {
    let folder = Path::new(&std::env::var_os("DATA")?).join("data/gazetteers");
    let path: PathBuf =
        [env!("CARGO_MANIFEST_DIR"), "../.."].iter().collect::<PathBuf>().join(folder).join(file);
    Some(People::read(file, &std::fs::read(path).unwrap()).unwrap())
}

/// Wikidata's name for somebody named so, with this role beside the name.
fn wikidata(people: &People, date: &str, role: &str, name: &str) -> Option<String> {
    let mut document = Document::plain("d", format!("{role} {name}"));
    document.metadata.date_published = Some(date.into());
    let span = Span::new(role.len() + 1, document.text.len());
    let entity = Entity {
        name: name.into(),
        kind: EntityKind::Person,
        members: Vec::new(),
        mentions: vec![Mention { span, form: Form::Name }],
        roles: vec![Span::new(0, role.len())],
        identifiers: Vec::new(),
    };
    let annotations = Annotations { entities: vec![entity], ..Annotations::default() };
    let identified = people.identify(&document, &annotations).remove(0).identifiers;
    identified.into_iter().find(|known| known.scheme == "wikidata").map(|known| known.identifier)
}

#[test]
fn published_lists_are_read() {
    for file in ["Australia", "Canada", "Ireland", "New_Zealand", "Scotland", "uk-commons"] {
        let Some(people) = list(&format!("everypolitician/{file}.popolo.json")) else { return };
        assert!(people.len() > 50, "{file}");
    }
    let Some(commons) = list("uk_commons2018/commons-2017.popolo.json") else { return };
    assert!(commons.len() > 600);
}

#[test]
fn members_are_recognised_while_they_are_members() {
    let Some(commons) = list("everypolitician/uk-commons.popolo.json") else { return };
    let diane_abbott = Some("Q153454".to_owned());
    assert_eq!(wikidata(&commons, "2016-09-01", "shadow health secretary", "Diane Abbott"), diane_abbott);
    assert_eq!(wikidata(&commons, "2016-09-01", "Labour MP", "Abbott"), diane_abbott);
    assert_eq!(wikidata(&commons, "1980-01-01", "Labour MP", "Abbott"), None);
    assert_eq!(wikidata(&commons, "2016-09-01", "the", "Abbott"), None);
}
