//! What goes wrong, as the user sees it: message, hint, exit code.

use std::fs;

use crate::support::{dateline, dateline_with, folder, write};

const ALPHA: &[(&str, &str)] = &[("corpus/a.txt", "date 2024-01-01 Alpha stands alone.")];

#[test]
fn no_corpus_and_no_index() {
    let home = folder(&[]);
    let run = dateline(home.path(), &["index", "nowhere"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.stderr,
        "dateline: cannot index nowhere: there is no folder nowhere\nhint: name the folder of your articles: dateline index FOLDER\n"
    );
    assert!(!home.path().join("index").exists());
    let run = dateline(home.path(), &["search", "alpha"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("there is no index in index and no folder corpus"), "{}", run.stderr);
    assert!(run.stderr.contains("hint: build an index with: dateline index FOLDER"), "{}", run.stderr);
}

#[test]
fn an_empty_corpus() {
    let home = folder(&[("corpus/.hidden", "x")]);
    let run = dateline(home.path(), &["index"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("dateline: cannot index corpus: there is no file to index in corpus\nhint: "),
        "{}",
        run.stderr
    );
    assert!(!home.path().join("index").exists());
}

#[test]
fn a_corpus_that_is_empty_all_at_once_does_not_empty_the_index() {
    let home = folder(ALPHA);
    assert_eq!(dateline(home.path(), &["index"]).code, 0);
    fs::remove_file(home.path().join("corpus/a.txt")).expect("a removal");
    let run = dateline(home.path(), &["index"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.stderr,
        "dateline: cannot index corpus: corpus is empty now, but the index holds 1 files of it\n\
         hint: is the disk mounted? to empty the index all the same, delete its folder\n"
    );
    let run = dateline(home.path(), &["index", "dateline.txt"]);
    assert_eq!(run.stderr.lines().next(), Some("dateline: cannot index dateline.txt: there is no folder dateline.txt"));
    write(&home.path().join("letter.txt"), "one");
    let run = dateline(home.path(), &["index", "letter.txt", "--index", "other"]);
    assert_eq!(
        run.stderr,
        "dateline: cannot index letter.txt: letter.txt is not a folder\nhint: name the folder that the file lies in\n"
    );
}

#[test]
fn a_folder_of_other_things_is_not_touched() {
    let home = folder(ALPHA);
    write(&home.path().join("index/letter.doc"), "mine");
    let run = dateline(home.path(), &["index"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("index holds other files and is no index of dateline"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(home.path().join("index/letter.doc")).expect("still there"), "mine");
    assert_eq!(fs::read_dir(home.path().join("index")).expect("a folder").count(), 1);
}

#[test]
fn an_index_of_another_format_is_refused_and_can_be_rebuilt() {
    let home = folder(ALPHA);
    assert_eq!(dateline(home.path(), &["index"]).code, 0);
    let meta = home.path().join("index/meta.json");
    let text = fs::read_to_string(&meta).expect("the index is there");
    let older = text.replace("\\\"dateline_format\\\":11", "\\\"dateline_format\\\":2");
    assert_ne!(text, older);
    fs::write(&meta, older).expect("files can be written");
    for arguments in [&["search", "alpha"][..], &["index"], &["status"]] {
        let run = dateline(home.path(), arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.contains("has format 2, this version reads format 11"), "{}", run.stderr);
        assert!(run.stderr.contains("hint: rebuild it with: dateline index FOLDER --full"), "{}", run.stderr);
    }
    assert_eq!(dateline(home.path(), &["index", "--full"]).code, 0);
    assert_eq!(dateline(home.path(), &["search", "alpha"]).code, 0);
}

#[test]
fn a_damaged_index_is_named_and_can_be_rebuilt() {
    let home = folder(ALPHA);
    assert_eq!(dateline(home.path(), &["index"]).code, 0);
    fs::write(home.path().join("index/meta.json"), "{").expect("files can be written");
    let run = dateline(home.path(), &["search", "alpha"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("the index in index is damaged"), "{}", run.stderr);
    assert_eq!(dateline(home.path(), &["index", "--full"]).code, 0);
    let store = fs::read_dir(home.path().join("index"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.extension().is_some_and(|ending| ending == "store"))
        .expect("the articles are stored");
    fs::remove_file(store).expect("a removal");
    let run = dateline(home.path(), &["search", "alpha"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("is damaged") && run.stderr.contains("--full"), "{}", run.stderr);
}

#[test]
fn a_changed_bit_is_found_by_check_and_never_ends_in_a_panic() {
    let home = folder(ALPHA);
    assert_eq!(dateline(home.path(), &["index"]).code, 0);
    let run = dateline(home.path(), &["check"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("all as they were written"), "{}", run.stdout);
    let files: Vec<_> = fs::read_dir(home.path().join("index"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.file_stem().is_some_and(|stem| stem.len() == 32))
        .collect();
    assert!(files.len() >= 6, "{files:?}");
    for file in files.clone() {
        let whole = fs::read(&file).expect("a file of the index");
        let name = file.file_name().and_then(|name| name.to_str()).expect("a plain name");
        let cut_off = whole[..whole.len() / 2].to_vec();
        let changed = |at: usize| {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x10;
            bytes
        };
        for bytes in [cut_off, changed(0), changed(8), changed(whole.len() / 2), changed(whole.len() - 3)] {
            fs::write(&file, bytes).expect("files can be written");
            let run = dateline(home.path(), &["check"]);
            assert_eq!(run.code, 2, "{name}");
            assert!(run.stderr.contains(name) && run.stderr.contains("--full"), "{name}: {}", run.stderr);
            let run = dateline(home.path(), &["check", "--json"]);
            assert!(run.stdout.contains(&format!("\"{name}\"")), "{name}: {}", run.stdout);
            // What a search makes of it depends on the bit; a panic it is not.
            for arguments in [&["search", "alpha"][..], &["status"], &["people"]] {
                let run = dateline(home.path(), arguments);
                assert!(run.code <= 2 && !run.stderr.contains("panicked"), "{name} {arguments:?}: {}", run.stderr);
            }
        }
        fs::remove_file(&file).expect("files can be removed");
        let run = dateline(home.path(), &["check"]);
        assert!(run.code == 2 && run.stderr.contains(name), "{name}: {}", run.stderr);
        fs::write(&file, changed(8)).expect("files can be written");
        let run = dateline(home.path(), &["index"]);
        assert!(!run.stderr.contains("panicked"), "{name}: {}", run.stderr);
        fs::write(&file, whole).expect("files can be written");
    }
    let run = dateline(home.path(), &["check"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let store = |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "fast");
    let file = files.iter().find(|path| store(path)).expect("columns");
    fs::write(file, "x").expect("files can be written");
    assert_eq!(dateline(home.path(), &["index", "corpus", "--full"]).code, 0);
    assert_eq!(dateline(home.path(), &["check"]).code, 0);
    assert_eq!(dateline(home.path(), &["search", "alpha"]).code, 0);
}

#[test]
fn bad_queries_and_dates_are_pointed_at() {
    let home = folder(ALPHA);
    assert_eq!(dateline(home.path(), &["index"]).code, 0);
    for (arguments, expected) in [
        (&["search", "headlne:alpha"][..], "headline"),
        (&["search", "alpha AND"], "^"),
        (&["search", "(alpha"], "^"),
        (&["search", "alpha", "--from", "2024-02-30"], "cannot read --from"),
        (&["search", "alpha", "--from", "2024-05", "--to", "2024-01"], "is later than"),
        (&["search", "alpha", "--lang", "klingonish"], "no language"),
        (&["search"], "nothing to search for"),
        (&["search", "alpha", "--format", "json", "--fields", "path"], "--fields needs"),
    ] {
        let run = dateline(home.path(), arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(expected), "{arguments:?}: {}", run.stderr);
        assert_eq!(run.stdout, "", "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn files_that_cannot_be_read_are_listed_and_the_rest_is_indexed() {
    let home = folder(ALPHA);
    write(&home.path().join("corpus/b.txt"), "date 2024-01-01 Alpha again.");
    write(&home.path().join("corpus/torn.jsonl"), "{\"title\":\"Alpha\",\"body\":\"Alpha is whole.\"}\n{\"title\":\n");
    let photo = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x48\x00\x48\x00\x00\xff\xdb\x00\x43\x00\x08";
    fs::write(home.path().join("corpus/photo.jpg"), photo).expect("files can be written");
    let run = dateline(home.path(), &["index"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("failed   torn.jsonl!2: "), "{}", run.stderr);
    assert!(run.stderr.contains("skipped  photo.jpg: not text"), "{}", run.stderr);
    assert_eq!(dateline(home.path(), &["count", "alpha"]).stdout, "3\n");
    let again = dateline(home.path(), &["index"]);
    assert_eq!(again.code, 0, "what failed is not read again until it changes: {}", again.stderr);
    let listed = dateline(home.path(), &["status", "--failures"]);
    assert!(listed.stdout.contains("failed\ttorn.jsonl!2\t"), "{}", listed.stdout);
    assert_eq!(dateline(home.path(), &["index", "--retry-failed"]).code, 2);
}

#[cfg(target_os = "linux")]
#[test]
fn what_could_not_be_opened_is_remembered_until_it_can() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let home = folder(ALPHA);
    let corpus = home.path().join("corpus");
    write(&corpus.join("page.html"), "<html><body><h1>Alpha</h1><p>Alpha is a page.</p></body></html>");
    write(&corpus.join("page_files/style.css"), "body { color: red; }");
    write(&corpus.join("page_files/frame.html"), "<html><body><p>Alpha is an advert.</p></body></html>");
    // The first cannot be followed, the second leads to what is no file on a disk.
    symlink("nowhere", corpus.join("broken.txt")).expect("a link");
    symlink("/proc/self/mem", corpus.join("locked.txt")).expect("a link");
    fs::write(corpus.join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt")), "Alpha in a cafe.").expect("a file");
    let listed = [
        "failed\tbroken.txt\t-\tNo such file or directory (os error 2)",
        "skipped\tcaf\\xe9.txt\t-\tits name is not Unicode: rename it to have it read",
        "skipped\tlocked.txt\t-\tnot a regular file",
        "skipped\tpage_files/frame.html\t-\ta part of the saved page beside its folder",
        "skipped\tpage_files/style.css\t-\ta part of the saved page beside its folder",
    ];
    let failures = || {
        let mut lines: Vec<String> =
            dateline(home.path(), &["status", "--failures"]).stdout.lines().map(str::to_owned).collect();
        lines.sort_by(|a, b| a.split('\t').nth(1).cmp(&b.split('\t').nth(1)));
        lines
    };
    let run = dateline(home.path(), &["index"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("files: 2 added, 4 skipped, 1 failed"), "{}", run.stderr);
    assert_eq!(failures(), listed);
    assert_eq!(dateline(home.path(), &["count", "alpha"]).stdout, "2\n");
    let written = || fs::read(home.path().join("index/meta.json")).expect("the index is there");
    let before = written();
    let again = dateline(home.path(), &["index"]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("files: 2 unchanged, 4 skipped, 1 failed"), "{}", again.stderr);
    assert_eq!((failures().as_slice(), written()), (&listed.map(str::to_owned)[..], before));
    for name in ["broken.txt", "locked.txt"] {
        fs::remove_file(corpus.join(name)).expect("a removal");
        write(&corpus.join(name), "date 2024-01-02 Alpha can be read.");
    }
    fs::remove_file(corpus.join("page.html")).expect("a removal");
    let mended = dateline(home.path(), &["index"]);
    assert_eq!(mended.code, 0, "{}", mended.stderr);
    assert!(mended.stderr.contains("files: 3 added, 1 removed, 1 unchanged, 2 skipped"), "{}", mended.stderr);
    assert_eq!(dateline(home.path(), &["count", "alpha"]).stdout, "4\n");
    assert_eq!(failures(), [listed[1], "skipped\tpage_files/style.css\t-\tno article in it: a style sheet"]);
}

#[test]
fn hostile_text_cannot_reach_the_terminal() {
    let home = folder(&[(
        "corpus/evil\u{1b}[2J.txt",
        "Evil \u{1b}]0;owned\u{7}Headline\n\ndate 2024-01-01\n\nThe word alpha \u{1b}[31m\u{9b}2J\u{202e}stands here.",
    )]);
    for arguments in [
        &["search", "alpha", "--format", "text"][..],
        &["search", "alpha"],
        &["search", "alpha", "--format", "text", "--color", "always"],
        &["search", "alpha", "--format", "paths"],
        &["search", "alpha", "--format", "csv"],
        &["search", "\u{1b}[31mfoo"],
        &["search", "alpha AND"],
    ] {
        let run = dateline(home.path(), arguments);
        let styled = run.stdout.replace("\u{1b}[0m", "").replace("\u{1b}[1m", "").replace("\u{1b}[2m", "");
        let styled = styled.replace("\u{1b}[3m", "").replace("\u{1b}[31m", "");
        for text in [&styled, &run.stderr] {
            assert!(!text.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{arguments:?}: {text:?}");
        }
    }
    let run = dateline(home.path(), &["search", "alpha", "--format", "text", "--color", "always"]);
    assert!(!run.stdout.contains("\u{1b}[31mstands"), "{:?}", run.stdout);
}

#[test]
fn the_environment_is_honoured_and_flags_win() {
    let home = folder(ALPHA);
    let run = dateline_with(home.path(), &["index"], &[("DATELINE_INDEX", "elsewhere")]);
    assert_eq!(run.code, 0);
    assert!(home.path().join("elsewhere/meta.json").exists());
    let run = dateline_with(home.path(), &["count", "--index", "elsewhere"], &[("DATELINE_INDEX", "nowhere")]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "1\n"));
}
