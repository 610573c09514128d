//! What users get back, for serde.

use super::{Block, Extraction};
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// A summary: text, kind, confidence, metadata and comments; neither Markdown nor HTML, and not the
/// blocks.
impl Serialize for Extraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (page_type, probability) = self.page_type();
        let mut fields = serializer.serialize_struct("Extraction", 9)?;
        fields.serialize_field("text", &self.text())?;
        fields.serialize_field("source", &self.source())?;
        fields.serialize_field("page_type", &page_type)?;
        fields.serialize_field("page_type_probability", &probability)?;
        fields.serialize_field("confidence", &self.confidence())?;
        fields.serialize_field("threshold", &self.threshold())?;
        fields.serialize_field("metadata", self.metadata())?;
        fields.serialize_field("comments", self.comments())?;
        fields.serialize_field("truncated", &self.is_truncated())?;
        fields.end()
    }
}

impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Block", 7)?;
        fields.serialize_field("text", self.text())?;
        fields.serialize_field("score", &self.score())?;
        fields.serialize_field("content", &self.is_content())?;
        fields.serialize_field("comment", &self.is_comment())?;
        fields.serialize_field("text_density", &self.text_density())?;
        fields.serialize_field("link_ratio", &self.link_ratio())?;
        fields.serialize_field("path", &self.path())?;
        fields.end()
    }
}
