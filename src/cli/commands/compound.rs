//! A hint at longer words that hold the word that was asked for: `Hochwasserschutz` for `Hochwasser`.
//!
//! Owns when it is given. German and its neighbours write in one word what others write in several, and a dictionary alone
//! tells where such a word may be cut. The surprise: nothing is searched for by itself, since `Bar` is in `Nachbar` too; whoever reads
//! the hint can tell.

use crate::cli::commands::filter::Asked;
use crate::cli::{Context, Messages};
use crate::engine::{ArticleIndex, EngineError, SearchPage};
use crate::query::{Pattern, PatternPart, Query, Word, WordMatch};
use crate::render;

/// Languages that write compounds in one word.
const COMPOUNDING: [&str; 10] = ["af", "da", "de", "et", "fi", "hu", "is", "nl", "no", "sv"];
/// One article in so many has to be in one of them.
const SHARE: u64 = 50;
/// With more hits than this there is enough to read.
const FEW: u64 = 10;
/// Shorter words are in too many others.
const LEAST_LETTERS: usize = 4;

/// Tells how many articles have the word within a longer one, when few have it by itself.
pub(super) fn say_compounds(
    index: &ArticleIndex,
    page: &SearchPage,
    asked: &Asked,
    context: &Context,
) -> Result<(), EngineError> {
    let word = match &asked.query {
        Query::Term(word) => word,
        Query::Words(words) if words.len() == 1 => &words[0],
        _ => return Ok(()),
    };
    let letters = word.text.chars().count();
    let is_word = word.matching == WordMatch::Stem && word.text.chars().all(char::is_alphabetic);
    if context.messages == Messages::Quiet
        || page.full > FEW
        || !is_word
        || letters < LEAST_LETTERS
        || !holds_compounds(index)?
    {
        return Ok(());
    }
    let parts = vec![PatternPart::AnyRun, PatternPart::Literal(word.text.clone()), PatternPart::AnyRun];
    let pattern = format!("*{}*", word.text);
    let matching = WordMatch::Wildcard(Pattern { parts });
    let query = Query::Term(Word { text: pattern.clone(), matching, span: word.span });
    let (found, _) = index.count(&query, asked.field)?;
    if found > page.full {
        let articles = if found == 1 { "1 article has".to_owned() } else { format!("{found} articles have") };
        context.say(&format!("hint: {articles} it, or a longer word with it: '{}'", render::clean(&pattern)));
    }
    Ok(())
}

/// Whether a good part of the articles is in a language of long words.
fn holds_compounds(index: &ArticleIndex) -> Result<bool, EngineError> {
    let counts = index.language_counts()?;
    let total: u64 = counts.iter().map(|(_, count)| count).sum();
    let theirs = counts.iter().filter(|(code, _)| COMPOUNDING.contains(&code.as_str()));
    let theirs: u64 = theirs.map(|(_, count)| count).sum();
    Ok(theirs > 0 && theirs * SHARE >= total)
}
