//! Queries of other search languages and what they are in ours, written out by hand.

use super::{Dialect, detect};
use crate::query::Note;
use crate::query::example::{assert_refused, assert_understood, read_as};

#[test]
fn nexis() {
    assert_understood(
        Dialect::Nexis,
        &[
            ("west bank", "\"west bank\""),
            ("west bank and settler!", "\"west bank\" AND settler*"),
            ("wom*n", "wom?n"),
            ("wom?n", "wom?n"),
            ("bank**", "bank*"),
            ("\"brib! case\"", "\"brib* case\""),
            ("a AND b OR c", "a AND (b OR c)"),
            ("a and not b", "a AND NOT b"),
            ("a but not b and c", "a AND NOT (b AND c)"),
            ("a andnot b", "a AND NOT b"),
            ("a not b", "a AND NOT b"),
            ("a & b", "a AND b"),
            ("a w/5 b", "a w/5 b"),
            ("a /5 b", "a w/5 b"),
            ("a pre/3 b", "a pre/3 b"),
            ("a onear/3 b", "a pre/3 b"),
            ("a near/3 b", "a w/3 b"),
            ("a w/s b", "a w/s b"),
            ("a /p b", "a w/p b"),
            ("a w/sent b", "a w/s b"),
            ("a w/25 b w/5 c", "a w/25 (b w/5 c)"),
            ("a w/5 b w/25 c", "a w/5 b w/25 c"),
            ("a w/5 b or c", "a w/5 (b OR c)"),
            ("west bank w/5 settler!", "\"west bank\" w/5 settler*"),
            ("a (b or c) d", "a pre/1 (b OR c) pre/1 d"),
            ("atleast5(rafah crossing)", "atleast5(\"rafah crossing\")"),
            ("headline(west bank)", "headline:\"west bank\""),
            ("HLEAD(brib! w/5 netanyahu)", "hlead:(brib* w/5 netanyahu)"),
            ("byline(smith) and body(x) and lead(y)", "byline:smith AND body:x AND lede:y"),
            ("publication(new york times)", "source:\"new york times\""),
            ("person(jake sullivan) w/10 rafah", "person:\"jake sullivan\" w/10 rafah"),
            ("rafah and date(geq(2024-01-01))", "rafah AND date:2024-01-01.."),
            ("date(geq(2024-01-01) and leq(2024-03-31))", "date:2024-01-01.. AND date:..2024-03-31"),
            ("date is 2024-02", "date:2024-02"),
            ("date aft 2024-02-10 and rafah", "date:2024-02-11.. AND rafah"),
            ("date bef 2024 and rafah", "date:..2023-12-31 AND rafah"),
            ("date(2024-02)", "date:2024-02"),
            ("the date of rafah", "\"the date of rafah\""),
            ("rafah and length > 500", "rafah AND words>=501"),
            ("rafah and length(geq(500))", "rafah AND words>=500"),
        ],
    );
    assert_refused(
        Dialect::Nexis,
        &[
            ("plural(bank)", "^^^^^^", "the PLURAL( ) of Nexis cannot be translated"),
            ("rafah and caps(apple)", "          ^^^^", "the CAPS( ) of Nexis cannot be translated"),
            ("a w/seg b", "  ^^^^^", "the W/SEG of Nexis cannot be translated"),
            ("rico not w/5 puerto", "     ^^^", "the NOT W/n of Nexis cannot be translated"),
            ("a and subject(war)", "      ^^^^^^^", "the segment SUBJECT( ) of Nexis cannot be translated"),
            ("a near5 b", "  ^^^^^", "there is no operator `near5`"),
            ("a pre/x b", "  ^^^^^", "there is no operator `pre/x`"),
            ("a w/0 b", "  ^^^", "the distance has to be a number from 1 to 1000"),
            ("date(01/02/2024)", "     ^^^^^^^^^^", "`01/02/2024` can be 1 February 2024 or 2 January 2024"),
            ("a and (b", "      ^", "the parenthesis is not closed"),
            ("a w/5 (b and c)", "       ^^^^^^^", "AND cannot be an operand of proximity"),
            ("date(geq(2024) or x)", "    ^", "the parenthesis is not closed"),
        ],
    );
}

#[test]
fn factiva() {
    assert_understood(
        Dialect::Factiva,
        &[
            ("bill clinton or gore and george bush", "\"bill clinton\" OR (gore AND \"george bush\")"),
            ("a not b", "a AND NOT b"),
            ("a and not b", "a AND NOT b"),
            ("a near5 b", "a w/5 b"),
            ("a adj5 b", "a pre/5 b"),
            ("a adj b", "a pre/1 b"),
            ("a w/5 b", "a pre/5 b"),
            ("a same b", "a w/p b"),
            ("boeing 747/N30/british airways", "\"boeing 747\" w/30 \"british airways\""),
            ("carrefour near5 retail sales", "carrefour w/5 \"retail sales\""),
            ("atleast3 microsoft", "atleast3(microsoft)"),
            ("atleast10 Winter Games not software", "atleast10(\"Winter Games\") AND NOT software"),
            ("hd=europe", "headline:europe"),
            ("hd=retail sales and by=smith", "headline:\"retail sales\" AND byline:smith"),
            ("hlp=(a or b)", "hlead:(a OR b)"),
            ("lp=a and td=b", "lede:a AND body:b"),
            ("rst=nytf and la=en", "source:nytf AND lang:en"),
            ("rst=(nytf or j)", "source:nytf OR source:j"),
            ("[a or b] and c", "(a OR b) AND c"),
            ("wom?n and communicat*", "wom?n AND communicat*"),
            ("engineer$ and $5", "engineer* AND $5"),
            ("engineer$3", "engineer*"),
            ("\"peas and carrots\"", "\"peas and carrots\""),
            ("rafah and wc>1000", "rafah AND words>=1001"),
            ("date from 20240101 to 20240331", "date:2024-01-01..2024-03-31"),
            ("rafah and date after 20240201", "rafah AND date:2024-02-02.."),
            ("rafah and date before 2024-02-01", "rafah AND date:..2024-01-31"),
            ("rafah and date after -7", "rafah AND date:2026-11-16.."),
            ("pd=20240201", "date:2024-02-01"),
        ],
    );
    assert_refused(
        Dialect::Factiva,
        &[
            ("toyota/F50/", "      ^^^^^", "the /F50/ of Factiva cannot be translated"),
            ("fds=ibm", "^^^^", "the field fds= of Factiva cannot be translated"),
            ("a and xyz=b", "      ^^^^", "the field xyz= of Factiva cannot be translated"),
            ("a near0 b", "  ^^^^^", "the distance has to be a number from 1 to 1000"),
            ("atleast0 b", "^^^^^^^^", "atleast needs a number from 1 to 1000"),
            ("hd=", "^^^", "hd= has nothing after it"),
            ("a and and b", "  ^^^", "and has nothing after it"),
            ("date from 2024-02-30", "          ^^^^^^^^^^", "`2024-02-30` is not in the calendar"),
        ],
    );
}

#[test]
fn google() {
    assert_understood(
        Dialect::Google,
        &[
            ("ceasefire talks", "ceasefire AND talks"),
            ("a b OR c d", "a AND (b OR c) AND d"),
            ("a | b", "a OR b"),
            ("a or b", "a AND or AND b"),
            ("rafah -egypt", "rafah AND NOT egypt"),
            ("-\"west bank\" rafah", "NOT =\"west bank\" AND rafah"),
            ("\"the * of the\"", "=\"the * of the\""),
            ("a * b", "a AND b"),
            ("intitle:rafah", "headline:rafah"),
            ("intitle:\"west bank\"", "headline:=\"west bank\""),
            ("-intitle:(a OR b)", "NOT headline:(a OR b)"),
            ("site:bbc.co.uk x", "site:bbc.co.uk AND x"),
            ("before:2024 x", "date:..2023-12-31 AND x"),
            ("after:2024-02-01 x", "date:2024-02-01.. AND x"),
            ("when:7d x", "date:2026-11-15.. AND x"),
            ("when: x", "when: AND x"),
            ("netanyahu AROUND(5) biden", "netanyahu w/5 biden"),
            ("at 12:30 see https://example.org/?q=1", "at AND 12:30 AND see AND https://example.org/?q=1"),
        ],
    );
    assert_refused(
        Dialect::Google,
        &[
            ("a inurl:foo", "  ^^^^^^", "the inurl: of Google cannot be translated"),
            ("allintitle: a b", "^^^^^^^^^^^", "the allintitle: of Google cannot be translated"),
            ("person:biden", "^^^^^^^", "there is no field `person`"),
            ("a OR", "  ^^", "OR has nothing after it"),
            ("site:", "^^^^^", "site: has nothing after it"),
            ("after:soon x", "      ^^^^", "`soon` is not a date"),
            ("when:soon x", "     ^^^^", "`soon` is not a date"),
            ("location:israel x", "^^^^^^^^^", "the location: of Google cannot be translated"),
            ("a AROUND(0) b", "  ^^^^^^^^^", "the distance has to be a number from 1 to 1000"),
        ],
    );
    let notes = |text: &str| -> Vec<String> {
        let parsed = read_as(text, Dialect::Google).expect(text);
        parsed.notes.iter().skip(1).map(ToString::to_string).collect()
    };
    assert_eq!(
        notes("a 2020..2024"),
        ["`2020..2024` was looked for in the text; write date:2020..2024 for the day of publication"]
    );
    assert_eq!(
        notes("a AROUND b"),
        ["`AROUND` is no operator here and was read as a word; write a w/5 b or a pre/5 b for words near each other"]
    );
    assert!(notes("a AROUND(5) b").is_empty());
    let hint = |text: &str| read_as(text, Dialect::Google).expect_err(text).hint().unwrap_or_default();
    assert_eq!(hint("location:israel"), "write place: with the name of a place");
    assert_eq!(hint("inurl:x"), "leave it out; path: searches the names of files");
    assert_eq!(hint("define:truce"), "leave it out");
}

#[test]
fn lucene() {
    assert_understood(
        Dialect::Lucene,
        &[
            ("ceasefire talks", "ceasefire OR talks"),
            ("+a b", "+a b"),
            ("a -b", "a AND NOT b"),
            ("a b -c", "(a OR b) AND NOT c"),
            ("+a -b", "a AND NOT b"),
            ("a AND b OR c", "(a AND b) OR c"),
            ("a b AND c", "+b +c a"),
            ("a && b || !c", "(a AND b) OR NOT c"),
            ("NOT a", "NOT a"),
            ("title:rafah", "headline:rafah"),
            ("title:(+a +b)", "headline:(a AND b)"),
            ("text:rafah", "rafah"),
            ("truce~", "truce~2"),
            ("truce~1", "truce~1"),
            ("\"a b\"~3^2", "\"a b\"~3^2"),
            ("a^4", "a^4"),
            ("te?t*", "te?t*"),
            ("date:[2024-01-01 TO 2024-03-31]", "date:2024-01-01..2024-03-31"),
            ("date:{2024-01-01T00:00:00Z TO *]", "date:2024-01-02.."),
            ("words:[500 TO 800}", "words:500..799"),
            ("words:>300", "words>=301"),
            ("date:[* TO *]", "*"),
            ("*:*", "*"),
            ("lang:fr AND source:\"BBC News\"", "lang:fr AND source:\"BBC News\""),
            ("a\\:b \\(c\\)", "a\\:b OR \\(c\\)"),
        ],
    );
    assert_refused(
        Dialect::Lucene,
        &[
            ("foo:bar", "^^^", "there is no field `foo`"),
            ("[a TO b]", "^^^^^^^^", "the range without a field of Lucene cannot be translated"),
            ("title:[a TO b]", "^^^^^^^^^^^^^^", "the range of words of Lucene cannot be translated"),
            ("date:[2024 2025]", "     ^^^^^", "the range of Lucene cannot be translated"),
            (
                "date:[2025 TO 2024]",
                "^^^^^^^^^^^^^^^^^^^",
                "the range ends on 2024-12-31, before it begins on 2025-01-01",
            ),
            ("a /ra.ah/", "  ^^^^^^^", "the regular expression of Lucene cannot be translated"),
            ("a~0.8", "^^^^^", "the number after `~` has to be 1 or 2"),
            ("_exists_:date", "^^^^^^^^", "the _exists_: of Lucene cannot be translated"),
            ("(a OR b", "^", "the parenthesis is not closed"),
        ],
    );
}

#[test]
fn a_language_is_recognised_by_marks_that_mean_nothing_else() {
    for (text, expected) in [
        ("hlead(brib! w/5 netanyahu)", Some((Dialect::Nexis, "hlead(brib!"))),
        ("rafah and date(geq(2024-01-01))", Some((Dialect::Nexis, "date(geq(2024-01-01))"))),
        ("singular(bank)", Some((Dialect::Nexis, "singular(bank)"))),
        ("a w/seg b", Some((Dialect::Nexis, "w/seg"))),
        ("a near5 b", Some((Dialect::Factiva, "near5"))),
        ("hd=rafah", Some((Dialect::Factiva, "hd=rafah"))),
        ("(hlp=rafah)", Some((Dialect::Factiva, "(hlp=rafah)"))),
        ("rafah and wc>500", Some((Dialect::Factiva, "wc>500"))),
        ("boeing/N30/airbus", Some((Dialect::Factiva, "boeing/N30/airbus"))),
        ("a AROUND(5) b", Some((Dialect::Google, "AROUND(5)"))),
        ("-intitle:rafah", Some((Dialect::Google, "-intitle:rafah"))),
        ("site:bbc.co.uk rafah", None),
        ("date:[2024 TO 2025]", Some((Dialect::Lucene, "date:[2024"))),
        ("*:*", Some((Dialect::Lucene, "*:*"))),
        ("truce~0.8", Some((Dialect::Lucene, "truce~0.8"))),
        ("gaza AND /ra[fg]ah/", Some((Dialect::Lucene, "/ra[fg]ah/"))),
        ("/press/releases[1]/", None),
        ("/rafah/", None),
        ("\"hd=rafah near5\"", None),
        ("ceasefire talks", None),
        ("Stop! said the general", None),
        ("rafah w/5 egypt", None),
        ("headline(rafah) AND atleast5(gaza)", None),
        ("a && b", None),
        ("person:biden date:2024", None),
        ("https://example.org/N5/x=1", None),
        ("", None),
    ] {
        let found = detect(text);
        assert_eq!(found.as_ref().map(|(dialect, mark)| (*dialect, mark.as_str())), expected, "{text}");
    }
}

#[test]
fn the_translation_is_told() {
    let first_note =
        |text: &str, dialect| read_as(text, dialect).ok().and_then(|parsed| parsed.notes.first().map(Note::to_string));
    assert_eq!(
        first_note("hd=rafah near5 gaza", Dialect::Auto).as_deref(),
        Some("read as Factiva, because of `hd=rafah`: headline:(rafah w/5 gaza)")
    );
    assert_eq!(first_note("a /s b", Dialect::Nexis).as_deref(), Some("read as Nexis: a w/s b"));
    assert_eq!(first_note("ceasefire talks", Dialect::Auto), None);
    let notes = read_as("engineer$3", Dialect::Factiva).map(|parsed| parsed.notes).unwrap_or_default();
    assert_eq!(notes[1].to_string(), "`engineer$3` was read as engineer*");
}
