//! SQLite FTS5, by the `sqlite3` shell alone: it walks folders (`fsdir`) and reads files (`readfile`) itself.

use std::path::{Path, PathBuf};

use super::{Call, Conditions, Engine, call, program, text};
use crate::Failure;
use crate::corpus::Corpus;
use crate::question::{Kind, Question};

pub struct Sqlite {
    program: String,
    scripts: PathBuf,
}

/// Scripts are written to `home`.
pub fn find(home: &Path) -> Result<Sqlite, String> {
    Ok(Sqlite { program: text(&program("sqlite3")?), scripts: home.to_owned() })
}

/// The scripts of a first build and of a later run.
const FIRST: &str = "build.sql";
const LATER: &str = "update.sql";

/// The files of a folder: `fsdir` reads none of them unless asked for their data.
const SEEN: &str = "CREATE TEMP TABLE seen AS
    SELECT name AS path, mtime FROM fsdir('{src}') WHERE (mode & 61440) = 32768;
CREATE UNIQUE INDEX temp.seen_path ON seen(path);";

const BUILD: &str =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA page_size = 8192;
CREATE TABLE article(id INTEGER PRIMARY KEY, path TEXT UNIQUE, mtime INTEGER);
CREATE VIRTUAL TABLE words USING fts5(headline, body, tokenize = 'porter unicode61');
BEGIN;
INSERT INTO article(path, mtime) SELECT path, mtime FROM seen ORDER BY path;
{read}
COMMIT;";

/// The condition on the outside keeps SQLite from reading a file for each use of its text.
const READ: &str = "INSERT INTO words(rowid, headline, body)
    SELECT id, substr(text, 1, instr(text || char(10), char(10)) - 1), substr(text, instr(text || char(10), char(10)) + 1)
    FROM (SELECT id, CAST(readfile(path) AS TEXT) AS text FROM article {which} ORDER BY id LIMIT -1)
    WHERE text IS NOT NULL;";

const UPDATE: &str = "CREATE TEMP TABLE stale AS SELECT id, path FROM article
    WHERE NOT EXISTS (SELECT 1 FROM seen WHERE seen.path = article.path AND seen.mtime = article.mtime);
BEGIN;
DELETE FROM words WHERE rowid IN (SELECT id FROM stale);
DELETE FROM article WHERE id IN (SELECT id FROM stale);
CREATE TEMP TABLE fresh AS SELECT path, mtime FROM seen
    WHERE NOT EXISTS (SELECT 1 FROM article WHERE article.path = seen.path);
INSERT INTO article(path, mtime) SELECT path, mtime FROM fresh;
{read}
COMMIT;";

impl Sqlite {
    /// The shell told to run a script of [`Engine::prepare`]'s on the database.
    fn run(&self, script: &str, index: &Path) -> Call {
        let read = format!(".read '{}'", self.scripts.join(script).display());
        call([&self.program, &Sqlite::database(index), &read])
    }

    fn database(index: &Path) -> String {
        text(&index.join("articles.db"))
    }
}

impl Engine for Sqlite {
    fn name(&self) -> String {
        "SQLite FTS5".to_owned()
    }

    fn conditions(&self) -> Conditions {
        Conditions {
            version: super::version(&[&self.program, "--version"]).split(' ').next().unwrap_or_default().to_owned(),
            index: "Porter's stemmer, positions, text stored uncompressed",
            resources: "1 thread, 200 MB of cache, no journal",
            search: "10 articles with passages",
        }
    }

    fn prepare(&self, corpus: &Corpus, index: &Path) -> Result<(), Failure> {
        std::fs::create_dir_all(index)?;
        let seen = SEEN.replace("{src}", &text(&corpus.folder));
        let read = |which: &str| READ.replace("{which}", which);
        let fresh = read("WHERE path IN (SELECT path FROM fresh)");
        std::fs::write(self.scripts.join(FIRST), format!("{seen}\n{}", BUILD.replace("{read}", &read(""))))?;
        Ok(std::fs::write(self.scripts.join(LATER), format!("{seen}\n{}", UPDATE.replace("{read}", &fresh)))?)
    }

    fn build(&self, _corpus: &Corpus, index: &Path) -> Result<Option<Call>, Failure> {
        Ok(Some(self.run(FIRST, index)))
    }

    fn update(&self, _corpus: &Corpus, index: &Path) -> Option<Call> {
        Some(self.run(LATER, index))
    }

    fn search(&self, _corpus: &Corpus, index: &Path, question: &Question) -> Option<Call> {
        let matching = match question.kind {
            Kind::Words => question.words.join(" OR "),
            Kind::Word | Kind::Phrase | Kind::Person | Kind::Prefix => question.common(),
        };
        let select = format!(
            "SELECT (SELECT path FROM article WHERE id = words.rowid), headline, snippet(words, 1, '[', ']', '…', 24)
             FROM words WHERE words MATCH '{matching}' ORDER BY rank LIMIT 10"
        );
        Some(call([&self.program, "-readonly", &Sqlite::database(index), &select]))
    }
}
