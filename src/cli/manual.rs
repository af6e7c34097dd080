//! The manual: a page for each verb, made of the same definitions as its help, and one for the query language.
//!
//! Owns the text of dateline-query(7); everything else comes from the commands themselves, so that manual and help cannot
//! disagree.

use std::io::{self, Write};

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

/// What can be typed and what it means, by subject.
const LANGUAGE: &[(&str, &[(&str, &str)])] = &[
    (
        "WORDS",
        &[
            (
                "rafah offensive",
                "Articles with both words come first; when they are few, those with one follow, marked as such. Words match in all their forms in 29 languages; accents and capitals do not matter.",
            ),
            (
                "\"ceasefire talks\"",
                "A phrase. In a shell it takes quotes around the quotes: '\"ceasefire talks\"'. An argument that holds a blank is taken for a phrase where other words stand beside it; alone it is the whole query, its words as typed.",
            ),
            (
                "U.S. US WHO IT",
                "In capitals these acronyms alone, and no pronouns; us finds both. Others are found whatever their case. F-16 is F16 too, MH17 is MH-17.",
            ),
            ("=talks", "The word as written, with this ending."),
            ("\"=ceasefire talks\" =\"ceasefire talks\"", "A phrase of words as they are written."),
            ("rafa* *yahu r?fah", "A pattern: * stands for any letters, ? for one."),
            (
                "netanyahoo~ netanyahoo~2",
                "The word and what is spelled nearly like it: within one edit for words of up to five letters and two for longer ones, or within the number given, 1 or 2.",
            ),
            ("\"a b\"~5", "Both words with at most five others between them, in any order."),
            ("word^2", "Counts twice as much."),
        ],
    ),
    (
        "OPERATORS",
        &[
            (
                "a AND b, a OR b, NOT a, -a",
                "In capitals. On the command line -n, -from and whatever else looks like a flag is an error; write NOT from. With an operator, a prefix or a filter every part of the query is required.",
            ),
            ("+a b c", "The first is required, the others only raise the rank."),
            ("( )", "Groups."),
            (
                "@rafah",
                "The saved search of this name, see dateline-save(1); in a longer query it stands in parentheses.",
            ),
            ("atleast3(a)", "At least three times."),
        ],
    ),
    (
        "PROXIMITY",
        &[
            (
                "a w/5 b, a NEAR/5 b",
                "At most five words apart, in any order. The end of a paragraph counts as one word more.",
            ),
            ("a pre/3 b, a ADJ/3 b", "At most three words apart, in this order."),
            ("a w/s b", "In one sentence."),
            ("a w/p b", "In one paragraph."),
        ],
    ),
    (
        "PARTS OF AN ARTICLE",
        &[(
            "headline:a lede:a hlead:a body:a byline:a",
            "In this part; hlead is headline or lede. With a group: headline(a OR b).",
        )],
    ),
    (
        "NAMES",
        &[
            (
                "person:netanyahu, person:\"Benjamin Netanyahu\"",
                "By person, however the article writes the name. A surname with several bearers finds them all and says so; a fuller name chooses.",
            ),
            ("org:hamas, place:rafah", "By organisation, by place."),
            ("person:sinwar w/10 ceasefire", "A name can stand wherever a word can."),
        ],
    ),
    (
        "WHAT IS KNOWN OF AN ARTICLE",
        &[
            (
                "date:2024-03, date:2024-01..2024-03",
                "Published within a day, month, year or range. Dates as people write them: 2024-04-01, \"1 April 2024\", yesterday, \"last week\". One that may be two days, like 04/05/2024, is an error. An article of which only the month or the year is known is found by every day in it, and a note says so.",
            ),
            (
                "from:2024-03, to:2024-04, before:, after:",
                "On its first day or later, on its last day or earlier, and without that day.",
            ),
            ("date:unknown", "Without a date of its own: there is none, or only the time of the file."),
            (
                "source:reuters section:world lang:fr path:2024-04",
                "Publisher, section of the paper, language (code, English or own name; und where it is not known), folder or file. * and ? are wildcards.",
            ),
            ("site:bbc.co.uk, site:gov", "From this site or one below it, by the address of the article."),
            ("words>500, words:100..300", "Length."),
        ],
    ),
];

/// Writes the page of the program, of a verb (`search`) or of the query language (`query`); false when there is none.
///
/// # Errors
/// When the writer refuses.
pub fn render_page(program: &Command, page: Option<&str>, out: &mut dyn Write) -> io::Result<bool> {
    let Some(page) = page else {
        render_command(program.clone(), out)?;
        return Ok(true);
    };
    if page == "query" {
        render_language(program, out)?;
        return Ok(true);
    }
    let Some(verb) =
        verbs(program).find(|verb| verb.get_name() == page || verb.get_all_aliases().any(|alias| alias == page))
    else {
        return Ok(false);
    };
    render_command(verb.clone(), out)?;
    Ok(true)
}

/// The file names of all pages, with what [`render_page`] knows them by.
pub fn pages(program: &Command) -> Vec<(String, Option<String>)> {
    let mut pages = vec![("dateline.1".to_owned(), None), ("dateline-query.7".to_owned(), Some("query".to_owned()))];
    pages.extend(verbs(program).map(|verb| {
        let name = verb.get_name().to_owned();
        (format!("dateline-{name}.1"), Some(name))
    }));
    pages
}

fn verbs(program: &Command) -> impl Iterator<Item = &Command> {
    program.get_subcommands().filter(|verb| !verb.is_hide_set() && verb.get_name() != "help")
}

fn render_command(command: Command, out: &mut dyn Write) -> io::Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let has_verbs = command.get_subcommands().next().is_some();
    let manual =
        Man::new(command.disable_help_subcommand(true)).source(format!("dateline {version}")).manual("dateline");
    manual.render_title(out)?;
    manual.render_name_section(out)?;
    manual.render_synopsis_section(out)?;
    manual.render_description_section(out)?;
    manual.render_options_section(out)?;
    if has_verbs {
        manual.render_subcommands_section(out)?;
    }
    render_examples(&examples, out)?;
    let mut roff = Roff::new();
    roff.control("SH", ["SEE ALSO"]);
    roff.text([bold("dateline"), roman("(1), "), bold("dateline-query"), roman("(7)")]);
    roff.to_writer(out)
}

/// The text after the help: each paragraph is a section, a line that ends in a colon its heading.
fn render_examples(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut roff = Roff::new();
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        let (first, rest) = paragraph.split_once('\n').unwrap_or((paragraph, ""));
        match first.split_once(':') {
            Some((heading, inline)) if !first.starts_with(' ') => {
                roff.control("SH", [heading.to_uppercase().as_str()]);
                if !inline.trim().is_empty() {
                    roff.text([roman(inline.trim())]);
                }
            }
            _ => {
                roff.text([roman(first)]);
            }
        }
        if !rest.is_empty() {
            roff.control("nf", []);
            roff.text(rest.lines().flat_map(|line| [roman(line), clap_mangen::roff::line_break()]).collect::<Vec<_>>());
            roff.control("fi", []);
        }
    }
    roff.to_writer(out)
}

fn render_language(program: &Command, out: &mut dyn Write) -> io::Result<()> {
    let version = program.get_version().unwrap_or_default();
    let source = format!("dateline {version}");
    let mut roff = Roff::new();
    roff.control("TH", ["dateline-query", "7", "", source.as_str(), "dateline"]);
    roff.control("SH", ["NAME"]);
    roff.text([roman("dateline-query - what can be typed into dateline search, count and timeline")]);
    for (subject, rows) in LANGUAGE {
        roff.control("SH", [*subject]);
        for (typed, meaning) in *rows {
            roff.control("TP", []);
            roff.text([bold(*typed)]);
            roff.text([roman(*meaning)]);
        }
    }
    roff.control("SH", ["OTHER SYSTEMS"]);
    roff.text([roman(
        "--syntax nexis|factiva|lucene|google reads a query pasted from elsewhere and says how it was translated. \
         --explain says in words how a query was understood.",
    )]);
    roff.control("SH", ["SEE ALSO"]);
    roff.text([bold("dateline"), roman("(1), "), bold("dateline-search"), roman("(1)")]);
    roff.to_writer(out)
}
