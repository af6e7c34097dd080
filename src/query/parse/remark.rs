//! Remarks on words that look like more than words: dates, operators of other systems, dashes that may be signs.
//!
//! Changes nothing of what a query means, but for `|` where it can only stand for OR and `*` where it has no use. The surprise: remarks are made on
//! doubtful words only; whatever is certain to be meant otherwise is an error of the lexer.

use super::character::is_single_quote;
use super::token::{Token, TokenKind};
use crate::query::field::Prefix;
use crate::query::note::Note;
use crate::query::tree::{PatternPart, Span, Word, WordMatch};

/// Operators of other systems, which are written in capitals.
const FOREIGN_OPERATORS: &[&str] = &["XOR", "WITHIN", "BEFORE", "AFTER", "NEXT", "SAME", "ANDNOT", "BUTNOT", "ONEAR"];

/// Remarks on what is doubtful in the words of a query.
pub(super) fn remark_on(tokens: &mut [Token], notes: &mut Vec<Note>) {
    read_bars(tokens, notes);
    note_single_quotes(tokens, notes);
    note_ranges(tokens, notes);
    let has_small = tokens.iter().filter_map(plain_word).any(|word| word.text.chars().any(char::is_lowercase));
    for word in outside_of_dates(tokens).filter_map(plain_word) {
        let (text, span) = (word.text.clone(), word.span);
        if is_expression(&text) {
            Note::ExpressionAsWord { word: text, span }.add_to(notes);
        } else if is_date(&text) {
            Note::DateAsWord { word: text, span }.add_to(notes);
        } else if has_small && FOREIGN_OPERATORS.contains(&text.as_str()) {
            Note::NoOperator { word: text, span }.add_to(notes);
        } else if let Some(rest) = text.strip_prefix(['–', '−']).filter(|rest| rest.starts_with(char::is_alphabetic))
        {
            let rest = rest.to_owned();
            Note::DashBeforeWord { word: text, rest, span }.add_to(notes);
        } else if let Some(either) = either_word(&text) {
            Note::WordsWithSlash { word: text, either, span }.add_to(notes);
        }
    }
}

/// The tokens but those of `date:(...)` and the like, which are no words.
fn outside_of_dates(tokens: &[Token]) -> impl Iterator<Item = &Token> {
    let (mut depth, mut before) = (0_usize, false);
    tokens.iter().filter(move |token| {
        let opens = token.kind == TokenKind::Open && (before || depth > 0);
        depth += usize::from(opens);
        let inside = depth > 0;
        depth -= usize::from(inside && token.kind == TokenKind::Close);
        before = matches!(token.kind, TokenKind::Prefix(Prefix::Date(_)));
        !inside
    })
}

/// `/ir.q/`, and no path.
fn is_expression(text: &str) -> bool {
    let inner = text.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
    inner.is_some_and(|inner| !inner.contains('/') && inner.contains(['.', '^', '$']))
}

/// Remarks on `[2006 TO 2007]`, which is a range in Lucene, and without a field no range here.
fn note_ranges(tokens: &[Token], notes: &mut Vec<Note>) {
    let words: Vec<Option<&Word>> = tokens.iter().map(plain_word).collect();
    for window in words.windows(3) {
        let [Some(first), Some(to), Some(last)] = window else { continue };
        let (Some(from), Some(until)) =
            (first.text.strip_prefix(['[', '{']), last.text.strip_suffix([']', '}']).filter(|_| to.text == "TO"))
        else {
            continue;
        };
        let is_end = |text: &str| is_year(text) || is_date(text);
        let ours = (is_end(from) && is_end(until)).then(|| format!("date:{from}..{until}"));
        let text = format!("{} TO {}", first.text, last.text);
        Note::RangeAsWords { text, ours, span: first.span.to(last.span) }.add_to(notes);
    }
}

fn plain_word(token: &Token) -> Option<&Word> {
    match &token.kind {
        TokenKind::Word(word) if word.matching == WordMatch::Stem => Some(word),
        _ => None,
    }
}

/// `2024-04`, `2024-04-01`, `2010..2020`: not a year alone, which is as often a number.
fn is_date(text: &str) -> bool {
    match text.split_once("..") {
        Some((from, to)) => {
            let is_end = |part: &str| is_year(part) || is_date(part);
            is_end(from) && is_end(to)
        }
        None => text.split_once('-').is_some_and(|(year, rest)| {
            let (month, day) = rest.split_once('-').map_or((rest, None), |(month, day)| (month, Some(day)));
            let is_month = month.len() == 2 && ("01"..="12").contains(&month);
            is_year(year) && is_month && day.is_none_or(|day| day.len() == 2 && ("01"..="31").contains(&day))
        }),
    }
}

fn is_year(text: &str) -> bool {
    let is_number = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number && (text.starts_with("19") || text.starts_with("20"))
}

/// Scripts without blanks are matched by their characters, so that whatever follows `泽连斯*` is found without the sign.
pub(super) fn read_unspaced_wildcards(tokens: &mut [Token], notes: &mut Vec<Note>) {
    for token in tokens {
        let TokenKind::Word(word) = &mut token.kind else { continue };
        let WordMatch::Wildcard(pattern) = &word.matching else { continue };
        let literal = match &pattern.parts[..] {
            [PatternPart::Literal(text), PatternPart::AnyRun]
            | [PatternPart::AnyRun, PatternPart::Literal(text)]
            | [PatternPart::AnyRun, PatternPart::Literal(text), PatternPart::AnyRun] => text.clone(),
            _ => continue,
        };
        if literal.chars().count() > 1 && literal.chars().all(is_unspaced) {
            Note::Approximated { what: word.text.clone(), taken: literal.clone() }.add_to(notes);
            (word.text, word.matching) = (literal, WordMatch::Stem);
        }
    }
}

/// True for Chinese and Japanese characters and those of the scripts of South-East Asia that have no blanks.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{3041}'..='\u{30ff}')
        || matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// `ceasefire OR truce` for `ceasefire/truce`.
fn either_word(text: &str) -> Option<String> {
    let (left, right) = text.split_once('/')?;
    let is_word = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
    (is_word(left) && is_word(right)).then(|| format!("{left} OR {right}"))
}

/// `a | b` is OR in other systems, and the name of a site behind a headline that was pasted: OR it is where the query is
/// strict anyway, or where nothing but single operands stand between the bars.
fn read_bars(tokens: &mut [Token], notes: &mut Vec<Note>) {
    let is_bar = |token: &Token| plain_word(token).is_some_and(|word| word.text == "|");
    if !tokens.iter().any(is_bar) {
        return;
    }
    let operands = |part: &[Token]| part.iter().filter(|token| token.kind.ends_operand()).count();
    let is_listing = tokens.split(is_bar).all(|part| operands(part) == 1);
    let stands_between = |at: usize| {
        let before = at.checked_sub(1).is_some_and(|before| tokens[before].kind.ends_operand());
        before && tokens.get(at + 1).is_some_and(|after| after.kind.begins_operand() && !is_bar(after))
    };
    let is_operator = |at: usize| {
        is_bar(&tokens[at])
            && stands_between(at)
            && (is_listing || tokens.iter().any(|token| token.kind.is_strict() || token.kind == TokenKind::Open))
    };
    let bars: Vec<usize> = (0..tokens.len()).filter(|at| is_operator(*at)).collect();
    for at in bars {
        tokens[at].kind = TokenKind::Or;
        Note::SignOperator { sign: "|".to_owned(), operator: "OR" }.add_to(notes);
    }
}

/// Remarks on `'two words'`: it is no phrase.
fn note_single_quotes(tokens: &[Token], notes: &mut Vec<Note>) {
    let text_of = |token: &Token| match &token.kind {
        TokenKind::Word(word) => Some((word.text.clone(), word.span)),
        _ => None,
    };
    let words: Vec<(String, Span)> = tokens.iter().filter_map(text_of).collect();
    let opening =
        words.iter().position(|(text, _)| text.starts_with(is_single_quote) && !text.ends_with(is_single_quote));
    let Some(opening) = opening else { return };
    let closing = words[opening..].iter().find(|(text, _)| text.ends_with(is_single_quote));
    if let Some((_, last)) = closing {
        notes.push(Note::SingleQuotes { span: words[opening].1.to(*last) });
    }
}
