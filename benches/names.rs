//! How fast names are found: `cargo bench --bench names -- FILE_OR_FOLDER...`; and how well the persons of texts in which
//! each stands in square brackets: `cargo bench --bench names -- marked FILE...` (`benches/names/dispatches.txt`).
//!
//! Every file is an article, its paragraphs the blocks. Prints words (what blanks separate) a second on one core, of the
//! fastest of several rounds, for finding names, and for finding them and putting them together into persons.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dateline::person::{BlockKind, EntityKind, TextBlock, extract_blocks, resolve};

const ROUNDS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let [mode, files @ ..] = &arguments[..]
        && mode == "marked"
    {
        return judge(files);
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
            persons += resolve(blocks, &mentions).len();
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

/// Prints each wrong or missed person of the files, then precision, recall and F1 of exact spans.
fn judge(files: &[String]) {
    let (mut right, mut found, mut marked) = (0, 0, 0);
    for file in files {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => return eprintln!("names: cannot read {file}: {error}"),
        };
        let language = Path::new(file).file_stem().and_then(|stem| stem.to_str()).filter(|stem| stem.len() == 2);
        let language = language.unwrap_or("en");
        for article in text.split("\n---\n") {
            let blocks: Vec<(String, Vec<Range<usize>>)> = article.lines().map(unmarked).collect();
            let texts: Vec<TextBlock<'_>> = blocks
                .iter()
                .enumerate()
                .map(|(i, (text, _))| TextBlock {
                    kind: if i == 0 { BlockKind::Heading } else { BlockKind::Prose },
                    text,
                })
                .collect();
            let of_persons: Vec<(usize, Range<usize>)> = extract_blocks(&texts, Some(language))
                .into_iter()
                .filter(|mention| mention.kind == EntityKind::Person)
                .map(|mention| (mention.block, mention.span))
                .collect();
            let expected: Vec<(usize, Range<usize>)> = blocks
                .iter()
                .enumerate()
                .flat_map(|(i, (_, spans))| spans.iter().map(move |span| (i, span.clone())))
                .collect();
            right += of_persons.iter().filter(|name| expected.contains(name)).count();
            found += of_persons.len();
            marked += expected.len();
            let show = |what: &str, (block, span): &(usize, Range<usize>)| {
                let text = &blocks[*block].0;
                println!("{what:7} {} | {text}", &text[span.clone()]);
            };
            of_persons.iter().filter(|name| !expected.contains(name)).for_each(|name| show("wrong", name));
            expected.iter().filter(|name| !of_persons.contains(name)).for_each(|name| show("missed", name));
        }
    }
    let share = |of: usize| 100.0 * right as f64 / of.max(1) as f64;
    let f1 = 200.0 * right as f64 / (found + marked).max(1) as f64;
    println!("{marked} persons: precision {:.1} recall {:.1} F1 {f1:.1}", share(found), share(marked));
}

/// A line without the brackets, and where what they held stands.
fn unmarked(line: &str) -> (String, Vec<Range<usize>>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    let mut start = 0;
    for c in line.chars() {
        match c {
            '[' => start = text.len(),
            ']' => spans.push(start..text.len()),
            _ => text.push(c),
        }
    }
    (text, spans)
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
