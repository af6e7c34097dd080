//! Folders in which browsers and word processors keep the parts of a page that was saved whole.
//!
//! Knows names only. The surprise: such a folder is told by three signs together, its name, the page beside it and what
//! lies in it, because folders of that name are also made by hand.

use std::ffi::OsString;
use std::fs::DirEntry;

/// What the name of the page is followed by, in the languages of browsers and of Windows.
const ENDINGS: &[&str] = &[
    "_files",
    ".files",
    "_file",
    "_fichiers",
    "-Dateien",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "_bestanden",
    "-filer",
    "_tiedostot",
    "_pliki",
    "_soubory",
    "_súbory",
    "_elemei",
    "_datoteke",
    "_dosyalar",
    "_fitxers",
    "_fitxategiak",
    "_failid",
    "_fails",
    "_bylos",
    "_fajlovi",
];

/// Endings of pages.
const PAGES: &[&str] =
    &["html", "htm", "xhtml", "shtml", "xht", "asp", "aspx", "php", "jsp", "jspx", "cfm", "cgi", "do"];

/// Endings of what only the parts of a page have.
const ASSETS: &[&str] = &[
    "css", "js", "mjs", "download", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "bmp", "woff", "woff2",
    "ttf", "eot", "otf", "thmx", "mso", "emz", "wmz",
];

/// Endings of documents, which are read wherever they lie.
const DOCUMENTS: &[&str] = &[
    "txt", "text", "pdf", "doc", "docx", "odt", "rtf", "epub", "eml", "msg", "mbox", "md", "csv", "tsv", "xls", "xlsx",
    "xlsm", "xlsb", "ods", "zip", "gz", "tar", "tgz", "7z", "warc", "jsonl",
];

/// Whether a folder may hold the parts of a page that lies beside it.
pub(super) fn has_page(folder: &str, beside: &[(OsString, DirEntry)]) -> bool {
    let Some(page) = ENDINGS.iter().find_map(|ending| folder.strip_suffix(ending)).filter(|page| !page.is_empty())
    else {
        return false;
    };
    // The entries are in the order of their bytes.
    let first = beside.partition_point(|(name, _)| name.as_encoded_bytes() < page.as_bytes());
    let begin_so = beside[first..].iter().map_while(|(name, _)| name.to_str()?.strip_prefix(page));
    let mut rest = begin_so.take_while(|rest| rest.is_empty() || rest.as_bytes()[0] <= b'.');
    rest.any(|rest| match rest {
        "" => PAGES.contains(&ending_of(page).as_str()),
        rest => rest.strip_prefix('.').is_some_and(|ending| PAGES.contains(&ending.to_lowercase().as_str())),
    })
}

/// Whether what lies in a folder are the parts of a page, and not pages that somebody has collected.
pub(super) fn holds_parts(entries: &[(OsString, DirEntry)]) -> bool {
    let names = || entries.iter().filter_map(|(name, _)| name.to_str());
    let assets = names().filter(|name| ASSETS.contains(&ending_of(name).as_str())).count();
    let pages = names().filter(|name| PAGES.contains(&ending_of(name).as_str()));
    let frames = names().any(is_frame);
    assets + usize::from(frames) > 0 && pages.filter(|name| !is_frame(name)).count() <= assets
}

/// Whether a file among the parts of a page is one of them.
pub(super) fn is_part(name: &str) -> bool {
    // What advertisers send is saved as `f.txt`, `f(1).txt`.
    let script = name.strip_prefix("f").and_then(|rest| rest.strip_suffix(".txt"));
    script.is_some_and(|number| number.is_empty() || number.starts_with('('))
        || !DOCUMENTS.contains(&ending_of(name).as_str())
}

/// The name that browsers give to a frame without one.
fn is_frame(name: &str) -> bool {
    name.starts_with("saved_resource")
}

fn ending_of(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}
