//! A run in the format of TREC: `qid Q0 docno rank score tag`, for scoring with other people's tools.

use std::io::{self, Write};

use crate::engine::{Hit, SearchPage};

/// The name that judgments know an article by: the id its source gives it, or its path.
pub fn external_name(hit: &Hit) -> String {
    let article = &hit.article.article;
    let name = article.external_id.clone().unwrap_or_else(|| super::full_path(hit));
    name.chars().map(|c| if c.is_whitespace() || c.is_control() { '_' } else { c }).collect()
}

/// Writes the hits of one query.
///
/// Scores are made to fall strictly with rank, since tools that score runs sort by score and break ties their own way.
///
/// # Errors
/// When the writer refuses.
pub fn render_run(query: &str, page: &SearchPage, tag: &str, out: &mut dyn Write) -> io::Result<()> {
    let last = page.hits.len();
    for (index, hit) in page.hits.iter().enumerate() {
        let score = (last - index) as f64;
        writeln!(out, "{query} Q0 {} {} {score} {tag}", external_name(hit), hit.rank)?;
    }
    Ok(())
}
