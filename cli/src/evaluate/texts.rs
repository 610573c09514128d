//! Texts extracted before or elsewhere for the pages of a benchmark.

use crate::AnyError;
use dehusk_cli::benchmark::layouts::BenchmarkPage;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// Reads `{id: text}` or `{id: {"articleBody": text}}`, and skips anything else. There must be a text
/// for one of the pages at least.
pub fn read(path: &Path, pages: &[BenchmarkPage]) -> Result<HashMap<String, String>, AnyError> {
    let name = path.display();
    let json = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
    let values: Map<String, Value> =
        serde_json::from_slice(&json).map_err(|error| format!("{name}: invalid JSON: {error}"))?;
    let texts: HashMap<String, String> =
        values.into_iter().filter_map(|(id, value)| Some((id, text(value)?))).collect();
    if !pages.iter().any(|page| texts.contains_key(&page.id)) {
        return Err(format!(
            "{name}: no text for any of the pages: {{id: text}} or {{id: {{\"articleBody\": \
             text}}}} is expected"
        )
        .into());
    }
    Ok(texts)
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
