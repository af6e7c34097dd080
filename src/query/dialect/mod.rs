//! Other search languages.

use std::fmt;

/// The search language that a query is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dialect {
    /// Whichever the query's own marks give away; dateline's when none do.
    #[default]
    Auto,
    /// The language described in [`crate::query`].
    Dateline,
    /// Nexis, terms and connectors.
    Nexis,
    /// Factiva, free text search.
    Factiva,
    /// Lucene's classic query parser, as in Elasticsearch and Solr.
    Lucene,
    /// Google and Google News.
    Google,
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Dialect::Auto => "auto",
            Dialect::Dateline => "dateline",
            Dialect::Nexis => "Nexis",
            Dialect::Factiva => "Factiva",
            Dialect::Lucene => "Lucene",
            Dialect::Google => "Google",
        })
    }
}
