//! Words that line ends broke, and how they are mended.
//!
//! Owns what a hyphen, or what text recognition made of it, means at the end of a line. The surprise: recognition often loses the
//! hyphen without a trace (`Car` / `ranza`), or leaves another sign (`Car?` / `ranza`). Whether a text has lost its hyphens is told
//! by the text itself: several times two line ends make a word that stands unbroken elsewhere, and are no words by themselves.
//! A text that was wrapped at blanks shows none of that, and nothing in it is changed.

use std::collections::{HashMap, HashSet};

/// Signs that recognition has been seen to put for a hyphen at the end of a line. Commas and full stops are left out: they end
/// lines of their own too often.
const MARKS: [char; 10] = ['?', '=', '⸗', '‐', '~', '^', '*', '»', '«', '\''];

/// Columns of newspapers are no wider than this on average, in bytes. Mail and press releases are wrapped at about 70.
const NARROW: usize = 58;

/// Lines below which there is no telling.
const FEWEST_LINES: usize = 12;

/// Words broken beyond doubt that show a text to have lost its hyphens, and one in how many ends of lines they must be.
const SHOWN: usize = 3;
const SHARE: usize = 40;

/// Shorter words are made by chance.
const WHOLE_CHARS: usize = 5;

/// Letters of one word that another one shares, at least, when they have one stem.
const STEM_CHARS: usize = 5;

/// A word of so few letters that stands at the end of a line of a long text, and nowhere else, is a piece of one.
const PIECE_CHARS: usize = 3;

/// Words inside the lines of a text that has every frequent one of its language among them.
const MANY_WORDS: usize = 1500;

/// How words go on behind a hyphen in languages that newspapers were recognised in, where that is no word by itself.
const TAILS: &[&str] = &[
    "tion", "tions", "sion", "sions", "cation", "gation", "ration", "ment", "ments", "ing", "ings", "ed", "er", "ers",
    "ly", "ty", "ity", "ble", "bly", "ful", "ness", "ence", "ance", "ency", "tive", "tives", "ture", "tures", "tal",
    "tary", "cial", "cially", "tional", "ern", "erns", "ger", "ber", "cer", "der", "ders", "ter", "ters", "tor",
    "tors", "dent", "dents", "cent", "gent", "ung", "ungen", "lich", "lichen", "keit", "heit", "schen", "ten", "tung",
    "heid", "lijk", "lijke", "ción", "ciones", "sión", "mente", "dad", "miento", "zione", "zioni", "mento", "ção",
    "ções", "teurs", "taire",
];

/// What is known of the words that the line ends of a text broke.
#[derive(Debug, Default)]
pub(in crate::source) struct Breaks {
    /// Words that hyphens may have broken and that stand unbroken in the text, in lower case.
    unbroken: HashSet<String>,
    /// Both pieces of a word with the sign between them, in lower case, where the hyphen was lost.
    lost: HashMap<String, Mend>,
}

/// How a word that lost its hyphen is put together again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mend {
    /// It is known.
    Whole,
    /// It is likely: with the hyphen it is found as a whole and by its parts.
    Hyphen,
}

impl Breaks {
    /// Looks through the lines of a text.
    pub(in crate::source) fn find(lines: &[&str]) -> Self {
        Self {
            unbroken: unbroken_words(lines),
            lost: if is_narrow(lines) { lost_hyphens(lines) } else { HashMap::new() },
        }
    }

    /// Adds a line to a paragraph. A word broken by a hyphen is mended when the whole word stands elsewhere in the text.
    pub(in crate::source) fn append(&self, paragraph: &mut String, line: &str) {
        if let Some(stem) = paragraph.strip_suffix(['\u{ad}', '¬']) {
            let length = stem.len();
            paragraph.truncate(length);
            paragraph.push_str(line);
            return;
        }
        let continues = line.chars().next().is_some_and(char::is_lowercase);
        if let Some(stem) = paragraph.strip_suffix('-')
            && continues
            && stem.chars().next_back().is_some_and(char::is_alphabetic)
        {
            if self.unbroken.contains(&whole_word(stem, line)) {
                paragraph.pop();
            }
            paragraph.push_str(line);
            return;
        }
        if continues
            && !self.lost.is_empty()
            && let Some(broken) = Broken::find(paragraph, line)
            && let Some(mend) = self.lost.get(&broken.key())
        {
            let length = paragraph.len() - broken.mark.len();
            paragraph.truncate(length);
            if *mend == Mend::Hyphen {
                paragraph.push('-');
            }
            paragraph.push_str(line);
            return;
        }
        paragraph.push(' ');
        paragraph.push_str(line);
    }
}

/// The word that a hyphen at a line end may have broken, in lower case.
fn whole_word(stem: &str, line: &str) -> String {
    let head = stem.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let tail = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    format!("{head}{tail}").to_lowercase()
}

/// Of the words that hyphens at line ends may have broken, those that stand unbroken in the text.
fn unbroken_words(lines: &[&str]) -> HashSet<String> {
    let mut broken: HashSet<String> = HashSet::new();
    for pair in lines.windows(2) {
        if let Some(stem) = pair[0].trim_end().strip_suffix('-') {
            broken.insert(whole_word(stem, pair[1].trim_start()));
        }
    }
    let mut found = HashSet::new();
    if broken.is_empty() {
        return found;
    }
    let mut lengths = [false; 64];
    for word in &broken {
        lengths[word.len().min(63)] = true;
    }
    let mut lower = String::new();
    for word in lines.iter().flat_map(|line| line.split(|c: char| !c.is_alphabetic())) {
        // Only a word outside ASCII changes its length with its case.
        if word.len() <= 3 || word.is_ascii() && !lengths[word.len().min(63)] {
            continue;
        }
        lower.clear();
        if word.is_ascii() {
            lower.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            lower.push_str(&word.to_lowercase());
        }
        if broken.contains(&lower) && !found.contains(&lower) {
            found.insert(lower.clone());
        }
    }
    found
}

/// Whether the lines may be those of a column.
fn is_narrow(lines: &[&str]) -> bool {
    let (mut count, mut bytes) = (0, 0);
    for line in lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
        count += 1;
        bytes += line.len();
    }
    count >= FEWEST_LINES && bytes <= count * NARROW
}

/// The end of one line and the beginning of the next, which may be the pieces of a word.
#[derive(Debug, Clone, Copy)]
struct Broken<'t> {
    first: &'t str,
    /// The sign behind the first piece, or nothing.
    mark: &'t str,
    second: &'t str,
}

impl<'t> Broken<'t> {
    fn find(line: &'t str, next: &'t str) -> Option<Self> {
        let line = line.trim_end();
        let stem = line.strip_suffix(MARKS).unwrap_or(line);
        let next = next.trim_start();
        if !next.starts_with(char::is_lowercase) || !stem.ends_with(char::is_alphabetic) {
            return None;
        }
        let first = stem.rsplit(|c: char| !c.is_alphabetic()).next()?;
        let second = next.split(|c: char| !c.is_alphabetic()).next()?;
        let several = |piece: &str| piece.chars().nth(1).is_some();
        (several(first) && several(second)).then_some(Self { first, mark: &line[stem.len()..], second })
    }

    fn key(&self) -> String {
        format!("{}{}{}", self.first, self.mark, self.second).to_lowercase()
    }
}

/// A break with what the text says of its pieces.
struct Weighed<'t> {
    broken: Broken<'t>,
    first: String,
    second: String,
    /// Whether the pieces are words: they stand inside lines more often than at this side of a line end.
    known: (bool, bool),
    /// Whether the whole is a word and at least one of the pieces is not.
    whole: bool,
    /// Whether the whole is a word and neither piece stands inside any line.
    sure: bool,
}

/// Weighs the pieces at every line end.
fn weigh<'t>(lines: &[&'t str], words: &InnerWords) -> Vec<Weighed<'t>> {
    let broken: Vec<(Broken<'t>, String, String)> = lines
        .windows(2)
        .filter_map(|pair| Broken::find(pair[0], pair[1]))
        .map(|broken| (broken, broken.first.to_lowercase(), broken.second.to_lowercase()))
        .collect();
    let (mut ends, mut starts): (HashMap<&str, usize>, HashMap<&str, usize>) = Default::default();
    for (_, first, second) in &broken {
        *ends.entry(first).or_default() += 1;
        *starts.entry(second).or_default() += 1;
    }
    let known: Vec<[(usize, bool); 2]> = broken
        .iter()
        .map(|(_, first, second)| {
            let inside = [words.count(first), words.count(second)];
            [(inside[0], inside[0] > ends[first.as_str()]), (inside[1], inside[1] > starts[second.as_str()])]
        })
        .collect();
    let weighed = broken.into_iter().zip(known).map(|((broken, first, second), [(before, word), (after, other)])| {
        let whole = format!("{first}{second}");
        let stands = whole.chars().count() >= WHOLE_CHARS && !(word && other) && words.count(&whole) > 0;
        let sure = stands && before == 0 && after == 0;
        Weighed { broken, first, second, known: (word, other), whole: stands, sure }
    });
    weighed.collect()
}

/// How to put together what lost its hyphen, by [`Broken::key`].
fn lost_hyphens(lines: &[&str]) -> HashMap<String, Mend> {
    let possible = lines.windows(2).filter(|two| Broken::find(two[0], two[1]).is_some());
    if possible.take(SHOWN).count() < SHOWN {
        return HashMap::new();
    }
    let words = InnerWords::find(lines);
    let weighed = weigh(lines, &words);
    let loses = |mark: &str| {
        let with = || weighed.iter().filter(|weighed| weighed.broken.mark == mark);
        let sure = with().filter(|weighed| weighed.sure).count();
        sure >= SHOWN && sure * SHARE >= with().count()
    };
    let marks: HashSet<&str> = weighed.iter().map(|weighed| weighed.broken.mark).collect();
    let marks: HashSet<&str> = marks.into_iter().filter(|mark| loses(mark)).collect();
    if marks.is_empty() {
        return HashMap::new();
    }
    // What has been a piece of a word, and is no word, is one again.
    let wholes = || weighed.iter().filter(|weighed| weighed.whole);
    let firsts: HashSet<&str> = wholes().filter(|w| !w.known.0).map(|w| w.first.as_str()).collect();
    let seconds: HashSet<&str> = wholes().filter(|w| !w.known.1).map(|w| w.second.as_str()).collect();
    // So is what begins several lines and stands inside none, behind what are no words either.
    let mut before: HashMap<&str, HashSet<&str>> = HashMap::new();
    for weighed in weighed.iter().filter(|weighed| weighed.known == (false, false)) {
        before.entry(&weighed.second).or_default().insert(&weighed.first);
    }
    let repeated: HashSet<&str> =
        before.iter().filter(|(_, firsts)| firsts.len() > 1).map(|(second, _)| *second).collect();
    let mend = |weighed: &Weighed<'_>| {
        if weighed.whole {
            return Some(Mend::Whole);
        }
        if weighed.known != (false, false) {
            return None;
        }
        if words.has_stem(&weighed.first, &weighed.second) {
            return Some(Mend::Whole);
        }
        let short = words.0.len() >= MANY_WORDS
            && weighed.first.chars().count() <= PIECE_CHARS
            && weighed.broken.first.starts_with(char::is_lowercase);
        let tail = TAILS.contains(&weighed.second.as_str()) || repeated.contains(weighed.second.as_str());
        let piece =
            short || tail || firsts.contains(weighed.first.as_str()) || seconds.contains(weighed.second.as_str());
        piece.then_some(Mend::Hyphen)
    };
    let lost = weighed.iter().filter(|weighed| marks.contains(weighed.broken.mark));
    lost.filter_map(|weighed| Some((weighed.broken.key(), mend(weighed)?))).collect()
}

/// The words that stand inside lines, in lower case and in order, each as often as it does: no line end can have broken these.
struct InnerWords(Vec<String>);

impl InnerWords {
    fn find(lines: &[&str]) -> Self {
        let mut words: Vec<String> = Vec::new();
        for line in lines {
            let mut inner = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).skip(1).peekable();
            while let Some(word) = inner.next() {
                if inner.peek().is_some() {
                    words.push(word.to_lowercase());
                }
            }
        }
        words.sort_unstable();
        Self(words)
    }

    fn count(&self, word: &str) -> usize {
        let from = self.0.partition_point(|other| other.as_str() < word);
        self.0[from..].partition_point(|other| other == word)
    }

    /// Whether some word begins like the whole, beyond where it was broken: `constitu` / `tional` where there is `constitution`.
    fn has_stem(&self, first: &str, second: &str) -> bool {
        let letters = (first.chars().count() + 2).max(STEM_CHARS);
        let stem: String = first.chars().chain(second.chars()).take(letters).collect();
        if stem.chars().count() < letters {
            return false;
        }
        let at = self.0.partition_point(|word| word.as_str() < stem.as_str());
        self.0.get(at).is_some_and(|word| word.starts_with(&stem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every word that is broken here stands whole in the lines above.
    const COLUMN: &str = "The grand committee of the\nharbour met again on Monday.\nIt was there declined to\nsay what the president and\n\
        then what Carranza wrote of\ncustoms and of the note.\nIt is understood the com\nmittee may adjourn soon. The presi\n\
        dent has a letter from Car\nranza in which he de\nclined every request for\nmore constitu\n";

    fn joined(text: &str) -> String {
        let lines: Vec<&str> = text.lines().collect();
        let breaks = Breaks::find(&lines);
        let mut paragraph = lines[0].to_owned();
        lines[1..].iter().for_each(|line| breaks.append(&mut paragraph, line));
        paragraph
    }

    #[test]
    fn a_column_that_lost_its_hyphens_is_whole_again() {
        let text = joined(&format!("{COLUMN}tional rights of the constitution now."));
        for whole in [
            "the committee may",
            "The president has",
            "from Carranza in",
            "he declined every",
            "more constitutional rights",
        ] {
            assert!(text.contains(whole), "{whole}: {text}");
        }
    }

    #[test]
    fn another_sign_in_place_of_the_hyphen_goes_where_the_text_shows_that_it_is_one() {
        let marked = COLUMN.replace("com\n", "com?\n").replace("presi\n", "presi?\n").replace("Car\n", "Car?\n");
        let text = joined(&marked.replace("de\nclined", "refused\nto grant"));
        assert!(text.contains("the committee may") && text.contains("from Carranza in"), "{text}");
        let asked = joined(&format!(
            "{}\nwhat now?\nsaid he, and again what now?\nasked she.",
            &COLUMN.replace("com\nmittee", "")
        ));
        assert!(asked.contains("what now? said") && asked.contains("what now? asked"), "{asked}");
    }

    #[test]
    fn a_likely_piece_gets_its_hyphen_and_loses_no_word() {
        // `com` was a piece of `committee`. `im` is too short for a word that stands nowhere else, but not in so short a text.
        let text = joined(&format!("{COLUMN}ted to com\nmerce and an im\npetus, in Lisbon\nharvests failed."));
        assert!(text.contains("com-merce") && text.contains("im petus,"), "{text}");
        assert!(text.contains("Lisbon harvests"), "{text}");
        let text = joined(&format!("{COLUMN}ted to popula\ntion and sub\nmarines and wolver\nmarines."));
        assert!(text.contains("popula-tion") && text.contains("sub-marines"), "{text}");
        let letter = |n: u16| char::from(b'a' + n as u8);
        let long: String =
            (0..676_u16).map(|n| format!("the {}{}word there was it.\n", letter(n / 26), letter(n % 26))).collect();
        let text = joined(&format!("{COLUMN}{long}and an im\npetus."));
        assert!(text.contains("an im-petus"), "{text}");
    }

    #[test]
    fn a_text_wrapped_at_blanks_stays_as_it_is() {
        let text = "The news of the day came in\nformation of a committee on\nconduct. A sea\nson of information is near\nand some one asked any\none who had been there\n\
            for more than a week. To\nday there is no one. With\nout a doubt the sun is up\nand the sea is calm. Some\nday the rest will follow\nas it did today, without fail.";
        assert_eq!(joined(text), text.replace('\n', " "));
    }

    #[test]
    fn wide_lines_are_not_looked_at() {
        assert!(is_narrow(&COLUMN.lines().collect::<Vec<_>>()));
        let filled = COLUMN.lines().map(|line| format!("{line} {line} {line} {line}")).collect::<Vec<_>>();
        assert!(!is_narrow(&filled.iter().map(String::as_str).collect::<Vec<_>>()));
    }
}
