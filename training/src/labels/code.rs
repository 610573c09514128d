//! Code that a gold text leaves out.
//!
//! Some gold texts were made by tools that drop code, so that a program in the middle of an article
//! is content on one page and not on the next. Code between paragraphs of the content belongs to
//! it. If the gold lacks it, the gold says nothing about code.

/// For every block, whether it is code that the gold leaves out between blocks of the content.
pub fn left_out(labels: &[f32], is_code: &[bool]) -> Vec<bool> {
    let is_content = |block: usize| labels.get(block).is_some_and(|&label| label >= 0.5);
    let mut left_out = vec![false; labels.len()];
    let mut begin = 0;
    for stretch in is_code.chunk_by(|one, next| one == next) {
        let end = begin + stretch.len();
        if stretch[0] && begin.checked_sub(1).is_some_and(is_content) && is_content(end) {
            (begin..end).for_each(|block| left_out[block] = !is_content(block));
        }
        begin = end;
    }
    left_out
}

#[cfg(test)]
mod tests {
    use super::left_out;

    #[test]
    fn only_code_inside_the_content_is_left_out() {
        let labels = [1.0, 0.0, 0.0, 1.0, 0.0, 0.1, 1.0, 0.9, 0.2, 1.0, 0.0];
        let code = [false, true, true, false, false, true, false, true, true, false, true];
        let expected = [false, true, true, false, false, false, false, false, true, false, false];
        assert_eq!(left_out(&labels, &code), expected);
        assert_eq!(left_out(&[0.0, 1.0], &[true, false]), [false; 2]);
        assert_eq!(left_out(&[], &[]), [false; 0]);
    }
}
