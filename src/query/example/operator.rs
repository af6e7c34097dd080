//! Operators and proximity.

use super::{assert_refused, assert_understood, notes, read};
use crate::query::Dialect;

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
        ("gaza AND (hamas or hezbollah)", "gaza AND (hamas OR hezbollah)"),
        ("gaza w/5 (truce or \"cease fire\" or talks)", "gaza w/5 (truce OR \"cease fire\" OR talks)"),
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
    // What else stands in the parentheses tells that words are meant.
    assert_eq!(
        read("gaza AND (hamas or talks stalled)").query.to_string(),
        "gaza AND hamas AND or AND talks AND stalled"
    );
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
fn signs_that_stand_for_operators_elsewhere() {
    assert_understood(
        Dialect::Dateline,
        &[
            ("rafah | gaza", "rafah OR gaza"),
            ("rafah | gaza -hostages", "rafah OR (gaza AND NOT hostages)"),
            ("(rafah | \"khan yunis\") tanks", "(rafah OR \"khan yunis\") AND tanks"),
            ("Tanks in Rafah | The Times", "Tanks in Rafah The Times"),
            ("| rafah", "rafah"),
            ("rafah −hostages", "rafah AND NOT hostages"),
            ("a −5 b", "a \\−5 b"),
            ("\\−a b", "\\−a b"),
        ],
    );
    assert_refused(
        Dialect::Auto,
        &[
            ("ceasefire /5 talks", "          ^^", "there is no operator `/5`"),
            ("rafah p/3 talks", "      ^^^", "there is no operator `p/3`"),
            ("ceasefire /s talks", "          ^^", "there is no operator `/s`"),
        ],
    );
}
