//! Reading of test inputs through the whole choice of formats.

use std::ops::ControlFlow;

use super::{Halt, Sink, read_any};
use crate::article::Article;
use crate::source::outcome::Outcome;
use crate::source::read::{Input, ReadOptions};

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
