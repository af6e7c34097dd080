//! What the system tells, boiled down to whether something has changed, and since when.
//!
//! However much is told, what is kept of it does not grow: the thread that hears of it decides at once whether it counts.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, DataChange, ModifyKind, RemoveKind};
use notify::{Event, EventKind};
use rustc_hash::FxHashMap;

use super::Wake;
use crate::source::walk::{IGNORE_FILE, SETTINGS_FILE, WalkedFolder};

/// Shared by whoever waits and the thread that the system tells.
#[derive(Debug)]
pub(super) struct Changes {
    state: Mutex<State>,
    told: Condvar,
    exclude: Vec<PathBuf>,
    quiet: Duration,
}

#[derive(Debug, Default)]
struct State {
    corpus: PathBuf,
    folders: Arc<FxHashMap<PathBuf, WalkedFolder>>,
    pending: Option<Pending>,
    folders_changed: FolderChange,
    settings_changed: bool,
}

/// What has become of the folders.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FolderChange {
    /// They are as they were.
    #[default]
    None,
    /// Some have come, or what is left out is another.
    More,
    /// Some are gone or have moved, so that what is watched under their names may be something else.
    Moved,
}

/// Changes that nobody has been told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pending {
    pub(super) first: Instant,
    pub(super) last: Instant,
}

impl Pending {
    /// When to tell of them: a while after the last, but not too long after the first.
    pub(super) fn due(self, quiet: Duration, most: Duration) -> Instant {
        (self.last + quiet).min(self.first + most)
    }
}

impl Changes {
    pub(super) fn new(exclude: Vec<PathBuf>, quiet: Duration) -> Changes {
        Changes { state: Mutex::default(), told: Condvar::new(), exclude, quiet }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn wake(&self) {
        // The lock is taken so that who is about to wait has looked before or looks again.
        drop(self.lock());
        self.told.notify_all();
    }

    /// Forgets what is pending, and says whether the folders have to be looked at again. `anew` forgets the folders too.
    pub(super) fn take(&self, anew: bool) -> FolderChange {
        let mut state = self.lock();
        state.pending = None;
        if anew {
            state.folders = Arc::default();
        }
        std::mem::take(&mut state.folders_changed)
    }

    pub(super) fn take_settings(&self) -> bool {
        std::mem::take(&mut self.lock().settings_changed)
    }

    pub(super) fn set_folders(&self, corpus: &Path, folders: Arc<FxHashMap<PathBuf, WalkedFolder>>) {
        let mut state = self.lock();
        (state.corpus, state.folders) = (corpus.to_owned(), folders);
    }

    /// Waits for changes that are due; `None` when it has become `until`.
    pub(super) fn wait_until(&self, until: Instant, most: Duration, stopped: &dyn Fn() -> bool) -> Option<Wake> {
        let mut state = self.lock();
        loop {
            if stopped() {
                return Some(Wake::Stopped);
            }
            let now = Instant::now();
            let due = state.pending.map(|pending| pending.due(self.quiet, most));
            if due.is_some_and(|due| due <= now) {
                return Some(Wake::Changed);
            }
            if until <= now {
                return None;
            }
            let next = due.map_or(until, |due| due.min(until));
            state = self.told.wait_timeout(state, next - now).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Takes down what the system tells.
    pub(super) fn take_down(&self, event: notify::Result<Event>) {
        match event {
            // Who reads changes nothing: a run itself does it, for every file and folder.
            Ok(Event { kind: EventKind::Access(kind), .. }) if kind != AccessKind::Close(AccessMode::Write) => {}
            Ok(event) => self.sort_out(&event),
            // Whatever it is, something may have been missed.
            Err(_) => self.pend(&mut self.lock(), FolderChange::Moved),
        }
    }

    fn sort_out(&self, event: &Event) {
        if event.need_rescan() || event.paths.is_empty() {
            return self.pend(&mut self.lock(), FolderChange::Moved);
        }
        let goes = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
        for path in &event.paths {
            // Before the lock is taken, since the system is asked.
            let is_folder = is_folder(&event.kind, path);
            let mut state = self.lock();
            if *path == state.corpus {
                self.pend(&mut state, FolderChange::Moved);
                continue;
            }
            if state.concerns(path, is_folder) && !self.exclude.contains(path) {
                let change = match path.file_name().is_some_and(|name| name == IGNORE_FILE) {
                    _ if goes && state.folders.contains_key(path) => FolderChange::Moved,
                    false if !is_folder => FolderChange::None,
                    _ => FolderChange::More,
                };
                self.pend(&mut state, change);
            }
        }
    }

    fn pend(&self, state: &mut State, folders: FolderChange) {
        let now = Instant::now();
        let first = state.pending.map_or(now, |pending| pending.first);
        let waits = state.pending.is_none();
        state.pending = Some(Pending { first, last: now });
        state.folders_changed = state.folders_changed.max(folders);
        // Who waits for one knows by itself when to look for more.
        if waits {
            self.told.notify_all();
        }
    }
}

impl State {
    /// Whether a walk would come upon this path.
    fn concerns(&mut self, path: &Path, is_folder: bool) -> bool {
        // What lies in a folder that is not walked is passed over, and a new one is told of by itself.
        let Some(folder) = path.parent().and_then(|above| self.folders.get(above)) else { return false };
        let out = folder.leaves_out(path, is_folder);
        if out && path.file_name().is_some_and(|name| name == SETTINGS_FILE) && path.parent() == Some(&self.corpus) {
            self.settings_changed = true;
        }
        !out
    }
}

/// Whether what happened happened to a folder, as far as the system tells or can be asked. What is gone may have been one.
fn is_folder(kind: &EventKind, path: &Path) -> bool {
    match kind {
        EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => true,
        EventKind::Remove(RemoveKind::File) | EventKind::Access(_) => false,
        EventKind::Modify(ModifyKind::Data(DataChange::Any | DataChange::Content | DataChange::Size)) => false,
        // A link to a folder is told of as a file.
        _ => path.is_dir(),
    }
}
