//! Titles and offices beside a name in another language: `ministre de l'Intérieur`, `CDU-Vorsitzende`, `presidente del Gobierno`.
//!
//! Knows in what order these languages put the words of a title: the Romance ones what somebody is before of what, German the
//! other way round. Its surprise: of two titles the one nearer to the name is its bearer's (`porte-parole du président X`),
//! and where a verb may stand in between nothing is said.

mod phrase;

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Gloss, is_capitalised};
use crate::person::known::listed_as_name;
use crate::person::model::class;
use crate::person::model::lexicon::is_class;
use crate::person::role::{
    Context, LONGEST, Preceding, Sex, WINDOW, closes_apposition, is_abbreviation, is_credit, sex_of,
};
pub(super) use phrase::begins_place;
use phrase::{begins_another, behind_and, has_ending_of_adjective, is_behind_verb, is_preposition, may_follow_title};

/// The lists that are asked for roles alone, in the form of those of the languages; three of their lines name no title.
pub(super) const ROLES: &[(&str, &str)] = &[
    ("de", include_str!("role/de.txt")),
    ("es", include_str!("role/es.txt")),
    ("fr", include_str!("role/fr.txt")),
    ("it", include_str!("role/it.txt")),
    ("pt", include_str!("role/pt.txt")),
];

/// What roles are told by in a language.
#[derive(Debug, Default)]
pub(super) struct RoleWords {
    french: bool,
    /// The English title of each.
    titles: FxHashMap<&'static str, &'static str>,
    /// Words that stand before a title; in German without their endings.
    qualifiers: FxHashSet<&'static str>,
    /// Words that stand behind one.
    adjectives: FxHashSet<&'static str>,
    /// Relatives beside those of the language's own list.
    relatives: FxHashSet<&'static str>,
}

pub(super) fn role_lines(language: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let list = ROLES.iter().find(|(of, _)| *of == language).map_or("", |(_, list)| *list);
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'))
}

impl RoleWords {
    /// Those of a language, of whose own words these are titles.
    pub(super) fn new(language: &str, words: &FxHashMap<&'static str, (&'static str, bool)>) -> Self {
        let mut found = Self { french: language == "fr", ..Self::default() };
        let title = |english: &str| is_class(english, class::TITLE | class::ROLE) && !is_class(english, class::KIN);
        let titles = words.iter().filter(|(_, (english, _))| title(english));
        found
            .titles
            .extend(titles.filter(|(_, (english, _))| courtesy(english).is_none()).map(|(word, of)| (*word, of.0)));
        for (english, others) in role_lines(language) {
            let others = others.split_whitespace();
            match english {
                "qualifier" => found.qualifiers.extend(others),
                "relative" => found.relatives.extend(others),
                "adjective" => found.adjectives.extend(others),
                _ => others.for_each(|word| {
                    found.titles.insert(word, english);
                }),
            }
        }
        found
    }
}

/// Whom an English courtesy title speaks of.
pub(super) fn courtesy(english: &str) -> Option<Sex> {
    match english {
        "mr" | "sir" | "monsieur" => Some(Sex::Male),
        "mrs" | "ms" | "miss" | "madam" | "madame" => Some(Sex::Female),
        _ => None,
    }
}

/// What a word is where a title may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The English title, and bytes without an ending.
    Title(&'static str, usize),
    /// `M.`, `Frau`.
    Courtesy(Sex),
    Kin(Option<Sex>),
    /// `ancien`, `russische`: it belongs to a title behind it.
    Qualifier,
    /// `général`, `israélien`: it belongs to a title before it.
    Adjective,
    /// `de`, `del`, `für`.
    Joint,
    /// An article or a word that stands in place of one: `la`, `sa`.
    Article,
    And,
    /// `depuis`: what follows belongs to no title.
    Since,
    /// Another word with a capital, one without, and one that may be an adjective by its ending.
    Capital,
    Small,
    Ending,
    /// A word of the clause.
    Barrier,
}

/// A word, or what is written together with the next one; `glued` when no blank stands before it.
#[derive(Debug, Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    glued: bool,
    kind: Kind,
}

/// What the holder of an office has or makes, so that the name behind "the speech of the president," is the president's.
const THINGS: &[&str] = &[
    "discours",
    "démission",
    "visite",
    "rede",
    "besuch",
    "besuchs",
    "besuches",
    "dimisión",
    "discurso",
    "visita",
    "dimissioni",
    "discorso",
    "renúncia",
];

impl Gloss {
    /// What stands around the name at `start..end` of a text; the one before it ends at `from`, the next begins at `until`.
    pub(in crate::person) fn context(&self, text: &str, from: usize, name: Range<usize>, until: usize) -> Context {
        let near = text.floor_char_boundary(name.start.saturating_sub(WINDOW));
        let far = text.ceil_char_boundary(name.end.saturating_add(WINDOW).min(text.len()));
        let after = &text[name.end..far];
        let mut context = Context { credited: is_credit(&text[near..name.start]), ..Context::default() };
        let before = text.get(from.max(near)..name.start).unwrap_or_default();
        let preceding = Preceding::of(before);
        if preceding.words().is_empty() {
            if let Some(before) = before.trim_end().strip_suffix(',').filter(|_| closes_apposition(after)) {
                let words = self.role_words(preceding_words(before).iter().copied());
                self.read_title(&words, true, &mut context);
            }
        } else {
            let words = self.role_words(preceding.words().iter().copied());
            self.read_title(&words, false, &mut context);
        }
        context.before = context.roles.len();
        self.read_description(after, until.saturating_sub(name.end), &mut context);
        context
    }

    fn role_words<'t>(&self, words: impl Iterator<Item = &'t str>) -> Vec<Word<'t>> {
        let mut found = Vec::new();
        for word in words {
            let elided = word.find(['\'', '’']).map(|at| at + word[at..].chars().next().map_or(1, char::len_utf8));
            let known = |at: &usize| {
                let elided = word[..*at].trim_end_matches(['\'', '’']).to_lowercase();
                *at < word.len() && self.words.contains_key(elided.as_str())
            };
            match elided.filter(known) {
                Some(at) => {
                    let (first, rest) = word.split_at(at);
                    found.push(Word { text: first, glued: false, kind: self.kind(first) });
                    found.push(Word { text: rest, glued: true, kind: self.kind(rest) });
                }
                None => found.push(Word { text: word, glued: false, kind: self.kind(word) }),
            }
        }
        found
    }

    fn kind(&self, word: &str) -> Kind {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let low = bare.to_lowercase();
        let capital = is_capitalised(bare);
        // "M." is no "m'".
        let whole = || self.words.get(word.to_lowercase().as_str()).filter(|_| word.ends_with('.'));
        let english = whole().or_else(|| self.words.get(low.as_str())).map(|(english, _)| *english);
        let own = self.roles.titles.get(low.as_str()).copied();
        if let Some(sex) = own.or(english).and_then(courtesy) {
            return Kind::Courtesy(sex);
        }
        if matches!(low.as_str(), "me" | "mag" | "dr" | "lic") {
            return Kind::Barrier;
        }
        if let Some(title) = self.title(bare, &low) {
            return title;
        }
        if self.roles.relatives.contains(low.as_str()) {
            return Kind::Kin(None);
        }
        let Some(english) = english else {
            return match () {
                () if self.roles.qualifiers.contains(low.as_str()) || self.nouns && self.is_adjective(bare, &low) => {
                    Kind::Qualifier
                }
                () if !capital && self.roles.adjectives.contains(low.as_str()) => Kind::Adjective,
                () if capital => Kind::Capital,
                () if bare.is_empty() || bare.starts_with(|c: char| c.is_ascii_digit()) => Kind::Barrier,
                () if !self.nouns && low.len() > 5 && has_ending_of_adjective(&low) => Kind::Ending,
                () => Kind::Small,
            };
        };
        let noun = class::ORGANISATION | class::GEOGRAPHY | class::PLACE | class::COUNTRY | class::TITLE | class::ROLE;
        match english {
            "of" | "for" | "to" | "at" | "in" | "on" => Kind::Joint,
            "the" | "his" | "her" | "their" | "our" | "my" => Kind::Article,
            "and" => Kind::And,
            // "depuis", but "aus".
            "from" if self.nouns => Kind::Joint,
            "since" | "from" => Kind::Since,
            _ if is_class(english, class::KIN) => Kind::Kin(sex_of(english, class::KIN)),
            _ if self.roles.qualifiers.contains(low.as_str()) => Kind::Qualifier,
            _ if !capital && self.roles.adjectives.contains(low.as_str()) => Kind::Adjective,
            _ if is_class(english, class::NATIONALITY | class::MODIFIER) => match self.nouns {
                true if capital => Kind::Capital,
                true => Kind::Qualifier,
                false => Kind::Adjective,
            },
            _ if capital => Kind::Capital,
            _ if is_class(english, noun) => Kind::Small,
            _ => Kind::Barrier,
        }
    }

    /// The English title of one person that a word is.
    fn title(&self, word: &str, low: &str) -> Option<Kind> {
        let titles = &self.roles.titles;
        if !self.nouns {
            let english = titles.get(low)?;
            let several = low.strip_suffix('s').is_some_and(|one| titles.contains_key(one));
            return (!several).then_some(Kind::Title(english, low.len()));
        }
        if !is_capitalised(word) {
            return None;
        }
        // "Präsidenten" is what "Präsident" is in other cases, "Ministers" what "Minister" is.
        let base = ["en", "n", "es", "s"].into_iter().filter_map(|ending| low.strip_suffix(ending));
        let of = |low: &str| titles.get(low).copied().or_else(|| self.title_at_end(word, low));
        let shorter = base.filter(|low| low.len() > 4).find_map(|low| Some((of(low)?, low.len())));
        match (of(low), shorter) {
            (Some(english), Some((same, length))) if english == same && low.ends_with("en") => {
                Some(Kind::Title(english, length))
            }
            (Some(english), _) => Some(Kind::Title(english, low.len())),
            (None, shorter) => shorter.map(|(english, length)| Kind::Title(english, length)),
        }
    }

    fn title_at_end(&self, word: &str, low: &str) -> Option<&'static str> {
        let mut ends =
            low.char_indices().map(|(at, _)| at).skip(2).take_while(|at| low.len() - at >= super::SHORTEST_TITLE);
        let title = ends.find_map(|at| self.roles.titles.get(&low[at..]).copied())?;
        (listed_as_name(word) == 0).then_some(title)
    }

    /// Whether a German word is an adjective that belongs to a title: `russische`, `früheren`, `Berliner`.
    fn is_adjective(&self, word: &str, low: &str) -> bool {
        let ending = ["en", "er", "em", "es", "e"].into_iter().find(|ending| low.ends_with(ending));
        let Some(stem) = ending.map(|ending| &low[..low.len() - ending.len()]) else { return false };
        if is_capitalised(word) {
            let place =
                self.words.get(stem).is_some_and(|(english, _)| is_class(english, class::PLACE | class::GEOGRAPHY));
            return low.ends_with("er") && place;
        }
        self.roles.qualifiers.contains(stem) || stem.len() > 5 && stem.ends_with("isch")
    }

    /// Whether a word is a German title, or ends in one.
    pub(super) fn is_title_noun(&self, word: &str) -> bool {
        self.title(word, &word.to_lowercase()).is_some()
    }

    /// Whether the last word says that somebody belongs to what follows: `député`, `députés`.
    pub(super) fn is_member(&self, before: &str) -> bool {
        let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let one = last.strip_suffix('s').unwrap_or(&last);
        self.roles.titles.contains_key(last.as_str()) || self.roles.titles.contains_key(one)
    }

    /// Whether a word that seems to begin a name rather says of what somebody is minister or president, going by what stands
    /// before it.
    pub(super) fn is_of_office(&self, before: &str, word: &str) -> bool {
        const WITH_ARTICLE: &[&str] = &["del", "dello", "della", "degli", "dei", "delle", "dell'", "du", "des"];
        let near = &before[before.floor_char_boundary(before.len().saturating_sub(WINDOW))..];
        let preceding = Preceding::of(near);
        let words = self.role_words(preceding.words().iter().copied());
        let Some(last) = words.last().filter(|last| matches!(last.kind, Kind::Joint | Kind::Article)) else {
            return false;
        };
        let article = WITH_ARTICLE.contains(&last.text) || last.kind == Kind::Article;
        let joints = words.iter().rev().take_while(|word| matches!(word.kind, Kind::Joint | Kind::Article)).count();
        let words = &words[..words.len() - joints];
        let title = words.iter().rposition(|word| matches!(word.kind, Kind::Title(..)));
        title.is_some_and(|title| may_follow_title(&words[title + 1..], false))
            && (article || listed_as_name(word) == 0)
    }

    /// Reads the words before a name; `apart` when a comma stands between.
    fn read_title(&self, words: &[Word<'_>], apart: bool, context: &mut Context) {
        let words = if apart { behind_and(words) } else { words };
        let Some(last) = words.last() else { return };
        match last.kind {
            Kind::Courtesy(sex) => context.sex = Some(sex),
            Kind::Kin(sex) => (context.relative, context.sex) = (true, sex),
            _ => {}
        }
        let behind = |at: &usize| match self.nouns && !apart {
            true => at + 1 == words.len(),
            false => may_follow_title(&words[at + 1..], self.nouns),
        };
        let is_title = |at: &usize| {
            let adjective = self.roles.adjectives.contains(words[*at].text.to_lowercase().as_str());
            let before = at.checked_sub(1).map(|before| words[before].kind);
            // "conseil général"
            matches!(words[*at].kind, Kind::Title(..))
                && !(adjective && matches!(before, Some(Kind::Small | Kind::Capital)))
        };
        // "le porte-parole du président X", but "le porte-parole du président, X,"
        let found = match apart {
            true => (0..words.len()).filter(is_title).find(behind),
            false => (0..words.len()).rev().filter(is_title).find(behind),
        };
        let Some(at) = found else { return };
        let belongs = |kind: Kind| matches!(kind, Kind::Qualifier | Kind::Title(..));
        let start = (0..at).rev().take_while(|before| belongs(words[*before].kind)).last().unwrap_or(at);
        let before = start.checked_sub(1).map(|before| words[before]);
        if apart && !before.is_some_and(|before| matches!(before.kind, Kind::Article | Kind::Joint)) {
            return;
        }
        // "la compagne du réalisateur, Anne-Marie Miéville,"
        let whose = words[..start].iter().rev().find(|word| !matches!(word.kind, Kind::Article | Kind::Joint));
        if let Some(Word { kind: Kind::Kin(sex), .. }) = whose.filter(|_| apart) {
            (context.relative, context.sex) = (true, *sex);
            return;
        }
        // "Der Gegner des Kanzlers, Friedrich Merz,"
        if apart && self.is_anothers(&words[..start], words[at].text) {
            return;
        }
        // "hat der Kanzler Emmanuel Macron empfangen"
        if self.nouns && !apart && start == at && is_behind_verb(&words[..start]) {
            return;
        }
        if self.is_womans(words[at].text) {
            context.sex = Some(Sex::Female);
        }
        self.add_role(&words[start..], at - start, context);
    }

    fn add_role(&self, words: &[Word<'_>], head: usize, context: &mut Context) {
        if !words.last().is_some_and(|last| begins_place(last.text)) {
            context.roles.push(self.role_text(words, head));
        }
    }

    /// Whether the title behind these words is that of somebody to whom a person or an unknown thing belongs.
    fn is_anothers(&self, before: &[Word<'_>], title: &str) -> bool {
        let small = |word: &Word<'_>| matches!(word.kind, Kind::Article | Kind::Joint);
        let joints = before.iter().rev().take_while(|word| small(word)).count();
        let (before, joints) = before.split_at(before.len() - joints);
        let owner = |word: &Word<'_>| {
            let low = word.text.trim_end_matches(['\'', '’']).to_lowercase();
            let genitive = self.nouns && (low == "des" || low == "der" && self.is_womans(title));
            genitive || self.words.get(low.as_str()).is_some_and(|(english, _)| *english == "of")
        };
        let thing = |word: &Word<'_>| THINGS.contains(&word.text.to_lowercase().as_str());
        let preposition = |word: &Word<'_>| self.nouns && is_preposition(word);
        joints.iter().any(owner) && !before.last().is_some_and(|word| thing(word) || preposition(word))
    }

    /// Reads what stands behind a name, up to so many bytes.
    fn read_description(&self, after: &str, until: usize, context: &mut Context) {
        let (mut rest, bracket) = match (after.strip_prefix(','), after.strip_prefix(" (")) {
            (Some(rest), _) => (rest, false),
            (None, Some(rest)) => (rest, true),
            _ => return,
        };
        // "Olaf Scholz, 65 Jahre alt,"
        if rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) && !bracket {
            let Some((age, behind)) = rest.split_once(',') else { return };
            if age.split_whitespace().count() > 3 {
                return;
            }
            rest = behind;
        }
        let begin = after.len() - rest.len();
        let mut stop = rest.find([',', ';', '\n', '(', ')', '"', ':', '«', '„', '“']).unwrap_or(rest.len());
        for (at, _) in rest[..stop].match_indices('.') {
            let word = rest[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
            if !rest[at + 1..].starts_with(char::is_alphanumeric) && !is_abbreviation(&rest[at - word.len()..=at]) {
                stop = at;
                break;
            }
        }
        let clause = &rest[..stop];
        if clause.split_whitespace().take(LONGEST + 1).count() > LONGEST {
            return;
        }
        let words = self.role_words(clause.split_whitespace());
        let start = usize::from(words.first().is_some_and(|word| word.kind == Kind::Article));
        if let Some(Word { kind: Kind::Kin(sex), .. }) = words.get(start) {
            (context.relative, context.sex) = (true, context.sex.or(*sex));
            return;
        }
        let closed = rest[stop..].chars().next().is_none_or(|c| matches!(c, ',' | '.' | ';' | ')' | '\n'));
        // "Wert, el presidente madrileño, Ignacio González"
        let anothers = start > 0 && until <= begin + stop + 2;
        if !closed || anothers || begin + stop > until {
            return;
        }
        let ends = |at: &usize| words[*at].kind == Kind::Since || begins_another(&words[*at..]);
        let end = (0..words.len()).find(ends).unwrap_or(words.len());
        let Some(words) = words.get(start..end) else { return };
        let head = words.iter().take_while(|word| word.kind == Kind::Qualifier).count();
        if !words.get(head).is_some_and(|word| matches!(word.kind, Kind::Title(..)))
            || !may_follow_title(&words[head + 1..], self.nouns)
        {
            return;
        }
        if self.is_womans(words[head].text) {
            context.sex = context.sex.or(Some(Sex::Female));
        }
        self.add_role(words, head, context);
    }

    /// Whether a title is a woman's by its form, beside which a man's stands in the lists.
    fn is_womans(&self, title: &str) -> bool {
        let low = title.to_lowercase();
        if self.nouns {
            return low.strip_suffix("in").is_some_and(|stem| stem.len() > 3 && self.title(title, stem).is_some());
        }
        let mans = |stem: &str, endings: &[&str]| {
            endings.iter().any(|ending| self.roles.titles.contains_key(&*format!("{stem}{ending}")))
        };
        low.strip_suffix("trice").is_some_and(|stem| mans(stem, &["tore", "teur"]))
            || low.strip_suffix("ère").is_some_and(|stem| mans(stem, &["er"]))
            || low.strip_suffix("se").is_some_and(|stem| mans(stem, &["r"]))
            // "président" has the other form in French alone.
            || self.roles.french && low.strip_suffix("ente").is_some_and(|stem| mans(stem, &["ent"]))
            || low.strip_suffix("ée").is_some_and(|stem| mans(stem, &["é"]))
            || low.strip_suffix('a').is_some_and(|stem| mans(stem, &["o", "", "e"]))
    }

    /// A title as it is shown: in German with the endings that it has by itself.
    fn role_text(&self, words: &[Word<'_>], head: usize) -> String {
        let mut text = String::new();
        for (at, word) in words.iter().enumerate() {
            if !text.is_empty() && !word.glued {
                text.push(' ');
            }
            let bare = word.text.trim_end_matches([',', ';', ':', '.', ')']);
            match word.kind {
                Kind::Title(_, length) if self.nouns && at <= head && length < bare.len() => {
                    text.push_str(bare.get(..length).unwrap_or(bare))
                }
                Kind::Qualifier if self.nouns && at < head => self.push_adjective(bare, words[head], &mut text),
                _ => text.push_str(if at + 1 == words.len() && !bare.contains('.') { bare } else { word.text }),
            }
        }
        text
    }

    /// Adds a German adjective with the ending that it has before a title without an article.
    fn push_adjective(&self, word: &str, title: Word<'_>, text: &mut String) {
        let ending = ["en", "em", "er", "es", "e"].into_iter().find(|ending| word.ends_with(ending));
        let Kind::Title(_, length) = title.kind else { return text.push_str(word) };
        let noun = title.text.get(..length).unwrap_or(title.text);
        match ending.filter(|_| !is_capitalised(word) && !noun.ends_with('e')) {
            Some(ending) => {
                text.push_str(&word[..word.len() - ending.len()]);
                text.push_str(if self.is_womans(noun) { "e" } else { "er" });
            }
            None => text.push_str(word),
        }
    }
}

fn preceding_words(before: &str) -> Vec<&str> {
    Preceding::of(before).words().to_vec()
}

#[cfg(test)]
mod tests;
