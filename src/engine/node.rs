//! The query as the engine runs it: clauses, conditions and the logic between them.
//!
//! Owns evaluation over windows. A [`Node`] is made once for a query; [`OpenNode`] is the same for one segment. The
//! surprise: a part is asked only about documents that are still in question, so the order of an AND is the order of its
//! cost and not of its writing.

use tantivy::columnar::Column;
use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{SegmentReader, TERMINATED};

use super::EngineError;
use super::clause::{Clause, Frame, Lengths, OpenClause, for_each_in, next_of_any};
use super::date::{LONGEST_DATE, is_of_file, last_second};
use super::lexicon::Lexicon;
use super::ranking::Ranking;
use super::window::{DocBits, WINDOW};

/// A query ready to run.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// Every article.
    All,
    /// A scored part.
    Clause(Box<Clause>),
    /// A condition.
    Test(Test),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    /// The first selects, the others only score.
    Prefer(Box<Node>, Vec<Node>),
}

/// A condition on an article.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    /// Its date's span meets this one; seconds as in [`super::date::seconds`].
    Date { from: i64, to: i64 },
    /// It has no date.
    Undated,
    /// Number of words.
    Words { min: u64, max: u64 },
    /// It holds one of these terms of a field without positions.
    Terms { field: Field, terms: Vec<(usize, TermInfo)> },
}

impl Node {
    /// Every scored part that selects, in the order of the query.
    pub(crate) fn clauses<'n>(&'n self, out: &mut Vec<&'n Clause>) {
        match self {
            Node::Clause(clause) => out.push(clause),
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| node.clauses(out)),
            Node::Prefer(required, preferred) => {
                required.clauses(out);
                preferred.iter().for_each(|node| node.clauses(out));
            }
            Node::All | Node::Test(_) | Node::Not(_) => {}
        }
    }

    /// True when everything that matches holds a term of some text, as the records of files never do.
    pub(crate) fn asks_for_terms(&self) -> bool {
        match self {
            Node::Clause(_) => true,
            Node::And(nodes) => nodes.iter().any(Node::asks_for_terms),
            Node::Or(nodes) => nodes.iter().all(Node::asks_for_terms),
            Node::Prefer(required, _) => required.asks_for_terms(),
            Node::All | Node::Test(_) | Node::Not(_) => false,
        }
    }

    pub(crate) fn open(
        &self,
        lexicon: &mut Lexicon<'_>,
        segment: (usize, &SegmentReader),
        ranking: &Ranking,
        lengths: &Lengths,
    ) -> Result<OpenNode, EngineError> {
        let mut each = |nodes: &[Node]| -> Result<Vec<OpenNode>, EngineError> {
            nodes.iter().map(|node| node.open(lexicon, segment, ranking, lengths)).collect()
        };
        Ok(match self {
            Node::All => OpenNode::All,
            Node::Clause(clause) => OpenNode::Clause(Box::new(clause.open(lexicon, segment.0, ranking, lengths)?)),
            Node::Test(test) => test.open(lexicon, segment)?,
            Node::And(nodes) => {
                let mut nodes = each(nodes)?;
                nodes.sort_by_key(OpenNode::cost);
                OpenNode::And(nodes, vec![0.0; WINDOW as usize])
            }
            Node::Or(nodes) => OpenNode::Or(each(nodes)?),
            Node::Not(node) => OpenNode::Not(Box::new(node.open(lexicon, segment, ranking, lengths)?)),
            Node::Prefer(required, preferred) => {
                let preferred = each(preferred)?;
                OpenNode::Prefer(Box::new(required.open(lexicon, segment, ranking, lengths)?), preferred)
            }
        })
    }
}

impl Test {
    fn open(
        &self,
        lexicon: &mut Lexicon<'_>,
        (segment, reader): (usize, &SegmentReader),
    ) -> Result<OpenNode, EngineError> {
        let columns = reader.fast_fields();
        let column = |name| columns.i64(name).map_err(|error| lexicon.failed_engine(error));
        Ok(match self {
            Test::Date { from, to } => {
                let precision = columns.u64("date_precision").map_err(|error| lexicon.failed_engine(error))?;
                OpenNode::Date { start: column("date_start")?, precision, from: *from, to: *to }
            }
            Test::Undated => {
                let precision = columns.u64("date_precision").map_err(|error| lexicon.failed_engine(error))?;
                OpenNode::Undated(precision)
            }
            Test::Words { min, max } => {
                let words = columns.u64("word_count").map_err(|error| lexicon.failed_engine(error))?;
                OpenNode::Words { words, min: *min, max: *max }
            }
            Test::Terms { field, terms } => {
                let inverted = reader.inverted_index(*field).map_err(|error| lexicon.failed_engine(error))?;
                let here = terms.iter().filter(|(place, _)| *place == segment);
                let lists: Result<Vec<_>, _> = here
                    .map(|(_, info)| inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic))
                    .collect();
                OpenNode::Lists(lists.map_err(|error| lexicon.failed(error))?)
            }
        })
    }
}

/// A [`Node`] opened for one segment.
pub(crate) enum OpenNode {
    All,
    Clause(Box<OpenClause>),
    Date { start: Column<i64>, precision: Column<u64>, from: i64, to: i64 },
    Undated(Column<u64>),
    Words { words: Column<u64>, min: u64, max: u64 },
    Lists(Vec<SegmentPostings>),
    And(Vec<OpenNode>, Vec<f32>),
    Or(Vec<OpenNode>),
    Not(Box<OpenNode>),
    Prefer(Box<OpenNode>, Vec<OpenNode>),
}

impl OpenNode {
    /// Rank among the parts of an AND: what is cheap and rare goes first.
    fn cost(&self) -> u32 {
        match self {
            OpenNode::Lists(_) => 0,
            OpenNode::Clause(_) => 1,
            OpenNode::And(..) | OpenNode::Prefer(..) => 2,
            OpenNode::Or(_) => 3,
            OpenNode::Date { .. } | OpenNode::Words { .. } | OpenNode::Undated(_) => 4,
            OpenNode::Not(_) => 5,
            OpenNode::All => 6,
        }
    }

    /// A document before which nothing from `from` on matches.
    pub(crate) fn next_candidate(&mut self, from: u32) -> u32 {
        match self {
            OpenNode::Clause(clause) => clause.next_candidate(from),
            OpenNode::Lists(lists) => next_of_any(lists, from),
            OpenNode::And(nodes, _) => nodes.iter_mut().map(|node| node.next_candidate(from)).max().unwrap_or(from),
            OpenNode::Or(nodes) => nodes.iter_mut().map(|node| node.next_candidate(from)).min().unwrap_or(TERMINATED),
            OpenNode::Prefer(required, _) => required.next_candidate(from),
            _ => from,
        }
    }

    /// Marks what matches among the documents of `mask`; adds to their scores.
    pub(crate) fn evaluate(&mut self, frame: Frame, mask: &DocBits, scores: Option<&mut [f32]>) -> DocBits {
        match self {
            OpenNode::All => mask.clone(),
            OpenNode::Clause(clause) => clause.evaluate(frame, mask, scores),
            OpenNode::Date { start, precision, from, to } => keep(frame, mask, |document| {
                let ends = |start| precision.first(document).is_some_and(|finely| last_second(start, finely) >= *from);
                let near = |start| start >= from.saturating_sub(LONGEST_DATE);
                start
                    .first(document)
                    .is_some_and(|start| start <= *to && (start >= *from || near(start) && ends(start)))
            }),
            OpenNode::Undated(precision) => {
                keep(frame, mask, |document| precision.first(document).is_none_or(is_of_file))
            }
            OpenNode::Words { words, min, max } => {
                keep(frame, mask, |document| words.first(document).is_some_and(|count| *min <= count && count <= *max))
            }
            OpenNode::Lists(lists) => {
                let mut bits = DocBits::none();
                for list in lists {
                    for_each_in(list, frame, |offset, _| bits.insert(offset));
                }
                bits.and(mask);
                bits
            }
            OpenNode::And(nodes, own) => {
                // Scores of documents that fall out later must not stay, so they are kept apart until the end.
                let scored = scores.is_some();
                if scored {
                    own.fill(0.0);
                }
                let mut bits = mask.clone();
                for node in nodes {
                    if bits.is_empty() {
                        return bits;
                    }
                    bits = node.evaluate(frame, &bits, scored.then_some(own.as_mut_slice()));
                }
                if let Some(scores) = scores {
                    bits.iter().for_each(|offset| scores[offset as usize] += own[offset as usize]);
                }
                bits
            }
            OpenNode::Or(nodes) => {
                let mut scores = scores;
                let mut bits = DocBits::none();
                for node in nodes {
                    bits.or(&node.evaluate(frame, mask, scores.as_deref_mut()));
                }
                bits
            }
            OpenNode::Not(node) => {
                let mut bits = mask.clone();
                bits.subtract(&node.evaluate(frame, mask, None));
                bits
            }
            OpenNode::Prefer(required, preferred) => {
                let mut scores = scores;
                let bits = required.evaluate(frame, mask, scores.as_deref_mut());
                for node in preferred {
                    node.evaluate(frame, &bits, scores.as_deref_mut());
                }
                bits
            }
        }
    }
}

fn keep(frame: Frame, mask: &DocBits, test: impl Fn(u32) -> bool) -> DocBits {
    let mut bits = DocBits::none();
    mask.iter().filter(|offset| test(frame.start + offset)).for_each(|offset| bits.insert(offset));
    bits
}
