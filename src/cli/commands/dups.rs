//! `dateline dups`: articles in groups of near copies.

use crate::cli::Context;
use crate::cli::commands::filter::FilterArgs;
use crate::cli::commands::found::{say_cut, say_partial, say_why_none};
use crate::cli::commands::{ListArgs, ListFormat, names};
use crate::cli::error::{CliError, Outcome};
use crate::query::Query;
use crate::render::counted;
use crate::render::lines::{FilePaths, RecordEnd};
use crate::render::story::{render_json, render_lines, render_text};

/// Group the articles that tell one story in nearly the same words
///
/// Such as one agency's report in several papers, or one article in several editions. Of two articles one is a near copy
/// when most of the shorter stands word for word in the longer, and the longer is not about much besides. Without a query
/// or flags all articles are looked at. Largest groups come first, in each the earliest article.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline dups
  dateline dups ceasefire --from 2024-03 -n 5
  dateline dups --source 'The Times' --format json
  dateline dups -n 0 --format lines | cut -f1 | sort | uniq -c

Lines: number of the group, share that is the same as in its longest article, date, publisher, path, headline.
Exit status: 0 there are copies, 1 there are none, 2 an error.")]
pub struct DupsArgs {
    /// Words, phrases, operators
    query: Vec<String>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Most groups to show; 0 for all
    #[arg(long, short = 'n', default_value_t = 20, value_name = "N")]
    limit: usize,
    #[command(flatten)]
    list: ListArgs,
}

/// Runs the command.
///
/// # Errors
/// When the query cannot be read or the index cannot be searched.
pub fn run(args: &DupsArgs, context: &Context) -> Result<Outcome, CliError> {
    let asked = if args.query.is_empty() && args.filter.is_empty() {
        None
    } else {
        Some(args.filter.resolve(&args.query, context)?)
    };
    for note in asked.iter().flat_map(|asked| &asked.notes) {
        context.say(&format!("note: {note}"));
    }
    let spelling = asked.as_ref().map_or(args.filter.spelling(), |asked| asked.spelling);
    let index = names::open(context, spelling)?;
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    let stories = match &asked {
        None => index.stories(&Query::All, None, limit).map_err(|error| CliError::engine("look for copies", &error))?,
        Some(asked) => index
            .stories(&asked.query, asked.field, limit)
            .map_err(|error| CliError::search(&asked.text, &error, context.screen.width))?,
    };
    let (format, mut out) = ListFormat::open(args.list, context);
    match format {
        ListFormat::Text => render_text(&stories, &context.text_options(&index), &mut out),
        ListFormat::Lines => render_lines(&stories, &mut out),
        ListFormat::Json => render_json(asked.as_ref().map_or("", |asked| &asked.text), &stories, &mut out),
        ListFormat::Paths => {
            let mut paths = FilePaths::new(context.corpus_from_here(&index), RecordEnd::Newline);
            let mut articles = stories.largest.iter().flat_map(|story| &story.articles);
            articles.try_for_each(|copy| paths.write("", &copy.article.article, &mut out))
        }
    }
    .and_then(|()| out.close())
    .map_err(CliError::output)?;
    let shown = stories.largest.len() as u64;
    say_cut(&stories.cut, context);
    if let Some(asked) = asked.as_ref().filter(|_| stories.articles == 0) {
        say_why_none(&index, asked, context)
            .map_err(|error| CliError::search(&asked.text, &error, context.screen.width))?;
        say_partial(stories.partial, context);
        return Ok(Outcome::NothingFound);
    }
    if stories.groups == 0 {
        context.say(&format!("no copies among {}", counted(stories.articles, "article")));
        return Ok(Outcome::NothingFound);
    }
    context.say(&format!(
        "{} of {} are in {}{}",
        stories.grouped,
        counted(stories.articles, "article"),
        counted(stories.groups, "group"),
        if shown < stories.groups {
            format!(", of which the {shown} largest are shown; -n 0 shows all")
        } else {
            String::new()
        }
    ));
    Ok(Outcome::Done)
}
