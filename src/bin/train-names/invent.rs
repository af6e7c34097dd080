//! Training text that nobody published: articles made of sentences with blanks and names from everywhere, and copies of
//! real ones in which all persons get other names or the letters are written another way.

use std::collections::HashMap;

use crate::corpus::{Annotated, Name, Sentence};
use crate::headlines::{BEFORE_TOWNS, CLUBS, HEADLINES, TEAMS, TOWNS, WORKS};
use crate::namesakes::NAMESAKES;
use crate::random::Random;
use crate::results::RESULTS;
use crate::sentences::{FOLLOW_UPS, INTRODUCTIONS, NATIONALITIES, OTHERS, ROLES, THINGS, TITLES};
use crate::wire::{DESKS, Desk};
use people::Person;

mod people;

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
