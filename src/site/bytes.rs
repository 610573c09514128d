//! Profiles as bytes: a magic number, a version, and the tables with their lengths. All numbers are
//! little-endian.

use super::entry::{PageId, Place, Recurring};
use super::names::{Name, Names};
use super::profile::SiteProfile;
use super::table::{Entry, Table};
use crate::error::Error;

const MARK: &[u8; 6] = b"DHSITE";
const VERSION: u16 = 3;

impl SiteProfile {
    /// Writes the profile as bytes, at most 400 KB, for [`SiteProfile::from_bytes`]. Equal profiles
    /// give equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MARK.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(self.pages.to_le_bytes());
        write_all(&mut bytes, &self.known, |bytes, page| bytes.extend(page.0.to_le_bytes()));
        write_all(&mut bytes, self.texts.entries(), write_recurring);
        write_all(&mut bytes, self.targets.entries(), write_recurring);
        write_all(&mut bytes, self.places.entries(), |bytes, place| {
            bytes.extend(place.key.to_le_bytes());
            bytes.extend(place.pages.to_le_bytes());
            bytes.extend(place.sum.to_le_bytes());
            bytes.extend(place.squares.to_le_bytes());
            bytes.extend(place.shares.to_le_bytes());
        });
        write_all(&mut bytes, self.shown.entries(), write_recurring);
        write_all(&mut bytes, self.names.all(), |bytes, name| {
            bytes.extend(name.pages.to_le_bytes());
            write_all(bytes, name.text.as_bytes(), |bytes, byte| bytes.push(*byte));
        });
        bytes
    }

    /// Reads a profile from the bytes of [`SiteProfile::to_bytes`].
    ///
    /// The bytes may come from anywhere: anything that is not a profile is an error, and reading
    /// allocates no more memory than the bytes themselves take.
    ///
    /// # Errors
    ///
    /// [`Error::SiteProfile`] if the bytes are not a profile, or have another version of the format.
    ///
    /// # Example
    ///
    /// ```
    /// use dehusk::SiteProfile;
    ///
    /// let mut site = SiteProfile::new();
    /// site.learn("<p>It rained on Tuesday.</p>");
    /// assert_eq!(SiteProfile::from_bytes(&site.to_bytes())?, site);
    /// assert!(SiteProfile::from_bytes(b"something else").is_err());
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<SiteProfile, Error> {
        let refuse = |reason: &str| Error::SiteProfile { reason: reason.to_owned() };
        let Some(bytes) = bytes.strip_prefix(MARK) else {
            return Err(refuse("it does not start like one"));
        };
        let mut reader = Reader(bytes);
        match reader.number().map(u16::from_le_bytes) {
            Some(VERSION) => {}
            Some(other) => {
                return Err(refuse(&format!("its format is version {other}, not {VERSION}")));
            }
            None => return Err(refuse("it is truncated")),
        }
        reader.profile().ok_or_else(|| refuse("it is damaged"))
    }
}

fn write_all<T>(bytes: &mut Vec<u8>, items: &[T], write: impl Fn(&mut Vec<u8>, &T)) {
    bytes.extend((items.len() as u32).to_le_bytes());
    items.iter().for_each(|item| write(bytes, item));
}

fn write_recurring(bytes: &mut Vec<u8>, entry: &Recurring) {
    bytes.extend(entry.key.to_le_bytes());
    bytes.extend(entry.pages.to_le_bytes());
    bytes.extend(entry.alone.to_le_bytes());
}

/// The bytes that are left.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn number<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (number, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*number)
    }

    fn u32(&mut self) -> Option<u32> {
        self.number().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.number().map(u64::from_le_bytes)
    }

    /// A list of items preceded by their number, each of which takes at least `size` bytes.
    fn all<T>(&mut self, size: usize, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.u32()? as usize;
        if count > self.0.len() / size {
            return None;
        }
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(read(self)?);
        }
        Some(items)
    }

    fn recurring<const MAX: usize>(&mut self) -> Option<Table<Recurring, MAX>> {
        Table::from_sorted(self.all(16, |reader| {
            Some(Recurring { key: reader.u64()?, pages: reader.u32()?, alone: reader.u32()? })
        })?)
    }

    fn places<const MAX: usize>(&mut self) -> Option<Table<Place, MAX>> {
        Table::from_sorted(self.all(32, |reader| {
            Some(Place {
                key: reader.u64()?,
                pages: reader.u32()?,
                sum: reader.number().map(i64::from_le_bytes)?,
                squares: reader.u64()?,
                shares: reader.u32()?,
            })
        })?)
    }

    fn names(&mut self) -> Option<Names> {
        Names::from_sorted(self.all(8, |reader| {
            let pages = reader.u32()?;
            let text = reader.all(1, |reader| reader.number::<1>().map(|[byte]| byte))?;
            Some(Name { text: String::from_utf8(text).ok()?, pages })
        })?)
    }

    fn profile(mut self) -> Option<SiteProfile> {
        let profile = SiteProfile {
            pages: self.u32()?,
            known: self.all(4, |reader| reader.u32().map(PageId))?,
            texts: self.recurring()?,
            targets: self.recurring()?,
            places: self.places()?,
            shown: self.recurring()?,
            names: self.names()?,
        };
        let counted = |pages: u32| pages > 0;
        let sound = self.0.is_empty()
            && profile.known.len() <= SiteProfile::MAX_PAGES_KNOWN
            && profile.known.windows(2).all(|pair| pair[0] < pair[1])
            && profile.texts.entries().iter().all(|text| counted(text.pages()))
            && profile.targets.entries().iter().all(|target| counted(target.pages()))
            && profile.places.entries().iter().all(|place| counted(place.pages()))
            && profile.shown.entries().iter().all(|shown| counted(shown.pages()))
            && profile.names.all().iter().all(|name| counted(name.pages));
        sound.then_some(profile)
    }
}
