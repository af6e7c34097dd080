//! `dateline save`: a query under a name.

use std::io::Write;

use serde::Serialize;

use super::PageFormat;
use super::names;
use crate::cli::Context;
use crate::cli::commands::filter::FilterArgs;
use crate::cli::error::{CliError, Outcome};
use crate::cli::saved::{SavedSearch, SavedSearches, Seen, is_name};
use crate::query::join_arguments;
use crate::render::clean;

/// Save a query under a name, with the flags that narrow it
///
/// `dateline search @NAME` runs it, `dateline alerts` says what is new in all that are saved. The file is a plain one beside
/// the index, made for editing. The query is kept as typed: dates such as "last week" count from the day on which it is run.
#[derive(Debug, clap::Args)]
#[command(
    arg_required_else_help = true,
    after_help = "\
Examples:
  dateline save rafah 'rafah AND (offensive OR evacuation)'
  dateline save sullivan --person \"Jake Sullivan\" --lang en
  dateline save rafah 'rafah w/s offensive' --replace
  dateline save --list
  dateline save --remove rafah
  dateline search @rafah --sort newest      run it; every flag of a search can narrow it further
  dateline count '@rafah AND NOT @sullivan' as a part of a query
  dateline alerts                           what is new in all of them"
)]
pub struct SaveArgs {
    /// What it is called: letters, digits, hyphens
    #[arg(required_unless_present_any = ["list", "remove"])]
    name: Option<String>,
    /// Words, phrases, operators
    query: Vec<String>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Put it in the place of the search that has the name
    #[arg(long, requires = "name")]
    replace: bool,
    /// List the saved searches
    #[arg(long, conflicts_with_all = ["name", "query", "remove"])]
    list: bool,
    /// Remove a saved search, and forget what was seen of it
    #[arg(long, value_name = "NAME", conflicts_with_all = ["name", "query"])]
    remove: Option<String>,
    /// Output format of the list
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", requires = "list")]
    format: PageFormat,
    /// The same as --format json
    #[arg(long, requires = "list", conflicts_with = "format")]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// When the query cannot be read, the name is taken or unknown, or the file cannot be read or written.
pub fn run(args: &SaveArgs, context: &Context) -> Result<Outcome, CliError> {
    let mut searches = SavedSearches::read(&context.searches)?;
    if args.list {
        return list(&searches, if args.json { PageFormat::Json } else { args.format }, context);
    }
    if let Some(name) = &args.remove {
        let name = name.trim_start_matches('@');
        searches.remove(name)?;
        let mut seen = Seen::read(&context.searches)?;
        if seen.forget(name) {
            seen.write(&context.searches)?;
        }
        searches.write()?;
        context.say(&format!("removed `{name}` from {}", context.searches.display()));
        return Ok(Outcome::Done);
    }
    let name = args.name.as_deref().unwrap_or_default().trim_start_matches('@');
    if !is_name(name) {
        return Err(CliError::new(format!("save `{name}`"), "that is no name for a search").hint(
            "a name has letters, digits and hyphens; it stands before the query: dateline save rafah 'rafah offensive'",
        ));
    }
    if !args.replace && searches.names().iter().any(|known| known == name) {
        return Err(CliError::new(
            format!("save `{name}`"),
            format!("the name is taken: {}", searches.get(name)?.described()),
        )
        .hint("add --replace to put this one in its place"));
    }
    let asked = args.filter.resolve(&args.query, context)?;
    for note in &asked.notes {
        context.say(&format!("note: {note}"));
    }
    let query = join_arguments(&args.query, args.filter.syntax()).text.trim().to_owned();
    searches.set(&SavedSearch { name: name.to_owned(), query, filter: args.filter.clone() })?;
    if searches.leads_to(name, name) {
        return Err(CliError::new(format!("save `{name}`"), format!("it would lead back to itself by @{name}"))
            .hint("write out what the search of that name looks for"));
    }
    searches.write()?;
    let matching = names::open(context, asked.spelling).ok().and_then(|index| {
        let (full, _) = index.count(&asked.query, asked.field).ok()?;
        Some(if full == 1 { "; 1 article matches".to_owned() } else { format!("; {full} articles match") })
    });
    context.say(&format!("saved in {}{}", context.searches.display(), matching.unwrap_or_default()));
    Ok(Outcome::Done)
}

#[derive(Serialize)]
struct ListOut<'a> {
    version: u32,
    file: String,
    searches: Vec<SearchOut<'a>>,
}

#[derive(Serialize)]
struct SearchOut<'a> {
    name: &'a str,
    query: &'a str,
    flags: &'a FilterArgs,
}

fn list(searches: &SavedSearches, format: PageFormat, context: &Context) -> Result<Outcome, CliError> {
    let saved = searches.names().iter().map(|name| searches.get(name)).collect::<Result<Vec<_>, _>>()?;
    let mut out = std::io::stdout().lock();
    match format {
        PageFormat::Text => saved
            .iter()
            .try_for_each(|search| writeln!(out, "@{}\t{}", clean(&search.name), clean(&search.described()))),
        PageFormat::Json => {
            let searches = saved.iter().map(|search| SearchOut {
                name: &search.name,
                query: &search.query,
                flags: &search.filter,
            });
            let file = context.searches.display().to_string();
            let document = ListOut { version: crate::render::json::VERSION, file, searches: searches.collect() };
            serde_json::to_writer_pretty(&mut out, &document).map_err(Into::into).and_then(|()| writeln!(out))
        }
    }
    .map_err(CliError::output)?;
    if saved.is_empty() {
        context.say(&format!("no searches in {}; save one with: dateline save NAME QUERY", context.searches.display()));
        return Ok(Outcome::NothingFound);
    }
    Ok(Outcome::Done)
}
