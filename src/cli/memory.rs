//! What is remembered of the last search, so that `dateline show 3` knows what 3 is.
//!
//! Owns one small file for each index, in the user's state folder and never in the index, which may be read-only. The
//! surprise: a search never fails because it cannot be remembered; only asking for what was not remembered is an error.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::article::ArticleId;
use crate::cli::config;
use crate::engine::{ArticleIndex, SearchPage};
use crate::query::{Dialect, Field, ParseContext, Query, parse};
use crate::render::full_path;

/// Version of the file.
const VERSION: u32 = 1;

/// A search and the hits that were shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastSearch {
    version: u32,
    /// The query as typed.
    pub typed: String,
    /// The query as understood, with the flags that narrowed it.
    canonical: String,
    /// The part of an article that words were looked for in.
    part: Option<Part>,
    /// State of the index, see [`ArticleIndex::fingerprint`].
    fingerprint: String,
    /// Rank of the first hit that was shown.
    first: usize,
    /// The hits that were shown.
    hits: Vec<RememberedHit>,
}

/// A hit as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RememberedHit {
    /// The article.
    pub id: ArticleId,
    /// Its path and place, for messages.
    pub path: String,
}

/// [`Field`] as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Part {
    Headline,
    Lede,
    HeadlineOrLede,
    Byline,
    Body,
}

impl From<Field> for Part {
    fn from(field: Field) -> Part {
        match field {
            Field::Headline => Part::Headline,
            Field::Lede => Part::Lede,
            Field::HeadlineOrLede => Part::HeadlineOrLede,
            Field::Byline => Part::Byline,
            Field::Body => Part::Body,
        }
    }
}

impl From<Part> for Field {
    fn from(part: Part) -> Field {
        match part {
            Part::Headline => Field::Headline,
            Part::Lede => Field::Lede,
            Part::HeadlineOrLede => Field::HeadlineOrLede,
            Part::Byline => Field::Byline,
            Part::Body => Field::Body,
        }
    }
}

/// Why nothing is known of the last search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forgotten {
    /// It is not to be remembered.
    SwitchedOff,
    /// There is no folder to remember it in.
    NoFolder,
    /// None was made in this index.
    NoSearch,
}

impl LastSearch {
    /// What is to be remembered of a page.
    pub fn of(index: &ArticleIndex, typed: &str, query: &Query, field: Option<Field>, page: &SearchPage) -> LastSearch {
        LastSearch {
            version: VERSION,
            typed: typed.to_owned(),
            canonical: query.to_string(),
            part: field.map(Part::from),
            fingerprint: index.fingerprint(),
            first: page.hits.first().map_or(1, |hit| hit.rank),
            hits: page.hits.iter().map(|hit| RememberedHit { id: hit.id, path: full_path(hit) }).collect(),
        }
    }

    /// Remembers it, where that is possible.
    pub fn store(&self, index: &Path) {
        if let Some(file) = file_of(index) {
            // Nobody asked for it to be remembered, so nobody is to be told that it could not be.
            let _ = self.write(&file);
        }
    }

    fn write(&self, file: &Path) -> io::Result<()> {
        let folder = file.parent().unwrap_or(Path::new("."));
        make_private_folder(folder)?;
        // A search that ends at the same moment has a file of its own until one of them is renamed.
        let draft = file.with_extension(format!("{}.tmp", std::process::id()));
        let written = open_private(&draft).and_then(|mut out| {
            serde_json::to_writer(&mut out, self)?;
            out.flush()
        });
        // Where a rename takes the place of a file, some systems write the new one to the disk at once, which nobody needs.
        let renamed = written.and_then(|()| {
            let _ = fs::remove_file(file);
            fs::rename(&draft, file)
        });
        if renamed.is_err() {
            let _ = fs::remove_file(&draft);
        }
        renamed
    }

    /// The last search in an index.
    ///
    /// # Errors
    /// When there was none, or none that could be remembered.
    pub fn load(index: &Path) -> Result<LastSearch, Forgotten> {
        let nowhere = if config::is_memory_off() { Forgotten::SwitchedOff } else { Forgotten::NoFolder };
        let file = file_of(index).ok_or(nowhere)?;
        let bytes = fs::read(file).map_err(|_| Forgotten::NoSearch)?;
        serde_json::from_slice::<LastSearch>(&bytes)
            .ok()
            .filter(|last| last.version == VERSION)
            .ok_or(Forgotten::NoSearch)
    }

    /// The hit of this rank.
    pub fn hit(&self, rank: usize) -> Option<&RememberedHit> {
        self.hits.get(rank.checked_sub(self.first)?)
    }

    /// True when this article was among the hits shown.
    pub fn showed(&self, id: ArticleId) -> bool {
        self.hits.iter().any(|hit| hit.id == id)
    }

    /// The ranks that were shown, `None` when none was.
    pub fn ranks(&self) -> Option<(usize, usize)> {
        (!self.hits.is_empty()).then(|| (self.first, self.first + self.hits.len() - 1))
    }

    /// True when the index has changed since.
    pub fn is_stale(&self, index: &ArticleIndex) -> bool {
        self.fingerprint != index.fingerprint()
    }

    /// The query with the part that words were looked for in; `None` when it cannot be read back.
    pub fn query(&self) -> Option<(Query, Option<Field>)> {
        let context = ParseContext { today: config::today(), dialect: Dialect::Dateline };
        let parsed = parse(&self.canonical, &context).ok()?;
        Some((parsed.query, self.part.map(Field::from)))
    }
}

/// The file for an index: named by the place where that lies, whatever way leads there.
fn file_of(index: &Path) -> Option<PathBuf> {
    let place = fs::canonicalize(index).unwrap_or_else(|_| index.to_owned());
    let key = xxh3_64(place.as_os_str().as_encoded_bytes());
    config::state_folder().map(|folder| folder.join(format!("last-search-{key:016x}.json")))
}

/// What somebody searches for is nobody else's business.
#[cfg(unix)]
fn make_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

fn open_private(file: &Path) -> io::Result<io::BufWriter<fs::File>> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(io::BufWriter::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_begin_where_the_page_began() {
        let hit = |id| RememberedHit { id: ArticleId(id), path: format!("{id}.txt") };
        let last = LastSearch {
            version: VERSION,
            typed: "rafah".into(),
            canonical: "rafah".into(),
            part: Some(Part::Lede),
            fingerprint: "1-0".into(),
            first: 11,
            hits: vec![hit(7), hit(8)],
        };
        assert_eq!(last.hit(12).map(|hit| hit.id), Some(ArticleId(8)));
        assert_eq!((last.hit(1), last.hit(13), last.hit(0)), (None, None, None));
        assert_eq!(last.ranks(), Some((11, 12)));
        assert!(last.showed(ArticleId(7)) && !last.showed(ArticleId(9)));
        let (query, field) = last.query().expect("it can be read back");
        assert_eq!((query.to_string().as_str(), field), ("rafah", Some(Field::Lede)));
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("a/b/last.json");
        last.write(&file).expect("it can be written");
        let bytes = fs::read(&file).expect("it is there");
        assert_eq!(serde_json::from_slice::<LastSearch>(&bytes).expect("it can be read"), last);
        assert_eq!(fs::read_dir(folder.path().join("a/b")).expect("a folder").count(), 1);
    }
}
