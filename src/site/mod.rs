//! What several pages of one site have in common, and what that says about a page's blocks.

mod bytes;
mod entry;
mod evidence;
mod keys;
mod names;
mod profile;
#[cfg(feature = "serde")]
mod serialize;
mod shown;
mod table;
mod traits;

pub(crate) use evidence::{Evidence, adjust};
pub use profile::SiteProfile;
