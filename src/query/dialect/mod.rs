//! Other search languages: what users of Nexis, Factiva, Lucene and Google type is read as they mean it.
//!
//! Each language has a lexer and a few rules of precedence; grammar and meaning are shared, so that errors point into
//! the text as typed and the translation is simply the query described in our own syntax. Whatever has no equal here is
//! refused by name. The one surprise: [`Dialect::Auto`] goes by marks that cannot be anything else (`hd=`, `near5`,
//! `AROUND(`), and where there are none the query is dateline's own.

mod detect;
#[cfg(test)]
mod example;
mod factiva;
mod google;
mod lucene;
mod nexis;
mod range;

use std::fmt;

use jiff::civil;
use winnow::combinator::opt;
use winnow::prelude::*;
use winnow::token::{take_till, take_while};

use super::error::QueryError;
use super::note::Note;
use super::parse::character::{is_blank, is_separator};
use super::parse::grammar::Rules;
use super::parse::token::{Parsing, Token, TokenKind, TokenList, reported};
use super::parse::word::{Input, ends_word, here, since};
use super::parse::{MAX_OPERATOR, address};
use super::tree::{Span, Word, WordMatch};

pub(super) use detect::detect;

/// The search language that a query is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dialect {
    /// Whichever the query's own marks give away; dateline's when none do.
    #[default]
    Auto,
    /// The language described in [`crate::query`].
    Dateline,
    /// Nexis, terms and connectors.
    Nexis,
    /// Factiva, free text search.
    Factiva,
    /// Lucene's classic query parser, as in Elasticsearch and Solr.
    Lucene,
    /// Google and Google News.
    Google,
}

impl Dialect {
    /// Every dialect with the name by which a setting chooses it.
    pub const ALL: [(Dialect, &'static str); 6] = [
        (Dialect::Auto, "auto"),
        (Dialect::Dateline, "dateline"),
        (Dialect::Nexis, "nexis"),
        (Dialect::Factiva, "factiva"),
        (Dialect::Lucene, "lucene"),
        (Dialect::Google, "google"),
    ];
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Dialect::Auto => "auto",
            Dialect::Dateline => "dateline",
            Dialect::Nexis => "Nexis",
            Dialect::Factiva => "Factiva",
            Dialect::Lucene => "Lucene",
            Dialect::Google => "Google",
        })
    }
}

/// A lexer: from a text, and what day is today, to its tokens and remarks on them.
type Lex = fn(&str, civil::Date, &mut Vec<Note>) -> Result<Vec<Token>, QueryError>;

/// Tokens and rules of a foreign language.
pub(super) struct Foreign {
    pub lex: Lex,
    pub rules: Rules,
}

/// How a language is read; `None` for dateline's own.
pub(super) fn foreign(dialect: Dialect) -> Option<Foreign> {
    match dialect {
        Dialect::Auto | Dialect::Dateline => None,
        Dialect::Nexis => Some(Foreign { lex: nexis::lex, rules: nexis::RULES }),
        Dialect::Factiva => Some(Foreign { lex: factiva::lex, rules: factiva::RULES }),
        Dialect::Lucene => Some(Foreign { lex: lucene::lex, rules: lucene::RULES }),
        Dialect::Google => Some(Foreign { lex: google::lex, rules: google::RULES }),
    }
}

/// Calls `next` for each token, with the blanks before it passed over.
fn lex_with(
    text: &str,
    notes: &mut Vec<Note>,
    next: impl Fn(&mut Input<'_>, &mut TokenList<'_>) -> Parsing<()>,
) -> Result<Vec<Token>, QueryError> {
    let mut list = TokenList::new(notes);
    let mut input = Input::new(text);
    let mut all = || -> Parsing<()> {
        loop {
            take_while(0.., |c| is_blank(c) || is_separator(c)).void().parse_next(&mut input)?;
            if input.is_empty() {
                return Ok(());
            }
            next(&mut input, &mut list)?;
            list.check_size()?;
        }
    };
    let result = all();
    result.map_err(|failure| reported(failure, Span::new(here(&input), text.len())))?;
    Ok(list.tokens)
}

/// Everything up to the next blank, parenthesis, quote or separator, but no more than an operator can have.
fn run<'i>(input: &mut Input<'i>) -> Parsing<&'i str> {
    take_till(1..=MAX_OPERATOR, |c| ends_word(c) || is_separator(c)).parse_next(input)
}

/// `https://example.org/?q=1`, which is a word in every language.
fn address_word(input: &mut Input<'_>, list: &mut TokenList<'_>) -> Parsing<bool> {
    let start = here(input);
    let Some(text) = opt(address).parse_next(input)? else { return Ok(false) };
    let span = since(start, input);
    list.push(TokenKind::Word(Word { text: text.to_owned(), matching: WordMatch::Stem, span }), span);
    Ok(true)
}

/// Blanks, also none.
fn blanks(input: &mut Input<'_>) -> Parsing<()> {
    take_while(0.., is_blank).void().parse_next(input)
}
