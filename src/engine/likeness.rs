//! Likeness to the best hits.
//!
//! Owns what is added to the scores of the best hits of a sentence that was pasted as a query. Articles on one event share
//! rare words that the sentence lacks: names, numbers, the words of the other agency. So each of the best three lends its
//! most telling words, and the other hits gain by how many of these they have (score regularisation: Diaz, "Regularizing
//! query-based retrieval scores", 2007). The surprise: nothing is found by it and the first hit keeps its place, since
//! nothing is more like it than itself; only the order below changes.

use rustc_hash::FxHashMap;

use super::EngineError;
use super::copy::for_each_word;
use super::document::{IndexedArticle, zone_index};
use super::lexicon::{AREAS, Area, BODY, Forms, HEADING, HEADLINE, LEDE};
use super::list::List;
use super::ranking::Ranking;
use super::search::{Candidate, Run, TextUse};

/// So many of the best hits lend their words.
pub(super) const MODELS: usize = 3;
/// So many words each.
const WORDS: usize = 32;
/// So many words of an article are weighed by their rarity, the most frequent first and of equals the earlier ones.
const CONSIDERED: usize = 80;
/// How much less a hit lends than the best: the power of its share of the best score.
const STEEPNESS: i32 = 20;
/// Power of the relative length by which likeness is divided, as for the angle between two articles.
const LENGTH_POWER: f32 = 0.5;

/// A word that one of the best hits lends.
struct Lent {
    model: usize,
    weight: f32,
    forms: Forms,
}

impl Run<'_> {
    /// Adds to the scores of the best hits, which come in their order, what they gain by being like the first of them; false
    /// when nothing is added to any.
    pub(super) fn reward_likeness(&mut self, candidates: &mut [Candidate]) -> Result<bool, EngineError> {
        let best = candidates.first().map_or(0.0, |first| first.score / first.recency.max(f32::MIN_POSITIVE));
        if !self.is_sentence() || candidates.len() < 2 || best <= 0.0 || self.ranking.likeness <= 0.0 {
            return Ok(false);
        }
        let models = &candidates[..candidates.len().min(MODELS)];
        let shares: Vec<f32> = models.iter().map(|model| (model.score / best).powi(STEEPNESS)).collect();
        let total: f32 = shares.iter().sum();
        let articles = self.articles(models, TextUse::Read)?;
        let mut lent = Vec::new();
        for (model, article) in articles.iter().enumerate() {
            self.lend(model, article, &mut lent)?;
        }
        let likenesses = self.likenesses(candidates, &lent, models.len())?;
        let gains: Vec<f32> = (0..candidates.len())
            .map(|at| {
                let shared = likenesses.iter().zip(&shares).enumerate();
                // Each model is wholly like itself; what is more like it, being shorter, is so too.
                let relative = |(model, (likeness, share)): (usize, (&Vec<f32>, &f32))| {
                    let whole = likeness[model];
                    if whole > 0.0 { share * (likeness[at] / whole).min(1.0) } else { 0.0 }
                };
                shared.map(relative).sum::<f32>() / total
            })
            .collect();
        let most = gains.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        for (candidate, gain) in candidates.iter_mut().zip(gains) {
            candidate.likeness = self.ranking.likeness * best * gain / most;
            candidate.score += candidate.likeness * candidate.recency;
        }
        Ok(true)
    }

    /// The telling words of an article: frequent in it and rare elsewhere.
    fn lend(&mut self, model: usize, article: &IndexedArticle, lent: &mut Vec<Lent>) -> Result<(), EngineError> {
        let mut frequencies: FxHashMap<String, (f32, usize)> = FxHashMap::default();
        let mut place = 0;
        for_each_word(article, |zone, term| {
            place += 1;
            let weight = self.ranking.weight(zone_index(zone));
            match frequencies.get_mut(term) {
                Some((frequency, _)) => *frequency += weight,
                None => {
                    frequencies.insert(term.to_owned(), (weight, place));
                }
            }
        });
        let mut words: Vec<(String, f32, usize)> =
            frequencies.into_iter().map(|(word, (frequency, place))| (word, frequency, place)).collect();
        words.retain(|(word, ..)| is_telling(word));
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.2.cmp(&b.2)));
        words.truncate(CONSIDERED);
        let articles = self.index.searcher.num_docs() as f64;
        let mut telling = Vec::new();
        for (word, frequency, place) in words {
            let holding = holding(&self.lexicon.term(&word, &[LEDE, BODY])?);
            // What stands in this article alone leads nowhere.
            if holding >= 2 {
                let rarity = Ranking::idf(articles, holding as f64);
                telling.push((
                    rarity * self.ranking.saturate(frequency, self.ranking.dampening(1.0)),
                    rarity,
                    place,
                    word,
                ));
            }
        }
        telling.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
        for (worth, rarity, _, word) in telling.into_iter().take(WORDS) {
            let forms = self.lexicon.term(&word, &[HEADLINE, LEDE, HEADING, BODY])?;
            lent.push(Lent { model, weight: worth * rarity, forms });
        }
        Ok(())
    }

    /// By model, how much each candidate has of what it lends.
    fn likenesses(
        &mut self,
        candidates: &[Candidate],
        lent: &[Lent],
        models: usize,
    ) -> Result<Vec<Vec<f32>>, EngineError> {
        let mut likenesses = vec![vec![0.0; candidates.len()]; models];
        let mut order: Vec<usize> = (0..candidates.len()).collect();
        order.sort_by_key(|&at| candidates[at].address);
        let average = self.average_length()?;
        for here in order.chunk_by(|&a, &b| candidates[a].address.segment_ord == candidates[b].address.segment_ord) {
            let segment = candidates[here[0]].address.segment_ord;
            let lengths = self.lengths(self.index.searcher.segment_reader(segment), average)?;
            let lengths: Vec<f32> = here.iter().map(|&at| lengths.relative(candidates[at].address.doc_id)).collect();
            for Lent { model, weight, forms } in lent {
                let mut lists = self.lists(forms, segment as usize)?;
                for (&at, &length) in here.iter().zip(&lengths) {
                    let document = candidates[at].address.doc_id;
                    let times = |(area, list): &mut (Area, List)| {
                        if list.move_to(document) { self.ranking.weight(*area) * list.term_freq() as f32 } else { 0.0 }
                    };
                    let frequency: f32 = lists.iter_mut().map(times).sum();
                    if frequency > 0.0 {
                        let counted = self.ranking.saturate(frequency, self.ranking.dampening(length));
                        likenesses[*model][at] += weight * counted / (length + 0.1).powf(LENGTH_POWER);
                    }
                }
            }
        }
        Ok(likenesses)
    }

    fn lists(&mut self, forms: &Forms, segment: usize) -> Result<Vec<(Area, List)>, EngineError> {
        let mut lists = Vec::new();
        for area in 0..AREAS {
            for place in forms.places_in(segment, area) {
                let reader = self.lexicon.reader(segment, area)?;
                let list = List::open(&reader, &place.info).map_err(|error| self.lexicon.failed(error))?;
                lists.push((area, list));
            }
        }
        Ok(lists)
    }
}

/// Articles that hold a term, as near as the dictionaries tell: segment by segment the area that has most.
fn holding(forms: &Forms) -> u64 {
    let mut by_segment: FxHashMap<usize, u32> = FxHashMap::default();
    for place in forms.forms.iter().flat_map(|form| &form.places) {
        let most = by_segment.entry(place.segment).or_default();
        *most = (*most).max(place.info.doc_freq);
    }
    by_segment.values().map(|count| u64::from(*count)).sum()
}

/// More than one character: a single one is a letter, a digit, or the end of a run without blanks.
fn is_telling(term: &str) -> bool {
    term.chars().nth(1).is_some()
}
