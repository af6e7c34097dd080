//! Cuts a query in dateline's own language into tokens.
//!
//! Decides by looks alone what is an operator, a prefix, a mark or a word; what they mean together is the grammar's.
//! The one surprise: whatever cannot be syntax is text. `Re: the talks`, `12:30`, `https://example.org/?q=1` and `a - b`
//! have to parse, because people paste headlines.

use jiff::civil;
use winnow::ascii::{Caseless, digit1};
use winnow::combinator::{alt, eof, not, opt, peek, preceded, repeat, terminated};
use winnow::prelude::*;
use winnow::stream::Stream;
use winnow::token::{any, one_of, rest, take_till, take_while};

use super::character::{is_blank, is_close, is_open, is_quote, is_searchable, is_separator};
use super::remark::remark_on;
use super::token::{Parsing, Token, TokenKind, TokenList, backtrack, refuse, reported};
use super::word::{self, Input, PLAIN_STYLE, PhraseWords, ends_word, here, since};
use super::{MAX_DISTANCE, MAX_OPERATOR, MAX_TIMES, unfinished};
use crate::query::date;
use crate::query::error::{QueryError, QueryErrorKind as Kind};
use crate::query::field::{self, Prefix};
use crate::query::note::Note;
use crate::query::tree::{Order, Span, Within, Word, WordMatch};

/// Distance of `NEAR` without a number.
const USUAL_NEAR: u32 = 10;
/// Distance of `ADJ` without a number.
const USUAL_ADJ: u32 = 1;

/// What a token is joined to without a blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Nothing: it stands at the beginning, after a blank or after an opening parenthesis.
    Free,
    /// A `-` or `+` before it.
    Sign,
    /// A prefix before it.
    Prefix(Prefix),
    /// An operand before it.
    Operand,
}

/// The tokens of a query.
pub(crate) fn lex(text: &str, notes: &mut Vec<Note>) -> Result<Vec<Token>, QueryError> {
    let mut lexer = Lexer { list: TokenList::new(notes) };
    let mut input = Input::new(text);
    lexer.run(&mut input).map_err(|failure| reported(failure, Span::new(here(&input), text.len())))?;
    let mut tokens = lexer.list.tokens;
    remark_on(&mut tokens, notes);
    Ok(tokens)
}

struct Lexer<'n> {
    list: TokenList<'n>,
}

impl Lexer<'_> {
    fn run(&mut self, input: &mut Input<'_>) -> Parsing<()> {
        loop {
            let start = here(input);
            take_while(0.., |c| is_blank(c) || is_separator(c)).void().parse_next(input)?;
            if input.is_empty() {
                return Ok(());
            }
            let joint = match self.list.tokens.last().map(|token| &token.kind) {
                _ if here(input) > start => Joint::Free,
                None | Some(TokenKind::Open) => Joint::Free,
                Some(TokenKind::Minus | TokenKind::Plus) => Joint::Sign,
                Some(TokenKind::Prefix(prefix)) => Joint::Prefix(*prefix),
                Some(_) => Joint::Operand,
            };
            self.token(input, joint)?;
            self.list.check_size()?;
        }
    }

    fn push(&mut self, kind: TokenKind, start: usize, input: &Input<'_>) {
        self.list.push(kind, since(start, input));
    }

    fn token(&mut self, input: &mut Input<'_>, joint: Joint) -> Parsing<()> {
        let start = here(input);
        if let Some(kind) = opt(parenthesis).parse_next(input)? {
            self.push(kind, start, input);
            return Ok(());
        }
        if let Joint::Prefix(prefix) = joint
            && !matches!(prefix, Prefix::In(_) | Prefix::Name(_))
            && !input.peek_token().is_some_and(is_quote)
        {
            let mut value = raw_value(input)?;
            if let Prefix::Date(_) = prefix {
                value = with_year(value, input)?;
            }
            if let (Prefix::Date(_), Some(_)) = (prefix, opt(spaced_dots).parse_next(input)?) {
                value = format!("{value}..{}", raw_value(input)?);
            }
            self.push(TokenKind::Raw(value), start, input);
            return Ok(());
        }
        if joint == Joint::Operand && self.mark_behind(input)? {
            return Ok(());
        }
        if joint == Joint::Free && self.sign(input)? {
            return Ok(());
        }
        if self.quoted(input, joint)? || self.comparison(input)? || self.prefix(input, joint)? {
            return Ok(());
        }
        if matches!(joint, Joint::Free | Joint::Operand) && self.operator(input)? {
            return Ok(());
        }
        self.word(input)
    }

    /// `^2` behind a group, phrase or word.
    fn mark_behind(&mut self, input: &mut Input<'_>) -> Parsing<bool> {
        let start = here(input);
        if let Some(weight) = opt(word::boost).parse_next(input)? {
            self.push(TokenKind::Boost(weight), start, input);
            return Ok(true);
        }
        match opt(one_of(['~', '^'])).parse_next(input)? {
            Some(mark) => refuse(Kind::MisplacedMark { mark }, since(start, input)),
            None => Ok(false),
        }
    }

    /// `-` and `+` before an operand. A dash before a blank or another dash is punctuation.
    fn sign(&mut self, input: &mut Input<'_>) -> Parsing<bool> {
        fn operand(input: &mut Input<'_>) -> Parsing<()> {
            let run = take_till(0.., ends_word)
                .verify(|run: &str| is_searchable(run) || run == "*" || run.starts_with('\\'))
                .void();
            let bracket = any.verify(|c: &char| is_open(*c) || is_quote(*c)).void();
            (not(one_of(['-', '+', '!', '>'])), opt('='), alt((bracket, run))).void().parse_next(input)
        }
        let start = here(input);
        // The sign of the alphabet of mathematics, which some keyboards have; before a digit it is that.
        let minus = terminated('−', peek(not(one_of(|c: char| c.is_ascii_digit()))));
        let sign = alt((one_of(['-', '+', '!']), minus));
        let Some(sign) = opt(terminated(sign, peek(operand))).parse_next(input)? else {
            return Ok(false);
        };
        if matches!(sign, '!' | '−') {
            self.list.note(Note::SignOperator { sign: sign.to_string(), operator: "NOT" });
        }
        self.push(if sign == '+' { TokenKind::Plus } else { TokenKind::Minus }, start, input);
        Ok(true)
    }

    fn quoted(&mut self, input: &mut Input<'_>, joint: Joint) -> Parsing<bool> {
        let start = here(input);
        let exact = opt(terminated('=', peek(one_of(is_quote)))).parse_next(input)?.is_some();
        if !input.peek_token().is_some_and(is_quote) {
            return Ok(false);
        }
        let words = match joint {
            Joint::Prefix(prefix) if !matches!(prefix, Prefix::In(_)) => PhraseWords::None,
            _ if exact => PhraseWords::Exact,
            _ => PhraseWords::Marked,
        };
        let quoted = word::quoted(input, words, PLAIN_STYLE)?;
        if let Some(Word { text, span, .. }) = &quoted.question_mark {
            self.list.note(Note::QuestionMark { word: text.clone(), span: *span });
        }
        self.push(TokenKind::Quoted(quoted), start, input);
        Ok(true)
    }

    /// `words>1000`, `date>=2024-02`, with or without blanks around the sign.
    fn comparison(&mut self, input: &mut Input<'_>) -> Parsing<bool> {
        fn compared<'i>(input: &mut Input<'i>) -> Parsing<(&'i str, Span, &'i str, bool)> {
            let sign = alt((">=", "<=", ">", "<", "="));
            let blanks = || take_while(0.., is_blank);
            let operand = any.verify(|c: &char| c.is_alphanumeric() || is_quote(*c));
            let start = here(input);
            let name = take_while(3.., |c: char| c.is_ascii_alphabetic() || c == '_').parse_next(input)?;
            let span = since(start, input);
            let before: &str = blanks().parse_next(input)?;
            let (sign, after): (&str, &str) = terminated((sign, blanks()), peek(operand)).parse_next(input)?;
            let is_close = before.is_empty() && after.is_empty();
            // `words =x` is the word "words" before the word "x" as written.
            let is_exact_mark = sign == "=" && after.is_empty() && !before.is_empty();
            if is_close || !is_exact_mark && Prefix::named(name).is_some() {
                Ok((name, span, sign, !is_close))
            } else {
                backtrack()
            }
        }
        let start = here(input);
        let checkpoint = input.checkpoint();
        let Some((name, span, sign, spaced)) = opt(compared).parse_next(input)? else { return Ok(false) };
        match Prefix::named(name) {
            Some(Prefix::WordCount) if spaced && !input.peek_token().is_some_and(|c| c.is_ascii_digit()) => {
                input.reset(&checkpoint);
                Ok(false)
            }
            Some(prefix @ (Prefix::WordCount | Prefix::Date(_))) => {
                self.list.push(TokenKind::Prefix(prefix), span);
                let value = format!("{sign}{}", raw_value(input)?);
                self.push(TokenKind::Raw(value), start, input);
                Ok(true)
            }
            None if sign != "=" && input.peek_token().is_some_and(|c| c.is_ascii_digit()) => {
                refuse(Kind::UnknownComparison { name: name.to_owned() }, span)
            }
            _ => {
                input.reset(&checkpoint);
                Ok(false)
            }
        }
    }

    /// `headline:` and `headline(`, `atleast5(`; an unknown name before a colon is refused.
    fn prefix(&mut self, input: &mut Input<'_>, joint: Joint) -> Parsing<bool> {
        let start = here(input);
        let checkpoint = input.checkpoint();
        if let Some(times) = opt(at_least).parse_next(input)? {
            self.push(TokenKind::AtLeast(times), start, input);
            return Ok(true);
        }
        if let Some(prefix) = opt(function_name).parse_next(input)? {
            self.push(TokenKind::Prefix(prefix), start, input);
            return Ok(true);
        }
        let Some((name, colon)) = opt(prefix_name).parse_next(input)? else { return Ok(false) };
        let written = since(start, input);
        let next = input.peek_token();
        let begins_value =
            next.is_some_and(|c| c.is_alphanumeric() || is_quote(c) || is_open(c) || matches!(c, '*' | '='));
        match Prefix::before_colon(name) {
            Some(_) if next.is_some_and(is_blank) => {
                self.list.note(Note::PrefixAsWord { word: format!("{name}:"), span: written });
            }
            Some(_) if next.is_none_or(is_close) => {
                return refuse(Kind::MissingValue { prefix: format!("{name}:") }, written);
            }
            Some(Prefix::In(_) | Prefix::Name(_)) if matches!(next, Some('-' | '+')) => {
                let sign = any.parse_next(input)?;
                return refuse(Kind::SignAfterPrefix { sign, prefix: format!("{name}:") }, since(start, input));
            }
            Some(prefix) if next != Some(':') => {
                self.push(TokenKind::Prefix(prefix), start, input);
                return Ok(true);
            }
            None if colon == ':' && name.len() > 1 && begins_value && !matches!(joint, Joint::Prefix(_)) => {
                let rest: &str = take_while(0..=40, |c| !ends_word(c)).parse_next(input)?;
                let (text, nearest) = (format!("{name}:{rest}"), field::nearest(name));
                let span = Span::new(start, start + name.len());
                return refuse(Kind::UnknownField { name: name.to_owned(), text, nearest }, span);
            }
            _ => {}
        }
        input.reset(&checkpoint);
        Ok(false)
    }

    /// `AND`, `OR`, `NOT`, `w/5` and the like.
    fn operator(&mut self, input: &mut Input<'_>) -> Parsing<bool> {
        let start = here(input);
        let checkpoint = input.checkpoint();
        let run = take_till(0..=MAX_OPERATOR, |c| ends_word(c) || is_separator(c)).parse_next(input)?;
        // The comma of a number does not end the word that it stands in.
        if peek(opt((',', one_of(|c: char| c.is_ascii_digit())))).parse_next(input)?.is_some() {
            input.reset(&checkpoint);
            return Ok(false);
        }
        let kind = match run {
            "AND" => TokenKind::And,
            "OR" => TokenKind::Or,
            "NOT" => TokenKind::Not,
            "&&" => {
                self.list.note(Note::SignOperator { sign: run.to_owned(), operator: "AND" });
                TokenKind::And
            }
            "||" => {
                self.list.note(Note::SignOperator { sign: run.to_owned(), operator: "OR" });
                TokenKind::Or
            }
            "NEAR" => {
                self.list.note(Note::UsualDistance { operator: run.to_owned(), words: USUAL_NEAR });
                TokenKind::Near(Within::Words(USUAL_NEAR), Order::Any)
            }
            "ADJ" => {
                self.list.note(Note::UsualDistance { operator: run.to_owned(), words: USUAL_ADJ });
                TokenKind::Near(Within::Words(USUAL_ADJ), Order::AsWritten)
            }
            _ if self.list.ends_with_operand() && slashed(run).is_some() => {
                let (written, ours) = (run.to_owned(), slashed(run));
                return refuse(Kind::UnknownOperator { written, ours }, since(start, input));
            }
            _ => match proximity(run, since(start, input))? {
                Some(kind) => kind,
                None => {
                    input.reset(&checkpoint);
                    return Ok(false);
                }
            },
        };
        self.push(kind, start, input);
        Ok(true)
    }

    fn word(&mut self, input: &mut Input<'_>) -> Parsing<()> {
        let start = here(input);
        if let Some(address) = opt(address).parse_next(input)? {
            let word = Word { text: address.to_owned(), matching: WordMatch::Stem, span: since(start, input) };
            self.push(TokenKind::Word(word), start, input);
        } else if opt(lone_star).parse_next(input)?.is_some() {
            self.push(TokenKind::All, start, input);
        } else if let Some(text) = opt(punctuation).parse_next(input)? {
            let word = Word { text: text.to_owned(), matching: WordMatch::Stem, span: since(start, input) };
            self.push(TokenKind::Word(word), start, input);
        } else {
            let word = word::word(input, PLAIN_STYLE)?;
            self.push(TokenKind::Word(word), start, input);
        }
        if let Some(weight) = opt(word::boost).parse_next(input)? {
            self.push(TokenKind::Boost(weight), here(input), input);
        }
        Ok(())
    }
}

fn parenthesis(input: &mut Input<'_>) -> Parsing<TokenKind> {
    alt((one_of(is_open).value(TokenKind::Open), one_of(is_close).value(TokenKind::Close))).parse_next(input)
}

/// The value of a filter: `reuters`, `>=2024-02`, `>"1 April 2024"`; commas at its end do not belong to it.
fn raw_value(input: &mut Input<'_>) -> Parsing<String> {
    let sign: &str = take_while(0.., ['<', '>', '=']).parse_next(input)?;
    take_while(0.., |c| is_blank(c) && !sign.is_empty()).void().parse_next(input)?;
    if input.peek_token().is_some_and(is_quote) {
        let quoted = word::quoted(input, PhraseWords::None, PLAIN_STYLE)?;
        return Ok(format!("{sign}{}", word::unescaped(&quoted.text)));
    }
    let value = bare_value(input)?;
    Ok(format!("{sign}{value}"))
}

/// A day or month with the year that stands behind it after a blank: `date:march 2025`, `from:7 march 2025`.
fn with_year(value: String, input: &mut Input<'_>) -> Parsing<String> {
    let is_day = |text: &str| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_day(&value) && !value.chars().all(|c| c.is_alphabetic() || c == '.') {
        return Ok(value);
    }
    let start = input.checkpoint();
    let mut date = value.clone();
    for _ in 0..2 {
        let word =
            (take_while(1.., is_blank), take_while(1.., |c: char| c.is_alphanumeric() || matches!(c, '.' | ',')));
        let Some((_, word)) = opt(word).parse_next(input)? else { break };
        date = format!("{date} {word}");
        let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        if year && date::parse_date_range(&date, civil::date(2000, 1, 1)).is_ok() {
            return Ok(date);
        }
    }
    input.reset(&start);
    Ok(value)
}

/// The ` .. ` between two dates that are written apart.
fn spaced_dots(input: &mut Input<'_>) -> Parsing<()> {
    let digit = one_of(|c: char| c.is_ascii_digit());
    (take_while(1.., is_blank), "..", take_while(0.., is_blank), peek(digit)).void().parse_next(input)
}

/// A value without quotes, which may be empty: up to the next blank, parenthesis or quote, without commas at its end.
pub(crate) fn bare_value<'i>(input: &mut Input<'i>) -> Parsing<&'i str> {
    let ending = (take_while(1.., is_separator), alt((eof.void(), one_of(ends_word).void())));
    let character = (not(ending), any.verify(|c: &char| !ends_word(*c)));
    repeat::<_, _, (), _, _>(0.., character).take().parse_next(input)
}

/// The name and the colon of `headline:`.
fn prefix_name<'i>(input: &mut Input<'i>) -> Parsing<(&'i str, char)> {
    (take_while(1.., |c: char| c.is_ascii_alphabetic() || c == '_'), one_of([':', '：'])).parse_next(input)
}

/// The name of `headline(`; a name that only others have is refused. "headline(s)" is a plural.
fn function_name(input: &mut Input<'_>) -> Parsing<Prefix> {
    let start = here(input);
    let plural = (one_of(is_open), alt(("s", "es")), one_of(is_close));
    let name: &str =
        terminated(take_while(2.., |c: char| c.is_ascii_alphabetic()), (peek(one_of(is_open)), not(plural)))
            .parse_next(input)?;
    let span = since(start, input);
    match Prefix::named(name) {
        Some(Prefix::Date(_) | Prefix::WordCount) => {
            let rest: &str = take_till(0..=MAX_OPERATOR, is_close).parse_next(input)?;
            if rest.contains(|c: char| c.is_ascii_digit()) {
                return refuse(Kind::MissingValue { prefix: format!("{name}:") }, span);
            }
            backtrack()
        }
        Some(prefix) => Ok(prefix),
        None if field::is_foreign(name) => {
            let rest: &str = take_till(0..=MAX_OPERATOR, is_close).parse_next(input)?;
            let (text, nearest) = (format!("{name}{rest})"), field::nearest(name));
            refuse(Kind::UnknownField { name: name.to_owned(), text, nearest }, span)
        }
        None => backtrack(),
    }
}

/// The `atleast5` of `atleast5(`.
fn at_least(input: &mut Input<'_>) -> Parsing<u32> {
    let start = here(input);
    let digits: &str =
        preceded(Caseless("atleast"), terminated(take_while(0.., |c: char| c.is_ascii_digit()), peek(one_of(is_open))))
            .parse_next(input)?;
    match digits.parse() {
        Ok(times) if (1..=MAX_TIMES).contains(&times) => Ok(times),
        _ => refuse(Kind::AtLeastTimes { limit: MAX_TIMES }, since(start, input)),
    }
}

/// `w/5`, `NEAR/5`, `pre/5`, `ADJ/5`, `w/s`, `w/p`, in any case. `w/o` is an abbreviation and `near5` a mistake.
fn proximity(run: &str, span: Span) -> Parsing<Option<TokenKind>> {
    type Name<'i> = (&'i str, &'i str, &'i str);
    fn parts<'i>(run: &mut &'i str) -> Parsing<Name<'i>> {
        let name = alt((Caseless("within"), Caseless("near"), Caseless("pre"), Caseless("adj"), Caseless("w")));
        (name, take_while(0..=1, '/'), rest).parse_next(run)
    }
    let Ok((name, slash, distance)) = parts.parse(run) else { return Ok(None) };
    let order = match name.to_ascii_lowercase().as_str() {
        "pre" | "adj" => Order::AsWritten,
        _ => Order::Any,
    };
    let is_number = (digit1::<_, super::token::Failure>, eof).parse(distance).is_ok();
    if slash.is_empty() {
        let ours = format!("{name}/{distance}");
        let is_mistake = is_number && !name.eq_ignore_ascii_case("w");
        return if is_mistake {
            refuse(Kind::UnknownOperator { written: run.to_owned(), ours: Some(ours) }, span)
        } else {
            Ok(None)
        };
    }
    let within = match distance {
        "s" | "S" => Within::Sentence,
        "p" | "P" => Within::Paragraph,
        _ if is_number => match distance.parse() {
            Ok(words) if (1..=MAX_DISTANCE).contains(&words) => Within::Words(words),
            _ => return refuse(Kind::Distance { limit: MAX_DISTANCE }, span),
        },
        // `w/5x` and `w/-5` are mistakes, `w/o` is an abbreviation.
        _ if distance.trim_start_matches(['-', '+', '.']).starts_with(|c: char| c.is_ascii_digit()) => {
            return refuse(Kind::Distance { limit: MAX_DISTANCE }, span);
        }
        _ if name.eq_ignore_ascii_case("w") && !["seg", "sent", "para"].contains(&distance) => return Ok(None),
        _ => return refuse(Kind::UnknownOperator { written: run.to_owned(), ours: None }, span),
    };
    Ok(Some(TokenKind::Near(within, order)))
}

/// How it is written here what others write as `/5`, `/s`, `n/5`, `p/5`.
fn slashed(run: &str) -> Option<String> {
    let (name, distance) = run.split_once('/')?;
    let is_number = !distance.is_empty() && distance.bytes().all(|byte| byte.is_ascii_digit());
    match name {
        "" if is_number || matches!(distance, "s" | "S" | "p" | "P") => Some(format!("w/{distance}")),
        "n" | "N" if is_number => Some(format!("w/{distance}")),
        "p" | "P" if is_number => Some(format!("pre/{distance}")),
        _ => None,
    }
}

/// True for a word that would be an operator, or refused as one that is misspelled, if it stood alone.
pub(crate) fn is_operator_like(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT" | "NEAR" | "ADJ" | "&&" | "||" | "|")
        || slashed(word).is_some()
        || unfinished::is_begun(word)
        || !matches!(proximity(word, Span::default()), Ok(None))
}

/// `https://example.org/a?b=c`, whose `?` and `*` are no wildcards.
pub(crate) fn address<'i>(input: &mut Input<'i>) -> Parsing<&'i str> {
    let scheme = (
        one_of(|c: char| c.is_ascii_alphabetic()),
        take_while(0.., |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')),
        "://",
    );
    (scheme, take_till(1.., ends_word)).take().parse_next(input)
}

/// True for an address, which runs on to the next blank whatever it holds.
pub(crate) fn is_address(word: &str) -> bool {
    address.parse(Input::new(word)).is_ok()
}

/// A `*` that is a whole word.
fn lone_star(input: &mut Input<'_>) -> Parsing<()> {
    ('*', peek(alt((eof.void(), one_of(|c| ends_word(c) || is_separator(c) || c == '^').void()))))
        .void()
        .parse_next(input)
}

/// A run without letters, digits and `*`: a dash, a bullet, `&`, a question mark after a quotation.
fn punctuation<'i>(input: &mut Input<'i>) -> Parsing<&'i str> {
    take_till(1.., |c| ends_word(c) || is_separator(c))
        .verify(|run: &str| !run.chars().any(|c| c.is_alphanumeric() || matches!(c, '*' | '\\')))
        .parse_next(input)
}
