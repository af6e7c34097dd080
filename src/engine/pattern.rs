//! Patterns over the term dictionary: which terms agree with `rafa*`, `façade` or `netanyahoo~2`.
//!
//! Owns the automata that are run over a dictionary's transducer, so that only terms that can still agree are visited.
//! Patterns and terms are compared folded, letter by letter, though the dictionary holds terms with their accents. The
//! surprise: no pattern ever matches a term that begins with a control character; those are marks, not words.

use std::sync::LazyLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy_fst::Automaton;

use super::fold::fold_char;
use super::window::bits_of;
use crate::query::{Pattern, PatternPart};

/// Most letters and wildcards in one pattern.
pub(crate) const MAX_PATTERN: usize = 63;

/// A pattern of folded letters with `*` and `?`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TermPattern {
    steps: Vec<Step>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Letter(char),
    AnyOne,
    AnyRun,
}

/// Where a match stands: the steps that may come next, one bit each, and the bytes of an unfinished character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PatternState {
    next: u64,
    bytes: [u8; 4],
    pending: u8,
    first: bool,
}

impl TermPattern {
    /// Terms that are this word, accents apart.
    pub(crate) fn word(word: &str) -> TermPattern {
        let mut steps = Vec::new();
        push_folded(word, &mut steps);
        TermPattern { steps }
    }

    /// Terms that begin with this, accents apart; of a long one with as much of it as a pattern holds.
    pub(crate) fn prefix(prefix: &str) -> TermPattern {
        let mut pattern = TermPattern::word(prefix);
        pattern.steps.truncate(MAX_PATTERN - 1);
        pattern.steps.push(Step::AnyRun);
        pattern
    }

    /// Terms that agree with a typed pattern.
    pub(crate) fn from_query(pattern: &Pattern) -> TermPattern {
        let mut steps = Vec::new();
        for part in &pattern.parts {
            match part {
                PatternPart::Literal(text) => push_folded(text, &mut steps),
                PatternPart::AnyOne => steps.push(Step::AnyOne),
                PatternPart::AnyRun => steps.push(Step::AnyRun),
            }
        }
        TermPattern { steps }
    }

    /// True when it has too many letters to be run.
    pub(crate) fn is_too_long(&self) -> bool {
        self.steps.len() > MAX_PATTERN
    }

    /// True when a term agrees with it.
    pub(crate) fn matches(&self, term: &str) -> bool {
        let mut state = self.start();
        for byte in term.bytes() {
            state = self.accept(&state, byte);
        }
        self.is_match(&state)
    }

    /// The steps reachable from `next` without reading anything.
    fn close(&self, mut next: u64) -> u64 {
        // Ascending, so that what is added is met as well.
        let mut rest = next;
        while rest != 0 {
            let index = rest.trailing_zeros();
            rest &= rest - 1;
            if self.steps.get(index as usize) == Some(&Step::AnyRun) {
                next |= 1 << (index + 1);
                rest |= 1 << (index + 1);
            }
        }
        next
    }

    fn read(&self, next: u64, c: char) -> u64 {
        let mut after = 0;
        // Mostly it is one.
        bits_of(next, |index| match self.steps.get(index as usize) {
            Some(Step::Letter(letter)) if *letter == c => after |= 1 << (index + 1),
            Some(Step::AnyOne) => after |= 1 << (index + 1),
            Some(Step::AnyRun) => after |= 1 << index,
            Some(Step::Letter(_)) | None => {}
        });
        self.close(after)
    }
}

fn push_folded(text: &str, steps: &mut Vec<Step>) {
    for c in text.chars() {
        steps.extend(fold_char(c).as_slice().iter().map(|&c| Step::Letter(c)));
    }
}

impl Automaton for TermPattern {
    type State = PatternState;

    fn start(&self) -> PatternState {
        PatternState { next: self.close(1), bytes: [0; 4], pending: 0, first: true }
    }

    fn is_match(&self, state: &PatternState) -> bool {
        state.pending == 0 && state.next & (1 << self.steps.len()) != 0
    }

    fn can_match(&self, state: &PatternState) -> bool {
        state.next != 0
    }

    fn accept(&self, state: &PatternState, byte: u8) -> PatternState {
        let mut after = *state;
        after.first = false;
        if state.next == 0 || (state.first && byte < 0x20) {
            after.next = 0;
            return after;
        }
        if self.steps.last() == Some(&Step::AnyRun) && state.next & (1 << (self.steps.len() - 1)) != 0 {
            // Whatever follows belongs to the last `*`; but a mark may not come first, which was seen to above.
            return after;
        }
        if byte < 0x80 {
            after.next = self.read(state.next, byte as char);
            return after;
        }
        after.bytes[after.pending as usize & 3] = byte;
        after.pending += 1;
        if let Ok(text) = std::str::from_utf8(&after.bytes[..after.pending as usize & 7])
            && let Some(c) = text.chars().next()
        {
            after.pending = 0;
            // A paired mark may be the letter of the pattern itself, so both forms are tried.
            for &folded in fold_char(c).as_slice() {
                after.next = self.read(after.next, folded);
            }
        } else if after.pending >= 4 {
            after.next = 0;
        }
        after
    }
}

/// Terms within a number of edits of a word.
pub(crate) struct FuzzyTerms {
    dfa: DFA,
}

impl FuzzyTerms {
    /// Terms within `edits` (1 or 2) insertions, deletions, replacements or exchanges of neighbours.
    pub(crate) fn new(word: &str, edits: u8) -> FuzzyTerms {
        // The builders are tables that take longer to make than the automaton of a word.
        static ONE: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));
        static TWO: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true));
        FuzzyTerms { dfa: if edits <= 1 { ONE.build_dfa(word) } else { TWO.build_dfa(word) } }
    }

    /// Number of edits between the word and a term; `None` beyond the bound.
    pub(crate) fn distance(&self, term: &str) -> Option<u8> {
        match self.dfa.eval(term) {
            Distance::Exact(edits) => Some(edits),
            Distance::AtLeast(_) => None,
        }
    }
}

impl Automaton for FuzzyTerms {
    type State = u32;

    fn start(&self) -> u32 {
        self.dfa.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.dfa.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        if byte < 0x20 { SINK_STATE } else { self.dfa.transition(*state, byte) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(parts: &[PatternPart]) -> TermPattern {
        TermPattern::from_query(&Pattern { parts: parts.to_vec() })
    }

    #[test]
    fn accents_do_not_matter_on_either_side() {
        assert!(TermPattern::word("facade").matches("façade"));
        assert!(TermPattern::word("Façade").matches("facade"));
        assert!(TermPattern::word("strasse").matches("straße"));
        assert!(!TermPattern::word("facade").matches("facades"));
        assert!(TermPattern::prefix("negocia").matches("negociación"));
        let long = "a".repeat(70);
        assert!(TermPattern::word(&long).is_too_long() && !TermPattern::prefix(&long).is_too_long());
        assert!(TermPattern::prefix(&long).matches(&long) && !TermPattern::prefix(&long).matches("aaa"));
    }

    #[test]
    fn wildcards_match_whole_terms_and_never_marks() {
        use PatternPart::{AnyOne, AnyRun, Literal};
        let ends = typed(&[AnyRun, Literal("yahu".into())]);
        assert!(ends.matches("netanyahu") && ends.matches("yahu") && !ends.matches("yahus"));
        assert!(!ends.matches("\u{4}pyahu"));
        let one = typed(&[Literal("r".into()), AnyOne, Literal("fah".into())]);
        assert!(one.matches("rafah") && one.matches("räfah") && !one.matches("rfah") && !one.matches("raafah"));
        let middle = typed(&[Literal("a".into()), AnyRun, Literal("b".into()), AnyRun, Literal("c".into())]);
        assert!(middle.matches("abc") && middle.matches("axxbxbxc") && !middle.matches("acb"));
    }

    #[test]
    fn fuzzy_terms_count_edits() {
        let fuzzy = FuzzyTerms::new("netanyahoo", 2);
        assert_eq!(fuzzy.distance("netanyahu"), Some(2));
        assert_eq!(fuzzy.distance("netanyahoo"), Some(0));
        assert_eq!(fuzzy.distance("natanyaho"), Some(2));
        assert_eq!(fuzzy.distance("nasrallah"), None);
    }
}
