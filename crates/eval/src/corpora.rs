//! Gold corpora of names and of coreference, read as their publishers give them.
//!
//! A corpus that gives tokens becomes text here ([`Tokens`]), and keeps the way from tokens to that text: the text is what
//! onrecord is given, and its spans are compared with the gold ones in the text's code points.

mod chains;
mod gap;
mod meantime;
mod newswcl50;
mod ontogum;
mod tagged;
mod tokens;

use std::path::{Path, PathBuf};

pub use chains::{ChainDocument, GoldMention};
pub use gap::{GapExample, Gender, read_gap};
pub use meantime::read_meantime;
pub use newswcl50::read_newswcl50;
pub use ontogum::read_ontogum;
pub use tagged::{TaggedDocument, is_held_out, read_conllpp2020, read_uner_pud, read_worldwide};
pub use tokens::Tokens;

use crate::Error;

/// The files of a folder whose names end so, in the order of their names.
fn files(folder: &Path, ending: &str) -> Result<Vec<(String, PathBuf)>, Error> {
    let failed = |e| Error::new(folder.display(), e);
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        names.extend(entry.map_err(failed)?.file_name().into_string().ok());
    }
    names.retain(|name| name.ends_with(ending));
    names.sort_unstable();
    if names.is_empty() {
        return Err(Error::new(folder.display(), format!("no file named *{ending}: is this the corpus?")));
    }
    Ok(names.into_iter().map(|name| (name.clone(), folder.join(name))).collect())
}
