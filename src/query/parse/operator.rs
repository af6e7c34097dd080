//! Operators in the wrong case: `or` that can only be meant as OR, and capitals that may be meant as words.
//!
//! Lower-case operators are taken only when the whole query reads as operands with one operator between each two, and
//! when one of `and`, `or` stands beside a phrase, a group or a prefix, and within parentheses beside operators, where nothing but `or`
//! stands between the words. `cats and dogs` stays three words.

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
        if settle_alternatives(tokens) {
            notes.push(Note::LowerCaseOperators);
        }
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
    if let Some(word) = doubtful(tokens) {
        Note::OperatorAsWord { word: word.text.clone(), span: word.span }.add_to(notes);
    }
    if is_all_capitals(tokens) {
        notes.push(Note::CapitalOperators);
    }
}

/// Takes the `or` of each pair of parentheses that holds nothing but words and phrases with `or` between each two for an operator:
/// `gaza w/5 (ceasefire or truce)`. Whether any was.
fn settle_alternatives(tokens: &mut [Token]) -> bool {
    let mut settled = false;
    let mut open = None;
    for at in 0..tokens.len() {
        match (&tokens[at].kind, open) {
            (TokenKind::Open, _) => open = Some(at),
            (TokenKind::Close, Some(from)) => {
                open = None;
                let group = &mut tokens[from + 1..at];
                let is_or = |token: &Token| lower_case_operator(token) == Some(TokenKind::Or);
                let operand = |token: &Token| match token.kind {
                    TokenKind::Word(_) => lower_case_operator(token).is_none(),
                    TokenKind::Quoted(_) => true,
                    _ => false,
                };
                let alternates =
                    group.iter().enumerate().all(|(at, token)| if at % 2 == 0 { operand(token) } else { is_or(token) });
                if alternates && group.len() > 2 && group.len() % 2 == 1 {
                    group.iter_mut().skip(1).step_by(2).for_each(|token| token.kind = TokenKind::Or);
                    settled = true;
                }
            }
            _ => {}
        }
    }
    settled
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

/// The `or` or `not` that is more likely meant than looked for, in the whole query or in a pair of parentheses.
fn doubtful(tokens: &[Token]) -> Option<&Word> {
    let is_paren = |token: &&Token| matches!(token.kind, TokenKind::Open | TokenKind::Close);
    let whole: Vec<&Token> = tokens.iter().filter(|token| !is_paren(token)).collect();
    let mut groups = vec![whole];
    let mut open = None;
    for (at, token) in tokens.iter().enumerate() {
        match (&token.kind, open) {
            (TokenKind::Open, _) => open = Some(at),
            (TokenKind::Close, Some(from)) => {
                groups.push(tokens[from + 1..at].iter().collect());
                open = None;
            }
            _ => {}
        }
    }
    groups.iter().find_map(|group| lone_or(group).or_else(|| lone_not(group)))
}

/// True for a word that is no operator in lower case.
fn is_plain(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word(_)) && lower_case_operator(token).is_none()
}

/// The word of a token.
fn word_of<'t>(token: &&'t Token) -> Option<&'t Word> {
    match &token.kind {
        TokenKind::Word(word) => Some(word),
        _ => None,
    }
}

/// The first `or` of `rafah or gaza` and `rafah and gaza or egypt`, in which nothing but words stands between such words: few who
/// type that want the word.
fn lone_or<'t>(tokens: &[&'t Token]) -> Option<&'t Word> {
    let joins = |token: &Token| matches!(lower_case_operator(token), Some(TokenKind::And | TokenKind::Or));
    let alternates =
        tokens.iter().enumerate().all(|(at, token)| if at % 2 == 0 { is_plain(token) } else { joins(token) });
    let or = tokens.iter().find(|token| lower_case_operator(token) == Some(TokenKind::Or))?;
    if alternates && tokens.len() % 2 == 1 { word_of(or) } else { None }
}

/// Most words of a query in which `not` before the last may be meant to exclude it.
const EXCLUDING_WORDS: usize = 4;

/// The `not` of `harvest not wheat`, `not wheat` and `harvest and not wheat`: before the last of a few words, none of which is
/// another such word but an `and` before it.
fn lone_not<'t>(tokens: &[&'t Token]) -> Option<&'t Word> {
    let [words @ .., not, last] = tokens else { return None };
    let words = match words {
        [words @ .., and] if lower_case_operator(and) == Some(TokenKind::And) => words,
        words => words,
    };
    let few = words.len() <= EXCLUDING_WORDS - 2 && words.iter().chain([last]).all(|token| is_plain(token));
    if few && lower_case_operator(not) == Some(TokenKind::Not) { word_of(not) } else { None }
}

/// What a token does in a query, with lower-case operators taken for operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Operand,
    /// Stands between two operands.
    Operator,
    /// Stands before an operand.
    Opening,
    /// Stands after an operand and belongs to it.
    Closing,
    /// Whoever wrote this writes operators in capitals, or did not mean one.
    Against,
}

fn role(tokens: &[Token], index: usize) -> Role {
    let before = index.checked_sub(1).map(|before| &tokens[before]);
    let is_attached = before.is_some_and(|before| matches!(before.kind, TokenKind::Prefix(_)));
    match lower_case_operator(&tokens[index]) {
        Some(_) if is_attached => return Role::Operand,
        Some(TokenKind::Not) => {
            let follows = before.and_then(lower_case_operator);
            return if matches!(follows, Some(TokenKind::And | TokenKind::Or)) { Role::Opening } else { Role::Against };
        }
        Some(_) => return Role::Operator,
        None => {}
    }
    match tokens[index].kind {
        TokenKind::Word(_) | TokenKind::Quoted(_) | TokenKind::Raw(_) | TokenKind::Filter(_) | TokenKind::All => {
            Role::Operand
        }
        TokenKind::Near(..) => Role::Operator,
        TokenKind::Open | TokenKind::Prefix(_) | TokenKind::AtLeast(_) => Role::Opening,
        TokenKind::Close | TokenKind::Boost(_) => Role::Closing,
        TokenKind::And | TokenKind::AndNot | TokenKind::Or | TokenKind::Not | TokenKind::Minus | TokenKind::Plus => {
            Role::Against
        }
    }
}

fn reads_as_operators(tokens: &[Token]) -> bool {
    let mut operand_expected = true;
    for index in 0..tokens.len() {
        let role = role(tokens, index);
        let fits = match role {
            Role::Operand | Role::Opening => operand_expected,
            Role::Operator | Role::Closing => !operand_expected,
            Role::Against => false,
        };
        if !fits {
            return false;
        }
        operand_expected = matches!(role, Role::Operator | Role::Opening);
    }
    let stands_beside_syntax = |index: usize| {
        matches!(lower_case_operator(&tokens[index]), Some(TokenKind::And | TokenKind::Or))
            && (is_syntax_before(tokens, index) || is_syntax_after(tokens, index))
    };
    !operand_expected && (0..tokens.len()).any(stands_beside_syntax)
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
