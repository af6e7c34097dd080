//! Reading of test inputs through the whole choice of formats.

use std::io::{Cursor, Write};
use std::ops::ControlFlow;

use zip::write::SimpleFileOptions;

use super::{Halt, Sink, read_any};
use crate::article::Article;
use crate::source::outcome::Outcome;
use crate::source::read::{Input, ReadOptions};

/// A zip archive of files by name.
pub fn archive<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name.as_ref(), SimpleFileOptions::default()).expect("memory takes everything");
        writer.write_all(bytes.as_ref()).expect("memory takes everything");
    }
    writer.finish().expect("memory takes everything").into_inner()
}

/// What reading gave: the articles, and failures and skips as one line each.
pub fn outcomes(name: &str, bytes: &[u8], options: &ReadOptions) -> (Vec<Article>, Vec<String>) {
    let (mut articles, mut others) = (Vec::new(), Vec::new());
    let mut emit = |outcome| {
        match outcome {
            Outcome::Article(article) => articles.push(article),
            Outcome::Failure(failure) => others.push(failure.to_string()),
            Outcome::Skip(skip) => others.push(format!("{}: {}", skip.locator.unwrap_or_default(), skip.reason)),
        }
        ControlFlow::Continue(())
    };
    let mut sink = Sink::new(name, None, options, &mut emit);
    let mut input = Input::from_reader(Box::new(bytes), name.to_owned(), None);
    match read_any(&mut input, &mut sink) {
        Ok(()) | Err(Halt::Exhausted) => {}
        Err(Halt::Failed(cause)) => {
            let _ = sink.fail(cause);
        }
        Err(Halt::Stopped) => unreachable!("this sink never stops"),
    }
    (articles, others)
}

/// The articles of an input in which nothing fails and nothing is left aside.
pub fn articles(name: &str, bytes: &[u8]) -> Vec<Article> {
    let (articles, others) = outcomes(name, bytes, &ReadOptions::default());
    assert!(others.is_empty(), "{others:?}");
    articles
}

/// Locator and headline of each.
pub fn headlines(articles: &[Article]) -> Vec<(&str, &str)> {
    articles.iter().map(|a| (a.locator.as_deref().unwrap_or("-"), a.headline.text.as_str())).collect()
}

/// Copies of an input in which a few bytes are others, the same ones each time.
pub fn spoilt(whole: &[u8], copies: usize) -> impl Iterator<Item = Vec<u8>> {
    let mut seed = 7_usize;
    (0..copies).map(move |_| {
        let mut bytes = whole.to_vec();
        for _ in 0..3 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            bytes[(seed >> 33) % whole.len()] = [0, 1, 0x7f, 0xff][(seed >> 20) % 4];
        }
        bytes
    })
}
