//! What is measured of each block, its ancestors, its neighbours and its page.

use crate::block::TextMeasures;

/// Words per wrapped 80-column line (Kohlschütter 2010, "text density").
pub(crate) fn text_density(measures: &TextMeasures) -> f32 {
    const COLUMNS: f32 = 80.0;
    let lines = (measures.chars as f32 / COLUMNS).floor();
    if lines < 1.0 {
        return measures.words;
    }
    // The last line is not full: its words do not count.
    let full = lines * COLUMNS / (measures.chars.max(1) as f32);
    measures.words * full / lines
}
