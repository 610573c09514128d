//! What the page says about itself.
