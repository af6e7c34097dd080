//! Lucene, through the Java program beside this file, which is compiled when an engine is looked for.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Call, Conditions, Engine, call, program, text};
use crate::Failure;
use crate::corpus::Corpus;
use crate::question::Question;

const SOURCE: &str = include_str!("LuceneBench.java");
/// How the virtual machine is tuned for a run of less than a second.
const SHORT: [&str; 2] = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

pub struct Lucene {
    java: String,
    /// Our program and the jars of Lucene.
    classes: String,
    version: String,
    /// Classes as the virtual machine keeps them for a faster start, unless it refused to make that file.
    archive: Option<String>,
}

/// Jars from `lucene/` below the home of the benchmarks, else those of Debian.
pub fn find(home: &Path) -> Result<Lucene, String> {
    let own = jars(&home.join("lucene"), |_| true);
    let jars = if own.is_empty() { debian() } else { own };
    if jars.is_empty() {
        return Err("no jars: Debian package liblucene8-java, or lucene/*.jar in the home folder".to_owned());
    }
    let (java, compiler, packer) = (program("java")?, program("javac")?, program("jar")?);
    let names = jars.iter().filter_map(|jar| jar.file_stem()).map(|stem| stem.to_string_lossy());
    let version = names.min_by_key(|stem| !stem.contains("core")).unwrap_or_default().into_owned();
    let paths: Vec<String> = jars.iter().map(|jar| text(jar)).collect();
    let folder = home.join("lucene-program");
    let (source, ours) = (folder.join("LuceneBench.java"), home.join("lucene-program.jar"));
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&source, SOURCE))
        .map_err(|error| error.to_string())?;
    let target = text(&folder);
    let compile = ["-nowarn", "--release", "17", "-cp", &paths.join(":"), "-d", &target, &text(&source)];
    succeed(Command::new(compiler).args(compile))?;
    succeed(Command::new(packer).args(["cf", &text(&ours), "-C", &target, "."]))?;
    let classes = [vec![text(&ours)], paths].concat().join(":");
    let mut lucene = Lucene { java: text(&java), classes, version, archive: None };
    lucene.archive = lucene.keep_classes(home);
    Ok(lucene)
}

fn succeed(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| error.to_string())?;
    let errors = String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(errors.lines().next().unwrap_or_default().to_owned()) }
}

fn debian() -> Vec<PathBuf> {
    let parts =
        ["lucene-core-", "lucene-analyzers-common-", "lucene-queryparser-", "lucene-queries-", "lucene-sandbox-"];
    jars(Path::new("/usr/share/java"), |name| {
        parts
            .iter()
            .any(|part| name.strip_prefix(part).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())))
    })
}

fn jars(folder: &Path, takes: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut jars: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "jar"))
        .filter(|path| path.file_name().is_some_and(|name| takes(&name.to_string_lossy())))
        .collect();
    jars.sort();
    jars
}

impl Lucene {
    fn call(&self, tuning: &[&str], arguments: &[&str]) -> Call {
        let mut words = call([&self.java]);
        let program = ["-cp", &self.classes, "LuceneBench"];
        words.extend(tuning.iter().chain(&program).chain(arguments).map(|word| (*word).to_owned()));
        words
    }

    /// Short runs start sooner without the second compiler, and with classes kept from a run before.
    fn short(&self, arguments: &[&str]) -> Call {
        let kept = self.archive.as_ref().map(|archive| format!("-XX:SharedArchiveFile={archive}"));
        let tuning: Vec<&str> = SHORT.into_iter().chain(kept.as_deref()).collect();
        self.call(&tuning, arguments)
    }

    /// Searches an index of one file and keeps the classes that took.
    fn keep_classes(&self, home: &Path) -> Option<String> {
        let (source, index) = (home.join("lucene-sample"), home.join("lucene-sample-index"));
        std::fs::create_dir_all(&source).ok()?;
        std::fs::write(source.join("article.txt"), "A headline\nA body of words.\n").ok()?;
        let archive = text(&home.join("lucene.jsa"));
        let keep = format!("-XX:ArchiveClassesAtExit={archive}");
        let index = text(&index);
        for command in [
            self.call(&[], &["index", &text(&source), &index]),
            self.call(&[SHORT[0], SHORT[1], &keep], &["search", &index, "body word*"]),
        ] {
            succeed(Command::new(&command[0]).args(&command[1..])).ok()?;
        }
        Path::new(&archive).is_file().then_some(archive)
    }
}

impl Engine for Lucene {
    fn name(&self) -> String {
        "Lucene".to_owned()
    }

    fn conditions(&self) -> Conditions {
        Conditions {
            version: format!("{}, {}", self.version, super::version(&[&self.java, "-version"])),
            index: "English stemmer, positions, text stored (lz4)",
            resources: "2 threads, 200 MB buffer, -Xmx1g",
            search: match self.archive {
                Some(_) => {
                    "10 articles with passages, any of the words; the start of the virtual machine, with its classes kept, is in every figure"
                }
                None => {
                    "10 articles with passages, any of the words; the start of the virtual machine is in every figure"
                }
            },
        }
    }

    fn build(&self, corpus: &Corpus, index: &Path) -> Result<Option<Call>, Failure> {
        Ok(Some(self.call(&["-Xmx1g"], &["index", &text(&corpus.folder), &text(index)])))
    }

    fn update(&self, corpus: &Corpus, index: &Path) -> Option<Call> {
        Some(self.short(&["update", &text(&corpus.folder), &text(index)]))
    }

    fn search(&self, _corpus: &Corpus, index: &Path, question: &Question) -> Option<Call> {
        Some(self.short(&["search", &text(index), &question.common()]))
    }

    fn batch(&self, index: &Path, file: &Path) -> Option<Call> {
        Some(self.call(&["-Xmx1g"], &["batch", &text(index), &text(file)]))
    }
}
