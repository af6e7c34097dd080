use tantivy::schema::Schema;
use tantivy::{HasLen, Index};

use super::*;

fn index() -> Index {
    Index::create_in_ram(Schema::builder().build())
}

fn record(number: usize, text: &str) -> Record {
    let mut record = Record { other: vec![number as u8, 0, 7], groups: vec![number as u8; 3], ..Record::default() };
    record.push_text(&format!("{number}.txt"));
    record.push_text(text);
    record
}

fn written(records: &[Record]) -> (PackedReader, usize) {
    let index = index();
    let segment = index.new_segment();
    let mut writer = PackedWriter::new(&segment).expect("it can be begun");
    records.iter().for_each(|record| writer.add(record.clone()).expect("it can be added"));
    writer.finish(b"more").expect("it can be finished");
    let file = segment.open_read(component()).expect("it is there");
    (PackedReader::over(&file).expect("it can be read"), file.len())
}

fn english(number: usize) -> String {
    format!("The {number} members of the committee said on Monday that talks about the budget would go on. ").repeat(12)
}

#[test]
fn every_record_comes_back_with_a_model_and_without() {
    for count in [0, 1, 15, 16, 17, 200] {
        let records: Vec<Record> = (0..count).map(|number| record(number, &english(number))).collect();
        let (reader, _) = written(&records);
        assert_eq!(reader.models.len(), usize::from(count == 200));
        for (number, record) in records.iter().enumerate() {
            assert_eq!(&reader.get(number as u32).expect("it can be read"), record);
        }
        assert!(reader.get(count as u32).is_err());
    }
}

#[test]
fn the_appendix_is_apart() {
    let index = index();
    for appendix in [&b""[..], b"names"] {
        let segment = index.new_segment();
        let mut writer = PackedWriter::new(&segment).expect("it can be begun");
        writer.add(record(0, "Rafah")).expect("it can be added");
        writer.finish(appendix).expect("it can be finished");
        let file = segment.open_read(component()).expect("it is there");
        assert_eq!(PackedReader::appendix(&file).expect("it is there").as_slice(), appendix);
        let reader = PackedReader::over(&file).expect("it can be read");
        assert_eq!(reader.own_appendix().expect("it is there").as_slice(), appendix);
        assert_eq!(reader.get(0).expect("it can be read"), record(0, "Rafah"));
    }
}

#[test]
fn records_of_one_corpus_share_what_they_have_in_common() {
    let records: Vec<Record> = (0..300).map(|number| record(number, &english(number))).collect();
    let bytes: usize = records.iter().map(Record::len).sum();
    let (_, length) = written(&records);
    assert!(length * 4 < bytes, "{length} of {bytes}");
}

#[test]
fn another_language_gets_a_model_of_its_own() {
    let french = |number: usize| {
        format!("Les {number} membres du comit\u{e9} ont dit lundi que les n\u{e9}gociations continueront. ").repeat(12)
    };
    let mut records: Vec<Record> = (0..8000).map(|number| record(number, &english(number))).collect();
    records.extend((0..12000).map(|number| record(number, &french(number))));
    let (reader, _) = written(&records);
    assert!(reader.models.len() > 1);
    for number in [0, 7999, 8000, 12345, 19999] {
        assert_eq!(reader.get(number as u32).expect("it can be read"), records[number]);
    }
}

#[test]
fn what_no_model_suits_takes_little_more_than_it_is() {
    let mut noise = 1u64;
    let mut odd = || {
        let letters = (0..400).map(|_| {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from_u32(0x400 + (noise >> 56) as u32).unwrap_or('x')
        });
        letters.collect::<String>()
    };
    let mut records: Vec<Record> = (0..100).map(|number| record(number, &english(number))).collect();
    records.push(record(100, &odd()));
    let (reader, _) = written(&records);
    let (form, range) = reader
        .frame(
            reader
                .place(96)
                .map(|at| (0..4).fold(at, |at, _| reader.frame(at).expect("a record").1.end))
                .expect("a place"),
        )
        .expect("a record");
    assert!(range.len() < records[100].to_bytes().len() + 16, "{form:?} {range:?}");
    assert_eq!(reader.get(100).expect("it can be read"), records[100]);
}

fn merged(files: &[Vec<Record>]) -> (PackedReader, Vec<Record>) {
    let is_alive = |_: usize, document: u32| document % 3 != 1;
    let readers: Vec<PackedReader> = files.iter().map(|records| written(records).0).collect();
    let index = index();
    let segment = index.new_segment();
    let mut writer = PackedWriter::new(&segment).expect("it can be begun");
    writer.copy(&readers, &is_alive).expect("they can be copied");
    writer.finish(b"more").expect("it can be finished");
    let file = segment.open_read(component()).expect("it is there");
    let alive = files.iter().flat_map(|records| (0..).zip(records).filter(|(number, _)| is_alive(0, *number)));
    (PackedReader::over(&file).expect("it can be read"), alive.map(|(_, record)| record.clone()).collect())
}

#[test]
fn merging_keeps_what_is_alive_and_the_models_that_are_worth_it() {
    let large: Vec<Record> = (0..6000).map(|number| record(number, &english(number))).collect();
    let small: Vec<Record> = (0..200).map(|number| record(number, &english(number + 7))).collect();
    let few: Vec<Record> = (0..20).map(|number| record(number, "Rafah, a few words.")).collect();
    // The files, and how many models the merged file has; the same model twice is one.
    let cases = [
        (vec![large.clone(), small.clone(), few.clone()], 1),
        (vec![few.clone(), large.clone(), large], 1),
        (vec![small.clone(), few.clone(), small], 1),
        (vec![few.clone(), few], 0),
    ];
    for (files, models) in cases {
        let (reader, records) = merged(&files);
        assert_eq!(reader.models.len(), models);
        assert_eq!(reader.tail.records as usize, records.len());
        for (number, record) in (0..).zip(&records) {
            assert_eq!(&reader.get(number).expect("it can be read"), record);
        }
    }
}

#[test]
fn damage_is_told() {
    let whole = FileSlice::from(Vec::new());
    assert!(PackedReader::over(&whole).is_err());
    assert!(PackedReader::appendix(&whole).is_err());
    assert!(PackedReader::appendix(&FileSlice::from(vec![255; 40])).is_err());
    assert!(PackedReader::over(&FileSlice::from(vec![255; 40])).is_err());
    let (reader, length) = written(&(0..200).map(|number| record(number, &english(number))).collect::<Vec<_>>());
    let bytes = reader.bytes.to_vec();
    for at in (0..length).step_by(97) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x5a;
        if let Ok(reader) = PackedReader::over(&FileSlice::from(damaged)) {
            (0..200).for_each(|number| drop(reader.get(number)));
        }
    }
}
