//! What makes a PDF safe to hand to the extractor.
//!
//! The extractor follows references without counting: a form that draws itself, a page that is its own parent, or a stream
//! that unpacks to gigabytes would take the stack, the memory or all the time there is. The surprise: forms without resources
//! use those of the page, and so may draw themselves without a visible reference; they get resources of their own.

use std::collections::HashMap;
use std::io::Read;

use pdf_extract::{Dictionary, Document, Object, ObjectId};

/// Bytes that streams may unpack to in all before the proportion counts.
const ALLOWANCE: u64 = 64 << 20;

/// Drawings of forms that one page or form may cause.
const DRAWINGS: u64 = 100_000;

/// Forms in forms are followed to this depth.
const DEPTH: usize = 12;

/// Ancestors of a page that are asked for what it inherits.
const ANCESTORS: usize = 32;

/// Whether the compressed streams stay within `ratio` times the size of the file.
pub(super) fn unpacks_in_proportion(bytes: &[u8], ratio: u64) -> bool {
    let limit = ALLOWANCE.saturating_add((bytes.len() as u64).saturating_mul(ratio).min(1 << 30));
    let mut total = 0;
    let mut buffer = vec![0; 64 << 10];
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let rest = &bytes[at + 6..];
        let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        // A zlib stream begins with a method and a check of two bytes.
        if !matches!(rest, [0x48 | 0x58 | 0x68 | 0x78, flags, ..] if (u16::from(rest[0]) * 256 + u16::from(*flags)) % 31 == 0)
        {
            continue;
        }
        let mut decoder = flate2::read::ZlibDecoder::new(rest);
        while let Ok(count @ 1..) = decoder.read(&mut buffer) {
            total += count as u64;
            if total > limit {
                return false;
            }
        }
    }
    true
}

/// Breaks every cycle that the extractor would follow, and gives pages what they would look for in their ancestors.
pub(super) fn make_safe(document: &mut Document) {
    for page in document.get_pages().into_values().collect::<Vec<_>>() {
        settle_inheritance(document, page);
    }
    let fonts = fonts_of_first_page(document);
    let forms: Vec<ObjectId> =
        document.objects.iter().filter(|(_, object)| is_form(object)).map(|(id, _)| *id).collect();
    for id in &forms {
        if let Some(Object::Stream(form)) = document.objects.get_mut(id)
            && !form.dict.has(b"Resources")
        {
            let mut resources = Dictionary::new();
            resources.set("Font", fonts.clone());
            form.dict.set("Resources", Object::Dictionary(resources));
        }
    }
    let mut known = HashMap::new();
    let costly: Vec<ObjectId> = forms.into_iter().filter(|id| cost(document, *id, &mut known, 0) > DRAWINGS).collect();
    for id in costly {
        if let Some(Object::Stream(form)) = document.objects.get_mut(&id) {
            let mut resources = Dictionary::new();
            resources.set("Font", fonts.clone());
            form.dict.set("Resources", Object::Dictionary(resources));
        }
    }
}

fn is_form(object: &Object) -> bool {
    matches!(object, Object::Stream(stream) if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form"))
}

/// Copies resources and media box from the nearest ancestor, and cuts the way further up.
fn settle_inheritance(document: &mut Document, page: ObjectId) {
    for key in ["Resources", "MediaBox"] {
        let mut at = page;
        let mut found = None;
        for _ in 0..ANCESTORS {
            let Ok(dictionary) = document.get_dictionary(at) else { break };
            if let Ok(value) = dictionary.get(key.as_bytes()) {
                found = Some(value.clone());
                break;
            }
            match dictionary.get(b"Parent").and_then(Object::as_reference) {
                Ok(parent) => at = parent,
                Err(_) => break,
            }
        }
        let letter = || Object::Array([0, 0, 612, 792].into_iter().map(Object::Integer).collect());
        let value =
            found.unwrap_or_else(|| if key == "MediaBox" { letter() } else { Object::Dictionary(Dictionary::new()) });
        if let Ok(dictionary) = document.get_dictionary_mut(page) {
            dictionary.set(key, value);
        }
    }
    if let Ok(dictionary) = document.get_dictionary_mut(page) {
        dictionary.remove(b"Parent");
    }
}

fn fonts_of_first_page(document: &Document) -> Object {
    let fonts = document.get_pages().into_values().find_map(|page| {
        let resources = document.get_dictionary(page).ok()?.get(b"Resources").ok()?;
        let (_, resources) = document.dereference(resources).ok()?;
        resources.as_dict().ok()?.get(b"Font").ok().cloned()
    });
    fonts.unwrap_or_else(|| Object::Dictionary(Dictionary::new()))
}

/// How many drawings a form causes at most; [`u64::MAX`] for one that leads back to itself.
fn cost(document: &Document, id: ObjectId, known: &mut HashMap<ObjectId, u64>, depth: usize) -> u64 {
    if let Some(cost) = known.get(&id) {
        return *cost;
    }
    if depth > DEPTH {
        return u64::MAX;
    }
    // While it is being worked out it counts as endless, so that a way back to it does too.
    known.insert(id, u64::MAX);
    let mut dearest = 0;
    for inner in inner_forms(document, id) {
        dearest = dearest.max(cost(document, inner, known, depth + 1));
    }
    let total = if dearest == 0 { 1 } else { 1_u64.saturating_add(drawings(document, id).saturating_mul(dearest)) };
    known.insert(id, total);
    total
}

/// The forms that a form names in its resources.
fn inner_forms(document: &Document, id: ObjectId) -> Vec<ObjectId> {
    let named = || {
        let form = document.get_object(id).ok()?.as_stream().ok()?;
        let (_, resources) = document.dereference(form.dict.get(b"Resources").ok()?).ok()?;
        let (_, objects) = document.dereference(resources.as_dict().ok()?.get(b"XObject").ok()?).ok()?;
        Some(objects.as_dict().ok()?.iter().filter_map(|(_, object)| object.as_reference().ok()).collect::<Vec<_>>())
    };
    let all = named().unwrap_or_default();
    all.into_iter().filter(|id| document.get_object(*id).is_ok_and(is_form)).collect()
}

/// How often the content of a form draws another one.
fn drawings(document: &Document, id: ObjectId) -> u64 {
    let Ok(form) = document.get_object(id).and_then(Object::as_stream) else { return 0 };
    let content = form.decompressed_content().unwrap_or_else(|_| form.content.clone());
    memchr::memmem::find_iter(&content, b"Do").count() as u64
}
