//! Reads the marks of a paragraph: of all the ways to open, close and ignore them, the cheapest.

use crate::cost;
use crate::mark::{Family, Mark};

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Opens a quotation.
    Open,
    /// Closes the innermost open quotation.
    Close,
    /// Opens again a quotation that is open already, as at the start of each of its paragraphs.
    Reopen,
    /// Belongs to no quotation.
    Ignore,
}

/// The deepest nesting that is read. Further marks are ignored.
const DEEPEST: usize = 3;

/// After this many marks of one paragraph the cheapest reading so far is settled: far more than a paragraph
/// of prose has, and it bounds the memory for anything else.
const SETTLE_AFTER: usize = 1000;

/// Readings dearer than the cheapest by more than this are dropped: more than a full stack left unclosed.
const HOPELESS: u32 = 1500;

/// The families of the open quotations, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stack(u8);

impl Stack {
    // A leading one, then two bits a family.
    pub(crate) const EMPTY: Stack = Stack(1);

    pub(crate) fn depth(self) -> usize {
        (7 - self.0.leading_zeros() as usize) / 2
    }

    fn top(self) -> Option<Family> {
        (self != Stack::EMPTY).then(|| {
            [Family::Double, Family::Single, Family::Guillemet, Family::SingleGuillemet]
                [usize::from(self.0 & 3)]
        })
    }

    fn contains(self, family: Family) -> bool {
        (1..=self.depth()).any(|depth| self.outermost(depth).top() == Some(family))
    }

    fn push(self, family: Family) -> Stack {
        Stack(self.0 << 2 | family as u8)
    }

    fn pop(self) -> Stack {
        Stack(self.0 >> 2)
    }

    /// The outermost `depth` quotations.
    pub(crate) fn outermost(self, depth: usize) -> Stack {
        Stack(self.0 >> (2 * (self.depth().saturating_sub(depth))))
    }

    /// How many of the quotations, from the outermost, `families` opens again in the same order.
    pub(crate) fn reopened_by(self, families: &[Family]) -> usize {
        let same = |depth: usize| self.outermost(depth + 1).top() == Some(families[depth]);
        (0..self.depth().min(families.len())).take_while(|depth| same(*depth)).count()
    }
}

/// One way to have read the marks so far.
#[derive(Clone, Copy)]
struct Path {
    stack: Stack,
    reading: Reading,
    /// Index in the layer before.
    from: u8,
    cost: u32,
}

/// Reads marks that follow the quotations open in `start`. `next` is what the next paragraph begins with.
/// Returns a reading for each mark, and what is open at the end.
pub(crate) fn read(marks: &[Mark], start: Stack, next: &[Family]) -> (Vec<Reading>, Stack) {
    let mut readings = Vec::with_capacity(marks.len());
    let mut stack = start;
    let mut chunks = marks.chunks(SETTLE_AFTER).peekable();
    while let Some(chunk) = chunks.next() {
        let at_end = chunks.peek().is_none();
        stack = read_chunk(chunk, stack, at_end.then_some(next), &mut readings);
    }
    (readings, stack)
}

fn read_chunk(marks: &[Mark], start: Stack, next: Option<&[Family]>, readings: &mut Vec<Reading>) -> Stack {
    let mut paths = vec![Path { stack: start, reading: Reading::Ignore, from: 0, cost: 0 }];
    let mut layers = vec![0];
    for mark in marks {
        let layer = layers[layers.len() - 1]..paths.len();
        layers.push(paths.len());
        extend(&mut paths, layer, mark);
    }
    let last = layers[layers.len() - 1];
    let ending = |path: &Path| {
        let reopened = next.map_or(path.stack.depth(), |next| path.stack.reopened_by(next));
        path.cost + cost::REOPENED * reopened as u32 + cost::UNCLOSED * (path.stack.depth() - reopened) as u32
    };
    // The first of several cheapest; there is always one, since a mark can always be ignored.
    let Some(mut best) = (last..paths.len()).min_by_key(|at| ending(&paths[*at])) else { return start };
    let stack = paths[best].stack;
    let first = readings.len();
    for layer in (1..layers.len()).rev() {
        readings.push(paths[best].reading);
        best = layers[layer - 1] + usize::from(paths[best].from);
    }
    readings[first..].reverse();
    stack
}

/// Appends the paths that reach past `mark` from those in `layer`: the cheapest for each stack.
fn extend(paths: &mut Vec<Path>, layer: std::ops::Range<usize>, mark: &Mark) {
    let (opening, ignoring) = (cost::opening(mark), cost::ignoring(mark));
    let (closing, closing_another) = (cost::closing(mark), cost::closing_another(mark));
    let cheapest = paths[layer.clone()].iter().map(|path| path.cost).min().unwrap_or(0);
    let new = paths.len();
    for at in layer.clone() {
        let path = paths[at];
        if path.cost > cheapest + HOPELESS {
            continue;
        }
        let from = (at - layer.start) as u8;
        let mut reach = |stack: Stack, reading, cost| {
            // Of equals the reading with less inside quotations, so that an odd mark does least harm.
            let cost = path.cost + cost + stack.depth() as u32;
            let path = Path { stack, reading, from, cost };
            match paths[new..].iter_mut().find(|other| other.stack == stack) {
                Some(other) if other.cost <= cost => {}
                Some(other) => *other = path,
                None => paths.push(path),
            }
        };
        let top = path.stack.top();
        if let Some(top) = top {
            let cost = if top == mark.family {
                Some(closing)
            } else if mark.touches.contains(&Some(top)) {
                Some(closing + cost::SWAPPED)
            } else {
                // A mark that could close its own family's quotation is no slip for another.
                (!path.stack.contains(mark.family)).then_some(closing_another)
            };
            if let Some(cost) = cost {
                reach(path.stack.pop(), Reading::Close, cost);
            }
        }
        if top == Some(mark.family) && mark.starts_sentence {
            reach(path.stack, Reading::Reopen, opening + cost::REOPENS_WITHIN);
        }
        reach(path.stack, Reading::Ignore, ignoring);
        if path.stack.depth() < DEEPEST {
            let nested = if top == Some(mark.family) { cost::NESTED_IN_OWN_FAMILY } else { 0 };
            reach(path.stack.push(mark.family), Reading::Open, opening + nested);
        }
    }
}
