//! The command line.

use super::extraction::Format;
use super::resume::with_suffix;
use crate::options::ExtractorOptions;
use clap::{Args, ValueEnum};
use std::num::NonZero;
use std::path::{Path, PathBuf};

/// Extracts the main content of many pages: reads crawl archives, JSON Lines and HTML files, and
/// writes one line of JSON per page
#[derive(Args)]
#[command(after_long_help = DETAILS)]
pub struct Arguments {
    /// WARC or ARC files, JSON Lines files, HTML files (compressed or not), folders of such files,
    /// or - for standard input
    #[arg(value_name = "INPUT", required_unless_present = "list")]
    pub inputs: Vec<String>,

    /// Read the names of more inputs from a file, one per line, or from standard input if it is -
    #[arg(long, value_name = "FILE")]
    pub list: Option<PathBuf>,

    /// Open each input with a shell command. The command gets the input's name as "$1" and writes
    /// its content to standard output, for example: --open 'aws s3 cp "s3://commoncrawl/$1" -'
    #[arg(long, value_name = "COMMAND")]
    pub open: Option<String>,

    /// Write the pages to a file, compressed if its name ends in .gz, or to standard output if it is
    /// -
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,

    /// Write the errors to a file, or among the pages if it is -. By default they go to a file next
    /// to the output (pages.errors.jsonl for pages.jsonl), or to standard error if the output is
    /// standard output or a pipe
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,

    /// Continue an incomplete output, given the same inputs: skip what it has already, and try
    /// unreadable inputs again
    #[arg(long, conflicts_with = "overwrite")]
    pub resume: bool,

    /// Replace the output if it exists
    #[arg(long)]
    pub overwrite: bool,

    /// Read the inputs twice: first learn what the pages of each site have in common, then extract with
    /// that. The sites are told apart by registered domain
    #[arg(long)]
    pub sites: bool,

    /// With --sites: keep the profiles of the sites in a folder, one file per site
    #[arg(long, value_name = "FOLDER", requires = "sites")]
    pub save_sites: Option<PathBuf>,

    /// Extract with profiles that --save-sites wrote; with --sites, continue to learn from there
    #[arg(long, value_name = "FOLDER")]
    pub load_sites: Option<PathBuf>,

    /// The format of the extracted content
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,

    /// How many pages to process at once [default: the number of cores]
    #[arg(long, value_name = "NUMBER", value_parser = jobs)]
    pub jobs: Option<NonZero<usize>>,

    /// Read at most this much of a page, in MiB. Each job needs about 30 times the size of its page
    #[arg(long, value_name = "MIB", default_value_t = 64)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=64))]
    pub page_limit: u16,

    /// Add the time that each page took
    #[arg(long)]
    pub timings: bool,

    /// Exit with 0 instead of 3 if some records failed
    #[arg(long)]
    pub allow_failures: bool,

    /// Exit with 0 instead of 4 if some inputs were unreadable
    #[arg(long)]
    pub allow_unreadable: bool,

    /// Show neither progress nor summary
    #[arg(short, long)]
    pub quiet: bool,

    #[command(flatten)]
    pub options: ExtractorOptions,
}

const DETAILS: &str = "\
Inputs:
  WARC (0.17 to 1.1) and ARC (1 and 2): all responses with HTML and a status of 200 to 299, and all
  resources with HTML. Content without a type is sniffed. Transfer and content encodings (chunked,
  gzip, deflate, br, zstd) are undone. The charset comes from the Content-Type header, or else is
  found the way browsers do.
  JSON Lines: {\"url\": …, \"html\": …}; the address is optional.
  HTML files: one page each.
  Any of them may be compressed with gzip, zstd (with a dictionary as in .warc.zst, too) or LZ4. The
  kind of an input follows from its name, or else from its first bytes. An input named twice is read
  once.

Output, one line of JSON per page, in the order of the inputs:
  url              the page's address, or null
  text             the content; markdown or html instead, as of --format
  source           where the content comes from: page (what readers see), structured_data,
                   unclosed_element or not_html
  page_type        article, collection, documentation, forum, listing, product or service
  page_type_probability
                   how likely it is of that kind, 0 to 1
  confidence       the expected quality of the content, 0 to 1
  threshold        the score from which blocks are kept
  metadata         title, document_title, authors, published, modified, site_name, description,
                   language, canonical_url, image, icon, categories, tags, license: each value with
                   the source in which it was found, or null
  comments         readers' comments with --comments separate: author, published, text, depth
  truncated        whether the end of the page is missing: it was crawled without it, its file is cut
                   off, or it exceeds a limit
  fetched          when it was fetched, if the input says so
  input            the input it comes from
  record           the number of its record, line or file in that input, from 1
  milliseconds     how long it took, with --timings

Errors, one line of JSON per failed record:
  error            what is wrong
  url              the page's address, if known
  input, record    as above
  unreadable       whether the input itself could not be read, or not to its end
At the end of an errors file, one line per kind of record that is no page:
  passed_over      why, for example \"not HTML\" or \"status 404\"
  content_type     what it is instead, or null
  records          how many there were

Sites (--sites):
  Text that appears on many pages of a site is not content. The first pass counts it by registered
  domain, over all inputs and in their order, so the output does not depend on the number of jobs,
  and --resume learns the same profiles again. At most 512 profiles are in memory, each of 400 KB at
  most. The one used least recently moves to a file, in a temporary folder within that of --save-sites
  or else of the system; none is dropped. A killed run leaves that folder behind. Pages without an
  address have no site.

Exit codes:
  0  all pages are in the output
  1  stopped early, for example because the disk is full: fix that, then --resume
  2  wrong usage
  3  all inputs were read, but some records failed: see the errors
  4  some inputs could not be read, or not to their end: see the errors; --resume tries them again

Examples:
  dehusk batch crawl/*.warc.gz -o pages.jsonl.gz
  dehusk batch crawl/*.warc.gz -o pages.jsonl.gz --resume
  dehusk batch --list warc.paths --open 'curl -sf \"https://data.commoncrawl.org/$1\"' -o pages.jsonl
  bzcat pages.jsonl.bz2 | dehusk batch - --format markdown > texts.jsonl";

impl Arguments {
    /// Returns what is wrong with the arguments beyond what clap checks.
    pub fn complaint(&self) -> Option<&'static str> {
        let reads_stdin = |name: &str| name == "-";
        let list_is_stdin = self.list.as_ref().is_some_and(|list| list.as_os_str() == "-");
        let input_is_stdin =
            self.open.is_none() && self.inputs.iter().any(|name| reads_stdin(name));
        if self.sites && (list_is_stdin || input_is_stdin) {
            Some("--sites reads the inputs twice, so none of them can be standard input")
        } else if list_is_stdin && input_is_stdin {
            Some("--list and an input cannot both be standard input")
        } else if self.resume && self.save_sites.is_some() && self.save_sites == self.load_sites {
            // What the first run has saved is no longer what it started from.
            Some("--resume needs another folder for --save-sites than for --load-sites")
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

    /// The file that names, during a resumed run, the inputs that are not finished.
    pub fn notes_file(&self) -> PathBuf {
        with_suffix(&self.output, ".unfinished")
    }

    /// The file of the errors, if they go to a file.
    pub fn errors_file(&self) -> Option<PathBuf> {
        match &self.errors {
            Some(_) if self.errors_in_output() => None,
            Some(errors) => Some(errors.clone()),
            None if self.to_stdout() || is_pipe_or_device(&self.output) => None,
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

    /// The field of the output that holds the main content.
    pub fn field(&self) -> String {
        self.format.to_possible_value().map_or_else(String::new, |name| name.get_name().to_owned())
    }
}

fn jobs(number: &str) -> Result<NonZero<usize>, String> {
    number.parse().map_err(|_| "it must be a whole number from 1".to_owned())
}

/// Whether the output is there already, but not as a file or folder, as in `-o >(sort)`. Nothing can
/// be written next to it.
fn is_pipe_or_device(output: &Path) -> bool {
    output.exists() && !output.is_file() && !output.is_dir()
}
