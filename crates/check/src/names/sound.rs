/// How a name sounds in English, roughly: names of one sound are often one name. `Stephen` and `Steven` sound the same, and so do `Jon` and
/// `John`; `Jim` and `Tim` don't.
pub(crate) fn sound(name: &str) -> String {
    let mut letters = name.to_lowercase();
    for (written, heard) in [
        ("ph", "f"),
        ("gh", ""),
        ("ck", "k"),
        ("sch", "sk"),
        ("th", "t"),
        ("wr", "r"),
        ("kn", "n"),
        ("mb", "m"),
        ("dg", "j"),
    ] {
        letters = letters.replace(written, heard);
    }
    let letters: Vec<char> = letters.chars().collect();
    let mut sound = String::new();
    for (at, c) in letters.iter().enumerate() {
        let before_soft = letters.get(at + 1).is_some_and(|next| matches!(next, 'e' | 'i' | 'y'));
        let heard = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' if at > 0 => continue,
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => 'a',
            'h' | 'w' if at > 0 => continue,
            'c' if before_soft => 's',
            'c' | 'q' => 'k',
            'g' if before_soft => 'j',
            'z' => 's',
            'v' => 'f',
            'x' => {
                sound.push('k');
                's'
            }
            other => *other,
        };
        if !sound.ends_with(heard) {
            sound.push(heard);
        }
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_two_spellings_sounds_the_same() {
        for (a, b) in [
            ("Stephen", "Steven"),
            ("Jon", "John"),
            ("Hilary", "Hillary"),
            ("Katherine", "Catherine"),
            ("Geoff", "Jeff"),
            ("Marc", "Mark"),
        ] {
            assert_eq!(sound(a), sound(b));
        }
        for (a, b) in [("Jim", "Tim"), ("Dan", "Ron"), ("Ken", "Kel")] {
            assert_ne!(sound(a), sound(b));
        }
    }
}
