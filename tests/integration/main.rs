//! Everything that is tested from outside: the library over real indexes, the program as a user runs it.

mod answer;
mod asking;
mod backup;
mod batch;
mod borders;
mod command;
mod completion;
mod config;
mod corpus;
mod dups;
mod durability;
mod facets;
mod failure;
mod flags;
mod hostile;
mod incremental;
mod many;
mod meant;
mod persons;
mod plain;
mod reading;
mod readme;
mod saved;
mod search;
mod show;
mod support;
mod table;
mod text_store;
mod timeline;
mod told;
mod tui;
#[cfg(unix)]
mod watch;
mod wide;
mod words;
