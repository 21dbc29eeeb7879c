//! The same annotations at any number of threads.

use std::num::NonZeroUsize;
use std::thread;

use onrecord_encoder::Encoder;
use onrecord_engine::{Annotations, Document, Engine};

#[test]
fn threads_that_share_an_engine_find_the_same() {
    let engine = Engine::new().unwrap();
    let documents: Vec<Document> = [
        "“We will appeal,” Mayor Ann Lee said on Tuesday.",
        "According to the harbour office, two boats sank. Nobody was hurt, the coastguard said.",
        "MAYOR LEE: We open at nine.\nMR REYES: We never did.",
        "Sato said: “We came in March.\n“The school gave us a room.”\n'We came in March…' HS",
        "",
        "The ferry left at noon with forty people on board.",
        "“It leaks,” Ruiz said, adding: “It has leaked for years.”",
        "Brandt 👩‍🌾 told reporters that the “garden” was gone.",
    ]
    .into_iter()
    .cycle()
    .take(16)
    .enumerate()
    .map(|(number, text)| Document::plain(number.to_string(), text))
    .collect();
    let annotate = |document: &Document| engine.annotate(document).unwrap();
    let expected: Vec<Annotations> = documents.iter().map(annotate).collect();
    assert!(expected.iter().any(|annotations| annotations.attributions.len() > 1));
    for count in [1, 2, 4] {
        let mut found: Vec<(usize, Annotations)> = thread::scope(|scope| {
            let threads: Vec<_> = (0..count)
                .map(|first| {
                    // Each thread takes every `count`th document, so that different ones run at once.
                    let mine = documents.iter().enumerate().skip(first).step_by(count);
                    scope.spawn(move || mine.map(|(i, d)| (i, annotate(d))).collect::<Vec<_>>())
                })
                .collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        found.sort_by_key(|(i, _)| *i);
        let found: Vec<Annotations> = found.into_iter().map(|(_, annotations)| annotations).collect();
        assert_eq!(found, expected, "with {count} threads");
    }
}

#[test]
fn a_text_read_on_many_threads_is_the_same_text() {
    let article = include_str!("../../../../examples/causeway.txt");
    let document = Document::plain("1", article.repeat(3));
    let on = |threads| {
        let encoder = Encoder::new().unwrap().with_threads(NonZeroUsize::new(threads).unwrap());
        Engine::with_encoder(encoder).annotate(&document).unwrap()
    };
    let expected = on(1);
    assert!(expected.attributions.len() > 20);
    for threads in [2, 5] {
        assert_eq!(on(threads), expected, "on {threads} threads");
    }
}
