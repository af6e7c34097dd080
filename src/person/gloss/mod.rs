//! Languages that write names as English does, read by the English model: frequent words, titles and verbs of saying are
//! given to it as the English words for them.
//!
//! Owns the word lists and how a text is cut for that. Must not decide what is a name. Its surprise: a capitalised word is
//! left as it is wherever it may be part of a name: `Le` is read as `The` at the beginning of a sentence, and not in
//! "Marine Le Pen".

mod head;
mod mend;
mod noun;
mod plain;
mod role;

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::TextBlock;
use super::cyrillic;
use super::known::{known_word, listed_as_name};
use super::model::class;
use super::model::lexicon::is_class;
use super::model::token::{Token, append_tokens};
pub(super) use head::english_title;
use role::RoleWords;

/// The languages, with their word lists: an English word, a colon, and the words that are read as it.
const LISTS: &[(&str, &str)] = &[
    ("de", include_str!("de.txt")),
    ("es", include_str!("es.txt")),
    ("fr", include_str!("fr.txt")),
    ("it", include_str!("it.txt")),
    ("pt", include_str!("pt.txt")),
    ("ru", include_str!("ru.txt")),
    ("nl", include_str!("nl.txt")),
    ("sv", include_str!("sv.txt")),
    ("pl", include_str!("pl.txt")),
    ("tr", include_str!("tr.txt")),
    ("id", include_str!("id.txt")),
];

/// Those of [`LISTS`] that a text was read in.
static GLOSSES: [OnceLock<Gloss>; LISTS.len()] = [const { OnceLock::new() }; LISTS.len()];

/// What is read instead of the words of a language.
#[derive(Debug)]
pub(super) struct Gloss {
    /// The English word, and whether it is read so with a capital too, wherever it stands.
    words: FxHashMap<&'static str, (&'static str, bool)>,
    /// Whether every noun has a capital.
    nouns: bool,
    /// Whether it is written in Cyrillic letters; then names are given to the model in Latin ones.
    cyrillic: bool,
    /// Whether endings stand behind an apostrophe: `Erdoğan'ın`.
    suffixes: bool,
    /// Whether titles are kept as roles.
    has_roles: bool,
    roles: RoleWords,
}

/// Bytes of the shortest title at the end of a compound.
const SHORTEST_TITLE: usize = 4;
/// What an ending behind an apostrophe is read as.
const POSSESSIVE: &str = "'s";
/// Letters that an asterisk stands for at most.
const LONGEST_ENDING: usize = 3;
/// Marks behind which a sentence may begin.
const OPENING: [&str; 13] = ["«", "“", "„", "\"", "‘", "(", "—", "–", "-", ":", "¿", "¡", "•"];
/// What a capitalised word is read as wherever it stands.
const CAPITALISED: u16 =
    class::TITLE | class::ROLE | class::KIN | class::ORGANISATION | class::NATIONALITY | class::COUNTRY | class::PLACE;

impl Gloss {
    /// That of a language, given as an ISO 639-1 code or what begins with one.
    pub(super) fn of(language: &str) -> Option<&'static Gloss> {
        let code = language.get(..2)?;
        let at = LISTS.iter().position(|(language, _)| code.eq_ignore_ascii_case(language))?;
        let (language, list) = LISTS[at];
        Some(GLOSSES[at].get_or_init(|| Gloss::new(language, list)))
    }

    fn new(language: &str, list: &'static str) -> Gloss {
        let mut words = FxHashMap::default();
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let Some((english, others)) = line.split_once(':') else { continue };
            let anywhere = is_class(english, CAPITALISED);
            for word in others.split_whitespace() {
                words.entry(word).or_insert((english, anywhere));
            }
        }
        let roles = RoleWords::new(language, &words);
        let has_roles = role::ROLES.iter().any(|(other, _)| *other == language);
        let (nouns, cyrillic, suffixes) = (language == "de", language == "ru", language == "tr");
        Gloss { words, nouns, cyrillic, suffixes, has_roles, roles }
    }

    /// Whether the language is written in Cyrillic letters.
    pub(super) fn is_cyrillic(&self) -> bool {
        self.cyrillic
    }

    /// Whether the titles of the language are told as roles.
    pub(super) fn has_roles(&self) -> bool {
        self.has_roles
    }

    /// Whether every noun has a capital.
    pub(super) fn has_capital_nouns(&self) -> bool {
        self.nouns
    }

    /// Cuts a text into words. What is written as one word is parted: `l'Union`, `d'Emmanuel`; not `D'Alema`, except where a
    /// sentence begins.
    pub(super) fn tokenize(&self, text: &str, tokens: &mut Vec<Token>) {
        let mut whole = Vec::new();
        append_tokens(text, &mut whole);
        tokens.clear();
        for (at, token) in whole.iter().enumerate() {
            let word = token.of(text);
            let elided = word.find(['\'', '’']).map(|apostrophe| &word[..apostrophe]);
            let elided = elided.filter(|elided| {
                let inside_name = is_capitalised(elided) && !opens(text, &whole, at);
                !inside_name && self.words.contains_key(elided.to_lowercase().as_str())
            });
            if self.suffixes
                && let Some(stem) = word.find(['\'', '’']).filter(|stem| *stem > 0 && is_capitalised(word))
            {
                let middle = token.start + stem as u32;
                tokens.push(Token { end: middle, ..*token });
                tokens.push(Token { start: middle, end: token.end, first: false });
                continue;
            }
            let mark = elided.and_then(|elided| word[elided.len()..].chars().next());
            let middle =
                token.start + elided.zip(mark).map_or(0, |(elided, mark)| elided.len() + mark.len_utf8()) as u32;
            if middle > token.start && middle < token.end {
                tokens.push(Token { end: middle, ..*token });
                tokens.push(Token { start: middle, end: token.end, first: false });
            } else {
                tokens.push(*token);
            }
        }
    }

    fn get(&self, word: &str) -> Option<(&'static str, bool)> {
        let word = word.trim_end_matches(['\'', '’', '.']);
        match self.words.get(word) {
            Some(known) => Some(*known),
            None => {
                let mut low = word.to_lowercase();
                let known = self.words.get(low.as_str()).copied();
                known.or_else(|| if self.nouns { self.by_end(word, &low) } else { self.by_stem(&mut low) })
            }
        }
    }

    /// The title that a German noun ends in: `Landesvorsitzender`, `Chefökonomin`.
    fn by_end(&self, word: &str, low: &str) -> Option<(&'static str, bool)> {
        if low.len() < 2 * SHORTEST_TITLE || !is_capitalised(word) {
            return None;
        }
        let mut ends = low.char_indices().map(|(at, _)| at).skip(2).take_while(|at| low.len() - at >= SHORTEST_TITLE);
        let title = |at: usize| {
            let (english, _) = self.words.get(&low[at..])?;
            is_class(english, class::TITLE | class::ROLE).then_some((*english, true))
        };
        ends.find_map(title).filter(|_| listed_as_name(word) == 0)
    }

    /// The entry of a word that stands in the list with an asterisk in place of its ending.
    fn by_stem(&self, low: &mut String) -> Option<(&'static str, bool)> {
        if !self.cyrillic {
            return None;
        }
        for _ in 0..=LONGEST_ENDING {
            low.push('*');
            if let Some(known) = self.words.get(low.as_str()) {
                return Some(*known);
            }
            low.pop();
            low.pop();
        }
        None
    }

    /// What the token `at` is read as, into `room`; nothing when it is read as it is. `inside` holds what stands in names.
    pub(super) fn word<'r>(
        &self,
        text: &str,
        tokens: &[Token],
        at: usize,
        inside: &FxHashSet<&str>,
        room: &'r mut String,
    ) -> Option<&'r str> {
        let word = tokens[at].of(text).trim_end_matches(['\'', '’', '.']);
        room.clear();
        if self.suffixes && word.starts_with(['\'', '’']) {
            room.push_str(POSSESSIVE);
            return Some(room);
        }
        let Some((english, anywhere)) = self.get(word) else {
            if self.cyrillic {
                room.push_str(&cyrillic::read_as(tokens[at].of(text)));
                return is_capitalised(word).then_some(room);
            }
            if !self.nouns || !is_capitalised(word) {
                return None;
            }
            if !self.may_be_name(text, tokens, at, inside) {
                room.extend(word.chars().flat_map(char::to_lowercase));
                return Some(room);
            }
            // "Laschets Union": the surname, as the article has it elsewhere.
            let stem = word.strip_suffix('s').filter(|stem| inside.contains(stem) && !inside.contains(word));
            return stem.map(|stem| {
                room.push_str(stem);
                room.as_str()
            });
        };
        if !is_capitalised(word) {
            // "Van der Bellen".
            let leads = |at: usize| matches!(tokens[at].of(text), "Van" | "Von" | "De" | "Vander");
            if at > 0 && leads(at - 1) && tokens.get(at + 1).is_some_and(|next| is_capitalised(next.of(text))) {
                return None;
            }
            let particle = self.is_between_names(text, tokens, at);
            // "Giscard d'Estaing".
            let elided = particle && tokens[at].of(text).ends_with(['\'', '’']);
            room.push_str(if elided { "de" } else { english });
            return (elided || !particle).then_some(room);
        }
        let opening = opens(text, tokens, at);
        if self.nouns && !anywhere && !opening {
            room.push_str(english);
            return Some(room);
        }
        if opening && next_pair(text, tokens, at).is_some_and(|pair| inside.contains(pair)) {
            return None;
        }
        let behind_name = || {
            let before = tokens[at - 1].of(text);
            is_capitalised(before) && self.get(before).is_none()
        };
        if !opening && (!anywhere || behind_name()) {
            return None;
        }
        let mut letters = english.chars();
        room.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        match word.chars().nth(1).is_some_and(char::is_uppercase) {
            true => room.extend(letters.flat_map(char::to_uppercase)),
            false => room.extend(letters),
        }
        Some(room)
    }

    /// Whether a small word is a particle of a name, with capitalised words before and after: "Charles de Courson", "Luis de
    /// la Fuente".
    fn is_between_names(&self, text: &str, tokens: &[Token], at: usize) -> bool {
        let particle = |token: &Token, also: &[&str]| {
            let word = token.of(text);
            let english = self.words.get(word.trim_end_matches(['\'', '’']));
            english.is_some_and(|(english, _)| *english == "of" || also.contains(english))
        };
        let first = (at.saturating_sub(1)..=at).find(|first| particle(&tokens[*first], &[]));
        let Some(first) = first.filter(|first| *first > 0) else { return false };
        let last = if tokens.get(first + 1).is_some_and(|next| particle(next, &["the"])) { first + 1 } else { first };
        let (before, Some(after)) = (tokens[first - 1], tokens.get(last + 1)) else { return false };
        let word = before.of(text);
        let near = before.end + 1 == tokens[first].start && tokens[last].end + 1 >= after.start;
        // "Roman von Daniel": what follows is a person of its own.
        let own = self.nouns && known_word(after.of(text)).given() > 1;
        last >= at && near && !own && is_capitalised(word) && is_capitalised(after.of(text)) && self.get(word).is_none()
    }

    /// What stands in names of an article: see [`Gloss::note_names`].
    pub(super) fn names_in<'t>(&self, blocks: &[TextBlock<'t>], tokens: &mut Vec<Token>) -> FxHashSet<&'t str> {
        let mut inside = FxHashSet::default();
        for block in blocks {
            self.tokenize(block.text, tokens);
            self.note_names(block.text, tokens, &mut inside);
        }
        inside
    }

    /// Notes the capitalised words that stand in the middle of a sentence where a list has them as a small word, each with
    /// the capitalised one that follows: `Le Pen`.
    fn note_names<'t>(&self, text: &'t str, tokens: &[Token], inside: &mut FxHashSet<&'t str>) {
        if self.nouns {
            return self.note_surnames(text, tokens, inside);
        }
        for at in 0..tokens.len() {
            let word = tokens[at].of(text);
            if is_capitalised(word)
                && !opens(text, tokens, at)
                && self.get(word).is_some_and(|(_, anywhere)| !anywhere)
                && !is_capitalised_everywhere(word)
            {
                inside.extend(next_pair(text, tokens, at));
            }
        }
    }
}

/// A word and the next, when that is capitalised and only a blank stands between.
fn next_pair<'t>(text: &'t str, tokens: &[Token], at: usize) -> Option<&'t str> {
    let (this, next) = (tokens[at], tokens.get(at + 1)?);
    let near = this.end + 1 == next.start && is_capitalised(next.of(text));
    near.then(|| &text[this.start as usize..next.end as usize])
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_capitalised_everywhere(word: &str) -> bool {
    word.len() > 1 && !word.contains(char::is_lowercase)
}

/// Whether a sentence or a quotation may begin with this token.
fn opens(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens[at].first || at == 0 || OPENING.contains(&tokens[at - 1].of(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::extract;

    fn persons(text: &str, language: &str) -> Vec<String> {
        extract(text, Some(language)).into_iter().map(|mention| text[mention.span].to_owned()).collect()
    }

    #[test]
    fn french_names_keep_their_particles_and_lose_what_is_joined_to_them() {
        assert_eq!(
            persons(
                "Le discours d'Emmanuel Macron a déplu à Marine Le Pen, a dit Jean-Luc Mélenchon. L'Américain Caleb Landry Jones \
                 a vu la rue Victor Hugo. Charles de Courson a répondu au président Valéry Giscard d'Estaing.",
                "fr"
            ),
            [
                "Emmanuel Macron",
                "Marine Le Pen",
                "Jean-Luc Mélenchon",
                "Caleb Landry Jones",
                "Charles de Courson",
                "Valéry Giscard d'Estaing"
            ]
        );
        assert_eq!(
            persons("Le gouvernement a présenté mardi la loi. Selon la presse, le Sénat votera.", "fr"),
            [""; 0]
        );
    }

    #[test]
    fn spanish_persons_are_told_apart_from_their_titles_and_from_towns() {
        assert_eq!(
            persons(
                "CARTAGENA. El presidente Juan Manuel Santos y Rodrigo Londoño hablaron con Luis de la Fuente en Santiago de \
                 Compostela, cerca de la calle Antonio Machado. La ministra Yolanda Díaz escuchó a Londoño.",
                "es"
            ),
            ["Juan Manuel Santos", "Rodrigo Londoño", "Luis de la Fuente", "Yolanda Díaz", "Londoño"]
        );
    }

    #[test]
    fn german_nouns_are_read_in_small_letters_and_surnames_by_the_name_before_them() {
        assert_eq!(
            persons(
                "Die Vorsitzende der Partei traf am Mittwochabend Hendrik Wüst im Landtag. Nach der Abstimmung lobte Wüst die Rede \
                 von Bundeskanzlerin Angela Merkel. Der Ausschuss vertagte die Entscheidung über den Haushalt.",
                "de"
            ),
            ["Hendrik Wüst", "Wüst", "Angela Merkel"]
        );
    }

    #[test]
    fn what_an_office_is_of_and_what_belongs_to_somebody_is_no_part_of_a_name() {
        assert_eq!(
            persons(
                "Il ministro degli Esteri Antonio Tajani ha incontrato il governatore del Veneto Roberto Rossi. Il padre di Matteo \
                 Renzi era assente.",
                "it"
            ),
            ["Antonio Tajani", "Roberto Rossi", "Matteo Renzi"]
        );
        assert_eq!(
            persons(
                "Angela Merkels Regierung hatte anders entschieden. Angela Merkel schwieg. Wolodymyr Selenskyj kam. Selenskyjs \
                 Stabschef Andrij Jermak trat zurück.",
                "de"
            ),
            ["Angela Merkels", "Angela Merkel", "Wolodymyr Selenskyj", "Andrij Jermak"]
        );
        assert_eq!(
            persons(
                "La cheffe de file des députés RN Marine Le Pen a parlé. Josep Borrell a rencontré M. Borrell.",
                "fr"
            ),
            ["Marine Le Pen", "Josep Borrell", "Borrell"]
        );
    }

    #[test]
    fn no_name_is_cut_in_half_behind_a_title() {
        assert_eq!(
            persons("Il direttore del Corriere della Sera Luciano Fontana ha scritto alla redazione.", "it"),
            ["Corriere della Sera Luciano Fontana"]
        );
        assert_eq!(
            persons("Zuvor kam Johannes Brahms. Ernst Niels Hinterseer lachte. Stefan Raabs Show lief.", "de"),
            ["Johannes Brahms", "Ernst Niels Hinterseer", "Stefan Raabs"]
        );
    }

    #[test]
    fn words_are_cut_at_elisions_only() {
        let gloss = Gloss::of("fr-FR").expect("there is a list");
        let text = "L'an d'Ana aujourd'hui O'Brien l'";
        let mut tokens = Vec::new();
        gloss.tokenize(text, &mut tokens);
        let words: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
        assert_eq!(words, ["L'", "an", "d'", "Ana", "aujourd'hui", "O'Brien", "l", "'"]);
        assert!(Gloss::of("fi").is_none() && Gloss::of("").is_none());
    }
}
