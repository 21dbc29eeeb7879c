use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::chains::{ChainDocument, GoldMention};
use super::newswcl50::parse_conll;
use crate::Error;
use crate::text::read_file;

/// MEANTIME: 120 articles of Wikinews. Chains run through all of it, so it has one topic. Classes are PER, ORG, LOC, PRO
/// and FIN. The text is that of the CoNLL file, the mentions those of the JSON file, which knows their heads.
///
/// # Errors
/// If a file can't be read, or a mention doesn't stand in its document.
pub fn read_meantime(folder: &Path) -> Result<Vec<ChainDocument>, Error> {
    let path = folder.join("meantime.conll");
    let conll = read_file(&path)?;
    let mut documents = parse_conll(&conll, |_| String::new(), |_| String::new());
    documents.iter_mut().for_each(|document| document.mentions.clear());
    let starts = sentence_starts(&conll);
    let index: BTreeMap<String, usize> =
        documents.iter().enumerate().map(|(at, document)| (document.name.clone(), at)).collect();

    let path = folder.join("entities_mentions.json");
    let failed = |message: &str| Error::new(path.display(), message);
    let mentions: Value = serde_json::from_str(&read_file(&path)?).map_err(|e| failed(&e.to_string()))?;
    for mention in mentions.as_array().ok_or_else(|| failed("expected a list of mentions"))? {
        let text = |field: &str| mention[field].as_str().unwrap_or_default();
        let number = |field: &str| mention[field].as_u64().map(|n| n as usize);
        let document = text("conll_doc_key");
        let place =
            || failed(&format!("mention {} doesn't stand in the text of {document}", text("mention_id")));
        let at = *index.get(document).ok_or_else(place)?;
        let start = number("sent_id").and_then(|s| starts[at].get(&s).copied()).ok_or_else(place)?;
        let tokens: Vec<usize> = mention["tokens_number"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_u64)
            .map(|n| start + n as usize)
            .collect();
        let (Some(&first), Some(&last), Some(head)) =
            (tokens.iter().min(), tokens.iter().max(), number("mention_head_id"))
        else {
            return Err(place());
        };
        let document = &mut documents[at];
        if last >= document.tokens.ranges().len() {
            return Err(place());
        }
        document.mentions.push(GoldMention {
            tokens: (first, last),
            head: (start + head).clamp(first, last),
            chain: instance(text("coref_chain")).to_owned(),
            class: text("mention_type").to_owned(),
        });
    }
    for document in &mut documents {
        document.mentions.sort();
        document.mentions.dedup();
    }
    Ok(documents)
}

/// What a chain is of: "cross_ORG37" and "intra_ORG37" are one instance, first as it is linked between documents, then within one.
fn instance(chain: &str) -> &str {
    chain.rsplit_once('_').map_or(chain, |(_, instance)| instance)
}

/// For each document the first token of each sentence, by the sentence's number.
fn sentence_starts(conll: &str) -> Vec<BTreeMap<usize, usize>> {
    let mut documents: Vec<BTreeMap<usize, usize>> = Vec::new();
    let mut token = 0;
    for line in conll.lines() {
        if line.starts_with("#begin document ") {
            documents.push(BTreeMap::new());
            token = 0;
        }
        let Some(starts) = documents.last_mut() else { continue };
        if let [_, sentence, _, _, ..] = line.split('\t').collect::<Vec<_>>()[..] {
            if let Ok(sentence) = sentence.parse() {
                starts.entry(sentence).or_insert(token);
            }
            token += 1;
        }
    }
    documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instance_has_one_chain() {
        assert_eq!(instance("cross_intra_ORG37"), "ORG37");
        assert_eq!(instance("intra_ORG37"), "ORG37");
        assert_eq!(instance("ORG37"), "ORG37");
    }
}
