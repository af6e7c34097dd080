//! Real folders, watched by the real system. Nothing here is asserted of how long anything takes.

use std::fs;
use std::path::Path;

use super::change::Pending;
use super::*;

/// So long is waited for what must come; a busy machine may take its time.
const PATIENCE: Duration = Duration::from_secs(60);
/// So long is looked whether something comes that must not.
const MOMENT: Duration = Duration::from_millis(700);

fn watch(corpus: &Path, walk: WalkOptions) -> Watch {
    let options = WatchOptions { quiet: Duration::from_millis(50), ..WatchOptions::default() };
    let mut watch = Watch::new(corpus, walk, options);
    watch.renew();
    watch
}

fn woken(watch: &Watch, within: Duration) -> bool {
    let stop = AtomicBool::new(false);
    watch.wait(Duration::ZERO, Some(Instant::now() + within), &stop) == Wake::Changed
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("folders can be made");
    fs::write(path, text).expect("files can be written");
}

#[test]
fn every_change_below_the_folder_is_told() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let at = |path: &str| home.path().join(path);
    write(&at("a/one.txt"), "one");
    let mut watch = watch(home.path(), WalkOptions::default());
    let changes: [(&str, &dyn Fn()); 8] = [
        ("a new file", &|| write(&at("a/two.txt"), "two")),
        ("a changed file", &|| write(&at("a/one.txt"), "one more")),
        ("a new folder", &|| write(&at("b/c/three.txt"), "three")),
        ("a file in a folder that was new", &|| write(&at("b/c/four.txt"), "four")),
        ("a file that moves", &|| fs::rename(at("a/two.txt"), at("b/two.txt")).expect("a move")),
        ("a folder that moves", &|| fs::rename(at("b"), at("a/b")).expect("a move")),
        ("a file in a folder that moved", &|| write(&at("a/b/c/five.txt"), "five")),
        ("a folder that vanishes", &|| fs::remove_dir_all(at("a/b")).expect("a removal")),
    ];
    for (what, change) in changes {
        change();
        assert!(woken(&watch, PATIENCE), "{what}");
        watch.renew();
        // More may have been told of it than had come when it was looked.
        while woken(&watch, MOMENT) {
            watch.renew();
        }
    }
    assert_eq!(watch.renew().gaps, []);
}

#[test]
fn what_a_walk_passes_over_wakes_nobody() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let at = |path: &str| home.path().join(path);
    write(&at("a/one.txt"), "one");
    write(&at(".datelineignore"), "*.log\n/drafts/\n");
    write(&at("drafts/one.txt"), "one");
    write(&at("index/meta.json"), "{}");
    write(&at(".cache/state"), "");
    let exclude = vec![
        fs::canonicalize(at("index")).expect("it is there"),
        fs::canonicalize(home.path()).expect("there").join("index-to-be"),
    ];
    let mut watch = watch(home.path(), WalkOptions { exclude, ..WalkOptions::default() });
    let passed_over: [(&str, &dyn Fn()); 8] = [
        ("who reads", &|| assert_eq!(fs::read(at("a/one.txt")).expect("a file"), b"one")),
        ("who lists", &|| assert_eq!(fs::read_dir(at("a")).expect("a folder").count(), 1)),
        ("the index", &|| write(&at("index/segment.store"), "1")),
        ("an index that is made", &|| write(&at("index-to-be/meta.json"), "{}")),
        ("a hidden file", &|| write(&at("a/.one.txt.swp"), "1")),
        ("a file in a hidden folder", &|| write(&at(".cache/state"), "1")),
        ("an ignored file", &|| write(&at("a/some.log"), "1")),
        ("a file in an ignored folder", &|| write(&at("drafts/two.txt"), "2")),
    ];
    for (what, change) in passed_over {
        change();
        assert!(!woken(&watch, MOMENT), "{what}");
    }
    assert!(!watch.settings_changed());
    write(&at("dateline.toml"), "");
    assert!(!woken(&watch, MOMENT), "the settings");
    assert!(watch.settings_changed());
    write(&at(".datelineignore"), "*.log\n");
    assert!(woken(&watch, PATIENCE), "what is left out is another");
    assert_eq!(watch.renew().folders, 3);
    while woken(&watch, MOMENT) {
        watch.renew();
    }
    write(&at("drafts/two.txt"), "more");
    assert!(woken(&watch, PATIENCE), "a file in a folder that is ignored no more");
}

#[test]
fn a_folder_that_is_replaced_or_comes_back_is_watched() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let corpus = home.path().join("corpus");
    write(&corpus.join("one.txt"), "one");
    let mut watch = watch(&corpus, WalkOptions::default());
    fs::rename(&corpus, home.path().join("old")).expect("a move");
    assert!(woken(&watch, PATIENCE), "it is gone");
    assert_eq!(watch.renew().folders, 0);
    write(&corpus.join("two.txt"), "two");
    assert!(woken(&watch, PATIENCE), "it is back");
    assert_eq!(watch.renew().folders, 1);
    while woken(&watch, MOMENT) {
        watch.renew();
    }
    write(&corpus.join("three.txt"), "three");
    assert!(woken(&watch, PATIENCE), "a file in it");
    watch.renew();
    write(&home.path().join("old/four.txt"), "four");
    assert!(!woken(&watch, MOMENT), "what is elsewhere now");
}

#[test]
fn who_polls_looks_again_and_again_and_can_be_stopped() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let options = WatchOptions { poll: Some(Duration::from_millis(20)), ..WatchOptions::default() };
    let mut watch = Watch::new(home.path(), WalkOptions::default(), options);
    assert_eq!(watch.renew().gaps, [Gap::Asked]);
    let stop = AtomicBool::new(false);
    for _ in 0..3 {
        assert_eq!(watch.wait(Duration::ZERO, None, &stop), Wake::Time);
        watch.renew();
    }
    watch.options.poll = Some(PATIENCE * 60);
    let waker = watch.waker();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| watch.wait(Duration::ZERO, None, &stop));
        stop.store(true, Ordering::Relaxed);
        waker.wake();
        assert_eq!(waiting.join().expect("no panic"), Wake::Stopped);
    });
}

#[test]
fn changes_are_told_when_they_end_or_have_gone_on_for_long() {
    let (quiet, most) = (Duration::from_millis(500), Duration::from_secs(5));
    let first = Instant::now();
    let due = |last: Duration| Pending { first, last: first + last }.due(quiet, most) - first;
    assert_eq!(due(Duration::ZERO), quiet);
    assert_eq!(due(Duration::from_secs(2)), Duration::from_millis(2500));
    assert_eq!(due(Duration::from_millis(4900)), most);
    assert_eq!(due(Duration::from_secs(60)), most);
}
