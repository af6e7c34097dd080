//! Operators that were begun and not finished: `rafah w/`, `atleast5 rafah`, `headline: AND x`, `rafah^x`, `words>`.
//!
//! The lexer takes them for words, since in prose that is what they are (`Lunch w/ the mayor`). Where nothing stands that
//! they could be words of, they are refused; where they may be either, they are words and a remark says so. The one
//! surprise: `w/` among plain words is left out altogether, as nobody looks for articles with that in it.

use winnow::combinator::alt;
use winnow::prelude::*;
use winnow::token::{one_of, take_while};

use super::is_address;
use super::token::{Token, TokenKind};
use crate::query::error::{QueryError, QueryErrorKind as Kind};
use crate::query::field::Prefix;
use crate::query::note::Note;
use crate::query::tree::{DateTest, Filter, FilterTest, Query, Span, Word, WordMatch};

/// The operator for nearness before its distance.
const UNDISTANCED: &str = "w/";
/// The name of the function that counts.
const COUNT: &str = "atleast";

/// Refuses or remarks on every operator among the words that lacks something.
pub(super) fn settle(text: &str, tokens: &mut Vec<Token>, notes: &mut Vec<Note>) -> Result<(), QueryError> {
    let is_strict = tokens.iter().any(|token| token.kind.is_strict());
    let mut left_out = Vec::new();
    for at in 0..tokens.len() {
        let Some((typed, span)) = typed(text, &tokens[at]) else { continue };
        let follows = tokens.get(at + 1).is_some_and(|token| token.kind.begins_operand());
        let before = at.checked_sub(1).map(|before| &tokens[before].kind);
        let precedes = before.is_some_and(TokenKind::ends_operand);
        let begins_group = matches!(before, None | Some(TokenKind::Open));
        if typed.eq_ignore_ascii_case(UNDISTANCED) {
            if !follows || is_strict && !begins_group {
                return Err(QueryError::new(Kind::Undistanced { operator: typed.to_owned() }, span));
            }
            Note::Undistanced { operator: typed.to_owned(), span }.add_to(notes);
            left_out.push(at);
        } else if precedes && follows && is_distance(typed) {
            Note::NoOperator { word: typed.to_owned(), span }.add_to(notes);
        } else {
            whole_word(text, tokens, at, typed, span, notes)?;
        }
    }
    for at in left_out.into_iter().rev() {
        tokens.remove(at);
    }
    Ok(())
}

/// What an unescaped word looks like in the text, and where.
fn typed<'t>(text: &'t str, token: &Token) -> Option<(&'t str, Span)> {
    let TokenKind::Word(Word { text: read, matching, span }) = &token.kind else { return None };
    let typed = text.get(span.range())?;
    let is_plain = matches!(matching, WordMatch::Stem) && typed.len() == read.len();
    (is_plain && !is_address(typed)).then_some((typed, *span))
}

/// Prefixes and marks that lack their operand.
fn whole_word(
    text: &str,
    tokens: &[Token],
    at: usize,
    typed: &str,
    span: Span,
    notes: &mut Vec<Note>,
) -> Result<(), QueryError> {
    let next = tokens.get(at + 1);
    let follows = next.is_some_and(|token| token.kind.begins_operand());
    if let Some(digits) = counted(typed) {
        if is_number(digits) {
            return Err(QueryError::new(Kind::MissingValue { prefix: typed.to_owned() }, span));
        }
        let counts = next.and_then(|next| self::typed(text, next)).is_some_and(|(word, _)| is_number(word));
        if digits.is_empty() && counts
            || matches!(next, Some(Token { kind: TokenKind::Open, span: open }) if open.start == span.end)
        {
            Note::AtLeastAsWord { word: typed.to_owned(), span }.add_to(notes);
        }
    }
    if let Some(name) = typed.strip_suffix(':').filter(|name| Prefix::before_colon(name).is_some())
        && !follows
    {
        return Err(QueryError::new(Kind::MissingValue { prefix: format!("{name}:") }, span));
    }
    let compared = typed.trim_end_matches(['<', '>', '=']);
    if compared.len() < typed.len() && matches!(Prefix::named(compared), Some(Prefix::WordCount | Prefix::Date(_))) {
        return Err(QueryError::new(Kind::MissingValue { prefix: typed.to_owned() }, span));
    }
    match typed.find('^') {
        Some(0) if at > 0 && typed[1..].parse::<f32>().is_ok() => {
            Err(QueryError::new(Kind::MisplacedMark { mark: '^' }, span))
        }
        Some(mark) if typed[..mark].ends_with(char::is_alphanumeric) => {
            Err(QueryError::new(Kind::BoostWeight, Span::new(span.start + mark, span.end)))
        }
        _ if matches!(typed, "~1" | "~2") && at > 0 && next.is_none() => {
            Err(QueryError::new(Kind::MisplacedMark { mark: '~' }, span))
        }
        _ => Ok(()),
    }
}

/// True for a word that is refused somewhere, so that it needs a backslash to be one.
pub(super) fn is_begun(word: &str) -> bool {
    word.eq_ignore_ascii_case(UNDISTANCED) || counted(word).is_some_and(is_number)
}

/// What stands behind the name of `atleast5`.
fn counted(word: &str) -> Option<&str> {
    let name = word.get(..COUNT.len())?;
    name.eq_ignore_ascii_case(COUNT).then(|| &word[COUNT.len()..])
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `w5`, `w/x`: what looks like the distance of an operator and is none. `w/o` is an abbreviation, `W5` a name.
fn is_distance(word: &str) -> bool {
    fn joined(input: &mut &str) -> winnow::Result<(), winnow::error::EmptyError> {
        let digits = take_while(1..=3, |c: char| c.is_ascii_digit()).void();
        let letter = ('/', one_of(|c: char| c.is_ascii_lowercase() && c != 'o')).void();
        ('w', alt((digits, letter))).void().parse_next(input)
    }
    joined.parse(word).is_ok()
}

/// Refuses `from:2024-05 to:2024-01`: no article is published both after and before.
pub(super) fn refuse_reversed_dates(query: &Query) -> Result<(), QueryError> {
    let all = |queries: &[Query]| queries.iter().try_for_each(refuse_reversed_dates);
    match query {
        Query::And(parts) => {
            let bounds = || {
                parts.iter().filter_map(|part| match part {
                    Query::Filter(Filter { test: FilterTest::Date(DateTest::Within(range)), span }) => {
                        Some((range.from, range.to, *span))
                    }
                    _ => None,
                })
            };
            let latest = bounds().filter_map(|(from, to, span)| from.filter(|_| to.is_none()).map(|from| (from, span)));
            let earliest = bounds().filter_map(|(from, to, span)| to.filter(|_| from.is_none()).map(|to| (to, span)));
            if let (Some((from, begins)), Some((to, ends))) =
                (latest.max_by_key(|(from, _)| *from), earliest.min_by_key(|(to, _)| *to))
                && from > to
            {
                let later = if begins.start > ends.start { begins } else { ends };
                return Err(QueryError::new(Kind::Date(crate::query::DateError::Crossed { from, to }), later));
            }
            all(parts)
        }
        Query::Or(parts) => all(parts),
        Query::Not(inner) | Query::Boost(inner, _) => refuse_reversed_dates(inner),
        _ => Ok(()),
    }
}
