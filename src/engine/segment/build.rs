//! One segment: from its first article to its files.

use std::ops::Range;

use tantivy::directory::TerminatingWrite;
use tantivy::fastfield::FastFieldsWriter;
use tantivy::fieldnorm::{FieldNormsSerializer, FieldNormsWriter};
use tantivy::index::{SegmentComponent, SegmentMeta};
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::{Field, FieldType, IndexRecordOption};
use tantivy::store::StoreWriter;
use tantivy::{Index, Segment, TantivyError};

use super::postings::{Detail, MAX_TERMS, Occurrences, Scratch, Step, TermOrder};
use super::vocabulary::{ShortTerm, TOGETHER, Vocabulary, plain_term, short_term};
use crate::engine::analyzer::{Boundary, PARAGRAPH_MARK, SENTENCE_MARK, TermKind, Tokens, next_paragraph};
use crate::engine::document::{IndexDocument, IndexedWords, zone_index};
use crate::engine::lexicon::{BODY, LEDE};
use crate::engine::packed::{Numbered, PackedWriter};
use crate::engine::register::RegisterBuilder;
use crate::engine::schema::Fields;
use crate::engine::stem::arabic;
use crate::engine::stored::TextPlaces;

/// Gathers articles and writes them as one segment.
pub(super) struct SegmentBuilder {
    fields: Fields,
    segment: Segment,
    vocabulary: Vocabulary,
    names: RegisterBuilder,
    /// Numbers of [`SENTENCE_MARK`] and [`PARAGRAPH_MARK`].
    sentence: u32,
    paragraph: u32,
    /// By number of field.
    occurrences: Vec<Occurrences>,
    waiting: Waiting,
    /// The words of the present document that are packed by their numbers.
    numbered: Vec<Numbered>,
    /// Room for a term.
    term: String,
    norms: FieldNormsWriter,
    columns: FastFieldsWriter,
    packed: PackedWriter,
    documents: u32,
}

/// Occurrences whose terms are looked up together.
struct Waiting {
    count: usize,
    terms: [ShortTerm; TOGETHER],
    /// Of each its place.
    places: [usize; TOGETHER],
    /// Of each its place among the words that are packed by their numbers, or one that none has.
    packed: [usize; TOGETHER],
}

impl Waiting {
    fn new() -> Waiting {
        Waiting { count: 0, terms: [0; TOGETHER], places: [0; TOGETHER], packed: [0; TOGETHER] }
    }

    /// Adds one; true when there is no room for another.
    #[inline]
    fn push(&mut self, term: ShortTerm, place: usize, packed: usize) -> bool {
        let at = self.count % TOGETHER;
        (self.terms[at], self.places[at], self.packed[at]) = (term, place, packed);
        self.count = at + 1;
        self.count == TOGETHER
    }

    /// Gives every occurrence that waits its term, and those of `packed` their numbers.
    fn settle(&mut self, occurrences: &mut Occurrences, packed: &mut [Numbered], vocabulary: &mut Vocabulary) {
        let mut numbers = [0; TOGETHER];
        vocabulary.numbers(&self.terms[..self.count], &mut numbers);
        for ((&place, &word), number) in self.places[..self.count].iter().zip(&self.packed).zip(numbers) {
            occurrences.set(place, number);
            if let Some(word) = packed.get_mut(word) {
                word.number = number;
            }
        }
        self.count = 0;
    }
}

/// A part of an article's text that is indexed.
struct TextBlock<'t> {
    /// All texts of the article.
    text: &'t str,
    /// Where in them it lies.
    range: Range<usize>,
    /// Whether its words are packed by their numbers.
    own: bool,
    /// Position of its first word, where it is the first of its field.
    begin: u32,
}

/// A name's mark in a block.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// Where the mention begins.
    start: u32,
    /// The number of the mark.
    term: u32,
    /// The place of the name among those of the article.
    name: u32,
}

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
            names: RegisterBuilder::default(),
            occurrences: (0..schema.num_fields()).map(|_| Occurrences::default()).collect(),
            waiting: Waiting::new(),
            numbered: Vec::new(),
            term: String::new(),
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
            + reckoned(self.names.memory())
            + self.columns.mem_usage()
            + self.norms.mem_usage()
            + self.packed.memory()
    }

    /// False when no further article may be added, however much memory there is.
    pub(super) fn has_room(&self) -> bool {
        // An article has fewer terms than that; the largest file read is far smaller.
        self.vocabulary.len() < MAX_TERMS / 2
            && self.names.has_room()
            && self.occurrences.iter().all(|field| field.len() < 1 << 31)
    }

    /// Adds an article, or the record of a file.
    pub(super) fn add(&mut self, document: IndexDocument) -> Result<(), TantivyError> {
        for (field, term) in document.terms.iter() {
            let term = self.vocabulary.number(term);
            self.occurrences[field.field_id() as usize].push(self.documents, term, Step::Next);
        }
        self.numbered.clear();
        if let Some(words) = &document.words {
            self.add_text(words.beside.as_ref().unwrap_or(&document.record).text(), words);
            if words.beside.is_some() {
                self.numbered.clear();
            }
        }
        self.names.end_document();
        self.columns.add_document(&document.values)?;
        let vocabulary = &self.vocabulary;
        self.packed.add_numbered(document.record, &self.numbered, &|word| vocabulary.known(word))?;
        self.documents += 1;
        Ok(())
    }

    /// Adds the words of an article, whose texts lie in `text`.
    fn add_text(&mut self, text: &str, words: &IndexedWords) {
        let TextPlaces { blocks, byline, publisher, rubric } = &words.places;
        let stems = if words.arabic { Stems::Arabic } else { Stems::None };
        let zones = self.fields.zones;
        let vocabulary = &mut self.vocabulary;
        let names = self.names.add(&words.names, |mark| vocabulary.number(mark));
        let mut unmarked = vec![true; names.len()];
        let mut mentions = words.names.mentions.iter().peekable();
        let mut lengths = [0; crate::engine::schema::ZONES];
        let mut body_begins = 0;
        let mut block_marks: Vec<Mark> = Vec::new();
        for (number, (zone, range)) in blocks.iter().enumerate() {
            block_marks.clear();
            while let Some(&(mention, name)) = mentions.next_if(|(mention, _)| mention.block as usize <= number) {
                block_marks.push(Mark { start: mention.start, term: names[name as usize].1, name });
            }
            let zone = zone_index(*zone);
            let continues = lengths[zone] > 0;
            // A headline that lies in another block has no words of its own there.
            let own = blocks.get(number + 1).is_none_or(|(_, next)| next.start >= range.end);
            let begin = if zone == BODY { body_begins } else { 0 };
            let block = TextBlock { text, range: range.clone(), own, begin };
            let added = self.add_block(zones[zone], &block, continues, &block_marks, stems);
            lengths[zone] += added.length;
            if zone == LEDE && added.length > 0 {
                body_begins = next_paragraph(added.last);
            }
            for mark in &block_marks[..block_marks.len() - added.left] {
                self.names.stands_in(names[mark.name as usize].0, zone);
                unmarked[mark.name as usize] = false;
            }
        }
        // What has no word of its own has no mark in the text.
        for (&(name, mark), _) in names.iter().zip(unmarked).filter(|(_, unmarked)| *unmarked) {
            self.names.stands_in(name, zones.len());
            self.occurrences[self.fields.unmarked.field_id() as usize].push(self.documents, mark, Step::Next);
        }
        for (&field, length) in zones.iter().zip(lengths) {
            self.norms.record(self.documents, field, length);
        }
        let fields = [self.fields.byline, self.fields.source, self.fields.rubric];
        for (field, range) in fields.into_iter().zip([byline, publisher, rubric]) {
            if let Some(range) = range {
                let block = TextBlock { text, range: range.clone(), own: false, begin: 0 };
                self.add_block(field, &block, false, &[], Stems::None);
            }
        }
    }

    /// Adds the words of a text to a field. `continues` when the field has words of this article already: the text is a further
    /// paragraph.
    fn add_block(
        &mut self,
        field: Field,
        block: &TextBlock<'_>,
        continues: bool,
        mut marks: &[Mark],
        stems: Stems,
    ) -> Added {
        let occurrences = &mut self.occurrences[field.field_id() as usize];
        let vocabulary = &mut self.vocabulary;
        let waiting = &mut self.waiting;
        let (sentence, paragraph) = (self.sentence, self.paragraph);
        let text = &block.text[block.range.clone()];
        let numbered = &mut self.numbered;
        let mut tokens = Tokens::with_room(text, std::mem::take(&mut self.term));
        let mut count = 0;
        let mut position = 0;
        while tokens.advance_plain() {
            let step = match tokens.position - position {
                _ if count == 0 && continues => Step::Gap,
                _ if count == 0 => Step::Next,
                0 => Step::Same,
                1 => Step::Next,
                _ => Step::Gap,
            };
            position = tokens.position;
            count += 1;
            let plain = tokens.plain();
            let short = match &plain {
                Some(word) => Some(plain_term(word)),
                None => short_term(tokens.term.as_bytes()),
            };
            if let Some(term) = short {
                let mut packed = usize::MAX;
                if block.own
                    && let Some(word) = &plain
                    && let Some(word) = Numbered::new(text.as_bytes(), tokens.start, word)
                {
                    packed = numbered.len();
                    numbered.push(word.moved(block.range.start));
                }
                if waiting.push(term, occurrences.append_unknown(step), packed) {
                    waiting.settle(occurrences, numbered, vocabulary);
                }
            } else {
                occurrences.append(vocabulary.number(tokens.term.as_bytes()), step);
            }
            if tokens.kind == TermKind::Joined {
                continue;
            }
            if tokens.boundary >= Boundary::Sentence {
                occurrences.append(sentence, Step::Same);
            }
            if tokens.boundary == Boundary::Paragraph {
                occurrences.append(paragraph, Step::Same);
            }
            while let Some((mark, later)) = marks.split_first()
                && (mark.start as usize) < tokens.end
            {
                occurrences.append(mark.term, Step::Same);
                marks = later;
            }
            if stems == Stems::Arabic && tokens.plain().is_none() && arabic::is_arabic(&tokens.term) {
                let stem = vocabulary.number(arabic::stem_term(&tokens.term).as_bytes());
                occurrences.append(stem, Step::Same);
            }
        }
        self.term = tokens.term;
        waiting.settle(occurrences, numbered, vocabulary);
        occurrences.close(self.documents, block.begin);
        Added { length: count, last: position, left: marks.len() }
    }

    /// Writes the segment's files.
    pub(super) fn finish(self) -> Result<SegmentMeta, TantivyError> {
        let SegmentBuilder {
            fields, vocabulary, names, occurrences, mut norms, mut columns, packed, documents, ..
        } = self;
        let segment = self.segment.with_max_doc(documents);
        std::thread::scope(|scope| {
            let columns_and_records = scope.spawn(|| {
                let mut file = segment.open_write(SegmentComponent::FastFields)?;
                columns.serialize(&mut file, None)?;
                file.terminate()?;
                Ok::<(), TantivyError>(packed.finish(&names.finish())?)
            });
            norms.fill_up_to_max_doc(documents);
            let file = segment.open_write(SegmentComponent::FieldNorms)?;
            norms.serialize(FieldNormsSerializer::from_write(file)?, None)?;
            write_terms(&fields, &vocabulary, occurrences, &segment)?;
            columns_and_records.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })?;
        Ok(segment.meta().clone())
    }
}

/// Bytes of names from which on they are reckoned twice: to put so many in order takes as much again.
const MANY_NAMES: usize = 64 << 20;

/// What names take, and putting them in order.
fn reckoned(names: usize) -> usize {
    names + names.saturating_sub(MANY_NAMES)
}

/// What was added of a text.
struct Added {
    /// Words.
    length: u32,
    /// Position of the last.
    last: u32,
    /// Marks of names that stand at none of them.
    left: usize,
}

/// Which stems are added to the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stems {
    None,
    Arabic,
}

/// Writes the terms of all fields with their postings.
fn write_terms(
    fields: &Fields,
    vocabulary: &Vocabulary,
    mut occurrences: Vec<Occurrences>,
    segment: &Segment,
) -> Result<(), TantivyError> {
    let order = TermOrder::new(vocabulary);
    let mut scratch = Scratch::new(vocabulary);
    let mut inverted = InvertedIndexSerializer::open(segment)?;
    for (field, entry) in fields.schema.fields() {
        if !entry.is_indexed() {
            continue;
        }
        let occurrences = std::mem::take(&mut occurrences[field.field_id() as usize]);
        // A field without a part in the files is read as one without terms, and costs nothing: each dictionary that is written
        // begins with a table of 20,000 places.
        if occurrences.len() == 0 {
            continue;
        }
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
        occurrences.write(vocabulary, &order, detail, &mut scratch, &mut writer)?;
        writer.close()?;
    }
    Ok(inverted.close()?)
}
