//! Pages of a benchmark's test split, which must never be trained on.

use serde_json::Value;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// The ids of the test pages of a WCXB folder: those that its `metadata.json` assigns to the test,
/// and those in its `test/`. The published dev split contains some of them.
///
/// # Errors
///
/// If `metadata.json` cannot be read.
pub fn test_pages(folder: &Path) -> Result<HashSet<String>, String> {
    let mut ids = HashSet::new();
    // The folder itself, or the one that it is the `dev/` of.
    let above = folder.canonicalize().ok().and_then(|path| path.parent().map(Path::to_owned));
    let above = above.filter(|_| folder.ends_with("dev"));
    for folder in [Some(folder.to_owned()), above].into_iter().flatten() {
        let metadata = folder.join("metadata.json");
        if metadata.is_file() {
            let text = fs::read_to_string(&metadata)
                .map_err(|error| format!("{}: {error}", metadata.display()))?;
            let json = serde_json::from_str(&text)
                .map_err(|error| format!("{}: {error}", metadata.display()))?;
            collect(&json, &mut ids);
        }
        for entry in fs::read_dir(folder.join("test/ground-truth")).into_iter().flatten().flatten()
        {
            ids.extend(entry.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        }
    }
    Ok(ids)
}

/// Names of the field that holds a page's id, if the id is not the key of the page's entry.
const ID_FIELDS: [&str; 4] = ["id", "file_id", "page_id", "file"];

/// Collects the ids of all entries whose `split` is the test, at any depth: as values under their
/// id, as members of a list, or as ids in a list named `test`.
fn collect(json: &Value, ids: &mut HashSet<String>) {
    let mut open = vec![(None, json)];
    while let Some((key, value)) = open.pop() {
        match value {
            Value::Object(fields) => {
                if fields.get("split").and_then(Value::as_str).is_some_and(is_test) {
                    let named = ID_FIELDS.iter().find_map(|name| fields.get(*name)?.as_str());
                    ids.extend(named.or(key).map(bare));
                }
                open.extend(fields.iter().map(|(key, value)| (Some(key.as_str()), value)));
            }
            Value::Array(members) => {
                if key.is_some_and(is_test) {
                    ids.extend(members.iter().filter_map(Value::as_str).map(bare));
                }
                open.extend(members.iter().map(|member| (None, member)));
            }
            Value::String(split) if is_test(split) => {
                ids.extend(key.filter(|key| *key != "split").map(bare));
            }
            _ => {}
        }
    }
}

fn is_test(split: &str) -> bool {
    split.eq_ignore_ascii_case("test")
}

/// An id without file extensions.
fn bare(id: &str) -> String {
    let id = id.rsplit('/').next().unwrap_or(id);
    id.split('.').next().unwrap_or(id).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn ids(json: &Value) -> Vec<String> {
        let mut found = HashSet::new();
        collect(json, &mut found);
        let mut found: Vec<String> = found.into_iter().collect();
        found.sort();
        found
    }

    #[test]
    fn entries_are_read_however_they_are_arranged() {
        let expected = ["0002", "0004"];
        assert_eq!(
            ids(&json!({"0001": {"split": "dev"}, "0002": {"split": "test"},
            "0004": {"url": "x", "split": "test"}})),
            expected
        );
        assert_eq!(
            ids(&json!({"pages": [{"id": "0001", "split": "dev"},
            {"id": "0002", "split": "test"}, {"file_id": "0004", "split": "Test"}]})),
            expected
        );
        assert_eq!(
            ids(&json!({"splits": {"dev": ["0001"], "test": ["0002", "0004.html.gz"]}})),
            expected
        );
        assert_eq!(
            ids(&json!({"0001": "dev", "0002": "test", "html/0004.html": "test"})),
            expected
        );
        assert_eq!(ids(&json!({"name": "test of tests", "pages": 3})), [""; 0]);
    }

    #[test]
    fn both_places_of_a_folder_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let of = |path: &str| folder.path().join(path);
        fs::create_dir_all(of("dev/ground-truth")).unwrap();
        fs::create_dir_all(of("test/ground-truth")).unwrap();
        fs::write(of("test/ground-truth/0007.json"), "{}").unwrap();
        fs::write(of("metadata.json"), r#"{"0002": {"split": "test"}}"#).unwrap();
        let expected = HashSet::from(["0002".to_owned(), "0007".to_owned()]);
        assert_eq!(test_pages(folder.path()).unwrap(), expected);
        assert_eq!(test_pages(&of("dev")).unwrap(), expected);
        fs::write(of("metadata.json"), "{").unwrap();
        assert!(test_pages(folder.path()).unwrap_err().contains("metadata.json"));
    }

    #[test]
    fn other_folders_hold_none_back() {
        let folder = tempfile::tempdir().unwrap();
        assert!(test_pages(folder.path()).unwrap().is_empty());
    }
}
