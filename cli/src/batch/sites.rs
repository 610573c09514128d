//! Profiles of the sites of a crawl, in bounded memory.
//!
//! A first pass over the inputs learns what the pages of each site have in common; the pass that
//! extracts asks for it. Only so many profiles are in memory at once: the one that was not used for
//! the longest time goes to a file. None is lost, so that the output does not depend on how many
//! there is room for.

use super::extraction::PageExtractor;
use super::input::{InputError, Payload, Position};
use super::pipeline::Sink;
use crate::page_io;
use crate::site;
use dehusk::SiteProfile;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Profiles in memory. Each takes at most 400 KB.
const MAX_IN_MEMORY: usize = 512;

/// What one page teaches: its site, and a profile of it alone.
pub type Lesson = Option<(String, SiteProfile)>;

/// The profiles of all sites, in memory and in files.
#[derive(Debug)]
pub struct Sites {
    profiles: Mutex<InMemory>,
    /// Where profiles go that there is no room for.
    folder: PathBuf,
    /// Where profiles are that were learned before. Nothing is written there.
    learned_before: Option<PathBuf>,
}

#[derive(Debug, Default)]
struct InMemory {
    profiles: HashMap<String, InUse>,
    /// How often profiles were asked for.
    clock: u64,
}

#[derive(Debug)]
struct InUse {
    /// `None` for a site without a profile.
    profile: Option<Arc<SiteProfile>>,
    /// When it was asked for last.
    used: u64,
    /// It is not in its file yet.
    changed: bool,
}

/// A new folder for profiles that there is no room for. It is deleted with all that is in it when this
/// is dropped, whoever may still have profiles from there.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// A folder of a name that nothing has, in another folder.
    pub fn new(parent: &Path) -> io::Result<Folder> {
        let mut number = 0;
        loop {
            let path = parent.join(format!(".dehusk-sites-{}-{number}", std::process::id()));
            match fs::create_dir(&path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(named(&path, &error)),
                Ok(()) => return Ok(Folder(path)),
            }
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It is of no use to anyone if it stays.
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Sites {
    /// No profiles but those that were learned before. What is learned stays apart from them until it
    /// is saved, so that a run that is repeated does not start from what the one before has learned.
    pub fn new(folder: &Folder, learned_before: Option<&Path>) -> Sites {
        Sites {
            profiles: Mutex::default(),
            folder: folder.0.clone(),
            learned_before: learned_before.map(Path::to_owned),
        }
    }

    /// The profile of the site that an address belongs to, if there is one.
    pub fn of_address(&self, address: &str) -> io::Result<Option<Arc<SiteProfile>>> {
        let Some(site) = site::of_address(address) else { return Ok(None) };
        let mut memory = self.profiles.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(self.in_memory(&mut memory, &site)?.profile.clone())
    }

    /// Adds what a page teaches.
    fn learn(&self, site: &str, page: &SiteProfile) -> io::Result<()> {
        let mut memory = self.profiles.lock().unwrap_or_else(PoisonError::into_inner);
        let known = self.in_memory(&mut memory, site)?;
        Arc::make_mut(known.profile.get_or_insert_default()).merge(page);
        known.changed = true;
        Ok(())
    }

    /// Writes all that was learned to a folder, one file for each site, in place of what is there.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        let mut memory = self.profiles.lock().unwrap_or_else(PoisonError::into_inner);
        for (site, known) in &mut memory.profiles {
            self.write(site, known)?;
        }
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            page_io::replace(&folder.join(entry.file_name()), &fs::read(entry.path())?)?;
        }
        Ok(())
    }

    fn in_memory<'a>(&self, memory: &'a mut InMemory, site: &str) -> io::Result<&'a mut InUse> {
        memory.clock += 1;
        let used = memory.clock;
        if !memory.profiles.contains_key(site) {
            if memory.profiles.len() >= MAX_IN_MEMORY {
                self.put_away_one(memory)?;
            }
            let profile = self.read(site)?.map(Arc::new);
            memory.profiles.insert(site.to_owned(), InUse { profile, used, changed: false });
        }
        let known = memory.profiles.get_mut(site).expect("it is in memory now");
        known.used = used;
        Ok(known)
    }

    fn put_away_one(&self, memory: &mut InMemory) -> io::Result<()> {
        let oldest = memory.profiles.iter().min_by_key(|(_, known)| known.used);
        if let Some(site) = oldest.map(|(site, _)| site.clone())
            && let Some(mut known) = memory.profiles.remove(&site)
        {
            self.write(&site, &mut known)?;
        }
        Ok(())
    }

    fn read(&self, site: &str) -> io::Result<Option<SiteProfile>> {
        let folders = [Some(&self.folder), self.learned_before.as_ref()];
        for folder in folders.into_iter().flatten() {
            let path = folder.join(file_name(site));
            let bytes = match fs::read(&path) {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(named(&path, &error)),
            };
            let profile = SiteProfile::from_bytes(&bytes);
            return profile.map(Some).map_err(|error| named(&path, &error));
        }
        Ok(None)
    }

    fn write(&self, site: &str, known: &mut InUse) -> io::Result<()> {
        if let Some(profile) = known.profile.as_deref().filter(|_| known.changed) {
            let path = self.folder.join(file_name(site));
            fs::write(&path, profile.to_bytes()).map_err(|error| named(&path, &error))?;
            known.changed = false;
        }
        Ok(())
    }
}

fn named(path: &Path, error: &dyn std::fmt::Display) -> io::Error {
    io::Error::other(format!("{}: {error}", path.display()))
}

/// Hosts come from strangers: only what is harmless in the name of a file stays as it is, and what is too
/// long for one ends in a hash.
fn file_name(site: &str) -> String {
    const LONGEST: usize = 60;
    let mut name = String::new();
    for byte in site.bytes().take(LONGEST) {
        if byte.is_ascii_alphanumeric() || b"-.".contains(&byte) {
            name.push(char::from(byte));
        } else {
            name.push_str(&format!("%{byte:02x}"));
        }
    }
    if site.len() > LONGEST {
        let hash = Sha256::digest(site);
        name.extend(hash.iter().take(16).map(|byte| format!("{byte:02x}")));
    }
    name + ".site"
}

/// What a page teaches. One that cannot be read is for the second pass to complain of.
pub fn lesson(
    pages: &PageExtractor,
    (_, payload): (Position, Result<Payload, InputError>),
) -> Lesson {
    let (address, extraction) = pages.extract_addressed(payload.ok()?)?;
    let mut profile = SiteProfile::new();
    profile.learn_from(&extraction);
    Some((site::of_address(&address)?, profile))
}

/// Learns, in the order of the inputs.
pub struct Learning<'a> {
    pub sites: &'a Sites,
    pub pages: u64,
}

impl Sink<Lesson> for Learning<'_> {
    fn write(&mut self, lesson: Lesson) -> io::Result<()> {
        let Some((site, page)) = lesson else { return Ok(()) };
        self.pages += 1;
        self.sites.learn(&site, &page)
    }

    fn idle(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: usize) -> SiteProfile {
        let mut profile = SiteProfile::new();
        profile.learn(&format!("<p>The site's<p>{}", "own".repeat(number + 1)));
        profile
    }

    #[test]
    fn many_sites_take_no_more_memory_than_some() {
        learns(2 * MAX_IN_MEMORY);
    }

    /// `cargo test --release -p dehusk-cli --bin dehusk -- --ignored`
    #[test]
    #[ignore = "takes a minute"]
    fn a_hundred_thousand_sites_take_no_more_memory_than_some() {
        learns(100_000);
    }

    fn learns(number_of_sites: usize) {
        let (folder, saved) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let own = Folder::new(folder.path()).unwrap();
        let sites = Sites::new(&own, None);
        for page in [0, 1, 2].map(page) {
            for site in 0..number_of_sites {
                sites.learn(&format!("{site}.org"), &page).unwrap();
                assert!(sites.profiles.lock().unwrap().profiles.len() <= MAX_IN_MEMORY);
            }
        }
        sites.save(saved.path()).unwrap();
        let other = Folder::new(folder.path()).unwrap();
        let again = Sites::new(&other, Some(saved.path()));
        for sites in [&sites, &again] {
            for site in [0, 7, number_of_sites - 1] {
                let address = format!("https://www.{site}.org/");
                assert_eq!(sites.of_address(&address).unwrap().unwrap().pages(), 3);
            }
            assert_eq!(sites.of_address("https://elsewhere.org/").unwrap(), None);
        }
        drop((own, other));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn names_of_files_are_harmless() {
        assert_eq!(file_name("example.co.uk"), "example.co.uk.site");
        assert_eq!(file_name("../a b"), "..%2fa%20b.site");
        assert_eq!(file_name("2001:db8::1"), "2001%3adb8%3a%3a1.site");
        let long = ["a", "b"].map(|end| file_name(&("ä".repeat(1000) + end)));
        assert!(long[0].len() < 255 && long[0] != long[1]);
    }
}
