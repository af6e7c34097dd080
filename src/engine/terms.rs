//! Terms of the fields that are matched whole: language, path and site; and how long a name may be that is looked for.

use tantivy::postings::TermInfo;
use tantivy::schema::Field;

use super::EngineError;
use super::index::ArticleIndex;
use super::pattern::TermPattern;

/// Most bytes of a name: a longer text is nobody's.
const LONGEST_NAME: usize = 400;

/// Refuses what is too long to be looked for as the name of anybody, of a paper or of an office, since each word of one is
/// compared with each of another.
pub(super) fn check_length(asked: &str) -> Result<(), EngineError> {
    if asked.len() <= LONGEST_NAME {
        return Ok(());
    }
    Err(EngineError::Unsupported { message: format!("a name can have {LONGEST_NAME} letters at most"), span: None })
}

/// Terms of a field that agree with a pattern, with the segments they are in.
pub(crate) fn matching(
    index: &ArticleIndex,
    field: Field,
    pattern: &TermPattern,
) -> Result<Vec<(usize, TermInfo)>, EngineError> {
    let mut found = Vec::new();
    for (segment, reader) in index.searcher.segment_readers().iter().enumerate() {
        let inverted = reader.inverted_index(field).map_err(EngineError::at(&index.path))?;
        let dictionary = inverted.terms();
        let stream = dictionary.search(pattern.clone()).into_stream();
        let mut stream = stream.map_err(|error| EngineError::io(&index.path, error))?;
        while stream.advance() {
            found.push((segment, stream.value().clone()));
        }
    }
    Ok(found)
}

/// A site as one term, from its last label to its first as the folders of a path: `uk/co/bbc`. So [`path`] gives all below it.
pub(crate) fn site_term(host: &str) -> String {
    let labels: Vec<&str> = host.rsplit('.').filter(|label| !label.is_empty()).collect();
    labels.join("/")
}

/// The terms of a path: the file itself, or everything in the folder.
pub(crate) fn path(index: &ArticleIndex, field: Field, path: &str) -> Result<Vec<(usize, TermInfo)>, EngineError> {
    let mut found = Vec::new();
    let (from, to) = (format!("{path}/"), format!("{path}0"));
    for (segment, reader) in index.searcher.segment_readers().iter().enumerate() {
        let inverted = reader.inverted_index(field).map_err(EngineError::at(&index.path))?;
        let dictionary = inverted.terms();
        let io = |error| EngineError::io(&index.path, error);
        if let Some(info) = dictionary.get(path.as_bytes()).map_err(io)? {
            found.push((segment, info));
        }
        // `0` follows `/`, so the range holds what lies below the folder.
        let mut stream = dictionary.range().ge(&from).lt(&to).into_stream().map_err(io)?;
        while stream.advance() {
            found.push((segment, stream.value().clone()));
        }
    }
    Ok(found)
}
