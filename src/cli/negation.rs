//! Words of a query that begin with a hyphen: `search -lang:en budget` means articles that are not in English.
//!
//! Owns which argument is a flag and which is a part of the query, by the commands' own definitions; it is asked before
//! clap, to which whatever begins with a hyphen is a flag. The surprise: a short flag that takes a number owns what follows
//! it only when that is a number, so that `-netanyahu` is a word to leave out and `-n5` is not. What looks like a flag that
//! the command lacks is refused, since a search that leaves out a word which nobody meant answers another question.

use std::ffi::{OsStr, OsString};

use clap::{Arg, Command};

use super::error::CliError;

/// The arguments as clap will understand them: where a query begins a word with a hyphen, all that belongs to the query
/// stands behind `--`. Any other command line stays as it is.
///
/// # Errors
/// When an argument looks like a flag that the command does not have: `-from`, or `-n` where there is no such flag.
pub fn behind_dashes(arguments: Vec<OsString>, program: &Command) -> Result<Vec<OsString>, CliError> {
    let Some(verb_at) = verb_at(&arguments, program) else { return Ok(arguments) };
    let verb = arguments[verb_at].to_str().and_then(|name| program.find_subcommand(name));
    let Some(verb) = verb.filter(|verb| verb.get_positionals().any(is_query)) else { return Ok(arguments) };
    let flags = Flags { verb, program };
    let (mut kept, mut query) = (arguments[..=verb_at].to_vec(), Vec::new());
    let mut negations = 0;
    let mut rest = arguments[verb_at + 1..].iter();
    while let Some(argument) = rest.next() {
        match flags.role(argument) {
            Role::Query => query.push(argument.clone()),
            Role::Negation => {
                flags.check(argument, rest.as_slice().first())?;
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
        return Ok(arguments);
    }
    kept.push("--".into());
    kept.append(&mut query);
    Ok(kept)
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

    /// Refuses a word to leave out that is rather a flag: a single letter or digit, a short flag of some command with its
    /// number, or the long name of one. Nearly such a name is another word as often as not (`-court`, `-peace`), unless two
    /// letters have changed places (`-form`).
    fn check(&self, argument: &OsStr, next: Option<&OsString>) -> Result<(), CliError> {
        let Some(text) = argument.to_str().and_then(|text| text.strip_prefix('-')) else { return Ok(()) };
        let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return Ok(());
        }
        let meant = match self.named(name) {
            Some(long) => {
                self.find(|flag| flag.get_long() == Some(long.as_str())).map(|flag| (format!("--{long}"), flag))
            }
            None if self.is_short(name, value.is_some()) => None,
            None => return Ok(()),
        };
        let verb = self.verb.get_name();
        let cause = match &meant {
            Some((flag, _)) => format!("a long flag has two hyphens: {flag}"),
            None => format!("{verb} has no such flag"),
        };
        let next = next.and_then(|next| next.to_str()).filter(|next| !next.starts_with('-'));
        let written = meant.map(|(flag, of)| {
            let value = value.or(next.filter(|_| wants_next(of))).filter(|_| of.get_action().takes_values());
            let quoted = |value: &str| if value.contains(' ') { format!("\"{value}\"") } else { value.to_owned() };
            let value = value.map(|value| format!(" {}", quoted(value))).unwrap_or_default();
            format!("write {flag}{value}")
        });
        let flag = written.unwrap_or_else(|| format!("the flags there are: dateline {verb} --help"));
        Err(CliError::new(format!("read -{text}"), cause)
            .hint(format!("{flag}; to leave out articles with the word write NOT {text}")))
    }

    /// The long flag of any command that a name is, or is but for two neighbouring letters that have changed places.
    fn named(&self, name: &str) -> Option<String> {
        let name = name.to_ascii_lowercase();
        let all = || self.of_any().filter_map(Arg::get_long).map(str::to_owned);
        let exact = all().find(|long| *long == name);
        exact.or_else(|| all().find(|long| long.len() > 2 && are_swapped(long.as_bytes(), name.as_bytes())))
    }

    /// True for a letter or a digit, short flags of any command side by side, and one that takes a number with it: `n`, `qn`, `n5`.
    fn is_short(&self, name: &str, has_value: bool) -> bool {
        let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let letters = &name[..name.len() - digits.len()];
        let takes_number = |flag: &Arg| {
            flag.get_action().takes_values()
                && flag.get_short().is_some_and(|short| letters.strip_prefix(short) == Some(""))
        };
        let numbered = is_number(digits) && self.of_any().any(takes_number);
        let few = has_value || name.len() < SHORTEST_WORD;
        name.len() == 1 || numbered || few && name.chars().all(|short| self.is_short_of_any(short))
    }

    fn is_short_of_any(&self, short: char) -> bool {
        matches!(short, 'h' | 'V') || self.of_any().any(|flag| flag.get_short() == Some(short))
    }

    /// The flags of all commands.
    fn of_any(&self) -> impl Iterator<Item = &Arg> {
        let verbs = self.program.get_subcommands().flat_map(Command::get_arguments);
        self.program.get_arguments().chain(verbs)
    }

    fn find(&self, fits: impl Fn(&Arg) -> bool) -> Option<&Arg> {
        self.verb.get_arguments().chain(self.program.get_arguments()).find(|flag| fits(flag))
    }
}

/// Fewer letters, all of them short flags, are no word.
const SHORTEST_WORD: usize = 4;

/// Every short flag with a value takes a number.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// True for two words that differ by two neighbouring letters that have changed places.
fn are_swapped(a: &[u8], b: &[u8]) -> bool {
    let Some(at) = a.iter().zip(b).position(|(a, b)| a != b) else { return false };
    a.len() == b.len() && at + 1 < a.len() && a[at] == b[at + 1] && a[at + 1] == b[at] && a[at + 2..] == b[at + 2..]
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
        let moved = behind_dashes(arguments, &crate::cli::Cli::command()).expect("no flag that is none");
        moved.iter().map(|argument| argument.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_no_flag_belongs_to_the_query() {
        assert_eq!(moved("dateline search -lang:en budget -n 5"), "dateline search -n 5 -- -lang:en budget");
        assert_eq!(moved("dateline query a -bb --from 2024 c -q"), "dateline query --from 2024 -q -- a -bb c");
        assert_eq!(moved("dateline --index x count talks -paris"), "dateline --index x count -- talks -paris");
        assert_eq!(moved("dateline search a -netanyahu -n5"), "dateline search -n5 -- a -netanyahu");
        assert_eq!(moved("dateline search -\"west bank\" a"), "dateline search -- -\"west bank\" a");
        assert_eq!(moved("dateline search --recent -qatar a"), "dateline search --recent -- -qatar a");
        assert_eq!(moved("dateline timeline --person -x -bb c"), "dateline timeline --person -x -- -bb c");
        assert_eq!(moved("dateline search -(a w/5 b) c"), "dateline search -- -(a w/5 b) c");
    }

    #[test]
    fn what_looks_like_a_flag_that_is_none_is_refused() {
        let refused = |line: &str| {
            let arguments = line.split(' ').map(OsString::from).collect();
            let mut out = Vec::new();
            match behind_dashes(arguments, &crate::cli::Cli::command()) {
                Ok(_) => return String::new(),
                Err(error) => error.print(&mut out),
            }
            String::from_utf8(out).expect("text")
        };
        assert_eq!(
            refused("dateline search iraq -from 2007 --count"),
            "dateline: cannot read -from: a long flag has two hyphens: --from\n\
             hint: write --from 2007; to leave out articles with the word write NOT from\n"
        );
        assert_eq!(
            refused("dateline count iraq -n 5"),
            "dateline: cannot read -n: count has no such flag\n\
             hint: the flags there are: dateline count --help; to leave out articles with the word write NOT n\n"
        );
        for (line, part) in [
            ("dateline search iraq -form 2007", "write --from 2007;"),
            ("dateline search iraq -format=json", "write --format json;"),
            ("dateline search iraq -kwic x", "write --kwic;"),
            ("dateline search -recent x", "write --recent;"),
            ("dateline count iraq -limit 5", "count has no such flag"),
            ("dateline count iraq -n5", "count has no such flag"),
            ("dateline timeline iraq -n 5 --by year", "timeline has no such flag"),
            ("dateline search iraq -5", "search has no such flag"),
            ("dateline count iraq -qn 5", "count has no such flag"),
            ("dateline search iraq -x", "search has no such flag"),
        ] {
            assert!(refused(line).contains(part), "{line}: {}", refused(line));
        }
        for line in [
            "dateline search a -- -n",
            "dateline search a NOT n",
            "dateline search a -court -peace -prison",
            "dateline search a -b52 -g20 -a4",
            "dateline search a -lang:en -\"from\" -(from)",
            "dateline search a -и -日",
            "dateline count a -from*",
        ] {
            assert_eq!(refused(line), "", "{line}");
        }
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
