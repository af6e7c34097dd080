//! Operands side by side: lenient words, strict operands, phrases without quotes, `+` and its kin.
//!
//! What they mean depends on the search language and on whether the query has any operator.

use super::character::is_searchable;
use super::grammar::{Beside, Node, Proximity};
use super::lower::{
    Lowered, Lowering, MAX_DEPTH, Scope, all_of, any_of, joined, near_chain, node_span, value_operand, without_position,
};
use super::token::Quoted;
use super::word::{unescaped, without_question_mark};
use crate::query::error::{QueryError, QueryErrorKind as Kind};
use crate::query::field::Prefix;
use crate::query::note::Note;
use crate::query::role::{WordRole, WordTime, word_roles};
use crate::query::tree::{Order, PhrasePart, Prefer, Query, Span, Within, Word, WordMatch};

impl Lowering<'_, '_> {
    /// A query of plain words and phrases.
    pub(super) fn lenient(&mut self, node: Node) -> Lowered {
        let whole = Span::new(0, self.source.text.len());
        let mut leaves = Vec::new();
        flatten(node, &mut leaves);
        let several = leaves.len() > 1;
        let (mut words, mut phrases, mut all) = (Vec::new(), Vec::new(), None);
        let mut left_out = Vec::new();
        for leaf in leaves {
            match leaf {
                Node::Word(word) => {
                    let word = if several { self.plain(word) } else { self.sole(word) };
                    if is_searchable(&word.text) { words.push(word) } else { left_out.push(word) }
                }
                Node::Quoted(quoted, span) => phrases.push(self.phrase(quoted, span)?),
                other => all = Some(node_span(&other)),
            }
        }
        if words.is_empty() && phrases.is_empty() && all.is_none() {
            let text = self.source.text.trim().to_owned();
            return Err(QueryError::new(Kind::NotSearchable { text }, whole));
        }
        for word in left_out {
            self.note(Note::LeftOut { text: word.text, span: word.span });
        }
        if let (Some(span), true) = (all, several) {
            self.note(Note::LeftOut { text: "*".to_owned(), span });
        }
        let mut parts = Vec::new();
        match words.len() {
            0 => {}
            1 => parts.extend(words.pop().map(Query::Term)),
            _ => {
                self.note_time(&words);
                parts.push(Query::Words(words));
            }
        }
        parts.append(&mut phrases);
        Ok(joined(parts, Query::And).unwrap_or(Query::All))
    }

    /// Remarks on a time among plain words that could be a filter, the most exact one.
    fn note_time(&mut self, words: &[Word]) {
        let roles = word_roles(words);
        let time = |role: &WordRole| match role {
            WordRole::Timed(time) => time.filter().map(|filter| (*time, filter)),
            WordRole::Sought | WordRole::Joining => None,
        };
        let exact = |(time, _): &(WordTime, String)| (time.day.is_some(), time.month.is_some());
        let Some((most_exact, filter)) = roles.iter().filter_map(time).max_by_key(exact) else { return };
        self.note(Note::TimeAmongWords { time: most_exact, filter });
        let timed = words.iter().zip(&roles).filter(|(_, role)| time(role).is_some());
        let spans: Vec<Span> = timed.map(|(word, _)| word.span).collect();
        self.withdraw(|note| matches!(note, Note::DateAsWord { span, .. } if spans.contains(span)));
    }

    /// A word that is the whole query: a `!` at its end is likelier meant as a wildcard than as an exclamation.
    fn sole(&mut self, word: Word) -> Word {
        if word.text.ends_with('!') {
            self.note(Note::ExclamationMark { word: word.text.clone(), span: word.span });
        }
        word
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

    /// Operands side by side in a strict query.
    pub(super) fn beside(&mut self, nodes: Vec<Node>, scope: Scope, depth: usize) -> Lowered {
        if let Scope::Name(_) | Scope::Value(_) = scope {
            return self.joined_value(nodes, scope);
        }
        let whole = nodes.iter().map(node_span).reduce(Span::to).unwrap_or_default();
        let (words, left_out): (Vec<Node>, Vec<Node>) =
            nodes.into_iter().partition(|node| !matches!(node, Node::Word(word) if !is_searchable(&word.text)));
        for node in left_out {
            if let Node::Word(Word { text, span, .. }) = node {
                self.note(Note::LeftOut { text, span });
            }
        }
        if words.is_empty() {
            let text = self.source.text.get(whole.range()).unwrap_or_default().to_owned();
            return Err(QueryError::new(Kind::NotSearchable { text }, whole));
        }
        match self.source.rules.beside {
            Beside::Words | Beside::All => self.all_beside(words, scope, depth),
            Beside::Any => self.any_beside(words, scope, depth),
            Beside::Phrase => self.phrase_beside(words, scope, depth),
        }
    }

    /// All are required, but beside a `+` words and phrases only rank.
    fn all_beside(&mut self, nodes: Vec<Node>, scope: Scope, depth: usize) -> Lowered {
        let has_plus = nodes.iter().any(|node| matches!(node, Node::Plus(_)));
        self.note_bare_names(&nodes);
        let (mut required, mut preferred) = (Vec::new(), Vec::new());
        for node in nodes {
            let is_optional = has_plus && matches!(node, Node::Word(_) | Node::Quoted(..));
            let query = self.node(node, scope, depth)?;
            if is_optional { preferred.push(query) } else { required.push(query) }
        }
        Ok(preferring(all_of(required), preferred))
    }

    /// Any will do; with `+` or AND among them only what these mark is required.
    fn any_beside(&mut self, nodes: Vec<Node>, scope: Scope, depth: usize) -> Lowered {
        let (mut required, mut excluded, mut optional) = (Vec::new(), Vec::new(), Vec::new());
        for node in nodes {
            let place = match node {
                Node::Plus(_) | Node::And(_) => &mut required,
                Node::Not(..) => &mut excluded,
                _ => &mut optional,
            };
            place.push(self.node(node, scope, depth)?);
        }
        if required.is_empty() {
            let mut parts = if optional.is_empty() { Vec::new() } else { vec![any_of(optional)] };
            parts.append(&mut excluded);
            return Ok(all_of(parts));
        }
        required.append(&mut excluded);
        Ok(preferring(all_of(required), optional))
    }

    /// Words are a phrase; groups and other things with positions follow directly upon one another; the rest is
    /// required.
    fn phrase_beside(&mut self, nodes: Vec<Node>, scope: Scope, depth: usize) -> Lowered {
        let rules = self.source.rules;
        let mut parts = Vec::new();
        let mut run: Vec<Node> = Vec::new();
        for node in nodes {
            if without_position(&node, rules).is_none() && !matches!(node, Node::Near(..)) {
                run.push(node);
            } else {
                parts.extend(self.phrase_run(std::mem::take(&mut run), scope, depth)?);
                parts.push(self.node(node, scope, depth)?);
            }
        }
        parts.extend(self.phrase_run(run, scope, depth)?);
        Ok(all_of(parts))
    }

    /// One stretch of operands that have positions.
    fn phrase_run(&mut self, nodes: Vec<Node>, scope: Scope, depth: usize) -> Result<Option<Query>, QueryError> {
        let mut operands: Vec<(Query, Span)> = Vec::new();
        let mut words: Vec<(PhrasePart, Span)> = Vec::new();
        for node in nodes {
            let span = node_span(&node);
            match node {
                Node::Word(word) => words.push((PhrasePart::Word(word), span)),
                Node::Quoted(Quoted { parts, slop: None, .. }, _) if !parts.is_empty() => {
                    words.extend(parts.into_iter().map(|part| (part, span)));
                }
                node => {
                    operands.extend(self.phrase_of(std::mem::take(&mut words))?);
                    operands.push((self.node(node, scope, depth)?, span));
                }
            }
        }
        operands.extend(self.phrase_of(words)?);
        if depth + operands.len() > MAX_DEPTH {
            let place = operands.first().map(|(_, span)| *span).unwrap_or_default();
            return Err(QueryError::new(Kind::TooDeep { limit: MAX_DEPTH }, place));
        }
        let next_to = |span| Proximity { within: Within::Words(1), order: Order::AsWritten, span };
        let operators = operands.iter().skip(1).map(|(_, span)| next_to(*span)).collect();
        let queries: Vec<Query> = operands.into_iter().map(|(query, _)| query).collect();
        Ok(if queries.is_empty() { None } else { Some(near_chain(queries, operators, self.source.rules.near_order)) })
    }

    /// Words written without quotes as a phrase.
    fn phrase_of(&mut self, words: Vec<(PhrasePart, Span)>) -> Result<Option<(Query, Span)>, QueryError> {
        let Some(span) = words.iter().map(|(_, span)| *span).reduce(Span::to) else { return Ok(None) };
        let parts = words.into_iter().map(|(part, _)| part).collect();
        let quoted = Quoted { text: String::new(), parts, slop: None, question_mark: None };
        self.phrase(quoted, span).map(|query| Some((query, span)))
    }

    /// Words side by side in the parentheses of a name or a value: one name of several words.
    fn joined_value(&mut self, nodes: Vec<Node>, scope: Scope) -> Lowered {
        let span = nodes.iter().map(node_span).reduce(Span::to).unwrap_or_default();
        if let Some(other) = nodes.iter().find(|node| !matches!(node, Node::Word(_))) {
            let prefix = match scope {
                Scope::Name(kind) => Prefix::Name(kind),
                Scope::Value(prefix) => prefix,
                Scope::Inside(field) => Prefix::In(field),
                Scope::Text => return Err(QueryError::new(Kind::Empty, span)),
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
}

/// The leaves of a tree that has no operators.
fn flatten(node: Node, leaves: &mut Vec<Node>) {
    match node {
        Node::Group(inner) => flatten(*inner, leaves),
        Node::Beside(nodes) => nodes.into_iter().for_each(|node| flatten(node, leaves)),
        leaf => leaves.push(leaf),
    }
}

/// Something required, and what only raises the rank of it.
fn preferring(required: Query, preferred: Vec<Query>) -> Query {
    if preferred.is_empty() { required } else { Query::Prefer(Prefer { required: Box::new(required), preferred }) }
}
