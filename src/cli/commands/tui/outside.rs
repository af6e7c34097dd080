//! Articles opened in other programs, and what is copied of them.
//!
//! Owns the processes. The surprise: a path is never part of a command that a shell reads, but an argument beside it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use crate::article::ArticleId;
use crate::cli::Context;
use crate::cli::config;
use crate::engine::{ArticleIndex, IndexedArticle, Marked};
use crate::render::text::{Emphasis, TextOptions};
use crate::render::{article, clean, place, text};
use crate::tui::ask::Outside;
use crate::tui::key::Copied;

/// Editors that go to a line when they are told `+17`.
const NUMBERED: [&str; 9] = ["vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "less"];

/// Opens articles elsewhere.
pub(super) struct Programs<'c> {
    context: &'c Context,
    open: Arc<Mutex<ArticleIndex>>,
}

impl<'c> Programs<'c> {
    pub(super) fn new(context: &'c Context, open: Arc<Mutex<ArticleIndex>>) -> Programs<'c> {
        Programs { context, open }
    }

    /// Opens an article; what to say of it, which may be nothing.
    pub(super) fn open(&self, outside: Outside, id: ArticleId) -> String {
        self.read(id)
            .and_then(|article| match outside {
                Outside::Editor => self.edit(&article),
                Outside::Pager => self.page(&article),
                Outside::Desktop => self.show(&article),
            })
            .unwrap_or_else(|problem| problem)
    }

    /// The text to copy of some articles, a line each.
    pub(super) fn text_of(&self, copied: Copied, ids: &[ArticleId]) -> Result<String, String> {
        let lines: Result<Vec<String>, String> = ids
            .iter()
            .map(|id| {
                let article = self.read(*id)?;
                Ok(match copied {
                    Copied::Path => clean(&self.file(&article).to_string_lossy()).into_owned(),
                    Copied::Reference => reference(&article),
                })
            })
            .collect();
        Ok(lines?.join("\n"))
    }

    fn index(&self) -> ArticleIndex {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn read(&self, id: ArticleId) -> Result<IndexedArticle, String> {
        match self.index().article(id) {
            Ok(Some(article)) => Ok(article),
            Ok(None) => Err("the article has gone from the index".to_owned()),
            Err(error) => Err(format!("cannot read the article: {error}")),
        }
    }

    /// The source file, from the root of the file system.
    fn file(&self, article: &IndexedArticle) -> PathBuf {
        let corpus = self.index().corpus().map_or_else(|| self.context.settings.corpus(), PathBuf::from);
        let file = corpus.join(&article.article.path);
        std::path::absolute(&file).unwrap_or(file)
    }

    /// The source file, where it is still there.
    fn file_there(&self, article: &IndexedArticle) -> Result<PathBuf, String> {
        let file = self.file(article);
        if file.is_file() { Ok(file) } else { Err(format!("the file is gone: {}", clean(&file.to_string_lossy()))) }
    }

    fn edit(&self, article: &IndexedArticle) -> Result<String, String> {
        let file = self.file_there(article)?;
        let editor = config::editor();
        let mut command = shell(&editor);
        if let Some(line) = line_of(article).filter(|_| is_numbered(&editor)) {
            command.arg(format!("+{line}"));
        }
        let status = command.arg(&file).stdout(self.screen()).status();
        match status {
            Ok(status) if status.success() => Ok(String::new()),
            Ok(_) => Err(format!("the editor `{editor}` ended with an error; VISUAL or EDITOR chooses another")),
            Err(error) => Err(format!("cannot start `{editor}`: {error}")),
        }
    }

    fn page(&self, article: &IndexedArticle) -> Result<String, String> {
        let pager = config::pager().ok_or("there is no pager; PAGER chooses one")?;
        let options = TextOptions { width: self.context.screen.width, emphasis: Emphasis::Styled, links: None };
        let block = |text: &str| Marked { text: text.to_owned(), highlights: Vec::new() };
        let blocks: Vec<Marked> = article.article.blocks().map(|found| block(found.text)).collect();
        let mut page = Vec::new();
        article::render_article(article, &blocks, &options, &mut page).map_err(|error| error.to_string())?;
        let mut command = Command::new("sh");
        command.args(["-c", &pager.command]).stdin(Stdio::piped()).stdout(self.screen());
        if pager.set_less {
            // A short page is not to vanish at once.
            command.env("LESS", "R");
        }
        let failed = |error: io::Error| format!("cannot start `{}`: {error}", pager.command);
        let mut child = command.spawn().map_err(failed)?;
        if let Some(mut input) = child.stdin.take() {
            // Who leaves the pager early has read enough.
            let _ = input.write_all(&page);
        }
        child.wait().map_err(failed)?;
        Ok(String::new())
    }

    fn show(&self, article: &IndexedArticle) -> Result<String, String> {
        let file = self.file_there(article)?;
        let opener = config::desktop_opener().ok_or("there is no desktop here; e opens the file in the editor")?;
        let mut command = Command::new(opener);
        command.arg(&file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| format!("cannot start `{opener}`: {error}"))?;
        // It may stay for long, and somebody has to take note of its end.
        std::thread::spawn(move || child.wait());
        Ok(format!("opened: {}", clean(&article.article.path)))
    }

    /// Where another program draws: on the terminal, also where standard output goes elsewhere.
    fn screen(&self) -> Stdio {
        if self.context.screen.terminal { Stdio::inherit() } else { Stdio::from(io::stderr()) }
    }
}

/// A command of the user's, which may have arguments of its own, with more arguments behind it.
fn shell(command: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{command} \"$@\""), "sh"]);
    shell
}

fn is_numbered(editor: &str) -> bool {
    let program = editor.split_whitespace().next().unwrap_or_default();
    let name = Path::new(program).file_name().and_then(|name| name.to_str()).unwrap_or_default();
    NUMBERED.contains(&name)
}

/// The line of the file that an article begins in, where a file has one a line.
fn line_of(article: &IndexedArticle) -> Option<usize> {
    let article = &article.article;
    (article.format == "json-lines").then(|| article.locator.as_deref()?.parse().ok()).flatten()
}

/// Headline, publisher, date, and where it is.
fn reference(article: &IndexedArticle) -> String {
    let article = &article.article;
    let mut parts = vec![format!("“{}”", article.headline.text)];
    parts.extend(article.publisher.clone());
    parts.push(text::date(article));
    parts.push(article.url.clone().unwrap_or_else(|| place(article)));
    clean(&parts.join(", ")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_stays_one_whatever_is_in_it() {
        let printed = shell("printf '%s|'").arg("a b'$(id)\"").arg("+3").output().expect("there is a shell");
        assert_eq!(String::from_utf8_lossy(&printed.stdout), "a b'$(id)\"|+3|");
    }

    #[test]
    fn only_editors_that_know_lines_are_told_one() {
        assert!(is_numbered("/usr/bin/vim -R"));
        assert!(!is_numbered("code --wait"));
        assert!(!is_numbered(""));
    }
}
