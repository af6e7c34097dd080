//! What is there already: refused, replaced, left alone.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use dateline::backup::{BackupError, Unpacked, Watcher};
use dateline::engine::{ArticleIndex, ArticleWriter, EngineError, ExistingIndex, IndexTarget, Occupant, WriterOptions};

use super::{backed_up, everything, home, refused};
use crate::support::{count, dateline, index_folder, search, write};

#[test]
fn a_backup_replaces_nothing_unasked() {
    let home = home();
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    write(&home.path().join("news.tar.zst"), "mine");
    fs::create_dir(home.path().join("folder")).expect("a folder");
    let before = everything(home.path());
    refused(
        &run(&["backup", "news.tar.zst"]),
        "dateline: cannot write the backup news.tar.zst: it is there already\nhint: add --force to replace it, or name another file\n",
    );
    refused(&run(&["backup", "folder", "--force"]), "it is a folder\nhint: name a file in it, such as news.tar.zst\n");
    refused(
        &run(&["backup", "index/news.tar.zst"]),
        "that is in the folder of the index\nhint: name a file elsewhere\n",
    );
    refused(
        &run(&["backup", "none/news.tar.zst"]),
        "cannot back up the index: none/news.tar.zst: No such file or directory",
    );
    refused(
        &run(&["backup", "x.zst", "--index", "none"]),
        "no index in none\nhint: build one with: dateline index FOLDER\n",
    );
    #[cfg(unix)]
    refused(
        &run(&["backup", "/dev/null", "--force"]),
        "it is no plain file\nhint: to write into it: dateline backup - > FILE\n",
    );
    assert_eq!(everything(home.path()), before);
    let forced = run(&["backup", "news.tar.zst", "--force"]);
    assert!(forced.code == 0 && forced.stderr.contains(" in news.tar.zst\n"), "{}", forced.stderr);
    assert_eq!(run(&["backup", "--verify", "news.tar.zst", "-q"]).code, 0);
    let inside = run(&["backup", "corpus/news.tar.zst"]);
    assert!(inside.stderr.contains("note: the backup lies in the folder of the articles"), "{}", inside.stderr);
    assert_eq!(run(&["backup", "quiet.tar.zst", "--quiet"]).stderr, "");
}

#[cfg(unix)]
#[test]
fn a_backup_behind_a_link_is_replaced_where_it_lies() {
    let home = home();
    fs::create_dir(home.path().join("disk")).expect("a folder");
    write(&home.path().join("disk/news.tar.zst"), "old");
    std::os::unix::fs::symlink("disk/news.tar.zst", home.path().join("link")).expect("a link");
    assert_eq!(dateline(home.path(), &["backup", "link", "--force", "-q"]).code, 0);
    assert!(fs::symlink_metadata(home.path().join("link")).expect("it is there").is_symlink());
    assert_eq!(dateline(home.path(), &["backup", "--verify", "disk/news.tar.zst", "-q"]).code, 0);
    assert_eq!(fs::read_dir(home.path().join("disk")).expect("a folder").count(), 1);
}

#[test]
fn a_damaged_index_is_not_backed_up() {
    let home = home();
    let files = fs::read_dir(home.path().join("index")).expect("a folder");
    let names = files.map(|entry| entry.expect("an entry").path());
    let text = names.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "text")).expect("a file");
    let mut bytes = fs::read(&text).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&text, &bytes).expect("room for it");
    let before = everything(home.path());
    let name = text.file_name().expect("a name").to_string_lossy();
    refused(
        &dateline(home.path(), &["backup", "news.tar.zst"]),
        &format!(
            "cannot back up the index: the index in index is damaged: not as written are {name}\nhint: build it anew"
        ),
    );
    assert_eq!(everything(home.path()), before);
}

#[test]
fn an_index_is_replaced_when_that_is_asked_for() {
    let home = backed_up();
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    write(&home.path().join("corpus/d.txt"), "date 2024-06-01 Omega has come.");
    write(&home.path().join("index/README.md"), "Mine.");
    write(&home.path().join("index/notes/a.txt"), "Mine too.");
    // What restoring left that was killed.
    write(&home.path().join("index/.tmp-restore-abc/index/meta.json"), "{}");
    assert_eq!(run(&["index", "-q"]).code, 0);
    let path = home.path().join("index");
    let reader = ArticleIndex::open(&path).expect("it is there");
    let before = everything(home.path());
    refused(
        &run(&["restore", "news.tar.zst"]),
        "cannot restore news.tar.zst: there is an index in index already\nhint: add --force to replace it, or name another folder with --index DIR\n",
    );
    assert_eq!(everything(home.path()), before);
    assert_eq!(run(&["restore", "news.tar.zst", "--force", "-q"]).code, 0);
    let restored = ArticleIndex::open(&path).expect("it is there");
    assert_eq!((count(&restored, "omega"), count(&restored, "rafah")), (0, 2));
    // What was opened before reads on.
    assert_eq!(search(&reader, "omega").hits[0].snippets[0].text.text, "Omega has come.");
    assert_eq!(fs::read_to_string(path.join("README.md")).expect("it stays"), "Mine.");
    assert_eq!(fs::read_to_string(path.join("notes/a.txt")).expect("it stays"), "Mine too.");
    assert!(!path.join(".tmp-restore-abc").exists());
    let left = |ending: &str| {
        fs::read_dir(&path)
            .expect("a folder")
            .filter(|entry| entry.as_ref().expect("an entry").file_name().to_string_lossy().ends_with(ending))
            .count()
    };
    assert_eq!((left(".text"), left(".del")), (1, 0), "files of the old index are left");
    assert!(run(&["index"]).stderr.starts_with("files: 1 added, 3 unchanged; 1 article written"));
    assert_eq!(run(&["check"]).code, 0);
}

#[test]
fn what_is_left_of_an_index_is_replaced_and_other_folders_are_not() {
    let home = backed_up();
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    let list = home.path().join("index/meta.json");
    let text = fs::read_to_string(&list).expect("it is there");
    for broken in ["{", &text.replace("dateline_format\\\":11", "dateline_format\\\":10")] {
        fs::write(&list, broken).expect("room for it");
        assert_eq!(run(&["count", "rafah"]).code, 2);
        refused(&run(&["restore", "news.tar.zst"]), "there is an index in index already");
        assert_eq!(run(&["restore", "news.tar.zst", "--force", "-q"]).code, 0);
        assert_eq!(run(&["count", "rafah"]).stdout, "2\n");
    }
    // An empty folder, or one that is kept for an index, is as good as none.
    fs::create_dir(home.path().join("empty")).expect("a folder");
    write(&home.path().join("kept/.gitignore"), "*");
    for place in ["empty", "kept"] {
        assert_eq!(run(&["restore", "news.tar.zst", "--index", place, "-q"]).code, 0);
        assert_eq!(run(&["count", "rafah", "--index", place]).stdout, "2\n");
    }
    assert!(home.path().join("kept/.gitignore").exists());
    write(&home.path().join("other/diary.txt"), "Mine.");
    let before = everything(home.path());
    for flag in ["--force", "-q"] {
        refused(
            &run(&["restore", "news.tar.zst", "--index", "other", flag]),
            "other holds other files and is no index of dateline\nhint: name another folder with --index DIR",
        );
    }
    refused(&run(&["restore", "none.zst"]), "cannot read none.zst: No such file or directory");
    assert_eq!(everything(home.path()), before);
}

#[test]
fn nothing_is_restored_while_somebody_writes() {
    let home = backed_up();
    let options = WriterOptions { threads: 1, existing: ExistingIndex::Update };
    let writer = ArticleWriter::open(&home.path().join("index"), &options).expect("nobody else writes");
    let before = everything(home.path());
    refused(
        &dateline(home.path(), &["restore", "news.tar.zst", "--force"]),
        &format!("the index in index is locked: another dateline (process {}) is writing to it", std::process::id()),
    );
    assert_eq!(everything(home.path()), before);
    // Who only reads is not in its way, nor who writes in a backup's.
    assert_eq!(dateline(home.path(), &["backup", "news.tar.zst", "--force", "-q"]).code, 0);
    drop(writer);
    assert_eq!(dateline(home.path(), &["restore", "news.tar.zst", "--force", "-q"]).code, 0);
}

#[test]
fn files_of_the_user_are_not_lost() {
    let home = backed_up();
    let run = |arguments: &[&str]| dateline(home.path(), arguments);
    let read = |path: &str| fs::read_to_string(home.path().join(path)).expect("it is there");
    let aliases = read("dateline-aliases.txt");
    fs::remove_dir_all(home.path().join("index")).expect("it is there");
    write(&home.path().join("dateline-aliases.txt"), "# other ones\n");
    let before = everything(home.path());
    refused(
        &run(&["restore", "news.tar.zst"]),
        "cannot restore news.tar.zst: dateline-aliases.txt is there already with other contents\n\
         hint: add --force to replace it (it is kept as dateline-aliases.txt.before-restore), or name another file with --aliases FILE\n",
    );
    assert_eq!(everything(home.path()), before);
    let elsewhere = run(&["restore", "news.tar.zst", "--index", "x", "--aliases", "mine.txt", "-q"]);
    assert_eq!((elsewhere.code, read("mine.txt")), (0, aliases.clone()));
    let forced = run(&["restore", "news.tar.zst", "--force"]);
    assert!(forced.code == 0, "{}", forced.stderr);
    assert!(
        forced
            .stderr
            .ends_with("note: the dateline-aliases.txt that was there is dateline-aliases.txt.before-restore now\n"),
        "{}",
        forced.stderr
    );
    assert_eq!(read("dateline-aliases.txt"), aliases);
    assert_eq!(read("dateline-aliases.txt.before-restore"), "# other ones\n");
    assert!(!Path::new(&home.path().join("dateline-searches.toml.before-restore")).exists());
}

#[test]
fn an_index_that_somebody_else_made_meanwhile_stays() {
    let home = backed_up();
    let file = home.path().join("news.tar.zst");
    write(&home.path().join("other/a.txt"), "date 2024-06-01 Omega has come.");
    fs::create_dir(home.path().join("bare")).expect("a folder");
    for place in ["absent/index", "bare"] {
        let place = home.path().join(place);
        let target = IndexTarget::open(&place, Occupant::Goes).expect("there is no index");
        assert!(!target.is_taken());
        let stop = AtomicBool::new(false);
        let mut watcher = Watcher { stop: &stop, report: &mut |_| {} };
        let input = fs::File::open(&file).expect("a file");
        let unpacked = Unpacked::read(&file, input, target, &mut watcher).expect("it is whole");
        index_folder(&home.path().join("other"), &place);
        let before: Vec<_> = everything(&place).into_iter().filter(|(path, _)| !path.starts_with(".tmp")).collect();
        let put = unpacked.put();
        assert!(matches!(put, Err(BackupError::Engine(EngineError::Occupied { .. }))), "{put:?}");
        assert_eq!(everything(&place), before);
        assert_eq!(count(&ArticleIndex::open(&place).expect("it is there"), "omega"), 1);
    }
    assert_eq!(fs::read_dir(home.path().join("absent")).expect("a folder").count(), 1);
}
