//! One file for each command.

pub mod alerts;
pub mod alias;
pub mod backup;
pub mod batch;
pub mod check;
pub mod complete;
pub mod completions;
mod compound;
pub mod config;
pub mod count;
pub mod dates;
pub mod dups;
pub mod eval;
pub mod filter;
mod found;
pub mod index;
pub mod man;
pub mod names;
pub mod people;
pub mod person;
pub mod restore;
pub mod save;
pub mod scan;
pub mod search;
pub mod show;
pub mod similar;
pub mod status;
pub mod survey;
pub mod timeline;
pub mod tui;

use crate::cli::Context;
use crate::cli::pager::{PageOut, Paging};

/// Output of a command that prints a page for people or a document for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum PageFormat {
    /// To read.
    #[default]
    Text,
    /// One JSON document.
    Json,
}

/// The options of a command that prints a page for people or a document for programs.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct PageArgs {
    /// Output format
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: PageFormat,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

impl PageArgs {
    /// The format asked for.
    pub(crate) fn format(self) -> PageFormat {
        if self.json { PageFormat::Json } else { self.format }
    }

    /// Whether a document for programs is asked for.
    pub(crate) fn is_json(self) -> bool {
        self.format() == PageFormat::Json
    }
}

/// Output of a command that lists articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ListFormat {
    /// A page to read.
    Text,
    /// One line an article, columns separated by tabs.
    Lines,
    /// One JSON document.
    Json,
    /// Paths of the files alone, each once, as they are opened from here.
    Paths,
}

/// The options of a command that lists articles.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct ListArgs {
    /// Output format [default: text on a terminal, one line an article otherwise]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<ListFormat>,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

impl ListFormat {
    /// The format asked for, or the one for where the output goes, with the output: a page goes through the pager.
    pub(crate) fn open(asked: ListArgs, context: &Context) -> (ListFormat, PageOut) {
        let asked = if asked.json { Some(ListFormat::Json) } else { asked.format };
        let format = asked.unwrap_or(if context.screen.terminal { ListFormat::Text } else { ListFormat::Lines });
        let paging = if format == ListFormat::Text { Paging::Allowed } else { Paging::Off };
        (format, PageOut::open(context, paging))
    }
}
