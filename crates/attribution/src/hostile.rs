//! Texts made to be slow cost no more than long ones.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use onrecord_document::{Attribution, DecidedBy, Span};

use crate::Draft;

/// The attributions of `piece` repeated: in each repetition `source`, `cue` and `content` are a draft of the model.
fn attributions(piece: &str, source: &str, cue: &str, content: &[&str], times: usize) -> Vec<Attribution> {
    let text = piece.repeat(times);
    let span = |base: usize, words: &str| {
        let start = base + piece.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let draft = |base: usize| Draft {
        source: Some(span(base, source)),
        cue: Some(span(base, cue)),
        content: content.iter().map(|words| span(base, words)).collect(),
        decided_by: DecidedBy::Model,
        confidence: 0.9,
    };
    let drafts = (0..times).map(|i| draft(i * piece.len())).collect();
    crate::settled(&text, &onrecord_segment::segment_text(&text), drafts)
}

/// Time that this thread has had on a processor, where the system tells: a busy machine must not fail a test.
fn time_spent() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = spent.and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

#[test]
fn time_grows_with_the_number_of_quotations_only() {
    const TIMES: usize = 1000;
    const MORE: usize = 16;
    for (piece, source, cue, content) in [
        ("“It held,” she said. “No way it did.”\n", "she", "said", &["“It held,”"][..]),
        ("“It held,” she said. “No way it did.” ", "she", "said", &["“It held,”"]),
        ("“Oh, ‘it held all night,’ she said, ", "she", "said", &["it held all night"]),
        ("She said it held “well” and ", "She", "said", &["it held “well”"]),
        // Half of them are let go, and may be a repetition of any other half.
        (
            "“It held all night in the end,” Lee said.\n“It held all day in the end.”\n",
            "Lee",
            "said",
            &["“It held all night in the end,”"],
        ),
        ("LEE: It held all night.\n", "LEE", ":", &["It held"]),
        ("“It held all night.” – Ann Lee\n", "Ann Lee", "–", &["“It held all night.”"]),
        // One is the content of the next.
        ("a said b ", "a", "said", &["b "]),
    ] {
        let time = |times: usize| {
            let start = time_spent();
            assert!(attributions(piece, source, cue, content, times).len() >= times);
            time_spent() - start
        };
        // The system's clock of a thread ticks in milliseconds.
        let few = time(TIMES).max(Duration::from_millis(10));
        let many = time(MORE * TIMES);
        // Four times as much as is due leaves room for caches; what is quadratic takes sixteen times as much.
        assert!(
            many < few * (4 * MORE) as u32,
            "{piece:?}: {few:?} for {TIMES}, {many:?} for {MORE} times that"
        );
    }
}
