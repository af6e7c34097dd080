//! Article <-> stored document, and the text as the engine's tokenizer gets it.
//!
//! Owns the stored bytes and the marks that are put into the text: at the first word of every mention stands a term for
//! the person meant, so that a person is searched, counted and found near a word like any other term. The surprise: what
//! is handed to the engine as text begins with a short header (language and marks) that [`ArticleTokenizer`] takes off.

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use xxhash_rust::xxh3::xxh3_64;

use super::EngineError;
use super::analyzer::{Boundary, NAME_MARK, PARAGRAPH_MARK, SENTENCE_MARK, TermKind, Tokens};
use super::schema::{Fields, Kind};
use super::stem;
use crate::article::{Article, ArticleId, DateProvenance, Zone};

/// Name of the tokenizer in the index's schema.
pub(crate) const TOKENIZER: &str = "article";

const HEADER: char = '\u{1}';
const MARK_END: char = '\u{1f}';
const HEADER_END: char = '\u{1e}';

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
}

/// A person, organisation or place of one article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleName {
    /// What it names.
    pub class: NameClass,
    /// The fullest form that the article has: `Benjamin Netanyahu`.
    pub name: String,
    /// The form that names are compared by: folded, surname first, `netanyahu, benjamin`. A bare surname has no comma.
    pub key: String,
    /// The parts by which it can be looked up: keys of `netanyahu` and `benjamin` in any spelling. Not stored.
    #[serde(skip)]
    pub parts: Vec<String>,
    /// Titles and offices: `Israeli Prime Minister`.
    pub roles: Vec<String>,
    /// Where it stands, in reading order.
    pub mentions: Vec<NameMention>,
}

/// One mention of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameMention {
    /// Index into [`Article::blocks`].
    pub block: u32,
    /// First byte in the block's text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// An article with what was found in it: what is written to the index and read back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndexedArticle {
    /// The article.
    pub article: Article,
    /// Who and what it names, by first mention.
    pub names: Vec<ArticleName>,
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

    /// As it is stored.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("plain data is always written")
    }

    /// Reads what [`IndexedArticle::to_bytes`] wrote.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<IndexedArticle, EngineError> {
        postcard::from_bytes(bytes).map_err(|_| EngineError::StoredArticle)
    }

    /// The document to index, and the hash of what is stored. `stamp` for an article that is a whole file.
    pub(crate) fn to_document(&self, fields: &Fields, stamp: Option<FileStamp>) -> (TantivyDocument, u64) {
        let article = &self.article;
        let bytes = self.to_bytes();
        let mut document = TantivyDocument::new();
        for (field, text) in fields.zones.iter().zip(self.zone_texts()) {
            if let Some(text) = text {
                document.add_text(*field, text);
            }
        }
        for (field, value) in
            [(fields.byline, &article.byline), (fields.source, &article.publisher), (fields.rubric, &article.rubric)]
        {
            if let Some(value) = value {
                document.add_text(field, plain_text(value));
            }
        }
        if let Some(publisher) = &article.publisher {
            document.add_text(fields.source_value, publisher);
        }
        if let Some(rubric) = &article.rubric {
            document.add_text(fields.rubric_value, rubric);
        }
        document.add_text(fields.language, article.language.as_deref().unwrap_or("und"));
        document.add_text(fields.path, article.path.to_lowercase());
        for name in &self.names {
            for part in &name.parts {
                document.add_text(fields.name_part, name_part_term(name.class, part, &name.key));
            }
        }
        document.add_u64(fields.kind, Kind::Article.code());
        document.add_u64(fields.id, self.id().0);
        document.add_u64(fields.file, file_key(&article.path));
        let content = match stamp {
            Some(_) => 0,
            None => self.content_hash(&bytes),
        };
        match stamp {
            Some(stamp) => add_stamp(&mut document, fields, stamp),
            None => document.add_u64(fields.content, content),
        }
        if let Some(date) = &article.date {
            document.add_i64(fields.date_start, seconds(date.start));
            document.add_i64(fields.date_end, seconds(date.end()));
        }
        document.add_u64(fields.word_count, u64::from(article.word_count));
        document.add_bytes(fields.stored, &bytes);
        (document, content)
    }

    /// Hash of what is stored. The time of the file is left out of it: a record without a date of its own has not changed
    /// because another record of its file has.
    fn content_hash(&self, bytes: &[u8]) -> u64 {
        match &self.article.date {
            Some(date) if date.provenance == DateProvenance::FileTime => {
                let article = Article { date: None, ..self.article.clone() };
                xxh3_64(&IndexedArticle { article, names: self.names.clone() }.to_bytes())
            }
            _ => xxh3_64(bytes),
        }
    }

    /// The text of each zone with its header, `None` for an empty one.
    fn zone_texts(&self) -> [Option<String>; super::schema::ZONES] {
        let mut marks: Vec<(NameMention, String)> = Vec::new();
        for name in &self.names {
            let term = name_mark_term(name.class, &name.key);
            marks.extend(name.mentions.iter().map(|mention| (*mention, term.clone())));
        }
        marks.sort_by_key(|(mention, _)| (mention.block, mention.start));
        let mut texts: [String; super::schema::ZONES] = Default::default();
        let mut headers: [String; super::schema::ZONES] = Default::default();
        let mut marks = marks.into_iter().peekable();
        for (index, block) in self.article.blocks().enumerate() {
            let zone = zone_index(block.zone);
            let text = &mut texts[zone];
            if !text.is_empty() {
                text.push('\n');
            }
            let base = text.len();
            while let Some((mention, term)) = marks.next_if(|(mention, _)| mention.block as usize <= index) {
                headers[zone].push_str(&format!("{}:{term}{MARK_END}", base + mention.start as usize));
            }
            text.push_str(block.text);
        }
        let arabic = self.article.language.as_deref() == Some("ar");
        let mut pairs = texts.into_iter().zip(headers);
        std::array::from_fn(|_| {
            let (text, header) = pairs.next().expect("one pair for each zone");
            (!text.is_empty()).then(|| with_header(&text, &header, arabic))
        })
    }
}

impl FileRecord {
    pub(crate) fn to_document(&self, fields: &Fields, stamp: FileStamp) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_u64(fields.kind, Kind::File.code());
        document.add_u64(fields.file, file_key(&self.path));
        add_stamp(&mut document, fields, stamp);
        let bytes = postcard::to_stdvec(self).expect("plain data is always written");
        document.add_bytes(fields.stored, &bytes);
        document
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<FileRecord, EngineError> {
        postcard::from_bytes(bytes).map_err(|_| EngineError::StoredArticle)
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

/// The term that stands in the text for a name.
pub(crate) fn name_mark_term(class: NameClass, key: &str) -> String {
    format!("{NAME_MARK}{}{key}", class.code())
}

/// The term that leads from a part of a name to the whole.
pub(crate) fn name_part_term(class: NameClass, part: &str, key: &str) -> String {
    format!("{}{part}\0{key}", class.code())
}

/// Seconds since 1970 of a civil time, as if it were UTC.
pub(crate) fn seconds(time: jiff::civil::DateTime) -> i64 {
    const EPOCH: jiff::civil::Date = jiff::civil::date(1970, 1, 1);
    let days = i64::from((time.date() - EPOCH).get_days());
    let clock = time.time();
    days * 86_400 + i64::from(clock.hour()) * 3_600 + i64::from(clock.minute()) * 60 + i64::from(clock.second())
}

fn add_stamp(document: &mut TantivyDocument, fields: &Fields, stamp: FileStamp) {
    document.add_u64(fields.size, stamp.size);
    document.add_i64(fields.modified, stamp.modified);
    document.add_u64(fields.hash, stamp.hash);
}

fn plain_text(text: &str) -> String {
    with_header(text, "", false)
}

fn with_header(text: &str, marks: &str, arabic: bool) -> String {
    let mut out = String::with_capacity(text.len() + marks.len() + 8);
    out.push(HEADER);
    out.push(if arabic { 'a' } else { '-' });
    out.push_str(marks);
    out.push(HEADER_END);
    out.push_str(text);
    out
}

/// Cuts an article's text into terms for the index: words, marks of names and sentences, Arabic stems.
#[derive(Clone, Default)]
pub(crate) struct ArticleTokenizer {
    token: Token,
    extras: Vec<String>,
}

impl Tokenizer for ArticleTokenizer {
    type TokenStream<'a> = ArticleTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ArticleTokenStream<'a> {
        self.token.reset();
        self.extras.clear();
        let (arabic, marks, text) = match text.strip_prefix(HEADER).and_then(|rest| rest.split_once(HEADER_END)) {
            Some((header, text)) => (header.starts_with('a'), header.get(1..).unwrap_or_default(), text),
            None => (false, "", text),
        };
        let mut marks = marks.split_terminator(MARK_END).filter_map(|mark| {
            let (offset, term) = mark.split_once(':')?;
            Some((offset.parse().ok()?, term))
        });
        let next_mark = marks.next();
        ArticleTokenStream {
            tokens: Tokens::new(text),
            token: &mut self.token,
            extras: &mut self.extras,
            marks: Box::new(marks),
            next_mark,
            stemmer: arabic.then(stem::arabic_stemmer),
        }
    }
}

/// See [`ArticleTokenizer`].
pub(crate) struct ArticleTokenStream<'a> {
    tokens: Tokens<'a>,
    token: &'a mut Token,
    /// Terms still to be given out at the present position.
    extras: &'a mut Vec<String>,
    marks: Box<dyn Iterator<Item = (usize, &'a str)> + 'a>,
    next_mark: Option<(usize, &'a str)>,
    stemmer: Option<frostem::Stemmer>,
}

impl TokenStream for ArticleTokenStream<'_> {
    fn advance(&mut self) -> bool {
        if let Some(extra) = self.extras.pop() {
            self.token.text = extra;
            return true;
        }
        if !self.tokens.advance() {
            return false;
        }
        let tokens = &mut self.tokens;
        if tokens.kind == TermKind::Word {
            if tokens.boundary >= Boundary::Sentence {
                self.extras.push(SENTENCE_MARK.to_owned());
            }
            if tokens.boundary == Boundary::Paragraph {
                self.extras.push(PARAGRAPH_MARK.to_owned());
            }
            while let Some((_, term)) = self.next_mark.filter(|(offset, _)| *offset < tokens.end) {
                self.extras.push(term.to_owned());
                self.next_mark = self.marks.next();
            }
            if let Some(stemmer) = &self.stemmer
                && stem::is_arabic(&tokens.term)
            {
                self.extras.push(stem::arabic_stem_term(stemmer, &tokens.term));
            }
        }
        self.token.position = tokens.position as usize;
        self.token.offset_from = tokens.start;
        self.token.offset_to = tokens.end;
        std::mem::swap(&mut self.token.text, &mut tokens.term);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// The parts by which a person is looked up, as they stand in the directory of names: every key of the surname's
/// spellings, and the other parts as written. Organisations and places are looked up by their beginning and have none.
pub fn lookup_parts(class: NameClass, name: &str) -> Vec<String> {
    if class != NameClass::Person {
        return Vec::new();
    }
    let parsed = crate::person::parse_name(name);
    let mut parts: Vec<String> = parsed.surname.split_whitespace().flat_map(crate::person::spelling_keys).collect();
    parts
        .extend(parsed.given.iter().map(|part| crate::person::fold_part(part)).filter(|part| part.chars().count() > 1));
    parts.sort();
    parts.dedup();
    parts
}
