//! Properties that hold for every text: it parses or is refused, and what was understood reads back as the same.

use jiff::civil;
use proptest::prelude::*;

use super::tree::{PatternPart, PhrasePart, Query, Span, Word, WordMatch};
use super::{
    Dialect, ParseContext, Parsed, QueryError, QueryErrorKind, explain, join_arguments, parse, parse_date_range,
};

/// What queries are made of, and what breaks parsers.
const ATOMS: &[&str] = &[
    "a",
    "rafah",
    "Netanyahu",
    "war",
    "and",
    "or",
    "not",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "ADJ",
    "w/5",
    "pre/3",
    "w/s",
    "w/p",
    "near5",
    "w/o",
    "w/",
    "w/x",
    "w5",
    "atleast",
    "atleast5",
    "words>",
    "rafah^x",
    "(",
    ")",
    "((",
    "))",
    "\"",
    "“",
    "”",
    "«",
    "»",
    "'",
    "’",
    "-",
    "+",
    "--",
    "=",
    "~",
    "~1",
    "~2",
    "~9",
    "^",
    "^2",
    "^0",
    "*",
    "?",
    "\\",
    ":",
    "::",
    "headline:",
    "lede(",
    "hlead:(",
    "byline:",
    "person:",
    "person(",
    "org:",
    "place:",
    "source:",
    "section:",
    "lang:",
    "lang:fr",
    "path:",
    "date:",
    "date:2024",
    "from:2024-02",
    "date:2024..",
    "words>",
    "words>5",
    "words:1..2",
    "words",
    "atleast",
    "atleast2(",
    "foo:",
    "http://x.y/?z=*",
    "12:30",
    "Re:",
    "U.S.",
    "O'Brien",
    "C++",
    "AT&T",
    "$5",
    "@x",
    "#y",
    "!",
    "?!",
    "…",
    "—",
    "،",
    "、",
    "（",
    "）",
    "：",
    "צה\"ל",
    "北京",
    "القاهرة",
    "\u{a0}",
    "\u{200f}",
    "\t",
    "\n",
    "\u{0}",
    "🇺🇦",
    "&&",
    "||",
    "|",
    "[",
    "]",
    "{",
    "}",
    " TO ",
    "hd=",
    "intitle:",
    "AROUND(3)",
    "date(geq(",
    "brib!",
    "$2",
    "/N5/",
    "same",
    "<",
    ">",
    ">=",
    "..",
    "1",
    "2024-02-30",
    "last week",
    ",",
    ";",
    "x,y",
    "1,000",
    "é",
    "e\u{301}",
];

fn context(dialect: Dialect) -> ParseContext {
    ParseContext { today: civil::date(2026, 11, 22), dialect }
}

fn read(text: &str, dialect: Dialect) -> Result<Parsed, QueryError> {
    parse(text, &context(dialect))
}

/// The same query with nothing said about where it was read.
fn without_spans(query: Query) -> Query {
    let all = |queries: Vec<Query>| queries.into_iter().map(without_spans).collect();
    let boxed = |query: Box<Query>| Box::new(without_spans(*query));
    let nowhere = Span::default();
    match query {
        Query::All => Query::All,
        Query::Words(mut words) => {
            words.iter_mut().for_each(|word| word.span = nowhere);
            Query::Words(words)
        }
        Query::Term(mut word) => {
            word.span = nowhere;
            Query::Term(word)
        }
        Query::Phrase(mut phrase) => {
            phrase.span = nowhere;
            phrase.parts.iter_mut().for_each(|part| match part {
                PhrasePart::Word(word) => word.span = nowhere,
                PhrasePart::AnyWord(span) => *span = nowhere,
            });
            Query::Phrase(phrase)
        }
        Query::Near(mut near) => {
            near.span = nowhere;
            near.left = boxed(near.left);
            near.right = boxed(near.right);
            Query::Near(near)
        }
        Query::AtLeast(mut at_least) => {
            at_least.span = nowhere;
            at_least.operand = boxed(at_least.operand);
            Query::AtLeast(at_least)
        }
        Query::In(mut inside) => {
            inside.span = nowhere;
            inside.operand = boxed(inside.operand);
            Query::In(inside)
        }
        Query::Name(mut name) => {
            name.span = nowhere;
            Query::Name(name)
        }
        Query::Filter(mut filter) => {
            filter.span = nowhere;
            Query::Filter(filter)
        }
        Query::And(parts) => Query::And(all(parts)),
        Query::Or(parts) => Query::Or(all(parts)),
        Query::Prefer(mut prefer) => {
            prefer.required = boxed(prefer.required);
            prefer.preferred = all(prefer.preferred);
            Query::Prefer(prefer)
        }
        Query::Not(inner) => Query::Not(boxed(inner)),
        Query::Boost(inner, weight) => Query::Boost(boxed(inner), weight),
    }
}

/// True when the canonical form of a query cannot say all of it: what is preferred is more than words and phrases, or a
/// word of a phrase ends in the wildcard `?`, which is a question mark there. Only other languages lead to these.
fn is_beyond_syntax(query: &Query) -> bool {
    let ends_in_any_one = |part: &PhrasePart| match part {
        PhrasePart::Word(Word { matching: WordMatch::Wildcard(pattern), .. }) => {
            pattern.parts.last() == Some(&PatternPart::AnyOne)
        }
        _ => false,
    };
    match query {
        Query::Phrase(phrase) => phrase.parts.iter().any(ends_in_any_one),
        Query::Prefer(prefer) => {
            is_beyond_syntax(&prefer.required)
                || !prefer.preferred.iter().all(|part| matches!(part, Query::Term(_) | Query::Phrase(_)))
                || prefer.preferred.iter().any(is_beyond_syntax)
        }
        Query::And(parts) | Query::Or(parts) => parts.iter().any(is_beyond_syntax),
        Query::Near(near) => is_beyond_syntax(&near.left) || is_beyond_syntax(&near.right),
        Query::AtLeast(at_least) => is_beyond_syntax(&at_least.operand),
        Query::Not(inner) | Query::Boost(inner, _) => is_beyond_syntax(inner),
        Query::In(inside) => is_beyond_syntax(&inside.operand),
        _ => false,
    }
}

/// Holds every property of one text against it.
fn check(text: &str, dialect: Dialect) {
    match read(text, dialect) {
        Err(error) => {
            let Span { start, end } = error.span;
            assert!(start <= end && end <= text.len(), "{text:?}: {error} at {start}..{end}");
            assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{text:?}: {error} at {start}..{end}");
            assert!(error.hint().is_some(), "{text:?}: {error}");
            assert_eq!(error.render(text, 60).lines().count(), 4, "{text:?}");
            assert!(*error.kind != QueryErrorKind::Unreadable, "{text:?}: an error that says nothing");
        }
        Ok(parsed) => {
            if let Some(span) = parsed.query.span() {
                assert!(text.get(span.range()).is_some(), "{text:?}: {span:?}");
            }
            assert!(explain(&parsed.query).ends_with('\n'));
            if is_beyond_syntax(&parsed.query) {
                return;
            }
            let canonical = parsed.query.to_string();
            match read(&canonical, Dialect::Dateline) {
                Ok(again) => assert_eq!(
                    without_spans(again.query),
                    without_spans(parsed.query),
                    "{text:?} was written as {canonical:?}"
                ),
                Err(error) => panic!("{text:?} was written as {canonical:?}: {error}"),
            }
        }
    }
}

fn dialect() -> impl Strategy<Value = Dialect> {
    prop::sample::select(Dialect::ALL.map(|(dialect, _)| dialect).to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_parses_or_is_refused_at_a_place_in_it(text in ".{0,60}", dialect in dialect()) {
        check(&text, dialect);
    }

    #[test]
    fn any_syntax_parses_or_is_refused_and_reads_back_as_the_same(
        atoms in prop::collection::vec((prop::sample::select(ATOMS), any::<bool>()), 0..14),
        dialect in dialect(),
    ) {
        let text: String = atoms.iter().flat_map(|(atom, blank)| [*atom, if *blank { " " } else { "" }]).collect();
        check(&text, dialect);
    }

    #[test]
    fn any_text_is_a_date_or_not(text in "[0-9a-zA-Zäéيو./ -]{0,24}|\\PC{0,24}") {
        if let Ok(range) = parse_date_range(&text, civil::date(2026, 11, 22)) {
            prop_assert!(range.from.is_some() || range.to.is_some());
            if let (Some(from), Some(to)) = (range.from, range.to) {
                prop_assert!(from <= to);
            }
        }
    }

    #[test]
    fn joined_arguments_parse_or_are_refused(arguments in prop::collection::vec("[a-z :\"()\\\\*~-]{0,12}", 0..5)) {
        let joined = join_arguments(&arguments, Dialect::Dateline);
        check(&joined.text, Dialect::Dateline);
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nesting_is_refused_before_it_hurts(depth in 1usize..2_000, inner in "[a-z]{1,5}") {
        let pairs =
            [("(", ")"), ("headline:(", ")"), ("-(", ")"), ("NOT (", ")"), ("(a w/5 ", ")"), ("(a OR (b AND ", "))")];
        for (open, close) in pairs {
            let text = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
            check(&text, Dialect::Dateline);
        }
    }
}

/// A small generator of numbers, so that a failure can be repeated from its seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        // SplitMix64: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}

#[test]
#[ignore = "slow: half a million random queries"]
fn half_a_million_random_queries_hold_every_property() {
    let seed = 20_261_122;
    println!("seed {seed}");
    let mut numbers = Numbers(seed);
    for _ in 0..500_000 {
        let mut text = String::new();
        for _ in 0..numbers.below(16) {
            text.push_str(ATOMS[numbers.below(ATOMS.len())]);
            if numbers.below(3) > 0 {
                text.push(' ');
            }
        }
        let (dialect, _) = Dialect::ALL[numbers.below(Dialect::ALL.len())];
        check(&text, dialect);
    }
}
