//! Articles read a second time, for an index that leaves their text to the source files.
//!
//! Owns the way from a path and a place in the file back to the article, by the same parsers. Must not judge whether the
//! text is still the one that was indexed: the engine does, which has its hash. The surprise: of a file with many articles
//! all but those wanted are passed over before they are taken apart, and reading ends with the last of them.

use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use crate::article::Article;
use crate::engine::{ArticleIndex, EngineError, TextLoss, TextStore};
use crate::source::{Outcome, ReadError, ReadOptions, read_source};

/// Opens an index for searching, with the text of its articles read from the source files where the index does not hold it.
///
/// # Errors
/// As for [`ArticleIndex::open`].
pub fn open_index(path: &Path, options: &ReadOptions) -> Result<ArticleIndex, EngineError> {
    let index = ArticleIndex::open(path)?;
    if index.text_store() == TextStore::Stored {
        return Ok(index);
    }
    let options = options.clone();
    Ok(index.with_sources(Arc::new(move |corpus, path, wanted| read_again(corpus, path, wanted, &options))))
}

fn read_again(
    corpus: &Path,
    path: &str,
    wanted: &[Option<&str>],
    options: &ReadOptions,
) -> Vec<Result<Article, TextLoss>> {
    let places = wanted.iter().flatten().map(|&place| place.to_owned()).collect();
    let options = ReadOptions { only: Some(places), ..options.clone() };
    let mut found: Vec<Option<Article>> = vec![None; wanted.len()];
    let mut left = wanted.len();
    let file = corpus.join(path);
    let modified = file.metadata().and_then(|metadata| metadata.modified()).ok();
    let read = read_source(&file, path, modified, &options, &mut |outcome| {
        if let Outcome::Article(article) = outcome
            && let Some(index) = wanted.iter().position(|place| *place == article.locator.as_deref())
            && found[index].is_none()
        {
            found[index] = Some(article);
            left -= 1;
        }
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let loss = match read {
        Ok(_) => TextLoss::Changed,
        Err(failure) => match failure.cause {
            ReadError::Io(error) if is_gone(&error) => TextLoss::Gone,
            _ => TextLoss::Unreadable,
        },
    };
    found.into_iter().map(|article| article.ok_or(loss)).collect()
}

/// Whether a file is not there, or not one any more.
fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory)
}
