//! Stores of Outlook's messages (`.pst`, and the caches `.ost`): folders of messages in one file. Source: [MS-PST].
//!
//! A message is found by its folder and the number of its node. The surprise: the one library for this is not used, since it
//! refuses caches, and messages of a well-known store whose counts of free pieces are not kept. Deleted messages that are still
//! in a folder are read, those in no folder are listed.

mod heap;
mod hidden;
mod node;

use std::io::{self, Read, Seek};

use rustc_hash::{FxHashMap, FxHashSet};

use self::heap::{properties, rows};
use self::node::{Content, Node, Nodes, SubNode};
use super::letter::{self, Item, OF_ATTACHMENT, OF_MESSAGE, OF_RECIPIENT};
use crate::source::format::mail::read_message;
use crate::source::format::zipped::seekable;
use crate::source::format::{Detection, Format, Halt, Probe, Sink};
use crate::source::guard::fenced;
use crate::source::outcome::{ReadError, SkipReason};
use crate::source::read::Input;

/// Stores of messages.
pub static FORMAT: Format = Format { name: "pst", extensions: &["pst", "ost"], detect, read };

const SIGNATURE: &[u8] = b"!BDN";
const CLIENTS: [&[u8]; 2] = [b"SM", b"SO"];

/// Kinds of nodes, in the lowest bits of their numbers.
const KIND: u32 = 0x1f;
const FOLDER: u32 = 0x02;
const MESSAGE: u32 = 0x04;
const ATTACHMENT: u32 = 0x05;

/// The folder that all lie in, and the table of the recipients of a message.
const ROOT: u32 = 0x122;
const RECIPIENTS: u32 = 0x692;

/// The folder of a user's folders in caches.
const IN_CACHES: &str = "IPM_SUBTREE";

/// Folders in folders, messages in messages, and attachments of one.
const DEPTH: usize = 16;
const FOLDERS: usize = 64;
const ATTACHED: usize = 5000;

/// What items of a mailbox are no messages.
const OTHERS: &[&str] =
    &["IPM.Contact", "IPM.DistList", "IPM.Configuration", "IPM.Activity", "IPM.Microsoft", "IPM.AbchPerson"];

fn detect(probe: &Probe<'_>) -> Detection {
    let client = probe.head.get(8..10).is_some_and(|client| CLIENTS.contains(&client));
    if client && probe.head.starts_with(SIGNATURE) { Detection::Certain } else { Detection::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), Halt> {
    let limit = sink.options().max_record_bytes;
    let file = seekable(input, limit)?;
    let mut nodes = Nodes::open(file).map_err(|error| cause_of(&error, limit))?;
    let messages: Vec<Node> = nodes.all().iter().filter(|node| node.id & KIND == MESSAGE).copied().collect();
    let mut folders = Folders::default();
    if messages.is_empty() {
        return sink.skip(None, SkipReason::Empty);
    }
    let (mut others, mut lost) = (false, false);
    for message in messages {
        nodes.allow(limit);
        let Some(folder) = folders.path(&mut nodes, message.parent) else {
            lost = true;
            continue;
        };
        let locator = format!("{folder}{}", message.id >> 5);
        let item = match fenced(|| read_item(&mut nodes, message)) {
            Ok(Ok(item)) => item,
            Ok(Err(error)) => {
                sink.fail_at(Some(&locator), cause_of(&error, limit))?;
                continue;
            }
            Err(_) => {
                sink.fail_at(Some(&locator), malformed("its properties contradict each other"))?;
                continue;
            }
        };
        let class = item.text(letter::CLASS, encoding_rs::WINDOWS_1252).unwrap_or_default();
        if OTHERS.iter().any(|other| class.starts_with(other)) {
            others = true;
            continue;
        }
        read_message(&letter::write(&item, limit), Some(&locator), None, sink)?;
    }
    for (any, name, what) in [
        (others, "contacts", "items of a mailbox that are no messages"),
        (lost, "lost", "messages that are in no folder"),
    ] {
        if any {
            sink.skip(Some(name), SkipReason::NotAnArticle(what))?;
        }
    }
    Ok(())
}

fn malformed(message: &str) -> ReadError {
    ReadError::Malformed { format: "Outlook store", message: message.to_owned() }
}

fn cause_of(error: &io::Error, limit: usize) -> ReadError {
    match error.kind() {
        io::ErrorKind::FileTooLarge => ReadError::RecordTooLarge { limit },
        io::ErrorKind::UnexpectedEof => malformed("it is cut off"),
        _ => malformed(&error.to_string()),
    }
}

/// A message, with its recipients and what is attached to it.
fn read_item<R: Read + Seek>(nodes: &mut Nodes<R>, message: Node) -> io::Result<Item> {
    let content = nodes.content(message)?;
    item_of(nodes, &content, 0)
}

fn item_of<R: Read + Seek>(nodes: &mut Nodes<R>, content: &Content, depth: usize) -> io::Result<Item> {
    let (mut item, _) = properties(nodes, content, OF_MESSAGE)?;
    if let Some(table) = content.inner.iter().find(|node| node.id == RECIPIENTS) {
        item.recipients = rows(nodes, *table, OF_RECIPIENT)?;
    }
    for node in content.inner.iter().filter(|node| node.id & KIND == ATTACHMENT).take(ATTACHED) {
        item.attachments.push(attachment(nodes, *node, depth)?);
    }
    Ok(item)
}

fn attachment<R: Read + Seek>(nodes: &mut Nodes<R>, node: SubNode, depth: usize) -> io::Result<Item> {
    let content = nodes.sub_content(node)?;
    let (mut item, object) = properties(nodes, &content, OF_ATTACHMENT)?;
    let inner = object.and_then(|id| content.inner.iter().find(|node| node.id == id)).filter(|_| depth < DEPTH);
    if let Some(inner) = inner {
        let content = nodes.sub_content(*inner)?;
        // Other objects are drawings and tables that lie in the text.
        item.message = item_of(nodes, &content, depth + 1).ok().filter(|item| !item.values.is_empty()).map(Box::new);
    }
    Ok(item)
}

/// Paths of folders, as far as they were asked for.
#[derive(Default)]
struct Folders {
    known: FxHashMap<u32, Option<String>>,
}

impl Folders {
    /// The path of a folder with a slash behind it; `None` when it is in no folder.
    fn path<R: Read + Seek>(&mut self, nodes: &mut Nodes<R>, id: u32) -> Option<String> {
        if let Some(known) = self.known.get(&id) {
            return known.clone();
        }
        let mut names = Vec::new();
        let mut seen = FxHashSet::default();
        let mut at = id;
        let path = loop {
            let node = nodes.node(at).filter(|node| node.id & KIND == FOLDER && seen.insert(at));
            let Some(node) = node.filter(|_| names.len() < FOLDERS) else { break None };
            if at == ROOT {
                break Some(());
            }
            let content = nodes.content(node).ok();
            let item = content.and_then(|content| properties(nodes, &content, &[letter::NAME]).ok());
            let name = item.and_then(|(item, _)| item.text(letter::NAME, encoding_rs::WINDOWS_1252));
            names.push(name.unwrap_or_default().replace(['/', '!'], "_"));
            at = node.parent;
        };
        let path = path.map(|()| {
            // All folders of a user lie in one that is named after the program, and in caches that lies in another.
            names.pop();
            names.pop_if(|name| name == IN_CACHES);
            names.iter().rev().map(|name| format!("{name}/")).collect::<String>()
        });
        self.known.insert(id, path.clone());
        path
    }
}

#[cfg(test)]
mod tests;
