//! `dateline tui`: search, read and narrow in the terminal, as one types.

mod desk;
mod outside;

use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use self::desk::Desk;
use self::outside::Programs;
use crate::article::ArticleId;
use crate::cli::Context;
use crate::cli::commands::filter::FilterArgs;
use crate::cli::commands::names;
use crate::cli::commands::search::{Sort, open_or_build};
use crate::cli::config::{self, ColorChoice};
use crate::cli::error::{CliError, Outcome};
use crate::engine::{ArticleIndex, Copies};
use crate::query::{join_arguments, language_code};
use crate::render::lines::{FilePaths, RecordEnd};
use crate::tui::ask::{Filter, Search};
use crate::tui::state::{Ended, Leaving};
use crate::tui::terminal::Canvas;
use crate::tui::view::theme::Colour;
use crate::tui::{self, Doors, TuiOptions, key};

/// Search, read and narrow in the terminal, as you type
///
/// The query is that of `dateline search`, and so are the flags. Where standard output is not the terminal, Enter takes the
/// articles that are marked, or the one that is chosen, and prints the paths of their files.
#[derive(Debug, clap::Args)]
#[command(after_help = help())]
pub struct TuiArgs {
    /// Words, phrases, operators to begin with
    query: Vec<String>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Order of the articles
    #[arg(long, value_enum, default_value_t, value_name = "ORDER")]
    sort: Sort,
    /// Show near copies, such as one agency's report in several papers, as one hit
    #[arg(long)]
    group_dups: bool,
    /// End each path that is printed with a zero byte
    #[arg(short = '0', long = "null")]
    zero: bool,
    /// Folder that the index is built from when there is none [default: corpus, or DATELINE_CORPUS]
    #[arg(long, value_name = "DIR")]
    pub(crate) corpus: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  dateline tui                                all articles, the newest first; type to search
  dateline tui rafah offensive --from 2024-03
  $EDITOR \"$(dateline tui ceasefire)\"         edit the file of the article that is taken
  dateline tui -0 | xargs -0 wc -w            with several marked by Space

Exit status: 0 left, or paths were printed, 1 paths were wanted and nothing was taken, 2 an error, 130 interrupted.";

fn help() -> String {
    format!("{}\n{EXAMPLES}", key::described())
}

/// Runs the command.
///
/// # Errors
/// When there is no terminal, a flag cannot be read, or the index cannot be opened.
pub fn run(args: &TuiArgs, context: &Context) -> Result<Outcome, CliError> {
    let canvas = canvas(context)?;
    // What is wrong with the query is shown where it can be put right; flags were typed here.
    args.filter.filters(config::today())?;
    let (index, built) = open_or_build("search", context)?;
    names::read_aliases(&context.aliases)?;
    let leaving = if context.screen.terminal { Leaving::Done } else { Leaving::Handing };
    let options = TuiOptions { search: search(args), colour: colour(context), canvas, leaving };
    let open = Arc::new(Mutex::new(index));
    let mut desk = Desk::new(context, open.clone());
    let programs = Programs::new(context, open.clone());
    let ended = tui::run(
        options,
        Doors {
            answer: &mut |ask| desk.answer(ask),
            open: &mut |outside, id| programs.open(outside, id),
            text_of: &mut |copied, ids| programs.text_of(copied, ids),
        },
    )
    .map_err(|error| CliError::new("use the terminal", error))?;
    desk.remember();
    let index = open.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let outcome = match ended {
        Ended::Interrupted => return Ok(Outcome::Interrupted),
        Ended::Left if leaving == Leaving::Handing => Outcome::NothingFound,
        Ended::Left => Outcome::Done,
        Ended::Took(ids) => {
            print_paths(&ids, args, &index, context)?;
            Outcome::Done
        }
    };
    Ok(outcome.after(built.unwrap_or(Outcome::Done)))
}

/// Where is drawn: on the terminal, and never into what reads the paths.
fn canvas(context: &Context) -> Result<Canvas, CliError> {
    let refused = |cause: &str| Err(CliError::new("open the terminal", cause).hint("use: dateline search QUERY"));
    if config::is_dumb() {
        return refused("it is a dumb one (TERM=dumb), which can do no more than print lines");
    }
    match (context.screen.terminal, context.screen.terminal_error) {
        (true, _) => Ok(Canvas::Output),
        (false, true) => Ok(Canvas::Error),
        (false, false) => refused("neither standard output nor standard error is one"),
    }
}

fn colour(context: &Context) -> Colour {
    match context.settings.color() {
        ColorChoice::Always => Colour::On,
        ColorChoice::Never => Colour::Off,
        ColorChoice::Auto if config::is_colour_unwanted() => Colour::Off,
        ColorChoice::Auto => Colour::On,
    }
}

/// The search as it was typed.
fn search(args: &TuiArgs) -> Search {
    let words = join_arguments(&args.query, args.filter.syntax()).text;
    let copies = if args.group_dups { Copies::Grouped } else { Copies::Apart };
    Search { words, filters: filters_of(&args.filter), order: args.sort.order(), copies }
}

/// Flags as the filters that are shown.
fn filters_of(flags: &FilterArgs) -> Vec<Filter> {
    let mut filters = Vec::new();
    let written = serde_json::to_value(flags).unwrap_or_default();
    for (flag, value) in written.as_object().into_iter().flatten() {
        match value {
            serde_json::Value::Bool(true) => filters.push(Filter { flag: flag.clone(), value: None }),
            serde_json::Value::String(text) => filters.push(Filter::new(flag, text)),
            serde_json::Value::Array(texts) => {
                let texts = texts.iter().filter_map(|text| text.as_str());
                // A language is counted by its code.
                let coded = |text| if flag == "lang" { language_code(text).unwrap_or(text) } else { text };
                filters.extend(texts.map(|text| Filter::new(flag, coded(text))));
            }
            _ => {}
        }
    }
    filters
}

/// Filters as the flags that they are.
fn flags_of(filters: &[Filter]) -> Result<FilterArgs, CliError> {
    const REPEATED: [&str; 6] = ["person", "org", "place", "source", "section", "lang"];
    let mut written = serde_json::Map::new();
    for filter in filters {
        let value = match &filter.value {
            None => serde_json::Value::Bool(true),
            Some(text) => serde_json::Value::String(text.clone()),
        };
        if REPEATED.contains(&filter.flag.as_str()) {
            let list = written.entry(filter.flag.clone()).or_insert_with(|| serde_json::Value::Array(Vec::new()));
            list.as_array_mut().into_iter().for_each(|list| list.push(value.clone()));
        } else {
            written.insert(filter.flag.clone(), value);
        }
    }
    serde_json::from_value(serde_json::Value::Object(written)).map_err(|error| CliError::new("read the filters", error))
}

fn print_paths(ids: &[ArticleId], args: &TuiArgs, index: &ArticleIndex, context: &Context) -> Result<(), CliError> {
    let end = if args.zero { RecordEnd::Zero } else { RecordEnd::Newline };
    let mut paths = FilePaths::new(context.corpus_from_here(index), end);
    let mut out = std::io::stdout().lock();
    for id in ids {
        let article = index.article(*id).map_err(|error| CliError::engine("read the article", &error))?;
        if let Some(article) = article {
            paths.write("", &article.article, &mut out).map_err(CliError::output)?;
        }
    }
    out.flush().map_err(CliError::output)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Typed {
        #[command(flatten)]
        filter: FilterArgs,
    }

    #[test]
    fn flags_become_filters_and_flags_again() {
        let typed = "x --person Ann --person Ben --source CWS --lang fr --from 2024 --in headline --any --syntax nexis";
        let flags = Typed::parse_from(typed.split(' ')).filter;
        let filters = filters_of(&flags);
        let shown: Vec<String> = filters.iter().map(Filter::shown).collect();
        assert_eq!(
            shown,
            [
                "person: Ann",
                "person: Ben",
                "source: CWS",
                "lang: fr",
                "from: 2024",
                "in: headline",
                "any",
                "syntax: nexis"
            ]
        );
        assert_eq!(flags_of(&filters).expect("they are flags"), flags);
        assert!(filters_of(&FilterArgs::default()).is_empty());
        let english = Typed::parse_from(["x", "--lang", "English"]).filter;
        assert_eq!(filters_of(&english), [Filter::new("lang", "en")]);
    }
}
