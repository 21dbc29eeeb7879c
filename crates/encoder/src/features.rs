/// How a word is written: the first half of its token type.
///
/// 0 no capital, 1 the first letter only, 2 all capitals (two letters or more), 3 another mixture.
pub(crate) fn letter_case(word: &str) -> u8 {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let later = letters.clone().any(char::is_uppercase);
    match (first, later) {
        (false, false) => 0,
        (true, false) => 1,
        _ if word.chars().any(char::is_lowercase) => 3,
        _ => 2,
    }
}

/// The stretches of a paragraph inside quotation marks, in bytes, in order: the other half of the token type.
///
/// Cruder than `segment`'s pairing, and kept so on purpose: the model was trained on exactly this, whose
/// reference is `quoted` in `training/onrecord_training/features.py`. An unclosed mark runs to the end.
pub(crate) fn quoted(paragraph: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut open_at = None;
    let mut before: Option<char> = None;
    let mut skip = 0;
    let bytes = paragraph.as_bytes();
    let indent = paragraph.len() - paragraph.trim_start_matches([' ', '\t']).len();
    for (at, c) in paragraph.char_indices() {
        if at < skip {
            before = Some(c);
            continue;
        }
        let pair = matches!(c, '`' | '\'') && bytes.get(at + 1) == Some(&bytes[at]);
        let is_mark = pair || matches!(c, '“' | '”' | '"' | '„' | '‟' | '«' | '»');
        if is_mark {
            let end = at + if pair { 2 } else { c.len_utf8() };
            skip = end;
            let opens = matches!(c, '“' | '„' | '«' | '`');
            match open_at {
                Some(start) if !opens => {
                    out.push(start..at);
                    open_at = None;
                }
                None if !matches!(c, '”' | '»') || before.is_none_or(char::is_whitespace) || at == indent =>
                {
                    open_at = Some(end);
                }
                _ => {}
            }
        }
        before = Some(c);
    }
    if let Some(start) = open_at {
        out.push(start..paragraph.len());
    }
    let doubles = out.len();
    for single in single_quoted(paragraph) {
        let near = out[..doubles].partition_point(|q| q.end < single.start);
        if out[..doubles].get(near).is_none_or(|q| q.start > single.end) {
            out.push(single);
        }
    }
    out.sort_by_key(|q| q.start);
    out
}

/// Between `‘` or `'` before a word and `’` or `'` after one, at most 300 characters, no apostrophe counted:
/// the inside of each.
fn single_quoted(paragraph: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    if !paragraph.contains(['‘', '\'']) {
        return out;
    }
    let chars: Vec<(usize, char)> = paragraph.char_indices().collect();
    let char_at = |i: usize| chars.get(i).map(|&(_, c)| c);
    let word = |c: Option<char>| c.is_some_and(is_word);
    let mut i = 0;
    while i < chars.len() {
        let open = matches!(chars[i].1, '‘' | '\'')
            && !(i > 0 && (word(char_at(i - 1)) || matches!(chars[i - 1].1, '’' | '\'')))
            && char_at(i + 1).is_some_and(|c| is_word(c) || c == '[' || c == '$');
        if !open {
            i += 1;
            continue;
        }
        let mut j = i + 1;
        let close = loop {
            let Some(c) = char_at(j) else { break None };
            // A mark may end the quotation as soon as one character stands inside it.
            if matches!(c, '’' | '\'')
                && j > i + 1
                && char_at(j - 1).is_some_and(|b| is_word(b) || ".,!?…]".contains(b))
                && !word(char_at(j + 1))
            {
                break Some(j);
            }
            let passes = match c {
                '‘' | '\n' => false,
                '\'' => word(char_at(j - 1)) && word(char_at(j + 1)),
                _ => true,
            };
            if !passes || j - i > 300 {
                break None;
            }
            j += 1;
        };
        match close {
            Some(j) => {
                out.push(chars[i].0 + chars[i].1.len_utf8()..chars[j].0);
                i = j + 1;
            }
            None => i += 1,
        }
    }
    out
}

/// Python's `\w`.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
