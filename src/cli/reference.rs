//! An article as it is named on the command line: by its rank in the last search, its id or its path.
//!
//! Owns the order in which these are tried and what is said when none fits. The surprise: a rank keeps naming the article
//! that was seen at that rank, also when the index has changed since; then that is said.

use std::fs;
use std::path::Path;

use super::Context;
use super::error::CliError;
use super::memory::{Forgotten, LastSearch};
use crate::article::ArticleId;
use crate::engine::{ArticleIndex, IndexedArticle, article_id};
use crate::render::{clean, place, repeated};

/// Most articles that are named when a path fits several.
const NAMED: usize = 5;

/// An article that was asked for.
#[derive(Debug)]
pub struct Referred {
    /// The article.
    pub article: IndexedArticle,
    /// The last search, when it showed the article.
    pub last: Option<LastSearch>,
}

/// Finds the article that `typed` names.
///
/// # Errors
/// When there is none or more than one.
pub fn resolve(index: &ArticleIndex, typed: &str, action: &str, context: &Context) -> Result<Referred, CliError> {
    let failed = |error| CliError::engine(action, &error);
    let last = LastSearch::load(&context.index);
    if let Some(rank) = rank(typed) {
        match by_rank(index, rank, &last, action, context) {
            Ok(article) => return Ok(Referred { article, last: last.ok() }),
            // A file may have a number for a name.
            Err(error) => match by_path(index, typed, action)? {
                Some(article) => return Ok(with_last(article, last)),
                None => return Err(error),
            },
        }
    }
    if let Some(id) = id(typed)
        && let Some(article) = index.article(id).map_err(failed)?
    {
        return Ok(with_last(article, last));
    }
    match by_path(index, typed, action)? {
        Some(article) => Ok(with_last(article, last)),
        None => Err(CliError::new(action, format!("no article `{}` in the index", repeated(typed)))
            .hint("name it by its rank in the last search, its id or its path: 3, 2024/talks.txt, dump.jsonl!17")),
    }
}

fn with_last(article: IndexedArticle, last: Result<LastSearch, Forgotten>) -> Referred {
    let id = article.id();
    Referred { article, last: last.ok().filter(|last| last.showed(id)) }
}

fn rank(typed: &str) -> Option<usize> {
    (typed.len() <= 7).then(|| typed.parse().ok()).flatten()
}

fn id(typed: &str) -> Option<ArticleId> {
    let hexadecimal = typed.len() == 16 && typed.bytes().all(|byte| byte.is_ascii_hexdigit());
    hexadecimal.then(|| u64::from_str_radix(typed, 16).ok().map(ArticleId)).flatten()
}

fn by_rank(
    index: &ArticleIndex,
    rank: usize,
    last: &Result<LastSearch, Forgotten>,
    action: &str,
    context: &Context,
) -> Result<IndexedArticle, CliError> {
    let last = last.as_ref().map_err(|forgotten| match forgotten {
        Forgotten::SwitchedOff => CliError::new(action, "searches are not remembered: DATELINE_STATE is none")
            .hint("name the article by its id or path, or leave DATELINE_STATE out and search again"),
        Forgotten::NoFolder => CliError::new(action, format!("no search is remembered that {rank} could be a rank of"))
            .hint("set HOME or XDG_STATE_HOME for searches to be remembered, or name the article by id or path"),
        Forgotten::NoSearch => CliError::new(action, format!("there was no search yet that {rank} could be a rank of"))
            .hint("search first, or name the article by id or path"),
    })?;
    let Some(hit) = last.hit(rank) else {
        let shown = match last.ranks() {
            Some((first, end)) if first == end => format!("showed hit {first} alone"),
            Some((first, end)) => format!("showed hits {first} to {end}"),
            None => "found nothing".to_owned(),
        };
        return Err(CliError::new(action, format!("the last search, `{}`, {shown}", last.typed))
            .hint("show more hits with -n or --offset"));
    };
    let stale = last.is_stale(index);
    match index.article(hit.id).map_err(|error| CliError::engine(action, &error))? {
        Some(article) => {
            if stale {
                let path = clean(&hit.path).into_owned();
                context.say(&format!("note: the index has changed since the last search; {rank} was {path}"));
            }
            Ok(article)
        }
        None => Err(CliError::new(
            action,
            format!("the index has changed since the last search, and hit {rank}, {}, is gone", hit.path),
        )
        .hint("search again")),
    }
}

/// The article of a path: relative to the corpus, relative to here or absolute, or the end of one.
fn by_path(index: &ArticleIndex, typed: &str, action: &str) -> Result<Option<IndexedArticle>, CliError> {
    let failed = |error| CliError::engine(action, &error);
    let mut candidates = vec![typed.trim_start_matches("./").to_owned()];
    candidates.extend(index.corpus().and_then(|corpus| below(corpus, typed)));
    for path in &candidates {
        if let Some((file, locator)) = path.split_once('!')
            && let Some(article) = index.article(article_id(file, Some(locator))).map_err(failed)?
        {
            return Ok(Some(article));
        }
        if let Some(article) = index.article(article_id(path, None)).map_err(failed)? {
            return Ok(Some(article));
        }
    }
    for path in &candidates {
        let (file, locator) = path.split_once('!').map_or((path.as_str(), None), |(file, rest)| (file, Some(rest)));
        let limit = if locator.is_some() { usize::MAX } else { NAMED + 1 };
        let mut found = index.articles_at(file, limit).map_err(failed)?;
        if locator.is_some() {
            found.retain(|article| article.article.locator.as_deref() == locator);
        }
        match found.len() {
            0 => {}
            1 => return Ok(found.pop()),
            _ => return Err(several(typed, &found, action)),
        }
    }
    Ok(None)
}

fn several(typed: &str, found: &[IndexedArticle], action: &str) -> CliError {
    let names: Vec<String> = found.iter().take(NAMED).map(|article| place(&article.article)).collect();
    let more = if found.len() > NAMED { ", …" } else { "" };
    CliError::new(action, format!("`{typed}` is several articles"))
        .hint(format!("name one: {}{more}", names.join(", ")))
}

/// The path inside the corpus of a file that was named from elsewhere.
fn below(corpus: &Path, typed: &str) -> Option<String> {
    let (file, locator) = typed.split_once('!').map_or((typed, None), |(file, rest)| (file, Some(rest)));
    let file = fs::canonicalize(file).ok()?;
    let corpus = fs::canonicalize(corpus).ok()?;
    let parts: Option<Vec<&str>> = file.strip_prefix(corpus).ok()?.iter().map(|part| part.to_str()).collect();
    let path = parts?.join("/");
    Some(locator.map_or(path.clone(), |locator| format!("{path}!{locator}")))
}
