//! Texts extracted before or elsewhere for the pages of a benchmark.

use crate::AnyError;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// Reads `{id: text}` or `{id: {"articleBody": text}}`, and skips anything else.
pub fn read(path: &Path) -> Result<HashMap<String, String>, AnyError> {
    let name = path.display();
    let json = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
    let values: Map<String, Value> =
        serde_json::from_slice(&json).map_err(|error| format!("{name}: {error}"))?;
    Ok(values.into_iter().filter_map(|(id, value)| Some((id, text(value)?))).collect())
}

/// A page's text. `null` means that the system found none.
fn text(value: Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text),
        Value::Object(mut fields) => text(fields.remove("articleBody")?),
        _ => None,
    }
}
