//! Reading articles one after the other with the embedded model, keeping what was learned of their words.
//!
//! Each thread has a reader of its own. Its surprise: what it keeps never changes what is found, only how fast.

use std::cell::RefCell;

use super::document::Document;
use super::lexicon::Lexicon;
use super::tagger::{Found, Model, Scratch};
use super::token::Token;
use super::vocabulary::Vocabulary;

/// Word forms after which a reader forgets most of them.
const MOST_FORMS: usize = 60_000;
/// So many it keeps: those that it met first, which come most often.
const KEPT_FORMS: usize = 20_000;

/// Reads one article after the other.
#[derive(Debug)]
pub struct Reader {
    vocabulary: Vocabulary,
    scratch: Scratch,
    document: Document,
    /// Room for the words of an article and where they stand, for the caller.
    pub tokens: Vec<Token>,
    /// What the caller notes of each form, by its number; empty again once the forms are forgotten.
    pub notes: Vec<u8>,
}

thread_local! {
    static READER: RefCell<Reader> = RefCell::new(Reader {
        vocabulary: Vocabulary::new(*Lexicon::embedded()),
        scratch: Scratch::default(),
        document: Document::default(),
        tokens: Vec::new(),
        notes: Vec::new(),
    });
}

impl Reader {
    /// Calls `use_reader` with the reader of this thread, which is ready for an article.
    pub fn with<R>(use_reader: impl FnOnce(&mut Reader) -> R) -> R {
        READER.with_borrow_mut(|reader| {
            reader.document.clear();
            if reader.vocabulary.len() > MOST_FORMS {
                reader.vocabulary.truncate(KEPT_FORMS);
                reader.scratch.truncate(KEPT_FORMS);
                reader.notes.truncate(KEPT_FORMS);
            }
            use_reader(reader)
        })
    }

    /// Adds the word at `text[start..end]`.
    pub fn add(&mut self, text: &str, start: usize, end: usize, first: bool) {
        let mut cue = self.vocabulary.cue(text, start, end);
        cue.first = first;
        self.document.cues.push(cue);
    }

    /// Adds the words of a text; a token without letters stands for `mark`.
    pub fn add_words(&mut self, text: &str, tokens: &[Token], mark: &str) {
        self.document.cues.reserve(tokens.len());
        self.vocabulary.cues(text, tokens, mark, |cue| self.document.cues.push(cue));
    }

    /// Finds the names of the article, once all its words are there.
    pub fn read(&mut self) -> (Vec<Found>, &Document) {
        self.document.finish();
        (Model::embedded().read(&self.document, &self.vocabulary, &mut self.scratch), &self.document)
    }
}
