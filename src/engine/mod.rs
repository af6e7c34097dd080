//! The index: articles in, hits out. The only module that knows of Tantivy.
//!
//! [`ArticleWriter`] brings an index up to date, [`ArticleIndex`] searches it. What comes out is plain data: a
//! [`SearchPage`] of [`Hit`]s with text and ranges to emphasise, no markup. The surprise: only storage, postings and term
//! dictionaries are the engine's own; how words become terms ([`analyzer`]), how a query is matched and how hits are
//! ranked is written here, because news search needs one score over headline, lede and body, every language in one field,
//! and proximity that is exact.

mod about;
mod acronym;
pub mod analyzer;
mod arrangement;
mod ascii;
mod bearer;
mod best;
mod bits;
mod census;
mod clause;
mod copy;
mod counts;
mod date;
mod designation;
mod directory;
mod document;
mod entity;
mod error;
mod evidence;
mod expand;
mod facet;
mod filing;
pub mod fold;
mod gather;
mod grouped;
mod highlight;
mod hint;
mod hold;
mod identity;
mod index;
mod kwic;
mod lacking;
mod lead;
mod lexicon;
mod likeness;
mod list;
mod lockstep;
mod lookup;
mod loose;
mod mention;
mod names;
mod network;
mod node;
mod office;
mod packed;
mod page;
mod pattern;
mod people;
mod place;
mod plan;
mod prefixed;
mod profile;
mod proximity;
mod ranking;
mod register;
mod rerank;
mod roster;
mod rows;
mod same;
mod scan;
mod schema;
mod search;
mod segment;
mod sieve;
mod similar;
mod sink;
mod slip;
mod snippet;
mod sorted;
mod span;
pub mod stem;
mod store;
mod stored;
mod story;
mod suggest;
mod surname;
mod tally;
mod terms;
mod text_store;
mod timed;
mod times;
mod titled;
mod together;
mod united;
mod unseen;
mod unspaced;
mod walk;
mod why;
mod window;
mod writer;
mod written;

pub use document::{
    ArticleName, FileProblem, FileRecord, FileStamp, IndexedArticle, NameClass, NameMention, article_id, content_hash,
    file_key,
};
pub use error::EngineError;
pub use expand::{ExpandedWord, Expansion};
pub use hint::NameHint;
pub use index::{ArticleIndex, IndexSize};
pub use kwic::KwicLine;
pub use loose::NameReach;
pub use names::{NameSettings, NameSpelling};
pub use network::{Network, NetworkEdge};
pub use page::{Copies, Hit, SearchPage, SearchRequest};
pub use people::{Bearers, Directory, DirectoryRequest, NameEntry, NameForm, NameMatch, Role};
pub use profile::{ArticleNote, Companion, Month, Profile};
pub use ranking::Recency;
pub use schema::FORMAT_VERSION;
pub use search::{SortOrder, Totals};
pub use similar::{Similar, SimilarPage};
pub use sink::ArticleSink;
pub use snippet::{Marked, Snippet, SnippetContext, SnippetOptions};
pub use story::{Stories, Story, Telling};
pub use suggest::{Advice, PartCount, Spelling, Suggestion};
pub use tally::{DateCount, DateCounts, Facet, FacetCounts, FacetValue, date_of};
pub use text_store::{ReadAgain, TextLoss, TextStore};
pub use together::{JointSentence, TogetherWith};
pub use unseen::Unseen;
pub use why::{NameShare, PartReason, Reasons, ScoreParts, Together, Unit, Why};
pub use writer::{ArticleWriter, ExistingIndex, KnownFile, WriterOptions};
