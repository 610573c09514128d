//! The progress shown on the terminal.

use super::passed_over::Tally;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The outcome of the records so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Pages that the output had when it was resumed.
    pub resumed: u64,
    pub pages: u64,
    pub failed: u64,
    /// Inputs that could not be read to their end; they are among the failed.
    pub unreadable: u64,
}

/// A progress bar of the bytes read if their total is known, or else a line. Only shown on a
/// terminal.
pub struct Progress {
    bar: ProgressBar,
    bytes_read: Arc<AtomicU64>,
    start: Instant,
    shown: Instant,
}

const INTERVAL: Duration = Duration::from_millis(100);

impl Progress {
    pub fn new(total_bytes: Option<u64>, bytes_read: Arc<AtomicU64>, quiet: bool) -> Progress {
        let bar = match total_bytes {
            _ if quiet => ProgressBar::hidden(),
            Some(bytes) => ProgressBar::new(bytes)
                .with_style(style("{bar:30} {bytes}/{total_bytes}, {eta} left: {msg}")),
            None => ProgressBar::no_length().with_style(style("{spinner} {bytes}: {msg}")),
        };
        Progress { bar, bytes_read, start: Instant::now(), shown: Instant::now() }
    }

    /// Progress that is not shown.
    pub fn hidden() -> Progress {
        Progress::new(None, Arc::default(), true)
    }

    pub fn show(&mut self, counts: &Counts) {
        if self.bar.is_hidden() || self.shown.elapsed() < INTERVAL {
            return;
        }
        self.shown = Instant::now();
        self.bar.set_position(self.bytes_read.load(Ordering::Relaxed));
        self.bar.set_message(format!(
            "{} pages, {:.0} pages/s, {} failed",
            HumanCount(counts.pages),
            self.rate(counts),
            HumanCount(counts.failed),
        ));
    }

    /// Writes a line to standard error.
    pub fn print(&self, line: impl fmt::Display) {
        self.bar.suspend(|| eprintln!("{line}"));
    }

    /// Removes the bar, and prints a one-line summary.
    pub fn finish(&self, counts: &Counts, passed_over: &Tally) -> String {
        self.bar.finish_and_clear();
        let mut summary = format!(
            "{} written, {} failed, {} passed over; {:.1} s, {:.0} pages/s",
            counted(counts.pages, "page"),
            HumanCount(counts.failed),
            counted(passed_over.total(), "record"),
            self.start.elapsed().as_secs_f64(),
            self.rate(counts),
        );
        if counts.resumed > 0 {
            summary += &format!("; {} already there", counted(counts.resumed, "page"));
        }
        if counts.unreadable > 0 {
            let inputs = counted(counts.unreadable, "input");
            summary += &format!("; {inputs} could not be read to the end");
        }
        if passed_over.total() > 0 {
            summary += &format!("\nPassed over: {passed_over}");
        }
        summary
    }

    fn rate(&self, counts: &Counts) -> f64 {
        counts.pages as f64 / self.start.elapsed().as_secs_f64().max(1e-3)
    }
}

/// `1 page`, `2 pages`.
fn counted(count: u64, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {what}{ending}", HumanCount(count))
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
