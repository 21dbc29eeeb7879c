use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};

use onrecord_document::{Document, Entity, Form};
use onrecord_ingest::Input;
use onrecord_register::{Appearance, EntityKind, Identifier};
use serde_json::Value;

use crate::failure::Failure;

/// An article and those in it who have a name.
pub(super) struct Record {
    pub(super) document: String,
    pub(super) entities: Vec<Appearance>,
}

/// A record isn't longer than this, in bytes.
const MAX_LINE: u64 = 256 << 20;

/// The records of a file, one a line; `None` if it doesn't begin with one.
pub(super) fn open(input: &Input) -> Option<impl Iterator<Item = Result<Record, Failure>> + use<>> {
    let name = input.name().to_owned();
    let mut file = File::open(&name).ok().filter(|file| file.metadata().is_ok_and(|data| data.is_file()))?;
    let mut begin = [0; 24];
    let length = file.read(&mut begin).ok()?;
    if !begin[..length].starts_with(b"{\"format\":\"onrecord/1\"") {
        return None;
    }
    file.rewind().ok()?;
    let mut lines = BufReader::with_capacity(1 << 20, file);
    let mut number = 0;
    Some(std::iter::from_fn(move || {
        number += 1;
        let mut line = String::new();
        let failed = |what: &dyn std::fmt::Display| Failure::new(format!("{name}: record {number}: {what}"));
        match lines.by_ref().take(MAX_LINE).read_line(&mut line) {
            Ok(0) => None,
            Ok(_) => Some(parse(&line).map_err(|what| failed(&what))),
            Err(error) => Some(Err(failed(&error))),
        }
    }))
}

impl Record {
    pub(super) fn new(document: &Document, entities: &[Entity]) -> Record {
        let text = |span: &onrecord_document::Span| span.of(&document.text).to_owned();
        let appearance = |(id, entity): (usize, &Entity)| {
            let names = entity.mentions.iter().filter(|mention| mention.form == Form::Name);
            let aliases = names.map(|mention| text(&mention.span)).collect();
            let roles = entity.roles.iter().map(text).collect();
            let (identifiers, members) = (entity.identifiers.clone(), entity.members.clone());
            let appearance = Appearance::new(id, entity.kind, &entity.name);
            with_aliases(Appearance { roles, identifiers, members, ..appearance }, aliases)
        };
        let entities = entities.iter().enumerate().filter_map(appearance).collect();
        Record { document: document.id.clone(), entities }
    }
}

/// Whoever has no name, nor members, is nobody whom another article could mean.
fn with_aliases(appearance: Appearance, mut aliases: Vec<String>) -> Option<Appearance> {
    if aliases.is_empty() && appearance.members.is_empty() {
        return None;
    }
    aliases.sort_unstable();
    aliases.dedup();
    Some(Appearance { aliases, ..appearance })
}

fn parse(line: &str) -> Result<Record, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| format!("not JSON: {error}"))?;
    let document = value["document"]["id"].as_str().ok_or("`document` has no `id`")?.to_owned();
    let entities = value["entities"].as_array().ok_or("there are no `entities`")?;
    Ok(Record { document, entities: entities.iter().filter_map(appearance).collect() })
}

fn appearance(entity: &Value) -> Option<Appearance> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let list = |field: &str| entity[field].as_array().into_iter().flatten();
    let kind = entity["kind"].as_str()?;
    let kind = EntityKind::ALL.into_iter().find(|known| known.name() == kind).unwrap_or(EntityKind::Unknown);
    let names = list("mentions").filter(|mention| mention["form"] == "name");
    let aliases = names.filter_map(|mention| text(&mention["text"])).collect();
    let identifiers = list("identifiers").filter_map(|known| {
        Some(Identifier { scheme: text(&known["scheme"])?, identifier: text(&known["identifier"])? })
    });
    let appearance = Appearance {
        roles: list("roles").filter_map(|role| text(&role["text"])).collect(),
        identifiers: identifiers.collect(),
        members: list("members").filter_map(|member| Some(member.as_u64()? as usize)).collect(),
        ..Appearance::new(entity["id"].as_u64()? as usize, kind, text(&entity["name"])?)
    };
    with_aliases(appearance, aliases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_gives_those_with_names() {
        let line = r#"{"format":"onrecord/1","document":{"id":"a"},"entities":[
            {"id":0,"name":"Ann Lee","kind":"person","mentions":[{"text":"Lee","form":"name"},{"text":"she","form":"pronoun"}],
             "roles":[{"text":"mayor"}],"identifiers":[{"scheme":"list","identifier":"1"}]},
            {"id":1,"name":"a spokesman","kind":"person","mentions":[{"text":"a spokesman","form":"description"}]}]}"#;
        let record = parse(line).unwrap();
        let [lee] = &record.entities[..] else { panic!() };
        assert_eq!(
            (record.document.as_str(), lee.name.as_str(), &lee.roles[..]),
            ("a", "Ann Lee", &["mayor".to_owned()][..])
        );
        assert_eq!(
            (&lee.aliases[..], lee.identifiers[0].identifier.as_str()),
            (&["Lee".to_owned()][..], "1")
        );
        assert_eq!(parse("{}").err().unwrap(), "`document` has no `id`");
    }
}
