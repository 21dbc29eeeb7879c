use std::collections::BTreeMap;
use std::path::Path;

use super::chains::{Brackets, ChainDocument, GoldMention};
use super::{Tokens, files};
use crate::Error;
use crate::text::read_file;

/// The news and interviews of GUM's dev and test splits, as its `splits.md` has them.
const DOCUMENTS: [&str; 8] = [
    "GUM_interview_cyclone",
    "GUM_interview_gaming",
    "GUM_interview_hill",
    "GUM_interview_libertarian",
    "GUM_news_homeopathic",
    "GUM_news_iodine",
    "GUM_news_nasa",
    "GUM_news_sensitive",
];

/// OntoGUM's chains (`conll/`) over GUM's text and trees (`gum-conllu/`). The topic of a document is its genre.
///
/// # Errors
/// If a file can't be read, or the two don't have the same tokens.
pub fn read_ontogum(folder: &Path) -> Result<Vec<ChainDocument>, Error> {
    let mut documents = Vec::new();
    for (file, path) in files(&folder.join("conll"), ".conll")? {
        let name = file.trim_end_matches(".conll").to_owned();
        if !DOCUMENTS.contains(&name.as_str()) {
            continue;
        }
        let (tokens, heads) =
            parse_conllu(&read_file(&folder.join("gum-conllu").join(format!("{name}.conllu")))?);
        let mut document = ChainDocument { tokens, heads, ..ChainDocument::default() };
        let mut brackets = Brackets::default();
        let mut count = 0;
        for line in read_file(&path)?.lines() {
            let [_, word, chains] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
            if count >= document.heads.len() || document.word(count) != word {
                return Err(Error::new(
                    path.display(),
                    format!("token {count}, `{word}`, is another one in gum-conllu"),
                ));
            }
            brackets.numbers(chains, count);
            count += 1;
        }
        document.mentions = brackets
            .closed
            .into_iter()
            .map(|(first, last, chain)| GoldMention {
                tokens: (first, last),
                head: document.head_of((first, last)),
                chain,
                class: String::new(),
            })
            .collect();
        document.mentions.sort_by_key(|mention| (mention.tokens.0, std::cmp::Reverse(mention.tokens.1)));
        document.topic = name.split('_').nth(1).unwrap_or_default().to_owned();
        document.name = name;
        documents.push(document);
    }
    Ok(documents)
}

/// Text and trees. A paragraph is a line of the text.
fn parse_conllu(conllu: &str) -> (Tokens, Vec<usize>) {
    let mut tokens = Tokens::default();
    let mut heads = Vec::new();
    let mut sentence: Vec<(usize, usize)> = Vec::new();
    // Last word of a token that is several words ("don't"), and whether a blank follows it.
    let mut several: Option<(usize, bool)> = None;
    let mut blank = false;
    for line in conllu.lines() {
        if line.starts_with("# newpar") && !line.starts_with("# newpar_block") {
            tokens.end_line();
        }
        if line.is_empty() {
            finish(&mut sentence, &mut heads);
            several = None;
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, word, _, _, _, _, head, .., misc] = fields[..] else { continue };
        let spaced = !misc.split('|').any(|feature| feature == "SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            several = last.parse().ok().map(|last| (last, spaced));
        } else if let (Ok(id), Ok(head)) = (id.parse::<usize>(), head.parse::<usize>()) {
            tokens.push_spaced(word, blank);
            blank = match several {
                Some((last, _)) if id < last => false,
                Some((last, spaced)) if id == last => spaced,
                _ => spaced,
            };
            sentence.push((id, head));
        }
    }
    finish(&mut sentence, &mut heads);
    (tokens, heads)
}

/// Heads by number in the sentence become indexes of tokens.
fn finish(sentence: &mut Vec<(usize, usize)>, heads: &mut Vec<usize>) {
    let before = heads.len();
    let index: BTreeMap<usize, usize> =
        sentence.iter().enumerate().map(|(at, &(id, _))| (id, before + at)).collect();
    for (at, (_, head)) in sentence.drain(..).enumerate() {
        heads.push(index.get(&head).copied().unwrap_or(before + at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_trees_are_read() {
        let line = |id: &str, word: &str, head: &str, misc: &str| {
            format!("{id}\t{word}\t_\t_\t_\t_\t{head}\t_\t_\t{misc}\n")
        };
        let conllu = [
            "# newpar\n# text = Lee doesn't sing.\n".to_owned(),
            line("1", "Lee", "4", "_"),
            line("2-3", "doesn't", "_", "_"),
            line("2", "does", "4", "_"),
            line("3", "n't", "4", "_"),
            line("4", "sing", "0", "SpaceAfter=No"),
            line("5", ".", "4", "_"),
            "\n# newpar\n".to_owned(),
            line("1", "No", "2", "_"),
            line("2", "song", "0", "_"),
        ]
        .concat();
        let (tokens, heads) = parse_conllu(&conllu);
        assert_eq!(tokens.text(), "Lee doesn't sing.\nNo song");
        assert_eq!(heads, [3, 3, 3, 3, 3, 6, 6]);
        assert_eq!(tokens.ranges()[2], (8, 11));
    }
}
