//! How fast names are found: `cargo bench --bench names -- FILE_OR_FOLDER...`; and how well the persons of texts in which
//! each stands in square brackets: `cargo bench --bench names -- marked [odd|even] [quiet] FILE...`
//! (`benches/names/dispatches.txt`); `tokens` instead of `marked` gives them one token a line, as to `dateline scan --tokens`.
//!
//! Every file is an article, its paragraphs the blocks. Prints words (what blanks separate) a second on one core, of the
//! fastest of several rounds, for finding names, and for finding them and putting them together into persons.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dateline::person::{BlockKind, EntityKind, TextBlock, extract_blocks, resolve, tag_tokens};

const ROUNDS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    match &arguments[..] {
        [mode, rest @ ..] if mode == "marked" => return judge(Given::Text, rest),
        [mode, rest @ ..] if mode == "tokens" => return judge(Given::Tokens, rest),
        _ => {}
    }
    let mut files = Vec::new();
    for argument in arguments {
        gather(Path::new(&argument), &mut files);
    }
    let texts: Vec<String> = files.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    if words == 0 {
        eprintln!("names: no text to read; name files or folders behind --");
        return;
    }
    let articles: Vec<Vec<TextBlock<'_>>> = texts
        .iter()
        .map(|text| text.split("\n\n").map(|text| TextBlock { kind: BlockKind::Prose, text }).collect())
        .collect();
    let (mut found, mut persons) = (0, 0);
    let mut best = [Duration::MAX; 2];
    for _ in 0..ROUNDS {
        let mut spent = [Duration::ZERO; 2];
        (found, persons) = (0, 0);
        for blocks in &articles {
            let begin = Instant::now();
            let mentions = extract_blocks(blocks, Some("en"));
            spent[0] += begin.elapsed();
            persons += resolve(blocks, &mentions, Some("en")).len();
            spent[1] += begin.elapsed();
            found += mentions.len();
        }
        best = [best[0].min(spent[0]), best[1].min(spent[1])];
    }
    println!("{} articles, {words} words, {found} names, {persons} persons", articles.len());
    for (step, time) in ["names", "names and persons"].iter().zip(best) {
        let rate = words as f64 / time.as_secs_f64();
        println!("{step:18} {rate:>10.0} words/s {:>8.0} ns a word", time.as_secs_f64() * 1e9 / words as f64);
    }
}

/// Marks that names stand in, by kind.
const MARKS: [(EntityKind, char, char); 3] =
    [(EntityKind::Person, '[', ']'), (EntityKind::Organisation, '{', '}'), (EntityKind::Place, '<', '>')];

/// A name: its kind, its line, and where in the line without marks it stands.
type Place = (EntityKind, usize, Range<usize>);

/// An article with the names that are marked in it.
struct Marked {
    lines: Vec<String>,
    names: Vec<Place>,
}

/// How the words of an article come to the program.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    /// As text.
    Text,
    /// One token a line, as annotated collections have them and `dateline scan --tokens` reads them.
    Tokens,
}

/// Prints each wrong or missed person of the files, then precision, recall and F1 of exact spans of each kind that is marked.
/// `odd` or `even` before the files takes every second article, `quiet` prints the sums alone.
fn judge(given: Given, arguments: &[String]) {
    let is_word = |word: &&String| matches!(word.as_str(), "odd" | "even" | "quiet");
    let words: Vec<&str> = arguments.iter().take_while(is_word).map(String::as_str).collect();
    let mut scores = [[0_usize; 3]; 3];
    for file in &arguments[words.len()..] {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => return eprintln!("names: cannot read {file}: {error}"),
        };
        let language = Path::new(file).file_stem().and_then(|stem| stem.to_str()).filter(|stem| stem.len() == 2);
        for (number, article) in text.split("\n---\n").enumerate() {
            if words.contains(&if number % 2 == 0 { "even" } else { "odd" }) {
                continue;
            }
            let marked = unmarked(article);
            let found = match given {
                Given::Text => of_text(&marked, language.unwrap_or("en")),
                Given::Tokens => of_tokens(&marked),
            };
            for (score, (kind, ..)) in scores.iter_mut().zip(MARKS) {
                score[0] += found.iter().filter(|name| name.0 == kind && marked.names.contains(name)).count();
                score[1] += found.iter().filter(|name| name.0 == kind).count();
                score[2] += marked.names.iter().filter(|name| name.0 == kind).count();
            }
            let show = |what: &str, (kind, line, span): &Place| {
                if *kind == EntityKind::Person && !words.contains(&"quiet") {
                    let text = &marked.lines[*line];
                    println!("{what:7} {} | {text}", &text[span.clone()]);
                }
            };
            found.iter().filter(|name| !marked.names.contains(name)).for_each(|name| show("wrong", name));
            marked.names.iter().filter(|name| !found.contains(name)).for_each(|name| show("missed", name));
        }
    }
    for (name, [right, found, marked]) in ["persons", "organisations", "places"].iter().zip(scores) {
        if marked > 0 {
            let share = |of: usize| 100.0 * right as f64 / of.max(1) as f64;
            let f1 = 200.0 * right as f64 / (found + marked) as f64;
            println!("{marked} {name}: precision {:.1} recall {:.1} F1 {f1:.1}", share(found), share(marked));
        }
    }
}

/// An article without the marks, and where what they held stands.
fn unmarked(article: &str) -> Marked {
    let mut marked = Marked { lines: Vec::new(), names: Vec::new() };
    for (number, line) in article.lines().enumerate() {
        let (mut text, mut start) = (String::new(), 0);
        for c in line.chars() {
            if MARKS.iter().any(|mark| mark.1 == c) {
                start = text.len();
            } else if let Some(mark) = MARKS.iter().find(|mark| mark.2 == c) {
                marked.names.push((mark.0, number, start..text.len()));
            } else {
                text.push(c);
            }
        }
        marked.lines.push(text);
    }
    marked
}

fn of_text(article: &Marked, language: &str) -> Vec<Place> {
    let kind = |number| if number == 0 { BlockKind::Heading } else { BlockKind::Prose };
    let lines = article.lines.iter().enumerate();
    let blocks: Vec<TextBlock<'_>> = lines.map(|(number, text)| TextBlock { kind: kind(number), text }).collect();
    let mentions = extract_blocks(&blocks, Some(language));
    mentions.into_iter().map(|mention| (mention.kind, mention.block, mention.span)).collect()
}

fn of_tokens(article: &Marked) -> Vec<Place> {
    let mut input = String::from("# doc = 1\n");
    let mut places = Vec::new();
    for (number, line) in article.lines.iter().enumerate() {
        for sentence in sentences(line) {
            for token in sentence {
                let _ = writeln!(input, "{}", as_annotated(&line[token.clone()]));
                places.push((number, token));
            }
            input.push('\n');
        }
    }
    let mut output = Vec::new();
    if let Err(error) = tag_tokens(input.as_bytes(), &mut output) {
        eprintln!("names: cannot tag: {error}");
    }
    let output = String::from_utf8_lossy(&output);
    let tags = output.lines().filter_map(|line| Some(line.split_once('\t')?.1));
    let mut found: Vec<Place> = Vec::new();
    for ((line, token), tag) in places.into_iter().zip(tags) {
        let kinds = ["PER", "ORG", "LOC"].iter().zip(MARKS);
        let Some((_, (kind, ..))) = kinds.into_iter().find(|(kind, _)| tag.ends_with(**kind)) else { continue };
        match found.last_mut().filter(|_| tag.starts_with('I')) {
            Some((_, _, span)) => span.end = token.end,
            None => found.push((kind, line, token)),
        }
    }
    found
}

/// The tokens of a line as annotated collections part them, by sentences.
fn sentences(line: &str) -> Vec<Vec<Range<usize>>> {
    let mut sentences = vec![Vec::new()];
    let mut at = 0;
    for word in line.split_inclusive(' ') {
        let tokens = parts(line, at..at + word.trim_end().len());
        at += word.len();
        let last = tokens.last().map_or("", |token| &line[token.clone()]);
        let stops = matches!(last, "." | "?" | "!")
            || tokens.len() > 1 && last == "\"" && matches!(&line[tokens[tokens.len() - 2].clone()], "." | "?" | "!");
        sentences.last_mut().into_iter().for_each(|sentence| sentence.extend(tokens.iter().cloned()));
        if stops && line[at..].starts_with(|c: char| !c.is_lowercase()) {
            sentences.push(Vec::new());
        }
    }
    sentences
}

/// A word between blanks, parted from its marks and from `'s`.
fn parts(line: &str, word: Range<usize>) -> Vec<Range<usize>> {
    let (mut start, mut end) = (word.start, word.end);
    let (mut tokens, mut behind) = (Vec::new(), Vec::new());
    while start < end && line[start..end].starts_with(['"', '(', '\'', '$']) {
        tokens.push(start..start + 1);
        start += 1;
    }
    loop {
        let text = &line[start..end];
        let length = text.len();
        // The dot of an abbreviation belongs to it.
        let dotted = |text: &str| {
            let bare = text.trim_end_matches('.');
            bare.len() == 1 || bare.contains('.') && !bare.contains("..") || ABBREVIATED.contains(&bare)
        };
        let cut = match text.chars().next_back() {
            Some('"' | ')' | ',' | ';' | ':' | '?' | '!' | '\'') if length > 1 => 1,
            Some('.') if length > 1 && !(text.starts_with(char::is_uppercase) && dotted(text)) => 1,
            Some('s') if length > 2 && text.ends_with("'s") => 2,
            _ => break,
        };
        behind.push(end - cut..end);
        end -= cut;
    }
    // Brackets, slashes and the hyphen behind a number part words: "(Italy)-Ferrari", "1-Agassi".
    let mut from = start;
    for (at, c) in line[start..end].char_indices().map(|(at, c)| (start + at, c)) {
        let number = line[start..at].bytes().all(|byte| byte.is_ascii_digit()) && at > start;
        let seed = c == '-' && number && line[at + 1..end].starts_with(char::is_alphabetic);
        if matches!(c, '(' | ')' | '/' | ';') && !line[from..end].starts_with(|c: char| c.is_ascii_digit()) || seed {
            if at > from {
                tokens.push(from..at);
            }
            tokens.push(at..at + 1);
            from = at + 1;
        }
    }
    if end > from {
        tokens.push(from..end);
    }
    tokens.extend(behind.into_iter().rev());
    tokens
}

const ABBREVIATED: &[&str] =
    &["Mr", "Mrs", "Dr", "St", "Jr", "Sr", "Gen", "Sen", "Gov", "Oct", "Feb", "Aug", "Sept", "vs"];

/// Brackets as annotated collections write them.
fn as_annotated(token: &str) -> &str {
    match token {
        "(" => "-LRB-",
        ")" => "-RRB-",
        _ => token,
    }
}

fn gather(path: &Path, files: &mut Vec<PathBuf>) {
    if !path.is_dir() {
        files.push(path.to_owned());
        return;
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    let mut inside: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    inside.sort();
    inside.iter().for_each(|path| gather(path, files));
}
