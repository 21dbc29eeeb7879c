//! Documents with annotations made by hand, for the tests of this crate. Names and events are invented.

#![allow(dead_code, clippy::unwrap_used)]

use onrecord_document::{
    Act, Annotations, Attribution, Block, BlockKind, DecidedBy, Document, Entity, EntityKind, Evidence, Form,
    FoundBy, Identifier, Kind, Mention, Metadata, Origin, Run, Segmentation, Sentence, Span, Speaker,
};

/// What the notation doesn't say of an attribution: kind, act, entity, parent, what decided, confidence.
type Rest = (Kind, Act, Option<usize>, Option<usize>, DecidedBy, f32);

/// Reads text in which `[0s|Ana Brook]` is the source of attribution 0, `c` a cue, `t` a content.
fn read(id: &str, notation: &str, entities: &[(&str, EntityKind)], rest: &[Rest]) -> (Document, Annotations) {
    let mut text = String::new();
    let mut open: Vec<(usize, char, usize)> = Vec::new();
    let mut attributions: Vec<Attribution> = rest
        .iter()
        .map(|&(kind, act, entity, parent, decided_by, confidence)| Attribution {
            kind,
            act,
            source: None,
            speaker: entity.map(|entity| Speaker {
                entity,
                role: None,
                found_by: FoundBy::Name,
                antecedent: None,
                confidence: 0.9,
            }),
            cue: None,
            content: Vec::new(),
            parent,
            evidence: Evidence { decided_by, confidence },
        })
        .collect();
    let mut left = notation;
    while let Some(character) = left.chars().next() {
        left = &left[character.len_utf8()..];
        match character {
            '[' => {
                let (tag, after) = left.split_once('|').unwrap();
                left = after;
                let (number, part) = tag.split_at(tag.len() - 1);
                open.push((number.parse().unwrap(), part.chars().next().unwrap(), text.len()));
            }
            ']' => {
                let (number, part, start) = open.pop().unwrap();
                let span = Span::new(start, text.len());
                let attribution = &mut attributions[number];
                match part {
                    's' => attribution.source = Some(span),
                    'c' => attribution.cue = Some(span),
                    _ => attribution.content.push(span),
                }
            }
            _ => text.push(character),
        }
    }
    let mut entities: Vec<Entity> = entities
        .iter()
        .map(|&(name, kind)| Entity {
            name: name.into(),
            kind,
            members: Vec::new(),
            mentions: Vec::new(),
            roles: Vec::new(),
            identifiers: Vec::new(),
        })
        .collect();
    for attribution in &mut attributions {
        if let (Some(source), Some(speaker)) = (attribution.source, &mut attribution.speaker) {
            mention(&mut entities[speaker.entity], &text, source, speaker);
        }
    }
    let segmentation = Segmentation { sentences: lines(&text), ..Segmentation::default() };
    (Document::plain(id, text), Annotations { segmentation, attributions, entities })
}

/// A source that holds its entity's name mentions it by name, and what stands before the name is a role.
fn mention(entity: &mut Entity, text: &str, source: Span, speaker: &mut Speaker) {
    let words = source.of(text);
    let (span, form) = match words.find(&entity.name) {
        Some(at) => {
            let name = Span::new(source.start + at, source.start + at + entity.name.len());
            let role = Span::new(source.start, name.start).trim(text);
            if !role.is_empty() {
                speaker.role = Some(role);
                entity.roles.push(role);
            }
            (name, Form::Name)
        }
        None if words == "She" => (source, Form::Pronoun),
        None => (source, Form::Description),
    };
    speaker.found_by = match form {
        Form::Pronoun => FoundBy::Pronoun,
        Form::Description => FoundBy::Description,
        _ => FoundBy::Name,
    };
    speaker.antecedent =
        entity.mentions.iter().find(|m| form != Form::Name && m.form == Form::Name).map(|m| m.span);
    if entity.mentions.iter().all(|mention| mention.span != span) {
        entity.mentions.push(Mention { span, form });
    }
}

fn lines(text: &str) -> Vec<Sentence> {
    let mut start = 0;
    let line = |line: &str| {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        Sentence { span, tokens: 0..0 }
    };
    text.split_inclusive('\n').map(line).collect()
}

/// One attribution inside another.
pub fn nested() -> (Document, Annotations) {
    read(
        "nested",
        "[0s|Ana Brook] [0c|said] [0t|[1s|Col Dray] [1c|thought] [1t|it was over]].",
        &[("Ana Brook", EntityKind::Person), ("Col Dray", EntityKind::Person)],
        &[
            (Kind::Indirect, Act::Speech, Some(0), None, DecidedBy::Model, 0.912_345),
            (Kind::Indirect, Act::Thought, Some(1), Some(0), DecidedBy::Model, 0.5),
        ],
    )
}

/// A report from a British paper's page, with a speaker whom a list knows: a statement over several paragraphs, scare quotes, a caption signed with
/// initials, nobody named at the end.
pub fn report() -> (Document, Annotations) {
    use EntityKind::{Group, Organization, Person};
    let decided = DecidedBy::Model;
    let (mut document, mut annotations) = read(
        "reports/marl.html",
        "Novelist Tessa Marl out of Fenland Party after ‘loyalty’ row\n\
         By Jo Quill\n\
         [0s|Novelist Tessa Marl] [0c|has said] [0t|she has been expelled from the Fenland Party for signing a \
         letter in support of two councillors].\n\
         [1s|[2s|The 71-year-old]] [1c|called] it [1t|a “loyalty test”] and [2c|accused] the party’s leader, Sir Alun \
         Pryce, of [2t|“closing every door he can find”].\n\
         [3s|She] [3c|wrote on Chirrup]: [3t|“After 40 years Fenland HQ has decided that I don’t belong. I won’t \
         disown people who did nothing but ask.\n\
         “I am proud to stand beside them, and I’d sign again tomorrow. 📮\n\
         “Sir Alun will never win back the villages by locking the hall.”]\n\
         [4t|‘I am proud to stand beside them, and I’d sign again tomorrow’] [4s|TM]\n\
         [5t|“Letters are welcome,”] [5s|a Fenland spokeswoman] [5c|said], [5t|“but the rules apply to everyone, \
         and we don’t discuss single cases.”]\n\
         [6s|Cllr Idris Webb], one of the two, [6c|said] [6t|[7s|members] [7c|feared] [7t|that more letters would \
         follow]].\n\
         [8c|It is understood] [8t|that an appeal will be heard in May].",
        &[
            ("Tessa Marl", Person),
            ("Sir Alun Pryce", Person),
            ("Fenland Party", Organization),
            ("Idris Webb", Person),
            ("members", Group),
        ],
        &[
            (Kind::Indirect, Act::Speech, Some(0), None, decided, 0.97),
            (Kind::Mixed, Act::Speech, Some(0), None, decided, 0.71),
            (Kind::Direct, Act::Speech, Some(0), None, decided, 0.83),
            (Kind::Direct, Act::Writing, Some(0), None, DecidedBy::ModelAndMarks, 0.991),
            (Kind::Direct, Act::Speech, Some(0), None, DecidedBy::Signature, 0.95),
            (Kind::Direct, Act::Speech, Some(2), None, decided, 0.988),
            (Kind::Indirect, Act::Speech, Some(3), None, decided, 0.9),
            (Kind::Indirect, Act::Feeling, Some(4), Some(6), decided, 0.64),
            (Kind::Indirect, Act::Thought, None, None, decided, 0.58),
        ],
    );
    let known = Identifier { scheme: "popolo".into(), identifier: "person/marl".into() };
    annotations.entities[0].identifiers.push(known);
    let mut blocks = Vec::new();
    let mut start = 0;
    for (number, line) in document.text.split_inclusive('\n').enumerate() {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        let kind = match number {
            0 => BlockKind::Headline,
            1 => BlockKind::Byline,
            4..=6 => BlockKind::BlockQuotation,
            7 => BlockKind::Caption,
            _ => BlockKind::Paragraph,
        };
        blocks.push(Block { span, kind });
    }
    document.blocks = blocks;
    document.metadata = Metadata {
        url: Some("https://fenland-echo.example/politics/marl-expelled?id=7&x=1".into()),
        headline: Some("Novelist Tessa Marl out of Fenland Party after ‘loyalty’ row".into()),
        byline: Some("Jo Quill".into()),
        publisher: Some("Fenland Echo".into()),
        date_published: Some("2031-03-04T08:30:00Z".into()),
        language: Some("en-GB".into()),
        ..Metadata::default()
    };
    document.origin.path = Some("reports/marl.html".into());
    (document, annotations)
}

/// A Windows text file with a byte order mark and hostile characters, so that the text as read differs from the
/// cleaned one; its content crosses a line.
pub fn hostile() -> (Document, Annotations) {
    let (mut document, annotations) = read(
        "a&b/<i>.txt",
        "[0s|<b>Zoë & co</b>] [0c|said]: [0t|“One\n“two”].",
        &[("<b>Zoë & co</b>", EntityKind::Organization)],
        &[(Kind::Direct, Act::Speech, Some(0), None, DecidedBy::Model, f32::NAN)],
    );
    let text = &document.text;
    let line = text.find('\n').unwrap();
    let mut as_read = String::from("\u{feff}");
    as_read.push_str(&text[..line]);
    as_read.push_str("\u{1b}[31m\r\n");
    as_read.push_str(&text[line + 1..]);
    document.origin = Origin {
        path: Some("a&b/<i>.txt".into()),
        to_read: vec![
            Run { from: 0, to: 3, len: line },
            Run { from: line, to: line + 9, len: text.len() - line },
        ],
        as_read: Some(as_read),
        ..Origin::default()
    };
    (document, annotations)
}
