//! Any of several parts, where only the best are wanted: what cannot be among them is neither counted nor scored.
//!
//! Owns which parts of an OR are looked for by themselves and which only where another stands (the essential lists of Turtle and
//! Flood, "Query evaluation: strategies and optimizations", 1995). The surprise: what is left is scored part by part in the order of the
//! query, as it is where everything is looked into, so that sums are rounded alike.

use super::SegmentWalk;
use crate::engine::best::Best;
use crate::engine::clause::{Frame, OpenClause};
use crate::engine::node::OpenNode;
use crate::engine::search::{Share, Totals};
use crate::engine::window::DocBits;

/// Sums in another order are rounded in another way.
const ROUNDED: f32 = 0.9999;

impl SegmentWalk {
    /// The documents of a window that have any part and may be among the best, with their scores; `None` where every document that
    /// has a part is asked for, or there are not enough hits yet.
    pub(super) fn either(&mut self, frame: Frame, mask: &DocBits, best: &Best) -> Option<DocBits> {
        let least = best.least(Share::Full) * ROUNDED;
        let alone = self.totals == Totals::Skipped && self.bag.is_empty() && self.extra.is_empty();
        if !alone || least <= 0.0 {
            return None;
        }
        // What is told of scores so far is asked while the parts are changed.
        let mut strict = self.strict.take();
        let found = match &mut strict {
            Some(OpenNode::Or(parts)) => {
                let parts = parts.iter_mut().map(|part| match part {
                    OpenNode::Clause(clause) => Some(clause.as_mut()),
                    _ => None,
                });
                parts.collect::<Option<Vec<_>>>().map(|mut parts| self.any_promising(frame, mask, &mut parts, least))
            }
            _ => None,
        };
        self.strict = strict;
        found
    }

    fn any_promising(&mut self, frame: Frame, mask: &DocBits, parts: &mut [&mut OpenClause], least: f32) -> DocBits {
        let mut order: Vec<usize> = (0..parts.len()).collect();
        // Those that tell much for little come first, names and phrases last.
        let telling = |part: &usize| parts[*part].ceiling() / parts[*part].cost().max(1) as f32;
        order.sort_by(|a, b| telling(b).total_cmp(&telling(a)));
        // What those are worth together at most that come from here on.
        let mut rest: f32 = parts.iter().map(|part| part.ceiling()).sum();
        let mut marks = vec![DocBits::none(); parts.len()];
        let mut any = DocBits::none();
        for (place, &part) in order.iter().enumerate() {
            let essential = rest >= least;
            if !essential {
                any = self.reaching_with(frame, &any, parts, &order[..place], least - rest);
                if any.is_empty() {
                    break;
                }
            }
            marks[part] = parts[part].mark(frame, if essential { mask } else { &any });
            if essential {
                any.or(&marks[part]);
            }
            rest -= parts[part].ceiling();
        }
        for (part, hits) in parts.iter_mut().zip(&mut marks) {
            hits.and(&any);
            part.score(frame, hits, &mut self.scores);
            part.forget();
        }
        any
    }

    /// Of some documents those that may score so much by the parts that have been marked.
    fn reaching_with(
        &self,
        frame: Frame,
        documents: &DocBits,
        parts: &[&mut OpenClause],
        marked: &[usize],
        least: f32,
    ) -> DocBits {
        let marked: Vec<&OpenClause> = marked.iter().map(|part| &*parts[*part]).collect();
        let mut reaching = DocBits::none();
        for (number, &word) in documents.words().iter().enumerate().filter(|(_, word)| **word != 0) {
            reaching.insert_word(number, self.reaching(frame.start, number, word, &marked, |_| least));
        }
        reaching
    }
}
