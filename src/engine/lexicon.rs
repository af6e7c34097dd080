//! From a word that was typed to the terms of the index that it stands for.
//!
//! Owns expansion: stems, accents, wildcards and spellings are compared here, over the term dictionaries, when a query is
//! asked. It must not score. The surprise: a corpus of many languages is searched with one query by expanding every word
//! in each language that the corpus holds: `negotiations` finds what English makes of it and, in the same corpus,
//! `ports` is taken both as an English and as a French plural.

mod cut;
mod known;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tantivy::InvertedIndexReader;
use tantivy::columnar::Column;
use tantivy::directory::{CompositeFile, FileSlice};
use tantivy::index::SegmentComponent;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::schema::IndexRecordOption;

use super::EngineError;
use super::designation::Designation;
use super::fold::fold;
use super::index::ArticleIndex;
use super::pattern::{FuzzyTerms, TermPattern};
use super::people::DocumentSets;
use super::scan::Scan;
use super::stem::{StemLanguage, WordStemmer, arabic, english, hebrew};
use super::timed::TimedArticles;
use crate::query::WordTime;
pub(crate) use cut::{CutTerm, CutWord, cut_word};
pub(crate) use known::KnownWords;
use known::{FIRST_LETTERS, MANY_WORDS};

/// Most terms that one pattern may stand for; of more, the most frequent are taken and whoever asks is told so.
pub(crate) const MAX_EXPANSION: usize = 2048;
/// As many where articles are only counted, and none is scored.
pub(crate) const MAX_COUNTED: usize = 8 * MAX_EXPANSION;
/// Most postings that are read to count the articles of a word exactly.
const EXACT_COUNT: u64 = 20_000;
/// Of so many articles of a segment dates are looked at to tell how many are of a time.
const TIMED_SAMPLE: u32 = 4_000;

/// A searchable field of text, as an index into [`AREAS`].
pub(crate) type Area = usize;
pub(crate) const HEADLINE: Area = 0;
pub(crate) const LEDE: Area = 1;
pub(crate) const HEADING: Area = 2;
pub(crate) const BODY: Area = 3;
pub(crate) const BYLINE: Area = 4;
pub(crate) const SOURCE: Area = 5;
pub(crate) const RUBRIC: Area = 6;
pub(crate) const AREAS: usize = 7;
/// Where a word is looked for when nothing else is said.
pub(crate) const TEXT: [Area; 4] = [HEADLINE, LEDE, HEADING, BODY];

/// Where a term's postings lie.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) segment: usize,
    pub(crate) area: Area,
    pub(crate) info: TermInfo,
}

/// A term of the index that a word stands for.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) term: String,
    pub(crate) places: Vec<Place>,
    /// The documents of each segment in which it counts; `None` for all. Only [`Matcher::Spans`](super::clause::Matcher)
    /// looks at it.
    pub(crate) only: Option<Arc<DocumentSets>>,
}

/// The terms that a word stands for; the same articles match whichever of them they hold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Forms {
    pub(crate) forms: Vec<Form>,
    /// True when there were more than [`MAX_EXPANSION`] or [`MAX_COUNTED`].
    pub(crate) cut: bool,
    /// Articles that hold any of them, where they have been counted.
    pub(crate) articles: Option<u64>,
    /// True when no two of them ever stand at one place of a text, as the marks of names.
    pub(crate) apart: bool,
}

/// The term dictionaries of an index, opened as they are needed.
pub(crate) struct Lexicon<'i> {
    index: &'i ArticleIndex,
    readers: Vec<[Option<Arc<InvertedIndexReader>>; AREAS]>,
    /// By segment, the file of positions; opened for phrases only.
    positions: Vec<Option<CompositeFile>>,
    /// Most terms that one pattern may stand for.
    most_terms: usize,
}

impl<'i> Lexicon<'i> {
    pub(crate) fn new(index: &'i ArticleIndex) -> Lexicon<'i> {
        let segments = index.searcher.segment_readers().len();
        let (readers, positions) = (vec![Default::default(); segments], vec![None; segments]);
        Lexicon { index, readers, positions, most_terms: MAX_EXPANSION }
    }

    /// As [`Lexicon::new`], for a query whose articles are only counted.
    pub(crate) fn counting(index: &'i ArticleIndex) -> Lexicon<'i> {
        Lexicon { most_terms: MAX_COUNTED, ..Lexicon::new(index) }
    }

    /// Number of segments.
    pub(crate) fn segments(&self) -> usize {
        self.readers.len()
    }

    /// Number of documents of a segment, deleted ones included.
    pub(crate) fn documents(&self, segment: usize) -> u32 {
        self.index.searcher.segment_reader(segment as u32).max_doc()
    }

    /// The field of an area.
    pub(crate) fn field(&self, area: Area) -> Field {
        let fields = &self.index.fields;
        match area {
            BYLINE => fields.byline,
            SOURCE => fields.source,
            RUBRIC => fields.rubric,
            zone => fields.zones[zone],
        }
    }

    /// The inverted index of an area in a segment.
    pub(crate) fn reader(&mut self, segment: usize, area: Area) -> Result<Arc<InvertedIndexReader>, EngineError> {
        let field = self.field(area);
        let slot = &mut self.readers[segment][area];
        if let Some(reader) = slot {
            return Ok(reader.clone());
        }
        let reader = self.index.searcher.segment_readers()[segment]
            .inverted_index(field)
            .map_err(EngineError::at(&self.index.path))?;
        Ok(slot.insert(reader).clone())
    }

    /// The positions of an area in a segment.
    pub(crate) fn positions(&mut self, segment: usize, area: Area) -> Result<FileSlice, EngineError> {
        let field = self.field(area);
        let file = match &self.positions[segment] {
            Some(file) => file,
            None => {
                let reader = self.index.searcher.segment_reader(segment as u32);
                let file = reader.open_read(SegmentComponent::Positions);
                let file = file.map_err(|error| EngineError::at(&self.index.path)(error.into()))?;
                let file = CompositeFile::open(&file).map_err(|error| EngineError::io(&self.index.path, error))?;
                self.positions[segment].insert(file)
            }
        };
        Ok(file.open_read(field).unwrap_or_else(FileSlice::empty))
    }

    /// The column that tells articles with a derived headline, see [`super::schema::Kind`].
    pub(crate) fn kinds(&self, segment: usize) -> Result<Column<u64>, EngineError> {
        let columns = self.index.searcher.segment_readers()[segment].fast_fields();
        columns.u64("kind").map_err(|error| self.failed_engine(error))
    }

    /// The articles of a segment that are of a time.
    pub(crate) fn timed_articles(&self, segment: usize, time: WordTime) -> Result<TimedArticles, EngineError> {
        let columns = self.index.searcher.segment_readers()[segment].fast_fields();
        TimedArticles::open(columns, time).map_err(|error| self.failed_engine(error))
    }

    /// Which share of all articles is of a time, about.
    pub(crate) fn timed_share(&self, time: WordTime) -> Result<f64, EngineError> {
        let (mut looked, mut timed) = (0.0, 0.0);
        for segment in 0..self.readers.len() {
            let articles = self.timed_articles(segment, time)?;
            let documents = self.documents(segment);
            // Which are looked at is the same at every search.
            let step = documents.div_ceil(TIMED_SAMPLE).max(1);
            for document in (0..documents).step_by(step as usize) {
                looked += f64::from(step);
                timed += if articles.have(document) { f64::from(step) } else { 0.0 };
            }
        }
        Ok(if looked > 0.0 { timed / looked } else { 0.0 })
    }

    /// An error of the operating system while the index is read.
    pub(crate) fn failed(&self, error: std::io::Error) -> EngineError {
        EngineError::io(&self.index.path, error)
    }

    /// An error of the engine while the index is read.
    pub(crate) fn failed_engine(&self, error: tantivy::TantivyError) -> EngineError {
        EngineError::at(&self.index.path)(error)
    }

    /// Terms that are exactly this one.
    pub(crate) fn term(&mut self, term: &str, areas: &[Area]) -> Result<Forms, EngineError> {
        let mut form = Form { term: term.to_owned(), places: Vec::new(), only: None };
        for segment in 0..self.readers.len() {
            for &area in areas {
                let reader = self.reader(segment, area)?;
                let info =
                    reader.terms().get(term.as_bytes()).map_err(|error| EngineError::io(&self.index.path, error))?;
                form.places.extend(info.map(|info| Place { segment, area, info }));
            }
        }
        let forms = if form.places.is_empty() { Vec::new() } else { vec![form] };
        Ok(Forms { forms, ..Forms::default() })
    }

    /// Terms of a pair of characters, or of one that is followed by any other.
    pub(crate) fn pair(&mut self, term: &CutTerm, areas: &[Area]) -> Result<Forms, EngineError> {
        if term.open { self.pattern(&TermPattern::prefix(&term.text), areas) } else { self.term(&term.text, areas) }
    }

    /// Terms that agree with a pattern.
    pub(crate) fn pattern(&mut self, pattern: &TermPattern, areas: &[Area]) -> Result<Forms, EngineError> {
        let scan = Scan::new(self, pattern, areas, |_| true)?;
        Ok(bounded(&scan, (0..scan.len()).collect(), self.most_terms))
    }

    /// Terms that are spelled nearly like a word.
    pub(crate) fn fuzzy(&mut self, word: &str, edits: u8, areas: &[Area]) -> Result<Forms, EngineError> {
        let scan = Scan::new(self, &FuzzyTerms::new(word, edits), areas, |_| true)?;
        Ok(bounded(&scan, (0..scan.len()).collect(), self.most_terms))
    }

    /// Terms that are the word as written, accents apart.
    pub(crate) fn exact(&mut self, word: &str, areas: &[Area]) -> Result<Forms, EngineError> {
        let pattern = TermPattern::word(word);
        // A checksum, an address: nobody writes it with other accents.
        if pattern.is_too_long() { self.term(word, areas) } else { self.pattern(&pattern, areas) }
    }

    /// Terms with the stem of the word in one of the corpus's languages, and the word itself, accents apart.
    pub(crate) fn stem(&mut self, word: &str, areas: &[Area]) -> Result<Forms, EngineError> {
        let key = (word.to_owned(), areas.to_vec());
        if let Some(forms) = self.index.words.get(&key) {
            return Ok(forms);
        }
        let index = self.index;
        let languages = index.words.languages(index)?;
        let mut forms = if hebrew::is_hebrew(word) {
            self.hebrew(word, areas)?
        } else {
            let speaking: Vec<&(StemLanguage, WordStemmer)> =
                languages.stemmed.iter().filter(|(language, _)| language.writes(word)).collect();
            self.stem_spellings(word, &fold(word), &speaking, areas)?
        };
        if arabic::is_arabic(word) {
            forms.add(self.term(&arabic::stem_term(word), areas)?);
        }
        if languages.indonesian && word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            forms.add(self.indonesian(word, areas)?);
        }
        if let Some(designation) = Designation::of(word) {
            forms.add(self.exact(&designation.other_number(), areas)?);
        }
        forms.articles = Some(self.article_count(&forms)?);
        index.words.keep(key, &forms);
        Ok(forms)
    }

    /// Forms of the word, of what an English word stands for too, and of its other spelling where an umlaut was or may be written with an `e`: `Müller` is `Mueller`,
    /// and so is `Muller` in an index that knows a `Müller`.
    fn stem_spellings(
        &mut self,
        word: &str,
        folded: &str,
        languages: &[&(StemLanguage, WordStemmer)],
        areas: &[Area],
    ) -> Result<Forms, EngineError> {
        let mut forms = self.stem_forms(word, folded, languages, areas)?;
        let same = forms.forms.iter().filter(|form| fold(&form.term) == folded).map(|form| form.term.as_str());
        let spelled: BTreeSet<String> = same.chain([word]).filter_map(without_umlauts).collect();
        for spelling in spelled {
            forms.add(self.stem_forms(&spelling, &spelling, languages, areas)?);
        }
        if word.is_ascii() && ["ae", "oe", "ue"].iter().any(|pair| word.contains(pair)) {
            let bare = word.replace("ae", "a").replace("oe", "o").replace("ue", "u");
            let mut more = self.exact(&bare, areas)?;
            more.forms.retain(|form| without_umlauts(&form.term).as_deref() == Some(word));
            forms.add(more);
        }
        if let Some((_, stemmer)) = languages.iter().find(|(language, _)| language.code == "en") {
            let others = english::others(folded, &stemmer.stem(folded));
            for word in others.words {
                forms.add(self.stem_forms(&word, &word, languages, areas)?);
            }
            for form in others.forms {
                forms.add(self.term(form, areas)?);
            }
        }
        Ok(forms)
    }

    fn stem_forms(
        &mut self,
        word: &str,
        folded: &str,
        languages: &[&(StemLanguage, WordStemmer)],
        areas: &[Area],
    ) -> Result<Forms, EngineError> {
        let mut stems: Vec<Vec<String>> =
            languages.iter().map(|(_, stemmer)| vec![fold(&stemmer.stem(word))]).collect();
        let shared = stems.iter().map(|stems| common_prefix(&stems[0], folded)).min();
        let Some(shared) = shared else { return self.exact(word, areas) };
        // An ending may replace the last letter of what the stem and the word share: `agency`, `agencies`.
        let letters = folded.chars().count().min(shared);
        let keep = if letters > 2 { letters - 1 } else { letters };
        let prefix: String = folded.chars().take(keep).collect();
        let longest = folded.chars().count() + 9;
        let (candidates, numbers) = self.beginning(&prefix, 2 * longest, areas)?;
        // The word as typed may lack accents that stemming needs: those terms lend their stems.
        let same = |term: &str| term == folded || (!term.is_ascii() && fold(term) == folded);
        for term in numbers.iter().map(|number| candidates.term(*number)).filter(|term| *term != word && same(term)) {
            for ((language, stemmer), stems) in languages.iter().zip(&mut stems) {
                if language.writes(term) {
                    stems.push(fold(&stemmer.stem(term)));
                }
            }
        }
        let stemmed = |term: &str| {
            languages.iter().zip(&stems).any(|((language, stemmer), stems)| {
                language.writes(term) && {
                    let stem = stemmer.stem(term);
                    stems.iter().any(|known| **known == *stem) || (!stem.is_ascii() && stems.contains(&fold(&stem)))
                }
            })
        };
        let accepted = numbers.iter().copied().filter(|&number| {
            let term = candidates.term(number);
            same(term) || stemmed(term)
        });
        Ok(bounded(&candidates, accepted.collect(), MAX_EXPANSION))
    }

    /// The terms of at most so many bytes that begin with some letters, accents apart, by their numbers in a walk.
    fn beginning(
        &mut self,
        prefix: &str,
        longest: usize,
        areas: &[Area],
    ) -> Result<(Arc<Scan>, Vec<usize>), EngineError> {
        let pattern = TermPattern::prefix(prefix);
        let index = self.index;
        if index.words.asked.fetch_add(1, Ordering::Relaxed) < MANY_WORDS {
            let scan = Scan::new(self, &pattern, areas, |term| term.len() <= longest)?;
            let numbers = (0..scan.len()).collect();
            return Ok((Arc::new(scan), numbers));
        }
        let key = (prefix.chars().take(FIRST_LETTERS).collect::<String>(), areas.to_vec());
        let scan = match index.words.scan(&key) {
            Some(scan) => scan,
            None => {
                let scan = Arc::new(Scan::new(self, &TermPattern::prefix(&key.0), areas, |_| true)?);
                index.words.keep_scan(key, &scan);
                scan
            }
        };
        let begins = |term: &str| if term.is_ascii() { term.starts_with(prefix) } else { pattern.matches(term) };
        let fits = |number: &usize| {
            let term = scan.term(*number);
            term.len() <= longest && begins(term)
        };
        let numbers = (0..scan.len()).filter(fits).collect();
        Ok((scan, numbers))
    }

    /// The number of articles that hold any of the forms, deleted ones included: exact up to [`EXACT_COUNT`] postings,
    /// beyond that the count of the area that has most, since what is in a headline is mostly in the text too.
    pub(crate) fn article_count(&mut self, forms: &Forms) -> Result<u64, EngineError> {
        if let Some(articles) = forms.articles {
            return Ok(articles);
        }
        if let [form] = &forms.forms[..]
            && let [place] = &form.places[..]
        {
            return Ok(u64::from(place.info.doc_freq));
        }
        if forms.occurrences() > EXACT_COUNT {
            return Ok(forms.largest_area());
        }
        let mut count = 0;
        for segment in 0..self.readers.len() {
            let documents = self.documents(segment) as usize;
            let mut seen = vec![0u64; documents.div_ceil(64)];
            for place in forms.forms.iter().flat_map(|form| &form.places).filter(|place| place.segment == segment) {
                let reader = self.reader(segment, place.area)?;
                let postings = reader.read_block_postings_from_terminfo(&place.info, IndexRecordOption::Basic);
                let mut postings = postings.map_err(|error| self.failed(error))?;
                while !postings.docs().is_empty() {
                    for document in postings.docs() {
                        // A damaged list may go on beyond the last.
                        if let Some(word) = seen.get_mut(*document as usize / 64) {
                            *word |= 1 << (document % 64);
                        }
                    }
                    postings.advance();
                }
            }
            count += seen.iter().map(|word| u64::from(word.count_ones())).sum::<u64>();
        }
        Ok(count)
    }
}

/// Some terms of a walk, the most frequent when they are too many.
pub(super) fn bounded(scan: &Scan, numbers: Vec<usize>, most: usize) -> Forms {
    let (numbers, cut) = scan.most_frequent(numbers, most);
    Forms { forms: numbers.into_iter().map(|number| scan.form(number)).collect(), cut, ..Forms::default() }
}

impl Form {
    /// Documents that hold it, those of several areas counted more than once.
    pub(crate) fn document_count(&self) -> u64 {
        self.places.iter().map(|place| u64::from(place.info.doc_freq)).sum()
    }
}

impl Forms {
    /// Adds other terms, each once.
    pub(super) fn add(&mut self, more: Forms) {
        self.cut |= more.cut;
        for form in more.forms {
            if self.forms.iter().all(|known| known.term != form.term) {
                self.forms.push(form);
            }
        }
    }

    /// Places of all forms together, those of several areas counted more than once.
    fn occurrences(&self) -> u64 {
        self.forms.iter().map(Form::document_count).sum()
    }

    /// The largest number of articles that one area has of all forms together.
    fn largest_area(&self) -> u64 {
        let mut by_area = [0u64; AREAS];
        for place in self.forms.iter().flat_map(|form| &form.places) {
            by_area[place.area] += u64::from(place.info.doc_freq);
        }
        by_area.into_iter().max().unwrap_or(0)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Where its terms stand in one area of one segment.
    pub(crate) fn places_in(&self, segment: usize, area: Area) -> impl Iterator<Item = &Place> {
        let places = self.forms.iter().flat_map(|form| &form.places);
        places.filter(move |place| place.segment == segment && place.area == area)
    }
}

/// A word with its umlauts as two letters, and no other accents; `None` for a word without umlauts.
fn without_umlauts(word: &str) -> Option<String> {
    if !word.contains(['ä', 'ö', 'ü']) {
        return None;
    }
    Some(fold(&word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue")))
}

fn common_prefix(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests;
