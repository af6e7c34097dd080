//! `dateline backup`: the index and what belongs to it in one file; or whether such a file is whole.

use std::fs::{self, File};
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use indicatif::HumanBytes;
use jiff::Timestamp;
use serde::Serialize;

use super::PageArgs;
use super::index::stop_on_interrupt;
use crate::backup::{
    BackupError, BackupOptions, Damage, Manifest, StagedFile, UserFile, Watcher, verify, write_backup,
};
use crate::cli::bounded;
use crate::cli::error::{CliError, Outcome};
use crate::cli::saved::seen_file;
use crate::cli::transfer::Transfer;
use crate::cli::{Context, config};
use crate::engine::{IndexSnapshot, TextStore};
use crate::render::{clean, counted};
use crate::source::guard;

/// Most bytes of a file of the user's.
const MOST_USER_FILE: u64 = 1 << 30;

/// Copy the index and what belongs to it into one file
///
/// The copy is of the last commit, whatever is indexed meanwhile, and in it are the aliases, the saved searches and what alerts
/// have shown. The source files of the articles are not. `dateline restore FILE` brings it back, here or on another machine.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dateline backup news.tar.zst
  dateline backup --index ~/news-index --force /mnt/disk/news.tar.zst
  dateline backup - | ssh archive 'cat > news.tar.zst'
  dateline backup --verify news.tar.zst         is it whole? nothing is written

The file is a tar archive packed with zstd, written beside its place and put there when it is whole; FILE should lie neither in the
folder of the articles nor in the index. A damaged index is not backed up.

Exit status: 0 done, 2 an error, 130 interrupted.")]
pub struct BackupArgs {
    /// File to write; - for standard output
    file: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
    /// Read a backup that is there (- for standard input) and compare everything in it with its checksums
    #[arg(long, conflicts_with = "force")]
    verify: bool,
    #[command(flatten)]
    page: PageArgs,
}

/// A backup as JSON.
#[derive(Serialize)]
struct BackupSummary<'a> {
    version: u32,
    file: String,
    created: Timestamp,
    /// Version of the program that wrote it.
    dateline: &'a str,
    index_format: u32,
    generation: u64,
    corpus: Option<&'a str>,
    text: TextStore,
    articles: u64,
    files: usize,
    bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    packed_bytes: Option<u64>,
    aliases: bool,
    searches: bool,
    alerts: bool,
}

impl<'a> BackupSummary<'a> {
    fn new(file: &Path, manifest: &'a Manifest, packed_bytes: Option<u64>) -> BackupSummary<'a> {
        BackupSummary {
            version: 1,
            file: file.display().to_string(),
            created: manifest.created,
            dateline: &manifest.dateline,
            index_format: manifest.index_format,
            generation: manifest.generation,
            corpus: manifest.corpus.as_deref(),
            text: manifest.text,
            articles: manifest.articles,
            files: manifest.index_files(),
            bytes: manifest.bytes(),
            packed_bytes,
            aliases: manifest.has(UserFile::Aliases),
            searches: manifest.has(UserFile::Searches),
            alerts: manifest.has(UserFile::Seen),
        }
    }

    fn print(&self) -> Result<(), CliError> {
        let mut out = io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, self).map_err(|error| CliError::output(error.into()))?;
        writeln!(out).map_err(CliError::output)
    }
}

/// Runs the command.
///
/// # Errors
/// When the index cannot be read or is damaged, or the file cannot be written; with `--verify`, when that is not whole.
pub fn run(args: &BackupArgs, context: &Context) -> Result<Outcome, CliError> {
    if args.verify {
        return run_verify(args, context);
    }
    let done = if args.file == Path::new("-") { to_output(args, context) } else { to_file(args, context) };
    done.or_else(|error| match error {
        Stopped::Error(error) => Err(error),
        Stopped::Interrupted => {
            context.say("interrupted; no backup was written");
            Ok(Outcome::Interrupted)
        }
    })
}

/// Why there is no backup, or nothing was restored.
pub(super) enum Stopped {
    Error(CliError),
    Interrupted,
}

impl From<CliError> for Stopped {
    fn from(error: CliError) -> Stopped {
        Stopped::Error(error)
    }
}

impl From<BackupError> for Stopped {
    fn from(error: BackupError) -> Stopped {
        match error {
            BackupError::Interrupted => Stopped::Interrupted,
            error => Stopped::Error(CliError::backup("back up the index", &error)),
        }
    }
}

fn to_output(args: &BackupArgs, context: &Context) -> Result<Outcome, Stopped> {
    let refused = |cause| CliError::new("write the backup to standard output", cause);
    if args.page.is_json() {
        return Err(refused("--json prints its summary there").hint("name a file instead of -").into());
    }
    if context.screen.terminal {
        let hint = "name a file, or send it on: dateline backup - > news.tar.zst";
        return Err(refused("that is a terminal, and a backup is no text").hint(hint).into());
    }
    let place = Path::new("standard output");
    let manifest = back_up(place, || Ok(Box::new(io::stdout())), context)?;
    context.say(&said(&manifest, None));
    Ok(Outcome::Done)
}

fn to_file(args: &BackupArgs, context: &Context) -> Result<Outcome, Stopped> {
    let file = &args.file;
    refuse_place(args, context)?;
    let failed = |source| BackupError::Write { path: file.clone(), source };
    // That nothing can be written there should be said before everything is read.
    drop(StagedFile::beside(file).map_err(failed)?);
    let mut staged = None;
    let open = || {
        let made: &StagedFile = staged.insert(StagedFile::beside(file).map_err(failed)?);
        Ok(Box::new(made.file().try_clone().map_err(failed)?) as Box<dyn Write>)
    };
    let manifest = back_up(file, open, context)?;
    let staged: StagedFile = staged.expect("it was opened before anything was written");
    let packed = staged.file().metadata().map_err(failed)?.len();
    // Somebody may have put another file there meanwhile.
    refuse_place(args, context)?;
    staged.put().map_err(failed)?;
    if args.page.is_json() {
        BackupSummary::new(file, &manifest, Some(packed)).print()?;
    } else {
        context.say(&said(&manifest, Some((file, packed))));
    }
    let corpus = manifest.corpus.as_deref().map(Path::new);
    if corpus.is_some_and(|corpus| lies_in(file, corpus)) {
        context.say(
            "note: the backup lies in the folder of the articles, where the next `dateline index` will look into it",
        );
    }
    Ok(Outcome::Done)
}

/// Reads the index and the user's files and writes them.
fn back_up(
    place: &Path,
    open: impl FnOnce() -> Result<Box<dyn Write>, BackupError>,
    context: &Context,
) -> Result<Manifest, Stopped> {
    let stop = stop_on_interrupt();
    let snapshot = IndexSnapshot::take(&context.index).map_err(BackupError::from)?;
    let mut user_files = Vec::new();
    for file in UserFile::ALL {
        let path = place_of(file, context);
        match File::open(&path).and_then(|opened| bounded::read_to_end(opened, MOST_USER_FILE)) {
            Ok(bytes) => user_files.push((file, bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(CliError::new(format!("read {}", path.display()), error).into()),
        }
    }
    let options = BackupOptions { created: config::now().timestamp(), user_files };
    let mut transfer = Transfer::new(context);
    let mut watcher = Watcher { stop: &stop, report: &mut |progress| transfer.show(progress) };
    Ok(write_backup(&snapshot, &options, place, open, &mut watcher)?)
}

/// Where a file of the user's lies, or would.
pub(super) fn place_of(file: UserFile, context: &Context) -> PathBuf {
    match file {
        UserFile::Aliases => context.aliases.clone(),
        UserFile::Searches => context.searches.clone(),
        UserFile::Seen => seen_file(&context.searches),
    }
}

/// That a backup can be put there, as far as what is there tells.
fn refuse_place(args: &BackupArgs, context: &Context) -> Result<(), CliError> {
    let file = &args.file;
    let refused = |cause: &str, hint: &str| {
        CliError::new(format!("write the backup {}", file.display()), cause).hint(hint.to_owned())
    };
    if lies_in(file, &context.index) {
        return Err(refused("that is in the folder of the index", "name a file elsewhere"));
    }
    match (fs::metadata(file), fs::symlink_metadata(file)) {
        (Ok(data), _) if data.is_dir() => Err(refused("it is a folder", "name a file in it, such as news.tar.zst")),
        // It would be replaced by a file, which nobody wants of a device.
        (Ok(data), _) if !data.is_file() => {
            Err(refused("it is no plain file", "to write into it: dateline backup - > FILE"))
        }
        (Ok(_), _) | (Err(_), Ok(_)) if !args.force => {
            Err(refused("it is there already", "add --force to replace it, or name another file"))
        }
        _ => Ok(()),
    }
}

/// Whether a file, which need not be there, lies in a folder.
fn lies_in(file: &Path, folder: &Path) -> bool {
    let above = file.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (fs::canonicalize(above), fs::canonicalize(folder)) {
        (Ok(above), Ok(folder)) => above.starts_with(folder),
        _ => false,
    }
}

/// One line for a person.
fn said(manifest: &Manifest, file: Option<(&Path, u64)>) -> String {
    let to = match file {
        Some((file, packed)) => format!(", packed {} in {}", HumanBytes(packed), clean(&file.display().to_string())),
        None => String::new(),
    };
    format!("backed up {}{to}", described(manifest))
}

/// What is in a backup.
pub(super) fn described(manifest: &Manifest) -> String {
    let mut parts = vec![counted(manifest.articles, "article")];
    let names = [(UserFile::Aliases, "aliases"), (UserFile::Searches, "saved searches"), (UserFile::Seen, "alerts")];
    parts.extend(names.into_iter().filter(|(file, _)| manifest.has(*file)).map(|(_, name)| name.to_owned()));
    format!(
        "{} ({} of the index, {})",
        parts.join(", "),
        counted(manifest.index_files() as u64, "file"),
        HumanBytes(manifest.bytes())
    )
}

fn run_verify(args: &BackupArgs, context: &Context) -> Result<Outcome, CliError> {
    let (called, input) = open_backup(&args.file)?;
    let stop = stop_on_interrupt();
    let mut transfer = Transfer::new(context);
    let mut watcher = Watcher { stop: &stop, report: &mut |progress| transfer.show(progress) };
    let manifest = match fenced(&called, || verify(&called, input, &mut watcher)) {
        Ok(manifest) => manifest,
        Err(BackupError::Interrupted) => return Ok(Outcome::Interrupted),
        Err(error) => return Err(CliError::backup(&format!("verify {}", called.display()), &error)),
    };
    drop(transfer);
    if args.page.is_json() {
        BackupSummary::new(&called, &manifest, None).print()?;
    } else {
        let day = manifest.created.strftime("%F %H:%M UTC");
        let line = format!("{}, of {day}: all as they were written", described(&manifest));
        writeln!(io::stdout(), "{line}").map_err(CliError::output)?;
    }
    Ok(Outcome::Done)
}

/// Reads a backup. The engine takes what is in its files for sound, which nobody knows of a stranger's.
pub(super) fn fenced<T>(called: &Path, read: impl FnOnce() -> Result<T, BackupError>) -> Result<T, BackupError> {
    guard::fenced(read).unwrap_or_else(|_| {
        let damage = Damage::Index("its files are not those of an index".to_owned());
        Err(BackupError::Damaged { path: called.to_owned(), damage })
    })
}

/// Opens a backup, with what it is called in messages; - is standard input.
pub(super) fn open_backup(file: &Path) -> Result<(PathBuf, Box<dyn Read>), CliError> {
    if file == Path::new("-") {
        if io::stdin().is_terminal() {
            return Err(CliError::new("read the backup from standard input", "that is a terminal")
                .hint("name a file, or send one in: dateline restore - < news.tar.zst"));
        }
        return Ok((PathBuf::from("standard input"), Box::new(io::stdin())));
    }
    let opened = File::open(file).map_err(|error| CliError::new(format!("read {}", file.display()), error))?;
    Ok((file.to_owned(), Box::new(opened)))
}
