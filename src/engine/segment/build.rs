//! One segment: from its first article to its files.

use tantivy::fastfield::FastFieldsWriter;
use tantivy::fieldnorm::{FieldNormsSerializer, FieldNormsWriter};
use tantivy::index::{SegmentComponent, SegmentMeta};
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::{Field, FieldType, IndexRecordOption};
use tantivy::store::StoreWriter;
use tantivy::{Index, Segment, TantivyError};

use super::name::KnownNames;
use super::postings::{Detail, MAX_TERMS, Occurrences, Scratch, Step, TermOrder};
use super::vocabulary::Vocabulary;
use crate::engine::analyzer::{Boundary, PARAGRAPH_MARK, SENTENCE_MARK, TermKind, Tokens};
use crate::engine::document::{IndexDocument, IndexedArticle, zone_index};
use crate::engine::packed::PackedWriter;
use crate::engine::schema::Fields;
use crate::engine::stem;

/// Gathers articles and writes them as one segment.
pub(super) struct SegmentBuilder {
    fields: Fields,
    segment: Segment,
    vocabulary: Vocabulary,
    names: KnownNames,
    /// Numbers of [`SENTENCE_MARK`] and [`PARAGRAPH_MARK`].
    sentence: u32,
    paragraph: u32,
    /// By number of field.
    occurrences: Vec<Occurrences>,
    norms: FieldNormsWriter,
    columns: FastFieldsWriter,
    packed: PackedWriter,
    documents: u32,
}

/// A name's mark in a block: where the mention begins and the mark's number.
type Mark = (u32, u32);

impl SegmentBuilder {
    /// Begins a segment.
    pub(super) fn new(index: &Index, fields: &Fields) -> Result<SegmentBuilder, TantivyError> {
        let segment = index.new_segment();
        segment.meta().untrack_temp_docstore();
        let settings = index.settings();
        // Nothing is in the engine's own store, but the engine wants to open one.
        StoreWriter::new(
            segment.open_write(SegmentComponent::Store)?,
            settings.docstore_compression,
            settings.docstore_blocksize,
            settings.docstore_compress_dedicated_thread,
        )?
        .close()?;
        let schema = &fields.schema;
        let mut vocabulary = Vocabulary::new();
        Ok(SegmentBuilder {
            fields: fields.clone(),
            sentence: vocabulary.number(SENTENCE_MARK.as_bytes()),
            paragraph: vocabulary.number(PARAGRAPH_MARK.as_bytes()),
            vocabulary,
            names: KnownNames::default(),
            occurrences: (0..schema.num_fields()).map(|_| Occurrences::default()).collect(),
            norms: FieldNormsWriter::for_schema(schema),
            columns: FastFieldsWriter::from_schema_and_tokenizer_manager(schema, index.tokenizers().clone())?,
            packed: PackedWriter::new(&segment)?,
            documents: 0,
            segment,
        })
    }

    /// Bytes of memory that it takes, roughly.
    pub(super) fn memory(&self) -> usize {
        let occurrences: usize = self.occurrences.iter().map(Occurrences::len).sum();
        occurrences * size_of::<u32>()
            + self.vocabulary.memory()
            + self.names.memory()
            + self.columns.mem_usage()
            + self.norms.mem_usage()
            + self.packed.memory()
    }

    /// False when no further article may be added, however much memory there is.
    pub(super) fn has_room(&self) -> bool {
        // An article has fewer terms than that; the largest file read is far smaller.
        self.vocabulary.len() < MAX_TERMS / 2 && self.occurrences.iter().all(|field| field.len() < 1 << 31)
    }

    /// Adds an article, or the record of a file.
    pub(super) fn add(&mut self, document: IndexDocument) -> Result<(), TantivyError> {
        for (field, term) in &document.terms {
            let term = self.vocabulary.number(term);
            self.occurrences[field.field_id() as usize].push(self.documents, term, Step::Next);
        }
        if let Some(article) = &document.article {
            self.add_text(article);
        }
        self.columns.add_document(&document.values)?;
        self.packed.add(document.record)?;
        self.documents += 1;
        Ok(())
    }

    fn add_text(&mut self, indexed: &IndexedArticle) {
        let article = &indexed.article;
        let arabic = article.language.as_deref() == Some("ar");
        let stemmer = arabic.then(stem::arabic_stemmer);
        let zones = self.fields.zones;
        let mut marks = self.add_names(indexed).into_iter().peekable();
        let mut lengths = [0; crate::engine::schema::ZONES];
        let mut block_marks: Vec<Mark> = Vec::new();
        for (number, block) in article.blocks().enumerate() {
            block_marks.clear();
            while let Some((_, mark)) = marks.next_if(|(of_block, _)| *of_block as usize <= number) {
                block_marks.push(mark);
            }
            let zone = zone_index(block.zone);
            let continues = lengths[zone] > 0;
            lengths[zone] += self.add_block(zones[zone], block.text, continues, &block_marks, stemmer.as_ref());
        }
        for (&field, length) in zones.iter().zip(lengths) {
            self.norms.record(self.documents, field, length);
        }
        let (byline, source, rubric) = (self.fields.byline, self.fields.source, self.fields.rubric);
        for (field, text) in [(byline, &article.byline), (source, &article.publisher), (rubric, &article.rubric)] {
            if let Some(text) = text {
                self.add_block(field, text, false, &[], None);
            }
        }
    }

    /// Files the names of an article, and gives the marks of all mentions with the number of their block, in reading order.
    fn add_names(&mut self, indexed: &IndexedArticle) -> Vec<(u32, Mark)> {
        let directory = &mut self.occurrences[self.fields.name_part.field_id() as usize];
        let mut marks = Vec::new();
        for name in &indexed.names {
            let terms = self.names.terms(name, &mut self.vocabulary);
            directory.push(self.documents, terms.mark, Step::Next);
            terms.parts.iter().for_each(|part| directory.push(self.documents, *part, Step::Next));
            marks.extend(name.mentions.iter().map(|mention| (mention.block, (mention.start, terms.mark))));
        }
        marks.sort_by_key(|(block, (start, _))| (*block, *start));
        marks
    }

    /// Adds the words of a text to a field and gives their number. `continues` when the field has words of this article
    /// already: the text is a further paragraph.
    fn add_block(
        &mut self,
        field: Field,
        text: &str,
        continues: bool,
        marks: &[Mark],
        stemmer: Option<&frostem::Stemmer>,
    ) -> u32 {
        let occurrences = &mut self.occurrences[field.field_id() as usize];
        let vocabulary = &mut self.vocabulary;
        let document = self.documents;
        let (sentence, paragraph) = (self.sentence, self.paragraph);
        let mut marks = marks.iter().copied().peekable();
        let mut tokens = Tokens::new(text);
        let mut count = 0;
        let mut position = 0;
        while tokens.advance() {
            let term = vocabulary.number(tokens.term.as_bytes());
            let step = match tokens.position - position {
                _ if count == 0 && continues => Step::Gap,
                _ if count == 0 => Step::Next,
                0 => Step::Same,
                1 => Step::Next,
                _ => Step::Gap,
            };
            position = tokens.position;
            count += 1;
            occurrences.push(document, term, step);
            if tokens.kind == TermKind::Joined {
                continue;
            }
            if tokens.boundary >= Boundary::Sentence {
                occurrences.push(document, sentence, Step::Same);
            }
            if tokens.boundary == Boundary::Paragraph {
                occurrences.push(document, paragraph, Step::Same);
            }
            while let Some((_, mark)) = marks.next_if(|(start, _)| (*start as usize) < tokens.end) {
                occurrences.push(document, mark, Step::Same);
            }
            if let Some(stemmer) = stemmer
                && stem::is_arabic(&tokens.term)
            {
                let stem = vocabulary.number(stem::arabic_stem_term(stemmer, &tokens.term).as_bytes());
                occurrences.push(document, stem, Step::Same);
            }
        }
        count
    }

    /// Writes the segment's files.
    pub(super) fn finish(mut self) -> Result<SegmentMeta, TantivyError> {
        let segment = self.segment.with_max_doc(self.documents);
        self.norms.fill_up_to_max_doc(self.documents);
        let norms = FieldNormsSerializer::from_write(segment.open_write(SegmentComponent::FieldNorms)?)?;
        self.norms.serialize(norms, None)?;
        let order = TermOrder::new(&self.vocabulary);
        let mut scratch = Scratch::new(&self.vocabulary);
        let mut inverted = InvertedIndexSerializer::open(&segment)?;
        for (field, entry) in self.fields.schema.fields() {
            if !entry.is_indexed() {
                continue;
            }
            let occurrences = std::mem::take(&mut self.occurrences[field.field_id() as usize]);
            let detail = match entry.field_type() {
                FieldType::Str(options)
                    if options.get_indexing_options().map(|indexing| indexing.index_option())
                        == Some(IndexRecordOption::WithFreqsAndPositions) =>
                {
                    Detail::Positions
                }
                _ => Detail::Document,
            };
            // Without the lengths no upper bounds of scores are written: they would be those of another ranking.
            let mut writer = inverted.new_field(field, occurrences.len() as u64, None)?;
            occurrences.write(&self.vocabulary, &order, detail, &mut scratch, &mut writer)?;
            writer.close()?;
        }
        inverted.close()?;
        let mut columns = segment.open_write(SegmentComponent::FastFields)?;
        self.columns.serialize(&mut columns, None)?;
        use tantivy::directory::TerminatingWrite;
        columns.terminate()?;
        self.packed.finish()?;
        Ok(segment.meta().clone())
    }
}
