//! The borders between the modules, as `docs/ARCHITECTURE.md` draws them, read off the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may import from the crate.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("article", &[]),
    ("person", &[]),
    ("query", &[]),
    ("eval", &[]),
    ("source", &["article"]),
    ("engine", &["query", "person", "article"]),
    ("render", &["engine", "article"]),
    ("ingest", &["source", "person", "engine", "article"]),
    ("tui", &["render", "engine", "article"]),
    ("backup", &["engine"]),
    ("cli", &["tui", "engine", "ingest", "backup", "render", "query", "eval", "source", "person", "article"]),
];

fn sources() -> Vec<(PathBuf, String)> {
    fn collect(folder: &Path, out: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).expect("sources can be read") {
            let path = entry.expect("sources can be listed").path();
            if path.is_dir() {
                collect(&path, out);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("sources are text");
                out.push((path, text));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = Vec::new();
    collect(&root, &mut out);
    // Modules that are tests through and through may print and read what they like.
    let tests: Vec<String> = out
        .iter()
        .flat_map(|(_, text)| text.split("#[cfg(test)]\nmod ").skip(1))
        .filter_map(|rest| rest.split_once(';').map(|(name, _)| name.to_owned()))
        .filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
        .collect();
    out.retain(|(path, _)| path.file_stem().is_none_or(|stem| !tests.contains(&stem.to_string_lossy().into_owned())));
    out.into_iter().map(|(path, text)| (path.strip_prefix(&root).expect("below src").to_owned(), text)).collect()
}

/// The code of a source file: without comments, documentation and its own tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn module(path: &Path) -> String {
    let first = path.iter().next().expect("a path has a part").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn imports(code: &str) -> Vec<String> {
    code.split("crate::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

#[test]
fn imports_point_downward() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut crossed = Vec::new();
    for (path, text) in sources() {
        let own = module(&path);
        if matches!(own.as_str(), "lib" | "main" | "bin") {
            continue;
        }
        let allowed = allowed.get(own.as_str()).unwrap_or_else(|| panic!("{own} has no row in MAY_IMPORT"));
        for import in imports(&code(&text)) {
            let known = MAY_IMPORT.iter().any(|(name, _)| *name == import);
            if known && import != own && !allowed.contains(&import.as_str()) {
                crossed.push(format!("{} imports {import}", path.display()));
            }
        }
    }
    assert_eq!(crossed, Vec::<String>::new());
}

#[test]
fn each_tool_has_its_room() {
    let rooms: &[(&str, &[&str])] = &[
        ("tantivy::", &["engine"]),
        ("clap", &["cli"]),
        ("ratatui", &["tui"]),
        ("notify::", &["source/watch"]),
        ("std::env", &["cli/config.rs", "main.rs"]),
        ("println!(", &[]),
        ("process::exit", &["main.rs"]),
    ];
    let mut crossed = Vec::new();
    for (path, text) in sources() {
        if module(&path) == "bin" {
            continue;
        }
        let place = path.to_string_lossy().replace('\\', "/");
        for (tool, homes) in rooms {
            if code(&text).contains(tool) && !homes.iter().any(|home| place.starts_with(home)) {
                crossed.push(format!("{place} uses {tool}"));
            }
        }
    }
    assert_eq!(crossed, Vec::<String>::new());
}

#[test]
fn the_program_itself_is_small() {
    let (_, main) = sources().into_iter().find(|(path, _)| path == Path::new("main.rs")).expect("there is a program");
    assert!(main.lines().count() <= 40);
}

#[test]
fn each_library_has_its_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(root.join(name)).expect("it is part of the sources");
    let manifest = read("Cargo.toml");
    let (_, dependencies) = manifest.split_once("\n[dependencies]\n").expect("there is a list of them");
    let (dependencies, _) = dependencies.split_once("\n[").expect("something follows");
    let needed: BTreeSet<&str> =
        dependencies.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name).collect();
    let document = read("docs/ARCHITECTURE.md");
    let (_, table) = document.split_once("| crate | why this one |\n").expect("there is a table of them");
    let rows = table.lines().skip(1).take_while(|line| line.starts_with("| "));
    let explained: BTreeSet<&str> =
        rows.filter_map(|row| row.split('|').nth(1)).flat_map(|names| names.split(',')).map(str::trim).collect();
    assert!(needed.len() > 40, "{needed:?}");
    assert_eq!(needed, explained);
}
