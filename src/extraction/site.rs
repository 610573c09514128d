//! What a site's profile says about a page, and learning from a page.

use super::{Extraction, Reason};
use crate::site::{Evidence, SiteProfile};

impl Extraction {
    /// How well the page fits the profile given to [`Extractor::site`](crate::Extractor::site), from 0
    /// to 1: whether it shares texts and links with the other pages of the site. `None` without a
    /// profile, or if the profile has learned no other page.
    ///
    /// A profile of another site fits poorly, and changes little.
    pub fn site_fit(&self) -> Option<f32> {
        self.site.as_ref().map(|evidence| evidence.fit)
    }

    pub(crate) fn with_site(self, site: Option<Evidence>, names: Vec<String>) -> Extraction {
        Extraction { site, site_names: names, ..self }
    }

    /// What the site's profile adds to a block's score.
    pub(super) fn site_reasons(&self, index: usize) -> Vec<Reason> {
        let Some((evidence, found)) =
            self.site.as_ref().and_then(|evidence| Some((evidence, evidence.blocks.get(index)?)))
        else {
            return Vec::new();
        };
        let mut reasons = Vec::new();
        let mut say = |feature: &'static str, meaning: String, value, change| {
            reasons.push(Reason {
                feature: feature.into(),
                meaning: meaning.into(),
                value,
                change,
            });
        };
        // This page is one more of them.
        let all = evidence.others + 1;
        if found.text_pages + found.target_pages > 0 {
            let (pages, what) = match found.text_pages >= found.target_pages {
                true => (found.text_pages + 1, "the text is"),
                false => (found.target_pages + 1, "a link to the same place is"),
            };
            let meaning = format!("{what} on {pages} of {all} pages of the site");
            say("pages_of_site", meaning, pages as f32, found.recurrence);
        }
        if found.place_pages > 0 {
            let meaning = format!(
                "mean score of blocks at this place on {} other pages of the site, 0 to 1",
                found.place_pages
            );
            say("place_on_site", meaning, found.place_score, found.place);
        }
        reasons
    }
}

impl SiteProfile {
    /// Learns a page that is already extracted, without parsing and scoring it again. The result is
    /// that of [`SiteProfile::learn`]: the options of the extractor make no difference, other than
    /// [`Limits`](crate::Limits), the scorer and elements dropped by selectors.
    ///
    /// # Example
    ///
    /// ```
    /// use dehusk::{Extractor, SiteProfile};
    ///
    /// let pages = ["<p>It rained on Tuesday.</p>", "<p>It snowed on Friday.</p>"];
    /// let mut site = SiteProfile::new();
    /// for html in pages {
    ///     site.learn_from(&dehusk::extract(html));
    /// }
    /// assert_eq!(site.pages(), 2);
    /// ```
    pub fn learn_from(&mut self, page: &Extraction) -> bool {
        let scores = page.site.as_ref().map_or(&page.scores, |evidence| &evidence.own_scores);
        self.learn_page(&page.dom, &page.page, scores)
    }
}
