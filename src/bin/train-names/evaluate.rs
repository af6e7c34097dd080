//! Precision, recall and F1 of exact names, by kind.

use std::collections::HashSet;
use std::fmt;

use dateline::person::model::{
    lexicon::Lexicon,
    tagger::{Model, Scratch},
    vocabulary::Vocabulary,
};

use crate::corpus::{Annotated, Name, prepare, to_tokens};

/// Counts of one kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    pub right: usize,
    pub found: usize,
    pub gold: usize,
}

impl Score {
    pub fn f1(&self) -> f64 {
        100.0 * 2.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |n: usize| 100.0 * self.right as f64 / n.max(1) as f64;
        write!(f, "{:5.1} {:5.1} {:5.1}", part(self.found), part(self.gold), self.f1())
    }
}

/// What to print besides the scores.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Report {
    Scores,
    Errors,
}

/// Scores by kind of the model on annotated documents.
pub fn evaluate(documents: &[Annotated], lexicon: &Lexicon, model: &Model, report: Report) -> [Score; 3] {
    let mut scores = [Score::default(); 3];
    let mut vocabulary = Vocabulary::new(*lexicon);
    let mut scratch = Scratch::default();
    for annotated in documents {
        let prepared = prepare(annotated, &mut vocabulary);
        let found = model.read(&prepared.document, &vocabulary, &mut scratch);
        let mut found: HashSet<(usize, u32, u32, u32)> =
            found.into_iter().map(|f| to_tokens(&prepared.origin, &(f.kind, f.words))).collect();
        found.retain(|name| annotated.kinds[name.0]);
        let gold: HashSet<(usize, u32, u32, u32)> = annotated
            .sentences
            .iter()
            .enumerate()
            .flat_map(|(s, sentence)| {
                sentence.names.iter().map(move |(kind, r): &Name| (*kind, s as u32, r.start as u32, r.end as u32))
            })
            .collect();
        for (kind, score) in scores.iter_mut().enumerate() {
            score.found += found.iter().filter(|name| name.0 == kind).count();
            score.gold += gold.iter().filter(|name| name.0 == kind).count();
            score.right += found.intersection(&gold).filter(|name| name.0 == kind).count();
        }
        if report == Report::Errors {
            show_errors(annotated, &found, &gold);
        }
    }
    scores
}

fn show_errors(annotated: &Annotated, found: &HashSet<(usize, u32, u32, u32)>, gold: &HashSet<(usize, u32, u32, u32)>) {
    let mut wrong: Vec<_> = found.symmetric_difference(gold).filter(|name| name.0 == 0).collect();
    wrong.sort_by_key(|name| (name.1, name.2));
    for name in wrong {
        let tokens = &annotated.sentences[name.1 as usize].tokens;
        let (from, to) = (name.2 as usize, name.3 as usize);
        let other = if found.contains(name) {
            "FALSE"
        } else if found.iter().any(|f| f.1 == name.1 && f.2 < name.3 && name.2 < f.3) {
            "miss-overlap"
        } else {
            "miss"
        };
        println!(
            "{other}\t{}\t{} [[{}]] {}",
            annotated.id,
            tokens[from.saturating_sub(7)..from].join(" "),
            tokens[from..to].join(" "),
            tokens[to..(to + 6).min(tokens.len())].join(" ")
        );
    }
}
