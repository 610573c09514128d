//! All pages' blocks as one table of rows.

use crate::pages::LabelledPage;
use rayon::prelude::*;
use std::ops::Range;

/// Columns over all rows, and the rows of each page.
#[derive(Debug, Default)]
pub struct Rows {
    pub columns: Vec<Vec<f32>>,
    pub of_page: Vec<Range<usize>>,
}

impl Rows {
    /// Joins the columns of all pages; the rows of a page without any are zeros.
    pub fn join(
        pages: &[LabelledPage],
        of: impl Fn(usize) -> Option<Vec<Vec<f32>>> + Sync + Send,
    ) -> Rows {
        let parts: Vec<Option<Vec<Vec<f32>>>> = (0..pages.len()).into_par_iter().map(of).collect();
        let width = parts.iter().flatten().map(Vec::len).max().unwrap_or(0);
        let mut columns = vec![Vec::new(); width];
        let mut of_page = Vec::with_capacity(pages.len());
        let mut start = 0;
        for (page, part) in pages.iter().zip(parts) {
            let rows = page.labels.len();
            let mut part = part.unwrap_or_default().into_iter();
            for column in &mut columns {
                match part.next() {
                    Some(values) => column.extend(values),
                    None => column.resize(start + rows, 0.0),
                }
            }
            of_page.push(start..start + rows);
            start += rows;
        }
        Rows { columns, of_page }
    }

    pub fn len(&self) -> usize {
        self.of_page.last().map_or(0, |last| last.end)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows of the pages that pass, of those with weight only.
    pub fn teaching(&self, weights: &[f32], pages: impl Fn(usize) -> bool) -> Vec<u32> {
        let mut rows = self.select(pages);
        rows.retain(|&row| weights[row as usize] > 0.0);
        rows
    }

    /// The rows of the pages that pass.
    pub fn select(&self, pages: impl Fn(usize) -> bool) -> Vec<u32> {
        self.of_page
            .iter()
            .enumerate()
            .filter(|(page, _)| pages(*page))
            .flat_map(|(_, rows)| rows.clone().map(|row| row as u32))
            .collect()
    }
}
