//! Extracts the main content of many pages on all cores in bounded memory.

mod arguments;
mod extraction;
mod input;
mod output;
mod page;
mod passed_over;
mod pipeline;
mod progress;
mod reader;
mod resume;
mod sites;

pub use arguments::Arguments;

use crate::AnyError;
use crate::page_io::{is_same_file, refuse_input_as_output};
use dehusk::{Extractor, Limits};
use extraction::PageExtractor;
use input::Names;
use output::{Errors, LineWriter, Output};
use passed_over::Tally;
use pipeline::Bounds;
use progress::{Counts, Progress};
use reader::Inputs;
use resume::Done;
use sites::{Folder, Learning, Sites};
use std::env;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::thread;

/// How much may be read and not yet written: enough that no core is idle while another one works on
/// a large page.
const TASKS_PER_JOB: usize = 64;
const BYTES_IN_MEMORY: usize = 128 << 20;

/// Extracts all pages, and returns the exit code.
pub fn run(arguments: &Arguments) -> Result<ExitCode, AnyError> {
    if let Some(complaint) = arguments.complaint() {
        crate::exit_with_usage("batch", complaint);
    }
    extract_all(arguments).map(|counts| exit_code(&counts, arguments))
}

fn exit_code(counts: &Counts, arguments: &Arguments) -> ExitCode {
    if counts.unreadable > 0 && !arguments.allow_unreadable {
        ExitCode::from(4)
    } else if counts.failed > counts.unreadable && !arguments.allow_failures {
        ExitCode::from(3)
    } else {
        ExitCode::SUCCESS
    }
}

fn extract_all(arguments: &Arguments) -> Result<Counts, AnyError> {
    refuse_clash(arguments)?;
    let list = arguments.list.as_deref().map(open_list).transpose()?;
    if let Some(folder) = &arguments.load_sites {
        fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    if let Some(folder) = &arguments.save_sites {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let (done, mut output) = open_output(arguments)?;
    let bytes_read = Arc::new(AtomicU64::new(0));
    output.progress = Progress::new(total_bytes(arguments), bytes_read.clone(), arguments.quiet);
    let notes = arguments.notes_file();
    let inputs = Inputs {
        names: Names::new(arguments.inputs.clone(), list),
        command: arguments.open.as_deref().map(Arc::from),
        done,
        own_files: own_files(arguments),
        bytes_read,
    };
    let limits = Limits::default().bytes(usize::from(arguments.page_limit) << 20);
    let mut pages = PageExtractor {
        extractor: arguments.options.extractor().limits(limits),
        format: arguments.format,
        timings: arguments.timings,
        sites: None,
    };
    let jobs = arguments.jobs.or(thread::available_parallelism().ok()).map_or(1, NonZero::get);
    // The folder stays until the last page is extracted.
    let (sites, _folder) = known_sites(arguments, limits, jobs)?.unzip();
    pages.sites = sites.map(Arc::new);
    pipeline::run(
        jobs,
        bounds(jobs),
        move |feed| inputs.read_into(feed),
        move |(position, payload)| pages.outcome(position, payload),
        &mut output,
    )
    .and_then(|()| output.finish())
    .map_err(|error| match arguments.to_stdout() {
        true => format!("standard output: {error}"),
        false => format!("{}: {error}", arguments.output.display()),
    })?;
    if arguments.resume && notes.exists() {
        fs::remove_file(&notes).map_err(|error| format!("{}: {error}", notes.display()))?;
    }
    let summary = output.progress.finish(&output.counts, &output.passed_over);
    if !arguments.quiet {
        eprintln!("{summary}");
    }
    Ok(output.counts)
}

/// The files of output and errors.
fn written_files(arguments: &Arguments) -> Vec<PathBuf> {
    let output = (!arguments.to_stdout()).then(|| arguments.output.clone());
    output.into_iter().chain(arguments.errors_file()).collect()
}

/// All files that a run writes, which may lie in a folder that it reads.
fn own_files(arguments: &Arguments) -> Vec<PathBuf> {
    written_files(arguments).into_iter().chain([arguments.notes_file()]).collect()
}

/// Refuses to write over a file that is read or written.
fn refuse_clash(arguments: &Arguments) -> Result<(), AnyError> {
    let written = written_files(arguments);
    if let [output, errors] = &*written
        && is_same_file(output, errors)
    {
        let output = output.display();
        return Err(format!("{output}: it is the file of both output and errors").into());
    }
    let inputs = || arguments.inputs.iter().map(Path::new).chain(arguments.list.as_deref());
    written.iter().try_for_each(|output| refuse_input_as_output(output, inputs()))
}

fn bounds(jobs: usize) -> Bounds {
    Bounds { tasks: TASKS_PER_JOB * jobs, bytes: BYTES_IN_MEMORY }
}

/// The profiles of sites, if they are asked for: those learned before, and with what all inputs teach,
/// whether or not a run before has extracted some of them already. The folder holds those that there is
/// no room for in memory.
fn known_sites(
    arguments: &Arguments,
    limits: Limits,
    jobs: usize,
) -> Result<Option<(Sites, Folder)>, AnyError> {
    if !arguments.sites && arguments.load_sites.is_none() {
        return Ok(None);
    }
    let within = arguments.save_sites.clone().unwrap_or_else(env::temp_dir);
    let folder = Folder::new(&within)?;
    let sites = Sites::new(&folder, arguments.load_sites.as_deref());
    if !arguments.sites {
        return Ok(Some((sites, folder)));
    }
    let inputs = Inputs {
        names: Names::new(
            arguments.inputs.clone(),
            arguments.list.as_deref().map(open_list).transpose()?,
        ),
        command: arguments.open.as_deref().map(Arc::from),
        done: Done::default(),
        own_files: own_files(arguments),
        bytes_read: Arc::default(),
    };
    // What is learned does not depend on how the content is extracted or written.
    let pages = PageExtractor {
        extractor: Extractor::new().limits(limits),
        format: arguments.format,
        timings: false,
        sites: None,
    };
    let mut learning = Learning { sites: &sites, pages: 0 };
    pipeline::run(
        jobs,
        bounds(jobs),
        move |feed| inputs.read_into(feed),
        move |task| sites::lesson(&pages, task),
        &mut learning,
    )?;
    if !arguments.quiet {
        eprintln!("{} pages learned from", learning.pages);
    }
    if let Some(folder) = &arguments.save_sites {
        sites.save(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(Some((sites, folder)))
}

fn open_list(path: &Path) -> Result<Box<dyn BufRead + Send>, AnyError> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Box::new(BufReader::new(file)))
}

/// Opens the output and the errors, and finds out what they already hold.
fn open_output(arguments: &Arguments) -> Result<(Done, Output), AnyError> {
    let name = |path: &Path, error: AnyError| format!("{}: {error}", path.display());
    let mut done = Done::default();
    let mut counts = Counts::default();
    let resumed = arguments.resume && arguments.output.exists();
    if resumed {
        done = Done::read(&arguments.output, &arguments.field(), &arguments.notes_file())
            .map_err(|error| name(&arguments.output, error))?;
        counts.resumed = done.pages;
    }
    let open = |path: &Path| open_file(path, arguments).map_err(|error| name(path, error));
    let pages = if arguments.to_stdout() {
        LineWriter::stdout()
    } else {
        LineWriter::file(open(&arguments.output)?, &arguments.output)
    };
    let errors = match arguments.errors_file() {
        None if arguments.errors_in_output() => Errors::Output,
        None => Errors::StandardError,
        Some(path) => {
            let notes = arguments.notes_file();
            if arguments.resume && path.exists() {
                counts.failed =
                    done.retain_errors(&path, &notes).map_err(|error| name(&path, error))?;
            } else if resumed {
                done.note_unfinished(&notes).map_err(|error| name(&notes, error))?;
            }
            Errors::File(LineWriter::file(open(&path)?, &path))
        }
    };
    let (passed_over, progress) = (Tally::default(), Progress::hidden());
    Ok((done, Output { pages, errors, counts, passed_over, progress }))
}

fn open_file(path: &Path, arguments: &Arguments) -> Result<File, AnyError> {
    if arguments.resume {
        return Ok(File::options().create(true).append(true).open(path)?);
    }
    if arguments.overwrite {
        return Ok(File::create(path)?);
    }
    // Devices and pipes always exist and lose nothing.
    if path.exists() && !path.is_file() {
        return Ok(File::options().write(true).open(path)?);
    }
    File::create_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            "the file exists: --resume continues it, --overwrite replaces it".into()
        }
        _ => error.into(),
    })
}

/// The bytes of the inputs, if all of them are files.
fn total_bytes(arguments: &Arguments) -> Option<u64> {
    if arguments.list.is_some() || arguments.open.is_some() {
        return None;
    }
    let sizes = arguments.inputs.iter().map(|name| {
        fs::metadata(name).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len())
    });
    sizes.sum()
}
