//! Writing to the index: one writer at a time, one commit a run.
//!
//! Owns the lock, deletions, additions, the commit and the merging of segments. It must not know where articles come
//! from. The surprise: segments are never merged while articles are being added, only after the commit, since a merge in
//! the middle of a first build is work done twice.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::index::SegmentId;
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Index, Term};

use super::EngineError;
use super::document::{FileStamp, file_key};
use super::hold::Hold;
use super::identity::{self, Identities, Number, NumberQuery};
use super::index::{self, ArticleIndex, CommitNote, Folder};
use super::name_search::NameSearch;
use super::schema::{FORMAT_VERSION, Fields};
use super::segment::{InSegments, SegmentWriter};
use super::sink::ArticleSink;
use super::text_store::TextStore;
use super::unwritten::IndexWriter;
use crate::article::ArticleId;

/// Memory for the terms of articles not yet on disk, for all threads together.
const MEMORY_BUDGET: usize = 256 << 20;
/// The least that the engine accepts; its own threads get no articles.
const ENGINE_BUDGET: usize = 16 << 20;
/// So many segments of a first build are left as they are: merging them costs more than searches gain.
const FEW_SEGMENTS: usize = 4;
/// How often a lock that is held is tried again.
pub(super) const LOCK_TRIES: u32 = 5;
/// How long is waited in between.
pub(super) const LOCK_PAUSE: Duration = Duration::from_millis(100);
/// Everything is written anew when one document in so many is deleted: what they take is never more than a tenth.
const MOST_DELETED: u64 = 10;
/// Segments are merged when there are more than this.
const MANY_SEGMENTS: usize = 8;

/// Settings of a writer.
#[derive(Debug, Clone)]
pub struct WriterOptions {
    /// Threads that add articles, each with an [`ArticleSink`].
    pub threads: usize,
    /// What to do with an index of another format version, or a damaged one.
    pub existing: ExistingIndex,
}

/// What to do with an index that is already there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExistingIndex {
    /// Bring it up to date.
    Update,
    /// Forget it and build anew, whatever its version. Searches see the old one until the commit, where it can be read.
    Replace,
}

/// A writer. Holds the index's lock until it is dropped.
pub struct ArticleWriter {
    path: PathBuf,
    index: Index,
    fields: Fields,
    writer: IndexWriter,
    hold: Hold,
    /// Has the segments that the next commit makes a part of the index.
    segments: Arc<SegmentWriter>,
    /// The segments of the last commit.
    committed: Arc<FxHashSet<SegmentId>>,
    note: CommitNote,
    /// The index as it was when the writer was opened; `None` when it starts from nothing.
    before: Option<Arc<ArticleIndex>>,
    changed: bool,
}

impl ArticleIndex {
    /// No fewer than the source files that the index knows, and not many more.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn most_files(&self) -> Result<usize, EngineError> {
        let sizes = self.searcher.segment_readers().iter().map(|segment| segment.fast_fields().u64("size"));
        let counts = sizes.map(|column| column.map(|column| column.values.num_vals() as usize));
        counts.sum::<Result<usize, _>>().map_err(EngineError::at(&self.path))
    }

    /// Hands every source file that the index knows to `visit`, with its [`file_key`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn each_known_file(&self, visit: &mut dyn FnMut(u64, KnownFile)) -> Result<(), EngineError> {
        let at = |error| EngineError::at(&self.path)(error);
        for segment in self.searcher.segment_readers() {
            let columns = segment.fast_fields();
            let (identities, sizes) = (Identities::open(segment).map_err(at)?, columns.u64("size").map_err(at)?);
            let (times, hashes) = (columns.i64("modified").map_err(at)?, columns.u64("hash").map_err(at)?);
            let kinds = columns.u64("kind").map_err(at)?;
            for document in segment.doc_ids_alive() {
                let Some(size) = sizes.first(document) else { continue };
                let stamp = FileStamp {
                    size,
                    modified: times.first(document).unwrap_or_default(),
                    hash: hashes.first(document).unwrap_or_default(),
                };
                let record = kinds.first(document) == Some(super::schema::Kind::File.code());
                visit(identities.file(document).unwrap_or_default(), KnownFile { stamp, record });
            }
        }
        Ok(())
    }

    /// As [`ArticleWriter::articles_of`].
    pub(super) fn articles_of(&self, path: &str) -> Result<FxHashMap<ArticleId, u64>, EngineError> {
        let mut articles = FxHashMap::default();
        let at = |error| EngineError::at(&self.path)(error);
        for segment in self.searcher.segment_readers() {
            let identities = Identities::open(segment).map_err(at)?;
            let contents = segment.fast_fields().u64("content").map_err(at)?;
            let documents = identity::documents(segment, self.fields.bucket, Number::File(file_key(path)));
            for document in documents.map_err(at)?.into_iter().filter(|document| !segment.is_deleted(*document)) {
                if let (Some(id), Some(content)) = (identities.id(document), contents.first(document)) {
                    articles.insert(ArticleId(id), content);
                }
            }
        }
        Ok(articles)
    }

    /// Every source file that the index knows, by [`file_key`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn known_files(&self) -> Result<FxHashMap<u64, KnownFile>, EngineError> {
        let mut known = FxHashMap::default();
        self.each_known_file(&mut |key, file| {
            known.insert(key, file);
        })?;
        Ok(known)
    }
}

/// What lies in the folder of an index before its lock is taken.
struct Opened {
    index: Index,
    fields: Fields,
    note: CommitNote,
    before: Option<ArticleIndex>,
}

impl Opened {
    fn new(path: &Path, existing: ExistingIndex) -> Result<Opened, EngineError> {
        let fresh = CommitNote {
            dateline_format: FORMAT_VERSION,
            corpus: None,
            generation: 0,
            reading: 0,
            text: TextStore::Stored,
            names: None,
        };
        let folder = match index::inspect(path) {
            Err(EngineError::Format { .. } | EngineError::Corrupt { .. }) if existing == ExistingIndex::Replace => {
                remove_index(path)?;
                Folder::Empty
            }
            other => other?,
        };
        let folder = match folder {
            // What cannot be read cannot be merged with either.
            Folder::Index(_) if existing == ExistingIndex::Replace && is_damaged(path) => {
                remove_index(path)?;
                Folder::Empty
            }
            folder => folder,
        };
        let (index, fields) = match folder {
            Folder::Empty => index::create(path)?,
            Folder::Unborn | Folder::Index(_) => index::open_checked(path)?,
        };
        let Folder::Index(note) = folder else { return Ok(Opened { index, fields, note: fresh, before: None }) };
        let before = match existing {
            ExistingIndex::Update => Some(ArticleIndex::over(path, &index, fields.clone(), note.clone())?),
            ExistingIndex::Replace => None,
        };
        Ok(Opened { index, fields, note, before })
    }
}

/// What the index knows of one source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownFile {
    /// Its state when it was read.
    pub stamp: FileStamp,
    /// True when it has a [`FileRecord`](super::FileRecord) rather than being one article.
    pub record: bool,
}

impl ArticleWriter {
    /// Opens the index of a folder for writing, creating it where there is none.
    ///
    /// # Errors
    /// [`EngineError::Locked`] while another process writes, [`EngineError::Foreign`] for a folder of other things, and
    /// with [`ExistingIndex::Update`] what [`ArticleIndex::open`] refuses.
    pub fn open(path: &Path, options: &WriterOptions) -> Result<ArticleWriter, EngineError> {
        loop {
            let opened = Opened::new(path, options.existing)?;
            let writer = lock(path, &opened.index)?;
            // While the lock was waited for somebody else may have committed: what was read before is of no use then.
            match index::inspect(path)? {
                Folder::Index(now) if now.generation != opened.note.generation => {}
                _ => return ArticleWriter::start(path, options, opened, writer),
            }
        }
    }

    fn start(
        path: &Path,
        options: &WriterOptions,
        opened: Opened,
        writer: IndexWriter,
    ) -> Result<ArticleWriter, EngineError> {
        let Opened { index, fields, note, before } = opened;
        let hold = Hold::take(path).map_err(|error| EngineError::io(path, error))?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        // What a killed writer left behind would stand in the way: the same number of operations gives the same file names.
        writer.garbage_collect_files().wait().map_err(EngineError::at(path))?;
        let mut changed = false;
        if options.existing == ExistingIndex::Replace && note.generation > 0 {
            writer.delete_all_documents().map_err(EngineError::at(path))?;
            changed = true;
        }
        let segments = SegmentWriter::new(&index, &fields, options.threads, MEMORY_BUDGET);
        let committed = index.searchable_segment_ids().map_err(EngineError::at(path))?.into_iter().collect();
        Ok(ArticleWriter {
            path: path.to_owned(),
            index,
            fields,
            writer,
            hold,
            segments: Arc::new(segments),
            committed: Arc::new(committed),
            note,
            before: before.map(Arc::new),
            changed,
        })
    }

    /// The corpus that the index was built from, when it has been committed before.
    pub fn corpus(&self) -> Option<&Path> {
        self.note.corpus.as_deref()
    }

    /// The index as it was when the writer was opened; `None` when it starts from nothing.
    pub fn before(&self) -> Option<&ArticleIndex> {
        self.before.as_deref()
    }

    /// Where the text of the index's articles is kept.
    pub fn text_store(&self) -> TextStore {
        self.note.text
    }

    /// Keeps the text of all articles there from now on. Gives false, and changes nothing, where the index has articles
    /// that stay and whose text is elsewhere.
    pub fn set_text_store(&mut self, text: TextStore) -> bool {
        let possible = self.before.is_none() || self.note.text == text;
        if possible {
            self.note.text = text;
        }
        possible
    }

    /// Whether names are looked for in articles from now on: as asked, or as before. `None` where that would make two kinds of
    /// articles in one index, which cannot be told apart later.
    pub fn set_name_search(&mut self, asked: Option<NameSearch>) -> Option<NameSearch> {
        let known = self.before.as_ref().and(self.note.names);
        let names = asked.or(known).unwrap_or_default();
        if known.is_some_and(|known| known != names) {
            return None;
        }
        // Of an index from before this was noted it stays unknown.
        if self.before.is_none() {
            self.note.names = Some(names);
        }
        Some(names)
    }

    /// Has the next commit remember a number that distinguishes the settings that the files were read with.
    pub fn set_reading(&mut self, reading: u64) {
        self.changed |= self.note.reading != reading;
        self.note.reading = reading;
    }

    /// Every source file that the index knows, by [`file_key`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn known_files(&self) -> Result<FxHashMap<u64, KnownFile>, EngineError> {
        self.before.as_deref().map_or_else(|| Ok(FxHashMap::default()), ArticleIndex::known_files)
    }

    /// The articles of a file that holds several, each with its [`content_hash`](super::content_hash).
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn articles_of(&self, path: &str) -> Result<FxHashMap<ArticleId, u64>, EngineError> {
        self.before.as_deref().map_or_else(|| Ok(FxHashMap::default()), |before| before.articles_of(path))
    }

    /// A way to add articles in another thread.
    pub fn sink(&self) -> ArticleSink {
        ArticleSink::new(&self.path, &self.fields, self.note.text, self.before.clone(), Arc::clone(&self.segments))
    }

    /// The path of a source file that the index knows.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn path_of(&self, key: u64) -> Result<Option<String>, EngineError> {
        match &self.before {
            Some(before) => before.path_of(key),
            None => Ok(None),
        }
    }

    /// That the folder has been deleted, when that is why something failed.
    pub fn gone_or(&self, error: EngineError) -> EngineError {
        if self.hold.is_there(&self.path) { error } else { EngineError::Vanished { path: self.path.clone() } }
    }

    /// Deletes everything of a source file.
    ///
    /// # Errors
    /// When the engine refuses the deletion.
    pub fn delete_file(&mut self, key: u64) -> Result<(), EngineError> {
        self.delete(Box::new(self.with_number(Number::File(key))))
    }

    /// Deletes the record of a source file and leaves its articles.
    ///
    /// # Errors
    /// When the engine refuses the deletion.
    pub fn delete_record(&mut self, key: u64) -> Result<(), EngineError> {
        let kind = Term::from_field_u64(self.fields.kind, super::schema::Kind::File.code());
        self.delete(Box::new(BooleanQuery::intersection(vec![
            Box::new(self.with_number(Number::File(key))),
            Box::new(TermQuery::new(kind, IndexRecordOption::Basic)),
        ])))
    }

    /// Deletes one article.
    ///
    /// # Errors
    /// When the engine refuses the deletion.
    pub fn delete_article(&mut self, id: ArticleId) -> Result<(), EngineError> {
        self.delete(Box::new(self.with_number(Number::Article(id.0))))
    }

    fn with_number(&self, number: Number) -> NumberQuery {
        NumberQuery { buckets: self.fields.bucket, number }
    }

    /// Deletes what was committed before. What this writer adds is never meant, and the engine, which did not write it, could
    /// not tell which came first.
    fn delete(&mut self, query: Box<dyn Query>) -> Result<(), EngineError> {
        self.changed = true;
        let query = InSegments { query, segments: Arc::clone(&self.committed) };
        self.writer.delete_query(Box::new(query)).map(drop).map_err(EngineError::at(&self.path))
    }

    /// Makes everything since the last commit visible at once, then merges segments where they have become many.
    ///
    /// Writes nothing when nothing was added or deleted and the index has been committed before. Returns whether it wrote.
    ///
    /// # Errors
    /// When the disk is full or refuses; the index then stays as it was.
    pub fn commit(self, corpus: &Path) -> Result<bool, EngineError> {
        self.commit_and_merge(corpus, &mut || ())
    }

    /// As [`ArticleWriter::commit`]; calls back before segments are merged, when what was added is written and given back.
    ///
    /// # Errors
    /// As for [`ArticleWriter::commit`].
    pub fn commit_and_merge(mut self, corpus: &Path, before_merge: &mut dyn FnMut()) -> Result<bool, EngineError> {
        let path = self.path.clone();
        let written = self.segments.finish().map_err(|error| self.gone_or(EngineError::at(&path)(error)))?;
        self.changed |= !written.is_empty();
        for segment in written {
            self.writer.add_segment(segment).map_err(EngineError::at(&path))?;
        }
        let moved = self.note.corpus.as_deref() != Some(corpus);
        if !self.changed && !moved && self.note.generation > 0 {
            return Ok(false);
        }
        self.note.corpus = Some(corpus.to_owned());
        self.note.generation += 1;
        self.note.dateline_format = FORMAT_VERSION;
        let payload = serde_json::to_string(&self.note).expect("plain data is always written");
        if !self.hold.is_there(&path) {
            return Err(EngineError::Vanished { path });
        }
        let mut prepared = self.writer.prepare_commit().map_err(EngineError::at(&path))?;
        prepared.set_payload(&payload);
        prepared.commit().map_err(EngineError::at(&path))?;
        self.hold.share_lists(&path);
        self.before = None;
        self.merge(before_merge)?;
        self.writer.garbage_collect_files().wait().map_err(EngineError::at(&path))?;
        self.hold.share_lists(&path);
        self.writer.wait_merging_threads().map_err(EngineError::at(&path))?;
        Ok(true)
    }

    /// One segment after a first build that left more than a few; later, the small ones together when there are many, and
    /// all when much is deleted.
    fn merge(&mut self, before: &mut dyn FnMut()) -> Result<(), EngineError> {
        let mut segments = self.index.searchable_segment_metas().map_err(EngineError::at(&self.path))?;
        segments.sort_by_key(|segment| std::cmp::Reverse(segment.num_docs()));
        let total: u64 = segments.iter().map(|segment| u64::from(segment.max_doc())).sum();
        let deleted: u64 = segments.iter().map(|segment| u64::from(segment.num_deleted_docs())).sum();
        let first_build = self.note.generation == 1 && segments.len() > FEW_SEGMENTS;
        let chosen: Vec<_> = if deleted * MOST_DELETED > total || first_build {
            segments.iter().map(|segment| segment.id()).collect()
        } else if segments.len() > MANY_SEGMENTS {
            // The large ones stay: a segment joins when those smaller than it come to at least half of its size.
            let mut smaller = 0;
            let mut count = 0;
            for (index, segment) in segments.iter().rev().enumerate() {
                let size = segment.num_docs();
                if index > 0 && smaller * 2 < size && index >= MANY_SEGMENTS / 2 {
                    break;
                }
                smaller += size;
                count = index + 1;
            }
            segments.iter().rev().take(count).map(|segment| segment.id()).collect()
        } else {
            Vec::new()
        };
        let single_clean = chosen.len() == 1 && deleted == 0;
        if !chosen.is_empty() && !single_clean {
            before();
            self.writer.merge(&chosen).wait().map_err(EngineError::at(&self.path))?;
        }
        Ok(())
    }
}

/// Takes the index's lock. A writer that was killed holds it until the system has cleared it away, so it is tried for a
/// moment.
fn lock(path: &Path, index: &Index) -> Result<IndexWriter, EngineError> {
    let mut tries = 0;
    loop {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(ENGINE_BUDGET)
            .num_merge_threads(1)
            .build();
        match index.writer_with_options(options).map_err(EngineError::at(path)) {
            Err(EngineError::Locked { .. }) if tries < LOCK_TRIES => {
                tries += 1;
                std::thread::sleep(LOCK_PAUSE);
            }
            other => return other,
        }
    }
}

/// Whether files of an index are not as they were written, or its list of segments cannot be read.
fn is_damaged(path: &Path) -> bool {
    match ArticleIndex::check(path) {
        Ok(check) => !check.damaged.is_empty(),
        Err(error) => matches!(error, EngineError::Corrupt { .. }),
    }
}

/// Removes the files of an index that cannot be read, and nothing else.
fn remove_index(path: &Path) -> Result<(), EngineError> {
    let io = |error| EngineError::io(path, error);
    for entry in std::fs::read_dir(path).map_err(io)? {
        let entry = entry.map_err(io)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if index::is_segment_file(&name) || name == "meta.json" || name == ".managed.json" {
            std::fs::remove_file(entry.path()).map_err(io)?;
        }
    }
    Ok(())
}
