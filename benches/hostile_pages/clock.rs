//! Times that do not depend on the load of the machine.

use std::time::{Duration, Instant};

/// The CPU time of this thread if the system reports it, or else the time that passes.
pub enum Clock {
    Running(Duration),
    Passing(Instant),
}

impl Clock {
    pub fn start() -> Clock {
        running().map_or_else(|| Clock::Passing(Instant::now()), Clock::Running)
    }

    pub fn seconds(&self) -> f64 {
        match self {
            Clock::Running(start) => running().unwrap_or_default().saturating_sub(*start),
            Clock::Passing(start) => start.elapsed(),
        }
        .as_secs_f64()
    }
}

fn running() -> Option<Duration> {
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(statistics.split(' ').next()?.parse().ok()?))
}
