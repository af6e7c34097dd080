//! One article of ProQuest: a title, then labelled blocks, the text among them.
//!
//! The surprise: names stand with the surname first, and the title of the paper carries its edition and place.

use super::Record;
use super::label::{Fields, Labels, Named, Part, Style, Tail, join, named_line, shaped_line, tail_start};
use super::split::{is_counter, is_rule};
use crate::source::date;
use crate::source::layout;

/// Labels in the languages of the interface.
const LABELS: Labels = &[
    (Part::Headline, "title título titre titel titolo"),
    (Part::Byline, "author autor auteur autore"),
    (Part::Abstract, "abstract resumen résumé resumo zusammenfassung"),
    (Part::Body, "fulltext textocompleto texteintégral textointegral volltext testocompleto"),
    (
        Part::Publisher,
        "publicationtitle títulodepublicación títulodelapublicación titredelapublication títulodapublicação publikationstitel",
    ),
    (Part::Date, "publicationdate fechadepublicación datedepublication datadepublicação publikationsdatum"),
    (Part::Rubric, "section sección rubrique seção"),
    (Part::Subject, "subject materia sujet assunto thema"),
    (Part::Place, "location lugar lieu local ort"),
    (Part::Person, "people personas personnes pessoas personen person"),
    (Part::Organisation, "companyorganization companyorganisation company empresaorganización sociétéorganisation"),
    (Part::Language, "languageofpublication language idiomadelapublicación languedepublication idiomadapublicação"),
    (Part::Id, "proquestdocumentid identificadordeldocumentodeproquest iddudocumentproquest"),
    (Part::Url, "documenturl urldeldocumento urldudocument urldodocumento"),
    (Part::Prose, "illustration caption"),
    (
        Part::Note,
        "publicationinfo información links enlaces credit correction identifierkeyword pages página pages volume issue number publicationyear year \
         publisher placeofpublication countryofpublication publicationsubject issn eissn firstpage isbn sourcetype documenttype \
         documentfeature copyright lastupdated database columnname edition supplement classification startpage dateline \
         informacióndepublicación páginas editorial lugardepublicación paísdepublicación tipodefuente tipodedocumento \
         derechosdeautor últimaactualización basededatos añodepublicación año \
         informationssurlapublication éditeur lieudepublication paysdepublication typedesource typededocument \
         dernièremiseàjour basededonnées annéedepublication année narrowsubject broadsubject alternatetitle sponsorname",
    ),
];

/// Labels that no other text has at the beginning of a line, at least not three of them.
pub(super) const TELLING: &[&str] = &[
    "ProQuest document ID",
    "Publication title",
    "Full text",
    "Publication info",
    "Document URL",
    "Título de publicación",
    "Texto completo",
    "Titre de la publication",
    "Texte intégral",
];

/// Lines above what is said of the pictures.
const PICTURES: &[&str] = &["Illustration", "Photograph", "Photo", "Graphic"];

/// What stands in the place of a text that is not to be had.
const WITHOUT_TEXT: &[&str] =
    &["not available", "none available", "full text not available", "no disponible", "non disponible"];

/// What stands before and behind the articles.
const FURNITURE: &[&str] = &[
    "table of contents",
    "report information from proquest",
    "contact proquest",
    "proquest llc",
    "bibliography",
    "tabla de contenido",
    "table des matières",
    "inhaltsverzeichnis",
    "índice",
];

/// Reads what stands between two boundaries.
pub(super) fn read_record(text: &str) -> Record {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !is_rule(line) && !is_counter(line))
        .map(|line| line.trim_matches('\u{c}'))
        .collect();
    let telling =
        lines.iter().filter_map(|line| named(line)).filter(|found| !matches!(found.part, Part::Note | Part::Prose));
    if telling.count() < 2 {
        let lower = text.to_lowercase();
        let furniture = FURNITURE.iter().any(|line| lower.contains(line));
        return if furniture { Record::Furniture } else { Record::Other("text outside of the articles") };
    }
    let mut fields = Fields::default();
    let first = lines.iter().position(|line| named(line).is_some()).unwrap_or(lines.len());
    fields.set(Part::Headline, "", &join(&title_of(&lines[..first])));
    let body = lines.iter().position(|line| named(line).is_some_and(|found| found.part == Part::Body));
    read_labels(&lines[first..body.unwrap_or(lines.len())], named, &mut fields);
    let mut pieces = Vec::new();
    if let Some(body) = body {
        let mut rest = lines[body..].to_vec();
        rest[0] = named(rest[0]).map_or("", |found| found.value);
        let tail = tail_start(&rest, &|line| tail_label(line).map(Tail::of));
        read_labels(&rest[tail..], tail_label, &mut fields);
        let text = rest[..tail].join("\n");
        if !WITHOUT_TEXT.contains(&text.trim().trim_end_matches('.').to_lowercase().as_str()) {
            pieces = layout::parse_body(&text);
        }
    }
    fill_from_info(&mut fields);
    Record::Article(Box::new(fields.finish(pieces)))
}

fn named(line: &str) -> Option<Named<'_>> {
    named_line(line, LABELS, Style::Title).or_else(|| {
        let line = line.trim();
        PICTURES.contains(&line).then_some(Named { part: Part::Prose, name: line, value: "" })
    })
}

/// A labelled line below a text, where labels that are not known stand among the others.
fn tail_label(line: &str) -> Option<Named<'_>> {
    named(line).or_else(|| shaped_line(line, Style::Title))
}

/// The lines of the title; a link may stand below it.
fn title_of<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    lines.iter().filter(|line| !line.trim().eq_ignore_ascii_case("proquest document link")).copied().collect()
}

fn read_labels(lines: &[&str], label: fn(&str) -> Option<Named<'_>>, fields: &mut Fields) {
    let starts: Vec<usize> = (0..lines.len()).filter(|&at| label(lines[at]).is_some()).collect();
    for (index, &at) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(lines.len());
        let Some(found) = label(lines[at]) else { continue };
        let value = join(&[&[found.value], &title_of(&lines[at + 1..end])[..]].concat());
        match found.part {
            Part::Byline => fields.set(Part::Byline, "", &names(&value, ", ")),
            Part::Person => fields.set(Part::Person, "", &names(&value, "; ")),
            Part::Organisation => fields.set(Part::Organisation, "", &companies(&value)),
            Part::Publisher => set_publisher(fields, &value),
            _ => fields.set(found.part, &found.name.replace([':', '/'], ""), &value),
        }
    }
}

/// `Doe, Jane; Roe, John` with the given names first.
fn names(value: &str, joint: &str) -> String {
    let turn = |name: &str| match name.trim().split_once(',') {
        Some((surname, given)) if !given.contains(',') && !given.trim().is_empty() => {
            format!("{} {}", given.trim().trim_end_matches('.'), surname.trim())
        }
        _ => name.trim().to_owned(),
    };
    value.split(';').map(turn).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(joint)
}

/// `Name: Example Co; NAICS: 336411; Name: ...`: the names alone.
fn companies(value: &str) -> String {
    let named: Vec<&str> =
        value.split(';').filter_map(|part| part.trim().strip_prefix("Name:")).map(str::trim).collect();
    if named.is_empty() { value.to_owned() } else { named.join("; ") }
}

/// `The Example Times, Late Edition (East Coast); New York, N.Y.`
fn set_publisher(fields: &mut Fields, value: &str) {
    let (title, place) = value.split_once(';').unwrap_or((value, ""));
    fields.set(Part::Note, "place-of-publication", place);
    match title.split_once(", ") {
        Some((paper, edition)) if edition.to_lowercase().contains("edition") => {
            fields.set(Part::Publisher, "", paper);
            fields.set(Part::Note, "edition", edition);
        }
        _ => fields.set(Part::Publisher, "", title),
    }
}

/// Paper and day from `Publication info: Example Times; New York, N.Y. [New York, N.Y]. 03 Mar 2020: A.1.`
fn fill_from_info(fields: &mut Fields) {
    let info =
        fields.draft.metadata.iter().find(|(name, _)| name == "publication-info").map(|(_, value)| value.clone());
    let Some(info) = info else { return };
    if fields.draft.publisher.is_none() {
        set_publisher(fields, &info);
    }
    if fields.draft.dates.is_empty() {
        let words: Vec<&str> = info.split_whitespace().collect();
        let day = words.windows(3).map(|three| three.join(" ")).find(|text| {
            text.starts_with(|c: char| c.is_ascii_digit())
                && date::parse(text.trim_end_matches([':', '.', ',']), None).is_some()
        });
        if let Some(day) = day {
            fields.set(Part::Date, "", day.trim_end_matches([':', '.', ',']));
        }
    }
}
