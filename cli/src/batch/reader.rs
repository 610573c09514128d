//! Feeds all inputs into the pipeline.

use super::input::{InputError, Names, Payload, Position, Source, Sources};
use super::pipeline::{Closed, Feed};
use super::resume::Done;
use crate::page_io::is_same_file;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

pub type Task = (Position, Result<Payload, InputError>);

/// What to read.
pub struct Inputs {
    pub names: Names,
    /// The command that opens an input.
    pub command: Option<Arc<str>>,
    /// What an earlier run has read.
    pub done: Done,
    /// The files that are written, which may be in a folder that is read.
    pub own_files: Vec<PathBuf>,
    pub bytes_read: Arc<AtomicU64>,
}

impl Inputs {
    /// Reads until the inputs end or the pipeline closes.
    pub fn read_into<T>(self, feed: &Feed<Task, T>) {
        // Nothing else can fail, because errors are fed as well.
        let _: Result<(), Closed> = self.read(feed);
    }

    fn read<T>(mut self, feed: &Feed<Task, T>) -> Result<(), Closed> {
        let mut seen = HashSet::new();
        let names = std::mem::replace(&mut self.names, Names::new(Vec::new(), None));
        for name in names {
            let name = match name {
                Ok(name) => name,
                Err(error) => {
                    send_unreadable(feed, "--list".into(), error.to_string())?;
                    continue;
                }
            };
            let sources: Sources = match &self.command {
                Some(command) => Box::new(std::iter::once(Ok(Source::of_command(&name, command)))),
                None => Source::all(&name),
            };
            for source in sources {
                match source {
                    Ok(source) if self.is_own(&source) => {}
                    Ok(source) if self.done.has_all_of(&source.name) => {}
                    Ok(source) if seen.insert(source.name.clone()) => {
                        self.read_source(&source, feed)?;
                    }
                    Ok(_) => {}
                    Err((source, message)) => send_unreadable(feed, source, message)?,
                }
            }
        }
        Ok(())
    }

    fn is_own(&self, source: &Source) -> bool {
        self.own_files.iter().any(|own| is_same_file(Path::new(&*source.name), own))
    }

    fn read_source<T>(&self, source: &Source, feed: &Feed<Task, T>) -> Result<(), Closed> {
        let mut reader = match source.open(&self.bytes_read) {
            Ok(reader) => reader,
            Err(error) => return send_unreadable(feed, source.name.clone(), error.to_string()),
        };
        while let Some((record, payload)) = reader.next_payload() {
            let position = Position { source: source.name.clone(), record };
            if !self.done.has(&position) {
                let size = payload.as_ref().map_or(0, Payload::size);
                feed.send((position, payload), size)?;
            }
        }
        Ok(())
    }
}

fn send_unreadable<T>(
    feed: &Feed<Task, T>,
    source: Arc<str>,
    message: String,
) -> Result<(), Closed> {
    feed.send((Position { source, record: 1 }, Err(InputError::Unreadable(message))), 0)
}
