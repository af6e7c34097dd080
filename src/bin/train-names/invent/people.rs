//! Invented persons, with names as they are put together in the part of the world that they are from.

use super::{Inventor, capitalise, words};
use crate::origins::{ORIGINS, Order, Origin, WORD_SURNAMES};

/// Of a hundred invented persons so many have the name of one in raw text, or parts of two such names.
const HARVESTED: usize = 12;

/// Of a hundred invented persons whose given name comes first, so many have a surname that is a word as well.
const WORDS: usize = 4;

/// An invented person.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) full: Vec<String>,
    pub(super) short: Vec<String>,
    pub(super) given: String,
    pub(super) initials: Vec<String>,
    /// The same without dots.
    pub(super) letters: Vec<String>,
}

impl Inventor<'_> {
    pub(super) fn origin(&mut self) -> &'static Origin {
        let total: usize = ORIGINS.iter().map(|o| o.weight).sum();
        let mut left = self.random.below(total);
        for origin in ORIGINS {
            if left < origin.weight {
                return origin;
            }
            left -= origin.weight;
        }
        &ORIGINS[0]
    }

    pub(super) fn part(&mut self, list: &str) -> String {
        if self.random.percent(14) && !self.stock.parts.is_empty() {
            return self.random.pick(&self.stock.parts).clone();
        }
        let all: Vec<&str> = list.split_whitespace().collect();
        (*self.random.pick(&all)).to_owned()
    }

    /// A person of raw text, or one with the given name of one and the surname of another.
    fn harvested_person(&mut self) -> Person {
        let (given, own) = self.random.pick(&self.stock.harvested).clone();
        let surname = if self.random.percent(50) { own } else { self.random.pick(&self.stock.harvested).1.clone() };
        let first = given.chars().next().unwrap_or('A');
        Person {
            full: vec![given.clone(), surname.clone()],
            short: vec![surname],
            given,
            initials: vec![format!("{first}.")],
            letters: vec![first.to_string()],
        }
    }

    pub(super) fn person(&mut self, origin: &Origin) -> Person {
        if self.random.percent(HARVESTED) && !self.stock.harvested.is_empty() {
            return self.harvested_person();
        }
        let given = self.part(origin.given);
        let surname = match origin.order == Order::GivenFirst && self.random.percent(WORDS) {
            true => (*self.random.pick(&WORD_SURNAMES.split_whitespace().collect::<Vec<_>>())).to_owned(),
            false => self.part(origin.surnames),
        };
        let mut full = vec![given.clone()];
        let mut short = vec![surname.clone()];
        match origin.order {
            Order::GivenFirst | Order::Patronymic => {
                match self.random.below(20) {
                    0 => full.push(format!("{}.", self.letter())),
                    1 => full.push(self.part(origin.given)),
                    2 if origin.order == Order::Patronymic => full.push(format!("{}ovich", self.part(origin.given))),
                    3 => full[0] = format!("{}.", given.chars().next().unwrap_or('J')),
                    _ => {}
                }
                full.push(surname);
            }
            Order::TwoSurnames => {
                if self.random.percent(20) {
                    full.push(self.part(origin.given));
                }
                if self.random.percent(12) {
                    let particle = *self.random.pick(&["de", "de la", "da", "dos", "del"]);
                    short.splice(0..0, words(particle));
                }
                full.extend(short.clone());
                if self.random.percent(35) {
                    let second = self.part(origin.surnames);
                    full.push(second.clone());
                    if self.random.percent(30) {
                        short.push(second);
                    }
                }
            }
            Order::SurnameFirst => {
                let given = match self.random.below(4) {
                    0 => given.replace('-', " "),
                    1 => given.split('-').map(capitalise).collect::<Vec<_>>().join(" "),
                    _ => given.clone(),
                };
                full = vec![surname];
                full.extend(words(&given));
            }
            Order::Initials => {
                full = self.initialled(&given);
                short.clone_from(&full);
                match self.random.below(4) {
                    0 => full.push(surname),
                    1 => short = vec![given.clone()],
                    2 => {
                        full = vec![given.clone(), surname.clone()];
                        short = vec![surname];
                    }
                    _ => short = vec![full[full.len() - 1].clone()],
                }
            }
            Order::Arabic => self.arabic(origin, &mut full, &mut short),
            Order::Equal => {
                match self.random.below(10) {
                    0 | 1 => full.push(self.part(origin.given)),
                    2 => full.extend(["bin".to_owned(), self.part(origin.given)]),
                    _ => {}
                }
                full.push(surname.clone());
                if self.random.percent(25) {
                    full.push(self.part(origin.surnames));
                }
                match self.random.below(10) {
                    0..=3 => short = vec![given.clone()],
                    4 | 5 => short = full.clone(),
                    6 => full = short.clone(),
                    _ => {}
                }
            }
        }
        if self.random.percent(3) {
            for part in full.iter_mut().chain(&mut short).filter(|part| **part != given) {
                *part = part.to_uppercase();
            }
        }
        let first = given.chars().next().unwrap_or('A');
        let (mut initials, mut letters) = (vec![format!("{first}.")], vec![first.to_string()]);
        if self.random.percent(25) {
            let second = self.letter();
            initials[0].push_str(&format!("{second}."));
            letters[0].push(second);
        }
        initials.extend(short.iter().cloned());
        letters.extend(short.iter().cloned());
        Person { full, short, given, initials, letters }
    }

    /// A name after one or two initials, together or apart.
    fn initialled(&mut self, name: &str) -> Vec<String> {
        let (first, second) = (self.letter(), self.letter());
        let mut all = match self.random.below(4) {
            0 => vec![format!("{first}."), format!("{second}.")],
            1 => vec![format!("{first}.{second}.")],
            2 => vec![format!("{first}{second}")],
            _ => vec![format!("{first}.")],
        };
        all.push(name.to_owned());
        all
    }

    pub(super) fn letter(&mut self) -> char {
        char::from(b'A' + self.random.below(26) as u8)
    }

    fn arabic(&mut self, origin: &Origin, full: &mut Vec<String>, short: &mut Vec<String>) {
        match self.random.below(12) {
            0 => full.extend(["bin".to_owned(), self.part(origin.given)]),
            1 => full.push(self.part(origin.given)),
            2 => full.insert(0, "Abu".to_owned()),
            3 => full.extend(["Abdel".to_owned(), "Rahman".to_owned()]),
            _ => {}
        }
        if let Some(stem) = short[0].strip_prefix("al-").map(str::to_owned) {
            *short = match self.random.below(8) {
                0 => vec![format!("Al-{stem}")],
                1 => words(&format!("al {stem}")),
                2 => words(&format!("Al {stem}")),
                3 => vec![format!("el-{stem}")],
                4 => vec![stem.clone()],
                _ => vec![format!("al-{stem}")],
            };
            full.extend(short.iter().cloned());
            if self.random.percent(30) {
                *short = vec![stem];
            }
        } else {
            full.extend(short.iter().cloned());
        }
    }

    pub(super) fn people(&mut self, count: usize) -> Vec<Person> {
        let common = self.origin();
        (0..count)
            .map(|_| {
                let origin = if self.random.percent(65) { common } else { self.origin() };
                self.person(origin)
            })
            .collect()
    }
}
