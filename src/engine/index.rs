//! Opening and creating the index folder.
//!
//! Owns what a folder must look like to be taken for an index of ours, and the note that every commit carries. The
//! surprise: the format version lives in that note, which the engine writes in the same file and at the same moment as the
//! list of segments, so that no crash can part the two.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use tantivy::schema::{IndexRecordOption, Schema};
use tantivy::store::Compressor;
use tantivy::{DocAddress, DocSet, Index, IndexReader, IndexSettings, ReloadPolicy, Searcher, TERMINATED, Term};

use super::EngineError;
use super::directory::{Access, IndexDirectory};
use super::document::{FileRecord, IndexedArticle, NameClass};
use super::identity::{self, Identities, Number};
use super::lead::Leads;
use super::lexicon::KnownWords;
use super::name_search::NameSearch;
use super::names::NameSettings;
use super::packed::{PackedPlugin, Record};
use super::register::{self, Register};
use super::roster::{Roster, Rosters};
use super::schema::{FORMAT_VERSION, Fields, Kind};
use super::store::Store;
use super::stored::{self, StoredArticle};
use super::text_store::{ReadAgain, TextStore, WithoutText};

/// The note that every commit carries.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CommitNote {
    /// [`FORMAT_VERSION`] of the writer.
    pub(crate) dateline_format: u32,
    /// The corpus folder as an absolute path.
    #[serde(default, with = "super::folder_name")]
    pub(crate) corpus: Option<PathBuf>,
    /// Number of commits so far.
    pub(crate) generation: u64,
    /// What distinguishes the settings that the files were read with; 0 for none.
    #[serde(default)]
    pub(crate) reading: u64,
    /// Where the text of its articles is.
    #[serde(default)]
    pub(crate) text: TextStore,
    /// Whether names were looked for in them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) names: Option<NameSearch>,
}

/// An index opened for searching, at its last commit.
#[derive(Clone)]
pub struct ArticleIndex {
    pub(crate) path: PathBuf,
    pub(crate) fields: Fields,
    pub(crate) searcher: Searcher,
    store: Arc<Store>,
    pub(crate) rosters: Arc<Rosters>,
    pub(crate) words: Arc<KnownWords>,
    pub(crate) names: Arc<NameSettings>,
    pub(super) note: CommitNote,
    pub(super) again: Option<Arc<ReadAgain>>,
}

impl std::fmt::Debug for ArticleIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ArticleIndex").field("path", &self.path).field("note", &self.note).finish_non_exhaustive()
    }
}

impl ArticleIndex {
    /// Opens the index in a folder for searching.
    ///
    /// # Errors
    /// [`EngineError::Missing`] without one, [`EngineError::Foreign`] for a folder of other things,
    /// [`EngineError::Format`] for one of another version, [`EngineError::Corrupt`] for a damaged one.
    pub fn open(path: &Path) -> Result<ArticleIndex, EngineError> {
        match inspect(path)? {
            Folder::Index(note) => ArticleIndex::open_at(path, note).map_err(|error| match inspect(path) {
                // It was deleted between a look at it and the opening of its files.
                Ok(Folder::Empty) => EngineError::Missing { path: path.to_owned() },
                _ => error,
            }),
            Folder::Empty | Folder::Unborn => Err(EngineError::Missing { path: path.to_owned() }),
        }
    }

    fn open_at(path: &Path, note: CommitNote) -> Result<ArticleIndex, EngineError> {
        let directory = IndexDirectory::open(path, Access::Read).map_err(EngineError::at(path))?;
        let index = Index::open(directory).map_err(EngineError::at(path))?;
        let (index, fields) = checked(path, index)?;
        ArticleIndex::over(path, &index, fields, note)
    }

    pub(crate) fn over(
        path: &Path,
        index: &Index,
        fields: Fields,
        note: CommitNote,
    ) -> Result<ArticleIndex, EngineError> {
        let reader: IndexReader =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(EngineError::at(path))?;
        let searcher = reader.searcher();
        let store = Arc::new(Store::new(&searcher).map_err(|error| EngineError::io(path, error))?);
        let rosters = Arc::new(Rosters::new(&searcher));
        Ok(ArticleIndex {
            path: path.to_owned(),
            fields,
            searcher,
            store,
            rosters,
            words: Arc::default(),
            names: Arc::default(),
            note,
            again: None,
        })
    }

    /// The corpus folder that the index in a folder was built from, which is told even where its segments cannot be read or are
    /// of another format.
    ///
    /// # Errors
    /// As [`ArticleIndex::open`], but for such segments.
    pub fn recorded_corpus(path: &Path) -> Result<Option<PathBuf>, EngineError> {
        // Every search asks this first, and has the whole list read once more when it opens the index.
        if let Some(note) = fs::read(path.join("meta.json")).ok().and_then(|meta| last_note(&meta)) {
            return Ok(note.corpus);
        }
        match inspect_any(path)? {
            Folder::Index(note) => Ok(note.corpus),
            Folder::Empty | Folder::Unborn => Err(EngineError::Missing { path: path.to_owned() }),
        }
    }

    /// The corpus folder that it was built from.
    pub fn corpus(&self) -> Option<&Path> {
        self.note.corpus.as_deref()
    }

    /// What distinguishes the settings that its files were read with, as [`super::ArticleWriter::set_reading`] was told.
    pub fn reading(&self) -> u64 {
        self.note.reading
    }

    /// The format of every source file, by [`super::file_key`]; a file of a format that nobody knew is not in it.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn file_formats(&self) -> Result<FxHashMap<u64, String>, EngineError> {
        let mut formats = FxHashMap::default();
        let at = |error| EngineError::at(&self.path)(error);
        for (segment, reader) in self.searcher.segment_readers().iter().enumerate() {
            let columns = reader.fast_fields();
            let (identities, sizes) = (Identities::open(reader).map_err(at)?, columns.u64("size").map_err(at)?);
            let kinds = columns.u64("kind").map_err(at)?;
            // What has a size is a file's own document, an article that is a whole file or a record.
            for document in reader.doc_ids_alive().filter(|document| sizes.first(*document).is_some()) {
                let address = DocAddress::new(segment as u32, document);
                let format = if kinds.first(document) == Some(Kind::File.code()) {
                    self.file_record(address)?.format
                } else {
                    Some(self.bare_at(address)?.article.format)
                };
                if let (Some(file), Some(format)) = (identities.file(document), format) {
                    formats.insert(file, format);
                }
            }
        }
        Ok(formats)
    }

    /// Number of commits so far.
    pub fn generation(&self) -> u64 {
        self.note.generation
    }

    /// Whether its folder has another commit by now. While that is being written, or cannot be read, it has not.
    pub fn is_outdated(&self) -> bool {
        #[derive(Deserialize)]
        struct Commit {
            segments: Vec<Segment>,
        }
        #[derive(Deserialize)]
        struct Segment {
            segment_id: String,
        }
        let Ok(Folder::Index(note)) = inspect(&self.path) else { return false };
        if note.generation != self.note.generation {
            return true;
        }
        // An index that was built anew may count as far.
        let meta = fs::read(self.path.join("meta.json")).unwrap_or_default();
        let Ok(commit) = serde_json::from_slice::<Commit>(&meta) else { return false };
        let mut there: Vec<String> = commit.segments.into_iter().map(|one| one.segment_id.replace('-', "")).collect();
        let open = self.searcher.segment_readers().iter();
        let mut open: Vec<String> = open.map(|reader| reader.segment_id().uuid_string().replace('-', "")).collect();
        there.sort();
        open.sort();
        there != open
    }

    /// The folder that it lies in.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Number of segments, deleted documents in them, and bytes of all its files.
    pub fn size(&self) -> IndexSize {
        let bytes = fs::read_dir(&self.path)
            .map(|entries| entries.flatten().filter_map(|entry| entry.metadata().ok()).map(|data| data.len()).sum())
            .unwrap_or(0);
        let segments = self.searcher.segment_readers();
        IndexSize {
            segments: segments.len(),
            deleted: segments.iter().map(|segment| u64::from(segment.num_deleted_docs())).sum(),
            bytes,
        }
    }
}

/// How large an index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct IndexSize {
    /// Segments.
    pub segments: usize,
    /// Documents that are deleted and whose space has not been reclaimed yet.
    pub deleted: u64,
    /// Bytes of its files.
    pub bytes: u64,
}

/// What lies in a folder that is to be an index.
pub(crate) enum Folder {
    /// Nothing, or no folder at all.
    Empty,
    /// An index of ours whose first commit has not been made.
    Unborn,
    /// An index of ours.
    Index(CommitNote),
}

/// Looks at a folder without opening an index.
pub(crate) fn inspect(path: &Path) -> Result<Folder, EngineError> {
    of_this_format(path, inspect_any(path)?)
}

/// Refuses an index of another format.
fn of_this_format(path: &Path, folder: Folder) -> Result<Folder, EngineError> {
    match &folder {
        Folder::Index(note) if note.dateline_format != FORMAT_VERSION => {
            Err(EngineError::Format { path: path.to_owned(), found: note.dateline_format, expected: FORMAT_VERSION })
        }
        _ => Ok(folder),
    }
}

/// As [`inspect`], whatever format an index has.
fn inspect_any(path: &Path) -> Result<Folder, EngineError> {
    let meta = match fs::read(path.join("meta.json")) {
        Ok(meta) => meta,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return inspect_without_commit(path),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
            return Err(EngineError::Foreign { path: path.to_owned() });
        }
        Err(error) => return Err(EngineError::io(path, error)),
    };
    any_judged(path, &meta)
}

/// Whose list of segments this is. `path` is named in errors.
pub(crate) fn judge(path: &Path, meta: &[u8]) -> Result<Folder, EngineError> {
    of_this_format(path, any_judged(path, meta)?)
}

/// As [`judge`], whatever format an index has.
fn any_judged(path: &Path, meta: &[u8]) -> Result<Folder, EngineError> {
    #[derive(Deserialize)]
    struct Commit {
        payload: Option<String>,
    }
    #[derive(Deserialize)]
    struct Shape {
        schema: Schema,
    }
    let commit: Commit = serde_json::from_slice(meta)
        .map_err(|error| EngineError::Corrupt { path: path.to_owned(), cause: format!("meta.json: {error}") })?;
    let ours = || serde_json::from_slice::<Shape>(meta).is_ok_and(|shape| shape.schema == Fields::new().schema);
    let note = match commit.payload.map(|payload| serde_json::from_str::<CommitNote>(&payload)) {
        Some(Ok(note)) => note,
        None if ours() => return Ok(Folder::Unborn),
        _ => return Err(EngineError::Foreign { path: path.to_owned() }),
    };
    Ok(Folder::Index(note))
}

/// The note where the engine writes it, at the end of the list of segments; the rest, which is long, is not read.
fn last_note(meta: &[u8]) -> Option<CommitNote> {
    const KEY: &[u8] = b"\"payload\":";
    let at = memchr::memmem::rfind(meta, KEY)? + KEY.len();
    // A text and the end of the whole: whatever else stands there is left to a reader of all of it.
    let payload: String = serde_json::from_slice(meta[at..].trim_ascii_end().strip_suffix(b"}")?).ok()?;
    serde_json::from_str(&payload).ok()
}

/// Looks at a folder that has no list of segments: nothing, or somebody else's.
fn inspect_without_commit(path: &Path) -> Result<Folder, EngineError> {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Folder::Empty),
        Err(error) => return Err(EngineError::io(path, error)),
    };
    for entry in entries {
        let name = entry.map_err(|error| EngineError::io(path, error))?.file_name();
        let name = name.to_string_lossy();
        // What a version control system needs to keep the folder, and what an interrupted creation leaves.
        let expected = matches!(name.as_ref(), "README.md" | ".gitignore" | ".gitkeep" | ".managed.json")
            || name.starts_with(".tantivy-")
            || name.starts_with(".tmp");
        if !expected {
            // Somebody else's, unless another writer has made its index between the two looks.
            return match path.join("meta.json").exists() {
                true => inspect_any(path),
                false => Err(EngineError::Foreign { path: path.to_owned() }),
            };
        }
    }
    Ok(Folder::Empty)
}

/// Whether a file of an index's folder is one of a segment, by its name.
pub(crate) fn is_segment_file(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Opens the index of a folder that [`inspect`] found good, for writing.
pub(crate) fn open_checked(path: &Path) -> Result<(Index, Fields), EngineError> {
    let directory = IndexDirectory::open(path, Access::Write).map_err(EngineError::at(path))?;
    let mut index = Index::open(directory).map_err(EngineError::at(path))?;
    index.register_plugin(Arc::new(PackedPlugin { appendix: register::write_merged }));
    checked(path, index)
}

/// Makes sure that an index has our fields.
pub(crate) fn checked(path: &Path, index: Index) -> Result<(Index, Fields), EngineError> {
    let fields = Fields::new();
    if index.schema() != fields.schema {
        return Err(EngineError::Corrupt {
            path: path.to_owned(),
            cause: "its fields are not those of its format".into(),
        });
    }
    Ok((index, fields))
}

/// Settings of a new index. Nothing is in the engine's own store of documents, see [`super::packed`].
pub(crate) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    }
}

/// Creates an index in a folder that is empty or not there yet.
pub(crate) fn create(path: &Path) -> Result<(Index, Fields), EngineError> {
    fs::create_dir_all(path).map_err(|error| EngineError::io(path, error))?;
    let directory = IndexDirectory::open(path, Access::Write).map_err(EngineError::at(path))?;
    // Another writer was faster; which of the two goes on is decided by the lock.
    if Index::exists(&directory).map_err(|error| EngineError::at(path)(error.into()))? {
        return open_checked(path);
    }
    let fields = Fields::new();
    let index = Index::builder()
        .schema(fields.schema.clone())
        .settings(settings())
        .register_plugin(Arc::new(PackedPlugin { appendix: register::write_merged }))
        .open_or_create(directory);
    Ok((index.map_err(EngineError::at(path))?, fields))
}

impl ArticleIndex {
    /// The languages of the articles with their counts, most frequent first; deleted articles may still be counted.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn language_counts(&self) -> Result<Vec<(String, u64)>, EngineError> {
        let mut counts: std::collections::BTreeMap<String, u64> = std::collections::BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.fields.language).map_err(EngineError::at(&self.path))?;
            let mut terms = inverted.terms().stream().map_err(|error| EngineError::io(&self.path, error))?;
            while terms.advance() {
                let code = String::from_utf8_lossy(terms.key()).into_owned();
                *counts.entry(code).or_default() += u64::from(terms.value().doc_freq);
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Ok(counts)
    }

    /// The path of a source file by its key.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn path_of(&self, key: u64) -> Result<Option<String>, EngineError> {
        Ok(match self.document_with(Number::File(key))? {
            Some(address) => Some(self.stored_path(address)?),
            None => None,
        })
    }

    /// The first document with a number.
    pub(crate) fn document_with(&self, number: Number) -> Result<Option<DocAddress>, EngineError> {
        for (segment, reader) in self.searcher.segment_readers().iter().enumerate() {
            let documents = identity::documents(reader, self.fields.bucket, number);
            let documents = documents.map_err(EngineError::at(&self.path))?;
            if let Some(document) = documents.into_iter().find(|document| !reader.is_deleted(*document)) {
                return Ok(Some(DocAddress::new(segment as u32, document)));
            }
        }
        Ok(None)
    }

    fn stored_path(&self, address: DocAddress) -> Result<String, EngineError> {
        let columns = self.searcher.segment_reader(address.segment_ord).fast_fields();
        let kind = columns.u64("kind").map_err(EngineError::at(&self.path))?.first(address.doc_id);
        if kind == Some(Kind::File.code()) {
            return Ok(self.file_record(address)?.path);
        }
        Ok(self.bare_at(address)?.article.path)
    }

    /// What was stored of the record of a file.
    fn file_record(&self, address: DocAddress) -> Result<FileRecord, EngineError> {
        self.stored(address, stored::file_of)
    }

    /// The article of a document.
    pub(crate) fn article_at(&self, address: DocAddress) -> Result<IndexedArticle, EngineError> {
        self.articles_of_documents(&[address])?.pop().ok_or(EngineError::StoredArticle)
    }

    fn stored<T>(&self, address: DocAddress, read: impl FnOnce(&Record) -> Option<T>) -> Result<T, EngineError> {
        let record = self.store.read(address).map_err(|error| EngineError::io(&self.path, error))?;
        read(&record).ok_or(EngineError::StoredArticle)
    }

    fn stored_without_text(&self, address: DocAddress) -> Result<WithoutText, EngineError> {
        let StoredArticle { mut indexed, hash, mentions } = self.stored(address, stored::article_of)?;
        if mentions.is_some() {
            let segment = self.searcher.segment_reader(address.segment_ord);
            let names = Roster::open(self, segment)?.article_names(address.doc_id);
            indexed.names = names.map_err(|error| EngineError::io(&self.path, error))?;
        }
        Ok(WithoutText { article: indexed, hash: hash.ok_or(EngineError::StoredArticle)?, mentions })
    }

    /// What a segment keeps of names.
    pub(crate) fn register(&self, segment: usize) -> Result<Register, EngineError> {
        self.store.register(segment).map_err(|error| EngineError::io(&self.path, error))
    }

    /// What leads to the names of a class in a segment.
    pub(crate) fn leads(&self, segment: usize, class: NameClass) -> Result<&Leads, EngineError> {
        self.store.leads(segment, class).map_err(|error| EngineError::io(&self.path, error))
    }

    /// The articles of some documents.
    pub(crate) fn articles_of_documents(&self, addresses: &[DocAddress]) -> Result<Vec<IndexedArticle>, EngineError> {
        match self.note.text {
            TextStore::Stored => addresses.iter().map(|address| self.bare_at(*address)).collect(),
            TextStore::Source => {
                let stored = addresses.iter().map(|address| self.stored_without_text(*address));
                self.fill(stored.collect::<Result<Vec<WithoutText>, EngineError>>()?)
            }
        }
    }

    /// The article of a document, for somebody who does not look at its text.
    pub(crate) fn facts_at(&self, address: DocAddress) -> Result<IndexedArticle, EngineError> {
        match self.note.text {
            TextStore::Stored => self.bare_at(address),
            TextStore::Source => self.stored_without_text(address)?.placed().ok_or(EngineError::StoredArticle),
        }
    }

    /// The article of a document, for somebody who looks neither at its text nor at its names.
    pub(crate) fn bare_at(&self, address: DocAddress) -> Result<IndexedArticle, EngineError> {
        Ok(self.stored(address, stored::article_of)?.indexed)
    }

    /// Hands every article to `visit`, in the order in which they lie in the index; perhaps without its text and its names.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn for_each_article(&self, visit: &mut dyn FnMut(IndexedArticle)) -> Result<(), EngineError> {
        for (segment, reader) in self.searcher.segment_readers().iter().enumerate() {
            let kinds = reader.fast_fields().u64("kind").map_err(EngineError::at(&self.path))?;
            let articles = reader.doc_ids_alive().filter(|doc| kinds.first(*doc) != Some(Kind::File.code()));
            for document in articles {
                visit(self.bare_at(DocAddress::new(segment as u32, document))?);
            }
        }
        Ok(())
    }

    /// Every source file that is not itself one article, with what could not be read in it, by path.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn file_records(&self) -> Result<Vec<FileRecord>, EngineError> {
        let term = Term::from_field_u64(self.fields.kind, Kind::File.code());
        let mut records = Vec::new();
        for (segment, reader) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = reader.inverted_index(self.fields.kind).map_err(EngineError::at(&self.path))?;
            let postings = inverted.read_postings(&term, IndexRecordOption::Basic);
            let Some(mut postings) = postings.map_err(|error| EngineError::io(&self.path, error))? else { continue };
            let mut document = postings.doc();
            while document != TERMINATED {
                if !reader.is_deleted(document) {
                    records.push(self.file_record(DocAddress::new(segment as u32, document))?);
                }
                document = postings.advance();
            }
        }
        records.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(records)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corpus_is_told_from_the_end_of_the_list_and_else_from_all_of_it() {
        let note = r#""{\"dateline_format\":3,\"corpus\":\"/news/\\\"payload\\\":\",\"generation\":2}""#;
        let corpus = |meta: &str| {
            let folder = tempfile::tempdir().expect("a temporary folder");
            fs::write(folder.path().join("meta.json"), meta).expect("files can be written");
            ArticleIndex::recorded_corpus(folder.path()).expect("it is an index").expect("it has a corpus")
        };
        // Of another format, and with a name in it that looks like the key.
        for meta in [
            format!("{{\n  \"segments\": [],\n  \"payload\": {note}\n}}\n"),
            format!("{{\"payload\":{note},\"segments\":[]}}"),
            format!("{{\"payload\" : {note}}}"),
        ] {
            assert_eq!(corpus(&meta), Path::new("/news/\"payload\":"), "{meta}");
        }
        let nested = format!("{{\"payload\":{note},\"inner\":{{\"payload\":\"{{}}\"}}}}");
        assert_eq!(last_note(nested.as_bytes()).map(|note| note.generation), None);
        assert_eq!(corpus(&nested), Path::new("/news/\"payload\":"));
    }
}
