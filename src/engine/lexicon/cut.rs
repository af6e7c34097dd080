//! A typed word as the text of articles is cut.

use super::super::acronym;
use super::super::analyzer::{self, TermKind, Tokens};

/// A word as the analyzer cuts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CutWord {
    /// Its terms, which follow one another in the text.
    pub(crate) terms: Vec<CutTerm>,
    /// Both halves of a hyphenated word as one.
    pub(crate) joined: Option<String>,
}

/// One term of a typed word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CutTerm {
    pub(crate) text: String,
    /// Distance from the first term in words.
    pub(crate) offset: u32,
    /// True for a pair of characters of a script without spaces, or its last character.
    pub(crate) pair: bool,
    /// The term to look for first where it is typed as an acronym: see [`acronym`].
    pub(crate) acronym: Option<String>,
    /// True for a character that ends a run alone, in the text followed by whatever: `人` of `100人`.
    pub(crate) open: bool,
}

/// Cuts a typed word into terms, as the text of articles is cut.
pub(crate) fn cut_word(text: &str) -> CutWord {
    let mut tokens = Tokens::new(text);
    let mut terms: Vec<CutTerm> = Vec::new();
    let mut joined = None;
    let mut first = None;
    let mut run_goes_on = false;
    while tokens.advance() {
        if acronym::letters(&tokens.term).is_some() {
            if let Some(last) = terms.last_mut() {
                last.acronym = Some(tokens.term.clone());
            }
            continue;
        }
        if tokens.kind == TermKind::Joined {
            joined = Some(tokens.term.clone());
            continue;
        }
        let offset = tokens.position - *first.get_or_insert(tokens.position);
        let pair = tokens.term.chars().next().is_some_and(analyzer::is_paired);
        // The last character of a run stands alone only where a run ends in the text too.
        let tail = pair && tokens.last_of_run;
        let continues = tail && run_goes_on;
        run_goes_on = pair && !tail;
        if let Some(last) = terms.last_mut() {
            // What follows is no such character, neither here nor in the text.
            last.open = false;
        }
        if !continues {
            terms.push(CutTerm { text: tokens.term.clone(), offset, pair, acronym: None, open: tail });
        }
    }
    // Only the parts of the whole word make one; `state-of-the-art` stays four words.
    let whole = |joined: &String| terms.iter().flat_map(|term| term.text.chars()).eq(joined.chars());
    let joined = joined.filter(whole);
    CutWord { terms, joined }
}
