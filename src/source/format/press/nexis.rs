//! One article of LexisNexis (the text of old, centred head and labels in capitals) or of Nexis Uni and Lexis+.
//!
//! The surprise: British papers have no label at their headline and none at the text, which begins below the length then.

use super::Record;
use super::label::{Fields, Labels, Named, Part, Style, Tail, is_copyright, join, named_line, shaped_line, tail_start};
use super::split::{is_counter, is_end};
use crate::article::DatePrecision;
use crate::source::date;
use crate::source::draft::Draft;
use crate::source::layout;

/// Labels in the languages of the interface and of the sources.
pub(super) const LABELS: Labels = &[
    (Part::Headline, "headline überschrift schlagzeile titel titre titulo título titolo kop"),
    (Part::Byline, "byline autor auteur author authors autore door"),
    (Part::Rubric, "section rubrik rubrique ressort sectie rubriek sección sezione seção"),
    (Part::Length, "length länge longueur lengte longitud lunghezza"),
    (Part::Dateline, "dateline"),
    (Part::Standfirst, "highlight encart insert samenvatting"),
    (Part::Body, "body volledigetekst"),
    (Part::Loaded, "loaddate update ladedatum datedechargement datechargement laaddatum"),
    (Part::Language, "language sprache langue taal idioma lingua"),
    (Part::Subject, "subject schlagwort schlagwörter sujet onderwerp asunto"),
    (Part::Industry, "industry branche secteuractivite secteurdactivite activitysector"),
    (Part::Person, "person persons people personne personnes personen persoon"),
    (Part::Organisation, "company organization organisation unternehmen firma societe société bedrijf"),
    (Part::Place, "geographic city state country localisationgeo geolocalization geografie land stadt"),
    (Part::Prose, "graphic grafik graphique notes correction"),
    (Part::Url, "url"),
    (
        Part::Note,
        "publicationtype publikationstyp typepublication typedepublication pubtype type documenttype doctype journalcode \
         ticker stocksymbol symboleboursier accno distribution series column edition correctiondate copyright memo position \
         productname productservice issn isbn linktoimage dochistory",
    ),
];

/// Lines without a colon that stand between text and labels in Nexis Uni.
const BARE: &[&str] = &["classification", "klassifikation", "classificatie"];

/// Such lines with text of the article below them.
const BARE_PROSE: &[&str] = &["graphic", "notes", "correction", "correction-date", "grafik"];

/// The number of documents in a cover, in the languages of the interface.
const DOCUMENTS: &[&str] = &["documents (", "dokumente (", "documenten (", "documentos (", "documenti ("];

/// What Nexis Uni has in the place of an article that it cannot show.
const LOST: &str = "there is an error in this document";

/// Lines above the text of a record that are looked at.
const HEAD_LINES: usize = 120;

/// The line that opens the text in Nexis Uni.
pub(super) fn opens_body(line: &str) -> bool {
    line.trim() == "Body"
}

/// Whether lines begin with the cover of a download from Nexis Uni.
pub(super) fn has_cover(lines: &[&str]) -> bool {
    let top = || lines.iter().take(30).map(|line| line.trim());
    top().any(counts_documents)
        && top().any(|line| line.starts_with("Job Number:") || line.starts_with("Auftragsnummer:"))
}

/// `Documents (100)`
fn counts_documents(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    DOCUMENTS.iter().any(|start| {
        lower
            .strip_prefix(start)
            .and_then(|rest| rest.strip_suffix(')'))
            .is_some_and(|number| number.parse::<u32>().is_ok())
    })
}

/// Reads what stands between two boundaries.
pub(super) fn read_record(text: &str) -> Record {
    let lines: Vec<&str> = text.lines().map(|line| line.trim_matches('\u{c}')).collect();
    let counter = lines.iter().position(|line| is_counter(line));
    let lines = &lines[counter.map_or(0, |at| at + 1)..];
    let filled = lines.iter().filter(|line| !line.trim().is_empty()).count();
    if filled <= 6 && text.contains(LOST) {
        return Record::Other("a document that the database could not show");
    }
    if let Some(body) = lines.iter().position(|line| opens_body(line)) {
        return read_uni(&lines[..body], &lines[body + 1..]);
    }
    let labelled = |style| lines.iter().filter(|line| named_line(line, LABELS, style).is_some()).count();
    if labelled(Style::Title) >= 2 && counter.is_none() && !has_cover(lines) {
        let (head, rest) = lines.split_at(uni_head(lines));
        return read_uni(head, rest);
    }
    if counter.is_none() || filled == 0 {
        // The request above the first article and the list of contents.
        let cover = has_cover(lines) || lines.iter().any(|line| line.trim_start().starts_with("Download Request:"));
        return if cover { Record::Furniture } else { Record::Other("text outside of the articles") };
    }
    Record::Article(Box::new(read_classic(lines)))
}

/// How many lines the head has where no line opens the text: those down to its last label.
fn uni_head(lines: &[&str]) -> usize {
    let mut end = 0;
    for (at, line) in lines.iter().enumerate().take(HEAD_LINES) {
        let head =
            named_line(line, LABELS, Style::Title).is_some_and(|found| is_head_part(found.part)) || is_copyright(line);
        if head {
            end = at + 1;
        } else if end > 0 && at > end + 6 {
            break;
        }
    }
    end
}

fn is_head_part(part: Part) -> bool {
    matches!(part, Part::Byline | Part::Rubric | Part::Length | Part::Dateline | Part::Standfirst)
}

/// An article of Nexis Uni: the lines above its text, and the others.
fn read_uni(head: &[&str], rest: &[&str]) -> Record {
    let mut fields = Fields::default();
    let first_label = head.iter().position(|line| {
        is_copyright(line) || named_line(line, LABELS, Style::Title).is_some_and(|found| is_head_part(found.part))
    });
    let (top, labels) = head.split_at(first_label.unwrap_or(head.len()));
    read_top(top, &mut fields);
    read_labels(labels, Style::Title, label, &mut fields);
    let end = rest.iter().position(|line| is_end(line)).unwrap_or(rest.len());
    finish(fields, &rest[..end], Style::Title)
}

/// Title, publisher, date and edition, below the cover where there is one.
fn read_top(top: &[&str], fields: &mut Fields) {
    let dated = top.iter().rposition(|line| leading_date(line).is_some());
    let Some(dated) = dated else {
        let mut filled = top.iter().filter(|line| !line.trim().is_empty());
        fields.set(Part::Headline, "", filled.next().unwrap_or(&""));
        fields.set(Part::Publisher, "", filled.next().unwrap_or(&""));
        fields.set(Part::Note, "edition", &join(&filled.copied().collect::<Vec<_>>()));
        return;
    };
    if let Some((day, edition)) = leading_date(top[dated]) {
        fields.set(Part::Date, "", &day);
        let edition = [edition, &join(&top[dated + 1..])].map(str::trim).join(" ");
        fields.set(Part::Note, "edition", &edition);
    }
    let above = &top[..dated];
    let Some(publisher) = above.iter().rposition(|line| !line.trim().is_empty()) else { return };
    let above = &above[..publisher];
    let publisher = top[publisher];
    // The title is the block above; all of it where nothing else can stand there.
    let end = above.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |at| at + 1);
    let covered = has_cover(above);
    let start =
        if covered { above[..end].iter().rposition(|line| line.trim().is_empty()).map_or(0, |at| at + 1) } else { 0 };
    let title = join(&above[start..end]);
    let title = if covered { below_cover(&title, above) } else { title };
    if title.is_empty() {
        // Without a line for the paper there is the title alone.
        fields.set(Part::Headline, "", publisher);
    } else {
        fields.set(Part::Headline, "", &title);
        fields.set(Part::Publisher, "", publisher);
    }
}

/// A title that begins with the end of the cover is cut down to the first title in the list of contents.
fn below_cover(title: &str, cover: &[&str]) -> String {
    let listed = cover.iter().find_map(|line| line.trim().strip_prefix("1."));
    match listed.map(str::trim) {
        Some(listed) if !listed.is_empty() && title.ends_with(listed) => listed.to_owned(),
        _ => title.to_owned(),
    }
}

/// A date and what stands behind it on the line: `March 12, 2009 Thursday Late Edition`.
fn leading_date(line: &str) -> Option<(String, &str)> {
    let line = line.trim();
    if line.len() > 120 || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole =
        |text: &str, least: DatePrecision| date::parse(text, None).is_some_and(|found| found.precision >= least);
    if whole(line, DatePrecision::Month) {
        return Some((line.to_owned(), ""));
    }
    let ends: Vec<usize> = line.match_indices(char::is_whitespace).map(|(at, _)| at).collect();
    // A day, a month and a year are three words at least.
    ends.iter().enumerate().skip(2).take(6).rev().find_map(|(_, &end)| {
        let day = line[..end].trim_end_matches([',', ';']);
        whole(day, DatePrecision::Day).then(|| (day.to_owned(), line[end..].trim()))
    })
}

/// A labelled line below a text, where labels that are not known stand among the others.
fn tail_label(line: &str, style: Style) -> Option<Named<'_>> {
    label(line, style).or_else(|| if is_copyright(line) { None } else { shaped_line(line, style) })
}

/// Reads labelled lines with the lines that belong to them.
fn read_labels(lines: &[&str], style: Style, label: fn(&str, Style) -> Option<Named<'_>>, fields: &mut Fields) {
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].trim();
        let mut end = at + 1;
        if line.is_empty() {
            at = end;
            continue;
        }
        let found = label(line, style);
        let prose = found.is_some_and(|found| found.part == Part::Prose || found.value.is_empty());
        let mut blocks = 0;
        while let Some(next) = lines.get(end) {
            // Captions have names of their own before them: `DRAWING: ...`.
            let captions = found.is_some_and(|found| found.part == Part::Prose);
            if is_copyright(next) || label(next, style).is_some_and(|next| !captions || next.part != Part::Unknown) {
                break;
            }
            blocks += usize::from(next.trim().is_empty());
            if blocks > 0 && !prose && !next.trim().is_empty() {
                break;
            }
            end += 1;
        }
        match found {
            Some(found) if found.part == Part::Prose => {
                let value = [&[found.value], &lines[at + 1..end]].concat().join("\n");
                // A caption is one by its place; what else is said below a text keeps the name of what it is.
                let mut name = if is_picture(found.name) { String::new() } else { format!("{}: ", found.name) };
                for paragraph in layout::parse_body(&value) {
                    fields.set(Part::Prose, found.name, &format!("{name}{}", paragraph.text()));
                    name.clear();
                }
            }
            Some(found) => fields.set(found.part, found.name, &join(&[&[found.value], &lines[at + 1..end]].concat())),
            None if is_copyright(line) => fields.set(Part::Note, "copyright", &join(&lines[at..end])),
            // Text that nothing announces stays text.
            None => fields.set(Part::Standfirst, "", &join(&lines[at..end])),
        }
        at = end;
    }
}

fn is_picture(name: &str) -> bool {
    name.to_lowercase().starts_with("gra")
}

/// A labelled line, also one of those without a colon.
fn label(line: &str, style: Style) -> Option<Named<'_>> {
    let line = line.trim();
    named_line(line, LABELS, style).or_else(|| {
        if style == Style::Capitals || line.len() > 20 {
            return None;
        }
        let lower = line.to_lowercase();
        let part = if BARE.contains(&lower.as_str()) {
            Part::Note
        } else if BARE_PROSE.contains(&lower.as_str()) {
            Part::Prose
        } else {
            return None;
        };
        line.starts_with(char::is_uppercase).then_some(Named { part, name: line, value: "" })
    })
}

/// What follows the head: the text, and the labels below it.
fn finish(mut fields: Fields, lines: &[&str], style: Style) -> Record {
    let kind = |line: &str| match tail_label(line, style) {
        Some(found) => Some(Tail::of(found)),
        None => is_copyright(line).then_some(Tail::Named),
    };
    let tail = tail_start(lines, &kind);
    read_labels(&lines[tail..], style, tail_label, &mut fields);
    let mut text = &lines[..tail];
    // The address of the original is often the last line of the text.
    if let Some(last) = text.iter().rposition(|line| !line.trim().is_empty())
        && is_address(text[last])
        && fields.draft.url.is_none()
    {
        fields.set(Part::Url, "", text[last]);
        text = &text[..last];
    }
    let body = layout::parse_body(&text.join("\n"));
    Record::Article(Box::new(fields.finish(body)))
}

fn is_address(line: &str) -> bool {
    let line = line.trim();
    (line.starts_with("http://") || line.starts_with("https://")) && !line.contains(char::is_whitespace)
}

/// An article of the old form, below its counter.
fn read_classic(lines: &[&str]) -> Draft {
    let mut fields = Fields::default();
    let mut at = read_centred(lines, &mut fields);
    let place = |part: Part| {
        let head = lines.iter().take(HEAD_LINES);
        head.enumerate()
            .find(|(_, line)| named_line(line, LABELS, Style::Capitals).is_some_and(|found| found.part == part))
    };
    let ahead = |part: Part, at: usize| place(part).is_some_and(|(found, _)| found >= at);
    let mut opened = None;
    while at < lines.len() {
        if lines[at].trim().is_empty() {
            at += 1;
            continue;
        }
        let found = named_line(lines[at], LABELS, Style::Capitals);
        let block = lines[at + 1..]
            .iter()
            .take_while(|line| !line.trim().is_empty() && named_line(line, LABELS, Style::Capitals).is_none());
        let end = at + 1 + block.count();
        match found {
            Some(found) if found.part == Part::Body => {
                opened = Some((at, found.value));
                break;
            }
            Some(found) if is_head_part(found.part) || found.part == Part::Headline || found.part == Part::Prose => {
                fields.set(found.part, found.name, &join(&[&[found.value], &lines[at + 1..end]].concat()));
            }
            Some(found) if [Part::Length, Part::Headline, Part::Body].iter().any(|part| ahead(*part, at + 1)) => {
                fields.set(found.part, found.name, &join(&[&[found.value], &lines[at + 1..end]].concat()));
            }
            // Labels that stand below a text: there is none.
            Some(_) => break,
            None if ahead(Part::Headline, at) => fields.set(Part::Note, "notice", &join(&lines[at..end])),
            None if fields.draft.headline.is_none() && (ahead(Part::Length, at) || ahead(Part::Byline, at)) => {
                fields.set(Part::Headline, "", &join(&lines[at..end]));
            }
            None if ahead(Part::Length, at) || ahead(Part::Body, at) => {
                fields.set(Part::Standfirst, "", &join(&lines[at..end]));
            }
            None => break,
        }
        at = end;
    }
    let mut rest = lines[at.min(lines.len())..].to_vec();
    if let Some((_, value)) = opened {
        rest[0] = value;
    }
    match finish(fields, &rest, Style::Capitals) {
        Record::Article(draft) => *draft,
        Record::Furniture | Record::Other(_) => Draft::default(),
    }
}

/// The centred lines on top: rights, publisher, date, edition. Gives the line below them.
fn read_centred(lines: &[&str], fields: &mut Fields) -> usize {
    // The first block names the paper; what else stands above the date are its terms.
    let (mut publisher, mut terms): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut named_until = None;
    for (at, line) in lines.iter().enumerate().take(24) {
        let line = line.trim();
        if named_line(line, LABELS, Style::Capitals).is_some() {
            fields.set(Part::Publisher, "", &join(&publisher));
            return named_until.unwrap_or(at);
        }
        if let Some((day, edition)) = leading_date(line) {
            fields.set(Part::Publisher, "", &join(&publisher));
            fields.set(Part::Note, "terms", &join(&terms));
            fields.set(Part::Date, "", &day);
            let below = lines[at + 1..]
                .iter()
                .take_while(|line| !line.trim().is_empty() && named_line(line, LABELS, Style::Capitals).is_none());
            let below: Vec<&str> = below.copied().collect();
            let edition = [edition, &join(&below)].map(str::trim).join(" ");
            fields.set(Part::Note, "edition", &edition);
            return at + 1 + below.len();
        }
        if is_copyright(line) {
            fields.set(Part::Note, "copyright", line);
        } else if line.is_empty() {
            if !publisher.is_empty() {
                named_until.get_or_insert(at);
            }
        } else if named_until.is_none() {
            publisher.push(line);
        } else {
            terms.push(line);
        }
    }
    // No date: the first line is the paper, and all below it is read as it comes.
    let first = lines.iter().position(|line| !line.trim().is_empty() && !is_copyright(line));
    first.map_or(0, |at| {
        fields.set(Part::Publisher, "", lines[at]);
        at + 1
    })
}
