//! What is refused, where, and with what hint.

use super::{assert_refused, read, read_as};
use crate::query::Dialect;

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
            ("from:2024-01..2024-03", "     ^^^^^^^^^^^^^^^^", "`2024-01..2024-03` is a range with two ends"),
            ("date:>=2024-01..2024-03", "     ^^^^^^^^^^^^^^^^^^", "`2024-01..2024-03` is a range with two ends"),
            (
                "date:2024-03..2024-01",
                "     ^^^^^^^^^^^^^^^^",
                "the range ends on 2024-01-31, before it begins on 2024-03-01",
            ),
            ("date:\"the day\"", "     ^^^^^^^^^", "`the day` is not a date"),
            ("lang:frnch", "     ^^^^^", "there is no language `frnch`"),
            ("words:many", "      ^^^^", "`many` is not a number of words"),
            ("words:8..5", "      ^^^^", "`8..5` is not a number of words"),
            ("site:bbc.co.uk/news", "     ^^^^^^^^^^^^^^", "`bbc.co.uk/news` is not a site"),
            ("site:a..b", "     ^^^^", "`a..b` is not a site"),
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
fn operators_that_were_begun_and_not_finished_are_refused() {
    assert_refused(
        Dialect::Dateline,
        &[
            ("rafah w/", "      ^^", "w/ has no distance"),
            ("w/", "^^", "w/ has no distance"),
            ("(rafah W/) gaza", "       ^^", "W/ has no distance"),
            ("rafah w/ AND gaza", "      ^^", "w/ has no distance"),
            ("rafah AND gaza w/ truce", "               ^^", "w/ has no distance"),
            ("person:netanyahu w/ rafah", "                 ^^", "w/ has no distance"),
            ("headline:w/ rafah", "         ^^", "w/ has no distance"),
            ("北京 w/", "     ^^", "w/ has no distance"),
            ("القاهرة w/", "        ^^", "w/ has no distance"),
            ("cafe\u{301} w/", "     ^^", "w/ has no distance"),
            ("w/s", "^^^", "w/s has nothing before it"),
            ("rafah pre/", "      ^^^^", "there is no operator `pre/`"),
            ("rafah NEAR/", "      ^^^^^", "there is no operator `NEAR/`"),
            ("rafah NEAR/x gaza", "      ^^^^^^", "there is no operator `NEAR/x`"),
            ("rafah w/5x gaza", "      ^^^^", "the distance has to be a number from 1 to 1000"),
            ("rafah w/-5 gaza", "      ^^^^", "the distance has to be a number from 1 to 1000"),
            ("rafah w/5.5 gaza", "      ^^^^^", "the distance has to be a number from 1 to 1000"),
            ("atleast5 rafah", "^^^^^^^^", "atleast5 has nothing after it"),
            ("rafah atleast5", "      ^^^^^^^^", "atleast5 has nothing after it"),
            ("rafah headline: ", "      ^^^^^^^^^", "headline: has nothing after it"),
            ("headline: AND rafah", "^^^^^^^^^", "headline: has nothing after it"),
            ("rafah^x", "     ^^", "the number after `^` has to lie between 0.01 and 100"),
            ("北京^x", "    ^^", "the number after `^` has to lie between 0.01 and 100"),
            ("rafah ^2", "      ^^", "`^` has no meaning here"),
            ("rafah ~2", "      ^^", "`~` has no meaning here"),
            ("words>", "^^^^^^", "words> has nothing after it"),
            ("rafah date>=", "      ^^^^^^", "date>= has nothing after it"),
            ("words>abc", "^^^^^^^^^", "`>abc` is not a number of words"),
            ("date:2024-13", "     ^^^^^^^", "`2024-13` is not in the calendar"),
            (
                "from:2024-05 to:2024-01",
                "             ^^^^^^^^^^",
                "the range ends on 2024-01-31, before it begins on 2024-05-01",
            ),
            (
                "rafah to:2024-01 gaza date:>=2024-05",
                "                      ^^^^^^^^^^^^^^",
                "the range ends on 2024-01-31, before it begins on 2024-05-01",
            ),
        ],
    );
    let hint = |text: &str| read_as(text, Dialect::Dateline).expect_err(text).hint().unwrap_or_default();
    assert_eq!(hint("rafah w/"), "write a w/5 b, or \"w/\" to search for the text");
    assert_eq!(hint("rafah atleast5"), "write atleast5(word)");
    assert_eq!(hint("words>"), "write it without a blank or parentheses, such as words>500");
    assert_eq!(hint("date>="), "write it without a blank or parentheses, such as date>=2024-04");
}

#[test]
fn hints_say_what_to_write() {
    let hint = |text: &str| read_as(text, Dialect::Dateline).expect_err(text).hint().unwrap_or_default();
    assert_eq!(hint("headlin:x"), "did you mean headline:? Or quote it to search for the text: \"headlin:x\"");
    assert_eq!(hint("intitle:x"), "did you mean headline:? Or quote it to search for the text: \"intitle:x\"");
    assert_eq!(hint("a AND"), "write something after it, or `and` in lower case to search for the word");
    assert_eq!(hint("date:2023-02-29"), "February 2023 has 28 days");
    assert_eq!(hint("date:04/05/2024"), "write 2024-05-04 or 2024-04-05");
    assert_eq!(hint("from:thornbury"), "write from:2024-04, or byline:thornbury for who wrote it");
    assert_eq!(
        hint("to:\"oliver prendergast\""),
        "write to:2024-04, or \"oliver prendergast\" alone: who got a message stands in its text"
    );
    assert_eq!(hint("sender:x"), "did you mean byline:? Or quote it to search for the text: \"sender:x\"");
    assert_eq!(hint("a near5 b"), "write near/5");
    assert_eq!(hint("lang:frnch"), "did you mean french?");
    assert_eq!(hint("headline:-x"), "write -headline:word");
    assert_eq!(hint("a w/5 (b AND c)"), "write a \"phrase\", or a chain: a w/5 b w/5 c");
    assert!(hint("zzz:x").contains("the fields are headline, lede, hlead, byline, body, person"));
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
