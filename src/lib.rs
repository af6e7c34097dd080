//! dateline turns a folder of news articles into an index and answers questions about it: by keyword, by person, by date.
//!
//! The flow, left to right and then back:
//!
//! * [`source`] finds the files of a corpus and makes an [`article::Article`] of what is in them;
//! * [`person`] finds the names in an article and says which mentions belong to one person;
//! * [`ingest`] drives both and hands the result to [`engine`], which keeps it in an index;
//! * [`query`] turns typed text into a [`query::Query`], [`engine`] finds and ranks the hits, [`render`] writes them out;
//! * [`backup`] copies an index with all that belongs to it into one file, and back;
//! * [`cli`] is the door to all of it; [`eval`] measures how good the ranking is.
//!
//! ```
//! use std::sync::atomic::AtomicBool;
//! use dateline::engine::{ArticleIndex, SearchRequest};
//! use dateline::ingest::{IngestOptions, ingest};
//! use dateline::query::{Dialect, ParseContext, parse};
//!
//! let folder = tempfile::tempdir()?;
//! let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
//! std::fs::create_dir(&corpus)?;
//! std::fs::write(corpus.join("talks.txt"), "date 2024-04-01 Talks on an offensive in Rafah went on.\n")?;
//!
//! let options = IngestOptions { threads: 1, ..IngestOptions::default() };
//! let summary = ingest(&corpus, &index, &options, &AtomicBool::new(false), &mut |_| {})?;
//! assert_eq!(summary.added, 1);
//!
//! let context = ParseContext { today: jiff::civil::date(2024, 4, 2), dialect: Dialect::Dateline };
//! let query = parse("rafah offensives", &context)?.query;
//! let page = ArticleIndex::open(&index)?.search(&SearchRequest::new(query))?;
//! assert_eq!(page.hits[0].article.article.path, "talks.txt");
//! let snippet = &page.hits[0].snippets[0].text;
//! assert_eq!(&snippet.text[snippet.highlights[0].clone()], "offensive");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod article;
pub mod backup;
pub mod cli;
pub mod engine;
pub mod eval;
pub mod ingest;
pub mod person;
pub mod query;
pub mod render;
pub mod source;
pub mod tui;
