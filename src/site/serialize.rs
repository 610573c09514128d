//! Profiles for serde: the bytes of [`SiteProfile::to_bytes`].

use super::SiteProfile;
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;

impl Serialize for SiteProfile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.to_bytes())
    }
}

impl<'de> Deserialize<'de> for SiteProfile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<SiteProfile, D::Error> {
        deserializer.deserialize_byte_buf(Bytes)
    }
}

struct Bytes;

impl<'de> Visitor<'de> for Bytes {
    type Value = SiteProfile;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the bytes of a site profile")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<SiteProfile, E> {
        SiteProfile::from_bytes(bytes).map_err(E::custom)
    }

    /// A list of numbers, for formats without bytes such as JSON.
    fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<SiteProfile, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = numbers.next_element()? {
            if bytes.len() == SiteProfile::MAX_BYTES {
                return Err(A::Error::custom("too long for a site profile"));
            }
            bytes.push(byte);
        }
        self.visit_bytes(&bytes)
    }
}
