//! The `dehusk` program.

#![forbid(unsafe_code)]

mod batch;
mod document;
mod evaluate;
mod extract;
mod inspect;
mod options;
mod page_io;
mod site;
mod sniff;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, FromArgMatches, Subcommand};
use std::error::Error;
use std::process::ExitCode;

type AnyError = Box<dyn Error + Send + Sync>;

const ABOUT: &str = "Extracts the main content of HTML pages: the article without menus, \
                     sidebars, footers and banners";
const SHORT_FORM: &str = "`dehusk page.html` is short for `dehusk extract page.html`.";
const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  failed; the reason is on standard error
  2  wrong usage
For two more codes of batch, see dehusk batch --help.";

#[derive(Subcommand)]
enum Command {
    Extract(extract::Arguments),
    Inspect(inspect::Arguments),
    Batch(Box<batch::Arguments>),
    Evaluate(evaluate::Arguments),
    Site(site::Arguments),
    /// Prints a completion script for a shell.
    #[command(
        after_help = "Example: dehusk completions bash > ~/.local/share/bash-completion/completions/dehusk"
    )]
    Completions {
        /// The shell that reads it
        shell: clap_complete::Shell,
    },
    /// Prints a man page, in roff.
    #[command(after_help = "Example: dehusk man batch | man -l -")]
    Man {
        /// The command to describe, such as batch or site learn [default: the whole program]
        command: Vec<String>,
    },
}

/// The whole command line. Without a command, the arguments are those of `extract`.
fn command_line() -> clap::Command {
    let program = extract::Arguments::augment_args(clap::Command::new("dehusk"));
    let mut program = Command::augment_subcommands(program)
        .version(env!("CARGO_PKG_VERSION"))
        .about(ABOUT)
        .long_about(format!("{ABOUT}\n\n{SHORT_FORM}"))
        .after_help(EXIT_CODES)
        .args_conflicts_with_subcommands(true)
        .subcommand_negates_reqs(true);
    program.build();
    program
}

fn main() -> ExitCode {
    let matches = command_line().try_get_matches().unwrap_or_else(|error| {
        if let Some(argument) = surplus_page(&error) {
            let complaint = format!(
                "unexpected argument '{argument}': without a command, dehusk extracts one page; \
                 dehusk batch extracts many"
            );
            command_line().error(ErrorKind::UnknownArgument, complaint).exit();
        }
        error.exit()
    });
    let command = match matches.subcommand() {
        Some(_) => Command::from_arg_matches(&matches),
        None => extract::Arguments::from_arg_matches(&matches).map(Command::Extract),
    };
    let done = match command.unwrap_or_else(|error| error.exit()) {
        Command::Batch(arguments) => batch::run(&arguments),
        Command::Extract(arguments) => done(extract::run(&arguments)),
        Command::Inspect(arguments) => done(inspect::run(&arguments)),
        Command::Evaluate(arguments) => done(evaluate::run(&arguments)),
        Command::Site(arguments) => done(site::run(&arguments)),
        Command::Completions { shell } => done(print_completions(shell)),
        Command::Man { command } => done(print_man_page(&command)),
    };
    done.unwrap_or_else(|error| {
        eprintln!("dehusk: {error}");
        ExitCode::FAILURE
    })
}

/// The second of several pages, or of a misspelt command and its page. Clap takes it for a command
/// that cannot come after a page.
fn surplus_page(error: &clap::Error) -> Option<String> {
    match error.get(ContextKind::InvalidSubcommand)? {
        ContextValue::String(name)
            if error.kind() == ErrorKind::ArgumentConflict
                && command_line().find_subcommand(name).is_none() =>
        {
            Some(name.clone())
        }
        _ => None,
    }
}

fn done(result: Result<(), AnyError>) -> Result<ExitCode, AnyError> {
    result.map(|()| ExitCode::SUCCESS)
}

/// Exits with the usage of a command and what is wrong with its arguments.
fn exit_with_usage(command: &str, complaint: &str) -> ! {
    let mut program = command_line();
    let command = program.find_subcommand_mut(command).expect("one of the commands above");
    command.error(ErrorKind::ArgumentConflict, complaint).exit()
}

fn print_completions(shell: clap_complete::Shell) -> Result<(), AnyError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command_line(), "dehusk", &mut script);
    Ok(page_io::print(&script)?)
}

fn print_man_page(names: &[String]) -> Result<(), AnyError> {
    let mut command = command_line();
    for name in names {
        command = command.find_subcommand(name).cloned().unwrap_or_else(|| {
            exit_with_usage("man", &format!("unknown command `{}`", names.join(" ")))
        });
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(page_io::print(&page)?)
}
