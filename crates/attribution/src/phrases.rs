use std::collections::HashMap;

/// Texts, as words, in which a run of words is looked up without reading them again.
pub(crate) struct Phrases<'w> {
    texts: &'w [Vec<String>],
    /// Where each run of three words stands: text and index of its first word, in order.
    places: HashMap<[&'w str; RUN], Vec<(usize, usize)>>,
}

const RUN: usize = 3;
/// So many places of a run are looked at. Only a text made to be repetitive has more.
const MOST_PLACES: usize = 64;

impl<'w> Phrases<'w> {
    pub(crate) fn new(texts: &'w [Vec<String>]) -> Phrases<'w> {
        let mut places: HashMap<_, Vec<_>> = HashMap::new();
        for (text, words) in texts.iter().enumerate() {
            for (at, run) in words.windows(RUN).enumerate() {
                places.entry(std::array::from_fn(|i| run[i].as_str())).or_default().push((text, at));
            }
        }
        Phrases { texts, places }
    }

    /// The texts in which at least four fifths of `part`, but for its ends, stand in one run; in order, some more
    /// than once. A part of fewer than three words is in none.
    pub(crate) fn holding_most<'p>(&'p self, part: &'p [String]) -> impl Iterator<Item = usize> + 'p {
        let needed = (part.len() * 4).div_ceil(5);
        // Whichever ends are left out, these words are not.
        let middle = part.len() - needed..needed;
        let run = |at: usize| std::array::from_fn::<&str, RUN, _>(|i| &part[at + i]);
        let rarest = (middle.start..(middle.end + 1).saturating_sub(RUN))
            .map(|at| (at, self.places.get(&run(at)).map_or(&[][..], Vec::as_slice)))
            .min_by_key(|(_, places)| places.len());
        rarest.into_iter().flat_map(move |(at, places)| {
            let holds = move |&&(text, place): &&(usize, usize)| {
                let whole = &self.texts[text];
                let before = part[..at].iter().rev().zip(whole[..place].iter().rev());
                let after = part[at..].iter().zip(&whole[place..]);
                before.take_while(|(a, b)| a == b).count() + after.take_while(|(a, b)| a == b).count()
                    >= needed
            };
            places.iter().take(MOST_PLACES).filter(holds).map(|&(text, _)| text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    /// Whether most of `part` stands in `whole`, by trying every run.
    fn holds_most(whole: &[String], part: &[String]) -> bool {
        let needed = (part.len() * 4).div_ceil(5);
        whole.windows(needed).any(|run| part.windows(needed).any(|words| words == run))
    }

    #[test]
    fn most_of_a_phrase_is_found_wherever_it_stands() {
        let texts = [
            words("we will row to school if we must"),
            words("a b a b a b b a b a"),
            words("so we will row to school"),
            words("a b"),
        ];
        let phrases = Phrases::new(&texts);
        let found = |part: &str| phrases.holding_most(&words(part)).collect::<Vec<_>>();
        assert_eq!(found("they will row to school"), [0, 2]);
        assert_eq!(found("will row to school they say"), [0; 0]);
        // Every part of five to nine words in an alphabet of two, in which runs come again and again.
        for length in 5..10 {
            for bits in 0..1 << length {
                let part: Vec<String> =
                    (0..length).map(|i| if bits >> i & 1 == 1 { "a" } else { "b" }.to_owned()).collect();
                let expected = holds_most(&texts[1], &part);
                assert_eq!(phrases.holding_most(&part).any(|text| text == 1), expected, "{part:?}");
            }
        }
    }
}
