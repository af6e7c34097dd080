//! Files made to break a reader, in every format: the program ends by itself, names what it could not read and keeps the rest.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::support::{Run, dateline, folder};

/// Names and contents, small enough to be written out here.
fn broken_files() -> Vec<(&'static str, Vec<u8>)> {
    let many = |text: &str| text.repeat(20_000).into_bytes();
    let text = |text: &str| text.as_bytes().to_vec();
    vec![
        ("nested.json", many("{\"a\":")),
        ("nested-list.json", many("[")),
        ("nested-body.jsonl", [b"{\"title\":\"x\",\"body\":".to_vec(), many("["), b"\n".to_vec()].concat()),
        ("torn.json", text("{\"title\": \"Talks\", \"body\": \"No date")),
        ("nul.jsonl", text("{\"title\":\"a\0b\",\"body\":\"c\"}\n\0\0\0\n")),
        (
            "chats.json",
            [b"{\"messages\":[{\"date\":\"2024-03-06\",\"text\":\"x\"},".to_vec(), many("{\"messages\":[")].concat(),
        ),
        ("chat.txt", many("[06.03.24, 10:00:02] x: y\n[99.99.99, 99:99:99] x\n")),
        ("tweets.js", [b"window.YTD.tweets.part0 = [".to_vec(), many("{\"tweet\":")].concat()),
        (
            "telegram.html",
            [b"<div class=\"page_wrap\">".to_vec(), many("<div class=\"message default\"><div class=\"body\">")]
                .concat(),
        ),
        ("wiki.xml", [b"<mediawiki><page><title>x</title><revision><text>".to_vec(), many("{{a|[[b ''")].concat()),
        ("notes.enex", [b"<en-export>".to_vec(), many("<note><content>")].concat()),
        ("places.xml", [b"<urlset>".to_vec(), many("<url><news:news>")].concat()),
        ("rows.csv", many("One two;x\n\"")),
        ("nested.xml", [b"<?xml version='1.0'?>".to_vec(), many("<article>")].concat()),
        ("nested-nitf.xml", [b"<nitf><body>".to_vec(), many("<p>")].concat()),
        ("nested-alto.xml", [b"<alto>".to_vec(), many("<TextBlock>")].concat()),
        ("nested-tei.xml", [b"<TEI><text><body>".to_vec(), many("<div type='article'><p>x")].concat()),
        ("notes-tei.xml", [b"<TEI><text><body>".to_vec(), many("<note><choice>")].concat()),
        ("nested-prose.xml", [b"<?xml version='1.0'?><debate>".to_vec(), many("<sitting>")].concat()),
        ("headings.xml", [b"<?xml version='1.0'?><debate>".to_vec(), many("<minor-heading>")].concat()),
        ("columns.json", [b"{\"title\": {\"0\": ".to_vec(), many("{\"0\": ")].concat()),
        ("quotes.tsv", many("a \"b\"\t\"\"c\n\t\"")),
        ("stories.src", many("story_separator_special_tag NEWLINE_CHAR ")),
        ("items.xml", [b"<rss><channel>".to_vec(), many("<item>")].concat()),
        (
            "laughs.xml",
            text(
                "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><article><title>&b;</title><body>&b;</body></article>",
            ),
        ),
        (
            "outside.xml",
            text(
                "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><article><title>T &a;</title><body>&a; b</body></article>",
            ),
        ),
        ("ampersands.xml", [b"<?xml version='1.0'?><article><title>".to_vec(), many("&")].concat()),
        ("nested.html", [b"<html><body>".to_vec(), many("<div>")].concat()),
        ("nested-table.html", [b"<html><body>".to_vec(), many("<table><tr><td>")].concat()),
        ("nested-bold.html", [b"<html><body>".to_vec(), many("<b><i>")].concat()),
        (
            "json-ld.html",
            [b"<html><script type='application/ld+json'>".to_vec(), many("["), b"</script><p>x</p>".to_vec()].concat(),
        ),
        ("nested.md", many(">")),
        ("front.md", [b"---\na: ".to_vec(), many("["), b"\n---\nText.".to_vec()].concat()),
        ("front-toml.md", [b"+++\na = ".to_vec(), many("["), b"\n+++\nText.".to_vec()].concat()),
        ("nested.rtf", [b"{\\rtf1 ".to_vec(), many("{")].concat()),
        ("numbers.rtf", text("{\\rtf1 \\bin999999999 \\uc4000000000 \\u99999999999 x}")),
        (
            "counters.txt",
            [b"1 of 9 DOCUMENTS\nHEADLINE: x\nLENGTH: 5 words\n".to_vec(), many("LOAD-DATE: x\n1 of 9 DOCUMENTS\n")]
                .concat(),
        ),
        ("labels.txt", [b"1 of 9 DOCUMENTS\n".to_vec(), many("GRAPHIC:\nLENGTH: 5 words\n\n")].concat()),
        (
            "accessions.txt",
            [b"x\n5 words\n3 March 2020\n".to_vec(), many("Document EXTI000020200303eg3300012\n")].concat(),
        ),
        (
            "rows.txt",
            [b"Full text: x\nPublication title: x\n".to_vec(), many(&format!("{}\n", "_".repeat(60)))].concat(),
        ),
        ("tags.ris", many("TY  - NEWS\nTI  - x\n")),
        ("tags.enw", [b"%0 Book\n%T x\n".to_vec(), many("%X ")].concat()),
        ("nested.bib", [b"@article{a, title = ".to_vec(), many("{\\a{"), many("}}"), b"}".to_vec()].concat()),
        ("circle.bib", many("@string{a = b # b}\n@string{b = a # a}\n@article{c, title = a}\n")),
        ("signature.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec()),
        ("sectors.msg", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), vec![0xfe; 10_000]].concat()),
        (
            "articles.html",
            [b"<html>DocPublicationName articleParagraph".to_vec(), many("<div class=article><article>")].concat(),
        ),
        ("quotes.csv", [b"title,text\n\"".to_vec(), many("x\"\"")].concat()),
        ("columns.csv", many(";")),
        (
            "parts.eml",
            [
                b"From: a@b.c\nSubject: x\nDate: x\nMIME-Version: 1.0\n".to_vec(),
                many("Content-Type: multipart/mixed; boundary=b\n\n--b\n"),
            ]
            .concat(),
        ),
        ("words.eml", [b"From: a@b.c\nTo: d@e.f\nSubject: ".to_vec(), many("=?utf-8?b?")].concat()),
        (
            "charset.eml",
            text(
                "From: a@b.c\nTo: d@e.f\nSubject: =?klingon?q?abc?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=x-klingon\n\nTalks go on.\n",
            ),
        ),
        ("from.mbox", many("From x Mon Jan  1 00:00:00 2024\n")),
        (
            "length.warc",
            text(
                "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 99999999999999999\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x</p>",
            ),
        ),
        ("negative.warc", many("WARC/1.0\r\nContent-Length: -5\r\n\r\nxx\r\n")),
        ("length.arc", text("filedesc://x 0 0 text/plain 99999999999\nx")),
        ("controls.iptc", many("\u{1}\u{2}\u{3}\u{4}")),
        ("tags.sgml", many("<DOC><TEXT>")),
        ("signature.pdf", text("%PDF-1.4\n")),
        (
            "circle.pdf",
            text(
                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>",
            ),
        ),
        ("nested.pdf", [b"%PDF-1.4\n1 0 obj ".to_vec(), many("<<")].concat()),
        ("signature.zip", text("PK\u{3}\u{4}")),
        ("signature.gz", vec![0x1f, 0x8b, 8, 0, 0, 0]),
        ("signature.xz", b"\xfd7zXZ\0\0\x04".to_vec()),
        ("signature.zst", b"\x28\xb5\x2f\xfd\0\0".to_vec()),
        ("signature.bz2", b"BZh91AY&SY".to_vec()),
        ("zeros.txt", vec![0; 100_000]),
        ("escape.txt", text("\u{1b}]0;owned\u{7}Talks \u{1b}[2J go on in Cairo.\n")),
        ("shift.txt", many("~{")),
        ("shift-korean.txt", [b"\x1b$)C".to_vec(), many("\u{e}!")].concat()),
        (
            "really-a-page.pdf",
            text("<html><head><title>Talks go on</title></head><body><p>No date is set for talks.</p></body></html>"),
        ),
        ("really-json.html", text("{\"title\": \"Strikes go on\", \"body\": \"No end is seen.\"}")),
    ]
}

fn quiet_about_panics(run: &Run) {
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    assert!(run.code == 0 || run.code == 2, "{} {}", run.code, run.stderr);
}

#[test]
fn files_made_to_break_a_reader_cost_nothing_else() {
    let home = folder(&[("corpus/good.txt", "date 2024-04-01 The sound article is read.\n")]);
    for (name, bytes) in broken_files() {
        fs::write(home.path().join("corpus").join(name), bytes).expect("files can be written");
    }
    let run = dateline(home.path(), &["index"]);
    quiet_about_panics(&run);
    assert_eq!(run.code, 2, "{}", run.stderr);
    let found = |query: &str| dateline(home.path(), &["search", query, "--format", "paths"]).stdout;
    assert_eq!(found("sound article"), "corpus/good.txt\n");
    // A wrong extension is no obstacle.
    assert_eq!(found("headline:\"talks go on\" AND \"no date is set\""), "corpus/really-a-page.pdf\n");
    assert_eq!(found("headline:\"strikes go on\""), "corpus/really-json.html\n");
    let failures = dateline(home.path(), &["status", "--failures"]).stdout;
    for name in ["torn.json", "signature.pdf", "signature.gz", "length.warc"] {
        assert!(failures.lines().any(|line| line.starts_with("failed\t") && line.contains(name)), "{name}: {failures}");
    }
    assert!(failures.contains("skipped\tzeros.txt\ttext\tempty\n"), "{failures}");
    assert!(!failures.contains('\u{1b}') && !run.stderr.contains('\u{1b}'));
    // What could not be read is not tried again until it changes.
    let again = dateline(home.path(), &["index"]);
    assert!(again.stderr.contains("0 articles written"), "{}", again.stderr);
}

/// A zip archive of these members.
fn write_zip(path: &Path, members: &[(String, Vec<u8>)]) {
    let mut archive = zip::ZipWriter::new(fs::File::create(path).expect("files can be written"));
    for (name, bytes) in members {
        archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("a member");
        archive.write_all(bytes).expect("its bytes");
    }
    archive.finish().expect("the end of the archive");
}

#[test]
fn a_bomb_in_an_archive_ends_in_a_skip_and_its_neighbours_are_read() {
    let home = folder(&[("corpus/note.txt", "x")]);
    let bomb = vec![b'0'; 60 << 20];
    let members = [("talks.txt".to_owned(), b"Talks go on in Cairo today.".to_vec()), ("bomb.txt".to_owned(), bomb)];
    write_zip(&home.path().join("corpus/bomb.zip"), &members);
    let mut inner = fs::read(home.path().join("corpus/bomb.zip")).expect("just written");
    for level in 0..6 {
        let path = home.path().join("corpus/nested.zip");
        write_zip(&path, &[(format!("{level}.zip"), inner)]);
        inner = fs::read(&path).expect("just written");
    }
    let run = dateline(home.path(), &["index"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("skipped  bomb.zip!bomb.txt: unpacks to more than 100 times its size"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("containers are nested more than 4 deep"), "{}", run.stderr);
    assert_eq!(dateline(home.path(), &["search", "cairo", "--fields", "path,locator"]).stdout, "bomb.zip\ttalks.txt\n");
}

#[test]
fn of_a_changed_archive_only_the_changed_articles_are_written() {
    let home = folder(&[("corpus/note.txt", "A note stands beside it.")]);
    let member = |n: usize, word: &str| {
        (format!("inner/{n}.txt"), format!("date 2024-04-01 Article number{n} has the word {word} in it.").into_bytes())
    };
    let path = home.path().join("corpus/news.zip");
    write_zip(&path, &(0..30).map(|n| member(n, "alpha")).collect::<Vec<_>>());
    let first = dateline(home.path(), &["index"]);
    assert!(first.stderr.contains("31 articles written"), "{}", first.stderr);
    let mut members: Vec<_> = (0..29).map(|n| member(n, "alpha")).collect();
    members[7] = member(7, "omega");
    members.push(member(40, "omega"));
    write_zip(&path, &members);
    let second = dateline(home.path(), &["index"]);
    assert!(second.stderr.contains("1 updated") && second.stderr.contains("2 articles written"), "{}", second.stderr);
    let locators = |query: &str| {
        let run = dateline(home.path(), &["search", query, "--fields", "locator", "-n", "50"]);
        let mut locators: Vec<String> = run.stdout.lines().map(str::to_owned).collect();
        locators.sort();
        locators
    };
    assert_eq!(locators("omega"), ["inner/40.txt", "inner/7.txt"]);
    assert_eq!(locators("alpha").len(), 28);
    assert_eq!(locators("number29"), Vec::<String>::new());
}
