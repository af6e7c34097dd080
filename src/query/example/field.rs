//! Fields, names, filters and dates.

use super::{assert_refused, assert_understood};
use crate::query::Dialect;

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
            ("site:bbc.co.uk", "site:bbc.co.uk"),
            ("site:https://www.GOV.uk/ rafah", "site:gov.uk AND rafah"),
            ("site:*.gov -site:state.gov", "site:gov AND NOT site:state.gov"),
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
fn every_field_can_be_written_as_a_function() {
    assert_understood(
        Dialect::Dateline,
        &[
            ("title(rafah)", "headline:rafah"),
            ("subject:rafah", "headline:rafah"),
            ("Subject:\"talks on rafah\"", "headline:\"talks on rafah\""),
            ("Subject: rafah", "Subject\\: rafah"),
            ("Lead(rafah OR gaza)", "lede:(rafah OR gaza)"),
            ("author(marlowe)", "byline:marlowe"),
            ("source(reuters)", "source:reuters"),
            ("lang(fr OR de)", "lang:fr OR lang:de"),
            ("minister(s) title(s)", "minister s title s"),
            ("Hamas(Gaza) EU(European Union)", "Hamas Gaza EU European Union"),
        ],
    );
    assert_refused(
        Dialect::Dateline,
        &[
            ("company(openai)", "^^^^^^^", "there is no field `company`"),
            ("x subject(elections)", "  ^^^^^^^", "there is no field `subject`"),
            ("date(2024-04)", "^^^^", "date: has nothing after it"),
        ],
    );
}

#[test]
fn a_range_of_dates_may_have_blanks_around_its_dots() {
    assert_understood(
        Dialect::Dateline,
        &[
            ("date:2024-04-01 .. 2024-04-30 rafah", "date:2024-04 AND rafah"),
            ("date:2024-04 ..2024-05", "date:2024-04-01..2024-05-31"),
            ("date:2024-04 ..", "date:2024-04"),
        ],
    );
}
