//! A query that looks at some segments only.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use tantivy::index::SegmentId;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, Score, SegmentReader, Term};

/// What `query` finds in `segments`.
#[derive(Debug)]
pub(crate) struct InSegments {
    pub(crate) query: Box<dyn Query>,
    pub(crate) segments: Arc<FxHashSet<SegmentId>>,
}

impl Clone for InSegments {
    fn clone(&self) -> InSegments {
        InSegments { query: self.query.box_clone(), segments: Arc::clone(&self.segments) }
    }
}

impl Query for InSegments {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(InSegmentsWeight { weight: self.query.weight(scoring)?, segments: Arc::clone(&self.segments) }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.query.query_terms(visitor);
    }
}

struct InSegmentsWeight {
    weight: Box<dyn Weight>,
    segments: Arc<FxHashSet<SegmentId>>,
}

impl Weight for InSegmentsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        match self.segments.contains(&reader.segment_id()) {
            true => self.weight.scorer(reader, boost),
            false => Ok(Box::new(EmptyScorer)),
        }
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        self.weight.explain(reader, document)
    }
}
