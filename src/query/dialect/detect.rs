//! Which search language a query is written in, by marks that mean nothing anywhere else.
//!
//! Must stay quiet when in doubt: a query that is read as another language than it was written in is worse than one
//! that is refused with a hint.

use winnow::ascii::{Caseless, alpha1, digit1};
use winnow::combinator::{alt, delimited, eof, opt, preceded, repeat, repeat_till, terminated};
use winnow::prelude::*;
use winnow::token::{any, one_of, rest, take_till, take_while};

use super::Dialect;
use crate::query::parse::character::{is_blank, is_open, is_quote};
use crate::query::parse::token::Parsing;
use crate::query::parse::word::Input;
use crate::query::parse::{MAX_WORDS, Mode};

/// How much of a run is looked at, in characters.
const MAX_MARK: usize = 80;

/// One of these is in every mark that does not end in a digit.
const MARK_SIGNS: &[char] = &['=', '(', '/', ':', '!', '~', '<', '>', '$'];

/// The language and the mark that gave it away; `None` when there is no such mark.
pub(in crate::query) fn detect(text: &str) -> Option<(Dialect, String)> {
    let runs = runs(text);
    let with = |is_mark: fn(&str) -> bool| runs.iter().copied().find(|run| is_mark(run));
    // An exclamation mark ends a sentence too, so that it needs a connector beside it.
    let truncation = || with(is_nexis_connector).and_then(|_| with(is_truncated));
    let found = with(is_factiva)
        .map(|run| (Dialect::Factiva, run))
        .or_else(|| with(is_nexis).or_else(truncation).map(|run| (Dialect::Nexis, run)))
        .or_else(|| with(is_google).map(|run| (Dialect::Google, run)))
        .or_else(|| with(is_lucene).map(|run| (Dialect::Lucene, run)));
    found.map(|(dialect, run)| (dialect, run.to_owned())).or_else(|| dated(text))
}

/// The beginnings of what stands between blanks, quoted texts left out.
fn runs(text: &str) -> Vec<&str> {
    fn run<'i>(input: &mut Input<'i>) -> Parsing<Option<&'i str>> {
        let in_quotes = (one_of(is_quote), take_till(0.., is_quote), one_of(is_quote));
        let ends = |c| is_blank(c) || is_quote(c);
        let plain = terminated(take_till(1..=MAX_MARK, ends), take_till(0.., ends));
        // A quote that is never closed is passed over like a blank.
        alt((in_quotes.value(None), plain.map(Some), any.value(None))).parse_next(input)
    }
    // A query of more words than that is refused whatever it is written in.
    let found: Vec<Option<&str>> = repeat(0..=MAX_WORDS, run).parse_next(&mut Input::new(text)).unwrap_or_default();
    let may_be_mark = |run: &&str| run.ends_with(|c: char| c.is_ascii_digit()) || run.contains(MARK_SIGNS);
    found.into_iter().flatten().filter(may_be_mark).collect()
}

/// True when a parser takes the whole of a run, behind any opening parentheses.
fn matches<'i, O>(run: &'i str, mark: impl Parser<Input<'i>, O, Mode>) -> bool {
    (take_while(0.., is_open), mark).parse(Input::new(run)).is_ok()
}

/// `hd=...`, `near5`, `adj5`, `wc>1000`, `/N30/`, `atleast3` without a parenthesis.
fn is_factiva(run: &str) -> bool {
    fn slashed(input: &mut Input<'_>) -> Parsing<()> {
        ('/', one_of(['N', 'n', 'F', 'f']), digit1, '/').void().parse_next(input)
    }
    let fields = alt((
        alt((Caseless("hd="), Caseless("hlp="), Caseless("lp="), Caseless("td="), Caseless("rst="), Caseless("fds="))),
        alt((Caseless("la="), Caseless("by="), Caseless("sn="), Caseless("ns="), Caseless("pd="), Caseless("hl="))),
        alt((Caseless("co="), Caseless("in="), Caseless("re="), Caseless("se="), Caseless("sc="), Caseless("clm="))),
        alt((Caseless("au="), Caseless("ipd="), Caseless("cy="))),
        alt((Caseless("wc>"), Caseless("wc<"))),
    ));
    let numbered = (alt((Caseless("near"), Caseless("adj"), Caseless("atleast"))), digit1, eof);
    let within = (repeat_till::<_, _, (), _, _, _, _>(0.., any, slashed), rest);
    // `engineer$3`, and no price as in `US$3`.
    let truncated = (take_while(4.., |c: char| c.is_ascii_lowercase()), '$', digit1, eof);
    matches(run, truncated)
        || matches(run, (fields, rest))
        || matches(run, numbered)
        || !run.contains("://") && matches(run, within)
}

/// `date(geq(`, `plural(`, `w/seg`, `onear/5`, `publication(`.
fn is_nexis(run: &str) -> bool {
    let compared =
        (Caseless("date("), alt((Caseless("geq("), Caseless("leq("), Caseless("gtr("), Caseless("lss("))), rest);
    let forms =
        alt((Caseless("plural("), Caseless("singular("), Caseless("allcaps("), Caseless("nocaps("), Caseless("caps(")));
    let segments = alt((
        alt((Caseless("publication("), Caseless("company("), Caseless("geographic("))),
        alt((Caseless("subject("), Caseless("terms("), Caseless("length(>"), Caseless("length(<"))),
    ));
    let connectors = alt((Caseless("w/seg"), Caseless("/seg"), Caseless("w/sent"), Caseless("w/para")));
    matches(run, compared)
        || matches(run, (forms, rest))
        || matches(run, (segments, rest))
        || matches(run, (connectors, eof))
        || matches(run, (Caseless("onear/"), digit1, eof))
}

/// `w/5`, `pre/5`, `/5`.
fn is_nexis_connector(run: &str) -> bool {
    let name = alt((Caseless("w/"), Caseless("pre/"), Caseless("near/"), "/"));
    matches(run, (name, alt((digit1, Caseless("s"), Caseless("p"))), eof))
}

/// `brib!`, alone or within a field.
fn is_truncated(run: &str) -> bool {
    let field = opt((alpha1, one_of(is_open)));
    matches(run, (field, take_while(3.., char::is_alphabetic), '!', take_while(0.., ')'), eof))
}

/// `intitle:x`, `inurl:x`, `AROUND(5)`.
fn is_google(run: &str) -> bool {
    let names = alt((
        alt(("intitle:", "allintitle:", "inurl:", "allinurl:", "intext:", "allintext:")),
        alt(("inanchor:", "filetype:")),
    ));
    matches(run, (opt('-'), names, any, rest)) || matches(run, ("AROUND(", rest))
}

/// `date:[`, `*:*`, `_exists_:x`, `word~0.8`.
fn is_lucene(run: &str) -> bool {
    let field = take_while(1.., |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
    let range = (opt(one_of(['+', '-'])), field, ":", one_of(['[', '{']), rest);
    let similarity = (take_till(1.., '~'), delimited("~0.", digit1, eof));
    matches(run, range)
        || matches(run, terminated("*:*", eof))
        || matches(run, preceded("_exists_:", rest))
        || matches(run, similarity)
        || is_expression(run)
}

/// `/ra[fg]ah/`, and no path.
fn is_expression(run: &str) -> bool {
    let inner = run.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
    inner.is_some_and(|inner| !inner.contains('/') && inner.contains(['[', '*', '+', '|', '(', '?', '\\']))
}

/// `date aft 2024`, `date from 20240101`: words that mean a date where they stand in this order.
fn dated(text: &str) -> Option<(Dialect, String)> {
    let words: Vec<&str> = text.split(is_blank).filter(|word| !word.is_empty()).take(MAX_WORDS).collect();
    let starts_date = |word: &str| word.starts_with(|c: char| c.is_ascii_digit() || c == '(');
    words.windows(3).find_map(|window| {
        let [name, bound, value] = window else { return None };
        if !name.trim_start_matches(is_open).eq_ignore_ascii_case("date") {
            return None;
        }
        let digits = value.trim_end_matches(')');
        let is_compact = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let is_days_back = digits.strip_prefix('-').is_some_and(|days| days.parse::<u32>().is_ok());
        let dialect = match bound.to_ascii_lowercase().as_str() {
            "aft" | "bef" | "geq" | "leq" | "gtr" | "lss" if starts_date(value) => Dialect::Nexis,
            "from" | "after" | "before" if is_compact || is_days_back => Dialect::Factiva,
            _ => return None,
        };
        Some((dialect, format!("{name} {bound} {value}")))
    })
}
