//! The articles that have some names.
//!
//! The surprise: of one name their number is known without a look at its lists, unless articles were deleted.

use tantivy::schema::IndexRecordOption;

use super::super::EngineError;
use super::super::index::ArticleIndex;
use super::super::people::DocumentSets;
use super::super::united::unite;
use super::NamedKey;

/// The articles that have any of some names.
pub(crate) fn documents(index: &ArticleIndex, keys: &[NamedKey]) -> Result<DocumentSets, EngineError> {
    (0..index.searcher.segment_readers().len()).map(|segment| documents_in(index, keys, segment)).collect()
}

/// The articles of a segment that have any of some names, ascending.
pub(crate) fn documents_in(index: &ArticleIndex, keys: &[NamedKey], segment: usize) -> Result<Vec<u32>, EngineError> {
    let io = |error| EngineError::io(&index.path, error);
    let reader = index.searcher.segment_reader(segment as u32);
    let [headline, lede, heading, body] = index.fields.zones;
    let fields = [headline, lede, heading, body, index.fields.unmarked];
    // To open a field costs as much as to look a few names up.
    let mut opened = fields.map(|_| None);
    let mut documents = Vec::new();
    let mut lists = 0;
    for named in keys {
        let here = named.places.iter().filter(|(place, _)| *place == segment);
        for zone in here.flat_map(|(_, filed)| filed.standing.zones()) {
            let inverted = match &mut opened[zone] {
                Some(inverted) => inverted,
                none => none.insert(reader.inverted_index(fields[zone]).map_err(EngineError::at(&index.path))?),
            };
            let Some(info) = inverted.terms().get(named.mark.as_bytes()).map_err(io)? else { continue };
            let list = inverted.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic);
            let mut list = list.map_err(io)?;
            lists += 1;
            while !list.docs().is_empty() {
                documents.extend_from_slice(list.docs());
                list.advance();
            }
        }
    }
    if reader.has_deletes() {
        documents.retain(|document| !reader.is_deleted(*document));
    }
    if lists > 1 {
        unite(&mut documents, reader.max_doc());
    }
    Ok(documents)
}

/// The number of articles of a segment that have any of some names.
pub(crate) fn article_count(index: &ArticleIndex, keys: &[NamedKey], segment: usize) -> Result<u64, EngineError> {
    let mut here = keys.iter().flat_map(|named| &named.places).filter(|(place, _)| *place == segment);
    match (here.next(), here.next()) {
        (None, _) => Ok(0),
        (Some((_, filed)), None) if !index.searcher.segment_reader(segment as u32).has_deletes() => {
            Ok(u64::from(filed.articles))
        }
        _ => Ok(documents_in(index, keys, segment)?.len() as u64),
    }
}
