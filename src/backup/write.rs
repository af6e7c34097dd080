//! Writing a backup.

use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use jiff::Timestamp;
use tar::{Builder, EntryType, Header};
use xxhash_rust::xxh3::Xxh3;
use zstd::stream::write::Encoder;

use super::manifest::{INDEX, NAME};
use super::{BACKUP_VERSION, BackupError, Manifest, Member, PIECE, Step, UserFile, Watcher};
use crate::engine::{FORMAT_VERSION, IndexSnapshot, SnapshotFile};

/// How hard zstd tries. Most of an index is packed already; more takes longer and gains nothing.
const LEVEL: i32 = 3;

/// What goes into a backup besides the index.
#[derive(Debug, Clone)]
pub struct BackupOptions {
    /// What is noted as the time of the backup.
    pub created: Timestamp,
    /// The user's files, each at most once.
    pub user_files: Vec<(UserFile, Vec<u8>)>,
}

/// Writes a backup of a commit to `out`. `place` is where that goes, for errors.
///
/// # Errors
/// When a file of the index is not as it was written, which is found out before anything is written; when `out` refuses.
pub fn write_backup(
    snapshot: &IndexSnapshot,
    options: &BackupOptions,
    place: &Path,
    out: impl FnOnce() -> Result<Box<dyn Write>, BackupError>,
    watcher: &mut Watcher<'_>,
) -> Result<Manifest, BackupError> {
    let manifest = manifest_of(snapshot, options, watcher)?;
    let mut contents: Vec<(&Member, &[u8])> = Vec::new();
    let user_files = UserFile::ALL.into_iter().filter_map(|file| options.user_file(file));
    let all = files(snapshot).map(|file| file.bytes).chain(user_files);
    contents.extend(manifest.members.iter().zip(all));
    let packing = Packing { created: options.created, total: manifest.bytes(), done: 0, watcher };
    packing.write(&manifest, &contents, out()?).map_err(|error| match error {
        Failure::Stopped => BackupError::Interrupted,
        Failure::Io(source) => BackupError::Write { path: place.to_owned(), source },
        Failure::Changed(file) => BackupError::DamagedIndex { path: snapshot.path().to_owned(), files: vec![file] },
    })?;
    Ok(manifest)
}

impl BackupOptions {
    fn user_file(&self, file: UserFile) -> Option<&[u8]> {
        self.user_files.iter().find(|(kind, _)| *kind == file).map(|(_, bytes)| &bytes[..])
    }
}

/// The files of the index in the order of a backup.
fn files(snapshot: &IndexSnapshot) -> impl Iterator<Item = SnapshotFile<'_>> {
    std::iter::once(snapshot.list()).chain(snapshot.files())
}

/// Reads everything and compares it with the index's own checksums, so that no backup of a damaged index is made.
fn manifest_of(
    snapshot: &IndexSnapshot,
    options: &BackupOptions,
    watcher: &mut Watcher<'_>,
) -> Result<Manifest, BackupError> {
    let total = files(snapshot).map(|file| file.bytes.len() as u64).sum();
    let (mut done, mut damaged, mut members) = (0, Vec::new(), Vec::new());
    for file in files(snapshot) {
        if file.name != snapshot.list().name && !snapshot.is_as_written(file) {
            damaged.push(file.name.to_owned());
        }
        let mut hash = Xxh3::new();
        for piece in file.bytes.chunks(PIECE) {
            hash.update(piece);
            done += piece.len() as u64;
            watcher.show(Step::Checking, done, total)?;
        }
        members.push(member(format!("{INDEX}{}", file.name), file.bytes.len(), &hash));
    }
    if !damaged.is_empty() {
        return Err(BackupError::DamagedIndex { path: snapshot.path().to_owned(), files: damaged });
    }
    for file in UserFile::ALL {
        let Some(bytes) = options.user_file(file) else { continue };
        let mut hash = Xxh3::new();
        hash.update(bytes);
        members.push(member(file.name().to_owned(), bytes.len(), &hash));
    }
    let commit = snapshot.commit();
    Ok(Manifest {
        dateline_backup: BACKUP_VERSION,
        dateline: env!("CARGO_PKG_VERSION").to_owned(),
        created: options.created,
        index_format: FORMAT_VERSION,
        generation: commit.generation(),
        corpus: commit.corpus().map(|corpus| corpus.to_string_lossy().into_owned()),
        text: commit.text_store(),
        articles: snapshot.articles(),
        members,
    })
}

fn member(name: String, bytes: usize, hash: &Xxh3) -> Member {
    Member { name, bytes: bytes as u64, xxh3: digits(hash) }
}

/// A checksum as it is written.
pub(super) fn digits(hash: &Xxh3) -> String {
    format!("{:032x}", hash.digest128())
}

struct Packing<'a, 'w> {
    created: Timestamp,
    total: u64,
    done: u64,
    watcher: &'a mut Watcher<'w>,
}

enum Failure {
    Stopped,
    Io(io::Error),
    /// This file has other contents than a moment ago.
    Changed(String),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Io(error)
    }
}

impl Packing<'_, '_> {
    fn write(mut self, manifest: &Manifest, contents: &[(&Member, &[u8])], out: Box<dyn Write>) -> Result<(), Failure> {
        let mut packed = Encoder::new(BufWriter::with_capacity(PIECE, out), LEVEL)?;
        packed.include_checksum(true)?;
        let mut archive = Builder::new(packed);
        let list = serde_json::to_vec_pretty(manifest).map_err(io::Error::from)?;
        archive.append(&self.header(NAME, list.len() as u64)?, &list[..])?;
        for (member, bytes) in contents {
            let header = self.header(&member.name, member.bytes)?;
            let mut source = Hashing { bytes, hash: Xxh3::new(), packing: &mut self };
            if let Err(error) = archive.append(&header, &mut source) {
                return Err(if self.watcher.is_stopped() { Failure::Stopped } else { Failure::Io(error) });
            }
            if digits(&source.hash) != member.xxh3 {
                return Err(Failure::Changed(member.name.clone()));
            }
        }
        archive.into_inner()?.finish()?.flush()?;
        Ok(())
    }

    /// Nobody's file, of the time of the backup.
    fn header(&self, name: &str, bytes: u64) -> io::Result<Header> {
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_path(name)?;
        header.set_size(bytes);
        header.set_mode(0o644);
        header.set_mtime(self.created.as_second().try_into().unwrap_or_default());
        header.set_uid(0);
        header.set_gid(0);
        header.set_cksum();
        Ok(header)
    }
}

/// Contents that are hashed once more while they are written, and end early when the user wants an end.
struct Hashing<'a, 'p, 'w, 's> {
    bytes: &'s [u8],
    hash: Xxh3,
    packing: &'a mut Packing<'p, 'w>,
}

impl Read for Hashing<'_, '_, '_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.hash.update(&buffer[..read]);
        self.packing.done += read as u64;
        let (done, total) = (self.packing.done, self.packing.total);
        self.packing.watcher.show(Step::Packing, done, total).map_err(io::Error::other)?;
        Ok(read)
    }
}
