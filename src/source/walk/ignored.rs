//! The `.datelineignore` files that hold for a folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::IGNORE_FILE;

/// The rules of a folder and of those above it.
#[derive(Debug, Clone, Default)]
pub(super) struct IgnoreRules {
    innermost: Option<Arc<Rules>>,
}

#[derive(Debug)]
struct Rules {
    rules: Gitignore,
    above: IgnoreRules,
}

impl IgnoreRules {
    /// These rules with those of one more folder, and what is wrong with them.
    pub(super) fn enter(self, folder: &Path) -> (IgnoreRules, Vec<ignore::Error>) {
        let file: PathBuf = folder.join(IGNORE_FILE);
        let mut wrong = Vec::new();
        if !file.is_file() {
            return (self, wrong);
        }
        let mut builder = GitignoreBuilder::new(folder);
        wrong.extend(builder.add(&file));
        match builder.build() {
            Ok(rules) => (IgnoreRules { innermost: Some(Arc::new(Rules { rules, above: self })) }, wrong),
            Err(error) => {
                wrong.push(error);
                (self, wrong)
            }
        }
    }

    /// True when nothing is ignored.
    pub(super) fn is_empty(&self) -> bool {
        self.innermost.is_none()
    }

    /// The innermost folder that has a rule for the path decides.
    pub(super) fn ignores(&self, path: &Path, folder: bool) -> bool {
        let mut next = self.innermost.as_deref();
        while let Some(rules) = next {
            match rules.rules.matched(path, folder) {
                ignore::Match::Ignore(_) => return true,
                ignore::Match::Whitelist(_) => return false,
                ignore::Match::None => next = rules.above.innermost.as_deref(),
            }
        }
        false
    }
}
