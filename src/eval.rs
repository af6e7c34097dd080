//! How good a ranking is on a judged collection.
//!
//! Owns the measures and the reading of queries and judgments; it must not search. The measures are those of trec_eval
//! (nDCG as there: gain is the grade, discount the logarithm of the rank plus one), averaged over the queries that have a
//! judged relevant article. The surprise: a query that finds nothing counts as zero, and one without any relevant article
//! does not count at all.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use thiserror::Error;

/// Why a judged collection cannot be used.
#[derive(Debug, Error)]
pub enum EvalError {
    /// A file cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A line is not what it should be.
    #[error("{}, line {line}: {message}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Number of the line, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// No query has a judged relevant article.
    #[error("no query of {} has a relevant article in {}", queries.display(), qrels.display())]
    NothingJudged {
        /// The queries.
        queries: PathBuf,
        /// The judgments.
        qrels: PathBuf,
    },
}

/// A query of a judged collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicQuery {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// Grades by query and article; 0 and below is not relevant.
pub type Judgments = HashMap<String, HashMap<String, i32>>;

/// Measures of a ranking, each between 0 and 1, averaged over queries.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Measures {
    /// Normalised discounted cumulative gain of the first ten hits.
    #[serde(rename = "ndcg@10")]
    pub ndcg_10: f64,
    /// Mean average precision over all hits.
    pub map: f64,
    /// Mean reciprocal rank of the first relevant hit.
    pub mrr: f64,
    /// Share of the relevant articles among the first hundred hits.
    #[serde(rename = "recall@100")]
    pub recall_100: f64,
    /// Number of queries that have a relevant article.
    pub queries: usize,
}

/// Reads queries, one a line: id, tab, text.
///
/// # Errors
/// [`EvalError::Io`], or [`EvalError::Line`] for a line without a tab or with an id that was there before.
pub fn read_queries(path: &Path) -> Result<Vec<TopicQuery>, EvalError> {
    let mut seen = BTreeSet::new();
    let mut queries = Vec::new();
    for (number, line) in read(path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fail = |message: &str| EvalError::Line { path: path.to_owned(), line: number + 1, message: message.into() };
        let (id, text) = line.split_once('\t').ok_or_else(|| fail("there is no tab between id and query"))?;
        if !seen.insert(id.to_owned()) {
            return Err(fail("the id of an earlier query again"));
        }
        queries.push(TopicQuery { id: id.to_owned(), text: text.trim().to_owned() });
    }
    Ok(queries)
}

/// Reads judgments in the format of TREC: query, anything, article, grade.
///
/// # Errors
/// [`EvalError::Io`], or [`EvalError::Line`] for a line of another form.
pub fn read_qrels(path: &Path) -> Result<Judgments, EvalError> {
    let mut judgments = Judgments::new();
    for (number, line) in read(path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fail = |message: &str| EvalError::Line { path: path.to_owned(), line: number + 1, message: message.into() };
        let mut parts = line.split_whitespace();
        let (Some(query), Some(_), Some(article), Some(grade), None) =
            (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(fail("not of the form `query 0 article grade`"));
        };
        let grade = grade.parse().map_err(|_| fail("the grade is not a whole number"))?;
        judgments.entry(query.to_owned()).or_default().insert(article.to_owned(), grade);
    }
    Ok(judgments)
}

fn read(path: &Path) -> Result<String, EvalError> {
    fs::read_to_string(path).map_err(|source| EvalError::Io { path: path.to_owned(), source })
}

/// Measures rankings: for each query id the names of its hits, the best first.
///
/// Only queries with a relevant article count; `None` when there is none.
pub fn measure(rankings: &BTreeMap<String, Vec<String>>, judgments: &Judgments) -> Option<Measures> {
    let mut sum = Measures { ndcg_10: 0.0, map: 0.0, mrr: 0.0, recall_100: 0.0, queries: 0 };
    for (query, hits) in rankings {
        let Some(grades) = judgments.get(query) else { continue };
        let relevant = grades.values().filter(|grade| **grade > 0).count();
        if relevant == 0 {
            continue;
        }
        let gain = |hit: &String| grades.get(hit).copied().unwrap_or(0).max(0);
        let gains: Vec<i32> = hits.iter().map(gain).collect();
        let mut ideal: Vec<i32> = grades.values().map(|grade| (*grade).max(0)).collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        sum.ndcg_10 += discounted(&gains) / discounted(&ideal);
        sum.map += average_precision(&gains, relevant);
        sum.mrr += gains.iter().position(|gain| *gain > 0).map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
        sum.recall_100 += gains.iter().take(100).filter(|gain| **gain > 0).count() as f64 / relevant as f64;
        sum.queries += 1;
    }
    let queries = sum.queries as f64;
    (sum.queries > 0).then(|| Measures {
        ndcg_10: sum.ndcg_10 / queries,
        map: sum.map / queries,
        mrr: sum.mrr / queries,
        recall_100: sum.recall_100 / queries,
        queries: sum.queries,
    })
}

/// Discounted cumulative gain of the first ten: the sum of grade / log2(rank + 1).
fn discounted(gains: &[i32]) -> f64 {
    gains.iter().take(10).enumerate().map(|(rank, gain)| f64::from(*gain) / ((rank + 2) as f64).log2()).sum()
}

fn average_precision(gains: &[i32], relevant: usize) -> f64 {
    let mut found = 0;
    let mut sum = 0.0;
    for (rank, gain) in gains.iter().enumerate() {
        if *gain > 0 {
            found += 1;
            sum += f64::from(found) / (rank + 1) as f64;
        }
    }
    sum / relevant as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn measures_agree_with_figures_worked_out_by_hand() {
        let judged = [("a", 2), ("b", 1), ("c", 0), ("z", 1)].map(|(name, grade)| (name.to_owned(), grade));
        let judgments = Judgments::from([("q".to_owned(), HashMap::from(judged))]);
        let hits = ["x", "a", "c", "b"].map(str::to_owned).to_vec();
        let measured = measure(&BTreeMap::from([("q".to_owned(), hits)]), &judgments).expect("one query is judged");
        // Relevant at ranks 2 and 4 of 3: (1/2 + 2/4) / 3.
        assert!(close(measured.map, 1.0 / 3.0));
        assert!(close(measured.mrr, 0.5));
        assert!(close(measured.recall_100, 2.0 / 3.0));
        // 2 / log2 3 + 1 / log2 5 over 2 + 1 / log2 3 + 1 / log2 4.
        let expected = (2.0 / 3f64.log2() + 1.0 / 5f64.log2()) / (2.0 + 1.0 / 3f64.log2() + 0.5);
        assert!(close(measured.ndcg_10, expected));
    }

    #[test]
    fn a_query_without_relevant_articles_does_not_count_and_one_without_hits_does() {
        let judgments = Judgments::from([
            ("none".to_owned(), HashMap::from([("a".to_owned(), 0)])),
            ("missed".to_owned(), HashMap::from([("a".to_owned(), 1)])),
        ]);
        let rankings = BTreeMap::from([("none".to_owned(), vec!["a".to_owned()]), ("missed".to_owned(), Vec::new())]);
        let measured = measure(&rankings, &judgments).expect("one query is judged");
        assert_eq!((measured.queries, measured.map), (1, 0.0));
        assert!(measure(&BTreeMap::new(), &judgments).is_none());
    }
}
