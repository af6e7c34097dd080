//! The members and channels of a Slack export, which call each other by ids: `U0123` in a message is a name in `users.json`.
//!
//! Owns where these lists lie, beside the folders of the channels, and what of them is kept: ids and names. The surprise: every day of a
//! channel is a file of its own, so that of a folder on disk the lists are remembered, by each thread, until another export is read.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::text;
use crate::source::format::json::{Next, Values};
use crate::source::read::Input;
use crate::source::record::Record;

/// The lists, those of members first.
pub(in crate::source::format) const LISTS: &[&str] =
    &["users.json", "org_users.json", "channels.json", "groups.json", "dms.json", "mpims.json"];

/// Bytes of a list that are read, and of one entry in it.
const LIST_BYTES: u64 = 64 << 20;
const ENTRY_BYTES: usize = 1 << 20;

/// Members and channels that are kept.
const ENTRIES: usize = 500_000;

/// Who and what the ids of an export stand for.
#[derive(Debug, Default)]
pub struct Directory {
    members: FxHashMap<String, String>,
    channels: FxHashMap<String, String>,
}

impl Directory {
    /// The name of the member or channel of that id.
    pub(super) fn name(&self, id: &str) -> Option<&str> {
        self.members.get(id).or_else(|| self.channels.get(id)).map(String::as_str)
    }

    /// Adds what a list of the export says. Entries without id or name, and what is broken, are passed over.
    pub(in crate::source::format) fn add(&mut self, list: &mut dyn BufRead) {
        let mut values = Values::new(list, ENTRY_BYTES);
        let mut bytes = Vec::new();
        while self.members.len() + self.channels.len() < ENTRIES {
            match values.next(&mut bytes) {
                Ok(Next::Value) => {}
                Ok(Next::TooLarge) => continue,
                Ok(Next::End | Next::Begun) | Err(_) => return,
            }
            let Ok(Value::Object(entry)) = serde_json::from_slice(&bytes) else { continue };
            let Some(id) = text(entry.get("id")) else { continue };
            match id.as_bytes()[0] {
                b'U' | b'W' | b'B' => {
                    if let Some(name) = name_of(&entry) {
                        self.members.insert(id.to_owned(), name);
                    }
                }
                _ => {
                    if let Some(name) = self.channel_name(&entry) {
                        self.channels.insert(id.to_owned(), name);
                    }
                }
            }
        }
    }

    /// A channel by its name, a conversation by those who take part; these were read before.
    fn channel_name(&self, entry: &Record) -> Option<String> {
        let name = text(entry.get("name")).filter(|name| !name.starts_with("mpdm-"));
        if let Some(name) = name {
            return Some(name.to_owned());
        }
        let members = entry.get("members").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let names: Vec<&str> = members.map(|id| self.name(id).unwrap_or(id)).take(10).collect();
        if names.is_empty() { text(entry.get("name")).map(str::to_owned) } else { Some(names.join(", ")) }
    }
}

/// The name of a member as articles and mails have it, before the one that is shown.
fn name_of(entry: &Record) -> Option<String> {
    let profile = entry.get("profile").and_then(Value::as_object);
    let own = |name: &str| text(entry.get(name));
    let of_profile = |name: &str| text(profile?.get(name));
    let name = of_profile("real_name").or_else(|| own("real_name")).or_else(|| of_profile("display_name"));
    name.or_else(|| own("name")).map(str::to_owned)
}

/// The directory of the export on disk that an input is a day of, when there is one.
pub(super) fn beside(input: &Input<'_>) -> Option<Rc<Directory>> {
    // The lists must lie in the corpus too: the day is in a folder of it.
    input.name().contains('/').then_some(())?;
    let folder = input.file()?.parent()?.parent()?;
    remembered(folder)
}

/// What was read last, and of which folder; `None` there for one without lists.
type Remembered = Option<(PathBuf, Option<SystemTime>, Option<Rc<Directory>>)>;

fn remembered(folder: &Path) -> Option<Rc<Directory>> {
    thread_local! {
        static LAST: RefCell<Remembered> = const { RefCell::new(None) };
    }
    let changed = folder.join(LISTS[0]).metadata().and_then(|list| list.modified()).ok();
    LAST.with_borrow_mut(|last| {
        if let Some((known, time, directory)) = last
            && known == folder
            && *time == changed
        {
            return directory.clone();
        }
        let mut directory = Directory::default();
        for list in LISTS {
            if let Ok(file) = File::open(folder.join(list)) {
                directory.add(&mut BufReader::new(file.take(LIST_BYTES)));
            }
        }
        let some = !directory.members.is_empty() || !directory.channels.is_empty();
        let directory = some.then(|| Rc::new(directory));
        *last = Some((folder.to_owned(), changed, directory.clone()));
        directory
    })
}
