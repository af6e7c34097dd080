//! Single compressed files: gzip, bzip2, xz, Zstandard. What is inside is read as if it lay there uncompressed.
//!
//! The surprise: the article of `story.txt.gz` has no locator, since the file holds nothing but the story; and several gzip
//! members in a row, as web archives have them, are one stream.

use std::io::{BufReader, Read};

use super::sink::{Counting, Packed};
use super::{Detection, Format, Frame, Halt, Probe, Sink};
use crate::source::read::Input;

/// gzip.
pub static GZIP: Format = Format {
    name: "gzip",
    extensions: &["gz", "tgz"],
    detect: |probe| begins(probe, b"\x1f\x8b\x08"),
    read: |input, sink| read(input, sink, |packed| Ok(Box::new(flate2::read::MultiGzDecoder::new(packed)))),
};

/// bzip2.
pub static BZIP2: Format = Format {
    name: "bzip2",
    extensions: &["bz2", "tbz2", "tbz"],
    detect: |probe| if probe.head.get(4..10) == Some(b"1AY&SY") { begins(probe, b"BZh") } else { Detection::No },
    read: |input, sink| read(input, sink, |packed| Ok(Box::new(bzip2::read::MultiBzDecoder::new(packed)))),
};

/// xz.
pub static XZ: Format = Format {
    name: "xz",
    extensions: &["xz", "txz"],
    detect: |probe| begins(probe, b"\xfd7zXZ\0"),
    read: |input, sink| read(input, sink, |packed| Ok(Box::new(lzma_rust2::XzReader::new(packed, true)))),
};

/// Zstandard.
pub static ZSTD: Format = Format {
    name: "zstd",
    extensions: &["zst", "tzst"],
    detect: |probe| begins(probe, b"\x28\xb5\x2f\xfd"),
    read: |input, sink| {
        read(input, sink, |packed| {
            let mut decoder = zstd::stream::read::Decoder::new(packed)?;
            // A frame may ask for gigabytes of window; 128 MiB is what the tool itself grants.
            decoder.window_log_max(27)?;
            Ok(Box::new(decoder))
        })
    },
};

fn begins(probe: &Probe<'_>, signature: &[u8]) -> Detection {
    if probe.head.starts_with(signature) { Detection::Certain } else { Detection::No }
}

type Decoder<'a> = Box<dyn Read + 'a>;

fn read<'a, 'b>(
    input: &'a mut Input<'b>,
    sink: &mut Sink<'_>,
    decode: impl FnOnce(Counting<&'a mut Input<'b>>) -> std::io::Result<Decoder<'a>>,
) -> Result<(), Halt> {
    let frame = Frame { locator: None, name: inner_name(input.name()), modified: input.modified(), ..Frame::default() };
    let (counting, packed) = Counting::new(input);
    let decoder = decode(counting)?;
    sink.member(frame, Box::new(BufReader::new(decoder)), Packed::Counted(packed))
}

/// The name without the ending of the compression: `a.txt` of `a.txt.gz`, `a.tar` of `a.tgz`.
fn inner_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, "gz" | "bz2" | "xz" | "zst" | "GZ" | "Z")) => stem.to_owned(),
        Some((stem, "tgz" | "tbz2" | "tbz" | "txz" | "tzst")) => format!("{stem}.tar"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::super::testing::{articles, headlines, outcomes};
    use crate::source::read::ReadOptions;

    const LINES: &[u8] = b"{\"title\": \"A\", \"body\": \"x\"}\n{\"title\": \"B\", \"body\": \"y\"}\n";

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).expect("memory takes everything");
        encoder.finish().expect("memory takes everything")
    }

    fn bzip2(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::best());
        encoder.write_all(bytes).expect("memory takes everything");
        encoder.finish().expect("memory takes everything")
    }

    #[test]
    fn every_compression_is_seen_through() {
        let mut two = gzip(&LINES[..28]);
        two.extend(gzip(&LINES[28..]));
        let zstd = zstd::encode_all(LINES, 3).expect("memory takes everything");
        let packed = [("a.jsonl.gz", gzip(LINES)), ("a.jsonl.gz", two), ("a.jsonl.bz2", bzip2(LINES)), ("a.zst", zstd)];
        for (name, bytes) in packed {
            let found = articles(name, &bytes);
            assert_eq!(headlines(&found), [("1", "A"), ("2", "B")], "{name}");
            assert_eq!(found[0].format, "json-lines");
        }
    }

    #[test]
    fn a_torn_file_gives_what_it_has_and_fails() {
        let long: String =
            (0..8_000).map(|n| format!("{{\"title\": \"T{n}\", \"body\": \"b{}\"}}\n", n * 7919 % 1000)).collect();
        let packed = gzip(long.as_bytes());
        let (found, others) = outcomes("a.jsonl.gz", &packed[..packed.len() / 2], &ReadOptions::default());
        assert!(found.len() > 100, "{} articles", found.len());
        assert!(others.last().is_some_and(|other| other.starts_with("cannot read a.jsonl.gz: ")), "{others:?}");
    }

    #[test]
    fn a_bomb_ends_in_a_skip() {
        let bomb = gzip(&vec![b'a'; 40 << 20]);
        let (found, others) = outcomes("a.txt.gz", &bomb, &ReadOptions { max_ratio: 10, ..ReadOptions::default() });
        assert!(found.is_empty());
        assert_eq!(others, [": unpacks to more than 10 times its size"]);
        let mut nested = gzip(b"text");
        for _ in 0..5 {
            nested = gzip(&nested);
        }
        let (_, others) = outcomes("a.gz", &nested, &ReadOptions::default());
        assert_eq!(others, [": containers are nested more than 4 deep"]);
    }
}
