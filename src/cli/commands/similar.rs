//! `dateline similar`: articles like one article.

use std::io::Write;

use super::{ListArgs, ListFormat};
use crate::cli::Context;
use crate::cli::error::{CliError, Outcome};
use crate::cli::reference::resolve;
use crate::render;
use crate::render::lines::{FilePaths, RecordEnd};

/// Find articles like one article, with the words and names that they share
///
/// The article is named as for `dateline show`: by its rank in the last search, its id or its path. What is a near copy of
/// it is marked.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline similar 1                       like the first hit of the last search
  dateline similar 2024-04/talks.txt -n 5
  dateline similar 1 --no-copies --format json

Exit status: 0 some were found, 1 none was, 2 an error.")]
pub struct SimilarArgs {
    /// Rank in the last search, id, or path; path!place for one of several articles in a file
    article: String,
    /// Most articles to show
    #[arg(long, short = 'n', default_value_t = 10, value_name = "N", value_parser = parse_limit)]
    limit: usize,
    /// Leave out near copies
    #[arg(long)]
    no_copies: bool,
    #[command(flatten)]
    list: ListArgs,
}

fn parse_limit(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(limit) if limit > 0 => Ok(limit),
        _ => Err("not a number of articles, of which there must be one at least".to_owned()),
    }
}

/// Runs the command.
///
/// # Errors
/// When there is no such article or the index cannot be read.
pub fn run(args: &SimilarArgs, context: &Context) -> Result<Outcome, CliError> {
    let action = "find similar articles";
    let index = context.open_index().map_err(|error| CliError::engine("open the index", &error))?;
    let article = resolve(&index, &args.article, action, context)?.article;
    // Copies crowd the top, so enough has to be asked for to have others left.
    let asked = if args.no_copies { args.limit.saturating_mul(3).saturating_add(20) } else { args.limit };
    let mut page = index.similar(&article, asked).map_err(|error| CliError::engine(action, &error))?;
    if args.no_copies {
        page.articles.retain(|similar| !similar.is_copy());
        page.articles.truncate(args.limit);
        page.articles.iter_mut().enumerate().for_each(|(index, similar)| similar.hit.rank = index + 1);
    }
    let (format, mut out) = ListFormat::open(args.list, context);
    match format {
        ListFormat::Text => render::similar::render_text(&page, &context.text_options(&index), &mut out),
        ListFormat::Lines => render::similar::render_lines(&page, &mut out),
        ListFormat::Json => render::similar::render_json(&article, &page, &mut out),
        ListFormat::Paths => {
            let mut paths = FilePaths::new(context.corpus_from_here(&index), RecordEnd::Newline);
            let mut articles = page.articles.iter().map(|similar| &similar.hit.article.article);
            articles.try_for_each(|article| paths.write("", article, &mut out))
        }
    }
    .and_then(|()| out.flush())
    .map_err(CliError::output)?;
    out.close().map_err(CliError::output)?;
    if page.articles.is_empty() {
        context.say("nothing like it was found");
        return Ok(Outcome::NothingFound);
    }
    context.say(&format!("looked for: {}", render::clean(&looked_for(&page))));
    Ok(Outcome::Done)
}

fn looked_for(page: &crate::engine::SimilarPage) -> String {
    let all: Vec<&str> = page.names.iter().chain(&page.words).map(String::as_str).collect();
    all.join(", ")
}
