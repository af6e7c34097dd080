//! From what was written to what it means: the syntax tree becomes a [`Query`].
//!
//! Here it is decided what may stand within what and what a value says; what operands side by side mean is in
//! [`super::beside`]. The one surprise: a query without any operator, prefix or filter takes a path of its own, in
//! which parentheses and stray punctuation mean nothing, so that a pasted sentence is a query.

use jiff::civil;

use super::character::is_searchable;
use super::grammar::{Beside, NearOrder, Node, Proximity, Rules};
use super::token::{Quoted, Token};
use super::value;
use super::word::unescaped;
use crate::query::error::{QueryError, QueryErrorKind as Kind};
use crate::query::field::Prefix;
use crate::query::note::Note;
use crate::query::tree::{
    AtLeast, Field, Filter, In, Name, NameKind, Near, Phrase, PhrasePart, Query, Span, Within, Word, WordMatch,
};

/// Deepest tree that is built.
pub(super) const MAX_DEPTH: usize = 256;

/// Whether every plain word is required.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// Nothing but words, phrases and parentheses: articles with most of the words are hits too.
    Lenient,
    /// There is an operator, a prefix or a filter.
    Strict,
}

impl Strictness {
    pub(super) fn of(tokens: &[Token], rules: Rules) -> Strictness {
        if rules.beside != Beside::Words || tokens.iter().any(|token| token.kind.is_strict()) {
            Strictness::Strict
        } else {
            Strictness::Lenient
        }
    }
}

/// What a syntax tree was read from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub text: &'a str,
    pub today: civil::Date,
    pub strictness: Strictness,
    pub rules: Rules,
}

/// Gives a syntax tree its meaning.
pub(super) fn lower(node: Node, source: Source<'_>, notes: &mut Vec<Note>) -> Result<Query, QueryError> {
    let mut lowering = Lowering { source, notes };
    match source.strictness {
        Strictness::Lenient => lowering.lenient(node),
        Strictness::Strict => lowering.node(node, Scope::Text, 0),
    }
}

/// Where an operand stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Anywhere in the text.
    Text,
    /// Within a field.
    Inside(Field),
    /// Behind `person:` and the like.
    Name(NameKind),
    /// Behind a filter's prefix.
    Value(Prefix),
}

pub(super) struct Lowering<'a, 'n> {
    pub source: Source<'a>,
    notes: &'n mut Vec<Note>,
}

pub(super) type Lowered = Result<Query, QueryError>;

impl Lowering<'_, '_> {
    pub(super) fn node(&mut self, node: Node, scope: Scope, depth: usize) -> Lowered {
        let depth = depth + 1;
        match node {
            Node::Group(inner) => self.node(*inner, scope, depth),
            Node::Word(word) => {
                let span = word.span;
                self.word(word, scope, span)
            }
            Node::Quoted(quoted, span) => self.quoted(quoted, scope, span, span),
            Node::Raw(text, span) => self.raw(&text, scope, span),
            Node::Filter(test, span) => {
                self.check_scope(scope, "a filter", span)?;
                Ok(Query::Filter(Filter { test, span }))
            }
            Node::All(span) => match scope {
                Scope::Text => Ok(Query::All),
                _ => Err(QueryError::new(Kind::BareWildcard, span)),
            },
            Node::Beside(nodes) => self.beside(nodes, scope, depth),
            Node::And(nodes) => Ok(all_of(self.nodes(nodes, scope, depth)?)),
            Node::Or(nodes) => Ok(any_of(self.nodes(nodes, scope, depth)?)),
            Node::Not(inner, _) => Ok(negated(self.node(*inner, scope, depth)?)),
            Node::Plus(inner) => self.node(*inner, scope, depth),
            Node::Near(nodes, operators) => self.near(nodes, operators, scope, depth),
            Node::Prefix(prefix, operand, span) => self.prefix(prefix, *operand, scope, span, depth),
            Node::AtLeast(times, operand, span) => self.at_least(times, *operand, scope, span, depth),
            Node::Boost(inner, weight) => {
                if let Scope::Value(prefix) = scope {
                    let span = node_span(&inner);
                    return Err(value_operand("a weight", prefix, span));
                }
                let inner = self.node(*inner, scope, depth)?;
                Ok(if weight == 1.0 { inner } else { Query::Boost(Box::new(inner), weight) })
            }
        }
    }

    fn nodes(&mut self, nodes: Vec<Node>, scope: Scope, depth: usize) -> Result<Vec<Query>, QueryError> {
        nodes.into_iter().map(|node| self.node(node, scope, depth)).collect()
    }

    /// A word; `span` is where it stands with its prefix.
    pub(super) fn word(&mut self, word: Word, scope: Scope, span: Span) -> Lowered {
        match scope {
            Scope::Text | Scope::Inside(_) => {
                if !is_searchable(&word.text) {
                    return Err(QueryError::new(Kind::NotSearchable { text: word.text }, word.span));
                }
                if word.text.ends_with('!') {
                    self.note(Note::ExclamationMark { word: word.text.clone(), span: word.span });
                }
                Ok(Query::Term(word))
            }
            Scope::Name(kind) => {
                let mark = match &word.matching {
                    WordMatch::Stem => return self.name(kind, word.text, span),
                    WordMatch::Exact => "=",
                    WordMatch::Wildcard(_) => "*",
                    WordMatch::Fuzzy(_) => "~",
                };
                Err(QueryError::new(Kind::MarkInName { mark, kind }, word.span))
            }
            Scope::Value(prefix) => {
                let typed = self.source.text.get(word.span.range()).unwrap_or(&word.text).to_owned();
                self.value(prefix, &typed, word.span, span)
            }
        }
    }

    /// Something in quotes; `span` is where it stands with its prefix, `own` without.
    fn quoted(&mut self, quoted: Quoted, scope: Scope, own: Span, span: Span) -> Lowered {
        match scope {
            Scope::Text | Scope::Inside(_) => self.phrase(quoted, own),
            Scope::Name(kind) => {
                if quoted.slop.is_some() {
                    return Err(QueryError::new(Kind::MarkInName { mark: "~", kind }, own));
                }
                self.name(kind, unescaped(&quoted.text), span)
            }
            Scope::Value(prefix) => match quoted.slop {
                Some(_) => Err(QueryError::new(Kind::MisplacedMark { mark: '~' }, own)),
                None => self.value(prefix, &quoted.text, own, span),
            },
        }
    }

    fn raw(&mut self, text: &str, scope: Scope, span: Span) -> Lowered {
        match scope {
            Scope::Value(prefix) => self.value(prefix, text, span, span),
            _ => Err(QueryError::new(Kind::MisplacedMark { mark: ':' }, span)),
        }
    }

    fn name(&mut self, kind: NameKind, text: String, span: Span) -> Lowered {
        if !is_searchable(&text) {
            return Err(QueryError::new(Kind::NotSearchable { text }, span));
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Query::Name(Name { kind, text, span }))
    }

    fn value(&mut self, prefix: Prefix, text: &str, own: Span, span: Span) -> Lowered {
        let test = value::filter_test(prefix, text, self.source.today)
            .expect("only the prefixes of filters open the scope of a value")
            .map_err(|kind| QueryError::new(kind, own))?;
        Ok(Query::Filter(Filter { test, span }))
    }

    /// A phrase; one word in quotes is that word.
    pub(super) fn phrase(&mut self, quoted: Quoted, span: Span) -> Lowered {
        let Quoted { mut parts, slop, .. } = quoted;
        if parts.len() > 1 {
            return Ok(Query::Phrase(Phrase { parts, slop: slop.unwrap_or(0), span }));
        }
        match parts.pop() {
            Some(PhrasePart::Word(word)) if slop.is_none() => Ok(Query::Term(Word { span, ..word })),
            Some(_) => Err(QueryError::new(Kind::MisplacedMark { mark: '~' }, span)),
            None => Err(QueryError::new(Kind::EmptyPhrase, span)),
        }
    }

    fn prefix(&mut self, prefix: Prefix, operand: Node, scope: Scope, span: Span, depth: usize) -> Lowered {
        match (scope, prefix) {
            (Scope::Text, _) | (Scope::Inside(_), Prefix::Name(_)) => {}
            (Scope::Inside(outer), _) => {
                let (inner, outer) = (format!("{}:", prefix.name()), format!("{outer}:"));
                return Err(QueryError::new(Kind::Nested { inner, outer }, span));
            }
            (Scope::Name(kind), _) => return Err(value_operand("a prefix", Prefix::Name(kind), span)),
            (Scope::Value(outer), _) => return Err(value_operand("a prefix", outer, span)),
        }
        let inner = match prefix {
            Prefix::In(field) => {
                let operand = Box::new(self.node(operand, Scope::Inside(field), depth)?);
                return Ok(Query::In(In { field, operand, span }));
            }
            Prefix::Name(kind) => Scope::Name(kind),
            _ => Scope::Value(prefix),
        };
        match operand {
            Node::Word(word) => self.word(word, inner, span),
            Node::Quoted(quoted, own) => self.quoted(quoted, inner, own, span),
            Node::Raw(text, own) => self.value(prefix, &text, own, span),
            operand => self.node(operand, inner, depth),
        }
    }

    fn near(&mut self, nodes: Vec<Node>, operators: Vec<Proximity>, scope: Scope, depth: usize) -> Lowered {
        let place = operators.first().map(|operator| operator.span).unwrap_or_default();
        self.check_scope(scope, "proximity", place)?;
        if depth + operators.len() > MAX_DEPTH {
            return Err(QueryError::new(Kind::TooDeep { limit: MAX_DEPTH }, place));
        }
        let depth = depth + operators.len();
        let mut operands = Vec::with_capacity(nodes.len());
        for node in nodes {
            let (unfit, span) = (without_position(&node, self.source.rules), node_span(&node));
            let query = self.node(node, scope, depth)?;
            match unfit {
                Some(what) => return Err(QueryError::new(Kind::ProximityOperand { what }, span)),
                None => operands.push(query),
            }
        }
        Ok(near_chain(operands, operators, self.source.rules.near_order))
    }

    fn at_least(&mut self, times: u32, operand: Node, scope: Scope, span: Span, depth: usize) -> Lowered {
        self.check_scope(scope, "atleast", span)?;
        let (unfit, place) = (without_position(&operand, self.source.rules), node_span(&operand));
        let operand = Box::new(self.node(operand, scope, depth)?);
        match unfit.or_else(|| holds_near(&operand).then_some("proximity")) {
            Some(what) => Err(QueryError::new(Kind::CountedOperand { what }, place)),
            None => Ok(Query::AtLeast(AtLeast { times, operand, span })),
        }
    }

    /// Refuses what cannot stand behind a name's or a filter's prefix, or a filter within a field.
    fn check_scope(&self, scope: Scope, what: &'static str, span: Span) -> Result<(), QueryError> {
        match scope {
            Scope::Text => Ok(()),
            Scope::Inside(_) if what != "a filter" => Ok(()),
            Scope::Inside(field) => Err(value_operand(what, Prefix::In(field), span)),
            Scope::Name(kind) => Err(value_operand(what, Prefix::Name(kind), span)),
            Scope::Value(prefix) => Err(value_operand(what, prefix, span)),
        }
    }

    pub(super) fn note(&mut self, note: Note) {
        note.add_to(self.notes);
    }

    /// Takes remarks back that another one makes needless.
    pub(super) fn withdraw(&mut self, needless: impl Fn(&Note) -> bool) {
        self.notes.retain(|note| !needless(note));
    }
}

/// Operands with the proximity operators between them, as a tree.
pub(super) fn near_chain(mut operands: Vec<Query>, mut operators: Vec<Proximity>, near_order: NearOrder) -> Query {
    let distance = |operator: &Proximity| match operator.within {
        Within::Words(words) => words,
        Within::Sentence => u32::MAX - 1,
        Within::Paragraph => u32::MAX,
    };
    while !operators.is_empty() && operands.len() > 1 {
        let tightest = match near_order {
            NearOrder::LeftToRight => 0,
            NearOrder::NearestFirst => operators
                .iter()
                .enumerate()
                .min_by_key(|(_, operator)| distance(operator))
                .map_or(0, |(index, _)| index),
        };
        let Proximity { within, order, span } = operators.remove(tightest);
        let right = Box::new(operands.remove(tightest + 1));
        let left = Box::new(std::mem::replace(&mut operands[tightest], Query::All));
        operands[tightest] = Query::Near(Near { left, right, within, order, span });
    }
    operands.pop().unwrap_or(Query::All)
}

pub(super) fn value_operand(what: &'static str, prefix: Prefix, span: Span) -> QueryError {
    QueryError::new(Kind::ValueOperand { what, prefix: format!("{}:", prefix.name()) }, span)
}

/// True for proximity, alone or among the branches of an `Or`.
fn holds_near(query: &Query) -> bool {
    match query {
        Query::Near(_) => true,
        Query::Or(parts) => parts.iter().any(holds_near),
        _ => false,
    }
}

/// What is wrong with an operand of proximity; `None` for what has positions in a text.
pub(super) fn without_position(node: &Node, rules: Rules) -> Option<&'static str> {
    let first_of = |nodes: &[Node]| nodes.iter().find_map(|node| without_position(node, rules));
    match node {
        Node::Word(_) | Node::Quoted(..) | Node::Near(..) => None,
        Node::Group(inner) => without_position(inner, rules),
        Node::Or(nodes) => first_of(nodes),
        Node::Beside(nodes) if rules.beside == Beside::Phrase => first_of(nodes),
        Node::Prefix(Prefix::Name(_), operand, _) => match operand.as_ref() {
            Node::Group(inner) if matches!(**inner, Node::Beside(_)) => None,
            operand => without_position(operand, rules),
        },
        Node::Prefix(Prefix::In(_), ..) => Some("a field"),
        Node::Prefix(..) | Node::Raw(..) | Node::Filter(..) => Some("a filter"),
        Node::All(_) => Some("*"),
        Node::Beside(_) => Some("words side by side"),
        Node::And(_) => Some("AND"),
        Node::Not(..) => Some("NOT"),
        Node::Plus(_) => Some("+"),
        Node::AtLeast(..) => Some("atleast"),
        Node::Boost(..) => Some("a weight"),
    }
}

/// The stretch of text that a node was read from.
pub(super) fn node_span(node: &Node) -> Span {
    let all = |nodes: &[Node]| nodes.iter().map(node_span).reduce(Span::to).unwrap_or_default();
    match node {
        Node::Word(word) => word.span,
        Node::Quoted(_, span) | Node::Raw(_, span) | Node::Filter(_, span) | Node::All(span) => *span,
        Node::Prefix(_, _, span) | Node::AtLeast(_, _, span) => *span,
        Node::Group(inner) | Node::Plus(inner) | Node::Boost(inner, _) => node_span(inner),
        Node::Not(inner, span) => span.to(node_span(inner)),
        Node::Beside(nodes) | Node::And(nodes) | Node::Or(nodes) | Node::Near(nodes, _) => all(nodes),
    }
}

fn negated(query: Query) -> Query {
    match query {
        Query::Not(inner) => *inner,
        other => Query::Not(Box::new(other)),
    }
}

/// All of these; an `And` among them is taken apart, and `*` beside others says nothing.
pub(super) fn all_of(queries: Vec<Query>) -> Query {
    let mut parts = Vec::with_capacity(queries.len());
    for query in queries {
        match query {
            Query::And(inner) => parts.extend(inner),
            Query::All => {}
            other => parts.push(other),
        }
    }
    joined(parts, Query::And).unwrap_or(Query::All)
}

/// Any of these; an `Or` among them is taken apart.
pub(super) fn any_of(queries: Vec<Query>) -> Query {
    let mut parts = Vec::with_capacity(queries.len());
    for query in queries {
        match query {
            Query::Or(inner) => parts.extend(inner),
            other => parts.push(other),
        }
    }
    joined(parts, Query::Or).unwrap_or(Query::All)
}

/// One part as it is, several under `build`.
pub(super) fn joined(mut parts: Vec<Query>, build: fn(Vec<Query>) -> Query) -> Option<Query> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(build(parts)),
    }
}
