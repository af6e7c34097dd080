//! Reading a backup, which may be damaged or made by somebody who means harm.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use tar::{Archive, Entry, EntryType};
use xxhash_rust::xxh3::Xxh3;
use zstd::stream::read::Decoder;

use super::manifest::NAME;
use super::write::digits;
use super::{BackupError, Damage, Manifest, Member, PIECE, Step, Watcher};
use crate::engine::{Commit, IndexTarget};

/// What every frame of zstd begins with.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// Most memory for unpacking, as a power of two. What is written here takes 2 MiB.
const WINDOW_LOG: u32 = 23;
/// Most bytes of a manifest, and of a list of segments.
const MOST_LIST: u64 = 16 << 20;
/// Most zeros behind the last member; some programs fill their last block.
const MOST_PADDING: u64 = 64 << 10;

/// What becomes of the members.
#[derive(Debug, Clone, Copy)]
pub(super) enum Members<'a> {
    /// They are compared with their checksums and forgotten.
    Forgotten,
    /// They are written below a folder, files of the index as [`IndexTarget::MADE`].
    Below {
        /// The folder.
        folder: &'a Path,
        /// What it is called in errors, since its own name is a passing one.
        called: &'a Path,
    },
}

/// Reads a backup to its end and compares everything with its checksums. `path` is what it is called in errors.
///
/// # Errors
/// When it is no backup, of another version, or damaged.
pub fn verify(path: &Path, input: impl Read, watcher: &mut Watcher<'_>) -> Result<Manifest, BackupError> {
    read_backup(path, input, Members::Forgotten, watcher).map(|(manifest, _)| manifest)
}

/// Reads a backup to its end, with the commit in it.
pub(super) fn read_backup(
    path: &Path,
    mut input: impl Read,
    members: Members<'_>,
    watcher: &mut Watcher<'_>,
) -> Result<(Manifest, Commit), BackupError> {
    let mut magic = Vec::new();
    (&mut input).take(ZSTD.len() as u64).read_to_end(&mut magic).map_err(|source| BackupError::Read { source })?;
    if magic != ZSTD {
        return Err(BackupError::Foreign { path: path.to_owned(), what: "it is not packed with zstd" });
    }
    let mut input = Input { rest: magic.chain(input), failed: None };
    let mut reading = Reading { path, members, watcher, done: 0, total: 0 };
    let read = reading.archive(&mut input);
    match read {
        _ if reading.watcher.is_stopped() => Err(BackupError::Interrupted),
        // What the system said of the file itself counts for more than what followed from it.
        Err(BackupError::Damaged { .. } | BackupError::Foreign { .. }) if input.failed.is_some() => {
            Err(BackupError::Read { source: input.failed.take().unwrap_or_else(|| io::ErrorKind::Other.into()) })
        }
        read => read,
    }
}

/// A file that is read, with the error that the system had for it.
struct Input<R> {
    rest: R,
    failed: Option<io::Error>,
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.rest.read(buffer).inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                self.failed = Some(io::Error::new(error.kind(), error.to_string()));
            }
        })
    }
}

struct Reading<'a, 'w, 'p> {
    path: &'p Path,
    members: Members<'p>,
    watcher: &'a mut Watcher<'w>,
    done: u64,
    total: u64,
}

impl Reading<'_, '_, '_> {
    fn damaged(&self, damage: Damage) -> BackupError {
        BackupError::Damaged { path: self.path.to_owned(), damage }
    }

    fn archive(&mut self, input: impl Read) -> Result<(Manifest, Commit), BackupError> {
        let unpacked = |error| BackupError::Damaged { path: self.path.to_owned(), damage: Damage::Packing(error) };
        let mut decoder =
            Decoder::with_buffer(BufReader::with_capacity(PIECE, input)).map_err(unpacked)?.single_frame();
        decoder.window_log_max(WINDOW_LOG).map_err(unpacked)?;
        let mut unpacking = BufReader::with_capacity(PIECE, decoder);
        // Whether it can be unpacked at all, before anybody looks for an archive in it.
        unpacking.fill_buf().map_err(unpacked)?;
        let mut archive = Archive::new(unpacking);
        // Raw, or the library would read whatever an archive calls a long name into memory.
        let mut entries = archive.entries().map_err(unpacked)?.raw(true);
        let foreign = |what| BackupError::Foreign { path: self.path.to_owned(), what };
        let Some(Ok(first)) = entries.next() else { return Err(foreign("there is no tar archive in it")) };
        if first.path_bytes() != NAME.as_bytes() || first.header().entry_type() != EntryType::Regular {
            return Err(foreign("its first member is not the one that says what is in it"));
        }
        let manifest = Manifest::read(self.path, &self.list(NAME, first)?)?;
        self.total = manifest.bytes();
        let commit = self.commit(&manifest, entries.next())?;
        for member in &manifest.members[1..] {
            let entry = self.expected(member, entries.next())?;
            self.member(member, entry)?;
        }
        match entries.next() {
            None => {}
            Some(Ok(_)) => return Err(self.damaged(Damage::Trailing)),
            Some(Err(error)) => return Err(self.damaged(Damage::Packing(error))),
        }
        self.end(archive.into_inner())?;
        Ok((manifest, commit))
    }

    /// That nothing comes behind the last member, and the frame has the checksum that it should have.
    fn end<R: Read>(&self, mut unpacking: BufReader<Decoder<'_, BufReader<R>>>) -> Result<(), BackupError> {
        let mut padding = Vec::new();
        let read = (&mut unpacking).take(MOST_PADDING + 1).read_to_end(&mut padding);
        read.map_err(|error| self.damaged(Damage::Packing(error)))?;
        let is_padding = padding.len() as u64 <= MOST_PADDING && padding.iter().all(|byte| *byte == 0);
        let mut input = unpacking.into_inner().finish();
        let behind = input.fill_buf().map_err(|error| self.damaged(Damage::Packing(error)))?;
        if is_padding && behind.is_empty() { Ok(()) } else { Err(self.damaged(Damage::Trailing)) }
    }

    /// The member that should come now.
    fn expected<'e, R: Read>(
        &self,
        member: &Member,
        entry: Option<io::Result<Entry<'e, R>>>,
    ) -> Result<Entry<'e, R>, BackupError> {
        let entry = match entry {
            Some(Ok(entry)) => entry,
            Some(Err(error)) => return Err(self.damaged(Damage::Packing(error))),
            None => return Err(self.damaged(Damage::Missing(member.name.clone()))),
        };
        let found = entry.path_bytes();
        if found != member.name.as_bytes() {
            let (expected, found) = (member.name.clone(), String::from_utf8_lossy(&found).into_owned());
            return Err(self.damaged(Damage::Order { expected, found }));
        }
        if entry.header().entry_type() != EntryType::Regular {
            return Err(self.damaged(Damage::Kind(member.name.clone())));
        }
        if entry.size() != member.bytes {
            let (expected, found) = (member.bytes, entry.size());
            return Err(self.damaged(Damage::Length { name: member.name.clone(), expected, found }));
        }
        Ok(entry)
    }

    /// The contents of a list, in memory.
    fn list(&self, name: &str, entry: Entry<'_, impl Read>) -> Result<Vec<u8>, BackupError> {
        let size = entry.size();
        if size > MOST_LIST {
            return Err(self.damaged(Damage::LongManifest));
        }
        let mut list = Vec::new();
        entry.take(MOST_LIST).read_to_end(&mut list).map_err(|error| self.damaged(Damage::Packing(error)))?;
        if list.len() as u64 != size {
            return Err(self.damaged(Damage::Cut(name.to_owned())));
        }
        Ok(list)
    }

    /// Reads the list of segments and compares it with the manifest, before any other file is looked at.
    fn commit<R: Read>(
        &mut self,
        manifest: &Manifest,
        entry: Option<io::Result<Entry<'_, R>>>,
    ) -> Result<Commit, BackupError> {
        let member = &manifest.members[0];
        let entry = self.expected(member, entry)?;
        let list = self.list(&member.name, entry)?;
        let commit = Commit::read(self.path, &list).map_err(|error| self.damaged(Damage::Index(error.to_string())))?;
        manifest.check(&commit).map_err(|damage| self.damaged(damage))?;
        self.member(member, &list[..])?;
        Ok(commit)
    }

    /// Reads a member, compares it with its checksum, and writes it where it is wanted.
    fn member(&mut self, member: &Member, mut contents: impl Read) -> Result<(), BackupError> {
        let place = match self.members {
            Members::Forgotten => None,
            Members::Below { folder, called } => Some((
                called,
                match member.index_file() {
                    Some(name) => folder.join(IndexTarget::MADE).join(name),
                    None => folder.join(&member.name),
                },
            )),
        };
        let refused = |called: &Path| {
            let path = called.to_owned();
            move |source| BackupError::Write { path, source }
        };
        let mut out = match &place {
            Some((called, path)) => Some((*called, File::create_new(path).map_err(refused(called))?)),
            None => None,
        };
        let (mut hash, mut buffer, mut left) = (Xxh3::new(), vec![0; PIECE], member.bytes);
        while left > 0 {
            let wanted = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
            let read = match contents.read(&mut buffer[..wanted]) {
                Ok(0) => return Err(self.damaged(Damage::Cut(member.name.clone()))),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(self.damaged(Damage::Packing(error))),
            };
            hash.update(&buffer[..read]);
            if let Some((called, file)) = &mut out {
                file.write_all(&buffer[..read]).map_err(refused(called))?;
            }
            left -= read as u64;
            self.done += read as u64;
            self.watcher.show(Step::Reading, self.done, self.total)?;
        }
        if digits(&hash) != member.xxh3 {
            return Err(self.damaged(Damage::Contents(member.name.clone())));
        }
        match out {
            Some((called, file)) => file.sync_all().map_err(refused(called)),
            None => Ok(()),
        }
    }
}
