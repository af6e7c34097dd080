//! What queries mean, by example: the text as typed and the query as understood, written out by hand.

use jiff::civil;

use super::{Dialect, Note, ParseContext, Parsed, Query, QueryError, explain, join_arguments, parse};

pub(super) fn read_as(text: &str, dialect: Dialect) -> Result<Parsed, QueryError> {
    parse(text, &ParseContext { today: civil::date(2026, 11, 22), dialect })
}

fn read(text: &str) -> Parsed {
    read_as(text, Dialect::Dateline).unwrap_or_else(|error| panic!("{}", error.render(text, 80)))
}

pub(super) fn assert_understood(dialect: Dialect, examples: &[(&str, &str)]) {
    for (text, expected) in examples {
        match read_as(text, dialect) {
            Ok(parsed) => assert_eq!(parsed.query.to_string(), *expected, "{text}"),
            Err(error) => panic!("{}", error.render(text, 80)),
        }
    }
}

/// Each example: the text, the line of carets under it, the message.
pub(super) fn assert_refused(dialect: Dialect, examples: &[(&str, &str, &str)]) {
    for (text, carets, message) in examples {
        let error = match read_as(text, dialect) {
            Ok(parsed) => panic!("{text} was understood as {}", parsed.query),
            Err(error) => error,
        };
        let rendered = error.render(text, 80);
        let lines: Vec<&str> = rendered.lines().collect();
        assert_eq!(lines[0].strip_prefix("  "), Some(*text));
        assert_eq!((lines[1].strip_prefix("  "), lines[2]), (Some(*carets), *message), "{text}");
        assert!(lines[3].starts_with("hint: ") && lines[3].len() > 10, "{text}");
    }
}

fn notes(text: &str) -> Vec<String> {
    read(text).notes.iter().map(Note::to_string).collect()
}

#[test]
fn plain_words_and_phrases() {
    assert_understood(
        Dialect::Dateline,
        &[
            ("ceasefire", "ceasefire"),
            ("ceasefire talks", "ceasefire talks"),
            ("  ceasefire \t talks\n", "ceasefire talks"),
            ("ceasefire\u{a0}talks", "ceasefire talks"),
            ("cats and dogs", "cats and dogs"),
            ("to be or not to be", "to be or not to be"),
            ("(ceasefire talks)", "ceasefire talks"),
            ("(ceasefire) (talks in Cairo)", "ceasefire talks in Cairo"),
            ("Gaza, Israel; Egypt", "Gaza Israel Egypt"),
            ("Gaza,Israel", "Gaza Israel"),
            ("1,000 dead", "1,000 dead"),
            ("talks—officials said", "talks officials said"),
            ("القاهرة، غزة", "القاهرة غزة"),
            ("北京，上海。", "北京 上海"),
            ("\"ceasefire talks\"", "\"ceasefire talks\""),
            ("“ceasefire talks”", "\"ceasefire talks\""),
            ("„ceasefire talks“", "\"ceasefire talks\""),
            ("« ceasefire talks »", "\"ceasefire talks\""),
            ("“ceasefire talks\"", "\"ceasefire talks\""),
            ("\"ceasefire talks\"~5", "\"ceasefire talks\"~5"),
            ("\"rafa* offensive\"", "\"rafa* offensive\""),
            ("\"the * of rafah\"", "\"the * of rafah\""),
            ("\"* of rafah *\"", "\"of rafah\""),
            ("\"Gaza, (the) - city\"", "\"Gaza the city\""),
            ("\"AND\"", "\\AND"),
            ("\"rafah\"", "rafah"),
            ("\"say \\\"no\\\" now\"", "\"say \\\"no\\\" now\""),
            ("ceasefire \"west bank\"", "ceasefire AND \"west bank\""),
            ("ceasefire \"west bank\" talks", "ceasefire talks \"west bank\""),
            ("\"ceasefire\" talks now", "talks now \"ceasefire\""),
            ("Is she a \"First Lady\"?", "Is she a \"First Lady\""),
            ("foo\"bar baz\"", "foo AND \"bar baz\""),
            ("*", "*"),
        ],
    );
}

#[test]
fn words_with_signs_in_them_just_parse() {
    for text in [
        "O'Brien",
        "O’Brien",
        "al-Qaida",
        "U.S.",
        "AT&T",
        "Müller",
        "façade",
        "C++",
        "F-16",
        "9/11",
        "$5",
        "@name",
        "#tag",
        "x@example.org",
        "12:30",
        "w/o",
        "and/or",
        "AND/OR",
        "5%",
        "Yahoo!",
        "صباح",
        "北京市天气",
        "don't",
        "a_b",
        "R2-D2",
        "https://example.org/a?b=c&d=*",
        "3:16",
        "U.S.-led",
        "½",
        "Re:",
    ] {
        let parsed = read(text);
        assert_eq!(parsed.query.to_string(), text);
        assert!(matches!(parsed.query, Query::Term(_)), "{text}");
    }
    assert_understood(
        Dialect::Dateline,
        &[
            ("צה\"ל ירה", "צה\\\"ל ירה"),
            ("Re: the talks at 12:30", "Re: the talks at 12:30"),
            ("std::vec", "std\\::vec"),
            ("C:\\dir", "C\\:dir"),
            ("北京：新闻", "北京 新闻"),
            ("said \\AND \\(sic\\)", "said \\AND \\(sic\\)"),
            ("\\*star \\\\slash", "\\*star \\\\slash"),
        ],
    );
}

#[test]
fn operators() {
    assert_understood(
        Dialect::Dateline,
        &[
            ("a AND b", "a AND b"),
            ("a OR b", "a OR b"),
            ("NOT a", "NOT a"),
            ("-a", "NOT a"),
            ("-a -b", "NOT a AND NOT b"),
            ("a -b", "a AND NOT b"),
            ("a b -c", "a AND b AND NOT c"),
            ("a NOT b", "a AND NOT b"),
            ("a AND NOT b", "a AND NOT b"),
            ("a OR NOT b", "a OR NOT b"),
            ("NOT NOT a", "a"),
            ("NOT -a", "a"),
            ("a OR b AND c", "a OR (b AND c)"),
            ("a AND b OR c AND d", "(a AND b) OR (c AND d)"),
            ("(a OR b) AND c", "(a OR b) AND c"),
            ("(a OR b) c", "(a OR b) AND c"),
            ("a b OR c", "(a AND b) OR c"),
            ("NOT a OR b", "NOT a OR b"),
            ("NOT (a OR b)", "NOT (a OR b)"),
            ("-(a b)", "NOT (a AND b)"),
            ("-\"west bank\"", "NOT \"west bank\""),
            ("a AND (b AND (c AND d))", "a AND b AND c AND d"),
            ("a OR (b OR c)", "a OR b OR c"),
            ("（a OR b） AND c", "(a OR b) AND c"),
            ("NOT(a OR b)AND(c)", "NOT (a OR b) AND c"),
            ("+a", "a"),
            ("+a b c", "+a b c"),
            ("b +a c", "+a b c"),
            ("+a +b c", "+a +b c"),
            ("+a -b c \"d e\"", "+a -b c \"d e\""),
            ("+a b lang:fr", "+a +lang:fr b"),
            ("(+a b) AND c", "(+a b) AND c"),
            ("+(a OR b) c", "+(a OR b) c"),
            ("a && b || !c", "(a AND b) OR NOT c"),
            ("a - b", "a b"),
            ("a * AND b", "a AND b"),
            ("x^2", "x^2"),
            ("x^0.5 y", "x^0.5 AND y"),
            ("x^1", "x"),
            ("\"a b\"^3 OR (c OR d)^2", "\"a b\"^3 OR (c OR d)^2"),
        ],
    );
}

#[test]
fn operators_in_lower_case_only_where_nothing_else_makes_sense() {
    let read_as_operators =
        "lower-case and, or, not were read as operators; put them in quotes to search for the words";
    for (text, expected) in [
        ("(rafah or gaza) and ceasefire", "(rafah OR gaza) AND ceasefire"),
        ("\"west bank\" or gaza", "\"west bank\" OR gaza"),
        ("\"west bank\" and not gaza", "\"west bank\" AND NOT gaza"),
        ("person:biden or person:trump", "person:biden OR person:trump"),
        ("rafah and headline(truce or talks)", "rafah AND headline:(truce OR talks)"),
        ("(a or b) and c w/5 d", "(a OR b) AND c w/5 d"),
    ] {
        assert_eq!(read(text).query.to_string(), expected);
        assert_eq!(notes(text), [read_as_operators], "{text}");
    }
    for (text, expected) in [
        ("cats and dogs", "cats and dogs"),
        ("(cats and dogs)", "cats and dogs"),
        ("(AP) Biden and Xi met", "AP Biden and Xi met"),
        ("he said \"no\" and left", "he said \\and left \"no\""),
        ("not \"west bank\"", "not AND \"west bank\""),
    ] {
        assert_eq!(read(text).query.to_string(), expected);
        assert!(notes(text).is_empty(), "{text}");
    }
    assert_eq!(read("rafah AND gaza or egypt").query.to_string(), "rafah AND gaza AND or AND egypt");
    assert_eq!(notes("rafah AND gaza or egypt"), ["`or` was read as a word; write OR for the operator"]);
}

#[test]
fn proximity_and_counting() {
    assert_understood(
        Dialect::Dateline,
        &[
            ("a w/5 b", "a w/5 b"),
            ("a W/5 b", "a w/5 b"),
            ("a within/5 b", "a w/5 b"),
            ("a NEAR/5 b", "a w/5 b"),
            ("a near/5 b", "a w/5 b"),
            ("a NEAR b", "a w/10 b"),
            ("a pre/5 b", "a pre/5 b"),
            ("a ADJ/5 b", "a pre/5 b"),
            ("a ADJ b", "a pre/1 b"),
            ("a w/s b", "a w/s b"),
            ("a w/p b", "a w/p b"),
            ("a pre/s b", "a pre/s b"),
            ("near a", "near a"),
            ("a w/5 b w/3 c", "a w/5 b w/3 c"),
            ("a w/5 (b w/3 c)", "a w/5 (b w/3 c)"),
            ("(a w/3 b) w/10 c", "a w/3 b w/10 c"),
            ("a w/5 (b OR c*)", "a w/5 (b OR c*)"),
            ("\"west bank\" w/5 settler*", "\"west bank\" w/5 settler*"),
            ("person:\"Jake Sullivan\" w/10 rafah", "person:\"Jake Sullivan\" w/10 rafah"),
            ("person:(biden OR xi) w/10 rafah", "(person:biden OR person:xi) w/10 rafah"),
            ("a w/5 b c", "a w/5 b AND c"),
            ("a AND b w/5 c OR d", "(a AND b w/5 c) OR d"),
            ("NOT a w/5 b", "NOT a w/5 b"),
            ("-(a w/5 b)", "NOT a w/5 b"),
            ("headline:(a w/5 b)", "headline:(a w/5 b)"),
            ("(a w/5 b)^2", "(a w/5 b)^2"),
            ("atleast5(rafah)", "atleast5(rafah)"),
            ("ATLEAST5(rafah OR gaza)", "atleast5(rafah OR gaza)"),
            ("atleast2(\"west bank\") atleast3(person:biden)", "atleast2(\"west bank\") AND atleast3(person:biden)"),
        ],
    );
    assert_eq!(
        notes("a NEAR b ADJ c"),
        ["NEAR without a number was read as NEAR/10", "ADJ without a number was read as ADJ/1"]
    );
}

#[test]
fn fields_names_and_filters() {
    assert_understood(
        Dialect::Dateline,
        &[
            ("headline:x", "headline:x"),
            ("headline(x)", "headline:x"),
            ("Headline:x", "headline:x"),
            ("title:x", "headline:x"),
            ("headline：x", "headline:x"),
            ("headline:\"a b\"", "headline:\"a b\""),
            ("headline:(a OR b)", "headline:(a OR b)"),
            ("headline(a b)", "headline:(a AND b)"),
            ("headline:AND", "headline:\\AND"),
            ("headline:a b", "headline:a AND b"),
            ("lede(x) hlead:x byline:x body:x", "lede:x AND hlead:x AND byline:x AND body:x"),
            ("-headline:x", "NOT headline:x"),
            ("headline:(-x)", "headline:(NOT x)"),
            ("headline:x^2", "headline:x^2"),
            ("headline:person:biden", "headline:(person:biden)"),
            ("headline(s) of the day", "headline s of the day"),
            ("person:netanyahu", "person:netanyahu"),
            ("person:O'Brien", "person:O'Brien"),
            ("person:\"Benjamin  Netanyahu\"", "person:\"Benjamin Netanyahu\""),
            ("person(netanyahu)", "person:netanyahu"),
            ("org:AT&T place:\"Khan Younis\"", "org:\"AT&T\" AND place:\"Khan Younis\""),
            ("organization:NATO", "org:NATO"),
            ("person:(biden OR \"Xi Jinping\")", "person:biden OR person:\"Xi Jinping\""),
            ("person:(biden AND xi)", "person:biden AND person:xi"),
            ("person:(Jake Sullivan)", "person:\"Jake Sullivan\""),
            ("source:reuters", "source:reuters"),
            ("source:\"BBC News\"", "source:\"BBC News\""),
            ("source:(reuters OR bbc*)", "source:reuters OR source:bbc*"),
            ("source:bbc.co.uk, rafah", "source:bbc.co.uk AND rafah"),
            ("section:World", "section:World"),
            ("lang:fr", "lang:fr"),
            ("lang:French", "lang:fr"),
            ("language:(german OR es)", "lang:de OR lang:es"),
            ("path:2024/03", "path:2024/03"),
            ("path:\"my files/*.txt\"", "path:\"my files/*.txt\""),
            ("words>1000", "words>=1001"),
            ("words >= 1000", "words>=1000"),
            ("words<200 rafah", "words<=199 AND rafah"),
            ("words:500..800", "words:500..800"),
            ("words:500.. words:..800 words=7", "words>=500 AND words<=800 AND words:7"),
            ("words > actions", "words actions"),
            ("rafah offensive person:x", "rafah AND offensive AND person:x"),
            ("rafah person:netanyahu from:2024-03", "rafah AND person:netanyahu AND date:2024-03-01.."),
            ("(source:bbc)^2", "(source:bbc)^2"),
        ],
    );
}

#[test]
fn dates_in_queries() {
    assert_understood(
        Dialect::Dateline,
        &[
            ("date:2024-04", "date:2024-04"),
            ("date:2024-01..2024-03", "date:2024-01-01..2024-03-31"),
            ("date:2024-01..", "date:2024-01-01.."),
            ("date:..2024-01", "date:..2024-01-31"),
            ("date:>=2024-02-10", "date:2024-02-10.."),
            ("date>=2024-02-10", "date:2024-02-10.."),
            ("date > 2024-02", "date:2024-03-01.."),
            ("date:<2024", "date:..2023-12-31"),
            ("date:<=2024", "date:..2024-12-31"),
            ("date:>\"1 April 2024\"", "date:2024-04-02.."),
            ("from:2024-02 to:2024-03", "date:2024-02-01.. AND date:..2024-03-31"),
            ("since:2024 until:2024", "date:2024-01-01.. AND date:..2024-12-31"),
            ("on:2024-04-01", "date:2024-04-01"),
            ("before:2024-04", "date:..2024-03-31"),
            ("after:2024-04", "date:2024-05-01.."),
            ("date:unknown", "date:unknown"),
            ("-date:unknown", "NOT date:unknown"),
            ("date:yesterday", "date:2026-11-21"),
            ("date:\"last week\"", "date:2026-11-09..2026-11-15"),
            ("date:3m..", "date:2026-08-22.."),
            ("from:1y", "date:2025-11-22.."),
            ("date:(2024-01 OR 2024-03)", "date:2024-01 OR date:2024-03"),
            ("date:2024", "date:2024"),
        ],
    );
}

#[test]
fn wildcards_spelling_and_exact_words() {
    assert_understood(
        Dialect::Dateline,
        &[
            ("rafa*", "rafa*"),
            ("*yahu", "*yahu"),
            ("r?fah", "r?fah"),
            ("ra**h", "ra*h"),
            ("Sinwar?", "Sinwar?"),
            ("who is Sinwar?", "who is Sinwar"),
            ("who AND Sinwar?", "who AND Sinwar?"),
            ("a\\*b*", "a\\*b*"),
            ("netanyahoo~", "netanyahoo~1"),
            ("netanyahoo~2", "netanyahoo~2"),
            ("netanyahoo~2^3", "netanyahoo~2^3"),
            ("~5 million", "\\~5 million"),
            ("a~b", "a\\~b"),
            ("=netanyahus", "=netanyahus"),
            ("=\"west banks\"", "=\"west banks\""),
            ("headline:=Turkey", "headline:=Turkey"),
            ("rafa* offensive", "rafa* offensive"),
            ("=a b~1", "=a b~1"),
        ],
    );
}

#[test]
fn errors_point_at_their_place() {
    assert_refused(
        Dialect::Dateline,
        &[
            ("()", "^^", "there is nothing in the parentheses"),
            ("rafah () gaza", "      ^^", "there is nothing in the parentheses"),
            ("\"", "^", "the quote is not closed"),
            ("rafah \"west bank", "      ^", "the quote is not closed"),
            ("\"\"", "^^", "there are no words in the quotes"),
            ("a \"- -\"", "  ^^^^^", "there are no words in the quotes"),
            ("(a OR b", "^", "the parenthesis is not closed"),
            ("a AND (b OR (c", "            ^", "the parenthesis is not closed"),
            ("a ) b", "  ^", "the parenthesis was never opened"),
            (")", "^", "the parenthesis was never opened"),
            ("a AND", "  ^^^", "AND has nothing after it"),
            ("AND a", "^^^", "AND has nothing before it"),
            ("a OR OR b", "  ^^", "OR has nothing after it"),
            ("(OR a)", " ^^", "OR has nothing before it"),
            ("(a OR)", "   ^^", "OR has nothing after it"),
            ("NOT", "^^^", "NOT has nothing after it"),
            ("a w/5", "  ^^^", "w/5 has nothing after it"),
            ("w/5 a", "^^^", "w/5 has nothing before it"),
            ("ééé AND 北京 AND", "             ^^^", "AND has nothing after it"),
            ("-", "^", "`-` has neither letters nor digits"),
            ("a AND -- ", "      ^^", "`--` has neither letters nor digits"),
            ("person:", "^^^^^^^", "person: has nothing after it"),
            ("(headline:)", " ^^^^^^^^^", "headline: has nothing after it"),
            ("headline:-x", "^^^^^^^^^^", "`-` cannot stand after the colon"),
            ("foo:bar", "^^^", "there is no field `foo`"),
            ("a headlin:x", "  ^^^^^^^", "there is no field `headlin`"),
            ("Ukraine:war", "^^^^^^^", "there is no field `Ukraine`"),
            ("foo:\"a b\"", "^^^", "there is no field `foo`"),
            ("score>5", "^^^^^", "`score` cannot be compared"),
            ("date:2024-02-30", "     ^^^^^^^^^^", "`2024-02-30` is not in the calendar"),
            ("date:04/05/2024", "     ^^^^^^^^^^", "`04/05/2024` can be 4 May 2024 or 5 April 2024"),
            ("from:London", "     ^^^^^^", "`London` is not a date"),
            (
                "date:2024-03..2024-01",
                "     ^^^^^^^^^^^^^^^^",
                "the range ends on 2024-01-31, before it begins on 2024-03-01",
            ),
            ("date:\"the day\"", "     ^^^^^^^^^", "`the day` is not a date"),
            ("lang:frnch", "     ^^^^^", "there is no language `frnch`"),
            ("words:many", "      ^^^^", "`many` is not a number of words"),
            ("words:8..5", "      ^^^^", "`8..5` is not a number of words"),
            ("foo~3", "^^^^^", "the number after `~` has to be 1 or 2"),
            ("a foo~0.8", "  ^^^^^^^", "the number after `~` has to be 1 or 2"),
            ("\"a b\"~", "     ^", "the `~` of a phrase needs a number from 1 to 100"),
            ("\"a b\"~900", "     ^^^^", "the `~` of a phrase needs a number from 1 to 100"),
            ("\"a\"~5", "^^^^^", "`~` has no meaning here"),
            ("(a b)~5", "     ^", "`~` has no meaning here"),
            ("x^", " ^", "the number after `^` has to lie between 0.01 and 100"),
            ("x^0", " ^^", "the number after `^` has to lie between 0.01 and 100"),
            ("(a OR b)^-1", "        ^^^", "the number after `^` has to lie between 0.01 and 100"),
            ("a w/0 b", "  ^^^", "the distance has to be a number from 1 to 1000"),
            ("a NEAR/99999 b", "  ^^^^^^^^^^", "the distance has to be a number from 1 to 1000"),
            ("a near5 b", "  ^^^^^", "there is no operator `near5`"),
            ("a w/seg b", "  ^^^^^", "there is no operator `w/seg`"),
            ("atleast(a)", "^^^^^^^", "atleast needs a number from 1 to 1000"),
            ("atleast0(a)", "^^^^^^^^", "atleast needs a number from 1 to 1000"),
            ("atleast5(a AND b)", "         ^^^^^^^", "AND cannot be counted by atleast"),
            ("atleast5(a b)", "         ^^^", "words side by side cannot be counted by atleast"),
            ("atleast5(a w/5 b)", "         ^^^^^^^", "proximity cannot be counted by atleast"),
            ("a ??* b", "  ^^^", "a wildcard needs at least one letter or digit"),
            ("source:*", "       ^", "a wildcard needs at least one letter or digit"),
            ("a*b*c*d*e*f*g*h*i*j", "^^^^^^^^^^^^^^^^^^^", "the wildcard has more than 8 `*` and `?`"),
            ("=rafa*", "^^^^^^", "`=` and `*` cannot be used on one word"),
            ("rafa*~1", "^^^^^^^", "`~` and `*` cannot be used on one word"),
            ("a w/5 (b AND c)", "       ^^^^^^^", "AND cannot be an operand of proximity"),
            ("a w/5 (b c)", "       ^^^", "words side by side cannot be an operand of proximity"),
            ("a w/5 -b", "      ^^", "NOT cannot be an operand of proximity"),
            ("a w/5 NOT b", "      ^^^", "NOT cannot be an operand of proximity"),
            ("a NOT w/5 b", "  ^^^", "NOT cannot be an operand of proximity"),
            ("headline:a w/5 b", "^^^^^^^^^^", "a field cannot be an operand of proximity"),
            ("a w/5 lang:fr", "      ^^^^^^^", "a filter cannot be an operand of proximity"),
            ("a w/5 *", "      ^", "* cannot be an operand of proximity"),
            ("headline:(lede:x)", "          ^^^^^^", "lede: cannot stand within headline:"),
            ("headline(source:x)", "         ^^^^^^^^", "source: cannot stand within headline:"),
            ("person:(source:x)", "        ^^^^^^^^", "a prefix cannot be the operand of person:"),
            ("person:netan*", "       ^^^^^^", "`*` has no meaning in the name of a person"),
            ("person:netanyahu~", "       ^^^^^^^^^^", "`~` has no meaning in the name of a person"),
            ("person:\"...\"", "^^^^^^^^^^^^", "`...` has neither letters nor digits"),
        ],
    );
}

#[test]
fn hints_say_what_to_write() {
    let hint = |text: &str| read_as(text, Dialect::Dateline).expect_err(text).hint().unwrap_or_default();
    assert_eq!(hint("headlin:x"), "did you mean headline:? Or quote it to search for the text: \"headlin:x\"");
    assert_eq!(hint("intitle:x"), "did you mean headline:? Or quote it to search for the text: \"intitle:x\"");
    assert_eq!(hint("a AND"), "write something after it, or `and` in lower case to search for the word");
    assert_eq!(hint("date:2023-02-29"), "February 2023 has 28 days");
    assert_eq!(hint("date:04/05/2024"), "write 2024-05-04 or 2024-04-05");
    assert_eq!(hint("a near5 b"), "write near/5");
    assert_eq!(hint("lang:frnch"), "did you mean french?");
    assert_eq!(hint("headline:-x"), "write -headline:word");
    assert_eq!(hint("a w/5 (b AND c)"), "write a \"phrase\", or a chain: a w/5 b w/5 c");
    assert!(hint("zzz:x").contains("the fields are headline, lede, hlead, byline, body, person"));
}

#[test]
fn whatever_was_not_taken_literally_is_remarked_on() {
    assert!(notes("ceasefire talks").is_empty());
    assert_eq!(notes("a - b"), ["`-` has neither letters nor digits and was left out"]);
    assert_eq!(
        notes("who is Sinwar?"),
        ["the `?` of `Sinwar?` was read as a question mark; write `*` for a wildcard at the end of a word"]
    );
    assert_eq!(
        notes("person:Benjamin Netanyahu"),
        ["person: takes one word; write person:\"Benjamin Netanyahu\" for the full name"]
    );
    assert!(notes("person:netanyahu ceasefire").is_empty());
    assert_eq!(
        notes("person:(Jake Sullivan)"),
        ["`Jake Sullivan` was read as one name; write OR between names to search for any of them"]
    );
    assert_eq!(notes("'west bank' gaza"), ["single quotes do not make a phrase; write \"...\""]);
    assert!(notes("the workers' union").is_empty());
    assert_eq!(
        notes("headline: x"),
        ["`headline:` before a blank was read as a word; leave the blank out to search that field"]
    );
    assert_eq!(notes("a && b"), ["`&&` was read as AND"]);
    assert_eq!(notes("brib!"), ["the `!` of `brib!` was not read as a wildcard; write `*`"]);
    assert_eq!(
        notes("ISRAEL AND HAMAS DO NOT AGREE"),
        ["AND, OR, NOT, NEAR and ADJ in capitals were read as operators; in lower case they are words"]
    );
    assert!(notes("NATO AND UN").is_empty());
}

#[test]
fn limits_are_errors() {
    let message = |text: &str| read_as(text, Dialect::Auto).expect_err("beyond a limit").to_string();
    assert_eq!(message(&"a".repeat(100_000)), "the query is 100000 characters long; the limit is 65536");
    assert_eq!(message(&"a ".repeat(5_000)), "the query has more than 4096 words");
    assert_eq!(message(&"a OR ".repeat(10_000)), "the query has more than 4096 words");
    assert_eq!(message(&format!("\"{}\"", "a ".repeat(5_000))), "the query has more than 4096 words");
    assert_eq!(message(&"(".repeat(10_000)), "the query is nested more than 64 levels deep");
    assert_eq!(
        message(&format!("{0}a{1}", "(".repeat(65), ")".repeat(65))),
        "the query is nested more than 64 levels deep"
    );
    assert_eq!(message(&format!("{}a", "a w/5 ".repeat(300))), "the query is nested more than 256 levels deep");
    assert_eq!(message(&"x".repeat(5_000)), "the word is longer than 4000 characters");
    assert_eq!(message(""), "the query is empty");
    assert_eq!(message(" \u{200f}, "), "the query is empty");
    assert_eq!(read(&format!("{0}a{1}", "(".repeat(64), ")".repeat(64))).query.to_string(), "a");
    assert_eq!(read(&format!("{}a", "NOT ".repeat(10_000))).query.to_string(), "a");
}

#[test]
fn queries_in_words() {
    let text =
        "rafa* OR headline:(\"west bank\" w/5 settlers) lang:fr -date:2024-03 person:\"Jake Sullivan\" words>=500";
    assert_eq!(
        explain(&read(text).query),
        "any of:\n  words of the form `rafa*`\n  all of:\n    in the headline:\n      within 5 words, in any order:\n        \
         the phrase \"west bank\"\n        the word `settlers` in any form\n    in the language `french` (fr)\n    not:\n      \
         published from 2024-03-01 to 2024-03-31\n    the person `Jake Sullivan`, under all spellings\n    \
         at least 500 words long\n"
    );
    assert_eq!(
        explain(&read("ceasefire talks~2").query),
        "first the articles with all of these words, then those with most of them:\n  the word `ceasefire` in any form\n  \
         words that differ from `talks` in at most 2 characters\n"
    );
    assert_eq!(
        explain(&read("+=a b").query),
        "required:\n  the word `a` as written\nand ranked higher with any of:\n  the word `b` in any form\n"
    );
}

#[test]
fn lenient_queries_can_be_asked_strictly_or_loosely() {
    let all = |text: &str| read(text).query.requiring_all().to_string();
    let any = |text: &str| read(text).query.accepting_any().to_string();
    assert_eq!(all("a b \"c d\""), "a AND b AND \"c d\"");
    assert_eq!(any("a b \"c d\""), "a OR b OR \"c d\"");
    assert_eq!((all("a -b"), any("a -b")), ("a AND NOT b".to_owned(), "a AND NOT b".to_owned()));
    assert_eq!(any("a"), "a");
    // As the command line does with its flags.
    let narrowed = Query::And(vec![read("a b").query, read("lang:fr").query]);
    assert_eq!(narrowed.clone().accepting_any().to_string(), "(a OR b) AND lang:fr");
    assert_eq!(narrowed.requiring_all().to_string(), "a AND b AND lang:fr");
    assert!(read("a b").query.is_lenient() && read("a b \"c d\"").query.is_lenient());
    assert!(!read("a AND b").query.is_lenient() && !read("a \"c d\"").query.is_lenient());
}

#[test]
fn parts_are_what_can_be_counted_alone() {
    let parts = |text: &str| read(text).query.parts().iter().map(Query::to_string).collect::<Vec<_>>();
    assert_eq!(parts("a b"), ["a", "b"]);
    assert_eq!(parts("a b \"c d\""), ["a", "b", "\"c d\""]);
    assert_eq!(parts("rafah person:biden from:2024"), ["rafah", "person:biden", "date:2024-01-01.."]);
    assert_eq!(parts("\"west * bank\""), ["west", "bank"]);
    assert_eq!(parts("a w/5 \"b c\" w/3 d"), ["a", "\"b c\"", "d"]);
    assert_eq!(parts("headline:(a b)"), ["headline:a", "headline:b"]);
    assert_eq!(parts("headline:\"a b\""), ["\"a b\""]);
    assert_eq!(parts("atleast5(a)"), ["a"]);
    assert_eq!(parts("+a +b c"), ["a", "b"]);
    assert!(parts("a OR b").is_empty() && parts("a").is_empty() && parts("-a").is_empty());
}

#[test]
fn arguments_get_their_quotes_back() {
    let joined = |arguments: &[&str]| join_arguments(arguments, Dialect::Auto);
    for (arguments, expected, phrases) in [
        (&["west bank"][..], "west bank", 0),
        (&["rafah", "west bank"], "rafah \"west bank\"", 1),
        (&["rafah", "-west bank"], "rafah -\"west bank\"", 1),
        (&["person:Jake Sullivan", "rafah"], "person:\"Jake Sullivan\" rafah", 1),
        (&["-person:Jake Sullivan", "rafah"], "-person:\"Jake Sullivan\" rafah", 1),
        (&["date:last week", "rafah"], "date:\"last week\" rafah", 1),
        (&["=west bank", "rafah"], "=\"west bank\" rafah", 1),
        (&["rafa* offensive", "gaza"], "\"rafa* offensive\" gaza", 1),
        (&["a OR b", "gaza"], "a OR b gaza", 0),
        (&["(a b)", "gaza"], "(a b) gaza", 0),
        (&["\"a b\"", "gaza"], "\"a b\" gaza", 0),
        (&["(a", "OR", "b)"], "(a OR b)", 0),
        (&["hd=west bank", "near5", "x"], "hd=west bank near5 x", 0),
        (&[], "", 0),
    ] {
        let joined = joined(arguments);
        assert_eq!((joined.text.as_str(), joined.notes.len()), (expected, phrases));
    }
    assert_eq!(
        joined(&["rafah", "west bank"]).notes[0].to_string(),
        "an argument with a blank in it was read as \"west bank\""
    );
}
