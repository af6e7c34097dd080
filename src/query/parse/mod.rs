//! Reads a typed query: lexer, grammar, and the step from what was written to what it means.
//!
//! Owns the order of these steps and the limits that keep any text from costing more than milliseconds.

mod beside;
pub(crate) mod character;
pub(crate) mod grammar;
mod lexer;
mod lower;
mod operator;
mod remark;
pub(crate) mod token;
mod unfinished;
pub(crate) mod value;
pub(crate) mod word;

use jiff::civil;

use self::grammar::Rules;
use self::token::Token;
use super::dialect::{self, Dialect};
use super::error::{QueryError, QueryErrorKind as Kind};
use super::note::{Note, Recognised};
use super::tree::{Query, Span};

/// Longest query, in characters.
pub const MAX_LENGTH: usize = 65_536;
/// Largest number of words, those in phrases included.
pub const MAX_WORDS: usize = 4_096;
/// Deepest nesting of parentheses and prefixes.
pub const MAX_NESTING: usize = 64;
/// Largest number of words between the operands of proximity.
pub const MAX_DISTANCE: u32 = 1_000;
/// Largest number of occurrences that `atleast` counts.
pub const MAX_TIMES: u32 = 1_000;

/// More characters than any operator has. A run of characters is not read further to see whether it is one, lest a long
/// text without blanks be read to its end again and again.
pub(crate) const MAX_OPERATOR: usize = 40;

/// How the parsers fail.
pub(crate) type Mode = winnow::error::ErrMode<token::Failure>;

pub(crate) use lexer::{address, bare_value, is_address, is_operator_like, lex};

/// What a text is read with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseContext {
    /// The day that "today" means.
    pub today: civil::Date,
    /// The search language of the text.
    pub dialect: Dialect,
}

/// A query that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// What it asks for.
    pub query: Query,
    /// The text that all spans point into.
    pub text: String,
    /// What was understood otherwise than it may have been meant.
    pub notes: Vec<Note>,
}

/// Reads a query.
///
/// ```
/// use dateline::query::{Dialect, ParseContext, parse};
/// use jiff::civil::date;
///
/// let context = ParseContext { today: date(2026, 11, 22), dialect: Dialect::Dateline };
/// let parsed = parse("headline:rafah AND (truce OR \"cease-fire\") from:2024-02", &context)?;
/// assert_eq!(
///     parsed.query.to_string(),
///     "headline:rafah AND (truce OR cease-fire) AND date:2024-02-01.."
/// );
/// # Ok::<(), dateline::query::QueryError>(())
/// ```
///
/// # Errors
/// Whatever [`QueryErrorKind`](super::QueryErrorKind) lists; the error points at the place in `text`.
pub fn parse(text: &str, context: &ParseContext) -> Result<Parsed, QueryError> {
    let length = text.chars().count();
    if length > MAX_LENGTH {
        let start = text.char_indices().nth(MAX_LENGTH).map_or(text.len(), |(start, _)| start);
        return Err(QueryError::new(Kind::TooLong { length, limit: MAX_LENGTH }, Span::new(start, start)));
    }
    let (dialect, recognised) = match context.dialect {
        Dialect::Auto => match dialect::detect(text) {
            Some((dialect, mark)) => (dialect, Recognised::ByMark(mark)),
            None => (Dialect::Dateline, Recognised::Asked),
        },
        asked => (asked, Recognised::Asked),
    };
    let mut notes = Vec::new();
    if let Some(foreign) = dialect::foreign(dialect) {
        let mut tokens = (foreign.lex)(text, context.today, &mut notes)?;
        remark::read_unspaced_wildcards(&mut tokens, &mut notes);
        if tokens.is_empty() {
            return Err(QueryError::new(Kind::Empty, Span::new(0, text.len())));
        }
        let query = understand(text, &tokens, foreign.rules, context.today, &mut notes)?;
        let translation = query.to_string();
        notes.insert(0, Note::Translated { dialect, recognised, translation });
        return Ok(Parsed { query, text: text.to_owned(), notes });
    }
    let mut tokens = lexer::lex(text, &mut notes)?;
    unfinished::settle(text, &mut tokens, &mut notes)?;
    if tokens.is_empty() {
        return Err(QueryError::new(Kind::Empty, Span::new(0, text.len())));
    }
    remark::read_unspaced_wildcards(&mut tokens, &mut notes);
    operator::settle_case(&mut tokens, &mut notes);
    let query = understand(text, &tokens, grammar::DATELINE, context.today, &mut notes)?;
    Ok(Parsed { query, text: text.to_owned(), notes })
}

/// From tokens to meaning, by the rules of a search language.
fn understand(
    text: &str,
    tokens: &[Token],
    rules: Rules,
    today: civil::Date,
    notes: &mut Vec<Note>,
) -> Result<Query, QueryError> {
    let node = grammar::read(text, tokens, rules)?;
    let strictness = lower::Strictness::of(tokens, rules);
    let query = lower::lower(node, lower::Source { text, today, strictness, rules }, notes)?;
    unfinished::refuse_reversed_dates(&query)?;
    Ok(query)
}
