//! Languages whose titles are not kept: what of the model's persons is one beyond doubt.
//!
//! Dutch, Swedish, Polish, Turkish and Indonesian offices and bodies stand directly before the name and have capitals as well. Its
//! surprise: a single word is a person only where the article has it in a full name, or behind a title.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Gloss, is_capitalised_everywhere};
use crate::person::extract::keep_apart;
use crate::person::known::{known_word, listed_as_name};
use crate::person::model::class;
use crate::person::model::lexicon::is_class;
use crate::person::name::fold;
use crate::person::{Mention, TextBlock};

/// Letters in which a surname with the ending of a case agrees with the same without.
const SHORTEST_STEM: usize = 4;
/// Letters that the ending of a case has at most.
const LONGEST_ENDING: usize = 4;
/// How sure the model must be of a name of which no part is in the lists and before which no title stands.
const SURE: f32 = 0.9;
/// So many words of an office may stand between a title and a name.
const MOST_BETWEEN: usize = 3;
/// Particles of surnames that sentences begin with as well: `De Wever`, `Van den Berg`.
const PARTICLES: [&str; 6] = ["Van den ", "Van der ", "Van de ", "Van ", "De ", "Ten "];

impl Gloss {
    /// Cuts off offices and bodies before a name, and drops what is no person beyond doubt.
    pub(super) fn keep_sure(&self, blocks: &[TextBlock<'_>], mentions: &mut Vec<Mention>) {
        mentions.retain_mut(|mention| {
            let text = blocks[mention.block].text;
            let span = self.without_office(text, &mention.span);
            let kept = !span.is_empty() && !self.is_thing(text, &span);
            mention.span = span;
            kept
        });
        let of = |mention: &Mention| &blocks[mention.block].text[mention.span.clone()];
        let full: FxHashSet<String> = mentions
            .iter()
            .map(of)
            .filter(|name| name.contains(' '))
            .flat_map(|name| name.split(' ').map(fold))
            .collect();
        let full = Bases::of(full.into_iter().filter(|word| word.chars().count() > 2));
        let names: FxHashSet<String> = mentions.iter().map(|mention| of(mention).to_lowercase()).collect();
        let ends: FxHashSet<&str> = names.iter().flat_map(|name| ends_of(name)).collect();
        mentions.retain_mut(|mention| {
            let text = blocks[mention.block].text;
            let name = &text[mention.span.clone()];
            let before = &text[..mention.span.start];
            if let Some(particle) = PARTICLES.iter().find(|particle| before.ends_with(**particle)) {
                let whole = format!(" {}{}", particle.to_lowercase(), name.to_lowercase());
                if ends.contains(whole.as_str()) {
                    mention.span.start -= particle.len();
                }
            }
            if name.contains(' ') {
                let listed = || name.split(' ').any(|word| listed_as_name(word) > 0);
                return mention.confidence >= SURE || listed() || self.is_titled(before);
            }
            full.have_case(&fold(name)) || self.is_titled(before)
        });
        keep_apart(mentions);
    }

    fn is_office(&self, word: &str) -> bool {
        let classes = class::TITLE | class::ROLE | class::ORGANISATION | class::NATIONALITY | class::COUNTRY;
        self.get(word).is_some_and(|(english, _)| is_class(english, classes)) && known_word(word).given() < 2
    }

    /// A name without titles, bodies and their letters before it, and what it is of behind it (`Rob Jetten van D66`).
    fn without_office(&self, text: &str, span: &Range<usize>) -> Range<usize> {
        let mut span = span.clone();
        let name = &text[span.clone()];
        let mut at = 0;
        for word in name.split(' ') {
            let end = at + word.len();
            let letters =
                at == 0 && word.len() > 1 && is_capitalised_everywhere(word) && name.contains(char::is_lowercase);
            if end < name.len() && !word.ends_with('.') && (letters || self.is_office(word)) {
                span.start = span.end - name.len() + end + 1;
            }
            at = end + 1;
        }
        if let Some(digit) = text[span.clone()].find(|c: char| c.is_ascii_digit()) {
            let rest = text[span.start..span.start + digit].trim_end_matches(|c: char| !c.is_whitespace()).trim_end();
            let rest = rest.strip_suffix(" van").or(rest.strip_suffix(" i")).unwrap_or(rest);
            span.end = span.start + rest.len();
        }
        // The word that a sentence begins with is no name where the lists have none.
        if let Some((first, rest)) = text[span.clone()].split_once(' ')
            && super::mend::is_opening(text, span.start)
            && listed_as_name(first) == 0
            && !rest.contains(' ')
        {
            span.start = span.end - rest.len();
        }
        span
    }

    /// Whether a name is that of a thing: a word such as `Köprüsü` ends it.
    fn is_thing(&self, text: &str, span: &Range<usize>) -> bool {
        let name = &text[span.clone()];
        let last = name.rsplit(' ').next().unwrap_or(name);
        let next = text[span.end..].strip_prefix(' ').and_then(|rest| rest.split([' ', '\'', '’', ',', '.']).next());
        let thing = |word: &str| {
            word.starts_with(char::is_uppercase) && self.get(word).is_some() && known_word(word).surname() == 0
        };
        if name.contains(' ') && thing(last) || next.is_some_and(|next| thing(next) && self.is_office(next)) {
            return true;
        }
        false
    }

    /// Whether a title stands before, perhaps with what it is of in between: `Menteri Keuangan`.
    fn is_titled(&self, before: &str) -> bool {
        let near = &before[before.floor_char_boundary(before.len().saturating_sub(60))..];
        let title = |(english, _): (&str, bool)| is_class(english, class::TITLE | class::ROLE | class::KIN);
        let between = |word: &str| self.is_office(word) || word.len() > 1 && is_capitalised_everywhere(word);
        if !near.ends_with(' ') {
            return false;
        }
        for word in near.trim_end().rsplit([' ', '\n', '(', '"', '“', '„']).take(1 + MOST_BETWEEN) {
            if self.get(word).is_some_and(title) {
                return true;
            }
            if word.is_empty() || !between(word) {
                return false;
            }
        }
        false
    }
}

/// The ends of a name that begin with a blank.
fn ends_of(name: &str) -> impl Iterator<Item = &str> {
    // No name ends in a longer one, and a row of names may be as long as the text.
    let from = name.floor_char_boundary(name.len().saturating_sub(LONGEST_END));
    memchr::memchr_iter(b' ', &name.as_bytes()[from..]).map(move |at| &name[from + at..])
}

/// Bytes of the longest end.
const LONGEST_END: usize = 96;

/// Words by their first letters, so that those of which another is a case are found.
struct Bases(FxHashMap<String, Vec<String>>);

impl Bases {
    fn of(words: impl Iterator<Item = String>) -> Self {
        let mut bases: FxHashMap<String, Vec<String>> = FxHashMap::default();
        words.for_each(|word| bases.entry(Self::head(&word).to_owned()).or_default().push(word));
        Self(bases)
    }

    /// The letters that a word and its cases have in common; a shorter word has none but itself.
    fn head(word: &str) -> &str {
        word.char_indices().nth(SHORTEST_STEM).map_or(word, |(end, _)| &word[..end])
    }

    fn have_case(&self, word: &str) -> bool {
        self.0.get(Self::head(word)).is_some_and(|bases| bases.iter().any(|base| is_case_of(word, base)))
    }
}

/// Whether a word is another with the ending of a case, or the same.
fn is_case_of(word: &str, other: &str) -> bool {
    let common = word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let rest = |word: &str| word.chars().count() - common;
    word == other || common >= SHORTEST_STEM && rest(word) <= LONGEST_ENDING && rest(other) <= 1
}

#[cfg(test)]
mod tests {
    use crate::person::extract;

    fn persons(text: &str, language: &str) -> Vec<String> {
        extract(text, Some(language)).into_iter().map(|mention| text[mention.span].to_owned()).collect()
    }

    #[test]
    fn words_are_known_by_their_cases() {
        let bases = super::Bases::of(["tusk", "erdogan", "li"].map(str::to_owned).into_iter());
        assert!(
            bases.have_case("tuska") && bases.have_case("tusk") && bases.have_case("erdogana") && bases.have_case("li")
        );
        assert!(
            !bases.have_case("lim")
                && !bases.have_case("tus")
                && !bases.have_case("erdal")
                && !bases.have_case("tuskowskiego")
        );
        assert_eq!(super::ends_of("bart de wever").collect::<Vec<_>>(), [" de wever", " wever"]);
    }

    #[test]
    fn offices_before_a_name_and_endings_behind_it_are_cut_off() {
        assert_eq!(
            persons("Dışişleri Bakanı Hakan Fidan konuştu. Fidan'ın ofisi açıklama yapmadı.", "tr"),
            ["Hakan Fidan", "Fidan"]
        );
        assert_eq!(
            persons("De Belgische premier Bart De Wever wil een akkoord. De Wever trekt naar de koning.", "nl"),
            ["Bart De Wever", "De Wever"]
        );
        assert_eq!(
            persons(
                "Presiden Prabowo Subianto mengumumkan program rumah di Jakarta. Wakil Presiden Gibran Rakabuming Raka akan meninjau lokasi.",
                "id"
            ),
            ["Prabowo Subianto", "Gibran Rakabuming Raka"]
        );
        assert_eq!(persons("Premier Donald Tusk milczał. Zdaniem Tuska to błąd.", "pl"), ["Donald Tusk", "Tuska"]);
    }

    #[test]
    fn bodies_and_places_are_no_persons() {
        assert_eq!(persons("Fatih Sultan Mehmet Köprüsü kapalı. Merkez Bankası faizi sabit tuttu.", "tr"), [""; 0]);
        assert_eq!(persons("Gempa mengguncang Maluku. Komisi Pemberantasan Korupsi menahan bupati.", "id"), [""; 0]);
    }
}
