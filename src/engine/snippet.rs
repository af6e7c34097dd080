//! Passages of an article that show why it matched.
//!
//! Owns the choice of passages and how much of them is shown; text and ranges only, no markup. What matched is found by
//! [`super::highlight`]. The surprise: each passage is chosen for what the ones before it do not show, so the second may
//! hold fewer matches than the third.

use std::ops::Range;

use serde::Serialize;

use super::analyzer;
use super::document::IndexedArticle;
use super::highlight::{BlockMatches, FAINT, HighlightClause, Highlighter, merged, sentence_ranges, sentence_starts};
use crate::article::Zone;

/// Text with ranges to emphasise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Byte ranges of it, ascending, apart from one another, on character boundaries.
    pub highlights: Vec<Range<usize>>,
}

/// A passage of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The passage.
    #[serde(flatten)]
    pub text: Marked,
    /// Heading of the section that it stands in.
    pub heading: Option<String>,
    /// What it was taken from.
    pub zone: Zone,
    /// True when it begins within a sentence.
    pub cut_before: bool,
    /// True when it ends within a sentence.
    pub cut_after: bool,
}

/// How much is shown around a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SnippetContext {
    /// The sentence, and its neighbours as far as they fit.
    #[default]
    Sentence,
    /// The whole paragraph.
    Paragraph,
}

/// Settings of snippets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SnippetOptions {
    /// Most passages of one article; 0 for none.
    pub count: usize,
    /// Most characters of a passage; a longer sentence is cut.
    pub length: usize,
    /// How much is shown around a match.
    pub context: SnippetContext,
    /// Most lines of matches in context of one article, see [`KwicLine`](super::KwicLine).
    pub lines: usize,
}

impl Default for SnippetOptions {
    fn default() -> SnippetOptions {
        SnippetOptions { count: 2, length: 280, context: SnippetContext::Sentence, lines: 0 }
    }
}

impl Highlighter<'_> {
    /// The headline with what matched in it, and the best passages.
    pub(crate) fn snippets(
        &self,
        article: &IndexedArticle,
        matches: &[BlockMatches],
        options: &SnippetOptions,
    ) -> (Marked, Vec<Snippet>) {
        let mut headline = Marked { text: article.article.headline.text.clone(), highlights: Vec::new() };
        if options.count == 0 {
            return (headline, Vec::new());
        }
        let blocks: Vec<_> = article.article.blocks().collect();
        let (mut passages, mut headings) = (Vec::new(), Vec::new());
        for (index, (block, found)) in blocks.iter().zip(matches).enumerate() {
            match block.zone {
                Zone::Headline => headline.highlights = merged(found.matches.iter().map(|(range, _)| range.clone())),
                Zone::Heading => self.passages(index, block.text, found, options, &mut headings),
                Zone::Lede | Zone::Body => self.passages(index, block.text, found, options, &mut passages),
            }
        }
        // A heading is shown with the passages below it; by itself only where nothing else matches.
        if passages.is_empty() {
            passages = headings;
        }
        let chosen = self.choose(passages, options.count);
        let mut snippets: Vec<Snippet> = chosen
            .into_iter()
            .map(|passage| {
                let block = &blocks[passage.block];
                let section = block.section.filter(|_| block.zone != Zone::Heading);
                let heading = section.and_then(|section| article.article.sections[section].heading.clone());
                snippet(block.text, block.zone, heading, passage)
            })
            .collect();
        if snippets.is_empty() {
            snippets.extend(opening(&blocks, options));
        }
        (headline, snippets)
    }

    /// The passages of a block that hold a match.
    fn passages(
        &self,
        block: usize,
        text: &str,
        found: &BlockMatches,
        options: &SnippetOptions,
        out: &mut Vec<Passage>,
    ) {
        if found.matches.is_empty() {
            return;
        }
        let sentences = sentence_ranges(text, &found.sentences);
        let mut next = 0;
        while next < sentences.len() {
            let first = next;
            let mut last = next;
            if options.context == SnippetContext::Paragraph {
                last = sentences.len() - 1;
            } else {
                // A short sentence takes the next ones along, as long as the passage fits.
                while last + 1 < sentences.len()
                    && text[sentences[first].start..sentences[last + 1].end].chars().count() <= options.length
                {
                    last += 1;
                }
            }
            let range = sentences[first].start..sentences[last].end;
            // Matches ascend by their start.
            let from = found.matches.partition_point(|(place, _)| place.start < range.start);
            let inside: Vec<(Range<usize>, Vec<usize>)> = found.matches[from..]
                .iter()
                .take_while(|(place, _)| place.start <= range.end)
                .filter(|(place, _)| place.end <= range.end)
                .cloned()
                .collect();
            next = last + 1;
            if inside.is_empty() {
                continue;
            }
            let limit = if options.context == SnippetContext::Paragraph { usize::MAX } else { options.length };
            let range = self.fit(text, range, &inside, limit);
            let inside: Vec<_> =
                inside.into_iter().filter(|(place, _)| range.start <= place.start && place.end <= range.end).collect();
            let sentence_starts = sentences.iter().any(|sentence| sentence.start == range.start);
            let sentence_ends = sentences.iter().any(|sentence| sentence.end == range.end);
            out.push(Passage {
                block,
                range,
                matches: inside,
                cut_before: !sentence_starts,
                cut_after: !sentence_ends,
            });
        }
    }

    /// Cuts a passage that is too long down to the words around its best matches.
    fn fit(
        &self,
        text: &str,
        range: Range<usize>,
        matches: &[(Range<usize>, Vec<usize>)],
        limit: usize,
    ) -> Range<usize> {
        if text[range.clone()].chars().count() <= limit {
            return range;
        }
        let mut best: Option<(f32, usize, usize)> = None;
        for first in 0..matches.len() {
            let mut worth = Worth::default();
            for last in first..matches.len() {
                if text[matches[first].0.start..matches[last].0.end].chars().count() > limit {
                    break;
                }
                worth.add(&self.clauses, &matches[last].1);
                if best.is_none_or(|(other, ..)| worth.value > other) {
                    best = Some((worth.value, first, last));
                }
            }
        }
        let Some((_, first, last)) = best else { return range.start..range.start };
        let (start, end) = (matches[first].0.start, matches[last].0.end);
        let room = limit.saturating_sub(text[start..end].chars().count());
        let start = back(text, range.start, start, room / 3);
        let room = limit.saturating_sub(text[start..end].chars().count());
        start..forward(text, range.end, end, room)
    }

    /// The best passages, each counted for what the ones before it do not show.
    fn choose(&self, mut passages: Vec<Passage>, count: usize) -> Vec<Passage> {
        let mut shown = vec![false; self.clauses.len()];
        let mut chosen: Vec<Passage> = Vec::new();
        let rarest = self.clauses.iter().map(|clause| clause.weight).fold(0.0, f32::max);
        let is_telling = |passage: &Passage| {
            let mut clauses = passage.matches.iter().flat_map(|(_, clauses)| clauses);
            clauses.any(|clause| self.clauses[*clause].weight > FAINT * rarest)
        };
        while chosen.len() < count && !passages.is_empty() {
            let value = |passage: &Passage| {
                let mut worth = Worth { seen: shown.clone(), value: 0.0 };
                passage.matches.iter().for_each(|(_, clauses)| worth.add(&self.clauses, clauses));
                worth.value + closeness(&passage.matches)
            };
            let mut best = 0;
            let mut best_value = f32::MIN;
            for (index, passage) in passages.iter().enumerate() {
                let value = value(passage);
                if value > best_value {
                    (best, best_value) = (index, value);
                }
            }
            let passage = passages.remove(best);
            // One telling passage says more than a second one for words that are everywhere.
            if !chosen.is_empty() && !is_telling(&passage) {
                continue;
            }
            passage.matches.iter().flat_map(|(_, clauses)| clauses).for_each(|&clause| shown[clause] = true);
            chosen.push(passage);
        }
        chosen
    }
}

#[derive(Debug, Clone)]
struct Passage {
    block: usize,
    range: Range<usize>,
    matches: Vec<(Range<usize>, Vec<usize>)>,
    cut_before: bool,
    cut_after: bool,
}

/// What matches are worth: the first of a clause its weight, further ones a tenth of it.
#[derive(Default)]
struct Worth {
    seen: Vec<bool>,
    value: f32,
}

impl Worth {
    fn add(&mut self, all: &[HighlightClause<'_>], clauses: &[usize]) {
        self.seen.resize(all.len(), false);
        for &clause in clauses {
            let weight = all[clause].weight;
            self.value += if std::mem::replace(&mut self.seen[clause], true) { weight * 0.1 } else { weight };
        }
    }
}

/// A small reward for matches of different clauses that stand close together.
fn closeness(matches: &[(Range<usize>, Vec<usize>)]) -> f32 {
    matches
        .windows(2)
        .filter(|pair| pair[0].1 != pair[1].1)
        .map(|pair| 4.0 / (4.0 + (pair[1].0.start.saturating_sub(pair[0].0.end)) as f32))
        .fold(0.0, f32::max)
}

/// Moves back from `at` by at most `room` characters, to the beginning of a word.
fn back(text: &str, floor: usize, at: usize, room: usize) -> usize {
    let mut best = at;
    for (count, (index, c)) in text[floor..at].char_indices().rev().enumerate() {
        if count >= room {
            return best;
        }
        let index = floor + index;
        if c.is_whitespace() || analyzer::is_paired(c) {
            best = if c.is_whitespace() { index + c.len_utf8() } else { index };
        }
    }
    if text[floor..at].chars().count() <= room { floor } else { best }
}

/// Moves on from `at` by at most `room` characters, to the end of a word.
fn forward(text: &str, ceiling: usize, at: usize, room: usize) -> usize {
    let mut best = at;
    for (count, (index, c)) in text[at..ceiling].char_indices().enumerate() {
        if count >= room {
            return best;
        }
        if c.is_whitespace() {
            best = at + index;
        } else if analyzer::is_paired(c) {
            best = at + index + c.len_utf8();
        }
    }
    ceiling
}

fn snippet(text: &str, zone: Zone, heading: Option<String>, passage: Passage) -> Snippet {
    let raw = &text[passage.range.clone()];
    let lead = raw.len() - raw.trim_start().len();
    let start = passage.range.start + lead;
    let shown = raw.trim();
    let highlights = merged(passage.matches.into_iter().map(|(place, _)| place))
        .into_iter()
        .filter(|place| place.start >= start)
        .map(|place| place.start - start..(place.end - start).min(shown.len()))
        .collect();
    Snippet {
        // A line break within a paragraph takes as many bytes as the blank that replaces it.
        text: Marked { text: shown.replace(['\n', '\r', '\t'], " "), highlights },
        heading,
        zone,
        cut_before: passage.cut_before,
        cut_after: passage.cut_after,
    }
}

/// The beginning of the article, for a hit whose text shows no match.
fn opening(blocks: &[crate::article::Block<'_>], options: &SnippetOptions) -> Option<Snippet> {
    let block = blocks.iter().find(|block| matches!(block.zone, Zone::Lede | Zone::Body))?;
    let sentences = sentence_ranges(block.text, &sentence_starts(block.text));
    let mut end = sentences.first().map_or(block.text.len(), |sentence| sentence.end);
    for sentence in sentences.iter().skip(1) {
        if block.text[..sentence.end].chars().count() > options.length {
            break;
        }
        end = sentence.end;
    }
    let whole = block.text[..end].chars().count() <= options.length;
    let end = if whole { end } else { forward(block.text, end, 0, options.length) };
    let passage = Passage { block: 0, range: 0..end, matches: Vec::new(), cut_before: false, cut_after: !whole };
    Some(snippet(block.text, block.zone, None, passage))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Headline, Section};
    use crate::engine::clause::{Clause, Matcher};
    use crate::engine::highlight::Detail;
    use crate::engine::lexicon::{Form, Forms};
    use crate::query::WordRole;

    fn clause(terms: &[&str], weight: f32) -> Clause {
        let forms =
            terms.iter().map(|term| Form { term: (*term).to_owned(), places: Vec::new(), only: None }).collect();
        Clause {
            matcher: Matcher::Terms(Forms { forms, ..Forms::default() }),
            areas: vec![0, 1, 2, 3],
            at_least: 1,
            weight,
            label: String::new(),
            role: WordRole::Sought,
        }
    }

    fn article(lede: &str, paragraph: &str) -> IndexedArticle {
        IndexedArticle {
            article: Article {
                headline: Headline { text: "Talks on Rafah".into(), derived: false },
                lede: lede.into(),
                sections: vec![Section { heading: Some("The Plan".into()), paragraphs: vec![paragraph.into()] }],
                ..Article::default()
            },
            names: Vec::new(),
            lost: None,
        }
    }

    fn shown(clauses: &[&Clause], article: &IndexedArticle, options: &SnippetOptions) -> (Marked, Vec<Snippet>) {
        let highlighter = Highlighter::new(clauses);
        highlighter.snippets(article, &highlighter.matches(article, Detail::Words), options)
    }

    fn emphasised(marked: &Marked) -> Vec<&str> {
        marked.highlights.iter().map(|range| &marked.text[range.clone()]).collect()
    }

    #[test]
    fn the_best_sentence_comes_first_with_its_heading() {
        let (rafah, offensive) = (clause(&["rafah"], 2.0), clause(&["offensive", "offensives"], 2.0));
        let clauses = [&rafah, &offensive];
        let article = article("Rafah is a city.", "Nothing here. The offensives in Rafah began.");
        let options = SnippetOptions { length: 30, ..SnippetOptions::default() };
        let (headline, snippets) = shown(&clauses, &article, &options);
        assert_eq!(emphasised(&headline), ["Rafah"]);
        assert_eq!(snippets[0].text.text, "The offensives in Rafah began.");
        assert_eq!(emphasised(&snippets[0].text), ["offensives", "Rafah"]);
        assert_eq!(snippets[0].heading.as_deref(), Some("The Plan"));
        assert_eq!(snippets[1].text.text, "Rafah is a city.");
        assert!(!snippets[0].cut_before && !snippets[0].cut_after);
    }

    #[test]
    fn a_long_sentence_is_cut_around_its_matches() {
        let far = clause(&["needle"], 1.0);
        let lede = format!("{}the needle here{} end.", "word ".repeat(40), " word".repeat(40));
        let article = article(&lede, "x");
        let options = SnippetOptions { length: 40, ..SnippetOptions::default() };
        let (_, snippets) = shown(&[&far], &article, &options);
        assert!(snippets[0].text.text.chars().count() <= 40, "{}", snippets[0].text.text);
        assert_eq!(emphasised(&snippets[0].text), ["needle"]);
        assert!(snippets[0].cut_before && snippets[0].cut_after);
    }

    #[test]
    fn a_match_in_a_heading_alone_is_shown() {
        let plan = clause(&["plan"], 1.0);
        let (_, snippets) = shown(&[&plan], &article("Rafah is a city.", "x"), &SnippetOptions::default());
        assert_eq!((snippets[0].text.text.as_str(), snippets[0].heading.as_deref()), ("The Plan", None));
        assert_eq!((emphasised(&snippets[0].text), snippets[0].zone), (vec!["Plan"], Zone::Heading));
        let article = article("The plan is a good one.", "x");
        let (_, snippets) = shown(&[&plan], &article, &SnippetOptions::default());
        assert_eq!((snippets.len(), snippets[0].text.text.as_str()), (1, "The plan is a good one."));
    }

    #[test]
    fn without_a_match_the_opening_is_shown() {
        let none = clause(&["absent"], 1.0);
        let article = article("First sentence. Second one.", "x");
        let (_, snippets) = shown(&[&none], &article, &SnippetOptions::default());
        assert_eq!(snippets[0].text.text, "First sentence. Second one.");
        assert!(snippets[0].text.highlights.is_empty());
    }
}
