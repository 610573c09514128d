//! Serde for results.

use super::{Block, Extraction};
use crate::options::Format;
use crate::render::BlockKind;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// As its [record](Extraction::to_record), with the content as text.
impl Serialize for Extraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_record(Format::Text).serialize(serializer)
    }
}

/// What is known about it, in plain values. `level` is null except for headings.
impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let level = match self.kind() {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        };
        let mut fields = serializer.serialize_struct("Block", 11)?;
        fields.serialize_field("index", &self.index())?;
        fields.serialize_field("kind", self.kind().as_str())?;
        fields.serialize_field("level", &level)?;
        fields.serialize_field("text", self.text())?;
        fields.serialize_field("score", &self.score())?;
        fields.serialize_field("content", &self.is_content())?;
        fields.serialize_field("verdict", &self.verdict())?;
        fields.serialize_field("comment", &self.is_comment())?;
        fields.serialize_field("text_density", &self.text_density())?;
        fields.serialize_field("link_ratio", &self.link_ratio())?;
        fields.serialize_field("path", &self.path())?;
        fields.end()
    }
}
