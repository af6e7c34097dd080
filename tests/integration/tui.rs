//! The interactive terminal, run in a terminal of the tests' own.

use std::path::PathBuf;

use dateline::engine::ArticleIndex;

use crate::support::{dateline, folder, index_folder, indexed, write};

const CORPUS: &[(&str, &str)] = &[
    ("corpus/talks.txt", "date 2024-03-05 Delegations in Cairo spoke of an offensive in Rafah on Tuesday."),
    ("corpus/older.txt", "date 2023-03-05 The crossing at Rafah was open for a day, the ministry said."),
    ("corpus/rain.txt", "date 2024-06-05 Rain fell on Monday, and more of it is expected, the office said."),
];

#[test]
fn without_a_terminal_there_is_a_hint() {
    let home = folder(CORPUS);
    let run = dateline(home.path(), &["tui", "rafah"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_eq!(
        run.stderr,
        "dateline: cannot open the terminal: neither standard output nor standard error is one\n\
         hint: use: dateline search QUERY\n"
    );
    assert!(!home.path().join("index").exists());
}

#[test]
fn the_help_names_the_keys() {
    let home = folder(&[]);
    let run = dateline(home.path(), &["tui", "--help"]);
    assert_eq!(run.code, 0);
    for line in ["    Ctrl-R                queries of this session\n", "    J Shift-↓             next article\n"] {
        assert!(run.stdout.contains(line), "{}", run.stdout);
    }
}

#[test]
fn an_index_knows_when_another_is_in_its_place() {
    let (home, index) = indexed(CORPUS);
    let folder = index.path().to_owned();
    assert!(!index.is_outdated());
    write(&home.path().join("corpus/new.txt"), "date 2025-01-01 A newer offensive in Rafah began.");
    index_folder(home.path(), &folder);
    assert!(index.is_outdated());
    // One that was built anew has as many commits as the one that is open.
    let (home, index) = indexed(CORPUS);
    std::fs::remove_dir_all(folder_of(&index)).expect("it can be deleted");
    assert!(!index.is_outdated());
    index_folder(home.path(), &folder_of(&index));
    assert_eq!(ArticleIndex::open(&folder_of(&index)).expect("just built").generation(), index.generation());
    assert!(index.is_outdated());
}

fn folder_of(index: &ArticleIndex) -> PathBuf {
    index.path().to_owned()
}

#[cfg(unix)]
mod in_a_terminal {
    use std::fs::File;
    use std::io::{Read, Write};
    use std::os::fd::OwnedFd;
    use std::path::Path;
    use std::process::{Child, Command, Stdio};
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use nix::pty::{Winsize, openpty};
    use nix::sys::termios::{LocalFlags, tcgetattr};

    use super::CORPUS;
    use crate::support::{folder, write};

    /// Ctrl-L.
    const REDRAW: &str = "\u{c}";

    /// The program in a terminal, with what it has written there so far.
    struct Terminal {
        child: Child,
        keys: File,
        line: OwnedFd,
        output: Receiver<Vec<u8>>,
        seen: String,
    }

    /// Where standard output of the program goes.
    #[derive(PartialEq)]
    enum Output {
        Terminal,
        Pipe,
    }

    impl Terminal {
        fn open(home: &Path, arguments: &[&str], output: Output, variables: &[(&str, &str)]) -> Terminal {
            let size = Winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 };
            let pty = openpty(&size, None).expect("a terminal");
            let end = || pty.slave.try_clone().expect("it is open");
            let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
            command.args(arguments).current_dir(home).env_clear();
            command.env("DATELINE_TODAY", "2025-11-01").env("TERM", "xterm").envs(variables.iter().copied());
            command.env("XDG_STATE_HOME", home.join("state")).env("PATH", "/usr/bin:/bin");
            let out = if output == Output::Pipe { Stdio::piped() } else { Stdio::from(end()) };
            let child = command.stdin(end()).stderr(end()).stdout(out).spawn().expect("the program starts");
            let keys = File::from(pty.master);
            let mut screen = keys.try_clone().expect("it is open");
            let (sender, output) = channel();
            std::thread::spawn(move || {
                let mut bytes = [0; 4096];
                while let Ok(count @ 1..) = screen.read(&mut bytes) {
                    if sender.send(bytes[..count].to_vec()).is_err() {
                        return;
                    }
                }
            });
            Terminal { child, keys, line: pty.slave, output, seen: String::new() }
        }

        fn types(&mut self, keys: &str) {
            self.keys.write_all(keys.as_bytes()).expect("the terminal takes keys");
        }

        /// Waits until the program has written this. Only what changes is written, so that it is asked for everything
        /// when nothing more comes.
        fn waits_for(&mut self, text: &str) {
            let mut left = 300;
            while !self.seen.contains(text) {
                match self.output.recv_timeout(Duration::from_millis(200)) {
                    Ok(bytes) => self.seen.push_str(&String::from_utf8_lossy(&bytes)),
                    Err(_) if left > 0 => {
                        left -= 1;
                        self.types(REDRAW);
                    }
                    Err(_) => panic!("{text:?} never came: {:?}", self.seen),
                }
            }
        }

        /// Waits until the program has ended: its exit code, and what it wrote to a pipe. The terminal is as it was.
        fn ends(mut self) -> (i32, String) {
            let mut written = String::new();
            if let Some(mut pipe) = self.child.stdout.take() {
                pipe.read_to_string(&mut written).expect("paths are text");
            }
            let code = self.child.wait().expect("it ends").code().expect("by itself");
            let settings = tcgetattr(&self.line).expect("it is a terminal");
            assert!(settings.local_flags.contains(LocalFlags::ICANON | LocalFlags::ECHO), "raw mode was left on");
            (code, written)
        }
    }

    impl Drop for Terminal {
        /// Where a test fails, the program would wait for keys for ever.
        fn drop(&mut self) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }

    #[test]
    fn one_searches_reads_and_leaves() {
        let home = folder(CORPUS);
        let mut terminal = Terminal::open(home.path(), &["tui"], Output::Terminal, &[]);
        // There is no index yet; it is made first. All articles are shown, the newest first.
        terminal.waits_for("no index in index yet: indexing corpus");
        terminal.waits_for("1 of 3 articles");
        terminal.types("rafah offensive");
        terminal.waits_for("1 article has all the words, 1 more some of them");
        terminal.types("\r");
        terminal.types("q");
        terminal.waits_for("\u{1b}[?1049l");
        assert_eq!(terminal.ends().0, 0);
        // What was listed last is what a number means now.
        let show = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["show", "2"])
            .current_dir(home.path())
            .env_clear()
            .env("XDG_STATE_HOME", home.path().join("state"))
            .output()
            .expect("the program starts");
        let shown = String::from_utf8_lossy(&show.stdout);
        assert!(shown.contains("older.txt") && shown.contains("*Rafah*"), "{shown}");
    }

    #[test]
    fn what_was_meant_is_taken_and_a_value_narrows() {
        let home = folder(CORPUS);
        let mut terminal = Terminal::open(home.path(), &["tui"], Output::Terminal, &[]);
        terminal.waits_for("1 of 3 articles");
        terminal.types("rafha AND");
        terminal.waits_for("cannot read the query: AND has nothing after it");
        terminal.waits_for("        ^^^");
        terminal.types("\u{17}\u{17}rafha");
        terminal.waits_for("did you mean, for `rafha`: rafah (2)");
        terminal.types("\u{14}");
        terminal.waits_for("1 of 2 articles");
        terminal.types("\rf");
        terminal.waits_for("Years");
        terminal.waits_for("2023");
        terminal.types("\r");
        terminal.waits_for("1 of 1 article");
        terminal.types("\u{3}");
        assert_eq!(terminal.ends().0, 130);
    }

    #[test]
    fn paths_go_where_the_output_goes() {
        let home = folder(CORPUS);
        let mut terminal = Terminal::open(home.path(), &["tui", "rafah", "--sort", "newest"], Output::Pipe, &[]);
        terminal.waits_for("1 of 2 articles");
        terminal.types("\u{1b}");
        terminal.waits_for("Space");
        terminal.types("jk  \r");
        assert_eq!(terminal.ends(), (0, "corpus/talks.txt\ncorpus/older.txt\n".to_owned()));

        let mut terminal = Terminal::open(home.path(), &["tui", "rafah", "-0", "--on", "2023"], Output::Pipe, &[]);
        terminal.waits_for("1 of 1 article");
        terminal.types("\r");
        assert_eq!(terminal.ends(), (0, "corpus/older.txt\0".to_owned()));

        let mut terminal = Terminal::open(home.path(), &["tui", "rafah"], Output::Pipe, &[]);
        terminal.waits_for("1 of 2 articles");
        terminal.types("\u{3}");
        assert_eq!(terminal.ends(), (130, String::new()));
    }

    #[test]
    fn a_signal_gives_the_terminal_back() {
        let home = folder(CORPUS);
        let mut terminal = Terminal::open(home.path(), &["tui"], Output::Terminal, &[]);
        terminal.waits_for("1 of 3 articles");
        let id = i32::try_from(terminal.child.id()).expect("ids are small");
        nix::sys::signal::kill(nix::unistd::Pid::from_raw(id), nix::sys::signal::Signal::SIGTERM).expect("it runs");
        terminal.waits_for("\u{1b}[?1049l");
        assert_eq!(terminal.ends().0, 130);
    }

    #[test]
    fn what_is_new_in_the_index_is_told_and_found() {
        let home = folder(CORPUS);
        let mut terminal = Terminal::open(home.path(), &["tui", "rafah"], Output::Terminal, &[]);
        terminal.waits_for("1 of 2 articles");
        write(&home.path().join("corpus/new.txt"), "date 2025-01-01 A newer offensive in Rafah began.");
        assert_eq!(crate::support::dateline(home.path(), &["index", "-q"]).code, 0);
        terminal.waits_for("index has changed: r");
        terminal.types("r");
        terminal.waits_for("3 articles");
        terminal.types("q");
        assert_eq!(terminal.ends().0, 0);
    }

    #[test]
    fn the_editor_has_the_terminal_while_it_runs() {
        let home = folder(CORPUS);
        let editor = [("VISUAL", "echo edited in")];
        let mut terminal = Terminal::open(home.path(), &["tui", "rain"], Output::Terminal, &editor);
        terminal.waits_for("1 of 1 article");
        terminal.types("e");
        terminal.waits_for("edited in /");
        terminal.waits_for("corpus/rain.txt");
        // It is drawn anew behind it.
        terminal.seen.clear();
        terminal.types("yq");
        terminal.waits_for("\u{1b}]52;c;");
        assert_eq!(terminal.ends().0, 0);
    }

    #[test]
    fn a_terminal_that_can_only_print_lines_is_refused() {
        let home = folder(CORPUS);
        let mut terminal = Terminal::open(home.path(), &["tui"], Output::Terminal, &[("TERM", "dumb")]);
        terminal.waits_for("hint: use: dateline search QUERY");
        assert!(!terminal.seen.contains("\u{1b}["));
        assert_eq!(terminal.ends().0, 2);
    }
}
