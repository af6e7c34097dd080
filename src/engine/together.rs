//! Two persons in the same articles, paragraphs and sentences.
//!
//! Owns the reading of the articles that two persons share and the choice of the sentence that shows them best: short, with
//! both by their full names and near one another. The surprise: a sentence counts where the article resolves a bare surname
//! in it to the person, so the best one may name neither in full.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Serialize;
use tantivy::DocAddress;

use super::EngineError;
use super::analyzer::{Boundary, Tokens};
use super::document::{IndexedArticle, NameClass};
use super::index::ArticleIndex;
use super::names;
use super::people::NameEntry;
use super::profile::{ArticleNote, Companion};
use super::snippet::Marked;
use crate::article::Zone;

/// Most articles that are read for paragraphs and sentences; of more, the latest.
const MOST_READ: usize = 2000;
/// Sentences longer than this, in bytes, are shown only for want of a better one.
const LONG_SENTENCE: usize = 300;

/// Somebody who shares articles with a person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TogetherWith {
    /// Who, and in how many articles.
    #[serde(flatten)]
    pub companion: Companion,
    /// Paragraphs that name both.
    pub paragraphs: u64,
    /// The sentence that shows both best, where one does.
    pub sentence: Option<JointSentence>,
}

/// A sentence with two persons in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JointSentence {
    /// The sentence, with the mentions of both to emphasise.
    #[serde(skip)]
    pub text: Marked,
    /// Where it stands.
    pub article: ArticleNote,
}

/// The best sentence so far.
struct Best {
    score: f32,
    text: Marked,
    address: DocAddress,
}

impl ArticleIndex {
    /// The names of a class that share articles with a person, by the number of articles, with paragraphs and the best joint sentence.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn together(
        &self,
        entry: &NameEntry,
        class: NameClass,
        limit: usize,
    ) -> Result<Vec<TogetherWith>, EngineError> {
        let keys = names::named(self, entry.class, &entry.keys)?;
        let documents = names::documents(self, &keys)?;
        let companions = self.companions(entry, class, &documents, limit)?;
        let by_key: FxHashMap<&str, usize> = companions
            .iter()
            .enumerate()
            .flat_map(|(index, companion)| companion.keys.iter().map(move |key| (key.as_str(), index)))
            .collect();
        let mut paragraphs = vec![0u64; companions.len()];
        let mut best: Vec<Option<Best>> = companions.iter().map(|_| None).collect();
        let addresses = documents.iter().enumerate().flat_map(|(segment, documents)| {
            documents.iter().map(move |document| DocAddress::new(segment as u32, *document))
        });
        for address in self.latest(addresses.collect())? {
            let article = self.article_at(address)?;
            each_shared_block(&article, entry, (class, &by_key), |companion, block, own, other| {
                paragraphs[companion] += 1;
                let Some((score, text)) = joint_sentence(block, own, other) else { return };
                if best[companion].as_ref().is_none_or(|best| score > best.score) {
                    best[companion] = Some(Best { score, text, address });
                }
            });
        }
        let shown = companions.into_iter().zip(paragraphs).zip(best).map(|((companion, paragraphs), best)| {
            let sentence =
                best.map(|best| self.note_of(best.address).map(|article| JointSentence { text: best.text, article }));
            Ok(TogetherWith { companion, paragraphs, sentence: sentence.transpose()? })
        });
        shown.collect()
    }

    /// The latest of some documents, in the order in which they are stored.
    fn latest(&self, mut addresses: Vec<DocAddress>) -> Result<Vec<DocAddress>, EngineError> {
        if addresses.len() > MOST_READ {
            let mut columns = Vec::new();
            for segment in self.searcher.segment_readers() {
                columns.push(segment.fast_fields().i64("date_start").map_err(EngineError::at(&self.path))?);
            }
            addresses.sort_by_key(|place| {
                std::cmp::Reverse(columns[place.segment_ord as usize].first(place.doc_id).unwrap_or(i64::MIN))
            });
            addresses.truncate(MOST_READ);
            addresses.sort_unstable();
        }
        Ok(addresses)
    }
}

/// Calls back with every block of prose that names the person and a companion: companion, text, mentions of each.
fn each_shared_block(
    article: &IndexedArticle,
    entry: &NameEntry,
    (class, by_key): (NameClass, &FxHashMap<&str, usize>),
    mut call: impl FnMut(usize, &str, &[Range<usize>], &[Range<usize>]),
) {
    let mut own: FxHashMap<u32, Vec<Range<usize>>> = FxHashMap::default();
    let mut others: FxHashMap<(usize, u32), Vec<Range<usize>>> = FxHashMap::default();
    for name in &article.names {
        let is_own = name.class == entry.class && entry.keys.contains(&name.key);
        let companion = by_key.get(name.key.as_str()).filter(|_| name.class == class);
        for mention in &name.mentions {
            let range = mention.start as usize..mention.end as usize;
            if is_own {
                own.entry(mention.block).or_default().push(range);
            } else if let Some(companion) = companion {
                others.entry((*companion, mention.block)).or_default().push(range);
            }
        }
    }
    let blocks: Vec<_> = article.article.blocks().collect();
    let mut shared: Vec<_> = others.into_iter().collect();
    shared.sort_by_key(|(place, _)| *place);
    for ((companion, block), other) in shared {
        if let (Some(own), Some(block)) = (own.get(&block), blocks.get(block as usize))
            && matches!(block.zone, Zone::Lede | Zone::Body)
        {
            call(companion, block.text, own, &other);
        }
    }
}

/// The best sentence of a block with a mention of each, and how good it is.
fn joint_sentence(text: &str, own: &[Range<usize>], other: &[Range<usize>]) -> Option<(f32, Marked)> {
    let mut starts = Vec::new();
    let mut tokens = Tokens::new(text);
    while tokens.advance() {
        if tokens.boundary >= Boundary::Sentence {
            starts.push(tokens.start);
        }
    }
    starts.push(text.len());
    let mut best: Option<(f32, Marked)> = None;
    for pair in starts.windows(2) {
        let sentence = opening(text, pair[0])..opening(text, pair[1]);
        let within = |ranges: &[Range<usize>]| -> Vec<Range<usize>> {
            let inside = |range: &&Range<usize>| range.start >= sentence.start && range.end <= sentence.end;
            ranges.iter().filter(inside).cloned().collect()
        };
        let (mine, theirs) = (within(own), within(other));
        let gap = |a: &Range<usize>, b: &Range<usize>| a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end));
        let Some(nearest) = mine.iter().flat_map(|a| theirs.iter().map(move |b| gap(a, b))).min() else { continue };
        let shown = text[sentence.clone()].trim_end();
        let full = |ranges: &[Range<usize>]| ranges.iter().any(|range| text[range.clone()].contains(' '));
        let length = shown.len();
        let score = f32::from(u8::from(full(&mine))) + f32::from(u8::from(full(&theirs)))
            - nearest as f32 / 100.0
            - length.saturating_sub(LONG_SENTENCE) as f32 / 50.0
            - if length < 40 { 1.0 } else { 0.0 };
        if best.as_ref().is_none_or(|(known, _)| score > *known) {
            let mut highlights: Vec<Range<usize>> = mine
                .into_iter()
                .chain(theirs)
                .map(|range| range.start - sentence.start..(range.end - sentence.start).min(shown.len()))
                .collect();
            highlights.sort_by_key(|range| range.start);
            highlights.dedup_by(|later, earlier| later.start < earlier.end);
            best = Some((score, Marked { text: shown.to_owned(), highlights }));
        }
    }
    best
}

/// Where a sentence begins whose first word does: quotes and brackets before the word belong to it.
fn opening(text: &str, word: usize) -> usize {
    let before = &text[..word];
    let kept = before.trim_end_matches(['"', '“', '‘', '\'', '(', '[', '«', '„', '¿', '¡']);
    if kept.is_empty() || kept.ends_with(char::is_whitespace) { kept.len() } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str, part: &str) -> Range<usize> {
        let start = text.find(part).expect("the text has it");
        start..start + part.len()
    }

    #[test]
    fn the_best_sentence_has_both_in_full_and_near() {
        let text = "Lima waited for hours in the old town while Costa slept. \"Ana Lima met Rui Costa on the bridge at noon,\" \
                    the mayor said. Nothing else happened to anybody.";
        let own = [range(text, "Lima"), range(text, "Ana Lima")];
        let other = [range(text, "Costa"), range(text, "Rui Costa")];
        let (_, sentence) = joint_sentence(text, &own, &other).expect("they share a sentence");
        assert_eq!(sentence.text, "\"Ana Lima met Rui Costa on the bridge at noon,\" the mayor said.");
        let shown: Vec<&str> = sentence.highlights.iter().map(|range| &sentence.text[range.clone()]).collect();
        assert_eq!(shown, ["Ana Lima", "Rui Costa"]);
    }

    #[test]
    fn persons_of_two_sentences_share_none() {
        let text = "Ana Lima stayed at home. Rui Costa went out for a walk.";
        assert_eq!(joint_sentence(text, &[range(text, "Ana Lima")], &[range(text, "Rui Costa")]), None);
    }
}
