//! An article with its names, and the document that it becomes in the index.
//!
//! Owns which terms, columns and stored record a document has; how the record is written is in [`super::stored`].

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::Field;
use xxhash_rust::xxh3::xxh3_64;

use super::date::{precision_of, seconds};
use super::identity::bucket_term;
use super::mention;
use super::packed::Record;
use super::register::GivenNames;
use super::schema::{Fields, Kind};
use super::stored::{self, TextPlaces};
use super::terms::site_term;
use super::text_store::{TextLoss, TextStore, text_hash};
use crate::article::{Article, ArticleId, DateProvenance, Zone};

/// What a name in an article names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameClass {
    /// A human being.
    Person,
    /// A company, party, agency, team.
    Organisation,
    /// A country, town, river, region.
    Place,
}

impl NameClass {
    /// One character that keeps the classes apart in the term dictionaries.
    pub(crate) fn code(self) -> char {
        match self {
            NameClass::Person => 'p',
            NameClass::Organisation => 'o',
            NameClass::Place => 'l',
        }
    }

    /// The class of [`NameClass::code`].
    pub(crate) fn from_code(code: char) -> Option<NameClass> {
        [NameClass::Person, NameClass::Organisation, NameClass::Place].into_iter().find(|class| class.code() == code)
    }
}

/// A person, organisation or place of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleName {
    /// What it names.
    pub class: NameClass,
    /// The fullest form that the article has: `Benjamin Netanyahu`.
    pub name: String,
    /// The form that names are compared by: folded, surname first, `netanyahu, benjamin`. A bare surname has no comma.
    pub key: String,
    /// Titles and offices: `Israeli Prime Minister`.
    pub roles: Vec<String>,
    /// Where it stands, in reading order.
    pub mentions: Vec<NameMention>,
}

/// One mention of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameMention {
    /// Index into [`Article::blocks`].
    pub block: u32,
    /// First byte in the block's text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// An article with what was found in it: what is written to the index and read back.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexedArticle {
    /// The article.
    pub article: Article,
    /// Who and what it names, by first mention.
    pub names: Vec<ArticleName>,
    /// Why it has no text, when it should have one; only in an index that leaves the text to the source files.
    pub lost: Option<TextLoss>,
}

/// State of a source file when it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStamp {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: i64,
    /// XXH3 of the bytes.
    pub hash: u64,
}

/// What the index knows of a source file that is not itself one article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Path relative to the corpus.
    pub path: String,
    /// Name of its format, when that was recognised.
    pub format: Option<String>,
    /// Number of articles in it.
    pub articles: u64,
    /// What could not be read.
    pub problems: Vec<FileProblem>,
}

/// Something in a source file that was not indexed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileProblem {
    /// Where in the file; `None` for the file as a whole.
    pub locator: Option<String>,
    /// Why.
    pub cause: String,
    /// True for a failure, false for something left out on purpose.
    pub failed: bool,
}

/// Identifies a source file within an index: a hash of its path.
pub fn file_key(path: &str) -> u64 {
    xxh3_64(path.as_bytes())
}

/// The id of the article at a place in the corpus.
pub fn article_id(path: &str, locator: Option<&str>) -> ArticleId {
    match locator {
        None => ArticleId(xxh3_64(path.as_bytes())),
        Some(locator) => ArticleId(xxh3_64(format!("{path}\0{locator}").as_bytes())),
    }
}

impl IndexedArticle {
    /// Its id.
    pub fn id(&self) -> ArticleId {
        article_id(&self.article.path, self.article.locator.as_deref())
    }

    /// How often a reader meets a name of it: a derived headline, which is the first sentence again, does not count.
    pub fn mention_count(&self, name: &ArticleName) -> usize {
        let twice = self.article.headline.derived && !self.article.headline.text.is_empty();
        name.mentions.iter().filter(|mention| !(twice && mention.block == 0)).count()
    }

    /// The document to index. `stamp` for an article that is a whole file.
    pub(crate) fn into_document(self, fields: &Fields, stamp: Option<FileStamp>, text: TextStore) -> IndexDocument {
        let article = &self.article;
        let mentions = mention::in_order(&self.names);
        let (record, places) = stored::article_record(&self, &mentions);
        let (record, beside) = match text {
            TextStore::Stored => (record, None),
            TextStore::Source => {
                let bare = stored::article_record_without_text(&self, &mentions, text_hash(article));
                (bare, Some(record))
            }
        };
        let kind = if article.headline.derived { Kind::Headless } else { Kind::Article };
        let mut document = IndexDocument::new(fields, kind, record);
        if let Some(publisher) = &article.publisher {
            document.values.add_text(fields.source_value, publisher);
        }
        if let Some(rubric) = &article.rubric {
            document.values.add_text(fields.rubric_value, rubric);
        }
        let language = article.language.as_deref().unwrap_or("und");
        document.values.add_text(fields.language, language);
        document.terms.push(fields.language, language.as_bytes());
        document.terms.push(fields.path, article.path.to_lowercase().as_bytes());
        if let Some(host) = article.host() {
            document.terms.push(fields.site, site_term(&host.to_lowercase()).as_bytes());
        }
        let id = self.id().0;
        document.values.add_u64(fields.id, id);
        document.terms.push(fields.bucket, &bucket_term(id));
        let file = file_key(&article.path);
        if file != id {
            document.add_file(fields, file);
        }
        match stamp {
            Some(stamp) => document.add_stamp(fields, stamp),
            None => document.values.add_u64(fields.content, content_hash(article)),
        }
        if let Some(date) = &article.date {
            document.values.add_i64(fields.date_start, seconds(date.start));
            document.values.add_u64(fields.date_precision, precision_of(date));
        }
        document.values.add_u64(fields.word_count, u64::from(article.word_count));
        let arabic = article.language.as_deref() == Some("ar");
        let blocks: Vec<_> = article.blocks().collect();
        let names = GivenNames::new(&self.names, mentions, &blocks, article.headline.derived);
        document.words = Some(Box::new(IndexedWords { beside, places, arabic, names }));
        document
    }
}

/// Hash of an article. Its names are left out, which follow from it, so that those of an article that has not changed need
/// not be found; and the time of the file, because a record without a date of its own has not changed when another record of
/// its file has.
pub fn content_hash(article: &Article) -> u64 {
    let hash = |article: &Article| xxh3_64(&postcard::to_stdvec(article).expect("plain data is always written"));
    match &article.date {
        Some(date) if date.provenance == DateProvenance::FileTime => hash(&Article { date: None, ..article.clone() }),
        _ => hash(article),
    }
}

/// A document on its way into a segment.
pub(crate) struct IndexDocument {
    /// Columns.
    pub(crate) values: TantivyDocument,
    /// What is stored.
    pub(crate) record: Record,
    /// Terms that are not words of a text.
    pub(crate) terms: FieldTerms,
    /// The words that are indexed; `None` for the record of a file.
    pub(crate) words: Option<Box<IndexedWords>>,
}

/// Terms, each of a field, in two pieces of memory, since whoever reads them is another thread.
#[derive(Debug, Default)]
pub(crate) struct FieldTerms {
    bytes: Vec<u8>,
    /// The field of each and where it ends.
    terms: Vec<(Field, usize)>,
}

impl FieldTerms {
    fn push(&mut self, field: Field, term: &[u8]) {
        self.bytes.extend_from_slice(term);
        self.terms.push((field, self.bytes.len()));
    }

    /// All in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Field, &[u8])> {
        let starts = std::iter::once(0).chain(self.terms.iter().map(|(_, end)| *end));
        starts.zip(&self.terms).map(|(start, &(field, end))| (field, &self.bytes[start..end]))
    }
}

/// What is indexed of the text of an article. It has no text of its own where the document's record has it: whoever builds the
/// segment is another thread than the one that made the article, and what one thread claims and another gives back costs more.
pub(crate) struct IndexedWords {
    /// What would be stored if the text was, when it is not.
    pub(crate) beside: Option<Record>,
    /// Where the texts lie in it, or in the document's record.
    pub(crate) places: TextPlaces,
    /// Whether stems of Arabic are indexed.
    pub(crate) arabic: bool,
    /// Who and what is named.
    pub(crate) names: GivenNames,
}

impl IndexDocument {
    fn new(fields: &Fields, kind: Kind, record: Record) -> IndexDocument {
        let mut values = TantivyDocument::new();
        values.add_u64(fields.kind, kind.code());
        let mut terms = FieldTerms::default();
        terms.push(fields.kind, &kind.code().to_be_bytes());
        IndexDocument { values, record, terms, words: None }
    }

    /// Bytes of its text, roughly.
    pub(crate) fn bytes(&self) -> usize {
        let beside = self.words.as_ref().and_then(|words| words.beside.as_ref());
        self.record.text().len() + beside.map_or(0, |beside| beside.text().len())
    }

    fn add_file(&mut self, fields: &Fields, file: u64) {
        self.values.add_u64(fields.file, file);
        self.terms.push(fields.bucket, &bucket_term(file));
    }

    fn add_stamp(&mut self, fields: &Fields, stamp: FileStamp) {
        self.values.add_u64(fields.size, stamp.size);
        self.values.add_i64(fields.modified, stamp.modified);
        self.values.add_u64(fields.hash, stamp.hash);
    }
}

impl FileRecord {
    pub(crate) fn to_document(&self, fields: &Fields, stamp: FileStamp) -> IndexDocument {
        let mut document = IndexDocument::new(fields, Kind::File, stored::file_record(self));
        document.add_file(fields, file_key(&self.path));
        document.add_stamp(fields, stamp);
        document
    }
}

/// Which of the text fields a zone is indexed in.
pub(crate) fn zone_index(zone: Zone) -> usize {
    match zone {
        Zone::Headline => 0,
        Zone::Lede => 1,
        Zone::Heading => 2,
        Zone::Body => 3,
    }
}
