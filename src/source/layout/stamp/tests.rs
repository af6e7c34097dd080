use super::*;

fn stamp(line: &str) -> (Option<&str>, Option<&str>, Option<&str>) {
    read_stamp(line).map_or((None, None, None), |stamp| (stamp.byline, stamp.published, stamp.updated))
}

#[test]
fn lines_that_pages_print_are_taken_apart() {
    for (line, byline, published, updated) in [
        ("By Jane Doe", Some("Jane Doe"), None, None),
        ("BY JANE DOE AND JOHN ROE", Some("JANE DOE AND JOHN ROE"), None, None),
        ("By Jane Doe | March 4, 2020", Some("Jane Doe"), Some("March 4, 2020"), None),
        ("By Jane Doe March 4, 2020 at 9:12 a.m. EST", Some("Jane Doe"), Some("March 4, 2020 at 9:12 a.m. EST"), None),
        ("By Jane Doe, Staff Writer, March 4, 2020", Some("Jane Doe, Staff Writer"), Some("March 4, 2020"), None),
        ("Mon 3 Feb 2020 18.59 GMT", None, Some("Mon 3 Feb 2020 18.59 GMT"), None),
        ("Published 3 Feb 2020 | Updated 4 Feb 2020", None, Some("Published 3 Feb 2020"), Some("4 Feb 2020")),
        ("Published 3 Feb 2020 Updated 4 Feb 2020 10:00", None, Some("Published 3 Feb 2020"), Some("4 Feb 2020 10:00")),
        ("Last updated: 4 February 2020", None, None, Some("4 February 2020")),
        ("Posted on March 4, 2020 by Jane Doe", Some("Jane Doe"), Some("Posted on March 4, 2020"), None),
        ("3 February 2020 · 5 min read", None, Some("3 February 2020"), None),
        ("March 4, 2020 / 10:32 AM / CBS News", None, Some("March 4, 2020"), None),
        (
            "Publié le 3 février 2020 à 18h59 - Mis à jour le 4 février 2020 à 10h00",
            None,
            Some("Publié le 3 février 2020 à 18h59"),
            Some("le 4 février 2020 à 10h00"),
        ),
        ("Von Anna Muster, 03.02.2020, 18:59 Uhr", Some("Anna Muster"), Some("03.02.2020, 18:59 Uhr"), None),
        ("Stand: 03.02.2020, 18:59 Uhr", None, Some("Stand: 03.02.2020, 18:59 Uhr"), None),
        ("Veröffentlicht am 3. Februar 2020", None, Some("Veröffentlicht am 3. Februar 2020"), None),
        ("Por Ana Silva — 03/02/2020 às 18h59", Some("Ana Silva"), Some("03/02/2020 às 18h59"), None),
        ("3 февраля 2020, 18:59", None, Some("3 февраля 2020, 18:59"), None),
        ("2020年2月3日 18時59分", None, Some("2020年2月3日 18時59分"), None),
        ("2020年2月3日 午後6時59分", None, Some("2020年2月3日 午後6時59分"), None),
        ("2020.02.03 18:59", None, Some("2020.02.03 18:59"), None),
        ("입력 2020.02.03 오후 6:59", None, Some("입력 2020.02.03 오후 6:59"), None),
        (
            "입력 2020.02.03. 오후 6:59 수정 2020.02.03. 오후 7:10",
            None,
            Some("입력 2020.02.03. 오후 6:59"),
            Some("2020.02.03. 오후 7:10"),
        ),
        (
            "Giriş Tarihi: 3.02.2020 10:05 Son Güncelleme: 4 Şubat 2020 Salı",
            None,
            Some("Giriş Tarihi: 3.02.2020 10:05"),
            Some("4 Şubat 2020 Salı"),
        ),
        ("अपडेट: 3 फरवरी, 2020 11:05 IST", None, None, Some("3 फरवरी, 2020 11:05 IST")),
        ("Montag, den 3. Februar 2020 | Beispieler Zeitung", None, Some("Montag, den 3. Februar 2020"), None),
        ("Por Ana Silva, g1 RS", Some("Ana Silva, g1 RS"), None, None),
        ("par Zoé Dupont, le lundi 3 février 2020", Some("Zoé Dupont"), Some("le lundi 3 février 2020"), None),
        ("Köln, 3. Februar 2020", None, Some("3. Februar 2020"), None),
        ("记者 李晓华 报道", Some("李晓华"), None, None),
    ] {
        assert_eq!(stamp(line), (byline, published, updated), "{line}");
    }
    assert_eq!(read_stamp("March 4, 2020 / 10:32 AM / CBS News").and_then(|stamp| stamp.publisher), Some("CBS News"));
}

#[test]
fn sentences_and_other_lines_are_left_alone() {
    for line in [
        "",
        "By Monday the talks had failed in Cairo.",
        "By the end of March 2020 nobody came",
        "On 3 February 2020 the talks began in Cairo | they failed",
        "The talks began on 3 February 2020",
        "March 2020",
        "2020",
        "Cairo - The minister said on 3 February 2020",
        "Von Berlin nach Paris in drei Stunden, sagte der Minister am Montag.",
        "Updated rules for ferries",
        "5 min read",
        "Jane Doe",
    ] {
        assert_eq!(read_stamp(line), None, "{line}");
    }
}

#[test]
fn offers_are_no_text() {
    for line in ["Share this article", "5 min read", "Lesezeit: 3 Minuten", "3 minutes de lecture", "Advertisement"] {
        assert!(is_offer(line), "{line}");
    }
    for line in ["Share prices fell", "5 minutes to midnight", "Print is dead", "Save the ferries"] {
        assert!(!is_offer(line), "{line}");
    }
}
