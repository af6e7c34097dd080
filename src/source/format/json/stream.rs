//! One JSON object that is larger than a record may be: it is walked through as it is read, and the lists of articles in it are handed over
//! item by item.
//!
//! What is held is the present item and what the objects around it have said of themselves. The surprise: a list is told by its name or by
//! its first item, since those that follow are not known yet.

use std::cell::Cell;
use std::fmt;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::rc::Rc;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{LIST_DEPTH, LISTS, find_list, read_item, read_object};
use crate::source::format::budgeted::Budgeted;
use crate::source::format::{Halt, Sink, ninjs};
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::record::{Record, read_record};

/// Beginnings of names of lists that belong to an article.
const BESIDE: &[&str] = &["comment", "relat", "recommend", "repl", "more", "also", "author"];

/// Reads the object whose beginning is `head`, the rest of which follows in `rest`.
pub(super) fn read(head: Vec<u8>, rest: &mut dyn BufRead, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let spent = Rc::new(Cell::new(0));
    let stream = Budgeted::new(Cursor::new(head).chain(rest), &spent, limit);
    let mut json = serde_json::Deserializer::from_reader(BufReader::new(stream));
    let mut walk = Walk { sink, spent, path: Vec::new(), lists: 0, handed: 0, halt: None };
    let around = Record::new();
    let ended = Node { walk: &mut walk, around: &around }.deserialize(&mut json);
    if let Some(halt) = walk.halt {
        return Err(halt);
    }
    let read = match ended {
        Err(_) if walk.spent.get() > limit => Err(ReadError::RecordTooLarge { limit }.into()),
        Err(error) => Err(ReadError::from(error).into()),
        Ok(_) if walk.handed > 0 => Ok(()),
        Ok(Value::Object(record)) if walk.lists == 0 => read_object(&record, None, 0, walk.sink),
        Ok(_) => walk.sink.skip(None, SkipReason::NotAnArticle("an object without headline and text")),
    };
    read?;
    // What follows the object is no part of it, and is not lost without a word.
    walk.spent.set(0);
    json.end().map_err(|error| ReadError::from(error).into())
}

struct Walk<'w, 'o> {
    sink: &'w mut Sink<'o>,
    spent: Rc<Cell<usize>>,
    /// Names of the values that are open.
    path: Vec<String>,
    /// Lists that were passed over or handed over.
    lists: u64,
    /// Lists and single articles that were handed over.
    handed: u64,
    halt: Option<Halt>,
}

impl Walk<'_, '_> {
    /// Remembers why to stop, and stops the parser.
    fn stop<E: serde::de::Error>(&mut self, ended: Result<(), Halt>) -> Result<(), E> {
        self.spent.set(0);
        ended.map_err(|halt| {
            self.halt = Some(halt);
            E::custom("stopped")
        })
    }

    fn is_article(&self, record: &Record) -> bool {
        let draft = read_record(record, &self.sink.options().mapping);
        draft.headline.is_some() && !draft.body.is_empty()
    }

    /// What a list is, by its name and its first item.
    fn kind_of(&self, first: &Record) -> Kind {
        let name = self.path.last().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        let listed = LISTS.contains(&name.as_str());
        if listed {
            let draft = read_record(first, &self.sink.options().mapping);
            let telling = draft.headline.is_some() || !draft.body.is_empty();
            return if telling || ninjs::is_ninjs(first) || find_list(first, 0).is_some() {
                Kind::Articles
            } else {
                Kind::Data
            };
        }
        let beside = BESIDE.iter().any(|beginning| name.starts_with(beginning));
        if !beside && self.path.len() <= LIST_DEPTH && self.is_article(first) { Kind::Articles } else { Kind::Part }
    }
}

enum Kind {
    /// Its items are articles.
    Articles,
    /// Its items are nothing to read.
    Data,
    /// It belongs to what it lies in.
    Part,
}

/// A value; what was handed over already comes back as null.
struct Node<'n, 'w, 'o> {
    walk: &'n mut Walk<'w, 'o>,
    /// What the object that it lies in has said so far.
    around: &'n Record,
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_, '_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let walk = self.walk;
        let mut record = Record::new();
        while let Some(key) = map.next_key::<String>()? {
            if walk.path.len() > LIST_DEPTH {
                record.insert(key, map.next_value()?);
                continue;
            }
            walk.path.push(key);
            let mut value = map.next_value_seed(Node { walk: &mut *walk, around: &record })?;
            if let Value::Object(inner) = &value
                && walk.path.len() <= 2
                && !LISTS.contains(&walk.path[walk.path.len() - 1].as_str())
                && walk.is_article(inner)
            {
                // Articles by their names or numbers.
                let place = walk.path.join("/");
                walk.handed += 1;
                let ended = read_object(inner, Some(place), 0, walk.sink);
                walk.stop(ended)?;
                value = Value::Null;
            }
            let key = walk.path.pop().unwrap_or_default();
            if !value.is_null() {
                record.insert(key, value);
            }
        }
        Ok(if record.is_empty() { Value::Null } else { Value::Object(record) })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let walk = self.walk;
        let Some(first) = items.next_element::<Value>()? else { return Ok(Value::Null) };
        let kind = first.as_object().map_or(Kind::Part, |first| walk.kind_of(first));
        match kind {
            Kind::Part => {
                let mut values = vec![first];
                while let Some(value) = items.next_element()? {
                    values.push(value);
                }
                return Ok(Value::Array(values));
            }
            Kind::Data => {
                walk.lists += 1;
                while items.next_element::<IgnoredAny>()?.is_some() {
                    walk.spent.set(0);
                }
            }
            Kind::Articles => {
                // Of the first list the places are plain numbers, as in a file that is a list.
                let prefix = if walk.lists == 0 { String::new() } else { format!("{}/", walk.path.join("/")) };
                walk.lists += 1;
                walk.handed += 1;
                let mut number = 0_u64;
                let mut next = Some(first);
                while let Some(item) = next {
                    number += 1;
                    let ended = read_item(self.around, &item, format!("{prefix}{number}"), 0, walk.sink);
                    walk.stop(ended)?;
                    next = items.next_element()?;
                }
            }
        }
        Ok(Value::Null)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }
}
