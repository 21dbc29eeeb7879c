use std::collections::{BTreeMap, BTreeSet};

use crate::chains::{Agreement, Clusters, b_cubed, ceaf, mentions, muc};
use crate::corpora::ChainDocument;
use crate::{Block, PredictedEntities, PredictedEntity, Table};

/// Scores coreference within documents: CoNLL F1, the mean of the F1 of MUC, B-cubed and CEAF (phi 4).
///
/// Entities with one mention are left out, as the gold has none. Block `coreference` wants the same words of a mention;
/// in block `coreference-heads` a mention is the word that carries it, so that "NASA Administrator Charles Bolden" and
/// "Charles Bolden" may be one: OntoNotes takes titles and relative clauses into a mention, and onrecord doesn't.
pub fn score_coreference(documents: &[ChainDocument], predicted: &PredictedEntities) -> Table {
    let blocks = [("coreference", false), ("coreference-heads", true)].map(|(name, heads)| {
        let mut rows: BTreeMap<&str, Counts> = BTreeMap::new();
        for document in documents {
            let entities = predicted.get(&document.name).map_or(&[][..], Vec::as_slice);
            let counts = Counts::new(&gold(document, heads), &response(document, entities, heads));
            for row in ["all", document.topic.as_str()] {
                rows.entry(row).or_default().add(&counts);
            }
        }
        let mut block = Block::new(
            name,
            &["golds", "predictions", "mentions-f1", "muc-f1", "b-cubed-f1", "ceaf-f1", "conll-f1"],
        );
        block.rows.extend(rows.into_iter().map(|(row, counts)| (row.to_owned(), counts.cells())));
        block
    });
    Table { blocks: blocks.into() }
}

#[derive(Default)]
struct Counts([Agreement; 4]);

impl Counts {
    fn new(key: &Clusters<(usize, usize)>, response: &Clusters<(usize, usize)>) -> Counts {
        Counts([mentions(key, response), muc(key, response), b_cubed(key, response), ceaf(key, response)])
    }

    fn add(&mut self, other: &Counts) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, one)| *sum += one);
    }

    fn cells(&self) -> Vec<f64> {
        let [mentions, metrics @ ..] = &self.0;
        let [muc, b_cubed, ceaf] = metrics.each_ref().map(|metric| metric.figures()[2]);
        let counts = [mentions.recall.1, mentions.precision.1];
        [&counts[..], &[mentions.figures()[2], muc, b_cubed, ceaf, (muc + b_cubed + ceaf) / 3.0]].concat()
    }
}

fn gold(document: &ChainDocument, heads: bool) -> Clusters<(usize, usize)> {
    let mut chains: BTreeMap<&str, usize> = BTreeMap::new();
    let mentions = document.mentions.iter().map(|mention| {
        let next = chains.len();
        let chain = *chains.entry(mention.chain.as_str()).or_insert(next);
        (chain, if heads { (mention.head, mention.head) } else { mention.tokens })
    });
    together(mentions)
}

fn response(document: &ChainDocument, entities: &[PredictedEntity], heads: bool) -> Clusters<(usize, usize)> {
    let mut mentions: Vec<((usize, usize), usize)> = Vec::new();
    for (at, entity) in entities.iter().enumerate() {
        let tokens = entity.mentions.iter().filter_map(|mention| document.tokens.touched(mention.range));
        mentions.extend(tokens.map(|tokens| (tokens, at)));
    }
    // In the order of the text, longer ones first, so that of two mentions with one head the whole one counts.
    mentions.sort_by_key(|&((first, last), at)| (first, std::cmp::Reverse(last), at));
    together(mentions.into_iter().map(|(tokens, at)| {
        let head = document.head_of(tokens);
        (at, if heads { (head, head) } else { tokens })
    }))
}

/// Sets of at least two; a mention that comes twice stays where it came first.
fn together(mentions: impl Iterator<Item = (usize, (usize, usize))>) -> Clusters<(usize, usize)> {
    let mut seen = BTreeSet::new();
    let mut clusters: BTreeMap<usize, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for (cluster, mention) in mentions {
        if seen.insert(mention) {
            clusters.entry(cluster).or_default().insert(mention);
        }
    }
    clusters.into_values().filter(|cluster| cluster.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PredictedMention;
    use crate::corpora::GoldMention;

    /// "Mayor Ann Lee sang . She left ." with Lee and She in one chain.
    fn document() -> ChainDocument {
        let mut document =
            ChainDocument { name: "d".into(), topic: "news".into(), ..ChainDocument::default() };
        "Mayor Ann Lee sang . She left .".split(' ').for_each(|token| document.tokens.push(token));
        document.heads = vec![2, 2, 3, 3, 3, 6, 6, 6];
        let mention = |first, last, head| GoldMention {
            tokens: (first, last),
            head,
            chain: "1".into(),
            class: String::new(),
        };
        document.mentions = vec![mention(0, 2, 2), mention(5, 5, 5)];
        document
    }

    fn table(ranges: &[&str]) -> Table {
        let text = document().tokens.text().to_owned();
        let mention = |words: &&str| {
            let start = text.find(words).unwrap();
            PredictedMention { range: (start, start + words.len()), form: "name".into() }
        };
        let entity = |id: usize, words: &[&str]| PredictedEntity {
            id,
            kind: "person".into(),
            mentions: words.iter().map(mention).collect(),
            roles: Vec::new(),
        };
        let predicted =
            PredictedEntities::from([("d".to_owned(), vec![entity(0, ranges), entity(1, &["sang"])])]);
        score_coreference(&[document()], &predicted)
    }

    #[test]
    fn the_same_words_or_the_same_head() {
        let conll = |table: &Table, block: &str| table.block(block).unwrap().cell("all", "conll-f1").unwrap();
        let whole = table(&["Mayor Ann Lee", "She"]);
        assert_eq!((conll(&whole, "coreference"), conll(&whole, "coreference-heads")), (100.0, 100.0));
        let name = table(&["Ann Lee", "She"]);
        assert_eq!(conll(&name, "coreference-heads"), 100.0);
        // One of two mentions: no link, B-cubed 1/4 each way, one pair of sets with 2*1/4.
        let cells = &name.block("coreference").unwrap().rows[0].1;
        assert_eq!(cells[..], [2.0, 2.0, 50.0, 0.0, 25.0, 50.0, 25.0]);
        assert_eq!(name.block("coreference").unwrap().rows[1].0, "news");
    }
}
