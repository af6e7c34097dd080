use super::*;

fn parse(text: &str) -> Draft {
    parse_text(text, &FieldMapping::default())
}

fn shown(draft: &Draft) -> Vec<String> {
    let line = |piece: &Piece| match piece {
        Piece::Heading(text) => format!("# {text}"),
        Piece::Paragraph(text) => text.clone(),
    };
    draft.body.iter().map(line).collect()
}

fn dates(draft: &Draft) -> Vec<&str> {
    draft.dates.iter().map(|clue| clue.text.as_str()).collect()
}

#[test]
fn the_seed_form_has_a_date_a_lede_and_headings() {
    let text = " date 2024-04-01 Talks on Rafah go on. No date is set.\n\nThe Humanitarian Crisis\n\nFood is short.\n\nLooking Ahead\n\nNobody knows.";
    let draft = parse(text);
    assert_eq!(dates(&draft), ["2024-04-01"]);
    assert_eq!(draft.headline, None);
    assert_eq!(
        shown(&draft),
        [
            "Talks on Rafah go on. No date is set.",
            "# The Humanitarian Crisis",
            "Food is short.",
            "# Looking Ahead",
            "Nobody knows."
        ]
    );
}

#[test]
fn a_date_line_of_its_own_may_be_followed_by_a_headline() {
    let draft = parse("date 2024-04\nTalks on Rafah Go On\n\nNo date is set, officials said.");
    assert_eq!((dates(&draft), draft.headline.as_deref()), (vec!["2024-04"], Some("Talks on Rafah Go On")));
}

#[test]
fn a_wrapped_text_that_lost_its_line_ends_keeps_its_sentences() {
    let gap = "      ";
    let lines = [
        "Water Bill Passes After Long Debate in Both Houses",
        "The bill that passed on Monday gives towns the means to",
        "repair the pipes that were laid before the war, and asks",
        "the ministry to say within a year what is left to do in",
        "Iowa and in the states around it, where wells ran dry.",
        "Farmers wanted more than that and did not get it, so that their",
        "leaders spoke of a lost year.",
    ];
    let draft = parse(&lines.join(gap));
    assert_eq!(draft.headline.as_deref(), Some("Water Bill Passes After Long Debate in Both Houses"));
    assert_eq!(
        shown(&draft),
        [
            "The bill that passed on Monday gives towns the means to repair the pipes that were laid before the war, and asks \
             the ministry to say within a year what is left to do in Iowa and in the states around it, where wells ran dry.",
            "Farmers wanted more than that and did not get it, so that their leaders spoke of a lost year."
        ]
    );
    // Paragraphs that were one line each stay apart.
    let draft = parse(
        &["Talks go on", "The first paragraph ends here.", "The second is not much longer.", "and so on"].join(gap),
    );
    assert_eq!(shown(&draft), ["The first paragraph ends here.", "The second is not much longer.", "and so on"]);
}

#[test]
fn headline_byline_and_date_stand_on_the_first_lines() {
    let draft = parse("Talks go on in Cairo\nBy Jane Doe and John Roe\nApril 1, 2024\n\nNo date is set. They said so.");
    assert_eq!(draft.headline.as_deref(), Some("Talks go on in Cairo"));
    assert_eq!(draft.byline.as_deref(), Some("Jane Doe and John Roe"));
    assert_eq!(dates(&draft), ["April 1, 2024"]);
    assert_eq!(shown(&draft), ["No date is set. They said so."]);
    let joined = parse("Talks go on\n\nBy Jane Doe | 1 April 2024\n\nNo date is set.");
    assert_eq!((joined.byline.as_deref(), dates(&joined)), (Some("Jane Doe"), vec!["1 April 2024"]));
}

#[test]
fn a_byline_may_hold_particles_and_end_in_a_suffix() {
    for (line, byline) in [
        ("By Anna Kowalska and Miguel de la Torre", Some("Anna Kowalska and Miguel de la Torre")),
        ("By J. R. Smith Jr.", Some("J. R. Smith Jr.")),
        ("By Monday all of the talks had failed", None),
    ] {
        let draft = parse(&format!("Talks go on in Cairo\n{line}\n\nNo date is set. They said so."));
        assert_eq!(draft.byline.as_deref(), byline, "{line}");
        if byline.is_some() {
            assert_eq!(draft.headline.as_deref(), Some("Talks go on in Cairo"), "{line}");
        }
    }
}

#[test]
fn named_header_lines_are_taken_in_any_order() {
    let text = "Source: Daily Example\nTitle: Talks go on: a chronicle\nDate: 1 April 2024\nAuthor: Jane Doe\nSection: World\nURL: https://example.com/a\n\nNo date is set.";
    let draft = parse(text);
    assert_eq!(draft.headline.as_deref(), Some("Talks go on: a chronicle"));
    assert_eq!(draft.publisher.as_deref(), Some("Daily Example"));
    assert_eq!(draft.rubric.as_deref(), Some("World"));
    assert_eq!(draft.byline.as_deref(), Some("Jane Doe"));
    assert_eq!(draft.url.as_deref(), Some("https://example.com/a"));
    assert_eq!((dates(&draft), shown(&draft)), (vec!["1 April 2024"], vec!["No date is set.".to_owned()]));
}

#[test]
fn the_users_header_lines_come_first() {
    let pattern = regex::Regex::new(r"^Kop\s*>\s*(.+)$").expect("a valid pattern");
    let mapping = FieldMapping {
        fields: vec![("bron".into(), crate::source::field::Field::Publisher)],
        headers: vec![crate::source::field::HeaderPattern { pattern, field: crate::source::field::Field::Headline }],
    };
    let draft = parse_text("Kop > Overleg gaat door\nBron: Dagblad\n\nEr is geen datum.", &mapping);
    assert_eq!((draft.headline.as_deref(), draft.publisher.as_deref()), (Some("Overleg gaat door"), Some("Dagblad")));
}

#[test]
fn dashes_around_a_headline_are_not_part_of_it() {
    for text in [
        "-- Talks go on\n\nNo date is set.",
        "*** Talks go on ***\n\nNo date is set.",
        "Talks go on\n===========\n\nNo date is set.",
    ] {
        let draft = parse(text);
        assert_eq!(draft.headline.as_deref(), Some("Talks go on"), "{text}");
        assert_eq!(shown(&draft), ["No date is set."], "{text}");
    }
}

#[test]
fn a_shouted_line_above_indented_paragraphs_is_the_headline() {
    let draft = parse(
        "SEN. DOE TAKES LEADERSHIP ROLE IN TALKS\n  Sen. Jane Doe was named to the committee.\n   \"I am pleased,\" said Doe.\n",
    );
    assert_eq!(draft.headline.as_deref(), Some("SEN. DOE TAKES LEADERSHIP ROLE IN TALKS"));
    assert_eq!(shown(&draft), ["Sen. Jane Doe was named to the committee.", "\"I am pleased,\" said Doe."]);
}

#[test]
fn lost_line_breaks_are_found_again() {
    let gap = " ".repeat(30);
    let draft = parse(&format!(
        "Sen. Doe Visits all Three Counties{gap}For Immediate Release: May 11, 2006{gap}Wilmington, DE – On Friday Doe will travel.{gap}She will begin early."
    ));
    assert_eq!(draft.headline.as_deref(), Some("Sen. Doe Visits all Three Counties"));
    assert_eq!(dates(&draft), ["May 11, 2006"]);
    assert_eq!(draft.dateline.as_deref(), Some("Wilmington, DE"));
    assert_eq!(shown(&draft), ["Wilmington, DE – On Friday Doe will travel.", "She will begin early."]);
}

#[test]
fn the_line_ends_of_every_system_are_line_ends() {
    for end in ["\n", "\r\n", "\r", "\u{2028}", "\u{85}", "\u{c}", "\r\r\n"] {
        let lines = ["Talks go on in Cairo", "By Jane Doe", "April 1, 2024", "", "No date is set. They said so."];
        let draft = parse(&lines.join(end));
        assert_eq!(draft.headline.as_deref(), Some("Talks go on in Cairo"), "{end:?}");
        assert_eq!((draft.byline.as_deref(), dates(&draft)), (Some("Jane Doe"), vec!["April 1, 2024"]), "{end:?}");
        assert_eq!(shown(&draft), ["No date is set. They said so."], "{end:?}");
    }
    let draft = parse("Talks go on.\r\nNobody left.\r\rMore talks.\nNo date.\u{2029}The end.");
    let expected = ["Talks go on.", "Nobody left.", "More talks.", "No date.", "The end."];
    assert_eq!(shown(&draft), expected);
    let long = "The talks went on for a third day, and ".repeat(6) + "no date was set.";
    let draft = parse(&format!("{long}\rBread and water for all;\rA room for each delegate.\r{long}"));
    assert_eq!(shown(&draft), [&long, "Bread and water for all;", "A room for each delegate.", &long]);
}

#[test]
fn blanks_in_a_field_neither_cut_a_sentence_nor_make_headings() {
    let shown = |text: &str| shown_of(parse_field(text));
    let field = "CAIRO — The Council has a new fear   when it comes to the Health Bill     of the State.   Why now?   Nobody knows.";
    assert_eq!(
        shown(field),
        [
            "CAIRO — The Council has a new fear   when it comes to the Health Bill     of the State.",
            "Why now?",
            "Nobody knows."
        ]
    );
    // In a text of several lines only very long runs are left of a break.
    assert_eq!(
        shown("The First Part\n\nTalks go on.   Nobody left.\n\nMore      Talks.      The end."),
        ["# The First Part", "Talks go on.   Nobody left.", "More      Talks.", "The end."]
    );
    assert_eq!(shown("他说。　　　谈判继续。"), ["他说。", "谈判继续。"]);
    let table = "Results of the Day\n\nLyon          2 : 1          Nantes\nLens          0 : 0          Rennes\nBrest         3 : 1          Nice";
    assert_eq!(shown(table), shown_of(parse_body(table)));
}

fn shown_of(body: Vec<Piece>) -> Vec<String> {
    shown(&Draft { body, ..Draft::default() })
}

#[test]
fn wrapped_lines_are_joined_and_a_broken_word_only_when_it_is_known() {
    let text = "GERMANS BEND BRITISH LINE\nLondon, July 19. The Germans dented the line and the Russ-\nians held. Some Russians were taken on the in-\nside of the town, it was said in the evening. The\nend.\nA new day began with fog over all the fields and\nrivers of the north.";
    let draft = parse(text);
    assert_eq!(draft.headline.as_deref(), Some("GERMANS BEND BRITISH LINE"));
    assert_eq!(
        shown(&draft),
        [
            "London, July 19. The Germans dented the line and the Russians held. Some Russians were taken on the in-side of the town, it was said in the evening. The end.",
            "A new day began with fog over all the fields and rivers of the north."
        ]
    );
}

#[test]
fn what_stands_above_a_headline_is_kept_as_a_note() {
    let draft = parse(
        "Press Room\n\nTOPICS\n\nFOR IMMEDIATE RELEASE: May 11, 2006\n\nTalks go on in Cairo\n\nNo date is set, officials said.",
    );
    assert_eq!(draft.headline.as_deref(), Some("Talks go on in Cairo"));
    assert_eq!(dates(&draft), ["May 11, 2006"]);
    let notices: Vec<&str> = draft.metadata.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(notices, ["Press Room", "TOPICS", "FOR IMMEDIATE RELEASE: May 11, 2006"]);
}

#[test]
fn running_text_gives_no_headline() {
    for text in [
        "Talks on Rafah go on. No date is set.",
        "Talks on Rafah\ngo on. No date\nis set.",
        "Al-Sisi has denied reports.",
    ] {
        assert_eq!(parse(text).headline, None, "{text}");
    }
}

#[test]
fn datelines_name_place_agency_and_date() {
    let cases = [
        ("WASHINGTON (AP) — The Senate voted.", Some("WASHINGTON"), Some("AP"), None),
        ("CAIRO, March 3 (CWS) - Talks go on.", Some("CAIRO"), Some("CWS"), None),
        ("CAIRO, March 3, 2024 (CWS) - Talks go on.", Some("CAIRO"), Some("CWS"), Some("March 3, 2024")),
        ("TEL AVIV, Israel (AP) -- Talks go on.", Some("TEL AVIV, Israel"), Some("AP"), None),
        ("(Reuters) - Talks go on.", None, Some("Reuters"), None),
        ("NEW YORK – Shares fell.", Some("NEW YORK"), None, None),
        ("Washington, D.C. -- U.S. Senator Doe thanked them.", Some("Washington, D.C."), None, None),
        ("BERLIN (dpa) - Nobody left.", Some("BERLIN"), Some("dpa"), None),
        ("Köln, 7. März 2024 (dpa) - Nobody left.", Some("Köln"), Some("dpa"), Some("7. März 2024")),
        ("(부산=연합뉴스) 박지은 기자 = 주민들이 대피했다.", Some("부산"), Some("연합뉴스"), None),
        ("新华社北京3月15日电（记者 张伟）会议研究了问题。", Some("北京"), Some("新华社"), None),
        ("Moscow (Example News) — Talks go on.", Some("Moscow"), Some("Example News"), None),
    ];
    for (text, place, agency, date) in cases {
        let found = find_dateline(text).unwrap_or_else(|| panic!("no dateline in {text}"));
        assert_eq!(
            (found.place.as_deref(), found.agency.as_deref(), found.date.as_deref()),
            (place, agency, date),
            "{text}"
        );
    }
    for text in [
        "Obama - the president - spoke.",
        "Sens. Bill Frist (R-TN) and Lamar Alexander (R-TN) today applauded.",
        "Moscow – the capital – was quiet.",
        "Doe (D-N.Y.) — Talks go on.",
        "Doe (the mayor) — Talks go on.",
        "Talks go on.",
        "Note: this is not a dateline.",
    ] {
        assert_eq!(find_dateline(text), None, "{text}");
    }
}

#[test]
fn byline_and_date_are_found_below_a_standfirst() {
    let text = "Ferries Stand Still in the North\n\nCrews want more pay and fewer nights, and nobody knows for how long\n\n\
        By Jane Doe\n\n3 February 2020 · 5 min read\n\nThe ferries of the north stood still on Monday, and people slept in the hall of the port.\n\n\
        Crews had voted for it a week before.";
    let draft = parse(text);
    assert_eq!(draft.headline.as_deref(), Some("Ferries Stand Still in the North"));
    assert_eq!((draft.byline.as_deref(), dates(&draft)), (Some("Jane Doe"), vec!["3 February 2020"]));
    assert_eq!(
        shown(&draft),
        [
            "Crews want more pay and fewer nights, and nobody knows for how long",
            "The ferries of the north stood still on Monday, and people slept in the hall of the port.",
            "Crews had voted for it a week before."
        ]
    );
}

#[test]
fn what_only_begins_like_a_byline_or_a_date_stays_in_the_text() {
    for line in [
        "By Popular Demand",
        "Di Maio attacca Salvini",
        "VON DER LEYEN WARNT CHINA",
        "Von Trump bis Putin",
        "By Tuesday Israeli tanks had",
        "Contact group meets on Kosovo",
        "Deadline: 30 September 2025",
        "Born: 12 March 1931",
        "12 March 1931 – 4 February 2020",
        "Phone: 1715080000",
        "Next meeting: 12 July 2024",
    ] {
        let draft = parse(&format!(
            "Talks Fail in Cairo\n\n{line}\n\nNo date is set for the next round of talks, it was said.\n\nMore of it."
        ));
        assert!(shown(&draft).iter().any(|piece| piece.contains(line)), "{line}: {:?}", shown(&draft));
        assert!(draft.dates.is_empty() && draft.byline.is_none(), "{line}");
    }
    let wrapped = "Talks Fail in Cairo\nBy Jane Doe\n\nBy Tuesday Israeli tanks had\nreached the coast road south of\nGaza City, witnesses said.\n\nMore of it.";
    assert!(
        shown(&parse(wrapped))[0].starts_with("By Tuesday Israeli tanks had reached"),
        "{:?}",
        shown(&parse(wrapped))
    );
}

#[test]
fn a_second_byline_stays() {
    let text = "Talks Fail in Cairo\n\nBy Jane Doe\n\nBy John Roe | 3 February 2020\n\nNo date is set for the next round of talks.\n\nMore of it.";
    let draft = parse(text);
    assert_eq!(draft.byline.as_deref(), Some("Jane Doe"));
    assert!(shown(&draft).iter().any(|piece| piece.contains("John Roe")), "{:?}", shown(&draft));
    let again = parse(&text.replace("John Roe", "Jane Doe"));
    assert_eq!((shown(&again).len(), dates(&again)), (2, vec!["3 February 2020"]));
}

#[test]
fn the_days_of_a_chronicle_stay() {
    let text = "Chronology of the Offensive\n\n7 May 2024\n\nTanks took the crossing before dawn, witnesses said.\n\n24 May 2024\n\nThe court ordered a halt to it.";
    let pieces = shown(&parse(text)).join(" ");
    assert!(pieces.contains("7 May 2024") && pieces.contains("24 May 2024"), "{pieces}");
    let mut draft = Draft {
        body: parse_body("7 May 2024\n\nTanks took the crossing.\n\n8 May 2024\n\nThe court met."),
        ..Draft::default()
    };
    let before = draft.clone();
    strip_stamps(&mut draft);
    assert_eq!(draft, before);
}

#[test]
fn a_date_within_the_text_stays_there() {
    let text = "Ferries Stand Still in the North\n\nThe ferries of the north stood still on\n3 February 2020.\n\n\
        Crews had voted for it a week before, and the port was empty.";
    let draft = parse(text);
    assert_eq!(dates(&draft), Vec::<&str>::new());
    assert!(shown(&draft)[0].contains("3 February 2020"), "{:?}", shown(&draft));
}

#[test]
fn lines_right_below_a_headline_end_it() {
    let body = "Nach dem Regen fordern alle Orte am Fluss mehr Schutz, hieß es am Montag in der Stadt.";
    for (head, headline, byline, date) in [
        ("Orte fordern Schutz\nKöln, 7. März 2024", "Orte fordern Schutz", None, Some("7. März 2024")),
        (
            "Orte fordern Schutz\nVon Jürgen Muster\nKöln, 7. März 2024",
            "Orte fordern Schutz",
            Some("Jürgen Muster"),
            Some("7. März 2024"),
        ),
        (
            "Orte fordern Schutz\nAnna Muster\n7. März 2024",
            "Orte fordern Schutz",
            Some("Anna Muster"),
            Some("7. März 2024"),
        ),
        (
            "Orte fordern\nbesseren Schutz am Fluss\nAnna Muster\n7. März 2024",
            "Orte fordern besseren Schutz am Fluss",
            Some("Anna Muster"),
            Some("7. März 2024"),
        ),
        (
            "Orte am Fluss fordern\nseit Jahren mehr\nSchutz vor Hochwasser\n7. März 2024",
            "Orte am Fluss fordern seit Jahren mehr Schutz vor Hochwasser",
            None,
            Some("7. März 2024"),
        ),
        (
            "Депутаты приняли закон\nАнна Примерова\nМосква. 7 марта 2024 года",
            "Депутаты приняли закон",
            Some("Анна Примерова"),
            Some("7 марта 2024 года"),
        ),
        (
            "Sekolah Baru Diresmikan\nOleh: Siti Contoh\nJakarta, 7 Maret 2024",
            "Sekolah Baru Diresmikan",
            Some("Siti Contoh"),
            Some("7 Maret 2024"),
        ),
        (
            "市政府召开新闻发布会\n本报记者 李晓华\n2024年3月7日",
            "市政府召开新闻发布会",
            Some("李晓华"),
            Some("2024年3月7日"),
        ),
        (
            "새 학교 문 열어\n김민수 기자\n입력 2024.03.07. 오후 3:15",
            "새 학교 문 열어",
            Some("김민수"),
            Some("입력 2024.03.07. 오후 3:15"),
        ),
        (
            "Yeni okul açıldı\nGiriş Tarihi: 7.03.2024 10:05",
            "Yeni okul açıldı",
            None,
            Some("Giriş Tarihi: 7.03.2024 10:05"),
        ),
        (
            "Enchentes deixam mortos\n06/05/2024 14h32\nPor Ana Exemplo, g1 RS",
            "Enchentes deixam mortos",
            Some("Ana Exemplo, g1 RS"),
            Some("06/05/2024 14h32"),
        ),
        // Neither is a name or a place where the headline goes on, or has a capital at every word.
        ("Orte trauern um\nAnna Muster\n7. März 2024", "Orte trauern um Anna Muster", None, Some("7. März 2024")),
        (
            "Talks Fail Between\nHamas Leaders\n7 March 2024",
            "Talks Fail Between Hamas Leaders",
            None,
            Some("7 March 2024"),
        ),
        ("Minister trifft\nAnna Muster\n7. März 2024", "Minister trifft Anna Muster", None, Some("7. März 2024")),
        ("Ten years after\nParis, 13 November 2015", "Ten years after Paris, 13 November 2015", None, None),
    ] {
        let draft = parse(&format!("{head}\n\n{body}\n\nMehr davon."));
        assert_eq!(draft.headline.as_deref(), Some(headline), "{head}");
        assert_eq!(draft.byline.as_deref(), byline, "{head}");
        assert_eq!(dates(&draft).first().copied(), date, "{head}");
    }
}

#[test]
fn place_and_day_date_an_article_and_the_place_stays_to_be_found() {
    let draft = parse("Orte fordern Schutz\n\nKöln, 7. März 2024\n\nNach dem Regen fordern alle mehr Schutz, hieß es.");
    assert_eq!((draft.dateline.as_deref(), dates(&draft)), (Some("Köln"), vec!["7. März 2024"]));
    assert!(shown(&draft).iter().any(|piece| piece.contains("Köln")), "{:?}", shown(&draft));
    let named = parse("Orte fordern Schutz\n\nKöln, 7. März 2024\n\nNach dem Regen in Köln fordern alle mehr Schutz.");
    assert_eq!((named.dateline.as_deref(), shown(&named).len()), (Some("Köln"), 1));
    let opening = parse("Orte fordern Schutz\n\nKÖLN, 7. März 2024 (dpa) - Nach dem Regen fordern alle mehr Schutz.");
    assert_eq!((opening.publisher.as_deref(), dates(&opening)), (Some("dpa"), vec!["7. März 2024"]));
    let above = parse("Köln, 7. März 2024\n\nOrte fordern Schutz\n\nNach dem Regen in Köln fordern alle mehr Schutz.");
    assert_eq!((above.headline.as_deref(), dates(&above)), (Some("Orte fordern Schutz"), vec!["7. März 2024"]));
    // A chronicle has several, and a sentence goes on.
    for text in [
        "Ergebnisse des Tages\n\nKöln, 7. März 2024\nBonn, 8. März 2024\nHalle, 9. März 2024\n\nMehr davon steht hier.",
        "Chronik\n\nKöln, 7. März 2024\n\nDer Regen begann am Morgen.\n\nBonn, 9. März 2024\n\nDer Regen hörte auf.",
        "Orte trauern\n\nParis, 13 November 2015\nwill be remembered for long by everybody, it was said.\n\nMore of it.",
    ] {
        assert_eq!(dates(&parse(text)), Vec::<&str>::new(), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_letter_is_lost(text in "([A-Za-zäß.,:\\-]{1,12}[ \\n]{1,3}){0,60}") {
        let draft = parse(&text);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        let mut kept: usize = shown(&draft).iter().map(|line| letters(line)).sum();
        kept += letters(draft.headline.as_deref().unwrap_or_default());
        kept += draft.metadata.iter().map(|(_, value)| letters(value)).sum::<usize>();
        kept += [&draft.byline, &draft.publisher, &draft.rubric, &draft.language, &draft.url, &draft.dateline, &draft.external_id]
            .iter().map(|field| letters(field.as_deref().unwrap_or_default())).sum::<usize>();
        kept += dates(&draft).iter().map(|date| letters(date)).sum::<usize>();
        // Names of header lines and "By" are taken away, and they alone.
        let named = text.lines().any(|line| line.contains(':') || line.trim_start().to_lowercase().starts_with("by ") || line.to_lowercase().contains("date"));
        proptest::prop_assert!(named || kept >= letters(&text), "{kept} of {}", letters(&text));
    }

    #[test]
    fn any_text_is_laid_out(text: String) {
        parse(&text);
    }
}
