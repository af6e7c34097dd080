//! The folders of a corpus that a walk lists, without a look at the files in them.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::ignored::IgnoreRules;
use super::listing::{Folder, Listing, Look};
use super::{IGNORE_FILE, SETTINGS_FILE, WalkOptions};

/// A folder that a walk lists, with what it leaves out there.
#[derive(Debug, Clone)]
pub struct WalkedFolder {
    rules: IgnoreRules,
    /// True for the corpus itself.
    top: bool,
}

impl WalkedFolder {
    /// Whether a walk passes over a file or folder that lies directly in this one, as far as its name tells.
    ///
    /// A hidden folder may be one of mail, which what lies in it decides, so it is not taken to be passed over.
    pub fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        let Some(name) = path.file_name() else { return false };
        let hidden = name.as_encoded_bytes().starts_with(b".");
        if hidden && !is_folder && name != IGNORE_FILE || self.top && name == SETTINGS_FILE {
            return true;
        }
        !hidden && self.rules.ignores(path, is_folder)
    }
}

/// Every folder of a corpus that a walk lists, by its path; what cannot be listed is in it too.
///
/// `before_listing` is called for each before it is listed, so that whoever begins to watch it there misses nothing that
/// comes into it afterwards.
pub fn list_folders(
    corpus: &Path,
    options: &WalkOptions,
    before_listing: &mut dyn FnMut(&Path),
) -> FxHashMap<PathBuf, WalkedFolder> {
    let mut folders = FxHashMap::default();
    let mut waiting = vec![Folder::top(corpus)];
    while let Some(folder) = waiting.pop() {
        before_listing(folder.path());
        let walked = WalkedFolder { rules: folder.rules(), top: folders.is_empty() };
        folders.insert(folder.path().to_owned(), walked);
        waiting.extend(Listing::read(corpus, folder, options, Look::Folders).1);
    }
    folders
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;

    #[test]
    fn the_folders_of_a_walk_are_listed_and_know_what_they_leave_out() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let at = |path: &str| home.path().join(path);
        for path in ["a/b", ".git/objects", "drafts", "index", "mail/.Sent/cur", "mail/new", "mail/cur"] {
            fs::create_dir_all(at(path)).expect("a folder");
        }
        fs::write(at(".datelineignore"), "*.log\n/drafts/\n").expect("a file");
        fs::write(at("a/.datelineignore"), "!keep.log\n").expect("a file");
        let options = WalkOptions {
            exclude: vec![fs::canonicalize(at("index")).expect("it is there")],
            ..WalkOptions::default()
        };
        let mut told = Vec::new();
        let folders = list_folders(home.path(), &options, &mut |path| told.push(path.to_owned()));
        let listed: BTreeSet<&str> = folders
            .keys()
            .map(|path| path.strip_prefix(home.path()).expect("below it").to_str().expect("a plain name"))
            .collect();
        let expected = ["", "a", "a/b", "mail", "mail/.Sent", "mail/.Sent/cur", "mail/cur", "mail/new"];
        assert_eq!(listed, BTreeSet::from(expected));
        assert_eq!((told.len(), told[0].as_path()), (folders.len(), home.path()));
        let leaves_out = |folder: &str, name: &str, is_folder| {
            let path = at(folder).join(name);
            folders[path.parent().expect("a folder")].leaves_out(&path, is_folder)
        };
        for (folder, name, is_folder, out) in [
            ("", "a.txt", false, false),
            ("", "x.log", false, true),
            ("a", "x.log", false, true),
            ("a", "keep.log", false, false),
            ("", "drafts", true, true),
            ("", ".a.txt.swp", false, true),
            ("", ".datelineignore", false, false),
            ("", "dateline.toml", false, true),
            ("a", "dateline.toml", false, false),
            ("mail", ".Trash", true, false),
        ] {
            assert_eq!(leaves_out(folder, name, is_folder), out, "{folder}/{name}");
        }
    }
}
