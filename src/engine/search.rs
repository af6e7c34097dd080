//! Running a query: from a [`SearchRequest`] to a page of hits.
//!
//! Owns the way over the segments, the choice of the best hits and their order. The surprise: ranking has steps. All
//! matches are scored by their words; the best [`RERANKED`] are then scored again with the closeness of the words, and of a
//! sentence with their likeness to the first, whatever page was asked for, so that pages never overlap.

use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, SegmentReader, TERMINATED, Term};

use super::EngineError;
use super::about::Rewards;
use super::best::{Best, Precedence};
use super::clause::{Clause, Frame, Lengths, Matcher, OpenClause, for_each_in};
use super::document::IndexedArticle;
use super::index::ArticleIndex;
use super::lacking::Lacking;
use super::lexicon::{Area, Lexicon, TEXT};
use super::likeness;
use super::node::Node;
use super::plan::{Plan, Planner, Unspaced};
use super::proximity::{Closeness, Most, Passages, WORDS, counts_in_passage};
use super::ranking::{self, Ranking, Recency};
use super::rerank::{least_gain, raise};
use super::schema::Kind;
use super::tally::{SegmentTally, Uncounted};
use super::walk::{Needed, SegmentWalk};
use super::window::{DocBits, WINDOW};
use crate::query::{Query, SENTENCE_WORDS, WordRole};

/// So many of the best hits are ordered by closeness too.
const RERANKED: usize = 200;

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortOrder {
    /// The best first.
    #[default]
    Relevance,
    /// The latest first; undated articles last.
    Newest,
    /// The earliest first; undated articles last.
    Oldest,
}

/// A hit before its article is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) address: DocAddress,
    /// Everything: `(words + closeness + about + likeness) * recency`.
    pub(crate) score: f32,
    /// The reward for closeness; only the best hits have it.
    pub(crate) closeness: f32,
    /// How often it has each of the bag's first words, weighted by area.
    pub(crate) frequencies: [f32; WORDS],
    /// The reward for being about the names asked for; only the best hits have it.
    pub(crate) about: f32,
    /// The reward for being like the first hits; only the best hits of a sentence have it.
    pub(crate) likeness: f32,
    /// Factor for its date.
    pub(crate) recency: f32,
    /// Number of the bag's words that the article lacks.
    pub(crate) missing: u16,
    /// Which of the bag's first 64 words the article has, one bit each.
    pub(crate) present: u64,
    /// Its date, seconds since 1970 or [`i64::MIN`] without one, and its id, once they were needed to part equals.
    pub(crate) told: Option<(i64, u64)>,
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    /// The page.
    pub(crate) hits: Vec<Candidate>,
    /// Articles that match in full.
    pub(crate) full: u64,
    /// Articles that hold some of the words only.
    pub(crate) partial: u64,
    /// Whether there may be more that match, see [`Totals::Bounded`].
    pub(crate) more: bool,
    /// Documents whose positions were read, in those of a phrase.
    pub(super) looked: u64,
}

/// What is counted beside the hits that are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Totals {
    /// Every article that matches.
    #[default]
    Exact,
    /// Every article that matches, as long as that takes no long look: of a phrase that very many articles may have, or of words
    /// near each other, no more than some ten thousand are looked into that cannot be shown. Where there may be more,
    /// that is told.
    Bounded,
    /// Every article that matches in full. Of those that hold some of the plain words only some are counted: one at least
    /// when there is one.
    Full,
    /// Only some articles: one at least when there is one.
    Skipped,
}

/// Which hits are wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) offset: usize,
    pub(crate) limit: usize,
    pub(crate) order: SortOrder,
}

/// Which of the articles that a query finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Share {
    /// Those that match in full.
    Full,
    /// Those that hold some of the plain words only.
    Partial,
}

/// What was counted, segment by segment.
#[derive(Debug)]
pub(crate) struct Tallied<T> {
    pub(crate) segments: Vec<T>,
    /// Articles that match in full.
    pub(crate) full: u64,
    /// Articles that hold some of the words only.
    pub(crate) partial: u64,
}

/// A query and its plan over an index at one commit.
pub(crate) struct Run<'i> {
    pub(crate) index: &'i ArticleIndex,
    pub(crate) lexicon: Lexicon<'i>,
    pub(crate) plan: Plan,
    /// What adds to the score of hits and selects none, see [`super::expand`].
    pub(crate) extra: Vec<Clause>,
    /// Whether later articles are preferred.
    pub(crate) recency: Option<Recency>,
    /// What is counted.
    pub(crate) totals: Totals,
    pub(super) ranking: Ranking,
}

impl<'i> Run<'i> {
    pub(crate) fn new(index: &'i ArticleIndex, query: &Query, areas: &[Area]) -> Result<Run<'i>, EngineError> {
        Run::over(index, Lexicon::new(index), query, areas)
    }

    /// As [`Run::new`], where articles are only counted.
    pub(crate) fn counting(index: &'i ArticleIndex, query: &Query, areas: &[Area]) -> Result<Run<'i>, EngineError> {
        Run::over(index, Lexicon::counting(index), query, areas)
    }

    fn over(
        index: &'i ArticleIndex,
        mut lexicon: Lexicon<'i>,
        query: &Query,
        areas: &[Area],
    ) -> Result<Run<'i>, EngineError> {
        let plan = Planner::new(index, &mut lexicon, Unspaced::Phrases).plan(query, areas)?;
        Ok(Run {
            index,
            lexicon,
            plan,
            extra: Vec::new(),
            recency: None,
            totals: Totals::Exact,
            ranking: ranking::DEFAULT,
        })
    }

    /// Every scored part of the query that selects.
    pub(crate) fn clauses(&self) -> Vec<&Clause> {
        let mut clauses: Vec<&Clause> = self.plan.bag.iter().collect();
        if let Some(strict) = &self.plan.strict {
            strict.clauses(&mut clauses);
        }
        clauses
    }

    /// Finds the hits that are wanted. What is written without spaces and stands nowhere as it was typed may have been
    /// several words: then articles with some of its pairs of characters are found.
    pub(crate) fn find_somehow(&mut self, query: &Query, areas: &[Area], wanted: Wanted) -> Result<Found, EngineError> {
        let found = self.find(wanted)?;
        if found.full + found.partial == 0 && self.loosen(query, areas)? { self.find(wanted) } else { Ok(found) }
    }

    /// Plans the query anew with its unspaced words as pairs of characters; false when it has none.
    fn loosen(&mut self, query: &Query, areas: &[Area]) -> Result<bool, EngineError> {
        if !self.plan.loosenable {
            return Ok(false);
        }
        self.plan = Planner::new(self.index, &mut self.lexicon, Unspaced::Pairs).plan(query, areas)?;
        Ok(true)
    }

    /// Finds the hits that are wanted.
    pub(crate) fn find(&mut self, wanted: Wanted) -> Result<Found, EngineError> {
        let end = wanted.offset.saturating_add(wanted.limit);
        let reranks = wanted.order == SortOrder::Relevance && self.reranks();
        let depth = if reranks { end.max(RERANKED) } else { end };
        let precedence = if self.is_sentence() { Precedence::Score } else { Precedence::AllWords };
        let mut best = Best::new(wanted.order, precedence, depth, end);
        let mut found = Found::default();
        let readers = self.index.searcher.segment_readers();
        let average = self.average_length()?;
        for (segment, reader) in readers.iter().enumerate() {
            self.search_segment(segment, reader, average, &mut best, &mut found)?;
        }
        // The first lend their words, whatever page was asked for.
        let page = 0..end.max(likeness::MODELS);
        let (mut candidates, mut ties) = best.into_hits(page.clone());
        if reranks {
            let reranked = candidates.len().min(RERANKED);
            self.rerank(&mut candidates[..reranked], precedence, page.end)?;
            self.reward_names(&mut candidates[..reranked], precedence, page.end)?;
            ties.order(precedence, &mut candidates[..reranked], page.clone());
            if self.reward_likeness(&mut candidates[..reranked])? {
                ties.order(precedence, &mut candidates[..reranked], page);
            }
        }
        ties.checked().map_err(|error| self.lexicon.failed_engine(error))?;
        found.hits = candidates.into_iter().skip(wanted.offset).take(wanted.limit).collect();
        Ok(found)
    }

    /// False when closeness, names and likeness add nothing to any score, so that no more hits are kept than are shown.
    fn reranks(&self) -> bool {
        let words = self.clauses().iter().filter(|clause| matches!(clause.matcher, Matcher::Terms(_))).count();
        words > 1 || !self.plan.names.is_empty() || self.is_sentence()
    }

    /// True for so many plain words that they are a sentence rather than a list of what must be there.
    pub(super) fn is_sentence(&self) -> bool {
        self.plan.bag.len() >= SENTENCE_WORDS
    }

    fn search_segment(
        &mut self,
        segment: usize,
        reader: &SegmentReader,
        average: f32,
        best: &mut Best,
        found: &mut Found,
    ) -> Result<(), EngineError> {
        let mut walk = self.walk(segment, reader, average)?;
        best.next_segment(reader.fast_fields());
        self.for_each_window(reader, &mut walk, &mut |walk, start, mask| {
            walk.window(start, mask, best, found);
        })
    }

    /// Counts the articles that match in full, and those that hold some of the words only, as [`Run::find_somehow`] finds
    /// them.
    pub(crate) fn count_somehow(&mut self, query: &Query, areas: &[Area]) -> Result<(u64, u64), EngineError> {
        let counted = self.count()?;
        if counted == (0, 0) && self.loosen(query, areas)? { self.count() } else { Ok(counted) }
    }

    fn count(&mut self) -> Result<(u64, u64), EngineError> {
        let tallied = self.tally_share(&|_, _| Ok(Uncounted), Share::Full)?;
        Ok((tallied.full, tallied.partial))
    }

    /// Counts what matches in full, as [`Run::find_somehow`] finds it; of what holds some of the words only how much there is.
    pub(crate) fn tally_somehow<T: SegmentTally>(
        &mut self,
        query: &Query,
        areas: &[Area],
        open: &dyn Fn(&ArticleIndex, &SegmentReader) -> Result<T, EngineError>,
    ) -> Result<Tallied<T>, EngineError> {
        let tallied = self.tally_share(open, Share::Full)?;
        let nothing = tallied.full + tallied.partial == 0;
        if nothing && self.loosen(query, areas)? { self.tally_share(open, Share::Full) } else { Ok(tallied) }
    }

    /// Counts what matches: `open` makes a tally for each segment, which is handed what matches in full, or, when nothing
    /// does, what holds some of the words.
    pub(crate) fn tally<T: SegmentTally>(
        &mut self,
        open: &dyn Fn(&ArticleIndex, &SegmentReader) -> Result<T, EngineError>,
    ) -> Result<Tallied<T>, EngineError> {
        let tallied = self.tally_share(open, Share::Full)?;
        if tallied.full == 0 && tallied.partial > 0 { self.tally_share(open, Share::Partial) } else { Ok(tallied) }
    }

    fn tally_share<T: SegmentTally>(
        &mut self,
        open: &dyn Fn(&ArticleIndex, &SegmentReader) -> Result<T, EngineError>,
        share: Share,
    ) -> Result<Tallied<T>, EngineError> {
        let mut tallied = Tallied { segments: Vec::new(), full: 0, partial: 0 };
        let average = self.average_length()?;
        for (segment, reader) in self.index.searcher.segment_readers().iter().enumerate() {
            let mut tally = open(self.index, reader)?;
            let mut walk = self.walk(segment, reader, average)?;
            self.for_each_window(reader, &mut walk, &mut |walk, start, mask| {
                let (full, partial) = walk.shares(start, mask);
                tallied.full += u64::from(full.count());
                tallied.partial += u64::from(partial.count());
                let counted = if share == Share::Full { full } else { partial };
                if !counted.is_empty() {
                    tally.count(start, &counted);
                }
            })?;
            tallied.segments.push(tally);
        }
        Ok(tallied)
    }

    fn walk(&mut self, segment: usize, reader: &SegmentReader, average: f32) -> Result<SegmentWalk, EngineError> {
        let lengths = self.lengths(reader, average)?;
        let mut open = |clause: &Clause| clause.open(&mut self.lexicon, segment, &self.ranking, &lengths);
        let mut bag: Vec<OpenClause> = self.plan.bag.iter().map(&mut open).collect::<Result<_, _>>()?;
        let extra = self.extra.iter().map(&mut open).collect::<Result<_, _>>()?;
        let strict = match &self.plan.strict {
            // A phrase or a pattern alone is searched for like a word alone, which is the shorter way.
            Some(Node::Clause(clause)) if bag.is_empty() => {
                bag.push(open(clause)?);
                None
            }
            Some(node) => Some(node.open(&mut self.lexicon, (segment, reader), &self.ranking, &lengths)?),
            None => None,
        };
        let recency = match self.recency {
            Some(recency) => {
                let dates = reader.fast_fields().i64("date_start");
                Some((recency, dates.map_err(|error| self.lexicon.failed_engine(error))?))
            }
            None => None,
        };
        let ranking = self.ranking.clone();
        let scores = vec![0.0; WINDOW as usize];
        let dampenings = lengths.dampenings(&ranking);
        let lacking = if self.is_sentence() { Lacking::nothing() } else { Lacking::of(&bag) };
        Ok(SegmentWalk {
            lacking,
            segment: segment as u32,
            bag,
            strict,
            stretches: self.plan.stretches.clone(),
            extra,
            recency,
            lengths,
            ranking,
            scores,
            dampenings,
            totals: self.totals,
            needed: Needed::Any,
        })
    }

    /// Visits the windows of a segment in which something may match, each with the articles that are in it.
    fn for_each_window(
        &self,
        reader: &SegmentReader,
        walk: &mut SegmentWalk,
        visit: &mut dyn FnMut(&mut SegmentWalk, u32, &DocBits),
    ) -> Result<(), EngineError> {
        let mut records = self.records(reader)?;
        let mut start = 0;
        while start < reader.max_doc() {
            start = walk.next_candidate(start);
            if start >= reader.max_doc() || start == TERMINATED {
                break;
            }
            let mut mask = DocBits::first((reader.max_doc() - start).min(WINDOW));
            if let Some(alive) = reader.alive_bitset() {
                for offset in 0..(reader.max_doc() - start).min(WINDOW) {
                    if !alive.is_alive(start + offset) {
                        mask.remove(offset);
                    }
                }
            }
            if let Some(records) = &mut records {
                for_each_in(records, Frame { start }, |offset, _| mask.remove(offset));
            }
            visit(walk, start, &mask);
            start = start.saturating_add(WINDOW);
        }
        Ok(())
    }

    /// The records of files, which are no articles; `None` also when nothing of a record can match.
    fn records(&self, reader: &SegmentReader) -> Result<Option<SegmentPostings>, EngineError> {
        if !self.plan.bag.is_empty() || self.plan.strict.as_ref().is_some_and(Node::asks_for_terms) {
            return Ok(None);
        }
        let kind = Term::from_field_u64(self.index.fields.kind, Kind::File.code());
        let inverted = reader.inverted_index(self.index.fields.kind);
        let inverted = inverted.map_err(|error| self.lexicon.failed_engine(error))?;
        inverted.read_postings(&kind, IndexRecordOption::Basic).map_err(|error| self.lexicon.failed(error))
    }

    pub(super) fn lengths(&self, reader: &SegmentReader, average: f32) -> Result<Lengths, EngineError> {
        let mut areas = Vec::new();
        for &area in &TEXT {
            let field = self.lexicon.field(area);
            let norms = reader.get_fieldnorms_reader(field).map_err(|error| self.lexicon.failed_engine(error))?;
            areas.push((norms, self.ranking.weight(area)));
        }
        Ok(Lengths::new(areas, average))
    }

    /// Weighted length of an article on average.
    pub(super) fn average_length(&mut self) -> Result<f32, EngineError> {
        let segments = self.index.searcher.segment_readers();
        let mut total = 0.0;
        let mut documents = 0;
        for (segment, reader) in segments.iter().enumerate() {
            for &area in &TEXT {
                let tokens = self.lexicon.reader(segment, area)?.total_num_tokens();
                total += tokens as f64 * f64::from(self.ranking.weight(area));
            }
            documents += u64::from(reader.max_doc());
        }
        Ok((total / documents.max(1) as f64) as f32)
    }

    /// Adds what hits gain by being about the names that were asked for. Those that cannot come among the first `shown` by it may
    /// go without.
    fn reward_names(
        &self,
        candidates: &mut [Candidate],
        precedence: Precedence,
        shown: usize,
    ) -> Result<(), EngineError> {
        if self.plan.names.is_empty() {
            return Ok(());
        }
        let places: Vec<DocAddress> = candidates.iter().map(|candidate| candidate.address).collect();
        let mut rewards = Rewards::open(self.index, &self.plan.names, places)?;
        let gains: Vec<f32> = (0..candidates.len()).map(|index| rewards.most(index)).collect();
        let shown = if self.is_sentence() { usize::MAX } else { shown };
        raise(candidates, precedence, shown, &gains, &mut |hit, at, _| {
            hit.about = rewards.of(at);
            hit.score += hit.about * hit.recency;
            Ok(())
        })
    }

    /// Adds what hits, which come in their order, gain by the closeness of the words. Those that cannot come among the first
    /// `shown` by it may go without.
    fn rerank(
        &mut self,
        candidates: &mut [Candidate],
        precedence: Precedence,
        shown: usize,
    ) -> Result<(), EngineError> {
        if self.ranking.proximity <= 0.0 {
            return Ok(());
        }
        let neighbours = self.neighbours();
        let stand_in = |candidate: &Candidate| neighbours.stand_in(candidate.present);
        let decides = matches!(neighbours, Neighbours::Among(_)) && self.plan.names.is_empty() && !self.is_sentence();
        let most: Vec<Most> =
            candidates.iter().map(|hit| if decides { self.most_closeness(hit) } else { Most::UNKNOWN }).collect();
        let gain = |(hit, most): (&Candidate, &Most)| if stand_in(hit) { most.sum() } else { 0.0 };
        let gains: Vec<f32> = candidates.iter().zip(&most).map(gain).collect();
        let shown = if decides { shown } else { usize::MAX };
        let mut open: Option<(DocAddress, Option<Closeness>)> = None;
        raise(candidates, precedence, shown, &gains, &mut |hit, at, worst| {
            if !stand_in(hit) {
                return Ok(());
            }
            let DocAddress { segment_ord, doc_id } = hit.address;
            // Lists are moved forward only.
            open.take_if(|(last, _)| last.segment_ord != segment_ord || last.doc_id >= doc_id);
            let (last, closeness) = match &mut open {
                Some(open) => open,
                none => none.insert((hit.address, self.closeness(segment_ord as usize)?)),
            };
            *last = hit.address;
            let Some(closeness) = closeness else { return Ok(()) };
            let least = worst.map_or(f32::NEG_INFINITY, |worst| least_gain(precedence, hit, worst));
            let reward = closeness.reward(doc_id, &self.ranking, &most[at], least);
            if let Some(reward) = reward.map_err(|error| self.lexicon.failed(error))? {
                hit.closeness = reward;
                hit.score += hit.closeness * hit.recency;
            }
            Ok(())
        })
    }

    /// The words of the query, of which closeness is told in a segment.
    fn closeness(&mut self, segment: usize) -> Result<Option<Closeness>, EngineError> {
        let mut clauses: Vec<&Clause> = self.plan.bag.iter().collect();
        if let Some(strict) = &self.plan.strict {
            strict.clauses(&mut clauses);
        }
        let passages = if self.is_sentence() { Passages::Ignored } else { Passages::Sought };
        Closeness::open(&clauses, &mut self.lexicon, segment, passages)
    }

    /// What closeness can be worth at most in a hit of a query of nothing but a few words.
    fn most_closeness(&self, hit: &Candidate) -> Most {
        let words = self.plan.bag.iter().zip(hit.frequencies);
        let words = words.filter(|(clause, _)| matches!(clause.matcher, Matcher::Terms(_)));
        let often = words.map(|(clause, often)| (clause.weight, self.ranking.most_occurrences(often)));
        let words = self.plan.bag.iter().enumerate().filter(|(_, clause)| counts_in_passage(clause));
        let words = words.map(|(word, clause)| {
            let is_word = matches!(clause.matcher, Matcher::Terms(_));
            is_word.then_some((clause.weight, hit.present >> word & 1 == 1))
        });
        Most::new(often, &self.ranking).with_passage(words, &self.ranking)
    }

    /// The bag's words that closeness is looked for between.
    fn neighbours(&self) -> Neighbours {
        if self.plan.strict.is_some() || self.plan.bag.len() > 64 {
            return Neighbours::Unknown;
        }
        let words = self.plan.bag.iter().enumerate().filter(|(_, clause)| matches!(clause.matcher, Matcher::Terms(_)));
        Neighbours::Among(words.map(|(index, _)| 1 << index).fold(0, |all, word: u64| all | word))
    }

    /// The labels of the bag's words that an article lacks, of the first 64.
    pub(crate) fn missing(&self, candidate: &Candidate) -> Vec<String> {
        let words = self.plan.bag.iter().take(64).enumerate();
        words
            .filter(|(index, clause)| candidate.present & (1 << index) == 0 && clause.role != WordRole::Joining)
            .map(|(_, clause)| clause.label.clone())
            .collect()
    }

    /// Reads the articles of some hits. They are read in the order in which they are stored, so that no block of the
    /// store is unpacked twice, and returned in the order of the hits.
    pub(crate) fn articles(&self, hits: &[Candidate], use_of: TextUse) -> Result<Vec<IndexedArticle>, EngineError> {
        let mut order: Vec<usize> = (0..hits.len()).collect();
        order.sort_by_key(|&index| hits[index].address);
        let addresses: Vec<DocAddress> = order.iter().map(|&index| hits[index].address).collect();
        let read = match use_of {
            TextUse::Read => self.index.articles_of_documents(&addresses)?,
            TextUse::None => addresses.iter().map(|address| self.index.facts_at(*address)).collect::<Result<_, _>>()?,
        };
        let mut articles: Vec<Option<IndexedArticle>> = vec![None; hits.len()];
        for (index, article) in order.into_iter().zip(read) {
            articles[index] = Some(article);
        }
        Ok(articles.into_iter().flatten().collect())
    }
}

/// Words that may stand near each other.
enum Neighbours {
    /// Their bits, as in [`Candidate`].
    Among(u64),
    /// Not to be told from the words that an article has.
    Unknown,
}

impl Neighbours {
    /// False when an article with these words has no two that could be near each other.
    fn stand_in(&self, present: u64) -> bool {
        match self {
            Neighbours::Among(words) => (present & words).count_ones() > 1,
            Neighbours::Unknown => true,
        }
    }
}

/// Whether the text of an article is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextUse {
    /// Yes.
    Read,
    /// Only what else is known of it.
    None,
}
