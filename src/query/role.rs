//! What each of some plain words side by side is there for: to be looked for, to tell a time, or to join the others.
//!
//! Owns the lists of joining words and the reading of times among words. A word that only joins (`who won the election`) is
//! looked for only where there is nothing else; a time (`ceasefire may 2025`) is had by an article that has the word or is
//! of that time, since few articles write their own month. The surprise: both are read from the words as typed, so that
//! `WHO` and `The Who` are names, and `may` and `march` are months only where a year, a day or a word like `in` stands beside
//! them.

use jiff::civil::Date;

use super::date::{MonthName, month_named};
use super::tree::{SENTENCE_WORDS, Word, WordMatch};

/// What a plain word is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordRole {
    /// To be looked for.
    Sought,
    /// To join the others, as `the` and `who` do.
    Joining,
    /// To tell a time: an article of that time has it, and one that has the word.
    Timed(WordTime),
}

/// A time that a word tells, alone or with its neighbours; one part at least is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordTime {
    /// The year, 1000 to 9999; any when `None`.
    pub year: Option<i16>,
    /// The month, 1 to 12; any when `None`.
    pub month: Option<i8>,
    /// The day, only with a month.
    pub day: Option<i8>,
}

/// The years that are times among plain words; other numbers of four digits are numbers.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2099;

/// English words that join others wherever they stand. None is a word of another language that means something.
const JOINING: &[&str] = &[
    "a", "about", "after", "an", "and", "are", "as", "at", "be", "been", "before", "being", "between", "but", "by",
    "during", "for", "from", "had", "has", "have", "he", "her", "his", "how", "if", "in", "into", "is", "its", "not",
    "of", "on", "or", "she", "since", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "to", "until", "was", "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "why",
    "with",
];

/// A language in which a question begins with one of its own words, and what joins words in it then.
struct Language {
    questions: &'static [&'static str],
    joining: &'static [&'static str],
}

/// English first. What joins words in one language means something in another (`war`, `son`, `la`), so that a list is used
/// only in a question in its language.
const LANGUAGES: &[Language] = &[
    Language {
        questions: &["who", "whom", "whose", "what", "when", "where", "why", "how", "which"],
        joining: &[
            "can", "could", "did", "do", "does", "happened", "happen", "happens", "many", "much", "should", "will",
            "would",
        ],
    },
    Language {
        questions: &["qui", "que", "quand", "où", "pourquoi", "combien", "quel", "quelle", "quels", "quelles"],
        joining: &[
            "a", "à", "au", "aux", "avec", "ce", "ces", "cette", "dans", "de", "des", "du", "elle", "en", "est", "et",
            "été", "il", "la", "le", "les", "ont", "par", "pour", "que", "qui", "sa", "se", "ses", "son", "sont",
            "sur", "un", "une",
        ],
    },
    Language {
        questions: &[
            "wer", "wen", "wem", "wann", "wo", "warum", "wieso", "weshalb", "wie", "welche", "welcher", "welches",
        ],
        joining: &[
            "am", "an", "auf", "aus", "bei", "das", "dem", "den", "der", "des", "die", "ein", "eine", "einem", "einen",
            "einer", "für", "hat", "haben", "hatte", "im", "in", "ist", "mit", "nach", "sich", "sie", "sind", "und",
            "viele", "vom", "von", "war", "waren", "wird", "wurde", "wurden", "zu", "zum", "zur",
        ],
    },
    Language {
        questions: &[
            "quién", "quien", "quiénes", "qué", "que", "cuándo", "cuando", "dónde", "donde", "cómo", "cuál", "cuánto",
            "cuántos", "cuántas",
        ],
        joining: &[
            "a", "al", "con", "de", "del", "el", "en", "es", "está", "fue", "fueron", "ha", "han", "la", "las", "lo",
            "los", "para", "por", "que", "se", "son", "su", "un", "una", "y",
        ],
    },
    Language {
        questions: &["chi", "quando", "perché", "quale", "quali", "quanti", "quante"],
        joining: &[
            "a", "al", "alla", "con", "da", "dal", "dalla", "degli", "dei", "del", "della", "delle", "di", "e", "è",
            "gli", "ha", "hanno", "i", "il", "in", "la", "le", "lo", "nel", "nella", "per", "si", "sono", "un", "una",
        ],
    },
    Language {
        questions: &["quem", "quando", "onde", "porquê", "qual", "quais", "quantos", "quantas"],
        joining: &[
            "a", "ao", "as", "com", "da", "das", "de", "do", "dos", "e", "em", "é", "foi", "foram", "na", "no", "nos",
            "o", "os", "para", "por", "que", "se", "um", "uma",
        ],
    },
    Language {
        questions: &["кто", "что", "когда", "где", "почему", "зачем", "как", "какой", "какая", "какие", "сколько"],
        joining: &[
            "в", "во", "и", "из", "за", "к", "на", "о", "об", "от", "по", "при", "с", "со", "у", "был", "была", "были",
            "было",
        ],
    },
    Language {
        questions: &["من", "متى", "أين", "اين", "لماذا", "كيف", "ماذا", "ما", "هل", "كم"],
        joining: &["في", "من", "على", "إلى", "الى", "عن", "هو", "هي", "أن", "ان", "مع", "كان", "كانت"],
    },
];

/// What may stand before a month that is another word too: `in march`.
const BEFORE_MONTH: &[&str] = &[
    "in", "of", "since", "until", "till", "during", "early", "mid", "late", "last", "this", "next", "en", "de", "im",
    "em", "di", "à",
];

/// What each of some plain words is there for. Never only to join or to tell a time: where there is nothing else, all are
/// looked for.
pub fn word_roles(words: &[Word]) -> Vec<WordRole> {
    let mut roles = vec![WordRole::Sought; words.len()];
    if words.len() < 2 {
        return roles;
    }
    let lowered: Vec<String> = words.iter().map(bare).collect();
    let language = question(words);
    for (at, (word, role)) in lowered.iter().zip(&mut roles).enumerate() {
        let joins = |language: &Language| {
            [language.questions, language.joining].iter().any(|list| list.contains(&word.as_str()))
        };
        let listed = JOINING.contains(&word.as_str()) || language.is_some_and(joins);
        if listed && is_plain(&words[at]) && !is_name(words, at) {
            *role = WordRole::Joining;
        }
    }
    let joining: Vec<bool> = roles.iter().map(|role| *role == WordRole::Joining).collect();
    read_times(words, &lowered, &joining, &mut roles);
    if roles.iter().all(|role| *role != WordRole::Sought) {
        roles.fill(WordRole::Sought);
    }
    roles
}

/// The language that a question is asked in: of those that have its first word that with most of the others.
fn question(words: &[Word]) -> Option<&'static Language> {
    let first = words.first().map(bare)?;
    let asked = LANGUAGES.iter().filter(|language| language.questions.contains(&first.as_str()));
    // Of as many the last is taken, hence from the end.
    asked
        .rev()
        .max_by_key(|language| words.iter().filter(|word| language.joining.contains(&bare(word).as_str())).count())
}

/// A word in lower case without the signs around it.
fn bare(word: &Word) -> String {
    word.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn is_plain(word: &Word) -> bool {
    word.matching == WordMatch::Stem
}

/// True where a joining word is written as a name: in capitals among others, or with a capital that no sentence gives it.
fn is_name(words: &[Word], at: usize) -> bool {
    let has_lower = |word: &Word| word.text.chars().any(char::is_lowercase);
    let begins_upper = |word: &Word| word.text.chars().next().is_some_and(char::is_uppercase);
    let word = &words[at];
    if !begins_upper(word) {
        return false;
    }
    let in_capitals = !has_lower(word) && word.text.chars().count() > 1;
    if in_capitals {
        return words.iter().any(has_lower);
    }
    // `Who won`, not `The Who`; in a headline with capitals throughout it is no name.
    let next_upper = words.get(at + 1).is_some_and(begins_upper);
    let is_first = at == 0 && !next_upper;
    !is_first && words.len() < SENTENCE_WORDS && question(words).is_none()
}

/// Marks the words that tell a time. Joining words between its parts are passed over: `13 de junio de 2025`.
fn read_times(words: &[Word], lowered: &[String], joining: &[bool], roles: &mut [WordRole]) {
    let parts: Vec<usize> = (0..words.len()).filter(|&at| !joining[at] && !is_link(&lowered[at])).collect();
    let neighbour = |place: usize, step: isize| -> Option<usize> {
        place.checked_add_signed(step).and_then(|place| parts.get(place)).copied()
    };
    let year = |at: usize| year_of(&words[at], &lowered[at]);
    let mut timed = |at: usize, time: WordTime| roles[at] = WordRole::Timed(time);
    for (place, &at) in parts.iter().enumerate() {
        if !is_plain(&words[at]) {
            continue;
        }
        if let Some(time) = whole_date(&lowered[at]) {
            timed(at, time);
        } else if let Some(name) = month_named(&lowered[at]) {
            let (before, after) = (neighbour(place, -1), neighbour(place, 1));
            let day = |at: Option<usize>| at.and_then(|at| day_of(&words[at], &lowered[at]).map(|day| (at, day)));
            let later = day(after).and_then(|_| neighbour(place, 2));
            let day = day(before).or(day(after));
            let year = [after, later, before].into_iter().flatten().find_map(|at| year(at).map(|year| (at, year)));
            let led = at > 0 && BEFORE_MONTH.contains(&lowered[at - 1].as_str());
            let stands_alone = match name {
                MonthName::Certain(_) => true,
                MonthName::Doubtful(_) => led,
                MonthName::Short(_) => false,
            };
            if year.is_none() && day.is_none() && !stands_alone {
                continue;
            }
            let time = WordTime { year: year.map(|(_, year)| year), month: Some(name.month()), day: None };
            timed(at, time);
            if let Some((at, day)) = day.filter(|(_, day)| time.with_day(*day).is_some()) {
                timed(at, WordTime { day: Some(day), ..time });
            }
        } else if let Some(year) = year(at) {
            timed(at, WordTime { year: Some(year), ..WordTime::default() });
        }
    }
}

/// What stands between the parts of a date and joins nothing else: `13 de junio`, `1. of May`.
fn is_link(word: &str) -> bool {
    word.is_empty() || matches!(word, "de" | "del" | "of")
}

fn year_of(word: &Word, lowered: &str) -> Option<i16> {
    let is_number = is_plain(word) && lowered.len() == 4 && lowered.bytes().all(|byte| byte.is_ascii_digit());
    lowered.parse().ok().filter(|year| is_number && YEARS.contains(year))
}

/// `13`, `13th`, `1er`.
fn day_of(word: &Word, lowered: &str) -> Option<i8> {
    let digits = lowered.bytes().take_while(u8::is_ascii_digit).count();
    let ending = &lowered[digits..];
    let is_day = is_plain(word) && (1..=2).contains(&digits) && matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er");
    lowered[..digits].parse().ok().filter(|day| is_day && (1..=31).contains(day))
}

/// `2025-06`, `2025-06-13`.
fn whole_date(lowered: &str) -> Option<WordTime> {
    let mut parts = lowered.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next());
    let is_number = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !is_number(year, 4) || !is_number(month, 2) || !day.is_none_or(|day| is_number(day, 2))
    {
        return None;
    }
    let time = WordTime { year: year.parse().ok(), month: month.parse().ok(), day: None };
    let known = time.year.is_some_and(|year| YEARS.contains(&year))
        && time.month.is_some_and(|month| (1..=12).contains(&month));
    match day {
        None => known.then_some(time),
        Some(day) => day.parse().ok().filter(|_| known).and_then(|day| time.with_day(day)),
    }
}

impl WordTime {
    /// A day of a month, when the calendar has it.
    fn with_day(self, day: i8) -> Option<WordTime> {
        // Of a year that is not known it may be the leap day.
        Date::new(self.year.unwrap_or(2024), self.month?, day).ok()?;
        Some(WordTime { day: Some(day), ..self })
    }

    /// How articles of that time alone are asked for; `None` when it is of any year.
    pub(super) fn filter(self) -> Option<String> {
        let (year, month, day) = (self.year?, self.month, self.day);
        Some(match (month, day) {
            (None, _) => format!("date:{year}"),
            (Some(month), None) => format!("date:{year}-{month:02}"),
            (Some(month), Some(day)) => format!("date:{year}-{month:02}-{day:02}"),
        })
    }

    /// The days that it means in a year; `None` when that has none of them.
    pub fn in_year(self, year: i16) -> Option<(Date, Date)> {
        if self.year.is_some_and(|own| own != year) {
            return None;
        }
        let first = Date::new(year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()?;
        Some(match (self.month, self.day) {
            // What happened on a day is told on the next one too.
            (_, Some(_)) => (first, first.tomorrow().unwrap_or(first)),
            (Some(_), None) => (first, first.last_of_month()),
            (None, None) => (first, first.last_of_year()),
        })
    }
}

impl std::fmt::Display for WordTime {
    /// `13 June 2025`, `June`, `2025`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(self.day.map(|day| day.to_string()));
        parts.extend(self.month.map(|month| super::date::month_name(month).to_owned()));
        parts.extend(self.year.map(|year| year.to_string()));
        f.write_str(&parts.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Span;

    fn typed(query: &str) -> Vec<Word> {
        let word = |text: &str| Word { text: text.to_owned(), matching: WordMatch::Stem, span: Span::default() };
        query.split(' ').map(word).collect()
    }

    /// The words that only join, and the times that are told.
    fn told(query: &str) -> (String, String) {
        let words = typed(query);
        let (mut joining, mut times) = (Vec::new(), Vec::new());
        for (word, role) in words.iter().zip(word_roles(&words)) {
            match role {
                WordRole::Sought => {}
                WordRole::Joining => joining.push(word.text.clone()),
                WordRole::Timed(time) => times.push(format!("{}={time}", word.text)),
            }
        }
        (joining.join(" "), times.join(", "))
    }

    #[test]
    fn joining_words_are_those_of_the_language_of_the_question() {
        for (query, joining) in [
            ("who won the german election", "who the"),
            ("what happened in kashmir", "what happened in"),
            ("How many people died in the fire", "How many in the"),
            ("ceasefire between india and pakistan", "between and"),
            // What joins in another language means something in English.
            ("war crimes son la hat", ""),
            ("wer hat die wahl gewonnen", "wer hat die"),
            ("wann war der krieg zu ende", "wann war der zu"),
            ("où est mort le pape", "où est le"),
            ("le pen verdict", ""),
            ("quién ganó las elecciones en argentina", "quién las en"),
            ("что случилось в киеве", "что в"),
            ("متى توفي البابا في روما", "متى في"),
            // Names.
            ("WHO declares emergency", ""),
            ("The Who concert", ""),
            ("will smith", ""),
            // Nothing else is there.
            ("to be or not to be", ""),
            ("the who", ""),
            ("who", ""),
        ] {
            assert_eq!(told(query).0, joining, "{query}");
        }
    }

    #[test]
    fn times_are_told_by_names_of_months_years_and_days() {
        for (query, times) in [
            ("israel strikes iran june", "june=June"),
            ("ceasefire may 2025", "may=May 2025, 2025=2025"),
            ("flood 2024 july", "2024=2024, july=July 2024"),
            ("raid 13 june 2025", "13=13 June 2025, june=June 2025, 2025=2025"),
            ("raid June 13th, 2025", "June=June 2025, 13th,=13 June 2025, 2025=2025"),
            ("atentado 3 de junio de 2025", "3=3 June 2025, junio=June 2025, 2025=2025"),
            ("raid 2025-06-13", "2025-06-13=13 June 2025"),
            ("raid 2025-06", "2025-06=June 2025"),
            ("hostages freed 2025", "2025=2025"),
            ("visit kyiv in march", "march=March"),
            ("women march washington", ""),
            ("theresa may brexit", ""),
            ("marco rubio visit", ""),
            ("mars rover", ""),
            ("tote im mai", "mai=May"),
            // No day of the calendar, no year, no month.
            ("fire 31 june", "june=June"),
            ("troops 2500", ""),
            ("raid 2025-13", ""),
            ("top 10 songs", ""),
            // Nothing else is there.
            ("june 2025", ""),
            ("in june", ""),
        ] {
            assert_eq!(told(query).1, times, "{query}");
        }
    }

    #[test]
    fn marked_words_are_looked_for_as_they_are() {
        let mut words = typed("the rally june");
        words[0].matching = WordMatch::Exact;
        words[2].matching = WordMatch::Fuzzy(1);
        assert_eq!(word_roles(&words), [WordRole::Sought; 3]);
    }

    #[test]
    fn a_time_means_days() {
        let date = jiff::civil::date;
        let time = |year, month, day| WordTime { year, month, day };
        assert_eq!(time(None, Some(2), None).in_year(2024), Some((date(2024, 2, 1), date(2024, 2, 29))));
        assert_eq!(time(Some(2025), None, None).in_year(2025), Some((date(2025, 1, 1), date(2025, 12, 31))));
        assert_eq!(time(Some(2025), None, None).in_year(2024), None);
        assert_eq!(time(None, Some(12), Some(31)).in_year(2024), Some((date(2024, 12, 31), date(2025, 1, 1))));
        assert_eq!(time(None, Some(2), Some(29)).in_year(2025), None);
    }
}
