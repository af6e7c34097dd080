//! Closeness of a query's words in an article.
//!
//! Owns the reward that is added to the scores of the best hits. Follows the sequential dependence of Metzler and Croft, "A
//! Markov random field model for term dependencies" (2005): words that are neighbours in the query are looked for side by
//! side in the same order, and within a few words of each other in any order. Each such pair is scored like a word, with
//! the mean rarity of its two words. Beside that the passage counts that has most of the words: in a long article the words
//! may stand anywhere, and where they stand together is the answer (Tao and Zhai, "An exploration of proximity measures in
//! information retrieval", 2007). Occurrences count area by area, so that the end of a headline is not near the beginning
//! of the lede.

use std::sync::Arc;

use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, TERMINATED};

use super::EngineError;
use super::clause::{Clause, Matcher};
use super::lexicon::Lexicon;
use super::ranking::Ranking;
use crate::query::{SENTENCE_WORDS, WordRole};

/// Two words within so many words of each other are near.
const NEAR: u32 = 8;
/// How much of an occurrence it is when two words are near; side by side in the order of the query they are a whole one
/// more.
const NEAR_SHARE: f32 = 0.5;
/// A passage has so many words: a long sentence, or two.
const PASSAGE: u32 = 30;

/// Most words whose bounds are told: of a sentence all articles are looked at.
pub(crate) const WORDS: usize = SENTENCE_WORDS - 1;
const PAIRS: usize = WORDS - 1;

/// What closeness may be worth in a document at most: by pair of words that are neighbours in the query, and by a passage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Most {
    pairs: [f32; PAIRS],
    passage: f32,
}

impl Most {
    /// That of a document of which nothing is known.
    pub(crate) const UNKNOWN: Most = Most { pairs: [f32::INFINITY; PAIRS], passage: f32::INFINITY };

    /// In a document that has the words of a query with these weights so often, in the order of the query: at best every
    /// occurrence of a word stands beside every one of the next word.
    pub(crate) fn new(words: impl Iterator<Item = (f32, f32)>, ranking: &Ranking) -> Most {
        let mut pairs = [0.0; PAIRS];
        let mut before = None;
        let neighbours = words.filter_map(|word| before.replace(word).map(|before| (before, word)));
        for (number, ((one, ones), (other, others))) in neighbours.enumerate() {
            let Some(pair) = pairs.get_mut(number) else { return Most::UNKNOWN };
            let together = (NEAR_SHARE + 1.0) * ones * others;
            // A little more for what is lost in rounding.
            *pair = ranking.proximity * pair_reward((one, other), together, ranking) * 1.001;
        }
        Most { pairs, passage: 0.0 }
    }

    /// With what a passage is worth that has all the words of a query that the document has: given of each word its weight,
    /// and whether the document has it. Words that could be in no passage count among the others.
    pub(crate) fn with_passage(self, words: impl Iterator<Item = Option<(f32, bool)>>, ranking: &Ranking) -> Most {
        let (mut passage, mut of) = (Passage::default(), 0);
        for word in words {
            of += 1;
            if let Some((weight, true)) = word {
                passage.add(weight);
            }
        }
        Most { passage: ranking.passage * passage.worth(of) * 1.001, ..self }
    }

    /// Of everything together.
    pub(crate) fn sum(&self) -> f32 {
        self.pairs.iter().sum::<f32>() + self.passage
    }
}

/// What two words are worth that stand together so often.
fn pair_reward((one, other): (f32, f32), pair: f32, ranking: &Ranking) -> f32 {
    (one + other) / 2.0 * pair * (ranking.k1 + 1.0) / (pair + ranking.k1)
}

/// The different words of a query that a passage has.
#[derive(Debug, Clone, Copy, Default)]
struct Passage {
    words: usize,
    weight: f32,
}

impl Passage {
    fn add(&mut self, weight: f32) {
        self.words += 1;
        self.weight += weight;
    }

    /// What it is worth when the query has so many: the weight of its words by the square of their share in number. By weight
    /// alone a rare name of two words would be worth nearly as much as with what was asked of it.
    fn worth(self, of: usize) -> f32 {
        let share = self.words as f32 / of as f32;
        if self.words < 2 { 0.0 } else { self.weight * share * share }
    }
}

/// Whether a part of a query is one of those that a passage has some of: no passage has what stands nowhere.
pub(crate) fn counts_in_passage(clause: &Clause) -> bool {
    clause.role == WordRole::Sought && !clause.is_hopeless()
}

/// Whether words that stand in one passage are rewarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passages {
    /// Those that are looked for.
    Sought,
    /// No: of a sentence no passage has all the words.
    Ignored,
}

/// The words of a query, with their positions in one segment.
pub(crate) struct Closeness {
    /// The words that count in a passage; none where passages do not matter.
    passage: Vec<usize>,
    /// So many parts the query has that count in one.
    of: usize,
    areas: Vec<Vec<AreaWord>>,
    weights: Vec<f32>,
    /// The pairs of neighbours, those first that may be worth most.
    order: Vec<usize>,
    /// How often each word and the next one of the query stand together in the document that is looked at.
    pairs: Vec<f32>,
}

/// A word in one area.
struct AreaWord {
    terms: Vec<(Arc<InvertedIndexReader>, TermInfo)>,
    /// Opened when it is first looked for.
    lists: Vec<SegmentPostings>,
    /// None has a document from the last one looked at to this one; 0 until they are opened.
    next: u32,
    articles: u64,
    /// Whether the document that is looked at has it there; `None` while nobody knows.
    stands: Option<bool>,
    /// Where it stands there, once that has been read.
    positions: Vec<u32>,
    read: bool,
}

impl Closeness {
    /// The plain words among the clauses. `None` when there are fewer than two.
    pub(crate) fn open(
        clauses: &[&Clause],
        lexicon: &mut Lexicon<'_>,
        segment: usize,
        passages: Passages,
    ) -> Result<Option<Closeness>, EngineError> {
        let terms = clauses.iter().filter(|clause| matches!(clause.matcher, Matcher::Terms(_))).enumerate();
        let passage = terms.filter(|(_, clause)| passages == Passages::Sought && counts_in_passage(clause));
        let passage = passage.map(|(word, _)| word).collect();
        let of = clauses.iter().filter(|clause| counts_in_passage(clause)).count();
        let words: Vec<_> = clauses
            .iter()
            .filter_map(|clause| match &clause.matcher {
                Matcher::Terms(forms) => Some((clause.weight, forms, &clause.areas)),
                Matcher::Spans(_) => None,
            })
            .collect();
        if words.len() < 2 {
            return Ok(None);
        }
        let mut areas = Vec::new();
        for area in super::plan::default_areas() {
            let mut here = Vec::with_capacity(words.len());
            for (_, forms, within) in &words {
                let mut terms = Vec::new();
                for place in forms.places_in(segment, *area).filter(|_| within.contains(area)) {
                    terms.push((lexicon.reader(segment, *area)?, place.info.clone()));
                }
                here.push(AreaWord {
                    articles: terms.iter().map(|(_, term)| u64::from(term.doc_freq)).sum(),
                    next: if terms.is_empty() { TERMINATED } else { 0 },
                    terms,
                    lists: Vec::new(),
                    stands: None,
                    positions: Vec::new(),
                    read: false,
                });
            }
            areas.push(here);
        }
        let weights: Vec<f32> = words.iter().map(|(weight, ..)| *weight).collect();
        let mut order: Vec<usize> = (0..weights.len() - 1).collect();
        order.sort_by(|a, b| (weights[*b] + weights[b + 1]).total_cmp(&(weights[*a] + weights[a + 1])));
        Ok(Some(Closeness { passage, of, areas, pairs: vec![0.0; weights.len()], weights, order }))
    }

    /// The reward for a document. Documents have to come in ascending order. `None` when it is less than `least`, as far as that
    /// is seen before all is known; no pair is worth more than `most` tells.
    pub(crate) fn reward(
        &mut self,
        document: u32,
        ranking: &Ranking,
        most: &Most,
        least: f32,
    ) -> std::io::Result<Option<f32>> {
        let Closeness { areas, weights, order, pairs, passage, of } = self;
        pairs.fill(0.0);
        areas.iter_mut().flatten().for_each(AreaWord::forget);
        let mut possible = most.sum();
        for &pair in &*order {
            if possible < least {
                return Ok(None);
            }
            for words in areas.iter_mut() {
                let [one, other] = &mut words[pair..pair + 2] else { continue };
                let (rarer, other) = if one.articles <= other.articles { (one, other) } else { (other, one) };
                if rarer.stands_in(document)? && other.stands_in(document)? {
                    let [one, other] = &mut words[pair..pair + 2] else { continue };
                    pairs[pair] += together(one.positions(document), other.positions(document));
                }
            }
            if let Some(bound) = most.pairs.get(pair) {
                possible +=
                    ranking.proximity * pair_reward((weights[pair], weights[pair + 1]), pairs[pair], ranking) - bound;
            }
        }
        let reward: f32 = pairs
            .iter()
            .zip(weights.windows(2))
            .map(|(pair, weights)| pair_reward((weights[0], weights[1]), *pair, ranking))
            .sum();
        let mut reward = ranking.proximity * reward;
        // Of what is not known nothing is less.
        let is_hopeless = possible < least;
        if passage.len() > 1 && !is_hopeless {
            let mut best: f32 = 0.0;
            for words in areas.iter_mut() {
                best = best.max(best_passage(words, (passage, *of), weights, document, best)?);
            }
            reward += ranking.passage * best;
        }
        Ok(Some(reward))
    }
}

/// Most words of a passage that are told; of a longer query the first.
const PASSAGE_WORDS: usize = 8;

/// What the best passage of an area of a document is worth by some words; 0 when it is worth no more than `known`.
fn best_passage(
    words: &mut [AreaWord],
    (asked, of): (&[usize], usize),
    weights: &[f32],
    document: u32,
    known: f32,
) -> std::io::Result<f32> {
    let mut lists: [(f32, &[u32]); PASSAGE_WORDS] = [(0.0, &[]); PASSAGE_WORDS];
    let (mut here, mut all) = ([0; PASSAGE_WORDS], Passage::default());
    for &word in asked.iter().take(PASSAGE_WORDS) {
        if words[word].stands_in(document)? {
            here[all.words] = word;
            all.add(weights[word]);
        }
    }
    if all.worth(of) <= known {
        return Ok(0.0);
    }
    let here = &here[..all.words];
    here.iter().for_each(|word| _ = words[*word].positions(document));
    lists.iter_mut().zip(here).for_each(|(list, word)| *list = (weights[*word], &words[*word].positions));
    Ok(best_within(&mut lists[..here.len()], PASSAGE, of))
}

/// What the best stretch of so many words is worth by the words with these weights that stand at these places, ascending; the
/// query has `of`.
fn best_within(lists: &mut [(f32, &[u32])], length: u32, of: usize) -> f32 {
    let mut best: f32 = 0.0;
    while let Some(first) = lists.iter().filter_map(|(_, places)| places.first().copied()).min() {
        let end = first.saturating_add(length);
        let mut passage = Passage::default();
        for (weight, places) in lists.iter_mut() {
            if places.first().is_some_and(|place| *place < end) {
                passage.add(*weight);
            }
            *places = &places[usize::from(places.first() == Some(&first))..];
        }
        best = best.max(passage.worth(of));
        if passage.words == lists.len() {
            break;
        }
    }
    best
}

impl AreaWord {
    /// Makes ready for the next document.
    fn forget(&mut self) {
        self.stands = None;
        self.read = false;
    }

    /// Whether a document has it there.
    fn stands_in(&mut self, document: u32) -> std::io::Result<bool> {
        if let Some(known) = self.stands {
            return Ok(known);
        }
        if self.lists.is_empty() && !self.terms.is_empty() {
            // A list is kilobytes, and to make room for more copies those that are there.
            self.lists.reserve_exact(self.terms.len());
            for (reader, term) in &self.terms {
                let option = IndexRecordOption::WithFreqsAndPositions;
                self.lists.push(reader.read_postings_from_terminfo(term, option)?);
            }
            self.next = self.lists.iter().map(SegmentPostings::doc).min().unwrap_or(TERMINATED);
        }
        if self.next < document {
            let ahead =
                |list: &mut SegmentPostings| if list.doc() < document { list.seek(document) } else { list.doc() };
            self.next = self.lists.iter_mut().map(ahead).min().unwrap_or(TERMINATED);
        }
        let stands = self.next == document;
        self.stands = Some(stands);
        Ok(stands)
    }

    /// Where it stands in a document that has it, which [`AreaWord::stands_in`] was asked about last; ascending.
    fn positions(&mut self, document: u32) -> &[u32] {
        if !self.read {
            self.read = true;
            self.positions.clear();
            let mut holding = 0;
            for list in self.lists.iter_mut().filter(|list| list.doc() == document) {
                list.append_positions_with_offset(0, &mut self.positions);
                holding += 1;
            }
            if holding > 1 {
                self.positions.sort_unstable();
            }
        }
        &self.positions
    }
}

/// How often two words stand together: near, and once more side by side in their order.
fn together(one: &[u32], other: &[u32]) -> f32 {
    let (mut count, mut from) = (0.0, 0);
    for &position in one {
        from += other[from..].iter().take_while(|near| near.saturating_add(NEAR) < position).count();
        let near = other[from..].iter().take_while(|near| **near <= position.saturating_add(NEAR));
        for &near in near.filter(|near| **near != position) {
            count += NEAR_SHARE + if near.checked_sub(1) == Some(position) { 1.0 } else { 0.0 };
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::ranking;

    #[test]
    fn near_is_half_of_side_by_side_and_once_more() {
        // Beside 0 in order, near it, and near 10 before and behind; 9 and 1 away is too far.
        assert_eq!(together(&[0, 10], &[1, 3, 18, 19]), 1.5 + 0.5 + 0.5 + 0.5);
        // In the other order no more than near, and nothing is near itself.
        assert_eq!((together(&[5], &[4]), together(&[5], &[5]), together(&[], &[1])), (0.5, 0.0, 0.0));
    }

    #[test]
    fn a_passage_has_the_words_that_stand_within_it() {
        let worth = |lists: &[&[u32]]| {
            let mut lists: Vec<(f32, &[u32])> = lists.iter().map(|places| (1.0, *places)).collect();
            best_within(&mut lists, 10, 3)
        };
        let near = |one: f32, other: f32| (one - other).abs() < 1e-5;
        // Two words by four ninths, or all three.
        assert!(near(worth(&[&[0, 50], &[9, 30], &[20, 41]]), 8.0 / 9.0));
        assert!(near(worth(&[&[0, 50], &[9, 55], &[20, 59]]), 3.0));
        // A word twice is one word, and two may stand at one place.
        assert_eq!((worth(&[&[0], &[10], &[20]]), worth(&[&[1, 2, 3], &[40]]), worth(&[&[], &[]])), (0.0, 0.0, 0.0));
        assert!(near(worth(&[&[7], &[7]]), 8.0 / 9.0));
        // The rarer of two pairs.
        let mut lists: [(f32, &[u32]); 3] = [(5.0, &[20]), (1.0, &[0, 29]), (2.0, &[1, 100])];
        assert!(near(best_within(&mut lists, 10, 3), 6.0 * 4.0 / 9.0));
    }

    #[test]
    fn no_passage_is_worth_more_than_one_with_all_that_the_document_has() {
        let most = |has: [bool; 3]| {
            let words = [Some((1.0, has[0])), Some((2.0, has[1])), Some((3.0, has[2]))];
            Most::new(std::iter::empty(), &ranking::DEFAULT).with_passage(words.into_iter(), &ranking::DEFAULT).sum()
        };
        let weight = ranking::DEFAULT.passage;
        assert!((most([true; 3]) - weight * 6.0).abs() < 0.01 && most([true; 3]) >= weight * 6.0);
        assert!((most([true, false, true]) - weight * 16.0 / 9.0).abs() < 0.01);
        assert_eq!(most([false, true, false]), 0.0);
        // Two words of three by four ninths, also when nothing tells where the third stands.
        let words = [Some((1.0, true)), None, Some((3.0, true))];
        let most = Most::new(std::iter::empty(), &ranking::DEFAULT).with_passage(words.into_iter(), &ranking::DEFAULT);
        assert!((most.sum() - weight * 16.0 / 9.0).abs() < 0.01);
    }

    #[test]
    fn at_most_every_occurrence_stands_beside_every_other() {
        let most = |words: &[(f32, f32)]| Most::new(words.iter().copied(), &ranking::DEFAULT).sum();
        // Weights 2 and 4, once each: 0.6 * 3 * 1.5 * 3.4 / (1.5 + 2.4), and a thousandth more.
        assert!((most(&[(2.0, 1.0), (4.0, 1.0)]) - 2.356_2).abs() < 1e-3);
        // The third stands beside the second alone, twice three times: 0.6 * 4 * 9 * 3.4 / (9 + 2.4).
        assert!((most(&[(9.0, 0.0), (5.0, 2.0), (3.0, 3.0)]) - 6.448_5).abs() < 1e-3);
        assert_eq!((most(&[(2.0, 1.0)]), most(&[])), (0.0, 0.0));
    }
}
