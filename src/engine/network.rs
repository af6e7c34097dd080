//! Who is named together with whom: a network of persons, weighted by shared articles.
//!
//! Owns the counting of pairs over the rows of [`super::roster`]. The surprise: only pairs among the persons that were
//! chosen are counted, so that the number of pairs is bounded by the size of the network and not by the corpus.

use rustc_hash::FxHashMap;

use super::EngineError;
use super::document::NameClass;
use super::index::ArticleIndex;
use super::people::NameEntry;
use super::roster::Roster;

/// Persons and how many articles each two of them share.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Network {
    /// The persons.
    pub nodes: Vec<NameEntry>,
    /// Pairs that share an article.
    pub edges: Vec<NetworkEdge>,
}

/// Two persons that share articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NetworkEdge {
    /// Index into [`Network::nodes`].
    pub from: usize,
    /// Another, greater than `from`.
    pub to: usize,
    /// Articles that name both.
    pub articles: u64,
}

impl ArticleIndex {
    /// The network of some names of one class.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn network(&self, class: NameClass, nodes: Vec<NameEntry>) -> Result<Network, EngineError> {
        let io = |error| EngineError::io(&self.path, error);
        let mut pairs: FxHashMap<(usize, usize), u64> = FxHashMap::default();
        for segment in self.searcher.segment_readers() {
            let roster = Roster::open(self, segment)?;
            let mut node_of: FxHashMap<u64, usize> = FxHashMap::default();
            for (node, entry) in nodes.iter().enumerate() {
                for key in &entry.keys {
                    node_of.extend(roster.forms(class, key).map_err(io)?.map(|ordinal| (ordinal, node)));
                }
            }
            let (mut here, mut row): (Vec<usize>, _) = (Vec::new(), Vec::new());
            for document in segment.doc_ids_alive() {
                here.clear();
                roster.read_ordinals(document, &mut row);
                here.extend(row.iter().filter_map(|ordinal| node_of.get(ordinal).copied()));
                here.sort_unstable();
                here.dedup();
                for (at, from) in here.iter().enumerate() {
                    for to in &here[at + 1..] {
                        *pairs.entry((*from, *to)).or_default() += 1;
                    }
                }
            }
        }
        let mut edges: Vec<NetworkEdge> =
            pairs.into_iter().map(|((from, to), articles)| NetworkEdge { from, to, articles }).collect();
        edges.sort_by_key(|edge| (edge.from, edge.to));
        Ok(Network { nodes, edges })
    }
}
