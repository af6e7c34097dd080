//! `dateline alerts`: what is new in the saved searches.

use std::io;

use super::{ListArgs, ListFormat, names};
use crate::cli::Context;
use crate::cli::config::{self, Setting};
use crate::cli::error::{CliError, Outcome};
use crate::cli::saved::{SavedSearch, SavedSearches, Seen, SeenSearch};
use crate::engine::{ArticleIndex, SearchRequest, SnippetOptions, SortOrder, Unseen};
use crate::render::alert::{Alert, render_json, render_lines, render_paths, render_text};

/// Say what is new in the saved searches since this was last asked
///
/// New is an article that matches and has not been counted here before, whatever its date. At the first run everything is. What
/// has been printed counts as seen from then on; an article that only changes is not new again.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline alerts                            all saved searches
  dateline alerts rafah sullivan             these
  dateline alerts --peek                     look, and be told again the next time
  dateline index -q && dateline alerts -q --format json

Exit status: 0 something is new, 1 nothing is, 2 an error, or a saved search that could not be run.")]
pub struct AlertsArgs {
    /// Names of saved searches [default: all]
    saved: Vec<String>,
    /// Most new articles of each search to show, the latest first; all are counted, and count as seen
    /// [default: 10, or DATELINE_LIMIT]
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    /// Do not count what is shown as seen
    #[arg(long)]
    peek: bool,
    #[command(flatten)]
    list: ListArgs,
}

/// Runs the command.
///
/// # Errors
/// When the file or the index cannot be read, or what was seen cannot be written down.
pub fn run(args: &AlertsArgs, context: &Context) -> Result<Outcome, CliError> {
    let searches = SavedSearches::read(&context.searches)?;
    let named: Vec<String> = if args.saved.is_empty() {
        searches.names()
    } else {
        args.saved.iter().map(|name| name.trim_start_matches('@').to_owned()).collect()
    };
    if named.is_empty() {
        return Err(CliError::new("look for news", format!("no search is saved in {}", context.searches.display()))
            .hint("save one with: dateline save NAME QUERY"));
    }
    let mut seen = Seen::read(&context.searches)?;
    let index = names::open(context, crate::engine::NameSpelling::Variants)?;
    let mut alerts: Vec<(Alert, Unseen)> = Vec::new();
    let mut failed = false;
    for name in &named {
        match searches.get(name).and_then(|search| look(&search, &index, &seen, args, context)) {
            Ok(alert) => alerts.push(alert),
            // One that cannot be run is no reason to keep quiet about the others.
            Err(error) => {
                failed = true;
                error.in_saved(name).print(&mut io::stderr());
            }
        }
    }
    print(&alerts, args, &index, context).map_err(CliError::output)?;
    say_totals(&alerts, context);
    if !args.peek {
        let today = config::today().to_string();
        alerts.iter().for_each(|(alert, found)| seen.add(&alert.name, &found.matching, &found.contents, today.clone()));
        seen.write(&context.searches)?;
    }
    Ok(match (failed, alerts.iter().any(|(_, found)| found.new > 0)) {
        (true, _) => Outcome::Incomplete,
        (false, true) => Outcome::Done,
        (false, false) => Outcome::NothingFound,
    })
}

fn look(
    search: &SavedSearch,
    index: &ArticleIndex,
    seen: &Seen,
    args: &AlertsArgs,
    context: &Context,
) -> Result<(Alert, Unseen), CliError> {
    let asked = search.filter.resolve(&search.arguments(), context)?;
    let index = names::with_aliases(index.clone(), context, asked.spelling)?;
    let request = SearchRequest {
        field: asked.field,
        order: SortOrder::Newest,
        limit: args.limit.unwrap_or_else(|| context.settings.count(Setting::Limit)),
        snippets: SnippetOptions { count: context.settings.count(Setting::Snippets), ..SnippetOptions::default() },
        ..SearchRequest::new(asked.query.clone())
    };
    let before = seen.of(&search.name);
    let found = index
        .search_unseen(
            &request,
            &crate::engine::Seen {
                ids: &|id| before.is_some_and(|before| before.has(id)),
                contents: &|content| before.is_some_and(|before| before.has_content(content)),
                has_contents: before.is_some_and(SeenSearch::has_contents),
            },
        )
        .map_err(|error| CliError::search(&asked.text, &error, context.screen.width))?;
    let since = before.map(|before| before.last_run.clone());
    Ok((Alert { name: search.name.clone(), query: asked.understood().to_string(), since }, found))
}

fn print(alerts: &[(Alert, Unseen)], args: &AlertsArgs, index: &ArticleIndex, context: &Context) -> io::Result<()> {
    let (format, mut out) = ListFormat::open(args.list, context);
    match format {
        ListFormat::Text => render_text(alerts, &context.text_options(index), &mut out)?,
        ListFormat::Lines => render_lines(alerts, &mut out)?,
        ListFormat::Json => render_json(alerts, &mut out)?,
        ListFormat::Paths => render_paths(alerts, &context.corpus_from_here(index), &mut out)?,
    }
    out.close()
}

fn say_totals(alerts: &[(Alert, Unseen)], context: &Context) {
    for (alert, found) in alerts {
        context.say(&alert.summary(found));
        let shown = found.hits.len() as u64;
        if shown < found.new {
            context.say(&format!(
                "note: {shown} of {} shown; the others too: dateline search @{} --sort newest -n {}",
                found.new, alert.name, found.full
            ));
        }
    }
}
