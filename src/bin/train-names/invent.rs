//! Training text that nobody published: articles made of sentences with blanks and names from everywhere, and copies of
//! real ones in which all persons get other names or the letters are written another way.

use std::collections::HashMap;

use crate::corpus::{Annotated, Name, Sentence};
use crate::headlines::{BEFORE_TOWNS, CLUBS, HEADLINES, TEAMS, TOWNS, WORKS};
use crate::namesakes::NAMESAKES;
use crate::origins::{ORIGINS, Order, Origin, WORD_SURNAMES};
use crate::random::Random;
use crate::results::RESULTS;
use crate::sentences::{FOLLOW_UPS, INTRODUCTIONS, NATIONALITIES, OTHERS, ROLES, THINGS, TITLES};
use crate::wire::{DESKS, Desk};

/// What blanks are filled with, besides the lists.
pub struct Stock {
    pub organisations: Vec<Vec<String>>,
    pub places: Vec<Vec<String>>,
    /// Towns of all countries.
    pub towns: Vec<Vec<String>>,
    /// Name parts of any origin, for spellings that no list above holds.
    pub parts: Vec<String>,
    /// Given names and surnames of persons in raw text.
    pub harvested: Vec<(String, String)>,
}

impl Stock {
    /// Gathers the organisations and places that the documents name.
    pub fn gather(documents: &[Annotated], parts: Vec<String>, harvested: Vec<(String, String)>) -> Self {
        let mut stock = Self { organisations: Vec::new(), places: Vec::new(), towns: Vec::new(), parts, harvested };
        for sentence in documents.iter().filter(|d| d.kinds == [true; 3]).flat_map(|d| &d.sentences) {
            for (kind, range) in &sentence.names {
                let name = sentence.tokens[range.clone()].to_vec();
                match kind {
                    1 => stock.organisations.push(name),
                    2 => stock.places.push(name),
                    _ => {}
                }
            }
        }
        stock
    }
}

/// Of a hundred invented persons so many have the name of one in raw text, or parts of two such names.
const HARVESTED: usize = 12;

/// Of a hundred invented persons whose given name comes first, so many have a surname that is a word as well.
const WORDS: usize = 4;

/// An invented person.
#[derive(Debug, Clone)]
struct Person {
    full: Vec<String>,
    short: Vec<String>,
    given: String,
    initials: Vec<String>,
    /// The same without dots.
    letters: Vec<String>,
}

/// What an invented article names that is no person and looks like one; see [`namesakes`](crate::namesakes).
#[derive(Debug, Clone, Default)]
struct Namesakes {
    storm: Vec<String>,
    party: Vec<String>,
    letters: Vec<String>,
    town: Vec<String>,
    firm: Vec<String>,
}

/// Makes names and articles.
pub struct Inventor<'s> {
    random: Random,
    stock: &'s Stock,
    namesakes: Namesakes,
}

pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

impl<'s> Inventor<'s> {
    pub fn new(stock: &'s Stock, seed: u64) -> Self {
        Self { random: Random::new(seed), stock, namesakes: Namesakes::default() }
    }

    fn origin(&mut self) -> &'static Origin {
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

    fn part(&mut self, list: &str) -> String {
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

    fn person(&mut self, origin: &Origin) -> Person {
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

    fn letter(&mut self) -> char {
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

    fn people(&mut self, count: usize) -> Vec<Person> {
        let common = self.origin();
        (0..count)
            .map(|_| {
                let origin = if self.random.percent(65) { common } else { self.origin() };
                self.person(origin)
            })
            .collect()
    }

    /// An invented article.
    pub fn article(&mut self, weight: f32) -> Annotated {
        let mut people = self.people(3);
        let mut sentences = Vec::new();
        for _ in 0..2 + self.random.below(2) {
            let template = pick(&mut self.random, INTRODUCTIONS);
            sentences.push(self.fill(template, &people));
            people.rotate_left(1);
        }
        for _ in 0..3 + self.random.below(3) {
            let template = pick(&mut self.random, FOLLOW_UPS);
            self.random.shuffle(&mut people);
            sentences.push(self.fill(template, &people));
        }
        if self.random.percent(50) {
            let template = pick(&mut self.random, OTHERS);
            let strangers = self.people(2);
            sentences.push(self.fill(template, &strangers));
        }
        if self.random.percent(15) {
            self.random.shuffle(&mut sentences);
        }
        Annotated { id: String::new(), sentences, kinds: [true; 3], weight, family: 0 }
    }

    /// An invented article of a news agency: headline, dateline, reports, results.
    pub fn dispatch(&mut self, weight: f32) -> Annotated {
        self.of_desk(DESKS, weight)
    }

    /// An invented article about something that is named like a person.
    pub fn namesake(&mut self, weight: f32) -> Annotated {
        self.namesakes = self.draw_namesakes();
        self.of_desk(NAMESAKES, weight)
    }

    fn draw_namesakes(&mut self) -> Namesakes {
        let origin = self.origin();
        let mut party: Vec<String> =
            (0..2 + self.random.below(2)).map(|_| capitalise(&self.part(origin.surnames))).collect();
        let letters: String = party.iter().filter_map(|part| part.chars().next()).collect();
        if self.random.percent(20) {
            let small = *self.random.pick(&["du", "de", "ya", "dan", "for", "et"]);
            party.insert(1, small.to_owned());
        }
        let of_person = |inventor: &mut Self| match inventor.random.percent(50) {
            true => inventor.part(origin.given),
            false => inventor.part(origin.surnames),
        };
        let storm = vec![of_person(self)];
        let mut town = vec![capitalise(&of_person(self))];
        if self.random.percent(15) {
            let word = *self.random.pick(&["Springs", "Bay", "Falls", "City", "Hill", "del Mar", "Ridge"]);
            town.extend(words(word));
        }
        let firm = match self.random.below(4) {
            0 => vec![self.part(origin.surnames)],
            1 => vec![self.part(origin.surnames), self.part(origin.surnames)],
            _ => vec![self.part(origin.given), self.part(origin.surnames)],
        };
        Namesakes { storm, party, letters: vec![letters.to_uppercase()], town, firm }
    }

    /// An invented article of tables, rows and calendars.
    pub fn results(&mut self, weight: f32) -> Annotated {
        self.of_desk(RESULTS, weight)
    }

    /// A club: its town, what clubs put before and behind it, or a word that might be a surname.
    fn club(&mut self) -> Vec<String> {
        let mut town = match self.random.percent(50) {
            true => {
                let towns: Vec<&str> = TOWNS.split('|').collect();
                words(towns[self.random.below(towns.len())])
            }
            false => self.random.pick(&self.stock.places).clone(),
        };
        match self.random.below(16) {
            0..=8 => town,
            9 | 10 => {
                town.extend(words(pick(&mut self.random, CLUBS)));
                town
            }
            11 => {
                let mut club = words(pick(&mut self.random, BEFORE_TOWNS));
                club.extend(town);
                club
            }
            12 => words(pick(&mut self.random, BEFORE_TOWNS)),
            13 => words(pick(&mut self.random, TEAMS)),
            14 => {
                town.extend(words(pick(&mut self.random, TEAMS)));
                town
            }
            _ => {
                let origin = self.origin();
                vec![capitalise(&self.part(origin.surnames))]
            }
        }
    }

    fn of_desk(&mut self, desks: &'static [Desk], weight: f32) -> Annotated {
        let desk: &Desk = self.random.pick(desks);
        let mut people = self.people(8);
        let mut sentences = Vec::new();
        if self.random.percent(80) {
            let list = if self.random.percent(50) { HEADLINES } else { desk.headlines };
            let headline = pick(&mut self.random, list);
            let headline = self.fill(headline, &people);
            let way = [Way::Capitals, Way::Capitals, Way::Title, Way::Title, Way::Same][self.random.below(5)];
            sentences.push(recase(headline, way));
            if self.random.percent(25) {
                // A headline without its article.
                return Annotated { id: String::new(), sentences, kinds: [true; 3], weight, family: 0 };
            }
        }
        if self.random.percent(20) {
            sentences.push(self.fill("{P8}", &people));
        }
        if self.random.percent(40) {
            let dateline =
                pick(&mut self.random, "{L} 199{Z}-0{Z}-{A}\n{L} , {M} {Z}\n{L} , {L} 20{A}-0{Z}-{A}\n{L} {D}");
            sentences.push(self.fill(dateline, &people));
        }
        for _ in 0..1 + self.random.below(4) {
            let report = pick(&mut self.random, desk.reports);
            sentences.push(self.fill(report, &people));
            people.rotate_left(1);
        }
        for _ in 0..self.random.below(3) {
            people.rotate_right(1);
            let sentence = pick(&mut self.random, FOLLOW_UPS);
            sentences.push(self.fill(sentence, &people));
        }
        if self.random.percent(60) {
            let sentence = pick(&mut self.random, OTHERS);
            let strangers = self.people(2);
            sentences.push(self.fill(sentence, &strangers));
        }
        if self.random.percent(50) {
            let line = pick(&mut self.random, desk.tables);
            for _ in 0..2 + self.random.below(6) {
                people.rotate_left(2);
                sentences.push(self.fill(line, &people));
                if self.random.percent(50) {
                    people = self.people(8);
                }
            }
        }
        Annotated { id: String::new(), sentences, kinds: [true; 3], weight, family: 0 }
    }

    /// The template with numbers in its number blanks.
    fn numbered(&mut self, template: &str) -> String {
        let mut text = String::with_capacity(template.len());
        let mut rest = template;
        while let Some(at) = rest.find('{') {
            let number = match rest.as_bytes().get(at + 1..at + 3) {
                Some(b"A}") => (16 + self.random.below(80)).to_string(),
                Some(b"Z}") => self.random.below(10).to_string(),
                Some(b"C}") => format!("{}.{}", 1 + self.random.below(99), self.random.below(100)),
                _ => {
                    text.push_str(&rest[..=at]);
                    rest = &rest[at + 1..];
                    continue;
                }
            };
            text.push_str(&rest[..at]);
            text.push_str(&number);
            rest = &rest[at + 3..];
        }
        text + rest
    }

    fn fill(&mut self, template: &str, people: &[Person]) -> Sentence {
        let template = self.numbered(template);
        let mut sentence = Sentence::default();
        let mut open: Option<(usize, usize)> = None;
        for word in template.split_whitespace() {
            match word {
                "<O" => open = Some((1, sentence.tokens.len())),
                "<L" => open = Some((2, sentence.tokens.len())),
                ">" if open.is_some() => {
                    if let Some((kind, from)) = open.take() {
                        sentence.names.push((kind, from..sentence.tokens.len()));
                    }
                }
                _ => {
                    let (kind, tokens) = self.blank(word, people);
                    let from = sentence.tokens.len();
                    sentence.tokens.extend(tokens);
                    if let (Some(kind), None) = (kind, open) {
                        sentence.names.push((kind, from..sentence.tokens.len()));
                    }
                }
            }
        }
        if let Some(first) = sentence.tokens.first_mut().filter(|_| template.starts_with("{R}")) {
            *first = capitalise(first);
        }
        sentence
    }

    fn blank(&mut self, word: &str, people: &[Person]) -> (Option<usize>, Vec<String>) {
        let Some((before, rest)) = word.split_once('{') else { return (None, vec![word.to_owned()]) };
        let Some((slot, after)) = rest.split_once('}') else { return (None, vec![word.to_owned()]) };
        let number = slot.as_bytes().get(1).map_or(0, |digit| usize::from(digit - b'1'));
        let of_list = |random: &mut Random, list: &str| {
            let all: Vec<&str> = list.split('|').collect();
            words(all[random.below(all.len())])
        };
        let (kind, mut tokens) = match slot.as_bytes()[0] {
            b'P' => (Some(0), people[number].full.clone()),
            b'S' => (Some(0), people[number].short.clone()),
            b'G' => (Some(0), vec![people[number].given.clone()]),
            b'I' => (Some(0), people[number].initials.clone()),
            b'K' => (Some(0), people[number].letters.clone()),
            b'U' => (Some(0), people[number].short.iter().map(|part| part.to_uppercase()).collect()),
            b'O' => (Some(1), self.random.pick(&self.stock.organisations).clone()),
            b'L' if self.random.percent(25) => (Some(2), of_list(&mut self.random, TOWNS)),
            b'L' if self.random.percent(30) && !self.stock.towns.is_empty() => {
                (Some(2), self.random.pick(&self.stock.towns).clone())
            }
            b'L' => (Some(2), self.random.pick(&self.stock.places).clone()),
            b'T' => (None, of_list(&mut self.random, TITLES)),
            b'R' => (None, of_list(&mut self.random, ROLES)),
            b'N' => (None, of_list(&mut self.random, NATIONALITIES)),
            b'X' if self.random.percent(40) => (None, of_list(&mut self.random, WORKS)),
            b'X' => (None, of_list(&mut self.random, THINGS)),
            b'W' => {
                let origin = self.origin();
                (None, vec![self.part(origin.given)])
            }
            b'J' => (Some(1), self.band()),
            b'H' => (None, self.namesakes.storm.clone()),
            b'B' => (Some(1), self.namesakes.party.clone()),
            b'V' => (Some(1), self.namesakes.letters.clone()),
            b'Y' => (Some(2), self.namesakes.town.clone()),
            b'Q' => (Some(2), self.namesakes.town.iter().map(|part| part.to_uppercase()).collect()),
            b'F' => (Some(1), self.namesakes.firm.clone()),
            b'E' => (Some(1), self.club()),
            b'D' => (None, of_list(&mut self.random, "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday")),
            b'M' => {
                (None, of_list(&mut self.random, "January|February|March|April|May|June|July|August|October|December"))
            }
            _ => (None, vec![word.to_owned()]),
        };
        if before.is_empty() && after.is_empty() {
            return (kind, tokens);
        }
        if let (Some(first), true) = (tokens.first_mut(), !before.is_empty()) {
            first.insert_str(0, before);
        }
        if let (Some(last), true) = (tokens.last_mut(), !after.is_empty()) {
            last.push_str(after);
        }
        (None, tokens)
    }

    /// A band, whose name looks like that of a person from anywhere.
    fn band(&mut self) -> Vec<String> {
        let count = 1 + self.random.below(3);
        let mut name: Vec<String> = Vec::new();
        for _ in 0..count {
            let origin = self.origin();
            let list = if self.random.percent(50) { origin.given } else { origin.surnames };
            name.push(self.part(list));
        }
        name
    }

    /// A copy of a document in which every person has another name.
    pub fn renamed(&mut self, original: &Annotated) -> Annotated {
        let common = self.origin();
        let mut by_last: HashMap<String, Person> = HashMap::new();
        let mut copy = original.clone();
        for sentence in &mut copy.sentences {
            let mut tokens: Vec<String> = Vec::new();
            let mut names: Vec<Name> = Vec::new();
            let mut at = 0;
            for (kind, range) in &sentence.names {
                tokens.extend_from_slice(&sentence.tokens[at..range.start]);
                let old = &sentence.tokens[range.clone()];
                let from = tokens.len();
                let last = old[old.len() - 1].clone();
                if *kind == 0 && last.chars().any(char::is_lowercase) {
                    let origin = if self.random.percent(60) { common } else { self.origin() };
                    let person = by_last.remove(&last).unwrap_or_else(|| self.person(origin));
                    tokens.extend(if old.len() > 1 { person.full.clone() } else { person.short.clone() });
                    by_last.insert(last, person);
                } else {
                    tokens.extend_from_slice(old);
                }
                names.push((*kind, from..tokens.len()));
                at = range.end;
            }
            tokens.extend_from_slice(&sentence.tokens[at..]);
            sentence.tokens = tokens;
            sentence.names = names;
        }
        copy
    }

    /// Sentences of a document again in the letters of headlines and telegrams, before the text that follows them.
    pub fn recased(&mut self, original: &Annotated, percent: usize) -> Vec<Annotated> {
        let mut copies = Vec::new();
        for (i, sentence) in original.sentences.iter().enumerate() {
            if !self.random.percent(percent) || sentence.tokens.len() < 4 {
                continue;
            }
            let way = [Way::Capitals, Way::Capitals, Way::Title, Way::Title, Way::Small][self.random.below(5)];
            let mut sentences = vec![recase(sentence.clone(), way)];
            if way != Way::Small && self.random.percent(50) {
                sentences.extend(original.sentences.iter().skip(i + 1).take(2).cloned());
            }
            copies.push(Annotated { sentences, id: String::new(), ..original.clone() });
        }
        copies
    }
}

/// How a sentence may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Same,
    Capitals,
    /// A capital at every word but the smallest.
    Title,
    Small,
}

fn recase(mut sentence: Sentence, way: Way) -> Sentence {
    for (i, token) in sentence.tokens.iter_mut().enumerate() {
        *token = match way {
            Way::Capitals => token.to_uppercase(),
            Way::Small => token.to_lowercase(),
            Way::Title if i == 0 || !SMALL.contains(&token.as_str()) => capitalise(token),
            Way::Title | Way::Same => continue,
        };
    }
    sentence
}

/// A line of a list.
fn pick(random: &mut Random, list: &'static str) -> &'static str {
    let all: Vec<&str> = list.lines().collect();
    all[random.below(all.len())]
}

const SMALL: &[&str] =
    &["of", "the", "in", "a", "an", "and", "to", "for", "on", "at", "by", "'s", "with", "as", "from"];

/// The word with a capital at its beginning.
pub fn capitalise(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
