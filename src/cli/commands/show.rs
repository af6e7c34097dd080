//! `dateline show`: one article to read.

use super::PageArgs;
use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;

use crate::cli::Context;
use crate::cli::commands::filter::FilterArgs;
use crate::cli::error::{CliError, Outcome};
use crate::cli::pager::{PageOut, Paging};
use crate::cli::reference::{Referred, resolve};
use crate::engine::{ArticleIndex, IndexedArticle, Marked};
use crate::render;

/// Read one article: its text, what is known of it, and whom it names
///
/// The article is named by its rank in the last search, by its id or by its path. What the last search was for is
/// emphasised when it showed the article.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline show 1                               the first hit of the last search
  dateline show 2024-04/talks.txt               by path; the end of a path will do: talks.txt
  dateline show 'dump.jsonl!17'                 one of several articles in a file
  dateline show 3 --highlight 'sinwar OR hamas'
  dateline show 3 --raw | less                  the source file as it lies in the corpus
  dateline show 3 --json | jq .persons

Exit status: 0 shown, 2 there is no such article, or another error.")]
pub struct ShowArgs {
    /// Rank in the last search, id, or path; path!place for one of several articles in a file
    article: String,
    /// Print the source as it lies in the corpus
    #[arg(long, conflicts_with_all = ["json", "format", "highlight"])]
    raw: bool,
    /// Emphasise what this query matches; nothing when it is empty [default: the last search, when it showed the article]
    #[arg(long, value_name = "QUERY")]
    highlight: Option<String>,
    #[command(flatten)]
    page: PageArgs,
}

/// Runs the command.
///
/// # Errors
/// When there is no such article or the index cannot be read.
pub fn run(args: &ShowArgs, context: &Context) -> Result<Outcome, CliError> {
    let index = context.open_index().map_err(|error| CliError::engine("open the index", &error))?;
    let referred = resolve(&index, &args.article, "show the article", context)?;
    if args.raw {
        show_source(&index, &referred.article, context)?;
        return Ok(Outcome::Done);
    }
    let blocks = emphasised(args, &index, &referred, context)?;
    if args.page.is_json() {
        let mut out = BufWriter::new(io::stdout().lock());
        render::article::render_json(&referred.article, &blocks, &mut out).map_err(CliError::output)?;
        out.flush().map_err(CliError::output)?;
        return Ok(Outcome::Done);
    }
    let options = context.text_options(&index);
    let mut out = PageOut::open(context, Paging::Allowed);
    render::article::render_article(&referred.article, &blocks, &options, &mut out).map_err(CliError::output)?;
    out.close().map_err(CliError::output)?;
    Ok(Outcome::Done)
}

/// The blocks of the article with what is to be emphasised in them.
fn emphasised(
    args: &ShowArgs,
    index: &ArticleIndex,
    referred: &Referred,
    context: &Context,
) -> Result<Vec<Marked>, CliError> {
    let asked = match &args.highlight {
        Some(text) if text.trim().is_empty() => None,
        Some(text) => {
            let asked = FilterArgs::default().resolve(std::slice::from_ref(text), context)?;
            Some((asked.query, None))
        }
        None => referred.last.as_ref().and_then(|last| last.query()),
    };
    if let Some((query, field)) = &asked {
        match index.emphasised(&referred.article, query, *field) {
            Ok(blocks) => return Ok(blocks),
            Err(error) if args.highlight.is_some() => {
                return Err(CliError::search(
                    args.highlight.as_deref().unwrap_or_default(),
                    &error,
                    context.screen.width,
                ));
            }
            // What was searched for once may have gone from the index; the article can be read all the same.
            Err(_) => {}
        }
    }
    let plain = |text: &str| Marked { text: text.to_owned(), highlights: Vec::new() };
    Ok(referred.article.article.blocks().map(|block| plain(block.text)).collect())
}

/// Prints the source: the file, or the line of one that holds an article a line.
fn show_source(index: &ArticleIndex, article: &IndexedArticle, context: &Context) -> Result<(), CliError> {
    let article = &article.article;
    let corpus = index.corpus().map_or_else(|| context.settings.corpus(), PathBuf::from);
    let path = corpus.join(&article.path);
    let action = format!("show the source {}", path.display());
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => CliError::new(&action, "the file is gone")
            .hint("what the index knows of it is shown without --raw; dateline index brings the index up to date"),
        _ => CliError::new(&action, error),
    };
    let line = match &article.locator {
        None => None,
        Some(locator) => match (article.format.as_str(), locator.parse::<usize>()) {
            ("json-lines", Ok(line)) if !is_packed(&article.path) => Some(line),
            _ => {
                return Err(CliError::new(
                    &action,
                    "the article is one of several in a file of which no part can be cut out",
                )
                .hint("without --raw its text is shown, with --json all that is known of it"));
            }
        },
    };
    let file = fs::File::open(&path).map_err(failed)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut input = BufReader::new(file);
    match line {
        Some(line) => {
            let text = input.split(b'\n').nth(line.saturating_sub(1));
            let text = text.ok_or_else(|| CliError::new(&action, format!("it has no line {line} any more")))?;
            write_source(&text.map_err(failed)?, context, &mut out).and_then(|()| writeln!(out))
        }
        None if context.screen.terminal => {
            let mut bytes = Vec::new();
            io::Read::read_to_end(&mut input, &mut bytes).map_err(failed)?;
            write_source(&bytes, context, &mut out)
        }
        None => io::copy(&mut input, &mut out).map(drop),
    }
    .and_then(|()| out.flush())
    .map_err(CliError::output)
}

/// As it is, unless a terminal would act on what is in it.
fn write_source(bytes: &[u8], context: &Context, out: &mut dyn Write) -> io::Result<()> {
    if !context.screen.terminal {
        return out.write_all(bytes);
    }
    for line in String::from_utf8_lossy(bytes).split_inclusive('\n') {
        let (text, end) = line.strip_suffix('\n').map_or((line, ""), |text| (text, "\n"));
        let columns: Vec<_> = text.split('\t').map(render::clean).collect();
        write!(out, "{}{end}", columns.join("\t"))?;
    }
    Ok(())
}

fn is_packed(path: &str) -> bool {
    [".gz", ".bz2", ".xz", ".zst", ".zip", ".tar", ".tgz"].iter().any(|ending| path.ends_with(ending))
}
