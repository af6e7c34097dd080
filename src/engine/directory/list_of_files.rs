//! The list of the files that the engine has made, so that what a killed run left behind is found and deleted.
//!
//! The engine writes the list anew before each file it makes, and waits for the disk each time. Here the files of a segment are on it
//! from the first one on. The surprise: it may name files that there never are; the engine takes them for deleted.

use std::collections::BTreeSet;

use tantivy::index::SegmentComponent;

use crate::engine::packed;

/// The file that has the list.
pub(super) const LIST_OF_FILES: &str = ".managed.json";

/// The files of a segment but for its deletions.
pub(crate) fn components() -> [SegmentComponent; 7] {
    use SegmentComponent::{FastFields, FieldNorms, Positions, Postings, Store, Terms};
    [Postings, Positions, Terms, Store, FastFields, FieldNorms, packed::component()]
}

/// What the list has on the disk.
#[derive(Debug, Default)]
pub(super) struct ListOfFiles {
    written: BTreeSet<String>,
    /// Whether files were deleted since.
    shorter: bool,
}

impl ListOfFiles {
    /// Has the next list written that is asked for.
    pub(super) fn something_goes(&mut self) {
        self.shorter = true;
    }

    /// What to write instead of a list; `None` when nothing on it is new.
    pub(super) fn to_write(&self, list: &[u8]) -> Option<Vec<u8>> {
        // What cannot be read is another engine's, who knows what it is for.
        let Ok(mut names) = serde_json::from_slice::<BTreeSet<String>>(list) else { return Some(list.to_vec()) };
        let new: Vec<&str> = names.difference(&self.written).filter_map(|name| segment_of(name)).collect();
        let expected: Vec<String> =
            new.iter().flat_map(|segment| components().map(|component| format!("{segment}.{component}"))).collect();
        names.extend(expected);
        if !self.shorter && names.is_subset(&self.written) {
            return None;
        }
        let mut bytes = serde_json::to_vec(&names).expect("strings are always written");
        bytes.push(b'\n');
        Some(bytes)
    }

    /// Takes down what was written.
    pub(super) fn is_written(&mut self, list: &[u8]) {
        self.written = serde_json::from_slice(list).unwrap_or_default();
        self.shorter = false;
    }
}

/// The segment that a file is one of the components of.
fn segment_of(name: &str) -> Option<&str> {
    let (segment, extension) = name.split_once('.')?;
    let known = components().iter().any(|component| component.to_string() == extension);
    let numbered = segment.len() == 32 && segment.bytes().all(|byte| byte.is_ascii_hexdigit());
    (known && numbered).then_some(segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "0123456789abcdef0123456789abcdef";
    const B: &str = "fedcba9876543210fedcba9876543210";

    fn all_of(segment: &str) -> Vec<String> {
        ["fast", "fieldnorm", "idx", "pos", "store", "term", "text"].map(|end| format!("{segment}.{end}")).to_vec()
    }

    fn list(names: &[String]) -> Vec<u8> {
        serde_json::to_vec(names).expect("strings")
    }

    /// Hands a list over; gives what was written.
    fn hand(files: &mut ListOfFiles, names: &[String]) -> Option<Vec<String>> {
        let written = files.to_write(&list(names))?;
        files.is_written(&written);
        Some(serde_json::from_slice(&written).expect("a list"))
    }

    #[test]
    fn all_files_of_a_segment_are_listed_with_the_first() {
        let mut files = ListOfFiles::default();
        let meta = "meta.json".to_owned();
        let mut expected = all_of(A);
        expected.push(meta.clone());
        assert_eq!(hand(&mut files, &[meta.clone(), format!("{A}.store")]), Some(expected.clone()));
        assert_eq!(hand(&mut files, &[meta.clone(), format!("{A}.store"), format!("{A}.idx")]), None);
        assert_eq!(hand(&mut files, &expected), None);
        // Deletions come one by one.
        let deletions = format!("{A}.17.del");
        expected.push(deletions);
        expected.sort();
        assert_eq!(hand(&mut files, &expected), Some(expected.clone()));
        let both = [all_of(A), all_of(B)].concat();
        let wanted = hand(&mut files, &[all_of(A), vec![format!("{B}.term")]].concat()).expect("a new segment");
        assert_eq!(wanted, both);
    }

    #[test]
    fn what_is_deleted_leaves_the_list() {
        let mut files = ListOfFiles::default();
        let both = [all_of(A), all_of(B)].concat();
        assert!(hand(&mut files, &both).is_some());
        files.something_goes();
        assert_eq!(hand(&mut files, &all_of(B)), Some(all_of(B)));
        assert_eq!(hand(&mut files, &all_of(B)), None);
    }

    #[test]
    fn a_list_of_another_kind_is_left_alone() {
        let files = ListOfFiles::default();
        assert_eq!(files.to_write(b"{}"), Some(b"{}".to_vec()));
    }
}
