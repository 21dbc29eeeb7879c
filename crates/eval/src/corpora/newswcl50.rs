use std::path::Path;

use super::chains::{Brackets, ChainDocument, GoldMention};
use crate::Error;
use crate::text::read_file;

/// NewsWCL50: ten events (topics) by five outlets each. Chains run through an event. Classes are those of its names:
/// ACTOR, COUNTRY, GROUP, MISC, OBJECT, EVENT, ACTION.
///
/// # Errors
/// If the file can't be read.
pub fn read_newswcl50(folder: &Path) -> Result<Vec<ChainDocument>, Error> {
    let conll = read_file(&folder.join("NewsWCL50.conll"))?;
    Ok(parse_conll(
        &conll,
        |name| name.split('/').next().unwrap_or_default().to_owned(),
        |chain| chain.rsplit('_').next().unwrap_or_default().to_owned(),
    ))
}

/// Reads columns document, sentence, token, word and chains. A sentence is a line of the text, unless a quotation goes on in the next.
pub(super) fn parse_conll(
    conll: &str,
    topic: fn(&str) -> String,
    class: fn(&str) -> String,
) -> Vec<ChainDocument> {
    let mut documents: Vec<ChainDocument> = Vec::new();
    let mut brackets = Brackets::default();
    let finish = |documents: &mut Vec<ChainDocument>, brackets: &mut Brackets| {
        let closed = std::mem::take(brackets).closed;
        let Some(document) = documents.last_mut() else { return };
        let mention = |(first, last, chain): (usize, usize, String)| GoldMention {
            tokens: (first, last),
            head: document.head_of((first, last)),
            class: class(&chain),
            chain,
        };
        let mut mentions: Vec<GoldMention> = closed.into_iter().map(mention).collect();
        mentions.sort();
        mentions.dedup();
        document.mentions = mentions;
    };
    for line in conll.lines() {
        if let Some(rest) = line.strip_prefix("#begin document ") {
            finish(&mut documents, &mut brackets);
            let name = rest.split(';').next().unwrap_or_default().trim().trim_matches(['(', ')']).to_owned();
            documents.push(ChainDocument { topic: topic(&name), name, ..ChainDocument::default() });
        }
        let Some(document) = documents.last_mut() else { continue };
        if line.trim().is_empty() {
            document.tokens.end_sentence();
        }
        let [_, _, _, word, chains, ..] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        document.tokens.push(word);
        brackets.parts(chains, document.tokens.ranges().len() - 1);
    }
    finish(&mut documents, &mut brackets);
    documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_and_chains_are_read() {
        let conll = "#begin document 0/-/0_L; part 000\n\
            0\t0\t0\tMayor\t(0_Lee_ACTOR\t\n0\t0\t1\tLee\t0_Lee_ACTOR)\t\n0\t0\t2\tsang\t-\t\n\n\
            0\t1\t0\tShe\t(0_Lee_ACTOR)\t\n#end document\n\
            #begin document 0/-/0_R; part 000\n0\t0\t0\tKell\t(0_Kell_COUNTRY)\t\n";
        let documents =
            parse_conll(conll, |n| n[..1].to_owned(), |c| c.rsplit('_').next().unwrap().to_owned());
        assert_eq!(
            documents.iter().map(|d| d.tokens.text()).collect::<Vec<_>>(),
            ["Mayor Lee sang\nShe", "Kell"]
        );
        let mentions: Vec<_> = documents[0].mentions.iter().map(|m| (m.tokens, m.chain.as_str())).collect();
        assert_eq!(mentions, [((0, 1), "0_Lee_ACTOR"), ((3, 3), "0_Lee_ACTOR")]);
        assert_eq!((documents[1].topic.as_str(), documents[1].mentions[0].class.as_str()), ("0", "COUNTRY"));
    }
}
