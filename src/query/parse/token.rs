//! The tokens between lexer and grammar. Every search language has a lexer of its own; the grammar knows only these.

use winnow::error::ParserError;
use winnow::stream::Stream;

use super::MAX_WORDS;
use crate::query::error::{QueryError, QueryErrorKind};
use crate::query::field::Prefix;
use crate::query::note::Note;
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
    /// `AND NOT` where that is one operator with a precedence of its own.
    AndNot,
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
        !matches!(
            self,
            TokenKind::Close
                | TokenKind::And
                | TokenKind::AndNot
                | TokenKind::Or
                | TokenKind::Near(..)
                | TokenKind::Boost(_)
        )
    }

    /// True for what can end an operand.
    pub fn ends_operand(&self) -> bool {
        matches!(
            self,
            TokenKind::Word(_)
                | TokenKind::Quoted(_)
                | TokenKind::Raw(_)
                | TokenKind::Filter(_)
                | TokenKind::All
                | TokenKind::Close
                | TokenKind::Boost(_)
        )
    }
}

/// The tokens of a query as a lexer finds them, counted, and its remarks on them.
pub(crate) struct TokenList<'n> {
    pub tokens: Vec<Token>,
    words: usize,
    notes: &'n mut Vec<Note>,
}

impl<'n> TokenList<'n> {
    pub fn new(notes: &'n mut Vec<Note>) -> TokenList<'n> {
        TokenList { tokens: Vec::new(), words: 0, notes }
    }

    pub fn push(&mut self, kind: TokenKind, span: Span) {
        self.words += match &kind {
            TokenKind::Quoted(quoted) => quoted.parts.len().max(1),
            TokenKind::Word(_) | TokenKind::Raw(_) | TokenKind::Filter(_) | TokenKind::All => 1,
            _ => 0,
        };
        self.tokens.push(Token { kind, span });
    }

    /// Adds a remark.
    pub fn note(&mut self, note: Note) {
        note.add_to(self.notes);
    }

    /// Refuses more words than a query may have.
    pub fn check_size(&self) -> Parsing<()> {
        match self.tokens.last() {
            Some(last) if self.words > MAX_WORDS => {
                refuse(QueryErrorKind::TooManyWords { limit: MAX_WORDS }, last.span)
            }
            _ => Ok(()),
        }
    }

    /// True when the last token can end an operand.
    pub fn ends_with_operand(&self) -> bool {
        self.tokens.last().is_some_and(|token| token.kind.ends_operand())
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
        .unwrap_or_else(|| QueryError::new(QueryErrorKind::Unreadable, place))
}
