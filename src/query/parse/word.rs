//! Words, their marks, and phrases: `rafah`, `=rafah`, `rafa*`, `rafah~1`, `"rafah offensive"~5`.
//!
//! A word runs until a blank, a separator, a parenthesis or a quote. Everything else belongs to it (`O'Brien`, `AT&T`,
//! `C++`, `9/11`), which is what lets a pasted sentence parse.

use winnow::combinator::{alt, opt, peek, preceded, repeat, terminated};
use winnow::prelude::*;
use winnow::stream::{Location, Stream};
use winnow::token::{any, one_of, take_while};

use super::character::{closes, is_blank, is_close, is_hebrew, is_open, is_quote, is_searchable, is_separator};
use super::token::{Parsing, Quoted, backtrack, refuse};
use crate::query::error::QueryErrorKind as Kind;
use crate::query::tree::{Pattern, PatternPart, PhrasePart, Span, Word, WordMatch};

/// The text as a lexer sees it.
pub(crate) type Input<'i> = winnow::stream::LocatingSlice<&'i str>;

/// Longest word, in characters. Scripts without blanks make long ones.
const MAX_WORD: usize = 4_000;
/// Largest number of wildcards in one word.
const MAX_WILDCARDS: usize = 8;
/// Longest wildcard, in characters.
const MAX_PATTERN: usize = 200;
/// Largest slop of a phrase.
pub(crate) const MAX_SLOP: u32 = 100;

/// A character of a word, as it was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A character.
    Literal(char),
    /// A character after a backslash.
    Escaped(char),
    /// `*`.
    AnyRun,
    /// `?`.
    AnyOne,
}

/// Whether `~1` and `^2` at the end of a word are marks or characters of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marks {
    /// They are marks and end the word.
    Read,
    /// They belong to the word.
    Literal,
}

/// What a word looks like in a search language.
#[derive(Clone, Copy)]
pub(crate) struct WordStyle {
    /// Signs that stand for any run of characters.
    pub any_run: &'static [char],
    /// Signs that stand for any run of characters when they end a word, and for themselves elsewhere.
    pub any_ending: &'static [char],
    /// Signs that stand for one character.
    pub any_one: &'static [char],
    /// True for a text that begins with something that ends a word: an operator that needs no blank.
    pub is_ended_by: fn(&str) -> bool,
}

/// Words of dateline, Lucene and Google.
pub(crate) const PLAIN_STYLE: WordStyle =
    WordStyle { any_run: &['*'], any_ending: &[], any_one: &['?'], is_ended_by: |_| false };

/// The place where the input stands.
pub(crate) fn here(input: &Input<'_>) -> usize {
    input.current_token_start()
}

/// The stretch from a place to where the input stands.
pub(crate) fn since(start: usize, input: &Input<'_>) -> Span {
    Span::new(start, here(input))
}

/// True where a word cannot go on.
pub(crate) fn ends_word(c: char) -> bool {
    is_blank(c) || is_open(c) || is_close(c) || is_quote(c)
}

/// The characters of a word, at least one, with wildcards and escapes recognised.
pub(crate) fn pieces(input: &mut Input<'_>, style: WordStyle, marks: Marks) -> Parsing<Vec<Piece>> {
    let start = here(input);
    let mut pieces = Vec::new();
    let mut before = ' ';
    while let Some(c) = input.peek_token() {
        let after = input.chars().nth(1).unwrap_or(' ');
        let inside_hebrew = is_quote(c) && is_hebrew(before) && is_hebrew(after);
        let inside_number = c == ',' && before.is_ascii_digit() && after.is_ascii_digit();
        if ends_word(c) && !inside_hebrew || is_separator(c) && !inside_number {
            break;
        }
        let may_be_mark = marks == Marks::Read && matches!(c, '~' | '^') && !pieces.is_empty();
        if may_be_mark && peek(alt((fuzzy_mark, boost_mark))).parse_next(input).is_ok() {
            break;
        }
        if (style.is_ended_by)(input) {
            break;
        }
        let piece = if c == '\\' {
            preceded(any, opt(any)).map(|c| Piece::Escaped(c.unwrap_or('\\'))).parse_next(input)?
        } else {
            let is_ending = style.any_ending.contains(&c) && !pieces.is_empty() && ends_word(after);
            any.map(|c| match c {
                c if is_ending || style.any_run.contains(&c) => Piece::AnyRun,
                c if style.any_one.contains(&c) => Piece::AnyOne,
                c => Piece::Literal(c),
            })
            .parse_next(input)?
        };
        pieces.push(piece);
        before = c;
        if pieces.len() > MAX_WORD {
            return refuse(Kind::WordTooLong { limit: MAX_WORD }, since(start, input));
        }
    }
    if pieces.is_empty() { backtrack() } else { Ok(pieces) }
}

/// `~`, `~1`, `~0.8` at the end of a word; the text of the number.
fn fuzzy_mark<'i>(input: &mut Input<'i>) -> Parsing<&'i str> {
    let number = preceded('~', take_while(0.., |c: char| c.is_ascii_digit() || c == '.')).parse_next(input)?;
    if at_end(input) || peek(opt(boost_mark)).parse_next(input)?.is_some() { Ok(number) } else { backtrack() }
}

/// `^2` at the end of an operand; the text of the number.
fn boost_mark<'i>(input: &mut Input<'i>) -> Parsing<&'i str> {
    let number = preceded('^', take_while(0.., |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
        .parse_next(input)?;
    if at_end(input) { Ok(number) } else { backtrack() }
}

fn at_end(input: &Input<'_>) -> bool {
    input.peek_token().is_none_or(|c| ends_word(c) || is_separator(c))
}

/// A word with its marks.
pub(crate) fn word(input: &mut Input<'_>, style: WordStyle) -> Parsing<Word> {
    let start = here(input);
    let exact = opt(preceded('=', peek(any.verify(|c: &char| !ends_word(*c) && !is_separator(*c) && *c != '='))))
        .parse_next(input)?;
    let pieces = pieces(input, style, Marks::Read)?;
    let fuzzy = opt(fuzzy_mark).parse_next(input)?;
    let span = since(start, input);
    let word = build_word(&pieces, span)?;
    let matching = match (exact.is_some(), word.matching, fuzzy) {
        (true, WordMatch::Wildcard(_), _) => return refuse(Kind::MixedMarks { first: "=", second: "*" }, span),
        (true, _, Some(_)) => return refuse(Kind::MixedMarks { first: "=", second: "~" }, span),
        (_, _, Some(_)) if pieces.last() == Some(&Piece::Literal('~')) => {
            return refuse(Kind::MisplacedMark { mark: '~' }, span);
        }
        (_, WordMatch::Wildcard(_), Some(_)) => return refuse(Kind::MixedMarks { first: "~", second: "*" }, span),
        (true, _, None) => WordMatch::Exact,
        (_, _, Some("")) => WordMatch::Fuzzy(usual_edits(&word.text)),
        (_, _, Some("1")) => WordMatch::Fuzzy(1),
        (_, _, Some("2")) => WordMatch::Fuzzy(2),
        (_, _, Some(_)) => return refuse(Kind::FuzzyDistance, span),
        (false, matching, None) => matching,
    };
    Ok(Word { text: word.text, matching, span })
}

/// How many edits `~` without a number allows: one for a short word, two for a longer one. Of a word with several parts, each of
/// which is compared by itself, the shortest decides.
fn usual_edits(word: &str) -> u8 {
    const LONGEST_SHORT: usize = 5;
    let parts = word.split(|c: char| !c.is_alphanumeric()).map(|part| part.chars().count());
    if parts.filter(|letters| *letters > 0).min().unwrap_or(0) > LONGEST_SHORT { 2 } else { 1 }
}

/// Makes a word of its characters: a wildcard when there are wildcards among them, otherwise a plain word.
pub(crate) fn build_word(pieces: &[Piece], span: Span) -> Parsing<Word> {
    let wildcards = pieces.iter().filter(|piece| matches!(piece, Piece::AnyRun | Piece::AnyOne)).count();
    if wildcards == 0 {
        return Ok(Word { text: literal_text(pieces), matching: WordMatch::Stem, span });
    }
    if !pieces.iter().any(|piece| matches!(piece, Piece::Literal(c) | Piece::Escaped(c) if c.is_alphanumeric())) {
        return refuse(Kind::BareWildcard, span);
    }
    if wildcards > MAX_WILDCARDS {
        return refuse(Kind::WildcardTooComplex { limit: MAX_WILDCARDS }, span);
    }
    if pieces.len() > MAX_PATTERN {
        return refuse(Kind::WordTooLong { limit: MAX_PATTERN }, span);
    }
    let pattern = build_pattern(pieces);
    Ok(Word { text: pattern.to_string(), matching: WordMatch::Wildcard(pattern), span })
}

/// The characters alone, wildcards as they are typed here.
pub(crate) fn literal_text(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Literal(c) | Piece::Escaped(c) => *c,
            Piece::AnyRun => '*',
            Piece::AnyOne => '?',
        })
        .collect()
}

/// Joins characters to literals and runs of `*` to one.
pub(crate) fn build_pattern(pieces: &[Piece]) -> Pattern {
    let mut parts: Vec<PatternPart> = Vec::new();
    for piece in pieces {
        match (piece, parts.last_mut()) {
            (Piece::Literal(c) | Piece::Escaped(c), Some(PatternPart::Literal(text))) => text.push(*c),
            (Piece::Literal(c) | Piece::Escaped(c), _) => parts.push(PatternPart::Literal(c.to_string())),
            (Piece::AnyRun, Some(PatternPart::AnyRun)) => {}
            (Piece::AnyRun, _) => parts.push(PatternPart::AnyRun),
            (Piece::AnyOne, _) => parts.push(PatternPart::AnyOne),
        }
    }
    Pattern { parts }
}

/// `^2` after an operand: the weight.
pub(crate) fn boost(input: &mut Input<'_>) -> Parsing<f32> {
    let start = here(input);
    let number = boost_mark(input)?;
    match number.parse::<f32>() {
        Ok(weight) if (0.01..=100.0).contains(&weight) => Ok(weight),
        _ => refuse(Kind::BoostWeight, since(start, input)),
    }
}

/// How the words of a phrase are compared when nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PhraseWords {
    /// By stem.
    Stem,
    /// As written.
    Exact,
    /// By stem, or as written where a `=` begins it.
    Marked,
    /// Not at all: it is a name or the value of a filter.
    None,
}

/// Something in quotes, with `~5` behind it: what stands between them is cut into words.
pub(crate) fn quoted(input: &mut Input<'_>, words: PhraseWords, style: WordStyle) -> Parsing<Quoted> {
    let start = here(input);
    let open = one_of(is_quote).parse_next(input)?;
    let opening = since(start, input);
    let begins_word = |c: &char| !is_blank(*c) && !is_quote(*c) && *c != '=';
    let words = match words {
        PhraseWords::Marked => match opt(terminated('=', peek(any.verify(begins_word)))).parse_next(input)? {
            Some(_) => PhraseWords::Exact,
            None => PhraseWords::Stem,
        },
        words => words,
    };
    let inner_start = here(input);
    let inner = repeat::<_, _, (), _, _>(0.., |input: &mut Input<'_>| quoted_character(input, open))
        .take()
        .parse_next(input)?;
    if opt(one_of(is_quote)).parse_next(input)?.is_none() {
        return refuse(Kind::UnclosedQuote, opening);
    }
    let (parts, question_mark) = phrase_parts(inner, inner_start, words, style)?;
    let slop = opt(slop).parse_next(input)?;
    Ok(Quoted { text: inner.to_owned(), parts, slop, question_mark })
}

/// One character between quotes: escaped, inside a Hebrew abbreviation, or any that does not close.
fn quoted_character(input: &mut Input<'_>, open: char) -> Parsing<()> {
    let hebrew = (one_of(is_hebrew), one_of(is_quote), peek(one_of(is_hebrew))).void();
    alt((('\\', any).void(), hebrew, any.verify(|c: &char| !closes(open, *c)).void())).parse_next(input)
}

/// `~5` after a phrase.
fn slop(input: &mut Input<'_>) -> Parsing<u32> {
    let start = here(input);
    let digits = preceded('~', take_while(0.., |c: char| c.is_ascii_alphanumeric() || c == '.')).parse_next(input)?;
    match digits.parse() {
        Ok(slop) if (1..=MAX_SLOP).contains(&slop) => Ok(slop),
        _ => refuse(Kind::PhraseSlop { limit: MAX_SLOP }, since(start, input)),
    }
}

/// Cuts what stands between quotes into words. What has neither letters nor digits is passed over, a `*` alone is any
/// word, and a `?` at the end of a word is a question mark; the first word that has one is returned beside the parts.
pub(crate) fn phrase_parts(
    inner: &str,
    offset: usize,
    words: PhraseWords,
    style: WordStyle,
) -> Parsing<(Vec<PhrasePart>, Option<Word>)> {
    let style = WordStyle { is_ended_by: |_| false, ..style };
    let mut input = Input::new(inner);
    let mut parts = Vec::new();
    let mut question_mark = None;
    if words == PhraseWords::None {
        return Ok((parts, question_mark));
    }
    loop {
        take_while(0.., |c: char| ends_word(c) || is_separator(c)).void().parse_next(&mut input)?;
        if input.is_empty() {
            break;
        }
        let start = here(&input);
        let mut pieces = pieces(&mut input, style, Marks::Literal)?;
        let span = Span::new(start + offset, here(&input) + offset);
        if style.any_one.contains(&'?') && pieces.len() > 1 && pieces.last() == Some(&Piece::AnyOne) {
            question_mark.get_or_insert(Word { text: literal_text(&pieces), matching: WordMatch::Stem, span });
            let kept = pieces.iter().rposition(|piece| *piece != Piece::AnyOne).map_or(0, |last| last + 1);
            pieces.truncate(kept);
        }
        if !pieces.is_empty() && pieces.iter().all(|piece| *piece == Piece::AnyRun) {
            parts.push(PhrasePart::AnyWord(span));
        } else if is_searchable(&literal_text(&pieces)) {
            let mut word = build_word(&pieces, span)?;
            if words == PhraseWords::Exact && word.matching == WordMatch::Stem {
                word.matching = WordMatch::Exact;
            }
            parts.push(PhrasePart::Word(word));
        }
    }
    let is_word = |part: &PhrasePart| matches!(part, PhrasePart::Word(_));
    let first = parts.iter().position(is_word).unwrap_or(parts.len());
    parts.drain(..first);
    parts.truncate(parts.iter().rposition(is_word).map_or(0, |last| last + 1));
    Ok((parts, question_mark))
}

/// A quoted text without its backslashes, with blanks reduced to one space.
pub(crate) fn unescaped(inner: &str) -> String {
    let mut text = String::new();
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        let c = if c == '\\' { characters.next().unwrap_or(c) } else { c };
        if !is_blank(c) {
            text.push(c);
        } else if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The value of a filter cut into characters: `*` and `?` are wildcards unless a backslash stands before them.
pub(crate) fn value_pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        pieces.push(match c {
            '\\' => Piece::Escaped(characters.next().unwrap_or('\\')),
            '*' => Piece::AnyRun,
            '?' => Piece::AnyOne,
            c => Piece::Literal(c),
        });
    }
    pieces
}

/// A word of question marks at whose end a `?` is none of its own, for queries of plain words: the word without it.
pub(crate) fn without_question_mark(word: &Word) -> Option<Word> {
    let WordMatch::Wildcard(pattern) = &word.matching else { return None };
    let kept = pattern.parts.iter().rposition(|part| *part != PatternPart::AnyOne).map_or(0, |last| last + 1);
    if kept == pattern.parts.len() {
        return None;
    }
    let pattern = Pattern { parts: pattern.parts[..kept].to_vec() };
    Some(match pattern.parts.as_slice() {
        [PatternPart::Literal(text)] => Word { text: text.clone(), matching: WordMatch::Stem, span: word.span },
        _ => Word { text: pattern.to_string(), matching: WordMatch::Wildcard(pattern), span: word.span },
    })
}
