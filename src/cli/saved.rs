//! Saved searches: a plain file of queries under names, and which articles of each have been seen.
//!
//! Owns two files beside the index: one of settings that can be edited by hand, one of article ids that is nobody's
//! reading. The surprise: a query is kept as it was typed, not as it was understood, so that `--from "last week"` goes with
//! the days; what was seen is kept by article, so that it does not matter when or by what run an article was indexed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml_edit::{DocumentMut, Item, Table, value};

use super::commands::filter::FilterArgs;
use super::error::CliError;
use crate::article::ArticleId;

/// Key of the query in a search's table; every other key is a flag.
const QUERY: &str = "query";
/// Version of the file of what was seen.
const VERSION: u32 = 1;

/// What a new file begins with.
const INTRODUCTION: &str = "\
# Saved searches of dateline: a table for each, with the query and the flags that narrow it, as for dateline search.
# dateline search @NAME runs one, dateline alerts says what is new in all of them.

";

/// A query under a name.
#[derive(Debug, Clone)]
pub struct SavedSearch {
    /// What is typed to use it, without the sign before it.
    pub name: String,
    /// The query as typed; empty when the flags say all.
    pub query: String,
    /// The flags that narrow it.
    pub filter: FilterArgs,
}

impl SavedSearch {
    /// The query and its flags as they would be typed.
    pub fn described(&self) -> String {
        let flags = self.filter.typed();
        let parts = [self.query.as_str(), flags.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The query as the argument of a command.
    pub fn arguments(&self) -> Vec<String> {
        if self.query.is_empty() { Vec::new() } else { vec![self.query.clone()] }
    }
}

/// The file of saved searches.
#[derive(Debug)]
pub struct SavedSearches {
    file: PathBuf,
    document: DocumentMut,
}

impl SavedSearches {
    /// Reads the file; no file is an empty one.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn read(file: &Path) -> Result<SavedSearches, CliError> {
        let failed = |cause: String| CliError::new(format!("read the saved searches in {}", file.display()), cause);
        let text = match crate::cli::bounded::read_text(file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(failed(error.to_string())),
        };
        let document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| failed(error.to_string()))?;
        Ok(SavedSearches { file: file.to_owned(), document })
    }

    /// The names, in the order of the file.
    pub fn names(&self) -> Vec<String> {
        self.document.iter().map(|(name, _)| name.to_owned()).collect()
    }

    /// The search of this name.
    ///
    /// # Errors
    /// When there is none, with the names there are, or its table is not as it has to be.
    pub fn get(&self, name: &str) -> Result<SavedSearch, CliError> {
        let Some(item) = self.document.get(name) else { return Err(self.unknown(name)) };
        let failed = |cause: String| {
            CliError::new(format!("read the saved search `{name}` in {}", self.file.display()), cause).hint(
                "a search has query = \"...\" and the names of flags, such as person = [\"...\"] or from = \"2024\"",
            )
        };
        let Item::Table(table) = item else { return Err(failed("it is no table".to_owned())) };
        let mut table = table.clone();
        let query = match table.remove(QUERY) {
            None => String::new(),
            Some(query) => {
                query.as_str().map(str::to_owned).ok_or_else(|| failed("its query is no text".to_owned()))?
            }
        };
        let filter = toml_edit::de::from_document::<FilterArgs>(DocumentMut::from(table))
            .map_err(|error| failed(error.message().to_owned()))?;
        Ok(SavedSearch { name: name.to_owned(), query, filter })
    }

    fn unknown(&self, name: &str) -> CliError {
        let names = self.names();
        let instead = if names.is_empty() {
            format!("save one with: dateline save {name} QUERY")
        } else {
            format!("there are {}", names.iter().map(|name| format!("@{name}")).collect::<Vec<_>>().join(", "))
        };
        CliError::new("search", format!("no search is saved as `{name}`"))
            .hint(format!("{instead}; to look for the text put it in double quotes: '\"@{name}\"'"))
    }

    /// Adds a search, in the place of one of the same name.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn set(&mut self, search: &SavedSearch) -> Result<(), CliError> {
        let flags = toml_edit::ser::to_document(&search.filter)
            .map_err(|error| CliError::new(format!("save `{}`", search.name), error))?;
        let mut table = Table::new();
        if !search.query.is_empty() {
            table.insert(QUERY, value(&search.query));
        }
        for (flag, setting) in flags.iter() {
            table.insert(flag, setting.clone());
        }
        match self.document.get_mut(&search.name) {
            // The comment above it stays.
            Some(Item::Table(old)) => {
                *table.decor_mut() = old.decor().clone();
                table.set_position(old.position());
                *old = table;
            }
            _ => {
                self.document.insert(&search.name, Item::Table(table));
            }
        }
        Ok(())
    }

    /// True when the query of a search names another one, be it by way of others.
    pub fn leads_to(&self, from: &str, to: &str) -> bool {
        let mut known = vec![from.to_owned()];
        let mut next = 0;
        while let Some(name) = known.get(next) {
            let query = self.document.get(name).and_then(|table| table.get(QUERY)).and_then(Item::as_str);
            for (_, name) in mentions(query.unwrap_or_default()) {
                if name == to {
                    return true;
                }
                if !known.iter().any(|one| one == name) {
                    known.push(name.to_owned());
                }
            }
            next += 1;
        }
        false
    }

    /// Takes a search out.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn remove(&mut self, name: &str) -> Result<(), CliError> {
        self.document.remove(name).map(drop).ok_or_else(|| self.unknown(name))
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self) -> Result<(), CliError> {
        let introduction = if self.file.exists() { "" } else { INTRODUCTION };
        write_whole(&self.file, &format!("{introduction}{}", self.document))
    }
}

/// True for what can be typed after `@`.
pub fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(is_name_sign)
        && text.starts_with(char::is_alphanumeric)
        && !text.ends_with('.')
}

fn is_name_sign(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.')
}

/// Where saved searches are named in a query: `@name` where a word can begin, outside of quotes.
pub fn mentions(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let (mut quoted, mut before) = (false, ' ');
    for (at, c) in text.char_indices() {
        quoted ^= matches!(c, '"' | '“' | '”' | '„');
        if c == '@' && !quoted && (before.is_whitespace() || matches!(before, '(' | '-' | '+')) {
            let rest = &text[at + 1..];
            let end = rest.find(|c| !is_name_sign(c)).unwrap_or(rest.len());
            let name = rest[..end].trim_end_matches('.');
            let goes_on = rest[name.len()..].starts_with(|c: char| !c.is_whitespace() && !matches!(c, ')' | ',' | '.'));
            if is_name(name) && !goes_on {
                found.push((at..at + 1 + name.len(), name));
            }
        }
        before = c;
    }
    found
}

/// Which articles of each search have been seen.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Seen {
    version: u32,
    searches: BTreeMap<String, SeenSearch>,
}

/// What was seen of one search.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenSearch {
    /// The day of the last run, `2024-03-01`.
    pub last_run: String,
    /// Ids of articles, as they are printed.
    articles: BTreeSet<String>,
    /// What their files hold, so that a file that lies elsewhere now is known again; none in files of earlier versions.
    #[serde(default)]
    contents: BTreeSet<String>,
}

impl SeenSearch {
    /// True when this article has been seen.
    pub fn has(&self, id: ArticleId) -> bool {
        self.articles.contains(&id.to_string())
    }

    /// True when this content has been seen.
    pub fn has_content(&self, content: u64) -> bool {
        self.contents.contains(&format!("{content:016x}"))
    }

    /// True when contents are known beside ids.
    pub fn has_contents(&self) -> bool {
        !self.contents.is_empty()
    }
}

impl Seen {
    /// Reads what was seen of the searches of a file.
    ///
    /// # Errors
    /// When it is there and cannot be read: to take everything for new would be worse.
    pub fn read(searches: &Path) -> Result<Seen, CliError> {
        let file = seen_file(searches);
        let failed = |cause: String| {
            CliError::new(format!("read what was seen in {}", file.display()), cause)
                .hint("when that file is removed, everything is new again")
        };
        let bytes = match fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Seen::default()),
            Err(error) => return Err(failed(error.to_string())),
        };
        let seen: Seen = serde_json::from_slice(&bytes).map_err(|error| failed(error.to_string()))?;
        if seen.version > VERSION {
            return Err(failed(format!("it was written by a later version ({})", seen.version)));
        }
        Ok(seen)
    }

    /// What was seen of a search; `None` when it was never run.
    pub fn of(&self, name: &str) -> Option<&SeenSearch> {
        self.searches.get(name)
    }

    /// Adds what a run on this day has shown.
    pub fn add(&mut self, name: &str, articles: &[ArticleId], contents: &[u64], day: String) {
        let search = self.searches.entry(name.to_owned()).or_default();
        search.contents.extend(contents.iter().map(|content| format!("{content:016x}")));
        search.articles.extend(articles.iter().map(ToString::to_string));
        search.last_run = day;
    }

    /// Forgets a search; false when nothing was known of it.
    pub fn forget(&mut self, name: &str) -> bool {
        self.searches.remove(name).is_some()
    }

    /// Writes what was seen of the searches of a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, searches: &Path) -> Result<(), CliError> {
        self.version = VERSION;
        let file = seen_file(searches);
        let text =
            serde_json::to_string(self).map_err(|error| CliError::new(format!("write {}", file.display()), error))?;
        write_whole(&file, &text)
    }
}

/// `dateline-searches.seen.json` for `dateline-searches.toml`.
pub fn seen_file(searches: &Path) -> PathBuf {
    searches.with_extension("seen.json")
}

/// Writes a file whole or not at all.
fn write_whole(file: &Path, text: &str) -> Result<(), CliError> {
    let failed = |error: io::Error| CliError::new(format!("write {}", file.display()), error);
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let aside = file.with_extension(format!("{}.tmp", std::process::id()));
    fs::write(&aside, text).and_then(|()| fs::rename(&aside, file)).map_err(|error| {
        let _ = fs::remove_file(&aside);
        failed(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_used_where_a_word_can_begin() {
        let names = |text| mentions(text).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
        assert_eq!(names("@gaza"), ["gaza"]);
        assert_eq!(names("rafah (@gaza-talks OR -@other.1)"), ["gaza-talks", "other.1"]);
        assert_eq!(names("see @gaza. Then"), ["gaza"]);
        assert!(names("me@example.org \"to @gaza\" @ gaza @x/y @a:b @-x").is_empty());
        assert_eq!(mentions("é @gaza b")[0].0, 3..8);
    }

    #[test]
    fn comments_and_order_outlive_a_change() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("searches.toml");
        fs::write(&file, "# mine\n[b]\nquery = \"x\" # why\n\n# other\n[a]\nfrom = \"2024\"\n").expect("written");
        let mut searches = SavedSearches::read(&file).expect("it can be read");
        assert_eq!(searches.names(), ["b", "a"]);
        let a = searches.get("a").expect("it is there");
        assert!(a.query.is_empty() && a.arguments().is_empty());
        searches.set(&SavedSearch { query: "y \"z\"".into(), name: "c".into(), ..a }).expect("it can be set");
        searches.set(&SavedSearch { query: "q".into(), ..searches.get("a").expect("there") }).expect("it can be set");
        searches.write().expect("it can be written");
        assert_eq!(
            fs::read_to_string(&file).expect("it is there"),
            "# mine\n[b]\nquery = \"x\" # why\n\n# other\n[a]\nquery = \"q\"\nfrom = \"2024\"\n\n[c]\nquery = 'y \"z\"'\nfrom = \"2024\"\n"
        );
        searches.remove("b").expect("it is there");
        assert_eq!(searches.names(), ["a", "c"]);
        assert!(searches.remove("b").is_err() && searches.get("b").is_err());
    }

    #[test]
    fn a_flag_that_is_none_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("searches.toml");
        fs::write(&file, "[a]\nperson = \"X\"\n[b]\nfrm = \"2024\"\n[c]\nquery = 3\n").expect("written");
        let searches = SavedSearches::read(&file).expect("it can be read");
        for name in ["a", "b", "c"] {
            assert!(searches.get(name).is_err(), "{name}");
        }
        fs::write(&file, "[a\n").expect("written");
        assert!(SavedSearches::read(&file).is_err());
    }
}
