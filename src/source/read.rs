//! Bytes of one input: buffered, bounded, hashed on the way.
//!
//! Owns the settings of a run and the [`Input`] that every parser reads from. It must not know any format. The surprise:
//! a parser may leave its input half read, yet the hash covers the whole file, because [`HashingReader::finish`] reads on
//! to the end.

use std::fs::File;
use std::io::{self, BufRead, Read};
use std::path::Path;
use std::time::SystemTime;

use xxhash_rust::xxh3::Xxh3;

use super::allowance;
use super::field::FieldMapping;
use super::outcome::ReadError;

/// Size of the part of an input that formats are recognised by, and of the buffer it is read through.
pub const HEAD_BYTES: usize = 64 * 1024;

/// Settings for reading sources.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Largest record (a line, a message, a whole file of a format without records) that is held in memory.
    pub max_record_bytes: usize,
    /// How deep containers may be nested.
    pub max_depth: u8,
    /// How many times its own size a container may unpack to, and a source file in all, beyond a first allowance.
    pub max_ratio: u64,
    /// How many bytes one source file may unpack to in all.
    pub max_unpacked_bytes: u64,
    /// How many members one source file may hold in all.
    pub max_members: u64,
    /// The user's own names of fields and header lines; they come before the built-in ones.
    pub mapping: FieldMapping,
    /// The places of the articles that are wanted of a file with several; all when `None`. An article that is a whole file
    /// has no place and is always wanted.
    pub only: Option<Vec<String>>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            max_record_bytes: 64 << 20,
            max_depth: 4,
            max_ratio: 100,
            max_unpacked_bytes: 64 << 30,
            max_members: 5_000_000,
            mapping: FieldMapping::default(),
            only: None,
        }
    }
}

/// The xxh3 hash (64 bits) of a file's bytes, as in [`super::SourceSummary::hash`].
///
/// # Errors
/// When the file cannot be opened or read.
pub fn hash_file(path: &Path) -> io::Result<u64> {
    HashingReader::new(File::open(path)?).finish()
}

/// Reads a file and hashes what passes.
pub struct HashingReader {
    file: File,
    hasher: Box<Xxh3>,
    bytes: u64,
    /// The end was met.
    ended: bool,
    error: Option<io::Error>,
}

impl HashingReader {
    /// Starts at the present position of `file`.
    pub fn new(file: File) -> Self {
        Self { file, hasher: Box::new(Xxh3::new()), bytes: 0, ended: false, error: None }
    }

    /// Number of bytes read so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes
    }

    /// The error of the file itself, as opposed to those of a decompressor above it.
    pub fn take_error(&mut self) -> Option<io::Error> {
        self.error.take()
    }

    /// Reads what is left and gives the hash of everything.
    ///
    /// # Errors
    /// When the file cannot be read to its end.
    pub fn finish(&mut self) -> io::Result<u64> {
        // Most parsers read to the end: one small read says so.
        let mut small = [0; 512];
        if self.read(&mut small)? > 0 {
            let mut buffer = vec![0; HEAD_BYTES];
            while self.read(&mut buffer)? > 0 {}
        }
        Ok(self.hasher.digest())
    }
}

impl Read for HashingReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ended {
            return Ok(0);
        }
        loop {
            match self.file.read(buffer) {
                Ok(count) => {
                    self.ended = count == 0 && !buffer.is_empty();
                    self.hasher.update(&buffer[..count]);
                    self.bytes += count as u64;
                    return Ok(count);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    // An io::Error cannot be cloned: the parser gets the kind, the caller the original.
                    let kind = error.kind();
                    self.error = Some(error);
                    return Err(kind.into());
                }
            }
        }
    }
}

/// The bytes of one source file or of one member of a container, with the name they go by.
pub struct Input<'a> {
    name: String,
    modified: Option<SystemTime>,
    /// Where the bytes lie on disk, when they are a file as it lies there.
    file: Option<&'a Path>,
    /// Its size in bytes as the disk tells it; 0 for members of containers.
    size: usize,
    rest: Box<dyn Read + 'a>,
    buffer: Vec<u8>,
    /// Bytes that the buffer will have.
    room: usize,
    start: usize,
    end: usize,
    /// Nothing is left in `rest`.
    ended: bool,
}

impl<'a> Input<'a> {
    /// A source file; `bytes` reads the file at `path`, which had `size` bytes when it was looked at.
    pub fn from_file(
        bytes: &'a mut HashingReader,
        relative: &str,
        path: &'a Path,
        size: u64,
        modified: Option<SystemTime>,
    ) -> Self {
        // One byte more shows at once that there are no more than that.
        let room = usize::try_from(size).map_or(HEAD_BYTES, |size| size.saturating_add(1).clamp(512, HEAD_BYTES));
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        Self { file: Some(path), room, size, ..Self::from_reader(Box::new(bytes), relative.to_owned(), modified) }
    }

    /// A member of a container, or bytes from anywhere; `name` is the path in the corpus, then that in the container.
    pub fn from_reader(rest: Box<dyn Read + 'a>, name: String, modified: Option<SystemTime>) -> Self {
        Self {
            name,
            modified,
            file: None,
            size: 0,
            rest,
            buffer: Vec::new(),
            room: HEAD_BYTES,
            start: 0,
            end: 0,
            ended: false,
        }
    }

    /// Path in the corpus and in the containers around it, with `/` between its parts.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// When the file or member was last changed.
    pub fn modified(&self) -> Option<SystemTime> {
        self.modified
    }

    /// Where the bytes lie on disk, for formats that must seek; `None` inside containers.
    pub fn file(&self) -> Option<&'a Path> {
        self.file
    }

    /// Reads ahead until [`Input::head`] is full or everything is in it; true when everything is.
    ///
    /// # Errors
    /// What the reader below says.
    pub fn fill_head(&mut self) -> io::Result<bool> {
        if self.buffer.is_empty() {
            self.buffer.resize(self.room, 0);
        }
        while self.end < HEAD_BYTES {
            if self.end == self.buffer.len() {
                // The file has grown since it was looked at.
                self.buffer.resize(HEAD_BYTES, 0);
            }
            match self.rest.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.ended = true;
                    return Ok(true);
                }
                Ok(count) => self.end += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }

    /// What has been read ahead.
    pub fn head(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Everything that is left, when that is no more than `limit` bytes.
    ///
    /// # Errors
    /// [`ReadError::RecordTooLarge`] when there is more, and what the reader below says.
    pub fn read_all(&mut self, limit: usize) -> Result<Vec<u8>, ReadError> {
        if self.ended && self.start == 0 && self.end <= limit {
            // Nearly every file: all of it lies in the buffer, and nothing else will be asked of that.
            let mut bytes = std::mem::take(&mut self.buffer);
            bytes.truncate(std::mem::take(&mut self.end));
            return Ok(bytes);
        }
        // How large it is, is known before of files alone; members of containers are not reckoned.
        allowance::claim(self.size.min(limit));
        let ahead = self.head();
        let mut bytes = Vec::with_capacity(ahead.len().min(limit) + 1);
        bytes.extend_from_slice(&ahead[..ahead.len().min(limit)]);
        self.consume(bytes.len());
        // What is there in excess of the limit is met here too.
        if !self.ended || self.start < self.end {
            let room = (limit - bytes.len()) as u64 + 1;
            self.take(room).read_to_end(&mut bytes)?;
        }
        if bytes.len() > limit { Err(ReadError::RecordTooLarge { limit }) } else { Ok(bytes) }
    }
}

impl Read for Input<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.start == self.end && out.len() >= HEAD_BYTES && !self.ended {
            return self.rest.read(out);
        }
        let available = self.fill_buf()?;
        let count = available.len().min(out.len());
        out[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Input<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end && !self.ended {
            if self.buffer.is_empty() {
                self.buffer.resize(HEAD_BYTES, 0);
            }
            (self.start, self.end) = (0, self.rest.read(&mut self.buffer)?);
        }
        Ok(&self.buffer[self.start..self.end])
    }

    fn consume(&mut self, count: usize) {
        self.start = (self.start + count).min(self.end);
    }
}

/// What [`read_line`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A line, without its end, is in the buffer.
    Read,
    /// The line was larger than the limit; its beginning is in the buffer and the rest was passed over.
    TooLong,
    /// There is no further line.
    End,
}

/// Reads one line into `line`, which is emptied first, without holding more than `limit` bytes.
///
/// # Errors
/// What the reader below says.
pub fn read_line(input: &mut dyn BufRead, line: &mut Vec<u8>, limit: usize) -> io::Result<Line> {
    line.clear();
    let (mut seen, mut dropped) = (false, false);
    loop {
        let available = match input.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            break;
        }
        seen = true;
        let newline = memchr::memchr(b'\n', available);
        let part = &available[..newline.unwrap_or(available.len())];
        let room = limit.saturating_sub(line.len());
        dropped |= part.len() > room;
        line.extend_from_slice(&part[..part.len().min(room)]);
        let used = part.len() + usize::from(newline.is_some());
        input.consume(used);
        if newline.is_some() {
            break;
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(if dropped {
        Line::TooLong
    } else if seen {
        Line::Read
    } else {
        Line::End
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(bytes: &'static [u8]) -> Input<'static> {
        Input::from_reader(Box::new(bytes), "x.txt".to_owned(), None)
    }

    #[test]
    fn lines_end_at_any_line_end_and_are_bounded() {
        let mut source: &[u8] = b"one\r\ntwo\n\na very long line\nlast";
        let mut line = Vec::new();
        let mut seen = Vec::new();
        loop {
            let kind = read_line(&mut source, &mut line, 6).expect("a slice does not fail");
            if kind == Line::End {
                break;
            }
            seen.push((kind, String::from_utf8_lossy(&line).into_owned()));
        }
        let expected = [
            (Line::Read, "one"),
            (Line::Read, "two"),
            (Line::Read, ""),
            (Line::TooLong, "a very"),
            (Line::Read, "last"),
        ];
        assert_eq!(seen, expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn a_head_can_be_looked_at_and_is_read_again() {
        let mut input = input(b"head and body");
        assert!(input.fill_head().expect("a slice does not fail"));
        assert_eq!(input.head(), b"head and body");
        assert_eq!(input.read_all(100).expect("short enough"), b"head and body");
    }

    #[test]
    fn a_file_that_is_larger_or_smaller_than_it_was_is_read_to_its_end() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("x.txt");
        let text: Vec<u8> = (0..200_000u32).map(|number| b'a' + (number % 23) as u8).collect();
        for (bytes, told) in [(3000, 10), (3000, 2999), (3000, 3000), (3000, 9000), (200_000, 700), (200_000, 1 << 40)]
        {
            std::fs::write(&path, &text[..bytes]).expect("writable");
            let open = || HashingReader::new(File::open(&path).expect("it exists"));
            let mut reader = open();
            let mut input = Input::from_file(&mut reader, "x.txt", &path, told, None);
            assert_eq!(input.fill_head().expect("readable"), bytes < HEAD_BYTES);
            assert_eq!(input.head(), &text[..bytes.min(HEAD_BYTES)]);
            assert_eq!(input.read_all(bytes).expect("not too large"), &text[..bytes]);
            assert_eq!(input.read(&mut [0; 9]).expect("at the end"), 0);
            drop(input);
            assert_eq!(reader.bytes_read(), bytes as u64);
            let mut reader = open();
            let mut input = Input::from_file(&mut reader, "x.txt", &path, told, None);
            input.fill_head().expect("readable");
            assert!(matches!(input.read_all(bytes - 1), Err(ReadError::RecordTooLarge { .. })));
        }
    }

    #[test]
    fn more_than_the_limit_is_an_error() {
        assert!(matches!(input(b"123456").read_all(5), Err(ReadError::RecordTooLarge { limit: 5 })));
        assert_eq!(input(b"12345").read_all(5).expect("just fits"), b"12345");
    }

    #[test]
    fn the_hash_is_that_of_all_bytes_however_much_was_read() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("empty");
        std::fs::write(&path, b"").expect("writable");
        // The published hash of no bytes with seed 0.
        assert_eq!(hash_file(&path).expect("readable"), 0x2d06_8005_38d3_94c2);
        let longer = folder.path().join("longer");
        std::fs::write(&longer, vec![b'x'; 200_000]).expect("writable");
        let mut reader = HashingReader::new(File::open(&longer).expect("it exists"));
        let mut some = [0; 10];
        reader.read_exact(&mut some).expect("long enough");
        assert_eq!(reader.finish().expect("readable"), hash_file(&longer).expect("readable"));
        assert_eq!(reader.bytes_read(), 200_000);
    }
}
