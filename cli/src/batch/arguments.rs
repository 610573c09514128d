//! The command line.

use super::page::Format;
use super::resume::with_suffix;
use crate::options::ExtractorOptions;
use clap::{Args, ValueEnum};
use std::num::NonZero;
use std::path::PathBuf;

/// Extracts the main content of many pages: WARC files, lines of JSON and HTML files in, a line of
/// JSON for each page out.
#[derive(Args)]
#[command(after_long_help = DETAILS)]
pub struct Arguments {
    /// WARC files, files of JSON lines, HTML files (all of them plain or .gz), folders of such
    /// files, or - for standard input
    #[arg(value_name = "INPUT", required_unless_present = "list")]
    pub inputs: Vec<String>,

    /// A file with the names of more inputs, one a line, or - for standard input
    #[arg(long, value_name = "FILE")]
    pub list: Option<PathBuf>,

    /// A shell command that opens an input: it finds the name in "$1", and writes the content to
    /// its standard output. For example: --open 'aws s3 cp "s3://commoncrawl/$1" -'
    #[arg(long, value_name = "COMMAND")]
    pub open: Option<String>,

    /// Where the pages go: a file, packed if its name ends in .gz, or - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,

    /// Where errors go: a file, or - for the output, among the pages. Unless given, a file beside
    /// the output (pages.errors.jsonl for pages.jsonl), or standard error if the output is standard
    /// output
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,

    /// Go on with an output that is not complete, from the same inputs: what it has is not done
    /// again, and inputs that could not be read are tried again
    #[arg(long, conflicts_with = "overwrite")]
    pub resume: bool,

    /// Replace the output if it exists
    #[arg(long)]
    pub overwrite: bool,

    /// What is written of the main content
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,

    /// Pages that are worked on at once. Unless given, as many as there are cores
    #[arg(long, value_name = "NUMBER")]
    pub jobs: Option<NonZero<usize>>,

    /// The most of a page that is read, in MiB. The parsed page takes some 30 times as much memory,
    /// for each of the jobs
    #[arg(long, value_name = "MIB", default_value_t = 64)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=64))]
    pub page_limit: u16,

    /// Write how long each page took
    #[arg(long)]
    pub timings: bool,

    /// Exit with 0 in place of 3: records that failed are no reason to stop a script
    #[arg(long)]
    pub allow_failures: bool,

    /// Exit with 0 in place of 4: neither are inputs that could not be read
    #[arg(long)]
    pub allow_unreadable: bool,

    /// Show no progress and no summary
    #[arg(short, long)]
    pub quiet: bool,

    #[command(flatten)]
    pub options: ExtractorOptions,
}

const DETAILS: &str = "\
Inputs:
  WARC, 1.0 and 1.1: all responses that are HTML and have a status of 200 to 299, and resources that
  are HTML. Chunks, gzip, deflate and br are undone. The charset is that of the Content-Type header,
  or else it is found as browsers do.
  JSON lines: {\"url\": …, \"html\": …}; the address may be missing.
  HTML files, one page each.
  Inputs are told apart by their names, or else by their first bytes. An input named twice is read
  once.

Output, a line of JSON for each page, in the order of the inputs:
  url, title       null if not known
  text             or markdown, or html, as of --format
  source           where that comes from: the Page as readers see it, or its StructuredData
  confidence       how sure it is that this is the main content, 0 to 1
  metadata         authors, published, modified, site_name, description, language, canonical_url,
                   image, categories, tags, licence, as far as the page has them
  truncated        the page was not read to its end: it came without it, or passes a limit
  fetched          when it was fetched, if the input says so
  input, record    the input, and which record of it, or line, from 1
  milliseconds     how long it took (--timings)

Errors, a line of JSON for each record that failed: error, url (if known), input, record, and
unreadable, which is true if it is the input that could not be read, or not to its end.

Exit codes:
  0  all pages are in the output
  1  stopped before the end, for example as the disk is full: free it, and --resume
  2  the command line is wrong
  3  all inputs were read, and some records failed: they are among the errors
  4  some inputs could not be read, or not to their end: they are among the errors, and --resume
     tries them again

Examples:
  dehusk batch crawl/*.warc.gz -o pages.jsonl.gz
  dehusk batch crawl/*.warc.gz -o pages.jsonl.gz --resume
  dehusk batch --list warc.paths --open 'curl -sf \"https://data.commoncrawl.org/$1\"' -o pages.jsonl
  zstdcat pages.jsonl.zst | dehusk batch - --format markdown > texts.jsonl";

impl Arguments {
    /// What is wrong with them beyond what clap sees.
    pub fn complaint(&self) -> Option<&'static str> {
        let reads_stdin = |name: &str| name == "-";
        let list_is_stdin = self.list.as_ref().is_some_and(|list| list.as_os_str() == "-");
        let input_is_stdin =
            self.open.is_none() && self.inputs.iter().any(|name| reads_stdin(name));
        if list_is_stdin && input_is_stdin {
            Some("--list and an input cannot both be standard input")
        } else if self.resume && self.to_stdout() {
            Some("--resume needs an --output that is a file")
        } else if self.errors_in_output() && !self.to_stdout() {
            Some("--errors can be - only if the output is standard output")
        } else {
            None
        }
    }

    pub fn to_stdout(&self) -> bool {
        self.output.as_os_str() == "-"
    }

    pub fn errors_in_output(&self) -> bool {
        self.errors.as_ref().is_some_and(|errors| errors.as_os_str() == "-")
    }

    /// The file that says, while a resumed run is under way, which inputs are not finished.
    pub fn notes_file(&self) -> PathBuf {
        with_suffix(&self.output, ".unfinished")
    }

    /// The file of the errors, if they go to a file.
    pub fn errors_file(&self) -> Option<PathBuf> {
        match &self.errors {
            Some(_) if self.errors_in_output() => None,
            Some(errors) => Some(errors.clone()),
            None if self.to_stdout() => None,
            None => {
                let plain = match self.output.extension() {
                    Some(extension) if extension.eq_ignore_ascii_case("gz") => {
                        self.output.with_extension("")
                    }
                    _ => self.output.clone(),
                };
                Some(plain.with_extension("errors.jsonl"))
            }
        }
    }

    /// The field of the output that has the main content.
    pub fn field(&self) -> String {
        self.format.to_possible_value().map_or_else(String::new, |name| name.get_name().to_owned())
    }
}
