//! Files that are no backups, damaged ones, and such as somebody made to do harm: each ends in an error, and nothing is left.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use dateline::backup::{Watcher, verify};
use serde_json::{Value, json};
use tar::{Archive, Builder, EntryType, Header};
use tempfile::TempDir;
use xxhash_rust::xxh3::xxh3_128;

use super::{backed_up, everything, refused};
use crate::support::dateline;

/// A member as it lies in an archive.
#[derive(Clone)]
struct Raw {
    name: String,
    kind: EntryType,
    contents: Vec<u8>,
    /// The length that its header tells, where that is another.
    said: Option<u64>,
}

/// A backup taken apart: the manifest, then the members.
#[derive(Clone)]
struct Parts {
    manifest: Value,
    members: Vec<Raw>,
}

impl Parts {
    fn of(backup: &[u8]) -> Parts {
        let unpacked = zstd::decode_all(backup).expect("it is packed");
        let mut archive = Archive::new(&unpacked[..]);
        let mut members: Vec<Raw> = archive
            .entries()
            .expect("an archive")
            .map(|entry| {
                let mut entry = entry.expect("a member");
                let name = entry.path().expect("a name").to_string_lossy().into_owned();
                let mut contents = Vec::new();
                entry.read_to_end(&mut contents).expect("its contents");
                Raw { name, kind: EntryType::Regular, contents, said: None }
            })
            .collect();
        let manifest = serde_json::from_slice(&members.remove(0).contents).expect("JSON");
        Parts { manifest, members }
    }

    /// The archive, not packed.
    fn archive(&self) -> Vec<u8> {
        let manifest = serde_json::to_vec(&self.manifest).expect("JSON");
        let first = Raw { name: "manifest.json".into(), kind: EntryType::Regular, contents: manifest, said: None };
        archive_of(std::iter::once(&first).chain(&self.members))
    }

    fn packed(&self) -> Vec<u8> {
        zstd::encode_all(&self.archive()[..], 1).expect("memory takes everything")
    }

    /// Makes the manifest say of a member what is true of it.
    fn confirm(&mut self, at: usize) {
        let member = &self.members[at];
        self.manifest["members"][at] = json!({
            "name": member.name, "bytes": member.contents.len(), "xxh3": format!("{:032x}", xxh3_128(&member.contents))
        });
    }
}

fn archive_of<'a>(members: impl IntoIterator<Item = &'a Raw>) -> Vec<u8> {
    let mut builder = Builder::new(Vec::new());
    for member in members {
        let mut header = Header::new_gnu();
        // By hand, since the library refuses names that lead out.
        header.as_old_mut().name[..member.name.len()].copy_from_slice(member.name.as_bytes());
        header.set_entry_type(member.kind);
        header.set_mode(0o644);
        if matches!(member.kind, EntryType::Symlink | EntryType::Link) {
            header.set_link_name("/etc/passwd").expect("a name");
        }
        header.set_size(member.said.unwrap_or(member.contents.len() as u64));
        header.set_cksum();
        builder.append(&header, &member.contents[..]).expect("memory takes everything");
    }
    builder.into_inner().expect("memory takes everything")
}

/// A folder with a backup and no index, and the backup taken apart.
fn without_index() -> (TempDir, Vec<u8>, Parts) {
    let home = backed_up();
    for gone in ["dateline-aliases.txt", "dateline-searches.toml", "dateline-searches.seen.json"] {
        fs::remove_file(home.path().join(gone)).expect("it is there");
    }
    fs::remove_dir_all(home.path().join("index")).expect("it is there");
    let backup = fs::read(home.path().join("news.tar.zst")).expect("it is there");
    let parts = Parts::of(&backup);
    (home, backup, parts)
}

/// That neither restoring nor verifying this goes well, with these words, and nothing is left.
#[track_caller]
fn both_refuse(home: &Path, backup: &[u8], message: &str) {
    restore_refuses(home, backup, message);
    refused(&dateline(home, &["backup", "--verify", "evil.zst"]), message);
}

#[track_caller]
fn restore_refuses(home: &Path, backup: &[u8], message: &str) {
    fs::write(home.join("evil.zst"), backup).expect("room for it");
    let before = everything(home);
    refused(&dateline(home, &["restore", "evil.zst"]), message);
    refused(&dateline(home, &["restore", "evil.zst", "--index", "new/folder/index"]), message);
    assert!(everything(home) == before, "something is left: {message}");
}

#[test]
fn the_parts_make_the_same_backup_again() {
    let (home, _, parts) = without_index();
    fs::write(home.path().join("again.zst"), parts.packed()).expect("room for it");
    let run = dateline(home.path(), &["restore", "again.zst", "-q"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(dateline(home.path(), &["count", "rafah"]).stdout, "2\n");
}

#[test]
fn what_is_no_backup_is_said_to_be_none() {
    let (home, _, parts) = without_index();
    let hint =
        "is no backup of dateline: it is not packed with zstd\nhint: a backup is made with: dateline backup FILE\n";
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&parts.archive()).expect("memory takes everything");
    for other in
        [Vec::new(), b"x".to_vec(), b"A text of some length.".to_vec(), parts.archive(), gzip.finish().expect("memory")]
    {
        both_refuse(home.path(), &other, hint);
    }
    let packed = |bytes: &[u8]| zstd::encode_all(bytes, 1).expect("memory takes everything");
    both_refuse(home.path(), &packed(b"Only a text."), "is no backup of dateline: there is no tar archive in it");
    both_refuse(home.path(), &packed(b""), "is no backup of dateline: there is no tar archive in it");
    let first = "is no backup of dateline: its first member is not the one that says what is in it";
    both_refuse(home.path(), &packed(&archive_of(&parts.members)), first);
    let mut link = parts.members[0].clone();
    (link.name, link.kind) = ("manifest.json".into(), EntryType::Symlink);
    both_refuse(home.path(), &packed(&archive_of([&link])), first);
    let manifest = Parts { manifest: json!({"name": "other"}), ..parts };
    both_refuse(home.path(), &manifest.packed(), first);
}

#[test]
fn other_versions_are_named() {
    let (home, _, parts) = without_index();
    let with = |field: &str, value: Value| {
        let mut parts = parts.clone();
        parts.manifest[field] = value;
        parts.packed()
    };
    both_refuse(
        home.path(),
        &with("dateline_backup", json!(2)),
        "the backup evil.zst has format 2, this version reads formats up to 1\nhint: read it with the version of dateline that wrote it",
    );
    both_refuse(
        home.path(),
        &with("index_format", json!(12)),
        "the index in the backup evil.zst has format 12, this version reads format 11\nhint: it was written by dateline 0.1.0; use that version or a later one\n",
    );
    both_refuse(
        home.path(),
        &with("index_format", json!(10)),
        "has format 10, this version reads format 11\nhint: it was written by dateline 0.1.0; use that version, or build the index anew",
    );
    // The manifest may lie about its index.
    let mut other = parts.clone();
    let list = String::from_utf8(other.members[0].contents.clone()).expect("text");
    other.members[0].contents = list.replace("dateline_format\\\":11", "dateline_format\\\":12").into_bytes();
    other.confirm(0);
    both_refuse(home.path(), &other.packed(), "its index cannot be used: the index in evil.zst has format 12");
}

#[test]
fn members_that_are_not_those_of_the_list_end_the_reading() {
    let (home, _, parts) = without_index();
    let with = |at: usize, change: &dyn Fn(&mut Raw)| {
        let mut parts = parts.clone();
        change(&mut parts.members[at]);
        parts.packed()
    };
    let expected = parts.members[1].name.clone();
    for name in ["../../evil", "/tmp/evil-of-dateline", "index/../../evil", "index", "", "index/meta.json"] {
        let message = format!("it has \"{name}\" where {expected} should be\nhint: is there another copy of it?\n");
        both_refuse(home.path(), &with(1, &|member| member.name = name.into()), &message);
    }
    for kind in [
        EntryType::Symlink,
        EntryType::Link,
        EntryType::Char,
        EntryType::Block,
        EntryType::Fifo,
        EntryType::Directory,
        EntryType::GNULongName,
        EntryType::GNUSparse,
        EntryType::XHeader,
        EntryType::XGlobalHeader,
    ] {
        both_refuse(home.path(), &with(1, &|member| member.kind = kind), &format!("{expected} is no plain file in it"));
    }
    // A member twice, one too many, one too few.
    let mut twice = parts.clone();
    twice.members.insert(1, parts.members[1].clone());
    both_refuse(
        home.path(),
        &twice.packed(),
        &format!("it has \"{expected}\" where {} should be", parts.members[2].name),
    );
    let mut more = parts.clone();
    more.members.push(Raw { name: "evil".into(), ..parts.members[1].clone() });
    both_refuse(home.path(), &more.packed(), "there is something behind its end");
    let mut fewer = parts.clone();
    let last = fewer.members.pop().expect("there are some").name;
    both_refuse(home.path(), &fewer.packed(), &format!("{last} is missing"));
}

#[test]
fn a_manifest_names_the_files_of_its_index_and_the_users() {
    let (home, _, parts) = without_index();
    let (segments, last) = (8, parts.members.len() - 1);
    let renamed = |at: usize, name: &str| {
        let mut parts = parts.clone();
        parts.members[at].name = name.into();
        parts.confirm(at);
        parts.packed()
    };
    let other = "its manifest does not name the files of its index";
    for name in
        ["index/../../evil", "index//tmp/evil", "index/.managed.json", "index/meta.json", "../evil", "aliases.txt"]
    {
        both_refuse(home.path(), &renamed(1, name), other);
    }
    for name in ["../evil", "/tmp/evil", "aliases.txt", "searches.toml", "evil"] {
        both_refuse(home.path(), &renamed(last, name), &format!("its manifest names \"{name}\", which is no member"));
    }
    both_refuse(home.path(), &renamed(segments, "index/evil"), other);
    both_refuse(home.path(), &renamed(0, "index/list.json"), "its manifest does not begin with the list of segments");
    let mut empty = parts.clone();
    empty.manifest["members"] = json!([]);
    both_refuse(home.path(), &empty.packed(), "its manifest does not begin with the list of segments");
    let mut shapeless = parts.clone();
    shapeless.manifest["members"] = json!("none");
    both_refuse(home.path(), &shapeless.packed(), "its manifest cannot be read: ");
    for list in ["", "{", "{\"payload\": 3}", "{\"segments\": []}"] {
        let mut parts = parts.clone();
        parts.members[0].contents = list.into();
        parts.confirm(0);
        both_refuse(home.path(), &parts.packed(), "its index cannot be used: ");
    }
}

#[test]
fn lengths_that_lie_are_found_out_before_anything_is_unpacked() {
    let (home, _, parts) = without_index();
    let name = parts.members[2].name.clone();
    let bytes = parts.members[2].contents.len() as u64;
    for said in [0, bytes - 1, bytes + 1, 40 << 40, u64::MAX >> 1] {
        let mut lying = parts.clone();
        lying.members[2].said = Some(said);
        both_refuse(home.path(), &lying.packed(), &format!("{name} has {said} bytes in it instead of {bytes}"));
        let mut lying = parts.clone();
        lying.manifest["members"][2]["bytes"] = json!(said);
        both_refuse(home.path(), &lying.packed(), &format!("{name} has {bytes} bytes in it instead of {said}"));
        // Where both lie, the archive ends, or goes on elsewhere.
        if said > bytes {
            lying.members[2].said = Some(said);
            both_refuse(home.path(), &lying.packed(), "the backup evil.zst is damaged: ");
        }
    }
    // 256 MB of nothing, packed to a few KB: behind the end, as the manifest, as the list of segments.
    let zeros = 256 << 20;
    let packed = |archive: &[u8]| {
        let mut encoder = zstd::Encoder::new(Vec::new(), 1).expect("memory");
        encoder.write_all(archive).expect("memory takes everything");
        std::io::copy(&mut std::io::repeat(0).take(zeros), &mut encoder).expect("memory takes everything");
        encoder.finish().expect("memory takes everything")
    };
    both_refuse(home.path(), &packed(&parts.archive()), "there is something behind its end");
    let large = |name: &str| {
        let member = Raw { name: name.into(), kind: EntryType::Regular, contents: Vec::new(), said: Some(zeros) };
        archive_of([&member])[..512].to_vec()
    };
    both_refuse(home.path(), &packed(&large("manifest.json")), "its manifest is too long");
    let mut long = parts.clone();
    long.manifest["members"][0]["bytes"] = json!(zeros);
    long.members.clear();
    let mut archive = long.archive();
    archive.truncate(archive.len() - 1024);
    archive.extend(large("index/meta.json"));
    both_refuse(home.path(), &packed(&archive), "its manifest is too long");
}

#[test]
fn a_backup_that_is_cut_off_or_goes_on_is_damaged() {
    let (home, backup, parts) = without_index();
    for cut in 1..16 {
        let part = &backup[..backup.len() * cut / 16];
        restore_refuses(home.path(), part, "evil.zst");
    }
    both_refuse(home.path(), &backup[..backup.len() - 1], "the backup evil.zst is damaged: it cannot be unpacked: ");
    let garbage = [&backup[..], b"x"].concat();
    both_refuse(home.path(), &garbage, "there is something behind its end");
    both_refuse(home.path(), &[&backup[..], &backup[..]].concat(), "there is something behind its end");
    // Packed again as a whole, and no longer than it should be, but with an end that is missing.
    let archive = parts.archive();
    for end in [1024, 1536, 4096] {
        let cut = zstd::encode_all(&archive[..archive.len() - end], 1).expect("memory takes everything");
        fs::write(home.path().join("cut.zst"), &cut).expect("room for it");
        let run = dateline(home.path(), &["backup", "--verify", "cut.zst"]);
        // Without its two empty blocks an archive is as good as whole.
        assert_eq!(run.code, if end == 1024 { 0 } else { 2 }, "{end}: {}", run.stderr);
    }
}

#[test]
fn no_bit_can_be_another_unnoticed() {
    let (_home, backup, _) = without_index();
    let stop = AtomicBool::new(false);
    let is_sound = |backup: &[u8]| {
        verify(Path::new("news"), Cursor::new(backup), &mut Watcher { stop: &stop, report: &mut |_| {} }).is_ok()
    };
    assert!(is_sound(&backup));
    let unpacked = zstd::decode_all(&backup[..]).expect("it is packed");
    let positions = (0..64).chain((64..backup.len()).step_by(997)).chain(backup.len() - 64..backup.len());
    let mut idle = 0;
    for (at, bit) in positions.flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let mut flipped = backup.clone();
        flipped[at] ^= 1 << bit;
        if is_sound(&flipped) {
            // A few bits say nothing: how much memory unpacking may take at most, the code of a byte that does not occur.
            idle += 1;
            assert!(zstd::decode_all(&flipped[..]).is_ok_and(|same| same == unpacked), "bit {bit} of byte {at}");
        }
    }
    assert!(idle < 40, "{idle} bits say nothing");
}

#[test]
fn unpacking_takes_no_more_memory_than_it_should() {
    let (home, _, parts) = without_index();
    let mut encoder = zstd::Encoder::new(Vec::new(), 1).expect("memory");
    encoder.window_log(27).expect("a window of 128 MB");
    encoder.write_all(&parts.archive()).expect("memory takes everything");
    both_refuse(
        home.path(),
        &encoder.finish().expect("memory"),
        "the backup evil.zst is damaged: it cannot be unpacked: ",
    );
}

#[test]
fn a_backup_of_a_broken_index_is_not_restored() {
    let (home, _, parts) = without_index();
    for at in 1..8 {
        let mut broken = parts.clone();
        let middle = broken.members[at].contents.len() / 2;
        broken.members[at].contents[middle] ^= 0x10;
        let name = broken.members[at].name.clone();
        both_refuse(home.path(), &broken.packed(), &format!("{name} is not as it was written"));
        broken.confirm(at);
        // Its own checksum is right; that of the index is not.
        restore_refuses(home.path(), &broken.packed(), "is not as it was written");
        broken.members[at].contents = b"short".to_vec();
        broken.confirm(at);
        restore_refuses(home.path(), &broken.packed(), "the backup evil.zst is damaged: ");
    }
}
