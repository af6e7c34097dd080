//! From tokens to a syntax tree: which operator takes which operands, and nothing about what that means.
//!
//! One grammar for every search language; they differ in their tokens and in [`Rules`]: which operators bind tighter.
//! Recursion happens only through parentheses and prefixes and is counted, so no text can exhaust the stack.

use winnow::combinator::{opt, peek, repeat};
use winnow::prelude::*;
use winnow::stream::{Stateful, TokenSlice};
use winnow::token::any;

use super::MAX_NESTING;
use super::token::{Parsing, Quoted, Token, TokenKind, refuse, reported};
use crate::query::error::{QueryError, QueryErrorKind as Kind, Side};
use crate::query::field::Prefix;
use crate::query::tree::{FilterTest, Order, Span, Within, Word};

/// A query as written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Word(Word),
    Quoted(Quoted, Span),
    Raw(String, Span),
    Filter(FilterTest, Span),
    All(Span),
    Group(Box<Node>),
    Beside(Vec<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>, Span),
    Plus(Box<Node>),
    /// Operands with the operators between them; one operator fewer than operands.
    Near(Vec<Node>, Vec<Proximity>),
    Prefix(Prefix, Box<Node>, Span),
    AtLeast(u32, Box<Node>, Span),
    Boost(Box<Node>, f32),
}

/// A proximity operator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Proximity {
    pub within: Within,
    pub order: Order,
    pub span: Span,
}

/// One level of precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Or,
    And,
    /// `AND NOT` as one operator.
    AndNot,
    /// Operands side by side.
    Beside,
    Not,
    /// Prefixes and `atleast` that take whatever binds tighter, rather than one operand.
    Prefix,
    Near,
}

/// What operands side by side mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Plain words are lenient when they are the whole query; everything else is required.
    Words,
    /// Words are a phrase.
    Phrase,
    /// All are required.
    All,
    /// Any will do, unless one is marked as required.
    Any,
}

/// Which of several proximity operators in a row binds tighter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NearOrder {
    /// The one written first.
    LeftToRight,
    /// The one with the smaller distance.
    NearestFirst,
}

/// The grammar of a search language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    /// What binds how tightly: the loosest first.
    pub levels: &'static [Level],
    pub beside: Beside,
    pub near_order: NearOrder,
}

/// NOT before AND before OR, proximity before all of them.
pub(crate) const DATELINE: Rules = Rules {
    levels: &[Level::Or, Level::And, Level::Beside, Level::Not, Level::Near],
    beside: Beside::Words,
    near_order: NearOrder::LeftToRight,
};

#[derive(Debug, Clone, Copy)]
struct State<'t> {
    levels: &'static [Level],
    depth: usize,
    tokens: &'t [Token],
    text: &'t str,
}

type Tokens<'t> = Stateful<TokenSlice<'t, Token>, State<'t>>;

/// Reads all tokens of a text, of which there is at least one.
pub(crate) fn read(text: &str, tokens: &[Token], rules: Rules) -> Result<Node, QueryError> {
    let mut input =
        Stateful { input: TokenSlice::new(tokens), state: State { levels: rules.levels, depth: 0, tokens, text } };
    let end = Span::new(text.len(), text.len());
    whole(&mut input).map_err(|failure| reported(failure, end))
}

fn whole(input: &mut Tokens<'_>) -> Parsing<Node> {
    let node = level(input, 0)?;
    match next(input) {
        None => Ok(node),
        Some(Token { kind: TokenKind::Close, span }) => refuse(Kind::UnopenedGroup, *span),
        Some(_) => missing(input),
    }
}

fn next<'t>(input: &Tokens<'t>) -> Option<&'t Token> {
    input.state.tokens.get(input.state.tokens.len() - input.input.len())
}

/// A token of a kind.
fn token<'t>(wanted: impl Fn(&TokenKind) -> bool) -> impl Parser<Tokens<'t>, &'t Token, super::Mode> {
    any.verify(move |token: &&Token| wanted(&token.kind))
}

/// The operators of a level and whatever binds tighter.
fn level(input: &mut Tokens<'_>, depth: usize) -> Parsing<Node> {
    match input.state.levels.get(depth) {
        None => operand(input),
        Some(Level::Or) => chain(input, depth + 1, |kind| *kind == TokenKind::Or, Node::Or),
        Some(Level::And) => chain(input, depth + 1, |kind| *kind == TokenKind::And, Node::And),
        Some(Level::AndNot) => chain(input, depth + 1, |kind| *kind == TokenKind::AndNot, except),
        Some(Level::Prefix) => prefixed(input, depth + 1),
        Some(Level::Beside) => beside(input, depth + 1),
        Some(Level::Not) => negation(input, depth + 1),
        Some(Level::Near) => proximity(input, depth + 1),
    }
}

/// Operands with one operator between each two.
fn chain(
    input: &mut Tokens<'_>,
    depth: usize,
    operator: impl Fn(&TokenKind) -> bool + Copy,
    build: fn(Vec<Node>) -> Node,
) -> Parsing<Node> {
    let mut nodes = vec![level(input, depth)?];
    while opt(token(operator)).parse_next(input)?.is_some() {
        nodes.push(level(input, depth)?);
    }
    Ok(single_or(nodes, build))
}

/// The first, and none of the others.
fn except(mut nodes: Vec<Node>) -> Node {
    for node in nodes.iter_mut().skip(1) {
        let excluded = std::mem::replace(node, Node::And(Vec::new()));
        *node = Node::Not(Box::new(excluded), Span::default());
    }
    Node::And(nodes)
}

/// `hd=retail sales near5 x`: the prefix takes all of it.
fn prefixed(input: &mut Tokens<'_>, depth: usize) -> Parsing<Node> {
    match next(input) {
        Some(Token { kind: TokenKind::Prefix(prefix), span }) => {
            any.void().parse_next(input)?;
            let operand = nested(input, *span, |input| level(input, depth))?;
            Ok(Node::Prefix(*prefix, Box::new(operand), span.to(previous_span(input))))
        }
        Some(Token { kind: TokenKind::AtLeast(times), span }) => {
            any.void().parse_next(input)?;
            let operand = nested(input, *span, |input| level(input, depth))?;
            Ok(Node::AtLeast(*times, Box::new(operand), span.to(previous_span(input))))
        }
        _ => level(input, depth),
    }
}

fn beside(input: &mut Tokens<'_>, depth: usize) -> Parsing<Node> {
    let mut nodes = vec![level(input, depth)?];
    while next(input).is_some_and(|token| token.kind.begins_operand()) {
        nodes.push(level(input, depth)?);
    }
    Ok(single_or(nodes, Node::Beside))
}

fn single_or(mut nodes: Vec<Node>, build: fn(Vec<Node>) -> Node) -> Node {
    match nodes.pop() {
        Some(only) if nodes.is_empty() => only,
        Some(last) => {
            nodes.push(last);
            build(nodes)
        }
        None => build(nodes),
    }
}

/// Any number of NOTs: two of them undo each other.
fn negation(input: &mut Tokens<'_>, depth: usize) -> Parsing<Node> {
    let span = next(input).map(|token| token.span).unwrap_or_default();
    let count: usize = repeat(0.., token(|kind| *kind == TokenKind::Not)).parse_next(input)?;
    if count > 0 && next(input).is_some_and(|token| matches!(token.kind, TokenKind::Near(..))) {
        return refuse(Kind::ProximityOperand { what: "NOT" }, span);
    }
    let node = level(input, depth)?;
    Ok(if count % 2 == 1 { Node::Not(Box::new(node), span) } else { node })
}

fn proximity(input: &mut Tokens<'_>, depth: usize) -> Parsing<Node> {
    let mut nodes = vec![level(input, depth)?];
    let mut operators = Vec::new();
    while let Some(Token { kind: TokenKind::Near(within, order), span }) =
        opt(token(|kind| matches!(kind, TokenKind::Near(..)))).parse_next(input)?
    {
        operators.push(Proximity { within: *within, order: *order, span: *span });
        if let Some(Token { kind: TokenKind::Not, span }) = next(input) {
            return refuse(Kind::ProximityOperand { what: "NOT" }, *span);
        }
        nodes.push(level(input, depth)?);
    }
    Ok(if operators.is_empty() { single_or(nodes, Node::Beside) } else { Node::Near(nodes, operators) })
}

/// An operand with its sign before it and its weight behind it.
fn operand(input: &mut Tokens<'_>) -> Parsing<Node> {
    let sign = opt(token(|kind| matches!(kind, TokenKind::Minus | TokenKind::Plus))).parse_next(input)?;
    let mut node = primary(input)?;
    if let Some(Token { kind: TokenKind::Boost(weight), .. }) =
        opt(token(|kind| matches!(kind, TokenKind::Boost(_)))).parse_next(input)?
    {
        node = Node::Boost(Box::new(node), *weight);
    }
    if let Some(Token { kind: TokenKind::Boost(_), span }) = next(input) {
        return refuse(Kind::MisplacedMark { mark: '^' }, *span);
    }
    Ok(match sign {
        Some(Token { kind: TokenKind::Minus, span }) => Node::Not(Box::new(node), *span),
        Some(_) => Node::Plus(Box::new(node)),
        None => node,
    })
}

fn primary(input: &mut Tokens<'_>) -> Parsing<Node> {
    let Some(Token { kind, span }) = opt(peek(any)).parse_next(input)? else { return missing(input) };
    let span = *span;
    let node = match kind {
        TokenKind::Word(word) => Node::Word(word.clone()),
        TokenKind::Quoted(quoted) => Node::Quoted(quoted.clone(), span),
        TokenKind::Raw(text) => Node::Raw(text.clone(), span),
        TokenKind::Filter(test) => Node::Filter(test.clone(), span),
        TokenKind::All => Node::All(span),
        TokenKind::Open => return group(input),
        TokenKind::Prefix(prefix) => {
            any.void().parse_next(input)?;
            let operand = nested(input, span, primary)?;
            return Ok(Node::Prefix(*prefix, Box::new(operand), span.to(previous_span(input))));
        }
        TokenKind::AtLeast(times) => {
            any.void().parse_next(input)?;
            let operand = nested(input, span, primary)?;
            return Ok(Node::AtLeast(*times, Box::new(operand), span.to(previous_span(input))));
        }
        _ => return missing(input),
    };
    any.void().parse_next(input)?;
    Ok(node)
}

/// `( ... )`.
fn group(input: &mut Tokens<'_>) -> Parsing<Node> {
    let Some(open) = opt(token(|kind| *kind == TokenKind::Open)).parse_next(input)? else { return missing(input) };
    if let Some(Token { kind: TokenKind::Close, span }) = next(input) {
        return refuse(Kind::EmptyGroup, open.span.to(*span));
    }
    let inner = nested(input, open.span, |input| {
        if next(input).is_none() { refuse(Kind::UnclosedGroup, open.span) } else { level(input, 0) }
    })?;
    match next(input) {
        Some(Token { kind: TokenKind::Close, .. }) => {
            any.void().parse_next(input)?;
            Ok(Node::Group(Box::new(inner)))
        }
        None => refuse(Kind::UnclosedGroup, open.span),
        Some(_) => missing(input),
    }
}

/// Goes one level deeper.
fn nested<'t>(input: &mut Tokens<'t>, place: Span, inner: impl Fn(&mut Tokens<'t>) -> Parsing<Node>) -> Parsing<Node> {
    if input.state.depth >= MAX_NESTING {
        return refuse(Kind::TooDeep { limit: MAX_NESTING }, place);
    }
    input.state.depth += 1;
    let node = inner(input)?;
    input.state.depth -= 1;
    Ok(node)
}

fn previous_span(input: &Tokens<'_>) -> Span {
    input.input.previous_tokens().next().map(|token| token.span).unwrap_or_default()
}

/// Where an operand should be there is none: the operator before the place lacks its right side, or the one at the
/// place its left side.
fn missing(input: &Tokens<'_>) -> Parsing<Node> {
    let written = |span: Span| input.state.text.get(span.range()).unwrap_or_default().to_owned();
    let before = input.input.previous_tokens().next();
    match (before, next(input)) {
        (
            Some(Token {
                kind: TokenKind::And | TokenKind::AndNot | TokenKind::Or | TokenKind::Not | TokenKind::Near(..),
                span,
            }),
            _,
        ) => refuse(Kind::MissingOperand { operator: written(*span), side: Side::After }, *span),
        (Some(Token { kind: TokenKind::Minus | TokenKind::Plus, span }), _) => {
            refuse(Kind::MissingOperand { operator: written(*span), side: Side::After }, *span)
        }
        (Some(Token { kind: TokenKind::Prefix(_) | TokenKind::AtLeast(_), span }), _) => {
            refuse(Kind::MissingValue { prefix: written(*span) }, *span)
        }
        (_, Some(Token { kind: TokenKind::Close, span })) => refuse(Kind::UnopenedGroup, *span),
        (_, Some(Token { kind: TokenKind::Boost(_), span })) => refuse(Kind::MisplacedMark { mark: '^' }, *span),
        (_, Some(Token { span, .. })) => {
            refuse(Kind::MissingOperand { operator: written(*span), side: Side::Before }, *span)
        }
        (_, None) => refuse(Kind::Empty, Span::new(0, input.state.text.len())),
    }
}
