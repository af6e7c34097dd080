//! Words of a query that begin with a hyphen: `search -lang:en budget` means articles that are not in English.
//!
//! Owns which argument is a flag and which is a part of the query, by the commands' own definitions; it is asked before
//! clap, to which whatever begins with a hyphen is a flag. The surprise: a short flag that takes a number owns what follows
//! it only when that is a number, so that `-netanyahu` is a word to leave out and `-n5` is not.

use std::ffi::{OsStr, OsString};

use clap::{Arg, Command};

/// The arguments as clap will understand them: where a query begins a word with a hyphen, all that belongs to the query
/// stands behind `--`. Any other command line stays as it is.
pub fn behind_dashes(arguments: Vec<OsString>, program: &Command) -> Vec<OsString> {
    let Some(verb_at) = verb_at(&arguments, program) else { return arguments };
    let verb = arguments[verb_at].to_str().and_then(|name| program.find_subcommand(name));
    let Some(verb) = verb.filter(|verb| verb.get_positionals().any(is_query)) else { return arguments };
    let flags = Flags { verb, program };
    let (mut kept, mut query) = (arguments[..=verb_at].to_vec(), Vec::new());
    let mut negations = 0;
    let mut rest = arguments[verb_at + 1..].iter();
    while let Some(argument) = rest.next() {
        match flags.role(argument) {
            Role::Query => query.push(argument.clone()),
            Role::Negation => {
                negations += 1;
                query.push(argument.clone());
            }
            Role::Flag => kept.push(argument.clone()),
            Role::FlagWithNext => {
                kept.push(argument.clone());
                kept.extend(rest.next().cloned());
            }
            Role::Dashes => query.extend(rest.by_ref().cloned()),
        }
    }
    if negations == 0 {
        return arguments;
    }
    kept.push("--".into());
    kept.append(&mut query);
    kept
}

fn is_query(argument: &Arg) -> bool {
    argument.get_id() == "query"
}

/// What an argument is.
enum Role {
    /// A part of the query.
    Query,
    /// A part of the query that begins with a hyphen.
    Negation,
    /// A flag, with its value if it has one.
    Flag,
    /// A flag whose value is the next argument.
    FlagWithNext,
    /// What follows is no flag, whatever it begins with.
    Dashes,
}

struct Flags<'c> {
    verb: &'c Command,
    program: &'c Command,
}

impl Flags<'_> {
    fn role(&self, argument: &OsStr) -> Role {
        let Some(text) = argument.to_str() else { return Role::Query };
        match text.strip_prefix('-') {
            None | Some("") => Role::Query,
            Some("-") => Role::Dashes,
            // An unknown long flag is a mistyped one, and clap knows which was meant.
            Some(long) if long.starts_with('-') => self.long(&long[1..]),
            Some(shorts) => self.shorts(shorts),
        }
    }

    fn long(&self, text: &str) -> Role {
        let known = self.find(|flag| flag.get_long() == Some(text));
        if known.is_some_and(wants_next) { Role::FlagWithNext } else { Role::Flag }
    }

    fn shorts(&self, text: &str) -> Role {
        for (at, short) in text.char_indices() {
            if matches!(short, 'h' | 'V') {
                continue;
            }
            let Some(flag) = self.find(|flag| flag.get_short() == Some(short)) else { return Role::Negation };
            if !flag.get_action().takes_values() {
                continue;
            }
            let value = &text[at + short.len_utf8()..];
            return match value {
                "" => Role::FlagWithNext,
                value if is_number(value.trim_start_matches('=')) => Role::Flag,
                _ => Role::Negation,
            };
        }
        Role::Flag
    }

    fn find(&self, fits: impl Fn(&Arg) -> bool) -> Option<&Arg> {
        self.verb.get_arguments().chain(self.program.get_arguments()).find(|flag| fits(flag))
    }
}

/// Every short flag with a value takes a number.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn wants_next(flag: &Arg) -> bool {
    flag.get_action().takes_values() && !flag.is_require_equals_set()
}

/// Where the command's name stands: the first argument that is neither a flag nor the value of one.
fn verb_at(arguments: &[OsString], program: &Command) -> Option<usize> {
    let mut at = 1;
    loop {
        let text = arguments.get(at)?.to_str()?;
        let Some(flag) = text.strip_prefix('-') else { return Some(at) };
        let long = flag.strip_prefix('-');
        let known = program.get_arguments().find(|known| match long {
            Some(long) => known.get_long() == Some(long),
            None => flag.chars().last().is_some_and(|short| known.get_short() == Some(short)),
        });
        at += if known.is_some_and(wants_next) { 2 } else { 1 };
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn moved(line: &str) -> String {
        let arguments = line.split(' ').map(OsString::from).collect();
        let moved = behind_dashes(arguments, &crate::cli::Cli::command());
        moved.iter().map(|argument| argument.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_no_flag_belongs_to_the_query() {
        assert_eq!(moved("dateline search -lang:en budget -n 5"), "dateline search -n 5 -- -lang:en budget");
        assert_eq!(moved("dateline query a -b --from 2024 c -q"), "dateline query --from 2024 -q -- a -b c");
        assert_eq!(moved("dateline --index x count talks -paris"), "dateline --index x count -- talks -paris");
        assert_eq!(moved("dateline search a -netanyahu -n5"), "dateline search -n5 -- a -netanyahu");
        assert_eq!(moved("dateline search -\"west bank\" a"), "dateline search -- -\"west bank\" a");
        assert_eq!(moved("dateline search --recent -qatar a"), "dateline search --recent -- -qatar a");
        assert_eq!(moved("dateline timeline --person -x -b c"), "dateline timeline --person -x -- -b c");
        assert_eq!(moved("dateline search -(a w/5 b) c"), "dateline search -- -(a w/5 b) c");
    }

    #[test]
    fn other_command_lines_stay_as_they_are() {
        for line in [
            "dateline",
            "dateline search a -n 5",
            "dateline search a -qv -n5 --format json",
            "dateline search a -- -b",
            "dateline search --formt json a",
            "dateline count - a",
            "dateline scan -x",
            "dateline show -x",
            "dateline search -h",
            "dateline search -qn5 a",
            "dateline nosuch -x",
            "dateline -q",
        ] {
            assert_eq!(moved(line), line);
        }
    }
}
