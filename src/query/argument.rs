//! Shell arguments as one query text. A shell eats quotes: what arrives with a blank in it was quoted, beside other arguments as a
//! part of the query, alone as the whole of it.

use super::dialect::{Dialect, detect};
use super::note::Note;
use super::parse::lex;
use super::parse::token::{Token, TokenKind};
use super::tree::{Word, WordMatch};

/// The text of a query, and what was done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arguments {
    /// The query.
    pub text: String,
    /// One [`Note::ShellPhrase`] for each argument that got quotes.
    pub notes: Vec<Note>,
}

/// Joins the arguments of a command to one query.
///
/// A sole argument is the query as typed. Among several, one that holds a blank and nothing but words gets its quotes
/// back, behind its prefix or sign if it has one: `rafah 'west bank' person:'Jake Sullivan'`. In another search
/// language words side by side are what they are there, and arguments are only joined.
///
/// ```
/// use dateline::query::{Dialect, join_arguments};
///
/// let joined = join_arguments(&["rafah", "west bank", "person:Jake Sullivan"], Dialect::Dateline);
/// assert_eq!(joined.text, "rafah \"west bank\" person:\"Jake Sullivan\"");
/// assert_eq!(joined.notes.len(), 2);
/// assert_eq!(join_arguments(&["west bank"], Dialect::Dateline).text, "west bank");
/// ```
pub fn join_arguments(arguments: &[impl AsRef<str>], dialect: Dialect) -> Arguments {
    let plain = arguments.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(" ");
    let is_foreign = match dialect {
        Dialect::Dateline => false,
        Dialect::Auto => detect(&plain).is_some(),
        _ => true,
    };
    if arguments.len() < 2 || is_foreign {
        return Arguments { text: plain, notes: Vec::new() };
    }
    let mut notes = Vec::new();
    let written: Vec<String> = arguments
        .iter()
        .map(AsRef::as_ref)
        .map(|argument| match with_quotes(argument) {
            Some(written) => {
                notes.push(Note::ShellPhrase { written: written.clone() });
                written
            }
            None => argument.to_owned(),
        })
        .collect();
    Arguments { text: written.join(" "), notes }
}

/// An argument of nothing but several words as the phrase that it may have been before the shell read it; `None` for any other.
///
/// ```
/// use dateline::query::phrase_of;
///
/// assert_eq!(phrase_of("west bank").as_deref(), Some("\"west bank\""));
/// assert_eq!(phrase_of("gaza -paris"), None);
/// ```
pub fn phrase_of(argument: &str) -> Option<String> {
    with_quotes(argument)
}

/// An argument of several words with its quotes back; `None` for any other.
fn with_quotes(argument: &str) -> Option<String> {
    let tokens = lex(argument, &mut Vec::new()).ok()?;
    let leading = tokens
        .iter()
        .take_while(|token| matches!(token.kind, TokenKind::Minus | TokenKind::Plus | TokenKind::Prefix(_)))
        .count();
    let words = &tokens[leading..];
    let is_exact = |word: &Word| word.matching == WordMatch::Exact;
    let (first, rest) = words.split_first()?;
    let is_plain_first = match &first.kind {
        TokenKind::Word(word) => is_plain(word) || is_exact(word),
        TokenKind::Raw(_) => true,
        _ => false,
    };
    let is_plain_rest = |token: &Token| matches!(&token.kind, TokenKind::Word(word) if is_plain(word));
    if rest.is_empty() || !is_plain_first || !rest.iter().all(is_plain_rest) {
        return None;
    }
    let exact = matches!(&first.kind, TokenKind::Word(word) if is_exact(word));
    let start = first.span.start + usize::from(exact);
    let (before, quoted) = argument.split_at_checked(start)?;
    Some(format!("{before}\"{}\"", quoted.trim_end()))
}

fn is_plain(word: &Word) -> bool {
    matches!(word.matching, WordMatch::Stem | WordMatch::Wildcard(_))
}
