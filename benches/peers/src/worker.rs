//! Runs systems so that a panic, deep recursion or an endless loop does no harm.

use crate::plain;
use crate::systems::{Input, Output, System};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// Some peers walk the tree by recursion.
const STACK: usize = 1 << 30;

/// How a call ended.
pub enum Outcome {
    Done {
        /// `None` where the system does not extract.
        text: Option<String>,
        time: Duration,
    },
    /// It reported an error.
    Refused {
        time: Duration,
    },
    Panicked {
        time: Duration,
    },
    TimedOut,
}

type Job = (&'static System, Arc<Input>);

/// A thread that runs one call after another, and is abandoned if one does not return.
pub struct Worker {
    jobs: Sender<Job>,
    outcomes: Receiver<Outcome>,
    limit: Duration,
}

impl Worker {
    pub fn new(limit: Duration) -> Worker {
        let (jobs, accept) = mpsc::channel::<Job>();
        let (report, outcomes) = mpsc::channel();
        thread::Builder::new()
            .stack_size(STACK)
            .spawn(move || {
                for (system, page) in accept {
                    if report.send(call(system, &page)).is_err() {
                        return;
                    }
                }
            })
            .expect("a thread can be started");
        Worker { jobs, outcomes, limit }
    }

    pub fn run(&mut self, system: &'static System, page: &Arc<Input>) -> Outcome {
        let sent = self.jobs.send((system, Arc::clone(page)));
        let outcome = match sent {
            Ok(()) => self.outcomes.recv_timeout(self.limit),
            Err(_) => Err(RecvTimeoutError::Disconnected),
        };
        outcome.unwrap_or_else(|_| {
            *self = Worker::new(self.limit);
            Outcome::TimedOut
        })
    }
}

fn call(system: &System, page: &Input) -> Outcome {
    let start = Instant::now();
    let result = panic::catch_unwind(AssertUnwindSafe(|| (system.run)(page)));
    let time = start.elapsed();
    match result {
        Ok(Some(Output::Text(text))) => Outcome::Done { text: Some(text), time },
        Ok(Some(Output::Html(html))) => Outcome::Done { text: Some(plain::text(&html)), time },
        Ok(Some(Output::None)) => Outcome::Done { text: None, time },
        Ok(None) => Outcome::Refused { time },
        Err(_) => Outcome::Panicked { time },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    fn outcome(run: fn(&Input) -> Option<Output>) -> (Outcome, Outcome) {
        let system: &'static System =
            Box::leak(Box::new(System { name: "test", package: "test", run }));
        let good: &'static System = Box::leak(Box::new(System {
            name: "good",
            package: "good",
            run: |_| Some(Output::Text("after".to_owned())),
        }));
        let url = Url::parse("https://example.org/").expect("an address");
        let page = Arc::new(Input { html: String::new(), url, is_titled: false });
        let mut worker = Worker::new(Duration::from_millis(500));
        (worker.run(system, &page), worker.run(good, &page))
    }

    #[test]
    fn what_goes_wrong_is_told_and_the_next_call_goes_right() {
        let after = |outcome| {
            let Outcome::Done { text: Some(text), .. } = outcome else { panic!("no text") };
            assert_eq!(text, "after");
        };
        let (panicked, next) = outcome(|_| panic!("of the test"));
        assert!(matches!(panicked, Outcome::Panicked { .. }));
        after(next);
        let (refused, next) = outcome(|_| None);
        assert!(matches!(refused, Outcome::Refused { .. }));
        after(next);
        let (late, next) = outcome(|_| {
            thread::sleep(Duration::from_secs(5));
            None
        });
        assert!(matches!(late, Outcome::TimedOut));
        after(next);
    }
}
