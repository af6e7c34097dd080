//! How much of one text stands in another, by runs of words (Broder, "On the resemblance and containment of documents",
//! 1997).
//!
//! Owns what counts as a near copy. The surprise: two texts are compared by the share of the shorter one, so that a story
//! that was cut is a copy of the whole; but a text of which the other is only a small part, a round-up, is none.

use xxhash_rust::xxh3::xxh3_64;

use super::analyzer::{TermKind, Tokens};
use super::document::IndexedArticle;
use crate::article::Zone;

/// Words in a run.
const RUN: usize = 5;
/// From this share of common runs on, the smaller text is taken for a copy from the larger.
pub(crate) const COPY: f32 = 0.6;
/// Of the larger text at least this share has to stand in the smaller one, or it is about more.
const WHOLE: f32 = 0.25;
/// One of so many runs in a row is a mark by which copies are looked up.
const WINDOW: usize = 12;

/// The runs of words of a text as hashes, in ascending order and each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Runs(Vec<u32>);

impl Runs {
    /// The runs of an article. A derived headline, which is the lede again, is left out.
    pub(crate) fn of(article: &IndexedArticle) -> Runs {
        let mut runs = in_order(article);
        runs.sort_unstable();
        runs.dedup();
        Runs(runs)
    }

    /// Number of different runs.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The runs one by one.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().copied()
    }

    /// Number of runs that are in both.
    pub(crate) fn shared(&self, other: &Runs) -> usize {
        let (mut shared, mut rest) = (0, &other.0[..]);
        for run in &self.0 {
            rest = &rest[rest.partition_point(|there| there < run)..];
            shared += usize::from(rest.first() == Some(run));
        }
        shared
    }

    /// Share of the smaller set that is in the larger one, 0 to 1.
    pub(crate) fn containment(&self, other: &Runs) -> f32 {
        let smaller = self.len().min(other.len());
        if smaller == 0 { 0.0 } else { self.shared(other) as f32 / smaller as f32 }
    }

    /// True when one is a near copy of the other.
    pub(crate) fn is_copy(&self, other: &Runs) -> bool {
        // Mostly not worth the comparison.
        self.may_be_copy(other) && self.is_copy_with(other, self.shared(other))
    }

    fn may_be_copy(&self, other: &Runs) -> bool {
        let (smaller, larger) = (self.len().min(other.len()), self.len().max(other.len()));
        smaller > 0 && (smaller as f32) >= WHOLE * larger as f32
    }

    /// As [`Runs::is_copy`], when it is known how many runs are in both.
    fn is_copy_with(&self, other: &Runs, shared: usize) -> bool {
        let (smaller, larger) = (self.len().min(other.len()), self.len().max(other.len()));
        let shared = shared as f32;
        self.may_be_copy(other) && shared >= COPY * smaller as f32 && shared >= WHOLE * larger as f32
    }
}

/// Marks of an article: of each stretch of runs the least, so that whatever text of some length two articles share, they
/// share a mark (Schleimer, Wilkerson and Aiken, "Winnowing", 2003).
pub(crate) fn marks(article: &IndexedArticle) -> Vec<u32> {
    let runs = in_order(article);
    let mut marks: Vec<u32> = match runs.len() {
        0 => Vec::new(),
        length => runs.windows(WINDOW.min(length)).filter_map(|window| window.iter().min().copied()).collect(),
    };
    marks.sort_unstable();
    marks.dedup();
    marks
}

fn in_order(article: &IndexedArticle) -> Vec<u32> {
    let mut words: Vec<u64> = Vec::new();
    let told = |zone: Zone, text: &str| zone == Zone::Headline || !is_address(text);
    for_each_word_of(article, told, |_, term| words.push(xxh3_64(term.as_bytes())));
    let hash = |run: &[u64]| {
        let mut bytes = [0; RUN * 8];
        for (slot, word) in bytes.chunks_exact_mut(8).zip(run) {
            slot.copy_from_slice(&word.to_le_bytes());
        }
        xxh3_64(&bytes) as u32
    };
    words.windows(RUN).map(hash).collect()
}

/// What stands before the addresses of a letter.
const ADDRESSED: &[&str] = &["from", "to", "cc", "bcc", "sender", "reply-to", "sent"];

/// Whether a paragraph is no more than who wrote to whom, which all letters of the same people have in common.
fn is_address(text: &str) -> bool {
    let header = |line: &str| {
        let name = line.split_once(':').map(|(name, _)| name.trim());
        name.is_some_and(|name| ADDRESSED.iter().any(|known| known.eq_ignore_ascii_case(name)))
    };
    text.lines().all(header)
}

/// Hands over the words of an article as they are indexed. A derived headline is left out.
pub(crate) fn for_each_word(article: &IndexedArticle, call: impl FnMut(Zone, &str)) {
    for_each_word_of(article, |_, _| true, call);
}

/// As [`for_each_word`], of some blocks.
fn for_each_word_of(
    article: &IndexedArticle,
    is_wanted: impl Fn(Zone, &str) -> bool,
    mut call: impl FnMut(Zone, &str),
) {
    for block in article.article.blocks() {
        let again = block.zone == Zone::Headline && article.article.headline.derived;
        if again || !is_wanted(block.zone, block.text) {
            continue;
        }
        let mut tokens = Tokens::new(block.text);
        while tokens.advance() {
            if tokens.kind == TermKind::Word {
                call(block.zone, &tokens.term);
            }
        }
    }
}

/// Texts that were met one after the other, in groups of copies and their copies, as stories are.
#[derive(Debug, Default)]
pub(crate) struct Originals {
    texts: Vec<Runs>,
    /// For each text one that was met before it and is of its group, or itself.
    before: Vec<u32>,
    by_run: rustc_hash::FxHashMap<u32, Vec<u32>>,
    /// How many runs each text shares with the one that is looked at; 0 in between.
    shared: Vec<u32>,
}

/// What becomes of groups that have been apart when a text belongs to several of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bridge {
    /// They are one from now on.
    Joins,
    /// It belongs to the first.
    Chooses,
}

impl Originals {
    /// Puts a text into the group of what it is a copy of.
    pub(crate) fn place(&mut self, runs: Runs, bridge: Bridge) {
        // What is filed under a run has it, so what two texts share is counted and not compared.
        let mut near: Vec<usize> = Vec::new();
        for &place in runs.iter().filter_map(|run| self.by_run.get(&run)).flatten() {
            let shared = &mut self.shared[place as usize];
            if *shared == 0 {
                near.push(place as usize);
            }
            *shared += 1;
        }
        near.retain(|place| {
            let shared = std::mem::take(&mut self.shared[*place]) as usize;
            self.texts[*place].is_copy_with(&runs, shared)
        });
        let groups: rustc_hash::FxHashSet<u32> = near.into_iter().map(|place| self.original(place) as u32).collect();
        let place = self.texts.len() as u32;
        let first = groups.iter().copied().min().unwrap_or(place);
        if bridge == Bridge::Joins {
            groups.iter().for_each(|group| self.before[*group as usize] = first);
        }
        runs.iter().for_each(|run| self.by_run.entry(run).or_default().push(place));
        self.texts.push(runs);
        self.before.push(first);
        self.shared.push(0);
    }

    /// The first text of the group that a text is of, both by the order in which they were met.
    pub(crate) fn original(&self, mut text: usize) -> usize {
        while self.before[text] as usize != text {
            text = self.before[text] as usize;
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Headline, Section};

    fn article(lede: &str) -> IndexedArticle {
        let headline = Headline { text: lede.into(), derived: true };
        IndexedArticle {
            article: Article { headline, lede: lede.into(), ..Article::default() },
            names: Vec::new(),
            lost: None,
        }
    }

    #[test]
    fn the_share_of_common_runs_is_that_of_the_shorter_text() {
        let long = Runs::of(&article("one two three four five six seven eight nine ten"));
        // Runs of five: three in the short one, of which the first two stand in the long one.
        let short = Runs::of(&article("two three four five six seven nine"));
        assert_eq!((long.len(), short.len(), short.shared(&long)), (6, 3, 2));
        assert!((long.containment(&short) - 2.0 / 3.0).abs() < 1e-6);
        assert!(long.is_copy(&short) && short.is_copy(&long));
        assert_eq!(long.containment(&Runs::of(&article("too short"))), 0.0);
    }

    #[test]
    fn a_round_up_is_no_copy_of_its_parts() {
        let part = "alpha beta gamma delta epsilon zeta eta theta";
        let rest: String = (0..40).map(|n| format!(" word{n}")).collect();
        let (part, whole) = (Runs::of(&article(part)), Runs::of(&article(&format!("{part}{rest}"))));
        assert_eq!((part.len(), part.shared(&whole)), (4, 4));
        assert!(!part.is_copy(&whole));
    }

    #[test]
    fn a_text_that_two_articles_share_leaves_a_common_mark() {
        let shared: String = (0..16).map(|n| format!("shared{n} ")).collect();
        let other = |name: &str| (0..60).map(|n| format!("{name}{n} ")).collect::<String>();
        let first = marks(&article(&format!("{}{shared}{}", other("a"), other("b"))));
        let second = marks(&article(&format!("{}{shared}{}", other("c"), other("d"))));
        assert!(first.iter().any(|mark| second.contains(mark)));
        assert!(marks(&article("")).is_empty() && marks(&article("one two three four five")).len() == 1);
    }

    fn gathered(texts: &[String], bridge: Bridge) -> Vec<usize> {
        let mut originals = Originals::default();
        texts.iter().for_each(|text| originals.place(Runs::of(&article(text)), bridge));
        (0..texts.len()).map(|text| originals.original(text)).collect()
    }

    /// Words of an endless text.
    fn stretch(from: usize, to: usize) -> String {
        (from..to).map(|n| format!("word{n} ")).collect()
    }

    #[test]
    fn copies_gather_at_the_first() {
        let texts = [stretch(0, 8), stretch(20, 28), stretch(0, 9), stretch(21, 28)];
        assert_eq!(gathered(&texts, Bridge::Joins), [0, 1, 0, 1]);
    }

    #[test]
    fn a_copy_of_a_copy_gathers_where_that_is() {
        let (first, second, third) = (stretch(0, 34), stretch(9, 43), stretch(18, 52));
        assert!(!Runs::of(&article(&first)).is_copy(&Runs::of(&article(&third))));
        let in_turn = [first.clone(), second.clone(), third.clone()];
        assert_eq!(gathered(&in_turn, Bridge::Chooses), [0, 0, 0]);
        // What lies between two comes last.
        let apart = [first, third, second];
        assert_eq!(gathered(&apart, Bridge::Joins), [0, 0, 0]);
        assert_eq!(gathered(&apart, Bridge::Chooses), [0, 1, 0]);
    }

    #[test]
    fn who_wrote_to_whom_makes_no_copy() {
        let letter = |text: &str, more: &str| {
            let mut letter = article(text);
            let addresses = "to: Peter Novak <peter.novak@example.org>, Maria Horvath <maria.horvath@example.org>";
            letter.article.sections = vec![Section { heading: None, paragraphs: vec![format!("{addresses}{more}")] }];
            Runs::of(&letter)
        };
        let (one, other) = ("Can we meet at noon near the station?", "Here is the second draft of the speech.");
        assert!(!letter(one, "").is_copy(&letter(other, "")));
        assert!(letter(one, "").is_copy(&letter(one, "")));
        // More than addresses is a text.
        assert!(
            letter(one, "\nThey all live near the station.")
                .is_copy(&letter(other, "\nThey all live near the station."))
        );
    }
}
