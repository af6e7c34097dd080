//! A walk over term dictionaries and what it found.
//!
//! Owns the terms of all segments and areas that an automaton lets through, put together term by term. The surprise: nothing
//! is made of a term until it is known to be wanted. A short prefix passes tens of thousands of terms of which most are
//! dropped again, so their letters lie one after another in one buffer.

use std::cmp::Reverse;
use std::ops::Range;

use tantivy_fst::Automaton;

use super::EngineError;
use super::lexicon::{Area, Form, Lexicon, Place};

/// Terms in their order, each with its places.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    letters: String,
    /// Sorted by term.
    found: Vec<Found>,
    /// The places of each term, as a range of `found`.
    terms: Vec<Range<usize>>,
}

#[derive(Debug)]
struct Found {
    from: usize,
    to: usize,
    place: Place,
}

impl Scan {
    /// Every term of some areas that an automaton and a test let through.
    pub(crate) fn new<A>(
        lexicon: &mut Lexicon<'_>,
        automaton: &A,
        areas: &[Area],
        keep: impl Fn(&str) -> bool,
    ) -> Result<Scan, EngineError>
    where
        A: Automaton,
        A::State: Clone,
    {
        let mut scan = Scan::default();
        for segment in 0..lexicon.segments() {
            for &area in areas {
                let reader = lexicon.reader(segment, area)?;
                let stream = reader.terms().search(Borrowed(automaton)).into_stream();
                let mut stream = stream.map_err(|error| lexicon.failed(error))?;
                while stream.advance() {
                    let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
                    if keep(term) {
                        let from = scan.letters.len();
                        scan.letters.push_str(term);
                        let place = Place { segment, area, info: stream.value().clone() };
                        scan.found.push(Found { from, to: scan.letters.len(), place });
                    }
                }
            }
        }
        scan.put_together();
        Ok(scan)
    }

    fn put_together(&mut self) {
        let letters = &self.letters;
        let term = |found: &Found| &letters[found.from..found.to];
        // Every dictionary is sorted already, which a stable sort makes use of.
        self.found.sort_by(|a, b| term(a).cmp(term(b)));
        let mut from = 0;
        for same in self.found.chunk_by(|a, b| term(a) == term(b)) {
            self.terms.push(from..from + same.len());
            from += same.len();
        }
    }

    /// Number of terms, those of several segments and areas counted more than once.
    pub(crate) fn size(&self) -> usize {
        self.found.len()
    }

    /// Number of different terms.
    pub(crate) fn len(&self) -> usize {
        self.terms.len()
    }

    /// A term by its number.
    pub(crate) fn term(&self, number: usize) -> &str {
        let found = &self.found[self.terms[number].start];
        &self.letters[found.from..found.to]
    }

    /// The term with its places.
    pub(crate) fn form(&self, number: usize) -> Form {
        let places = self.found[self.terms[number].clone()].iter().map(|found| found.place.clone()).collect();
        Form { term: self.term(number).to_owned(), places, only: None }
    }

    /// Of some terms the `most` that most documents hold, and whether there were more.
    pub(crate) fn most_frequent(&self, mut numbers: Vec<usize>, most: usize) -> (Vec<usize>, bool) {
        if numbers.len() <= most {
            return (numbers, false);
        }
        let documents = |number: usize| -> u64 {
            self.found[self.terms[number].clone()].iter().map(|found| u64::from(found.place.info.doc_freq)).sum()
        };
        numbers.sort_by_cached_key(|&number| Reverse(documents(number)));
        numbers.truncate(most);
        (numbers, true)
    }
}

/// An automaton that is lent, since the dictionary wants to own one.
struct Borrowed<'a, A>(&'a A);

impl<A: Automaton> Automaton for Borrowed<'_, A> {
    type State = A::State;

    fn start(&self) -> A::State {
        self.0.start()
    }

    fn is_match(&self, state: &A::State) -> bool {
        self.0.is_match(state)
    }

    fn can_match(&self, state: &A::State) -> bool {
        self.0.can_match(state)
    }

    fn will_always_match(&self, state: &A::State) -> bool {
        self.0.will_always_match(state)
    }

    fn accept(&self, state: &A::State, byte: u8) -> A::State {
        self.0.accept(state, byte)
    }
}
