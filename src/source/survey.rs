//! What a folder is made of, and how well each format in it is read: counts, shares and causes, without an index.
//!
//! Plain data; it prints nothing. The surprise: files are counted under their outermost format and articles under their own,
//! so that the pages of a web archive stand in the row of pages while the archive itself is a file in the row of archives.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::SystemTime;

use serde::Serialize;

use super::read::ReadOptions;
use super::walk::{CorpusError, WalkEvent, WalkOptions, walk_corpus};
use super::{Outcome, read_source};
use crate::article::{Article, DateProvenance};

/// Everything that was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Survey {
    /// By name of format; `unknown` for files that no format knew.
    pub formats: BTreeMap<String, FormatRow>,
    /// What failed and what was left aside, by format and cause.
    pub causes: Vec<Cause>,
}

/// What was read of one format.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FormatRow {
    /// Source files whose outermost format it is.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Articles.
    pub articles: u64,
    /// Files and parts of files that failed.
    pub failures: u64,
    /// Files and parts of files that were left aside.
    pub skips: u64,
    /// Articles with a headline of their own.
    pub headline: u64,
    /// Articles with a date from the source, its text or its name.
    pub date: u64,
    /// Articles with a byline.
    pub byline: u64,
    /// Articles with a text.
    pub body: u64,
}

/// Why something was not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Cause {
    /// True for a failure, false for what was left aside on purpose.
    pub failed: bool,
    /// The format, when it got that far.
    pub format: String,
    /// In words.
    pub cause: String,
    /// How often.
    pub count: u64,
    /// The first one, with its place in the file.
    pub example: String,
}

/// Counts by failed, format and cause: how often, and the first example.
type Causes = BTreeMap<(bool, String, String), (u64, String)>;

/// Reads every file of a folder with so many threads and counts what came of it.
///
/// # Errors
/// When the folder cannot be walked; what is wrong inside it is counted.
pub fn survey_folder(
    folder: &Path,
    walk: &WalkOptions,
    options: &ReadOptions,
    threads: usize,
) -> Result<Survey, CorpusError> {
    let mut files = Vec::new();
    let mut whole = Tally::default();
    walk_corpus(folder, walk, &mut |event| match event {
        WalkEvent::File(file) => files.push((file.relative.to_owned(), file.modified)),
        WalkEvent::Skipped { relative, reason } => whole.miss(false, None, reason.to_string(), relative),
        WalkEvent::Failed { relative, error } => whole.miss(true, None, error.to_string(), relative),
    })?;
    let threads = threads.clamp(1, files.len().max(1));
    let files = &files;
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let work = |thread: usize| {
            move || {
                let mut tally = Tally::default();
                files.iter().skip(thread).step_by(threads).for_each(|file| tally.read(folder, file, options));
                tally
            }
        };
        let handles: Vec<_> = (0..threads).map(|thread| scope.spawn(work(thread))).collect();
        // A panic of a thread is a defect and goes on here.
        handles
            .into_iter()
            .map(|handle| handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    tallies.into_iter().for_each(|tally| whole.add(tally));
    Ok(whole.into_survey())
}

#[derive(Default)]
struct Tally {
    formats: BTreeMap<String, FormatRow>,
    causes: Causes,
}

impl Tally {
    fn row(&mut self, format: Option<&str>) -> &mut FormatRow {
        self.formats.entry(format.unwrap_or("unknown").to_owned()).or_default()
    }

    fn read(&mut self, folder: &Path, (relative, modified): &(String, Option<SystemTime>), options: &ReadOptions) {
        let mut skipped = Vec::new();
        let read = read_source(&folder.join(relative), relative, *modified, options, &mut |outcome| {
            match outcome {
                Outcome::Article(article) => self.count(&article),
                Outcome::Failure(failure) => {
                    let place = place(&failure.path, failure.locator.as_deref());
                    self.miss(true, failure.format, failure.cause.to_string(), place);
                }
                Outcome::Skip(skip) => {
                    skipped.push((skip.reason.to_string(), place(&skip.path, skip.locator.as_deref())));
                }
            }
            ControlFlow::Continue(())
        });
        match read {
            Ok(summary) => {
                let row = self.row(summary.format);
                row.files += 1;
                row.bytes += summary.bytes;
                for (cause, place) in skipped {
                    self.miss(false, summary.format, cause, place);
                }
            }
            Err(failure) => self.miss(true, failure.format, failure.cause.to_string(), failure.path),
        }
    }

    fn count(&mut self, article: &Article) {
        let row = self.row(Some(&article.format));
        row.articles += 1;
        row.headline += u64::from(!article.headline.derived && !article.headline.text.is_empty());
        let dated = article.date.as_ref().is_some_and(|date| date.provenance != DateProvenance::FileTime);
        row.date += u64::from(dated);
        row.byline += u64::from(article.byline.is_some());
        row.body += u64::from(!article.lede.is_empty());
    }

    fn miss(&mut self, failed: bool, format: Option<&str>, cause: String, place: String) {
        let row = self.row(format);
        if failed {
            row.failures += 1
        } else {
            row.skips += 1
        }
        let key = (failed, format.unwrap_or("unknown").to_owned(), cause);
        let (count, example) = self.causes.entry(key).or_insert_with(|| (0, place.clone()));
        *count += 1;
        if place < *example {
            *example = place;
        }
    }

    fn add(&mut self, other: Tally) {
        for (format, row) in other.formats {
            let own = self.row(Some(&format));
            for (sum, part) in [
                (&mut own.files, row.files),
                (&mut own.bytes, row.bytes),
                (&mut own.articles, row.articles),
                (&mut own.failures, row.failures),
                (&mut own.skips, row.skips),
                (&mut own.headline, row.headline),
                (&mut own.date, row.date),
                (&mut own.byline, row.byline),
                (&mut own.body, row.body),
            ] {
                *sum += part;
            }
        }
        for (key, (count, example)) in other.causes {
            let own = self.causes.entry(key).or_insert_with(|| (0, example.clone()));
            own.0 += count;
            if example < own.1 {
                own.1 = example;
            }
        }
    }

    fn into_survey(self) -> Survey {
        let mut causes: Vec<Cause> = self
            .causes
            .into_iter()
            .map(|((failed, format, cause), (count, example))| Cause { failed, format, cause, count, example })
            .collect();
        // Failures first, the most frequent cause of each first.
        causes.sort_by(|a, b| (b.failed, b.count, &a.format, &a.cause).cmp(&(a.failed, a.count, &b.format, &b.cause)));
        Survey { formats: self.formats, causes }
    }
}

fn place(path: &str, locator: Option<&str>) -> String {
    locator.map_or_else(|| path.to_owned(), |locator| format!("{path}!{locator}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_articles_and_causes_are_counted() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
        write(
            "a.jsonl",
            "{\"title\":\"A\",\"author\":\"Jane Doe\",\"body\":\"Text.\"}\n{\"title\":\n{\"body\":\"Only text.\"}\n",
        );
        write("b.txt", "date 2024-04-01 Talks go on.\n");
        write("c.txt", "  \n");
        write("d.txt", "\n");
        let options = ReadOptions::default();
        let survey = survey_folder(folder.path(), &WalkOptions::default(), &options, 2).expect("it is there");
        let lines = &survey.formats["json-lines"];
        assert_eq!((lines.files, lines.articles, lines.failures, lines.headline), (1, 2, 1, 1));
        assert_eq!((lines.byline, lines.date, lines.body), (1, 0, 2));
        let text = &survey.formats["text"];
        assert_eq!((text.files, text.articles, text.skips, text.date), (3, 1, 2, 1));
        assert!(survey.causes[0].failed);
        let last = survey.causes.last().expect("the empty ones");
        assert_eq!((last.cause.as_str(), last.count, last.example.as_str()), ("empty", 2, "c.txt"));
    }
}
