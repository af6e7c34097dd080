//! A compressed store as one that is not compressed.
//!
//! Tantivy makes a new context of zstd for every block of stored text that it unpacks, and to make one asks the processor what
//! it can, which takes longer in a virtual machine than the unpacking. Here a store is handed to Tantivy as a file whose blocks
//! are unpacked when they are read, by one context for each thread. Owns nothing of what the blocks hold. The surprise: the
//! end of the file, which says how its blocks are compressed, is changed on the way to say that they are not.

use std::cell::RefCell;
use std::io;
use std::ops::Range;

use tantivy::HasLen;
use tantivy::directory::{FileHandle, FileSlice, OwnedBytes};
use zstd::bulk::Decompressor;

/// Bytes at the end of a store: its version in 4, where its blocks end in 8, how they are compressed in 1, and 15 for later.
const FOOTER: usize = 28;
const BLOCKS_END: Range<usize> = 4..12;
const COMPRESSION: usize = 12;
/// What stands there for zstd, and for none.
const ZSTD: u8 = 4;
const NONE: u8 = 0;

thread_local! {
    static CONTEXT: RefCell<Decompressor<'static>> = RefCell::default();
}

/// A store whose blocks are unpacked as they are read.
#[derive(Debug)]
pub(crate) struct UnpackedStore {
    file: FileSlice,
    /// Where its blocks end.
    blocks: usize,
}

impl UnpackedStore {
    /// `None` for a store that is compressed in another way.
    pub(crate) fn new(file: FileSlice) -> io::Result<Option<UnpackedStore>> {
        let Some(start) = file.len().checked_sub(FOOTER) else { return Ok(None) };
        let footer = file.read_bytes_slice(start..file.len())?;
        let end = footer[BLOCKS_END].try_into().map(u64::from_le_bytes).unwrap_or(u64::MAX);
        let blocks = usize::try_from(end).ok().filter(|blocks| footer[COMPRESSION] == ZSTD && *blocks <= start);
        Ok(blocks.map(|blocks| UnpackedStore { file, blocks }))
    }

    fn footer_start(&self) -> usize {
        self.file.len() - FOOTER
    }
}

impl HasLen for UnpackedStore {
    fn len(&self) -> usize {
        self.file.len()
    }
}

impl FileHandle for UnpackedStore {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let bytes = self.file.read_bytes_slice(range.clone())?;
        if range.start >= self.footer_start() {
            let mut footer = bytes.to_vec();
            if let Some(compression) =
                (self.footer_start() + COMPRESSION).checked_sub(range.start).and_then(|at| footer.get_mut(at))
            {
                *compression = NONE;
            }
            return Ok(OwnedBytes::new(footer));
        }
        let is_block = !range.is_empty() && range.end <= self.blocks;
        if is_block { unpack(&bytes).map(OwnedBytes::new) } else { Ok(bytes) }
    }
}

/// A block: its size when unpacked in 4 bytes, and a frame of zstd.
fn unpack(block: &[u8]) -> io::Result<Vec<u8>> {
    let damaged = || io::Error::new(io::ErrorKind::InvalidData, "a block of stored text is damaged");
    let (size, frame) = block.split_first_chunk().ok_or_else(damaged)?;
    let size = u32::from_le_bytes(*size) as usize;
    let unpacked = CONTEXT.with_borrow_mut(|context| context.decompress(frame, size))?;
    if unpacked.len() == size { Ok(unpacked) } else { Err(damaged()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(blocks: &[u8], compression: u8) -> FileSlice {
        let mut bytes = blocks.to_vec();
        bytes.extend(b"index");
        bytes.extend(2u32.to_le_bytes());
        bytes.extend((blocks.len() as u64).to_le_bytes());
        bytes.push(compression);
        bytes.extend([0; 15]);
        FileSlice::from(bytes)
    }

    #[test]
    fn blocks_come_unpacked_and_the_rest_as_it_is() {
        let text = b"talks on rafah, talks on rafah, talks on rafah".as_slice();
        let mut block = (text.len() as u32).to_le_bytes().to_vec();
        block.extend(zstd::bulk::compress(text, 3).expect("it can be packed"));
        let unpacked = UnpackedStore::new(store(&block, ZSTD)).expect("it can be read").expect("it is zstd");
        let read = |range: Range<usize>| unpacked.read_bytes(range).expect("it can be read");
        assert_eq!(&*read(0..block.len()), text);
        assert_eq!(&*read(block.len()..block.len() + 5), b"index");
        let footer = read(unpacked.len() - FOOTER..unpacked.len());
        assert_eq!((footer.len(), footer[0], footer[COMPRESSION]), (FOOTER, 2, NONE));
    }

    #[test]
    fn damage_and_other_compressions_are_told() {
        assert!(UnpackedStore::new(store(b"block", 1)).expect("it can be read").is_none());
        assert!(UnpackedStore::new(FileSlice::from(vec![4; 5])).expect("it can be read").is_none());
        assert!(unpack(b"abc").is_err() && unpack(b"\x05\0\0\0nonsense").is_err());
        let mut short = 9u32.to_le_bytes().to_vec();
        short.extend(zstd::bulk::compress(b"talks", 3).expect("it can be packed"));
        assert!(unpack(&short).is_err());
    }
}
