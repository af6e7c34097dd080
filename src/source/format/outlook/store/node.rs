//! The lower layer of a store: nodes and blocks, found by two trees of pages. Source: [MS-PST].
//!
//! Both trees are read whole when a store is opened, a few bytes a node. There are three forms: of before 2003 with numbers of four bytes, since
//! then of eight, and of caches since 2013 with larger pages and packed blocks.

use std::io::{self, Read, Seek, SeekFrom};

use crate::source::format::bytes::{long, number, short};

/// Pages of a tree, one in the other, and pages in all.
const LEVELS: u8 = 16;
const PAGES: usize = 1 << 20;

/// Blocks of lists of blocks, one in the other.
const LISTS: usize = 3;

/// A block of lists says so first.
const LIST: u8 = 1;
const NODES: u8 = 2;

/// The bit of a block's number that says that it holds lists.
const INTERNAL: u64 = 2;

/// A store, opened.
pub(super) struct Nodes<R> {
    file: R,
    form: Form,
    method: Method,
    nodes: Vec<Node>,
    blocks: Vec<Block>,
    /// Bytes that may still be read for one message.
    left: usize,
}

/// How a store is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Four,
    Eight,
    Large,
}

impl Form {
    /// Bytes of numbers of blocks.
    fn width(self) -> usize {
        if self == Form::Four { 4 } else { 8 }
    }
}

/// How blocks are hidden from a first look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Plain,
    Permuted,
    Cyclic,
}

/// A node: a folder, a message, and the like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) id: u32,
    /// The folder of a folder or a message.
    pub(super) parent: u32,
    data: u64,
    sub: u64,
}

/// Where a block lies.
#[derive(Debug, Clone, Copy)]
struct Block {
    id: u64,
    at: u64,
    size: usize,
    /// Bytes of it unpacked, where it is packed.
    unpacked: usize,
}

/// A node within another.
#[derive(Debug, Clone, Copy)]
pub(super) struct SubNode {
    pub(super) id: u32,
    data: u64,
    sub: u64,
}

/// The blocks of a node, and the nodes within.
pub(super) struct Content {
    pub(super) blocks: Vec<Vec<u8>>,
    pub(super) inner: Vec<SubNode>,
    /// Of a store with large pages.
    pub(super) is_large: bool,
}

impl<R: Read + Seek> Nodes<R> {
    /// Reads the header and both trees.
    ///
    /// # Errors
    /// When it is no store, encrypted in a way that is not known, or broken.
    pub(super) fn open(mut file: R) -> io::Result<Nodes<R>> {
        let mut head = [0; 564];
        file.read_exact(&mut head)?;
        let form = match short(&head, 10) {
            Some(14 | 15) => Form::Four,
            Some(23) => Form::Eight,
            Some(36 | 37) => Form::Large,
            _ => return Err(broken("a form that is not known")),
        };
        // Number and place of the top of a tree, nodes first, and how blocks are hidden.
        let (trees, method) = if form == Form::Four { (184, 461) } else { (216, 513) };
        let method = match head[method] {
            0 => Method::Plain,
            1 => Method::Permuted,
            2 => Method::Cyclic,
            _ => return Err(broken("only its program on its machine can read it")),
        };
        let width = form.width();
        let top = |at: usize| number(&head, at + width, width).ok_or_else(|| broken("its header is cut off"));
        let (nodes, blocks) = (top(trees)?, top(trees + 2 * width)?);
        let mut store = Nodes { file, form, method, nodes: Vec::new(), blocks: Vec::new(), left: 0 };
        let mut found = Vec::new();
        store.tree(nodes, &mut |entry| {
            let id = long(entry, 0)?;
            let (data, sub) = (number(entry, width, width)?, number(entry, 2 * width, width)?);
            found.push(Node { id, parent: long(entry, 3 * width)?, data, sub });
            Some(())
        })?;
        found.sort_by_key(|node: &Node| node.id);
        store.nodes = found;
        let mut found = Vec::new();
        store.tree(blocks, &mut |entry| {
            let (id, at) = (number(entry, 0, width)? & !1, number(entry, width, width)?);
            let size = usize::from(short(entry, 2 * width)?);
            let unpacked = if form == Form::Large { usize::from(short(entry, 2 * width + 2)?) } else { size };
            found.push(Block { id, at, size, unpacked });
            Some(())
        })?;
        found.sort_by_key(|block: &Block| block.id);
        store.blocks = found;
        Ok(store)
    }

    /// Hands the entries of all leaves of a tree to `take`, which gives `None` for one that is cut off.
    fn tree(&mut self, top: u64, take: &mut dyn FnMut(&[u8]) -> Option<()>) -> io::Result<()> {
        let width = self.form.width();
        let page_size = if self.form == Form::Large { 4096 } else { 512 };
        let mut page = vec![0; page_size];
        let mut open = vec![(top, LEVELS)];
        let mut seen = 0;
        while let Some((at, above)) = open.pop() {
            seen += 1;
            if seen > PAGES {
                return Err(broken("its trees have too many pages"));
            }
            self.file.seek(SeekFrom::Start(at))?;
            self.file.read_exact(&mut page)?;
            let (count, size, level) = match self.form {
                Form::Four => (usize::from(page[496]), page[498], page[499]),
                Form::Eight => (usize::from(page[488]), page[490], page[491]),
                Form::Large => (usize::from(short(&page, 4056).unwrap_or_default()), page[4060], page[4061]),
            };
            if level >= above || size == 0 {
                return Err(broken("a page of its trees leads nowhere"));
            }
            for entry in page.chunks_exact(usize::from(size)).take(count) {
                let taken = match level {
                    0 => take(entry),
                    _ => number(entry, 2 * width, width).map(|at| open.push((at, level))),
                };
                taken.ok_or_else(|| broken("a page of its trees is cut off"))?;
            }
        }
        Ok(())
    }

    /// All nodes, by their numbers.
    pub(super) fn all(&self) -> &[Node] {
        &self.nodes
    }

    pub(super) fn node(&self, id: u32) -> Option<Node> {
        self.nodes.binary_search_by_key(&id, |node| node.id).ok().map(|at| self.nodes[at])
    }

    /// Sets how much may be read from now on.
    pub(super) fn allow(&mut self, bytes: usize) {
        self.left = bytes;
    }

    /// What is in a node.
    ///
    /// # Errors
    /// When a block is missing or broken, or there is more than is allowed.
    pub(super) fn content(&mut self, node: Node) -> io::Result<Content> {
        self.read(node.data, node.sub)
    }

    /// What is in a node within another.
    ///
    /// # Errors
    /// As for [`Nodes::content`].
    pub(super) fn sub_content(&mut self, node: SubNode) -> io::Result<Content> {
        self.read(node.data, node.sub)
    }

    fn read(&mut self, data: u64, sub: u64) -> io::Result<Content> {
        Ok(Content { blocks: self.blocks_of(data)?, inner: self.inner(sub)?, is_large: self.form == Form::Large })
    }

    /// The blocks of data behind a number.
    fn blocks_of(&mut self, id: u64) -> io::Result<Vec<Vec<u8>>> {
        let mut blocks = Vec::new();
        let mut open = vec![(id, 0)];
        while let Some((id, depth)) = open.pop() {
            if id == 0 {
                continue;
            }
            let block = self.block(id)?;
            if id & INTERNAL == 0 {
                blocks.push(block);
            } else if block.first() == Some(&LIST) && depth < LISTS {
                let width = self.form.width();
                let count = usize::from(short(&block, 2).unwrap_or_default());
                let listed = block.get(8..).unwrap_or_default().chunks_exact(width).take(count);
                open.extend(listed.filter_map(|entry| number(entry, 0, width)).map(|id| (id, depth + 1)).rev());
            } else {
                return Err(broken("a list of its blocks is none"));
            }
        }
        Ok(blocks)
    }

    /// The nodes within one.
    fn inner(&mut self, id: u64) -> io::Result<Vec<SubNode>> {
        let width = self.form.width();
        let head = if self.form == Form::Four { 4 } else { 8 };
        let mut nodes = Vec::new();
        let mut open = vec![(id, 0)];
        while let Some((id, depth)) = open.pop() {
            if id == 0 {
                continue;
            }
            let block = self.block(id)?;
            if block.first() != Some(&NODES) || depth >= LISTS {
                return Err(broken("a list of its nodes is none"));
            }
            let (level, count) = (block.get(1).copied().unwrap_or_default(), short(&block, 2).unwrap_or_default());
            let entries = block.get(head..).unwrap_or_default();
            if level == 0 {
                for entry in entries.chunks_exact(3 * width).take(usize::from(count)) {
                    let (data, sub) = (number(entry, width, width), number(entry, 2 * width, width));
                    nodes.extend(long(entry, 0).zip(data).zip(sub).map(|((id, data), sub)| SubNode { id, data, sub }));
                }
            } else {
                let listed = entries.chunks_exact(2 * width).take(usize::from(count));
                open.extend(listed.filter_map(|entry| number(entry, width, width)).map(|id| (id, depth + 1)).rev());
            }
        }
        Ok(nodes)
    }

    /// The bytes of a block, as they were meant.
    fn block(&mut self, id: u64) -> io::Result<Vec<u8>> {
        let found = self.blocks.binary_search_by_key(&(id & !1), |block| block.id);
        let block = found.map(|at| self.blocks[at]).map_err(|_| broken("one of its blocks is missing"))?;
        let size = block.size.max(block.unpacked);
        // A number more, so that lists of nothing end too.
        self.left = self.left.checked_sub(size + 1).ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?;
        let mut bytes = vec![0; block.size];
        self.file.seek(SeekFrom::Start(block.at))?;
        self.file.read_exact(&mut bytes)?;
        if block.unpacked != block.size && self.form == Form::Large {
            let mut unpacked = Vec::with_capacity(block.unpacked);
            let reader = flate2::read::ZlibDecoder::new(bytes.as_slice());
            reader.take(block.unpacked as u64).read_to_end(&mut unpacked)?;
            bytes = unpacked;
        }
        if id & INTERNAL == 0 {
            match self.method {
                Method::Plain => {}
                Method::Permuted => super::hidden::permute(&mut bytes),
                Method::Cyclic => super::hidden::turn(&mut bytes, id),
            }
        }
        Ok(bytes)
    }
}

/// The error of a store that contradicts itself.
pub(super) fn broken(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}
