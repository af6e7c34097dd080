//! `dateline scan`: what is in one file, without an index: its names, or the article that it is read as.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::PageArgs;
use crate::cli::Context;
use crate::cli::bounded;
use crate::cli::commands::index::read_options;
use crate::cli::commands::survey;
use crate::cli::config::{Setting, folder_above};
use crate::cli::error::{CliError, Outcome};
use crate::person::{self, EntityKind};
use crate::source::{self, encoding, language, read_source};

/// Show the persons, organisations and places in a text, or the article a file is read as
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline scan article.txt                 a table: kind, first and last character, confidence, name
  echo 'Jake Sullivan met Ron Dermer.' | dateline scan - --json
  dateline scan --as-article page.html      the article with date, headline, byline, as JSON
  dateline scan --survey ~/news             what a folder holds and how well it is read, format by format
  dateline scan --encoding old.txt          the encoding that the file is read in
  dateline scan --tokens words.txt          one token a line in, the same lines with BIO tags out

Exit status: 0 something was found, 1 nothing was found, 2 an error.")]
pub struct ScanArgs {
    /// File to read; - for standard input; a folder for --survey
    file: PathBuf,
    #[command(flatten)]
    page: PageArgs,
    /// Print the articles that the file is read as, as JSON
    #[arg(long, conflicts_with = "tokens")]
    as_article: bool,
    /// Print the encoding that the file is read in
    #[arg(long, conflicts_with_all = ["tokens", "as_article", "json", "format"])]
    encoding: bool,
    /// FILE is a folder: print what it holds by format, how well each format is read, and what is not
    #[arg(long, conflicts_with_all = ["tokens", "as_article", "encoding"])]
    survey: bool,
    /// The file holds one token a line, with blank lines between sentences and `# doc` lines before documents
    #[arg(long)]
    tokens: bool,
}

impl ScanArgs {
    /// The folder whose settings count: the nearest one above the file that has some.
    pub(crate) fn corpus(&self) -> Option<PathBuf> {
        if self.file == Path::new("-") {
            return None;
        }
        if self.survey {
            return Some(self.file.clone());
        }
        folder_above(&self.file).or_else(|| self.file.parent().map(Path::to_owned))
    }
}

/// A name as it is printed. Offsets count characters.
#[derive(Serialize)]
struct Found<'a> {
    kind: &'static str,
    start: usize,
    end: usize,
    confidence: f32,
    text: &'a str,
}

/// Runs the command.
///
/// # Errors
/// When the file cannot be read.
pub fn run(args: &ScanArgs, context: &Context) -> Result<Outcome, CliError> {
    if args.tokens {
        return tag(&args.file);
    }
    if args.survey {
        return survey::run(&args.file, args.page.is_json(), context);
    }
    if args.as_article {
        return show_articles(&args.file, context);
    }
    let limit = context.settings.number(Setting::MaxRecordSize);
    let bytes = bounded::read_to_end(open(&args.file)?, limit).map_err(|error| unreadable(&args.file, &error))?;
    if args.encoding {
        return show_encoding(&bytes);
    }
    let text = encoding::decode(&bytes, None).text;
    let mentions = person::extract(&text, language::detect(&text));
    let (mut bytes, mut characters) = (0, 0);
    let mut characters_before = |at: usize| {
        characters += text[bytes..at].chars().count();
        bytes = at;
        characters
    };
    let found: Vec<Found<'_>> = mentions
        .iter()
        .map(|mention| Found {
            kind: match mention.kind {
                EntityKind::Person => "person",
                EntityKind::Organisation => "organisation",
                EntityKind::Place => "place",
            },
            start: characters_before(mention.span.start),
            end: characters_before(mention.span.end),
            confidence: mention.confidence,
            text: &text[mention.span.clone()],
        })
        .collect();
    print(&found, args.page.is_json()).map_err(CliError::output)?;
    Ok(if found.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}

fn print(found: &[Found<'_>], json: bool) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    if json {
        serde_json::to_writer_pretty(&mut out, found)?;
        writeln!(out)?;
    } else {
        for name in found {
            let text = crate::render::clean(name.text);
            writeln!(out, "{}\t{}\t{}\t{:.2}\t{text}", name.kind, name.start, name.end, name.confidence)?;
        }
    }
    out.flush()
}

fn tag(path: &Path) -> Result<Outcome, CliError> {
    let mut out = BufWriter::new(io::stdout().lock());
    person::tag_tokens(BufReader::new(open(path)?), &mut out).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => CliError::output(error),
        _ => unreadable(path, &error),
    })?;
    out.flush().map_err(CliError::output)?;
    Ok(Outcome::Done)
}

fn show_articles(path: &Path, context: &Context) -> Result<Outcome, CliError> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let modified = std::fs::metadata(path).and_then(|data| data.modified()).ok();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut written: io::Result<()> = Ok(());
    let (mut articles, mut failures) = (0, 0);
    let read = read_source(path, &name, modified, &read_options(&context.settings), &mut |outcome| {
        match outcome {
            source::Outcome::Article(article) => {
                articles += 1;
                written = serde_json::to_writer_pretty(&mut out, &article)
                    .map_err(io::Error::from)
                    .and_then(|()| writeln!(out));
            }
            source::Outcome::Failure(failure) => {
                failures += 1;
                context.say(&format!("failed   {}", crate::render::clean(&failure.to_string())));
            }
            source::Outcome::Skip(skip) => {
                let place = skip.locator.map_or(String::new(), |locator| format!("!{locator}"));
                let line = format!("skipped  {}{place}: {}", skip.path, skip.reason);
                context.say(&crate::render::clean(&line));
            }
        }
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    written.and_then(|()| out.flush()).map_err(CliError::output)?;
    read.map_err(|failure| CliError::new(format!("read {}", path.display()), failure.cause))?;
    Ok(match (failures, articles) {
        (0, 0) => Outcome::NothingFound,
        (0, _) => Outcome::Done,
        _ => Outcome::Incomplete,
    })
}

/// Prints the name of the encoding, and whether some bytes mean nothing in it.
fn show_encoding(bytes: &[u8]) -> Result<Outcome, CliError> {
    let line = match encoding::classify(bytes) {
        encoding::Content::Binary(kind) => format!("not text: {kind}"),
        encoding::Content::Text(_) => {
            let decoded = encoding::decode(bytes, encoding::declared_in_markup(bytes));
            let torn = if decoded.replaced { "\tsome bytes mean nothing in it" } else { "" };
            format!("{}{torn}", decoded.charset.name())
        }
    };
    writeln!(io::stdout(), "{line}").map_err(CliError::output)?;
    Ok(Outcome::Done)
}

fn open(path: &Path) -> Result<Box<dyn Read>, CliError> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin()));
    }
    File::open(path).map(|file| Box::new(file) as Box<dyn Read>).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &io::Error) -> CliError {
    CliError::new(format!("read {}", path.display()), error)
}
