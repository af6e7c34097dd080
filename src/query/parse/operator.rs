//! Operators in the wrong case: `or` that can only be meant as OR, and capitals that may be meant as words.
//!
//! Lower-case operators are taken only when the whole query reads as operands with one operator between each two, and
//! when one of `and`, `or` stands beside a phrase, a group or a prefix. `cats and dogs` stays three words.

use super::token::{Token, TokenKind};
use crate::query::note::Note;
use crate::query::tree::{Word, WordMatch};

/// Fewest words of a query all in capitals that may be a headline rather than a query.
const HEADLINE_WORDS: usize = 4;

/// Turns lower-case operators into operators where nothing else makes sense, and remarks on whatever is doubtful.
pub(super) fn settle_case(tokens: &mut [Token], notes: &mut Vec<Note>) {
    if reads_as_operators(tokens) {
        for token in tokens.iter_mut() {
            if let Some(kind) = lower_case_operator(token) {
                token.kind = kind;
            }
        }
        notes.push(Note::LowerCaseOperators);
    } else if tokens.iter().any(|token| token.kind.is_strict()) {
        for window in tokens.windows(3) {
            let between =
                !matches!(window[0].kind, TokenKind::Prefix(_) | TokenKind::Minus | TokenKind::Plus | TokenKind::Open);
            if let (true, TokenKind::Word(word), Some(_)) = (between, &window[1].kind, lower_case_operator(&window[1]))
            {
                let is_known =
                    |note: &Note| matches!(note, Note::OperatorAsWord { word: known, .. } if *known == word.text);
                if !notes.iter().any(is_known) {
                    Note::OperatorAsWord { word: word.text.clone(), span: word.span }.add_to(notes);
                }
            }
        }
    }
    if is_all_capitals(tokens) {
        notes.push(Note::CapitalOperators);
    }
}

fn lower_case_operator(token: &Token) -> Option<TokenKind> {
    match &token.kind {
        TokenKind::Word(Word { text, matching: WordMatch::Stem, span }) if text.len() == span.end - span.start => {
            match text.as_str() {
                "and" => Some(TokenKind::And),
                "or" => Some(TokenKind::Or),
                "not" => Some(TokenKind::Not),
                _ => None,
            }
        }
        _ => None,
    }
}

fn reads_as_operators(tokens: &[Token]) -> bool {
    let mut operand_expected = true;
    let mut beside_syntax = false;
    for (index, token) in tokens.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &tokens[before]);
        if matches!(before.map(|token| &token.kind), Some(TokenKind::Prefix(_))) {
            operand_expected = matches!(token.kind, TokenKind::Open);
            continue;
        }
        match lower_case_operator(token) {
            Some(TokenKind::Not) => {
                let after_operator = before
                    .is_some_and(|before| matches!(lower_case_operator(before), Some(TokenKind::And | TokenKind::Or)));
                if !after_operator {
                    return false;
                }
                continue;
            }
            Some(_) => {
                if operand_expected {
                    return false;
                }
                operand_expected = true;
                beside_syntax |= is_syntax_before(tokens, index) || is_syntax_after(tokens, index);
                continue;
            }
            None => {}
        }
        match token.kind {
            TokenKind::And
            | TokenKind::AndNot
            | TokenKind::Or
            | TokenKind::Not
            | TokenKind::Minus
            | TokenKind::Plus => return false,
            TokenKind::Boost(_) => {}
            TokenKind::Near(..) => {
                if operand_expected {
                    return false;
                }
                operand_expected = true;
            }
            TokenKind::Close => {
                if operand_expected {
                    return false;
                }
            }
            TokenKind::Open | TokenKind::Prefix(_) | TokenKind::AtLeast(_) => {
                if !operand_expected {
                    return false;
                }
            }
            TokenKind::Word(_) | TokenKind::Quoted(_) | TokenKind::Raw(_) | TokenKind::Filter(_) | TokenKind::All => {
                if !operand_expected {
                    return false;
                }
                operand_expected = false;
            }
        }
    }
    beside_syntax && !operand_expected
}

/// True when the operand before an operator is more than a plain word.
fn is_syntax_before(tokens: &[Token], index: usize) -> bool {
    let kind = |back: usize| index.checked_sub(back).map(|at| &tokens[at].kind);
    match kind(1) {
        Some(TokenKind::Close | TokenKind::Quoted(_) | TokenKind::Raw(_) | TokenKind::Filter(_)) => true,
        Some(TokenKind::Word(_)) => matches!(kind(2), Some(TokenKind::Prefix(_))),
        _ => false,
    }
}

/// True when the operand after an operator is more than a plain word.
fn is_syntax_after(tokens: &[Token], index: usize) -> bool {
    let kind = tokens.get(index + 1).map(|token| &token.kind);
    matches!(kind, Some(TokenKind::Open | TokenKind::Quoted(_) | TokenKind::Prefix(_) | TokenKind::AtLeast(_)))
}

/// True for operators in a query that has no lower-case letter at all, as headlines in capitals do.
fn is_all_capitals(tokens: &[Token]) -> bool {
    let mut words = 0;
    let mut operators = 0;
    for token in tokens {
        match &token.kind {
            TokenKind::Word(word) if word.text.chars().any(char::is_lowercase) => return false,
            TokenKind::Word(word) if word.text.chars().any(char::is_uppercase) => words += 1,
            TokenKind::And | TokenKind::Or | TokenKind::Not | TokenKind::Near(..) => operators += 1,
            TokenKind::Prefix(_) | TokenKind::Minus | TokenKind::Plus | TokenKind::AtLeast(_) => return false,
            _ => {}
        }
    }
    operators > 0 && words >= HEADLINE_WORDS
}
