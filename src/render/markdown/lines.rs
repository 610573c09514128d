//! Lines behind the prefixes of the containers they stand in.

/// Containers nested deeper than this are written without their prefix: a prefix for each of many
/// levels on each line would make the output much longer than the page.
const DEEPEST: usize = 32;

/// The Markdown so far.
#[derive(Debug, Default)]
pub(super) struct Lines {
    out: String,
    prefixes: Vec<Prefix>,
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
    /// Before its other lines.
    rest: String,
    written: bool,
}

impl Lines {
    /// Begins a container: `first` stands before its first line, `rest` before the others.
    pub(super) fn push(&mut self, first: &str, rest: &str) {
        let (first, rest) = if self.prefixes.len() < DEEPEST { (first, rest) } else { ("", "") };
        self.prefixes.push(Prefix {
            first: first.to_owned(),
            rest: rest.to_owned(),
            written: false,
        });
    }

    /// Ends the innermost container.
    pub(super) fn pop(&mut self) {
        self.prefixes.pop();
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
                self.blank_prefixes();
                self.out.push('\n');
            }
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out.push('\n');
            }
            if line.is_empty() && self.prefixes.iter().all(|prefix| prefix.written) {
                self.blank_prefixes();
                continue;
            }
            for prefix in &mut self.prefixes {
                let written = std::mem::replace(&mut prefix.written, true);
                self.out.push_str(if written { &prefix.rest } else { &prefix.first });
            }
            self.out.push_str(line);
        }
    }

    /// The prefixes of a blank line: containers that have not begun yet have none.
    fn blank_prefixes(&mut self) {
        let start = self.out.len();
        for prefix in self.prefixes.iter().filter(|prefix| prefix.written) {
            self.out.push_str(&prefix.rest);
        }
        let kept = self.out[start..].trim_end().len();
        self.out.truncate(start + kept);
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}
