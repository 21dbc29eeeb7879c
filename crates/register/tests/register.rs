//! Articles in, entries out. An article is written as its id and its entities: `a: Ann Lee (mayor), +Fenland Party`, where `+`
//! is an organization, `=` after a name an identifier, and `&0 2` the first and the third together.

#![allow(clippy::unwrap_used)]

use onrecord_register::{Appearance, Decisions, EntityKind, Identifier, Listing, Register};

fn appearance(entity: usize, text: &str) -> Appearance {
    if let Some(members) = text.strip_prefix('&') {
        let members = members.split(' ').map(|member| member.parse().unwrap()).collect();
        return Appearance { members, ..Appearance::new(entity, EntityKind::Group, "both of them") };
    }
    let (text, role) =
        text.split_once(" (").map_or((text, None), |(name, role)| (name, role.strip_suffix(')')));
    let (text, identifier) = text.split_once('=').map_or((text, None), |(name, known)| (name, Some(known)));
    let (name, alias) = text.split_once('/').map_or((text, None), |(name, alias)| (name, Some(alias)));
    let kind = if name.starts_with('+') { EntityKind::Organization } else { EntityKind::Person };
    let mut appearance = Appearance::new(entity, kind, name.trim_start_matches('+'));
    appearance.roles.extend(role.map(str::to_owned));
    appearance.aliases.extend(alias.map(str::to_owned));
    let known = |id: &str| Identifier { scheme: "list".into(), identifier: id.to_owned() };
    appearance.identifiers.extend(identifier.map(known));
    appearance
}

fn listing(decisions: &str, articles: &[&str]) -> Listing {
    let mut register = Register::new(Decisions::parse("d", decisions).unwrap());
    for article in articles {
        let (id, entities) = article.split_once(": ").unwrap();
        let entities = entities.split(", ").enumerate().map(|(at, text)| appearance(at, text));
        register.add(id, entities.collect());
    }
    register.finish()
}

/// Entries of persons with the articles they are in: `ann-lee: a b`.
fn people(articles: &[&str]) -> Vec<String> {
    shown(&listing("", articles), EntityKind::Person)
}

fn shown(listing: &Listing, kind: EntityKind) -> Vec<String> {
    let entries = listing.entries.iter().filter(|entry| entry.kind == kind);
    let show = |entry: &onrecord_register::Entry| {
        let documents: Vec<&str> = entry.occurrences.iter().map(|o| o.document.as_str()).collect();
        format!("{}: {}", entry.id.split_once('/').unwrap().1, documents.join(" "))
    };
    entries.map(show).collect()
}

#[test]
fn one_name_is_one_person() {
    assert_eq!(people(&["a: Ann Lee", "b: Dr ANN LEE", "c: Ann Moor"]), ["ann-lee: a b", "ann-moor: c"]);
}

#[test]
fn namesakes_of_other_roles_stay_apart() {
    let articles = [
        "a: Bo Marsh (goalkeeper)",
        "b: Bo Marsh (minister), +Kell Council",
        "c: Bo Marsh (finance minister)",
        "d: Bo Marsh, +Kell Council",
    ];
    let listing = listing("", &articles);
    assert_eq!(shown(&listing, EntityKind::Person), ["bo-marsh: a", "bo-marsh-2: b c d"]);
    let uncertain = &listing.uncertain[0];
    assert_eq!((uncertain.a.as_str(), uncertain.b.as_str()), ("person/bo-marsh", "person/bo-marsh-2"));
    assert_eq!(uncertain.why, "the same name, other roles");
    // Nothing tells whose the last article is.
    assert_eq!(
        people(&[&articles[..3], &["e: Bo Marsh"]].concat()),
        ["bo-marsh: a", "bo-marsh-2: b c", "bo-marsh-3: e"]
    );
}

#[test]
fn short_names_go_where_the_company_is() {
    let articles = [
        "a: Ann Lee, +Kell Council",
        "b: Tom Lee, +Odd Hill School",
        "c: Lee, +Kell Council",
        "d: Lee, +Dray Port",
        "e: T. Lee, +Odd Hill School",
    ];
    assert_eq!(people(&articles), ["ann-lee: a c", "tom-lee: b e", "lee: d"]);
    let uncertain = listing("", &articles).uncertain;
    assert_eq!(
        uncertain.iter().map(|pair| pair.b.as_str()).collect::<Vec<_>>(),
        ["person/lee", "person/lee"]
    );
}

#[test]
fn two_of_one_article_are_two() {
    let articles = ["a: Ann Lee, +Kell Council", "b: Ann Lee, Lee, +Kell Council"];
    assert_eq!(people(&articles), ["ann-lee: a b", "lee: b"]);
}

#[test]
fn forms_of_a_name_need_company() {
    assert_eq!(people(&["a: Bill Orme, +Dray Port", "b: William Orme, +Dray Port"]), ["bill-orme: a b"]);
    let apart = listing("", &["a: Bill Orme", "b: William Orme"]);
    assert_eq!(shown(&apart, EntityKind::Person).len(), 2);
    assert_eq!(apart.uncertain[0].why, "names that may be forms of one");
}

#[test]
fn what_is_named_everywhere_is_no_company() {
    let mut articles: Vec<String> =
        (0..60).map(|n| format!("x{n}: Cy Dunn{n} (mayor), +Everywhere")).collect();
    articles.push("a: Bill Orme, +Everywhere".into());
    articles.push("b: William Orme, +Everywhere".into());
    let articles: Vec<&str> = articles.iter().map(String::as_str).collect();
    assert_eq!(people(&articles).len(), 62);
}

#[test]
fn identifiers_join_and_part() {
    assert_eq!(people(&["a: Ann Lee=1", "b: Ann Lee=2", "c: Ann Moor=1"]), ["ann-lee: a c", "ann-lee-2: b"]);
}

#[test]
fn organizations_are_known_by_name_and_acronym() {
    let organizations = |articles: &[&str]| shown(&listing("", articles), EntityKind::Organization);
    let articles = ["a: +The Fenland Party", "b: +Fenland", "c: +Board of River Trade/BRT", "d: +BRT"];
    assert_eq!(organizations(&articles), ["fenland-party: a b", "board-of-river-trade: c d"]);
    let other = [&articles[..], &["e: +Bell Ringing Team/BRT"]].concat();
    assert_eq!(organizations(&other).len(), 4);
}

#[test]
fn a_short_name_of_a_body_needs_an_article_that_has_both() {
    let organizations = |articles: &[&str]| shown(&listing("", articles), EntityKind::Organization);
    let both = "a: +Fenham Boats Inc./Fenham, Ann Lee";
    assert_eq!(organizations(&[both, "b: +Fenham, Ann Lee"]), ["fenham-boats-inc: a b"]);
    assert_eq!(organizations(&["a: +Fenham Boats Inc., Ann Lee", "b: +Fenham, Ann Lee"]).len(), 2);
    // Where another has them apart, they are.
    let school = ["a: +Fenham School/Fenham, Ann Lee", "b: +Fenham School, +Fenham, Ann Lee"];
    assert_eq!(organizations(&school), ["fenham-school: a b", "fenham: b"]);
    // Nor is it enough.
    let apart = listing("", &[both, "b: +Fenham, Bo Marsh"]);
    assert_eq!(shown(&apart, EntityKind::Organization), ["fenham-boats-inc: a", "fenham: b"]);
    assert_eq!(apart.uncertain[0].why, "a short name that may be another's");
    // Of two as near neither.
    let school = "c: +Fenham School/Fenham, Ann Lee";
    assert_eq!(organizations(&[both, school, "b: +Fenham, Ann Lee"]).len(), 3);
}

#[test]
fn spellings_need_company() {
    let organizations = |articles: &[&str]| shown(&listing("", articles), EntityKind::Organization);
    let (a, b) = ("a: +Kell Defence Works/Kell, Ann Lee", "+Kell Defense Works/Kell");
    assert_eq!(organizations(&[a, &format!("b: {b}, Ann Lee")]), ["kell-defence-works: a b"]);
    assert_eq!(organizations(&[a, &format!("b: {b}")]).len(), 2);
}

#[test]
fn a_body_is_no_person_with_a_title() {
    let listing = listing("", &["a: +General Boats", "b: General Ann Lee"]);
    let ids: Vec<&str> = listing.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["organization/general-boats", "person/ann-lee"]);
}

#[test]
fn decisions_are_obeyed() {
    let articles = ["a: Ann Lee", "b: Ann Lee", "c: Ann Lee", "d: Cy Dunn"];
    let split = listing("split\tAnn Lee @ a\tAnn Lee @ b\tAnn Lee @ gone", &articles);
    assert_eq!(shown(&split, EntityKind::Person), ["ann-lee: a c", "ann-lee-2: b", "cy-dunn: d"]);
    let joined = listing("join\tCy Dunn @ d\tann lee @ a", &articles);
    assert_eq!(shown(&joined, EntityKind::Person), ["ann-lee: a b c d"]);
    let both = listing("join\tCy Dunn @ d\tAnn Lee @ b\nsplit\tAnn Lee @ a\tAnn Lee @ b", &articles);
    assert_eq!(shown(&both, EntityKind::Person), ["ann-lee: a c", "ann-lee-2: b d"]);
}

#[test]
fn later_articles_change_no_identifier() {
    let articles = ["a: Ann Lee, +Kell Council", "b: Bo Marsh (goalkeeper)", "c: Bo Marsh (minister)"];
    let before = people(&articles[..2]);
    let after = people(&articles);
    assert_eq!(before[..], after[..2]);
}

/// Thousands of the same surname: the time must not grow with their square.
#[test]
fn an_archive_takes_time_in_proportion() {
    let time = |count: usize| {
        let mut register = Register::new(Decisions::default());
        let began = std::time::Instant::now();
        for n in 0..count {
            let entities = [
                "Lee".to_owned(),
                format!("Ann{} Lee", n % 50),
                format!("+Company {n}"),
                format!("+Port {}", n % 97),
            ];
            register.add(
                &n.to_string(),
                entities.iter().enumerate().map(|(at, text)| appearance(at, text)).collect(),
            );
        }
        assert!(register.finish().entries.len() > 50);
        began.elapsed().as_secs_f64()
    };
    let (small, large) = (time(500), time(2000));
    assert!(large < 12.0 * small + 0.5, "{small} s for 500 articles, {large} s for 2,000");
}

#[test]
fn those_who_speak_together_are_the_same_if_each_is() {
    let listing = listing(
        "",
        &[
            "a: Ann Lee (mayor), +Fenland Party/Fenland, Bo Marsh, &0 2",
            "b: Bo Marsh, Ann Lee (mayor), +Fenland Party, &1 0",
            "c: Ann Lee (mayor), +Fenland Party, Cy Dunn, &0 2, &0 9",
        ],
    );
    assert_eq!(
        shown(&listing, EntityKind::Group),
        ["both-of-them: a b", "both-of-them-2: c", "both-of-them-3: c"]
    );
}
