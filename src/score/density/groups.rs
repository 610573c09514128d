//! Lists and tables: their items and cells belong together.

use crate::block::{NONE, Page};
use crate::dom::Tag;

/// The weight of the mean of a list or table for its items or cells.
pub(super) const TOGETHER: f32 = 0.5;
/// If cells have more words than this on average, the table is for layout.
const LAYOUT: f32 = 20.0;

#[derive(Clone, Copy, Default)]
struct Group {
    points: f32,
    words: f32,
    blocks: f32,
}

/// Moves the points of the blocks of each list and each data table toward their mean. Of nested
/// lists and tables, the innermost counts.
pub(super) fn draw_together(page: &Page, points: &mut [f32]) {
    let mut group_of: Vec<u32> = Vec::with_capacity(page.elements.len());
    for (index, element) in page.elements.iter().enumerate() {
        group_of.push(match element.tag {
            Tag::Ul | Tag::Ol | Tag::Dl | Tag::Table => index as u32,
            _ => group_of.get(element.parent as usize).copied().unwrap_or(NONE),
        });
    }
    let mut groups = vec![Group::default(); page.elements.len()];
    let group =
        |element: u32| group_of.get(element as usize).map_or(NONE as usize, |at| *at as usize);
    for (block, points) in page.blocks.iter().zip(&*points) {
        if let Some(group) = groups.get_mut(group(block.element)) {
            group.points += points;
            group.words += block.measures.words;
            group.blocks += 1.0;
        }
    }
    for (block, points) in page.blocks.iter().zip(points) {
        let index = group(block.element);
        let (Some(group), Some(element)) = (groups.get(index), page.elements.get(index)) else {
            continue;
        };
        let is_layout = element.tag == Tag::Table && group.words > LAYOUT * group.blocks;
        if !is_layout {
            *points += TOGETHER * (group.points / group.blocks - *points);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom;
    use crate::options::Limits;

    fn drawn(html: &str, mut points: Vec<f32>) -> Vec<f32> {
        let page = crate::block::segment(&dom::parse(html, &Limits::default(), false).unwrap());
        assert_eq!(page.blocks.len(), points.len());
        draw_together(&page, &mut points);
        points
    }

    #[test]
    fn items_are_drawn_to_the_mean_of_their_list() {
        let html = "<p>a</p><ul><li>b<li>c<ol><li>d</ol></ul>";
        assert_eq!(drawn(html, vec![5.0, 1.0, 3.0, -4.0]), [5.0, 1.5, 2.5, -4.0]);
    }

    #[test]
    fn cells_of_a_layout_table_keep_their_own() {
        let data = "<table><tr><td>a<td>b</table>";
        assert_eq!(drawn(data, vec![1.0, 3.0]), [1.5, 2.5]);
        let layout = format!("<table><tr><td>a<td>{}</table>", "word ".repeat(50));
        assert_eq!(drawn(&layout, vec![1.0, 3.0]), [1.0, 3.0]);
    }
}
