//! One segment while it is searched: window by window, what matches and what of it may be among the best.
//!
//! Owns which documents are scored at all. Where a query comes from and what becomes of its hits is not known here. The
//! surprise: most of what matches is never scored, since its words together, or its length alone, tell that it is too bad.

use tantivy::columnar::Column;
use tantivy::{DocAddress, TERMINATED};

use super::best::Best;
use super::clause::{Frame, Lengths, OpenClause};
use super::lacking::Lacking;
use super::node::OpenNode;
use super::plan::Stretch;
use super::proximity::WORDS;
use super::ranking::{Ranking, Recency};
use super::search::{Candidate, Found, Share, Totals};
use super::window::{DocBits, bits_of};
use crate::query::WordRole;

/// One segment while it is searched.
pub(super) struct SegmentWalk {
    pub(super) segment: u32,
    pub(super) bag: Vec<OpenClause>,
    pub(super) strict: Option<OpenNode>,
    /// Words of the bag that count only with enough others of the same stretch.
    pub(super) stretches: Vec<Stretch>,
    /// What only scores.
    pub(super) extra: Vec<OpenClause>,
    /// The preference for later articles, and their dates.
    pub(super) recency: Option<(Recency, Column<i64>)>,
    pub(super) lengths: Lengths,
    pub(super) ranking: Ranking,
    pub(super) scores: Vec<f32>,
    /// See [`Lengths::dampenings`].
    pub(super) dampenings: Box<[f32; 256]>,
    /// Whether articles that lack a word are counted.
    pub(super) totals: Totals,
    /// Which of the bag's words an article must have to be looked for, as far as that is known.
    pub(super) needed: Needed,
    /// What an article loses that lacks a word.
    pub(super) lacking: Lacking,
}

/// Which of the bag's words an article must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Needed {
    /// Any.
    Any,
    /// One of these; no article with all words lacks all of them.
    Of(Vec<usize>),
    /// All.
    All,
}

/// What the words of the bag have in a window.
struct Marked {
    /// Documents with all of them.
    full: DocBits,
    /// Documents with any of them.
    any: DocBits,
    /// Documents with each.
    marks: Vec<DocBits>,
}

/// So many documents of a phrase, or a few less of another arrangement, are looked into for no more than how many there are.
const LOOKED: u64 = if cfg!(test) { 64 } else { 1 << 16 };

/// Of so many among 64 documents the scores are summed for all 64.
const MANY: u32 = 12;

impl SegmentWalk {
    pub(super) fn next_candidate(&mut self, from: u32) -> u32 {
        let strict = self.strict.as_mut().map_or(from, |node| node.next_candidate(from));
        if self.bag.is_empty() {
            return strict;
        }
        let bag = match &self.needed {
            Needed::Any => {
                let selecting = self.bag.iter_mut().filter(|clause| clause.selects());
                selecting.map(|clause| clause.next_candidate(from)).min()
            }
            Needed::Of(words) => words.iter().map(|&word| self.bag[word].next_candidate(from)).min(),
            Needed::All => self.bag.iter_mut().map(|clause| clause.next_candidate(from)).max(),
        };
        strict.max(bag.unwrap_or(TERMINATED))
    }

    /// What matches in full, and what holds some of the words only; nothing is scored.
    pub(super) fn shares(&mut self, start: u32, mask: &DocBits) -> (DocBits, DocBits) {
        let frame = Frame { start };
        let matched = match &mut self.strict {
            Some(node) => node.evaluate(frame, mask, None),
            None => mask.clone(),
        };
        if self.bag.is_empty() {
            return (matched, DocBits::none());
        }
        let mut marks = vec![DocBits::none(); self.bag.len()];
        let mut all = matched.clone();
        for (hits, clause) in marks.iter_mut().zip(&mut self.bag).filter(|(_, clause)| clause.selects()) {
            *hits = clause.evaluate(frame, &matched, None);
            all.and(hits);
        }
        for clause in self.bag.iter_mut().filter(|clause| clause.role() != WordRole::Joining && !clause.selects()) {
            all = clause.evaluate(frame, &all, None);
        }
        let mut any = self.any_of(&marks);
        any.subtract(&all);
        (all, any)
    }

    /// The documents with any of the bag's words, of a stretch with as many as it takes.
    fn any_of(&self, marks: &[DocBits]) -> DocBits {
        let mut any = DocBits::none();
        let mut alone = 0;
        for Stretch { clauses, least } in &self.stretches {
            marks[alone..clauses.start].iter().for_each(|hits| any.or(hits));
            alone = clauses.end;
            let marks = &marks[clauses.clone()];
            let mut some = DocBits::none();
            marks.iter().for_each(|hits| some.or(hits));
            some.for_each(|offset| {
                if marks.iter().filter(|hits| hits.contains(offset)).take(*least).count() == *least {
                    any.insert(offset);
                }
            });
        }
        marks[alone..].iter().for_each(|hits| any.or(hits));
        any
    }

    pub(super) fn window(&mut self, start: u32, mask: &DocBits, best: &mut Best, found: &mut Found) {
        let frame = Frame { start };
        let matched = match (self.either(frame, mask, best), &mut self.strict) {
            (Some(promising), _) => promising,
            (None, Some(node)) => node.evaluate(frame, mask, Some(&mut self.scores)),
            (None, None) => mask.clone(),
        };
        self.needed = self.words_needed(best);
        let matched = match self.may_bound(found) {
            true => self.bounded(frame, matched, best, found),
            false => matched,
        };
        let Marked { full, any, marks } = self.mark(frame, &matched, best);
        found.looked += self.bag.iter_mut().map(OpenClause::take_looked).sum::<u64>();
        let (all, some) = (full.count(), any.count());
        found.full += u64::from(all);
        found.partial += u64::from(some - all);
        best.hear_of_full(all);
        let scored = best.timely(start, &self.contenders(best, &full, any, &marks), &full);
        let scored = if self.goes_by_date() { self.without_late_equals(start, scored, best) } else { scored };
        if self.extra.is_empty() {
            let words: Vec<&OpenClause> = self.bag.iter().collect();
            for number in 0..scored.words().len() {
                let (of_scored, of_full) = (scored.words()[number], full.words()[number]);
                let promising = self.promising(start, number, of_scored, of_full, &words, best);
                bits_of(promising, |bit| {
                    let offset = number as u32 * 64 + bit;
                    let share = if full.contains(offset) { Share::Full } else { Share::Partial };
                    let dampening = self.ranking.dampening(self.lengths.relative(start + offset));
                    self.consider(start + offset, self.score(offset, dampening), share, offset, &marks, best);
                });
            }
        } else {
            self.score_extra(frame, &scored);
            scored.for_each(|offset| {
                let share = if full.contains(offset) { Share::Full } else { Share::Partial };
                self.consider(start + offset, self.scores[offset as usize], share, offset, &marks, best);
            });
        }
        // An OR may have scored documents that an AND around it let fall; start afresh.
        if self.strict.is_some() || !self.extra.is_empty() {
            self.scores.fill(0.0);
        }
        self.bag.iter_mut().for_each(OpenClause::forget);
    }

    /// Whether documents that cannot be among the best need not be looked into: what is searched for is a phrase, or words near each
    /// other, and enough has been counted for it.
    fn may_bound(&self, found: &Found) -> bool {
        let enough = match self.totals {
            Totals::Skipped => true,
            Totals::Bounded => found.looked >= LOOKED,
            Totals::Exact | Totals::Full => false,
        };
        let alone = self.bag.len() == 1 && self.strict.is_none() && self.extra.is_empty() && self.stretches.is_empty();
        enough && alone && self.bag[0].has_bound()
    }

    /// Of the documents of a window that may have what is searched for those that may be among the best with it.
    fn bounded(&mut self, frame: Frame, matched: DocBits, best: &mut Best, found: &mut Found) -> DocBits {
        let possible = self.bag[0].bound(frame, &matched);
        // A little less, since sums in another order are rounded in another way.
        let least = best.least(Share::Full) * 0.9999;
        let mut hopeful = DocBits::none();
        for (number, &word) in possible.words().iter().enumerate().filter(|(_, word)| **word != 0) {
            hopeful.insert_word(number, self.reaching(frame.start, number, word, &[&self.bag[0]], |_| least));
        }
        let hopeful = best.timely(frame.start, &hopeful, &hopeful);
        self.bag[0].forget();
        found.more |= hopeful != possible;
        hopeful
    }

    /// Whether nothing but dates and ids parts what matches.
    fn goes_by_date(&self) -> bool {
        self.bag.is_empty() && self.extra.is_empty() && self.recency.is_none()
    }

    /// Leaves out what is worth as much as the worst of the best and comes behind it, and what is worth less.
    fn without_late_equals(&self, start: u32, scored: DocBits, best: &mut Best) -> DocBits {
        let least = best.least(Share::Full);
        if least == f32::NEG_INFINITY {
            return scored;
        }
        let (mut better, mut equal) = (DocBits::none(), DocBits::none());
        for (number, &word) in scored.words().iter().enumerate().filter(|(_, word)| **word != 0) {
            let scores = &self.scores[number * 64..number * 64 + 64];
            let bits = |is: fn(&f32, &f32) -> bool| {
                scores.iter().enumerate().fold(0, |bits, (bit, score)| bits | u64::from(is(score, &least)) << bit)
            };
            better.insert_word(number, bits(f32::gt) & word);
            equal.insert_word(number, bits(f32::eq) & word);
        }
        better.or(&best.timely_equals(start, &equal));
        better
    }

    /// Which words an article must have to be counted or among the best.
    fn words_needed(&self, best: &Best) -> Needed {
        if matches!(self.totals, Totals::Exact | Totals::Bounded) || self.bag.len() < 2 || !self.stretches.is_empty() {
            return Needed::Any;
        }
        if best.wants_full_only() {
            return Needed::All;
        }
        let Some(floor) = self.partial_floor(best) else { return Needed::Any };
        let words: Vec<(f32, usize)> = self.bag.iter().map(OpenClause::ceiling).zip(0..).collect();
        // A time selects nothing, whatever it is worth.
        let (timed, mut words): (Vec<_>, Vec<_>) = words.into_iter().partition(|(_, word)| !self.bag[*word].selects());
        words.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut together: f32 = timed.iter().map(|(ceiling, _)| ceiling).sum();
        let faint = words.iter().take_while(|(ceiling, _)| {
            together += ceiling;
            together < floor
        });
        // The last always counts, so that no article with all words is passed over.
        let faint = faint.count().min(words.len().saturating_sub(1));
        Needed::Of(words[faint..].iter().map(|(_, word)| *word).collect())
    }

    /// Marks what the words of the bag have in a window among the documents of `matched`. What lacks the words that are needed
    /// may be left out.
    fn mark(&mut self, frame: Frame, matched: &DocBits, best: &Best) -> Marked {
        let mut marks = vec![DocBits::none(); self.bag.len()];
        match &self.needed {
            Needed::Any => {
                let selects = |(_, clause): &(&mut DocBits, &mut OpenClause)| clause.selects();
                for (hits, clause) in marks.iter_mut().zip(&mut self.bag).filter(selects) {
                    *hits = clause.mark(frame, matched);
                }
                if self.bag.iter().all(OpenClause::selects) {
                    return self.marked(matched, marks);
                }
                // Too few parts of a stretch are nothing, whatever joins them or tells a time.
                let any = self.any_of(&marks);
                for (hits, clause) in marks.iter_mut().zip(&mut self.bag).filter(|word| !selects(word)) {
                    *hits = clause.mark(frame, &any);
                }
            }
            Needed::Of(words) => {
                let (mut any, mut all) = (DocBits::none(), matched.clone());
                for &word in words {
                    marks[word] = self.bag[word].mark(frame, matched);
                    any.or(&marks[word]);
                    all.and(&marks[word]);
                }
                let mut rest: Vec<usize> = (0..self.bag.len()).filter(|word| !words.contains(word)).collect();
                rest.sort_by_key(|word| self.bag[*word].cost());
                // What has all words so far may have all in the end, and is among the best then.
                if !rest.is_empty() && self.may_pass_over() {
                    any = self.hopeful(frame, &any, words, &rest, self.least_partial(best));
                    any.or(&all);
                }
                for word in rest {
                    marks[word] = self.bag[word].mark(frame, &any);
                }
                let mut full = any.clone();
                self.required(&marks).for_each(|hits| full.and(hits));
                return Marked { full, any, marks };
            }
            Needed::All => {
                let mut order: Vec<usize> = (0..self.bag.len()).collect();
                order.sort_by_key(|word| self.bag[*word].cost());
                let mut all = matched.clone();
                for at in 0..order.len() {
                    if all.is_empty() {
                        break;
                    }
                    let hits = self.bag[order[at]].mark(frame, &all);
                    if self.bag[order[at]].role() == WordRole::Joining {
                        continue;
                    }
                    all = hits;
                    let (known, rest) = order.split_at(at + 1);
                    if !rest.is_empty() && self.may_pass_over() {
                        all = self.hopeful(frame, &all, known, rest, best.least(Share::Full));
                    }
                }
                marks.fill(all.clone());
                return Marked { full: all.clone(), any: all, marks };
            }
        }
        self.marked(matched, marks)
    }

    /// What the words of the bag have, put together.
    fn marked(&self, matched: &DocBits, marks: Vec<DocBits>) -> Marked {
        if marks.is_empty() {
            return Marked { full: matched.clone(), any: matched.clone(), marks };
        }
        let any = self.any_of(&marks);
        let mut full = matched.clone();
        self.required(&marks).for_each(|hits| full.and(hits));
        Marked { full, any, marks }
    }

    /// Of what each word of the bag has, that of the words that an article with all of them has.
    fn required<'m>(&self, marks: &'m [DocBits]) -> impl Iterator<Item = &'m DocBits> {
        let required =
            |(clause, hits): (&OpenClause, &'m DocBits)| (clause.role() != WordRole::Joining).then_some(hits);
        self.bag.iter().zip(marks).filter_map(required)
    }

    /// Whether what cannot be among the best may go uncounted.
    fn may_pass_over(&self) -> bool {
        self.totals == Totals::Skipped && self.extra.is_empty()
    }

    /// The documents that may score so much, when of the bag's words those that are `known` have been marked and the `rest` are
    /// worth the most that they can be.
    fn hopeful(&self, frame: Frame, documents: &DocBits, known: &[usize], rest: &[usize], least: f32) -> DocBits {
        let ceilings: f32 = rest.iter().map(|word| self.bag[*word].ceiling()).sum();
        // A little less, since sums in another order are rounded in another way.
        let least = least * 0.9999 - ceilings;
        if least <= 0.0 {
            return documents.clone();
        }
        let known: Vec<&OpenClause> = known.iter().map(|word| &self.bag[*word]).collect();
        let mut hopeful = DocBits::none();
        for (number, &word) in documents.words().iter().enumerate().filter(|(_, word)| **word != 0) {
            let kept = self.reaching(frame.start, number, word, &known, |_| least);
            hopeful.insert_word(number, kept);
        }
        hopeful
    }

    /// Of 64 documents of a window those among `documents` whose score by some words may be as high as `least` tells, as far as
    /// the longest part of their text tells: their length is at least that, and no word is worth more in a longer one.
    fn reaching(
        &self,
        start: u32,
        number: usize,
        documents: u64,
        words: &[&OpenClause],
        least: impl Fn(u32) -> f32,
    ) -> u64 {
        let first = number as u32 * 64;
        let dampening = |bit: u32| self.dampenings[usize::from(self.lengths.longest(start + first + bit))];
        let mut reaching = 0;
        if documents.count_ones() < MANY {
            bits_of(documents, |bit| {
                let (dampening, strict) = (dampening(bit), self.scores[(first + bit) as usize]);
                let score = words.iter().fold(strict, |score, word| score + word.worth(first + bit, dampening));
                reaching |= u64::from(score >= least(bit)) << bit;
            });
            return reaching;
        }
        // All 64 at once, which the compiler makes vectors of.
        let mut dampenings = [1.0; 64];
        bits_of(documents, |bit| dampenings[bit as usize] = dampening(bit));
        let mut scores = [0.0; 64];
        scores.copy_from_slice(&self.scores[first as usize..first as usize + 64]);
        words.iter().for_each(|word| word.add_worth(first, &dampenings, &mut scores));
        bits_of(documents, |bit| reaching |= u64::from(scores[bit as usize] >= least(bit)) << bit);
        reaching
    }

    /// What an article that lacks a word has to score at least, as far as its words together tell that.
    fn partial_floor(&self, best: &Best) -> Option<f32> {
        let floor = best.partial_floor().filter(|_| self.strict.is_none() && self.extra.is_empty());
        floor.map(|floor| floor / self.lacking.most())
    }

    /// What the words of an article that lacks one have to score at least.
    fn least_partial(&self, best: &Best) -> f32 {
        best.least(Share::Partial) / self.lacking.most()
    }

    /// Of 64 documents of a window those among `scored` that may be among the best. Most are told not to be by the longest part
    /// of their text alone.
    fn promising(&self, start: u32, number: usize, scored: u64, full: u64, words: &[&OpenClause], best: &Best) -> u64 {
        let (least_full, least_partial) = (best.least(Share::Full), self.least_partial(best));
        if scored == 0 || (least_full == f32::NEG_INFINITY && (least_partial == least_full || scored & !full == 0)) {
            return scored;
        }
        self.reaching(start, number, scored, words, |bit| if full >> bit & 1 == 1 { least_full } else { least_partial })
    }

    /// Takes a document in if its score is good enough.
    fn consider(&self, document: u32, words: f32, share: Share, offset: u32, marks: &[DocBits], best: &mut Best) {
        let factor = match &self.recency {
            Some((recency, dates)) => recency.factor(dates.first(document).unwrap_or(i64::MIN)),
            None => 1.0,
        };
        let kept = match share {
            Share::Full => 1.0,
            Share::Partial => self.lacking.factor(|word| marks[word].contains(offset)),
        };
        let score = words * factor * kept;
        if best.may_enter(share, score) {
            let has = marks.iter().map(|hits| hits.contains(offset));
            let frequencies = self.bag.iter().map(|clause| clause.frequency(offset));
            best.push(self.candidate(document, score, factor, has, frequencies));
        }
    }

    /// Of what matches, the documents that may be among the best: as soon as there are enough with all the words, the others
    /// are counted and not scored, and before that those are not whose words together cannot score enough. (The essential
    /// lists of Turtle and Flood, "Query evaluation: strategies and optimizations", 1995.)
    fn contenders(&self, best: &Best, full: &DocBits, any: DocBits, marks: &[DocBits]) -> DocBits {
        if best.wants_full_only() {
            return full.clone();
        }
        let Some(floor) = self.partial_floor(best) else { return any };
        let mut ceilings: Vec<(f32, &DocBits)> = self.bag.iter().map(OpenClause::ceiling).zip(marks).collect();
        ceilings.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut together, mut contenders) = (0.0, full.clone());
        for (ceiling, hits) in ceilings {
            together += ceiling;
            if together >= floor {
                contenders.or(hits);
            }
        }
        contenders.and(&any);
        contenders
    }

    /// What all words are worth in a document whose length takes so much from them, see [`Ranking::dampening`].
    fn score(&self, offset: u32, dampening: f32) -> f32 {
        let strict = self.scores[offset as usize];
        self.bag.iter().fold(strict, |score, clause| score + clause.worth(offset, dampening))
    }

    /// Adds to the scores of some documents what the bag is worth there, and what only scores.
    fn score_extra(&mut self, frame: Frame, scored: &DocBits) {
        for offset in scored.iter() {
            let dampening = self.ranking.dampening(self.lengths.relative(frame.start + offset));
            self.scores[offset as usize] = self.score(offset, dampening);
        }
        for clause in &mut self.extra {
            clause.evaluate(frame, scored, Some(&mut self.scores));
        }
    }

    fn candidate(
        &self,
        document: u32,
        score: f32,
        recency: f32,
        has: impl Iterator<Item = bool>,
        often: impl Iterator<Item = f32>,
    ) -> Candidate {
        let mut frequencies = [0.0; WORDS];
        frequencies.iter_mut().zip(often).for_each(|(frequency, often)| *frequency = often);
        let (mut missing, mut present) = (0, 0);
        for (word, has) in has.enumerate() {
            missing += u16::from(!has && self.bag[word].role() != WordRole::Joining);
            present |= if has && word < 64 { 1 << word } else { 0 };
        }
        Candidate {
            address: DocAddress::new(self.segment, document),
            score,
            frequencies,
            closeness: 0.0,
            about: 0.0,
            likeness: 0.0,
            recency,
            missing,
            present,
            told: None,
        }
    }
}

mod either;

#[cfg(test)]
mod tests;
