//! Collapses white space, as in HTML.

/// Appends text with each run of white space as one space, and none at the block's start. A
/// no-break space is not white space.
pub(super) fn collapse(text: &str, out: &mut String, start: usize, space: &mut bool) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() {
            *space = true;
            at += 1;
            continue;
        }
        let end = end_of_stretch(bytes, at);
        if *space && out.len() > start && !out.ends_with('\n') {
            out.push(' ');
        }
        *space = false;
        // Runs begin and end at ASCII white space, which is at character boundaries.
        out.push_str(&text[at..end]);
        at = end;
    }
}

/// The end of a run of text in which all white space is single spaces; it does not end with one.
fn end_of_stretch(bytes: &[u8], begin: usize) -> usize {
    const STEP: usize = 16;
    // Comparisons without branches are vectorized, `matches!` is not.
    let stops = |byte: u8, next: u8| {
        let is_break = (byte == b'\n') | (byte == b'\t') | (byte == b'\r') | (byte == 0x0c);
        is_break | ((byte == b' ') & (next == b' '))
    };
    let mut at = begin;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<{ STEP + 1 }>) {
        // Without a branch for each byte, this compiles to a few vector instructions.
        let pairs = chunk[..STEP].iter().zip(&chunk[1..]);
        if pairs.fold(false, |stop, (&byte, &next)| stop | stops(byte, next)) {
            break;
        }
        at += STEP;
    }
    while let Some(&byte) = bytes.get(at) {
        if stops(byte, bytes.get(at + 1).copied().unwrap_or(b' ')) {
            break;
        }
        at += 1;
    }
    // A space before a line break is white space of its own.
    if at > begin + 1 && bytes[at - 1] == b' ' { at - 1 } else { at }
}
