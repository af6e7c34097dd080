//! What makes a PDF safe to hand to the extractor.
//!
//! The extractor follows references without counting: a form that draws itself, a page that is its own parent, or a stream
//! that unpacks to gigabytes would take the stack, the memory or all the time there is. The surprise: a form is any stream that
//! resources name as something to draw, whatever it says of itself; and forms without resources use those of the page, and so
//! may draw themselves without a visible reference; they get resources of their own.

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap, HashSet};

use pdf_extract::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use super::content::{Shown, keep_text, without_drawings};
use super::unpack::unpack;
use super::{font, table};
use crate::source::guard::fenced;

/// Bytes that the content of one page or form may unpack to.
const CONTENT: usize = 24 << 20;

/// Bytes that one stream of objects may unpack to; there are mostly a few hundred objects in one.
const OBJECTS: usize = 4 << 20;

/// Objects in objects of a whole file, each some 150 bytes in memory.
const NODES: usize = 1_500_000;

/// What the operators of one page may weigh, without and with its forms; see [`Shown::weight`].
const PAGE: usize = 1_000_000;
const DRAWN: usize = 2_000_000;

/// Drawings of forms that one page or form may cause.
const DRAWINGS: u64 = 100_000;

/// Forms in forms are followed to this depth.
const DEPTH: usize = 12;

/// Ancestors of a page that are asked for what it inherits.
const ANCESTORS: usize = 32;

thread_local! {
    /// Nodes that the file that this thread loads may still have.
    static NODES_LEFT: Cell<usize> = const { Cell::new(0) };
}

/// Why a file cannot be loaded.
pub(super) enum Refused {
    /// Its structure cannot be followed.
    Broken(String),
    /// It holds more objects than can be held.
    TooMany,
}

/// The objects of a file, as far as they have to do with its text.
pub(super) fn load(bytes: &[u8]) -> Result<Document, Refused> {
    let broken = || Refused::Broken("its structure cannot be followed".to_owned());
    if !table::is_sound(bytes) {
        return Err(broken());
    }
    NODES_LEFT.set(NODES);
    let options = LoadOptions::with_filter(keep_object);
    let loaded = fenced(|| Document::load_mem_with_options(bytes, options));
    if NODES_LEFT.get() == 0 {
        return Err(Refused::TooMany);
    }
    loaded.map_err(|_| broken())?.map_err(|error| Refused::Broken(error.to_string()))
}

/// Lets an object into the document: pictures without their content, and streams of objects only when they are of sane size.
fn keep_object(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let left = NODES_LEFT.get().saturating_sub(nodes(object));
    NODES_LEFT.set(left);
    if left == 0 {
        return None;
    }
    let Object::Stream(stream) = object else { return Some((id, object.clone())) };
    if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image") {
        empty(stream);
    } else if stream.dict.has_type(b"ObjStm") && unpack(stream, OBJECTS).is_none() {
        NODES_LEFT.set(0);
        empty(stream);
    }
    // What is given back counts only for objects in a stream of objects, where there are no streams.
    Some((id, Object::Null))
}

/// How many values an object consists of.
fn nodes(object: &Object) -> usize {
    let of_dictionary = |dictionary: &Dictionary| dictionary.iter().map(|(_, value)| 1 + nodes(value)).sum::<usize>();
    1 + match object {
        Object::Array(items) => items.iter().map(nodes).sum(),
        Object::Dictionary(dictionary) => of_dictionary(dictionary),
        Object::Stream(stream) => of_dictionary(&stream.dict),
        _ => 0,
    }
}

/// Leaves nothing to read of a stream. It is not quite empty, since the library looks for what an empty one should hold.
fn empty(stream: &mut Stream) {
    stream.dict.remove(b"Filter");
    stream.set_content(b"\n".to_vec());
}

/// The pages of a document, made safe to read one by one.
pub(super) struct Pages {
    document: Document,
    root: ObjectId,
    pages: Vec<ObjectId>,
    /// What the drawing of each form costs; what is endless or too much is not among them.
    costs: HashMap<ObjectId, Cost>,
    /// Bytes that contents may still unpack to in all.
    left: usize,
}

/// A page as the extractor may have it.
pub(super) enum Page<'a> {
    /// The document, of which it is the only page.
    Ready(&'a Document),
    /// There is more in it than can be held.
    TooLarge,
    /// As [`Page::TooLarge`], of all pages that follow too.
    Exhausted,
}

/// What it costs to draw a form once.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    /// Drawings, its own among them.
    drawings: u64,
    /// Weight of all operators.
    weight: usize,
}

impl Pages {
    /// Breaks every cycle that the extractor would follow, and gives pages what they would look for in their ancestors.
    /// `None` when there is no list of pages.
    pub fn new(mut document: Document, allowance: usize) -> Option<Pages> {
        let root = document.catalog().and_then(|catalog| catalog.get(b"Pages")?.as_reference()).ok()?;
        let mut seen = HashSet::new();
        // A page that is listed a second time is the same text.
        let pages: Vec<ObjectId> = document.page_iter().filter(|page| seen.insert(*page)).collect();
        for page in &pages {
            settle_inheritance(&mut document, *page);
        }
        for object in document.objects.values_mut() {
            if let Object::Stream(stream) = object
                && stream.dict.has_type(b"ObjStm")
            {
                // Its objects are in the document.
                empty(stream);
            }
        }
        font::make_safe(&mut document);
        let fonts = fonts_of(&document, &pages);
        let forms = forms_of(&document);
        let mut made = Pages { document, root, pages, costs: HashMap::new(), left: allowance };
        let shown: HashMap<ObjectId, Shown> =
            forms.iter().map(|form| (*form, made.settle_form(*form, &fonts))).collect();
        let mut known = HashMap::new();
        for form in forms {
            let cost = cost_of(&made.document, form, &shown, &mut known, 0);
            match cost.filter(|cost| cost.drawings <= DRAWINGS && cost.weight <= DRAWN) {
                Some(cost) => drop(made.costs.insert(form, cost)),
                // It shows its own text and draws nothing.
                None => {
                    made.set_resources(form, &fonts);
                    made.undo_drawings(form);
                    let weight = shown.get(&form).map_or(0, |shown| shown.weight);
                    made.costs.insert(form, Cost { drawings: 1, weight });
                }
            }
        }
        Some(made)
    }

    /// Number of pages.
    pub fn count(&self) -> usize {
        self.pages.len()
    }

    /// The document, for what it says of itself.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Makes one page the only one of the document, with nothing in its content that has not to do with text. The extractor looks
    /// through all pages for each that it reads.
    pub fn prepare(&mut self, index: usize) -> Page<'_> {
        let Some(page) = self.pages.get(index).copied() else { return Page::TooLarge };
        let mut content = Vec::new();
        for id in self.document.get_page_contents(page) {
            let Ok(stream) = self.document.get_object(id).and_then(Object::as_stream) else { continue };
            let room = CONTENT.min(self.left);
            let unpacked = unpack(stream, room).filter(|unpacked| unpacked.len() + content.len() < room);
            let Some(unpacked) = unpacked else {
                return if room < CONTENT { Page::Exhausted } else { Page::TooLarge };
            };
            content.extend_from_slice(&unpacked);
            content.push(b'\n');
        }
        self.left -= content.len();
        let Some(shown) = keep_text(&content, PAGE) else { return Page::TooLarge };
        drop(content);
        if shown.drawings > 0 && self.drawn(page, &shown) {
            return Page::TooLarge;
        }
        // The number of an object that there is not.
        let id = (u32::MAX, 0);
        self.document.objects.insert(id, Object::Stream(Stream::new(Dictionary::new(), shown.content)));
        if let Ok(dictionary) = self.document.get_dictionary_mut(page) {
            dictionary.set("Contents", Object::Reference(id));
        }
        if let Ok(root) = self.document.get_dictionary_mut(self.root) {
            root.set("Kids", Object::Array(vec![Object::Reference(page)]));
        }
        Page::Ready(&self.document)
    }

    /// Whether what a page draws is too much.
    fn drawn(&self, page: ObjectId, shown: &Shown) -> bool {
        let Ok(dictionary) = self.document.get_dictionary(page) else { return false };
        let costs = || named_in(&self.document, dictionary).into_iter().filter_map(|form| self.costs.get(&form));
        let drawings = costs().map(|cost| cost.drawings).max().unwrap_or_default();
        let weight = costs().map(|cost| cost.weight).max().unwrap_or_default();
        let times = shown.drawings as u64;
        // The same form may be drawn on each page of a book, so the dearest counts once for each drawing.
        drawings.saturating_mul(times) > DRAWINGS || (weight as u64).saturating_mul(times) > 10 * DRAWN as u64
    }

    /// Leaves of a form what has to do with text, and gives it resources where it has none.
    fn settle_form(&mut self, form: ObjectId, fonts: &Object) -> Shown {
        let Ok(stream) = self.document.get_object(form).and_then(Object::as_stream) else { return Shown::default() };
        let resources = stream.dict.get(b"Resources").and_then(|value| self.document.dereference(value));
        let resourceful = resources.is_ok_and(|(_, value)| value.as_dict().is_ok());
        let kind = stream.dict.get(b"Subtype").and_then(|value| self.document.dereference(value));
        let picture = kind.is_ok_and(|(_, value)| value.as_name().is_ok_and(|name| name == b"Image"));
        let unpacked = if picture { None } else { unpack(stream, CONTENT.min(self.left)) };
        self.left -= unpacked.as_ref().map_or(0, Vec::len);
        let shown = unpacked.and_then(|content| keep_text(&content, PAGE)).unwrap_or_default();
        if let Ok(stream) = self.document.get_object_mut(form).and_then(Object::as_stream_mut) {
            empty(stream);
            stream.dict.remove(b"DecodeParms");
            stream.set_content([shown.content.as_slice(), b"\n"].concat());
        }
        if !resourceful {
            self.set_resources(form, fonts);
        }
        Shown { content: Vec::new(), ..shown }
    }

    /// Takes the drawing of other forms out of a form that has been settled, since the extractor ends at a name that it does not find.
    fn undo_drawings(&mut self, form: ObjectId) {
        if let Ok(stream) = self.document.get_object_mut(form).and_then(Object::as_stream_mut) {
            let content = without_drawings(&stream.content);
            stream.set_content(content);
        }
    }

    fn set_resources(&mut self, form: ObjectId, fonts: &Object) {
        if let Ok(stream) = self.document.get_object_mut(form).and_then(Object::as_stream_mut) {
            let mut resources = Dictionary::new();
            resources.set("Font", fonts.clone());
            stream.dict.set("Resources", Object::Dictionary(resources));
        }
    }
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

fn fonts_of(document: &Document, pages: &[ObjectId]) -> Object {
    let fonts = pages.iter().find_map(|page| {
        let resources = document.get_dictionary(*page).ok()?.get(b"Resources").ok()?;
        let (_, resources) = document.dereference(resources).ok()?;
        resources.as_dict().ok()?.get(b"Font").ok().cloned()
    });
    fonts.unwrap_or_else(|| Object::Dictionary(Dictionary::new()))
}

/// Every stream that something may draw.
fn forms_of(document: &Document) -> Vec<ObjectId> {
    fn look(document: &Document, object: &Object, found: &mut BTreeSet<ObjectId>) {
        let dictionary = match object {
            Object::Array(items) => return items.iter().for_each(|item| look(document, item, found)),
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            _ => return,
        };
        found.extend(named_in_resources(document, dictionary));
        dictionary.iter().for_each(|(_, value)| look(document, value, found));
    }
    // In an order of their own: what they may take together is bounded.
    let mut found = BTreeSet::new();
    document.objects.values().for_each(|object| look(document, object, &mut found));
    found.into_iter().collect()
}

/// What the resources of a page or form name as something to draw.
fn named_in(document: &Document, dictionary: &Dictionary) -> Vec<ObjectId> {
    let resources = dictionary.get(b"Resources").and_then(|value| document.dereference(value));
    let named = resources.ok().and_then(|(_, value)| Some(named_in_resources(document, value.as_dict().ok()?)));
    named.unwrap_or_default()
}

fn named_in_resources(document: &Document, resources: &Dictionary) -> Vec<ObjectId> {
    let Ok((_, objects)) = resources.get(b"XObject").and_then(|value| document.dereference(value)) else {
        return vec![];
    };
    let Ok(objects) = objects.as_dict() else { return vec![] };
    let streams = objects.iter().filter_map(|(_, value)| match document.dereference(value) {
        Ok((Some(id), Object::Stream(_))) => Some(id),
        _ => None,
    });
    streams.collect()
}

/// What a form costs at most; `None` for one that leads back to itself.
fn cost_of(
    document: &Document,
    id: ObjectId,
    shown: &HashMap<ObjectId, Shown>,
    known: &mut HashMap<ObjectId, Option<Cost>>,
    depth: usize,
) -> Option<Cost> {
    if let Some(cost) = known.get(&id) {
        return *cost;
    }
    if depth > DEPTH {
        return None;
    }
    // While it is being worked out it counts as endless, so that a way back to it does too.
    known.insert(id, None);
    let own = shown.get(&id)?;
    let form = document.get_object(id).ok()?.as_stream().ok()?;
    let mut dearest = Cost::default();
    for inner in named_in(document, &form.dict) {
        let cost = cost_of(document, inner, shown, known, depth + 1)?;
        dearest.drawings = dearest.drawings.max(cost.drawings);
        dearest.weight = dearest.weight.max(cost.weight);
    }
    let times = own.drawings as u64;
    let cost = Cost {
        drawings: 1_u64.saturating_add(times.saturating_mul(dearest.drawings)),
        weight: own.weight.saturating_add(own.drawings.saturating_mul(dearest.weight)),
    };
    known.insert(id, Some(cost));
    Some(cost)
}
