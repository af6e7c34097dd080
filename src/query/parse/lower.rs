//! From what was written to what it means: the syntax tree becomes a [`Query`].
//!
//! Here it is decided whether plain words are lenient or strict, what may stand within what, and what a value says. The
//! one surprise: a query without any operator, prefix or filter takes a path of its own, in which parentheses and stray
//! punctuation mean nothing, so that a pasted sentence is a query.

use jiff::civil;

use super::character::is_searchable;
use super::grammar::{Node, Proximity};
use super::token::{Quoted, Token};
use super::value;
use super::word::{unescaped, without_question_mark};
use crate::query::error::{QueryError, QueryErrorKind as Kind};
use crate::query::field::Prefix;
use crate::query::note::Note;
use crate::query::tree::{
    AtLeast, Field, Filter, In, Name, NameKind, Near, Phrase, PhrasePart, Prefer, Query, Span, Word, WordMatch,
};

/// Deepest tree that is built.
const MAX_DEPTH: usize = 256;

/// Whether every plain word is required.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// Nothing but words, phrases and parentheses: articles with most of the words are hits too.
    Lenient,
    /// There is an operator, a prefix or a filter.
    Strict,
}

impl Strictness {
    pub(super) fn of(tokens: &[Token]) -> Strictness {
        if tokens.iter().any(|token| token.kind.is_strict()) { Strictness::Strict } else { Strictness::Lenient }
    }
}

/// What a syntax tree was read from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub text: &'a str,
    pub today: civil::Date,
    pub strictness: Strictness,
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
enum Scope {
    /// Anywhere in the text.
    Text,
    /// Within a field.
    Inside(Field),
    /// Behind `person:` and the like.
    Name(NameKind),
    /// Behind a filter's prefix.
    Value(Prefix),
}

struct Lowering<'a, 'n> {
    source: Source<'a>,
    notes: &'n mut Vec<Note>,
}

type Lowered = Result<Query, QueryError>;

impl Lowering<'_, '_> {
    /// A query of plain words and phrases.
    fn lenient(&mut self, node: Node) -> Lowered {
        let whole = Span::new(0, self.source.text.len());
        let mut leaves = Vec::new();
        flatten(node, &mut leaves);
        let several = leaves.len() > 1;
        let (mut words, mut phrases, mut has_all) = (Vec::new(), Vec::new(), false);
        let mut left_out = Vec::new();
        for leaf in leaves {
            match leaf {
                Node::Word(word) => {
                    let word = if several { self.plain(word) } else { word };
                    if is_searchable(&word.text) { words.push(word) } else { left_out.push(word) }
                }
                Node::Quoted(quoted, span) => phrases.push(self.phrase(quoted, span)?),
                _ => has_all = true,
            }
        }
        if words.is_empty() && phrases.is_empty() && !has_all {
            let text = self.source.text.trim().to_owned();
            return Err(QueryError::new(Kind::NotSearchable { text }, whole));
        }
        for word in left_out {
            self.note(Note::LeftOut { text: word.text, span: word.span });
        }
        let mut parts = Vec::new();
        match words.len() {
            0 => {}
            1 => parts.extend(words.pop().map(Query::Term)),
            _ => parts.push(Query::Words(words)),
        }
        parts.append(&mut phrases);
        Ok(joined(parts, Query::And).unwrap_or(Query::All))
    }

    /// A word among other plain words: a `?` at its end is a question mark.
    fn plain(&mut self, word: Word) -> Word {
        match without_question_mark(&word) {
            Some(plain) => {
                self.note(Note::QuestionMark { word: word.text, span: word.span });
                plain
            }
            None => word,
        }
    }

    fn node(&mut self, node: Node, scope: Scope, depth: usize) -> Lowered {
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
    fn word(&mut self, word: Word, scope: Scope, span: Span) -> Lowered {
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
        Ok(Query::Name(Name { kind, text, span }))
    }

    fn value(&mut self, prefix: Prefix, text: &str, own: Span, span: Span) -> Lowered {
        let test = value::filter_test(prefix, text, self.source.today)
            .expect("only the prefixes of filters open the scope of a value")
            .map_err(|kind| QueryError::new(kind, own))?;
        Ok(Query::Filter(Filter { test, span }))
    }

    /// A phrase; one word in quotes is that word.
    fn phrase(&mut self, quoted: Quoted, span: Span) -> Lowered {
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

    /// Operands side by side in a strict query: all are required, but beside a `+` words and phrases only rank.
    fn beside(&mut self, nodes: Vec<Node>, scope: Scope, depth: usize) -> Lowered {
        if let Scope::Name(_) | Scope::Value(_) = scope {
            return self.joined_value(nodes, scope);
        }
        let has_plus = nodes.iter().any(|node| matches!(node, Node::Plus(_)));
        let whole = nodes.iter().map(node_span).reduce(Span::to).unwrap_or_default();
        self.note_bare_names(&nodes);
        let (mut required, mut preferred, mut has_all) = (Vec::new(), Vec::new(), false);
        for node in nodes {
            match node {
                Node::Word(word) if !is_searchable(&word.text) => {
                    self.note(Note::LeftOut { text: word.text, span: word.span });
                }
                Node::All(_) if scope == Scope::Text => has_all = true,
                node @ (Node::Word(_) | Node::Quoted(..)) if has_plus => preferred.push(self.node(node, scope, depth)?),
                node => required.push(self.node(node, scope, depth)?),
            }
        }
        if required.is_empty() && has_all {
            required.push(Query::All);
        }
        if required.is_empty() && preferred.is_empty() {
            let text = self.source.text.get(whole.range()).unwrap_or_default().to_owned();
            return Err(QueryError::new(Kind::NotSearchable { text }, whole));
        }
        let required = all_of(required);
        Ok(if preferred.is_empty() {
            required
        } else {
            Query::Prefer(Prefer { required: Box::new(required), preferred })
        })
    }

    /// Words side by side in the parentheses of a name or a value: one name of several words.
    fn joined_value(&mut self, nodes: Vec<Node>, scope: Scope) -> Lowered {
        let span = nodes.iter().map(node_span).reduce(Span::to).unwrap_or_default();
        if let Some(other) = nodes.iter().find(|node| !matches!(node, Node::Word(_))) {
            let prefix = match scope {
                Scope::Name(kind) => Prefix::Name(kind),
                Scope::Value(prefix) => prefix,
                Scope::Text | Scope::Inside(_) => return Err(QueryError::new(Kind::Empty, span)),
            };
            return Err(value_operand("a mixture", prefix, node_span(other)));
        }
        let text = unescaped(self.source.text.get(span.range()).unwrap_or_default());
        self.note(Note::JoinedValue { text: text.clone(), span });
        let word = Word { text, matching: WordMatch::Stem, span };
        self.word(word, scope, span)
    }

    /// Remarks on `person:Benjamin Netanyahu`, of which the prefix takes only the first word.
    fn note_bare_names(&mut self, nodes: &[Node]) {
        let is_capitalised = |word: &Word| word.text.chars().next().is_some_and(char::is_uppercase);
        for pair in nodes.windows(2) {
            if let [Node::Prefix(Prefix::Name(kind), operand, span), Node::Word(rest)] = pair
                && let Node::Word(first) = operand.as_ref()
                && is_capitalised(first)
                && is_capitalised(rest)
            {
                let full = format!("{} {}", first.text, rest.text);
                self.note(Note::BareName { kind: *kind, full, span: span.to(rest.span) });
            }
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
            let (unfit, span) = (without_position(&node), node_span(&node));
            let query = self.node(node, scope, depth)?;
            match unfit {
                Some(what) => return Err(QueryError::new(Kind::ProximityOperand { what }, span)),
                None => operands.push(query),
            }
        }
        let mut operands = operands.into_iter();
        let first = operands.next().unwrap_or(Query::All);
        Ok(operands.zip(operators).fold(first, |left, (right, operator)| {
            let Proximity { within, order, span } = operator;
            Query::Near(Near { left: Box::new(left), right: Box::new(right), within, order, span })
        }))
    }

    fn at_least(&mut self, times: u32, operand: Node, scope: Scope, span: Span, depth: usize) -> Lowered {
        self.check_scope(scope, "atleast", span)?;
        let unfit = match &operand {
            Node::Group(inner) if matches!(**inner, Node::Near(..)) => Some("proximity"),
            other => without_position(other),
        };
        let place = node_span(&operand);
        let operand = Box::new(self.node(operand, scope, depth)?);
        match unfit {
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

    fn note(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

fn value_operand(what: &'static str, prefix: Prefix, span: Span) -> QueryError {
    QueryError::new(Kind::ValueOperand { what, prefix: format!("{}:", prefix.name()) }, span)
}

/// The leaves of a tree that has no operators.
fn flatten(node: Node, leaves: &mut Vec<Node>) {
    match node {
        Node::Group(inner) => flatten(*inner, leaves),
        Node::Beside(nodes) => nodes.into_iter().for_each(|node| flatten(node, leaves)),
        leaf => leaves.push(leaf),
    }
}

/// What is wrong with an operand of proximity; `None` for what has positions in a text.
fn without_position(node: &Node) -> Option<&'static str> {
    match node {
        Node::Word(_) | Node::Quoted(..) | Node::Near(..) => None,
        Node::Group(inner) => without_position(inner),
        Node::Or(nodes) => nodes.iter().find_map(without_position),
        Node::Prefix(Prefix::Name(_), operand, _) => match operand.as_ref() {
            Node::Group(inner) if matches!(**inner, Node::Beside(_)) => None,
            operand => without_position(operand),
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
fn node_span(node: &Node) -> Span {
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
fn all_of(queries: Vec<Query>) -> Query {
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
fn any_of(queries: Vec<Query>) -> Query {
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
fn joined(mut parts: Vec<Query>, build: fn(Vec<Query>) -> Query) -> Option<Query> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(build(parts)),
    }
}
