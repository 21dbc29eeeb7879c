use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressStyle};

/// Work that takes no longer than this shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far the work has come: on standard error, only on a terminal.
pub(super) struct Progress {
    enabled: bool,
    begun: Instant,
    /// Bytes of all inputs, where all are known.
    total: Option<u64>,
    read: Arc<AtomicU64>,
    documents: u64,
    words: u64,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub(super) fn new(wanted: bool, total: Option<u64>, read: Arc<AtomicU64>) -> Progress {
        let enabled = wanted && io::stderr().is_terminal();
        Progress { enabled, begun: Instant::now(), total, read, documents: 0, words: 0, bar: None }
    }

    /// Counts a document that is done.
    pub(super) fn add(&mut self, words: usize) {
        self.documents += 1;
        self.words += words as u64;
    }

    /// Draws again.
    pub(super) fn tick(&mut self) {
        if !self.enabled || self.begun.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| bar(self.total).with_elapsed(self.begun.elapsed()));
        bar.set_position(self.read.load(Ordering::Relaxed));
        bar.set_message(message(self.documents, self.words, self.begun.elapsed()));
        bar.tick();
    }

    /// Clears the line while something else is printed.
    pub(super) fn suspend(&self, print: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Clears the line for good.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (ProgressBar::new(total), "{bar:24} {percent:>3}%  {msg}, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {binary_bytes} read  {msg}, {elapsed}"),
    };
    // The template is a constant; without it the bar is only plainer.
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn message(documents: u64, words: u64, elapsed: Duration) -> String {
    let rate = (words as f64 / elapsed.as_secs_f64().max(0.001)) as u64;
    let noun = if documents == 1 { "document" } else { "documents" };
    format!("{} {noun}, {} words/s", HumanCount(documents), HumanCount(rate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_tells_count_and_rate() {
        assert_eq!(message(1, 500, Duration::from_millis(500)), "1 document, 1,000 words/s");
        assert_eq!(message(1234, 0, Duration::ZERO), "1,234 documents, 0 words/s");
    }

    /// A template that doesn't parse would silently fall back.
    #[test]
    fn the_templates_parse() {
        for total in [None, Some(1)] {
            let bar = bar(total);
            bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
            bar.tick();
        }
    }
}
