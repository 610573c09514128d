//! What the examples print.

use std::io::{self, ErrorKind, Write};

/// Prints a text. Whoever reads it, `head` for instance, may have seen enough before its end.
pub fn print(text: &[u8]) -> io::Result<()> {
    match io::stdout().lock().write_all(text) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
