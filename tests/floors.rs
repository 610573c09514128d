//! The crate is a house: each module may import those below it, and none above. CONTRIBUTING.md
//! has the same list.

use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up. Modules on one floor do not import each other.
const FLOORS: &[&[&str]] = &[
    &["any_case", "binary", "characters", "hash"],
    &["encoding", "error", "keyword", "memo", "precheck"],
    &["options"],
    &["address", "dom"],
    &["block"],
    &["features", "metadata", "selector"],
    &["comments", "score"],
    &["site"],
    &["render", "select"],
    &["extraction"],
    &["extractor"],
    &["guide", "internals"],
];

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// The code without its comments and its tests, which may use anything.
fn code(source: &str) -> String {
    let before_tests = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = before_tests.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules that `crate::…` names, in `use` lines and elsewhere, and in groups of both.
fn imported(code: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c == '_' || c == '$' || c.is_alphanumeric()) {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => modules.extend(first_names(group)),
            None => modules.extend(first_name(rest)),
        }
    }
    modules
}

fn first_name(text: &str) -> Option<String> {
    let is_part = |c: char| c == '_' || c.is_alphanumeric();
    let name = text.split(|c| !is_part(c)).next().unwrap_or_default();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The first names of the paths of a group whose `{` came before.
fn first_names(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut depth, mut begin) = (0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' | ',' if depth == 0 => {
                names.extend(first_name(group[begin..at].trim_start()));
                begin = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names
}

/// What `super::` leads to in a file at this depth, if it is the crate itself.
fn imported_upwards(code: &str, depth: usize) -> Vec<String> {
    let up = "super::".repeat(depth);
    let uses = code.match_indices(&up).filter(|(at, _)| {
        let (before, after) = (&code[..*at], &code[at + up.len()..]);
        !before.ends_with("super::") && !after.starts_with("super::")
    });
    let names = uses.map(|(at, _)| &code[at + up.len()..]);
    names.flat_map(|rest| imported(&format!("crate::{rest}"))).collect()
}

/// The imports of a file that lead up, or to a module without a floor.
fn upward_imports(path: &Path, source: &str) -> Vec<String> {
    let module = path.components().next().unwrap().as_os_str().to_str().unwrap();
    let module = module.trim_end_matches(".rs");
    let code = code(source);
    // `foo/mod.rs` is as far from the crate as `foo.rs`.
    let depth = path.components().count() - usize::from(path.ends_with("mod.rs"));
    let imports = imported(&code).into_iter().chain(imported_upwards(&code, depth));
    let floor = floor_of(module);
    imports
        .filter(|import| import != module)
        .filter(|import| match (floor_of(import), floor) {
            (Some(below), Some(floor)) => below >= floor,
            _ => true,
        })
        .map(|import| format!("{} imports {import}", path.display()))
        .collect()
}

#[test]
fn no_module_imports_one_above_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&folder, &mut files);
    assert!(files.len() > 100);
    let mut found = Vec::new();
    for file in files {
        let path = file.strip_prefix(&folder).unwrap();
        let is_for_tests = path.ends_with("testing.rs")
            || path.ends_with("differential.rs")
            || path.ends_with("properties.rs");
        if path != Path::new("lib.rs") && !is_for_tests {
            found.extend(upward_imports(path, &fs::read_to_string(&file).unwrap()));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_way_to_write_an_import_is_seen() {
    let upward = |path: &str, source: &str| upward_imports(Path::new(path), source).len();
    for source in [
        "use crate::select::Selection;",
        "use crate::{dom, select};",
        "use crate::{\n    dom::{Dom, Tag},\n    select::{self, Selection},\n};",
        "fn f() { crate::select::select(); }",
        "use super::select::Selection;",
        "use super::{dom, select};",
        "use crate::unheard_of;",
    ] {
        assert_eq!(upward("block/mod.rs", source), 1, "{source}");
        assert_eq!(upward("block/cut.rs", &source.replace("super", "super::super")), 1, "{source}");
    }
    for source in [
        "use crate::dom::{Dom, select};",
        "use crate::block::Page;",
        "use super::select;",
        "// crate::select",
        "#[cfg(test)]\nmod tests {\n    use crate::select;\n}",
    ] {
        assert_eq!(upward("block/cut.rs", source), 0, "{source}");
    }
}

#[test]
fn every_module_has_a_floor() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let modules = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let names = modules.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned());
    let mut missing: Vec<String> = names.filter(|name| floor_of(name).is_none()).collect();
    missing.retain(|name| name != "lib");
    assert!(missing.is_empty(), "{missing:?}");
}
