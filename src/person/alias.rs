//! The user's corrections of the person directory: which written names are one person, and which are not.
//!
//! Owns the form of the alias file, plain lines with comments, and editing it without touching what else stands in it. It
//! reads and writes no files. The surprise: corrections are compared by the keys that names are filed under, so that case,
//! accents and the order of surname and given name do not matter, and a correction never reaches further than the very
//! names it lists.

use std::fmt;

use thiserror::Error;

use super::EntityKind;
use super::asked::leading_title;
use super::name::{fold, parse_name};

/// Corrections read from a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AliasList {
    lines: Vec<String>,
    rules: Vec<(usize, AliasRule)>,
}

/// One correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AliasRule {
    /// What the names name.
    pub kind: EntityKind,
    /// Same or not.
    pub verdict: Verdict,
    /// As written, two or more; in a rule that tells names apart each differs from the first.
    pub names: Vec<String>,
}

/// Whether names are of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They are.
    Same,
    /// They are not.
    Different,
}

/// Why an alias file or a correction cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AliasError {
    /// A line without a sign between names.
    #[error("line {line}: no `=` or `!=` between names: {text}")]
    NoSign {
        /// From 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// Both signs on one line.
    #[error("line {line}: `=` and `!=` cannot stand on one line: {text}")]
    BothSigns {
        /// From 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// Nothing between two signs.
    #[error("line {line}: a name is missing: {text}")]
    EmptyName {
        /// From 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// A name against itself.
    #[error("line {line}: {name} is there twice")]
    Twice {
        /// From 1.
        line: usize,
        /// The name.
        name: String,
    },
    /// One line says what another denies.
    #[error("line {line}: {first} and {second} are the same by line {other} and different by this one")]
    Contradiction {
        /// From 1.
        line: usize,
        /// The line that it contradicts.
        other: usize,
        /// A name.
        first: String,
        /// Another.
        second: String,
    },
}

/// The form that names are compared by: for persons the key that they are filed under.
pub fn alias_key(kind: EntityKind, name: &str) -> String {
    match kind {
        EntityKind::Person => parse_name(name).key(),
        EntityKind::Organisation | EntityKind::Place => fold(name).split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// The keys by which a name is known to a correction: [`alias_key`], and that without a title that may be a name, where several words
/// stand behind it, as in `Pope Benedict XVI`.
fn known_keys(kind: EntityKind, name: &str) -> Vec<String> {
    let bare = (kind == EntityKind::Person).then(|| leading_title(name)).flatten();
    let bare = bare.filter(|(_, rest)| rest.contains(' ')).map(|(_, rest)| alias_key(kind, rest));
    std::iter::once(alias_key(kind, name)).chain(bare).collect()
}

impl AliasList {
    /// Reads the text of an alias file.
    ///
    /// # Errors
    /// The first line that cannot be read, or that contradicts another.
    pub fn parse(text: &str) -> Result<AliasList, AliasError> {
        let lines: Vec<String> = text.trim_start_matches('\u{feff}').lines().map(str::to_owned).collect();
        let mut rules = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            if let Some(rule) = parse_line(line, index + 1)? {
                rules.push((index + 1, rule));
            }
        }
        let list = AliasList { lines, rules };
        list.check()?;
        Ok(list)
    }

    /// The corrections, each with its line, from 1.
    pub fn rules(&self) -> impl Iterator<Item = (usize, &AliasRule)> {
        self.rules.iter().map(|(line, rule)| (*line, rule))
    }

    /// True when nothing is corrected.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Every name that belongs to the same person as this one, that one first; only itself without a correction.
    pub fn same_as(&self, kind: EntityKind, name: &str) -> Vec<String> {
        let mut names = vec![name.to_owned()];
        let mut keys = known_keys(kind, name);
        let mut listed = vec![alias_key(kind, name)];
        let mut grown = true;
        while grown {
            grown = false;
            for (_, rule) in self.rules.iter().filter(|(_, rule)| rule.kind == kind && rule.verdict == Verdict::Same) {
                let members: Vec<Vec<String>> = rule.names.iter().map(|name| known_keys(kind, name)).collect();
                if !members.iter().flatten().any(|key| keys.contains(key)) {
                    continue;
                }
                for (known, name) in members.into_iter().zip(&rule.names) {
                    let key = alias_key(kind, name);
                    if !listed.contains(&key) {
                        listed.push(key);
                        keys.extend(known);
                        names.push(name.clone());
                        grown = true;
                    }
                }
            }
        }
        names
    }

    /// What the corrections say of two names; `None` when they say nothing.
    pub fn verdict(&self, kind: EntityKind, a: &str, b: &str) -> Option<Verdict> {
        if self.rules.is_empty() {
            return None;
        }
        let keys =
            |name: &str| -> Vec<String> { self.same_as(kind, name).iter().map(|name| alias_key(kind, name)).collect() };
        let (left, right) = (keys(a), keys(b));
        if left.iter().any(|key| right.contains(key)) {
            return Some(Verdict::Same);
        }
        let apart = self.rules.iter().filter(|(_, rule)| rule.kind == kind && rule.verdict == Verdict::Different);
        let mut pairs = apart.flat_map(|(_, rule)| {
            let first = alias_key(kind, &rule.names[0]);
            rule.names[1..].iter().map(move |name| (first.clone(), alias_key(kind, name)))
        });
        let says =
            |a: &[String], b: &[String], first: &String, second: &String| a.contains(first) && b.contains(second);
        pairs
            .any(|(first, second)| says(&left, &right, &first, &second) || says(&right, &left, &first, &second))
            .then_some(Verdict::Different)
    }

    /// Adds a correction as a line at the end. False when the same correction is there already.
    ///
    /// # Errors
    /// When it contradicts what is there; the line named is the one that it would have got.
    pub fn add(&mut self, rule: AliasRule) -> Result<bool, AliasError> {
        let pairs: Vec<&String> = rule.names[1..].iter().collect();
        if pairs.iter().all(|name| self.verdict(rule.kind, &rule.names[0], name) == Some(rule.verdict)) {
            return Ok(false);
        }
        let line = rule.to_string();
        let number = self.lines.len() + 1;
        parse_line(&line, number)?;
        let mut changed = self.clone();
        changed.lines.push(line);
        changed.rules.push((number, rule));
        changed.check()?;
        *self = changed;
        Ok(true)
    }

    /// Takes a name out of every correction, or, with a second name, what is said of the two. The number of lines changed.
    pub fn remove(&mut self, kind: EntityKind, name: &str, other: Option<&str>) -> usize {
        let key = alias_key(kind, name);
        let second = other.map(|other| alias_key(kind, other));
        let mut changed = 0;
        let mut kept = Vec::new();
        for (line, mut rule) in std::mem::take(&mut self.rules) {
            let keys: Vec<String> = rule.names.iter().map(|name| alias_key(kind, name)).collect();
            let named = rule.kind == kind && keys.contains(&key);
            let both = second.as_ref().is_none_or(|second| keys.contains(second));
            if !(named && both) {
                kept.push((line, rule));
                continue;
            }
            changed += 1;
            let gone = second.as_ref().unwrap_or(&key);
            let first_goes = keys[0] == *gone && rule.verdict == Verdict::Different;
            let mut keys = keys.into_iter();
            rule.names.retain(|_| keys.next().is_some_and(|key| key != *gone));
            if rule.names.len() < 2 || first_goes {
                self.lines[line - 1] = String::new();
            } else {
                let comment = self.lines[line - 1].find('#').map(|at| self.lines[line - 1][at..].to_owned());
                self.lines[line - 1] = rule.to_string();
                if let Some(comment) = comment {
                    self.lines[line - 1].push_str(&format!("  {comment}"));
                }
                kept.push((line, rule));
            }
        }
        self.rules = kept;
        if changed > 0 {
            self.lines = squeeze(&self.lines);
            *self = AliasList::parse(&self.to_string()).unwrap_or_default();
        }
        changed
    }

    fn check(&self) -> Result<(), AliasError> {
        for (line, rule) in self.rules.iter().filter(|(_, rule)| rule.verdict == Verdict::Different) {
            for name in &rule.names[1..] {
                if self.verdict(rule.kind, &rule.names[0], name) == Some(Verdict::Same) {
                    let names = self.same_as(rule.kind, &rule.names[0]);
                    let other = self.rules.iter().find(|(_, other)| {
                        other.verdict == Verdict::Same && other.names.iter().any(|name| names.contains(name))
                    });
                    return Err(AliasError::Contradiction {
                        line: *line,
                        other: other.map_or(*line, |(line, _)| *line),
                        first: rule.names[0].clone(),
                        second: name.clone(),
                    });
                }
            }
        }
        Ok(())
    }
}

/// Removes lines that an edit has emptied where another empty one stands before them.
fn squeeze(lines: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in lines {
        if !(line.is_empty() && out.last().is_none_or(String::is_empty)) {
            out.push(line.clone());
        }
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out
}

fn parse_line(line: &str, number: usize) -> Result<Option<AliasRule>, AliasError> {
    let text = line.split('#').next().unwrap_or_default().trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (kind, rest) = match text.split_once(':').map(|(prefix, rest)| (prefix.trim(), rest)) {
        Some(("person", rest)) => (EntityKind::Person, rest),
        Some(("org", rest)) => (EntityKind::Organisation, rest),
        Some(("place", rest)) => (EntityKind::Place, rest),
        _ => (EntityKind::Person, text),
    };
    let shown = || text.to_owned();
    let parts: Vec<&str> = rest.split("!=").collect();
    let equal = parts.iter().any(|part| part.contains('='));
    let (verdict, names) = match (parts.len() > 1, equal) {
        (true, true) => return Err(AliasError::BothSigns { line: number, text: shown() }),
        (false, false) => return Err(AliasError::NoSign { line: number, text: shown() }),
        (true, false) => (Verdict::Different, parts),
        (false, true) => (Verdict::Same, rest.split('=').collect()),
    };
    let names: Vec<String> =
        names.into_iter().map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let mut keys: Vec<String> = Vec::new();
    for name in &names {
        let key = alias_key(kind, name);
        if key.is_empty() {
            return Err(AliasError::EmptyName { line: number, text: shown() });
        }
        if keys.contains(&key) {
            return Err(AliasError::Twice { line: number, name: name.clone() });
        }
        keys.push(key);
    }
    Ok(Some(AliasRule { kind, verdict, names }))
}

impl fmt::Display for AliasRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            EntityKind::Person => "",
            EntityKind::Organisation => "org: ",
            EntityKind::Place => "place: ",
        })?;
        let sign = match self.verdict {
            Verdict::Same => " = ",
            Verdict::Different => " != ",
        };
        f.write_str(&self.names.join(sign))
    }
}

impl fmt::Display for AliasList {
    /// The file: every line as it was, with what was added and without what was removed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> AliasList {
        AliasList::parse(text).expect("the file can be read")
    }

    fn rule(verdict: Verdict, names: &[&str]) -> AliasRule {
        AliasRule { kind: EntityKind::Person, verdict, names: names.iter().map(|name| (*name).to_owned()).collect() }
    }

    #[test]
    fn a_title_before_a_name_of_several_words_may_be_left_out() {
        let list = AliasList::parse("Pope Benedict XVI = Joseph Ratzinger").unwrap();
        let same = |name: &str| list.same_as(EntityKind::Person, name);
        assert_eq!(same("Benedict XVI"), ["Benedict XVI", "Pope Benedict XVI", "Joseph Ratzinger"]);
        assert_eq!(same("Pope Benedict XVI"), ["Pope Benedict XVI", "Joseph Ratzinger"]);
        assert_eq!(list.verdict(EntityKind::Person, "Benedict XVI", "Joseph Ratzinger"), Some(Verdict::Same));
        assert_eq!(same("Benedict"), ["Benedict"]);
    }

    #[test]
    fn names_are_joined_over_several_lines_and_told_apart() {
        let list = list(
            "# who is who\nMohammed bin Salman = MBS\nMBS = Crown Prince Mohammed  # again\n\nBoris Johnson != Mike Johnson\n",
        );
        let person = EntityKind::Person;
        assert_eq!(list.same_as(person, "mbs"), ["mbs", "Mohammed bin Salman", "Crown Prince Mohammed"]);
        assert_eq!(list.same_as(person, "Salman"), ["Salman"]);
        assert_eq!(list.verdict(person, "Bin Salman, Mohammed", "Crown Prince Mohammed"), Some(Verdict::Same));
        assert_eq!(list.verdict(person, "Johnson, Mike", "Boris Johnson"), Some(Verdict::Different));
        assert_eq!(list.verdict(person, "Mike Johnson", "Mike Pence"), None);
        assert_eq!(list.verdict(EntityKind::Place, "MBS", "Mohammed bin Salman"), None);
    }

    #[test]
    fn what_cannot_be_read_names_its_line() {
        let line = |text: &str| AliasList::parse(text).expect_err("an error").to_string();
        assert_eq!(line("A Lima = B Lima\n\nAna Lima\n"), "line 3: no `=` or `!=` between names: Ana Lima");
        assert_eq!(line("A = B != C"), "line 1: `=` and `!=` cannot stand on one line: A = B != C");
        assert_eq!(line("# x\nA Lima = "), "line 2: a name is missing: A Lima =");
        assert_eq!(line("Ana Lima = Lima, Ana"), "line 1: Lima, Ana is there twice");
        assert_eq!(
            line("Ana Lima = Anita Lima\nAnita Lima != Ana Lima\n"),
            "line 2: Anita Lima and Ana Lima are the same by line 1 and different by this one"
        );
    }

    #[test]
    fn edits_keep_comments_and_can_be_taken_back() {
        let text = "# kept\nAna Lima = Anita Lima = A. Lima  # note\n";
        let mut list = list(text);
        assert_eq!(list.add(rule(Verdict::Different, &["Ana Lima", "Rui Lima"])), Ok(true));
        assert_eq!(list.add(rule(Verdict::Same, &["anita lima", "Ana Lima"])), Ok(false));
        assert_eq!(list.to_string(), format!("{text}Ana Lima != Rui Lima\n"));
        assert!(list.add(rule(Verdict::Same, &["Rui Lima", "Ana Lima"])).is_err());
        assert_eq!(list.remove(EntityKind::Person, "Rui Lima", Some("Ana Lima")), 1);
        assert_eq!(list.remove(EntityKind::Person, "Anita Lima", None), 1);
        assert_eq!(list.to_string(), "# kept\nAna Lima = A. Lima  # note\n");
        assert_eq!(list.remove(EntityKind::Person, "Ana Lima", None), 1);
        assert_eq!(list.to_string(), "# kept\n");
        assert_eq!(list.remove(EntityKind::Person, "Ana Lima", None), 0);
    }

    #[test]
    fn organisations_and_places_have_a_prefix() {
        let list = list("org: United Nations = UN\nplace: Burma = Myanmar\n");
        assert_eq!(list.same_as(EntityKind::Organisation, "un"), ["un", "United Nations"]);
        assert_eq!(
            list.rules().map(|(line, rule)| format!("{line} {rule}")).collect::<Vec<_>>(),
            ["1 org: United Nations = UN", "2 place: Burma = Myanmar"]
        );
    }
}
