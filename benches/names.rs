//! How fast names are found: `cargo bench --bench names -- FILE_OR_FOLDER...`
//!
//! Every file is an article, its paragraphs the blocks. Prints words (what blanks separate) a second on one core, of the
//! fastest of several rounds, for finding names, and for finding them and putting them together into persons.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dateline::person::{BlockKind, TextBlock, extract_blocks, resolve};

const ROUNDS: usize = 5;

fn main() {
    let arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
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
