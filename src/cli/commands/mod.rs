//! One file for each command.

pub mod alerts;
pub mod alias;
pub mod batch;
pub mod complete;
pub mod completions;
pub mod config;
pub mod count;
pub mod dates;
pub mod dups;
pub mod eval;
pub mod filter;
pub mod index;
pub mod man;
pub mod names;
pub mod people;
pub mod person;
pub mod save;
pub mod scan;
pub mod search;
pub mod show;
pub mod similar;
pub mod status;
pub mod survey;
pub mod timeline;

/// Output of a command that prints a page for people or a document for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum PageFormat {
    /// To read.
    #[default]
    Text,
    /// One JSON document.
    Json,
}
