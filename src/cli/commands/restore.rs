//! `dateline restore`: a backup back into its place.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::Serialize;

use super::PageArgs;
use super::backup::{Stopped, described, fenced, open_backup, place_of};
use super::index::stop_on_interrupt;
use crate::backup::{BackupError, StagedFile, Unpacked, UserFile, Watcher};
use crate::cli::Context;
use crate::cli::error::{CliError, Outcome};
use crate::cli::transfer::Transfer;
use crate::engine::{IndexTarget, Occupant, TextStore};
use crate::render::clean;

/// What stands behind the name of a file of the user's that was replaced.
const KEPT: &str = "before-restore";

/// Bring a backup of an index back, here or on another machine
///
/// Everything is unpacked beside its place and compared with its checksums before anything is put there.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline restore news.tar.zst                          into ./index
  dateline restore news.tar.zst --index ~/news-index --corpus ~/news
  dateline restore news.tar.zst --force                  in the place of the index that is there
  ssh archive 'cat news.tar.zst' | dateline restore -

Aliases, saved searches and what alerts have shown are put beside the index (--aliases, --searches). Where other ones are there
already nothing is restored; with --force they are kept as FILE.before-restore. The articles' own files are in no backup: where they
lie in the same folder as before `dateline index` reads only what has changed since, and for another folder there is --corpus.

Exit status: 0 done, 2 an error, 130 interrupted.")]
pub struct RestoreArgs {
    /// The backup; - for standard input
    file: PathBuf,
    /// Replace an index, aliases and saved searches that are there
    #[arg(long)]
    force: bool,
    /// The folder that the articles lie in now, when it is another than before
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    #[command(flatten)]
    page: PageArgs,
}

/// What was restored, as JSON.
#[derive(Serialize)]
struct Restored {
    version: u32,
    file: String,
    index: String,
    created: Timestamp,
    generation: u64,
    corpus: Option<String>,
    articles: u64,
    files: usize,
    bytes: u64,
    replaced: bool,
    aliases: Option<String>,
    searches: Option<String>,
    alerts: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When the backup is none or damaged, something is there that is to stay, or it cannot be written.
pub fn run(args: &RestoreArgs, context: &Context) -> Result<Outcome, CliError> {
    match restore(args, context) {
        Ok(()) => Ok(Outcome::Done),
        Err(Stopped::Error(error)) => Err(error),
        Err(Stopped::Interrupted) => {
            context.say("interrupted; nothing was restored");
            Ok(Outcome::Interrupted)
        }
    }
}

fn restore(args: &RestoreArgs, context: &Context) -> Result<(), Stopped> {
    let corpus = args.corpus.as_deref().map(new_corpus).transpose()?;
    let (called, input) = open_backup(&args.file)?;
    let action = format!("restore {}", called.display());
    let failed = |error: BackupError| match error {
        BackupError::Interrupted => Stopped::Interrupted,
        error => Stopped::Error(CliError::backup(&action, &error)),
    };
    let stop = stop_on_interrupt();
    let occupant = if args.force { Occupant::Goes } else { Occupant::Stays };
    let target = IndexTarget::open(&context.index, occupant).map_err(|error| failed(error.into()))?;
    let mut transfer = Transfer::new(context);
    let mut watcher = Watcher { stop: &stop, report: &mut |progress| transfer.show(progress) };
    let read = fenced(&called, || Unpacked::read(&called, input, target, &mut watcher));
    let mut unpacked = read.map_err(failed)?;
    drop(transfer);
    if let Some(corpus) = &corpus {
        unpacked.relocate(corpus).map_err(failed)?;
    }
    let files = stage_user_files(&unpacked, args, context)?;
    let restored = Restored {
        version: 1,
        file: called.display().to_string(),
        index: context.index.display().to_string(),
        created: unpacked.manifest().created,
        generation: unpacked.commit().generation(),
        corpus: unpacked.commit().corpus().map(|corpus| corpus.display().to_string()),
        articles: unpacked.manifest().articles,
        files: unpacked.manifest().index_files(),
        bytes: unpacked.manifest().bytes(),
        replaced: unpacked.replaces(),
        aliases: placed(&unpacked, UserFile::Aliases, context),
        searches: placed(&unpacked, UserFile::Searches, context),
        alerts: placed(&unpacked, UserFile::Seen, context),
    };
    let contents = described(unpacked.manifest());
    let note = unpacked.commit().corpus().and_then(|corpus| corpus_note(corpus, unpacked.commit().text_store()));
    unpacked.put().map_err(failed)?;
    let mut kept = Vec::new();
    for file in files {
        kept.extend(file.put()?);
    }
    if args.page.is_json() {
        let mut out = io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, &restored).map_err(|error| CliError::output(error.into()))?;
        writeln!(out).map_err(CliError::output)?;
    } else {
        let day = restored.created.strftime("%F %H:%M UTC");
        context.say(&format!("restored {contents}, of {day}, into {}", clean(&restored.index)));
    }
    for (file, before) in kept {
        let (file, before) = (file.display().to_string(), before.display().to_string());
        context.say(&format!("note: the {} that was there is {} now", clean(&file), clean(&before)));
    }
    if let Some(note) = note {
        context.say(&note);
    }
    Ok(())
}

/// The folder that the articles lie in now.
fn new_corpus(folder: &Path) -> Result<PathBuf, CliError> {
    let failed = |cause: String| {
        CliError::new(format!("take {} for the folder of the articles", folder.display()), cause)
            .hint("name the folder that they lie in, or leave out --corpus")
    };
    let found = fs::canonicalize(folder).map_err(|error| failed(error.to_string()))?;
    if found.is_dir() { Ok(found) } else { Err(failed("it is no folder".to_owned())) }
}

/// What to know when the articles do not lie where they did.
fn corpus_note(corpus: &Path, text: TextStore) -> Option<String> {
    if corpus.is_dir() {
        return None;
    }
    let passages = match text {
        TextStore::Stored => "searches do without it",
        TextStore::Source => "passages are read from there and missing until then",
    };
    Some(format!(
        "note: the articles were read from {}, which is not here; {passages}. When they lie elsewhere now, restore with --corpus FOLDER",
        clean(&corpus.display().to_string())
    ))
}

/// Where a file of the user's in the backup goes.
fn placed(unpacked: &Unpacked, file: UserFile, context: &Context) -> Option<String> {
    unpacked.manifest().has(file).then(|| place_of(file, context).display().to_string())
}

/// A file of the user's beside its place.
struct StagedUserFile {
    staged: StagedFile,
    place: PathBuf,
    /// Whether another one is there.
    replaces: bool,
}

/// Writes the user's files beside their places; one that is there with the same contents is left alone.
fn stage_user_files(
    unpacked: &Unpacked,
    args: &RestoreArgs,
    context: &Context,
) -> Result<Vec<StagedUserFile>, CliError> {
    let mut files = Vec::new();
    for file in UserFile::ALL {
        let Some(source) = unpacked.user_file(file) else { continue };
        let place = place_of(file, context);
        let failed = |error: io::Error| CliError::new(format!("write {}", place.display()), error);
        let contents = fs::read(&source).map_err(failed)?;
        let replaces = match fs::read(&place) {
            Ok(there) if there == contents => continue,
            Ok(_) => true,
            Err(error) if error.kind() == ErrorKind::NotFound => false,
            Err(error) => return Err(CliError::new(format!("read {}", place.display()), error)),
        };
        if replaces && !args.force {
            let cause = format!("{} is there already with other contents", place.display());
            let flag = if file == UserFile::Aliases { "--aliases" } else { "--searches" };
            return Err(CliError::new(format!("restore {}", args.file.display()), cause).hint(format!(
                "add --force to replace it (it is kept as {}), or name another file with {flag} FILE",
                kept_name(&place).display()
            )));
        }
        let staged = StagedFile::beside(&place).map_err(failed)?;
        let mut out: &File = staged.file();
        out.write_all(&contents).map_err(failed)?;
        files.push(StagedUserFile { staged, place, replaces });
    }
    Ok(files)
}

fn kept_name(place: &Path) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(format!(".{KEPT}"));
    PathBuf::from(name)
}

impl StagedUserFile {
    /// Puts it into its place; tells under which name the one that was there is kept.
    fn put(self) -> Result<Option<(PathBuf, PathBuf)>, CliError> {
        let StagedUserFile { staged, place, replaces } = self;
        let failed = |error: io::Error| {
            CliError::new(format!("write {}", place.display()), error)
                .hint("the index is restored; run the same command again with --force for the rest")
        };
        let kept = kept_name(&place);
        if replaces {
            fs::copy(&place, &kept).map_err(failed)?;
        }
        staged.put().map_err(failed)?;
        Ok(replaces.then_some((place, kept)))
    }
}
