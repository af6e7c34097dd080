//! Factiva, free text: `hd=(brib* or graft) and netanyahu near5 court and date from 20240101 to 20240331`.
//!
//! Operators in any case; words side by side are a phrase; proximity binds before `atleast` and fields, these before
//! NOT, AND, OR. `w/5` and `adj5` keep the order, `near5` does not, `same` is the paragraph.

use jiff::civil;
use winnow::ascii::{Caseless, digit1};
use winnow::combinator::{alt, opt, peek, preceded, terminated};
use winnow::prelude::*;
use winnow::stream::Stream;
use winnow::token::{one_of, take_while};

use super::range::{comparison, count_filter, date_filter, keyword, operand};
use super::{Dialect, address_word, blanks, lex_with, run};
use crate::query::error::{QueryError, QueryErrorKind as Kind};
use crate::query::field::{DateBound, Prefix};
use crate::query::note::Note;
use crate::query::parse::character::{is_close, is_open, is_quote};
use crate::query::parse::grammar::{Beside, Level, NearOrder, Rules};
use crate::query::parse::token::{Parsing, Token, TokenKind, TokenList, backtrack, refuse};
use crate::query::parse::word::{self, Input, Marks, PhraseWords, Piece, WordStyle, here, since};
use crate::query::parse::{MAX_DISTANCE, MAX_TIMES};
use crate::query::tree::{Field, Order, Span, Within};

pub(super) const RULES: Rules = Rules {
    levels: &[Level::Or, Level::And, Level::Not, Level::Prefix, Level::Near, Level::Beside],
    beside: Beside::Phrase,
    near_order: NearOrder::LeftToRight,
};

const STYLE: WordStyle = WordStyle {
    any_run: &['*', '$'],
    any_ending: &[],
    any_one: &['?'],
    is_ended_by: |text| text.starts_with(['[', ']']) || slashed.parse_peek(Input::new(text)).is_ok(),
};

/// Fields that have an equal here.
const FIELDS: &[(&str, Prefix)] = &[
    ("hd", Prefix::In(Field::Headline)),
    ("hl", Prefix::In(Field::Headline)),
    ("hlp", Prefix::In(Field::HeadlineOrLede)),
    ("lp", Prefix::In(Field::Lede)),
    ("td", Prefix::In(Field::Body)),
    ("by", Prefix::In(Field::Byline)),
    ("au", Prefix::In(Field::Byline)),
    ("rst", Prefix::Source),
    ("sn", Prefix::Source),
    ("sc", Prefix::Source),
    ("se", Prefix::Section),
    ("clm", Prefix::Section),
    ("la", Prefix::Language),
];

/// Fields that hold codes of Factiva's own indexing, or that articles here do not have.
const CODES: &[&str] = &[
    "fds", "co", "ns", "in", "re", "ipd", "ipc", "pub", "an", "cr", "ct", "cx", "ed", "pg", "vol", "art", "rf", "ce",
    "cy", "no",
];

pub(super) fn lex(text: &str, today: civil::Date, notes: &mut Vec<Note>) -> Result<Vec<Token>, QueryError> {
    lex_with(text, notes, |input, list| token(input, list, today))
}

fn token(input: &mut Input<'_>, list: &mut TokenList<'_>, today: civil::Date) -> Parsing<()> {
    let start = here(input);
    let open = alt((one_of(is_open), '[')).value(TokenKind::Open);
    let close = alt((one_of(is_close), ']')).value(TokenKind::Close);
    if let Some(kind) = opt(alt((open, close))).parse_next(input)? {
        list.push(kind, since(start, input));
        return Ok(());
    }
    if input.starts_with(is_quote) {
        let quoted = word::quoted(input, PhraseWords::Stem, STYLE)?;
        list.push(TokenKind::Quoted(quoted), since(start, input));
        return Ok(());
    }
    if address_word(input, list)?
        || dates(input, list, today)?
        || field(input, list)?
        || in_slashes(input, list)?
        || operator(input, list)?
    {
        return Ok(());
    }
    let pieces = word::pieces(input, STYLE, Marks::Literal)?;
    let span = since(start, input);
    let word = word::build_word(&without_count(pieces, list), span)?;
    list.push(TokenKind::Word(word), span);
    Ok(())
}

/// `engineer$3`, at most so many characters more, is taken for any number of them; `$5` is a price.
fn without_count(mut pieces: Vec<Piece>, list: &mut TokenList<'_>) -> Vec<Piece> {
    if pieces.first() == Some(&Piece::AnyRun) {
        pieces[0] = Piece::Literal('$');
        return pieces;
    }
    let digits = pieces.iter().rev().take_while(|piece| matches!(piece, Piece::Literal('0'..='9'))).count();
    let end = pieces.len() - digits;
    if digits > 0 && end > 1 && pieces[end - 1] == Piece::AnyRun {
        let what = word::literal_text(&pieces).replace('*', "$");
        pieces.truncate(end);
        list.note(Note::Approximated { what, taken: word::literal_text(&pieces) });
    }
    pieces
}

/// `date from 20240101 to 20240331`, `date after 20240101`, `pd=20240101`, `wc>1000`.
fn dates(input: &mut Input<'_>, list: &mut TokenList<'_>, today: civil::Date) -> Parsing<bool> {
    let start = here(input);
    let checkpoint = input.checkpoint();
    let range = |input: &mut Input<'_>| -> Parsing<(DateBound, String, Span)> {
        let bound = comparison(input)?;
        blanks(input)?;
        let (from, span) = operand(input)?;
        let to = opt(preceded((blanks, keyword("to"), blanks), operand)).parse_next(input)?;
        match (bound, to) {
            (DateBound::From, Some((to, end))) => Ok((DateBound::Within, format!("{from}..{to}"), span.to(end))),
            (_, Some(_)) => backtrack(),
            (bound, None) => Ok((bound, from, span)),
        }
    };
    let name = terminated(alt((keyword("date"), keyword("pd"))), blanks);
    if let Some((bound, text, span)) = opt(preceded(name, range)).parse_next(input)? {
        let (bound, text) = days_back(bound, text);
        list.push(TokenKind::Filter(date_filter(bound, &text, span, today)?), since(start, input));
        return Ok(true);
    }
    let counted = (keyword("wc"), blanks, comparison, blanks, operand);
    if let Some((_, _, bound, _, (text, span))) = opt(counted).parse_next(input)? {
        list.push(TokenKind::Filter(count_filter(bound, &text, span)?), since(start, input));
        return Ok(true);
    }
    input.reset(&checkpoint);
    Ok(false)
}

/// `date after -7`: so many days before today.
fn days_back(bound: DateBound, text: String) -> (DateBound, String) {
    fn days<'i>(text: &mut &'i str) -> Parsing<&'i str> {
        preceded('-', digit1).parse_next(text)
    }
    match days.parse(text.as_str()) {
        Ok(days) => (bound, format!("{days} days ago")),
        Err(_) => (bound, text),
    }
}

/// `hd=`.
fn field(input: &mut Input<'_>, list: &mut TokenList<'_>) -> Parsing<bool> {
    let start = here(input);
    let name = terminated(take_while(2..=4, |c: char| c.is_ascii_alphabetic()), '=');
    let Some(name) = opt(name).parse_next(input)? else { return Ok(false) };
    let span = since(start, input);
    let lower = name.to_ascii_lowercase();
    match FIELDS.iter().find(|(field, _)| *field == lower) {
        Some((_, prefix)) => {
            list.push(TokenKind::Prefix(*prefix), span);
            Ok(true)
        }
        None if CODES.contains(&lower.as_str()) => {
            refuse(unsupported(format!("field {lower}="), "write person:, org: or place: with a name"), span)
        }
        None => refuse(
            unsupported(format!("field {lower}="), "hd=, hlp=, lp=, td=, by=, rst=, se=, la=, pd= and wc> are"),
            span,
        ),
    }
}

fn unsupported(what: String, instead: &'static str) -> Kind {
    Kind::Unsupported { dialect: Dialect::Factiva, what, instead }
}

/// `/N30/` and `/F50/`, which need no blanks around them: the letter and the number.
fn slashed<'i>(input: &mut Input<'i>) -> Parsing<(char, &'i str)> {
    ('/', one_of(['N', 'n', 'F', 'f']), digit1, '/')
        .map(|(_, letter, number, _): (_, char, &str, _)| (letter.to_ascii_lowercase(), number))
        .parse_next(input)
}

fn in_slashes(input: &mut Input<'_>, list: &mut TokenList<'_>) -> Parsing<bool> {
    let start = here(input);
    let Some((letter, number)) = opt(slashed).parse_next(input)? else { return Ok(false) };
    let span = since(start, input);
    if letter == 'f' {
        return refuse(unsupported(format!("/F{number}/"), "write hlp=(...) for headline and first paragraph"), span);
    }
    let words = distance(number, span)?;
    list.push(TokenKind::Near(Within::Words(words), Order::Any), span);
    Ok(true)
}

/// `and`, `or`, `not`, `same`, `near5`, `adj5`, `w/5`, `atleast3`.
fn operator(input: &mut Input<'_>, list: &mut TokenList<'_>) -> Parsing<bool> {
    fn numbered<'i>(run: &mut &'i str) -> Parsing<(&'i str, &'i str)> {
        let name = alt((Caseless("atleast"), Caseless("near"), Caseless("adj"), Caseless("w/"), Caseless("w")));
        (name, take_while(0.., |c: char| c.is_ascii_digit())).parse_next(run)
    }
    let start = here(input);
    let checkpoint = input.checkpoint();
    let Some(run) = opt(run).parse_next(input)? else { return Ok(false) };
    let span = since(start, input);
    let kind = match (run.to_ascii_lowercase().as_str(), numbered.parse(run)) {
        ("and", _) => {
            list.push(TokenKind::And, span);
            let not = preceded(blanks, terminated(keyword("not"), peek(opt(blanks))));
            match opt(not.span()).parse_next(input)? {
                Some(not) => {
                    list.push(TokenKind::Not, not.into());
                    return Ok(true);
                }
                None => return Ok(true),
            }
        }
        ("or", _) => TokenKind::Or,
        ("not", _) => {
            if list.ends_with_operand() {
                list.push(TokenKind::And, span);
            }
            TokenKind::Not
        }
        ("same", _) => TokenKind::Near(Within::Paragraph, Order::Any),
        (_, Ok((name, number))) => match numbered_operator(&name.to_ascii_lowercase(), number, span)? {
            Some(kind) => kind,
            None => {
                input.reset(&checkpoint);
                return Ok(false);
            }
        },
        _ => {
            input.reset(&checkpoint);
            return Ok(false);
        }
    };
    list.push(kind, span);
    Ok(true)
}

fn numbered_operator(name: &str, number: &str, span: Span) -> Parsing<Option<TokenKind>> {
    Ok(Some(match name {
        "atleast" => match number.parse() {
            Ok(times) if (1..=MAX_TIMES).contains(&times) => TokenKind::AtLeast(times),
            _ => return refuse(Kind::AtLeastTimes { limit: MAX_TIMES }, span),
        },
        "near" if number.is_empty() => return Ok(None),
        "near" => TokenKind::Near(Within::Words(distance(number, span)?), Order::Any),
        "adj" if number.is_empty() => TokenKind::Near(Within::Words(1), Order::AsWritten),
        "adj" | "w/" => TokenKind::Near(Within::Words(distance(number, span)?), Order::AsWritten),
        _ => return Ok(None),
    }))
}

fn distance(number: &str, span: Span) -> Parsing<u32> {
    match number.parse() {
        Ok(words) if (1..=MAX_DISTANCE).contains(&words) => Ok(words),
        _ => refuse(Kind::Distance { limit: MAX_DISTANCE }, span),
    }
}
