//! Written names taken apart once: an article writes the same names again and again, and so do the articles of a corpus.
//!
//! What is kept depends on the written form alone. Its surprise: forms are kept across articles, a bounded number for each
//! thread; nothing of what an article says about a person is among them.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::compare::{self, Comparison, plain_part};
use super::cyrillic::in_nominative;
use super::han;
use super::model::class;
use super::model::lexicon::is_class;
use super::name::{PersonName, fold, is_particle, parse_name, without_post_nominals};

/// A written name.
#[derive(Debug)]
pub(super) struct Form {
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
    /// First letters of its parts, folded and sorted: names that share too few need no closer look.
    pub letters: Vec<char>,
    /// Whether it begins with a word that may be a given name and may be the particle of a surname: `Al Gore`.
    pub may_be_surname: bool,
    compared: OnceCell<Vec<compare::Part>>,
}

/// Forms after which a thread forgets them and begins anew.
const MOST_FORMS: usize = 20_000;

thread_local! {
    static FORMS: RefCell<FxHashMap<String, Rc<Form>>> = RefCell::new(FxHashMap::default());
}

impl Form {
    /// Takes a written name apart, or remembers how.
    pub fn of(surface: &str) -> Rc<Form> {
        FORMS.with_borrow_mut(|forms| {
            if let Some(form) = forms.get(surface) {
                return Rc::clone(form);
            }
            if forms.len() >= MOST_FORMS {
                forms.clear();
            }
            let form = Rc::new(Self::new(surface));
            forms.insert(surface.to_owned(), Rc::clone(&form));
            form
        })
    }

    fn new(surface: &str) -> Self {
        let surface = without_post_nominals(surface);
        let surface = &*in_nominative(surface);
        let name = parse_name(surface);
        let mut parts: Vec<String> = han::split_parts(surface)
            .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'))
            .filter(|part| !part.is_empty() && (part.contains(char::is_uppercase) || !is_particle(part)))
            .map(str::to_owned)
            .collect();
        if let [whole] = parts.as_slice()
            && let Some((surname, given)) = han::split_name(whole)
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
        let mut letters: Vec<char> = keys.iter().filter_map(|key| key.chars().next()).collect();
        letters.sort_unstable();
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
            letters,
            may_be_surname,
            compared: OnceCell::new(),
        }
    }

    /// The same written name when it is known to be nothing but a surname: `Al Thani` beside `Tamim Al Thani`.
    pub fn as_surname(&self) -> Self {
        let key = self.keys.last().cloned().unwrap_or_default();
        Self {
            surface: self.surface.clone(),
            shown: self.shown.clone(),
            parts: self.parts.last().cloned().into_iter().collect(),
            letters: key.chars().next().into_iter().collect(),
            keys: vec![key],
            surname_first: false,
            suffix: self.suffix.clone(),
            title: self.title.clone(),
            may_be_surname: false,
            compared: OnceCell::new(),
        }
    }

    /// [`compare`](super::compare()) of two forms.
    pub fn compare(&self, other: &Form) -> Comparison {
        let filed = self.surface.contains(',') != other.surface.contains(',');
        compare::compare_parts(self.compared(), other.compared(), filed)
    }

    fn compared(&self) -> &[compare::Part] {
        self.compared.get_or_init(|| compare::parts(&self.surface))
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
