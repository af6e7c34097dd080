//! What a stream unpacks to, within a bound.
//!
//! The library that the extractor is built on unpacks whatever a stream unpacks to. This does the same steps in the same way,
//! and stops at a limit. The surprise: a stream whose steps are not known, or fail, is taken as it lies there, as by the extractor.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use pdf_extract::filters::png;
use pdf_extract::{Dictionary, Object, Stream};
use weezl::decode::Decoder;
use weezl::{BitOrder, LzwStatus};

/// Steps of one stream; real ones have two.
const STEPS: usize = 8;

/// Why a step does not give the next content.
enum Refused {
    /// It would be larger than allowed.
    TooLarge,
    /// The step is not known, or its input is broken.
    Broken,
}

/// What a stream unpacks to; `None` when that, or anything on the way to it, is more than `limit` bytes.
pub(super) fn unpack(stream: &Stream, limit: usize) -> Option<Vec<u8>> {
    match steps(stream, limit) {
        Ok(content) => Some(content),
        Err(Refused::Broken) if stream.content.len() <= limit => Some(stream.content.clone()),
        Err(_) => None,
    }
}

fn steps(stream: &Stream, limit: usize) -> Result<Vec<u8>, Refused> {
    if stream.content.len() > limit {
        return Err(Refused::TooLarge);
    }
    let Ok(filters) = stream.filters() else { return Ok(stream.content.clone()) };
    if filters.len() > STEPS {
        return Err(Refused::TooLarge);
    }
    let parameters = stream.dict.get(b"DecodeParms").and_then(Object::as_dict).ok();
    let mut content: Option<Vec<u8>> = None;
    for filter in filters {
        let input = content.as_deref().unwrap_or(&stream.content);
        content = Some(match filter {
            b"FlateDecode" => without_predictor(inflate(input, limit)?, parameters, limit)?,
            b"LZWDecode" => without_predictor(undo_lzw(input, parameters, limit)?, parameters, limit)?,
            b"ASCII85Decode" => undo_ascii85(input, limit)?,
            _ => return Err(Refused::Broken),
        });
    }
    Ok(content.unwrap_or_default())
}

fn inflate(input: &[u8], limit: usize) -> Result<Vec<u8>, Refused> {
    let read = |reader: &mut dyn Read| {
        let mut output = Vec::new();
        // What came before an error counts.
        let _ = reader.take(limit as u64 + 1).read_to_end(&mut output);
        output
    };
    let mut output = read(&mut ZlibDecoder::new(input));
    if output.is_empty() && input.len() > 2 {
        output = read(&mut DeflateDecoder::new(&input[2..]));
    }
    if output.len() > limit { Err(Refused::TooLarge) } else { Ok(output) }
}

fn undo_lzw(input: &[u8], parameters: Option<&Dictionary>, limit: usize) -> Result<Vec<u8>, Refused> {
    let early = parameters.and_then(|all| all.get(b"EarlyChange").ok()?.as_i64().ok()).is_none_or(|value| value != 0);
    let mut decoder =
        if early { Decoder::with_tiff_size_switch(BitOrder::Msb, 8) } else { Decoder::new(BitOrder::Msb, 8) };
    let (mut rest, mut output, mut buffer) = (input, Vec::new(), vec![0; 64 << 10]);
    loop {
        let done = decoder.decode_bytes(rest, &mut buffer);
        output.extend_from_slice(&buffer[..done.consumed_out]);
        rest = &rest[done.consumed_in..];
        if output.len() > limit {
            return Err(Refused::TooLarge);
        }
        let moved = done.consumed_in > 0 || done.consumed_out > 0;
        if !moved || !matches!(done.status, Ok(LzwStatus::Ok)) {
            return Ok(output);
        }
    }
}

/// Five signs become four bytes, and `z` does.
fn undo_ascii85(input: &[u8], limit: usize) -> Result<Vec<u8>, Refused> {
    let mut step = Dictionary::new();
    step.set("Filter", Object::Name(b"ASCII85Decode".to_vec()));
    let output = Stream::new(step, input.to_vec()).decompressed_content().map_err(|_| Refused::Broken)?;
    if output.len() > limit { Err(Refused::TooLarge) } else { Ok(output) }
}

fn without_predictor(data: Vec<u8>, parameters: Option<&Dictionary>, limit: usize) -> Result<Vec<u8>, Refused> {
    let value = |name: &[u8]| parameters.and_then(|all| all.get(name).ok()?.as_i64().ok());
    if !value(b"Predictor").is_some_and(|predictor| (10..=15).contains(&predictor)) {
        return Ok(data);
    }
    let count = |name: &[u8], least: i64| usize::try_from(value(name).unwrap_or(least).max(least)).ok();
    let (columns, colors, bits) = (count(b"Columns", 1), count(b"Colors", 1), count(b"BitsPerComponent", 8));
    let pixel = colors.zip(bits).and_then(|(colors, bits)| colors.checked_mul(bits)).map(|bits| bits / 8);
    let row = pixel.zip(columns).and_then(|(pixel, columns)| pixel.checked_mul(columns));
    let (Some(pixel), Some(columns), Some(_)) = (pixel, columns, row.filter(|row| *row <= limit)) else {
        return Err(Refused::TooLarge);
    };
    png::decode_frame(&data, pixel, columns).map_err(|_| Refused::Broken)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).expect("a vector takes everything");
        encoder.finish().expect("a vector takes everything")
    }

    fn stream(filters: &[&str], content: Vec<u8>) -> Stream {
        let mut dict = Dictionary::new();
        let names = filters.iter().map(|name| Object::Name(name.as_bytes().to_vec())).collect();
        dict.set("Filter", Object::Array(names));
        Stream::new(dict, content)
    }

    #[test]
    fn every_step_is_done_and_bounded() {
        let text = b"(Talks go on) Tj".repeat(1000);
        let packed = weezl::encode::Encoder::with_tiff_size_switch(BitOrder::Msb, 8).encode(&text).expect("it packs");
        for (filters, content) in [
            (&[][..], text.clone()),
            (&["FlateDecode"], deflated(&text)),
            (&["LZWDecode"], packed.clone()),
            (&["FlateDecode", "FlateDecode"], deflated(&deflated(&text))),
            (&["FlateDecode", "LZWDecode"], deflated(&packed)),
        ] {
            let mut stream = stream(filters, content);
            if filters.is_empty() {
                stream.dict.remove(b"Filter");
            }
            assert_eq!(unpack(&stream, 16_000), Some(text.clone()), "{filters:?}");
            assert_eq!(unpack(&stream, 15_999), None, "{filters:?}");
        }
        assert_eq!(
            unpack(&stream(&["ASCII85Decode"], b"87cURD]i,\"Ebo80~>".to_vec()), 99),
            Some(b"Hello World!".to_vec())
        );
        assert_eq!(unpack(&stream(&["DCTDecode"], b"as it is".to_vec()), 99), Some(b"as it is".to_vec()));
        assert_eq!(unpack(&stream(&["FlateDecode"; 9], b"x".to_vec()), 99), None);
    }

    #[test]
    fn a_row_of_a_predictor_is_no_larger_than_allowed() {
        let mut wide = stream(&["FlateDecode"], deflated(b"\0abc"));
        let mut parameters = Dictionary::new();
        parameters.set("Predictor", Object::Integer(12));
        parameters.set("Columns", Object::Integer(3));
        wide.dict.set("DecodeParms", Object::Dictionary(parameters.clone()));
        assert_eq!(unpack(&wide, 100), Some(b"abc".to_vec()));
        parameters.set("Columns", Object::Integer(4_000_000_000));
        wide.dict.set("DecodeParms", Object::Dictionary(parameters));
        assert_eq!(unpack(&wide, 100), None);
    }
}
