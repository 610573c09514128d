//! Writes lines with the prefixes of their containers.

/// Deeper containers are written without their prefix: prefixes of many levels on each line would
/// make the output much longer than the page.
const MAX_DEPTH: usize = 32;

/// The Markdown so far.
#[derive(Debug, Default)]
pub(super) struct Lines {
    out: String,
    prefixes: Vec<Prefix>,
    /// The prefixes of later lines of all containers, from the outermost.
    rest: String,
    /// How many of the containers, from the outermost, have a line already.
    begun: usize,
    gap: Gap,
}

/// What separates the next block from the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: it is the first.
    #[default]
    None,
    Line,
    Blank,
}

#[derive(Debug)]
struct Prefix {
    /// Before the container's first line.
    first: String,
    /// Where the prefix of its later lines begins in [`Lines::rest`].
    start: usize,
}

impl Lines {
    /// Begins a container with the prefix `first` for its first line and `rest` for the others.
    pub(super) fn push(&mut self, first: &str, rest: &str) {
        let (first, rest) = if self.prefixes.len() < MAX_DEPTH { (first, rest) } else { ("", "") };
        self.prefixes.push(Prefix { first: first.to_owned(), start: self.rest.len() });
        self.rest.push_str(rest);
    }

    /// Ends the innermost container.
    pub(super) fn pop(&mut self) {
        if let Some(prefix) = self.prefixes.pop() {
            self.rest.truncate(prefix.start);
        }
        self.begun = self.begun.min(self.prefixes.len());
    }

    /// Puts the next block right on the next line, if there is one before it.
    pub(super) fn tighten(&mut self) {
        if self.gap == Gap::Blank {
            self.gap = Gap::Line;
        }
    }

    /// Writes a block of lines.
    pub(super) fn block(&mut self, text: &str) {
        match std::mem::replace(&mut self.gap, Gap::Blank) {
            Gap::None => {}
            Gap::Line => self.out.push('\n'),
            Gap::Blank => {
                self.out.push('\n');
                self.blank_line();
                self.out.push('\n');
            }
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out.push('\n');
            }
            if line.is_empty() && self.begun == self.prefixes.len() {
                self.blank_line();
                continue;
            }
            let begun = rest_of_begun(&self.rest, &self.prefixes, self.begun);
            self.out.push_str(begun);
            for prefix in self.prefixes.iter().skip(self.begun) {
                self.out.push_str(&prefix.first);
            }
            self.begun = self.prefixes.len();
            self.out.push_str(line);
        }
    }

    /// The prefixes of a blank line: containers that have not begun yet have none.
    fn blank_line(&mut self) {
        let begun = rest_of_begun(&self.rest, &self.prefixes, self.begun);
        self.out.push_str(begun.trim_end());
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// The prefixes of the containers that have begun.
fn rest_of_begun<'a>(rest: &'a str, prefixes: &[Prefix], begun: usize) -> &'a str {
    let end = prefixes.get(begun).map_or(rest.len(), |prefix| prefix.start);
    rest.get(..end).unwrap_or_default()
}
