//! Which folders lie on file systems of other machines or of programs, of whose changes the system does not tell.
//!
//! Linux only, where the system lists what is mounted; elsewhere nothing is known and nothing claimed.

use std::path::{Path, PathBuf};

/// File systems that others write to unseen.
const REMOTE: &[&str] = &[
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "fakeowner",
    "gfs2",
    "glusterfs",
    "gpfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "ocfs2",
    "orangefs",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
    "vmhgfs",
];

/// What is mounted where.
#[derive(Debug, Default)]
pub(super) struct Mounts {
    rows: Vec<(PathBuf, String)>,
}

impl Mounts {
    /// What is mounted now.
    pub(super) fn read() -> Mounts {
        Mounts::parse(&std::fs::read("/proc/self/mountinfo").unwrap_or_default())
    }

    fn parse(list: &[u8]) -> Mounts {
        let row = |line: &[u8]| {
            let mut fields = line.split(|byte| *byte == b' ');
            let point = unescape(fields.nth(4)?)?;
            // Before the type of the file system stand so many optional fields, and a dash.
            let system = fields.skip_while(|field| *field != b"-").nth(1)?;
            Some((point, String::from_utf8_lossy(system).into_owned()))
        };
        let rows: Vec<_> = list.split(|byte| *byte == b'\n').filter_map(row).collect();
        // With nothing of the kind, no folder need be asked about.
        Mounts { rows: if rows.iter().any(|(_, system)| is_remote(system)) { rows } else { Vec::new() } }
    }

    /// The file system of a folder, if others may write to it unseen.
    pub(super) fn remote(&self, folder: &Path) -> Option<&str> {
        if self.rows.is_empty() {
            return None;
        }
        let folder = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        // What is mounted later hides what was there.
        let covering = self.rows.iter().filter(|(point, _)| folder.starts_with(point));
        let (_, system) = covering.max_by_key(|(point, _)| point.as_os_str().len())?;
        is_remote(system).then_some(system)
    }
}

/// File systems that a program provides are taken for remote ones, which most are.
fn is_remote(system: &str) -> bool {
    system == "fuse" || system.starts_with("fuse.") || REMOTE.contains(&system)
}

/// A path in which blanks and the like are written as `\040`.
fn unescape(field: &[u8]) -> Option<PathBuf> {
    let mut bytes = Vec::with_capacity(field.len());
    let mut rest = field;
    while let Some((byte, after)) = rest.split_first() {
        match (byte, after.get(..3).and_then(octal)) {
            (b'\\', Some(byte)) => {
                bytes.push(byte);
                rest = &after[3..];
            }
            _ => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt;
        Some(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
    }
    #[cfg(not(unix))]
    String::from_utf8(bytes).ok().map(PathBuf::from)
}

fn octal(digits: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(digits).ok()?;
    if text.starts_with('+') { None } else { u8::from_str_radix(text, 8).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &[u8] = b"\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:20 / /proc rw,nosuid - proc proc rw
40 22 0:41 / /none/press\\040desk rw,relatime shared:2 master:1 - nfs4 server:/press rw,vers=4.2
41 40 8:17 / /none/press\\040desk/local rw,relatime - xfs /dev/sdb1 rw
42 22 0:55 / /none/home rw - fuse.sshfs user@host: rw
43 22 8:33 / /none/stick rw - fuseblk /dev/sdc1 rw
44 22 0:60 / /none/gone rw - cifs //server/gone rw
45 44 8:49 / /none/gone rw - ext4 /dev/sdd1 rw
broken line
";

    #[test]
    fn the_innermost_and_latest_mount_tells() {
        let mounts = Mounts::parse(LIST);
        for (folder, system) in [
            ("/none", None),
            ("/none/press desk", Some("nfs4")),
            ("/none/press desk/2024/05", Some("nfs4")),
            ("/none/press desks", None),
            ("/none/press desk/local/a", None),
            ("/none/home/wires", Some("fuse.sshfs")),
            ("/none/stick", None),
            ("/none/gone/a", None),
        ] {
            assert_eq!(mounts.remote(Path::new(folder)), system, "{folder}");
        }
    }

    #[test]
    fn without_remote_mounts_nothing_is_kept() {
        assert!(Mounts::parse(b"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n").rows.is_empty());
        assert!(Mounts::parse(b"").rows.is_empty());
    }
}
