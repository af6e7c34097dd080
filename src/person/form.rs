//! Written names taken apart once: an article writes the same names again and again, and so do the articles of a corpus.
//!
//! What is kept depends on the written form alone; nothing of what an article says about a person is among it. Its surprise:
//! forms are kept across articles, for each thread, and forgotten between two articles only ([`begin_article`]), since their
//! numbers are equal exactly where what they stand for is.

use std::cell::{OnceCell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::compare::{self, plain_part};
use super::cyrillic::in_nominative;
use super::han;
use super::model::class;
use super::model::hash::hash32;
use super::model::lexicon::{Entry, Lexicon, is_class};
use super::name::{PersonName, fold, is_particle, parse_name, split_whole, without_post_nominals};
use super::nickname::nickname_partners;
use super::role::Sex;
use super::sex;

/// A written name.
#[derive(Debug)]
pub(super) struct Form {
    written: Written,
    /// First letters of its parts, folded and sorted: names that share too few need no closer look.
    pub letters: Vec<char>,
    /// A number for each of its keys.
    pub key_numbers: Box<[u32]>,
    /// The number of its surface.
    pub surface_number: u32,
    /// The number of its letters.
    pub letters_number: u32,
    /// The numbers of the given names that a name of one part stands for or is short for.
    pub partners: Box<[u32]>,
    /// What the lists know of the first key.
    pub entry: Entry,
    /// What the given name says of its bearer.
    pub sex: Option<Sex>,
    /// The first part, folded.
    pub first: String,
    /// The letters that stand for names behind the first part, folded.
    pub initials: Vec<char>,
    /// How many parts are spelled out.
    pub spelled: usize,
    /// Whether what is shown has a small letter.
    pub has_small: bool,
    compared: OnceCell<Vec<compare::Part>>,
    filed: OnceCell<String>,
}

/// What is written, taken apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Written {
    /// As it is written, with single blanks.
    pub surface: String,
    /// The form to show: without titles, and the given name first.
    pub shown: String,
    /// Its parts without titles, suffixes and particles.
    pub parts: Vec<String>,
    /// The same in the form in which they are compared.
    pub keys: Vec<String>,
    /// Whether the first part is the surname: `Kim Jong Un`.
    pub surname_first: bool,
    pub suffix: Option<String>,
    /// A title that the mention holds and that is worth keeping.
    pub title: Option<String>,
    /// Whether it begins with a word that may be a given name and may be the particle of a surname: `Al Gore`.
    pub may_be_surname: bool,
}

impl Deref for Form {
    type Target = Written;

    fn deref(&self) -> &Written {
        &self.written
    }
}

/// Forms after which a thread forgets them and begins anew.
const MOST_FORMS: usize = 20_000;

/// The same for pairs of them.
const MOST_SCORES: usize = 50_000;

/// The forms that a thread has met.
#[derive(Default)]
struct Known {
    forms: FxHashMap<String, Rc<Form>>,
    /// A number for each string that is compared.
    numbers: FxHashMap<String, u32>,
    /// How well two surfaces agree, by their numbers.
    scores: FxHashMap<(u32, u32), f32>,
}

impl Known {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(text.to_owned(), number);
        number
    }
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// Forgets what is known when that has become much.
pub(super) fn begin_article() {
    KNOWN.with_borrow_mut(|known| {
        if known.forms.len() >= MOST_FORMS || known.scores.len() >= MOST_SCORES {
            *known = Known::default();
        }
    });
}

/// Whether a part of a name is one letter.
pub(super) fn is_initial(part: &str) -> bool {
    part.trim_end_matches('.').chars().count() <= 1
}

/// A given name, folded; the full stop is no part of a shortened one: `Wm.`
fn folded_given(part: &str) -> String {
    let folded = fold(part);
    match folded.strip_suffix('.').filter(|bare| bare.len() > 1 && !bare.contains('.')) {
        Some(bare) => bare.to_owned(),
        None => folded,
    }
}

/// The letters that stand for names behind the first part, folded: `h` and `w` of `George H. W. Bush`, `George H.W. Bush` and `George
/// HW Bush`.
fn initials_of(parts: &[String]) -> Vec<char> {
    let mut initials = Vec::new();
    let Some((last, others)) = parts.split_last() else { return initials };
    for part in others.iter().skip(1).chain((parts.len() > 1).then_some(last)) {
        let behind = !std::ptr::eq(part, last);
        let dotted = || {
            part.len() > 3
                && part.split_inclusive('.').all(|letter| letter.chars().count() == 2 && letter.ends_with('.'))
        };
        let capitals = || {
            behind
                && matches!(part.len(), 2 | 3)
                && part.bytes().all(|byte| byte.is_ascii_uppercase())
                && last.contains(char::is_lowercase)
        };
        match is_initial(part) {
            true => initials.extend(fold(part).chars().next()),
            false if dotted() || capitals() => initials.extend(fold(part).chars().filter(|c| *c != '.')),
            false => {}
        }
    }
    initials
}

impl Form {
    /// Takes a written name apart, or remembers how.
    pub fn of(surface: &str) -> Rc<Form> {
        KNOWN.with_borrow_mut(|known| {
            if let Some(form) = known.forms.get(surface) {
                return Rc::clone(form);
            }
            let form = Rc::new(Self::new(Written::of(surface), known));
            known.forms.insert(surface.to_owned(), Rc::clone(&form));
            form
        })
    }

    /// The same written name when it is known to be nothing but a surname: `Al Thani` beside `Tamim Al Thani`.
    pub fn as_surname(&self) -> Self {
        let written = Written {
            parts: self.parts.last().cloned().into_iter().collect(),
            keys: vec![self.keys.last().cloned().unwrap_or_default()],
            surname_first: false,
            may_be_surname: false,
            ..self.written.clone()
        };
        KNOWN.with_borrow_mut(|known| Self::new(written, known))
    }

    /// The same written name as a whole, of which no part is anybody's surname: `El Chapo` beside `Daniel Chapo`.
    pub fn as_whole(&self) -> Self {
        let whole = self.surface.clone();
        let written = Written {
            keys: vec![fold(&whole)],
            parts: vec![whole],
            surname_first: false,
            may_be_surname: false,
            ..self.written.clone()
        };
        KNOWN.with_borrow_mut(|known| Self::new(written, known))
    }

    fn new(written: Written, known: &mut Known) -> Self {
        let mut letters: Vec<char> = written.keys.iter().filter_map(|key| key.chars().next()).collect();
        letters.sort_unstable();
        let first_key = written.keys.first().map_or("", String::as_str);
        let partners = if written.keys.len() == 1 { nickname_partners(first_key) } else { &[] };
        let given = written.parts.len() > 1 && !written.surname_first && first_key.len() > 1;
        Self {
            key_numbers: written.keys.iter().map(|key| known.number(key)).collect(),
            surface_number: known.number(&written.surface),
            letters_number: known.number(&letters.iter().collect::<String>()),
            partners: partners.iter().map(|partner| known.number(partner)).collect(),
            entry: Lexicon::embedded().word(hash32(first_key.as_bytes())),
            sex: given.then(|| sex::of_given_name(first_key)).flatten(),
            first: written.parts.first().map(|part| folded_given(part)).unwrap_or_default(),
            initials: initials_of(&written.parts),
            spelled: written.parts.iter().filter(|part| !is_initial(part)).count(),
            has_small: written.shown.chars().any(char::is_lowercase),
            letters,
            written,
            compared: OnceCell::new(),
            filed: OnceCell::new(),
        }
    }

    /// The key that what is shown is filed under.
    pub fn filed(&self) -> &str {
        self.filed.get_or_init(|| parse_name(&self.shown).key())
    }

    /// The score of [`compare`](super::compare()) for two forms; the same persons stand beside each other in many articles.
    pub fn score(&self, other: &Form) -> f32 {
        let pair = (self.surface_number, other.surface_number);
        if let Some(score) = KNOWN.with_borrow(|known| known.scores.get(&pair).copied()) {
            return score;
        }
        let filed = self.surface.contains(',') != other.surface.contains(',');
        let score = compare::compare_parts(self.compared(), other.compared(), filed).score;
        KNOWN.with_borrow_mut(|known| known.scores.insert(pair, score));
        score
    }

    fn compared(&self) -> &[compare::Part] {
        self.compared.get_or_init(|| compare::parts(&self.surface))
    }
}

impl Written {
    fn of(surface: &str) -> Self {
        let surface = without_post_nominals(surface);
        let surface = &*in_nominative(surface);
        let name = parse_name(surface);
        let mut parts: Vec<String> = han::split_parts(surface)
            .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'))
            .filter(|part| !part.is_empty() && (part.contains(char::is_uppercase) || !is_particle(part)))
            .map(str::to_owned)
            .collect();
        if let [whole] = parts.as_slice()
            && let Some((surname, given)) = split_whole(whole)
        {
            parts = vec![surname.to_owned(), given.to_owned()];
        }
        if name.suffix.is_some() && parts.len() > 1 {
            parts.pop();
        }
        let skip = name.honorific.as_deref().map_or(0, |title| title.split_whitespace().count());
        parts.drain(..skip.min(parts.len().saturating_sub(1)));
        if !name.particles.is_empty() && parts.iter().any(|part| !name.particles.contains(part)) {
            parts.retain(|part| !name.particles.contains(part));
        }
        let surface = surface.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = without_title(&surface, &name);
        let keys: Vec<String> = parts.iter().map(|part| plain_part(part)).collect();
        const EITHER: &[&str] = &["al", "el", "van", "ben", "le", "la", "del", "st", "mac", "abu", "san"];
        let may_be_surname = parts.len() == 2 && EITHER.contains(&keys[0].as_str());
        Self {
            surface,
            shown,
            surname_first: parts.len() > 1 && parts[0] == name.surname,
            parts,
            keys,
            suffix: name.suffix.map(|suffix| fold(&suffix)),
            title: name.honorific.filter(|title| !matches!(title.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss")),
            may_be_surname,
        }
    }
}

fn without_title(surface: &str, name: &PersonName) -> String {
    let skip = name.honorific.as_deref().map_or(0, |title| title.split_whitespace().count());
    let rest: Vec<&str> = surface.split_whitespace().skip(skip).collect();
    // "Netanyahu, Benjamin" is shown the way it is spoken.
    match rest.iter().position(|word| word.ends_with(',')) {
        Some(comma) if comma + 1 < rest.len() && !is_class(&fold(rest[comma + 1]), class::SUFFIX) => {
            let (surname, given) = rest.split_at(comma + 1);
            format!("{} {}", given.join(" "), surname.join(" ").trim_end_matches(','))
        }
        _ => rest.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_equal_where_names_are() {
        let (full, short, bare) = (Form::of("John F. Kerry"), Form::of("JOHN Kerry"), Form::of("Kerry"));
        assert_eq!((full.key_numbers.len(), short.key_numbers.len(), bare.key_numbers.len()), (3, 2, 1));
        assert_eq!((full.key_numbers[0], full.key_numbers[2]), (short.key_numbers[0], short.key_numbers[1]));
        assert_eq!(full.as_surname().key_numbers, bare.key_numbers);
        assert_ne!(full.key_numbers[1], full.key_numbers[0]);
        assert_ne!(short.surface_number, Form::of("John Kerry").surface_number);
        assert_eq!(short.letters_number, Form::of("Karl Jones").letters_number);
        assert_eq!(Form::of("Bill").partners, Form::of("William").key_numbers);
    }

    #[test]
    fn forms_that_are_many_are_forgotten_between_articles() {
        let first = Form::of("Ana Lima");
        for number in 0..MOST_FORMS {
            Form::of(&format!("Ana Lima{number}"));
        }
        assert!(Rc::ptr_eq(&first, &Form::of("Ana Lima")));
        begin_article();
        assert!(!Rc::ptr_eq(&first, &Form::of("Ana Lima")));
    }

    #[test]
    fn a_form_is_filed_by_what_is_shown() {
        assert_eq!(Form::of("Prime Minister Keir Starmer KC").filed(), "starmer, keir");
        assert_eq!((&*Form::of("Lima").shown, Form::of("Lima").filed()), ("Lima", "lima"));
    }
}
