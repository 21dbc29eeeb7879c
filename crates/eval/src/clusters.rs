use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::chains::{Clusters, b_cubed};
use crate::corpora::{ChainDocument, GoldMention};
use crate::text::read_file;
use crate::{Block, Error, PredictedEntities, PredictedEntity, Table};

/// Which entity of the register an entity of a document is: by document and id there.
pub type Register = BTreeMap<(String, usize), String>;

/// Reads what `onrecord who --format jsonl` writes.
///
/// # Errors
/// If the file can't be read or a line is no entry of a register.
pub fn read_register_jsonl(path: &Path) -> Result<Register, Error> {
    let mut register = Register::new();
    for (line, number) in read_file(path)?.lines().zip(1..) {
        let failed = |message: &str| Error::new(format_args!("{}:{number}", path.display()), message);
        let entry: Value = serde_json::from_str(line).map_err(|e| failed(&format!("not JSON: {e}")))?;
        let no_entry = || failed("expected `id` and `occurrences`: is this the output of `onrecord who`?");
        let id = entry["id"].as_str().ok_or_else(no_entry)?;
        for occurrence in entry["occurrences"].as_array().ok_or_else(no_entry)? {
            let document = occurrence["document"].as_str().ok_or_else(no_entry)?;
            let entity = occurrence["entity"].as_u64().ok_or_else(no_entry)? as usize;
            register.insert((document.to_owned(), entity), id.to_owned());
        }
    }
    Ok(register)
}

/// Scores entities across documents by B-cubed, over the gold mentions of each class.
///
/// A gold mention is answered by the predicted mention that covers its head and differs least from it, and is in the set of
/// that mention's entity. The gold has appositions as mentions ("Fenham's mayor" of "Fenham's mayor Ann Lee"): they are answered
/// by the roles printed beside names. Mentions that nothing answers are each alone in block `clusters`; block `clusters-found` leaves
/// them out, and tells how well what was found is put together. Sets of different topics never meet.
pub fn score_clusters(
    documents: &[ChainDocument],
    predicted: &PredictedEntities,
    register: &Register,
    rows: &[(&str, &[&str])],
) -> Table {
    let columns = ["golds", "golds-found", "p", "r", "f1"];
    let mut all = Block::new("clusters", &columns);
    let mut found = Block::new("clusters-found", &columns);
    for (name, classes) in rows {
        let placed = place(documents, predicted, register, classes);
        let answered: Vec<&Placed> = placed.iter().filter(|mention| mention.response.is_some()).collect();
        let counts = [placed.len() as f64, answered.len() as f64];
        for (block, mentions) in [(&mut all, placed.iter().collect()), (&mut found, answered)] {
            let key = sets(&mentions, |mention| Some(mention.chain.clone()));
            let response = sets(&mentions, |mention| mention.response.clone());
            let figures = b_cubed(&key, &response).figures();
            block.rows.push(((*name).to_owned(), [&counts[..], &figures].concat()));
        }
    }
    Table { blocks: vec![all, found] }
}

/// A gold mention and the two sets it is in.
struct Placed {
    chain: (String, String),
    /// `None` where nothing answers it.
    response: Option<(String, String)>,
}

fn place(
    documents: &[ChainDocument],
    predicted: &PredictedEntities,
    register: &Register,
    classes: &[&str],
) -> Vec<Placed> {
    let mut placed = Vec::new();
    for document in documents {
        let entities = predicted.get(&document.name).map_or(&[][..], Vec::as_slice);
        let by_token = by_token(document, entities);
        for mention in document.mentions.iter().filter(|mention| classes.contains(&mention.class.as_str())) {
            let answer = answer(mention, &by_token);
            let response = answer.map(|id| {
                let own = || format!("{}#{id}", document.name);
                register.get(&(document.name.clone(), id)).cloned().unwrap_or_else(own)
            });
            placed.push(Placed {
                chain: (document.topic.clone(), mention.chain.clone()),
                response: response.map(|id| (document.topic.clone(), id)),
            });
        }
    }
    placed
}

/// A predicted mention, or the role beside one: first and last token, and whose it is.
#[derive(Clone, Copy, Debug)]
struct Predicted {
    tokens: (usize, usize),
    id: usize,
    is_role: bool,
}

/// Of each token the predicted mentions that hold it.
type ByToken = BTreeMap<usize, Vec<Predicted>>;

fn by_token(document: &ChainDocument, entities: &[PredictedEntity]) -> ByToken {
    let mut by_token: ByToken = BTreeMap::new();
    for entity in entities {
        let mentions = entity.mentions.iter().map(|mention| (mention.range, false));
        for (range, is_role) in mentions.chain(entity.roles.iter().map(|&role| (role, true))) {
            let Some(tokens) = document.tokens.touched(range) else { continue };
            for token in tokens.0..=tokens.1 {
                by_token.entry(token).or_default().push(Predicted { tokens, id: entity.id, is_role });
            }
        }
    }
    by_token
}

fn answer(mention: &GoldMention, by_token: &ByToken) -> Option<usize> {
    let (first, last) = mention.tokens;
    let difference = |(a, b): (usize, usize)| a.abs_diff(first) + b.abs_diff(last);
    // "Fenham" isn't its mayor, though it stands in "mayor of Fenham".
    let fits = |of: &&Predicted| {
        let (a, b) = of.tokens;
        let shared = (b.min(last) + 1).saturating_sub(a.max(first));
        !of.is_role || 2 * shared > b + 1 - a
    };
    let candidates = by_token.get(&mention.head)?.iter().filter(fits);
    candidates.min_by_key(|of| (difference(of.tokens), of.id)).map(|of| of.id)
}

fn sets(mentions: &[&Placed], set: impl Fn(&Placed) -> Option<(String, String)>) -> Clusters<usize> {
    let mut sets: BTreeMap<(String, String), BTreeSet<usize>> = BTreeMap::new();
    let mut alone = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        match set(mention) {
            Some(set) => {
                sets.entry(set).or_default().insert(at);
            }
            None => alone.push(BTreeSet::from([at])),
        }
    }
    sets.into_values().chain(alone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PredictedMention;

    /// A document in which each word is a gold mention of the chain that its first letter names.
    fn document(name: &str, words: &str) -> ChainDocument {
        let mut document = ChainDocument { name: name.into(), ..ChainDocument::default() };
        for (at, word) in words.split(' ').enumerate() {
            document.tokens.push(word);
            document.mentions.push(GoldMention {
                tokens: (at, at),
                head: at,
                chain: word[..1].into(),
                class: "PER".into(),
            });
        }
        document
    }

    fn entity(document: &ChainDocument, id: usize, words: &[&str]) -> PredictedEntity {
        let mention = |word: &&str| {
            let start = document.tokens.text().find(word).unwrap();
            PredictedMention { range: (start, start + word.len()), form: "name".into() }
        };
        PredictedEntity {
            id,
            kind: "person".into(),
            mentions: words.iter().map(mention).collect(),
            roles: Vec::new(),
        }
    }

    #[test]
    fn mentions_meet_in_the_register() {
        let documents = [document("one", "ann a2 bo"), document("two", "ane b2")];
        let predicted = PredictedEntities::from([
            (
                "one".to_owned(),
                vec![entity(&documents[0], 0, &["ann", "a2"]), entity(&documents[0], 1, &["bo"])],
            ),
            ("two".to_owned(), vec![entity(&documents[1], 0, &["ane"])]),
        ]);
        let joined = Register::from([(("one".into(), 0), "A".into()), (("two".into(), 0), "A".into())]);
        let cells = |register: &Register, block: &str| {
            let table = score_clusters(&documents, &predicted, register, &[("person", &["PER"])]);
            table.block(block).unwrap().rows[0].1.iter().map(|cell| cell.round()).collect::<Vec<_>>()
        };
        // Five mentions; `b2` isn't found, so that it is alone: recall (3 + 1/2 + 1/2) / 5.
        assert_eq!(cells(&joined, "clusters"), [5.0, 4.0, 100.0, 80.0, 89.0]);
        assert_eq!(cells(&joined, "clusters-found"), [5.0, 4.0, 100.0, 100.0, 100.0]);
        // Apart: two of `a` have 2/3, the third 1/3.
        assert_eq!(cells(&Register::new(), "clusters-found"), [5.0, 4.0, 100.0, 67.0, 80.0]);
    }

    #[test]
    fn the_answer_covers_the_head() {
        let mention = GoldMention { tokens: (0, 5), head: 2, chain: "c".into(), class: "PER".into() };
        let by_token = |mentions: &[((usize, usize), usize, bool)]| {
            let mut map = ByToken::new();
            for &(tokens, id, is_role) in mentions {
                for token in tokens.0..=tokens.1 {
                    map.entry(token).or_default().push(Predicted { tokens, id, is_role });
                }
            }
            map
        };
        let named = by_token(&[((1, 2), 7, false), ((2, 2), 8, false), ((4, 5), 9, false)]);
        assert_eq!(answer(&mention, &named), Some(7));
        assert_eq!(answer(&mention, &by_token(&[((4, 5), 9, false)])), None);
        // A role is mentioned by what is most of it.
        assert_eq!(answer(&mention, &by_token(&[((2, 4), 7, true)])), Some(7));
        assert_eq!(answer(&mention, &by_token(&[((2, 12), 7, true)])), None);
    }
}
