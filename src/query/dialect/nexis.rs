//! Nexis, terms and connectors: `hlead(brib! w/5 netanyahu) and date(geq(2024-01-01))`.
//!
//! Connectors in any case; OR binds tightest, then proximity (the smallest distance first), AND, and last AND NOT;
//! words side by side are a phrase. `!` is any ending, `*` and `?` one character; `*` at the end of a word is any ending too.

use jiff::civil;
use winnow::ascii::{Caseless, digit1};
use winnow::combinator::{alt, eof, opt, peek, preceded, terminated};
use winnow::prelude::*;
use winnow::stream::Stream;
use winnow::token::{one_of, rest, take_while};

use super::range::{compared, count_filter, date_filter, keyword, operand};
use super::{Dialect, address_word, blanks, lex_with, run};
use crate::query::error::{QueryError, QueryErrorKind as Kind};
use crate::query::field::{DateBound, Prefix};
use crate::query::note::Note;
use crate::query::parse::character::{is_close, is_open, is_quote};
use crate::query::parse::grammar::{Beside, Level, NearOrder, Rules};
use crate::query::parse::token::{Parsing, Token, TokenKind, TokenList, refuse};
use crate::query::parse::word::{self, Input, Marks, PhraseWords, Piece, WordStyle, here, since};
use crate::query::parse::{MAX_DISTANCE, MAX_TIMES};
use crate::query::tree::{Field, NameKind, Order, Span, Within};

pub(super) const RULES: Rules = Rules {
    levels: &[Level::AndNot, Level::And, Level::Not, Level::Near, Level::Or, Level::Beside],
    beside: Beside::Phrase,
    near_order: NearOrder::NearestFirst,
};

const STYLE: WordStyle = WordStyle { any_run: &[], any_ending: &['!'], any_one: &['*', '?'], is_ended_by: |_| false };

/// Segments that are fields here.
const SEGMENTS: &[(&str, Prefix)] = &[
    ("headline", Prefix::In(Field::Headline)),
    ("title", Prefix::In(Field::Headline)),
    ("hlead", Prefix::In(Field::HeadlineOrLede)),
    ("lead", Prefix::In(Field::Lede)),
    ("byline", Prefix::In(Field::Byline)),
    ("author", Prefix::In(Field::Byline)),
    ("body", Prefix::In(Field::Body)),
    ("publication", Prefix::Source),
    ("source", Prefix::Source),
    ("section", Prefix::Section),
    ("language", Prefix::Language),
    ("person", Prefix::Name(NameKind::Person)),
    ("company", Prefix::Name(NameKind::Organisation)),
    ("organization", Prefix::Name(NameKind::Organisation)),
    ("geographic", Prefix::Name(NameKind::Place)),
    ("city", Prefix::Name(NameKind::Place)),
    ("country", Prefix::Name(NameKind::Place)),
];

/// Commands on the form of a word.
const FORMS: &[&str] = &["plural", "singular", "caps", "allcaps", "nocaps"];

pub(super) fn lex(text: &str, today: civil::Date, notes: &mut Vec<Note>) -> Result<Vec<Token>, QueryError> {
    lex_with(text, notes, |input, list| token(input, list, today))
}

fn token(input: &mut Input<'_>, list: &mut TokenList<'_>, today: civil::Date) -> Parsing<()> {
    let start = here(input);
    if let Some(kind) = opt(alt((one_of(is_open).value(TokenKind::Open), one_of(is_close).value(TokenKind::Close))))
        .parse_next(input)?
    {
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
        || length(input, list)?
        || command(input, list)?
        || connector(input, list)?
    {
        return Ok(());
    }
    let (pieces, written) =
        (|input: &mut Input<'_>| word::pieces(input, STYLE, Marks::Literal)).with_taken().parse_next(input)?;
    let word = word::build_word(&with_any_ending(pieces, written, list), since(start, input))?;
    list.push(TokenKind::Word(word), since(start, input));
    Ok(())
}

/// `bank**` ends in at most two characters on one Nexis platform and in any on another; any ending misses nothing.
fn with_any_ending(mut pieces: Vec<Piece>, written: &str, list: &mut TokenList<'_>) -> Vec<Piece> {
    if written.ends_with('*') {
        let end = pieces.iter().rposition(|piece| *piece != Piece::AnyOne).map_or(0, |last| last + 1);
        pieces.truncate(end);
        pieces.push(Piece::AnyRun);
        let taken = word::literal_text(&pieces);
        if taken != written {
            list.note(Note::Approximated { what: written.to_owned(), taken });
        }
    }
    pieces
}

/// `date(geq(2024-01-01) and leq(2024-03-31))`, `date aft 2024-01-01`, `date is 2024`.
fn dates(input: &mut Input<'_>, list: &mut TokenList<'_>, today: civil::Date) -> Parsing<bool> {
    let start = here(input);
    let checkpoint = input.checkpoint();
    let name = terminated(alt((keyword("date"), keyword("load-date"))), blanks);
    if opt(name).parse_next(input)?.is_none() {
        return Ok(false);
    }
    let open = here(input);
    if opt(one_of(is_open)).parse_next(input)?.is_none() {
        let Some((bound, text, span)) = opt(compared).parse_next(input)? else {
            input.reset(&checkpoint);
            return Ok(false);
        };
        list.push(TokenKind::Filter(date_filter(bound, &text, span, today)?), since(start, input));
        return Ok(true);
    }
    let open = Span::new(open, here(input));
    list.push(TokenKind::Open, open);
    loop {
        blanks(input)?;
        let start = here(input);
        let bare = |input: &mut Input<'_>| operand(input).map(|(text, span)| (DateBound::Within, text, span));
        let Some((bound, text, span)) = opt(alt((compared, bare))).parse_next(input)? else {
            return refuse(Kind::EmptyGroup, since(open.start, input));
        };
        list.push(TokenKind::Filter(date_filter(bound, &text, span, today)?), since(start, input));
        blanks(input)?;
        let start = here(input);
        if opt(one_of(is_close)).parse_next(input)?.is_some() {
            list.push(TokenKind::Close, since(start, input));
            return Ok(true);
        }
        if opt(keyword("and")).parse_next(input)?.is_none() {
            return refuse(Kind::UnclosedGroup, open);
        }
        list.push(TokenKind::And, since(start, input));
    }
}

/// `length(>500)`, `length > 500`.
fn length(input: &mut Input<'_>, list: &mut TokenList<'_>) -> Parsing<bool> {
    let start = here(input);
    let checkpoint = input.checkpoint();
    let name = (keyword("length"), blanks, opt(one_of(is_open)), blanks);
    if let Some((_, _, open, _)) = opt(name).parse_next(input)?
        && let Some((bound, text, span)) = opt(compared).parse_next(input)?
    {
        let closes = open.is_none() || opt(preceded(blanks, one_of(is_close))).parse_next(input)?.is_some();
        if !closes {
            return refuse(Kind::UnclosedGroup, span);
        }
        list.push(TokenKind::Filter(count_filter(bound, &text, span)?), since(start, input));
        return Ok(true);
    }
    input.reset(&checkpoint);
    Ok(false)
}

/// `headline(`, `atleast5(`, and what cannot be translated: `plural(`, `term(`.
fn command(input: &mut Input<'_>, list: &mut TokenList<'_>) -> Parsing<bool> {
    let start = here(input);
    let name = terminated(
        take_while(1.., |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')),
        peek((blanks, one_of(is_open))),
    );
    let checkpoint = input.checkpoint();
    let Some(name) = opt(name).parse_next(input)? else { return Ok(false) };
    let is_attached = input.starts_with(is_open);
    let lower = name.to_ascii_lowercase();
    let span = since(start, input);
    if let Some((_, prefix)) = SEGMENTS.iter().find(|(segment, _)| *segment == lower)
        && is_attached
    {
        list.push(TokenKind::Prefix(*prefix), span);
        return Ok(true);
    }
    if let Some(digits) = lower.strip_prefix("atleast").or(lower.strip_prefix("atl")).filter(|_| is_attached) {
        return match digits.parse() {
            Ok(times) if (1..=MAX_TIMES).contains(&times) => {
                list.push(TokenKind::AtLeast(times), span);
                Ok(true)
            }
            _ => refuse(Kind::AtLeastTimes { limit: MAX_TIMES }, span),
        };
    }
    if FORMS.contains(&lower.as_str()) && is_attached {
        let what = format!("{}( )", name.to_uppercase());
        return refuse(unsupported(what, "write =word for a word exactly as written; case is never told apart"), span);
    }
    let is_connector = connector_kind(&lower).is_some() || lower == "not" || lower == "but";
    if is_attached && !is_connector && !lower.contains('/') {
        let what = format!("segment {}( )", name.to_uppercase());
        return refuse(
            unsupported(
                what,
                "headline, hlead, lead, byline, body, publication, section, person, company and date are",
            ),
            span,
        );
    }
    input.reset(&checkpoint);
    Ok(false)
}

fn unsupported(what: String, instead: &'static str) -> Kind {
    Kind::Unsupported { dialect: Dialect::Nexis, what, instead }
}

fn connector_kind(lower: &str) -> Option<TokenKind> {
    match lower {
        "and" | "&" => Some(TokenKind::And),
        "or" => Some(TokenKind::Or),
        "andnot" | "butnot" => Some(TokenKind::AndNot),
        _ => None,
    }
}

/// `and`, `or`, `and not`, `w/5`, `pre/5`, `/5`, `w/s`.
fn connector(input: &mut Input<'_>, list: &mut TokenList<'_>) -> Parsing<bool> {
    let start = here(input);
    let checkpoint = input.checkpoint();
    let Some(run) = opt(run).parse_next(input)? else { return Ok(false) };
    let lower = run.to_lowercase();
    let then_not = |input: &mut Input<'_>| opt(preceded(blanks, keyword("not"))).parse_next(input);
    let kind = match lower.as_str() {
        "and" | "but" if then_not(input)?.is_some() => TokenKind::AndNot,
        "not" if list.ends_with_operand() => TokenKind::AndNot,
        "not" => TokenKind::Not,
        _ => match connector_kind(&lower) {
            Some(kind) => kind,
            None => match proximity(&lower, run, since(start, input))? {
                Some(kind) => kind,
                None => {
                    input.reset(&checkpoint);
                    return Ok(false);
                }
            },
        },
    };
    let span = since(start, input);
    if matches!(kind, TokenKind::AndNot | TokenKind::Not) {
        let near = preceded(blanks, super::run).verify(|run: &str| is_proximity(run));
        if opt(peek(near)).parse_next(input)?.is_some() {
            return refuse(unsupported("NOT W/n".to_owned(), "write a and not (a w/5 b)"), span);
        }
    }
    list.push(kind, span);
    Ok(true)
}

fn is_proximity(run: &str) -> bool {
    !matches!(proximity(&run.to_lowercase(), run, Span::default()), Ok(None))
}

fn proximity(lower: &str, written: &str, span: Span) -> Parsing<Option<TokenKind>> {
    fn parts<'i>(run: &mut &'i str) -> Parsing<(&'i str, &'i str, &'i str)> {
        let name = alt((Caseless("within"), Caseless("w"), Caseless("onear"), Caseless("near"), Caseless("pre"), ""));
        (name, alt(("/", "")), rest).parse_next(run)
    }
    let Ok((name, slash, distance)) = parts.parse(lower) else { return Ok(None) };
    let is_number = (digit1::<_, crate::query::parse::token::Failure>, eof).parse(distance).is_ok();
    let ours = |name: &str| if name.is_empty() { format!("w/{distance}") } else { format!("{name}/{distance}") };
    if slash.is_empty() {
        let is_mistake = is_number && name.len() > 1;
        let kind = Kind::UnknownOperator { written: written.to_owned(), ours: Some(ours(name)) };
        return if is_mistake { refuse(kind, span) } else { Ok(None) };
    }
    let within = match distance {
        "s" | "sent" => Within::Sentence,
        "p" | "para" => Within::Paragraph,
        "seg" => {
            let instead = "write AND, or put both words into one field: headline(a and b)";
            return refuse(unsupported(format!("{}/SEG", name.to_uppercase()), instead), span);
        }
        _ if is_number => match distance.parse() {
            Ok(words) if (1..=MAX_DISTANCE).contains(&words) => Within::Words(words),
            _ => return refuse(Kind::Distance { limit: MAX_DISTANCE }, span),
        },
        _ if name.is_empty() || name == "w" => return Ok(None),
        _ => return refuse(Kind::UnknownOperator { written: written.to_owned(), ours: None }, span),
    };
    let order = if matches!(name, "pre" | "onear") { Order::AsWritten } else { Order::Any };
    Ok(Some(TokenKind::Near(within, order)))
}
