//! Does any typed text make the query parser panic, and how long does the slowest take?
//!
//! `cargo bench --bench parser -- [MILLIONS]`: texts put together from pieces of all query languages, from characters of
//! many scripts, and from changed copies of the texts before, each read in every dialect and written out again. Prints
//! how many were read and refused, the slowest, and every text that made the parser panic. The texts are the same each time.

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use dateline::query::{Dialect, ParseContext, explain, parse};
use jiff::civil::date;

const PIECES: &[&str] = &[
    "rafah",
    "Netanyahu",
    "O'Brien",
    "al-Qaida",
    "U.S.",
    "offensive",
    "内塔尼亚胡",
    "نتنياهو",
    "cafe\u{301}",
    "AND",
    "OR",
    "NOT",
    "and",
    "not",
    "(",
    ")",
    "\"",
    "'",
    "“",
    "”",
    "«",
    "*",
    "?",
    "~",
    "~2",
    "^",
    "^2.5",
    "=",
    "!",
    "-",
    "+",
    ":",
    "/",
    "\\",
    "w/5",
    "W/s",
    "w/p",
    "pre/3",
    "NEAR/4",
    "near5",
    "ADJ/2",
    "adj5",
    "onear/3",
    "/F50/",
    "atleast3",
    "atleast5(",
    "headline:",
    "hlead(",
    "hd=",
    "rst=",
    "person:",
    "org:",
    "place:",
    "source:",
    "lang:",
    "path:",
    "section:",
    "date:",
    "from:",
    "to:",
    "2024",
    "2024-03",
    "2024-03-01",
    "..",
    "2024-01..2024-03",
    "yesterday",
    "last week",
    "3m..",
    "04/05/2024",
    "words>",
    "500",
    "intitle:",
    "after:",
    "before:",
    "AROUND(5)",
    "site:",
    "[",
    "]",
    "{",
    "}",
    "TO",
    "&&",
    "||",
    "&",
    "|",
    "\t",
    "\n",
    " ",
    " ",
    " ",
    "\u{0}",
    "\u{200f}",
    "\u{feff}",
    "🙂",
    "ß",
    "İ",
    "://",
    "https://example.org/?q=*",
    "$",
    "#",
    "@",
    "%",
];

/// SplitMix64 (Steele and others 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}

fn text(random: &mut Random, before: &str) -> String {
    match random.below(10) {
        0 => (0..random.below(40)).filter_map(|_| char::from_u32(random.below(0x1_1000) as u32)).collect(),
        1 => (0..random.below(60)).map(|_| char::from(b' ' + random.below(95) as u8)).collect(),
        2 | 3 => changed(random, before),
        // The same piece very often: nesting and repetition.
        4 if random.below(20) == 0 => PIECES[random.below(PIECES.len())].repeat(random.below(3000)),
        _ => {
            let mut text = String::new();
            for _ in 0..1 + random.below(16) {
                text.push_str(PIECES[random.below(PIECES.len())]);
                if random.below(3) > 0 {
                    text.push(' ');
                }
            }
            text
        }
    }
}

/// A copy with a character taken out, a piece put in, or an end cut off.
fn changed(random: &mut Random, before: &str) -> String {
    let mut characters: Vec<char> = before.chars().take(400).collect();
    let at = random.below(characters.len() + 1);
    match random.below(3) {
        0 if at < characters.len() => drop(characters.remove(at)),
        1 => characters.truncate(at),
        _ => drop(characters.splice(at..at, PIECES[random.below(PIECES.len())].chars())),
    }
    characters.into_iter().collect()
}

fn main() {
    let millions: f64 = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(1.0);
    let inputs = (millions * 1e6) as usize;
    std::panic::set_hook(Box::new(|_| {}));
    let mut random = Random(1);
    let mut before = String::new();
    let (mut read, mut refused, mut panics) = (0_usize, 0_usize, 0_usize);
    let mut slowest = (Duration::ZERO, String::new());
    while read + refused + panics < inputs {
        let typed = text(&mut random, &before);
        for (dialect, _) in Dialect::ALL {
            let context = ParseContext { today: date(2024, 5, 15), dialect };
            let started = Instant::now();
            let told = catch_unwind(|| match parse(&typed, &context) {
                Ok(parsed) => explain(&parsed.query).is_empty(),
                Err(error) => error.render(&typed, 80).is_empty(),
            });
            let took = started.elapsed();
            match told {
                Ok(_) if parse(&typed, &context).is_ok() => read += 1,
                Ok(_) => refused += 1,
                Err(_) => {
                    panics += 1;
                    println!("panic in {dialect:?}: {typed:?}");
                }
            }
            if took > slowest.0 {
                slowest = (took, format!("{dialect:?}: {:?}", typed.chars().take(80).collect::<String>()));
            }
        }
        before = typed;
    }
    println!(
        "{read} read, {refused} refused, {panics} panics; slowest {:.1} ms, {}",
        slowest.0.as_secs_f64() * 1e3,
        slowest.1
    );
}
