use onrecord_document::EntityKind;

use crate::cast::Cast;

/// "Quill" becomes "Quell" half-way down: a surname that nobody is introduced with, and that a slip of the pen makes of
/// the surname of one who is. The rarer is the slip.
pub(crate) fn join_misspelt(cast: &mut Cast) {
    let people: Vec<usize> = (0..cast.figures.len())
        .filter(|&f| cast.figures[f].kind == EntityKind::Person && !cast.figures[f].parts.is_empty())
        .take(MOST_PEOPLE)
        .collect();
    for &stranger in &people {
        let parts = cast.figures[stranger].parts.clone();
        let mut likely = people.iter().copied().filter(|&other| {
            let of = &cast.figures[other];
            other != stranger
                && !of.mentions.is_empty()
                && is_slip(&parts, &of.parts)
                && (parts.len() < of.parts.len() || cast.figures[stranger].mentions.len() < of.mentions.len())
        });
        if let (Some(person), None) = (likely.next(), likely.next()) {
            cast.join(stranger, person, true);
        }
    }
}

/// Every name is held against every other: beyond this many people in one text the rest is left as printed.
const MOST_PEOPLE: usize = 300;

/// Whether one name is probably a slip for the other: the same forename or none, and a surname that differs in one
/// letter, or in two of a long one, or in the order of two.
fn is_slip(name: &[String], of: &[String]) -> bool {
    let (Some(surname), Some(other)) = (name.last(), of.last()) else { return false };
    if surname == other || of.len() < 2 {
        return false;
    }
    if name.len() > 1 && name[..name.len() - 1] != of[..of.len() - 1] {
        return false;
    }
    let length = surname.chars().count().min(other.chars().count());
    let distance = strsim::osa_distance(surname, other);
    let far = if length >= 8 { 2 } else { 1 };
    // A final "s" makes a family of a name, not a slip.
    let plural = surname.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(surname);
    length >= 4 && distance <= far && !plural
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen() {
        let parts = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for (name, of, slip) in [
            ("quell", "mara quill", true),
            ("uqill", "mara quill", true),
            ("mara quell", "mara quill", true),
            ("jonas quell", "mara quill", false),
            ("quills", "mara quill", false),
            ("lea", "ann lee", false),
            ("quill", "quell", false),
        ] {
            assert_eq!(is_slip(&parts(name), &parts(of)), slip, "{name} for {of}");
        }
    }
}
