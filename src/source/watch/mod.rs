//! Waiting until the files of a corpus change.
//!
//! Owns what is watched, what counts as a change, and how long is waited until writers are done. It reads no file and runs
//! nothing; whoever uses it calls [`Watch::renew`] before a run and [`Watch::wait`] after it, in turn, so that what happens
//! during a run is told after it. The surprise: folders are watched one by one where the system can do that, not whole trees,
//! so that what a walk passes over (the index, hidden and ignored folders) costs no watch and wakes nobody.

mod change;
mod mount;

use std::io::ErrorKind::{NotFound, PermissionDenied};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use notify::{ErrorKind, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind};
use rustc_hash::FxHashMap;

use self::change::{Changes, FolderChange};
use self::mount::Mounts;
use super::walk::{WalkOptions, WalkedFolder, list_folders};

/// How often is looked whether the corpus itself is still the folder that is watched: the system does not tell of a disk
/// that is taken away or comes back. One question to the system each time.
const PULSE: Duration = Duration::from_secs(10);

/// Settings of a watch.
#[derive(Debug, Clone)]
pub struct WatchOptions {
    /// Look every so often and ask the system for nothing.
    pub poll: Option<Duration>,
    /// How often is looked at what the system does not tell of.
    pub interval: Duration,
    /// So long nothing must have happened before a change is told: who writes a file is seldom done at once.
    pub quiet: Duration,
    /// A change is told after this time even where changes do not end.
    pub most: Duration,
}

impl Default for WatchOptions {
    fn default() -> WatchOptions {
        WatchOptions {
            poll: None,
            interval: Duration::from_secs(30),
            quiet: Duration::from_millis(500),
            most: Duration::from_secs(5),
        }
    }
}

/// Why waiting has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// Something has changed.
    Changed,
    /// It is time to look whether something has.
    Time,
    /// Whoever waited is to stop.
    Stopped,
}

/// What is watched, and what is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Folders of the corpus.
    pub folders: usize,
    /// Why it is looked at every so often as well; empty when the system tells of everything.
    pub gaps: Vec<Gap>,
}

/// Something that the system does not tell of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// Nothing is asked of it.
    Asked,
    /// The system watches no more folders for one user; so many are not watched.
    Limit {
        /// Folders.
        folders: usize,
    },
    /// Files that other machines, or programs of a user, may change unseen.
    Remote {
        /// The first such folder.
        folder: PathBuf,
        /// The file system, by the name that the system has for it.
        system: String,
    },
    /// The system refused.
    Refused {
        /// The first such folder.
        folder: PathBuf,
        /// What it said.
        cause: String,
    },
}

/// Ends the waiting of a [`Watch`] from another thread.
#[derive(Debug, Clone)]
pub struct Waker(Arc<Changes>);

impl Waker {
    /// Has [`Watch::wait`] look at its `stop` again.
    pub fn wake(&self) {
        self.0.wake();
    }
}

/// A corpus that is watched.
pub struct Watch {
    /// As the user named it, which may be a link.
    named: PathBuf,
    walk: WalkOptions,
    options: WatchOptions,
    changes: Arc<Changes>,
    system: Option<RecommendedWatcher>,
    /// Folder and identity of the corpus when it was last looked at.
    corpus: Option<(PathBuf, Identity)>,
    folders: Arc<FxHashMap<PathBuf, WalkedFolder>>,
    coverage: Coverage,
}

impl Watch {
    /// Prepares to watch; nothing is watched before [`Watch::renew`].
    pub fn new(corpus: &Path, walk: WalkOptions, options: WatchOptions) -> Watch {
        let changes = Arc::new(Changes::new(walk.exclude.clone(), options.quiet));
        Watch {
            named: corpus.to_owned(),
            walk,
            options,
            changes,
            system: None,
            corpus: None,
            folders: Arc::default(),
            coverage: Coverage::default(),
        }
    }

    /// A way to end the waiting.
    pub fn waker(&self) -> Waker {
        Waker(Arc::clone(&self.changes))
    }

    /// Whether the settings file of the corpus has changed since this was last asked.
    pub fn settings_changed(&self) -> bool {
        self.changes.take_settings()
    }

    /// Watches the folders that there are now. Everything that happens from then on is told by [`Watch::wait`].
    pub fn renew(&mut self) -> &Coverage {
        let corpus = identity(&self.named);
        let anew = self.corpus != corpus;
        let change = self.changes.take(anew);
        if self.options.poll.is_some() {
            self.coverage.gaps = vec![Gap::Asked];
        } else if anew || change != FolderChange::None {
            self.corpus = corpus;
            if anew {
                self.system = None;
                self.folders = Arc::default();
            }
            self.coverage = self.watch_folders(change == FolderChange::More && self.coverage.gaps.is_empty());
        }
        &self.coverage
    }

    /// Asks the system to watch every folder, or only those that it has not been asked for yet.
    fn watch_folders(&mut self, only_new: bool) -> Coverage {
        let Some((corpus, _)) = self.corpus.clone() else { return Coverage::default() };
        if self.system.is_none() {
            let changes = Arc::clone(&self.changes);
            match notify::recommended_watcher(move |event| changes.take_down(event)) {
                Ok(system) => self.system = Some(system),
                Err(error) => {
                    return Coverage { folders: 0, gaps: vec![Gap::Refused { folder: corpus, cause: cause(&error) }] };
                }
            }
        }
        let Some(system) = &mut self.system else { return Coverage::default() };
        let by_folder = RecommendedWatcher::kind() == WatcherKind::Inotify;
        let mut tally = Tally { mounts: Mounts::read(), ..Tally::default() };
        let before = Arc::clone(&self.folders);
        if !by_folder && before.is_empty() {
            tally.count(&corpus, system.watch(&corpus, RecursiveMode::Recursive));
        }
        let mut folders = list_folders(&corpus, &self.walk, &mut |folder| {
            if only_new && before.contains_key(folder) {
                return;
            }
            tally.look_at(folder);
            if by_folder && tally.has_room() {
                tally.count(folder, system.watch(folder, RecursiveMode::NonRecursive));
            } else if by_folder {
                tally.unwatched += 1;
            }
        });
        let gone = before.keys().filter(|folder| !folders.contains_key(*folder));
        let unwatched = gone.filter(|folder| by_folder && system.unwatch(folder).is_ok()).count();
        if unwatched > 0 {
            // Two paths may lead to one folder, of which the system knows one watch.
            for folder in folders.keys() {
                let _ = system.watch(folder, RecursiveMode::NonRecursive);
            }
        }
        let count = folders.len();
        // The next time they are new.
        tally.closed.iter().for_each(|folder| drop(folders.remove(folder)));
        self.folders = Arc::new(folders);
        self.changes.set_folders(&corpus, Arc::clone(&self.folders));
        tally.coverage(count)
    }

    /// Waits until something has changed and writers are done, until `again` at the latest where it is given, or until
    /// `stop` is set and a [`Waker`] says so. A run that took long is followed by a pause as long where changes do not end.
    pub fn wait(&self, took: Duration, again: Option<Instant>, stop: &AtomicBool) -> Wake {
        let most = self.options.most.max(took);
        let every = self.options.poll.or((!self.coverage.gaps.is_empty()).then_some(self.options.interval));
        let look = [every.map(|every| Instant::now() + every.max(took)), again].into_iter().flatten().min();
        let mut pulse = Instant::now() + PULSE;
        loop {
            let until = look.map_or(pulse, |look| look.min(pulse));
            match self.changes.wait_until(until, most, &|| stop.load(Ordering::Relaxed)) {
                Some(wake) => return wake,
                None if look.is_some_and(|look| look <= Instant::now()) => return Wake::Time,
                // Who looks every so often sees it then.
                None if every.is_none() && identity(&self.named) != self.corpus => return Wake::Changed,
                None => pulse = Instant::now() + PULSE,
            }
        }
    }
}

/// What distinguishes a folder from another that has taken its place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Identity(u64, u64);

/// Where a folder lies, without links, and which one it is.
fn identity(folder: &Path) -> Option<(PathBuf, Identity)> {
    let path = std::fs::canonicalize(folder).ok()?;
    let metadata = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_dir)?;
    #[cfg(unix)]
    let identity = {
        use std::os::unix::fs::MetadataExt;
        Identity(metadata.dev(), metadata.ino())
    };
    #[cfg(not(unix))]
    let identity = {
        let _ = metadata;
        Identity(0, 0)
    };
    Some((path, identity))
}

/// What comes of watching one folder after the other.
#[derive(Default)]
struct Tally {
    mounts: Mounts,
    unwatched: usize,
    /// Folders that are gone already or may not be read. A walk says so; when that changes, the folder above tells.
    closed: Vec<PathBuf>,
    remote: Option<(PathBuf, String)>,
    refused: Option<(PathBuf, String)>,
}

impl Tally {
    /// Whether the system has not refused a folder because there are too many.
    fn has_room(&self) -> bool {
        self.unwatched == 0
    }

    fn look_at(&mut self, folder: &Path) {
        if self.remote.is_none() {
            self.remote = self.mounts.remote(folder).map(|system| (folder.to_owned(), system.to_owned()));
        }
    }

    fn count(&mut self, folder: &Path, watched: notify::Result<()>) {
        let Err(error) = watched else { return };
        match &error.kind {
            ErrorKind::MaxFilesWatch => self.unwatched += 1,
            ErrorKind::PathNotFound | ErrorKind::WatchNotFound => self.closed.push(folder.to_owned()),
            ErrorKind::Io(io) if matches!(io.kind(), NotFound | PermissionDenied) => {
                self.closed.push(folder.to_owned())
            }
            _ if self.refused.is_none() => self.refused = Some((folder.to_owned(), cause(&error))),
            _ => {}
        }
    }

    fn coverage(self, folders: usize) -> Coverage {
        let limit = (self.unwatched > 0).then_some(Gap::Limit { folders: self.unwatched });
        let remote = self.remote.map(|(folder, system)| Gap::Remote { folder, system });
        let refused = self.refused.map(|(folder, cause)| Gap::Refused { folder, cause });
        Coverage { folders, gaps: limit.into_iter().chain(remote).chain(refused).collect() }
    }
}

/// What the system said, without the path, which stands beside it.
fn cause(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::Io(error) => error.to_string(),
        ErrorKind::Generic(text) => text.clone(),
        _ => "it cannot be watched".to_owned(),
    }
}

#[cfg(test)]
mod tests;
