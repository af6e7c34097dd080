//! What the commands that ask for names share: the index with the user's corrections.

use std::path::Path;
use std::sync::OnceLock;

use crate::cli::Context;
use crate::cli::error::CliError;
use crate::engine::{ArticleIndex, NameSearch, NameSettings, NameSpelling};
use crate::person::AliasList;

/// Opens the index for searching, with the user's aliases applied to names.
///
/// # Errors
/// When there is no index, or the alias file cannot be read.
pub fn open(context: &Context, spelling: NameSpelling) -> Result<ArticleIndex, CliError> {
    let index = context.open_index().map_err(|error| CliError::engine("open the index", &error))?;
    with_aliases(index, context, spelling)
}

/// Applies the user's aliases to an index that is open.
///
/// # Errors
/// When the alias file cannot be read.
pub fn with_aliases(index: ArticleIndex, context: &Context, spelling: NameSpelling) -> Result<ArticleIndex, CliError> {
    let aliases = match spelling {
        NameSpelling::Variants => read_aliases(&context.aliases)?,
        NameSpelling::AsWritten => AliasList::default(),
    };
    Ok(index.with_names(NameSettings { spelling, aliases }))
}

/// An index that many queries are asked of, with the user's aliases applied to names. Threads that begin together each read the
/// alias file, and nobody after them.
pub struct Corrected<'c> {
    index: &'c ArticleIndex,
    context: &'c Context,
    variants: OnceLock<ArticleIndex>,
    as_written: OnceLock<ArticleIndex>,
}

impl<'c> Corrected<'c> {
    /// An index; aliases that it has already are not used.
    pub fn new(index: &'c ArticleIndex, context: &'c Context) -> Corrected<'c> {
        Corrected { index, context, variants: OnceLock::new(), as_written: OnceLock::new() }
    }

    /// The index with names matched so.
    ///
    /// # Errors
    /// When the alias file cannot be read.
    pub fn get(&self, spelling: NameSpelling) -> Result<&ArticleIndex, CliError> {
        let known = match spelling {
            NameSpelling::Variants => &self.variants,
            NameSpelling::AsWritten => &self.as_written,
        };
        if let Some(index) = known.get() {
            return Ok(index);
        }
        let index = with_aliases(self.index.clone(), self.context, spelling)?;
        Ok(known.get_or_init(|| index))
    }
}

/// What to say where a name is not found, when none was ever looked for in the index.
pub fn nameless(index: &ArticleIndex) -> Option<&'static str> {
    let skipped = index.name_search() == Some(NameSearch::Skipped);
    skipped.then_some("names were not looked for when this index was built; dateline index --full looks for them")
}

/// Reads the alias file; no file is an empty one.
///
/// # Errors
/// When it is there and cannot be read.
pub fn read_aliases(path: &Path) -> Result<AliasList, CliError> {
    let action = || format!("read the aliases in {}", path.display());
    match crate::cli::bounded::read_text(path) {
        Ok(text) => AliasList::parse(&text).map_err(|error| {
            CliError::new(action(), error)
                .hint("write `NAME = OTHER NAME` or `NAME != OTHER NAME`, a line each; # begins a comment")
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(AliasList::default()),
        Err(error) => Err(CliError::new(action(), error)),
    }
}
