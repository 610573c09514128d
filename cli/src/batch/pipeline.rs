//! One thread that reads, many that work, one that writes, in the order of reading.

use crossbeam_channel::{Receiver, Sender, TryRecvError, bounded};
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How much may be in memory at once: read, and not yet written.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub tasks: usize,
    /// A larger task is processed alone.
    pub bytes: usize,
}

/// Where results go.
pub trait Sink<Done> {
    fn write(&mut self, done: Done) -> io::Result<()>;

    /// The next result will take a while: time to flush.
    fn idle(&mut self) -> io::Result<()>;
}

/// Where the reader puts its tasks.
pub struct Feed<Task, Done> {
    tasks: Sender<(Task, Sender<Done>)>,
    order: Sender<(Receiver<Done>, Permit)>,
    budget: Arc<Budget>,
}

/// The pipeline is closed.
#[derive(Debug)]
pub struct Closed;

impl<Task, Done> Feed<Task, Done> {
    /// Hands a task over, and waits until there is room for it.
    pub fn send(&self, task: Task, size: usize) -> Result<(), Closed> {
        let permit = self.budget.acquire(size);
        let (sender, receiver) = bounded(1);
        // The order first: its bound is that of the tasks.
        self.order.send((receiver, permit)).map_err(|_| Closed)?;
        self.tasks.send((task, sender)).map_err(|_| Closed)
    }
}

/// Runs `read` in one thread, `work` in `workers` threads, and `sink` in this one.
///
/// # Errors
///
/// The first error of the sink. The other threads are then left running, since one of them may wait
/// for input that never comes: the process should exit.
pub fn run<Task, Done>(
    workers: usize,
    bounds: Bounds,
    read: impl FnOnce(&Feed<Task, Done>) + Send + 'static,
    work: impl Fn(Task) -> Done + Send + Sync + 'static,
    sink: &mut impl Sink<Done>,
) -> io::Result<()>
where
    Task: Send + 'static,
    Done: Send + 'static,
{
    let (task_sender, tasks) = bounded::<(Task, Sender<Done>)>(bounds.tasks);
    let (order_sender, order) = bounded(bounds.tasks);
    let budget = Arc::new(Budget::new(bounds.bytes));
    let feed = Feed { tasks: task_sender, order: order_sender, budget };
    let reader = thread::Builder::new().name("reader".into()).spawn(move || read(&feed))?;
    let work = Arc::new(work);
    for number in 1..=workers {
        let (tasks, work) = (tasks.clone(), work.clone());
        thread::Builder::new().name(format!("worker {number}")).spawn(move || {
            for (task, result) in tasks {
                // If nobody waits for it, the run is over.
                let _ = result.send(work(task));
            }
        })?;
    }
    drop(tasks);
    while let Some((result, _permit)) = next(&order, sink)? {
        let done = next(&result, sink)?.ok_or_else(|| io::Error::other("a worker has failed"))?;
        sink.write(done)?;
    }
    reader.join().map_err(|_| io::Error::other("the reader has failed"))
}

/// The next value of the channel, or `None` at its end.
fn next<T, Done>(channel: &Receiver<T>, sink: &mut impl Sink<Done>) -> io::Result<Option<T>> {
    match channel.try_recv() {
        Ok(value) => Ok(Some(value)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            sink.idle()?;
            Ok(channel.recv().ok())
        }
    }
}

/// The bytes in memory.
struct Budget {
    used: Mutex<usize>,
    released: Condvar,
    limit: usize,
}

impl Budget {
    fn new(limit: usize) -> Budget {
        Budget { used: Mutex::new(0), released: Condvar::new(), limit }
    }

    fn acquire(self: &Arc<Self>, size: usize) -> Permit {
        let mut used = self.used();
        while *used > 0 && *used + size > self.limit {
            used = self.released.wait(used).unwrap_or_else(PoisonError::into_inner);
        }
        *used += size;
        Permit { budget: self.clone(), size }
    }

    /// A number cannot be left half changed, so a poisoned lock is no problem.
    fn used(&self) -> MutexGuard<'_, usize> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A share of the budget, returned on drop.
struct Permit {
    budget: Arc<Budget>,
    size: usize,
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self.budget.used() -= self.size;
        self.budget.released.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    struct Collect<F>(Vec<usize>, F);

    impl<F: FnMut(usize) -> io::Result<()>> Sink<usize> for Collect<F> {
        fn write(&mut self, done: usize) -> io::Result<()> {
            self.0.push(done);
            self.1(done)
        }

        fn idle(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    const BOUNDS: Bounds = Bounds { tasks: 8, bytes: 100 };

    #[test]
    fn results_come_in_the_order_of_the_tasks() {
        let mut sink = Collect(Vec::new(), |_| Ok(()));
        let read = |feed: &Feed<usize, usize>| (0..500).for_each(|n| feed.send(n, 1).unwrap());
        let work = |task: usize| {
            thread::sleep(Duration::from_micros(task as u64 * 7919 % 500));
            task
        };
        run(4, BOUNDS, read, work, &mut sink).unwrap();
        assert_eq!(sink.0, (0..500).collect::<Vec<_>>());
    }

    #[test]
    fn the_reader_waits_for_a_slow_sink() {
        for (size, ahead) in [(1, BOUNDS.tasks + 2), (30, 4), (1000, 1)] {
            let sent = Arc::new(AtomicUsize::new(0));
            let counted = sent.clone();
            let read = move |feed: &Feed<usize, usize>| {
                for task in 0..40 {
                    feed.send(task, size).unwrap();
                    counted.fetch_add(1, Ordering::SeqCst);
                }
            };
            let mut most = 0;
            let mut sink = Collect(Vec::new(), |done| {
                thread::sleep(Duration::from_millis(2));
                most = most.max(sent.load(Ordering::SeqCst) - done);
                Ok(())
            });
            run(2, BOUNDS, read, |task| task, &mut sink).unwrap();
            assert_eq!(sink.0.len(), 40);
            assert!(most <= ahead, "{most} tasks of {size} bytes in memory");
        }
    }

    #[test]
    fn an_error_of_the_sink_ends_it() {
        let mut sink =
            Collect(
                Vec::new(),
                |done| {
                    if done == 3 { Err(io::Error::other("full")) } else { Ok(()) }
                },
            );
        // It would never end.
        let read = |feed: &Feed<usize, usize>| while feed.send(3, 1).is_ok() {};
        assert_eq!(run(2, BOUNDS, read, |task| task, &mut sink).unwrap_err().to_string(), "full");
    }

    #[test]
    fn a_failed_reader_is_no_end() {
        let mut sink = Collect(Vec::new(), |_| Ok(()));
        let read = |feed: &Feed<usize, usize>| {
            feed.send(1, 1).unwrap();
            panic!("on purpose");
        };
        assert!(run(1, BOUNDS, read, |task| task, &mut sink).is_err());
        assert_eq!(sink.0, [1]);
    }
}
