//! The tokens between lexer and grammar. Every search language has a lexer of its own; the grammar knows only these.

use winnow::error::ParserError;
use winnow::stream::Stream;

use crate::query::error::{QueryError, QueryErrorKind};
use crate::query::field::Prefix;
use crate::query::tree::{FilterTest, Order, PhrasePart, Span, Within, Word};

/// A token and where it stands in the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TokenKind {
    /// A word.
    Word(Word),
    /// Something in quotes.
    Quoted(Quoted),
    /// The value of a filter, as typed.
    Raw(String),
    /// A filter that the lexer has read whole.
    Filter(FilterTest),
    /// `*` alone.
    All,
    Open,
    Close,
    And,
    Or,
    Not,
    /// `-` before a word.
    Minus,
    /// `+` before a word.
    Plus,
    Near(Within, Order),
    /// `headline:` or the `headline` of `headline(`; its operand follows.
    Prefix(Prefix),
    /// The `atleast5` of `atleast5(`; an `Open` follows.
    AtLeast(u32),
    /// `^2` after an operand.
    Boost(f32),
}

/// Something in quotes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quoted {
    /// What stands between the quotes, as typed.
    pub text: String,
    /// The same as words.
    pub parts: Vec<PhrasePart>,
    /// The number after `~`.
    pub slop: Option<u32>,
    /// A word at whose end a `?` was passed over as a question mark.
    pub question_mark: Option<Word>,
}

impl TokenKind {
    /// True for what makes the whole query strict: operators, prefixes and filters.
    pub fn is_strict(&self) -> bool {
        !matches!(self, TokenKind::Word(_) | TokenKind::Quoted(_) | TokenKind::All | TokenKind::Open | TokenKind::Close)
    }

    /// True for what can begin an operand.
    pub fn begins_operand(&self) -> bool {
        !matches!(self, TokenKind::Close | TokenKind::And | TokenKind::Or | TokenKind::Near(..) | TokenKind::Boost(_))
    }
}

/// What the parsers fail with: nothing, when another alternative may still fit, or an error to be reported.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Failure(pub Option<QueryError>);

impl<I: Stream> ParserError<I> for Failure {
    type Inner = Failure;

    fn from_input(_input: &I) -> Failure {
        Failure(None)
    }

    fn into_inner(self) -> Result<Failure, Failure> {
        Ok(self)
    }
}

/// The result of a parser of the query language.
pub(crate) type Parsing<T> = winnow::ModalResult<T, Failure>;

/// An error that no other alternative can mend.
pub(crate) fn refuse<T>(kind: QueryErrorKind, span: Span) -> Parsing<T> {
    Err(winnow::error::ErrMode::Cut(Failure(Some(QueryError::new(kind, span)))))
}

/// "This is not it": another alternative may fit.
pub(crate) fn backtrack<T>() -> Parsing<T> {
    Err(winnow::error::ErrMode::Backtrack(Failure(None)))
}

/// The error to be reported. A failure without one can only come from a parser that gave up where it must not.
pub(crate) fn reported(failure: winnow::error::ErrMode<Failure>, place: Span) -> QueryError {
    failure
        .into_inner()
        .ok()
        .and_then(|failure| failure.0)
        .unwrap_or_else(|| QueryError::new(QueryErrorKind::MisplacedMark { mark: '\u{fffd}' }, place))
}
